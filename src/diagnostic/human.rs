//! Diagnostics for people at a terminal.

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity, SourceFiles};
use crate::source::clean_range;
use crate::text::Lang;

/// Prints each diagnostic with its marked line, message and help.
pub fn print_human(
    diagnostics: &[Diagnostic],
    files: &SourceFiles,
    lang: Lang,
    colour: bool,
) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut out = String::new();
    let mut current: Option<(&str, String)> = None;
    for diagnostic in diagnostics {
        let path: &str = &diagnostic.file;
        let text = match current.take() {
            Some((file, text)) if file == path => text,
            _ => files.text(path),
        };
        let _ = writeln!(out, "{}\n", render(diagnostic, &text, lang, &renderer));
        current = Some((path, text));
    }
    out
}

fn render(diagnostic: &Diagnostic, text: &str, lang: Lang, renderer: &Renderer) -> String {
    let (level, name) = match (diagnostic.severity, lang) {
        (Severity::Error, Lang::Chinese) => (Level::ERROR, "错误"),
        (Severity::Error, Lang::English) => (Level::ERROR, "error"),
        (Severity::Warning, Lang::Chinese) => (Level::WARNING, "警告"),
        (Severity::Warning, Lang::English) => (Level::WARNING, "warning"),
    };
    let help_name = match lang {
        Lang::Chinese => "帮助",
        Lang::English => "help",
    };
    // Only the faulty lines are handed over: a large file is not scanned once for each of its faults.
    let window = window(text, diagnostic);
    let snippet = Snippet::source(window.text)
        .line_start(window.first_line)
        .path(&*diagnostic.file)
        .annotation(AnnotationKind::Primary.span(window.span));
    let mut group = Group::with_title(
        level
            .with_name(name)
            .primary_title(diagnostic.message.get(lang))
            .id(diagnostic.rule.code),
    )
    .element(snippet);
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.with_name(help_name).message(help.get(lang)));
    }
    renderer.render(&[group])
}

struct Window<'a> {
    text: &'a str,
    first_line: usize,
    span: std::ops::Range<usize>,
}

/// The line of a diagnostic, and the span within it.
fn window<'a>(text: &'a str, diagnostic: &Diagnostic) -> Window<'a> {
    // The file may have been saved again since its faults were looked up.
    let std::ops::Range { start, end } = clean_range(text, diagnostic.bytes.clone());
    // A byte-order mark and a carriage return are no part of a line.
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let line_start = text[..start]
        .rfind('\n')
        .map_or(mark, |newline| newline + 1)
        .min(start);
    let line_end = text[start..]
        .find('\n')
        .map_or(text.len(), |newline| start + newline);
    let line_end = line_start + text[line_start..line_end].trim_end_matches('\r').len();
    let start = start.min(line_end);
    let end = end.clamp(start, line_end);
    Window {
        text: &text[line_start..line_end],
        first_line: diagnostic.start.line as usize,
        span: start - line_start..end - line_start,
    }
}

/// Prints one line for each diagnostic: `file:line:column: severity[code]: message`.
pub fn print_short(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let _ = writeln!(
            out,
            "{}:{}:{}: {}[{}]: {}",
            diagnostic.file,
            diagnostic.start.line,
            diagnostic.start.column,
            diagnostic.severity.name(),
            diagnostic.rule.code,
            diagnostic.message.get(lang)
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Position;
    use crate::text;

    #[test]
    fn a_file_that_was_saved_again_can_be_shown() {
        let at = Position { line: 1, column: 1 };
        let diagnostic = Diagnostic {
            rule: &crate::network::rules::DUPLICATE_ID,
            severity: Severity::Error,
            file: "content/a.md".into(),
            start: at,
            end: at,
            // As looked up in another text: these are no ends of characters here.
            bytes: 1..5,
            message: text!("错", "wrong"),
            help: None,
        };
        assert_eq!(window("站点", &diagnostic).text, "站点");
        assert_eq!(window("", &diagnostic).text, "");
    }
}

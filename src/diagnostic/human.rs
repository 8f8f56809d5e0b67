//! Diagnostics for people at a terminal.

use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, SourceFiles};
use crate::fault::Severity;
use crate::neutral::{visible, visible_source, without_secrets};
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
    // Only what is near is handed over: a large file is not scanned once for each of its faults.
    let window = window(text, diagnostic);
    let path = visible(&diagnostic.file);
    let snippet = Snippet::source(&window.text)
        .line_start(diagnostic.start.line as usize)
        .path(&*path)
        .annotation(AnnotationKind::Primary.span(window.span.clone()));
    let mut group = Group::with_title(
        level
            .with_name(name)
            .primary_title(visible(diagnostic.message.get(lang)))
            .id(diagnostic.rule.code),
    )
    .element(snippet);
    if let Some(help) = &diagnostic.help {
        group = group.element(
            Level::HELP
                .with_name(help_name)
                .message(visible(help.get(lang))),
        );
    }
    with_true_column(renderer.render(&[group]), diagnostic, &path, &window)
}

/// The renderer counts columns in what it is given: of a long line that is not all, and a hidden character is
/// longer there than in the file.
fn with_true_column(
    rendered: String,
    diagnostic: &Diagnostic,
    path: &str,
    window: &Window,
) -> String {
    let counted = window.text[..window.span.start].chars().count() + 1;
    let column = diagnostic.start.column;
    if u32::try_from(counted) == Ok(column) {
        return rendered;
    }
    // The first line is the message, which may name the same place.
    let Some((title, rest)) = rendered.split_once('\n') else {
        return rendered;
    };
    let place = format!("{path}:{}", diagnostic.start.line);
    let rest = rest.replacen(
        &format!("{place}:{counted}"),
        &format!("{place}:{column}"),
        1,
    );
    format!("{title}\n{rest}")
}

/// So many characters of a line are shown before the place of a fault, and as many from there on.
const SHOWN: usize = 100;

/// The byte-order mark that some editors put before a file.
const MARK: char = '\u{feff}';

/// Stands where a long line is cut.
const CUT: &str = "…";

struct Window {
    text: String,
    span: Range<usize>,
}

/// The line of a diagnostic as far as it is shown, and the span within it.
fn window(text: &str, diagnostic: &Diagnostic) -> Window {
    // The file may have been saved again since its faults were looked up.
    let Range { start, end } = clean_range(text, diagnostic.bytes.clone());
    // A byte-order mark and a carriage return are no part of a line.
    let mark = if text.starts_with(MARK) {
        MARK.len_utf8()
    } else {
        0
    };
    let (start, end) = (start.max(mark), end.max(mark));
    let before = line_before(&text[mark..start]);
    let after = line_after(&text[start..]);
    let line = [before.text, after.text].concat();
    let line = without_secrets(line.trim_end_matches('\r'));
    let span_start = before.text.len().min(line.len());
    let span_end = (span_start + (end - start)).min(line.len());
    let (line, span) = visible_source(&line, span_start..span_end);
    Window {
        text: format!("{}{line}{}", before.cut, after.cut),
        span: before.cut.len() + span.start..before.cut.len() + span.end,
    }
}

/// A part of a line, and what stands for the rest of it.
struct Part<'a> {
    text: &'a str,
    cut: &'static str,
}

fn line_before(text: &str) -> Part<'_> {
    let letters = text.char_indices().rev();
    match letters.take_while(|(_, letter)| *letter != '\n').nth(SHOWN) {
        Some((at, letter)) => Part {
            text: &text[at + letter.len_utf8()..],
            cut: CUT,
        },
        None => Part {
            text: &text[text.rfind('\n').map_or(0, |newline| newline + 1)..],
            cut: "",
        },
    }
}

fn line_after(text: &str) -> Part<'_> {
    let letters = text.char_indices();
    match letters.take_while(|(_, letter)| *letter != '\n').nth(SHOWN) {
        Some((at, _)) => Part {
            text: &text[..at],
            cut: CUT,
        },
        None => Part {
            text: &text[..text.find('\n').unwrap_or(text.len())],
            cut: "",
        },
    }
}

/// Prints one line for each diagnostic: `file:line:column: severity[code]: message`.
pub fn print_short(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let _ = writeln!(
            out,
            "{}:{}:{}: {}[{}]: {}",
            visible(&diagnostic.file),
            diagnostic.start.line,
            diagnostic.start.column,
            diagnostic.severity.name(),
            diagnostic.rule.code,
            visible(diagnostic.message.get(lang))
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
            rule: &crate::yaml::rules::BAD_YAML,
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

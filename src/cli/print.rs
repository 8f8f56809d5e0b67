//! Prints diagnostics in the wanted format, and the line that sums them up.

use std::io::IsTerminal;

use super::arguments::Format;
use crate::diagnostic::{
    Diagnostic, SourceFiles, Tally, print_github, print_human, print_json, print_sarif, print_short,
};
use crate::text::Lang;

/// Prints diagnostics: those for people to standard error with a summary, those for machines to
/// standard output.
pub(super) fn diagnostics(
    diagnostics: &[Diagnostic],
    sources: &SourceFiles,
    format: Format,
    lang: Lang,
) {
    match format {
        Format::Human => {
            let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            eprint!("{}", print_human(diagnostics, sources, lang, colour));
            if !diagnostics.is_empty() {
                eprintln!("{}", summary(Tally::of(diagnostics), lang));
            }
        }
        Format::Short => print(&print_short(diagnostics, lang)),
        Format::Json => print(&print_json(diagnostics, lang)),
        Format::Github => print(&print_github(diagnostics, lang)),
        Format::Sarif => print(&print_sarif(diagnostics, lang)),
    }
}

/// Writes to standard output; a reader that has gone away is no trouble.
pub(super) fn print(text: &str) {
    use std::io::Write;
    let _ = std::io::stdout().write_all(text.as_bytes());
}

fn summary(tally: Tally, lang: Lang) -> String {
    let Tally { errors, warnings } = tally;
    match lang {
        Lang::Chinese => {
            format!("共 {errors} 处错误，{warnings} 处警告。`zhandian explain 代号` 可看详细说明。")
        }
        Lang::English => {
            format!("{errors} errors, {warnings} warnings. `zhandian explain CODE` tells more.")
        }
    }
}

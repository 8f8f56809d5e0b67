//! Prints diagnostics in the wanted format, and the line that sums them up.

use super::arguments::Format;
use super::terminal;
use crate::diagnostic::{
    Diagnostic, FaultCount, SourceFiles, print_github, print_human, print_json, print_sarif,
    print_short,
};
use crate::error::Result;
use crate::text::Lang;

/// Prints diagnostics: those for people to standard error with a summary, those for machines to
/// standard output.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn diagnostics(
    diagnostics: &[Diagnostic],
    sources: &SourceFiles,
    format: Format,
    lang: Lang,
) -> Result<()> {
    match format {
        Format::Human => {
            human(diagnostics, sources, lang);
            Ok(())
        }
        Format::Short => terminal::print(&print_short(diagnostics, lang)),
        Format::Json => terminal::print(&print_json(diagnostics, lang)),
        Format::Github => terminal::print(&print_github(diagnostics, lang)),
        Format::Sarif => terminal::print(&print_sarif(diagnostics, lang)),
    }
}

/// Prints diagnostics for people.
pub(super) fn human(diagnostics: &[Diagnostic], sources: &SourceFiles, lang: Lang) {
    let colour = terminal::draws_colours();
    terminal::draw(&print_human(diagnostics, sources, lang, colour));
    if !diagnostics.is_empty() {
        terminal::say(&summary(FaultCount::of(diagnostics), lang));
    }
}

fn summary(tally: FaultCount, lang: Lang) -> String {
    let FaultCount { errors, warnings } = tally;
    match lang {
        Lang::Chinese => {
            format!("共 {errors} 处错误，{warnings} 处警告。`zhandian explain 代号` 可看详细说明。")
        }
        Lang::English => {
            format!("{errors} errors, {warnings} warnings. `zhandian explain CODE` tells more.")
        }
    }
}

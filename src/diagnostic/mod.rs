//! The report of what editors and theme authors got wrong: faults with their places, and the printers.
//!
//! A stage that finds something wrong raises a [`Fault`](crate::fault::Fault) that names *what* it is about (a field
//! of a record, a piece of a body, a file). Only when somebody wants to read the report are those names looked up
//! in the files ([`resolve`]) and become [`Diagnostic`]s with line and column.

mod human;
mod locate;
mod machine;

use std::ops::Range;
use std::sync::Arc;

use crate::fault::{Rule, Severity};
use crate::source::Position;
use crate::text::Text;

pub use human::{print_human, print_short};
pub use locate::{SourceFiles, resolve};
pub use machine::{print_github, print_json, print_sarif};

/// A fault with its place in the file: what is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Severity after configuration.
    pub severity: Severity,
    /// Path relative to the site's root, with `/`.
    pub file: Arc<str>,
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
    /// Byte range in the file, for printers that show the line.
    pub bytes: Range<usize>,
    /// What is wrong.
    pub message: Text,
    /// How to mend it.
    pub help: Option<Text>,
}

/// How many errors and warnings there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FaultCount {
    /// Faults that stop a build.
    pub errors: usize,
    /// Faults that do not.
    pub warnings: usize,
}

impl FaultCount {
    /// Counts diagnostics by severity.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .count();
        FaultCount {
            errors,
            warnings: diagnostics.len() - errors,
        }
    }

    /// Whether these stop a build.
    pub fn is_faulty(self, strict: bool) -> bool {
        self.errors > 0 || (strict && self.warnings > 0)
    }
}

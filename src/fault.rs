//! What a fault is: the rule that was broken, and what it is about, in a form that needs no look at a file.
//!
//! Every room that finds something wrong says it with these types. They carry no lines and columns: the model
//! has none, so that a faultless run pays nothing for them. [`crate::diagnostic`] looks them up when somebody wants
//! to read the report.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::source::Position;
use crate::text::{StaticText, Text};

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Told, but a site is built.
    Warning,
    /// No site is built; the last good one stays.
    Error,
}

impl Severity {
    /// The lower-case English name used in configuration and machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One kind of fault: its stable code, how bad it is unless configured otherwise, and its explanation.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable, kebab-case; part of the public interface.
    pub code: &'static str,
    /// Severity unless `site-config.yaml` says otherwise.
    pub severity: Severity,
    /// What the rule finds, one sentence.
    pub what: StaticText,
    /// Why it matters to readers or editors.
    pub why: StaticText,
    /// A small example of the mistake.
    pub wrong: &'static str,
    /// The same, mended.
    pub right: &'static str,
}

/// One step from a record to a value inside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// The value of a key of a mapping.
    Key(String),
    /// The element of a list, from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Step::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Step::Index(index)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Key(key) => formatter.write_str(key),
            Step::Index(index) => write!(formatter, "{index}"),
        }
    }
}

/// The steps from a record to a value inside it.
pub type FieldPath = Vec<Step>;

/// Which part of a field a fault is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Its value.
    Value,
    /// Its key.
    Key,
    /// Bytes within its value, counted in the value as parsed (not as quoted).
    Within(Range<usize>),
}

/// What a fault is about, in a form that needs no look at the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// Bytes of the file.
    Bytes(Range<usize>),
    /// A line and column (both from 1, columns in characters) with a length in characters.
    LineColumn(Position, u32),
    /// A field of a YAML record, the first step being the record's index in a list file.
    Field(FieldPath, Part),
    /// Bytes of the Markdown body that follows the front matter.
    Body(Range<usize>),
}

/// Where a record was written: its file, and the steps to it inside the file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Path of the file relative to the site's root, with `/`.
    pub file: Arc<str>,
    /// Index of the record in a list file.
    pub record: Option<u32>,
    /// Index in the `activities` of a place, for an activity written inside it.
    pub inline: Option<u32>,
}

impl Origin {
    /// The origin of a whole file with one record.
    pub fn file(file: Arc<str>) -> Self {
        Origin {
            file,
            record: None,
            inline: None,
        }
    }

    /// The full path of a field below this record.
    pub fn path(&self, steps: &[Step]) -> FieldPath {
        let mut path = FieldPath::new();
        if let Some(record) = self.record {
            path.push(Step::Index(record as usize));
        }
        if let Some(inline) = self.inline {
            path.push("activities".into());
            path.push(Step::Index(inline as usize));
        }
        path.extend_from_slice(steps);
        path
    }

    /// The value of a field.
    pub fn value(&self, steps: &[Step]) -> Target {
        self.part(steps, Part::Value)
    }

    /// The key of a field.
    pub fn key(&self, steps: &[Step]) -> Target {
        self.part(steps, Part::Key)
    }

    /// Bytes inside the value of a text field.
    pub fn within(&self, steps: &[Step], range: Range<usize>) -> Target {
        self.part(steps, Part::Within(range))
    }

    /// The record itself: where something is missing altogether.
    pub fn whole(&self) -> Target {
        self.part(&[], Part::Key)
    }

    /// Bytes of the Markdown body.
    pub fn body(&self, range: Range<u32>) -> Target {
        Target {
            file: self.file.clone(),
            spot: Spot::Body(range.start as usize..range.end as usize),
        }
    }

    fn part(&self, steps: &[Step], part: Part) -> Target {
        Target {
            file: self.file.clone(),
            spot: Spot::Field(self.path(steps), part),
        }
    }
}

/// Makes the steps of a [`FieldPath`] from keys and indexes: `steps!["photos", 2, "alt"]`.
#[macro_export]
macro_rules! steps {
    ($($step:expr),* $(,)?) => { [$($crate::fault::Step::from($step)),*] };
}

/// A spot in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Path relative to the site's root, with `/`.
    pub file: Arc<str>,
    /// Where in it.
    pub spot: Spot,
}

/// Something wrong, not yet looked up in its file.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Where.
    pub target: Target,
    /// What is wrong, one sentence.
    pub message: Text,
    /// How to mend it.
    pub help: Option<Text>,
    /// Fields of the same file, besides the one it is about, from which it was concluded.
    pub rests_on: Vec<FieldPath>,
}

impl Fault {
    /// A fault without help yet.
    pub fn new(rule: &'static Rule, target: Target, message: Text) -> Self {
        Fault {
            rule,
            target,
            message,
            help: None,
            rests_on: Vec::new(),
        }
    }

    /// Says that it was concluded from a field, with all that is in it.
    pub fn rests_on(mut self, field: FieldPath) -> Self {
        self.rests_on.push(field);
        self
    }

    /// Whether it only follows from what was wrong with these fields of its file.
    pub fn follows_from(&self, faulted: &[FieldPath]) -> bool {
        let is_about = |field: &FieldPath| match &self.target.spot {
            Spot::Field(path, _) => path.starts_with(field),
            _ => false,
        };
        let rests_on = |field: &FieldPath| {
            self.rests_on
                .iter()
                .any(|base| base.starts_with(field) || field.starts_with(base))
        };
        faulted
            .iter()
            .any(|field| is_about(field) || rests_on(field))
    }

    /// Says how to mend it.
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }
}

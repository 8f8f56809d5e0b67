//! Looks faults up in their files: the one place where field names become lines and columns.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::Diagnostic;
use crate::disk::{Root, Unread};
use crate::fault::{Fault, Part, Severity, Spot, Step};
use crate::front_matter;
use crate::neutral::without_secrets;
use crate::source::{self, Positions};
use crate::text::Text;
use crate::yaml::{Limits, Node, parse};

/// The largest file whose lines are shown, in bytes: as large as files of boundaries may be.
const LARGEST_SHOWN: u64 = 64 * 1024 * 1024;

/// Where the text of a file comes from when a fault in it has to be shown.
#[derive(Debug, Clone, Default)]
pub struct SourceFiles {
    root: PathBuf,
    not_on_disk: HashMap<Arc<str>, Cow<'static, str>>,
}

impl SourceFiles {
    /// Files below the site's root.
    pub fn below(root: impl Into<PathBuf>) -> Self {
        SourceFiles {
            root: root.into(),
            not_on_disk: HashMap::new(),
        }
    }

    /// Adds a file that is not on disk: the program brings it along (a built-in theme's), or it is
    /// about to be written.
    pub fn add(&mut self, path: Arc<str>, text: impl Into<Cow<'static, str>>) {
        self.not_on_disk.insert(path, text.into());
    }

    /// The text of a file, with bytes that are not UTF-8 replaced; empty if it cannot be read or is very large,
    /// since a fault about such a file is still worth printing.
    pub fn text(&self, path: &str) -> String {
        if let Some(text) = self.not_on_disk.get(path) {
            return text.clone().into_owned();
        }
        // What is told may be that the file is a pipe, without an end, or outside.
        Root::new(&self.root)
            .map_err(Unread::Refused)
            .and_then(|root| root.read(path, LARGEST_SHOWN))
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }
}

/// Looks up every fault and sorts by file and position. `severity` gives the configured severity of a
/// rule, or `None` when it is switched off.
pub fn resolve(
    faults: &[Fault],
    files: &SourceFiles,
    severity: impl Fn(&Fault) -> Option<Severity>,
) -> Vec<Diagnostic> {
    let mut by_file: HashMap<&Arc<str>, Vec<(&Fault, Severity)>> = HashMap::new();
    for fault in faults {
        if let Some(severity) = severity(fault) {
            by_file
                .entry(&fault.target.file)
                .or_default()
                .push((fault, severity));
        }
    }
    let mut diagnostics = Vec::new();
    for (path, faults) in by_file {
        let text = files.text(path);
        let lookup = Lookup::new(path, &text);
        diagnostics.extend(
            faults
                .into_iter()
                .map(|(fault, severity)| lookup.diagnostic(fault, severity)),
        );
    }
    diagnostics.sort_by(|a, b| {
        (&a.file, a.start, a.rule.code, &a.message.english).cmp(&(
            &b.file,
            b.start,
            b.rule.code,
            &b.message.english,
        ))
    });
    diagnostics
}

/// One file, parsed once for all its faults.
struct Lookup<'a> {
    text: &'a str,
    positions: Positions<'a>,
    yaml_start: usize,
    body_start: usize,
    has_front_matter: bool,
    tree: Option<Node<'a>>,
}

impl<'a> Lookup<'a> {
    fn new(path: &str, text: &'a str) -> Self {
        let is_markdown = path.ends_with(".md");
        let parts = is_markdown.then(|| front_matter::split(text)).flatten();
        let yaml = match &parts {
            Some(parts) => parts.yaml.clone(),
            None if is_markdown => 0..0,
            None => 0..text.len(),
        };
        Lookup {
            text,
            positions: Positions::new(text),
            yaml_start: yaml.start,
            body_start: parts.as_ref().map_or(0, |parts| parts.body.start),
            has_front_matter: parts.is_some(),
            tree: parse(&text[yaml], Limits::default()).ok(),
        }
    }

    fn diagnostic(&self, fault: &Fault, severity: Severity) -> Diagnostic {
        let bytes = source::clean_range(self.text, self.bytes(&fault.target.spot));
        Diagnostic {
            rule: fault.rule,
            severity,
            file: fault.target.file.clone(),
            start: self.positions.find(bytes.start),
            end: self.positions.find(bytes.end),
            bytes,
            message: public(&fault.message),
            help: fault.help.as_ref().map(public),
        }
    }

    fn bytes(&self, spot: &Spot) -> Range<usize> {
        match spot {
            Spot::File => 0..self.first_line_end(),
            Spot::Bytes(range) => range.clone(),
            Spot::LineColumn(position, length) => {
                let (line, column) = (position.line as usize, position.column as usize);
                source::offset(self.text, line, column)
                    ..source::offset(self.text, line, column + *length as usize)
            }
            Spot::Body(range) => self.body_start + range.start..self.body_start + range.end,
            Spot::Field(path, part) => self.field(path, part),
        }
    }

    fn field(&self, path: &[Step], part: &Part) -> Range<usize> {
        let Some(tree) = &self.tree else {
            return 0..self.first_line_end();
        };
        let found = tree.walk(path);
        let range = match (found.complete, part, &found.key) {
            (true, Part::Within(range), _) => within(self.yaml_text(), found.value, range),
            (true, Part::Value, Some(key)) if found.value.is_blank() => key.clone(),
            (true, Part::Value, _) => found.value.first_line(self.yaml_text()),
            (_, _, Some(key)) => key.clone(),
            // The record itself: the opening `---`, or its first key in a plain YAML file.
            (_, _, None) if self.has_front_matter => return 0..self.first_line_end(),
            (_, _, None) => found.value.first_key(),
        };
        self.yaml_start + range.start..self.yaml_start + range.end
    }

    fn yaml_text(&self) -> &str {
        &self.text[self.yaml_start..]
    }

    fn first_line_end(&self) -> usize {
        self.text.find('\n').unwrap_or(self.text.len())
    }
}

/// A message that says nothing of the passwords in an address that it repeats: reports are read by many.
fn public(message: &Text) -> Text {
    Text::new(
        without_secrets(&message.chinese),
        without_secrets(&message.english),
    )
}

/// Bytes inside a scalar, if its source text is its value; otherwise the whole scalar.
fn within(text: &str, node: &Node<'_>, range: &Range<usize>) -> Range<usize> {
    let value = node.scalar().unwrap_or_default();
    let source = &text[node.span.clone()];
    let inner = source.find(value).filter(|_| {
        source.len() <= value.len() + 2 && range.end <= value.len() && !value.is_empty()
    });
    match inner {
        Some(start) => {
            let start = node.span.start + start;
            start + range.start..start + range.end
        }
        None => node.first_line(text),
    }
}

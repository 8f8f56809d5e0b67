//! Reads the records of a file: a tree is made of it, and a record of the tree. As long as that fails, what does not
//! fit is told and mended, so that all faults of a record come out.

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::cut;
use super::deserialize::NodeDeserializer;
use super::mend::mend;
use super::mismatch::{MismatchKind, Shape};
use super::node::{Node, NodeKind};
use super::parse::{Limits, ParseError, ParseErrorKind, parse};
use super::rules::{BAD_YAML, CUT_VALUE, TOO_COMPLEX, WRONG_TYPE};
use super::slip::{self, Slip};
use super::vocabulary::Vocabulary;
use crate::fault::{Fault, FieldPath, Spot, Step, Target};
use crate::text;

/// More faults than this in one record are not worth reading.
const MOST_FAULTS: usize = 100;

/// A record as read.
#[derive(Debug, Clone)]
pub struct Read<T> {
    /// The record; holes stand where something was wrong. `None` if nothing could be made of it.
    pub value: Option<T>,
    /// Fields with a fault already told: what later stages find there is a consequence of it.
    pub faulted: Vec<FieldPath>,
    /// The `id` written in the record, if nothing else could be read.
    pub written_id: Option<String>,
}

impl<T> Read<T> {
    fn clean(value: T) -> Self {
        Read {
            value: Some(value),
            faulted: Vec::new(),
            written_id: None,
        }
    }
}

/// Reads one record. `start` is the byte offset of `yaml` in its file.
pub fn read_record<T: DeserializeOwned>(
    vocabulary: &Vocabulary,
    file: &Arc<str>,
    yaml: &str,
    start: usize,
    faults: &mut Vec<Fault>,
) -> Read<T> {
    let (yaml, start) = without_mark(yaml, start);
    let reader = Reader {
        vocabulary,
        file,
        start,
    };
    reader
        .document(yaml, faults, |tree, faults| {
            reader.record(tree, Vec::new(), faults)
        })
        .unwrap_or_else(|| Read {
            value: None,
            faulted: vec![Vec::new()],
            written_id: None,
        })
}

/// Reads a list of records. A file that is no list at all gives one fault and no records.
pub fn read_list<T: DeserializeOwned>(
    vocabulary: &Vocabulary,
    file: &Arc<str>,
    yaml: &str,
    faults: &mut Vec<Fault>,
) -> Vec<Read<T>> {
    let (yaml, start) = without_mark(yaml, 0);
    let reader = Reader {
        vocabulary,
        file,
        start,
    };
    reader
        .document(yaml, faults, |tree, faults| reader.records(tree, faults))
        .unwrap_or_default()
}

/// The text without its byte-order mark, and where it starts.
fn without_mark(yaml: &str, start: usize) -> (&str, usize) {
    match yaml.strip_prefix('\u{feff}') {
        Some(rest) => (rest, start + yaml.len() - rest.len()),
        None => (yaml, start),
    }
}

pub(super) struct Reader<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) file: &'a Arc<str>,
    start: usize,
}

impl Reader<'_> {
    pub(super) fn bytes(&self, range: Range<usize>) -> Target {
        Target {
            file: self.file.clone(),
            spot: Spot::Bytes(self.start + range.start..self.start + range.end),
        }
    }

    /// What is made of the tree of a text; nothing if it is no YAML.
    fn document<R>(
        &self,
        yaml: &str,
        faults: &mut Vec<Fault>,
        read: impl FnOnce(Node<'_>, &mut Vec<Fault>) -> R,
    ) -> Option<R> {
        let lost_list = slip::dash_without_blank(yaml);
        match parse(yaml, Limits::default()) {
            Ok(tree) => {
                self.tell_cuts(yaml, &tree, faults);
                let told = faults.len();
                let result = read(tree, faults);
                self.tell_instead(lost_list, told, faults);
                Some(result)
            }
            Err(error) => {
                faults.push(match lost_list {
                    // The rest follows from it.
                    Some(slip) if slip.range.start < error.offset => self.bad_yaml(slip),
                    _ => self.parse_fault(yaml, &error),
                });
                None
            }
        }
    }

    fn records<T: DeserializeOwned>(
        &self,
        tree: Node<'_>,
        faults: &mut Vec<Fault>,
    ) -> Vec<Read<T>> {
        let NodeKind::Sequence(elements) = tree.kind else {
            if !tree.is_null() {
                let expected = self.shape(&Shape::List);
                let (zh, en) = (expected.chinese, expected.english);
                faults.push(Fault::new(
                    &WRONG_TYPE,
                    self.bytes(tree.first_key()),
                    text!("这个文件应当是{zh}", "this file should be {en}"),
                ));
            }
            return Vec::new();
        };
        elements
            .into_iter()
            .enumerate()
            .map(|(index, element)| self.record(element, vec![Step::Index(index)], faults))
            .collect()
    }

    /// Deserialises the tree, and as long as that fails tells the fault and mends the tree.
    fn record<T: DeserializeOwned>(
        &self,
        mut tree: Node<'_>,
        prefix: FieldPath,
        faults: &mut Vec<Fault>,
    ) -> Read<T> {
        let mut mismatch = match T::deserialize(NodeDeserializer(&tree)) {
            Ok(value) => return Read::clean(value),
            Err(mismatch) => mismatch,
        };
        let id = tree.entry("id").and_then(|(_, value)| value.scalar());
        let mut read = Read {
            value: None,
            faulted: Vec::new(),
            written_id: id.map(str::to_owned),
        };
        for _ in 0..MOST_FAULTS {
            let path = mismatch.path();
            faults.push(self.fault(&tree, &mismatch, &path));
            if let Some(faulted) = mend(&mut tree, &mismatch, &path, self.vocabulary) {
                read.faulted.push([prefix.as_slice(), &faulted].concat());
            }
            match T::deserialize(NodeDeserializer(&tree)) {
                Ok(value) => {
                    read.value = Some(value);
                    return read;
                }
                // Nor does a hole do in its place.
                Err(next)
                    if next == mismatch && matches!(next.kind(), MismatchKind::WrongType(_)) =>
                {
                    break;
                }
                Err(next) => mismatch = next,
            }
        }
        read.faulted.push(prefix);
        read
    }

    /// Tells a slip in place of what follows from it: the faults since `told` that begin where it stands.
    fn tell_instead(&self, slip: Option<Slip>, told: usize, faults: &mut Vec<Fault>) {
        let Some(slip) = slip else { return };
        let fault = self.bad_yaml(slip);
        let follows = |other: &Fault| match (&other.target.spot, &fault.target.spot) {
            (Spot::Bytes(other), Spot::Bytes(own)) => other.start == own.start,
            _ => false,
        };
        let later = faults.split_off(told);
        faults.extend(later.into_iter().filter(|other| !follows(other)));
        faults.push(fault);
    }

    /// Tells the texts of which a comment took the rest. Few files have a sign where one could.
    fn tell_cuts(&self, yaml: &str, tree: &Node<'_>, faults: &mut Vec<Fault>) {
        if !cut::may_be(yaml) {
            return;
        }
        let cuts = cut::find(yaml, tree, self.vocabulary);
        faults.extend(cuts.into_iter().map(|cut| {
            let (key, left, lost) = (&cut.key, &cut.left, &yaml[cut.lost.clone()]);
            let whole = format!("{left} {lost}");
            let whole = whole.trim();
            Fault::new(
                &CUT_VALUE,
                self.bytes(cut.lost.clone()),
                text!(
                    "`{key}` 里从 `#` 开始的文字被当成注释，不会显示",
                    "from `#` on, this is a comment and no part of `{key}`"
                ),
            )
            .help(text!(
                "要显示，就加引号：`\"{whole}\"`；是注释，就在 `#` 后面加一个空格",
                "put the text in quotes: `\"{whole}\"`; in a comment leave a blank after `#`"
            ))
        }));
    }

    fn bad_yaml(&self, slip: Slip) -> Fault {
        Fault::new(&BAD_YAML, self.bytes(slip.range), slip.message).help(slip.help)
    }

    fn parse_fault(&self, yaml: &str, error: &ParseError) -> Fault {
        let fault = self.bad_yaml(slip::find(yaml, error));
        match error.kind {
            ParseErrorKind::TooComplex => Fault {
                rule: &TOO_COMPLEX,
                ..fault
            },
            _ => fault,
        }
    }
}

//! A YAML document as a tree in which every key and value knows its bytes. Texts that stand in the file as they
//! are meant are borrowed from it: a tree is made of every file, and most of its texts are read once.

use std::borrow::Cow;
use std::ops::Range;

use crate::fault::Step;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    /// Bytes in the parsed text.
    pub span: Range<usize>,
    /// What it is.
    pub kind: NodeKind<'a>,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind<'a> {
    /// Text; `plain` when it was not quoted, so that `true` or `~` may mean more than text.
    Scalar {
        /// The value after unescaping; empty where nothing was written.
        value: Cow<'a, str>,
        /// Not quoted.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<Node<'a>>),
    /// Keys and values in the order written.
    Mapping(Vec<(Node<'a>, Node<'a>)>),
    /// Stands for a value that was missing or wrong, so that the rest of a record can be read.
    Hole,
}

impl<'a> Node<'a> {
    /// An unquoted text.
    pub(super) fn plain(span: Range<usize>, value: impl Into<Cow<'a, str>>) -> Self {
        Node {
            span,
            kind: NodeKind::Scalar {
                value: value.into(),
                plain: true,
            },
        }
    }

    /// A stand-in for something missing or wrong.
    pub(super) fn hole(span: Range<usize>) -> Self {
        Node {
            span,
            kind: NodeKind::Hole,
        }
    }

    /// The text of a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { value, .. } => Some(value),
            _ => None,
        }
    }

    /// What an unquoted text says as a flag, by the core schema of YAML 1.2: `yes` and `on` are texts.
    pub fn flag(&self) -> Option<bool> {
        match &self.kind {
            NodeKind::Scalar { value, plain: true } => match value.as_ref() {
                "true" | "True" | "TRUE" => Some(true),
                "false" | "False" | "FALSE" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether this is a mapping.
    pub fn is_mapping(&self) -> bool {
        matches!(self.kind, NodeKind::Mapping(_))
    }

    /// Whether nothing was written: `key:` alone.
    pub fn is_blank(&self) -> bool {
        self.span.is_empty() || matches!(self.kind, NodeKind::Hole)
    }

    /// A null as the core schema of YAML 1.2 writes it.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar { value, plain: true }
            if matches!(value.as_ref(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Key and value of an entry of a mapping.
    pub fn entry(&self, name: &str) -> Option<(&Node<'a>, &Node<'a>)> {
        match &self.kind {
            NodeKind::Mapping(entries) => entries
                .iter()
                .find(|(key, _)| key.scalar() == Some(name))
                .map(|(key, value)| (key, value)),
            _ => None,
        }
    }

    /// An element of a list.
    pub fn element(&self, index: usize) -> Option<&Node<'a>> {
        match &self.kind {
            NodeKind::Sequence(elements) => elements.get(index),
            _ => None,
        }
    }

    /// Follows steps as far as they exist.
    pub fn walk(&self, path: &[Step]) -> Reached<'_, 'a> {
        let mut reached = Reached {
            key: None,
            value: self,
            complete: true,
        };
        for step in path {
            let next = match step {
                Step::Key(name) => reached.value.entry(name).map(|(key, value)| {
                    reached.key = Some(key.span.clone());
                    value
                }),
                // One text may stand for a list of one.
                Step::Index(0) if reached.value.scalar().is_some() => Some(reached.value),
                Step::Index(index) => reached.value.element(*index).inspect(|element| {
                    // A record in a list has no key; what is missing in it is shown at its first key.
                    if element.is_mapping() {
                        reached.key = None;
                    }
                }),
            };
            match next {
                Some(node) => reached.value = node,
                None => {
                    reached.complete = false;
                    break;
                }
            }
        }
        reached
    }

    /// The node at the end of the steps, to change it.
    pub(super) fn find_mut(&mut self, path: &[Step]) -> Option<&mut Node<'a>> {
        path.iter()
            .try_fold(self, |node, step| match (&mut node.kind, step) {
                (NodeKind::Mapping(entries), Step::Key(name)) => entries
                    .iter_mut()
                    .find(|(key, _)| key.scalar() == Some(name))
                    .map(|(_, value)| value),
                (NodeKind::Sequence(elements), Step::Index(index)) => elements.get_mut(*index),
                _ => None,
            })
    }

    /// The bytes of the first key of a mapping, else of the node.
    pub fn first_key(&self) -> Range<usize> {
        match &self.kind {
            NodeKind::Mapping(entries) => entries
                .iter()
                .map(|(key, _)| key.span.clone())
                .find(|span| !span.is_empty())
                .unwrap_or_else(|| self.span.clone()),
            NodeKind::Sequence(elements) => elements
                .first()
                .map_or_else(|| self.span.clone(), Node::first_key),
            _ => self.span.clone(),
        }
    }

    /// The part of the node's bytes that lies on its first line.
    pub fn first_line(&self, text: &str) -> Range<usize> {
        let source = &text[self.span.clone()];
        let length = source.find(['\n', '\r']).unwrap_or(source.len());
        self.span.start..self.span.start + length
    }
}

/// How far a walk came.
#[derive(Debug)]
pub struct Reached<'n, 'a> {
    /// The bytes of the key of the deepest step that exists, if that step lies at or below a key.
    pub key: Option<Range<usize>>,
    /// The deepest node that exists.
    pub value: &'n Node<'a>,
    /// Whether all steps were found.
    pub complete: bool,
}

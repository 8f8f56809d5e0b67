//! Why a node does not fit its type, and where in the tree: what serde knows as an error.

use std::fmt;

use serde::de::{Expected, Unexpected};

use crate::fault::Step;

/// What a value should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    List,
    Mapping,
    Flag,
    /// A description a visitor of our own gave, see [`super::Vocabulary::shape`].
    Named(String),
}

/// Why a node does not fit its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MismatchKind {
    UnknownKey(&'static [&'static str]),
    MissingKey(String),
    /// The index of the second entry with the same key.
    DuplicateKey(usize),
    /// The index of an entry whose key is a list or a mapping.
    ComplexKey(usize),
    WrongType(Shape),
    /// Nothing, where a text must stand.
    Empty,
    UnknownValue(&'static [&'static str]),
    /// A text that the [`super::TextValue`] of this name refuses.
    Scalar(&'static str),
    Other(String),
}

/// What does not fit, and the steps from the root to it. Boxed, for it is an alternative to every value that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mismatch(Box<At>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct At {
    /// Innermost step first, as they are added on the way out.
    reversed: Vec<Step>,
    kind: MismatchKind,
}

impl Mismatch {
    pub(super) fn new(kind: MismatchKind) -> Self {
        Mismatch(Box::new(At {
            reversed: Vec::new(),
            kind,
        }))
    }

    pub(super) fn wrong_type(shape: Shape) -> Self {
        Mismatch::new(MismatchKind::WrongType(shape))
    }

    pub(super) fn below(mut self, step: impl Into<Step>) -> Self {
        self.0.reversed.push(step.into());
        self
    }

    pub(super) fn kind(&self) -> &MismatchKind {
        &self.0.kind
    }

    /// The steps from the root, outermost first.
    pub(super) fn path(&self) -> Vec<Step> {
        self.0.reversed.iter().rev().cloned().collect()
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.0.kind)
    }
}

impl std::error::Error for Mismatch {}

impl serde::de::Error for Mismatch {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Mismatch::new(MismatchKind::Other(message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Mismatch::wrong_type(Shape::Named(expected.to_string()))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Mismatch::invalid_type(found, expected)
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Mismatch::new(MismatchKind::UnknownValue(expected))
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Mismatch::new(MismatchKind::UnknownKey(expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Mismatch::new(MismatchKind::MissingKey(field.to_owned()))
    }
}

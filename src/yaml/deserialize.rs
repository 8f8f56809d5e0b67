//! Deserialises a [`Node`] tree with serde, so that every refusal says where in the tree it happened.

use std::collections::HashSet;
use std::fmt;

use serde::Deserializer;
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, EnumAccess, Error as _, Expected, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};

use super::scalar::sample;
use super::tree::{Node, NodeKind};
use crate::fault::Step;

/// What a value should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    List,
    Mapping,
    Flag,
    /// A description a visitor of our own gave, see [`super::rules::shape_text`].
    Named(String),
}

/// Why a node does not fit its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ProblemKind {
    UnknownKey(&'static [&'static str]),
    MissingKey(String),
    /// The index of the second entry with the same key.
    DuplicateKey(usize),
    /// The index of an entry whose key is a list or a mapping.
    ComplexKey(usize),
    WrongType(Shape),
    UnknownValue(&'static [&'static str]),
    /// A text that its [`super::TextValue`] of this name refuses.
    Scalar(&'static str),
    Other(String),
}

/// A problem and the steps from the root to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// Innermost step first, as they are added on the way out.
    reversed: Vec<Step>,
    pub(super) kind: ProblemKind,
}

impl Problem {
    fn new(kind: ProblemKind) -> Self {
        Problem {
            reversed: Vec::new(),
            kind,
        }
    }

    fn below(mut self, step: impl Into<Step>) -> Self {
        self.reversed.push(step.into());
        self
    }

    /// The steps from the root, outermost first.
    pub(super) fn path(&self) -> Vec<Step> {
        self.reversed.iter().rev().cloned().collect()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.kind)
    }
}

impl std::error::Error for Problem {}

impl serde::de::Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Problem::new(ProblemKind::Other(message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Problem::new(ProblemKind::WrongType(Shape::Named(expected.to_string())))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Problem::invalid_type(found, expected)
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Problem::new(ProblemKind::UnknownValue(expected))
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Problem::new(ProblemKind::UnknownKey(expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Problem::new(ProblemKind::MissingKey(field.to_owned()))
    }
}

fn wrong(shape: Shape) -> Problem {
    Problem::new(ProblemKind::WrongType(shape))
}

/// Deserialises one node.
#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'a>(pub(super) &'a Node);

impl<'a> NodeDeserializer<'a> {
    fn elements<'de, V: Visitor<'de>>(
        elements: &'a [Node],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        visitor.visit_seq(Elements { elements, next: 0 })
    }

    fn entries<'de, V: Visitor<'de>>(
        entries: &'a [(Node, Node)],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let mut seen = HashSet::with_capacity(entries.len());
        for (index, (key, _)) in entries.iter().enumerate() {
            let Some(key) = key.scalar() else {
                return Err(Problem::new(ProblemKind::ComplexKey(index)));
            };
            if !seen.insert(key) {
                return Err(Problem::new(ProblemKind::DuplicateKey(index)));
            }
        }
        visitor.visit_map(Entries { entries, next: 0 })
    }
}

impl<'de> Deserializer<'de> for NodeDeserializer<'_> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.0.kind {
            NodeKind::Hole => visitor.visit_unit(),
            NodeKind::Sequence(elements) => Self::elements(elements, visitor),
            NodeKind::Mapping(entries) => Self::entries(entries, visitor),
            NodeKind::Scalar { .. } if self.0.is_null() => visitor.visit_unit(),
            NodeKind::Scalar { value, plain } => match (plain, value.as_str()) {
                (true, "true") => visitor.visit_bool(true),
                (true, "false") => visitor.visit_bool(false),
                _ => visitor.visit_str(value),
            },
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match (&self.0.kind, self.0.scalar()) {
            (NodeKind::Scalar { plain: true, .. }, Some("true")) => visitor.visit_bool(true),
            (NodeKind::Scalar { plain: true, .. }, Some("false")) => visitor.visit_bool(false),
            (NodeKind::Hole, _) => visitor.visit_bool(false),
            _ => Err(wrong(Shape::Flag)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.0.kind {
            NodeKind::Scalar { value, .. } => visitor.visit_str(value),
            NodeKind::Hole => visitor.visit_str(""),
            _ => Err(wrong(Shape::Text)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        if self.0.is_null() || self.0.kind == NodeKind::Hole {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let Some(sample) = sample(name) else {
            return visitor.visit_newtype_struct(self);
        };
        match &self.0.kind {
            NodeKind::Hole => {
                let deserializer: StrDeserializer<'_, Problem> = sample.into_deserializer();
                visitor.visit_newtype_struct(deserializer)
            }
            NodeKind::Scalar { .. } => visitor
                .visit_newtype_struct(self)
                .map_err(|_| Problem::new(ProblemKind::Scalar(name))),
            _ => Err(wrong(Shape::Named(name.to_owned()))),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.0.kind {
            NodeKind::Sequence(elements) => Self::elements(elements, visitor),
            NodeKind::Hole => Self::elements(&[], visitor),
            _ if self.0.is_null() => Self::elements(&[], visitor),
            _ => Err(wrong(Shape::List)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.0.kind {
            NodeKind::Mapping(entries) => Self::entries(entries, visitor),
            NodeKind::Hole => Self::entries(&[], visitor),
            _ if self.0.is_null() => Self::entries(&[], visitor),
            _ => Err(wrong(Shape::Mapping)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match &self.0.kind {
            NodeKind::Hole => visitor.visit_map(Holes {
                hole: self.0,
                fields,
            }),
            _ => self.deserialize_map(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let variant = match &self.0.kind {
            NodeKind::Scalar { value, .. } => value,
            NodeKind::Hole => variants.first().copied().unwrap_or_default(),
            _ => return Err(wrong(Shape::Text)),
        };
        visitor.visit_enum(UnitVariant(variant))
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        tuple tuple_struct ignored_any
    }
}

struct Elements<'a> {
    elements: &'a [Node],
    next: usize,
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Problem> {
        let Some(element) = self.elements.get(self.next) else {
            return Ok(None);
        };
        let index = self.next;
        self.next += 1;
        seed.deserialize(NodeDeserializer(element))
            .map(Some)
            .map_err(|problem| problem.below(index))
    }
}

struct Entries<'a> {
    entries: &'a [(Node, Node)],
    next: usize,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Problem> {
        let Some((key, _)) = self.entries.get(self.next) else {
            return Ok(None);
        };
        seed.deserialize(NodeDeserializer(key))
            .map(Some)
            .map_err(|problem| problem.below(key.scalar().unwrap_or_default()))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        let Some((key, value)) = self.entries.get(self.next) else {
            return Err(Problem::custom("a value was asked for before its key"));
        };
        self.next += 1;
        seed.deserialize(NodeDeserializer(value))
            .map_err(|problem| problem.below(key.scalar().unwrap_or_default()))
    }
}

/// Every field of a struct as a hole.
struct Holes<'a> {
    hole: &'a Node,
    fields: &'static [&'static str],
}

impl<'de> MapAccess<'de> for Holes<'_> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Problem> {
        let Some((field, rest)) = self.fields.split_first() else {
            return Ok(None);
        };
        self.fields = rest;
        let deserializer: StrDeserializer<'_, Problem> = (*field).into_deserializer();
        seed.deserialize(deserializer).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        seed.deserialize(NodeDeserializer(self.hole))
    }
}

struct UnitVariant<'a>(&'a str);

impl<'de> EnumAccess<'de> for UnitVariant<'_> {
    type Error = Problem;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), Problem> {
        let deserializer: StrDeserializer<'_, Problem> = self.0.into_deserializer();
        Ok((seed.deserialize(deserializer)?, self))
    }
}

impl<'de> VariantAccess<'de> for UnitVariant<'_> {
    type Error = Problem;

    fn unit_variant(self) -> Result<(), Problem> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Problem> {
        Err(wrong(Shape::Text))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Problem> {
        Err(wrong(Shape::Text))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Problem> {
        Err(wrong(Shape::Text))
    }
}

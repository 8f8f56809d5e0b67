//! Deserialises a [`Node`] tree with serde, so that every refusal says where in the tree it happened.

use std::collections::HashSet;

use serde::Deserializer;
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::mismatch::{Mismatch, MismatchKind, Shape};
use super::node::{Node, NodeKind};

/// More keys than this in one mapping, and those written twice are looked for with a table.
const FEW_KEYS: usize = 24;

/// Deserialises one node.
#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'a>(pub(super) &'a Node<'a>);

impl<'a> NodeDeserializer<'a> {
    fn elements<'de, V: Visitor<'de>>(
        elements: &'a [Node<'a>],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_seq(Elements { elements, next: 0 })
    }

    fn entries<'de, V: Visitor<'de>>(
        entries: &'a [(Node<'a>, Node<'a>)],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match bad_key(entries) {
            Some(kind) => Err(Mismatch::new(kind)),
            None => visitor.visit_map(Entries { entries, next: 0 }),
        }
    }

    fn is_nothing(self) -> bool {
        self.0.kind == NodeKind::Hole || self.0.is_null()
    }
}

/// The first key that is no text, or that was written before.
fn bad_key(entries: &[(Node<'_>, Node<'_>)]) -> Option<MismatchKind> {
    let mut seen = HashSet::new();
    for (index, (key, _)) in entries.iter().enumerate() {
        let Some(key) = key.scalar() else {
            return Some(MismatchKind::ComplexKey(index));
        };
        let is_new = if entries.len() > FEW_KEYS {
            seen.insert(key)
        } else {
            entries[..index]
                .iter()
                .all(|(other, _)| other.scalar() != Some(key))
        };
        if !is_new {
            return Some(MismatchKind::DuplicateKey(index));
        }
    }
    None
}

impl<'de> Deserializer<'de> for NodeDeserializer<'_> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match &self.0.kind {
            NodeKind::Hole => visitor.visit_unit(),
            NodeKind::Sequence(elements) => Self::elements(elements, visitor),
            NodeKind::Mapping(entries) => Self::entries(entries, visitor),
            NodeKind::Scalar { .. } if self.0.is_null() => visitor.visit_unit(),
            NodeKind::Scalar { value, .. } => match self.0.flag() {
                Some(flag) => visitor.visit_bool(flag),
                None => visitor.visit_str(value),
            },
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0.kind {
            NodeKind::Hole => visitor.visit_bool(false),
            _ => match self.0.flag() {
                Some(flag) => visitor.visit_bool(flag),
                None => Err(Mismatch::wrong_type(Shape::Flag)),
            },
        }
    }

    /// The text as it is written, whatever else it could mean: `9.10`, `0x1F`, `True`.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match &self.0.kind {
            NodeKind::Hole => visitor.visit_str(""),
            NodeKind::Scalar { .. } if self.0.is_null() => Err(Mismatch::new(MismatchKind::Empty)),
            NodeKind::Scalar { value, .. } => visitor.visit_str(value),
            _ => Err(Mismatch::wrong_type(Shape::Text)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.is_nothing() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    /// A [`super::TextValue`]: it makes its sample of what is no more there.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match &self.0.kind {
            NodeKind::Hole => visitor.visit_none(),
            NodeKind::Scalar { .. } => visitor
                .visit_newtype_struct(self)
                .map_err(|_| Mismatch::new(MismatchKind::Scalar(name))),
            _ => Err(Mismatch::wrong_type(Shape::Named(name.to_owned()))),
        }
    }

    /// One text may stand for a list of one, if that will do.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match &self.0.kind {
            NodeKind::Sequence(elements) => Self::elements(elements, visitor),
            _ if self.is_nothing() => Self::elements(&[], visitor),
            NodeKind::Scalar { value, .. } => visitor
                .visit_str(value)
                .map_err(|_: Mismatch| Mismatch::wrong_type(Shape::List)),
            _ => Err(Mismatch::wrong_type(Shape::List)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match &self.0.kind {
            NodeKind::Mapping(entries) => Self::entries(entries, visitor),
            _ if self.is_nothing() => Self::entries(&[], visitor),
            _ => Err(Mismatch::wrong_type(Shape::Mapping)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
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
    ) -> Result<V::Value, Mismatch> {
        let variant = match &self.0.kind {
            NodeKind::Scalar { value, .. } => value,
            NodeKind::Hole => variants.first().copied().unwrap_or_default(),
            _ => return Err(Mismatch::wrong_type(Shape::Text)),
        };
        visitor.visit_enum(UnitVariant(variant))
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        tuple tuple_struct identifier ignored_any
    }
}

struct Elements<'a> {
    elements: &'a [Node<'a>],
    next: usize,
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mismatch> {
        let Some(element) = self.elements.get(self.next) else {
            return Ok(None);
        };
        let index = self.next;
        self.next += 1;
        seed.deserialize(NodeDeserializer(element))
            .map(Some)
            .map_err(|mismatch| mismatch.below(index))
    }
}

struct Entries<'a> {
    entries: &'a [(Node<'a>, Node<'a>)],
    next: usize,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mismatch> {
        let Some((key, _)) = self.entries.get(self.next) else {
            return Ok(None);
        };
        // A key is the text that it is, be it `~` or `true`.
        let name = key.scalar().unwrap_or_default();
        let deserializer: StrDeserializer<'_, Mismatch> = name.into_deserializer();
        seed.deserialize(deserializer)
            .map(Some)
            .map_err(|mismatch| mismatch.below(name))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        let Some((key, value)) = self.entries.get(self.next) else {
            return Err(Mismatch::custom("a value was asked for before its key"));
        };
        self.next += 1;
        seed.deserialize(NodeDeserializer(value))
            .map_err(|mismatch| mismatch.below(key.scalar().unwrap_or_default()))
    }
}

/// Every field of a struct as a hole.
struct Holes<'a> {
    hole: &'a Node<'a>,
    fields: &'static [&'static str],
}

impl<'de> MapAccess<'de> for Holes<'_> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mismatch> {
        let Some((field, rest)) = self.fields.split_first() else {
            return Ok(None);
        };
        self.fields = rest;
        let deserializer: StrDeserializer<'_, Mismatch> = (*field).into_deserializer();
        seed.deserialize(deserializer).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        seed.deserialize(NodeDeserializer(self.hole))
    }
}

struct UnitVariant<'a>(&'a str);

impl<'de> EnumAccess<'de> for UnitVariant<'_> {
    type Error = Mismatch;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), Mismatch> {
        let deserializer: StrDeserializer<'_, Mismatch> = self.0.into_deserializer();
        Ok((seed.deserialize(deserializer)?, self))
    }
}

impl<'de> VariantAccess<'de> for UnitVariant<'_> {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Mismatch> {
        Err(Mismatch::wrong_type(Shape::Text))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Mismatch> {
        Err(Mismatch::wrong_type(Shape::Text))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Mismatch> {
        Err(Mismatch::wrong_type(Shape::Text))
    }
}

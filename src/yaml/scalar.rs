//! Texts with a meaning: dates, numbers, rules of repetition. One trait makes each of them readable
//! from YAML whether quoted or not, and lets the reader of faults ask again what was wrong with it.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::de::{Deserializer, Error, Visitor};

use crate::fault::Rule;
use crate::text::Text;

/// What is wrong with a text, and which bytes of it.
#[derive(Debug, Clone)]
pub struct ValueFault {
    /// The rule it breaks.
    pub rule: &'static Rule,
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: Text,
    /// How to mend it.
    pub help: Option<Text>,
}

impl ValueFault {
    /// A fault about the whole text.
    pub fn whole(rule: &'static Rule, text: &str, message: Text, help: Text) -> Self {
        ValueFault {
            rule,
            range: 0..text.len(),
            message,
            help: Some(help),
        }
    }
}

/// A value written as text in YAML.
pub trait TextValue: Sized {
    /// The name by which the reader of faults knows it, see [`Scalar`].
    const NAME: &'static str;
    /// A valid text, used in place of one that was missing or wrong so that reading can go on.
    const SAMPLE: &'static str;
    /// Reads the text.
    fn parse(text: &str) -> Result<Self, ValueFault>;
}

/// A [`TextValue`] without its type: an error of serde carries no more than words, so that the reader of faults asks
/// the value of this name again.
#[derive(Debug, Clone, Copy)]
pub struct Scalar {
    pub(super) name: &'static str,
    pub(super) fault: fn(&str) -> Option<ValueFault>,
}

impl Scalar {
    /// Of a type.
    pub const fn of<T: TextValue>() -> Self {
        Scalar {
            name: T::NAME,
            fault: |text| T::parse(text).err(),
        }
    }
}

/// Deserialises a [`TextValue`]; call it from `Deserialize::deserialize`.
pub fn deserialize_text_value<'de, T: TextValue, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(T::NAME, TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<'de, T: TextValue> Visitor<'de> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(T::NAME)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }

    /// Nothing is there any more: what was wrong with it has been told.
    fn visit_none<E: Error>(self) -> Result<T, E> {
        self.visit_str(T::SAMPLE)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::parse(text).map_err(|fault| E::custom(fault.message.english))
    }
}

/// Implements `Deserialize` for types that are a [`TextValue`].
#[macro_export]
macro_rules! deserialize_as_text {
    ($($type:ty),+ $(,)?) => {
        $(impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::yaml::deserialize_text_value(deserializer)
            }
        })+
    };
}

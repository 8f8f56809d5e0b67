//! Answers that may need more words than yes or no.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// `true`, `false` or a text: the answer to a question that may need more words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FlagOrText {
    /// Not said, or `false`.
    #[default]
    No,
    /// `true`.
    Yes,
    /// A text, which implies yes.
    Text(String),
}

impl<'de> Deserialize<'de> for FlagOrText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FlagOrTextVisitor;

        impl Visitor<'_> for FlagOrTextVisitor {
            type Value = FlagOrText;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("flag-or-text")
            }

            fn visit_unit<E: Error>(self) -> Result<FlagOrText, E> {
                Ok(FlagOrText::No)
            }

            fn visit_bool<E: Error>(self, flag: bool) -> Result<FlagOrText, E> {
                Ok(if flag {
                    FlagOrText::Yes
                } else {
                    FlagOrText::No
                })
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<FlagOrText, E> {
                Ok(FlagOrText::Text(text.to_owned()))
            }
        }

        deserializer.deserialize_any(FlagOrTextVisitor)
    }
}

/// How an item of a standard stands at a place: `true`, `false`, or with note and photo.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// Whether the place meets the item.
    pub met: bool,
    /// Evidence or explanation.
    pub note: Option<String>,
    /// A picture beside the file.
    pub photo: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FullMark {
    met: bool,
    note: Option<String>,
    photo: Option<String>,
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MarkVisitor;

        impl<'de> Visitor<'de> for MarkVisitor {
            type Value = Mark;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("item")
            }

            fn visit_unit<E: Error>(self) -> Result<Mark, E> {
                Ok(Mark::default())
            }

            fn visit_bool<E: Error>(self, met: bool) -> Result<Mark, E> {
                Ok(Mark {
                    met,
                    ..Mark::default()
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Mark, A::Error> {
                let full =
                    FullMark::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(Mark {
                    met: full.met,
                    note: full.note,
                    photo: full.photo,
                })
            }
        }

        deserializer.deserialize_any(MarkVisitor)
    }
}

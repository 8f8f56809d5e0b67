//! The phrases of the interface, by language: `texts/zh-CN.yaml`.

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::Layer;
use crate::fault::Fault;
use crate::text::{Lang, StaticText};
use crate::view::Phrases;
use crate::yaml::{Vocabulary, read_record};

const VOCABULARY: Vocabulary = Vocabulary {
    shape: |_| {
        Some(StaticText {
            chinese: "一段文字，或一组文字",
            english: "a text or a group of texts",
        })
    },
    ..Vocabulary::NONE
};

/// A file of phrases: texts, and groups of texts.
#[derive(Debug, Clone, Default)]
struct File(Vec<(String, Phrase)>);

#[derive(Debug, Clone)]
enum Phrase {
    One(String),
    Group(File),
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FileVisitor;

        impl<'de> Visitor<'de> for FileVisitor {
            type Value = File;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("mapping")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<File, A::Error> {
                let mut phrases = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    phrases.push(entry);
                }
                Ok(File(phrases))
            }
        }

        deserializer.deserialize_map(FileVisitor)
    }
}

impl<'de> Deserialize<'de> for Phrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PhraseVisitor;

        impl<'de> Visitor<'de> for PhraseVisitor {
            type Value = Phrase;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("text")
            }

            fn visit_str<E>(self, text: &str) -> Result<Phrase, E> {
                Ok(Phrase::One(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Phrase, A::Error> {
                File::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                    .map(Phrase::Group)
            }
        }

        deserializer.deserialize_any(PhraseVisitor)
    }
}

/// The phrases of a language: a theme's own over its parents'.
pub(super) fn load(layers: &[Layer], lang: Lang, faults: &mut Vec<Fault>) -> Phrases {
    let mut phrases = Phrases::default();
    let path = format!("texts/{}.yaml", lang.tag());
    for layer in layers.iter().rev() {
        let Some(bytes) = layer.get(&path) else {
            continue;
        };
        let text = String::from_utf8_lossy(bytes);
        let file = layer.display_path(&path);
        if let Some(read) = read_record::<File>(&VOCABULARY, &file, &text, 0, faults).value {
            add(&mut phrases, "", read);
        }
    }
    phrases
}

fn add(phrases: &mut Phrases, prefix: &str, file: File) {
    for (key, phrase) in file.0 {
        let key = format!("{prefix}{key}");
        match phrase {
            Phrase::One(text) => phrases.insert(key, text),
            Phrase::Group(group) => add(phrases, &format!("{key}."), group),
        }
    }
}

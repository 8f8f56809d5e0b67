//! The words of the interface, by language: `texts/zh-CN.yaml`.

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

/// A file of words: texts, and groups of texts.
#[derive(Debug, Clone, Default)]
struct File(Vec<(String, Word)>);

#[derive(Debug, Clone)]
enum Word {
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
                let mut words = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    words.push(entry);
                }
                Ok(File(words))
            }
        }

        deserializer.deserialize_map(FileVisitor)
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordVisitor;

        impl<'de> Visitor<'de> for WordVisitor {
            type Value = Word;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("text")
            }

            fn visit_str<E>(self, text: &str) -> Result<Word, E> {
                Ok(Word::One(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Word, A::Error> {
                File::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                    .map(Word::Group)
            }
        }

        deserializer.deserialize_any(WordVisitor)
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
    for (key, word) in file.0 {
        let key = format!("{prefix}{key}");
        match word {
            Word::One(text) => phrases.insert(key, text),
            Word::Group(group) => add(phrases, &format!("{key}."), group),
        }
    }
}

//! The phrases of the interface, by key: what views and templates say besides the content. A theme brings them along.

use std::collections::BTreeMap;

use foldhash::HashMap;

/// Phrases by key; those of a group have its name in front: `place_status.open`.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    by_key: HashMap<String, String>,
}

impl Phrases {
    /// Adds a phrase, in place of one with the same key.
    pub(crate) fn insert(&mut self, key: String, text: String) {
        self.by_key.insert(key, text);
    }

    /// The text of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.by_key.get(key).map(String::as_str)
    }

    /// The phrases outside groups, by key, for templates.
    pub(crate) fn outside_groups(&self) -> BTreeMap<&str, &str> {
        let all = self.by_key.iter();
        all.filter(|(key, _)| !key.contains('.'))
            .map(|(key, text)| (key.as_str(), text.as_str()))
            .collect()
    }
}

//! Headings as a tree that a reader can walk: levels without gaps, and ids that can be linked to.

use std::collections::HashMap;

/// A heading of a body, for a table of contents.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// The level in the page, 1 to 6; with the default options never 1, since the page has its own.
    pub level: u8,
    /// The id, unique in this body; Han characters stay as they are.
    pub id: String,
    /// The words, without markup.
    pub text: String,
}

/// Turns the levels that were written into levels without gaps.
#[derive(Debug)]
pub(super) struct Levels {
    offset: u8,
    /// The written levels of the headings that enclose the present place.
    open: Vec<u8>,
}

impl Levels {
    /// The first heading will be one of level `offset + 1`.
    pub(super) fn new(offset: u8) -> Levels {
        Levels {
            offset,
            open: Vec::new(),
        }
    }

    /// The level for a heading that was written with this level.
    pub(super) fn next(&mut self, written: u8) -> u8 {
        while self.open.last().is_some_and(|level| *level >= written) {
            self.open.pop();
        }
        self.open.push(written);
        // At most six are open, since each is deeper than the one before.
        self.offset
            .saturating_add(self.open.len() as u8)
            .clamp(1, 6)
    }
}

/// Gives out ids, each only once.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Every id given out, with the next number to try for its double.
    used: HashMap<String, u32>,
}

impl Ids {
    /// An id for a heading with these words. Never empty.
    pub(super) fn for_text(&mut self, text: &str) -> String {
        self.unique(slug(text)).0
    }

    /// The id that was asked for, made safe and unique; `true` if it was taken already. None if nothing
    /// of it is usable.
    pub(super) fn for_request(&mut self, written: &str) -> Option<(String, bool)> {
        let safe: String = written
            .chars()
            .filter(|character| character.is_alphanumeric() || "-_.".contains(*character))
            .collect();
        if safe.is_empty() {
            None
        } else {
            Some(self.unique(safe))
        }
    }

    fn unique(&mut self, mut id: String) -> (String, bool) {
        // Taken already: what the frame of every page leads to (its main part, its top, its menu, the large
        // print), and footnotes.
        let is_frame = ["content", "top", "menu", "dazi"].contains(&id.as_str());
        let rest = id.strip_prefix("fn-").or_else(|| id.strip_prefix("fnref-"));
        let is_footnote =
            rest.is_some_and(|rest| rest.starts_with(|character: char| character.is_ascii_digit()));
        if is_frame || is_footnote {
            id.insert_str(0, "section-");
        }
        let Some(mut number) = self.used.get(&id).copied() else {
            self.used.insert(id.clone(), 2);
            return (id, false);
        };
        loop {
            let candidate = format!("{id}-{number}");
            number = number.saturating_add(1);
            if !self.used.contains_key(&candidate) {
                self.used.insert(candidate.clone(), 2);
                self.used.insert(id, number);
                return (candidate, true);
            }
        }
    }
}

/// Words as an id: lower case, `-` for spaces, no punctuation, neither ASCII nor CJK.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_alphanumeric() || character == '_' {
            slug.extend(character.to_lowercase());
        } else if (character.is_whitespace() || character == '-')
            && !slug.is_empty()
            && !slug.ends_with('-')
        {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_have_no_gaps() {
        for (written, expected) in [
            (&[1, 2, 3][..], &[2, 3, 4][..]),
            (&[2, 2, 4, 2], &[2, 2, 3, 2]),
            (&[3, 1, 2], &[2, 2, 3]),
            (&[1, 6, 3, 6], &[2, 3, 3, 4]),
            (&[1, 2, 3, 4, 5, 6], &[2, 3, 4, 5, 6, 6]),
        ] {
            let mut levels = Levels::new(1);
            let levels: Vec<u8> = written.iter().map(|level| levels.next(*level)).collect();
            assert_eq!(levels, expected, "{written:?}");
        }
        assert_eq!(Levels::new(255).next(1), 6);
        assert_eq!(Levels::new(0).next(3), 1);
    }

    #[test]
    fn ids_keep_han_characters_and_lose_punctuation() {
        for (text, expected) in [
            ("主要做法", "主要做法"),
            ("一、背景：为什么？", "一背景为什么"),
            ("Hello,  World!", "hello-world"),
            (" - a — b - ", "a-b"),
            ("（！）", "section"),
            ("", "section"),
            ("fn-1", "section-fn-1"),
            ("Content", "section-content"),
            ("Dazi", "section-dazi"),
            ("fn-tv", "fn-tv"),
            ("\"><script>", "script"),
            ("𠮷野家 の 店", "𠮷野家-の-店"),
        ] {
            assert_eq!(Ids::default().for_text(text), expected, "{text}");
        }
    }

    #[test]
    fn no_two_headings_get_the_same_id() {
        let mut ids = Ids::default();
        assert_eq!(ids.for_text("成效"), "成效");
        assert_eq!(ids.for_text("成效 3"), "成效-3");
        assert_eq!(ids.for_text("成效"), "成效-2");
        assert_eq!(ids.for_text("成效"), "成效-4");
        assert_eq!(ids.for_request("成效"), Some(("成效-5".into(), true)));
        assert_eq!(ids.for_request("a\"b<c"), Some(("abc".into(), false)));
        assert_eq!(ids.for_request("\"'"), None);
    }
}

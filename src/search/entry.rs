//! One thing that can be found, as it is kept for verifying and showing a hit.

use super::fold::fold;
use super::pinyin;
use super::postings::{Level, Postings, Term};

/// A page or an entry of a page, in the words of readers.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) title: String,
    /// Its address, ready for `href`.
    pub(super) href: String,
    /// What it is: 实践站, 活动.
    pub(super) label: String,
    /// Where it is, the towns and places before the postal address.
    pub(super) place: String,
    /// How it stands, if that is worth a word: 已取消.
    pub(super) note: String,
    /// The days on which its next times end (`2026-07-09`), with the times in words.
    pub(super) times: Vec<(String, String)>,
    /// The readings of its title; only places have them.
    pub(super) readings: String,
    /// Everything else that is said of it, a part a line.
    pub(super) text: String,
    /// The numbers of the towns where it belongs.
    pub(super) towns: Vec<u32>,
}

impl Entry {
    /// An array, as the script reads it: title, href, label, place, note, times, readings, text.
    pub(super) fn json(&self) -> String {
        super::json(&(
            &self.title,
            &self.href,
            &self.label,
            &self.place,
            &self.note,
            &self.times,
            &self.readings,
            &self.text,
        ))
    }

    /// Adds all its terms to an index.
    pub(super) fn index(&self, number: u32, postings: &mut Postings) {
        terms(&self.title, true, |term| {
            postings.add(term, number, Level::Title);
        });
        pinyin::pairs(&self.readings, |first, second| {
            postings.add(Term::pinyin(first, second), number, Level::Pinyin);
        });
        terms(&self.place, true, |term| {
            postings.add(term, number, Level::Place);
        });
        terms(&self.text, false, |term| {
            postings.add(term, number, Level::Text);
        });
        for town in &self.towns {
            postings.add(Term::town(*town), number, Level::Title);
        }
    }
}

/// Calls `found` for every pair of neighbouring characters, and for the characters themselves if `single`.
fn terms(text: &str, single: bool, mut found: impl FnMut(Term)) {
    let mut before = None;
    for character in text.chars() {
        let folded = fold(character);
        if let Some(character) = folded {
            if single {
                found(Term::one(character));
            }
            if let Some(before) = before {
                found(Term::two(before, character));
            }
        }
        before = folded;
    }
}

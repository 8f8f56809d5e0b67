//! Which entries hold a term: lists that are encoded while they grow, so that an index of a whole county
//! takes about a byte for each time a term occurs in an entry.

use rustc_hash::FxHashMap;

use super::vlq;

/// Where a term is found, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Title = 0,
    /// The title as it is typed in pinyin.
    Pinyin = 1,
    Place = 2,
    Text = 3,
}

/// A term in eight bytes: what kind of term, and two characters or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Term(u64);

/// Bits of a character.
const CHARACTER: u32 = 21;
const PAIR: u64 = 1 << (2 * CHARACTER);
const PINYIN: u64 = 2 << (2 * CHARACTER);
const TOWN: u64 = 3 << (2 * CHARACTER);

impl Term {
    pub(super) fn one(character: char) -> Self {
        Term(u64::from(character))
    }

    pub(super) fn two(first: char, second: char) -> Self {
        Term(PAIR | u64::from(first) << CHARACTER | u64::from(second))
    }

    pub(super) fn pinyin(first: u8, second: u8) -> Self {
        Term(PINYIN | u64::from(first) << CHARACTER | u64::from(second))
    }

    pub(super) fn town(number: u32) -> Self {
        Term(TOWN | u64::from(number))
    }

    /// As a device asks for it.
    pub(super) fn text(self) -> String {
        let low = self.0 & ((1 << CHARACTER) - 1);
        let character = |bits: u64| u32::try_from(bits).ok().and_then(char::from_u32);
        let second = character(low);
        let first = character(self.0 >> CHARACTER & ((1 << CHARACTER) - 1));
        let letters = first.into_iter().chain(second);
        match self.0 & (3 << (2 * CHARACTER)) {
            PAIR => letters.collect(),
            PINYIN => std::iter::once('/').chain(letters).collect(),
            TOWN => format!("@@{}", self.0 & u64::from(u32::MAX)),
            _ => second.into_iter().collect(),
        }
    }
}

/// The entries that hold a term.
#[derive(Debug)]
pub(super) struct List {
    first: u32,
    first_level: Level,
    last: u32,
    rest: Vec<u8>,
}

impl List {
    fn add(&mut self, entry: u32, level: Level) {
        vlq::write((entry - self.last) << 2 | level as u32, &mut self.rest);
        self.last = entry;
    }

    /// Appends the whole list as text.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        vlq::write(self.first << 2 | self.first_level as u32, out);
        out.extend_from_slice(&self.rest);
    }

    /// About how many bytes it takes as text.
    pub(super) fn size(&self) -> usize {
        self.rest.len() + 4
    }
}

/// The lists of all terms.
#[derive(Debug, Default)]
pub(super) struct Postings {
    lists: FxHashMap<Term, List>,
}

impl Postings {
    /// Notes that an entry holds a term. Entries come in ascending order, and the best level of each first.
    pub(super) fn add(&mut self, term: Term, entry: u32, level: Level) {
        match self.lists.entry(term) {
            std::collections::hash_map::Entry::Occupied(list) => {
                let list = list.into_mut();
                if list.last != entry {
                    list.add(entry, level);
                }
            }
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(List {
                    first: entry,
                    first_level: level,
                    last: entry,
                    rest: Vec::new(),
                });
            }
        }
    }

    /// Takes over the lists of later entries.
    pub(super) fn append(&mut self, later: Postings) {
        if self.lists.is_empty() {
            self.lists = later.lists;
            return;
        }
        for (term, tail) in later.lists {
            match self.lists.entry(term) {
                std::collections::hash_map::Entry::Occupied(list) => {
                    let list = list.into_mut();
                    list.add(tail.first, tail.first_level);
                    list.rest.extend_from_slice(&tail.rest);
                    list.last = tail.last;
                }
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(tail);
                }
            }
        }
    }

    /// Every list, in no order.
    pub(super) fn into_lists(self) -> impl Iterator<Item = (Term, List)> {
        self.lists.into_iter()
    }

    /// About how many bytes all lists take as text.
    pub(super) fn size(&self) -> usize {
        self.lists.values().map(|list| list.size() + 8).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(postings: &Postings, term: Term) -> String {
        let mut out = Vec::new();
        postings.lists[&term].write(&mut out);
        String::from_utf8(out).expect("it is ASCII")
    }

    #[test]
    fn lists_do_not_depend_on_how_the_work_is_divided() {
        let term = Term::two('实', '践');
        let entries = [
            (0, Level::Title),
            (0, Level::Text),
            (3, Level::Text),
            (9, Level::Place),
        ];
        let mut whole = Postings::default();
        for (entry, level) in entries {
            whole.add(term, entry, level);
        }
        for at in 0..=entries.len() {
            // Both of entry 0 are always in one part.
            if at == 1 {
                continue;
            }
            let mut parts = [Postings::default(), Postings::default()];
            for (index, (entry, level)) in entries.into_iter().enumerate() {
                parts[usize::from(index >= at)].add(term, entry, level);
            }
            let [mut first, second] = parts;
            first.append(second);
            assert_eq!(written(&first, term), written(&whole, term));
        }
    }

    #[test]
    fn terms_of_different_kinds_differ() {
        let terms = [
            Term::one('a'),
            Term::two('a', 'b'),
            Term::pinyin(b'a', b'b'),
            Term::town(12),
        ];
        assert_eq!(terms.map(Term::text), ["a", "ab", "/ab", "@@12"]);
    }
}

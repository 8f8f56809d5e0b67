//! `**重点：**请注意` must be bold, and CommonMark says it is not: it takes `：` for the end of a word that
//! needs a space after it. pulldown-cmark has merged the amendment for Chinese, Japanese and Korean
//! (its pull request 1059) but not released it. Until then we put a character that is neither space nor
//! punctuation between such a mark and its neighbour, and take it out again of all that comes back.

use std::borrow::Cow;

use super::han::{Width, is_cjk, width};

/// Pairs of a private-use character and a rare punctuation mark. The first that the text does not contain
/// is taken; text that holds something of each pair is parsed without our help rather than changed.
const CANDIDATES: [Markers; 6] = [
    Markers {
        letter: '\u{E000}',
        sign: '\u{2E2A}',
    },
    Markers {
        letter: '\u{E5E5}',
        sign: '\u{2E2B}',
    },
    Markers {
        letter: '\u{E7F3}',
        sign: '\u{2E2C}',
    },
    Markers {
        letter: '\u{F0D7}',
        sign: '\u{2E2D}',
    },
    Markers {
        letter: '\u{F1B9}',
        sign: '\u{205C}',
    },
    Markers {
        letter: '\u{F8E1}',
        sign: '\u{2056}',
    },
];

/// How many bytes each marker takes.
const MARKER_LENGTH: usize = 3;

/// What is put into the text.
#[derive(Clone, Copy, Debug)]
struct Markers {
    /// Stands beside an asterisk, which then sees neither punctuation nor a space.
    letter: char,
    /// Goes before it where the neighbour is a mark itself, and must go on seeing punctuation.
    sign: char,
}

/// A Markdown text in which emphasis beside CJK punctuation works.
pub(super) struct Marked<'text> {
    text: Cow<'text, str>,
    markers: Option<Markers>,
    /// Where the markers stand in `text`, ascending.
    positions: Vec<usize>,
}

impl<'text> Marked<'text> {
    /// Adds markers where they are needed; the usual text needs none and is only looked through once.
    pub(super) fn new(markdown: &'text str) -> Marked<'text> {
        let plain = Marked {
            text: Cow::Borrowed(markdown),
            markers: None,
            positions: Vec::new(),
        };
        // Two searches for one byte are much faster than one for either of two.
        if !markdown.contains('*') && !markdown.contains('~') {
            return plain;
        }
        let places = places(markdown);
        if places.is_empty() {
            return plain;
        }
        let unused = |markers: &Markers| !markdown.contains([markers.letter, markers.sign]);
        let Some(markers) = CANDIDATES.into_iter().find(unused) else {
            return plain;
        };
        let mut text = String::with_capacity(markdown.len() + places.len() * MARKER_LENGTH);
        let mut positions = Vec::with_capacity(places.len());
        let mut copied = 0;
        for (place, kind) in places {
            text.push_str(&markdown[copied..place]);
            positions.push(text.len());
            text.push(match kind {
                Kind::Letter => markers.letter,
                Kind::Sign => markers.sign,
            });
            copied = place;
        }
        text.push_str(&markdown[copied..]);
        Marked {
            text: Cow::Owned(text),
            markers: Some(markers),
            positions,
        }
    }

    /// The text to give to the parser.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What the parser gave back, without our markers.
    pub(super) fn clean<'piece>(&self, piece: &'piece str) -> Cow<'piece, str> {
        match self.markers {
            Some(Markers { letter, sign }) if piece.contains([letter, sign]) => {
                Cow::Owned(piece.replace([letter, sign], ""))
            }
            _ => Cow::Borrowed(piece),
        }
    }

    /// Where a byte position of [`Marked::text`] lies in the text as written.
    pub(super) fn original(&self, position: usize) -> usize {
        let before = self.positions.partition_point(|marker| *marker < position);
        position.saturating_sub(before * MARKER_LENGTH)
    }
}

/// Which of the [`Markers`].
#[derive(Clone, Copy)]
enum Kind {
    Letter,
    Sign,
}

/// The byte positions, ascending, at which markers make CommonMark's rule equal to the amended one.
///
/// Code and addresses get markers too: they change nothing there, and are taken out with the others.
fn places(markdown: &str) -> Vec<(usize, Kind)> {
    let bytes = markdown.as_bytes();
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(found) = bytes[from..]
        .iter()
        .position(|byte| matches!(byte, b'*' | b'~'))
    {
        let mut start = from + found;
        let mark = bytes[start];
        let end = start
            + bytes[start..]
                .iter()
                .take_while(|byte| **byte == mark)
                .count();
        from = end;
        // In `\*` the asterisk is text, and a marker would part it from its backslash.
        let backslashes = bytes[..start]
            .iter()
            .rev()
            .take_while(|byte| **byte == b'\\')
            .count();
        start += backslashes % 2;
        if start == end || (mark == b'~' && end - start != 2) {
            continue;
        }
        let left = markdown[..start].chars().next_back();
        let right = markdown[end..].chars().next();
        if needs_marker(left, right) {
            if is_mark(left) {
                places.push((start, Kind::Sign));
            }
            places.push((start, Kind::Letter));
        }
        if needs_marker(right, left) {
            places.push((end, Kind::Letter));
            if is_mark(right) {
                places.push((end, Kind::Sign));
            }
        }
    }
    places
}

fn is_mark(neighbour: Option<char>) -> bool {
    matches!(neighbour, Some('*' | '_' | '~'))
}

/// Whether the character on one side of a mark would wrongly be taken for the edge of a word.
fn needs_marker(side: Option<char>, other: Option<char>) -> bool {
    let Some(side) = side else { return false };
    if width(side) == Width::WidePunctuation {
        return true;
    }
    // A marker beside what is neither punctuation nor a word does no harm, so this need not be exact.
    // The bar is left alone because in a table it ends the cell.
    let may_be_punctuation = side != '|' && !side.is_whitespace() && !side.is_alphanumeric();
    may_be_punctuation && other.is_some_and(is_cjk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_needs_no_marker_is_not_copied() {
        for text in [
            "",
            "普通文字",
            "**重点**内容",
            "* 一\n* 二",
            "a*b*c",
            "9:00~11:00，",
            "\\*请",
        ] {
            let marked = Marked::new(text);
            assert!(matches!(marked.text, Cow::Borrowed(_)), "{text}");
            assert_eq!(marked.original(text.len()), text.len());
        }
    }

    #[test]
    fn markers_put_into_a_text_are_taken_out_again() {
        for text in [
            "**重点：**请注意",
            "他说**“你好”**。",
            "a**（b）**c~~。~~d",
            "\u{E000}**，**x",
        ] {
            let marked = Marked::new(text);
            assert!(matches!(marked.text, Cow::Owned(_)), "{text}");
            assert_eq!(marked.clean(marked.text()), text);
            for (position, character) in marked.text().char_indices() {
                if !marked.positions.contains(&position) {
                    assert!(
                        text[marked.original(position)..].starts_with(character),
                        "{text}"
                    );
                }
            }
        }
    }

    #[test]
    fn text_that_uses_every_candidate_is_left_alone() {
        let text = format!(
            "**重点：**请{}",
            CANDIDATES
                .map(|markers| markers.sign)
                .iter()
                .collect::<String>()
        );
        assert_eq!(Marked::new(&text).text(), text);
    }
}

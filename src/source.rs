//! Turns byte offsets into the lines and columns that people and editors count in.

use std::ops::Range;

/// A position in a text as people count: both start at 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
}

/// Finds the positions of byte offsets in a text, soon also when there are many in a long line.
#[derive(Debug)]
pub struct Positions<'a> {
    text: &'a str,
    /// Byte offsets with their positions: at the start of each line and now and then within.
    known: Vec<(usize, Position)>,
}

impl<'a> Positions<'a> {
    /// Bytes that are counted anew for each offset at most.
    const STRIDE: usize = 1024;

    /// Looks through a text once.
    pub fn new(text: &'a str) -> Self {
        let mut at = Position { line: 1, column: 1 };
        let mut known = vec![(0, at)];
        let mut next = Self::STRIDE;
        for (offset, character) in text.char_indices() {
            if offset >= next {
                known.push((offset, at));
                next = offset + Self::STRIDE;
            }
            at = after(at, character);
            if character == '\n' {
                known.push((offset + 1, at));
                next = offset + 1 + Self::STRIDE;
            }
        }
        Positions { text, known }
    }

    /// The position of a byte offset. Offsets past the end give the end; a byte-order mark is not counted.
    pub fn find(&self, offset: usize) -> Position {
        let offset = floor_boundary(self.text, offset);
        let index = self.known.partition_point(|(known, _)| *known <= offset);
        let (start, at) = self.known[index.saturating_sub(1)];
        self.text[start..offset].chars().fold(at, after)
    }
}

/// The position after a character.
fn after(at: Position, character: char) -> Position {
    match character {
        '\n' => Position {
            line: at.line.saturating_add(1),
            column: 1,
        },
        '\u{feff}' => at,
        _ => Position {
            line: at.line,
            column: at.column.saturating_add(1),
        },
    }
}

/// The byte offset of a line and column, both from 1 and clamped to the text; columns in characters.
pub fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(newline) => start += newline + 1,
            None => return text.len(),
        }
    }
    let line_text = text[start..].split('\n').next().unwrap_or_default();
    let within = line_text
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(line_text.len(), |(index, _)| index);
    start + within
}

/// Brings a range to character boundaries inside the text and trims blanks and line ends behind it. A
/// range of nothing else keeps its blanks, since they may be what is wrong.
pub fn clean_range(text: &str, range: Range<usize>) -> Range<usize> {
    let start = floor_boundary(text, range.start);
    let end = ceil_boundary(text, range.end).max(start);
    let written = &text[start..end];
    let trimmed = match written.trim_end() {
        "" => written.trim_end_matches(['\r', '\n']),
        trimmed => trimmed,
    };
    start..start + trimmed.len()
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn ceil_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: usize) -> Position {
        Positions::new(text).find(offset)
    }

    #[test]
    fn positions_in_long_texts_are_as_in_short_ones() {
        let line = format!("{}\n", "福清 ab".repeat(500));
        let text = line.repeat(3);
        let positions = Positions::new(&text);
        let mut at = Position { line: 1, column: 1 };
        for (offset, character) in text.char_indices() {
            assert_eq!(positions.find(offset), at);
            at = after(at, character);
        }
        assert_eq!(positions.find(text.len()), Position { line: 4, column: 1 });
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "一\n福清 x";
        let x = text.find('x').expect("it is there");
        assert_eq!(position(text, x), Position { line: 2, column: 4 });
        assert_eq!(offset(text, 2, 4), x);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(position("\u{feff}ab", 4), Position { line: 1, column: 2 });
    }

    #[test]
    fn ranges_cover_whole_characters_and_keep_lone_blanks() {
        assert_eq!(clean_range("福清", 0..1), 0..3);
        assert_eq!(clean_range("ab \r\n", 0..5), 0..2);
        assert_eq!(clean_range("\ta", 0..1), 0..1);
        assert_eq!(clean_range("\n", 0..9), 0..0);
    }

    #[test]
    fn offsets_past_the_end_stay_inside() {
        assert_eq!(position("ab", 99), Position { line: 1, column: 3 });
        assert_eq!(offset("ab\nc", 9, 9), 4);
    }
}

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

/// The position of a byte offset. Offsets past the end give the end; a byte-order mark is not counted.
pub fn position(text: &str, offset: usize) -> Position {
    let offset = floor_boundary(text, offset);
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before[line_start..]
        .chars()
        .filter(|character| *character != '\u{feff}')
        .count()
        + 1;
    Position {
        line: clamp(line),
        column: clamp(column),
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

fn clamp(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

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

//! What the parser left in a text as it stands, though it was meant as markup: cells beyond a table, asterisks,
//! addresses.

use std::ops::Range;

use super::slip::is_han;

/// The cells of a row beyond the columns of its table; nothing if there is nothing in them.
pub(super) fn excess_cells(row: &str, columns: usize) -> Option<Range<usize>> {
    let trimmed = row.trim_start();
    let offset = row.len() - trimmed.len();
    let offset = offset + usize::from(trimmed.starts_with('|'));
    let mut cells = 1;
    let mut is_escaped = false;
    for (at, byte) in row.bytes().enumerate().skip(offset) {
        if byte == b'|' && !is_escaped {
            cells += 1;
            if cells > columns {
                let rest = &row[at + 1..];
                let content = rest.trim_matches([' ', '\t', '|', '\r', '\n']);
                let start = at + 1 + rest.find(content)?;
                return (!content.is_empty()).then(|| start..start + content.len());
            }
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    None
}

/// Which of the asterisks that stand in a block as they are were meant as markup: a single pair that is
/// never closed, and pairs with blanks inside. `张**` is a name of which a part is hidden.
pub(super) fn loose_asterisks(text: &str, places: &[Range<usize>]) -> Option<Range<usize>> {
    let hides_a_name = |place: &Range<usize>| {
        let mut before = text[..place.start].chars().rev();
        let is_han_before = before.next().is_some_and(is_han);
        is_han_before && before.next().is_none_or(|letter| !is_han(letter))
    };
    let after = |place: &Range<usize>| text[place.end..].chars().next();
    let before = |place: &Range<usize>| text[..place.start].chars().next_back();
    match places {
        [only] => {
            let is_masked = hides_a_name(only)
                || before(only).is_some_and(|letter| letter.is_ascii_alphanumeric());
            (!is_masked).then(|| only.clone())
        }
        [first, .., last] => {
            let is_blank = |letter: Option<char>| letter.is_some_and(char::is_whitespace);
            (is_blank(after(first)) || is_blank(before(last))).then(|| first.clone())
        }
        [] => None,
    }
}

/// Where a text holds an address that is no link.
pub(super) fn bare_address(text: &str) -> Option<Range<usize>> {
    let start = ["https://", "http://", "www."]
        .into_iter()
        .filter_map(|begin| {
            let at = text.find(begin)?;
            let next = text[at + begin.len()..].chars().next()?;
            let stands_alone = !text[..at].ends_with(|letter: char| letter.is_ascii_alphanumeric());
            (stands_alone && next.is_ascii_alphanumeric()).then_some(at)
        })
        .min()?;
    let is_part = |letter: char| letter.is_ascii_graphic() && !"<>\"`|".contains(letter);
    let length = text[start..].find(|letter| !is_part(letter));
    Some(start..length.map_or(text.len(), |length| start + length))
}

//! What counts as the same character: upper and lower case, full width and half width. The script folds a
//! query in the same way, so the two have to stay alike character by character.

/// A character as it is compared, `None` for what parts words: white space and control characters.
///
/// Full-width forms of ASCII (U+FF01 to U+FF5E) become ASCII, letters their lower case where that is one
/// character as long in UTF-16, so that positions in a folded text are positions in the text itself.
pub(super) fn fold(character: char) -> Option<char> {
    match character {
        // Nearly all of a Chinese text.
        '\u{3001}'..='\u{FEFE}' => Some(character),
        'a'..='z' | '!'..='@' => Some(character),
        'A'..='Z' => Some(character.to_ascii_lowercase()),
        '\u{FF01}'..='\u{FF5E}' => {
            let ascii = char::from_u32(u32::from(character) - 0xFEE0)?;
            Some(ascii.to_ascii_lowercase())
        }
        '\u{FEFF}' => None,
        _ if character.is_whitespace() || character.is_control() => None,
        _ => Some(lower(character)),
    }
}

fn lower(character: char) -> char {
    let mut lower = character.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) if only.len_utf16() == character.len_utf16() => only,
        _ => character,
    }
}

/// A text in one line a part: runs of white space and control characters become one space, or one line
/// break where they hold one; none at the ends.
pub(super) fn tidy(text: &str, out: &mut String) {
    let mut gap = None;
    for character in text.chars() {
        if fold(character).is_none() {
            gap = if character == '\n' {
                Some('\n')
            } else {
                gap.or(Some(' '))
            };
            continue;
        }
        if let Some(gap) = gap.take()
            && !out.is_empty()
            && !out.ends_with('\n')
        {
            out.push(gap);
        }
        out.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_case_do_not_matter() {
        let folded: String = "Ａｂ１！É玉ẞİ𐐀".chars().filter_map(fold).collect();
        assert_eq!(folded, "ab1!é玉ßİ𐐨");
        assert!(
            " \t\u{3000}\u{A0}\0\u{FEFF}"
                .chars()
                .all(|gap| fold(gap).is_none())
        );
    }

    #[test]
    fn white_space_is_one_space_or_one_line_break() {
        let mut out = "前".to_owned();
        tidy(" 一 \u{3000}二\r\n\n 三\t", &mut out);
        assert_eq!(out, "前 一 二\n三");
    }
}

//! What kind of character is this? Chinese text has no spaces between words, so line breaks, emphasis,
//! counting and cutting all have to ask.

/// How a character behaves at a line break and beside an emphasis mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// Han characters, kana, bopomofo, full-width letters and digits.
    Wide,
    /// Punctuation that brings its own space with it: `，。：；！？「」《》（）`.
    WidePunctuation,
    /// Signs that Chinese and Latin text share, and emoji: they take the side of their neighbour.
    Shared,
    /// Korean, which puts spaces between words.
    Hangul,
    /// Everything else: Latin, digits, ASCII punctuation, spaces.
    Narrow,
}

/// The [`Width`] of a character.
pub(super) fn width(character: char) -> Width {
    use Width::{Hangul, Narrow, Shared, Wide, WidePunctuation};
    match character {
        '\0'..='\u{B6}' => Narrow,
        '\u{B7}' | '\u{2013}'..='\u{201F}' | '\u{2025}' | '\u{2026}' | '\u{2027}' => Shared,
        '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' => Hangul,
        '\u{AC00}'..='\u{D7FF}' | '\u{FFA0}'..='\u{FFDC}' => Hangul,
        '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{3035}' => Wide,
        '\u{3038}'..='\u{303C}' => Wide,
        '\u{3001}'..='\u{303F}' | '\u{30A0}' | '\u{30FB}' => WidePunctuation,
        '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' => Wide,
        '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE6F}' => WidePunctuation,
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => Wide,
        '\u{FF66}'..='\u{FF9F}' => Wide,
        '\u{FF01}'..='\u{FF65}' | '\u{FFE0}'..='\u{FFEE}' => WidePunctuation,
        '\u{16FE0}'..='\u{18DFF}' | '\u{1AFF0}'..='\u{1B2FF}' | '\u{1F200}'..='\u{1F2FF}' => Wide,
        '\u{20000}'..='\u{3FFFD}' => Wide,
        '\u{FE00}'..='\u{FE0F}' | '\u{200D}' | '\u{2600}'..='\u{27BF}' => Shared,
        '\u{1F300}'..='\u{1FAFF}' => Shared,
        _ => Narrow,
    }
}

/// Whether two characters with a line break between them belong together without a space.
///
/// Han and Han, kana, full-width signs: no space. Beside full-width punctuation: none either, since it
/// has its own. Han and Latin: the break stays a space. Korean always keeps it.
pub(super) fn joins(before: char, after: char) -> bool {
    use Width::{Hangul, Shared, Wide, WidePunctuation};
    match (width(before), width(after)) {
        (Hangul, _) | (_, Hangul) => false,
        (WidePunctuation, _) | (_, WidePunctuation) => true,
        (Wide, Wide | Shared) | (Shared, Wide) => true,
        _ => false,
    }
}

/// Whether readers count this character as one: Han characters and kana, not punctuation.
pub(super) fn counts_as_han(character: char) -> bool {
    // The first range holds nearly all of any Chinese text.
    matches!(character, '\u{4E00}'..='\u{9FFF}')
        || (character >= '\u{2E80}'
            && width(character) == Width::Wide
            && !matches!(character, '\u{FF00}'..='\u{FFEF}'))
}

/// Whether a character is CJK in the sense of the CJK-friendly amendment to CommonMark.
pub(super) fn is_cjk(character: char) -> bool {
    // A variation selector after a Han character or sign belongs to it.
    matches!(character, '\u{FE00}'..='\u{FE02}' | '\u{E0100}'..='\u{E01EF}')
        || matches!(
            width(character),
            Width::Wide | Width::WidePunctuation | Width::Hangul
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_is_a_space_only_where_writing_has_spaces() {
        for (before, after, expected) in [
            ('中', '文', true),
            ('中', '，', true),
            ('。', '中', true),
            ('Ａ', '中', true),
            ('の', 'は', true),
            ('中', '𠮷', true),
            ('”', '中', true),
            ('中', '—', true),
            ('中', '😀', true),
            ('，', 'L', true),
            ('L', '（', true),
            ('中', 'L', false),
            ('L', '中', false),
            ('L', 'L', false),
            ('2', '月', false),
            ('한', '글', false),
            ('한', '中', false),
            ('，', '한', false),
            ('L', '😀', false),
        ] {
            assert_eq!(joins(before, after), expected, "{before}{after}");
        }
    }

    #[test]
    fn punctuation_is_not_counted() {
        assert_eq!(
            "中文，。「」Ａ１abc〇𠮷々"
                .chars()
                .filter(|c| counts_as_han(*c))
                .count(),
            5
        );
    }
}

//! The words without the markup: for the line under a title in a list, and for how long reading takes.

use super::han::{Width, counts_as_han, joins, width};

/// How much there is to read: prose, headings and tables, not code blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Han characters and kana, without punctuation.
    pub han_characters: u32,
    /// Words of other scripts; a number is one.
    pub words: u32,
}

impl Reading {
    /// Minutes for a calm reader: 300 Han characters or 200 words a minute, rounded up; 0 for an empty
    /// text.
    pub fn minutes(&self) -> u32 {
        let six_hundredths = u64::from(self.han_characters) * 2 + u64::from(self.words) * 3;
        u32::try_from(six_hundredths.div_ceil(600)).unwrap_or(u32::MAX)
    }
}

/// Counts what is read.
#[derive(Debug, Default)]
pub(super) struct Counter {
    pub(super) reading: Reading,
    in_word: bool,
}

impl Counter {
    /// Here a word ends, at the latest.
    pub(super) fn gap(&mut self) {
        self.in_word = false;
    }

    pub(super) fn count(&mut self, text: &str) {
        for character in text.chars() {
            if counts_as_han(character) {
                self.reading.han_characters = self.reading.han_characters.saturating_add(1);
                self.in_word = false;
            } else if width(character) != Width::WidePunctuation && character.is_alphanumeric() {
                if !self.in_word {
                    self.reading.words = self.reading.words.saturating_add(1);
                    self.in_word = true;
                }
            } else if !matches!(character, '\'' | '’' | '-' | '.' | ':') {
                // `don't`, `2026-10-01`, `3.5` and `9:30` are read as one.
                self.in_word = false;
            }
        }
    }
}

/// Text that grows word by word, with line breaks as the writing wants them.
#[derive(Debug, Default)]
pub(super) struct Plain {
    pub(super) text: String,
    broken: bool,
}

impl Plain {
    pub(super) fn push(&mut self, text: &str) {
        let Some(first) = text.chars().next() else {
            return;
        };
        if std::mem::take(&mut self.broken)
            && self
                .text
                .chars()
                .next_back()
                .is_some_and(|last| !joins(last, first))
        {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }

    pub(super) fn soft_break(&mut self) {
        self.broken = true;
    }

    /// The text with every run of white space as one space and nothing around it.
    pub(super) fn into_line(self) -> String {
        let mut line = String::with_capacity(self.text.len());
        for word in self
            .text
            .split(|c: char| c.is_whitespace() || c.is_control())
        {
            if !word.is_empty() {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
        }
        line
    }
}

/// Collects the beginning of the prose.
#[derive(Debug)]
pub(super) struct Summary {
    plain: Plain,
    /// In characters.
    limit: usize,
    full: bool,
    new_block: bool,
}

impl Summary {
    pub(super) fn new(limit: usize) -> Summary {
        Summary {
            plain: Plain::default(),
            limit,
            full: limit == 0,
            new_block: false,
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        if self.full || text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.new_block) {
            let last = self.plain.text.chars().next_back();
            // After `。` the next paragraph goes on at once; list items without one need a gap.
            if last.is_some_and(|last| width(last) != Width::WidePunctuation) {
                self.plain.text.push(' ');
            }
            self.plain.broken = false;
        }
        self.plain.push(text);
        // No character is longer than four bytes, so more than enough has been collected.
        self.full = self.plain.text.len() > self.limit.saturating_mul(4).saturating_add(16);
    }

    pub(super) fn soft_break(&mut self) {
        self.plain.soft_break();
    }

    pub(super) fn end_block(&mut self) {
        self.new_block = !self.plain.text.is_empty();
    }

    pub(super) fn finish(self) -> String {
        let limit = self.limit;
        cut(self.plain.into_line(), limit)
    }
}

/// At most `limit` characters (and an ellipsis): whole sentences if they fill half of it, else up to the
/// end of a clause, else of a word.
fn cut(text: String, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text;
    };
    let least = text.char_indices().nth(limit / 2).map_or(0, |(at, _)| at);
    let (mut sentence, mut clause, mut word) = (0, 0, 0);
    for (at, character) in text[..end].char_indices() {
        let after = at + character.len_utf8();
        let before_space = text[after..].starts_with(' ');
        match character {
            '。' | '！' | '？' | '!' | '?' | '…' => sentence = after,
            '.' if before_space => sentence = after,
            // A closing quotation mark belongs to the sentence before it.
            '”' | '’' | '」' | '』' | '）' | ')' if at > 0 && sentence == at => {
                sentence = after
            }
            '，' | '、' | '；' | '：' => clause = at,
            ',' | ';' | ':' if before_space => clause = at,
            ' ' => word = at,
            _ => {}
        }
    }
    if sentence > least {
        return text[..sentence].to_owned();
    }
    let end = if clause > least {
        clause
    } else if text[..end].ends_with(is_word) && text[end..].starts_with(is_word) && word > least {
        word
    } else {
        whole_cluster(&text, end)
    };
    let mut cut = text[..end].trim_end().to_owned();
    let wide = cut
        .chars()
        .next_back()
        .is_some_and(|last| width(last) != Width::Narrow);
    cut.push_str(if wide { "……" } else { "…" });
    cut
}

fn is_word(character: char) -> bool {
    !counts_as_han(character) && character.is_alphanumeric()
}

/// The nearest place at or before `end` that does not part an emoji or an accent from its base.
fn whole_cluster(text: &str, mut end: usize) -> usize {
    let extends = |character: char| {
        matches!(character, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{20E3}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E01EF}')
    };
    while text[end..].starts_with(extends) || text[..end].ends_with('\u{200D}') {
        match text[..end].char_indices().next_back() {
            Some((at, _)) => end = at,
            None => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_ends_where_a_reader_would_stop() {
        for (text, limit, expected) in [
            ("短。", 10, "短。"),
            ("第一句话。第二句话更长一些。", 8, "第一句话。"),
            ("他说：“好的。”然后离开了这里。", 10, "他说：“好的。”"),
            (
                "一个很长的句子，没有句号，所以停在逗号处",
                14,
                "一个很长的句子，没有句号……",
            ),
            ("没有任何标点的一长串文字", 6, "没有任何标点……"),
            (
                "Open at 9.30 every day of the week",
                20,
                "Open at 9.30 every…",
            ),
            ("一二三四👨‍👩‍👧‍👦五六", 7, "一二三四……"),
            ("", 0, ""),
            ("一", 0, "…"),
        ] {
            assert_eq!(cut(text.to_owned(), limit), expected, "{text}");
        }
    }

    #[test]
    fn minutes_are_rounded_up() {
        for (han_characters, words, minutes) in [
            (0, 0, 0),
            (1, 0, 1),
            (300, 0, 1),
            (301, 0, 2),
            (300, 200, 2),
            (0, 201, 2),
        ] {
            assert_eq!(
                Reading {
                    han_characters,
                    words
                }
                .minutes(),
                minutes
            );
        }
        assert!(
            Reading {
                han_characters: u32::MAX,
                words: u32::MAX
            }
            .minutes()
                > 0
        );
    }

    #[test]
    fn words_and_characters_are_counted_apart() {
        let mut counter = Counter::default();
        counter.count("于2026-10-01在 Fuqing 举办，don't miss 9:30");
        assert_eq!(
            counter.reading,
            Reading {
                han_characters: 4,
                words: 5
            }
        );
    }
}

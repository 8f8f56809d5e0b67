//! The words, numbers and signs of opening hours, each with its place, and what editors mean by wrong ones.

use super::{OpeningHoursError, OpeningHoursErrorKind};

/// A token and the bytes it covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'text> {
    pub(super) kind: TokenKind<'text>,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind<'text> {
    /// Letters of any script.
    Word(&'text str),
    /// ASCII digits.
    Number(&'text str),
    /// A comment without its quotes.
    Comment(&'text str),
    /// `||`
    Bars,
    Sign(char),
    /// A character of a Chinese keyboard or a word processor, with the sign that is meant.
    Wrong(char),
    /// After the last token; has no length.
    End,
}

impl<'text> Token<'text> {
    /// The bytes from this token to the end of another.
    pub(super) fn up_to(self, last: Token<'text>) -> Self {
        Self {
            end: last.end.max(self.end),
            ..self
        }
    }

    pub(super) fn error(self, kind: OpeningHoursErrorKind) -> OpeningHoursError {
        OpeningHoursError {
            start: self.start,
            end: self.end,
            kind,
        }
    }
}

/// All tokens, the last one being `End`.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, OpeningHoursError> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start..)
        && let Some(first) = rest.chars().next()
    {
        let run =
            |belongs: fn(char) -> bool| rest.find(|next| !belongs(next)).unwrap_or(rest.len());
        let (kind, length) = if first.is_whitespace() {
            start += first.len_utf8();
            continue;
        } else if first.is_ascii_digit() {
            let length = run(|next| next.is_ascii_digit());
            (TokenKind::Number(&rest[..length]), length)
        } else if first == '"' {
            let Some((comment, _)) = rest[1..].split_once('"') else {
                let kind = OpeningHoursErrorKind::UnclosedComment;
                return Err(OpeningHoursError {
                    start,
                    end: text.len(),
                    kind,
                });
            };
            (TokenKind::Comment(comment), comment.len() + 2)
        } else if rest.starts_with("||") {
            (TokenKind::Bars, 2)
        } else if let Some(meant) = meant_sign(first) {
            (TokenKind::Wrong(meant), first.len_utf8())
        } else if first.is_alphabetic() {
            let length = run(|next| next.is_alphabetic() && meant_sign(next).is_none());
            (TokenKind::Word(&rest[..length]), length)
        } else {
            (TokenKind::Sign(first), first.len_utf8())
        };
        tokens.push(Token {
            kind,
            start,
            end: start + length,
        });
        start += length;
    }
    tokens.push(Token {
        kind: TokenKind::End,
        start,
        end: start,
    });
    Ok(tokens)
}

/// The ASCII character that is meant by one of a Chinese keyboard or a word processor.
fn meant_sign(found: char) -> Option<char> {
    match found {
        '、' => Some(','),
        '–' | '—' | '−' | '‐' | '~' | '〜' | '至' | '到' => Some('-'),
        '“' | '”' | '「' | '」' => Some('"'),
        '【' | '〔' => Some('['),
        '】' | '〕' => Some(']'),
        '～' => Some('-'),
        // Every printable ASCII character has a full-width twin at a fixed distance.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(found) - 0xFEE0),
        _ => None,
    }
}

/// What is probably meant by an unknown word, and how much of the word means it.
pub(super) fn suggestion(word: &str) -> Option<(&'static str, usize)> {
    const CHINESE: [(&str, &str); 20] = [
        ("一", "Mo"),
        ("二", "Tu"),
        ("三", "We"),
        ("四", "Th"),
        ("五", "Fr"),
        ("六", "Sa"),
        ("日", "Su"),
        ("天", "Su"),
        ("法定节假日", "PH"),
        ("法定假日", "PH"),
        ("节假日", "PH"),
        ("寒暑假", "SH"),
        ("寒假", "SH"),
        ("暑假", "SH"),
        ("每天", "Mo-Su"),
        ("全天", "24/7"),
        ("休息", "off"),
        ("不开放", "off"),
        ("关闭", "off"),
        ("开放", "open"),
    ];
    for prefix in ["周", "星期", "礼拜", ""] {
        let rest = word.strip_prefix(prefix).unwrap_or_default();
        let known = CHINESE.iter().find(|(name, meant)| {
            // A numeral alone is no weekday, and a weekday prefix goes with numerals only.
            rest.starts_with(name) && prefix.is_empty() != (meant.len() == 2 && name.len() == 3)
        });
        if let Some((name, meant)) = known {
            return Some((meant, prefix.len() + name.len()));
        }
    }
    const ENGLISH: [(&str, &str); 26] = [
        ("mon", "Mo"),
        ("tue", "Tu"),
        ("wed", "We"),
        ("thu", "Th"),
        ("fri", "Fr"),
        ("sat", "Sa"),
        ("sun", "Su"),
        ("jan", "Jan"),
        ("feb", "Feb"),
        ("mar", "Mar"),
        ("apr", "Apr"),
        ("may", "May"),
        ("jun", "Jun"),
        ("jul", "Jul"),
        ("aug", "Aug"),
        ("sep", "Sep"),
        ("oct", "Oct"),
        ("nov", "Nov"),
        ("dec", "Dec"),
        ("close", "off"),
        ("daily", "Mo-Su"),
        ("everyday", "Mo-Su"),
        ("to", "-"),
        ("and", ","),
        ("holiday", "PH"),
        ("public", "PH"),
    ];
    let lower = word.to_ascii_lowercase();
    let known = ENGLISH.iter().find(|(name, _)| lower.starts_with(name));
    known.map(|(_, meant)| (*meant, word.len()))
}

//! What a look at the letters of a file shows, whatever stands where: numbers of identity cards, and text
//! that was ruined by a wrong encoding.

use std::ops::Range;

use crate::fault::{Fault, Rule, Severity, Target};
use crate::text;
use crate::text::StaticText;

/// The number of somebody's identity card.
pub static IDENTITY_NUMBER: Rule = Rule {
    code: "identity-number",
    severity: Severity::Error,
    what: StaticText {
        chinese: "文件里有居民身份证号码。",
        english: "The number of an identity card.",
    },
    why: StaticText {
        chinese: "身份证号码是个人信息，公开在网上会被人冒用，也违反《个人信息保护法》。",
        english: "It is personal data; published, it invites fraud and breaks the law.",
    },
    wrong: "领取人：张某，11010519491231002X",
    right: "领取人：张某",
};

/// Text that was read in the wrong encoding before it was saved.
pub static GARBLED_TEXT: Rule = Rule {
    code: "garbled-text",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "文字里有乱码。",
        english: "Letters that are left of a text read in the wrong encoding.",
    },
    why: StaticText {
        chinese: "这里原来的字已经丢了，居民读到的是“锟斤拷”或一个黑色的问号。",
        english: "What stood here is lost; residents read nonsense.",
    },
    wrong: "address: 福清市锟斤拷街道",
    right: "address: 福清市玉屏街道",
};

/// How many characters an identity number has (GB 11643).
const IDENTITY_LENGTH: usize = 18;

/// Looks through a text.
pub(super) fn scan(text: &str, target: impl Fn(Range<usize>) -> Target, faults: &mut Vec<Fault>) {
    for range in identity_numbers(text) {
        faults.push(
            Fault::new(
                &IDENTITY_NUMBER,
                target(range),
                text!("这里有一个居民身份证号码", "the number of an identity card"),
            )
            .help(text!(
                "删掉它；要区分同名的人，可以写住址的村名",
                "remove it"
            )),
        );
    }
    if let Some(range) = garbled(text) {
        faults.push(
            Fault::new(
                &GARBLED_TEXT,
                target(range),
                text!("这里是乱码", "these letters are left of a ruined text"),
            )
            .help(text!(
                "对着原件重新打这几个字",
                "write them again from the original"
            )),
        );
    }
}

/// Where a text holds identity numbers.
fn identity_numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = IDENTITY_LENGTH - 2;
    // Of every seventeen bytes in a number one is looked at: most texts are passed over in strides.
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += IDENTITY_LENGTH - 1;
            continue;
        }
        let before = bytes[..at].iter().rev();
        let start = at - before.take_while(|byte| byte.is_ascii_digit()).count();
        let after = bytes[at..].iter();
        let mut end = at + after.take_while(|byte| byte.is_ascii_digit()).count();
        if bytes
            .get(end)
            .is_some_and(|byte| matches!(byte, b'X' | b'x'))
        {
            end += 1;
        }
        let stands_alone = bytes
            .get(end)
            .is_none_or(|byte| !byte.is_ascii_alphanumeric());
        if stands_alone && is_identity_number(&bytes[start..end]) {
            found.push(start..end);
        }
        at = end + IDENTITY_LENGTH - 2;
    }
    found
}

/// The form of GB 11643: a province, a day of birth, and a last sign that may be an X. The check digit is not
/// asked for: a number with a slip in it still is somebody's.
fn is_identity_number(number: &[u8]) -> bool {
    if number.len() != IDENTITY_LENGTH {
        return false;
    }
    let digit = |at: usize| i16::from(number[at] - b'0');
    let pair = |at: usize| digit(at) * 10 + digit(at + 1);
    let year = pair(6) * 100 + pair(8);
    let (month, day) = (i8::try_from(pair(10)), i8::try_from(pair(12)));
    let is_day = |month, day| jiff::civil::Date::new(year, month, day).is_ok();
    matches!(pair(0), 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
        && (1900..2100).contains(&year)
        && month.is_ok_and(|month| day.is_ok_and(|day| is_day(month, day)))
}

/// The first letters that only a ruined text has: the sign for an unknown character, and what becomes of
/// two of them when UTF-8 is read as GBK.
fn garbled(text: &str) -> Option<Range<usize>> {
    let sign = |sign: &str| text.find(sign).map(|at| at..at + sign.len());
    [sign("锟斤拷"), sign("\u{fffd}")]
        .into_iter()
        .flatten()
        .min_by_key(|range| range.start)
}

#[cfg(test)]
mod tests {
    use super::{garbled, identity_numbers};

    #[test]
    fn only_numbers_with_a_province_and_a_day_of_birth_are_found() {
        let found = |text: &str| {
            let ranges = identity_numbers(text).into_iter();
            ranges
                .map(|range| text[range].to_owned())
                .collect::<Vec<_>>()
        };
        let valid = "11010519491231002X";
        assert_eq!(found(valid), [valid]);
        assert_eq!(found(&format!("号码{valid}，")), [valid]);
        let twice = format!("x {valid} 和 {}", valid.to_lowercase());
        assert_eq!(found(&twice), [valid, "11010519491231002x"]);
        for other in [
            "11010519491231002",
            "01010519491231002X",
            "6222021402012345678",
            "350181002001350181002001",
            "20260709090020260709",
            "11010519491331002X",
            "",
        ] {
            assert!(found(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn ruined_text_is_found() {
        assert_eq!(garbled("福清市锟斤拷"), Some(9..18));
        assert_eq!(garbled("a\u{fffd}"), Some(1..4));
        assert_eq!(garbled("锟"), None);
    }
}

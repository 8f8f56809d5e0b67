//! Telephone numbers: residents tap them, so each field holds one number that can be dialled.

use crate::config::Config;
use crate::content::written::Written;
use crate::fault::{Fault, Origin, Rule, Severity, Target};
use crate::steps;
use crate::text;
use crate::text::{StaticText, Text};

/// What nobody can dial.
pub(crate) static BAD_PHONE: Rule = Rule {
    code: "bad-phone",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "电话号码不对，拨不通。",
        english: "A telephone number that cannot be dialled.",
    },
    why: StaticText {
        chinese: "老人在手机上点一下就拨号；多一位、少一位、夹着字，都打不通。",
        english: "Residents tap a number to call; a digit too many, one too few or a word in it, and nobody answers.",
    },
    wrong: "phone: 0591-8521000",
    right: "phone: 0591-85210000",
};

/// Checks the numbers of a record.
pub(super) fn numbers(written: &dyn Written, origin: &Origin, faults: &mut Vec<Fault>) {
    for (steps, phone) in written.phones() {
        faults.extend(fault(phone, || origin.value(&steps)));
    }
}

/// Checks the number under which services are ordered.
pub(super) fn of_config(config: &Config, faults: &mut Vec<Fault>) {
    let phone = config.ordering.phone.as_deref();
    let target = || config.origin.value(&steps!["order", "phone"]);
    faults.extend(phone.and_then(|phone| fault(phone, target)));
}

/// What is wrong with a number, if anything.
pub(super) fn fault(written: &str, target: impl FnOnce() -> Target) -> Option<Fault> {
    let (message, help) = slip(written.trim())?;
    Some(Fault::new(&BAD_PHONE, target(), message).help(help))
}

fn slip(written: &str) -> Option<(Text, Text)> {
    if written.is_empty() {
        return None;
    }
    if !written.chars().any(|c| digit(c).is_some()) {
        return Some((
            text!(
                "`{written}` 不是电话号码",
                "`{written}` is no telephone number"
            ),
            text!(
                "写一个拨得通的号码；没有电话就删掉这一行",
                "write a number that can be dialled, or remove this line"
            ),
        ));
    }
    if several(written) {
        return Some((
            text!(
                "`{written}` 里有不止一个号码",
                "`{written}` holds more than one number"
            ),
            text!(
                "这里只写一个号码，另一个写进正文",
                "write one number here and the other in the text"
            ),
        ));
    }
    let number = without_extension(written);
    let narrow: String = number.chars().map(|c| digit(c).unwrap_or(c)).collect();
    if let Some(odd) = narrow
        .chars()
        .find(|c| !c.is_ascii_digit() && !is_separator(*c) && *c != '+')
    {
        return Some((
            text!(
                "电话号码里有“{odd}”，拨不通",
                "`{odd}` in a telephone number"
            ),
            match odd {
                'o' | 'O' => text!("字母 O 改成数字 0", "write the digit 0, not the letter O"),
                'l' | 'I' => text!("字母改成数字 1", "write the digit 1, not a letter"),
                _ => text!(
                    "只写号码，说明写进 contact（联系岗位）或正文",
                    "write the number alone; put words into `contact` or the text"
                ),
            },
        ));
    }
    if number.chars().any(|c| !c.is_ascii() && digit(c).is_some()) {
        return Some((
            text!(
                "电话号码用了全角数字",
                "a telephone number in full-width digits"
            ),
            text!("改成半角：{narrow}", "write {narrow}"),
        ));
    }
    let digits: String = narrow.chars().filter(char::is_ascii_digit).collect();
    wrong_digits(&digits, narrow.trim_start().starts_with('+'))
}

/// What is wrong with the digits of a number; those of another country are only counted.
fn wrong_digits(digits: &str, has_plus: bool) -> Option<(Text, Text)> {
    let national = match (has_plus, digits.strip_prefix("86")) {
        (true, Some(rest)) if rest.starts_with('1') && rest.len() == 11 => rest.to_owned(),
        (true, Some(rest)) if rest.starts_with(['4', '8']) && rest.len() == 10 => rest.to_owned(),
        (true, Some(rest)) => format!("0{}", rest.trim_start_matches('0')),
        (true, None) if (8..=15).contains(&digits.len()) => return None,
        _ => digits.to_owned(),
    };
    let count = national.len();
    let second = national.as_bytes().get(1).copied().unwrap_or(b'0');
    let expected = match national.as_bytes().first()? {
        // An area code has three digits for the largest cities (010, 02x) and four elsewhere.
        b'0' if matches!(second, b'1' | b'2') => (count != 11).then_some((
            "区号后面应当是 8 位",
            "eight digits are wanted after the area code",
        )),
        b'0' if second == b'0' => Some(("没有这样的区号", "there is no such area code")),
        // Short numbers of a place elsewhere: 0591-12345.
        b'0' if (7..=9).contains(&count) && matches!(national.as_bytes()[4], b'1' | b'9') => None,
        b'0' => (!matches!(count, 11 | 12)).then_some((
            "四位区号后面应当是 7 或 8 位",
            "seven or eight digits are wanted after the area code",
        )),
        // Short numbers of public services, and 95xxx of banks.
        b'1' | b'9' if (3..=6).contains(&count) => None,
        b'9' if digits.starts_with("95") && count <= 8 => None,
        b'1' if second >= b'3' => {
            (count != 11).then_some(("手机号码应当是 11 位", "a mobile number has eleven digits"))
        }
        b'4' | b'8' if matches!(&national[..count.min(3)], "400" | "800") && count > 8 => {
            (count != 10).then_some((
                "400、800 号码应当是 10 位",
                "a number that begins with 400 or 800 has ten digits",
            ))
        }
        b'2'..=b'9' if matches!(count, 7 | 8) => {
            Some(("没有区号，外地手机拨不通", "the area code is missing"))
        }
        _ => Some((
            "不是电话号码的样子",
            "it does not look like a telephone number",
        )),
    };
    let (chinese, english) = expected?;
    Some((
        text!(
            "电话号码有 {count} 位数字，不对：{chinese}",
            "{count} digits cannot be right: {english}"
        ),
        text!(
            "对着原件核对号码；固定电话写 区号-号码，如 0591-0000-0000",
            "compare it with the original; write the area code first, such as 0591-0000-0000"
        ),
    ))
}

/// Whether two parts of a text could be dialled each.
fn several(written: &str) -> bool {
    let long_enough = |part: &&str| part.chars().filter(|c| digit(*c).is_some()).count() >= 7;
    let parted = written.split(['/', '、', ',', '，', ';', '；', '或', '和', '及']);
    let by_blank = written.split_whitespace();
    parted.filter(long_enough).count() > 1 || by_blank.filter(long_enough).count() > 1
}

/// A number without what is dialled after it: `0591-0000-0000 转 802`.
fn without_extension(written: &str) -> &str {
    let at = ["转", "分机", "ext", "EXT", "Ext"]
        .into_iter()
        .filter_map(|word| written.find(word))
        .min();
    match at {
        Some(at) if written[at..].chars().any(|c| c.is_ascii_digit()) => &written[..at],
        _ => written,
    }
}

/// The digit that a character is, half-width or full-width.
fn digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

fn is_separator(character: char) -> bool {
    character == ' ' || matches!(character, '-' | '(' | ')' | '（' | '）' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn numbers_that_can_be_dialled_pass() {
        for number in [
            "0591-0000-0000",
            "059100000000",
            "(0591)85210000",
            "（0591）8521 0000",
            "0591 8521000",
            "010-85210000",
            "13800000000",
            "138-0000-0000",
            "+86 138 0000 0000",
            "+86 591 8521 0000",
            "110",
            "12345",
            "96333",
            "95588",
            "95013888",
            "400-123-4567",
            "4001234567",
            "+86 400 123 4567",
            "0591-0000-0000转802",
            "0591-85210000 转 8",
            "0591-85210000 ext. 12",
            "+852 2123 4567",
            "",
        ] {
            assert_eq!(slip(number), None, "{number}");
        }
    }

    #[test]
    fn numbers_that_cannot_be_dialled_do_not() {
        for number in [
            "0591-0000-000O",
            "０５９１-0000-0000",
            "85210000",
            "8521000",
            "1380000000",
            "138000000000",
            "0591-852",
            "0591-0000-00000",
            "电话0591-0000-0000",
            "无",
            "暂无",
            "0591-0000-0000/0591-0000-0001",
            "0591-0000-0000、0591-0000-0001",
            "0591-85210000 13800000000",
            "0591-85210000（白天）",
            "0000-0591",
            "400-123-456",
            "010-8521000",
            "0591—85210000",
            "5.91e10",
            "12",
            "59185210000",
        ] {
            assert!(slip(number).is_some(), "{number}");
        }
    }
}

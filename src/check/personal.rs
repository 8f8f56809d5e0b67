//! Fields that name a role and hold somebody's own number instead.

use std::ops::Range;

use crate::content::written::Written;
use crate::fault::{Fault, Origin, Rule, Severity};
use crate::steps;
use crate::text;
use crate::text::StaticText;

/// Somebody's mobile number where a role is wanted.
pub(crate) static PRIVATE_NUMBER: Rule = Rule {
    code: "private-number",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "联系岗位或作者里写了手机号码。",
        english: "A mobile number in a field that names a role.",
    },
    why: StaticText {
        chinese: "个人的手机号公开以后收不回来，人换了岗位电话也就错了；公开的号码写在 phone 里。",
        english: "A private number cannot be taken back once published, and is wrong when somebody else takes over; public numbers belong into `phone`.",
    },
    wrong: "contact: 站长 13800000000",
    right: "contact: 站长\nphone: 0591-0000-0000",
};

/// Checks the roles that a record names.
pub(super) fn roles(written: &dyn Written, origin: &Origin, faults: &mut Vec<Fault>) {
    for (key, text) in written.roles() {
        let place = text.and_then(mobile_number);
        faults.extend(place.map(|range| fault(range, key, origin)));
    }
}

fn fault(range: Range<usize>, key: &str, origin: &Origin) -> Fault {
    Fault::new(
        &PRIVATE_NUMBER,
        origin.within(&steps![key], range),
        text!(
            "`{key}` 里写了手机号码，这里只写岗位",
            "a mobile number in `{key}`, which names a role"
        ),
    )
    .help(text!(
        "删掉号码；可以公开的电话写在 phone 里",
        "remove it; a number that may be public belongs into `phone`"
    ))
}

/// Where a text holds a mobile number of eleven digits, perhaps parted by blanks or hyphens.
fn mobile_number(text: &str) -> Option<Range<usize>> {
    let is_part = |byte: u8| byte.is_ascii_digit() || byte == b' ' || byte == b'-';
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        if !bytes[start].is_ascii_digit() {
            start += 1;
            continue;
        }
        let length = bytes[start..]
            .iter()
            .take_while(|byte| is_part(**byte))
            .count();
        let run = text[start..start + length].trim_end_matches([' ', '-']);
        let digits: Vec<u8> = run.bytes().filter(u8::is_ascii_digit).collect();
        if digits.len() == 11 && digits[0] == b'1' && digits[1] >= b'3' {
            return Some(start..start + run.len());
        }
        start += length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::mobile_number;

    #[test]
    fn a_mobile_number_is_found_where_it_stands() {
        assert_eq!(mobile_number("站长 13800000000"), Some(7..18));
        assert_eq!(mobile_number("138-0000-0000，站长"), Some(0..13));
        assert_eq!(mobile_number("站长 138 0000 0000 "), Some(7..20));
        for other in [
            "",
            "站长",
            "0591-0000-0000",
            "1380000000",
            "138000000000",
            "12345 热线",
        ] {
            assert_eq!(mobile_number(other), None, "{other}");
        }
    }
}

//! The rule about what the bytes of a file must be, whatever it holds.

use crate::fault::{Fault, Rule, Severity, Target};
use crate::text;
use crate::text::StaticText;

/// A file that is not UTF-8.
pub static NOT_UTF8: Rule = Rule {
    code: "not-utf8",
    severity: Severity::Error,
    what: StaticText {
        chinese: "文件不是 UTF-8 编码。",
        english: "A file is not UTF-8.",
    },
    why: StaticText {
        chinese: "用 GBK 等编码保存的文件在网页上会变成乱码。",
        english: "Text saved in GBK or another encoding would turn into garbage on the page.",
    },
    wrong: "(GBK) C4FA BAC3",
    right: "(UTF-8) E682A8 E5A5BD",
};

/// A file in another encoding than UTF-8, from this byte on.
pub(crate) fn not_utf8(target: Target) -> Fault {
    Fault::new(
        &NOT_UTF8,
        target,
        text!("文件不是 UTF-8 编码", "the file is not UTF-8"),
    )
    .help(text!(
        "用记事本等软件“另存为”，编码选 UTF-8",
        "save it again with the encoding UTF-8"
    ))
}

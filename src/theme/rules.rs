//! The rules about themes.

use crate::diagnostic::{Rule, Severity};
use crate::text::StaticText;

/// A theme that does not exist.
pub static MISSING_THEME: Rule = Rule {
    code: "missing-theme",
    severity: Severity::Error,
    what: StaticText {
        chinese: "找不到主题。",
        english: "A theme does not exist.",
    },
    why: StaticText {
        chinese: "没有主题就做不出页面。",
        english: "Without a theme there are no pages.",
    },
    wrong: "theme: defualt",
    right: "theme: default",
};

/// A theme that does not say what it is, or is for another version.
pub static BAD_THEME: Rule = Rule {
    code: "bad-theme",
    severity: Severity::Error,
    what: StaticText {
        chinese: "主题的 theme.yaml 有误，或版本不合。",
        english: "The theme.yaml of a theme is wrong or for another version.",
    },
    why: StaticText {
        chinese: "主题和程序的约定要一致，否则页面会缺内容。",
        english: "Theme and program must agree on what templates see.",
    },
    wrong: "api: 99",
    right: "api: 1",
};

/// A template that cannot be read or rendered.
pub static TEMPLATE_FAULT: Rule = Rule {
    code: "template-fault",
    severity: Severity::Error,
    what: StaticText {
        chinese: "主题模板有误。",
        english: "A template cannot be read or rendered.",
    },
    why: StaticText {
        chinese: "模板出错的页面做不出来；整个网站先停下来，旧的照常可用。",
        english: "A page of it cannot be made, so nothing is replaced and the old site stays.",
    },
    wrong: "{{ plase.card.name }}",
    right: "{{ place.card.name }}",
};

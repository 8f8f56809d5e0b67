//! The rules about themes.

use crate::fault::{Rule, Severity};
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

/// Tiles are configured, but the library that shows them is not there.
pub static MISSING_MAP_LIBRARY: Rule = Rule {
    code: "missing-map-library",
    severity: Severity::Error,
    what: StaticText {
        chinese: "设置了街道底图，但没有安装显示底图的 Leaflet。",
        english: "Tiles are configured, but Leaflet, which shows them, is not installed.",
    },
    why: StaticText {
        chinese: "程序不自带第三方脚本；没有它，打开街道底图的按钮会没有反应。",
        english: "The program brings no scripts of others along, and without this one the tiles could not be shown.",
    },
    wrong: "map:\n  tiles: {provider: tianditu, key: 0123456789abcdef}",
    right: "# npm install leaflet@1.9\nmap:\n  tiles: {provider: tianditu, key: 0123456789abcdef}",
};

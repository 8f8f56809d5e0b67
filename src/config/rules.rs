//! The rules about `site-config.yaml`.

use crate::fault::{Rule, Severity};
use crate::text::StaticText;

/// A value in the configuration that does not work.
pub static BAD_CONFIG: Rule = Rule {
    code: "bad-config",
    severity: Severity::Error,
    what: StaticText {
        chinese: "site-config.yaml 里有一个值不能用。",
        english: "A value in site-config.yaml does not work.",
    },
    why: StaticText {
        chinese: "网址、时区、范围、层级写错，会让整个网站出错，所以先停下来。",
        english: "A wrong address, time zone, region or tier would make the whole site wrong.",
    },
    wrong: "base_url: fuqing.example.org",
    right: "base_url: https://fuqing.example.org/",
};

/// Something the configuration must say.
pub static MISSING_CONFIG: Rule = Rule {
    code: "missing-config",
    severity: Severity::Error,
    what: StaticText {
        chinese: "site-config.yaml 缺少必须写的内容。",
        english: "site-config.yaml lacks something it must say.",
    },
    why: StaticText {
        chinese: "每个页面的标题都要用到网站名称。",
        english: "The title of every page uses the site's name.",
    },
    wrong: "name:",
    right: "name: 福清市新时代文明实践网络",
};

/// A colour that cannot be read on its ground.
pub static LOW_CONTRAST: Rule = Rule {
    code: "low-contrast",
    severity: Severity::Error,
    what: StaticText {
        chinese: "主题颜色和底色太接近，看不清。",
        english: "A colour of the theme is too near to its ground to be read.",
    },
    why: StaticText {
        chinese: "链接、日期和按钮都用这些颜色，老人在太阳底下也要看得清；国家标准 GB/T 37668 和 WCAG 2.2 要求对比度不低于 4.5:1。",
        english: "Links, dates and buttons have these colours, and people must read them in bright sun; WCAG 2.2 asks for 4.5:1.",
    },
    wrong: "colors: {accent: \"#ff6b57\"}",
    right: "colors: {accent: \"#b02a17\"}",
};

/// Something that a government site owes, with the `government` profile on.
pub static MISSING_DUTY: Rule = Rule {
    code: "missing-duty",
    severity: Severity::Error,
    what: StaticText {
        chinese: "开启了 government（政府网站），但缺少必须公示的内容。",
        english: "The government profile is on, and something that such a site must say is missing.",
    },
    why: StaticText {
        chinese: "《政府网站发展指引》要求每个页面都有主办单位、联系方式、网站标识码和备案号，检查时会逐项核对。",
        english: "The guideline for government sites wants the organiser, contact, codes and licences on every page, and inspections look for each.",
    },
    wrong: "government:\n  organiser: 某县新时代文明实践中心",
    right: "government:\n  organiser: 某县新时代文明实践中心\n  contact: 0591-0000-0000\n  site_id: \"3501810000\"\n  icp: 闽ICP备00000000号\n  police: 闽公网安备 00000000000000号",
};

/// Boundaries without their coordinate system, source or review number.
pub static INCOMPLETE_BOUNDARIES: Rule = Rule {
    code: "incomplete-boundaries",
    severity: Severity::Error,
    what: StaticText {
        chinese: "地图用了边界数据，却没有写明坐标系、来源或审图号。",
        english: "Boundaries are drawn without their coordinate system, source or review number.",
    },
    why: StaticText {
        chinese: "公开的地图画了行政区域界线，就要有审图号并注明来源（《地图管理条例》）；坐标系不明会整体偏几百米。",
        english: "In China a published map with boundaries needs a review number and its source; without the coordinate system it lies hundreds of metres off.",
    },
    wrong: "map:\n  boundaries: content/boundaries.geojson",
    right: "map:\n  boundaries: content/boundaries.geojson\n  crs: cgcs2000\n  source: 福建省自然资源厅标准地图服务\n  approval_no: 闽S〔2026〕00号（示例）",
};

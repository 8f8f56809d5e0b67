//! The rules about `site-config.yaml`.

use crate::diagnostic::{Rule, Severity};
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

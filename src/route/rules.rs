//! The rules of addresses: what no page may have, and what no two may have.

use crate::fault::{Fault, Rule, Severity, Target};
use crate::output::length::{LONGEST_NAME, LONGEST_PATH, TooLong};
use crate::text;
use crate::text::StaticText;

/// An alias that cannot be a path of the site.
pub static BAD_ALIAS: Rule = Rule {
    code: "bad-alias",
    severity: Severity::Error,
    what: StaticText {
        chinese: "旧网址(aliases)不是本站的路径。",
        english: "An alias is not a path of the site.",
    },
    why: StaticText {
        chinese: "旧网址要能在本站里放下一个跳转页。",
        english: "A redirect page has to fit below the site's root.",
    },
    wrong: "aliases: [https://old.example.org/a]",
    right: "aliases: [/old/a/]",
};

/// Two pages that want the same address.
pub static ROUTE_CONFLICT: Rule = Rule {
    code: "route-conflict",
    severity: Severity::Error,
    what: StaticText {
        chinese: "两个页面要用同一个网址（不分大小写）。",
        english: "Two pages want the same address, letter case aside.",
    },
    why: StaticText {
        chinese: "一个网址只能放一个页面，后来的会盖掉先来的。",
        english: "One would overwrite the other.",
    },
    wrong: "aliases: [/about/]   # pages/about.md",
    right: "aliases: [/about-old/]",
};

/// A name or path that is too long for a file.
pub static PATH_TOO_LONG: Rule = Rule {
    code: "path-too-long",
    severity: Severity::Error,
    what: StaticText {
        chinese: "标签、品牌、对象、编号、旧网址或附件的名字太长，做不成文件名。",
        english: "A tag, brand, audience, id, alias or attachment whose name is too long for a file.",
    },
    why: StaticText {
        chinese: "它们都要成为网址和文件名，太长的存不下来，网站就生成不了。",
        english: "Each becomes an address and a file; one that is too long cannot be written.",
    },
    wrong: "tags: [关于在全区范围内进一步深化拓展新时代文明实践中心建设的若干具体工作措施……]",
    right: "tags: [文明实践]",
};

/// An alias that is not a path of the site.
pub(super) fn bad_alias(target: Target, written: &str) -> Fault {
    Fault::new(
        &BAD_ALIAS,
        target,
        text!(
            "`{written}` 不是本站的路径",
            "`{written}` is not a path of this site"
        ),
    )
    .help(text!(
        "从 / 开始写，如 /old/page/",
        "start with /, such as /old/page/"
    ))
}

/// Two pages with one address.
pub(super) fn route_conflict(target: Target, path: &str) -> Fault {
    Fault::new(
        &ROUTE_CONFLICT,
        target,
        text!(
            "网址 `{path}` 已经有别的页面了",
            "another page has the address `{path}`"
        ),
    )
    .help(text!(
        "改掉其中一个的编号、别名、标签、品牌或对象",
        "change the id, alias, tag, brand or audience of one of them"
    ))
}

/// A file of the site whose path is too long to be written everywhere.
pub(crate) fn path_too_long(target: Target, too_long: TooLong<'_>, file: &str) -> Fault {
    let beginning = |text: &str| text.chars().take(12).collect::<String>();
    let fault = |message, help| Fault::new(&PATH_TOO_LONG, target, message).help(help);
    match too_long {
        TooLong::Name(name) => {
            let (beginning, bytes) = (beginning(name), name.len());
            fault(
                text!(
                    "`{beginning}…` 用作文件名太长：有 {bytes} 字节，上限是 {LONGEST_NAME} 字节",
                    "`{beginning}…` is too long for the name of a file: {bytes} bytes, at most {LONGEST_NAME} are allowed"
                ),
                text!(
                    "写短一些：汉字不超过 60 个，英文字母不超过 180 个",
                    "shorten it: at most 60 Han characters, or 180 letters"
                ),
            )
        }
        TooLong::Path => {
            let (beginning, bytes) = (beginning(file), file.len());
            fault(
                text!(
                    "网址 `/{beginning}…` 太长：整条路径有 {bytes} 字节，上限是 {LONGEST_PATH} 字节",
                    "the address `/{beginning}…` is too long: {bytes} bytes, at most {LONGEST_PATH} are allowed"
                ),
                text!(
                    "少套几层文件夹，每一层的名字写短一些",
                    "use fewer folders with shorter names"
                ),
            )
        }
    }
}

/// A page in a folder of files that are no pages.
pub(super) fn reserved_folder(target: Target, folder: &str) -> Fault {
    Fault::new(
        &ROUTE_CONFLICT,
        target,
        text!(
            "`/{folder}/` 下面放的是主题文件、图片或搜索索引，不能放页面",
            "`/{folder}/` holds files of the theme, pictures or the search index, not pages"
        ),
    )
    .help(text!("换一个网址", "take another address"))
}

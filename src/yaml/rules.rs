//! The rules of YAML itself and of the shape of a record.

use crate::fault::{Rule, Severity};
use crate::text::StaticText;

/// Not YAML.
pub static BAD_YAML: Rule = Rule {
    code: "bad-yaml",
    severity: Severity::Error,
    what: StaticText {
        chinese: "文件里的 YAML 写法有误，读不出来。",
        english: "The YAML of the file cannot be read.",
    },
    why: StaticText {
        chinese: "读不出来的文件，里面的内容一条也上不了网站。常见原因：冒号后面少空格、缩进不齐、引号没有成对、用了制表符。",
        english: "Nothing of an unreadable file reaches the site. Usual causes: no space after a colon, uneven indentation, an unclosed quote, a tab.",
    },
    wrong: "name: \"步行街社区实践站\nphone: 0591-0000-0000",
    right: "name: \"步行街社区实践站\"\nphone: 0591-0000-0000",
};

/// Too deep or too many aliases.
pub static TOO_COMPLEX: Rule = Rule {
    code: "too-complex",
    severity: Severity::Error,
    what: StaticText {
        chinese: "YAML 嵌套太深，或用别名（* 和 &）展开得太大。",
        english: "The YAML is nested too deeply, or its aliases unfold to too much.",
    },
    why: StaticText {
        chinese: "正常内容用不到这么深的层次；这样的文件会拖垮生成过程，所以拒收。",
        english: "No real content needs it, and such a file could bring a build down; it is refused.",
    },
    wrong: "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b, …]",
    right: "a: [x, x]",
};

/// A key that no record of this kind has.
pub static UNKNOWN_KEY: Rule = Rule {
    code: "unknown-key",
    severity: Severity::Error,
    what: StaticText {
        chinese: "用了这类内容没有的键名。",
        english: "A key that this kind of content does not have.",
    },
    why: StaticText {
        chinese: "写错的键名会让内容悄悄丢失：网站上看不到，谁也不知道。",
        english: "A mistyped key would lose its value silently.",
    },
    wrong: "adress: 福清市玉屏街道",
    right: "address: 福清市玉屏街道",
};

/// A required key is missing.
pub static MISSING_KEY: Rule = Rule {
    code: "missing-key",
    severity: Severity::Error,
    what: StaticText {
        chinese: "缺少必填的键。",
        english: "A required key is missing.",
    },
    why: StaticText {
        chinese: "必填项是居民一定要看到的，比如地址和名称；坐标不写坐标系(crs)会偏移几百米。",
        english: "Residents cannot do without required values; coordinates without `crs` are hundreds of metres off.",
    },
    wrong: "location: {lng: 119.38, lat: 25.72}",
    right: "location: {lng: 119.38, lat: 25.72, crs: wgs84}",
};

/// The same key twice.
pub static DUPLICATE_KEY: Rule = Rule {
    code: "duplicate-key",
    severity: Severity::Error,
    what: StaticText {
        chinese: "同一个键写了两次。",
        english: "A key is written twice.",
    },
    why: StaticText {
        chinese: "两个值只能用一个，程序不猜是哪一个。",
        english: "Only one of the two values can hold, and the program does not guess which.",
    },
    wrong: "phone: 0591-0000-0000\nphone: 0591-0000-0001",
    right: "phone: 0591-0000-0000",
};

/// A text of which a comment took the rest.
pub static CUT_VALUE: Rule = Rule {
    code: "cut-value",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "文字里有空格加 `#`，后面的字被当成注释，丢掉了。",
        english: "A text with a blank and `#` in it: the rest is taken for a comment and lost.",
    },
    why: StaticText {
        chinese: "地址少了楼号，居民找不到门；写的人看文件是全的，不会发现。",
        english: "Without its end an address leads nowhere, and in the file all looks well.",
    },
    wrong: "address: 玉屏街道向阳路1号 #2楼",
    right: "address: \"玉屏街道向阳路1号 #2楼\"",
};

/// A value of the wrong type.
pub static WRONG_TYPE: Rule = Rule {
    code: "wrong-type",
    severity: Severity::Error,
    what: StaticText {
        chinese: "值的类型不对：该写数字的写了文字，该写列表的写了一句话，等等。",
        english: "A value of the wrong type: text for a number, a sentence for a list, and so on.",
    },
    why: StaticText {
        chinese: "类型不对的值没法计算，也没法排版。",
        english: "Such a value can neither be counted nor laid out.",
    },
    wrong: "members: 三十多人",
    right: "members: 30",
};

/// A required text that is empty.
pub static EMPTY_TEXT: Rule = Rule {
    code: "empty-text",
    severity: Severity::Error,
    what: StaticText {
        chinese: "必填的文字是空的。",
        english: "A required text is empty.",
    },
    why: StaticText {
        chinese: "空的名称和标题，页面上就是一片空白。",
        english: "An empty name or title leaves a blank on the page.",
    },
    wrong: "name: \"\"",
    right: "name: 步行街社区实践站",
};

/// A value outside a fixed list.
pub static UNKNOWN_VALUE: Rule = Rule {
    code: "unknown-value",
    severity: Severity::Error,
    what: StaticText {
        chinese: "这个键只能填几个固定的值，写的不在其中。",
        english: "The key takes one of a few fixed values, and this is none of them.",
    },
    why: StaticText {
        chinese: "状态、坐标系这样的值决定页面怎样显示和统计，不能随意写。",
        english: "Values such as a status decide what is shown and counted.",
    },
    wrong: "status: 取消",
    right: "status: cancelled",
};

//! The rules about links and pictures.

use crate::fault::{Rule, Severity};
use crate::text::StaticText;

/// A link that leads nowhere.
pub(crate) static BROKEN_LINK: Rule = Rule {
    code: "broken-link",
    severity: Severity::Error,
    what: StaticText {
        chinese: "正文里的链接指向不存在的页面或文件。",
        english: "A link in a text leads to a page or file that does not exist.",
    },
    why: StaticText {
        chinese: "居民点了链接却打不开，就不再相信这个网站。",
        english: "A resident who meets a dead link stops trusting the site.",
    },
    wrong: "[江兜村](/stations/xincuo/jiangdo.md)",
    right: "[江兜村](/stations/xincuo/jiangdou.md)",
};

/// A link to an anchor that is not on the page.
pub(crate) static BROKEN_ANCHOR: Rule = Rule {
    code: "broken-anchor",
    severity: Severity::Error,
    what: StaticText {
        chinese: "链接里 # 后面的位置在那个页面上不存在。",
        english: "The part after # does not exist on the page.",
    },
    why: StaticText {
        chinese: "点过去会停在页面开头，找不到要看的那一段。",
        english: "The reader lands at the top and not at what was meant.",
    },
    wrong: "[做法](#zuofa)",
    right: "[做法](#做法)",
};

/// A link with a scheme that is not allowed.
pub(crate) static FORBIDDEN_LINK: Rule = Rule {
    code: "forbidden-link",
    severity: Severity::Error,
    what: StaticText {
        chinese: "链接用了不允许的协议。",
        english: "A link uses a scheme that is not allowed.",
    },
    why: StaticText {
        chinese: "javascript: 之类的链接可以在居民手机上运行程序，一律不放行。",
        english: "`javascript:` and the like could run code on a reader's phone.",
    },
    wrong: "[点这里](javascript:alert(1))",
    right: "[点这里](https://example.org/)",
};

/// An address that names a user or a password.
pub(crate) static SECRET_IN_ADDRESS: Rule = Rule {
    code: "secret-in-address",
    severity: Severity::Error,
    what: StaticText {
        chinese: "网址里带着用户名或密码。",
        english: "An address names a user or a password.",
    },
    why: StaticText {
        chinese: "页面是公开的，谁都能看到网址里的密码，再用它登录。",
        english: "Pages are public: everybody could read the password and sign in with it.",
    },
    wrong: "order: {url: \"https://admin:mima@example.org/diandan\"}",
    right: "order: {url: \"https://example.org/diandan\"}",
};

/// A link without words.
pub(crate) static EMPTY_LINK: Rule = Rule {
    code: "empty-link",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "链接没有文字。",
        english: "A link without words.",
    },
    why: StaticText {
        chinese: "没有文字的链接看不见，也点不到；听网页的人只听到“链接”两个字。",
        english: "It can be neither seen nor tapped, and those who listen hear nothing but the word link.",
    },
    wrong: "请看[](/pages/duties.md)。",
    right: "请看[工作职能](/pages/duties.md)。",
};

/// A picture that does not exist.
pub(crate) static MISSING_PICTURE: Rule = Rule {
    code: "missing-picture",
    severity: Severity::Error,
    what: StaticText {
        chinese: "图片文件不存在。",
        english: "A picture file does not exist.",
    },
    why: StaticText {
        chinese: "页面上会留一个破图标。",
        english: "The page would show a broken picture.",
    },
    wrong: "photos: [{src: hall.jpg, alt: 大厅}]   # 没有这个文件",
    right: "photos: [{src: dating.jpg, alt: 大厅}]",
};

/// A picture without a description.
pub(crate) static MISSING_ALT: Rule = Rule {
    code: "missing-alt",
    severity: Severity::Error,
    what: StaticText {
        chinese: "图片没有说明文字(alt)。",
        english: "A picture has no description (`alt`).",
    },
    why: StaticText {
        chinese: "看不见图的人靠说明文字知道图里是什么；图片打不开时也靠它。",
        english: "People who cannot see the picture, or cannot load it, rely on the description.",
    },
    wrong: "![](dating.jpg)",
    right: "![社区大厅里,老人们在读报](dating.jpg)",
};

/// A picture in a format that is not accepted.
pub(crate) static UNSUPPORTED_PICTURE: Rule = Rule {
    code: "unsupported-picture",
    severity: Severity::Error,
    what: StaticText {
        chinese: "图片格式不支持。",
        english: "A picture is in a format that is not accepted.",
    },
    why: StaticText {
        chinese: "只收 JPEG、PNG、WebP 和不动的 GIF；SVG 里可以藏程序，HEIC 很多手机打不开，动图妨碍阅读。",
        english: "JPEG, PNG, WebP and GIFs that stand still are accepted; SVG can carry scripts, many phones cannot show HEIC, and what moves keeps people from reading.",
    },
    wrong: "photos: [{src: hall.heic, alt: 大厅}]",
    right: "photos: [{src: hall.jpg, alt: 大厅}]",
};

/// HTML in a text.
pub(crate) static RAW_HTML: Rule = Rule {
    code: "raw-html",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "正文里写了 HTML 标签。",
        english: "A text holds HTML tags.",
    },
    why: StaticText {
        chinese: "出于安全，HTML 会原样显示成文字，多半不是想要的样子。",
        english: "For safety it is shown as text, which is hardly what was wanted.",
    },
    wrong: "<b>重点</b>",
    right: "**重点**",
};

/// Two headings with the same {#id}.
pub(crate) static DUPLICATE_HEADING: Rule = Rule {
    code: "duplicate-heading",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "两个标题用了同一个 {#编号}。",
        english: "Two headings ask for the same {#id}.",
    },
    why: StaticText {
        chinese: "链接只会跳到前一个。",
        english: "Links would always lead to the first.",
    },
    wrong: "## 做法 {#how}\n## 再谈做法 {#how}",
    right: "## 做法 {#how}\n## 再谈做法 {#how-2}",
};

//! The rules about what is in the files of pictures and in other files beside the content.

use crate::fault::{Rule, Severity};
use crate::text::StaticText;

/// A picture that cannot be opened.
pub(crate) static BROKEN_PICTURE: Rule = Rule {
    code: "broken-picture",
    severity: Severity::Error,
    what: StaticText {
        chinese: "图片文件是空的、不完整或坏了。",
        english: "The file of a picture is empty, incomplete or damaged.",
    },
    why: StaticText {
        chinese: "多半是从手机传到一半就断了；页面上会缺一块，或者什么也没有。",
        english: "Most likely it was copied only in part; the page would show half of it, or nothing.",
    },
    wrong: "photos: [{src: hall.jpg, alt: 大厅}]   # 文件只有一半",
    right: "photos: [{src: hall.jpg, alt: 大厅}]   # 重新拷贝过",
};

/// A picture that is too large.
pub(crate) static PICTURE_TOO_LARGE: Rule = Rule {
    code: "picture-too-large",
    severity: Severity::Error,
    what: StaticText {
        chinese: "图片的像素太多、一边太长，或文件太大。",
        english: "A picture has too many pixels, too long a side, or too large a file.",
    },
    why: StaticText {
        chinese: "打开这样的图片要占很多内存，有的是故意做来拖垮电脑的；网页上也用不到这么大。",
        english: "It takes much memory to open, and some are made to do harm; no page needs that many pixels.",
    },
    wrong: "photos: [{src: map.png, alt: 地图}]   # 60000×40000 像素",
    right: "photos: [{src: map.png, alt: 地图}]   # 4000×2667 像素",
};

/// A picture whose ending says another format.
pub(crate) static PICTURE_ENDING: Rule = Rule {
    code: "picture-ending",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "图片的扩展名和文件里的格式对不上。",
        english: "The ending of a picture's name does not fit its format.",
    },
    why: StaticText {
        chinese: "网站上能正常显示，但有的软件会打不开，也说明文件可能放错了。",
        english: "The site shows it all the same, but some programs cannot open it, and it may be the wrong file.",
    },
    wrong: "photos: [{src: hall.jpg, alt: 大厅}]   # 其实是 PNG",
    right: "photos: [{src: hall.png, alt: 大厅}]",
};

/// A picture of another site.
pub(crate) static EXTERNAL_PICTURE: Rule = Rule {
    code: "external-picture",
    severity: Severity::Error,
    what: StaticText {
        chinese: "正文里的图片放在别的网站上。",
        english: "A text shows a picture that lies on another site.",
    },
    why: StaticText {
        chinese: "居民打开页面时会连到那个网站，被它记下；那边删了图片，这边就缺一块。",
        english: "Readers' devices would ask that site, which learns of them; and when it removes the picture, it is gone here.",
    },
    wrong: "![活动现场](https://example.org/xianchang.jpg)",
    right: "![活动现场](xianchang.jpg)",
};

/// A file that a browser would run, or of a kind that is not known to be harmless.
pub(crate) static UNSAFE_FILE: Rule = Rule {
    code: "unsafe-file",
    severity: Severity::Error,
    what: StaticText {
        chinese: "链接指向网页、程序，或不属于可供下载的种类的文件。",
        english: "A link offers a page, a program, or a file of a kind that is not accepted.",
    },
    why: StaticText {
        chinese: "浏览器会把它当成本站的一部分来运行，里面的程序能冒充本站。",
        english: "A browser would run it as a part of this site, and what is in it could act in its name.",
    },
    wrong: "[报名表](baoming.html)",
    right: "[报名表](baoming.pdf)",
};

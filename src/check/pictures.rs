//! Pictures: whether they are there, lie within the site, and are described in words.

use std::path::Path;

use super::links_rules::{MISSING_ALT, MISSING_PICTURE, UNSUPPORTED_PICTURE};
use crate::diagnostic::{Fault, Origin, Rule, Severity, Target};
use crate::links::Resolver;
use crate::text;
use crate::text::{StaticText, Text};

/// A description that describes nothing.
pub(super) static POOR_ALT: Rule = Rule {
    code: "poor-alt",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "图片的说明文字没有说明什么：只是文件名，或“图片”两个字。",
        english: "The description of a picture describes nothing: it is a file name, or the word picture.",
    },
    why: StaticText {
        chinese: "看不见图的人听到的是“IMG 2033”，等于没有说明。",
        english: "Those who cannot see the picture hear IMG 2033, which is as good as nothing.",
    },
    wrong: "![IMG_2033.jpg](dating.jpg)",
    right: "![老人们在大厅里读报](dating.jpg)",
};

/// A picture that lies on another site.
pub(super) static REMOTE_PICTURE: Rule = Rule {
    code: "remote-picture",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "图片放在别的网站上。",
        english: "A picture lies on another site.",
    },
    why: StaticText {
        chinese: "公众号等网站不许别处引用它们的图片，居民看到的是“未经允许不可引用”；对方删了图，这里也就没有了。",
        english: "Many sites refuse to lend their pictures, and when they remove one it is gone here too.",
    },
    wrong: "![村晚](https://example.org/cunwan.jpg)",
    right: "![村晚的合唱](cunwan.jpg)",
};

/// Formats that every browser shows and that cannot carry scripts.
const PICTURE_ENDINGS: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "avif"];

/// Checks that a picture is there and of an accepted format.
pub(super) fn picture(
    resolver: &Resolver<'_>,
    written: &str,
    origin: &Origin,
    target: Target,
    faults: &mut Vec<Fault>,
) {
    let ending = written
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    if resolver.asset(written, origin).is_none() {
        faults.push(
            Fault::new(
                &MISSING_PICTURE,
                target,
                text!("找不到图片 `{written}`", "there is no picture `{written}`"),
            )
            .help(missing_help(resolver, written, origin)),
        );
    } else if !PICTURE_ENDINGS.contains(&ending.as_str()) {
        faults.push(
            Fault::new(
                &UNSUPPORTED_PICTURE,
                target,
                text!(
                    "不支持 `{ending}` 格式的图片",
                    "pictures of the format `{ending}` are not accepted"
                ),
            )
            .help(text!("另存为 JPEG 或 PNG", "save it as JPEG or PNG")),
        );
    }
}

/// A picture without a description.
pub(super) fn missing_alt(target: Target) -> Fault {
    Fault::new(
        &MISSING_ALT,
        target,
        text!("图片没有说明文字", "the picture has no description"),
    )
    .help(text!(
        "用一句话说清图里有什么",
        "say in a sentence what it shows"
    ))
}

/// How a picture can be found: under a name that differs in letter case or ending alone, or in another folder.
fn missing_help(resolver: &Resolver<'_>, written: &str, origin: &Origin) -> Text {
    let plain = text!(
        "把图片放在这个文件旁边，文件名要一字不差（分大小写）",
        "put the picture beside this file; the name must be the same, letter case included"
    );
    if written.contains("://") {
        return text!(
            "把图片下载下来，放在这个文件旁边，再写它的文件名",
            "download the picture, put it beside this file and write its name"
        );
    }
    if written.contains('\\') {
        return text!(
            "把图片放在这个文件旁边，只写文件名；文件夹之间用 / 隔开",
            "put the picture beside this file and write its name alone; folders are parted by /"
        );
    }
    match resolver.near_asset(written, origin) {
        Some(near) => text!("是不是想写 `{near}`？", "did you mean `{near}`?"),
        None => plain,
    }
}

/// A picture on another site.
pub(super) fn remote(written: &str, target: Target) -> Fault {
    Fault::new(
        &REMOTE_PICTURE,
        target,
        text!(
            "图片 `{written}` 在别的网站上",
            "the picture `{written}` lies on another site"
        ),
    )
    .help(text!(
        "把图片下载下来，放在这个文件旁边，再写它的文件名",
        "download it, put it beside this file and write its name"
    ))
}

/// Words that say only that there is a picture.
const EMPTY_WORDS: [&str; 14] = [
    "图片", "照片", "图", "相片", "截图", "配图", "封面", "插图", "image", "photo", "picture",
    "img", "pic", "cover",
];

/// A description that is a file name or says nothing.
pub(super) fn poor_alt(alt: &str, src: &str, target: impl FnOnce() -> Target) -> Option<Fault> {
    let alt = alt.trim();
    let lower = alt.to_lowercase();
    let stem = Path::new(src).file_stem().and_then(|stem| stem.to_str());
    let has_ending = lower
        .rsplit_once('.')
        .is_some_and(|(_, ending)| PICTURE_ENDINGS.contains(&ending));
    let words =
        lower.trim_end_matches(|letter: char| letter.is_ascii_digit() || " _-()".contains(letter));
    let is_plain_name = alt.is_ascii() && stem == Some(alt);
    let is_camera_name = [
        "img",
        "dsc",
        "mmexport",
        "wx_camera",
        "微信图片",
        "微信截图",
        "qq图片",
    ]
    .iter()
    .any(|begin| words == *begin);
    let says_nothing = has_ending
        || is_plain_name
        || is_camera_name
        || EMPTY_WORDS.contains(&words)
        || words.is_empty();
    says_nothing.then(|| {
        Fault::new(
            &POOR_ALT,
            target(),
            text!(
                "说明文字“{alt}”没有说图里有什么",
                "the description `{alt}` does not say what the picture shows"
            ),
        )
        .help(text!(
            "用一句话说清图里有什么，如“老人们在大厅里读报”",
            "say in a sentence what it shows"
        ))
    })
}

//! Descriptions of pictures: words for those who cannot see them.

use std::path::Path;

use crate::fault::{Fault, Rule, Severity, Target};
use crate::text;
use crate::text::StaticText;

/// A description that describes nothing.
pub(crate) static POOR_ALT: Rule = Rule {
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

/// What a description ends in that was a file's name.
const PICTURE_ENDINGS: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "avif"];

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
    .contains(&words);
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

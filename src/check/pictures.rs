//! Pictures that records name, in fields or in Markdown, to be shown or to be downloaded.

use std::collections::HashMap;

use super::links_rules::{MISSING_ALT, MISSING_PICTURE, UNSUPPORTED_PICTURE};
use super::pictures_rules::{BROKEN_PICTURE, PICTURE_ENDING, PICTURE_TOO_LARGE, UNSAFE_FILE};
use crate::address::media;
use crate::config::CONTENT_FOLDER;
use crate::content::rules::{BAD_FILE_NAME, FILE_TOO_LARGE, UNREADABLE_FILE};
use crate::fault::{Fault, Origin, Spot, Target};
use crate::links::Resolver;
use crate::output::length::{folded, too_long};
use crate::picture::{
    Examined, Format, LARGEST_FILE, LARGEST_OTHER, LONGEST_SIDE, OFFERED, Refusal,
};
use crate::route::path_too_long;
use crate::text;
use crate::text::Text;

/// Checks that a picture is there and can be published.
pub(super) fn picture(
    resolver: &Resolver<'_>,
    written: &str,
    origin: &Origin,
    target: Target,
    faults: &mut Vec<Fault>,
) {
    let Some(asset) = resolver.asset(written, origin) else {
        if resolver.is_lost(written, origin) {
            return;
        }
        faults.push(
            Fault::new(
                &MISSING_PICTURE,
                target,
                text!("找不到图片 `{written}`", "there is no picture `{written}`"),
            )
            .help(missing_help(resolver, written, origin)),
        );
        return;
    };
    let no_picture = [Examined::Other, Examined::Refused(Refusal::Kind)];
    if let Some(examined) = resolver.pictures().get(&asset)
        && no_picture.contains(examined)
    {
        let ending = written.rsplit_once('.').map_or("", |(_, ending)| ending);
        faults.push(unsupported(
            target,
            text!(
                "不支持 `{ending}` 格式的图片",
                "pictures of the format `{ending}` are not accepted"
            ),
        ));
        return;
    }
    offered(resolver, &asset, target, faults);
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

/// Checks that a file that a link offers can be published, if it is a picture.
pub(super) fn offered(
    resolver: &Resolver<'_>,
    asset: &str,
    target: Target,
    faults: &mut Vec<Fault>,
) {
    let path = media(asset);
    if resolver.pictures().uses(asset).linked
        && let Some(too_long) = too_long(path.trim_start_matches('/'))
    {
        faults.push(path_too_long(target.clone(), too_long, &path));
    }
    match resolver.pictures().get(asset) {
        Some(Examined::Refused(refusal)) => faults.push(refused(refusal, asset, target)),
        Some(Examined::Picture(header)) if !header.is_well_named => {
            faults.push(ending(header.format, asset, target));
        }
        Some(Examined::Picture(_) | Examined::Other) | None => {}
    }
}

/// Checks that no two files that are offered for download have names of which some disks keep one.
pub(super) fn names(resolver: &Resolver<'_>, faults: &mut Vec<Fault>) {
    let mut known = HashMap::new();
    for asset in resolver.pictures().offered() {
        let Some(other) = known.insert(folded(asset), asset) else {
            continue;
        };
        let name = file_name(asset);
        faults.push(
            Fault::new(
                &BAD_FILE_NAME,
                Target {
                    file: format!("{CONTENT_FOLDER}/{asset}").into(),
                    spot: Spot::File,
                },
                text!(
                    "`{name}` 和 `{other}` 的路径只差大小写，或看上去完全一样",
                    "`{name}` has the path of `{other}`, letter case aside, or looks the same"
                ),
            )
            .help(text!(
                "给其中一个改名，链接它的地方也跟着改",
                "rename one of them, and where it is linked to"
            )),
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

fn refused(refusal: &Refusal, asset: &str, target: Target) -> Fault {
    let name = file_name(asset);
    match refusal {
        Refusal::Format(format) => unsupported_format(*format, asset, target),
        Refusal::Animated(format) => unsupported(
            target,
            text!(
                "`{name}` 是会动的 {format} 图片",
                "`{name}` is a {format} picture that moves"
            ),
        )
        .help(text!(
            "换成一张不动的照片：打开动图，截一帧存成 JPEG",
            "use a still picture: save one frame of it as JPEG"
        )),
        Refusal::Empty => broken(
            target,
            text!("`{name}` 是空文件", "`{name}` is an empty file"),
        ),
        Refusal::NoPicture(format) => broken(
            target,
            text!(
                "`{name}` 里的内容不是 {format}，也不是别的图片",
                "what is in `{name}` is neither {format} nor another picture"
            ),
        ),
        Refusal::Cut(format) => broken(
            target,
            text!(
                "`{name}` 不完整：这个 {format} 文件缺了后面一截",
                "`{name}` is not complete: the end of the {format} file is missing"
            ),
        ),
        Refusal::Damaged(format) => broken(
            target,
            text!(
                "`{name}` 打不开：{format} 文件坏了",
                "`{name}` cannot be opened: the {format} file is damaged"
            ),
        ),
        Refusal::Unread(why) => {
            Fault::new(&UNREADABLE_FILE, target, why.clone()).help(text!(
                "看看文件还在不在、有没有读它的权限；刚刚动过文件的，再试一次",
                "see whether it is still there and may be read; if files were moved a moment ago, try again"
            ))
        }
        Refusal::Runs => Fault::new(
            &UNSAFE_FILE,
            target,
            text!(
                "`{name}` 是网页或程序，不能放在网站上",
                "`{name}` is a page or a program and is not published"
            ),
        )
        .help(accepted_help()),
        Refusal::Kind => Fault::new(
            &UNSAFE_FILE,
            target,
            text!(
                "`{name}` 不是可以供人下载的文件",
                "`{name}` is of no kind that can be offered"
            ),
        )
        .help(accepted_help()),
        Refusal::Other => {
            let most = LARGEST_OTHER / (1024 * 1024);
            Fault::new(
                &FILE_TOO_LARGE,
                target,
                text!(
                    "`{name}` 超过了 {most} MiB",
                    "`{name}` has more than {most} MiB"
                ),
            )
            .help(text!(
                "视频压缩后再放，或传到视频网站，这里写它的网址",
                "make it smaller, or put it on a video site and link to it there"
            ))
        }
        Refusal::Pixels { .. } | Refusal::Side { .. } | Refusal::Bytes(_) => {
            too_large(refusal, name, target)
        }
    }
}

fn accepted_help() -> Text {
    let kinds = OFFERED.join(" ");
    text!(
        "存成 PDF，或把内容写成一篇 .md；可以放的有图片和 {kinds}",
        "save it as PDF, or write it as a page in Markdown; accepted are pictures and {kinds}"
    )
}

fn too_large(refusal: &Refusal, name: &str, target: Target) -> Fault {
    let (message, help) = match refusal {
        Refusal::Pixels {
            width,
            height,
            most,
        } => (
            text!(
                "`{name}` 有 {width}×{height} 像素，超过上限 {most} 百万像素",
                "`{name}` has {width}×{height} pixels, more than {most} megapixels"
            ),
            text!(
                "用看图软件缩小后再存，宽 4000 像素足够；确实需要时改 site-config.yaml 的 pictures: max_megapixels",
                "make it smaller, 4000 pixels of width are enough; or raise `max_megapixels` of `pictures` in site-config.yaml"
            ),
        ),
        Refusal::Side { width, height } => (
            text!(
                "`{name}` 有 {width}×{height} 像素，一边超过了 {LONGEST_SIDE} 像素",
                "`{name}` has {width}×{height} pixels, with a side of more than {LONGEST_SIDE}"
            ),
            text!(
                "把长图截成几张，一张一张放",
                "cut a long picture into several"
            ),
        ),
        _ => {
            let most = LARGEST_FILE / (1024 * 1024);
            (
                text!(
                    "`{name}` 超过了 {most} MiB",
                    "`{name}` has more than {most} MiB"
                ),
                text!(
                    "用看图软件缩小后再存成 JPEG",
                    "make it smaller and save it as JPEG"
                ),
            )
        }
    };
    Fault::new(&PICTURE_TOO_LARGE, target, message).help(help)
}

fn broken(target: Target, message: text::Text) -> Fault {
    Fault::new(&BROKEN_PICTURE, target, message).help(text!(
        "多半是没有传完或存坏了：重新从手机或相机拷一份，先在电脑上打开看看",
        "most likely it was not copied to its end; copy it again and open it to see"
    ))
}

fn unsupported(target: Target, message: text::Text) -> Fault {
    Fault::new(&UNSUPPORTED_PICTURE, target, message)
        .help(text!("另存为 JPEG 或 PNG", "save it as JPEG or PNG"))
}

fn unsupported_format(format: Format, asset: &str, target: Target) -> Fault {
    if Format::of_name(asset) == Some(format) {
        return unsupported(
            target,
            text!(
                "不支持 {format} 格式的图片",
                "pictures of the format {format} are not accepted"
            ),
        );
    }
    let name = file_name(asset);
    unsupported(
        target,
        text!(
            "`{name}` 其实是 {format} 图片，改了名字也打不开",
            "`{name}` is really a {format} picture, whatever its name says"
        ),
    )
}

fn ending(format: Format, asset: &str, target: Target) -> Fault {
    let name = file_name(asset);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let ending = format.ending();
    Fault::new(
        &PICTURE_ENDING,
        target,
        text!(
            "`{name}` 其实是 {format} 图片",
            "`{name}` is really a {format} picture"
        ),
    )
    .help(text!(
        "把文件改名为 `{stem}.{ending}`，这里也跟着改",
        "rename the file `{stem}.{ending}`, here too"
    ))
}

fn file_name(asset: &str) -> &str {
    asset.rsplit_once('/').map_or(asset, |(_, name)| name)
}

//! What is said when a site cannot be published where it was to go.

use std::path::Path;

use super::Obstacle;
use super::folder::Folder;
use crate::error::Error;
use crate::text;
use crate::text::Text;

/// So many files are named in a message.
const MOST_NAMED: usize = 5;

/// A folder holds what this program did not make.
pub(super) fn not_ours(folder: &Folder) -> Error {
    let folder = folder.path().display();
    Error::new(text!(
        "{folder} 里已有不是 zhandian 生成的东西，为免误删，没有动它。请用 --output 换一个文件夹，或自己清空它",
        "{folder} holds things that zhandian did not make, so it was left alone. Name another folder with --output, or empty it yourself"
    ))
}

/// Something else stands where a folder is needed.
pub(super) fn not_a_folder(path: &Path) -> Error {
    let path = path.display();
    Error::new(text!(
        "{path} 不是文件夹，没有动它。请用 --output 换一个地方",
        "{path} is no folder and was left alone; name another with --output"
    ))
}

/// Says what is in the way of the new site, and what to do.
pub(super) fn in_the_way(target: &Folder, obstacles: &[Obstacle]) -> Error {
    let mut named: Vec<Text> = obstacles
        .iter()
        .take(MOST_NAMED)
        .map(|obstacle| match obstacle {
            Obstacle::Foreign(path) => text!(
                "`{path}` 不是 zhandian 写的",
                "`{path}` was not written by zhandian"
            ),
            Obstacle::Mount(path) => text!(
                "`{path}` 是另外挂载的，或者进不去",
                "`{path}` is mounted from elsewhere, or cannot be entered"
            ),
            Obstacle::ReadOnly(path) => {
                let path = if path.is_empty() { "." } else { path };
                text!(
                    "`{path}` 里不能写（以前可能是用 root 生成的，用 chown 改回来）",
                    "`{path}` cannot be written (it may have been built as root; give it back with chown)"
                )
            }
        })
        .collect();
    if obstacles.len() > MOST_NAMED {
        let count = obstacles.len();
        named.push(text!("共 {count} 处", "{count} in all"));
    }
    let chinese: Vec<&str> = named.iter().map(|text| text.chinese.as_str()).collect();
    let english: Vec<&str> = named.iter().map(|text| text.english.as_str()).collect();
    let (chinese, english) = (chinese.join("；"), english.join("; "));
    let target = target.path().display();
    Error::new(text!(
        "新网站换不进 {target}，旧的没有动：{chinese}。把它挪走；要随网站发布的文件放进 content/root/",
        "the new site cannot be placed into {target}, where nothing was changed: {english}. Move it away; files to be published with the site go into content/root/"
    ))
}

/// Says which files of the old site were left because somebody has changed them.
pub(super) fn were_left(left: &[String]) -> Option<Text> {
    let first = left.first()?;
    let count = left.len();
    Some(text!(
        "有 {count} 个文件在生成以后被人改过（如 {first}），虽已不属于网站，没有删",
        "{count} files were changed by somebody after they were built (such as {first}); they are no longer part of the site, but were left"
    ))
}

//! `zhandian init`: a small site that builds at once, to be filled in.

use std::path::Path;

use super::arguments::InitCommand;
use super::{Outcome, terminal};
use crate::config::THEMES_FOLDER;
use crate::error::{Error, Result};
use crate::neutral::visible;
use crate::text;
use crate::text::Lang;
use crate::theme::DEFAULT_FILES;

/// The files of a new site. `{{name}}` in them becomes the site's name.
const FILES: &[(&str, &str)] = &[
    (
        "site-config.yaml",
        include_str!("scaffold/site-config.yaml"),
    ),
    (".gitignore", include_str!("scaffold/gitignore")),
    (
        "content/standards.yaml",
        include_str!("scaffold/standards.yaml"),
    ),
    (
        "content/platforms.yaml",
        include_str!("scaffold/platforms.yaml"),
    ),
    (
        "content/centers/zhongxin.md",
        include_str!("scaffold/center.md"),
    ),
    (
        "content/institutes/shifan.md",
        include_str!("scaffold/institute.md"),
    ),
    (
        "content/stations/shifan/shequ.md",
        include_str!("scaffold/station.md"),
    ),
    ("content/pages/about.md", include_str!("scaffold/about.md")),
];

pub(super) fn run(command: &InitCommand, lang: Option<Lang>) -> Result<Outcome> {
    let lang = lang.unwrap_or_default();
    let folder = &command.folder;
    if folder.exists() && !is_empty(folder)? {
        let folder = folder.display();
        return Err(Error::new(text!(
            "{folder} 不是空文件夹，没有动它。请换一个新文件夹",
            "{folder} is not empty and was left alone; name a new folder"
        )));
    }
    let name = command
        .name
        .as_deref()
        .unwrap_or("某县新时代文明实践网络（示例）");
    for (path, text) in FILES {
        write(
            &folder.join(path),
            text.replace("{{name}}", &scalar(name)).as_bytes(),
        )?;
    }
    if command.theme {
        for (path, bytes) in *DEFAULT_FILES {
            write(
                &folder.join(THEMES_FOLDER).join("default").join(path),
                bytes,
            )?;
        }
    }
    let folder = folder.display().to_string();
    let folder = visible(&folder);
    terminal::say(&match lang {
        Lang::Chinese => format!(
            "新网站在 {folder}。接下来：\n  zhandian build --root {folder}\n  zhandian new station shifan/xincun --root {folder}"
        ),
        Lang::English => format!(
            "The new site is in {folder}. Next:\n  zhandian build --root {folder}\n  zhandian new station shifan/xincun --root {folder}"
        ),
    });
    Ok(Outcome::Clean)
}

/// A text as a YAML scalar of one line, in quotes only if it needs them.
///
/// `serde_yaml` knows when it does, since it writes YAML. What it reads has no places, and its grammar is an older one,
/// so that all reading is left to [`crate::yaml`]. Its own quotes may run over several lines: those of JSON, which are
/// YAML as well, never do.
pub(super) fn scalar(text: &str) -> String {
    let is_plain =
        serde_yaml::to_string(text).is_ok_and(|line| line.strip_suffix('\n') == Some(text));
    if is_plain {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

fn is_empty(folder: &Path) -> Result<bool> {
    let mut entries = std::fs::read_dir(folder).map_err(|error| Error::reading(folder, error))?;
    Ok(entries.next().is_none())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(|error| Error::writing(parent, error))?;
    }
    std::fs::write(path, bytes).map_err(|error| Error::writing(path, error))
}

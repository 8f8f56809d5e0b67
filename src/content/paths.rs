//! Paths below `content/`: as they are written there, relative to a file or a page or from the root, and what some of
//! them mean.

use std::borrow::Cow;
use std::sync::Arc;

use super::Content;
use crate::config::CONTENT_FOLDER;
use crate::fault::Origin;
use crate::markdown::{Reach, Reference};
use crate::percent::decode;

/// The folder below `content/` with files for the root of the site.
pub(super) const ROOT_FOLDER: &str = "root";

/// The path of an address without its query, and its fragment, percent-decoded.
pub(crate) fn path_and_fragment(address: &str) -> (&str, Cow<'_, str>) {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    (path, decode(fragment))
}

/// Whether a path from the root can be taken as it stands: no empty part, no `.` and no `..`.
fn is_plain(below_root: &str) -> bool {
    let mut parts = below_root.split('/');
    parts.all(|part| !matches!(part, "" | "." | ".."))
}

pub(crate) fn below_content(file: &str) -> Option<&str> {
    file.strip_prefix(CONTENT_FOLDER)?.strip_prefix('/')
}

pub(crate) fn is_content_path(target: &str) -> bool {
    [".md", ".yaml", ".yml"]
        .iter()
        .any(|ending| target.ends_with(ending))
}

/// A path as written in a content file, as a path below `content/`. `None` if it leaves that folder.
pub(crate) fn content_relative<'a>(written: &'a str, file: &str) -> Option<Cow<'a, str>> {
    let written = written
        .strip_prefix("/content")
        .filter(|below| below.starts_with('/'))
        .unwrap_or(written);
    if let Some(below) = written.strip_prefix('/').filter(|below| is_plain(below)) {
        return Some(Cow::Borrowed(below));
    }
    // The configuration stands above the content; its paths start at the content root.
    let folder = below_content(file).unwrap_or_default();
    let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = if written.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(Cow::Owned(parts.join("/")))
}

/// A link of a page, relative or from the root, as a path from the root; `..` stops at the root.
pub(crate) fn join_paths<'a>(page: &str, target: &'a str) -> Cow<'a, str> {
    if let Some(below) = target.strip_prefix('/')
        && is_plain(below.strip_suffix('/').unwrap_or(below))
    {
        return Cow::Borrowed(target);
    }
    let mut parts: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    let is_folder = target.ends_with('/') || target.ends_with("..") || target.ends_with("/.");
    match (joined.is_empty(), is_folder) {
        (true, _) => Cow::Borrowed("/"),
        (false, true) => Cow::Owned(format!("/{joined}/")),
        (false, false) => Cow::Owned(format!("/{joined}")),
    }
}

/// A file of the content as a record names it: beside the record's file, or from the content root with a
/// leading `/`; as a path below `content/`.
pub(crate) fn beside(written: &str, origin: &Origin, content: &Content) -> Option<Arc<str>> {
    let path = content_relative(written, &origin.file)?;
    content.assets.get(&*path).cloned()
}

/// The file beside the content that a reference in a body may mean; `None` if it leads elsewhere, to an anchor, or to
/// a file of the content itself. Asked of every link of a site, most of which are such.
pub(crate) fn file_of_reference(reference: &Reference) -> Option<Cow<'_, str>> {
    if reference.reach != Reach::Site {
        return None;
    }
    let (path, _) = path_and_fragment(&reference.target);
    (!path.is_empty() && !is_content_path(path)).then(|| decode(path))
}

/// Whether a folder below `content/` is `root`, or lies in it.
pub(super) fn is_within_root_folder(folder: &str) -> bool {
    folder == ROOT_FOLDER || below_root_folder(folder).is_some()
}

/// Whether a name is what git or a file manager leaves behind, not a file for the site.
pub(super) fn is_left_out(name: &[u8]) -> bool {
    const LEFT_BEHIND: [&[u8]; 3] = [b".DS_Store", b"Thumbs.db", b"desktop.ini"];
    name.starts_with(b".git")
        || name.starts_with(b"._")
        || LEFT_BEHIND
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
}

/// The path of a listed file below `content/root/`, if it lies there.
pub(super) fn below_root_folder(name: &str) -> Option<&str> {
    name.strip_prefix(ROOT_FOLDER)?.strip_prefix('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_paths_cannot_leave_the_folder() {
        let file = "content/stations/yuping/a.md";
        assert_eq!(
            content_relative("b.md", file).as_deref(),
            Some("stations/yuping/b.md")
        );
        assert_eq!(
            content_relative("../x/b.md", file).as_deref(),
            Some("stations/x/b.md")
        );
        assert_eq!(
            content_relative("/pages/about.md", file).as_deref(),
            Some("pages/about.md")
        );
        assert_eq!(content_relative("../../../etc/passwd", file), None);
    }

    #[test]
    fn relative_links_start_from_the_page() {
        assert_eq!(
            join_paths("/stations/yuping/a/", "../b/"),
            "/stations/yuping/b/"
        );
        assert_eq!(
            join_paths("/stations/yuping/a/", "c"),
            "/stations/yuping/a/c"
        );
        assert_eq!(join_paths("/a/", "/teams/"), "/teams/");
        assert_eq!(join_paths("/a/", "../../../"), "/");
    }
}

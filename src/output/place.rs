//! Where an output may stand: never where a build could reach what it is made from, or what belongs to others.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::text;
use crate::text::Text;

/// Where a site is published, judged and without links in its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The folder of the site.
    pub(super) folder: PathBuf,
    /// The link through which it is read, if it is one, without links in the folders above.
    pub(super) link: Option<PathBuf>,
}

/// What an output must keep away from.
#[derive(Debug, Clone)]
pub struct Surroundings<'a> {
    /// The root of the site.
    pub root: &'a Path,
    /// Folders of the site that hold what it is made from, relative to the root.
    pub sources: &'a [&'a str],
}

impl Place {
    /// Judges an output. `is_chosen` says that whoever runs the program named it: then, if it is a link, it may lead out
    /// of the site's root.
    ///
    /// # Errors
    /// When a site may not stand there, or the system refuses to look.
    pub fn new(output: &Path, is_chosen: bool, around: &Surroundings<'_>) -> Result<Self> {
        let root = std::fs::canonicalize(around.root)
            .map_err(|error| Error::reading(around.root, error))?;
        let written = std::path::absolute(output).map_err(|error| Error::reading(output, error))?;
        let is_link = std::fs::symlink_metadata(&written).is_ok_and(|it| it.is_symlink());
        let place = if is_link {
            let target =
                std::fs::read_link(&written).map_err(|error| Error::reading(output, error))?;
            let link = real(&written, false)?;
            let beside = link.parent().unwrap_or(&link);
            let folder = real(&beside.join(target), true)?;
            if !is_chosen && !folder.starts_with(&root) {
                return Err(refused(
                    output,
                    &text!(
                        "它是一个链接，通到网站的文件夹外面；真要放到那里，用 --output 写明",
                        "it is a link that leads out of the site's root; name it with --output if that is meant"
                    ),
                ));
            }
            Place {
                folder,
                link: Some(link),
            }
        } else {
            Place {
                folder: real(&written, true)?,
                link: None,
            }
        };
        place.keep_away(output, &root, around.sources)?;
        Ok(place)
    }

    /// The folder in which the site is, or will be.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn keep_away(&self, output: &Path, root: &Path, sources: &[&str]) -> Result<()> {
        let folder = &self.folder;
        if folder.file_name().is_none() || holds(folder, root) {
            return Err(refused(
                output,
                &text!(
                    "那是网站自己的文件夹，或者它上面的文件夹",
                    "that is the site's own folder, or one that holds it"
                ),
            ));
        }
        if folder.components().any(|part| part.as_os_str() == ".git") {
            return Err(refused(
                output,
                &text!("那是 git 自己的文件夹", "that is a folder of git's own"),
            ));
        }
        for source in sources {
            let path = root.join(source);
            let path = std::fs::canonicalize(&path).unwrap_or(path);
            if holds(&path, folder) || holds(folder, &path) {
                return Err(refused(
                    output,
                    &text!(
                        "那里放着 `{source}`，网站是由它生成的",
                        "that is where `{source}` is, from which the site is made"
                    ),
                ));
            }
        }
        Ok(())
    }
}

/// The path of a folder with the links above it followed; what does not exist yet is taken as it is written. The last
/// part is followed only where asked.
fn real(path: &Path, follows_last: bool) -> Result<PathBuf> {
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        // The root of the disk, or a path that ends with `..`.
        return std::fs::canonicalize(path).map_err(|error| Error::reading(path, error));
    };
    if follows_last {
        match std::fs::canonicalize(path) {
            Ok(real) => return Ok(real),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Error::reading(path, error)),
        }
    }
    match std::fs::canonicalize(parent) {
        Ok(parent) => Ok(parent.join(name)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(real(parent, true)?.join(name)),
        Err(error) => Err(Error::reading(parent, error)),
    }
}

/// Whether a folder is the other or holds it, by name or, through a second mount or another spelling, in fact.
fn holds(folder: &Path, other: &Path) -> bool {
    if other.starts_with(folder) {
        return true;
    }
    let Some(identity) = identity(folder) else {
        return false;
    };
    other
        .ancestors()
        .any(|above| self::identity(above).as_ref() == Some(&identity))
}

/// What makes a folder the one it is, whatever it is called.
#[cfg(unix)]
fn identity(folder: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let metadata = std::fs::metadata(folder).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

/// What makes a folder the one it is: names must do.
#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(folder).ok()
}

fn refused(output: &Path, why: &Text) -> Error {
    let output = output.display();
    let Text { chinese, english } = why;
    Error::new(Text::new(
        format!(
            "网站不能生成到 {output}：{chinese}。请用 --output 换一个单独的文件夹，如 --output public"
        ),
        format!(
            "a site cannot be built into {output}: {english}. Name a folder of its own with --output, such as --output public"
        ),
    ))
}

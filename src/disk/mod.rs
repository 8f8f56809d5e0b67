//! Reads files below the root of a site as if somebody hostile had laid them: whatever a configuration or a
//! content names stays below the root, also behind links, is a regular file, and costs no more than was allowed.
//!
//! Sizes are counted while reading and never believed from the metadata: a device says that it is empty and
//! gives bytes for ever. Files are opened without waiting, so that a pipe which nobody fills is told and not
//! waited for.

mod rules;

use std::fs::{File, FileType};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};

use crate::error::Error;
use crate::text;
use crate::text::Text;

pub use rules::NOT_UTF8;
pub(crate) use rules::not_utf8;

/// The folder below which files are read.
#[derive(Debug, Clone)]
pub struct Root {
    /// Without links in it, so that it can be compared.
    real: PathBuf,
}

/// Why a file was not read.
#[derive(Debug)]
pub enum Unread {
    /// There is none.
    Missing,
    /// The path is absolute or climbs out with `..`.
    NotBelow,
    /// A link leads out of the root, to where it is told.
    LeadsOut(PathBuf),
    /// It is a folder, a pipe, a device or a socket.
    NotAFile,
    /// It holds more bytes than were allowed.
    TooLarge(u64),
    /// The system refuses.
    Refused(io::Error),
}

impl Unread {
    /// Trouble with a file without which there is no going on.
    pub fn into_error(self, path: &str) -> Error {
        Error::new(self.describe(path))
    }

    /// What is wrong with a file, as a sentence that begins with its name.
    pub fn describe(&self, path: &str) -> Text {
        match self {
            Unread::Missing => text!("找不到文件 `{path}`", "there is no file `{path}`"),
            Unread::NotBelow => text!(
                "`{path}` 不在网站的文件夹里",
                "`{path}` does not lie below the site's root"
            ),
            Unread::LeadsOut(to) => {
                let to = to.display();
                text!(
                    "`{path}` 是一个链接，通到网站的文件夹外面（{to}）",
                    "`{path}` is a link that leads out of the site's root, to {to}"
                )
            }
            Unread::NotAFile => text!(
                "`{path}` 不是普通文件（是文件夹、管道或设备）",
                "`{path}` is no regular file but a folder, a pipe or a device"
            ),
            Unread::TooLarge(most) => {
                let most = kibibytes(*most);
                text!(
                    "`{path}` 超过了上限 {most}",
                    "`{path}` is larger than {most}"
                )
            }
            Unread::Refused(error) => {
                text!("读不了 `{path}`：{error}", "cannot read `{path}`: {error}")
            }
        }
    }
}

/// A limit in words: `1024 KiB`, or `32 MiB` where it is whole and large.
pub fn kibibytes(bytes: u64) -> String {
    const MEBIBYTE: u64 = 1024 * 1024;
    if bytes >= 2 * MEBIBYTE && bytes.is_multiple_of(MEBIBYTE) {
        format!("{} MiB", bytes / MEBIBYTE)
    } else {
        format!("{} KiB", bytes.div_ceil(1024))
    }
}

impl Root {
    /// The folder at a path, links followed: it was named by whoever runs the program.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn new(path: &Path) -> io::Result<Self> {
        Ok(Root {
            real: std::fs::canonicalize(path)?,
        })
    }

    /// The same for a command, which ends when there is no such folder.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn at(path: &Path) -> Result<Self, Error> {
        Root::new(path).map_err(|error| Error::reading(path, error))
    }

    /// The folder itself, without links in its path.
    pub fn path(&self) -> &Path {
        &self.real
    }

    /// The bytes of the file at a path below the root, with `/`; at most `most` of them.
    ///
    /// # Errors
    /// As told in [`Unread`].
    pub fn read(&self, path: &str, most: u64) -> Result<Vec<u8>, Unread> {
        read_at_most(self.open(path)?, most)
    }

    /// Opens the regular file at a path below the root, following links that stay below it.
    ///
    /// # Errors
    /// As told in [`Unread`].
    pub fn open(&self, path: &str) -> Result<File, Unread> {
        let path = Path::new(path);
        let is_below =
            |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if !path.components().all(is_below) {
            return Err(Unread::NotBelow);
        }
        open_regular(&self.resolve(path)?)
    }

    /// Writes a new file at a path below the root, with the folders above it; links are followed only while they
    /// stay below it, and nothing is written over what is there.
    ///
    /// # Errors
    /// As told in [`Unread`]; when there is something already.
    pub fn make_file(&self, path: &str, bytes: &[u8]) -> Result<(), Unread> {
        let (folders, name) = path.rsplit_once('/').unwrap_or((".", path));
        let mut at = PathBuf::new();
        for part in Path::new(folders).components() {
            match part {
                Component::Normal(part) => at.push(part),
                Component::CurDir => continue,
                _ => return Err(Unread::NotBelow),
            }
            match std::fs::create_dir(self.real.join(&at)) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(Unread::Refused(error));
                }
                // What was there may be a link.
                _ => at = self.resolve(&at)?,
            }
        }
        let mut options = File::options();
        let options = options.write(true).create_new(true);
        let written = options
            .open(self.real.join(at).join(name))
            .and_then(|mut file| file.write_all(bytes));
        written.map_err(Unread::Refused)
    }

    /// Where a path below the root leads, links followed.
    ///
    /// # Errors
    /// When there is nothing, or it leads out of the root.
    pub fn resolve(&self, path: &Path) -> Result<PathBuf, Unread> {
        let real = std::fs::canonicalize(self.real.join(path)).map_err(refused)?;
        match real.starts_with(&self.real) {
            true => Ok(real),
            false => Err(Unread::LeadsOut(real)),
        }
    }
}

/// Opens a regular file by a path whose last part is no link.
///
/// # Errors
/// When it is anything else than a regular file, or the system refuses.
pub fn open_regular(path: &Path) -> Result<File, Unread> {
    let file = without_waiting(path).map_err(refused)?;
    match file.metadata().map_err(refused)?.is_file() {
        true => Ok(file),
        false => Err(Unread::NotAFile),
    }
}

/// All bytes of a file, unless there are more than `most`.
///
/// # Errors
/// When there are more, memory does not suffice, or the system refuses.
pub fn read_at_most(file: File, most: u64) -> Result<Vec<u8>, Unread> {
    let length = file.metadata().map_err(refused)?.len();
    if length > most {
        return Err(Unread::TooLarge(most));
    }
    let mut bytes = Vec::new();
    let expected = usize::try_from(length).unwrap_or(usize::MAX);
    bytes
        .try_reserve_exact(expected.saturating_add(1))
        .map_err(|_| refused(ErrorKind::OutOfMemory.into()))?;
    // One byte more than allowed shows that there are too many.
    let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes);
    if read.map_err(refused)? as u64 > most {
        return Err(Unread::TooLarge(most));
    }
    Ok(bytes)
}

fn refused(error: io::Error) -> Unread {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Unread::Missing,
        ErrorKind::IsADirectory => Unread::NotAFile,
        _ => Unread::Refused(error),
    }
}

/// Opens for reading; neither a pipe without a writer nor a link planted a moment ago is followed or waited for.
#[cfg(unix)]
fn without_waiting(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOFOLLOW;
    Ok(File::from(open(path, flags, Mode::empty())?))
}

/// Opens for reading.
#[cfg(not(unix))]
fn without_waiting(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// The path of a file below a folder, with `/`; `None` if it, or a folder above it, is hidden by a dot.
pub fn visible_below(folder: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(folder).unwrap_or(path).components();
    let parts: Vec<_> = parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    let is_hidden = parts.iter().any(|part| part.starts_with('.'));
    (!is_hidden).then(|| parts.join("/"))
}

/// Whether an entry of a folder is neither a file, a folder nor a link: a pipe, a device or a socket.
pub fn is_special(kind: FileType) -> bool {
    !kind.is_file() && !kind.is_dir() && !kind.is_symlink()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    /// A site beside something that it must not reach, removed with the first.
    fn root() -> (tempfile::TempDir, Root) {
        let folder = tempfile::tempdir().expect("the temporary folder is writable");
        std::fs::create_dir_all(folder.path().join("site/sub")).expect("is writable");
        std::fs::write(folder.path().join("outside"), "secret").expect("is written");
        std::fs::write(folder.path().join("site/sub/a"), "text").expect("is written");
        let root = Root::new(&folder.path().join("site")).expect("is there");
        (folder, root)
    }

    #[test]
    fn links_are_followed_only_within_the_root() {
        let (_folder, root) = root();
        let link = |to: &Path, name: &str| {
            symlink(to, root.path().join(name)).expect("is written");
        };
        link(Path::new("sub/a"), "inside");
        link(&root.path().join("sub/a"), "absolute");
        link(Path::new("../outside"), "out");
        link(Path::new(".."), "up");
        link(Path::new("loop"), "loop");
        for good in ["sub/a", "./sub/a", "inside", "absolute"] {
            assert_eq!(root.read(good, 9).expect(good), b"text");
        }
        for bad in ["out", "up/outside"] {
            let read = root.read(bad, 9);
            assert!(matches!(read, Err(Unread::LeadsOut(_))), "{bad}: {read:?}");
        }
        for bad in ["/etc/passwd", "../outside", "sub/../../outside"] {
            let read = root.read(bad, 9);
            assert!(matches!(read, Err(Unread::NotBelow)), "{bad}: {read:?}");
        }
        assert!(matches!(root.read("loop", 9), Err(Unread::Refused(_))));
        assert!(matches!(root.read("nothing", 9), Err(Unread::Missing)));
    }

    #[test]
    fn new_files_stay_below_the_root_and_replace_nothing() {
        let (_folder, root) = root();
        symlink("..", root.path().join("up")).expect("is written");
        symlink("sub", root.path().join("down")).expect("is written");
        symlink("../stolen", root.path().join("sub/taken")).expect("is written");
        for good in ["x/y/new", "down/z/new", "new"] {
            root.make_file(good, b"text").expect(good);
            assert_eq!(root.read(good, 9).expect(good), b"text");
        }
        for bad in [
            "up/new",
            "up/x/new",
            "../new",
            "sub/a",
            "sub/taken",
            "sub/a/new",
        ] {
            assert!(root.make_file(bad, b"text").is_err(), "{bad}");
        }
        let outside = root.path().parent().expect("it has one");
        assert!(!outside.join("new").exists() && !outside.join("x").exists());
        assert!(!outside.join("stolen").exists());
        assert_eq!(root.read("sub/a", 9).expect("it stays"), b"text");
    }

    #[test]
    fn what_has_no_end_or_no_writer_is_refused_at_once() {
        assert!(matches!(
            open_regular(Path::new("/dev/zero")),
            Err(Unread::NotAFile)
        ));
        let (_folder, root) = root();
        rustix::fs::mkfifoat(
            rustix::fs::CWD,
            root.path().join("pipe"),
            rustix::fs::Mode::RUSR,
        )
        .expect("a pipe can be made");
        assert!(matches!(root.read("pipe", 9), Err(Unread::NotAFile)));
        assert!(matches!(root.read("sub", 9), Err(Unread::NotAFile)));
        assert!(matches!(root.read("sub/a", 3), Err(Unread::TooLarge(3))));
        assert_eq!(root.read("sub/a", 4).expect("it fits"), b"text");
    }
}

//! A folder by its path, for systems without handles to look names up in: every part of a path is looked at before it
//! is used, and a link in it is refused.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{Entry, Kind};

/// When a file was touched: nothing here knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Touched;

impl Touched {
    /// Something that is before nothing.
    pub(super) fn of(_: &Metadata) -> Self {
        Touched
    }

    /// Never: it is not known.
    pub(super) fn is_before(self, _: Option<Touched>) -> bool {
        false
    }
}

/// A folder by its path.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Opens a folder that is no link.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        match fs::symlink_metadata(path)?.is_dir() {
            true => Ok(Folder {
                path: path.to_path_buf(),
            }),
            false => Err(ErrorKind::NotADirectory.into()),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// A folder below it.
    pub(super) fn enter(&self, path: &str) -> io::Result<Folder> {
        let mut at = self.path.clone();
        for part in path.split('/').filter(|part| *part != ".") {
            if part.is_empty() || part == ".." {
                return Err(ErrorKind::InvalidInput.into());
            }
            at.push(part);
            if !fs::symlink_metadata(&at)?.is_dir() {
                return Err(ErrorKind::NotADirectory.into());
            }
        }
        Ok(Folder { path: at })
    }

    /// The folder in which a path below this one ends, with the last name of the path.
    pub(super) fn parent<'path>(&self, path: &'path str) -> io::Result<(Folder, &'path str)> {
        let (parent, name) = path.rsplit_once('/').unwrap_or((".", path));
        Ok((self.enter(parent)?, name))
    }

    /// What stands at a name of this folder itself.
    pub(super) fn kind(&self, name: &str) -> io::Result<Option<Kind>> {
        match fs::symlink_metadata(self.path.join(name)) {
            Ok(metadata) => Ok(Some(kind_of(metadata.file_type()))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What is in it, in the order of names.
    pub(super) fn entries(&self) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            entries.push(Entry {
                name: entry.file_name(),
                kind: kind_of(entry.file_type()?),
            });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    /// Makes a folder below it; whether there was none.
    pub(super) fn make_folder(&self, path: &str) -> io::Result<bool> {
        match fs::create_dir(self.path.join(path)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Makes a file below it, where there is none yet. Nothing is taken over from the file it will replace.
    pub(super) fn make_file(&self, path: &str, bytes: &[u8], _: Option<&File>) -> io::Result<()> {
        let mut options = OpenOptions::new();
        let mut file = options
            .write(true)
            .create_new(true)
            .open(self.path.join(path))?;
        file.write_all(bytes)
    }

    /// A regular file below it, opened for reading, with what is known of it; `None` if there is none, or something
    /// else.
    pub(super) fn file(&self, path: &str) -> io::Result<Option<(File, Metadata)>> {
        let Ok((parent, name)) = self.parent(path) else {
            return Ok(None);
        };
        match parent.kind(name)? {
            Some(Kind::File) => {
                let file = File::open(parent.path.join(name))?;
                let metadata = file.metadata()?;
                Ok(Some((file, metadata)))
            }
            _ => Ok(None),
        }
    }

    /// The bytes of a regular file below it, at most so many.
    pub(super) fn read(&self, path: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        let Some((file, _)) = self.file(path)? else {
            return Ok(None);
        };
        super::bytes_of(file, most).map(Some)
    }

    /// Opens a file of this folder to hold a lock on it, made if there is none. Nothing is written to it.
    pub(super) fn lock_file(&self, name: &str) -> io::Result<File> {
        if self.kind(name)? == Some(Kind::Link) {
            return Err(ErrorKind::InvalidFilename.into());
        }
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        options.open(self.path.join(name))
    }

    /// Whether a file held open is the one at a name of this folder: one that is held open cannot be removed here.
    pub(super) fn holds(&self, name: &str, _: &File) -> io::Result<bool> {
        Ok(self.kind(name)? == Some(Kind::File))
    }

    /// Moves what stands at a path below this folder to a name of another; a file there is replaced.
    pub(super) fn move_to(&self, path: &str, other: &Folder, name: &str) -> io::Result<()> {
        fs::rename(self.path.join(path), other.path.join(name))
    }

    /// Gives a file of this folder a second name below another.
    pub(super) fn link_to(&self, path: &str, other: &Folder, new: &str) -> io::Result<()> {
        fs::hard_link(self.path.join(path), other.path.join(new))
    }

    /// Makes a link that says a path.
    pub(super) fn make_link(&self, _: &str, _: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    /// Removes a name of this folder that is no folder.
    pub(super) fn remove_file(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.path.join(name))
    }

    /// Removes an empty folder; whether it was empty.
    pub(super) fn remove_folder(&self, name: &str) -> io::Result<bool> {
        match fs::remove_dir(self.path.join(name)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether names can be made and removed in it: it is found out when it is done.
    pub(super) fn is_writable(&self) -> bool {
        true
    }

    /// Nothing here waits for a whole file system; files are on the disk when the system likes.
    pub(super) fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}

fn kind_of(kind: fs::FileType) -> Kind {
    match kind {
        kind if kind.is_symlink() => Kind::Link,
        kind if kind.is_dir() => Kind::Folder,
        kind if kind.is_file() => Kind::File,
        _ => Kind::Special,
    }
}

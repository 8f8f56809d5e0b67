//! A folder held open, in which names are looked up without following links and without entering another mount:
//! whoever laid the folder cannot lead a write, a removal or a look out of it.
//!
//! Linux does this in one call (`openat2`, since 5.6); elsewhere each part of a path is opened by itself.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat, fstat, mkdirat, openat, unlinkat};
use rustix::io::Errno;

use super::{Entry, Kind};

/// A folder held open.
#[derive(Debug)]
pub(super) struct Folder {
    handle: OwnedFd,
    /// For messages alone.
    path: PathBuf,
    /// To whom what is made in it is given, when the program runs as root on behalf of somebody else.
    owner: Option<Owner>,
}

/// A user and a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Owner {
    user: rustix::fs::Uid,
    group: rustix::fs::Gid,
}

/// When a file was touched, in seconds and nanoseconds since 1970 (UTC).
#[derive(Debug, Clone, Copy)]
pub(super) struct Touched {
    /// When its inode changed: also by a new name.
    changed: (i64, i64),
    /// When its bytes changed, or what it was set to, as by who copies a folder.
    modified: (i64, i64),
}

impl Touched {
    /// When a file was last touched in any way: its bytes, its mode or its name. Nobody can set this back.
    pub(super) fn of(metadata: &Metadata) -> Self {
        Touched {
            changed: (metadata.ctime(), metadata.ctime_nsec()),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
        }
    }

    /// Whether this was before another; not if the other is not known.
    pub(super) fn is_before(self, other: Option<Touched>) -> bool {
        other.is_some_and(|other| self.changed < other.changed && self.modified <= other.modified)
    }
}

/// How files are opened that somebody else may have laid.
const LOOK: OFlags = OFlags::RDONLY
    .union(OFlags::CLOEXEC)
    .union(OFlags::NOFOLLOW)
    .union(OFlags::NONBLOCK);
/// How folders are opened.
const ENTER: OFlags = OFlags::RDONLY
    .union(OFlags::CLOEXEC)
    .union(OFlags::NOFOLLOW)
    .union(OFlags::DIRECTORY);
/// How files are made: only where there is nothing yet.
const MAKE: OFlags = OFlags::WRONLY
    .union(OFlags::CLOEXEC)
    .union(OFlags::NOFOLLOW)
    .union(OFlags::CREATE)
    .union(OFlags::EXCL);

impl Folder {
    /// Opens a folder whose last part is no link. What is made below it belongs to whom the folder belongs.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let handle = openat(rustix::fs::CWD, path, ENTER, Mode::empty())?;
        let stat = fstat(&handle)?;
        Ok(Folder {
            handle,
            path: path.to_path_buf(),
            owner: Owner::to_serve(&stat),
        })
    }

    /// Where it was when it was opened, for messages.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// A folder below it.
    pub(super) fn enter(&self, path: &str) -> io::Result<Folder> {
        Ok(Folder {
            handle: beneath(&self.handle, path, ENTER)?,
            path: self.path.join(path),
            owner: self.owner,
        })
    }

    /// The folder in which a path below this one ends, with the last name of the path.
    pub(super) fn parent<'path>(&self, path: &'path str) -> io::Result<(Folder, &'path str)> {
        let (parent, name) = path.rsplit_once('/').unwrap_or((".", path));
        Ok((self.enter(parent)?, name))
    }

    /// What stands at a name of this folder itself.
    pub(super) fn kind(&self, name: &str) -> io::Result<Option<Kind>> {
        match rustix::fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(kind_of(FileType::from_raw_mode(stat.st_mode)))),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// What is in it, in the order of names.
    pub(super) fn entries(&self) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in Dir::read_from(&self.handle)? {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if name == b"." || name == b".." {
                continue;
            }
            let kind = match entry.file_type() {
                // Some file systems do not say it in their lists.
                FileType::Unknown => {
                    let stat = rustix::fs::statat(
                        &self.handle,
                        entry.file_name(),
                        AtFlags::SYMLINK_NOFOLLOW,
                    )?;
                    FileType::from_raw_mode(stat.st_mode)
                }
                kind => kind,
            };
            entries.push(Entry {
                name: std::ffi::OsStr::from_bytes(name).to_os_string(),
                kind: kind_of(kind),
            });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    /// Makes a folder below it; whether there was none.
    pub(super) fn make_folder(&self, path: &str) -> io::Result<bool> {
        match mkdirat(&self.handle, path, Mode::from_raw_mode(0o777)) {
            Ok(()) => {
                if let Some(owner) = self.owner {
                    owner.takes(&beneath(&self.handle, path, ENTER)?)?;
                }
                Ok(true)
            }
            Err(Errno::EXIST) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Makes a file below it, where there is none yet. `like` is the file it will replace: its mode and group stay.
    pub(super) fn make_file(
        &self,
        path: &str,
        bytes: &[u8],
        like: Option<&File>,
    ) -> io::Result<()> {
        let handle = openat(&self.handle, path, MAKE, Mode::from_raw_mode(0o666))?;
        if let Some(owner) = self.owner {
            owner.takes(&handle)?;
        }
        if let Some(like) = like {
            resemble(&handle, like)?;
        }
        let mut file = File::from(handle);
        file.write_all(bytes)
    }

    /// A regular file below it, opened for reading, with what is known of it; `None` if there is none, or something
    /// else.
    pub(super) fn file(&self, path: &str) -> io::Result<Option<(File, Metadata)>> {
        let file = match beneath(&self.handle, path, LOOK) {
            Ok(handle) => File::from(handle),
            Err(error) if is_absence(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        let metadata = file.metadata()?;
        Ok(metadata.is_file().then_some((file, metadata)))
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
        let flags = OFlags::RDWR | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let handle = openat(
            &self.handle,
            name,
            flags | OFlags::CREATE,
            Mode::from_raw_mode(0o666),
        )?;
        if let Some(owner) = self.owner {
            owner.takes(&handle)?;
        }
        Ok(File::from(handle))
    }

    /// Whether a file held open is the one at a name of this folder.
    pub(super) fn holds(&self, name: &str, file: &File) -> io::Result<bool> {
        let held = fstat(file)?;
        match rustix::fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(named) => Ok((named.st_dev, named.st_ino) == (held.st_dev, held.st_ino)),
            Err(Errno::NOENT) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Moves what stands at a path below this folder to a name of another; a file there is replaced.
    pub(super) fn move_to(&self, path: &str, other: &Folder, name: &str) -> io::Result<()> {
        Ok(rustix::fs::renameat(
            &self.handle,
            path,
            &other.handle,
            name,
        )?)
    }

    /// Gives a file of this folder a second name below another.
    pub(super) fn link_to(&self, path: &str, other: &Folder, new: &str) -> io::Result<()> {
        let flags = AtFlags::empty();
        let (parent, name) = self.parent(path)?;
        Ok(rustix::fs::linkat(
            &parent.handle,
            name,
            &other.handle,
            new,
            flags,
        )?)
    }

    /// Makes a link that says a path.
    pub(super) fn make_link(&self, name: &str, says: &Path) -> io::Result<()> {
        Ok(rustix::fs::symlinkat(says, &self.handle, name)?)
    }

    /// Removes a name of this folder that is no folder.
    pub(super) fn remove_file(&self, name: &str) -> io::Result<()> {
        Ok(unlinkat(&self.handle, name, AtFlags::empty())?)
    }

    /// Removes an empty folder; whether it was empty.
    pub(super) fn remove_folder(&self, name: &str) -> io::Result<bool> {
        match unlinkat(&self.handle, name, AtFlags::REMOVEDIR) {
            Ok(()) => Ok(true),
            Err(Errno::NOTEMPTY | Errno::EXIST | Errno::BUSY) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether names can be made and removed in it.
    pub(super) fn is_writable(&self) -> bool {
        use rustix::fs::{Access, accessat};
        accessat(
            &self.handle,
            ".",
            Access::WRITE_OK | Access::EXEC_OK,
            AtFlags::EACCESS,
        )
        .is_ok()
    }

    /// Waits until all that was written and renamed on its file system is on the disk.
    pub(super) fn flush(&self) -> io::Result<()> {
        flush(&self.handle)
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn flush(handle: &OwnedFd) -> io::Result<()> {
    Ok(rustix::fs::syncfs(handle)?)
}

/// Elsewhere only everything can be flushed.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn flush(_: &OwnedFd) -> io::Result<()> {
    rustix::fs::sync();
    Ok(())
}

impl Owner {
    /// Root who writes into the folder of somebody else writes for them: otherwise every later build of theirs
    /// would fail.
    fn to_serve(folder: &Stat) -> Option<Self> {
        let owner = Owner {
            user: rustix::fs::Uid::from_raw(folder.st_uid),
            group: rustix::fs::Gid::from_raw(folder.st_gid),
        };
        (rustix::process::geteuid().is_root() && !owner.user.is_root()).then_some(owner)
    }

    fn takes(self, handle: &OwnedFd) -> io::Result<()> {
        Ok(rustix::fs::fchown(
            handle,
            Some(self.user),
            Some(self.group),
        )?)
    }
}

/// Gives a new file the mode and the group of the one it replaces.
fn resemble(new: &OwnedFd, old: &File) -> io::Result<()> {
    let (new_stat, old_stat) = (fstat(new)?, fstat(old)?);
    if new_stat.st_gid != old_stat.st_gid {
        let group = rustix::fs::Gid::from_raw(old_stat.st_gid);
        match rustix::fs::fchown(new, None, Some(group)) {
            // Only members of a group may give files to it.
            Ok(()) | Err(Errno::PERM) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let permissions = |stat: &Stat| Mode::from_raw_mode(stat.st_mode & 0o777);
    if permissions(&new_stat) != permissions(&old_stat) {
        rustix::fs::fchmod(new, permissions(&old_stat))?;
    }
    Ok(())
}

fn kind_of(kind: FileType) -> Kind {
    match kind {
        FileType::RegularFile => Kind::File,
        FileType::Directory => Kind::Folder,
        FileType::Symlink => Kind::Link,
        _ => Kind::Special,
    }
}

/// Whether an error says that there is no file to be reached without links, rather than that the system refuses.
fn is_absence(error: &io::Error) -> bool {
    // ENXIO is what a socket, or a pipe nobody reads, answers.
    const ABSENCES: [Errno; 6] = [
        Errno::NOENT,
        Errno::NOTDIR,
        Errno::LOOP,
        Errno::XDEV,
        Errno::MLINK,
        Errno::NXIO,
    ];
    Errno::from_io_error(error).is_some_and(|errno| ABSENCES.contains(&errno))
}

/// Opens what a path leads to, without links and without leaving the mount.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn beneath(folder: &OwnedFd, path: &str, flags: OFlags) -> io::Result<OwnedFd> {
    use rustix::fs::{ResolveFlags, openat2};
    let resolve = ResolveFlags::BENEATH
        | ResolveFlags::NO_SYMLINKS
        | ResolveFlags::NO_XDEV
        | ResolveFlags::NO_MAGICLINKS;
    match openat2(folder, path, flags, Mode::empty(), resolve) {
        // An old kernel, or a sandbox that knows of no such call.
        Err(Errno::NOSYS | Errno::PERM) => part_by_part(folder, path, flags),
        // A rename elsewhere came between; the kernel asks to try again.
        Err(Errno::AGAIN) => part_by_part(folder, path, flags),
        result => Ok(result?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn beneath(folder: &OwnedFd, path: &str, flags: OFlags) -> io::Result<OwnedFd> {
    part_by_part(folder, path, flags)
}

/// The same by opening one part after the other. A mount of the same file system is not noticed.
fn part_by_part(folder: &OwnedFd, path: &str, flags: OFlags) -> io::Result<OwnedFd> {
    let device = fstat(folder)?.st_dev;
    let mut parts: Vec<&str> = path.split('/').filter(|part| *part != ".").collect();
    if parts.iter().any(|part| part.is_empty() || *part == "..") {
        return Err(ErrorKind::InvalidInput.into());
    }
    let last = parts.pop();
    let mut at = openat(folder, ".", ENTER, Mode::empty())?;
    for part in parts {
        at = openat(&at, part, ENTER, Mode::empty())?;
        if fstat(&at)?.st_dev != device {
            return Err(Errno::XDEV.into());
        }
    }
    let handle = openat(&at, last.unwrap_or("."), flags, Mode::empty())?;
    match fstat(&handle)?.st_dev == device {
        true => Ok(handle),
        false => Err(Errno::XDEV.into()),
    }
}

//! A folder that is replaced as a whole: the new site is written beside the old one and takes its place
//! in one step of the file system, so that a kill at any moment leaves a complete site.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Sink;
use crate::error::{Error, Result};
use crate::text;

/// File that marks a folder as made by this program: only such a folder is ever replaced.
pub const MARKER_FILE: &str = ".zhandian-site";

/// What stands in the marker, for whoever finds it.
const MARKER_TEXT: &str = "Made by zhandian. The whole folder is replaced by the next build.\n";

/// A site being written beside the one it will replace.
#[derive(Debug)]
pub struct Directory {
    /// Where the site will stand.
    target: PathBuf,
    /// Folder beside it for the work: `.public.zhandian`.
    work: PathBuf,
    /// The new site, inside the work folder.
    next: PathBuf,
    /// Whether there is an old site to compare with.
    replaces: bool,
    /// Held while building, so that two builds do not write into one another.
    _lock: File,
}

impl Directory {
    /// Prepares to replace `target`, which need not exist.
    ///
    /// # Errors
    /// When `target` is something this program did not make, another build is running, or the file
    /// system refuses.
    pub fn begin(target: &Path) -> Result<Self> {
        let target = std::path::absolute(target).map_err(|error| Error::reading(target, error))?;
        // A link to a folder is followed, so that it is the folder that is replaced and not the link.
        let target = fs::canonicalize(&target).unwrap_or(target);
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(not_ours(&target));
        };
        // Before anything is written, so that a refusal leaves nothing behind.
        is_ours(&target)?;
        let work = parent.join(format!(".{}.zhandian", name.to_string_lossy()));
        fs::create_dir_all(&work).map_err(|error| Error::writing(&work, error))?;
        let lock = lock(&work)?;
        let old = work.join("old");
        if !target.exists() && old.join(MARKER_FILE).exists() {
            // Stopped between the two renames of a system that cannot exchange folders.
            fs::rename(&old, &target).map_err(|error| Error::writing(&target, error))?;
        }
        let replaces = is_ours(&target)?;
        let next = work.join("next");
        for left_over in [&next, &old] {
            remove(left_over)?;
        }
        fs::create_dir(&next).map_err(|error| Error::writing(&next, error))?;
        Ok(Directory {
            target,
            work,
            next,
            replaces,
            _lock: lock,
        })
    }

    /// Puts the new site in the place of the old one and removes the old one.
    ///
    /// # Errors
    /// When the file system refuses; the old site then still stands.
    pub fn finish(self) -> Result<()> {
        self.put(MARKER_FILE, MARKER_TEXT.as_bytes())?;
        if !self.target.exists() {
            fs::rename(&self.next, &self.target)
                .map_err(|error| Error::writing(&self.target, error))?;
        } else if !exchange(&self.next, &self.target) {
            let old = self.work.join("old");
            fs::rename(&self.target, &old).map_err(|error| Error::writing(&old, error))?;
            fs::rename(&self.next, &self.target)
                .map_err(|error| Error::writing(&self.target, error))?;
        }
        self.discard()
    }

    /// Gives the new site up; the old one stays as it is.
    ///
    /// # Errors
    /// When the work folder cannot be removed.
    pub fn discard(self) -> Result<()> {
        remove(&self.work)
    }

    /// The same file of the old site, if its bytes are the same.
    fn unchanged(&self, path: &str, bytes: &[u8]) -> Option<PathBuf> {
        if !self.replaces {
            return None;
        }
        let old = self.target.join(path);
        let metadata = fs::symlink_metadata(&old).ok()?;
        let same_size = metadata.is_file() && metadata.len() == bytes.len() as u64;
        (same_size && fs::read(&old).ok()? == bytes).then_some(old)
    }
}

impl Sink for Directory {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let new = self.next.join(path);
        // An unchanged file is linked, not written: it keeps its time of modification, and uploads skip it.
        if let Some(old) = self.unchanged(path, bytes)
            && with_parents(&new, || fs::hard_link(&old, &new)).is_ok()
        {
            return Ok(());
        }
        // Nearly every page has a folder of its own, so making it first spares a failed attempt to write.
        if path.ends_with("/index.html")
            && let Some(folder) = new.parent()
        {
            let _ = fs::create_dir(folder);
        }
        with_parents(&new, || fs::write(&new, bytes)).map_err(|error| Error::writing(&new, error))
    }
}

/// Tries first and makes the folders only when they are missing: most files find theirs there.
fn with_parents(path: &Path, write: impl Fn() -> std::io::Result<()>) -> std::io::Result<()> {
    match write() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            write()
        }
        result => result,
    }
}

fn lock(work: &Path) -> Result<File> {
    let path = work.join("lock");
    let file = File::create(&path).map_err(|error| Error::writing(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::new(text!(
            "另一个 zhandian 正在往同一个文件夹里生成网站，等它结束再试",
            "another zhandian is building into the same folder; try again when it is done"
        ))),
        Err(TryLockError::Error(error)) => Err(Error::writing(path, error)),
    }
}

/// Whether there is a site of ours that will be replaced. A folder that is not ours is refused.
fn is_ours(target: &Path) -> Result<bool> {
    match fs::read_dir(target) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Err(not_ours(target)),
        Err(error) => Err(Error::reading(target, error)),
        Ok(mut entries) => {
            if target.join(MARKER_FILE).is_file() {
                Ok(true)
            } else if entries.next().is_none() {
                Ok(false)
            } else {
                Err(not_ours(target))
            }
        }
    }
}

fn not_ours(target: &Path) -> Error {
    let target = target.display();
    Error::new(text!(
        "{target} 里已有不是 zhandian 生成的东西，为免误删，没有动它。请用 --output 换一个文件夹，或自己清空它",
        "{target} holds things that zhandian did not make, so it was left alone. Name another folder with --output, or empty it yourself"
    ))
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::writing(folder, error)),
        _ => Ok(()),
    }
}

/// Exchanges two folders in one step, where the system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

/// Other systems cannot; two renames follow.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("zhandian-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the temporary folder is writable");
        folder
    }

    fn build(target: &Path, files: &[(&str, &str)]) {
        let directory = Directory::begin(target).expect("begins");
        for (path, text) in files {
            directory.put(path, text.as_bytes()).expect("puts");
        }
        directory.finish().expect("finishes");
    }

    #[test]
    fn nothing_stale_remains_and_unchanged_files_keep_their_time() {
        let root = folder("swap");
        let target = root.join("public");
        build(
            &target,
            &[("a/index.html", "same"), ("b/index.html", "old")],
        );
        let time = |path: &str| {
            fs::metadata(target.join(path))
                .and_then(|file| file.modified())
                .expect("has a time")
        };
        let before = time("a/index.html");
        build(
            &target,
            &[("a/index.html", "same"), ("c/index.html", "new")],
        );
        assert_eq!(time("a/index.html"), before);
        assert!(!target.join("b").exists());
        assert!(target.join("c/index.html").exists());
        assert_eq!(
            fs::read_dir(&root).expect("is there").count(),
            1,
            "the work folder is gone"
        );
    }

    #[test]
    fn a_folder_of_somebody_else_is_left_alone() {
        let root = folder("foreign");
        let target = root.join("public");
        fs::create_dir(&target).expect("is made");
        fs::write(target.join("thesis.txt"), "mine").expect("is written");
        assert!(Directory::begin(&target).is_err());
        assert!(target.join("thesis.txt").exists());
        let beside = fs::read_dir(&root).expect("is there").count();
        assert_eq!(beside, 1, "no work folder is left");
    }

    #[test]
    fn a_build_given_up_leaves_the_old_site() {
        let root = folder("discard");
        let target = root.join("public");
        build(&target, &[("index.html", "old")]);
        let directory = Directory::begin(&target).expect("begins");
        directory.put("index.html", b"half").expect("puts");
        directory.discard().expect("is discarded");
        assert_eq!(
            fs::read_to_string(target.join("index.html")).expect("is there"),
            "old"
        );
    }

    #[test]
    fn a_second_build_at_the_same_time_is_refused() {
        let root = folder("lock");
        let target = root.join("public");
        let first = Directory::begin(&target).expect("begins");
        assert!(Directory::begin(&target).is_err());
        first.discard().expect("is discarded");
    }
}

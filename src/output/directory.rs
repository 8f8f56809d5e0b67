//! A folder that is replaced as a whole: the new site is written beside the old one and takes its place
//! in one step of the file system, so that a kill at any moment leaves a complete site.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use foldhash::HashSet;
use rayon::prelude::*;

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
    /// The folders of the new site that were made, below it.
    folders: Mutex<HashSet<String>>,
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
            folders: Mutex::default(),
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
        // What is left in it is the site that was replaced or given up: the bulk of it.
        for site in ["next", "old"] {
            remove(&self.work.join(site))?;
        }
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

impl Directory {
    /// Makes the folder of a file and those above it, each once.
    fn make_folders(&self, path: &str) -> std::io::Result<()> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder.is_empty() || self.is_made(folder) {
            return Ok(());
        }
        let ends = folder.match_indices('/').map(|(end, _)| end);
        for end in ends.chain([folder.len()]) {
            let folder = &folder[..end];
            if self.is_made(folder) {
                continue;
            }
            match fs::create_dir(self.next.join(folder)) {
                // By another thread, or by another name on a disk that folds letter case.
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                _ => self.folders().insert(folder.to_owned()),
            };
        }
        Ok(())
    }

    fn is_made(&self, folder: &str) -> bool {
        self.folders().contains(folder)
    }

    fn folders(&self) -> MutexGuard<'_, HashSet<String>> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Directory {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let new = self.next.join(path);
        self.make_folders(path)
            .map_err(|error| Error::writing(&new, error))?;
        // An unchanged file is linked, not written: it keeps its time of modification, and uploads skip it.
        if let Some(old) = self.unchanged(path, bytes)
            && fs::hard_link(&old, &new).is_ok()
        {
            return Ok(());
        }
        fs::write(&new, bytes).map_err(|error| Error::writing(&new, error))
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

/// Removes a folder with all that is in it, if it is there; the folders in it in parallel.
fn remove(folder: &Path) -> Result<()> {
    let below = |folder: &Path| -> std::io::Result<()> {
        let entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
        entries
            .par_iter()
            .try_for_each(|entry| match entry.file_type()?.is_dir() {
                true => fs::remove_dir_all(entry.path()),
                false => fs::remove_file(entry.path()),
            })
    };
    let removed = below(folder).and_then(|()| fs::remove_dir(folder));
    match removed {
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

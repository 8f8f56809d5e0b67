//! Finished variants, kept between builds below a name that says everything they were made from. What is
//! damaged, or was never there, is made again: the folder can be deleted or half restored at any time.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::LARGEST_FILE;
use crate::disk::{open_regular, read_at_most};

/// Length of the digest before the bytes of a variant.
const DIGEST: usize = 32;

/// The ending of an entry, by which foreign files are told apart.
const ENDING: &str = ".picture";

/// The ending of an entry that is being written.
const UNFINISHED: &str = ".unfinished";

/// After so long no build is at work any more on what it began; another may share the cache until then.
const ABANDONED_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder with finished variants.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    written: AtomicUsize,
}

impl Cache {
    /// The cache in a folder, which is made when something is kept there.
    pub fn new(folder: PathBuf) -> Self {
        Cache {
            folder,
            written: AtomicUsize::new(0),
        }
    }

    /// The bytes that were kept below a key, if they are still what they were.
    pub(super) fn get(&self, key: &str) -> Option<Vec<u8>> {
        let file = open_regular(&self.path(key)).ok()?;
        let mut bytes = read_at_most(file, LARGEST_FILE).ok()?;
        let digest = bytes.get(..DIGEST)?;
        let is_sound = digest == &Sha256::digest(&bytes[DIGEST..])[..];
        is_sound.then(|| bytes.split_off(DIGEST))
    }

    /// Keeps bytes below a key, in one step, so that nobody finds half of them, and never through a link that lies
    /// where they are begun. A cache that cannot be
    /// written, as on a disk that is only to be read, costs time and not the site; so nothing is told.
    pub(super) fn put(&self, key: &str, bytes: &[u8]) {
        let mut entry = Sha256::digest(bytes).to_vec();
        entry.extend_from_slice(bytes);
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let process = std::process::id();
        let unfinished = self.folder.join(format!("{process}-{number}{UNFINISHED}"));
        let is_kept = fs::create_dir_all(&self.folder)
            .and_then(|()| File::create_new(&unfinished))
            .and_then(|mut file| file.write_all(&entry))
            .and_then(|()| fs::rename(&unfinished, self.path(key)));
        if is_kept.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
    }

    /// Removes what a finished build had no use for, and what a killed one left behind, so that a cache that
    /// is kept for years does not grow for years. Files of others are left alone.
    pub(super) fn keep_only(&self, keys: &HashSet<String>) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            let is_unwanted = match key_of(&path) {
                Some(key) => !keys.contains(key),
                None => is_abandoned(&path),
            };
            if is_unwanted {
                let _ = fs::remove_file(&path);
            }
        }
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}{ENDING}"))
    }
}

/// The key of an entry; `None` for any other file.
fn key_of(path: &Path) -> Option<&str> {
    let key = path.file_name()?.to_str()?.strip_suffix(ENDING)?;
    let is_key = key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_key.then_some(key)
}

/// Whether an entry was begun and never finished.
fn is_abandoned(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let numbers = name.and_then(|name| name.strip_suffix(UNFINISHED)?.split_once('-'));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(process, number)| is_number(process) && is_number(number))
        && is_older(path, ABANDONED_AFTER).unwrap_or(false)
}

fn is_older(path: &Path, age: Duration) -> Option<bool> {
    let modified = fs::metadata(path).ok()?.modified().ok()?;
    Some(modified.elapsed().ok()? > age)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_through_a_link_that_lies_where_an_entry_is_begun() {
        let folder = tempfile::tempdir().expect("the temporary folder is writable");
        let precious = folder.path().join("precious");
        fs::write(&precious, "mine").expect("is writable");
        let cache = Cache::new(folder.path().join("cache"));
        fs::create_dir(&cache.folder).expect("is writable");
        let begun = format!("{}-0{UNFINISHED}", std::process::id());
        std::os::unix::fs::symlink(&precious, cache.folder.join(begun)).expect("is writable");
        cache.put(&"a".repeat(32), b"bytes");
        cache.put(&"b".repeat(32), b"bytes");
        assert_eq!(fs::read(&precious).expect("is there"), b"mine");
        assert_eq!(cache.get(&"b".repeat(32)).as_deref(), Some(&b"bytes"[..]));
    }
}

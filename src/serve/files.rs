//! Which files changed since they were last read, told by size and time of modification, or because the
//! system named them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::config::Config;
use crate::content::{CONTENT_FOLDER, Content, LoadedFile, is_content_file, load_file};
use crate::error::{Error, Result};
use crate::network::Edit;

/// What is known of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

/// The stamp of a file; `None` if it is not there.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some(Stamp {
        length: metadata.len(),
        modified: metadata.modified().ok(),
    })
}

/// Every file below a folder with its stamp, by path below the folder with `/`. Hidden files are left
/// out; a folder that does not exist has none.
pub(super) fn stamps(folder: &Path) -> Result<BTreeMap<String, Stamp>> {
    if !folder.exists() {
        return Ok(BTreeMap::new());
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = match entry {
            Ok(entry) => entry,
            // Files come and go while we look.
            Err(error)
                if error
                    .io_error()
                    .is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound) =>
            {
                continue;
            }
            Err(error) => return Err(Error::reading(folder, error.into())),
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let relative = relative
            .components()
            .map(|component| component.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        if relative.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        files.push((relative, entry.into_path()));
    }
    // Asking for the stamps takes most of the time.
    let stamps = files
        .into_par_iter()
        .filter_map(|(name, path)| Some((name, stamp(&path)?)));
    Ok(stamps.collect())
}

/// What a look at the files found.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The files that were read again, are new or gone, by path below `content/`.
    pub(super) names: BTreeSet<String>,
    /// Content files that were there before and are still there.
    pub(super) edits: Vec<Edit>,
}

impl Changes {
    /// Whether files changed and none came or went, and no pictures are among them.
    pub(super) fn are_edits(&self) -> bool {
        self.edits.len() == self.names.len()
    }
}

/// The content files as last read.
#[derive(Debug, Default)]
pub(super) struct ContentFiles {
    stamps: BTreeMap<String, Stamp>,
    loaded: BTreeMap<String, Arc<LoadedFile>>,
    /// Fingerprints of the bytes of those that were read again. The system often names a file once more when
    /// it was read already.
    prints: HashMap<String, u64>,
}

impl ContentFiles {
    /// Takes over what was read already, with the stamps from before it was read.
    pub(super) fn new(stamps: BTreeMap<String, Stamp>, content: &Content) -> Self {
        let prefix = format!("{CONTENT_FOLDER}/");
        let name = |file: &Arc<LoadedFile>| file.path.strip_prefix(&prefix).map(str::to_owned);
        ContentFiles {
            stamps,
            loaded: content
                .files
                .iter()
                .filter_map(|file| Some((name(file)?, file.clone())))
                .collect(),
            prints: HashMap::new(),
        }
    }

    /// Reads what changed. `touched` are files that are read again whatever their stamp says: two changes
    /// may come within one tick of its clock.
    pub(super) fn refresh(
        &mut self,
        root: &Path,
        config: &Config,
        touched: &HashSet<PathBuf>,
    ) -> Result<Changes> {
        let folder = root.join(CONTENT_FOLDER);
        let everything = match self.known(root, &folder, touched) {
            Some(known) => {
                let changes = self.read(&folder, known.keys(), config)?;
                self.stamps.extend(known);
                return Ok(changes);
            }
            None => stamps(&folder)?,
        };
        let named: HashSet<&Path> = touched
            .iter()
            .filter_map(|path| path.strip_prefix(&folder).ok())
            .collect();
        let mut changed: BTreeSet<String> = everything
            .iter()
            .filter(|(name, stamp)| {
                self.stamps.get(*name) != Some(stamp) || named.contains(Path::new(name))
            })
            .map(|(name, _)| name.clone())
            .collect();
        let gone = self.stamps.keys();
        changed.extend(gone.filter(|name| !everything.contains_key(*name)).cloned());
        let changes = self.read(&folder, changed.iter(), config)?;
        self.stamps = everything;
        Ok(changes)
    }

    /// The stamps of what was touched, when that is nothing but files that are known and there: no need
    /// to look at the others. `None` if anything came, went, or may have.
    fn known(
        &self,
        root: &Path,
        folder: &Path,
        touched: &HashSet<PathBuf>,
    ) -> Option<BTreeMap<String, Stamp>> {
        if touched.is_empty() || touched.contains(root) || self.stamps.is_empty() {
            return None;
        }
        let within = touched.iter().filter(|path| path.starts_with(folder));
        within
            .map(|path| {
                let name = path.strip_prefix(folder).ok()?.to_str()?;
                let (name, _) = self.stamps.get_key_value(name)?;
                Some((name.clone(), stamp(path)?))
            })
            .collect()
    }

    /// Reads those of the files that hold content; forgets those that are gone.
    fn read<'a>(
        &mut self,
        folder: &Path,
        names: impl Iterator<Item = &'a String>,
        config: &Config,
    ) -> Result<Changes> {
        let mut changes = Changes::default();
        for name in names {
            if !is_content_file(name) {
                changes.names.insert(name.clone());
                continue;
            }
            let path = folder.join(name);
            match std::fs::read(&path) {
                Ok(bytes) => {
                    let print = fingerprint(&bytes);
                    if self.prints.insert(name.clone(), print) == Some(print) {
                        continue;
                    }
                    let after = Arc::new(load_file(name, &bytes, bytes.len() as u64, config));
                    let before = self.loaded.insert(name.clone(), after.clone());
                    changes.edits.extend(before.map(|before| (before, after)));
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    self.loaded.remove(name);
                    self.prints.remove(name);
                }
                Err(error) => return Err(Error::reading(path, error)),
            }
            changes.names.insert(name.clone());
        }
        Ok(changes)
    }

    /// All content as it stands.
    pub(super) fn content(&self) -> Content {
        // Names sort as the paths do.
        let files = self.loaded.values().cloned().collect();
        let assets = self.stamps.keys().filter(|name| !is_content_file(name));
        Content {
            files,
            assets: assets.map(|name| Arc::from(name.as_str())).collect(),
        }
    }
}

/// What tells two versions of a file apart.
fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

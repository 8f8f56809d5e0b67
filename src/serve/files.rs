//! Which files changed since they were last read, told by size and time of modification, or because the
//! system named them.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::config::Config;
use crate::content::{CONTENT_FOLDER, Content, LoadedFile, is_content_file, load_file};
use crate::error::{Error, Result};

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
    let mut stamps = BTreeMap::new();
    if !folder.exists() {
        return Ok(stamps);
    }
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
        if let Some(stamp) = stamp(entry.path()) {
            stamps.insert(relative, stamp);
        }
    }
    Ok(stamps)
}

/// The content files as last read.
#[derive(Debug, Default)]
pub(super) struct ContentFiles {
    stamps: BTreeMap<String, Stamp>,
    loaded: BTreeMap<String, Arc<LoadedFile>>,
}

impl ContentFiles {
    /// Takes over what was read already.
    pub(super) fn new(root: &Path, content: &Content) -> Result<Self> {
        let prefix = format!("{CONTENT_FOLDER}/");
        let name = |file: &Arc<LoadedFile>| file.path.strip_prefix(&prefix).map(str::to_owned);
        Ok(ContentFiles {
            stamps: stamps(&root.join(CONTENT_FOLDER))?,
            loaded: content
                .files
                .iter()
                .filter_map(|file| Some((name(file)?, file.clone())))
                .collect(),
        })
    }

    /// Reads what changed; gives the names of what was read again, is new or gone. `touched` are files
    /// that are read again whatever their stamp says: two changes may come within one tick of its clock.
    pub(super) fn refresh(
        &mut self,
        root: &Path,
        config: &Config,
        touched: &HashSet<PathBuf>,
    ) -> Result<BTreeSet<String>> {
        let folder = root.join(CONTENT_FOLDER);
        let now = stamps(&folder)?;
        let mut changed: BTreeSet<String> = now
            .iter()
            .filter(|(name, stamp)| {
                self.stamps.get(*name) != Some(stamp) || touched.contains(&folder.join(name))
            })
            .map(|(name, _)| name.clone())
            .collect();
        for name in &changed {
            if !is_content_file(name) {
                continue;
            }
            let path = folder.join(name);
            match std::fs::read(&path) {
                Ok(bytes) => {
                    let file = load_file(name, &bytes, bytes.len() as u64, config);
                    self.loaded.insert(name.clone(), Arc::new(file));
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    self.loaded.remove(name);
                }
                Err(error) => return Err(Error::reading(path, error)),
            }
        }
        let gone: Vec<String> = self
            .stamps
            .keys()
            .filter(|name| !now.contains_key(*name))
            .cloned()
            .collect();
        for name in gone {
            self.loaded.remove(&name);
            changed.insert(name);
        }
        self.stamps = now;
        Ok(changed)
    }

    /// All content as it stands.
    pub(super) fn content(&self) -> Content {
        let mut files: Vec<Arc<LoadedFile>> = self.loaded.values().cloned().collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let assets = self.stamps.keys().filter(|name| !is_content_file(name));
        Content {
            files,
            assets: assets.map(|name| Arc::from(name.as_str())).collect(),
        }
    }
}

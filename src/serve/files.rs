//! Which files changed since they were last read, told by size and time of modification, or because the
//! system named them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::config::CONTENT_FOLDER;
use crate::config::Config;
use crate::content::{self, Content, Listing, LoadedFile, RootFiles, is_content_file, load_read};
use crate::disk::{Root, Unread, visible_below};
use crate::error::{Error, Result};
use crate::network::Edit;

/// What is known of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// When anything about it changed, its permissions too, where systems keep that.
    #[cfg(unix)]
    changed: (i64, i64),
}

/// The stamp of a file; `None` if it is not there.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some(Stamp {
        length: metadata.len(),
        modified: metadata.modified().ok(),
        #[cfg(unix)]
        changed: {
            use std::os::unix::fs::MetadataExt as _;
            (metadata.ctime(), metadata.ctime_nsec())
        },
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
        let relative = visible_below(folder, entry.path());
        files.extend(relative.map(|relative| (relative, entry.into_path())));
    }
    // Asking for the stamps takes most of the time.
    let stamps = files
        .into_par_iter()
        .filter_map(|(name, path)| Some((name, stamp(&path)?)));
    Ok(stamps.collect())
}

/// What lies in `content/`, with the stamps of its files.
#[derive(Debug, Default)]
pub(super) struct Look {
    listing: Listing,
    stamps: BTreeMap<String, Stamp>,
}

impl Look {
    /// Lists the content as a build does.
    pub(super) fn new(root: &Root) -> Self {
        let listing = Listing::read(root);
        let folder = root.path().join(CONTENT_FOLDER);
        let names = listing.names.par_iter();
        let stamps = names
            .filter_map(|name| Some((name.clone(), stamp(&folder.join(name))?)))
            .collect();
        Look { listing, stamps }
    }
}

/// What a look at the files found.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The files that were read again, are new or gone, or of which something else is told than before, by path
    /// below `content/`.
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
    listing: Listing,
    stamps: BTreeMap<String, Stamp>,
    loaded: BTreeMap<String, Arc<LoadedFile>>,
    root_files: RootFiles,
    /// Fingerprints of the bytes of those that were read again. The system often names a file once more when
    /// it was read already.
    prints: HashMap<String, u64>,
}

impl ContentFiles {
    /// Takes over what was read already, with what was seen before it was read.
    pub(super) fn new(look: Look, content: &Content) -> Self {
        let prefix = format!("{CONTENT_FOLDER}/");
        let name = |file: &Arc<LoadedFile>| file.path.strip_prefix(&prefix).map(str::to_owned);
        let loaded = content
            .files
            .iter()
            .filter_map(|file| Some((name(file)?, file.clone())))
            // What was lost is told by the listing.
            .filter(|(name, _)| look.stamps.contains_key(name));
        ContentFiles {
            loaded: loaded.collect(),
            listing: look.listing,
            stamps: look.stamps,
            root_files: content.root_files.clone(),
            prints: HashMap::new(),
        }
    }

    /// Where links in the content lead: what changes there changes here.
    pub(super) fn links(&self) -> &[PathBuf] {
        &self.listing.links
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
        let disk = Root::at(root)?;
        let look = match self.known(root, &folder, touched) {
            Some(known) => {
                let changes = self.read(&disk, known.keys(), config);
                self.stamps.extend(known);
                self.read_root_files(&disk, &changes);
                return Ok(changes);
            }
            None => Look::new(&disk),
        };
        let named: HashSet<&Path> = touched
            .iter()
            .filter_map(|path| path.strip_prefix(&folder).ok())
            .collect();
        let mut changed: BTreeSet<String> = look
            .stamps
            .iter()
            .filter(|(name, stamp)| {
                self.stamps.get(*name) != Some(stamp) || named.contains(Path::new(name))
            })
            .map(|(name, _)| name.clone())
            .collect();
        let gone = self.stamps.keys();
        changed.extend(
            gone.filter(|name| !look.stamps.contains_key(*name))
                .cloned(),
        );
        let mut changes = self.read(&disk, changed.iter(), config);
        if look.listing.told() != self.listing.told() {
            changes.names.insert(String::new());
        }
        self.stamps = look.stamps;
        self.listing = look.listing;
        self.read_root_files(&disk, &changes);
        Ok(changes)
    }

    /// The stamps of what was touched, when that is nothing but files that are known and there: no need
    /// to look at the others. `None` if anything came, went, or may have, and where there are links: behind them
    /// the same file has other names.
    fn known(
        &self,
        root: &Path,
        folder: &Path,
        touched: &HashSet<PathBuf>,
    ) -> Option<BTreeMap<String, Stamp>> {
        if touched.is_empty()
            || touched.contains(root)
            || self.stamps.is_empty()
            || !self.listing.links.is_empty()
        {
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
        root: &Root,
        names: impl Iterator<Item = &'a String>,
        config: &Config,
    ) -> Changes {
        let mut changes = Changes::default();
        for name in names {
            if !is_content_file(name) {
                changes.names.insert(name.clone());
                continue;
            }
            let read = content::read(root, name, config);
            if matches!(read, Err(Unread::Missing)) {
                self.loaded.remove(name);
                self.prints.remove(name);
                changes.names.insert(name.clone());
                continue;
            }
            match &read {
                Ok(bytes) => {
                    let print = fingerprint(bytes);
                    if self.prints.insert(name.clone(), print) == Some(print) {
                        continue;
                    }
                }
                // What is told of it may be another thing than before.
                Err(_) => drop(self.prints.remove(name)),
            }
            let after = Arc::new(load_read(name, &read, config));
            let before = self.loaded.insert(name.clone(), after.clone());
            changes.edits.extend(before.map(|before| (before, after)));
            changes.names.insert(name.clone());
        }
        changes
    }

    /// Looks at the files for the root of the site again, if any of them changed.
    fn read_root_files(&mut self, root: &Root, changes: &Changes) {
        if changes.names.iter().any(|name| RootFiles::holds(name)) {
            self.root_files = RootFiles::read(root, &self.listing);
        }
    }

    /// All content as it stands.
    pub(super) fn content(&self, config: &Config) -> Content {
        // Names sort as the paths do.
        let files = self.loaded.values().cloned().collect();
        Content::new(files, &self.listing, self.root_files.clone(), config)
    }
}

/// What tells two versions of a file apart.
fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

//! An output that is a link: each build makes a folder of its own beside the one that is linked, and the link is turned
//! to it in one step. The last three are kept, so that turning back is one step too.

use std::path::{Path, PathBuf};

use super::Options;
use super::folder::Folder;
use super::lock::Lock;
use super::manifest::{self, MARKER_FILE, Manifest, Marker, WORK_FOLDER};
use super::work::clear;
use super::{Kind, MANIFEST, Previous, below, stale, switch};
use crate::error::{Error, Result};
use crate::text;

/// Stands between the name of an output and the number of a release of it.
const MARK: &str = ".zhandian-";
/// So many are kept, the new one among them.
const KEPT: usize = 3;
/// Largest file of others that is carried from one release to the next, in bytes.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// A release that is being made, and those before it.
#[derive(Debug)]
pub(super) struct Release {
    /// The folder that holds the link, and the link's name in it.
    holder: Folder,
    link_name: String,
    /// What the link says now.
    says: PathBuf,
    /// The folder that holds the releases.
    beside: Folder,
    /// Name of the new one.
    name: String,
    /// Names of the earlier ones, the oldest first.
    earlier: Vec<String>,
    /// The site that is linked now, if there is one.
    old: Option<Folder>,
    previous: Previous,
    lock_name: String,
    _lock: Lock,
}

/// What came of turning the link.
pub(super) struct Flipped {
    pub(super) link: PathBuf,
    /// Files of releases removed that somebody had changed.
    pub(super) left: Vec<String>,
}

impl Release {
    /// Prepares a release beside the folder that a link leads to.
    pub(super) fn begin(link: &Path, folder: &Path) -> Result<Self> {
        let (holder_path, link_name) = split(link)?;
        let (beside_path, folder_name) = split(folder)?;
        let reading = |path: &Path, error| Error::reading(path, error);
        let says = std::fs::read_link(link).map_err(|error| reading(link, error))?;
        let holder = Folder::open(holder_path).map_err(|error| reading(holder_path, error))?;
        let beside = Folder::open(beside_path).map_err(|error| reading(beside_path, error))?;
        let base = folder_name
            .rsplit_once(MARK)
            .filter(|(base, number)| !base.is_empty() && number.parse::<u32>().is_ok())
            .map_or(folder_name, |(base, _)| base);
        let lock_name = format!(".{base}{MARK}lock");
        let lock = Lock::take(&beside, &lock_name)?;
        let old = match beside
            .kind(folder_name)
            .map_err(|error| reading(folder, error))?
        {
            None => None,
            Some(Kind::Folder) => {
                // Linked from elsewhere it may be a mount, which is looked at all the same.
                Some(Folder::open(folder).map_err(|error| reading(folder, error))?)
            }
            Some(_) => return Err(not_a_site(link, folder)),
        };
        let previous = match &old {
            None => Previous::Nothing,
            Some(old) => Previous::read(old)
                .map_err(|error| reading(folder, error))?
                .ok_or_else(|| not_a_site(link, folder))?,
        };
        let mut numbered = releases(&beside, base).map_err(|error| reading(beside_path, error))?;
        numbered.sort();
        let number = numbered
            .last()
            .map_or(1, |(number, _)| number.saturating_add(1));
        let mut earlier = Vec::new();
        for (_, name) in numbered {
            if !remove_unfinished(&beside, &name)? {
                earlier.push(name);
            }
        }
        if !earlier.iter().any(|name| name == folder_name) && old.is_some() {
            earlier.insert(0, folder_name.to_owned());
        }
        Ok(Release {
            holder,
            link_name: link_name.to_owned(),
            says,
            name: format!("{base}{MARK}{number}"),
            beside,
            earlier,
            old,
            previous,
            lock_name,
            _lock: lock,
        })
    }

    /// Where the new site is made.
    pub(super) fn folder(&self) -> PathBuf {
        self.beside.path().join(&self.name)
    }

    /// The site that is linked now.
    pub(super) fn old(&self) -> Option<&Folder> {
        self.old.as_ref()
    }

    /// What is known of it.
    pub(super) fn previous(&self) -> &Previous {
        &self.previous
    }

    /// Gives an unchanged file of the old site a name in the new one; whether that could be done.
    pub(super) fn link(&self, path: &str, next: &Folder) -> bool {
        let old = self.old.as_ref();
        old.is_some_and(|old| old.link_to(path, next, path).is_ok())
    }

    /// Copies what others have put beside the old site, such as a proof for a search engine, so that it answers at
    /// its address still. Where the new site has a file of that name, that one stands.
    pub(super) fn carry_over(&self, next: &Folder, manifest: &Manifest) -> Result<()> {
        let (Some(old), Previous::Known(known, _)) = (&self.old, &self.previous) else {
            return Ok(());
        };
        carry(old, next, "", &|path| {
            known.names(path) || manifest.names(path)
        })
        .map_err(|error| Error::reading(old.path(), error))
    }

    /// Turns the link to the new site, and removes what is older than the last three.
    pub(super) fn flip(&self, options: Options) -> Result<Flipped> {
        let link = self.holder.path().join(&self.link_name);
        let failed = |error| Error::writing(&link, error);
        let says = self.says.with_file_name(&self.name);
        let new_name = format!("{}{MARK}link", self.link_name);
        if self.holder.kind(&new_name).map_err(failed)? == Some(Kind::Link) {
            self.holder.remove_file(&new_name).map_err(failed)?;
        }
        self.holder.make_link(&new_name, &says).map_err(failed)?;
        self.holder
            .move_to(&new_name, &self.holder, &self.link_name)
            .map_err(failed)?;
        if options.flush {
            self.holder.flush().map_err(failed)?;
        }
        let kept = self.earlier.len().saturating_sub(KEPT - 1);
        let mut left = Vec::new();
        for name in &self.earlier[..kept] {
            left.extend(self.remove(name)?);
        }
        self.unlock()?;
        Ok(Flipped { link, left })
    }

    /// Removes the file on which the lock is held.
    pub(super) fn unlock(&self) -> Result<()> {
        self.beside
            .remove_file(&self.lock_name)
            .map_err(|error| Error::writing(self.beside.path(), error))
    }

    /// Removes what the manifest of an old release names, and the folder if nothing else is in it.
    fn remove(&self, name: &str) -> Result<Vec<String>> {
        let Ok(folder) = self.beside.enter(name) else {
            return Ok(Vec::new());
        };
        let failed = |error| Error::writing(folder.path(), error);
        let previous = Previous::read(&folder).map_err(failed)?;
        let Some(previous @ Previous::Known(..)) = previous else {
            // An older version, or somebody, made it: it is not known what of it may go.
            return Ok(Vec::new());
        };
        let gone = stale::files(&folder, &previous, &Manifest::default()).map_err(failed)?;
        let left = switch::remove(&folder, gone)?;
        folder.remove_file(MARKER_FILE).map_err(failed)?;
        // Of what was carried over the new release has a copy.
        if let Ok(newest) = self.beside.enter(&self.name) {
            remove_copies(&folder, &newest, "").map_err(failed)?;
        }
        self.beside.remove_folder(name).map_err(failed)?;
        Ok(left)
    }
}

/// Removes a release that a killed build left unfinished, which no link has ever led to: it has a work folder and no
/// marker. Whether it is gone.
fn remove_unfinished(beside: &Folder, name: &str) -> Result<bool> {
    let failed = |error| Error::writing(beside.path().join(name), error);
    let Ok(folder) = beside.enter(name) else {
        return Ok(false);
    };
    let has_marker = folder.kind(MARKER_FILE).map_err(failed)?.is_some();
    let Ok(work) = folder.enter(WORK_FOLDER) else {
        return Ok(false);
    };
    if has_marker {
        return Ok(false);
    }
    let begun = work.read(MANIFEST, manifest::MOST_BYTES).map_err(failed)?;
    if let Some(Marker::Manifest(manifest)) = begun.map(|bytes| Marker::read(&bytes)) {
        let previous = Previous::Known(manifest, None);
        let gone = stale::files(&folder, &previous, &Manifest::default()).map_err(failed)?;
        switch::remove(&folder, gone)?;
    }
    clear(&work, &[])?;
    folder.remove_folder(WORK_FOLDER).map_err(failed)?;
    beside.remove_folder(name).map_err(failed)
}

/// Removes the files of a folder that another holds at the same paths with the same bytes, and what becomes empty.
fn remove_copies(folder: &Folder, other: &Folder, at: &str) -> std::io::Result<()> {
    for entry in folder.entries()? {
        let Some(name) = entry.name.to_str() else {
            continue;
        };
        let path = below(at, name);
        match entry.kind {
            Kind::Folder => {
                if let Ok(below) = folder.enter(name) {
                    remove_copies(&below, other, &path)?;
                    folder.remove_folder(name)?;
                }
            }
            Kind::File => {
                let (own, copy) = (folder.read(name, MOST_BYTES), other.read(&path, MOST_BYTES));
                if let (Ok(own), Ok(copy)) = (own, copy)
                    && own == copy
                {
                    folder.remove_file(name)?;
                }
            }
            Kind::Link | Kind::Special => {}
        }
    }
    Ok(())
}

/// The releases of an output with their numbers.
fn releases(beside: &Folder, base: &str) -> std::io::Result<Vec<(u32, String)>> {
    let entries = beside.entries()?.into_iter();
    Ok(entries
        .filter(|entry| entry.kind == Kind::Folder)
        .filter_map(|entry| {
            let name = entry.name.into_string().ok()?;
            let number = name.strip_prefix(base)?.strip_prefix(MARK)?;
            Some((number.parse().ok()?, name))
        })
        .collect())
}

fn carry(
    old: &Folder,
    next: &Folder,
    at: &str,
    is_of_a_site: &dyn Fn(&str) -> bool,
) -> std::io::Result<()> {
    for entry in old.entries()? {
        let Some(name) = entry.name.to_str() else {
            continue;
        };
        if name.starts_with(WORK_FOLDER) || name == ".git" {
            continue;
        }
        let path = below(at, name);
        match entry.kind {
            Kind::Folder => {
                if let Ok(below) = old.enter(name) {
                    carry(&below, next, &path, is_of_a_site)?;
                }
            }
            Kind::File if !is_of_a_site(&path) => {
                if let Some(bytes) = old.read(name, MOST_BYTES)? {
                    for (end, _) in path.match_indices('/') {
                        next.make_folder(&path[..end])?;
                    }
                    next.make_file(&path, &bytes, None)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn split(path: &Path) -> Result<(&Path, &str)> {
    match (
        path.parent(),
        path.file_name().and_then(|name| name.to_str()),
    ) {
        (Some(parent), Some(name)) => Ok((parent, name)),
        _ => Err(Error::reading(
            path,
            std::io::ErrorKind::InvalidFilename.into(),
        )),
    }
}

fn not_a_site(link: &Path, folder: &Path) -> Error {
    let (link, folder) = (link.display(), folder.display());
    Error::new(text!(
        "{link} 是一个链接，通到 {folder}，那里有不是 zhandian 生成的东西，没有动它",
        "{link} is a link to {folder}, which holds things that zhandian did not make; it was left alone"
    ))
}

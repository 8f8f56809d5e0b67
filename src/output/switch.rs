//! From the finished files beside it to the output: what is new first, then what changed, removals last.
//!
//! At every moment each address that the old and the new site share answers with one of the two files, whole. A new
//! page appears before any page that links to it, and its assets before it, since all that is new comes first; what is
//! removed goes when no page links to it any more. Files that did not change are not touched at all.
//!
//! Before the first change everything is on the disk, the new manifest among it: from then on whoever finds the work
//! unfinished can finish it ([`Switch::run`] does the same again), however often it is interrupted.

use std::collections::BTreeSet;
use std::io;
use std::sync::Mutex;

use rayon::prelude::*;

use super::folder::Folder;
use super::manifest::{Fingerprint, MARKER_FILE, Manifest, can_be_ours};
use super::stale;
use super::{Kind, MANIFEST, Obstacle, Previous, below};
use crate::error::{Error, Result};

/// An output, what stood in it, and what is to stand in it.
pub(super) struct Switch<'a> {
    pub(super) target: &'a Folder,
    /// The folder with the new manifest.
    pub(super) work: &'a Folder,
    /// The files that are new or changed, at their paths.
    pub(super) next: &'a Folder,
    /// What is known of the files in the output.
    pub(super) previous: &'a Previous,
    /// The files that the output is to hold.
    pub(super) manifest: &'a Manifest,
    /// Whether to wait for the disk.
    pub(super) flush: bool,
}

/// What has to be done, in the order of paths.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Files and whole folders where nothing stands yet.
    new: Vec<String>,
    /// Files that replace one of ours.
    changed: Vec<String>,
    /// What stands in the place of something else and goes away first: a file of ours where a folder will be, or
    /// the other way round.
    exchanged: Vec<String>,
    /// What is in the way and not ours.
    pub(super) obstacles: Vec<Obstacle>,
}

impl Plan {
    pub(super) fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.exchanged.is_empty()
    }
}

impl Switch<'_> {
    /// Looks what has to be done and whether it can be.
    ///
    /// # Errors
    /// When the system refuses to look, or the folders to be changed cannot be written.
    pub(super) fn plan(&self) -> Result<Plan> {
        let mut plan = Plan::default();
        self.look(self.next, self.target, "", &mut plan)
            .map_err(|error| Error::reading(self.target.path(), error))?;
        Ok(plan)
    }

    fn look(&self, next: &Folder, target: &Folder, at: &str, plan: &mut Plan) -> io::Result<()> {
        let mut changes_here = false;
        for entry in next.entries()? {
            // Names that are no text were not made here.
            let Some(name) = entry.name.to_str() else {
                continue;
            };
            let path = below(at, name);
            match (entry.kind, target.kind(name)?) {
                // Not made here either.
                (Kind::Link | Kind::Special, _) => continue,
                (_, None) => plan.new.push(path),
                (Kind::Folder, Some(Kind::Folder)) => match target.enter(name) {
                    Ok(below) => {
                        self.look(&next.enter(name)?, &below, &path, plan)?;
                        continue;
                    }
                    Err(_) => plan.obstacles.push(Obstacle::Mount(path)),
                },
                (Kind::File, Some(Kind::File)) if self.is_ours(&path, target, next, name)? => {
                    plan.changed.push(path);
                }
                (Kind::Folder, Some(Kind::File)) if self.previous.is_ours(&path) => {
                    plan.exchanged.push(path);
                }
                (Kind::File, Some(Kind::Folder))
                    if self.holds_only_ours(target, &path, name)? =>
                {
                    plan.exchanged.push(path);
                }
                (_, Some(_)) => plan.obstacles.push(Obstacle::Foreign(path)),
            }
            changes_here = true;
        }
        if changes_here && !target.is_writable() {
            plan.obstacles.push(Obstacle::ReadOnly(at.to_owned()));
        }
        Ok(())
    }

    /// Whether a file in the output may be replaced: it is ours, or holds what will stand there anyway.
    fn is_ours(&self, path: &str, target: &Folder, next: &Folder, name: &str) -> io::Result<bool> {
        if self.previous.is_ours(path) {
            return Ok(true);
        }
        let most = 64 * 1024 * 1024;
        let (old, new) = (target.read(name, most), next.read(name, most)?);
        Ok(old.is_ok_and(|old| old == new))
    }

    /// Whether all that is in a folder of the output is ours and goes away.
    fn holds_only_ours(&self, parent: &Folder, path: &str, name: &str) -> io::Result<bool> {
        let Ok(folder) = parent.enter(name) else {
            return Ok(false);
        };
        for entry in folder.entries()? {
            let Some(name) = entry.name.to_str() else {
                return Ok(false);
            };
            let below = format!("{path}/{name}");
            let goes = match entry.kind {
                Kind::Folder => self.holds_only_ours(&folder, &below, name)?,
                Kind::File => self.previous.is_ours(&below) && !self.manifest.names(&below),
                Kind::Link | Kind::Special => false,
            };
            if !goes {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Does what was planned, and makes the manifest that of the output. Gives the files of the old site that
    /// somebody has changed since and that were therefore left.
    ///
    /// # Errors
    /// When the system refuses; what is left to do is done by the next run.
    pub(super) fn run(&self, plan: &Plan) -> Result<Vec<String>> {
        let is_unchanged = plan.is_empty();
        self.place(&plan.new)?;
        if !plan.new.is_empty() {
            self.barrier()?;
        }
        self.place(&plan.changed)?;
        if !is_unchanged {
            self.barrier()?;
        }
        let gone = stale::files(self.target, self.previous, self.manifest)
            .map_err(|error| Error::reading(self.target.path(), error))?;
        let left = remove(self.target, gone)?;
        self.place(&plan.exchanged)?;
        self.work
            .move_to(MANIFEST, self.target, MARKER_FILE)
            .map_err(|error| self.failed(MARKER_FILE, error))?;
        self.barrier()?;
        Ok(left)
    }

    /// Moves files and folders into the output: assets first, pages then, the home page last.
    fn place(&self, paths: &[String]) -> Result<()> {
        let mut steps: [Vec<&str>; 3] = Default::default();
        for path in paths {
            steps[self.step_of(path)].push(path);
        }
        for step in steps {
            step.par_iter().try_for_each(|path| {
                let (parent, name) = self
                    .target
                    .parent(path)
                    .map_err(|error| self.failed(path, error))?;
                self.next
                    .move_to(path, &parent, name)
                    .map_err(|error| self.failed(path, error))
            })?;
        }
        Ok(())
    }

    /// In which step a path is placed. Folders without a page of their own hold assets.
    fn step_of(&self, path: &str) -> usize {
        let top = path.split('/').next().unwrap_or_default();
        let is_asset =
            !path.ends_with(".html") && !self.manifest.names(&format!("{top}/index.html"));
        match (path, is_asset) {
            ("index.html", _) => 2,
            (_, false) => 1,
            (_, true) => 0,
        }
    }

    fn barrier(&self) -> Result<()> {
        if !self.flush {
            return Ok(());
        }
        self.target
            .flush()
            .map_err(|error| Error::writing(self.target.path(), error))
    }

    fn failed(&self, path: &str, error: io::Error) -> Error {
        Error::writing(self.target.path().join(path), error)
    }
}

/// Removes files of ours from an output, and the folders that become empty with them. A file that is not as it was
/// written is somebody's work by now and is left; these are given back.
pub(super) fn remove(
    target: &Folder,
    gone: Vec<(String, Option<Fingerprint>)>,
) -> Result<Vec<String>> {
    let left = Mutex::new(Vec::new());
    let failed = |path: &str, error| Error::writing(target.path().join(path), error);
    gone.par_iter().try_for_each(|(path, fingerprint)| {
        match remove_one(target, path, *fingerprint) {
            Ok(true) => Ok(()),
            Ok(false) => {
                left.lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .push(path.clone());
                Ok(())
            }
            Err(error) => Err(failed(path, error)),
        }
    })?;
    let mut folders = BTreeSet::new();
    for (path, _) in &gone {
        let ends = path.match_indices('/').map(|(end, _)| &path[..end]);
        folders.extend(ends);
    }
    // A folder comes after the one it lies in.
    for folder in folders.into_iter().rev() {
        let Ok((parent, name)) = target.parent(folder) else {
            continue;
        };
        if parent.kind(name).map_err(|error| failed(folder, error))? == Some(Kind::Folder) {
            parent
                .remove_folder(name)
                .map_err(|error| failed(folder, error))?;
        }
    }
    let mut left = left
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    left.sort();
    Ok(left)
}

/// Removes a file if it still is what was written; whether it is gone.
fn remove_one(target: &Folder, path: &str, expected: Option<Fingerprint>) -> io::Result<bool> {
    let is_as_written = match target.file(path)? {
        // Nothing there, or something that is no file of ours.
        None => return Ok(true),
        Some((file, _)) => match expected {
            None => true,
            Some(expected) => {
                let bytes = super::bytes_of(file, u64::MAX)?;
                // Nobody works on an empty file; a power cut leaves such.
                bytes.is_empty() || Fingerprint::of(&bytes) == expected
            }
        },
    };
    if is_as_written && can_be_ours(path) {
        let (parent, name) = target.parent(path)?;
        parent.remove_file(name)?;
    }
    Ok(is_as_written)
}

//! A site being gathered beside the one it will replace, and the change from the one to the other.
//!
//! New and changed files are written into a work folder inside the output itself, so that they lie on its file system
//! and nothing beside it is touched; files that stayed the same are not written. When all are there they are moved in
//! ([`Switch`](super::switch::Switch)). A kill before that leaves the old site as it was, a kill or a power cut later
//! is made good by the next run.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use foldhash::HashSet;

use super::folder::{Folder, Touched};
use super::lock::Lock;
use super::manifest::{Fingerprint, Manifest, Marker, WORK_FOLDER, can_be_ours};
use super::release::Release;
use super::switch::{Plan, Switch};
use super::trouble::{in_the_way, not_ours, were_left};
use super::work::{LOCK, clear, open_or_make, open_work, remove_work};
use super::{MANIFEST, Options, Place, Previous, Sink, manifest, stale};
use crate::error::{Error, Result};
use crate::text;
use crate::text::Text;

/// The new site, or what differs in it, inside the work folder.
const NEXT: &str = "next";

/// What came of it.
#[derive(Debug)]
pub struct Finished {
    /// The folder in which the site now is.
    pub folder: PathBuf,
    /// What its owner should know.
    pub notices: Vec<Text>,
}

/// A site that is being gathered.
#[derive(Debug)]
pub struct Directory {
    /// Where it will be read.
    target: Folder,
    /// Whether it was made for this build.
    is_made: bool,
    /// The folder for the work, and the new files in it.
    work: Folder,
    next: Folder,
    /// What the output held before.
    previous: Previous,
    /// The site before it, if another folder will take its place.
    release: Option<Release>,
    options: Options,
    /// The folders of `next` that were made.
    folders: Mutex<HashSet<Box<str>>>,
    /// What was put.
    manifest: Mutex<Manifest>,
    notices: Vec<Text>,
    /// Held while building, so that two builds do not write into one another.
    _lock: Lock,
}

impl Directory {
    /// Prepares to publish a site at a place, which need not exist. What an earlier run left unfinished is finished
    /// first, so that the old site is whole while the new one is made.
    ///
    /// # Errors
    /// When there are things that this program did not make, another build is running, or the file system refuses.
    pub fn begin(place: &Place, options: Options) -> Result<Self> {
        let (release, folder) = match &place.link {
            None => (None, place.folder.clone()),
            Some(link) => {
                let release = Release::begin(link, &place.folder)?;
                let folder = release.folder();
                (Some(release), folder)
            }
        };
        let (target, is_made) = open_or_make(&folder)?;
        let previous = Previous::read(&target)
            .map_err(|error| Error::reading(target.path(), error))?
            .ok_or_else(|| not_ours(&target))?;
        let (work, lock) = open_work(&target)?;
        let mut notices = Vec::new();
        let previous = resume(&target, &work, previous, options, &mut notices)?;
        clear(&work, &[LOCK])?;
        work.make_folder(NEXT)
            .and_then(|_| work.enter(NEXT))
            .map(|next| Directory {
                target,
                is_made,
                work,
                next,
                previous,
                release,
                options,
                folders: Mutex::default(),
                manifest: Mutex::default(),
                notices,
                _lock: lock,
            })
            .map_err(|error| Error::writing(folder.join(WORK_FOLDER).join(NEXT), error))
    }

    /// How many pages the output has now that the new site will not have, and how many in all. Pages are told by the
    /// path of their file.
    ///
    /// # Errors
    /// When the output cannot be looked through.
    pub fn pages_lost(&self, is_kept: &dyn Fn(&str) -> bool) -> Result<(usize, usize)> {
        let (folder, previous) = match &self.release {
            Some(release) => (release.old().unwrap_or(&self.target), release.previous()),
            None => (&self.target, &self.previous),
        };
        let pages =
            stale::pages(folder, previous).map_err(|error| Error::reading(folder.path(), error))?;
        let lost = pages.iter().filter(|page| !is_kept(page));
        Ok((lost.count(), pages.len()))
    }

    /// Changes the output over to the new site.
    ///
    /// # Errors
    /// When something is in the way, of which nothing was changed, or the file system refuses.
    pub fn finish(mut self) -> Result<Finished> {
        let manifest = std::mem::take(
            self.manifest
                .get_mut()
                .unwrap_or_else(PoisonError::into_inner),
        );
        if let Some(release) = &self.release {
            release.carry_over(&self.next, &manifest)?;
        }
        let switch = Switch {
            target: &self.target,
            work: &self.work,
            next: &self.next,
            previous: &self.previous,
            manifest: &manifest,
            flush: self.options.flush,
        };
        let plan = switch.plan()?;
        if !plan.obstacles.is_empty() {
            let error = in_the_way(&self.target, &plan.obstacles);
            self.discard()?;
            return Err(error);
        }
        // Where nothing differs nothing is touched, the manifest neither.
        let is_same = matches!(&self.previous, Previous::Known(old, _) if *old == manifest);
        if !(is_same && plan.is_empty()) {
            commit(&self.work, &manifest, self.options)?;
            let left = switch.run(&plan)?;
            self.notices.extend(were_left(&left));
        }
        clear(&self.work, &[LOCK])?;
        remove_work(&self.target)?;
        let mut folder = self.target.path().to_path_buf();
        if let Some(release) = &self.release {
            let flipped = release.flip(self.options)?;
            folder.clone_from(&flipped.link);
            self.notices.extend(were_left(&flipped.left));
        }
        Ok(Finished {
            folder,
            notices: self.notices,
        })
    }

    /// Gives the new site up; the old one stays as it is.
    ///
    /// # Errors
    /// When the work folder cannot be removed.
    pub fn discard(self) -> Result<()> {
        clear(&self.work, &[LOCK])?;
        remove_work(&self.target)?;
        if let Some(release) = &self.release {
            release.unlock()?;
        }
        if self.is_made {
            let path = self.target.path();
            match std::fs::remove_dir(path) {
                // Somebody has put something into it meanwhile.
                Err(error) if error.kind() != ErrorKind::DirectoryNotEmpty => {
                    return Err(Error::writing(path, error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What this folder holds of the site so far: the same file, if its bytes are the same.
    fn unchanged(
        &self,
        path: &str,
        bytes: &[u8],
        fingerprint: Fingerprint,
    ) -> std::io::Result<Old> {
        let (folder, previous) = match &self.release {
            Some(release) => match release.old() {
                Some(folder) => (folder, release.previous()),
                None => return Ok(Old::Nothing),
            },
            None => (&self.target, &self.previous),
        };
        match previous {
            Previous::Nothing => return Ok(Old::Nothing),
            Previous::Known(manifest, _) if !manifest.names(path) => return Ok(Old::Nothing),
            Previous::Known(..) | Previous::Older => {}
        }
        let Some((file, metadata)) = folder.file(path)? else {
            return Ok(Old::Nothing);
        };
        let is_as_long = metadata.len() == bytes.len() as u64;
        let is_same = is_as_long
            && match previous {
                Previous::Known(manifest, _) if manifest.get(path) != Some(fingerprint) => false,
                // The manifest came last: what was touched before it is as it says.
                Previous::Known(_, since) if Touched::of(&metadata).is_before(*since) => true,
                _ => holds(&file, bytes)?,
            };
        Ok(match is_same {
            true => Old::Same,
            false => Old::Other(file),
        })
    }

    /// Makes the folder of a file and those above it, each once.
    fn make_folders(&self, path: &str) -> std::io::Result<()> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder.is_empty() || self.folders().contains(folder) {
            return Ok(());
        }
        let ends = folder.match_indices('/').map(|(end, _)| end);
        for end in ends.chain([folder.len()]) {
            let folder = &folder[..end];
            if !self.folders().contains(folder) {
                self.next.make_folder(folder)?;
                self.folders().insert(folder.into());
            }
        }
        Ok(())
    }

    fn manifest(&self) -> MutexGuard<'_, Manifest> {
        self.manifest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn folders(&self) -> MutexGuard<'_, HashSet<Box<str>>> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, path: &str, bytes: &[u8]) -> std::io::Result<()> {
        if !can_be_ours(path) {
            return Err(ErrorKind::InvalidFilename.into());
        }
        let fingerprint = Fingerprint::of(bytes);
        match self.manifest().add(path, fingerprint) {
            None => {}
            // Two pictures alike have the same address.
            Some(known) if known == fingerprint => return Ok(()),
            Some(_) => return Err(ErrorKind::AlreadyExists.into()),
        }
        let old = self.unchanged(path, bytes, fingerprint)?;
        match (&old, &self.release) {
            (Old::Same, None) => {}
            (Old::Same, Some(release)) => {
                self.make_folders(path)?;
                // It keeps its time of modification, and uploads skip it.
                if !release.link(path, &self.next) {
                    self.next.make_file(path, bytes, None)?;
                }
            }
            (Old::Nothing, _) => {
                self.make_folders(path)?;
                self.next.make_file(path, bytes, None)?;
            }
            (Old::Other(file), _) => {
                self.make_folders(path)?;
                self.next.make_file(path, bytes, Some(file))?;
            }
        }
        Ok(())
    }
}

impl Sink for Directory {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.place(path, bytes)
            .map_err(|error| Error::writing(self.target.path().join(path), error))
    }
}

/// What stands where a file is to be.
enum Old {
    /// Nothing of ours.
    Nothing,
    /// The same bytes.
    Same,
    /// A file with others.
    Other(std::fs::File),
}

/// Whether a file holds these bytes.
fn holds(file: &std::fs::File, bytes: &[u8]) -> std::io::Result<bool> {
    use std::io::Read;
    let mut buffer = [0; 16 * 1024];
    let (mut file, mut rest) = (file, bytes);
    loop {
        let count = match file.read(&mut buffer) {
            Ok(0) => return Ok(rest.is_empty()),
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        match rest.split_at_checked(count) {
            Some((start, after)) if start == &buffer[..count] => rest = after,
            _ => return Ok(false),
        }
    }
}

/// Finishes what a kill or a power cut has interrupted at a place, if anything was. Gives what is to be said of it.
///
/// # Errors
/// As [`Directory::begin`].
pub fn finish_interrupted(place: &Place, options: Options) -> Result<Vec<Text>> {
    let manifest = place.folder.join(WORK_FOLDER).join(MANIFEST);
    if place.link.is_some() || !std::fs::symlink_metadata(manifest).is_ok_and(|it| it.is_file()) {
        return Ok(Vec::new());
    }
    let directory = Directory::begin(place, options)?;
    let notices = directory.notices.clone();
    directory.discard()?;
    Ok(notices)
}

/// Finishes a change that was interrupted: from when its manifest is there, everything is.
fn resume(
    target: &Folder,
    work: &Folder,
    previous: Previous,
    options: Options,
    notices: &mut Vec<Text>,
) -> Result<Previous> {
    let failed = |error| Error::reading(work.path().join(MANIFEST), error);
    let Some(bytes) = work.read(MANIFEST, manifest::MOST_BYTES).map_err(failed)? else {
        return Ok(previous);
    };
    let (Marker::Manifest(manifest), Ok(next)) = (Marker::read(&bytes), work.enter(NEXT)) else {
        return Ok(previous);
    };
    let switch = Switch {
        target,
        work,
        next: &next,
        previous: &previous,
        manifest: &manifest,
        flush: options.flush,
    };
    let plan: Plan = switch.plan()?;
    if !plan.obstacles.is_empty() {
        return Err(in_the_way(target, &plan.obstacles));
    }
    switch.run(&plan)?;
    notices.push(text!(
        "上一次生成在换上新网站时中断了，已接着做完",
        "the last build was interrupted while it changed the site over; that has been finished"
    ));
    Ok(Previous::Known(manifest, None))
}

/// Writes the manifest of the new site when everything else is on the disk: the promise that it can be finished.
fn commit(work: &Folder, manifest: &Manifest, options: Options) -> Result<()> {
    const UNFINISHED: &str = "manifest.part";
    let failed = |error| Error::writing(work.path().join(MANIFEST), error);
    work.make_file(UNFINISHED, manifest.text().as_bytes(), None)
        .map_err(failed)?;
    if options.flush {
        work.flush().map_err(failed)?;
    }
    work.move_to(UNFINISHED, work, MANIFEST).map_err(failed)?;
    if options.flush {
        work.flush().map_err(failed)?;
    }
    Ok(())
}

//! The work folder of an output: made, locked, emptied and removed without following links.

use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;

use super::folder::Folder;
use super::lock::Lock;
use super::manifest::WORK_FOLDER;
use super::trouble::{not_a_folder, not_ours};
use super::{Entry, Kind};
use crate::error::{Error, Result};

/// The file on which the lock is held.
pub(super) const LOCK: &str = "lock";

/// Opens an output; whether it had to be made.
pub(super) fn open_or_make(folder: &Path) -> Result<(Folder, bool)> {
    match Folder::open(folder) {
        Ok(open) => return Ok((open, false)),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(not_a_folder(folder));
        }
        Err(error) => return Err(Error::reading(folder, error)),
    }
    let failed = |error| Error::writing(folder, error);
    let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
        return Err(not_a_folder(folder));
    };
    std::fs::create_dir_all(parent).map_err(failed)?;
    let name = name.to_str().ok_or_else(|| not_a_folder(folder))?;
    let is_made = Folder::open(parent)
        .and_then(|parent| parent.make_folder(name))
        .map_err(failed)?;
    Ok((Folder::open(folder).map_err(failed)?, is_made))
}

/// The work folder of an output, with its lock.
pub(super) fn open_work(target: &Folder) -> Result<(Folder, Lock)> {
    const TRIES: usize = 10;
    let path = target.path().join(WORK_FOLDER);
    for _ in 0..TRIES {
        let opened = target
            .make_folder(WORK_FOLDER)
            .and_then(|_| target.enter(WORK_FOLDER));
        let work = match opened {
            Ok(work) => work,
            // A build that ended has removed it between the two.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(_) if is_no_folder(target) => return Err(not_a_folder(&path)),
            Err(error) => return Err(Error::writing(path, error)),
        };
        let lock = Lock::take(&work, LOCK);
        match target.kind(WORK_FOLDER) {
            Ok(Some(_)) => return Ok((work, lock?)),
            _ => continue,
        }
    }
    Err(Error::writing(path, ErrorKind::ResourceBusy.into()))
}

fn is_no_folder(target: &Folder) -> bool {
    !matches!(target.kind(WORK_FOLDER), Ok(Some(Kind::Folder)))
}

/// Removes the work folder, which holds nothing but the lock. Somebody who waits for it keeps it.
pub(super) fn remove_work(target: &Folder) -> Result<()> {
    let failed = |error| Error::writing(target.path().join(WORK_FOLDER), error);
    let work = target.enter(WORK_FOLDER).map_err(failed)?;
    work.remove_file(LOCK).map_err(failed)?;
    target.remove_folder(WORK_FOLDER).map_err(failed)?;
    Ok(())
}

/// Empties a folder of the program's own but for some names, without following links or entering mounts.
pub(super) fn clear(folder: &Folder, kept: &[&str]) -> Result<()> {
    let failed = |error| Error::writing(folder.path(), error);
    let entries = folder.entries().map_err(failed)?;
    let gone = |entry: &&Entry| kept.iter().all(|kept| entry.name != *kept);
    let entries: Vec<&Entry> = entries.iter().filter(gone).collect();
    entries.par_iter().try_for_each(|entry| {
        let Some(name) = entry.name.to_str() else {
            // Not made by this program, which writes text alone.
            return Err(not_ours(folder));
        };
        if entry.kind == Kind::Folder {
            clear(&folder.enter(name).map_err(failed)?, &[])?;
            match folder.remove_folder(name).map_err(failed)? {
                true => Ok(()),
                false => Err(failed(ErrorKind::DirectoryNotEmpty.into())),
            }
        } else {
            folder.remove_file(name).map_err(failed)
        }
    })
}

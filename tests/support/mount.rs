//! Folders that are seen at a second place.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a test has mounted. It is unmounted when dropped, the last first, since one may lie in another.
#[derive(Default)]
pub(crate) struct Mounts {
    /// The places at which folders are seen.
    pub(crate) places: Vec<PathBuf>,
}

impl Mounts {
    /// Shows a folder at a second place, which is made if nothing is there. Whether that was permitted.
    pub(crate) fn add(&mut self, folder: &Path, place: PathBuf) -> bool {
        if fs::symlink_metadata(&place).is_err() && fs::create_dir_all(&place).is_err() {
            return false;
        }
        let mut command = Command::new("mount");
        let run = command.arg("--bind").arg(folder).arg(&place).output();
        let is_mounted = run.is_ok_and(|run| run.status.success());
        if is_mounted {
            self.places.push(place);
        }
        is_mounted
    }
}

impl Drop for Mounts {
    fn drop(&mut self) {
        for place in self.places.iter().rev() {
            let _ = Command::new("umount").arg(place).output();
        }
    }
}

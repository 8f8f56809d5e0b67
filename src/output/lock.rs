//! Keeps two builds from writing into one output at the same time.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};

use super::folder::Folder;
use crate::error::{Error, Result};
use crate::text;

/// A lock that is held, until it is dropped or the process ends.
#[derive(Debug)]
pub(super) struct Lock {
    /// Its file, of which nobody reads or writes the bytes.
    _file: File,
}

/// So often it is tried again when the file was removed between opening and locking it.
const TRIES: usize = 100;

impl Lock {
    /// Takes the lock named by a file of a folder, made if there is none.
    ///
    /// # Errors
    /// When another process holds it, or the file system refuses.
    pub(super) fn take(folder: &Folder, name: &str) -> Result<Self> {
        let failed = |error| Error::writing(folder.path().join(name), error);
        for _ in 0..TRIES {
            let file = folder.lock_file(name).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(is_held()),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
            // Who held it before may have removed it meanwhile: then another holds another file of that name.
            if folder.holds(name, &file).map_err(failed)? {
                return Ok(Lock { _file: file });
            }
        }
        Err(failed(io::Error::from(ErrorKind::ResourceBusy)))
    }
}

fn is_held() -> Error {
    Error::new(text!(
        "另一个 zhandian 正在往同一个文件夹里生成网站，等它结束再试",
        "another zhandian is building into the same folder; try again when it is done"
    ))
}

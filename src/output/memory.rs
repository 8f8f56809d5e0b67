//! A site in memory, for tests and tools.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::Sink;
use crate::error::Result;

/// Files by path.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Memory {
    /// The files that were put here.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        // A thread that panicked while holding the lock has left a complete map behind all the same.
        self.files
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Sink for Memory {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.files
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

//! Where finished files go: a folder that is replaced as a whole, or memory.

mod directory;
mod memory;

use crate::error::Result;

pub use directory::{Directory, MARKER_FILE};
pub use memory::Memory;

/// Takes finished files, from several threads at once.
pub trait Sink: Sync {
    /// Takes one file; `path` is relative, with `/`.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<()>;
}

//! Where finished files go: a folder that can be trusted by whoever holds it, or memory.
//!
//! A site is published in a folder that others hold too: a server, a container's volume, a branch of a repository. So
//! the folder itself stays, with its mode, its owner and everything in it that this program did not write; a
//! [manifest](MARKER_FILE) in it says what it did. Where the folder may stand is judged first ([`Place`]), as if
//! somebody hostile had laid everything around it. [`Directory`] gathers the new site and changes the folder over.

mod directory;
#[cfg_attr(unix, path = "folder_unix.rs")]
#[cfg_attr(not(unix), path = "folder_other.rs")]
mod folder;
pub mod length;
mod lock;
mod manifest;
mod memory;
mod place;
mod release;
mod stale;
mod switch;
mod trouble;
mod work;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind, Read};

use crate::error::Result;
use folder::{Folder, Touched};
use manifest::{Manifest, Marker};

pub use directory::{Directory, Finished, finish_interrupted};
pub use manifest::{MARKER_FILE, WORK_FOLDER};
pub use memory::Memory;
pub use place::{Place, Surroundings};

/// How an output is written.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Whether to wait until everything is on the disk, so that a power cut costs nothing. It can be left out where
    /// the folder is thrown away soon.
    pub flush: bool,
}

/// Takes finished files, from several threads at once.
pub trait Sink: Sync {
    /// Takes one file; `path` is relative, with `/`.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<()>;
}

/// Name of the folder with the site, below the root, unless another is named.
pub const OUTPUT_FOLDER: &str = "public";

/// Name of the new manifest in the work folder, from when all that it names is there.
const MANIFEST: &str = "manifest";

/// What stands at a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Link,
    /// A pipe, a device or a socket.
    Special,
}

/// Something in a folder.
#[derive(Debug)]
struct Entry {
    name: OsString,
    kind: Kind,
}

/// What an output holds of this program.
#[derive(Debug)]
enum Previous {
    /// Nothing: it is new or empty.
    Nothing,
    /// The files of a manifest, and when it came into its place.
    Known(Manifest, Option<Touched>),
    /// Files of an older version, which did not say which.
    Older,
}

impl Previous {
    /// Whether a file at a path may be replaced. Whatever stood in the folder of an older version was its own.
    fn is_ours(&self, path: &str) -> bool {
        match self {
            Previous::Nothing => false,
            Previous::Known(manifest, _) => manifest.names(path),
            Previous::Older => true,
        }
    }

    /// What a folder holds of this program; `None` where it holds only other things.
    fn read(folder: &Folder) -> io::Result<Option<Self>> {
        if let Some((file, metadata)) = folder.file(MARKER_FILE)? {
            let touched = Some(Touched::of(&metadata));
            match Marker::read(&bytes_of(file, manifest::MOST_BYTES)?) {
                Marker::Manifest(manifest) => return Ok(Some(Previous::Known(manifest, touched))),
                Marker::Older => return Ok(Some(Previous::Older)),
                Marker::Foreign => return Ok(None),
            }
        }
        let is_bare = folder.entries()?.iter().all(|entry| {
            let name = entry.name.to_string_lossy();
            name == "CNAME" || (name.starts_with('.') && name != MARKER_FILE)
        });
        Ok(is_bare.then_some(Previous::Nothing))
    }
}

/// What is in the way of a new site.
#[derive(Debug, PartialEq, Eq)]
enum Obstacle {
    /// Something that this program did not write.
    Foreign(String),
    /// A folder of another file system, or one that cannot be entered.
    Mount(String),
    /// A folder in which nothing may be changed.
    ReadOnly(String),
}

/// The path of a name in a folder of an output, which is empty for the output itself.
fn below(at: &str, name: &str) -> String {
    match at {
        "" => name.to_owned(),
        at => format!("{at}/{name}"),
    }
}

/// All bytes of a file, at most so many.
fn bytes_of(file: File, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most {
        true => Err(ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}

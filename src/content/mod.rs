//! Content as written: every file below `content/` read, parsed and kept with its place.
//!
//! What is there is [listed](Listing) first. A file is read and parsed alone ([`load_file`]), so that a preview
//! can do just that when one changes; [`Content`] is nothing but the parsed files and the names of all others.

mod ids;
mod kind;
mod listing;
mod load;
pub(crate) mod paths;
pub mod placeholder;
mod records;
pub mod root_files;
pub mod rules;
pub mod scan;
mod walk;
pub mod written;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use kind::{Folder, Kind, RecordId};
pub use listing::Listing;
pub use load::{is_content_file, load, load_file, load_read, read};
pub use root_files::RootFiles;
pub use walk::{AnyRecord, WrittenRecord};

use jiff::civil::Date;

use self::written::Written;
use crate::fault::{Fault, FieldPath, Origin};
use crate::markdown::Body;

/// One record with what the file around it says.
#[derive(Debug)]
pub struct Document<T> {
    /// Where it was written.
    pub origin: Origin,
    /// Its kind and, for places, its folder.
    pub folder: Folder,
    /// Its id below the kind's folder: `yuping/buxingjie`.
    pub id: String,
    /// The record.
    pub fields: T,
    /// The Markdown after the front matter, if there is any text in it.
    pub body: Option<Body>,
}

impl<T> Document<T> {
    /// What its text says in a sentence or two; nothing if it has none.
    pub fn summary(&self) -> &str {
        self.body.as_ref().map_or("", |body| &body.summary)
    }
}

/// The records of a file, all of one kind.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names are the kinds")]
pub enum Records {
    Places(Vec<Arc<Document<written::Place>>>),
    Standards(Vec<Arc<Document<written::Standard>>>),
    Platforms(Vec<Arc<Document<written::Platform>>>),
    Projects(Vec<Arc<Document<written::Project>>>),
    Teams(Vec<Arc<Document<written::Team>>>),
    Activities(Vec<Arc<Document<written::Activity>>>),
    Needs(Vec<Arc<Document<written::Need>>>),
    Plans(Vec<Arc<Document<written::Plan>>>),
    Articles(Vec<Arc<Document<written::Article>>>),
    Pages(Vec<Arc<Document<written::Page>>>),
}

/// Does something with the documents of any kind.
macro_rules! with_documents {
    ($records:expr, $documents:ident => $result:expr) => {
        match $records {
            Records::Places($documents) => $result,
            Records::Standards($documents) => $result,
            Records::Platforms($documents) => $result,
            Records::Projects($documents) => $result,
            Records::Teams($documents) => $result,
            Records::Activities($documents) => $result,
            Records::Needs($documents) => $result,
            Records::Plans($documents) => $result,
            Records::Articles($documents) => $result,
            Records::Pages($documents) => $result,
        }
    };
}

impl Records {
    /// Whether all of them are drafts.
    pub fn is_draft(&self) -> bool {
        with_documents!(self, documents => !documents.is_empty()
            && documents.iter().all(|document| document.fields.draft()))
    }

    /// Whether they were written as a list.
    pub fn is_list(&self) -> bool {
        with_documents!(self, documents => documents
            .iter()
            .any(|document| document.origin.record.is_some()))
    }

    /// The latest day of articles.
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Records::Articles(documents) => documents
                .iter()
                .map(|document| document.fields.date.0)
                .max(),
            _ => None,
        }
    }

    /// Whether they are articles whose day comes later.
    pub fn is_after(&self, today: Date) -> bool {
        match self {
            Records::Articles(documents) => documents
                .iter()
                .any(|document| document.fields.date.0 > today),
            _ => false,
        }
    }
}

/// A content file, parsed.
#[derive(Debug)]
pub struct LoadedFile {
    /// Path below the site's root, with `/`.
    pub path: Arc<str>,
    /// What could be read of it.
    pub records: Option<Records>,
    /// What is wrong with the file taken alone.
    pub faults: Vec<Fault>,
    /// Fields with a fault already told, as full paths in the file.
    pub faulted: Vec<FieldPath>,
    /// Records known to exist of which nothing could be read.
    pub broken: Vec<RecordId>,
    /// The kind of a list file of which not even the ids are known.
    pub unreadable: Option<Folder>,
}

impl LoadedFile {
    /// Whether records of a kind are known, or may be thought, to be in it that could not be read.
    pub fn hides(&self, kind: Kind) -> bool {
        let unreadable = self.unreadable.as_ref();
        unreadable.is_some_and(|folder| folder.kind == kind)
            || self.broken.iter().any(|record| record.folder.kind == kind)
    }
}

/// Everything below `content/`.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// The content files, sorted by path.
    pub files: Vec<Arc<LoadedFile>>,
    /// All other files (pictures), as paths below `content/` with `/`.
    pub assets: BTreeSet<Arc<str>>,
    /// Those among them that are there and cannot be read, of which is told already.
    pub lost_assets: BTreeSet<Arc<str>>,
    /// Files for the root of the site.
    pub root_files: RootFiles,
    /// What is wrong with the folder, with names in it, and with the files for the root of the site.
    pub faults: Vec<Fault>,
}

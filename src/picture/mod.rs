//! Pictures beside the content: looked at when they are read, made into what browsers need when pages are
//! built or looked at.
//!
//! ```text
//! Content ──► named ──► examine ──► Pictures ──► check       what is wrong with a picture, where it is named
//!                       size, kind,     │
//!                       turn, digest    ├──────► view        addresses, widths, sizes: the plan
//!                                       └──────► workshop    the same plan, made or taken from the cache
//! ```
//!
//! What is published is always made anew from the bare pixels: turned upright, in sRGB, and without anything
//! that the file held besides, such as the position where a photo was taken. That holds for pictures that
//! pages show and for pictures that a link offers for download. A drawing in SVG can hold programs and is
//! refused, as is everything that moves.
//!
//! A file is examined as a whole, but not decoded, when a site is read ([`Pictures`]); so the addresses of
//! variants, which hold a digest of the picture and the settings, are known before any variant is made.

mod cache;
mod colour;
mod decode;
mod encode;
mod examine;
mod format;
mod gate;
mod named;
mod offer;
mod plan;
mod whole;
mod workshop;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::CONTENT_FOLDER;
use crate::config::Config;
use crate::content::Content;
use crate::disk::Root;
use crate::error::Result;
use crate::network::LinkOptions;
use crate::text::Text;

pub use cache::Cache;
pub use examine::{Examined, Header, LARGEST_FILE, LARGEST_OTHER, LONGEST_SIDE, Refusal};
pub use format::Format;
pub use gate::Gates;
pub use named::Uses;
pub use offer::OFFERED;
pub use plan::{Purpose, Shown, Variant};
pub use workshop::{Job, Workshop};

/// The files of the content that records name, as pictures or in links, with what is known of them.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    entries: BTreeMap<Arc<str>, Entry>,
}

/// A picture that cannot be published, by its path below `content/`, and why.
pub type RefusedFile = (Arc<str>, Refusal);

/// A file that records name.
#[derive(Debug, Clone)]
struct Entry {
    uses: Uses,
    examined: Arc<Examined>,
}

impl Pictures {
    /// Examines every file that the content or the configuration names, in parallel.
    ///
    /// # Errors
    /// When there is no such site.
    pub fn read(
        root: &Path,
        content: &Content,
        config: &Config,
        options: LinkOptions,
    ) -> Result<Self> {
        Pictures::default().read_again(root, content, config, options, &BTreeSet::new())
    }

    /// The same for content that changed, examining only what is new or among `changed`, by path below
    /// `content/`.
    ///
    /// # Errors
    /// When there is no such site.
    pub fn read_again(
        &self,
        root: &Path,
        content: &Content,
        config: &Config,
        options: LinkOptions,
        changed: &BTreeSet<String>,
    ) -> Result<Self> {
        let root = Root::at(root)?;
        let gates = Gates::default();
        let entries = named::in_content(content, config, options)
            .into_par_iter()
            .map(|(asset, uses)| {
                let known = self.entries.get(&asset);
                let known = known.filter(|entry| {
                    // What could not be read may be readable by now.
                    let is_unread =
                        matches!(*entry.examined, Examined::Refused(Refusal::Unread(_)));
                    !is_unread && !changed.contains(&*asset)
                });
                let examined = match known {
                    Some(entry) => entry.examined.clone(),
                    None => Arc::new(examine::examine(&root, &asset, &config.pictures, &gates)),
                };
                (asset, Entry { uses, examined })
            })
            .collect();
        Ok(Pictures { entries })
    }

    /// What is known of a file; `None` if no record names it.
    pub fn get(&self, asset: &str) -> Option<&Examined> {
        self.entries.get(asset).map(|entry| &*entry.examined)
    }

    /// A picture that can be published.
    pub fn header(&self, asset: &str) -> Option<&Header> {
        match self.get(asset)? {
            Examined::Picture(header) => Some(header),
            Examined::Refused(_) | Examined::Other => None,
        }
    }

    /// Whether it is a picture that cannot be published.
    pub fn is_refused(&self, asset: &str) -> bool {
        matches!(self.get(asset), Some(Examined::Refused(_)))
    }

    /// Every file that a record names, by path below `content/`.
    pub fn assets(&self) -> impl Iterator<Item = &Arc<str>> {
        self.entries.keys()
    }

    /// The files that could not be read, and why.
    pub fn unread(&self) -> BTreeMap<Arc<str>, Text> {
        let entries = self.entries.iter();
        let unread = entries.filter_map(|(asset, entry)| match &*entry.examined {
            Examined::Refused(Refusal::Unread(why)) => Some((asset.clone(), why.clone())),
            _ => None,
        });
        unread.collect()
    }

    /// Every file that a published page offers for download, by path below `content/`.
    pub fn offered(&self) -> impl Iterator<Item = &Arc<str>> {
        let offered = self.entries.iter().filter(|(_, entry)| entry.uses.linked);
        offered.map(|(asset, _)| asset)
    }

    /// How published records use a file.
    pub fn uses(&self, asset: &str) -> Uses {
        self.entries
            .get(asset)
            .map(|entry| entry.uses)
            .unwrap_or_default()
    }

    /// These pictures with more known of some: that they could not be decoded.
    pub fn refusing(&self, refused_files: &[RefusedFile]) -> Self {
        let mut pictures = self.clone();
        for (asset, refusal) in refused_files {
            if let Some(entry) = pictures.entries.get_mut(asset) {
                entry.examined = Arc::new(Examined::Refused(refusal.clone()));
            }
        }
        pictures
    }

    /// Nothing but what is wrong with some, to find where they are named.
    pub fn only(refused_files: Vec<RefusedFile>) -> Self {
        let entries = refused_files.into_iter().map(|(asset, refusal)| {
            let examined = Arc::new(Examined::Refused(refusal));
            let uses = Uses::default();
            (asset, Entry { uses, examined })
        });
        Pictures {
            entries: entries.collect(),
        }
    }
}

/// The path of a file of the content below the root of the site.
fn path_of(asset: &str) -> String {
    format!("{CONTENT_FOLDER}/{asset}")
}

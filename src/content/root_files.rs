//! `content/root/`: files that are copied byte for byte to the root of the published site, since somebody else
//! looks for them there: `CNAME`, the proofs of search engines and of WeChat, `.well-known/`, `favicon.ico`.
//! Nothing in it is read as content, whatever its name ends with.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::listing::{Listing, unreadable};
use super::paths::{ROOT_FOLDER, below_root_folder};
use super::rules::ROOT_FILE_LIMIT;
use crate::config::CONTENT_FOLDER;
use crate::disk::{Root, Unread, kibibytes, not_utf8};
use crate::fault::{Fault, Spot, Target};
use crate::text;

/// What is added to the file that the program makes, instead of being copied.
pub const ROBOTS_FILE: &str = "robots.txt";

/// How many files there may be: proofs and icons are a handful, and a whole site that was put here by mistake
/// is more.
const MOST_FILES: usize = 1000;

/// How large each may be, in bytes.
const LARGEST: u64 = 10 * 1024 * 1024;

/// How large the rules for crawlers may be, in bytes: crawlers need not read more (RFC 9309, section 2.5).
const LARGEST_ROBOTS: u64 = 500 * 1024;

/// The files for the root of the site.
#[derive(Debug, Clone, Default)]
pub struct RootFiles {
    names: BTreeSet<Arc<str>>,
    robots: Option<Arc<str>>,
    faults: Vec<Fault>,
}

impl RootFiles {
    /// Looks at what was listed, without reading more of it than the rules for crawlers.
    pub fn read(root: &Root, listing: &Listing) -> Self {
        let names: BTreeSet<Arc<str>> = listing
            .names
            .iter()
            .filter_map(|name| below_root_folder(name).map(Arc::from))
            .collect();
        if names.len() > MOST_FILES {
            let count = names.len();
            let fault = Fault::new(
                &ROOT_FILE_LIMIT,
                target(""),
                text!(
                    "`content/root/` 里有 {count} 个文件，超过上限 {MOST_FILES} 个",
                    "there are {count} files in `content/root/`, more than {MOST_FILES}"
                ),
            );
            return RootFiles {
                faults: vec![fault.help(text!(
                    "这里只放必须在网站根目录的文件，如 CNAME 和验证文件；别的移走",
                    "keep here what has to lie at the root of the site, such as CNAME and proofs, and move the rest"
                ))],
                ..RootFiles::default()
            };
        }
        let looked = names.par_iter().filter_map(|name| look(root, name));
        let mut files = RootFiles {
            faults: looked.collect(),
            robots: None,
            names: names.clone(),
        };
        if names.contains(ROBOTS_FILE) {
            files.read_robots(root);
        }
        files
    }

    fn read_robots(&mut self, root: &Root) {
        let path = path(ROBOTS_FILE);
        let bytes = match root.read(&path, LARGEST_ROBOTS) {
            Ok(bytes) => bytes,
            Err(Unread::TooLarge(most)) => return self.faults.push(too_large(ROBOTS_FILE, most)),
            // Told when it was looked at.
            Err(_) => return,
        };
        match String::from_utf8(bytes) {
            Ok(text) => self.robots = Some(text.trim_start_matches('\u{feff}').into()),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let sign = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
                self.faults.push(not_utf8(Target {
                    file: path.into(),
                    spot: Spot::Bytes(sign),
                }));
            }
        }
    }

    /// Whether a path below `content/` is that of such a file.
    pub fn holds(name: &str) -> bool {
        below_root_folder(name).is_some()
    }

    /// Files that are copied, by path below the root of the site.
    pub fn copied(&self) -> impl Iterator<Item = &Arc<str>> {
        self.names.iter().filter(|name| ***name != *ROBOTS_FILE)
    }

    /// Every file, by path below the root of the site.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &Arc<str>> {
        self.names.iter()
    }

    /// Whether a file is copied to this path, which starts with `/`.
    pub fn has(&self, path: &str) -> bool {
        let name = path.strip_prefix('/').unwrap_or_default();
        name != ROBOTS_FILE && self.names.contains(name)
    }

    /// The bytes of a file that is copied.
    ///
    /// # Errors
    /// When it is gone, or became something that may not be copied, since it was looked at.
    pub fn bytes(root: &Root, name: &str) -> std::result::Result<Vec<u8>, Unread> {
        root.read(&path(name), LARGEST)
    }

    /// What is added to the rules for crawlers.
    pub fn robots(&self) -> Option<&str> {
        self.robots.as_deref()
    }

    /// What is wrong with them, their places on the site aside.
    pub(super) fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

/// The path of a file below the site's root.
pub(crate) fn path(name: &str) -> String {
    format!("{CONTENT_FOLDER}/{ROOT_FOLDER}/{name}")
}

/// Where faults about a file are told.
pub(crate) fn target(name: &str) -> Target {
    Target {
        file: path(name).trim_end_matches('/').into(),
        spot: Spot::File,
    }
}

/// What is wrong with a file as it lies there.
fn look(root: &Root, name: &str) -> Option<Fault> {
    let size = root
        .open(&path(name))
        .and_then(|file| file.metadata().map_err(Unread::Refused));
    match size {
        Ok(found) if found.len() > LARGEST => Some(too_large(name, LARGEST)),
        Ok(_) => None,
        Err(why) => Some(unreadable(target(name), &why)),
    }
}

fn too_large(name: &str, most: u64) -> Fault {
    let most = kibibytes(most);
    Fault::new(
        &ROOT_FILE_LIMIT,
        target(name),
        text!("`{name}` 超过了上限 {most}", "`{name}` is larger than {most}"),
    )
    .help(text!(
        "这里只放 CNAME、验证文件、图标这样的小文件；供人下载的文件放在内容旁边，在正文里链接它",
        "keep small files here, such as CNAME, proofs and icons; put what is offered for download beside the content and link to it"
    ))
}

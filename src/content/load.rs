//! Reads what was listed in `content/` and turns each file into records, in parallel.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::listing::{Listing, unreadable};
use super::paths::{below_root_folder, is_within_root_folder};
use super::root_files::RootFiles;
use super::rules::{FILE_TOO_LARGE, UNKNOWN_FOLDER};
use super::{Content, Folder, LoadedFile, RecordId, Records, placeholder, scan};
use crate::config::CONTENT_FOLDER;
use crate::config::Config;
use crate::disk::{Root, Unread, not_utf8};
use crate::error::{Error, Result};
use crate::fault::{Fault, FieldPath, Spot, Target};
use crate::suggest::nearest;
use crate::text;

/// Reads everything below `content/` of a site.
///
/// # Errors
/// When there is no such site, or a file goes away while it is read.
pub fn load(root: &Path, config: &Config) -> Result<Content> {
    let root = Root::at(root)?;
    let listing = Listing::read(&root);
    let files = listing
        .names
        .par_iter()
        .filter(|name| is_content_file(name))
        .map(|name| match read(&root, name, config) {
            Err(Unread::Missing) => Err(vanished(&root, name)),
            read => Ok(Arc::new(load_read(name, &read, config))),
        })
        .collect::<Result<Vec<_>>>()?;
    let root_files = RootFiles::read(&root, &listing);
    Ok(Content::new(files, &listing, root_files, config))
}

/// The bytes of a content file, as many as the configuration allows.
///
/// # Errors
/// As told in [`Unread`].
pub fn read(root: &Root, name: &str, config: &Config) -> std::result::Result<Vec<u8>, Unread> {
    root.read(
        &format!("{CONTENT_FOLDER}/{name}"),
        config.limits.file_bytes,
    )
}

/// Parses what came of reading a content file.
pub fn load_read(
    name: &str,
    read: &std::result::Result<Vec<u8>, Unread>,
    config: &Config,
) -> LoadedFile {
    match read {
        Ok(bytes) => load_file(name, bytes, config),
        Err(Unread::TooLarge(_)) => Loader::new(name, config).too_large(),
        Err(why) => {
            let loader = Loader::new(name, config);
            let fault = unreadable(loader.target(Spot::File), why);
            loader.lost(fault)
        }
    }
}

/// A file that was listed a moment ago and is gone: what would be published is not what anybody saw.
fn vanished(root: &Root, name: &str) -> Error {
    let path = root.path().join(CONTENT_FOLDER).join(name);
    let path = path.display();
    Error::new(text!(
        "{path} 在读取网站的过程中不见了，请再试一次",
        "{path} went away while the site was read; try again"
    ))
}

/// Whether a file is content rather than a picture or other asset. What is for the root of the site never is.
pub fn is_content_file(relative: &str) -> bool {
    below_root_folder(relative).is_none()
        && Path::new(relative)
            .extension()
            .is_some_and(|extension| extension == "md" || extension == "yaml" || extension == "yml")
}

impl Content {
    /// What was listed and read, with what could not be. `files` are sorted by path.
    pub fn new(
        files: Vec<Arc<LoadedFile>>,
        listing: &Listing,
        root_files: RootFiles,
        config: &Config,
    ) -> Self {
        let is_asset = |name: &&String| !is_content_file(name) && below_root_folder(name).is_none();
        let mut content = Content {
            files,
            assets: listing
                .names
                .iter()
                .filter(is_asset)
                .map(|name| Arc::from(name.as_str()))
                .collect(),
            faults: listing.faults.clone(),
            ..Content::default()
        };
        content.faults.extend(root_files.faults().iter().cloned());
        content.root_files = root_files;
        for lost in &listing.lost {
            let name = lost.name.as_str();
            let is_folder = !name.rsplit('/').next().unwrap_or(name).contains('.');
            if name.is_empty() || is_within_root_folder(name) {
                content.faults.push(lost.fault.clone());
            } else if is_folder || is_content_file(name) {
                // What refers to the records in it is not to blame.
                let file = Loader::new(name, config).lost(lost.fault.clone());
                content.files.push(Arc::new(file));
            } else {
                content.faults.push(lost.fault.clone());
                content.lost_assets.insert(name.into());
            }
        }
        if !listing.lost.is_empty() {
            content.files.sort_by(|a, b| a.path.cmp(&b.path));
        }
        content
    }
}

/// Parses one content file. `relative` is its path below `content/`.
pub fn load_file(relative: &str, bytes: &[u8], config: &Config) -> LoadedFile {
    let mut loader = Loader::new(relative, config);
    if bytes.len() as u64 > config.limits.file_bytes {
        return loader.too_large();
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            // The sign that stands for the byte when the file is shown.
            let at = error.valid_up_to();
            let sign = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
            loader.file_fault(not_utf8(loader.target(Spot::Bytes(sign))));
            return loader.finish(None);
        }
    };
    loader.scan(text);
    let Some(folder) = loader.folder() else {
        return loader.finish(None);
    };
    let records = loader.records(&folder, text);
    // Nobody reads a draft yet.
    if records.as_ref().is_some_and(|records| !records.is_draft()) {
        loader.placeholders(text);
    }
    loader.finish(records)
}

/// What is known of a file while it is parsed.
pub(super) struct Loader<'a> {
    pub(super) config: &'a Config,
    pub(super) relative: &'a str,
    pub(super) path: Arc<str>,
    pub(super) faults: Vec<Fault>,
    pub(super) faulted: Vec<FieldPath>,
    pub(super) broken: Vec<RecordId>,
    pub(super) unreadable: Option<Folder>,
}

impl<'a> Loader<'a> {
    fn new(relative: &'a str, config: &'a Config) -> Self {
        Loader {
            config,
            relative,
            path: format!("{CONTENT_FOLDER}/{relative}").into(),
            faults: Vec::new(),
            faulted: Vec::new(),
            broken: Vec::new(),
            unreadable: None,
        }
    }

    fn finish(self, records: Option<Records>) -> LoadedFile {
        LoadedFile {
            path: self.path,
            records,
            faults: self.faults,
            faulted: self.faulted,
            broken: self.broken,
            unreadable: self.unreadable,
        }
    }

    pub(super) fn target(&self, spot: Spot) -> Target {
        Target {
            file: self.path.clone(),
            spot,
        }
    }

    /// Tells what the letters alone show.
    fn scan(&mut self, text: &str) {
        let file = self.path.clone();
        scan::scan(text, |range| bytes(&file, range), &mut self.faults);
    }

    /// Tells what was to be replaced.
    fn placeholders(&mut self, text: &str) {
        let file = self.path.clone();
        placeholder::check(text, |range| bytes(&file, range), &mut self.faults);
    }

    /// The file, which is too large.
    fn too_large(self) -> LoadedFile {
        let most = self.config.limits.file_bytes / 1024;
        let fault = Fault::new(
            &FILE_TOO_LARGE,
            self.target(Spot::File),
            text!(
                "文件超过了上限 {most} KiB",
                "the file is larger than {most} KiB"
            ),
        );
        self.lost(fault.help(text!(
            "把它分成几个文件；确实需要时改 site-config.yaml 的 limits: file_kib",
            "divide it into several, or raise `file_kib` of `limits` in site-config.yaml"
        )))
    }

    /// The file with nothing but a fault.
    fn lost(mut self, fault: Fault) -> LoadedFile {
        self.file_fault(fault);
        self.finish(None)
    }

    /// A fault that leaves nothing of the file; what refers to it is not to blame.
    pub(super) fn file_fault(&mut self, fault: Fault) {
        self.faults.push(fault);
        if let Some(folder) = self.folder_silently() {
            let id = self.path_id();
            if self.relative.ends_with(".md") {
                self.broken.push(RecordId { folder, id });
            } else {
                self.unreadable = Some(folder);
            }
        }
    }

    /// The first folder of the path, or for `content/teams.yaml` the file's stem.
    fn folder_name(&self) -> &'a str {
        match self.relative.split_once('/') {
            Some((folder, _)) => folder,
            None => stem(self.relative),
        }
    }

    fn folder_silently(&self) -> Option<Folder> {
        Folder::named(self.folder_name(), &self.config.tiers)
    }

    fn folder(&mut self) -> Option<Folder> {
        let folder = self.folder_silently();
        if folder.is_none() {
            let name = self.folder_name();
            let names = Folder::names(&self.config.tiers);
            let help = match nearest(name, names.iter().map(String::as_str)) {
                Some(near) => text!(
                    "是不是该放在 `content/{near}/`？",
                    "did you mean `content/{near}/`?"
                ),
                None => {
                    let known = names.join(", ");
                    text!("可用的文件夹：{known}", "known folders: {known}")
                }
            };
            self.faults.push(
                Fault::new(
                    &UNKNOWN_FOLDER,
                    self.target(Spot::File),
                    text!(
                        "不认识的文件夹或文件名 `{name}`",
                        "`{name}` holds no kind of content"
                    ),
                )
                .help(help),
            );
        }
        folder
    }

    /// The id that the path gives: everything below the kind's folder, without the ending.
    pub(super) fn path_id(&self) -> String {
        let below = self.relative.split_once('/').map_or("", |(_, below)| below);
        below
            .strip_suffix(".md")
            .or_else(|| below.strip_suffix(".yaml"))
            .or_else(|| below.strip_suffix(".yml"))
            .unwrap_or(below)
            .to_owned()
    }

    /// The id of a record in a list: below the folder in which the list file lies.
    pub(super) fn list_id(&self, written: &str) -> String {
        let id = self.path_id();
        let folder = id.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder.is_empty() || written.starts_with(&format!("{folder}/")) {
            written.to_owned()
        } else {
            format!("{folder}/{written}")
        }
    }
}

fn bytes(file: &Arc<str>, range: Range<usize>) -> Target {
    Target {
        file: file.clone(),
        spot: Spot::Bytes(range),
    }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

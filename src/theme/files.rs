//! The files of a theme, from disk or from the program itself.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use walkdir::WalkDir;

use super::rules::BAD_THEME;
use crate::config::{THEMES_FOLDER, is_theme_name};
use crate::diagnostic::SourceFiles;
use crate::disk::{Root, Unread, kibibytes, open_regular, read_at_most, visible_below};
use crate::error::{Error, Result};
use crate::fault::{Fault, Spot, Target};
use crate::text;

/// Largest file of a theme, in bytes: fonts of all Han characters have some ten megabytes.
const LARGEST_FILE: u64 = 32 * 1024 * 1024;
/// Most bytes of all files of a theme, which are in memory as long as the program works.
const LARGEST_THEME: u64 = 128 * 1024 * 1024;

mod default_theme {
    include!(concat!(env!("OUT_DIR"), "/default_theme.rs"));

    /// The files of the default theme, by path below its folder.
    pub(super) fn files() -> &'static [(&'static str, &'static [u8])] {
        FILES
    }
}

/// The files of the built-in default theme, by path below its folder.
pub static DEFAULT_FILES: std::sync::LazyLock<&'static [(&'static str, &'static [u8])]> =
    std::sync::LazyLock::new(default_theme::files);

/// One theme of a chain of parents.
pub(super) struct Layer {
    name: String,
    built_in: bool,
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Layer {
    /// The theme of this name below a site's root, else the built-in one of that name. `named_at` is where it was
    /// named; what cannot be read of it goes to `faults`.
    pub(super) fn open(
        root: &Root,
        name: &str,
        named_at: &Target,
        faults: &mut Vec<Fault>,
    ) -> Result<Option<Self>> {
        let path = format!("{THEMES_FOLDER}/{name}");
        let folder = match is_theme_name(name).then(|| root.resolve(Path::new(&path))) {
            Some(Ok(folder)) => Some(folder).filter(|folder| folder.is_dir()),
            Some(Err(unread @ Unread::LeadsOut(_))) => {
                faults.push(unreadable(&unread, &path, named_at.clone()));
                return Ok(None);
            }
            Some(Err(Unread::Refused(error))) => return Err(Error::reading(path, error)),
            Some(Err(_)) | None => None,
        };
        if let Some(folder) = folder {
            return Ok(Some(Layer {
                name: name.to_owned(),
                built_in: false,
                files: read(&folder, &path, faults)?,
            }));
        }
        Ok((name == "default").then(|| Layer {
            name: name.to_owned(),
            built_in: true,
            files: DEFAULT_FILES
                .iter()
                .map(|(path, bytes)| ((*path).to_owned(), Arc::from(*bytes)))
                .collect(),
        }))
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// Files below a folder of the theme, by path below that folder.
    pub(super) fn below<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a Arc<[u8]>)> {
        self.files
            .iter()
            .filter_map(move |(path, bytes)| Some((path.strip_prefix(folder)?, bytes)))
    }

    /// The path that messages name.
    pub(super) fn display_path(&self, path: &str) -> Arc<str> {
        format!("{THEMES_FOLDER}/{}/{path}", self.name).into()
    }

    /// Lets faults in built-in files be shown although they are not on disk.
    pub(super) fn add_built_in(&self, sources: &mut SourceFiles) {
        if !self.built_in {
            return;
        }
        for (path, bytes) in *DEFAULT_FILES {
            if let Ok(text) = std::str::from_utf8(bytes) {
                sources.add(self.display_path(path), text);
            }
        }
    }
}

/// The files in a folder, which is called `name` in messages. What is neither a file nor a folder is left out.
fn read(folder: &Path, name: &str, faults: &mut Vec<Fault>) -> Result<BTreeMap<String, Arc<[u8]>>> {
    let mut files = BTreeMap::new();
    let mut left = LARGEST_THEME;
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::reading(folder, error.into()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path();
        let Some(relative) = visible_below(folder, path) else {
            continue;
        };
        let bytes = open_regular(path).and_then(|file| read_at_most(file, left.min(LARGEST_FILE)));
        match bytes {
            Ok(bytes) => {
                left -= bytes.len() as u64;
                files.insert(relative, bytes.into());
            }
            Err(unread @ Unread::TooLarge(_)) => {
                let file = format!("{name}/{relative}");
                let target = Target {
                    file: file.as_str().into(),
                    spot: Spot::File,
                };
                faults.push(unreadable(&unread, &file, target));
                break;
            }
            // It went away meanwhile.
            Err(Unread::Missing) => {}
            Err(unread) => return Err(unread.into_error(&format!("{name}/{relative}"))),
        }
    }
    Ok(files)
}

fn unreadable(unread: &Unread, path: &str, target: Target) -> Fault {
    let (file, theme) = (kibibytes(LARGEST_FILE), kibibytes(LARGEST_THEME));
    Fault::new(&BAD_THEME, target, unread.describe(path)).help(text!(
        "主题要放在网站的文件夹里，一个文件最多 {file}，全部最多 {theme}",
        "a theme lies below the site's root; a file of it has at most {file}, all together {theme}"
    ))
}

//! The files of a theme, from disk or from the program itself.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use walkdir::WalkDir;

use crate::config::is_theme_name;
use crate::diagnostic::SourceFiles;
use crate::error::{Error, Result};

/// Folder with themes, below a site's root.
pub const THEMES_FOLDER: &str = "themes";

/// Folder with the static files of a theme, in the theme and on the site.
pub const STATIC_FOLDER: &str = "static";

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
    /// The theme of this name below a site's root, else the built-in one of that name.
    pub(super) fn open(root: &Path, name: &str) -> Result<Option<Self>> {
        let folder = root.join(THEMES_FOLDER).join(name);
        if is_theme_name(name) && folder.is_dir() {
            return Ok(Some(Layer {
                name: name.to_owned(),
                built_in: false,
                files: read(&folder)?,
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

fn read(folder: &Path) -> Result<BTreeMap<String, Arc<[u8]>>> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::reading(folder, error.into()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path();
        let relative = path
            .strip_prefix(folder)
            .unwrap_or(path)
            .components()
            .map(|component| component.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        let hidden = relative.split('/').any(|part| part.starts_with('.'));
        if !hidden {
            let bytes = std::fs::read(path).map_err(|error| Error::reading(path, error))?;
            files.insert(relative, bytes.into());
        }
    }
    Ok(files)
}

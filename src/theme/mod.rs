//! Themes: Tera templates, static files and the phrases of the interface.
//!
//! A theme is a folder `themes/NAME/` with `theme.yaml`, `templates/`, `static/` and `texts/`. It may
//! name a parent whose files it inherits and can override one by one. The default theme is part of the
//! program as well, so a site needs none of its own.

mod files;
mod leaflet;
mod phrases;
mod render;
pub mod rules;
mod slim;
mod static_names;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use tera::Tera;

use crate::address::COLORS_FILE;
use crate::config::Config;
use crate::diagnostic::SourceFiles;
use crate::disk::Root;
use crate::error::Result;
use crate::fault::{Fault, Origin, Spot, Target};
use crate::steps;
use crate::text;
use crate::view::{Phrases, SiteView};
use crate::vocabulary::OF_CONTENT;
use crate::yaml::read_record;

pub use render::RenderFault;

pub use files::DEFAULT_FILES;

use files::Layer;
use rules::{BAD_THEME, MISSING_THEME};

/// The version of the contract between themes and program that this program speaks.
pub const API_VERSION: u32 = 1;

/// More parents than this are a circle.
const MOST_PARENTS: usize = 8;

/// `theme.yaml` as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    api: crate::values::Count,
    #[expect(
        dead_code,
        reason = "for people; the folder is what the program goes by"
    )]
    name: Option<String>,
    parent: Option<String>,
}

/// A theme, ready to render.
pub struct Theme {
    tera: Tera,
    /// Display path of each template, by the name that Tera knows it under.
    paths: BTreeMap<String, Arc<str>>,
    phrases: Phrases,
    static_files: BTreeMap<String, Arc<[u8]>>,
}

/// The files of the library for tiles, relative to the root; none if the configuration asks for no tiles.
pub fn library_files(config: &Config) -> impl Iterator<Item = String> {
    config.map.tiles.iter().flat_map(|_| leaflet::paths())
}

impl Theme {
    /// Opens the configured theme. What is wrong with it goes to `faults`; `None` if nothing can be
    /// rendered with it. `sources` learns the built-in files, so that faults in them can be shown.
    ///
    /// # Errors
    /// When a file of the theme cannot be read.
    pub fn open(
        root: &Path,
        config: &Config,
        sources: &mut SourceFiles,
        faults: &mut Vec<Fault>,
    ) -> Result<Option<Self>> {
        let before = faults.len();
        let folder = Root::at(root)?;
        let layers = layers(&folder, config, faults)?;
        for layer in &layers {
            layer.add_built_in(sources);
        }
        if faults.len() > before {
            // Without all its parents a theme's own templates would seem faulty.
            return Ok(None);
        }
        let phrases = phrases::load(&layers, config.language, faults);
        let (tera, paths) = render::templates(&layers, config.base_url.prefix(), faults);
        if faults.len() > before {
            return Ok(None);
        }
        let mut static_files = BTreeMap::new();
        let mut names = static_names::Known::default();
        for layer in layers.iter().rev() {
            for (name, bytes) in layer.below("static/") {
                faults.extend(names.add(layer, name));
                static_files.insert(name.to_owned(), slim::slim(name, bytes));
            }
        }
        if let Some(colors) = config.colors.style_sheet() {
            static_files.insert(COLORS_FILE.to_owned(), colors.into_bytes().into());
        }
        if config.map.tiles.is_some() {
            match leaflet::read(&folder, config)? {
                Ok(files) => static_files.extend(files),
                Err(fault) => faults.push(fault),
            }
        }
        Ok(Some(Theme {
            tera,
            paths,
            phrases,
            static_files,
        }))
    }

    /// The phrases of the interface.
    pub fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// Static files by their path below `/static/`.
    pub fn static_files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.static_files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_ref()))
    }

    /// A static file by its path below `/static/`.
    pub fn static_file(&self, path: &str) -> Option<&[u8]> {
        self.static_files.get(path).map(|bytes| bytes.as_ref())
    }

    /// What all pages of a site share, converted once.
    pub fn share(&self, site: &SiteView) -> Shared {
        Shared {
            site: tera::Value::from_serializable(site),
            texts: tera::Value::from_serializable(&self.phrases.outside_groups()),
        }
    }
}

/// What all pages of a site share; cheap to clone.
#[derive(Debug, Clone)]
pub struct Shared {
    site: tera::Value,
    texts: tera::Value,
}

/// The theme and its parents, the theme first.
fn layers(root: &Root, config: &Config, faults: &mut Vec<Fault>) -> Result<Vec<Layer>> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut next = Some((config.theme.clone(), config.origin.value(&steps!["theme"])));
    while let Some((name, named_at)) = next.take() {
        if layers.len() >= MOST_PARENTS || layers.iter().any(|layer| layer.name() == name) {
            faults.push(Fault::new(
                &BAD_THEME,
                named_at,
                text!(
                    "主题的上级绕成了一个圈",
                    "the parents of the theme lead back to itself"
                ),
            ));
            break;
        }
        let before = faults.len();
        let layer = Layer::open(root, &name, &named_at, faults)?;
        if faults.len() > before {
            break;
        }
        let Some(layer) = layer else {
            faults.push(
                Fault::new(
                    &MISSING_THEME,
                    named_at,
                    text!("找不到主题 `{name}`", "there is no theme `{name}`"),
                )
                .help(text!(
                    "主题放在 themes/{name}/;程序自带的主题叫 default",
                    "a theme is a folder themes/{name}/; the built-in one is called default"
                )),
            );
            break;
        };
        let (manifest, file) = manifest(&layer, faults);
        next = manifest
            .parent
            .map(|parent| (parent, Origin::file(file).value(&steps!["parent"])));
        layers.push(layer);
    }
    Ok(layers)
}

fn manifest(layer: &Layer, faults: &mut Vec<Fault>) -> (Manifest, Arc<str>) {
    let file = layer.display_path("theme.yaml");
    let Some(bytes) = layer.get("theme.yaml") else {
        let name = layer.name();
        faults.push(
            Fault::new(
                &BAD_THEME,
                Target {
                    file: file.clone(),
                    spot: Spot::File,
                },
                text!(
                    "主题 `{name}` 没有 theme.yaml",
                    "the theme `{name}` has no theme.yaml"
                ),
            )
            .help(text!(
                "新建它，写上 `api: {API_VERSION}`",
                "make one with `api: {API_VERSION}`"
            )),
        );
        return (Manifest::default(), file);
    };
    let text = String::from_utf8_lossy(bytes);
    let before = faults.len();
    let manifest = read_record::<Manifest>(&OF_CONTENT, &file, &text, 0, faults)
        .value
        .unwrap_or_default();
    let api = manifest.api.0;
    if faults.len() == before && api != API_VERSION {
        faults.push(
            Fault::new(
                &BAD_THEME,
                Origin::file(file.clone()).value(&steps!["api"]),
                text!("这个主题是为第 {api} 版约定写的，程序用的是第 {API_VERSION} 版", "this theme is for version {api} of the contract; the program speaks version {API_VERSION}"),
            )
            .help(text!("按 docs/themes.md 更新主题", "bring the theme up to date by docs/themes.md")),
        );
    }
    (manifest, file)
}

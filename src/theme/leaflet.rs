//! The library that shows tiles. It is not ours and not in our sources: a site that wants tiles installs it with
//! npm, and we publish it from there.

use std::sync::Arc;

use super::rules::MISSING_MAP_LIBRARY;
use crate::config::Config;
use crate::disk::{Root, Unread};
use crate::error::Result;
use crate::fault::Fault;
use crate::steps;
use crate::text;

/// Where npm puts the library, below the site's root.
const FOLDER: &str = "node_modules/leaflet";
/// The versions whose interface our script speaks.
const VERSION: &str = "1.9.";
/// Largest file of it, in bytes: ten times what it has.
const MOST_BYTES: u64 = 2 * 1024 * 1024;
/// Its files, below `dist/`: the first two must be there.
const FILES: [&str; 7] = [
    "leaflet.js",
    "leaflet.css",
    "images/layers.png",
    "images/layers-2x.png",
    "images/marker-icon.png",
    "images/marker-icon-2x.png",
    "images/marker-shadow.png",
];

/// A static file: its path below `/static/`, and its bytes.
pub(super) type StaticFile = (String, Arc<[u8]>);

/// The files of the library as static files, or the fault that it is not installed.
///
/// # Errors
/// When a file that is there cannot be read.
pub(super) fn read(
    root: &Root,
    config: &Config,
) -> Result<std::result::Result<Vec<StaticFile>, Fault>> {
    if !is_version(root) {
        return Ok(Err(missing(config)));
    }
    let mut files = Vec::new();
    for name in FILES {
        let path = format!("{FOLDER}/dist/{name}");
        match root.read(&path, MOST_BYTES) {
            Ok(bytes) => files.push((format!("leaflet/{name}"), bytes.into())),
            Err(Unread::Missing) if name.starts_with("images/") => {}
            Err(Unread::Missing) => return Ok(Err(missing(config))),
            Err(unread) => return Err(unread.into_error(&path)),
        }
    }
    Ok(Ok(files))
}

/// Every file that [`read`] looks at, relative to the site's root.
pub(super) fn paths() -> impl Iterator<Item = String> {
    let files = FILES.iter().map(|name| format!("{FOLDER}/dist/{name}"));
    std::iter::once(format!("{FOLDER}/package.json")).chain(files)
}

/// Whether the package is of a version that we know.
fn is_version(root: &Root) -> bool {
    #[derive(serde::Deserialize)]
    struct Package {
        version: String,
    }
    root.read(&format!("{FOLDER}/package.json"), MOST_BYTES)
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Package>(&bytes).ok())
        .is_some_and(|package| package.version.starts_with(VERSION))
}

fn missing(config: &Config) -> Fault {
    Fault::new(
        &MISSING_MAP_LIBRARY,
        config.origin.key(&steps!["map", "tiles"]),
        text!(
            "街道底图要用 Leaflet 1.9，在 {FOLDER}/ 里没有找到",
            "tiles need Leaflet 1.9, which is not in {FOLDER}/"
        ),
    )
    .help(text!(
        "在网站的根目录运行 npm install leaflet@1.9",
        "run npm install leaflet@1.9 in the root of the site"
    ))
}

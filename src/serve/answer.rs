//! What a path leads to: a page, a file, another path, or what is wrong, as a static host with the built site would
//! answer.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use axum::http::StatusCode;

use super::preview::State;
use crate::address::{self, INDEX_FOLDER, MEDIA_FOLDER, STATIC_FOLDER};
use crate::diagnostic::print_human;
use crate::disk::Root;
use crate::percent::{decode, encode_path};
use crate::picture::Workshop;
use crate::site::{self, Renderer, Site};

/// What a path leads to.
pub(super) enum Answer {
    /// A page, as `build` would write it, and the file it is made from.
    Page {
        status: StatusCode,
        html: Vec<u8>,
        source: Option<Arc<str>>,
    },
    /// There is no page, because of what is wrong with the files.
    Trouble { status: StatusCode, text: String },
    /// Any other file.
    File(&'static str, Vec<u8>),
    /// A folder without its slash.
    Moved(String),
    /// A path that no link of ours has.
    Bad,
}

/// Answers a path as it stands in a request, percent-encoded.
pub(super) fn answer(state: &State, raw: &str) -> Answer {
    let path = decode(raw);
    let is_trick =
        path.contains(['\\', '\0']) || path.split('/').any(|part| part == ".." || part == ".");
    if is_trick {
        return Answer::Bad;
    }
    let Some(site) = &state.site else {
        return Answer::Trouble {
            status: StatusCode::SERVICE_UNAVAILABLE,
            text: state.trouble.to_string(),
        };
    };
    let prefix = site.config.base_url.prefix();
    let below = path
        .strip_prefix(prefix)
        .filter(|below| below.starts_with('/'));
    // The way in; anywhere else outside the site's folder there is nothing.
    if below.is_none() && (path == "/" || path == prefix) {
        return Answer::Moved(format!("{}/", encode_path(prefix)));
    }
    let inside = |folder: &str| {
        let below = below?.strip_prefix('/')?.strip_prefix(folder)?;
        below.strip_prefix('/')
    };
    if let Some(name) = inside(STATIC_FOLDER)
        && let Some(bytes) = site.static_file(name)
    {
        return Answer::File(content_type(name), bytes.to_vec());
    }
    if let Some(below) = below.filter(|_| inside(MEDIA_FOLDER).is_some())
        && let Some(answer) = media(state, site, below)
    {
        return answer;
    }
    let Some(renderer) = Renderer::new(site) else {
        return failed(state.trouble.to_string());
    };
    if let Some(name) = inside(INDEX_FOLDER)
        && let Some(file) = renderer.search_index().file(name)
    {
        return Answer::File(content_type(name), file.into());
    }
    if let Some(below) = below.filter(|below| site.content.root_files.has(below)) {
        return root_file(state, below);
    }
    let page = below.map(|below| below.strip_suffix("index.html").unwrap_or(below));
    let found = page.and_then(|page| Some((page, site.table.find(page)?)));
    let (status, route) = match found {
        Some((page, route)) if route.path(&site.network) == page => (StatusCode::OK, route),
        Some((page, route)) if route.path(&site.network) == format!("{page}/") => {
            return Answer::Moved(format!("{}/", encode_path(&path)));
        }
        _ => match site.table.find(address::NOT_FOUND) {
            Some(route) => (StatusCode::NOT_FOUND, route),
            None => return Answer::Bad,
        },
    };
    let mut html = Vec::new();
    match renderer.page(route, &mut html) {
        Ok(()) if !route.is_page() => Answer::File(content_type(&route.path(&site.network)), html),
        Ok(()) => Answer::Page {
            status,
            html,
            source: route.source(&site.network),
        },
        Err(fault) => {
            let faults = site.diagnose(&[fault.fault(&path)]);
            failed(print_human(&faults, site.sources(), state.lang, false))
        }
    }
}

/// A file for the root of the site, as `build` copies it.
fn root_file(state: &State, path: &str) -> Answer {
    let read =
        Root::at(&state.root).and_then(|root| site::root_file(&root, path.trim_start_matches('/')));
    match read {
        Ok(bytes) => Answer::File(content_type(path), bytes),
        Err(error) => failed(error.describe(state.lang)),
    }
}

/// A file beside the content, made as `build` makes it; `None` if the site has none at this path.
fn media(state: &State, site: &Site, path: &str) -> Option<Answer> {
    // Here and not on the threads of pictures: of two that wait for it, one may be made to work for the other.
    let media = site.media();
    let found = Root::at(&state.root).and_then(|root| {
        let workshop = Workshop::new(&root, &site.config.pictures, &state.gates);
        let make = || media.file(path, &workshop);
        state.picture_threads.install(make)
    });
    Some(match found {
        Ok(found) => match found? {
            Ok(bytes) => Answer::File(content_type(path), bytes),
            Err(trouble) => {
                let faults = site.damaged(vec![trouble]);
                failed(print_human(&faults, site.sources(), state.lang, false))
            }
        },
        Err(error) => failed(error.describe(state.lang)),
    })
}

pub(super) fn failed(text: String) -> Answer {
    Answer::Trouble {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        text,
    }
}

/// What tells two versions of a page apart.
pub(super) fn fingerprint(html: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    html.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The type of a file by its ending, as static hosts give it.
fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "geojson" => "application/geo+json",
        "ics" => "text/calendar; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "xml" if name.ends_with("feed.xml") => "application/atom+xml",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

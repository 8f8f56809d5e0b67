//! What the preview answers: paths, redirects, 404 and types as a static host gives them, and nothing
//! that is not part of the site.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State as Extract;
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use axum::routing::get;
use tokio::sync::watch::Receiver;

use super::events;
use super::preview::State;
use crate::diagnostic::print_human;
use crate::disk::Root;
use crate::links::MEDIA_FOLDER;
use crate::markdown::escape_html;
use crate::percent::{decode, encode_path};
use crate::picture::Workshop;
use crate::search::INDEX_FOLDER;
use crate::site::{self, Renderer, Site};

/// Where the preview's own files are found.
pub(super) const OWN_PATH: &str = "/__zhandian";

/// The script that reloads a page and shows faults.
const SCRIPT: &str = include_str!("preview.js");

/// The names under which this server may be asked. A page of somebody else that makes the browser ask
/// under its own name (DNS rebinding) is refused.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    host: IpAddr,
    port: u16,
}

impl Hosts {
    pub(super) fn new(host: IpAddr, port: u16) -> Self {
        Hosts { host, port }
    }

    fn allow(&self, headers: &HeaderMap) -> bool {
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        let Some(host) = host else {
            return false;
        };
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let known = match bare.parse::<IpAddr>() {
            // A network address cannot be rebound; on all interfaces any of them may be ours.
            Ok(address) => {
                address.is_loopback() || address == self.host || self.host.is_unspecified()
            }
            Err(_) => bare.eq_ignore_ascii_case("localhost"),
        };
        known && port == Some(self.port)
    }
}

/// What the handlers share.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) state: Receiver<State>,
    hosts: Hosts,
}

pub(super) fn router(state: Receiver<State>, hosts: Hosts) -> Router {
    let shared = Shared { state, hosts };
    Router::new()
        .route(&format!("{OWN_PATH}/preview.js"), get(script))
        .route(&format!("{OWN_PATH}/events"), get(events::events))
        .fallback(page)
        .layer(axum::middleware::from_fn_with_state(shared.clone(), guard))
        .with_state(shared)
}

/// Refuses requests under a foreign name, and anything but reading.
async fn guard(
    Extract(shared): Extract<Shared>,
    request: Request<Body>,
    next: axum::middleware::Next,
) -> Response<Body> {
    if !shared.hosts.allow(request.headers()) {
        return plain(StatusCode::FORBIDDEN, "unknown host");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
    }
    next.run(request).await
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    respond(status, "text/plain; charset=utf-8", text.into())
}

fn respond(status: StatusCode, content_type: &str, body: Vec<u8>) -> Response<Body> {
    let response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(Body::from(body));
    // All parts are ours and valid; an empty answer is the honest rest.
    response.unwrap_or_default()
}

async fn script() -> Response<Body> {
    respond(
        StatusCode::OK,
        "text/javascript; charset=utf-8",
        SCRIPT.into(),
    )
}

async fn page(Extract(shared): Extract<Shared>, request: Request<Body>) -> Response<Body> {
    let state = shared.state.borrow().clone();
    // Making a picture takes a while, and the one thread that tells browsers of edits must not wait for it.
    let answered = tokio::task::spawn_blocking(move || answer(&state, request.uri().path())).await;
    match answered.unwrap_or_else(|error| failed(error.to_string())) {
        Answer::Moved(to) => {
            let response = Response::builder()
                .status(StatusCode::MOVED_PERMANENTLY)
                .header(header::LOCATION, to)
                .body(Body::empty());
            response.unwrap_or_default()
        }
        Answer::Bad => plain(StatusCode::BAD_REQUEST, "bad path"),
        Answer::File(content_type, bytes) => respond(StatusCode::OK, content_type, bytes),
        Answer::Trouble { status, text } => {
            let html = with_script(fault_page(&text), None);
            respond(status, "text/html; charset=utf-8", html)
        }
        Answer::Page {
            status,
            html,
            source,
        } => {
            let html = with_script(html, source.as_deref());
            respond(status, "text/html; charset=utf-8", html)
        }
    }
}

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
    let Some(renderer) = Renderer::new(site) else {
        return failed(state.trouble.to_string());
    };
    if let Some(name) = below.and_then(|below| below.strip_prefix("/static/")) {
        let found = renderer.static_files().find(|(known, _)| *known == name);
        if let Some((name, bytes)) = found {
            return Answer::File(content_type(name), bytes.to_vec());
        }
    }
    if let Some(below) = below.filter(|below| below.starts_with(&format!("/{MEDIA_FOLDER}/")))
        && let Some(answer) = media(state, site, &renderer, below)
    {
        return answer;
    }
    if let Some(name) = below.and_then(|below| below.strip_prefix(&format!("/{INDEX_FOLDER}/")))
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
        _ => match site.table.find("/404.html") {
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
fn media(state: &State, site: &Site, renderer: &Renderer<'_>, path: &str) -> Option<Answer> {
    let found = Root::at(&state.root).and_then(|root| {
        let workshop = Workshop::new(&root, &site.config.pictures, &state.gates);
        let make = || renderer.media().file(path, &workshop);
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

fn failed(text: String) -> Answer {
    Answer::Trouble {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        text,
    }
}

/// A page that holds nothing but a fault; the script takes it from there.
fn fault_page(text: &str) -> Vec<u8> {
    let mut escaped = String::new();
    escape_html(text, &mut escaped);
    format!("<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>zhandian</title></head><body><pre>{escaped}</pre></body></html>\n").into_bytes()
}

/// What tells two versions of a page apart.
pub(super) fn fingerprint(html: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    html.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// A page with the preview's script before the end of its body; the only bytes that `build` does not write.
fn with_script(mut html: Vec<u8>, source: Option<&str>) -> Vec<u8> {
    let print = fingerprint(&html);
    let mut escaped = String::new();
    escape_html(source.unwrap_or_default(), &mut escaped);
    let script = format!(
        "<script src=\"{OWN_PATH}/preview.js\" data-page=\"{print}\" data-source=\"{escaped}\" defer></script>"
    );
    let end = b"</body>";
    let at = html.windows(end.len()).rposition(|window| window == end);
    let at = at.unwrap_or(html.len());
    html.splice(at..at, script.into_bytes());
    html
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

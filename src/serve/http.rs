//! The preview as a server: who may ask, and how an answer becomes a response.

use std::net::IpAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRef, State as Extract};
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use axum::routing::get;
use tokio::sync::watch::Receiver;

use super::answer::{Answer, answer, failed, fingerprint};
use super::events;
use super::preview::State;
use crate::markdown::escape_html;

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
    state: Receiver<State>,
    hosts: Hosts,
}

impl FromRef<Shared> for Receiver<State> {
    fn from_ref(shared: &Shared) -> Self {
        shared.state.clone()
    }
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

/// A page that holds nothing but a fault; the script takes it from there.
fn fault_page(text: &str) -> Vec<u8> {
    let mut escaped = String::new();
    escape_html(text, &mut escaped);
    format!("<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>zhandian</title></head><body><pre>{escaped}</pre></body></html>\n").into_bytes()
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

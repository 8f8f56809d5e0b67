//! The network as data for other programs, below `/api/`: JSON, and GeoJSON (RFC 7946) for places.
//!
//! Each file says the version of its form; `schema.json`, published beside them, describes all three. A
//! key that is not known for a record is left out. Files are written record by record, so a large network
//! costs the bytes of its file and no more.

mod activities;
mod network;
mod places;

use serde::Serialize;

use super::Feed;
use crate::content::Document;
use crate::network::{Id, Place};
use crate::neutral;
use crate::view::Views;

pub(super) use activities::write as write_activities;
pub(super) use network::write as write_network;
pub(super) use places::write as write_places;

/// JSON Schema (2020-12) of the files.
pub(super) const SCHEMA: &str = include_str!("schema.json");

/// Counts up when a key goes or changes its meaning; further keys may come at any time.
const VERSION: u32 = 1;

/// What each file begins with.
#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    schema: String,
    name: &'a str,
    url: String,
    language: &'static str,
    time_zone: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<&'a str>,
}

impl<'a> Head<'a> {
    fn of(views: &Views<'a>) -> Self {
        let config = &views.network.config;
        Head {
            version: VERSION,
            schema: views.full(&Feed::Schema.path(views.network)),
            name: &config.name,
            url: views.full("/"),
            language: config.language.tag(),
            time_zone: &config.time_zone_name,
            notice: config.notice.as_deref(),
        }
    }
}

/// Adds a value as JSON.
fn json(value: &impl Serialize, out: &mut Vec<u8>) {
    // Keys are texts and a buffer takes everything, so nothing of this can fail; a value that did would
    // be seen as what it is by whoever reads the file.
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    out.extend_from_slice(neutral::json(json).as_bytes());
}

/// Adds a list, one line for each record.
fn list<T: Serialize>(records: impl Iterator<Item = T>, out: &mut Vec<u8>) {
    out.push(b'[');
    for (index, record) in records.enumerate() {
        out.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
        json(&record, out);
    }
    out.extend_from_slice(b"\n]");
}

/// Adds a list to a buffer.
type WriteList<'w> = &'w mut dyn FnMut(&mut Vec<u8>);

/// An object with the keys of `head` and then lists, each written record by record.
fn object(head: &impl Serialize, lists: &mut [(&str, WriteList<'_>)], out: &mut Vec<u8>) {
    json(head, out);
    out.pop();
    for (key, write) in lists {
        out.extend_from_slice(b",\n\"");
        out.extend_from_slice(key.as_bytes());
        out.extend_from_slice(b"\":");
        write(out);
    }
    out.extend_from_slice(b"}\n");
}

/// What other files and records call a place: `stations/yuping/buxingjie`.
fn place_id(views: &Views<'_>, id: Id<Place>) -> String {
    full_id(&views.network.places[id].document)
}

fn full_id<T>(document: &Document<T>) -> String {
    format!("{}/{}", document.folder.name, document.id)
}

//! Search without a server: an index in many small files, of which a reader's device fetches the few that
//! a query needs. The other half is `search-index.js` of the default theme; what follows is their contract.
//!
//! # Files
//!
//! All are JSON, below `/search/index/`:
//!
//! | file | what it holds |
//! | --- | --- |
//! | `manifest.json` | an object: `version` of this contract; `stamp`, which changes with any other file; `shards`, how many there are, a power of two; `blocks`, how many entries each block holds; `kinds`, each `[id, name, current, over]`; `activities`, the last day of each current activity in days from `today`, each less the one before; `today`; `towns`, by name |
//! | `terms/N.json` | a shard: `[term, list, term, list, …]` in a fixed order |
//! | `entries/N.json` | a block of entries, each an array: title, href, label, place, note, times (`[last day, words]`), readings of the title, text |
//!
//! Runs of whole numbers are written in Base64 VLQ, as in source maps (ECMA-426), unsigned and with the alphabet of
//! URLs; where there are negative ones, the sign is the lowest bit as in zigzag encoding.
//!
//! # Terms
//!
//! Chinese has no spaces between words, so terms are pairs of neighbouring characters (bigrams), after
//! folding (case, full width). A query of two characters is one term, and its list is the answer. A longer one is the
//! intersection of its pairs; whether they stand one after another is then looked up in the entries, of which
//! only those are fetched that are about to be shown. So no hit is false, and what is fetched for a query
//! depends on how often its pairs occur, not on how much text the site has.
//!
//! | term | where it is found |
//! | --- | --- |
//! | two characters | title, place, text |
//! | one character | title, place |
//! | `/` and two letters | names of places as typed in pinyin |
//! | `@@` and a number | the town of that number |
//!
//! A term is in shard `FNV-1a(term) mod shards`, the hash (32 bits) taken over code points.
//!
//! # Lists
//!
//! Entries are numbered by kind; in each kind what is current comes before what is over, so that a number
//! tells both. A list holds for each entry, in ascending order, the difference to the number before, times
//! four, plus the best level at which the term is found: 0 in the title, 1 in the title
//! as typed in pinyin, 2 in the place, 3 in the text.

mod collect;
mod describe;
mod entry;
mod fold;
mod lines;
mod pinyin;
mod postings;
mod shards;
mod vlq;

use std::hash::Hasher;
use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHasher;
use serde::Serialize;

use crate::neutral;
use crate::view::Views;
use collect::{Record, Section, Towns};
use describe::Describer;
use postings::Postings;

const MANIFEST: &str = "manifest.json";
const TERMS: &str = "terms";
const ENTRIES: &str = "entries";

/// The version of the contract between the index and the script that reads it.
const VERSION: u32 = 1;
/// A block is closed when it holds so many bytes, which are about a third when compressed: small enough that
/// showing ten scattered hits costs little, large enough that a large site has a few thousand files.
const BLOCK_BYTES: usize = 12 * 1024;
/// A block ends at every multiple of this many entries, so that blocks do not depend on how the work is
/// divided among threads.
const DIVISION: usize = 64;

/// The finished files of the index.
#[derive(Debug)]
pub struct SearchIndex {
    manifest: String,
    shards: Vec<String>,
    blocks: Vec<String>,
}

#[derive(Serialize)]
struct Manifest<'a> {
    version: u32,
    stamp: String,
    shards: usize,
    blocks: String,
    kinds: Vec<(&'static str, String, usize, usize)>,
    activities: String,
    today: String,
    towns: Vec<&'a str>,
}

impl SearchIndex {
    /// Indexes everything that has an address.
    pub fn new(views: &Views<'_>) -> Self {
        let sections = collect::sections(views);
        let records: Vec<Record> = sections.iter().flat_map(Section::records).collect();
        let towns = Towns::new(views.network);
        let describer = Describer {
            views,
            towns: &towns,
        };
        let parts: Vec<Part> = divide(records.len(), rayon::current_num_threads())
            .into_par_iter()
            .map(|numbers| Part::new(&describer, &records, numbers))
            .collect();
        let mut whole = Part::default();
        for part in parts {
            whole.postings.append(part.postings);
            whole.blocks.extend(part.blocks);
            whole.sizes.push_str(&part.sizes);
        }
        let shards = shards::write(whole.postings);
        let manifest = Manifest {
            version: VERSION,
            stamp: stamp(&shards, &whole.blocks),
            shards: shards.len(),
            blocks: whole.sizes,
            kinds: sections
                .iter()
                .map(|section| {
                    let (current, over) = (section.current.len(), section.over.len());
                    (section.kind.id(), section.kind.name(views), current, over)
                })
                .collect(),
            activities: differences(
                views.network.today,
                collect::last_days(views.network, &sections),
            ),
            today: views.network.today.to_string(),
            towns: towns.names(views.network),
        };
        SearchIndex {
            manifest: json(&manifest),
            shards,
            blocks: whole.blocks,
        }
    }

    /// The paths of all files below [`INDEX_FOLDER`](crate::address::INDEX_FOLDER).
    pub fn paths(&self) -> Vec<String> {
        let numbered = |folder: &'static str, count| {
            (0..count).map(move |number| format!("{folder}/{number}.json"))
        };
        std::iter::once(MANIFEST.to_owned())
            .chain(numbered(TERMS, self.shards.len()))
            .chain(numbered(ENTRIES, self.blocks.len()))
            .collect()
    }

    /// The file at a path below [`INDEX_FOLDER`](crate::address::INDEX_FOLDER).
    pub fn file(&self, path: &str) -> Option<&str> {
        if path == MANIFEST {
            return Some(&self.manifest);
        }
        let (folder, name) = path.split_once('/')?;
        let files = match folder {
            TERMS => &self.shards,
            ENTRIES => &self.blocks,
            _ => return None,
        };
        let file = files.get(name.strip_suffix(".json")?.parse::<usize>().ok()?);
        file.map(String::as_str)
    }
}

/// The index of some records that follow one another.
#[derive(Debug, Default)]
struct Part {
    postings: Postings,
    blocks: Vec<String>,
    /// How many entries each block holds.
    sizes: String,
}

impl Part {
    fn new(describer: &Describer<'_>, records: &[Record], numbers: Range<usize>) -> Self {
        let mut part = Part::default();
        let mut open = Vec::new();
        let mut bytes = 0;
        for number in numbers.clone() {
            let entry = describer.entry(&records[number]);
            // Beyond four thousand million entries nothing could be shown anyway.
            entry.index(
                u32::try_from(number).unwrap_or(u32::MAX),
                &mut part.postings,
            );
            let json = entry.json();
            bytes += json.len();
            open.push(json);
            let next = number + 1;
            if bytes >= BLOCK_BYTES || next.is_multiple_of(DIVISION) || next == numbers.end {
                part.close_block(&mut open);
                bytes = 0;
            }
        }
        part
    }

    fn close_block(&mut self, entries: &mut Vec<String>) {
        vlq::write(
            u32::try_from(entries.len()).unwrap_or(u32::MAX),
            &mut self.sizes,
        );
        self.blocks.push(format!("[{}]", entries.join(",")));
        entries.clear();
    }
}

/// Divides the numbers below `count` into one range a thread, at multiples of [`DIVISION`].
fn divide(count: usize, threads: usize) -> Vec<Range<usize>> {
    let length = count.div_ceil(threads.max(1)).next_multiple_of(DIVISION);
    let starts = (0..count).step_by(length);
    starts
        .map(|start| start..(start + length).min(count))
        .collect()
}

/// Days as differences, the first to `today`.
fn differences(today: Date, days: impl Iterator<Item = Date>) -> String {
    let mut out = String::new();
    let mut before = today;
    for day in days {
        vlq::write_signed(
            before.until(day).map_or(0, |span| span.get_days()),
            &mut out,
        );
        before = day;
    }
    out
}

/// Changes when any file does, so that no device mixes the files of two builds.
fn stamp(shards: &[String], blocks: &[String]) -> String {
    let prints: Vec<u64> = shards
        .par_iter()
        .chain(blocks)
        .map(|file| {
            let mut hasher = FxHasher::default();
            hasher.write(file.as_bytes());
            hasher.finish()
        })
        .collect();
    let mut hasher = FxHasher::default();
    prints.into_iter().for_each(|print| hasher.write_u64(print));
    format!("{:016x}", hasher.finish())
}

/// JSON of what cannot fail to be JSON: texts, numbers, and arrays and records of them.
fn json(value: &impl Serialize) -> String {
    neutral::json(serde_json::to_string(value).unwrap_or_default())
}

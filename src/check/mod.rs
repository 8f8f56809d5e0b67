//! The checks: everything that can be wrong with a network beyond the shape of its files.
//!
//! Checks look and tell; they never render and never change anything. One that needs no more than a record is called
//! from `record::records_of`, any other from [`of_network`].

mod addresses;
pub(crate) mod columns;
pub(crate) mod contradiction;
pub(crate) mod coordinates;
pub(crate) mod divisions;
pub(crate) mod duplicates;
pub(crate) mod hours;
mod links;
pub(crate) mod links_rules;
pub(crate) mod markdown;
mod nothing;
pub(crate) mod personal;
pub(crate) mod phone;
pub(crate) mod picture_words;
mod pictures;
pub(crate) mod pictures_rules;
mod promises;
mod record;
mod root_files;
pub(crate) mod rules;
pub(crate) mod scale;
pub(crate) mod standards;
pub(crate) mod unread;
mod vanished;
pub(crate) mod wording;

pub use vanished::{MASS_REMOVAL, removal};

use std::sync::Arc;

use rayon::prelude::*;

use crate::content::{Content, LoadedFile};
use crate::fault::Fault;
use crate::links::Resolver;
use crate::markdown::Body;
use crate::network::{Network, Place, Published};

pub(crate) use root_files::root_files;

/// What the checks found. After an edit of words the first part is kept but for the files that were edited, and
/// the second is made anew.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// What was found by looking at one file, or one record, at a time.
    pub of_files: Vec<Fault>,
    /// What was found by looking at the whole network.
    pub of_network: Vec<Fault>,
}

/// Runs every check over a linked network. `linking` is what was wrong with its links.
pub fn all(
    network: &Network,
    content: &Content,
    resolver: &Resolver<'_>,
    linking: &[Fault],
) -> Findings {
    let files: Vec<&LoadedFile> = content.files.iter().map(Arc::as_ref).collect();
    let mut of_files = of_records(&files, network, resolver);
    let places = network.places.iter().collect();
    of_linked(
        places,
        network.published_texts(),
        network,
        content,
        resolver,
        &mut of_files,
    );
    Findings {
        of_files,
        of_network: of_network(network, content, resolver, linking),
    }
}

/// Runs the checks that look at one file at a time on some files: what [`all`] finds in them.
pub fn of_files(
    files: &[&LoadedFile],
    network: &Network,
    content: &Content,
    resolver: &Resolver<'_>,
) -> Vec<Fault> {
    let is_of_them = |file: &str| files.iter().any(|known| *known.path == *file);
    let mut faults = of_records(files, network, resolver);
    let places = network.places.iter();
    let places = places.filter(|place| is_of_them(&place.document.origin.file));
    let mut texts = network.published_texts();
    texts.retain(|(_, record)| is_of_them(&record.origin.file));
    of_linked(
        places.collect(),
        texts,
        network,
        content,
        resolver,
        &mut faults,
    );
    faults
}

/// Runs the checks that compare records or look at the whole. Each takes time that grows with the network, and
/// runs at every edit.
pub fn of_network(
    network: &Network,
    content: &Content,
    resolver: &Resolver<'_>,
    linking: &[Fault],
) -> Vec<Fault> {
    let mut faults = Vec::new();
    phone::of_config(&network.config, &mut faults);
    if !nothing::has_something(network, content, &mut faults) {
        return faults;
    }
    standards::duplicate_items(network, &mut faults);
    links::configured(&network.config, resolver, &mut faults);
    promises::promised_counts(network, content, linking, &mut faults);
    promises::check_pictures(network, resolver, &mut faults);
    columns::stale_columns(network, content, &mut faults);
    contradiction::contradictions(network, content, &mut faults);
    scale::lengths(network, &mut faults);
    divisions::division_codes(network, &mut faults);
    duplicates::copied_records(network, &mut faults);
    wording::categories(network, &mut faults);
    unread::unread_files(network, content, &mut faults);
    pictures::names(resolver, &mut faults);
    faults
}

fn of_records(files: &[&LoadedFile], network: &Network, resolver: &Resolver<'_>) -> Vec<Fault> {
    let faults = files.par_iter().flat_map_iter(|file| {
        let mut found = Vec::new();
        record::records_of(file, network, resolver, &mut found);
        found
    });
    faults.collect()
}

fn of_linked(
    places: Vec<&Place>,
    texts: Vec<(&Body, Published<'_>)>,
    network: &Network,
    content: &Content,
    resolver: &Resolver<'_>,
    faults: &mut Vec<Fault>,
) {
    if standards::are_known(network, content) {
        faults.par_extend(places.par_iter().flat_map_iter(|place| {
            let mut found = Vec::new();
            standards::marks(network, place, &mut found);
            found
        }));
    }
    links::texts(&texts, resolver, faults);
}

/// The pictures that cannot be decoded, at every place that names them: what the checks say when they know of
/// nothing but these.
pub fn damaged_pictures(
    network: &Network,
    content: &Content,
    resolver: &Resolver<'_>,
) -> Vec<Fault> {
    let Findings {
        of_files: mut faults,
        of_network,
    } = all(network, content, resolver, &[]);
    faults.extend(of_network);
    faults.retain(|fault| std::ptr::eq(fault.rule, &pictures_rules::BROKEN_PICTURE));
    faults
}

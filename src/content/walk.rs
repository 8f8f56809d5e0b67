//! One walk over all records as written. Whoever goes through them all goes this way, so that no kind is forgotten, nor
//! the activities that stand inside places.

use super::written::{self, Written};
use super::{Content, Document, LoadedFile, Records};
use crate::fault::Origin;
use crate::markdown::Body;

/// A record of any kind, as written.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the names are the kinds")]
pub enum AnyRecord<'a> {
    Place(&'a written::Place),
    Standard(&'a written::Standard),
    Platform(&'a written::Platform),
    Project(&'a written::Project),
    Team(&'a written::Team),
    Activity(&'a written::Activity),
    Need(&'a written::Need),
    Plan(&'a written::Plan),
    Article(&'a written::Article),
    Page(&'a written::Page),
}

impl<'a> AnyRecord<'a> {
    /// What can be asked of any kind.
    pub fn written(self) -> &'a dyn Written {
        match self {
            AnyRecord::Place(record) => record,
            AnyRecord::Standard(record) => record,
            AnyRecord::Platform(record) => record,
            AnyRecord::Project(record) => record,
            AnyRecord::Team(record) => record,
            AnyRecord::Activity(record) => record,
            AnyRecord::Need(record) => record,
            AnyRecord::Plan(record) => record,
            AnyRecord::Article(record) => record,
            AnyRecord::Page(record) => record,
        }
    }
}

/// A record with where it was written.
#[derive(Debug, Clone)]
pub struct WrittenRecord<'a> {
    /// Where.
    pub origin: Origin,
    /// The record.
    pub record: AnyRecord<'a>,
    /// The Markdown that belongs to it.
    pub body: Option<&'a Body>,
    /// The place inside which it stands, if it is such an activity.
    pub within: Option<&'a written::Place>,
}

impl LoadedFile {
    /// Every record of the file in the order written, each place before the activities inside it.
    pub fn each_written(&self) -> Vec<WrittenRecord<'_>> {
        self.records.as_ref().map_or_else(Vec::new, entries)
    }
}

impl Content {
    /// Every record of all files.
    pub fn each_written(&self) -> impl Iterator<Item = WrittenRecord<'_>> {
        self.files.iter().flat_map(|file| file.each_written())
    }
}

fn entries(records: &Records) -> Vec<WrittenRecord<'_>> {
    match records {
        Records::Places(documents) => {
            let places = documents.iter().map(AsRef::as_ref);
            places.flat_map(place_with_activities).collect()
        }
        Records::Standards(documents) => of_kind(documents, AnyRecord::Standard),
        Records::Platforms(documents) => of_kind(documents, AnyRecord::Platform),
        Records::Projects(documents) => of_kind(documents, AnyRecord::Project),
        Records::Teams(documents) => of_kind(documents, AnyRecord::Team),
        Records::Activities(documents) => of_kind(documents, AnyRecord::Activity),
        Records::Needs(documents) => of_kind(documents, AnyRecord::Need),
        Records::Plans(documents) => of_kind(documents, AnyRecord::Plan),
        Records::Articles(documents) => of_kind(documents, AnyRecord::Article),
        Records::Pages(documents) => of_kind(documents, AnyRecord::Page),
    }
}

fn of_kind<'a, T>(
    documents: &'a [std::sync::Arc<Document<T>>],
    kind: fn(&'a T) -> AnyRecord<'a>,
) -> Vec<WrittenRecord<'a>> {
    let entries = documents.iter().map(|document| entry(document, kind));
    entries.collect()
}

fn entry<'a, T>(document: &'a Document<T>, kind: fn(&'a T) -> AnyRecord<'a>) -> WrittenRecord<'a> {
    WrittenRecord {
        origin: document.origin.clone(),
        record: kind(&document.fields),
        body: document.body.as_ref(),
        within: None,
    }
}

fn place_with_activities(
    document: &Document<written::Place>,
) -> impl Iterator<Item = WrittenRecord<'_>> {
    let inside = document.fields.activities.iter().zip(0..);
    let inside = inside.map(|(activity, index)| WrittenRecord {
        origin: Origin {
            inline: Some(index),
            ..document.origin.clone()
        },
        record: AnyRecord::Activity(activity),
        body: None,
        within: Some(&document.fields),
    });
    std::iter::once(entry(document, AnyRecord::Place)).chain(inside)
}

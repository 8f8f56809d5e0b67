//! Which files of the content are named, and as what: found in the records as written, so that files are
//! examined once, before anything is linked.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::content::written::Written;
use crate::content::{Content, Document, Records};
use crate::diagnostic::Origin;
use crate::links::{beside, file_of_reference};
use crate::markdown::ReferenceKind;

/// How records use a file, all of them taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Uses {
    /// A page shows it.
    pub shown: bool,
    /// It leads a page, and stands for it where the page is shared.
    pub leads: bool,
    /// A link offers it for download.
    pub linked: bool,
}

/// Every file beside the content that a record or the configuration names, drafts included: they are
/// checked too.
pub(super) fn in_content(content: &Content, config: &Config) -> BTreeMap<Arc<str>, Uses> {
    let mut collector = Collector {
        content,
        found: BTreeMap::new(),
    };
    if content.assets.is_empty() {
        return collector.found;
    }
    for file in &content.files {
        match &file.records {
            Some(Records::Places(documents)) => documents
                .iter()
                .for_each(|document| collector.place(document)),
            Some(Records::Standards(documents)) => collector.all(documents),
            Some(Records::Platforms(documents)) => collector.all(documents),
            Some(Records::Projects(documents)) => collector.all(documents),
            Some(Records::Teams(documents)) => collector.all(documents),
            Some(Records::Activities(documents)) => collector.all(documents),
            Some(Records::Needs(documents)) => collector.all(documents),
            Some(Records::Plans(documents)) => collector.all(documents),
            Some(Records::Articles(documents)) => collector.all(documents),
            Some(Records::Pages(documents)) => collector.all(documents),
            None => {}
        }
    }
    for picture in [&config.ordering.qr, &config.emblem].into_iter().flatten() {
        collector.shown(picture, &config.origin);
    }
    collector.found
}

struct Collector<'a> {
    content: &'a Content,
    found: BTreeMap<Arc<str>, Uses>,
}

impl Collector<'_> {
    fn all<T: Written>(&mut self, documents: &[Arc<Document<T>>]) {
        for document in documents {
            self.document(document);
        }
    }

    fn document<T: Written>(&mut self, document: &Document<T>) {
        self.written(&document.fields, &document.origin);
        let references = document.body.iter().flat_map(|body| &body.references);
        for reference in references {
            let Some(file) = file_of_reference(reference) else {
                continue;
            };
            if let Some(uses) = self.uses(&file, &document.origin) {
                match reference.kind {
                    ReferenceKind::Picture => uses.shown = true,
                    ReferenceKind::Link => uses.linked = true,
                }
            }
        }
    }

    fn written<T: Written>(&mut self, written: &T, origin: &Origin) {
        for (_, photo) in written.photos() {
            self.shown(&photo.src, origin);
        }
        if let Some(photo) = written.leading_photo()
            && let Some(uses) = self.uses(&photo.src, origin)
        {
            uses.leads = true;
        }
    }

    fn place(&mut self, document: &Document<crate::content::written::Place>) {
        self.document(document);
        let marks = document.fields.standards.0.iter();
        for photo in marks.filter_map(|(_, mark)| mark.photo.as_ref()) {
            self.shown(photo, &document.origin);
        }
        for activity in &document.fields.activities {
            self.written(activity, &document.origin);
        }
    }

    fn shown(&mut self, written: &str, origin: &Origin) {
        if let Some(uses) = self.uses(written, origin) {
            uses.shown = true;
        }
    }

    fn uses(&mut self, written: &str, origin: &Origin) -> Option<&mut Uses> {
        let asset = beside(written, origin, self.content)?;
        Some(self.found.entry(asset).or_default())
    }
}

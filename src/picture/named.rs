//! Which files of the content are named, and as what: found in the records as written, so that files are
//! examined once, before anything is linked.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::content::paths::{beside, file_of_reference};
use crate::content::written::Written;
use crate::content::{Content, WrittenRecord};
use crate::fault::Origin;
use crate::markdown::ReferenceKind;
use crate::network::LinkOptions;

/// How published records use a file, all of them taken together.
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
/// checked too, but do not count as uses.
pub(super) fn in_content(
    content: &Content,
    config: &Config,
    options: LinkOptions,
) -> BTreeMap<Arc<str>, Uses> {
    let mut collector = Collector {
        content,
        options,
        found: BTreeMap::new(),
    };
    if content.assets.is_empty() {
        return collector.found;
    }
    for entry in content.each_written() {
        collector.entry(&entry);
    }
    for (_, picture) in config.named_pictures() {
        let namer = Namer {
            origin: &config.origin,
            is_published: true,
        };
        collector.shown(picture, namer);
    }
    collector.found
}

struct Collector<'a> {
    content: &'a Content,
    options: LinkOptions,
    found: BTreeMap<Arc<str>, Uses>,
}

/// Who names a file.
#[derive(Clone, Copy)]
struct Namer<'a> {
    origin: &'a Origin,
    is_published: bool,
}

impl Collector<'_> {
    fn entry(&mut self, entry: &WrittenRecord<'_>) {
        let written = entry.record.written();
        let holder = entry.within.map(|place| place as &dyn Written);
        let namer = Namer {
            origin: &entry.origin,
            is_published: self.options.publish(written)
                && holder.is_none_or(|place| self.options.publish(place)),
        };
        for src in written.named_pictures() {
            self.shown(src, namer);
        }
        if let Some(photo) = written.leading_photo() {
            self.name(&photo.src, namer, |uses| uses.leads = true);
        }
        let references = entry.body.iter().flat_map(|body| &body.references);
        for reference in references {
            let Some(file) = file_of_reference(reference) else {
                continue;
            };
            self.name(&file, namer, |uses| match reference.kind {
                ReferenceKind::Picture => uses.shown = true,
                ReferenceKind::Link => uses.linked = true,
            });
        }
    }

    fn shown(&mut self, written: &str, namer: Namer<'_>) {
        self.name(written, namer, |uses| uses.shown = true);
    }

    /// Notes the file, and how it is used if that is published.
    fn name(&mut self, written: &str, namer: Namer<'_>, count: impl FnOnce(&mut Uses)) {
        let Some(asset) = beside(written, namer.origin, self.content) else {
            return;
        };
        let uses = self.found.entry(asset).or_default();
        if namer.is_published {
            count(uses);
        }
    }
}

//! The same network after an edit of words: most edits change what pages say and nothing that is linked,
//! and need not link ten thousand records again.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::activity::Source;
use super::{Arena, Id, Network};
use crate::content::written::Record;
use crate::content::{Document, LoadedFile, Records};

/// A file before and after an edit.
pub type Edit = (Arc<LoadedFile>, Arc<LoadedFile>);

/// Whether two versions of a file make the same network, with the same addresses and anchors, so that
/// only [their words](Record::take_words) differ.
pub fn is_of_words((before, after): &Edit) -> bool {
    let is_clean = |file: &LoadedFile| {
        file.faults.is_empty()
            && file.faulted.is_empty()
            && file.broken.is_empty()
            && file.unreadable.is_none()
    };
    let same_records = match (&before.records, &after.records) {
        (Some(Records::Places(a)), Some(Records::Places(b))) => same(a, b),
        (Some(Records::Standards(a)), Some(Records::Standards(b))) => same(a, b),
        (Some(Records::Platforms(a)), Some(Records::Platforms(b))) => same(a, b),
        (Some(Records::Projects(a)), Some(Records::Projects(b))) => same(a, b),
        (Some(Records::Teams(a)), Some(Records::Teams(b))) => same(a, b),
        (Some(Records::Activities(a)), Some(Records::Activities(b))) => same(a, b),
        (Some(Records::Needs(a)), Some(Records::Needs(b))) => same(a, b),
        (Some(Records::Plans(a)), Some(Records::Plans(b))) => same(a, b),
        (Some(Records::Articles(a)), Some(Records::Articles(b))) => same(a, b),
        (Some(Records::Pages(a)), Some(Records::Pages(b))) => same(a, b),
        _ => false,
    };
    same_records && is_clean(before) && is_clean(after)
}

fn same<T: Record>(before: &[Arc<Document<T>>], after: &[Arc<Document<T>>]) -> bool {
    let same_body = |before: &Document<T>, after: &Document<T>| match (&before.body, &after.body) {
        (Some(before), Some(after)) => before.anchors == after.anchors,
        (None, None) => true,
        _ => false,
    };
    let same_fields = |before: &Document<T>, after: &Document<T>| {
        let mut fields = before.fields.clone();
        fields.take_words(&after.fields);
        fields == after.fields
    };
    before.len() == after.len()
        && before.iter().zip(after).all(|(before, after)| {
            before.origin == after.origin
                && before.folder == after.folder
                && before.id == after.id
                && same_body(before, after)
                && same_fields(before, after)
        })
}

/// The documents of one kind that take the place of others, by the address of those.
struct Replaced<'a, T>(HashMap<*const Document<T>, &'a Arc<Document<T>>>);

impl<'a, T> Replaced<'a, T> {
    fn new(edits: &'a [Edit], of: impl Fn(&Records) -> Option<&[Arc<Document<T>>]>) -> Self {
        let mut replaced = HashMap::new();
        for (before, after) in edits {
            let before = before.records.as_ref().and_then(&of).unwrap_or_default();
            let after = after.records.as_ref().and_then(&of).unwrap_or_default();
            let pairs = before.iter().zip(after);
            replaced.extend(pairs.map(|(before, after)| (Arc::as_ptr(before), after)));
        }
        Replaced(replaced)
    }

    fn get(&self, document: &Arc<Document<T>>) -> Option<&'a Arc<Document<T>>> {
        self.0.get(&Arc::as_ptr(document)).copied()
    }

    /// Puts the new documents into the records that hold the old ones.
    fn put_into<R: Clone>(
        &self,
        records: &mut Arena<R>,
        document: impl Fn(&mut R) -> &mut Arc<Document<T>>,
        held: impl Fn(&R) -> &Arc<Document<T>>,
    ) {
        if self.0.is_empty() {
            return;
        }
        let ids: Vec<Id<R>> = records.ids().collect();
        for id in ids {
            if let Some(new) = self.get(held(&records[id])) {
                *document(&mut records[id]) = new.clone();
            }
        }
    }
}

/// The documents of a kind among others.
macro_rules! replaced {
    ($edits:expr, $kind:ident) => {
        Replaced::new($edits, |records| match records {
            Records::$kind(documents) => Some(documents),
            _ => None,
        })
    };
}

impl Network {
    /// This network with the new versions of files that differ [in words](is_of_words) alone.
    pub fn edited(&self, edits: &[Edit]) -> Self {
        let mut network = self.clone();
        let places = replaced!(edits, Places);
        let activities = replaced!(edits, Activities);
        network.replace_activities(&places, &activities);
        macro_rules! put {
            ($replaced:expr, $arena:ident) => {
                $replaced.put_into(
                    &mut network.$arena,
                    |record| &mut record.document,
                    |record| &record.document,
                )
            };
        }
        put!(places, places);
        put!(replaced!(edits, Standards), standards);
        put!(replaced!(edits, Platforms), platforms);
        put!(replaced!(edits, Projects), projects);
        put!(replaced!(edits, Teams), teams);
        put!(replaced!(edits, Needs), needs);
        put!(replaced!(edits, Plans), plans);
        put!(replaced!(edits, Articles), articles);
        put!(replaced!(edits, Pages), pages);
        network
    }

    fn replace_activities(
        &mut self,
        places: &Replaced<'_, crate::content::written::Place>,
        activities: &Replaced<'_, crate::content::written::Activity>,
    ) {
        if places.0.is_empty() && activities.0.is_empty() {
            return;
        }
        let ids: Vec<Id<super::Activity>> = self.activities.ids().collect();
        for id in ids {
            let new = match &self.activities[id].source {
                Source::Own(document) => activities.get(document).cloned().map(Source::Own),
                Source::Inline(document, index) => places
                    .get(document)
                    .map(|document| Source::Inline(document.clone(), *index)),
            };
            if let Some(new) = new {
                self.activities[id].source = new;
            }
        }
    }
}

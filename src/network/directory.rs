//! Finds what a reference in a content file means, and says what is wrong with it if it means nothing.

use std::collections::{HashMap, HashSet};

use super::rules::{
    AMBIGUOUS_REFERENCE, DRAFT_REFERENCE, MISSING_ACTIVITY, MISSING_ARTICLE, MISSING_PLACE,
    MISSING_PLATFORM, MISSING_PROJECT, MISSING_TEAM, WRONG_KIND,
};
use crate::content::{Kind, RecordId};
use crate::diagnostic::{Fault, Rule, Target};
use crate::suggest::nearest;
use crate::text;

/// Every id that was written, published or not, by kind.
#[derive(Debug, Default)]
pub(super) struct Directory {
    /// By full id: `stations/yuping/buxingjie`, `teams/wulao-dui`.
    known: HashMap<String, Entry>,
    /// Full ids of places by the id below their folder: `yuping/buxingjie`.
    short: HashMap<String, Vec<String>>,
    /// Kinds of which a file could not be read at all: what is missing may be in it.
    unreadable: HashSet<Kind>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    kind: Kind,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Index among the documents of its kind.
    Published(usize),
    Draft,
    /// An article whose day has not come.
    HeldBack,
    /// Its file has faults; references to it are not to blame.
    Broken,
}

/// Why a reference leads nowhere.
#[derive(Debug)]
pub(super) enum Unresolved {
    /// A fault was found.
    Fault(Box<Fault>),
    /// It is known but not there, for a reason told elsewhere or none to tell.
    Silent,
}

impl Directory {
    fn insert(&mut self, record: &RecordId, state: State) {
        let full = format!("{}/{}", record.folder.name, record.id);
        if record.folder.kind == Kind::Place {
            self.short
                .entry(record.id.clone())
                .or_default()
                .push(full.clone());
        }
        let kind = record.folder.kind;
        self.known.insert(full, Entry { kind, state });
    }

    /// A published record: the `index`th document of its kind.
    pub(super) fn published(&mut self, record: &RecordId, index: usize) {
        self.insert(record, State::Published(index));
    }

    /// A draft, when drafts are not built.
    pub(super) fn draft(&mut self, record: &RecordId) {
        self.insert(record, State::Draft);
    }

    /// An article whose day has not come.
    pub(super) fn held_back(&mut self, record: &RecordId) {
        self.insert(record, State::HeldBack);
    }

    /// A record of which nothing could be read.
    pub(super) fn broken(&mut self, record: &RecordId) {
        self.insert(record, State::Broken);
    }

    /// A list of which not even the ids could be read.
    pub(super) fn unreadable(&mut self, kind: Kind) {
        self.unreadable.insert(kind);
    }

    /// The document that a reference to a kind means.
    pub(super) fn find(
        &self,
        kind: Kind,
        written: &str,
        target: impl FnOnce() -> Target,
    ) -> Result<usize, Unresolved> {
        let written = written.trim();
        let full = match self.full_id(kind, written) {
            Ok(full) => full,
            Err(several) => return Err(fault(ambiguous(written, &several, target()))),
        };
        match full.and_then(|full| self.known.get(&full)) {
            Some(Entry { kind: found, .. }) if *found != kind => {
                Err(fault(wrong_kind(kind, *found, written, target())))
            }
            Some(entry) => match entry.state {
                State::Published(index) => Ok(index),
                State::Draft => Err(fault(draft(kind, written, target()))),
                State::HeldBack | State::Broken => Err(Unresolved::Silent),
            },
            None if self.unreadable.contains(&kind) || self.is_misplaced(kind, written) => {
                Err(Unresolved::Silent)
            }
            None => Err(fault(self.missing(kind, written, target()))),
        }
    }

    /// The full id of a reference: as written, with its folder in front, or the only place of that id.
    fn full_id(&self, kind: Kind, written: &str) -> Result<Option<String>, Vec<String>> {
        if kind == Kind::Place {
            match self.short.get(written).map(Vec::as_slice) {
                Some([only]) => return Ok(Some(only.clone())),
                Some(several) => return Err(several.to_vec()),
                None => {}
            }
        } else {
            let full = format!("{}/{written}", kind.folder());
            if self.known.contains_key(&full) {
                return Ok(Some(full));
            }
        }
        Ok(self.known.contains_key(written).then(|| written.to_owned()))
    }

    /// Whether what a reference means lies in the wrong folder, which is told there: one that has its last
    /// part, in no folder or in one that belongs to nothing.
    fn is_misplaced(&self, kind: Kind, written: &str) -> bool {
        let Some((_, last)) = written.rsplit_once('/') else {
            return false;
        };
        let has_no_home = |id: &str| match id.rsplit_once('/') {
            None => true,
            Some((folder, _)) if kind == Kind::Place => !self.short.contains_key(folder),
            Some((folder, _)) => !self.known.contains_key(&format!("platforms/{folder}")),
        };
        let is_meant = |(full, entry): (&String, &Entry)| {
            let id = full.split_once('/').map_or("", |(_, id)| id);
            entry.kind == kind
                && (id == last || id.ends_with(&format!("/{last}")))
                && (id.contains('/') || entry.state == State::Broken)
                && has_no_home(id)
        };
        matches!(kind, Kind::Place | Kind::Project) && self.known.iter().any(is_meant)
    }

    fn missing(&self, kind: Kind, written: &str, target: Target) -> Fault {
        let rule = missing_rule(kind);
        let (chinese, english) = (kind.chinese_name(), kind.english_name());
        if let Some(other) = self.other_kind(kind, written) {
            return wrong_kind(kind, other, written, target);
        }
        let fault = Fault::new(
            rule,
            target,
            text!(
                "没有编号为 `{written}` 的{chinese}",
                "there is no {english} with the id `{written}`"
            ),
        );
        let ids = self.ids(kind);
        let last_part = |id: &&str| id.rsplit('/').next() == Some(written);
        let mut with_last_part = ids.iter().copied().filter(last_part);
        let only = match (with_last_part.next(), with_last_part.next()) {
            (Some(only), None) => Some(only),
            // The same place by its short and by its full id.
            (Some(short), Some(full)) if short.ends_with(full) || full.ends_with(short) => {
                Some(if short.len() < full.len() {
                    short
                } else {
                    full
                })
            }
            _ => None,
        };
        match only.or_else(|| nearest(written, ids.iter().copied())) {
            Some(near) => fault.help(text!("是不是想写 `{near}`？", "did you mean `{near}`?")),
            None => {
                let folder = kind.folder();
                fault.help(match kind {
                    Kind::Place => text!(
                        "站点的编号是文件路径，如 yuping/buxingjie",
                        "the id of a place is its path, such as yuping/buxingjie"
                    ),
                    _ => text!(
                        "编号是 content/{folder}/ 下面的文件路径",
                        "an id is a path below content/{folder}/"
                    ),
                })
            }
        }
    }

    /// Another kind that has this very id.
    fn other_kind(&self, kind: Kind, written: &str) -> Option<Kind> {
        if kind != Kind::Place && self.short.contains_key(written) {
            return Some(Kind::Place);
        }
        Kind::ALL
            .into_iter()
            .filter(|other| *other != kind && *other != Kind::Place)
            .find(|other| {
                self.known
                    .contains_key(&format!("{}/{written}", other.folder()))
            })
    }

    fn ids(&self, kind: Kind) -> Vec<&str> {
        let mut ids: Vec<&str> = if kind == Kind::Place {
            let full = self.known.iter().filter(|(_, entry)| entry.kind == kind);
            let full = full.map(|(full, _)| full.as_str());
            self.short.keys().map(String::as_str).chain(full).collect()
        } else {
            self.known
                .iter()
                .filter(|(_, entry)| entry.kind == kind)
                .filter_map(|(full, _)| full.split_once('/').map(|(_, id)| id))
                .collect()
        };
        ids.sort_unstable();
        ids
    }
}

fn fault(fault: Fault) -> Unresolved {
    Unresolved::Fault(Box::new(fault))
}

fn missing_rule(kind: Kind) -> &'static Rule {
    match kind {
        Kind::Platform => &MISSING_PLATFORM,
        Kind::Project => &MISSING_PROJECT,
        Kind::Team => &MISSING_TEAM,
        Kind::Activity => &MISSING_ACTIVITY,
        Kind::Article => &MISSING_ARTICLE,
        _ => &MISSING_PLACE,
    }
}

fn ambiguous(written: &str, several: &[String], target: Target) -> Fault {
    let list = several.join(", ");
    Fault::new(
        &AMBIGUOUS_REFERENCE,
        target,
        text!(
            "`{written}` 可以指好几个站点",
            "`{written}` may mean several places"
        ),
    )
    .help(text!(
        "写完整编号，从这些里选一个：{list}",
        "write the full id, one of: {list}"
    ))
}

fn wrong_kind(kind: Kind, found: Kind, written: &str, target: Target) -> Fault {
    let (zh, zh_found) = (kind.chinese_name(), found.chinese_name());
    let (en, en_found) = (kind.english_name(), found.english_name());
    Fault::new(
        &WRONG_KIND,
        target,
        text!(
            "`{written}` 是{zh_found}，这里要填{zh}",
            "`{written}` is the id of a {en_found}; a {en} is wanted here"
        ),
    )
    .help(text!("改成一个{zh}的编号", "write the id of a {en}"))
}

fn draft(kind: Kind, written: &str, target: Target) -> Fault {
    let (chinese, english) = (kind.chinese_name(), kind.english_name());
    Fault::new(
        &DRAFT_REFERENCE,
        target,
        text!(
            "{chinese} `{written}` 还是草稿，不会发布",
            "the {english} `{written}` is a draft and will not be published"
        ),
    )
    .help(text!(
        "发布它（删掉 draft: true），或先去掉这处引用",
        "publish it (remove `draft: true`) or take this reference out"
    ))
}

//! Finds what a reference in a content file means, and says what is wrong with it if it means nothing.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::rules::{
    AMBIGUOUS_REFERENCE, DRAFT_REFERENCE, MISSING_ACTIVITY, MISSING_ARTICLE, MISSING_PLACE,
    MISSING_PLATFORM, MISSING_PROJECT, MISSING_TEAM, WRONG_KIND,
};
use crate::content::{Folder, Kind, RecordId};
use crate::fault::{Fault, Rule, Target};
use crate::suggest::nearest;
use crate::text;

/// Every id that was written, published or not, by folder. Ids are borrowed from the content where they
/// stand there.
#[derive(Debug, Default)]
pub(super) struct Directory<'a> {
    /// A dozen or so.
    folders: Vec<FolderIds<'a>>,
    /// Kinds of which a file could not be read at all: what is missing may be in it.
    unreadable: BTreeSet<Kind>,
    /// By kind.
    misses: [Misses; Kind::ALL.len()],
}

/// For so many different references to a kind the nearest id is looked for. Where more lead nowhere, they
/// are no slips one by one, and comparing each with every id would take long.
const COMPARED: usize = 300;

/// What was found out about a kind for references that lead nowhere: there may be thousands of them. It
/// holds until a further id of the kind is taken.
#[derive(Debug, Default)]
struct Misses {
    /// What could be written, sorted.
    ids: OnceCell<Vec<String>>,
    /// The id that was probably meant, by what is written.
    meant: RefCell<HashMap<String, Option<String>>>,
}

/// What lies in one folder.
#[derive(Debug)]
struct FolderIds<'a> {
    /// `stations`.
    name: Arc<str>,
    kind: Kind,
    ids: HashMap<Cow<'a, str>, State>,
}

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Index among the documents of its kind.
    Published(usize),
    /// Not published, unless drafts are built.
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

impl<'a> Directory<'a> {
    /// The ids of a folder, to be changed.
    fn folder(&mut self, folder: &Folder) -> &mut FolderIds<'a> {
        self.misses[folder.kind as usize] = Misses::default();
        let known = self
            .folders
            .iter()
            .position(|known| known.name == folder.name);
        let index = known.unwrap_or_else(|| {
            self.folders.push(FolderIds {
                name: folder.name.clone(),
                kind: folder.kind,
                ids: HashMap::new(),
            });
            self.folders.len() - 1
        });
        &mut self.folders[index]
    }

    /// Takes an id for a record; `false` if another record that could be read has it already.
    pub(super) fn claim(&mut self, folder: &Folder, id: &'a str, state: State) -> bool {
        match self.folder(folder).ids.entry(Cow::Borrowed(id)) {
            Entry::Occupied(taken) if *taken.get() != State::Broken => false,
            Entry::Occupied(mut broken) => {
                broken.insert(state);
                true
            }
            Entry::Vacant(free) => {
                free.insert(state);
                true
            }
        }
    }

    /// An id that was made up for a record without one.
    pub(super) fn name(&mut self, folder: &Folder, id: String, state: State) {
        self.folder(folder).ids.insert(Cow::Owned(id), state);
    }

    /// A record of which nothing could be read.
    pub(super) fn broken(&mut self, record: &'a RecordId) {
        let id = Cow::Borrowed(record.id.as_str());
        self.folder(&record.folder).ids.insert(id, State::Broken);
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
        let mut short = self.short(kind, written);
        let found = match (short.next(), short.next()) {
            (Some(_), Some(_)) => return Err(fault(self.ambiguous(kind, written, target()))),
            (Some(only), None) => Some(only),
            (None, _) => self.full(written),
        };
        match found {
            Some((found, _)) if found != kind => {
                Err(fault(wrong_kind(kind, found, written, target())))
            }
            Some((_, state)) => match state {
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

    /// What has this id below a folder of the kind; places have several folders.
    fn short(&self, kind: Kind, id: &str) -> impl Iterator<Item = (Kind, State)> {
        self.folders
            .iter()
            .filter(move |folder| folder.kind == kind)
            .filter_map(move |folder| Some((folder.kind, *folder.ids.get(id)?)))
    }

    /// What a full id means: `stations/yuping/buxingjie`, `teams/wulao-dui`.
    fn full(&self, written: &str) -> Option<(Kind, State)> {
        let (name, id) = written.split_once('/')?;
        let folder = self.folders.iter().find(|folder| &*folder.name == name)?;
        Some((folder.kind, *folder.ids.get(id)?))
    }

    fn ambiguous(&self, kind: Kind, written: &str, target: Target) -> Fault {
        let folders = self.folders.iter();
        let several: Vec<String> = folders
            .filter(|folder| folder.kind == kind && folder.ids.contains_key(written))
            .map(|folder| format!("{}/{written}", folder.name))
            .collect();
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

    /// Whether what a reference means lies in the wrong folder, which is told there: one that has its last
    /// part, in no folder or in one that belongs to nothing.
    fn is_misplaced(&self, kind: Kind, written: &str) -> bool {
        let Some((_, last)) = written.rsplit_once('/') else {
            return false;
        };
        let has_no_home = |id: &str| match id.rsplit_once('/') {
            None => true,
            Some((folder, _)) if kind == Kind::Place => self.short(kind, folder).next().is_none(),
            Some((folder, _)) => self.short(Kind::Platform, folder).next().is_none(),
        };
        let is_meant = |(id, state): (&Cow<'_, str>, &State)| {
            is_last_part(last, id)
                && (id.contains('/') || *state == State::Broken)
                && has_no_home(id)
        };
        let of_kind = self.folders.iter().filter(|folder| folder.kind == kind);
        matches!(kind, Kind::Place | Kind::Project)
            && of_kind.flat_map(|folder| &folder.ids).any(is_meant)
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
        match self.meant(kind, written) {
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

    /// The id that was probably meant by one that is not known.
    fn meant(&self, kind: Kind, written: &str) -> Option<String> {
        let misses = &self.misses[kind as usize];
        if let Some(meant) = misses.meant.borrow().get(written) {
            return meant.clone();
        }
        let ids = misses.ids.get_or_init(|| self.ids(kind));
        let ids = ids.iter().map(String::as_str);
        let is_few = misses.meant.borrow().len() < COMPARED;
        let meant = only_with_last_part(written, ids.clone())
            .or_else(|| is_few.then(|| nearest(written, ids)).flatten());
        let meant = meant.map(str::to_owned);
        misses
            .meant
            .borrow_mut()
            .insert(written.to_owned(), meant.clone());
        meant
    }

    /// Another kind that has this very id.
    fn other_kind(&self, kind: Kind, written: &str) -> Option<Kind> {
        std::iter::once(Kind::Place)
            .chain(Kind::ALL)
            .filter(|other| *other != kind)
            .find(|other| self.short(*other, written).next().is_some())
    }

    /// What could be written for a kind, sorted.
    fn ids(&self, kind: Kind) -> Vec<String> {
        let of_kind = self.folders.iter().filter(|folder| folder.kind == kind);
        let mut ids: Vec<String> = of_kind
            .flat_map(|folder| {
                let full = move |id: &Cow<'_, str>| {
                    (kind == Kind::Place).then(|| format!("{}/{id}", folder.name))
                };
                let ids = folder.ids.keys();
                ids.flat_map(move |id| [Some(id.to_string()), full(id)])
            })
            .flatten()
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// The id that ends with what is written, if there is one only.
fn only_with_last_part<'a>(written: &str, ids: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if written.contains('/') {
        return None;
    }
    let mut with_last_part = ids.filter(|id| is_last_part(written, id));
    match (with_last_part.next(), with_last_part.next()) {
        (Some(only), None) => Some(only),
        // The same place by its short and by its full id.
        (Some(one), Some(other)) if one.ends_with(other) => Some(other),
        (Some(one), Some(other)) if other.ends_with(one) => Some(one),
        _ => None,
    }
}

/// Whether an id is this part or ends with it after a slash.
fn is_last_part(part: &str, id: &str) -> bool {
    id.strip_suffix(part)
        .is_some_and(|before| before.is_empty() || before.ends_with('/'))
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

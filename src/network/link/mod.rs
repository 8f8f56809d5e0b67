//! Links documents into a [`Network`]: resolves every reference, once, and collects what leads nowhere.

mod activities;
mod back;
mod library;
mod places;
mod plans;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::directory::{Directory, State, Unresolved};
use super::records::{Page, Place, Provider, Team};
use super::rules::{DUPLICATE_ID, WRONG_KIND};
use super::{Arena, Id, Network};
use crate::address;
use crate::calendar::opening_hours::Holidays;
use crate::config::Config;
use crate::content::written::Written;
use crate::content::{Content, Document, Kind, Records, written};
use crate::fault::{Fault, Origin, Target};
use crate::steps;
use crate::text;
use activities::Targets;

/// What linking depends on besides the content.
#[derive(Debug, Clone, Copy)]
pub struct LinkOptions {
    /// The day for which the site is made.
    pub today: Date,
    /// Publish drafts too.
    pub drafts: bool,
}

impl LinkOptions {
    /// Whether a record is published by itself, wherever it belongs.
    pub fn publish(self, written: &dyn Written) -> bool {
        self.drafts || !(written.draft() || written.is_held_back(self.today))
    }
}

/// A network and what was wrong with its links.
#[derive(Debug)]
pub struct Linked {
    /// The network.
    pub network: Network,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// Links content.
pub fn link(content: &Content, config: &Arc<Config>, options: LinkOptions) -> Linked {
    let documents = Documents::gather(content);
    let mut linker = Linker {
        config,
        options,
        directory: Directory::default(),
        faults: Vec::new(),
    };
    for file in &content.files {
        file.broken
            .iter()
            .for_each(|record| linker.directory.broken(record));
        if let Some(folder) = &file.unreadable {
            linker.directory.unreadable(folder.kind);
        }
    }
    let network = linker.network(documents);
    Linked {
        network,
        faults: linker.faults,
    }
}

/// All documents by kind, in the order of files.
#[derive(Default)]
struct Documents<'a> {
    places: Documented<'a, written::Place>,
    standards: Documented<'a, written::Standard>,
    platforms: Documented<'a, written::Platform>,
    projects: Documented<'a, written::Project>,
    teams: Documented<'a, written::Team>,
    activities: Documented<'a, written::Activity>,
    needs: Documented<'a, written::Need>,
    plans: Documented<'a, written::Plan>,
    articles: Documented<'a, written::Article>,
    pages: Documented<'a, written::Page>,
}

impl<'a> Documents<'a> {
    fn gather(content: &'a Content) -> Self {
        let mut all = Documents::default();
        for file in &content.files {
            match &file.records {
                Some(Records::Places(documents)) => all.places.extend(documents),
                Some(Records::Standards(documents)) => all.standards.extend(documents),
                Some(Records::Platforms(documents)) => all.platforms.extend(documents),
                Some(Records::Projects(documents)) => all.projects.extend(documents),
                Some(Records::Teams(documents)) => all.teams.extend(documents),
                Some(Records::Activities(documents)) => all.activities.extend(documents),
                Some(Records::Needs(documents)) => all.needs.extend(documents),
                Some(Records::Plans(documents)) => all.plans.extend(documents),
                Some(Records::Articles(documents)) => all.articles.extend(documents),
                Some(Records::Pages(documents)) => all.pages.extend(documents),
                None => {}
            }
        }
        all
    }
}

/// Documents of one kind where the content keeps them.
type Documented<'a, T> = Vec<&'a Arc<Document<T>>>;

/// Maps the index of a document to its id in the arena, if it got there.
type Placed<T> = Vec<Option<Id<T>>>;

struct Linker<'a> {
    config: &'a Arc<Config>,
    options: LinkOptions,
    directory: Directory<'a>,
    faults: Vec<Fault>,
}

impl<'a> Linker<'a> {
    /// The documents of a kind that are published, each with an id of its own.
    fn publish<T: Written>(
        &mut self,
        documents: Documented<'a, T>,
        held_back: impl Fn(&T) -> bool,
    ) -> Documented<'a, T> {
        let mut published = Vec::with_capacity(documents.len());
        for document in &documents {
            let state = if document.fields.draft() && !self.options.drafts {
                State::Draft
            } else if held_back(&document.fields) {
                State::HeldBack
            } else {
                State::Published(published.len())
            };
            let id = document.id.as_str();
            if !self.directory.claim(&document.folder, id, state) {
                let same = |other: &&&Arc<Document<T>>| {
                    other.folder.name == document.folder.name && other.id == document.id
                };
                let first = documents.iter().find(same).unwrap_or(document);
                self.faults
                    .push(duplicate_id(&document.origin, id, &first.origin.file));
            } else if matches!(state, State::Published(_)) {
                published.push(*document);
            }
        }
        published
    }

    /// The document a reference means; a fault is told if it means none.
    fn refer(
        &mut self,
        kind: Kind,
        written: &str,
        target: impl FnOnce() -> Target,
    ) -> Option<usize> {
        match self.directory.find(kind, written, target) {
            Ok(index) => Some(index),
            Err(Unresolved::Fault(fault)) => {
                self.faults.push(*fault);
                None
            }
            Err(Unresolved::Silent) => None,
        }
    }

    /// An empty text is told as such by the checks.
    fn refer_required(
        &mut self,
        kind: Kind,
        written: &str,
        key: &str,
        origin: &Origin,
    ) -> Option<usize> {
        if written.trim().is_empty() {
            return None;
        }
        self.refer(kind, written, || origin.value(&steps![key]))
    }

    fn refer_option<T>(
        &mut self,
        kind: Kind,
        written: Option<&String>,
        key: &str,
        origin: &Origin,
        placed: &Placed<T>,
    ) -> Option<Id<T>> {
        let index = self.refer(kind, written?, || origin.value(&steps![key]))?;
        placed[index]
    }

    fn refer_list<T>(
        &mut self,
        kind: Kind,
        written: &[String],
        key: &str,
        origin: &Origin,
        placed: &Placed<T>,
    ) -> Vec<Id<T>> {
        let mut found = Vec::with_capacity(written.len());
        for (index, reference) in written.iter().enumerate() {
            let target = || origin.value(&steps![key, index]);
            let id = self
                .refer(kind, reference, target)
                .and_then(|at| placed[at]);
            found.extend(id.filter(|id| !found.contains(id)));
        }
        found
    }

    /// A team or a place.
    fn provider(
        &mut self,
        written: &str,
        target: Target,
        teams: &Placed<Team>,
        places: &Placed<Place>,
    ) -> Option<Provider> {
        let as_team = self.directory.find(Kind::Team, written, || target.clone());
        let as_place = self.directory.find(Kind::Place, written, || target.clone());
        match (as_team, as_place) {
            (Ok(team), _) => teams[team].map(Provider::Team),
            (_, Ok(place)) => places[place].map(Provider::Place),
            (Err(Unresolved::Silent), _) | (_, Err(Unresolved::Silent)) => None,
            // "There is a team of that id" is no help when it was a place that was meant.
            (Err(Unresolved::Fault(team)), Err(Unresolved::Fault(place))) => {
                let place_is_better = place.help.is_some() && place.rule.code != WRONG_KIND.code;
                let near_place = place_is_better && written.contains('/');
                self.faults.push(if near_place { *place } else { *team });
                None
            }
        }
    }

    fn network(&mut self, documents: Documents<'a>) -> Network {
        let LinkOptions { today, drafts } = self.options;
        let places = self.publish(documents.places, |_| false);
        let standards = self.publish(documents.standards, |_| false);
        let platforms = self.publish(documents.platforms, |_| false);
        let projects = self.publish(documents.projects, |_| false);
        let teams = self.publish(documents.teams, |_| false);
        let activities = self.publish(documents.activities, |_| false);
        let needs = self.publish(documents.needs, |_| false);
        let plans = self.publish(documents.plans, |_| false);
        let articles = self.publish(documents.articles, |article| {
            article.is_held_back(today) && !drafts
        });
        let pages = self.publish(documents.pages, |_| false);

        let mut network = Network {
            config: self.config.clone(),
            today,
            holidays: Holidays::china(),
            places: Arena::default(),
            standards: Arena::default(),
            platforms: Arena::default(),
            projects: Arena::default(),
            teams: Arena::default(),
            activities: Arena::default(),
            needs: Arena::default(),
            plans: Arena::default(),
            articles: Arena::default(),
            pages: Arena::default(),
            agenda: BTreeMap::new(),
            tags: BTreeMap::new(),
            brands: BTreeMap::new(),
            audiences: BTreeMap::new(),
        };
        let places = self.places(&mut network, places);
        self.standards(&mut network, standards);
        let platforms = self.platforms(&mut network, platforms);
        let teams = self.teams(&mut network, teams, &places);
        self.place_teams(&mut network, &teams);
        let projects = self.projects(&mut network, projects, &platforms, &teams, &places);
        let (articles, article_activities) =
            self.articles(&mut network, articles, &places, &projects);
        let activities = self.activities(
            &mut network,
            activities,
            &Targets {
                places: &places,
                platforms: &platforms,
                projects: &projects,
                teams: &teams,
                articles: &articles,
            },
        );
        self.article_activities(&mut network, &article_activities, &activities);
        self.needs(&mut network, needs, &places, &projects, &teams, &activities);
        self.plans(&mut network, plans, &teams, &places);
        for document in pages {
            network.pages.push(Page {
                path: address::record(&document.folder, &document.id),
                document: document.clone(),
            });
        }
        back::back_references(&mut network);
        network
    }
}

fn duplicate_id(origin: &Origin, id: &str, other: &str) -> Fault {
    let target = match (origin.record, origin.inline) {
        (None, None) => Target {
            file: origin.file.clone(),
            spot: crate::fault::Spot::File,
        },
        _ => origin.value(&steps!["id"]),
    };
    Fault::new(
        &DUPLICATE_ID,
        target,
        text!(
            "编号 `{id}` 已经用过了（在 {other}）",
            "the id `{id}` is taken already (in {other})"
        ),
    )
    .help(text!("换一个没有用过的编号", "take another id"))
}

//! The practice network, linked: who belongs to whom, who refers to whom, what happens when.
//!
//! Glossary
//!
//! | word | Chinese | what it is |
//! | --- | --- | --- |
//! | center | 新时代文明实践中心 | the network's head, one a county |
//! | institute | 新时代文明实践所 | one a town or subdistrict |
//! | station | 新时代文明实践站 | one a village or community |
//! | study post | 新思想学习驿站 | a venue for study, below an institute or any place |
//! | place | 站点 | any of these; its *tier* says which |
//! | standard | 阵地标准 (八个有, 三有) | items that places of a tier are to meet |
//! | platform | 服务平台 | a field of service, the first level of the project library |
//! | project | 志愿服务项目 | a service offered again and again |
//! | team | 志愿服务队 | volunteers of one of four kinds |
//! | activity | 活动 | what happens at a place, once or repeatedly; each time is an *occurrence* |
//! | need | 需求 (点单) | what residents ask for |
//! | plan | 年度计划 | a year's themes and dated nodes |
//! | article | 文章 (典型经验) | something to read, telling of places, projects and activities |

mod activity;
mod arena;
mod directory;
mod edit;
mod link;
mod order;
mod parents;
mod records;
pub mod rules;
mod walk;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::calendar::opening_hours::Holidays;
use crate::config::{Config, TierId, Tiers};

pub use activity::{Activity, Occurrence};
pub(crate) use activity::{is_boundless, is_unlikely};
pub use arena::{Arena, Id};
pub use edit::{Edit, is_of_words};
pub use link::{LinkOptions, Linked, link};
pub use order::Timed;
pub use records::{
    Article, Need, Page, Place, Plan, PlanNode, Platform, Project, Provider, Standard, Team,
};
pub use walk::Published;

/// The linked network. Nothing in it refers to something that is not published.
#[derive(Debug, Clone)]
pub struct Network {
    /// The site's configuration.
    pub config: Arc<Config>,
    /// The day for which the site is made, local to its time zone.
    pub today: Date,
    /// Which days are public holidays, for opening hours.
    pub holidays: Holidays,
    /// Places of all tiers, by folder and id.
    pub places: Arena<Place>,
    /// Standards in the order written.
    pub standards: Arena<Standard>,
    /// Platforms in the order written.
    pub platforms: Arena<Platform>,
    /// Projects, by id.
    pub projects: Arena<Project>,
    /// Teams, by id.
    pub teams: Arena<Team>,
    /// Activities, by id.
    pub activities: Arena<Activity>,
    /// Needs, by id.
    pub needs: Arena<Need>,
    /// Plans, by year.
    pub plans: Arena<Plan>,
    /// Articles, newest first.
    pub articles: Arena<Article>,
    /// Pages, by id.
    pub pages: Arena<Page>,
    /// Every occurrence of every activity by year and month, each month by start, then place, then id.
    pub agenda: BTreeMap<(i16, i8), Vec<AgendaEntry>>,
    /// What carries each tag.
    pub tags: BTreeMap<String, Tagged>,
    /// What belongs to each local brand.
    pub brands: BTreeMap<String, Branded>,
    /// The activities for each audience.
    pub audiences: BTreeMap<String, Vec<Id<Activity>>>,
}

/// One occurrence in the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgendaEntry {
    /// The activity.
    pub activity: Id<Activity>,
    /// Which of its occurrences.
    pub occurrence: usize,
}

/// What carries a tag.
#[derive(Debug, Clone, Default)]
pub struct Tagged {
    /// Articles, newest first.
    pub articles: Vec<Id<Article>>,
    /// Projects.
    pub projects: Vec<Id<Project>>,
    /// Activities.
    pub activities: Vec<Id<Activity>>,
}

/// What belongs to a local brand (特色品牌).
#[derive(Debug, Clone, Default)]
pub struct Branded {
    /// Places that carry it.
    pub places: Vec<Id<Place>>,
    /// Projects.
    pub projects: Vec<Id<Project>>,
    /// Activities.
    pub activities: Vec<Id<Activity>>,
    /// Articles, newest first.
    pub articles: Vec<Id<Article>>,
}

impl Network {
    /// A place by its id below its folder, or with the folder in front; `None` if there is none or several.
    pub fn find_place(&self, written: &str) -> Option<Id<Place>> {
        let mut found = self.places.enumerate().filter(|(_, place)| {
            let document = &place.document;
            document.id == written || format!("{}/{}", document.folder.name, document.id) == written
        });
        match (found.next(), found.next()) {
            (Some((id, _)), None) => Some(id),
            _ => None,
        }
    }

    /// The places above a place, nearest first, without itself.
    pub fn above(&self, place: Id<Place>) -> impl Iterator<Item = Id<Place>> {
        std::iter::successors(self.places[place].parent, |above| {
            self.places[*above].parent
        })
    }

    /// A place and those above it, nearest first.
    pub fn upward(&self, place: Id<Place>) -> impl Iterator<Item = Id<Place>> {
        std::iter::once(place).chain(self.above(place))
    }

    /// The institute of a place: itself, or the one above it.
    pub fn town_of(&self, place: Id<Place>) -> Option<Id<Place>> {
        self.upward(place)
            .find(|above| self.places[*above].tier == Tiers::INSTITUTE)
    }

    /// The places of a tier, in order.
    pub fn places_of(&self, tier: TierId) -> impl Iterator<Item = Id<Place>> {
        let places = self.places.ids();
        places.filter(move |id| self.places[*id].tier == tier)
    }

    /// A place and everything below it, parents before children.
    pub fn below(&self, place: Id<Place>) -> Vec<Id<Place>> {
        let mut found = vec![place];
        let mut next = 0;
        while next < found.len() {
            found.extend_from_slice(&self.places[found[next]].children);
            next += 1;
        }
        found
    }

    /// An occurrence of the agenda with its activity.
    pub fn occurrence(&self, entry: AgendaEntry) -> (&Activity, &Occurrence) {
        let activity = &self.activities[entry.activity];
        (activity, &activity.occurrences[entry.occurrence])
    }

    /// The agenda between two days, both included.
    pub fn agenda_between(&self, from: Date, to: Date) -> impl Iterator<Item = AgendaEntry> {
        self.agenda
            .range((from.year(), from.month())..=(to.year(), to.month()))
            .flat_map(|(_, entries)| entries.iter().copied())
            .filter(move |entry| {
                let day = self.occurrence(*entry).1.starts.date();
                from <= day && day <= to
            })
    }
}

//! Which page each content file has: what a link to a file leads to.

use foldhash::{HashMap, HashMapExt};
use std::sync::Arc;

use super::below_content;
use crate::fault::Origin;
use crate::network::{
    Activity, Article, Id, Need, Network, Page, Place, Plan, Platform, Project, Team,
};

/// The pages of content files with one record.
#[derive(Debug, Default)]
pub struct ContentPages(HashMap<Arc<str>, PageOf>);

/// What has the page.
#[derive(Debug, Clone, Copy)]
enum PageOf {
    Place(Id<Place>),
    Platform(Id<Platform>),
    Project(Id<Project>),
    Team(Id<Team>),
    Activity(Id<Activity>),
    Need(Id<Need>),
    Plan(Id<Plan>),
    Article(Id<Article>),
    Page(Id<Page>),
}

impl ContentPages {
    /// The pages of a network.
    pub fn new(network: &Network) -> Self {
        let mut pages = HashMap::with_capacity(network.places.len() + network.activities.len());
        let mut add = |origin: &Origin, page: PageOf| {
            if origin.record.is_none() {
                pages.insert(origin.file.clone(), page);
            }
        };
        for (id, place) in network.places.enumerate() {
            add(&place.document.origin, PageOf::Place(id));
        }
        for (id, platform) in network.platforms.enumerate() {
            add(&platform.document.origin, PageOf::Platform(id));
        }
        for (id, project) in network.projects.enumerate() {
            add(&project.document.origin, PageOf::Project(id));
        }
        for (id, team) in network.teams.enumerate() {
            add(&team.document.origin, PageOf::Team(id));
        }
        for (id, need) in network.needs.enumerate() {
            add(&need.document.origin, PageOf::Need(id));
        }
        for (id, plan) in network.plans.enumerate() {
            add(&plan.document.origin, PageOf::Plan(id));
        }
        for (id, article) in network.articles.enumerate() {
            add(&article.document.origin, PageOf::Article(id));
        }
        for (id, page) in network.pages.enumerate() {
            add(&page.document.origin, PageOf::Page(id));
        }
        for (id, activity) in network.activities.enumerate() {
            if let Some(document) = activity.document() {
                add(&document.origin, PageOf::Activity(id));
            }
        }
        ContentPages(pages)
    }

    /// The path of the page, or of the entry on a page, of a file below the site's root.
    pub(super) fn path<'a>(&self, file: &str, network: &'a Network) -> Option<&'a str> {
        Some(match *self.0.get(file)? {
            PageOf::Place(id) => &network.places[id].path,
            PageOf::Platform(id) => &network.platforms[id].path,
            PageOf::Project(id) => &network.projects[id].path,
            PageOf::Team(id) => &network.teams[id].path,
            PageOf::Activity(id) => &network.activities[id].path,
            PageOf::Need(id) => &network.needs[id].path,
            PageOf::Plan(id) => &network.plans[id].path,
            PageOf::Article(id) => &network.articles[id].path,
            PageOf::Page(id) => &network.pages[id].path,
        })
    }

    /// The files below `content/` that have a page, in no fixed order.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.0.keys().filter_map(|file| below_content(file))
    }
}

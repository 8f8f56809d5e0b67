//! Every URL of a site. A page is rendered from its route; nothing else makes pages.

mod alias;
mod feed;
mod holders;
mod limits;
pub mod rules;
mod table;

use std::borrow::Cow;

use crate::address;
use crate::assess::standards::assessed_towns;
use crate::config::{TierId, Tiers};
use crate::fault::{Spot, Target};
use crate::network::{
    Activity, Article, Id, Need, Network, Page, Place, Plan, Platform, Project, Team,
};
use crate::steps;

pub use feed::Feed;
pub(crate) use feed::{MOST_URLS, indexed, site_map_parts};
pub(crate) use rules::path_too_long;
pub use table::RouteTable;
pub(crate) use table::file_folder;

/// One page of a site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the pages")]
pub enum Route {
    Home,
    NotFound,
    SiteMap,
    TierIndex(TierId),
    Place(Id<Place>),
    Activities,
    ActivityMonth {
        year: i16,
        month: i8,
    },
    Activity(Id<Activity>),
    Projects,
    Platform(Id<Platform>),
    Project(Id<Project>),
    Teams,
    Team(Id<Team>),
    Needs,
    Need(Id<Need>),
    Plan(Id<Plan>),
    Standards,
    /// The standards in the places of an institute.
    StandardsTown(Id<Place>),
    /// A page of the list of articles, from 1.
    Articles {
        page: usize,
    },
    Article(Id<Article>),
    Tag(String),
    Brand(String),
    /// Activities for an audience.
    Audience(String),
    Network,
    /// The map of the whole network.
    Map,
    Search,
    /// A sheet for the wall of a place.
    PlacePoster(Id<Place>),
    /// A sheet for the wall about an activity.
    ActivityPoster(Id<Activity>),
    Page(Id<Page>),
    /// A file for programs, which is no page.
    Feed(Feed),
    /// An old address that leads to a new one.
    Redirect {
        from: String,
        to: String,
    },
}

impl Route {
    /// The path below the site's root, percent-decoded: `/stations/yuping/buxingjie/`.
    pub fn path<'a>(&self, network: &'a Network) -> Cow<'a, str> {
        match self {
            Route::Home => address::HOME.into(),
            Route::NotFound => address::NOT_FOUND.into(),
            Route::SiteMap => address::SITE_MAP.into(),
            Route::TierIndex(tier) => address::tier(&network.config.tiers.get(*tier).folder).into(),
            Route::Place(id) => (&network.places[*id].path).into(),
            Route::Activities => address::ACTIVITIES.into(),
            Route::ActivityMonth { year, month } => address::month(*year, *month).into(),
            Route::Activity(id) => (&network.activities[*id].path).into(),
            Route::Projects => address::PROJECTS.into(),
            Route::Platform(id) => (&network.platforms[*id].path).into(),
            Route::Project(id) => (&network.projects[*id].path).into(),
            Route::Teams => address::TEAMS.into(),
            Route::Team(id) => (&network.teams[*id].path).into(),
            Route::Needs => address::NEEDS.into(),
            Route::Need(id) => (&network.needs[*id].path).into(),
            Route::Plan(id) => (&network.plans[*id].path).into(),
            Route::Standards => address::STANDARDS.into(),
            Route::StandardsTown(id) => {
                address::standards_town(&network.places[*id].document.id).into()
            }
            Route::Articles { page } => address::articles(*page).into(),
            Route::Article(id) => (&network.articles[*id].path).into(),
            Route::Tag(tag) => address::tag(tag).into(),
            Route::Brand(brand) => address::brand(brand).into(),
            Route::Audience(audience) => address::audience(audience).into(),
            Route::Network => address::NETWORK.into(),
            Route::Map => address::MAP.into(),
            Route::Search => address::SEARCH.into(),
            Route::PlacePoster(id) => address::poster(&network.places[*id].path).into(),
            Route::ActivityPoster(id) => {
                address::poster(&address::activity(&network.activities[*id].id)).into()
            }
            Route::Page(id) => (&network.pages[*id].path).into(),
            Route::Feed(feed) => feed.path(network).into(),
            Route::Redirect { from, .. } => from.clone().into(),
        }
    }

    /// The name of the template that renders it, without its ending; `None` for what is no page.
    pub fn template(&self) -> Option<&'static str> {
        Some(match self {
            Route::Home => "home",
            Route::NotFound => "404",
            Route::SiteMap => "sitemap",
            Route::TierIndex(_) => "tier",
            Route::Place(_) => "place",
            Route::Activities => "activities",
            Route::ActivityMonth { .. } => "month",
            Route::Activity(_) => "activity",
            Route::Projects => "projects",
            Route::Platform(_) => "platform",
            Route::Project(_) => "project",
            Route::Teams => "teams",
            Route::Team(_) => "team",
            Route::Needs => "needs",
            Route::Need(_) => "need",
            Route::Plan(_) => "plan",
            Route::Standards => "standards",
            Route::StandardsTown(_) => "standards_town",
            Route::Articles { .. } => "articles",
            Route::Article(_) => "article",
            Route::Tag(_) => "tag",
            Route::Brand(_) => "brand",
            Route::Audience(_) => "audience",
            Route::Network => "network",
            Route::Map => "map",
            Route::Search => "search",
            Route::PlacePoster(_) | Route::ActivityPoster(_) => "poster",
            Route::Page(_) => "page",
            Route::Redirect { .. } => "redirect",
            Route::Feed(_) => return None,
        })
    }

    /// The key of the phrase that is its title, if it has the same on every site.
    pub fn phrase(&self) -> Option<&'static str> {
        match self {
            Route::Home => Some("home"),
            Route::NotFound => Some("not_found"),
            Route::Redirect { .. } => Some("moved"),
            Route::TierIndex(Tiers::STATION) => Some("stations"),
            Route::SiteMap
            | Route::Activities
            | Route::Projects
            | Route::Teams
            | Route::Needs
            | Route::Standards
            | Route::Articles { .. }
            | Route::Network
            | Route::Map
            | Route::Search
            | Route::PlacePoster(_)
            | Route::ActivityPoster(_) => self.template(),
            _ => None,
        }
    }

    /// The section that it belongs to: the list from which one comes to it.
    pub fn section(&self) -> Option<Route> {
        match self {
            Route::ActivityMonth { .. }
            | Route::Activity(_)
            | Route::Audience(_)
            | Route::ActivityPoster(_) => Some(Route::Activities),
            Route::Platform(_) | Route::Project(_) => Some(Route::Projects),
            Route::Team(_) => Some(Route::Teams),
            Route::Need(_) => Some(Route::Needs),
            Route::StandardsTown(_) => Some(Route::Standards),
            Route::Articles { page: 1 } => None,
            Route::Articles { .. } | Route::Article(_) | Route::Tag(_) => {
                Some(Route::Articles { page: 1 })
            }
            Route::Brand(_) => Some(Route::Network),
            _ => None,
        }
    }

    /// Whether it is a page for readers and not a file for programs.
    pub fn is_page(&self) -> bool {
        !matches!(self, Route::Feed(_))
    }

    /// Whether search engines should list it: a page that somebody may look for by what it says.
    pub fn is_indexed(&self) -> bool {
        !matches!(
            self,
            Route::NotFound
                | Route::Search
                | Route::PlacePoster(_)
                | Route::ActivityPoster(_)
                | Route::Feed(_)
                | Route::Redirect { .. }
        )
    }

    /// The file that the page is made from, if there is one.
    pub fn source(&self, network: &Network) -> Option<std::sync::Arc<str>> {
        match self {
            Route::Tag(_) | Route::Brand(_) | Route::Audience(_) => None,
            route => route.target(network).map(|target| target.file),
        }
    }

    /// Where the record behind the page was written, if there is one.
    fn target(&self, network: &Network) -> Option<Target> {
        let origin = match self {
            Route::Place(id) | Route::PlacePoster(id) | Route::StandardsTown(id) => {
                network.places[*id].document.origin.clone()
            }
            Route::Activity(id) | Route::ActivityPoster(id) => network.activities[*id].origin(),
            Route::Platform(id) => network.platforms[*id].document.origin.clone(),
            Route::Project(id) => network.projects[*id].document.origin.clone(),
            Route::Team(id) => network.teams[*id].document.origin.clone(),
            Route::Need(id) => network.needs[*id].document.origin.clone(),
            Route::Plan(id) => network.plans[*id].document.origin.clone(),
            Route::Article(id) => network.articles[*id].document.origin.clone(),
            Route::Page(id) => network.pages[*id].document.origin.clone(),
            Route::Feed(Feed::ActivityCalendar(id)) => network.activities[*id].origin(),
            Route::Feed(Feed::PlaceCalendar(id) | Feed::PlaceArticles(id)) => {
                network.places[*id].document.origin.clone()
            }
            Route::Feed(Feed::PlatformCalendar(id)) => {
                network.platforms[*id].document.origin.clone()
            }
            Route::Tag(tag) => return holders::of_tag(network, tag),
            Route::Brand(brand) => return holders::of_brand(network, brand),
            Route::Audience(audience) => return holders::of_audience(network, audience),
            _ => return None,
        };
        Some(match origin.record {
            Some(_) => origin.value(&steps!["id"]),
            None => Target {
                file: origin.file.clone(),
                spot: Spot::File,
            },
        })
    }
}

/// Every page, in a fixed order.
fn all(network: &Network) -> Vec<Route> {
    let mut routes = vec![
        Route::Home,
        Route::NotFound,
        Route::SiteMap,
        Route::Activities,
        Route::Projects,
        Route::Teams,
        Route::Needs,
        Route::Standards,
        Route::Network,
        Route::Map,
        Route::Search,
    ];
    routes.extend(
        network
            .config
            .tiers
            .enumerate()
            .map(|(id, _)| Route::TierIndex(id)),
    );
    routes.extend(network.places.ids().map(Route::Place));
    routes.extend(network.places.ids().map(Route::PlacePoster));
    routes.extend(
        network
            .agenda
            .keys()
            .map(|(year, month)| Route::ActivityMonth {
                year: *year,
                month: *month,
            }),
    );
    let activities = network.activities.enumerate();
    routes.extend(
        activities
            .filter(|(_, activity)| activity.body().is_some())
            .map(|(id, _)| Route::Activity(id)),
    );
    let activities = network.activities.enumerate();
    routes.extend(
        activities
            .filter(|(_, activity)| activity.is_ahead(network.today))
            .map(|(id, _)| Route::ActivityPoster(id)),
    );
    routes.extend(network.platforms.ids().map(Route::Platform));
    let projects = network.projects.enumerate();
    routes.extend(
        projects
            .filter(|(_, project)| project.document.body.is_some())
            .map(|(id, _)| Route::Project(id)),
    );
    routes.extend(network.teams.ids().map(Route::Team));
    let needs = network.needs.enumerate();
    routes.extend(
        needs
            .filter(|(_, need)| need.document.body.is_some())
            .map(|(id, _)| Route::Need(id)),
    );
    routes.extend(network.plans.ids().map(Route::Plan));
    let towns = assessed_towns(network);
    routes.extend(towns.into_iter().map(Route::StandardsTown));
    routes.extend((1..=article_pages(network)).map(|page| Route::Articles { page }));
    routes.extend(network.articles.ids().map(Route::Article));
    routes.extend(network.tags.keys().cloned().map(Route::Tag));
    routes.extend(network.brands.keys().cloned().map(Route::Brand));
    routes.extend(network.audiences.keys().cloned().map(Route::Audience));
    routes.extend(network.pages.ids().map(Route::Page));
    let feeds = feed::all(network, &routes);
    routes.extend(feeds.into_iter().map(Route::Feed));
    routes
}

/// How many pages the list of articles has; at least one.
pub fn article_pages(network: &Network) -> usize {
    let listed = network
        .articles
        .iter()
        .filter(|article| !article.expired)
        .count();
    listed.div_ceil(network.config.articles_per_page).max(1)
}

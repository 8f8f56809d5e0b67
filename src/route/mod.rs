//! Every URL of a site. A page is rendered from its route; nothing else makes pages.

mod alias;
mod feed;
mod holders;
mod limits;
mod paths;
pub mod rules;
mod table;

use std::borrow::Cow;

use crate::assess::standards::assessed_towns;
use crate::config::TierId;
use crate::fault::{Spot, Target};
use crate::network::{
    Activity, Article, Id, Need, Network, Page, Place, Plan, Platform, Project, Team,
};
use crate::steps;

pub use feed::Feed;
pub(crate) use feed::{MOST_URLS, indexed, site_map_parts};
pub use paths::{
    COLORS_FILE, INDEX_FOLDER, MEDIA_FOLDER, STATIC_FOLDER, audience_path, brand_path, file_of,
    media_path, month_path, poster_path, standards_path, tag_path,
};
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
            Route::Home => "/".into(),
            Route::NotFound => "/404.html".into(),
            Route::SiteMap => "/sitemap/".into(),
            Route::TierIndex(tier) => {
                format!("/{}/", network.config.tiers.get(*tier).folder).into()
            }
            Route::Place(id) => (&network.places[*id].path).into(),
            Route::Activities => "/activities/".into(),
            Route::ActivityMonth { year, month } => month_path(*year, *month).into(),
            Route::Activity(id) => (&network.activities[*id].path).into(),
            Route::Projects => "/projects/".into(),
            Route::Platform(id) => (&network.platforms[*id].path).into(),
            Route::Project(id) => (&network.projects[*id].path).into(),
            Route::Teams => "/teams/".into(),
            Route::Team(id) => (&network.teams[*id].path).into(),
            Route::Needs => "/needs/".into(),
            Route::Need(id) => (&network.needs[*id].path).into(),
            Route::Plan(id) => (&network.plans[*id].path).into(),
            Route::Standards => "/standards/".into(),
            Route::StandardsTown(id) => standards_path(network, *id).into(),
            Route::Articles { page: 1 } => "/articles/".into(),
            Route::Articles { page } => format!("/articles/page/{page}/").into(),
            Route::Article(id) => (&network.articles[*id].path).into(),
            Route::Tag(tag) => tag_path(tag).into(),
            Route::Brand(brand) => brand_path(brand).into(),
            Route::Audience(audience) => audience_path(audience).into(),
            Route::Network => "/network/".into(),
            Route::Map => "/map/".into(),
            Route::Search => "/search/".into(),
            Route::PlacePoster(id) => poster_path(&network.places[*id].path).into(),
            Route::ActivityPoster(id) => {
                format!("/activities/{}/poster/", network.activities[*id].id).into()
            }
            Route::Page(id) => (&network.pages[*id].path).into(),
            Route::Feed(feed) => feed.path(network).into(),
            Route::Redirect { from, .. } => from.clone().into(),
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

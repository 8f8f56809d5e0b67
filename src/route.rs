//! Every URL of a site. A page is rendered from its route; nothing else makes pages.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

use crate::assess::standards::assessed_towns;
use crate::config::TierId;
use crate::content::written::Written;
use crate::diagnostic::{Fault, Origin, Spot, Target};
use crate::feed::Feed;
use crate::links::MEDIA_FOLDER;
use crate::network::{
    Activity, Article, Id, Need, Network, Page, Place, Plan, Platform, Project, Team,
};
use crate::search::INDEX_FOLDER;
use crate::steps;
use crate::theme::STATIC_FOLDER;

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
            Route::Tag(_) => None,
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
            Route::Tag(tag) => return tag_target(network, tag),
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

fn tag_target(network: &Network, tag: &str) -> Option<Target> {
    let tagged = network.tags.get(tag)?;
    let (origin, tags) = if let Some(id) = tagged.articles.first() {
        let document = &network.articles[*id].document;
        (document.origin.clone(), &document.fields.tags)
    } else if let Some(id) = tagged.projects.first() {
        let document = &network.projects[*id].document;
        (document.origin.clone(), &document.fields.tags)
    } else {
        let activity = &network.activities[*tagged.activities.first()?];
        (activity.origin(), &activity.written().tags)
    };
    let index = tags.iter().position(|own| own == tag)?;
    Some(origin.value(&steps!["tags", index]))
}

/// `/activities/2026/07/`.
pub fn month_path(year: i16, month: i8) -> String {
    format!("/activities/{year}/{month:02}/")
}

/// `/standards/TOWN/`.
pub fn standards_path(network: &Network, town: Id<Place>) -> String {
    format!("/standards/{}/", network.places[town].document.id)
}

/// The sheet for the wall about what has a page at this path.
pub fn poster_path(path: &str) -> String {
    format!("{path}poster/")
}

/// `/tags/TAG/`.
pub fn tag_path(tag: &str) -> String {
    format!("/tags/{}/", slug(tag))
}

/// `/brands/BRAND/`.
pub fn brand_path(brand: &str) -> String {
    format!("/brands/{}/", slug(brand))
}

/// `/activities/for/AUDIENCE/`.
pub fn audience_path(audience: &str) -> String {
    format!("/activities/for/{}/", slug(audience))
}

/// A text as a part of a path; what cannot stand in one becomes `-`.
fn slug(text: &str) -> String {
    let slug: String = text
        .trim()
        .chars()
        .map(|character| {
            let plain = character.is_alphanumeric() || "-_+·.（）()".contains(character);
            if plain { character } else { '-' }
        })
        .collect();
    // A name of dots alone would be the folder itself or the one above.
    if slug.chars().all(|character| character == '.') {
        "-".to_owned()
    } else {
        slug
    }
}

/// The file of a path: `/stations/` is `stations/index.html`.
pub fn file_of(path: &str) -> String {
    let below = path.trim_start_matches('/');
    if below.is_empty() || below.ends_with('/') {
        format!("{below}index.html")
    } else {
        below.to_owned()
    }
}

/// All routes of a site, found by path.
#[derive(Debug, Default)]
pub struct RouteTable {
    routes: Vec<Route>,
    /// By path with letter case folded.
    by_path: HashMap<String, usize>,
}

impl RouteTable {
    /// Every route; two that want the same path give a fault, and the first keeps it.
    pub fn new(network: &Network, faults: &mut Vec<Fault>) -> Self {
        let routes = all(network);
        let paths: Vec<String> = routes
            .par_iter()
            .map(|route| route.path(network).into_owned())
            .collect();
        let mut table = RouteTable {
            routes: Vec::with_capacity(routes.len()),
            by_path: HashMap::with_capacity(routes.len()),
        };
        for (route, path) in routes.into_iter().zip(paths) {
            table.add(network, route, path, None, faults);
        }
        for (origin, aliases, path) in aliases(network) {
            for (index, alias) in aliases.iter().enumerate() {
                let target = origin.value(&steps!["aliases", index]);
                match alias_path(alias) {
                    Some(from) => {
                        let to = path.to_owned();
                        let path = from.clone();
                        let route = Route::Redirect { from, to };
                        table.add(network, route, path, Some(target), faults);
                    }
                    None => faults.push(crate::check::bad_alias(target, alias)),
                }
            }
        }
        table
    }

    /// `alias` is where the path was written, if it was.
    fn add(
        &mut self,
        network: &Network,
        route: Route,
        path: String,
        alias: Option<Target>,
        faults: &mut Vec<Fault>,
    ) {
        if let Some(folder) = file_folder(&path) {
            let target = alias.or_else(|| route.target(network));
            faults.extend(target.map(|target| crate::check::reserved_folder(target, folder)));
            return;
        }
        // Hosts and disks that fold case would serve one file for both.
        let key = folded(Cow::Owned(path)).into_owned();
        if let Some(other) = self.in_the_way(&key) {
            let target = alias.or_else(|| route.target(network));
            let other = || self.routes[other].target(network);
            if let Some(target) = target.or_else(other) {
                let path = route.path(network);
                faults.push(crate::check::route_conflict(target, &path));
            }
            return;
        }
        self.by_path.insert(key, self.routes.len());
        self.routes.push(route);
    }

    /// The route that has this path already, or whose file would have to be a folder for it, or the
    /// other way round.
    fn in_the_way(&self, key: &str) -> Option<usize> {
        let same = self.by_path.get(key);
        let as_folder = || match key.ends_with('/') {
            true => None,
            false => self.by_path.get(&format!("{key}/")),
        };
        let folders = key.match_indices('/').map(|(end, _)| &key[..end]);
        let as_file = || {
            let mut files = folders.filter(|folder| folder.contains('.'));
            files.find_map(|file| self.by_path.get(file))
        };
        same.or_else(as_folder).or_else(as_file).copied()
    }

    /// Every route in a fixed order.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Every path, in no fixed order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// The route of a percent-decoded path, with or without its last slash.
    pub fn find(&self, path: &str) -> Option<&Route> {
        let key = folded(Cow::Borrowed(path));
        let index = self
            .by_path
            .get(&*key)
            .or_else(|| self.by_path.get(&format!("{key}/")))
            .or_else(|| self.by_path.get(key.strip_suffix("index.html")?))?;
        Some(&self.routes[*index])
    }
}

/// A path without difference of letter case.
fn folded(path: Cow<'_, str>) -> Cow<'_, str> {
    let is_folded = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if path.bytes().all(is_folded) {
        path
    } else {
        Cow::Owned(path.to_lowercase())
    }
}

/// The folder of theme files or pictures in which a page of this path would lie.
fn file_folder(path: &str) -> Option<&'static str> {
    let below = path.trim_start_matches('/').to_ascii_lowercase();
    [STATIC_FOLDER, MEDIA_FOLDER, INDEX_FOLDER]
        .into_iter()
        .find(|folder| {
            let inside = below.strip_prefix(folder);
            inside.is_some_and(|inside| inside.is_empty() || inside.starts_with('/'))
        })
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
    let feeds = crate::feed::all(network, &routes);
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

type Aliases<'a> = (Origin, &'a [String], &'a str);

fn aliases(network: &Network) -> Vec<Aliases<'_>> {
    fn of<'a, T: Written>(document: &'a crate::content::Document<T>, path: &'a str) -> Aliases<'a> {
        (document.origin.clone(), document.fields.aliases(), path)
    }
    let mut all = Vec::new();
    all.extend(
        network
            .places
            .iter()
            .map(|place| of(&place.document, &place.path)),
    );
    all.extend(network.activities.iter().map(|activity| {
        let aliases: &[String] = &activity.written().aliases;
        (activity.origin(), aliases, activity.path.as_str())
    }));
    all.extend(
        network
            .platforms
            .iter()
            .map(|platform| of(&platform.document, &platform.path)),
    );
    all.extend(
        network
            .projects
            .iter()
            .map(|project| of(&project.document, &project.path)),
    );
    all.extend(
        network
            .teams
            .iter()
            .map(|team| of(&team.document, &team.path)),
    );
    all.extend(
        network
            .needs
            .iter()
            .map(|need| of(&need.document, &need.path)),
    );
    all.extend(
        network
            .plans
            .iter()
            .map(|plan| of(&plan.document, &plan.path)),
    );
    all.extend(
        network
            .articles
            .iter()
            .map(|article| of(&article.document, &article.path)),
    );
    all.extend(
        network
            .pages
            .iter()
            .map(|page| of(&page.document, &page.path)),
    );
    all.extend(
        network
            .standards
            .iter()
            .map(|standard| of(&standard.document, "/standards/")),
    );
    all.retain(|(_, aliases, _)| !aliases.is_empty());
    all
}

/// The path of an alias: below the root, of plain parts, a file or a folder.
fn alias_path(written: &str) -> Option<String> {
    let below = written.trim().strip_prefix('/')?;
    let parts: Vec<&str> = below.trim_end_matches('/').split('/').collect();
    let sound = parts.iter().all(|part| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .chars()
                .all(|character| character.is_alphanumeric() || "-_.+".contains(character))
    });
    if !sound {
        return None;
    }
    // A folder of this name could not hold a page beside the file of the same name.
    let is_file = |part: &str| part.ends_with(".html") || part.ends_with(".htm");
    let (last, folders) = parts.split_last()?;
    if folders.iter().any(|part| is_file(part)) {
        return None;
    }
    let joined = parts.join("/");
    Some(match joined.strip_suffix("index.html") {
        // The file of a folder is the page of the folder.
        Some(folder) if *last == "index.html" => format!("/{folder}"),
        _ if is_file(last) => format!("/{joined}"),
        _ => format!("/{joined}/"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_cannot_leave_its_folder() {
        assert_eq!(tag_path("../../etc"), "/tags/..-..-etc/");
        assert_eq!(tag_path(".."), "/tags/-/");
        assert_eq!(tag_path("移风易俗"), "/tags/移风易俗/");
    }

    #[test]
    fn aliases_stay_below_the_root() {
        assert_eq!(alias_path("/old/page"), Some("/old/page/".to_owned()));
        assert_eq!(alias_path("/old.html"), Some("/old.html".to_owned()));
        assert_eq!(alias_path("/old.html/"), Some("/old.html".to_owned()));
        assert_eq!(alias_path("/a/index.html"), Some("/a/".to_owned()));
        assert_eq!(alias_path("/index.html"), Some("/".to_owned()));
        for wrong in [
            "old",
            "/",
            "/../x",
            "/a//b",
            "/.git/config",
            "/a?b",
            "/a.html/b",
            "https://a/",
        ] {
            assert_eq!(alias_path(wrong), None, "{wrong}");
        }
    }
}

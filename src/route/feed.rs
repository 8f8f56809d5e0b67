//! What files for programs a site has, and where they lie. What is in them is made in [`crate::feed`].
//!
//! Atom and site maps need full addresses, so they are there only when `base_url` names a host.

use super::Route;
use crate::address;
use crate::config::Tiers;
use crate::network::{Activity, Id, Network, Place, Platform};

/// How many addresses a file holds. The protocol allows 50,000 and 50 MB; an address has at most 2,048
/// characters, so this many stay below both.
pub(crate) const MOST_URLS: usize = 20_000;

/// A file for programs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Feed {
    /// What crawlers may read (RFC 9309).
    Robots,
    /// Every place, for the script of the map.
    MapPlaces,
    /// Every page that search engines should list, or the index of such files.
    SiteMap,
    /// One of several files of the site map, from 0.
    SiteMapPart(usize),
    /// What is new, as Atom.
    News,
    /// Articles, as Atom.
    Articles,
    /// Articles that tell of an institute or what lies below it, as Atom.
    PlaceArticles(Id<Place>),
    /// What is on in the whole network, as iCalendar.
    Calendar,
    /// What is on at a place and below it, as iCalendar.
    PlaceCalendar(Id<Place>),
    /// What is on from a platform, as iCalendar.
    PlatformCalendar(Id<Platform>),
    /// An activity alone, as iCalendar.
    ActivityCalendar(Id<Activity>),
    /// Every place, as GeoJSON.
    Places,
    /// Tiers, platforms, projects and teams, as JSON.
    Network,
    /// Activities, as JSON.
    Activities,
    /// What the JSON files hold, as JSON Schema.
    Schema,
}

impl Feed {
    /// The path below the site's root: `/stations/yuping/buxingjie/calendar.ics`.
    pub fn path(&self, network: &Network) -> String {
        match self {
            Feed::Robots => "/robots.txt".to_owned(),
            Feed::MapPlaces => format!("{}places.json", address::MAP),
            Feed::SiteMap => "/sitemap.xml".to_owned(),
            Feed::SiteMapPart(part) => format!("{}{}.xml", address::SITE_MAP, part + 1),
            Feed::News => "/feed.xml".to_owned(),
            Feed::Articles => format!("{}feed.xml", address::ARTICLES),
            Feed::PlaceArticles(id) => format!("{}feed.xml", network.places[*id].path),
            Feed::Calendar => "/calendar.ics".to_owned(),
            Feed::PlaceCalendar(id) => format!("{}calendar.ics", network.places[*id].path),
            Feed::PlatformCalendar(id) => format!("{}calendar.ics", network.platforms[*id].path),
            Feed::ActivityCalendar(id) => {
                format!("{}{}.ics", address::ACTIVITIES, network.activities[*id].id)
            }
            Feed::Places => "/api/places.geojson".to_owned(),
            Feed::Network => "/api/network.json".to_owned(),
            Feed::Activities => "/api/activities.json".to_owned(),
            Feed::Schema => "/api/schema.json".to_owned(),
        }
    }
}

/// Every feed of a network, in a fixed order. `pages` are its other routes, for the site map.
pub(super) fn all(network: &Network, pages: &[Route]) -> Vec<Feed> {
    let mut feeds = vec![
        Feed::Robots,
        Feed::MapPlaces,
        Feed::Calendar,
        Feed::Places,
        Feed::Network,
        Feed::Activities,
        Feed::Schema,
    ];
    feeds.extend(network.places.ids().map(Feed::PlaceCalendar));
    feeds.extend(network.platforms.ids().map(Feed::PlatformCalendar));
    feeds.extend(network.activities.ids().map(Feed::ActivityCalendar));
    if network.config.base_url.names_host() {
        feeds.extend([Feed::SiteMap, Feed::News, Feed::Articles]);
        feeds.extend((0..site_map_parts(pages)).map(Feed::SiteMapPart));
        let places = network.places.enumerate();
        let institutes = places.filter(|(_, place)| place.tier == Tiers::INSTITUTE);
        feeds.extend(institutes.map(|(id, _)| Feed::PlaceArticles(id)));
    }
    feeds
}

/// How many files the pages need besides the index; none if one file holds them all.
pub(crate) fn site_map_parts(routes: &[Route]) -> usize {
    let urls = indexed(routes).count();
    if urls <= MOST_URLS {
        0
    } else {
        urls.div_ceil(MOST_URLS)
    }
}

pub(crate) fn indexed(routes: &[Route]) -> impl Iterator<Item = &Route> {
    routes.iter().filter(|route| route.is_indexed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_pages_than_a_file_holds_are_divided() {
        let routes = vec![Route::Home; MOST_URLS];
        assert_eq!(site_map_parts(&routes), 0);
        let routes = vec![Route::Home; 2 * MOST_URLS + 1];
        assert_eq!(site_map_parts(&routes), 3);
        assert_eq!(site_map_parts(&vec![Route::Search; MOST_URLS + 1]), 0);
    }
}

//! Files for programs: what search engines, calendars, feed readers and maps of others read.
//!
//! A feed has a path as a page has, and is made from the same network by the same renderer, but writes
//! itself instead of going through a template: its form is a standard's, not a theme's. To add one: a
//! variant of [`Feed`], its path, its file in this folder.
//!
//! Atom and site maps need full addresses, so they are made only when `base_url` names a host.

mod absolute;
mod atom;
mod calendar;
mod data;
mod map_places;
mod robots;
mod site_map;
mod xml;

use crate::config::Tiers;
use crate::network::{Activity, Id, Network, Place, Platform};
use crate::route::Route;
use crate::view::Views;

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
            Feed::MapPlaces => "/map/places.json".to_owned(),
            Feed::SiteMap => "/sitemap.xml".to_owned(),
            Feed::SiteMapPart(part) => format!("/sitemap/{}.xml", part + 1),
            Feed::News => "/feed.xml".to_owned(),
            Feed::Articles => "/articles/feed.xml".to_owned(),
            Feed::PlaceArticles(id) => format!("{}feed.xml", network.places[*id].path),
            Feed::Calendar => "/calendar.ics".to_owned(),
            Feed::PlaceCalendar(id) => format!("{}calendar.ics", network.places[*id].path),
            Feed::PlatformCalendar(id) => format!("{}calendar.ics", network.platforms[*id].path),
            Feed::ActivityCalendar(id) => format!("/activities/{}.ics", network.activities[*id].id),
            Feed::Places => "/api/places.geojson".to_owned(),
            Feed::Network => "/api/network.json".to_owned(),
            Feed::Activities => "/api/activities.json".to_owned(),
            Feed::Schema => "/api/schema.json".to_owned(),
        }
    }

    /// Adds the bytes of the file to a buffer.
    pub fn write(&self, views: &Views<'_>, out: &mut Vec<u8>) {
        match self {
            Feed::Robots => robots::write(views, out),
            Feed::MapPlaces => map_places::write(views.network, out),
            Feed::SiteMap => site_map::write(views, out),
            Feed::SiteMapPart(part) => site_map::write_part(views, *part, out),
            Feed::News => atom::write_news(views, out),
            Feed::Articles => atom::write_articles(views, out),
            Feed::PlaceArticles(id) => atom::write_place(views, *id, out),
            Feed::Calendar => calendar::write_network(views, out),
            Feed::PlaceCalendar(id) => calendar::write_place(views, *id, out),
            Feed::PlatformCalendar(id) => calendar::write_platform(views, *id, out),
            Feed::ActivityCalendar(id) => calendar::write_activity(views, *id, out),
            Feed::Places => data::write_places(views, out),
            Feed::Network => data::write_network(views, out),
            Feed::Activities => data::write_activities(views, out),
            Feed::Schema => out.extend_from_slice(data::SCHEMA.as_bytes()),
        }
    }
}

/// Every feed of a network, in a fixed order. `pages` are its other routes, for the site map.
pub fn all(network: &Network, pages: &[Route]) -> Vec<Feed> {
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
        feeds.extend((0..site_map::parts(pages)).map(Feed::SiteMapPart));
        let places = network.places.enumerate();
        let institutes = places.filter(|(_, place)| place.tier == Tiers::INSTITUTE);
        feeds.extend(institutes.map(|(id, _)| Feed::PlaceArticles(id)));
    }
    feeds
}

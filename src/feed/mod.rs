//! Files for programs: what search engines, calendars, feed readers and maps of others read.
//!
//! A feed has a path as a page has, and is made from the same network by the same renderer, but writes
//! itself instead of going through a template: its form is a standard's, not a theme's. To add one: a
//! variant of [`Feed`] with its path, and its file in this folder.

mod absolute;
mod atom;
mod calendar;
mod data;
mod map_places;
mod robots;
mod site_map;
mod xml;

use crate::route::Feed;
use crate::view::Views;

/// Adds the bytes of a file to a buffer.
pub fn write(feed: &Feed, views: &Views<'_>, out: &mut Vec<u8>) {
    match feed {
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

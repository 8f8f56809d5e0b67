//! Files for programs: what search engines, calendars, feed readers and maps of others read.
//!
//! A feed has a path as a page has, and is made from the same network by the same renderer, but writes
//! itself instead of going through a template: its form is a standard's, not a theme's. To add one: a
//! variant of [`Feed`], its path, its file in this folder.

mod map_places;
mod robots;

use crate::network::Network;
use crate::view::Views;

/// A file for programs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Feed {
    /// What crawlers may read (RFC 9309).
    Robots,
    /// Every place, for the script of the map.
    MapPlaces,
}

impl Feed {
    /// The path below the site's root: `/robots.txt`.
    pub fn path(&self) -> String {
        match self {
            Feed::Robots => "/robots.txt".to_owned(),
            Feed::MapPlaces => "/map/places.json".to_owned(),
        }
    }

    /// Adds the bytes of the file to a buffer.
    pub fn write(&self, views: &Views<'_>, out: &mut Vec<u8>) {
        match self {
            Feed::Robots => robots::write(views.network, out),
            Feed::MapPlaces => map_places::write(views.network, out),
        }
    }
}

/// Every feed of a network, in a fixed order.
pub fn all(_network: &Network) -> Vec<Feed> {
    vec![Feed::Robots, Feed::MapPlaces]
}

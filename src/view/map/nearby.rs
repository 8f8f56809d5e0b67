//! What is near a place, with how far and which way in words.

use super::NearbyPlace;
use crate::geo::Direction;
use crate::network::{Id, Place};
use crate::view::Views;

/// How many of the nearest places a page names.
const NEARBY: usize = 5;

impl Views<'_> {
    /// The nearest other places, nearest first.
    pub(in crate::view) fn nearby(&self, id: Id<Place>) -> Vec<NearbyPlace> {
        let found = self.atlas().nearest(self.network, id, NEARBY);
        found
            .into_iter()
            .map(|near| {
                let place = &self.network.places[near.place];
                let tier = self.network.config.tiers.get(place.tier);
                NearbyPlace {
                    name: place.short_name().to_owned(),
                    href: self.href(&place.path),
                    tier_name: tier.short_name.clone(),
                    shape: tier.shape,
                    distance: self.distance(near.distance_metres),
                    direction: near
                        .direction
                        .map_or_else(String::new, |direction| self.direction(direction)),
                }
            })
            .collect()
    }

    /// A distance as one says it: to fifty metres, then to a tenth of a kilometre, then to a kilometre.
    fn distance(&self, metres: f64) -> String {
        if metres < 975.0 {
            let rounded = ((metres / 50.0).round() * 50.0).max(50.0);
            return self
                .phrase("about_metres")
                .replace("{count}", &rounded.to_string());
        }
        let digits = usize::from(metres < 9_950.0);
        let kilometres = format!("{:.digits$}", metres / 1000.0);
        let kilometres = kilometres.strip_suffix(".0").unwrap_or(&kilometres);
        self.phrase("about_kilometres")
            .replace("{count}", kilometres)
    }

    pub(super) fn direction(&self, direction: Direction) -> String {
        let key = match direction {
            Direction::North => "north",
            Direction::NorthEast => "north_east",
            Direction::East => "east",
            Direction::SouthEast => "south_east",
            Direction::South => "south",
            Direction::SouthWest => "south_west",
            Direction::West => "west",
            Direction::NorthWest => "north_west",
        };
        self.phrase(&format!("direction.{key}"))
    }
}

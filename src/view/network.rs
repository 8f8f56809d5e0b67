//! The network as a whole: the tree from the center down, duties, and what is not covered.

use super::cards::{Link, PlaceCard};
use super::{Describe, Page, Views, view};
use crate::assess::coverage::coverage;
use crate::config::{Division, Tiers};
use crate::content::written::PlaceStatus;
use crate::network::{Id, Place};
use crate::route::Route;

view! {
    /// The overview of the network; in `network.html` as `network`.
    pub struct NetworkView {
        /// The tiers with their duties.
        pub tiers: Vec<TierDuties>,
        /// Places without a place above, with all below them.
        pub tree: Vec<Branch>,
        /// Institutes below which there is no study post.
        pub towns_without_study_post: Vec<Link>,
        /// Towns of the list of divisions that have no institute.
        pub divisions_without_institute: Vec<String>,
        /// Villages of the list of divisions that have no station.
        pub divisions_without_station: Vec<String>,
        /// Whether a list of divisions is given.
        pub has_divisions: bool,
        /// The local brands.
        pub brands: Vec<Link>,
    }
}

view! {
    /// A tier and what its places are there for.
    pub struct TierDuties {
        /// Its name.
        pub name: String,
        /// The index of its places.
        pub href: String,
        /// How many places.
        pub count: usize,
        /// How many of them are open.
        pub open: usize,
        /// Its duties; may be empty.
        pub duties: Vec<String>,
    }
}

view! {
    /// A place with what is below it.
    pub struct Branch {
        /// The place.
        pub card: PlaceCard,
        /// How many stations are below it.
        pub stations: usize,
        /// How many study posts are below it.
        pub study_posts: usize,
        /// The places below, open ones first. On an overview of a large network they end at the institutes.
        pub branches: Vec<Branch>,
    }
}

/// More places than this, and the tree ends at the institutes; their pages list what is below them.
const WHOLE_TREE: usize = 2000;

impl Views<'_> {
    pub(super) fn network_page(&self) -> Page {
        let network = self.network;
        let tiers = network.config.tiers.enumerate().map(|(id, tier)| {
            let of_tier = || network.places.iter().filter(|place| place.tier == id);
            TierDuties {
                name: tier.name.clone(),
                href: self.route_href(&Route::TierIndex(id)),
                count: of_tier().count(),
                open: of_tier()
                    .filter(|place| place.written().status == PlaceStatus::Open)
                    .count(),
                duties: tier.duties.clone(),
            }
        });
        let tops = network
            .places
            .enumerate()
            .filter(|(_, place)| place.parent.is_none());
        let coverage = coverage(network);
        let names = |divisions: Vec<Division>| -> Vec<String> {
            divisions
                .into_iter()
                .map(|division| division.name)
                .collect()
        };
        let view = NetworkView {
            tiers: tiers.collect(),
            tree: self.sorted_branches(tops.map(|(id, _)| id).collect()),
            towns_without_study_post: coverage
                .towns_without_study_post
                .iter()
                .map(|id| self.place_link(*id))
                .collect(),
            divisions_without_institute: names(coverage.divisions_without_institute),
            divisions_without_station: names(coverage.divisions_without_station),
            has_divisions: !network.config.divisions.is_empty(),
            brands: network
                .brands
                .keys()
                .filter_map(|brand| self.brand_link(Some(brand)))
                .collect(),
        };
        self.named_page(&Route::Network, &view)
    }

    /// Open places before those being prepared, closed ones last.
    fn sorted_branches(&self, mut places: Vec<Id<Place>>) -> Vec<Branch> {
        places.sort_by_key(|id| {
            let place = &self.network.places[*id];
            let status = match place.written().status {
                PlaceStatus::Open => 0,
                PlaceStatus::Preparing => 1,
                PlaceStatus::Closed => 2,
            };
            (place.tier, status, *id)
        });
        places.into_iter().map(|id| self.branch(id)).collect()
    }

    fn branch(&self, id: Id<Place>) -> Branch {
        let network = self.network;
        let below = network.below(id);
        let count = |tier| {
            let of_tier = below[1..]
                .iter()
                .filter(|below| network.places[**below].tier == tier);
            of_tier.count()
        };
        let place = &network.places[id];
        let ends_here = network.places.len() > WHOLE_TREE && place.tier >= Tiers::INSTITUTE;
        let children = if ends_here {
            Vec::new()
        } else {
            place.children.clone()
        };
        Branch {
            card: self.place_card(id),
            stations: count(Tiers::STATION),
            study_posts: count(Tiers::STUDY_POST),
            branches: self.sorted_branches(children),
        }
    }
}

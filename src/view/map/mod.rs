//! Maps: the page of the whole network, the figures on other pages, and what is near a place.

mod figure;
mod nearby;

use super::{Describe, Page, Views, view};
use crate::config::{Shape, Tiers};
use crate::geo::map_links::{Destination, MapApp};
use crate::geo::{CoordinateSystem, Direction};
use crate::network::{Id, Place};
use crate::route::{Feed, Route};

/// More places than this are not listed one by one on the page of the map, only counted by town.
const LISTED: usize = 1500;

view! {
    /// The map of the whole network; in `map.html` as `map`.
    pub struct MapView {
        /// The drawing; nothing if there is no place.
        pub figure: Option<MapFigure>,
        /// The tiers that have places, for a filter.
        pub tiers: Vec<MapTier>,
        /// How many places there are.
        pub count: usize,
        /// The places by town, as the list beside the drawing.
        pub towns: Vec<MapTown>,
        /// The eight directions in words, clockwise from north.
        pub directions: Vec<String>,
        /// Pictures of streets that a reader can ask for.
        pub tiles: Option<TilesView>,
    }
}

view! {
    /// A drawn map.
    #[derive(Clone)]
    pub struct MapFigure {
        /// The drawing as an SVG element, ready to stand in a page.
        pub svg: String,
        /// What it shows, in a sentence.
        pub description: String,
        /// What its shapes mean.
        pub legend: Vec<MapTier>,
        /// Whether towns have a number, which counts the places below them.
        pub counted: bool,
        /// Whether it shows boundaries, and not a schematic.
        pub surveyed: bool,
        /// Whether lines between towns run through it.
        pub has_borders: bool,
        /// Where the boundaries come from; may be empty.
        pub source: String,
        /// Number of the review of the boundaries (审图号); may be empty.
        pub approval_no: String,
        /// Where a script finds every place; empty if the drawing has all it needs.
        pub data: String,
    }
}

view! {
    /// A tier and its sign on maps.
    #[derive(Clone)]
    pub struct MapTier {
        /// Id of the tier: `station`.
        pub id: String,
        /// Its name in short.
        pub name: String,
        /// How many places; in a legend, of those that have a sign.
        pub count: usize,
        /// Its shape: `circle`.
        pub shape: Shape,
        /// The shape as the data of a path, 18 pixels across around its middle.
        pub path: &'static str,
    }
}

view! {
    /// A town on the page of the map, with the places below it.
    pub struct MapTown {
        /// Its name; empty for places that are below no town.
        pub name: String,
        /// For `id`.
        pub id: String,
        /// Its page; may be empty.
        pub href: String,
        /// How many places are below it.
        pub count: usize,
        /// The places; none if there are too many in all to be listed.
        pub places: Vec<MapEntry>,
    }
}

view! {
    /// A place in the list of the map.
    pub struct MapEntry {
        /// Where it stands in `places.json`, from 0.
        pub index: usize,
        /// Its name for tight places.
        pub name: String,
        /// Its page.
        pub href: String,
        /// Name of its tier in short.
        pub tier_name: String,
        /// Shape of its sign.
        pub shape: Shape,
        /// Its status in words; empty if it is open.
        pub status_name: String,
    }
}

view! {
    /// Pictures of streets from a map service, for a script.
    pub struct TilesView {
        /// Addresses with `{z}`, `{x}`, `{y}` and perhaps `{s}`, one below the other, joined by spaces.
        pub layers: String,
        /// What `{s}` stands for, joined by commas.
        pub servers: String,
        /// Whose they are.
        pub attribution: String,
        /// Closest zoom.
        pub max_zoom: u32,
        /// Whether places must be shifted to fit them (GCJ-02); `places.json` then has both positions.
        pub shifted: bool,
    }
}

view! {
    /// A place near another.
    #[derive(Clone)]
    pub struct NearbyPlace {
        /// Its name for tight places.
        pub name: String,
        /// Its page.
        pub href: String,
        /// Name of its tier in short.
        pub tier_name: String,
        /// Shape of its sign.
        pub shape: Shape,
        /// How far it is, in words: 约 800 米.
        pub distance: String,
        /// Which way it is, in words: 东北; empty if it is the same point.
        pub direction: String,
    }
}

view! {
    /// A map app that leads to a place.
    #[derive(Clone)]
    pub struct WayThere {
        /// `amap`, `tencent` or `baidu`.
        pub app: &'static str,
        /// Its name: 高德地图.
        pub name: &'static str,
        /// The link that opens it.
        pub href: String,
    }
}

impl Views<'_> {
    pub(super) fn map(&self) -> Page {
        let network = self.network;
        let view = MapView {
            figure: self.network_figure(),
            tiers: self.map_tiers(network.places.ids()),
            count: network.places.len(),
            towns: self.towns(),
            directions: Direction::ALL
                .map(|direction| self.direction(direction))
                .into(),
            tiles: network.config.map.tiles.as_ref().map(|tiles| TilesView {
                layers: tiles.layers.join(" "),
                servers: tiles.servers.join(","),
                attribution: tiles.attribution.clone(),
                max_zoom: tiles.max_zoom,
                shifted: tiles.system == CoordinateSystem::Gcj02,
            }),
        };
        let description = self
            .phrase("map_described")
            .replace("{name}", &network.config.name);
        let title = self.title(&Route::Map);
        self.page_with(&Route::Map, title, description, &view)
    }

    /// The tiers of some places, with how many there are of each.
    fn map_tiers(&self, places: impl Iterator<Item = Id<Place>>) -> Vec<MapTier> {
        let tiers = &self.network.config.tiers;
        let mut counts = vec![0; tiers.iter().count()];
        for id in places {
            counts[self.network.places[id].tier.0] += 1;
        }
        let counted = tiers.iter().zip(counts).filter(|(_, count)| *count > 0);
        counted
            .map(|(tier, count)| MapTier {
                id: tier.id.clone(),
                name: tier.short_name.clone(),
                count,
                shape: tier.shape,
                path: crate::map::shape_path(tier.shape),
            })
            .collect()
    }

    /// Every place below its town, the town itself first; what is below no town comes before all towns.
    fn towns(&self) -> Vec<MapTown> {
        let network = self.network;
        let mut towns = vec![MapTown {
            name: String::new(),
            id: "top".to_owned(),
            href: String::new(),
            count: 0,
            places: Vec::new(),
        }];
        let mut positions = std::collections::HashMap::new();
        for id in network.places_of(Tiers::INSTITUTE) {
            let place = &network.places[id];
            positions.insert(id, towns.len());
            towns.push(MapTown {
                name: place.short_name().to_owned(),
                id: place.document.id.replace('/', "-"),
                href: self.href(&place.path),
                count: 0,
                places: Vec::new(),
            });
        }
        let is_listed = network.places.len() <= LISTED;
        for id in network.places.ids() {
            let town = network.town_of(id);
            let town = town.and_then(|town| positions.get(&town).copied());
            let town = &mut towns[town.unwrap_or(0)];
            town.count += 1;
            if is_listed || town.href.is_empty() {
                town.places.push(self.map_entry(id));
            }
        }
        towns.retain(|town| town.count > 0);
        towns
    }

    fn map_entry(&self, id: Id<Place>) -> MapEntry {
        let card = self.place_card(id);
        MapEntry {
            index: id.index(),
            name: card.short_name,
            href: card.href,
            tier_name: card.tier_name,
            shape: card.shape,
            status_name: match card.status {
                "open" => String::new(),
                _ => card.status_name,
            },
        }
    }

    /// Where scripts find every place.
    fn map_data(&self) -> String {
        self.href(&Feed::MapPlaces.path(self.network))
    }

    /// Links that open a place in the map apps.
    pub(super) fn ways_there(&self, id: Id<Place>) -> Vec<WayThere> {
        let place = &self.network.places[id];
        let written = place.written();
        let destination = Destination {
            point: place.point,
            name: &written.name,
            description: &written.address,
        };
        let ways = MapApp::ALL.map(|app| WayThere {
            app: app.name(),
            name: app.chinese_name(),
            href: app.link(destination, &self.network.config.short_name),
        });
        ways.into()
    }
}

//! Maps: the page of the whole network, and the figures on other pages.

use super::cards::Link;
use super::{Describe, Page, Views, view};
use crate::geo::map_links::{Destination, MapApp};
use crate::network::{Id, Place};

view! {
    /// The map of the whole network; in `map.html` as `map`.
    pub struct MapView {
        /// The drawing.
        pub figure: Option<MapFigure>,
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
        let meta = self.meta("map", self.word("map"), "", "/map/", Vec::new());
        Page::new(meta, "map", &MapView { figure: None })
    }

    /// The whole network, small enough for the home page.
    pub(super) fn network_figure(&self) -> Option<MapFigure> {
        None
    }

    /// A place with what lies around it; for an institute its stations.
    pub(super) fn place_figure(&self, _id: Id<Place>) -> Option<MapFigure> {
        None
    }

    /// The nearest other places, nearest first.
    pub(super) fn nearby(&self, _id: Id<Place>) -> Vec<Link> {
        Vec::new()
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

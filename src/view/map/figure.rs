//! Drawings for pages: the whole network, and a place with what lies around it.

use std::collections::HashSet;

use super::MapFigure;
use crate::address;
use crate::config::Tiers;
use crate::geo::plane::{Extent, PlanePoint};
use crate::map::drawing::{Captions, Scene};
use crate::map::frame::Frame;
use crate::map::sign::{Sign, Weight};
use crate::map::{Atlas, LEVELS};
use crate::network::{Id, Place};
use crate::view::Views;

/// Up to so many places, all of them have a sign on the map of the network.
const FEW: usize = 60;
/// Most signs on the map of the network, and on that of a place.
const SIGNS: usize = 150;
const SIGNS_OF_A_PLACE: usize = 60;
/// Most dots on a map.
const DOTS: usize = 1200;
/// How many neighbours the map of a place shows: so many within reach, and so many in any case.
const NEIGHBOURS: usize = 8;
const NEAREST: usize = 2;
/// What is within reach, in metres.
const REACH: f64 = 5_000.0;
/// A map shows at least so many metres.
const LEAST_EXTENT: f64 = 1_200.0;
/// Room for names around the signs, as a part of the longer side.
const ROOM: f64 = 0.14;

/// What goes onto a map.
struct Choice {
    /// Places with a sign, the most important first.
    signs: Vec<(Id<Place>, Weight)>,
    /// Places with a dot.
    dots: Vec<Id<Place>>,
    frame: Frame,
    levels: usize,
    /// Whether towns tell how many places are below them.
    is_counted: bool,
    description: String,
}

impl Views<'_> {
    /// The whole network, small enough for the home page.
    pub(in crate::view) fn network_figure(&self) -> Option<MapFigure> {
        let network = self.network;
        let few = network.places.len() <= FEW;
        let (mut signs, mut dots) = (Vec::new(), Vec::new());
        for (id, place) in network.places.enumerate() {
            let is_town = place.tier <= Tiers::INSTITUTE;
            if is_town {
                signs.push((id, Weight::Town));
            } else if few || network.town_of(id).is_none() {
                signs.push((id, Weight::Plain));
            } else {
                dots.push(id);
            }
        }
        signs.sort_by_key(|(id, _)| network.places[*id].tier);
        dots.extend(signs.drain(SIGNS.min(signs.len())..).map(|(id, _)| id));
        let extent = roomy(self.atlas().extent()?, 0.02);
        let choice = Choice {
            signs,
            is_counted: !dots.is_empty(),
            dots,
            frame: Frame::showing(extent, 0.55, 1.05),
            levels: LEVELS,
            description: self
                .phrase("map_described")
                .replace("{name}", &network.config.name),
        };
        // A closer look, which a script gives, shows every tier.
        Some(MapFigure {
            data: self.map_data(),
            legend: self.map_tiers(network.places.ids()),
            ..self.drawn(choice)
        })
    }

    /// A place with what lies around it; for an institute its stations.
    pub(in crate::view) fn place_figure(&self, id: Id<Place>) -> Option<MapFigure> {
        let place = &self.network.places[id];
        let atlas = self.atlas();
        let mut signs = vec![(id, Weight::Subject)];
        let mut dots = Vec::new();
        let is_town = place.tier <= Tiers::INSTITUTE && !place.children.is_empty();
        let levels = if is_town {
            // Of a center its institutes, of an institute all that is below it.
            let below = match place.tier {
                Tiers::CENTER => place.children.clone(),
                _ => self.network.below(id).split_off(1),
            };
            signs.extend(below.into_iter().map(|below| (below, self.weight(below))));
            dots.extend(
                signs
                    .drain(SIGNS_OF_A_PLACE.min(signs.len())..)
                    .map(|(id, _)| id),
            );
            LEVELS
        } else {
            let near = atlas.nearest(self.network, id, NEIGHBOURS);
            let shown = near
                .iter()
                .enumerate()
                .filter(|(rank, near)| *rank < NEAREST || near.distance_metres <= REACH);
            signs.extend(shown.map(|(_, near)| (near.place, Weight::Plain)));
            2
        };
        let shown = signs.iter().map(|(id, _)| *id).chain(dots.iter().copied());
        let extent = Extent::around(shown.map(|id| atlas.point(id)))?;
        let choice = Choice {
            signs,
            dots,
            frame: Frame::showing(roomy(extent, ROOM), 0.5, 0.8),
            levels,
            is_counted: false,
            description: self
                .phrase("place_map_described")
                .replace("{name}", place.short_name()),
        };
        Some(self.drawn(choice))
    }

    fn weight(&self, id: Id<Place>) -> Weight {
        match self.network.places[id].tier <= Tiers::INSTITUTE {
            true => Weight::Town,
            false => Weight::Plain,
        }
    }

    fn drawn(&self, choice: Choice) -> MapFigure {
        let atlas = self.atlas();
        let config = &self.network.config;
        let words =
            ["map_north", "kilometres", "metres", "map_held_back"].map(|key| self.phrase(key));
        let signs: Vec<Sign<'_>> = choice
            .signs
            .iter()
            .map(|(id, weight)| self.sign(atlas, *id, *weight, choice.is_counted))
            .collect();
        let scene = Scene {
            frame: choice.frame,
            projection: &atlas.projection,
            land: &atlas.land,
            signs: &signs,
            dots: &thinned(&choice.dots, atlas, choice.frame),
            levels: choice.levels,
            list: &self.href(address::MAP_LIST),
            captions: Captions {
                description: &choice.description,
                north: &words[0],
                kilometres: &words[1],
                metres: &words[2],
                held_back: &words[3],
            },
        };
        let boundaries = config.map.boundaries.as_ref();
        let drawing = scene.draw();
        MapFigure {
            svg: drawing.svg,
            has_borders: drawing.has_borders,
            legend: self.map_tiers(choice.signs.iter().map(|(id, _)| *id)),
            counted: choice.is_counted,
            surveyed: boundaries.is_some(),
            source: boundaries.map_or_else(String::new, |found| found.source.clone()),
            approval_no: boundaries.map_or_else(String::new, |found| found.approval_no.clone()),
            data: String::new(),
            description: choice.description,
        }
    }

    fn sign(&self, atlas: &Atlas, id: Id<Place>, weight: Weight, is_counted: bool) -> Sign<'_> {
        let place = &self.network.places[id];
        let tier = self.network.config.tiers.get(place.tier);
        let short = place.short_name();
        // On a map a town is called by its name alone; its shape says what stands there.
        let label = match weight {
            Weight::Town => short
                .strip_suffix(tier.short_name.as_str())
                .filter(|label| !label.is_empty())
                .unwrap_or(short),
            _ => short,
        };
        let count = match is_counted && weight == Weight::Town && place.tier == Tiers::INSTITUTE {
            true => self.network.below(id).len() - 1,
            false => 0,
        };
        let mut name = match short.contains(tier.short_name.as_str()) {
            true => short.to_owned(),
            false => format!("{short}（{}）", tier.short_name),
        };
        if count > 0 {
            name.push('，');
            name += &self
                .phrase("map_below")
                .replace("{count}", &count.to_string());
        }
        Sign {
            point: atlas.point(id),
            shape: tier.shape,
            href: self.href(&place.path),
            name,
            label,
            count,
            weight,
        }
    }
}

/// An extent with room around it, and not too small.
fn roomy(extent: Extent, part: f64) -> Extent {
    let side = extent.width().max(extent.height());
    let missing = (LEAST_EXTENT - side).max(0.0) / 2.0;
    extent.grown((side * part).max(missing))
}

/// Dots that can be told apart, and not too many: one for each square of a grid, which gets coarser.
fn thinned(places: &[Id<Place>], atlas: &Atlas, frame: Frame) -> Vec<PlanePoint> {
    let mut step = frame.metres_per_unit * 3.0;
    loop {
        let mut taken = HashSet::new();
        let dots: Vec<PlanePoint> = places
            .iter()
            .map(|id| atlas.point(*id))
            .filter(|point| {
                let square = |metres: f64| (metres / step).floor() as i64;
                taken.insert((square(point.east), square(point.north)))
            })
            .collect();
        if dots.len() <= DOTS {
            return dots;
        }
        step *= 1.3;
    }
}

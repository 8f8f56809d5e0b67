//! What all maps of a network share: made once, when the first map is drawn.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::land::Land;
use crate::config::Tiers;
use crate::geo::Direction;
use crate::geo::plane::{Extent, PlanePoint, Projection};
use crate::network::{Id, Network, Place};

/// How many further places are looked at when distances are compared on the sphere: the plane may have them in
/// another order where they are nearly the same.
const LOOK_AHEAD: usize = 6;

/// The plane of a network, its places on it, and what lies under them.
#[derive(Debug)]
pub struct Atlas {
    pub(crate) projection: Projection,
    /// What lies under the places.
    pub land: Land,
    points: Vec<PlanePoint>,
    tree: RTree<GeomWithData<[f64; 2], Id<Place>>>,
}

/// A place near another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    pub(crate) place: Id<Place>,
    /// The great-circle distance in metres.
    pub distance_metres: f64,
    /// Which way it is; none if it is the same point.
    pub direction: Option<Direction>,
}

impl Atlas {
    /// Lays out all places, and the boundaries if the network brings some along.
    pub fn new(network: &Network) -> Self {
        let projection = Projection::of_points(network.places.iter().map(|place| place.point));
        let points: Vec<PlanePoint> = network
            .places
            .iter()
            .map(|place| projection.project(place.point))
            .collect();
        let land = match &network.config.map.boundaries {
            Some(boundaries) => {
                let rings = boundaries.rings.iter().map(|ring| {
                    let points = ring.iter().map(|point| projection.project(*point));
                    points.collect()
                });
                Land::surveyed(&rings.collect::<Vec<_>>())
            }
            None => {
                let institutes = network.places_of(Tiers::INSTITUTE);
                let institutes: Vec<PlanePoint> = institutes.map(|id| points[id.index()]).collect();
                Land::schematic(&points, &institutes)
            }
        };
        let entries = network.places.ids().map(|id| {
            let point = points[id.index()];
            GeomWithData::new([point.east, point.north], id)
        });
        Atlas {
            projection,
            land,
            tree: RTree::bulk_load(entries.collect()),
            points,
        }
    }

    /// Where a place lies.
    pub fn point(&self, id: Id<Place>) -> PlanePoint {
        self.points[id.index()]
    }

    /// The rectangle around land and places.
    pub fn extent(&self) -> Option<Extent> {
        let corners = self.land.extent().map(|extent| {
            [
                PlanePoint::new(extent.west, extent.south),
                PlanePoint::new(extent.east, extent.north),
            ]
        });
        Extent::around(
            self.points
                .iter()
                .copied()
                .chain(corners.into_iter().flatten()),
        )
    }

    /// The `count` places nearest to a place, nearest first, without itself; at one distance in the order of
    /// the network.
    pub fn nearest(&self, network: &Network, id: Id<Place>, count: usize) -> Vec<Neighbour> {
        let here = self.point(id);
        let from = network.places[id].point;
        let mut found: Vec<Neighbour> = self
            .tree
            .nearest_neighbor_iter([here.east, here.north])
            .filter(|entry| entry.data != id)
            .take(count + LOOK_AHEAD)
            .map(|entry| {
                let point = network.places[entry.data].point;
                Neighbour {
                    place: entry.data,
                    distance_metres: from.distance_metres(point),
                    direction: from.direction_to(point),
                }
            })
            .collect();
        found.sort_by(|a, b| {
            a.distance_metres
                .total_cmp(&b.distance_metres)
                .then(a.place.cmp(&b.place))
        });
        found.truncate(count);
        found
    }
}

//! What lies under the places: land, its rim, and the lines within it.

use super::outline::soft_outline;
use super::voronoi;
use crate::boundaries::for_drawings;
use crate::geo::plane::{Extent, PlanePoint};

/// How much wider than the places the soft outline is, as a part of their longer side, and at least so much.
const MARGIN: f64 = 0.07;
const LEAST_MARGIN: f64 = 900.0;

/// What lies under the places of a network.
#[derive(Debug, Clone, Default)]
pub struct Land {
    /// Rings to be filled, by the even-odd rule.
    pub rings: Vec<Polyline>,
    /// Its rim.
    pub rim: Vec<Polyline>,
    /// Lines within it: between service areas, or between divisions.
    pub borders: Vec<Polyline>,
    /// Whether these are boundaries that the site's owner brought along.
    pub surveyed: bool,
}

/// Points in a row, with the rectangle they lie in.
#[derive(Debug, Clone)]
pub struct Polyline {
    pub(crate) points: Vec<PlanePoint>,
    pub(crate) extent: Extent,
}

impl Polyline {
    fn new(points: Vec<PlanePoint>) -> Option<Self> {
        Extent::around(points.iter().copied()).map(|extent| Polyline { points, extent })
    }
}

impl Land {
    /// Service areas of institutes, in a soft outline around all places.
    pub fn schematic(places: &[PlanePoint], institutes: &[PlanePoint]) -> Self {
        let margin = Extent::around(places.iter().copied()).map_or(0.0, |extent| {
            (extent.width().max(extent.height()) * MARGIN).max(LEAST_MARGIN)
        });
        let outline = soft_outline(places, margin);
        let cells = voronoi::cells(institutes, &outline);
        let closed = outline.iter().chain(outline.first()).copied().collect();
        Land {
            rim: Polyline::new(closed).into_iter().collect(),
            rings: Polyline::new(outline).into_iter().collect(),
            borders: voronoi::borders(&cells)
                .into_iter()
                .filter_map(|edge| Polyline::new(edge.into()))
                .collect(),
            surveyed: false,
        }
    }

    /// Boundaries, simplified for drawings.
    pub fn surveyed(rings: &[Vec<PlanePoint>]) -> Self {
        let mesh = for_drawings(rings);
        let lines = |wanted: fn(usize) -> bool| {
            let lines = mesh.lines.iter().filter(|line| wanted(line.uses));
            lines
                .filter_map(|line| Polyline::new(line.points.clone()))
                .collect()
        };
        Land {
            rim: lines(|uses| uses == 1),
            borders: lines(|uses| uses > 1),
            rings: mesh
                .rings
                .iter()
                .filter_map(|runs| Polyline::new(mesh.ring(runs)))
                .collect(),
            surveyed: true,
        }
    }

    /// The rectangle around everything.
    pub fn extent(&self) -> Option<Extent> {
        Extent::around(
            self.rings
                .iter()
                .flat_map(|ring| ring.points.iter().copied()),
        )
    }
}

/// What of a polygon lies in a rectangle. Where it was cut it may run along the edge and back, which fills
/// nothing. (Sutherland and Hodgman, as for [`voronoi`].)
pub fn clipped(polygon: &Polyline, extent: Extent) -> Vec<PlanePoint> {
    if !polygon.extent.meets(extent) {
        return Vec::new();
    }
    let inside = |point: PlanePoint| extent.holds(point);
    if polygon.points.iter().all(|point| inside(*point)) {
        return polygon.points.clone();
    }
    let depths: [fn(PlanePoint, Extent) -> f64; 4] = [
        |point, extent| point.east - extent.west,
        |point, extent| extent.east - point.east,
        |point, extent| point.north - extent.south,
        |point, extent| extent.north - point.north,
    ];
    let mut points = polygon.points.clone();
    for depth in depths {
        let mut kept = Vec::with_capacity(points.len());
        for (index, point) in points.iter().enumerate() {
            let next = points[(index + 1) % points.len()];
            let (here, there) = (depth(*point, extent), depth(next, extent));
            if here >= 0.0 {
                kept.push(*point);
            }
            if (here >= 0.0) != (there >= 0.0) {
                let part = here / (here - there);
                kept.push(PlanePoint::new(
                    part.mul_add(next.east - point.east, point.east),
                    part.mul_add(next.north - point.north, point.north),
                ));
            }
        }
        points = kept;
    }
    points
}

/// The stretches of a line that may be seen in a rectangle, each with the points just outside.
pub fn visible(line: &Polyline, extent: Extent) -> Vec<&[PlanePoint]> {
    if !line.extent.meets(extent) {
        return Vec::new();
    }
    let mut stretches = Vec::new();
    let mut start = None;
    for (index, edge) in line.points.windows(2).enumerate() {
        let seen = Extent::around(edge.iter().copied()).is_some_and(|edge| edge.meets(extent));
        match (seen, start) {
            (true, None) => start = Some(index),
            (false, Some(from)) => {
                stretches.push(&line.points[from..=index]);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        stretches.push(&line.points[from..]);
    }
    stretches
}

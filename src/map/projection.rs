//! Lays the earth flat: degrees to metres around the middle of a network, and metres to units of a drawing.

use super::DRAWING_WIDTH;
use crate::geo::{EARTH_RADIUS_METRES, Region, Wgs84Point};

/// A point of the plane, in metres from the middle of a [`Projection`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlanePoint {
    /// Metres to the east.
    pub east: f64,
    /// Metres to the north.
    pub north: f64,
}

impl PlanePoint {
    /// A point from its two distances, in metres, in this order.
    pub const fn new(east: f64, north: f64) -> Self {
        Self { east, north }
    }

    /// The distance in metres.
    pub fn distance(self, other: Self) -> f64 {
        (self.east - other.east).hypot(self.north - other.north)
    }
}

/// The equirectangular projection around a middle (J. P. Snyder, “Map Projections: A Working Manual”, USGS
/// Professional Paper 1395, 1987, p. 90), on the sphere of [`EARTH_RADIUS_METRES`].
///
/// Lengths to the north are true. A length to the east that lies Δφ off the latitude φ₀ of the middle is drawn
/// too long or too short by the fraction tan φ₀ · Δφ: at φ₀ = 25.6° that is 0.42 % for half a degree (55 km),
/// less than the line of the drawing is wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    /// The point that comes to lie at zero.
    pub middle: Wgs84Point,
    /// Metres in a degree of longitude on the parallel of the middle.
    pub east_metres_per_degree: f64,
    /// Metres in a degree of latitude.
    pub north_metres_per_degree: f64,
}

impl Projection {
    /// The projection around a point.
    pub fn around(middle: Wgs84Point) -> Self {
        let degree = EARTH_RADIUS_METRES.to_radians();
        Self {
            middle,
            // At a pole a degree of longitude has no length, and nothing could be told apart.
            east_metres_per_degree: degree * middle.latitude.to_radians().cos().max(0.01),
            north_metres_per_degree: degree,
        }
    }

    /// The projection around the middle of the smallest region that holds some points.
    pub fn of_points(points: impl IntoIterator<Item = Wgs84Point>) -> Self {
        let middle = Region::around(points).map_or(Wgs84Point::new(0.0, 0.0), Region::centre);
        Self::around(middle)
    }

    /// Where a point of the earth comes to lie.
    pub fn project(&self, point: Wgs84Point) -> PlanePoint {
        PlanePoint {
            east: (point.longitude - self.middle.longitude) * self.east_metres_per_degree,
            north: (point.latitude - self.middle.latitude) * self.north_metres_per_degree,
        }
    }
}

/// A rectangle of the plane, in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Least metres to the east.
    pub west: f64,
    /// Least metres to the north.
    pub south: f64,
    /// Greatest metres to the east.
    pub east: f64,
    /// Greatest metres to the north.
    pub north: f64,
}

impl Extent {
    /// The smallest rectangle that holds some points.
    pub fn around(points: impl IntoIterator<Item = PlanePoint>) -> Option<Self> {
        points
            .into_iter()
            .map(|point| Self {
                west: point.east,
                south: point.north,
                east: point.east,
                north: point.north,
            })
            .reduce(Self::union)
    }

    fn union(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// Width in metres.
    pub fn width(self) -> f64 {
        self.east - self.west
    }

    /// Height in metres.
    pub fn height(self) -> f64 {
        self.north - self.south
    }

    /// The point in the middle.
    pub fn middle(self) -> PlanePoint {
        PlanePoint::new(
            self.west.midpoint(self.east),
            self.south.midpoint(self.north),
        )
    }

    /// Whether two rectangles share a point.
    pub fn meets(self, other: Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }

    /// Whether a point lies inside or on the edge.
    pub fn holds(self, point: PlanePoint) -> bool {
        (self.west..=self.east).contains(&point.east)
            && (self.south..=self.north).contains(&point.north)
    }

    /// Wider by so many metres on each side.
    #[must_use]
    pub fn grown(self, metres: f64) -> Self {
        Self {
            west: self.west - metres,
            south: self.south - metres,
            east: self.east + metres,
            north: self.north + metres,
        }
    }
}

/// A point of a drawing: units from its left and its upper edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Units to the right.
    pub x: f64,
    /// Units down.
    pub y: f64,
}

/// The part of the plane that a drawing shows, [`DRAWING_WIDTH`] units wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// What is shown.
    pub extent: Extent,
    /// Metres in a unit.
    pub metres_per_unit: f64,
    /// Height in units.
    pub height: f64,
}

impl Frame {
    /// A frame that shows an extent whole, no flatter than `flattest` and no taller than `tallest`, both as
    /// the height in widths.
    pub fn showing(extent: Extent, flattest: f64, tallest: f64) -> Self {
        let middle = extent.middle();
        let width = extent
            .width()
            .max(extent.height() / tallest)
            .max(f64::MIN_POSITIVE);
        let height = extent.height().max(width * flattest);
        Self {
            extent: Extent {
                west: middle.east - width / 2.0,
                east: middle.east + width / 2.0,
                south: middle.north - height / 2.0,
                north: middle.north + height / 2.0,
            },
            metres_per_unit: width / DRAWING_WIDTH,
            height: (height / width * DRAWING_WIDTH).round(),
        }
    }

    /// Where a point of the plane comes to lie.
    pub fn spot(&self, point: PlanePoint) -> Spot {
        Spot {
            x: (point.east - self.extent.west) / self.metres_per_unit,
            y: (self.extent.north - point.north) / self.metres_per_unit,
        }
    }
}

/// The longest round length (1, 2 or 5 times a power of ten) that is not longer than `metres`.
pub fn round_length(metres: f64) -> f64 {
    let power = 10_f64.powf(metres.max(1.0).log10().floor());
    let multiple = [5.0, 2.0]
        .into_iter()
        .find(|multiple| multiple * power <= metres);
    multiple.unwrap_or(1.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_a_county_are_true_to_half_a_percent() {
        let projection = Projection::around(Wgs84Point::new(119.375, 25.6));
        for (longitude, latitude) in [(119.0, 25.25), (119.75, 25.95), (119.0, 25.95)] {
            let a = Wgs84Point::new(longitude, latitude);
            for b in [
                Wgs84Point::new(longitude + 0.1, latitude),
                Wgs84Point::new(longitude, latitude + 0.1),
            ] {
                let drawn = projection.project(a).distance(projection.project(b));
                let error = (drawn / a.distance_metres(b) - 1.0).abs();
                assert!(error < 0.005, "{error} at {a:?}");
            }
        }
    }

    #[test]
    fn a_scale_bar_has_a_round_length() {
        let lengths = [
            (999.0, 500.0),
            (1000.0, 1000.0),
            (4999.0, 2000.0),
            (0.2, 1.0),
        ];
        for (available, round) in lengths {
            assert_eq!(round_length(available), round, "{available}");
        }
    }

    #[test]
    fn a_frame_shows_the_whole_extent_within_its_proportions() {
        for (width, height) in [(1.0, 100.0), (100.0, 1.0), (50.0, 50.0), (0.0, 0.0)] {
            let extent = Extent {
                west: 0.0,
                south: 0.0,
                east: width,
                north: height,
            };
            let frame = Frame::showing(extent, 0.5, 1.1);
            assert!(frame.extent.width() >= width - 1e-9 && frame.extent.height() >= height - 1e-9);
            let proportion = frame.height / DRAWING_WIDTH;
            assert!((0.49..=1.11).contains(&proportion), "{proportion}");
        }
    }
}

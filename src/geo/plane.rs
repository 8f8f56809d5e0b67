//! Lays the earth flat: degrees to metres around a middle, and rectangles of the plane.

use super::{EARTH_RADIUS_METRES, Region, Wgs84Point};

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

    /// Halfway between its edges.
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
}

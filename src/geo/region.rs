//! The area that a site is about. A typing slip in coordinates shows on no page, only on the map, so
//! written coordinates are held against the region the site declares.

use serde::{Deserialize, Serialize};

use super::{Coordinates, EARTH_RADIUS_METRES, Wgs84Point};

/// A rectangle of longitudes and latitudes, in degrees in WGS-84, its edges included.
///
/// It does not reach across the 180th meridian: `west` is at most `east`. A region for which
/// [`is_sound`](Self::is_sound) is false holds no point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// The western edge: least longitude, in degrees.
    pub west: f64,
    /// The southern edge: least latitude, in degrees.
    pub south: f64,
    /// The eastern edge: greatest longitude, in degrees.
    pub east: f64,
    /// The northern edge: greatest latitude, in degrees.
    pub north: f64,
}

/// What [`Region::judge`] finds about written coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Judgement {
    /// In the region.
    Inside,
    /// Not in the region, but with longitude and latitude exchanged they would be.
    Swapped,
    /// Somewhere else on Earth.
    Outside {
        /// How far from the region, in metres.
        distance_metres: f64,
    },
    /// A longitude beyond ±180 or a latitude beyond ±90 degrees.
    NotOnEarth,
    /// Infinite or not a number.
    NotFinite,
}

impl Region {
    /// The smallest region that holds the points, or `None` if there are none. Points that are not
    /// finite are passed over.
    pub fn around(points: impl IntoIterator<Item = Wgs84Point>) -> Option<Self> {
        points
            .into_iter()
            .filter(|point| point.is_finite())
            .map(|point| Self {
                west: point.longitude,
                south: point.latitude,
                east: point.longitude,
                north: point.latitude,
            })
            .reduce(|a, b| Self {
                west: a.west.min(b.west),
                south: a.south.min(b.south),
                east: a.east.max(b.east),
                north: a.north.max(b.north),
            })
    }

    /// Whether the region makes sense: all four edges on Earth, west not beyond east, south not beyond north.
    pub fn is_sound(self) -> bool {
        Wgs84Point::new(self.west, self.south).is_on_earth()
            && Wgs84Point::new(self.east, self.north).is_on_earth()
            && self.west <= self.east
            && self.south <= self.north
    }

    /// Whether the point lies in the region or on its edge.
    pub fn contains(self, point: Wgs84Point) -> bool {
        (self.west..=self.east).contains(&point.longitude)
            && (self.south..=self.north).contains(&point.latitude)
    }

    /// The point half-way between the edges, in degrees.
    pub fn centre(self) -> Wgs84Point {
        Wgs84Point::new(
            self.west.midpoint(self.east),
            self.south.midpoint(self.north),
        )
    }

    /// The region with a margin of at least so many metres on each side, up to the poles and the 180th
    /// meridian. A negative margin shrinks it, down to a region that is not sound and holds nothing.
    ///
    /// Metres become degrees on the sphere of [`EARTH_RADIUS_METRES`]; for longitude on the parallel
    /// farthest from the equator, where a degree is shortest.
    #[must_use]
    pub fn expanded(self, margin_metres: f64) -> Self {
        if margin_metres.is_nan() {
            return self;
        }
        let latitude_margin = (margin_metres / EARTH_RADIUS_METRES).to_degrees();
        let south = (self.south - latitude_margin).max(-90.0);
        let north = (self.north + latitude_margin).min(90.0);
        // At a pole the cosine is zero or a little more, and the margin all round the Earth; the lower
        // bound keeps a margin of 0 from becoming 0 / 0.
        let shrinking = south.abs().max(north.abs()).to_radians().cos();
        let longitude_margin = latitude_margin / shrinking.max(f64::MIN_POSITIVE);
        Self {
            west: (self.west - longitude_margin).max(-180.0),
            south,
            east: (self.east + longitude_margin).min(180.0),
            north,
        }
    }

    /// How far the point is from the region, in metres; 0 inside.
    ///
    /// Measured to the edge on the point's own parallel or meridian, or to the corner. On a sphere the
    /// shortest way to a far edge can be a little shorter; for a message about a slip that is near enough.
    pub fn distance_metres(self, point: Wgs84Point) -> f64 {
        if self.contains(point) {
            return 0.0;
        }
        // Not `clamp`, which panics if the edges are the wrong way round.
        let latitude = point.latitude.max(self.south).min(self.north);
        let to = |longitude| point.distance_metres(Wgs84Point::new(longitude, latitude));
        if (self.west..=self.east).contains(&point.longitude) {
            to(point.longitude)
        } else {
            // Either edge may be the nearer one: the way round the 180th meridian counts too.
            to(self.west).min(to(self.east))
        }
    }

    /// Holds written coordinates against the region, in whatever system they are.
    ///
    /// `Swapped` goes before `NotOnEarth`: with the numbers exchanged, a place in China has a latitude
    /// above 90, and that it is swapped is the more useful thing to say.
    pub fn judge(self, written: Coordinates) -> Judgement {
        if !written.is_finite() {
            return Judgement::NotFinite;
        }
        let point = written.to_wgs84();
        if self.contains(point) {
            Judgement::Inside
        } else if self.contains(written.swapped().to_wgs84()) {
            Judgement::Swapped
        } else if !written.is_on_earth() {
            Judgement::NotOnEarth
        } else {
            Judgement::Outside {
                distance_metres: self.distance_metres(point),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::CoordinateSystem;
    use proptest::prelude::*;

    const FUQING: Region = Region {
        west: 119.0,
        south: 25.25,
        east: 119.75,
        north: 25.95,
    };

    fn judge(longitude: f64, latitude: f64) -> Judgement {
        FUQING.judge(Coordinates::new(
            longitude,
            latitude,
            CoordinateSystem::Wgs84,
        ))
    }

    #[test]
    fn coordinates_are_judged_by_what_went_wrong() {
        assert_eq!(judge(119.37, 25.72), Judgement::Inside);
        assert_eq!(judge(119.0, 25.25), Judgement::Inside);
        assert_eq!(judge(25.72, 119.37), Judgement::Swapped);
        assert_eq!(judge(1193.7, 25.72), Judgement::NotOnEarth);
        assert_eq!(judge(119.37, -90.1), Judgement::NotOnEarth);
        assert_eq!(judge(f64::NAN, 25.72), Judgement::NotFinite);
        assert_eq!(judge(119.37, f64::INFINITY), Judgement::NotFinite);
    }

    #[test]
    fn what_lies_outside_comes_with_its_distance() {
        let Judgement::Outside { distance_metres } = judge(119.37, 26.95) else {
            panic!("a degree north of Fuqing is outside");
        };
        assert!(
            (distance_metres - 111_195.0).abs() < 1.0,
            "{distance_metres}"
        );
    }

    #[test]
    fn a_point_near_the_edge_is_judged_in_the_system_it_is_written_in() {
        // In GCJ-02 this point is 200 m east of the edge, in WGS-84 some 300 m west of it.
        let written = Coordinates::new(119.752, 25.6, CoordinateSystem::Gcj02);
        assert_eq!(FUQING.judge(written), Judgement::Inside);
        assert_eq!(FUQING.judge(written.swapped()), Judgement::Swapped);
        assert!(matches!(judge(119.752, 25.6), Judgement::Outside { .. }));
    }

    #[test]
    fn the_distance_is_the_shorter_one_round_the_180th_meridian() {
        let region = Region {
            west: 170.0,
            south: -1.0,
            east: 179.0,
            north: 1.0,
        };
        let metres = region.distance_metres(Wgs84Point::new(-180.0, 0.0));
        assert!((metres - 111_195.0).abs() < 1.0, "{metres}");
    }

    #[test]
    fn a_region_around_points_passes_over_what_is_not_finite() {
        assert_eq!(Region::around([]), None);
        assert_eq!(Region::around([Wgs84Point::new(f64::NAN, 1.0)]), None);
        let points = [(119.2, 25.9), (119.5, 25.3), (f64::INFINITY, 0.0)];
        let region = Region::around(points.map(|(x, y)| Wgs84Point::new(x, y)));
        let expected = Region {
            west: 119.2,
            south: 25.3,
            east: 119.5,
            north: 25.9,
        };
        assert_eq!(region, Some(expected));
    }

    #[test]
    fn a_margin_is_at_least_as_wide_as_asked() {
        let wider = FUQING.expanded(1000.0);
        let north_west = Wgs84Point::new(FUQING.west, FUQING.north);
        let west_metres = north_west.distance_metres(Wgs84Point::new(wider.west, FUQING.north));
        assert!((1000.0..1001.0).contains(&west_metres), "{west_metres}");
        assert!(!FUQING.expanded(-100_000.0).is_sound());
        assert_eq!(FUQING.expanded(0.0), FUQING);
        assert_eq!(FUQING.expanded(f64::NAN), FUQING);
        let earth = Region {
            west: -180.0,
            south: -90.0,
            east: 180.0,
            north: 90.0,
        };
        assert_eq!(FUQING.expanded(f64::INFINITY), earth);
        assert_eq!(earth.expanded(0.0), earth);
    }

    proptest! {
        #[test]
        fn nothing_panics_and_no_unsound_region_holds_a_point(
            edges: [f64; 4], margin: f64, longitude: f64, latitude: f64,
        ) {
            let [west, south, east, north] = edges;
            let region = Region { west, south, east, north };
            let point = Wgs84Point::new(longitude, latitude);
            let _ = region.expanded(margin);
            let _ = region.distance_metres(point);
            let _ = region.judge(Coordinates::from(point));
            prop_assert!(west <= east && south <= north || !region.contains(point));
        }
    }
}

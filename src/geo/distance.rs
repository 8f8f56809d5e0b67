//! How far, and which way: what a visitor asks of a place, and what a page says of its neighbours.

use std::fmt;

use super::Wgs84Point;

/// The radius of the sphere that distances are measured on, in metres: the mean radius R₁ = (2a + b) / 3
/// of the GRS 80 ellipsoid (H. Moritz, Geodetic Reference System 1980), which WGS-84 shares to the
/// millimetre.
pub const EARTH_RADIUS_METRES: f64 = 6_371_008.8;

impl Wgs84Point {
    /// The distance in metres along the great circle, on a sphere of [`EARTH_RADIUS_METRES`].
    ///
    /// The haversine formula (R. W. Sinnott, “Virtues of the Haversine”, Sky & Telescope 68, 1984).
    /// The Earth is no sphere: the result is within 0.6 % of the length on the ellipsoid.
    pub fn distance_metres(self, other: Self) -> f64 {
        let from = self.latitude.to_radians();
        let to = other.latitude.to_radians();
        let north = ((to - from) / 2.0).sin();
        let east = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let haversine = north * north + from.cos() * to.cos() * east * east;
        // Rounding can carry antipodes above 1, where the arcsine is not a number.
        let half_chord = if haversine > 1.0 {
            1.0
        } else {
            haversine.sqrt()
        };
        2.0 * EARTH_RADIUS_METRES * half_chord.asin()
    }

    /// The initial bearing of the great circle to `other`, in degrees clockwise from north, from 0 up to
    /// 360; `None` if the points coincide or a number is not finite.
    ///
    /// The usual formula of spherical trigonometry (J. Meeus, “Astronomical Algorithms”, ch. 17, as the
    /// position angle).
    pub fn bearing_degrees(self, other: Self) -> Option<f64> {
        let from = self.latitude.to_radians();
        let to = other.latitude.to_radians();
        let turn = (other.longitude - self.longitude).to_radians();
        let east = turn.sin() * to.cos();
        let north = from.cos() * to.sin() - from.sin() * to.cos() * turn.cos();
        // One point: the two numbers are then zero up to rounding, and their angle means nothing.
        if self == other || !(east.is_finite() && north.is_finite()) {
            return None;
        }
        let degrees = east.atan2(north).to_degrees().rem_euclid(360.0);
        // A tiny negative angle rounds to 360 itself.
        Some(if degrees < 360.0 { degrees } else { 0.0 })
    }

    /// Which of the eight directions `other` lies in; `None` as for [`Self::bearing_degrees`].
    pub fn direction_to(self, other: Self) -> Option<Direction> {
        self.bearing_degrees(other).map(Direction::of_bearing)
    }
}

/// One of the eight directions of the compass. `Display` gives the Chinese name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// 北
    North,
    /// 东北
    NorthEast,
    /// 东
    East,
    /// 东南
    SouthEast,
    /// 南
    South,
    /// 西南
    SouthWest,
    /// 西
    West,
    /// 西北
    NorthWest,
}

impl Direction {
    /// All directions, clockwise from north.
    pub const ALL: [Self; 8] = [
        Self::North,
        Self::NorthEast,
        Self::East,
        Self::SouthEast,
        Self::South,
        Self::SouthWest,
        Self::West,
        Self::NorthWest,
    ];

    /// The direction nearest to a bearing in degrees clockwise from north. Any number of turns will do;
    /// a bearing half-way goes clockwise; one that is not finite counts as north.
    pub fn of_bearing(degrees: f64) -> Self {
        let eighth = ((degrees + 22.5).rem_euclid(360.0) / 45.0) as usize;
        Self::ALL.get(eighth).copied().unwrap_or(Self::North)
    }

    /// The Chinese name, without 方 or 面: 北, 东北, 东 …
    pub const fn chinese_name(self) -> &'static str {
        match self {
            Self::North => "北",
            Self::NorthEast => "东北",
            Self::East => "东",
            Self::SouthEast => "东南",
            Self::South => "南",
            Self::SouthWest => "西南",
            Self::West => "西",
            Self::NorthWest => "西北",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.chinese_name())
    }
}

/// Something near a point, as [`nearest`] returns it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near<T> {
    /// What the caller gave with the point.
    pub item: T,
    /// The great-circle distance in metres.
    pub distance_metres: f64,
}

/// The `count` items nearest to `to`, nearest first; at one distance, in the order given.
///
/// Items whose distance is not finite are left out. Time grows with the number of items, and with
/// `count` only for the sorting of the result.
pub fn nearest<T>(
    points: impl IntoIterator<Item = (T, Wgs84Point)>,
    to: Wgs84Point,
    count: usize,
) -> Vec<Near<T>> {
    let mut found: Vec<(usize, Near<T>)> = points
        .into_iter()
        .map(|(item, point)| Near {
            item,
            distance_metres: to.distance_metres(point),
        })
        .filter(|near| near.distance_metres.is_finite())
        .enumerate()
        .collect();
    let order = |a: &(usize, Near<T>), b: &(usize, Near<T>)| {
        a.1.distance_metres
            .total_cmp(&b.1.distance_metres)
            .then(a.0.cmp(&b.0))
    };
    if count < found.len() {
        found.select_nth_unstable_by(count, order);
        found.truncate(count);
    }
    found.sort_unstable_by(order);
    found.into_iter().map(|(_, near)| near).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FUQING: Wgs84Point = Wgs84Point::new(119.372090, 25.723147);

    #[test]
    fn a_degree_of_the_equator_is_111_kilometres() {
        let metres = Wgs84Point::new(119.0, 0.0).distance_metres(Wgs84Point::new(120.0, 0.0));
        assert!((metres - 111_195.08).abs() < 0.01, "{metres}");
        let across = Wgs84Point::new(179.5, 0.0).distance_metres(Wgs84Point::new(-179.5, 0.0));
        assert!((across - metres).abs() < 1e-6);
    }

    #[test]
    fn antipodes_are_half_a_circle_apart() {
        let metres = FUQING.distance_metres(Wgs84Point::new(119.372090 - 180.0, -25.723147));
        assert!(
            (metres - EARTH_RADIUS_METRES * std::f64::consts::PI).abs() < 1.0,
            "{metres}"
        );
    }

    #[test]
    fn directions_are_those_of_the_map() {
        let directions = [
            (0.0, 0.1, "北"),
            (0.1, 0.1, "东北"),
            (0.1, 0.0, "东"),
            (0.1, -0.1, "东南"),
            (0.0, -0.1, "南"),
            (-0.1, -0.1, "西南"),
            (-0.1, 0.0, "西"),
            (-0.1, 0.1, "西北"),
        ];
        for (east, north, name) in directions {
            let other = Wgs84Point::new(FUQING.longitude + east, FUQING.latitude + north);
            let direction = FUQING.direction_to(other).map(Direction::chinese_name);
            assert_eq!(direction, Some(name));
        }
        assert_eq!(FUQING.direction_to(FUQING), None);
        assert_eq!(FUQING.direction_to(Wgs84Point::new(f64::NAN, 25.0)), None);
    }

    #[test]
    fn a_bearing_falls_into_the_nearest_eighth() {
        assert_eq!(Direction::of_bearing(22.4), Direction::North);
        assert_eq!(Direction::of_bearing(22.5), Direction::NorthEast);
        assert_eq!(Direction::of_bearing(337.5), Direction::North);
        assert_eq!(Direction::of_bearing(-90.0), Direction::West);
        assert_eq!(Direction::of_bearing(f64::NAN), Direction::North);
    }

    #[test]
    fn the_nearest_come_first_and_ties_keep_their_order() {
        let north = |degrees: f64| Wgs84Point::new(119.0, 25.0 + degrees);
        let points = [
            ("far", north(3.0)),
            ("one", north(1.0)),
            ("other one", north(1.0)),
            ("nowhere", north(f64::NAN)),
            ("near", north(0.5)),
        ];
        let names = |count| -> Vec<&str> {
            nearest(points, north(0.0), count)
                .into_iter()
                .map(|near| near.item)
                .collect()
        };
        assert_eq!(names(0), [""; 0]);
        assert_eq!(names(2), ["near", "one"]);
        assert_eq!(names(9), ["near", "one", "other one", "far"]);
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_and_finite(
            a in (-180.0..=180.0, -90.0..=90.0), b in (-180.0..=180.0, -90.0..=90.0),
        ) {
            let (a, b) = (Wgs84Point::new(a.0, a.1), Wgs84Point::new(b.0, b.1));
            let metres = a.distance_metres(b);
            prop_assert!((0.0..=20_015_115.0).contains(&metres));
            prop_assert!((metres - b.distance_metres(a)).abs() < 1e-3);
            if let Some(bearing) = a.bearing_degrees(b) {
                prop_assert!((0.0..360.0).contains(&bearing));
            }
        }
    }
}

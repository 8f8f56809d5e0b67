//! Coordinates as written and as kept. A point copied from a Chinese map and read as WGS-84 is drawn
//! up to a kilometre off, so the system is part of the type or of the value, never assumed.

use serde::{Deserialize, Serialize};

use super::CoordinateSystem;
use super::shift::{Pair, bd09_from_gcj02, gcj02_from_bd09, gcj02_from_wgs84, wgs84_from_gcj02};

/// A point as the program keeps it: decimal degrees in WGS-84.
///
/// Named fields, no tuple: the order of the two numbers differs from map to map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Wgs84Point {
    /// Degrees east of Greenwich, −180 to 180.
    pub longitude: f64,
    /// Degrees north of the equator, −90 to 90.
    pub latitude: f64,
}

impl Wgs84Point {
    /// A point from its longitude and latitude, in degrees, in this order.
    pub const fn new(longitude: f64, latitude: f64) -> Self {
        Self {
            longitude,
            latitude,
        }
    }

    /// The same place in another coordinate system.
    ///
    /// [`Coordinates::to_wgs84`] leads back within a micrometre, except beside the edge of the
    /// rectangle that stands for China, see there.
    pub fn to_system(self, system: CoordinateSystem) -> Coordinates {
        let point = Pair {
            x: self.longitude,
            y: self.latitude,
        };
        let pair = match system {
            CoordinateSystem::Wgs84 | CoordinateSystem::Cgcs2000 => point,
            CoordinateSystem::Gcj02 => gcj02_from_wgs84(point),
            CoordinateSystem::Bd09 => bd09_from_gcj02(gcj02_from_wgs84(point)),
        };
        Coordinates::new(pair.x, pair.y, system)
    }

    /// Whether both numbers are finite and within ±180 and ±90 degrees.
    pub fn is_on_earth(self) -> bool {
        is_on_earth(self.longitude, self.latitude)
    }

    /// Whether both numbers are finite.
    pub fn is_finite(self) -> bool {
        self.longitude.is_finite() && self.latitude.is_finite()
    }
}

/// Coordinates as somebody wrote them: decimal degrees, and the system they are in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Coordinates {
    /// Degrees east, in `system`.
    pub longitude: f64,
    /// Degrees north, in `system`.
    pub latitude: f64,
    /// The system that the two numbers are in.
    pub system: CoordinateSystem,
}

impl Coordinates {
    /// Coordinates from longitude and latitude, in degrees, in this order.
    pub const fn new(longitude: f64, latitude: f64, system: CoordinateSystem) -> Self {
        Self {
            longitude,
            latitude,
            system,
        }
    }

    /// The same place in WGS-84.
    ///
    /// The shifts apply within 72.004–137.8347° E, 0.8293–55.8271° N only, the rectangle that every
    /// published implementation uses for China; it holds Hong Kong, Macau and Taiwan, and also Korea,
    /// western Japan and South-East Asia, where maps are in fact not shifted. Coordinates outside come
    /// back unchanged. Within about two kilometres of the rectangle's edge, which lies in the sea or
    /// abroad, two places can share the same shifted coordinates.
    pub fn to_wgs84(self) -> Wgs84Point {
        let written = Pair {
            x: self.longitude,
            y: self.latitude,
        };
        let pair = match self.system {
            CoordinateSystem::Wgs84 | CoordinateSystem::Cgcs2000 => written,
            CoordinateSystem::Gcj02 => wgs84_from_gcj02(written),
            CoordinateSystem::Bd09 => wgs84_from_gcj02(gcj02_from_bd09(written)),
        };
        Wgs84Point::new(pair.x, pair.y)
    }

    /// The same place in another coordinate system; the same numbers if it is in that system already.
    pub fn to_system(self, system: CoordinateSystem) -> Self {
        if self.system == system {
            return self;
        }
        match (self.system, system) {
            // Directly, since the way through WGS-84 and back would cost two inversions.
            (CoordinateSystem::Gcj02, CoordinateSystem::Bd09) => {
                let pair = bd09_from_gcj02(Pair {
                    x: self.longitude,
                    y: self.latitude,
                });
                Self::new(pair.x, pair.y, system)
            }
            (CoordinateSystem::Bd09, CoordinateSystem::Gcj02) => {
                let pair = gcj02_from_bd09(Pair {
                    x: self.longitude,
                    y: self.latitude,
                });
                Self::new(pair.x, pair.y, system)
            }
            _ => self.to_wgs84().to_system(system),
        }
    }

    /// The same two numbers with longitude and latitude exchanged, for coordinates written in the
    /// other order.
    #[must_use]
    pub const fn swapped(self) -> Self {
        Self::new(self.latitude, self.longitude, self.system)
    }

    /// Whether both numbers are finite.
    pub fn is_finite(self) -> bool {
        self.longitude.is_finite() && self.latitude.is_finite()
    }

    /// Whether both numbers are finite and within ±180 and ±90 degrees.
    pub fn is_on_earth(self) -> bool {
        is_on_earth(self.longitude, self.latitude)
    }
}

impl From<Wgs84Point> for Coordinates {
    fn from(point: Wgs84Point) -> Self {
        point.to_system(CoordinateSystem::Wgs84)
    }
}

impl From<Coordinates> for Wgs84Point {
    fn from(coordinates: Coordinates) -> Self {
        coordinates.to_wgs84()
    }
}

fn is_on_earth(longitude: f64, latitude: f64) -> bool {
    (-180.0..=180.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude)
}

#[cfg(test)]
mod tests {
    use super::super::shift::in_china;
    use super::*;
    use CoordinateSystem::{Bd09, Cgcs2000, Gcj02, Wgs84};
    use proptest::prelude::*;

    fn assert_close(actual: Coordinates, expected: (f64, f64), tolerance: f64, what: &str) {
        assert!(
            (actual.longitude - expected.0).abs() < tolerance
                && (actual.latitude - expected.1).abs() < tolerance,
            "{what}: {actual:?}, expected {expected:?}"
        );
    }

    #[test]
    fn the_three_systems_agree_on_a_place_in_fuqing() {
        let vectors = [
            (Wgs84, (119.372090, 25.723147)),
            (Gcj02, (119.376992, 25.720402)),
            (Bd09, (119.383481, 25.726534)),
        ];
        for (from, (longitude, latitude)) in vectors {
            for (to, expected) in vectors {
                let actual = Coordinates::new(longitude, latitude, from).to_system(to);
                assert_close(actual, expected, 1e-6, &format!("{from} to {to}"));
            }
        }
    }

    /// A place, and where it is in WGS-84, GCJ-02 and BD-09.
    type Vector = (&'static str, (f64, f64), (f64, f64), (f64, f64));

    /// Made with `coord-convert` 0.2.1 from PyPI.
    const FORWARD: [Vector; 9] = [
        (
            "Tiananmen",
            (116.397500, 39.908700),
            (116.403743573, 39.910103499),
            (116.410116586, 39.916442750),
        ),
        (
            "Shanghai",
            (121.473700, 31.230400),
            (121.478223059, 31.228457738),
            (121.484781469, 31.234310594),
        ),
        (
            "Urumqi",
            (87.616800, 43.825600),
            (87.619649949, 43.826805393),
            (87.626099771, 43.832949795),
        ),
        (
            "Lhasa",
            (91.117200, 29.646900),
            (91.118760341, 29.644192106),
            (91.125303859, 29.650072419),
        ),
        (
            "Haikou",
            (110.349200, 20.017400),
            (110.353609232, 20.015398148),
            (110.360135770, 20.021144214),
        ),
        (
            "Mohe",
            (122.536900, 52.972200),
            (122.543934782, 52.973716951),
            (122.550391088, 52.979834312),
        ),
        (
            "105° E, 35° N, where the formula has a kink",
            (105.0, 35.0),
            (105.003286241, 34.999098632),
            (105.009666828, 35.005403668),
        ),
        (
            "Kashgar",
            (75.989800, 39.467700),
            (75.992754904, 39.467926154),
            (75.999261436, 39.473887935),
        ),
        (
            "Pingtan",
            (119.791200, 25.503700),
            (119.795653751, 25.500858054),
            (119.802175190, 25.506753025),
        ),
    ];

    #[test]
    fn conversions_agree_with_an_independent_implementation() {
        for (name, wgs84, gcj02, bd09) in FORWARD {
            let point = Wgs84Point::new(wgs84.0, wgs84.1);
            assert_close(point.to_system(Gcj02), gcj02, 1e-9, name);
            assert_close(point.to_system(Bd09), bd09, 1e-9, name);
            let shifted = Coordinates::new(gcj02.0, gcj02.1, Gcj02);
            assert_close(shifted.to_system(Bd09), bd09, 2e-9, name);
            assert_close(shifted.to_system(Wgs84), wgs84, 2e-9, name);
            let shifted_twice = Coordinates::new(bd09.0, bd09.1, Bd09);
            assert_close(shifted_twice.to_system(Gcj02), gcj02, 2e-9, name);
            assert_close(shifted_twice.to_system(Cgcs2000), wgs84, 2e-9, name);
        }
    }

    #[test]
    fn inverses_agree_with_newtons_method() {
        // As written; read as GCJ-02 to WGS-84; read as BD-09 to GCJ-02; read as BD-09 to WGS-84.
        // Newton's method in Python over the forward functions of `coord-convert`.
        let vectors = [
            (
                (119.296500, 26.074500),
                (119.291707181, 26.077611179),
                (119.290048178, 26.068186277),
                (119.285264512, 26.071301845),
            ),
            (
                (104.066500, 30.572300),
                (104.063999725, 30.574757238),
                (104.060064382, 30.566150345),
                (104.057577921, 30.568620359),
            ),
            (
                (126.535000, 45.803800),
                (126.528937007, 45.801802284),
                (126.528402451, 45.798117255),
                (126.522313845, 45.796099860),
            ),
            (
                (109.508300, 18.247900),
                (109.504193715, 18.249581005),
                (109.501743207, 18.242226756),
                (109.497618158, 18.243885887),
            ),
        ];
        for ((longitude, latitude), from_gcj02, bd09_to_gcj02, from_bd09) in vectors {
            let gcj02 = Coordinates::new(longitude, latitude, Gcj02);
            let bd09 = Coordinates::new(longitude, latitude, Bd09);
            assert_close(gcj02.to_system(Wgs84), from_gcj02, 1e-9, "GCJ-02 to WGS-84");
            assert_close(
                bd09.to_system(Gcj02),
                bd09_to_gcj02,
                1e-9,
                "BD-09 to GCJ-02",
            );
            assert_close(bd09.to_system(Wgs84), from_bd09, 1e-9, "BD-09 to WGS-84");
        }
    }

    #[test]
    fn numbers_that_are_not_finite_stay_so() {
        for system in CoordinateSystem::ALL {
            for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                for other in CoordinateSystem::ALL {
                    assert!(
                        !Coordinates::new(odd, 25.0, system)
                            .to_system(other)
                            .is_finite()
                    );
                    assert!(
                        !Coordinates::new(119.0, odd, system)
                            .to_system(other)
                            .is_finite()
                    );
                }
            }
        }
    }

    /// A margin, in degrees, that no shift crosses: the two shifts add up to some 0.02 degrees.
    const MARGIN: f64 = 0.05;

    proptest! {
        #[test]
        fn a_round_trip_over_china_moves_a_point_by_less_than_a_centimetre(
            longitude in 72.004 + MARGIN..137.8347 - MARGIN,
            latitude in 0.8293 + MARGIN..55.8271 - MARGIN,
        ) {
            for from in CoordinateSystem::ALL {
                for to in CoordinateSystem::ALL {
                    let start = Coordinates::new(longitude, latitude, from);
                    let end = start.to_system(to).to_system(from);
                    let moved = Wgs84Point::new(start.longitude, start.latitude)
                        .distance_metres(Wgs84Point::new(end.longitude, end.latitude));
                    prop_assert!(moved < 0.01, "{from} to {to} and back: {moved} m");
                    prop_assert!((end.longitude - longitude).abs() < 1e-9);
                    prop_assert!((end.latitude - latitude).abs() < 1e-9);
                }
            }
        }

        #[test]
        fn gcj02_shifts_by_hundreds_of_metres_in_china(
            longitude in 73.5..135.0,
            latitude in 18.0..53.6,
        ) {
            let point = Wgs84Point::new(longitude, latitude);
            let shifted = point.to_system(Gcj02);
            let metres = point.distance_metres(Wgs84Point::new(shifted.longitude, shifted.latitude));
            prop_assert!((10.0..1500.0).contains(&metres), "{metres} m");
        }

        #[test]
        fn nothing_shifts_outside_china(
            (longitude, latitude) in (-180.0..180.0, -90.0..90.0)
                .prop_filter("in China", |&(x, y)| !in_china(Pair { x, y })),
        ) {
            for from in CoordinateSystem::ALL {
                for to in CoordinateSystem::ALL {
                    let start = Coordinates::new(longitude, latitude, from);
                    prop_assert_eq!(start.to_system(to), Coordinates { system: to, ..start });
                }
            }
        }

        #[test]
        fn no_conversion_panics(longitude: f64, latitude: f64) {
            for system in CoordinateSystem::ALL {
                let _ = Coordinates::new(longitude, latitude, system).to_wgs84();
                let _ = Wgs84Point::new(longitude, latitude).to_system(system);
            }
        }
    }
}

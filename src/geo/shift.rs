//! The formulas behind GCJ-02 and BD-09. Neither is published by its author, so each is stated once here,
//! with where it comes from, and the inverses are computed from the forward formulas alone.

use std::f64::consts::PI;

/// A pair in a system that only the function it is given to knows: `x` is the longitude, `y` the latitude.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// The semi-major axis of Krasovsky's ellipsoid of 1940, in metres. GCJ-02 turns its shift from metres
/// to degrees on this ellipsoid, not on that of WGS-84; implementations that put 6 378 137 here are
/// a centimetre off.
const KRASOVSKY_SEMI_MAJOR_AXIS: f64 = 6_378_245.0;

/// The squared first eccentricity of the same ellipsoid: 2f − f² with f = 1/298.3.
const KRASOVSKY_ECCENTRICITY_SQUARED: f64 = 0.006_693_421_622_965_943;

/// Baidu's angular frequency: 3000 half-turns in 180 degrees, in radians a degree.
const BAIDU_FREQUENCY: f64 = PI * 3000.0 / 180.0;

/// The rectangle outside which GCJ-02 and BD-09 do not shift, the same in every published implementation.
pub(super) fn in_china(point: Pair) -> bool {
    (72.004..=137.8347).contains(&point.x) && (0.8293..=55.8271).contains(&point.y)
}

/// WGS-84 to GCJ-02.
pub(super) fn gcj02_from_wgs84(point: Pair) -> Pair {
    if in_china(point) {
        shift_to_gcj02(point)
    } else {
        point
    }
}

/// GCJ-02 to WGS-84.
pub(super) fn wgs84_from_gcj02(target: Pair) -> Pair {
    if in_china(target) {
        invert(shift_to_gcj02, target)
    } else {
        target
    }
}

/// GCJ-02 to BD-09.
pub(super) fn bd09_from_gcj02(point: Pair) -> Pair {
    if in_china(point) {
        shift_to_bd09(point)
    } else {
        point
    }
}

/// BD-09 to GCJ-02.
///
/// Not the closed formula that is in circulation (subtract, then take the two waves at the shifted
/// place): that one is up to 0.23 m off its own forward formula.
pub(super) fn gcj02_from_bd09(target: Pair) -> Pair {
    if in_china(target) {
        invert(shift_to_bd09, target)
    } else {
        target
    }
}

/// The shift from WGS-84 to GCJ-02.
///
/// The algorithm is not public. This is the formula that all open implementations
/// share, for example `googollee/eviltransform` and `wandergis/coordtransform`: a
/// polynomial and some waves in metres around 105° E, 35° N, turned to degrees with the radii of
/// curvature of Krasovsky's ellipsoid.
fn shift_to_gcj02(point: Pair) -> Pair {
    let x = point.x - 105.0;
    let y = point.y - 35.0;
    let wave = |amplitude: f64, angle: f64| amplitude * (angle * PI).sin() * 2.0 / 3.0;

    let common = wave(20.0, 6.0 * x) + wave(20.0, 2.0 * x);
    let east_metres = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + common
        + wave(20.0, x)
        + wave(40.0, x / 3.0)
        + wave(150.0, x / 12.0)
        + wave(300.0, x / 30.0);
    let north_metres = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        // The latitude too takes the root of x, not of y: so in every implementation.
        + 0.2 * x.abs().sqrt()
        + common
        + wave(20.0, y)
        + wave(40.0, y / 3.0)
        + wave(160.0, y / 12.0)
        + wave(320.0, y / 30.0);

    let latitude = point.y.to_radians();
    let scale = 1.0 - KRASOVSKY_ECCENTRICITY_SQUARED * latitude.sin() * latitude.sin();
    let meridian_radius =
        KRASOVSKY_SEMI_MAJOR_AXIS * (1.0 - KRASOVSKY_ECCENTRICITY_SQUARED) / (scale * scale.sqrt());
    let parallel_radius = KRASOVSKY_SEMI_MAJOR_AXIS / scale.sqrt() * latitude.cos();
    Pair {
        x: point.x + (east_metres / parallel_radius).to_degrees(),
        y: point.y + (north_metres / meridian_radius).to_degrees(),
    }
}

/// The shift from GCJ-02 to BD-09, as it is in circulation (the same two projects as above): longitude
/// and latitude taken as a vector in the plane, its length and angle rippled, then moved.
fn shift_to_bd09(point: Pair) -> Pair {
    let length = point.x.hypot(point.y) + 0.000_02 * (point.y * BAIDU_FREQUENCY).sin();
    let angle = point.y.atan2(point.x) + 0.000_003 * (point.x * BAIDU_FREQUENCY).cos();
    Pair {
        x: length * angle.cos() + 0.0065,
        y: length * angle.sin() + 0.006,
    }
}

/// The point that `shift` moves to `target`, by fixed-point iteration.
///
/// Both shifts change by less than 3 % of a step, so each round gains at least a digit and a half, and
/// the last step bounds the error. The limit on rounds is for numbers that are not finite.
fn invert(shift: fn(Pair) -> Pair, target: Pair) -> Pair {
    /// In degrees: some 0.01 mm, well above the rounding of a double at 180 degrees.
    const TOLERANCE: f64 = 1e-10;
    const MOST_ROUNDS: usize = 32;

    let mut source = target;
    for _ in 0..MOST_ROUNDS {
        let reached = shift(source);
        let error = Pair {
            x: reached.x - target.x,
            y: reached.y - target.y,
        };
        source = Pair {
            x: source.x - error.x,
            y: source.y - error.y,
        };
        if error.x.abs() < TOLERANCE && error.y.abs() < TOLERANCE {
            break;
        }
    }
    source
}

//! A line with fewer points, in time that grows with them.

use crate::geo::plane::PlanePoint;

/// A line with fewer points, none of those left out farther than `tolerance` from it. From each point that is kept
/// the line goes on straight for as long as that holds; what was passed leaves a sector in which the end must lie:
/// Z. Zhao and A. Saalfeld, “Linear-time sleeve-fitting polyline simplification algorithms”, AutoCarto 13, 1997.
/// Other than with that of Douglas and Peucker no line takes more time than it has points.
pub(super) fn generalized(points: &[PlanePoint], tolerance: f64) -> Vec<PlanePoint> {
    let Some((first, rest)) = points.split_first() else {
        return Vec::new();
    };
    let mut kept = vec![*first];
    let mut sleeve = Sleeve::new(*first, tolerance);
    let mut last = *first;
    for point in rest {
        if !sleeve.takes(*point) {
            kept.push(last);
            sleeve = Sleeve::new(last, tolerance);
            sleeve.takes(*point);
        }
        last = *point;
    }
    if !rest.is_empty() {
        kept.push(last);
    }
    kept
}

/// Where a straight line from a point may end that passes near all points met so far.
struct Sleeve {
    from: PlanePoint,
    /// A point that is left out lies as near to the line as this.
    tolerance: f64,
    /// How far from the line, and how far past its end, a point may lie: both together come to the tolerance.
    half_width: f64,
    /// The direction of the first point that is not near, in radians.
    ahead: Option<f64>,
    /// Least and greatest direction, from `ahead`.
    sector: (f64, f64),
    /// The distance of the farthest point.
    reach: f64,
}

impl Sleeve {
    fn new(from: PlanePoint, tolerance: f64) -> Self {
        Sleeve {
            from,
            tolerance,
            half_width: tolerance * std::f64::consts::FRAC_1_SQRT_2,
            ahead: None,
            sector: (-std::f64::consts::PI, std::f64::consts::PI),
            reach: 0.0,
        }
    }

    /// Whether the line may end at a point; if so it is one of those that are passed.
    fn takes(&mut self, point: PlanePoint) -> bool {
        let distance = self.from.distance(point);
        if distance < self.reach - self.half_width {
            return false;
        }
        // From a near point on the line may still go anywhere.
        if distance <= self.tolerance && self.ahead.is_none() {
            return true;
        }
        let direction = (point.north - self.from.north).atan2(point.east - self.from.east);
        let ahead = *self.ahead.get_or_insert(direction);
        let turn = (direction - ahead).sin().atan2((direction - ahead).cos());
        if turn < self.sector.0 || turn > self.sector.1 {
            return false;
        }
        self.reach = self.reach.max(distance);
        if distance > self.tolerance {
            let half = (self.half_width / distance).asin();
            self.sector = (
                self.sector.0.max(turn - half),
                self.sector.1.min(turn + half),
            );
        }
        true
    }
}

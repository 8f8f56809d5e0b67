//! A soft outline around places: where no boundary is known none is claimed, yet a map needs an edge.

use crate::geo::plane::PlanePoint;

/// Points on the rounding of a whole turn.
const ROUNDING: usize = 32;

/// The convex hull of the points, `margin` metres wider all round, with round corners, counter-clockwise.
/// Empty if there are no points; a circle around a single one.
pub fn soft_outline(points: &[PlanePoint], margin: f64) -> Vec<PlanePoint> {
    let around = |point: PlanePoint| {
        (0..ROUNDING).map(move |step| {
            let angle = std::f64::consts::TAU * step as f64 / ROUNDING as f64;
            PlanePoint::new(
                point.east + margin * angle.cos(),
                point.north + margin * angle.sin(),
            )
        })
    };
    // The hull of the circles is the hull of the points, grown and rounded.
    hull(hull(points.to_vec()).into_iter().flat_map(around).collect())
}

/// The convex hull, counter-clockwise, without points on its edges: the monotone chain (A. M. Andrew,
/// “Another efficient algorithm for convex hulls in two dimensions”, Information Processing Letters 9, 1979).
pub fn hull(mut points: Vec<PlanePoint>) -> Vec<PlanePoint> {
    points.retain(|point| point.east.is_finite() && point.north.is_finite());
    points.sort_by(|a, b| a.east.total_cmp(&b.east).then(a.north.total_cmp(&b.north)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let mut lower = chain(points.iter());
    let mut upper = chain(points.iter().rev());
    // Each chain ends where the other begins.
    lower.pop();
    upper.pop();
    lower.append(&mut upper);
    lower
}

fn chain<'a>(points: impl Iterator<Item = &'a PlanePoint>) -> Vec<PlanePoint> {
    let mut chain: Vec<PlanePoint> = Vec::new();
    for point in points {
        while let [.., before, last] = chain[..]
            && turn(before, last, *point) <= 0.0
        {
            chain.pop();
        }
        chain.push(*point);
    }
    chain
}

/// Twice the signed area of a triangle: above zero if it turns left.
pub(super) fn turn(a: PlanePoint, b: PlanePoint, c: PlanePoint) -> f64 {
    (b.east - a.east) * (c.north - a.north) - (b.north - a.north) * (c.east - a.east)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_point_lies_deep_inside(
            points in prop::collection::vec((-5e4..5e4, -5e4..5e4), 1..40),
        ) {
            let points: Vec<PlanePoint> =
                points.into_iter().map(|(x, y)| PlanePoint::new(x, y)).collect();
            let outline = soft_outline(&points, 1000.0);
            for (index, corner) in outline.iter().enumerate() {
                let next = outline[(index + 1) % outline.len()];
                for point in &points {
                    let depth = turn(*corner, next, *point) / corner.distance(next);
                    prop_assert!(depth > 990.0, "{depth}");
                }
            }
        }
    }

    #[test]
    fn nothing_has_no_outline_and_a_line_is_its_two_ends() {
        assert_eq!(soft_outline(&[], 10.0), []);
        let on_a_line = (0..9)
            .map(|step| PlanePoint::new(f64::from(step), 0.0))
            .collect();
        let ends = [PlanePoint::new(0.0, 0.0), PlanePoint::new(8.0, 0.0)];
        assert_eq!(hull(on_a_line), ends);
    }
}

//! How much of the boundaries a drawing shows: as much as a page can carry and an eye can see.

use super::simplify::{Mesh, simplify};
use crate::geo::plane::{Extent, PlanePoint};

/// Finest detail of a boundary: so many steps in the longer side of the network.
const FINEST: f64 = 1440.0;
/// Coarsest detail of a boundary that is still the same: a step that the eye sees on a phone.
const COARSEST: f64 = 60.0;
/// Most points of all boundaries together; the drawing of the whole network carries them all.
const MOST_POINTS: usize = 2000;
/// Boundaries as drawings show them.
pub(crate) fn for_drawings(rings: &[Vec<PlanePoint>]) -> Mesh {
    simplify(rings, side(rings) / FINEST, MOST_POINTS).0
}

/// Whether boundaries cannot be drawn: simplified until a page can carry them they are not what they were.
pub(super) fn are_too_jagged(rings: &[Vec<PlanePoint>]) -> bool {
    let side = side(rings);
    let (mesh, tolerance) = simplify(rings, side / FINEST, MOST_POINTS);
    mesh.rings.is_empty() || tolerance > side / COARSEST
}

/// The longer side of the rectangle around all rings, in metres.
fn side(rings: &[Vec<PlanePoint>]) -> f64 {
    let all = rings.iter().flatten().copied();
    Extent::around(all).map_or(0.0, |extent| extent.width().max(extent.height()))
}

//! Service areas: each institute has what lies nearer to it than to any other (G. Voronoi, 1908).
//!
//! Cells are cut out of a convex outline, one half-plane after the other. That is slower than Fortune's sweep
//! for many thousands of sites, but there are as many as a county has towns, and no position of them, all on one
//! line or all in one place, is a special case.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::outline::turn;
use crate::geo::plane::PlanePoint;

/// A corner of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corner {
    /// Where two edges of the cell meet.
    pub point: PlanePoint,
    /// The site on the other side of the edge that begins here; `None` if that is the outline.
    pub beyond: Option<usize>,
}

/// The cell of each site within a convex, counter-clockwise outline.
///
/// Of several sites in one place the first has the cell, and the others have none.
pub fn cells(sites: &[PlanePoint], outline: &[PlanePoint]) -> Vec<Vec<Corner>> {
    let entries = sites
        .iter()
        .enumerate()
        .map(|(index, site)| GeomWithData::new([site.east, site.north], index));
    let tree = RTree::bulk_load(entries.collect());
    sites
        .iter()
        .enumerate()
        .map(|(index, site)| cell(index, *site, &tree, outline))
        .collect()
}

type Site = GeomWithData<[f64; 2], usize>;

fn cell(index: usize, site: PlanePoint, tree: &RTree<Site>, outline: &[PlanePoint]) -> Vec<Corner> {
    let mut cell: Vec<Corner> = outline
        .iter()
        .map(|point| Corner {
            point: *point,
            beyond: None,
        })
        .collect();
    let mut reach = farthest(site, &cell);
    for other in tree.nearest_neighbor_iter([site.east, site.north]) {
        let point = PlanePoint::new(other.geom()[0], other.geom()[1]);
        if other.data == index {
            continue;
        }
        if point == site {
            if other.data < index {
                return Vec::new();
            }
            continue;
        }
        // A site more than twice as far as the farthest corner cuts nothing off, nor does any after it.
        if site.distance(point) > 2.0 * reach {
            break;
        }
        cell = nearer_half(&cell, site, point, other.data);
        reach = farthest(site, &cell);
    }
    cell
}

fn farthest(site: PlanePoint, cell: &[Corner]) -> f64 {
    cell.iter()
        .map(|corner| site.distance(corner.point))
        .fold(0.0, f64::max)
}

/// What of a convex cell is nearer to `site` than to `other`: one step of I. E. Sutherland and G. W. Hodgman,
/// “Reentrant polygon clipping”, Communications of the ACM 17, 1974.
fn nearer_half(cell: &[Corner], site: PlanePoint, other: PlanePoint, beyond: usize) -> Vec<Corner> {
    // Measured from the site, since squares of coordinates far from it would lose digits.
    let (east, north) = (other.east - site.east, other.north - site.north);
    let half = east.mul_add(east, north * north) / 2.0;
    let depth = |point: PlanePoint| {
        half - east * (point.east - site.east) - north * (point.north - site.north)
    };
    let mut kept = Vec::with_capacity(cell.len() + 1);
    for (index, corner) in cell.iter().enumerate() {
        let next = cell[(index + 1) % cell.len()];
        let (here, there) = (depth(corner.point), depth(next.point));
        if here >= 0.0 {
            kept.push(*corner);
        }
        if (here >= 0.0) != (there >= 0.0) {
            let part = here / (here - there);
            let point = PlanePoint::new(
                part.mul_add(next.point.east - corner.point.east, corner.point.east),
                part.mul_add(next.point.north - corner.point.north, corner.point.north),
            );
            // Leaving, the new edge begins; coming back, the old one goes on.
            let beyond = if here >= 0.0 {
                Some(beyond)
            } else {
                corner.beyond
            };
            kept.push(Corner { point, beyond });
        }
    }
    kept
}

/// The edges between two cells, each once.
pub fn borders(cells: &[Vec<Corner>]) -> Vec<[PlanePoint; 2]> {
    let mut borders = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        for (position, corner) in cell.iter().enumerate() {
            if corner.beyond.is_some_and(|beyond| beyond > index) {
                borders.push([corner.point, cell[(position + 1) % cell.len()].point]);
            }
        }
    }
    borders
}

/// The area of a polygon in square metres, above zero if it is counter-clockwise.
pub fn area(polygon: impl IntoIterator<Item = PlanePoint>) -> f64 {
    let polygon: Vec<PlanePoint> = polygon.into_iter().collect();
    let Some(first) = polygon.first() else {
        return 0.0;
    };
    let triangles = polygon
        .windows(2)
        .map(|edge| turn(*first, edge[0], edge[1]));
    triangles.sum::<f64>() / 2.0
}

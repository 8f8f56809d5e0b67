//! Makes boundaries small without tearing neighbours apart: a line between two towns stands in both their
//! rings, and must be simplified once, the same for both.

use foldhash::{HashMap, HashMapExt};

use super::sleeve::generalized;
use crate::geo::plane::{Extent, PlanePoint};

/// Most lines between the points where rings part: the villages of a large county make half as many.
const MOST_LINES: usize = 6_000;

/// Rings cut into lines where they part, each line once.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Mesh {
    /// Each as it is drawn, simplified.
    pub(crate) lines: Vec<MeshLine>,
    /// The rings, as the lines they consist of.
    pub(crate) rings: Vec<Vec<Run>>,
}

/// A border or a piece of the rim, between two points where rings part.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MeshLine {
    /// Its points, both ends included.
    pub(crate) points: Vec<PlanePoint>,
    /// How many rings it is part of: two for a border, one for the rim.
    pub(crate) uses: usize,
}

/// A line as part of a ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// Its index among the lines of the mesh.
    pub(crate) line: usize,
    /// Whether the ring follows it from its last point to its first.
    pub(crate) backwards: bool,
}

impl Mesh {
    /// How many points there are in all.
    pub(crate) fn len(&self) -> usize {
        self.lines.iter().map(|line| line.points.len()).sum()
    }

    /// How many points all rings have, those of a border twice.
    fn filled(&self) -> usize {
        let runs = self.rings.iter().flatten();
        runs.map(|run| self.lines[run.line].points.len()).sum()
    }

    /// How many lines all rings consist of, each as often as it is gone along.
    fn runs(&self) -> usize {
        self.rings.iter().map(Vec::len).sum()
    }

    /// The points of a ring, without the first one repeated.
    pub(crate) fn ring(&self, runs: &[Run]) -> Vec<PlanePoint> {
        let mut ring = Vec::new();
        for run in runs {
            let points = &self.lines[run.line].points;
            // The last point of a run is the first of the next.
            let until = points.len().saturating_sub(1);
            match run.backwards {
                false => ring.extend_from_slice(&points[..until]),
                true => ring.extend(points.iter().rev().take(until)),
            }
        }
        ring
    }
}

/// Cuts rings into lines, and simplifies these so that no point is farther than `tolerance` metres from what
/// is drawn, farther still until no more than `most` points are left. Rings that shrink to nothing go. Also tells
/// how far it had to go.
pub(super) fn simplify(rings: &[Vec<PlanePoint>], tolerance: f64, most: usize) -> (Mesh, f64) {
    let mut tolerance = tolerance;
    let mut full = cut(rings);
    // Lines keep both their ends. Where rings part too often, near points are made one.
    while full.lines.len() > MOST_LINES || full.runs() > MOST_LINES * 2 {
        tolerance *= 2.0;
        full = cut(&together(rings, tolerance));
    }
    // Less than its two ends no line can have.
    let most = most.max(full.lines.len() * 2);
    let most_filled = most.max(full.runs()) * 2;
    loop {
        let lines = full.lines.iter().map(|line| MeshLine {
            points: generalized(&line.points, tolerance),
            uses: line.uses,
        });
        let mesh = Mesh {
            lines: lines.collect(),
            rings: full.rings.clone(),
        };
        if mesh.len() <= most && mesh.filled() <= most_filled {
            return (without_slivers(mesh), tolerance);
        }
        tolerance *= 1.5;
    }
}

/// Rings in which all points of a square of the plane, `side` metres wide, are the first of them.
fn together(rings: &[Vec<PlanePoint>], side: f64) -> Vec<Vec<PlanePoint>> {
    // Counted from the corner, or the points around the middle would never share a square.
    let corner = Extent::around(rings.iter().flatten().copied());
    let corner = corner.map_or((0.0, 0.0), |extent| (extent.west, extent.south));
    let mut first = HashMap::new();
    let mut moved = |point: &PlanePoint| {
        let square = (
            ((point.east - corner.0) / side) as i64,
            ((point.north - corner.1) / side) as i64,
        );
        *first.entry(square).or_insert(*point)
    };
    let rings = rings.iter().map(|ring| {
        let mut ring: Vec<PlanePoint> = ring.iter().map(&mut moved).collect();
        ring.dedup();
        ring
    });
    rings.collect()
}

/// A position to a centimetre: what counts as the same point in two rings.
type Key = (i64, i64);

fn key(point: PlanePoint) -> Key {
    (
        (point.east * 100.0).round() as i64,
        (point.north * 100.0).round() as i64,
    )
}

fn cut(rings: &[Vec<PlanePoint>]) -> Mesh {
    let rings: Vec<Vec<PlanePoint>> = rings.iter().map(|ring| cleaned(ring)).collect();
    let forks = forks(&rings);
    let mut mesh = Mesh::default();
    let mut known: HashMap<Vec<Key>, usize> = HashMap::new();
    for ring in rings.iter().filter(|ring| ring.len() >= 3) {
        let mut runs = Vec::new();
        for points in pieces(ring, &forks) {
            let keys: Vec<Key> = points.iter().map(|point| key(*point)).collect();
            let reversed: Vec<Key> = keys.iter().rev().copied().collect();
            let backwards = reversed < keys;
            let line = *known
                .entry(if backwards { reversed } else { keys })
                .or_insert_with(|| {
                    let mut points = points;
                    if backwards {
                        points.reverse();
                    }
                    mesh.lines.push(MeshLine { points, uses: 0 });
                    mesh.lines.len() - 1
                });
            mesh.lines[line].uses += 1;
            runs.push(Run { line, backwards });
        }
        mesh.rings.push(runs);
    }
    mesh
}

/// A ring without its closing point and without points that repeat the one before.
fn cleaned(ring: &[PlanePoint]) -> Vec<PlanePoint> {
    let mut ring = ring.to_vec();
    ring.dedup_by_key(|point| key(*point));
    while ring.len() > 1
        && ring.first().map(|point| key(*point)) == ring.last().map(|point| key(*point))
    {
        ring.pop();
    }
    ring
}

/// The points at which rings part: their neighbours are not the same in all rings.
fn forks(rings: &[Vec<PlanePoint>]) -> HashMap<Key, bool> {
    let mut neighbours: HashMap<Key, (Key, Key)> = HashMap::new();
    let mut forks = HashMap::new();
    for ring in rings {
        for (index, point) in ring.iter().enumerate() {
            let before = key(ring[(index + ring.len() - 1) % ring.len()]);
            let after = key(ring[(index + 1) % ring.len()]);
            let pair = (before.min(after), before.max(after));
            let first = neighbours.entry(key(*point)).or_insert(pair);
            if *first != pair {
                forks.insert(key(*point), true);
            }
        }
    }
    forks
}

/// A ring cut at the forks, each piece with both its ends; a ring without forks as one piece that ends where
/// it begins, at its least point, so that the same ring met again begins there too.
fn pieces(ring: &[PlanePoint], forks: &HashMap<Key, bool>) -> Vec<Vec<PlanePoint>> {
    let start = (0..ring.len())
        .find(|index| forks.contains_key(&key(ring[*index])))
        .or_else(|| (0..ring.len()).min_by_key(|index| key(ring[*index])))
        .unwrap_or(0);
    let mut pieces = Vec::new();
    let mut piece = vec![ring[start]];
    for step in 1..=ring.len() {
        let point = ring[(start + step) % ring.len()];
        piece.push(point);
        if step == ring.len() || forks.contains_key(&key(point)) {
            pieces.push(std::mem::replace(&mut piece, vec![point]));
        }
    }
    pieces
}

/// Without islands that became a line or a point.
fn without_slivers(mut mesh: Mesh) -> Mesh {
    let rings = std::mem::take(&mut mesh.rings);
    for runs in rings {
        if mesh.ring(&runs).len() >= 3 {
            mesh.rings.push(runs);
        } else {
            for run in &runs {
                mesh.lines[run.line].uses -= 1;
            }
        }
    }
    for line in mesh.lines.iter_mut().filter(|line| line.uses == 0) {
        line.points.clear();
    }
    mesh
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The distance of a point from the line between two others.
    fn off_line(point: PlanePoint, from: PlanePoint, to: PlanePoint) -> f64 {
        let (east, north) = (to.east - from.east, to.north - from.north);
        let length = east.mul_add(east, north * north);
        if length == 0.0 {
            return point.distance(from);
        }
        let along = ((point.east - from.east) * east + (point.north - from.north) * north) / length;
        let along = along.clamp(0.0, 1.0);
        point.distance(PlanePoint::new(
            along.mul_add(east, from.east),
            along.mul_add(north, from.north),
        ))
    }

    fn points(pairs: &[(f64, f64)]) -> Vec<PlanePoint> {
        pairs
            .iter()
            .map(|(east, north)| PlanePoint::new(*east, *north))
            .collect()
    }

    /// A border with many small steps from south to north.
    fn jagged() -> Vec<(f64, f64)> {
        (0..=1000)
            .map(|step| (1000.0 + f64::from(step % 2), f64::from(step)))
            .collect()
    }

    #[test]
    fn neighbours_keep_the_same_border() {
        let west: Vec<_> = [(0.0, 0.0)]
            .into_iter()
            .chain(jagged())
            .chain([(0.0, 1000.0)])
            .collect();
        let back = jagged().into_iter().rev();
        let east: Vec<_> = [(2000.0, 1000.0)]
            .into_iter()
            .chain(back)
            .chain([(2000.0, 0.0)])
            .collect();
        let (mesh, _) = simplify(&[points(&west), points(&east)], 5.0, 1000);
        let borders: Vec<_> = mesh.lines.iter().filter(|line| line.uses == 2).collect();
        assert_eq!(borders.len(), 1);
        assert_eq!(borders[0].points.len(), 2);
        let rings: Vec<_> = mesh.rings.iter().map(|ring| mesh.ring(ring)).collect();
        assert_eq!(
            rings[0],
            points(&[(1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0), (0.0, 0.0)])
        );
        assert_eq!(rings[1].len(), 4);
    }

    #[test]
    fn a_point_left_out_was_near_the_line_and_a_limit_is_kept() {
        let circle: Vec<_> = (0..5000)
            .map(|step| f64::from(step) / 5000.0 * std::f64::consts::TAU)
            .map(|angle| (1e4 * angle.cos(), 1e4 * angle.sin()))
            .collect();
        let circle = points(&circle);
        let (mesh, _) = simplify(std::slice::from_ref(&circle), 10.0, 5000);
        let ring = mesh.ring(&mesh.rings[0]);
        assert!((50..300).contains(&ring.len()), "{}", ring.len());
        for point in &circle {
            let near = (0..ring.len())
                .map(|index| off_line(*point, ring[index], ring[(index + 1) % ring.len()]))
                .fold(f64::INFINITY, f64::min);
            assert!(near <= 10.0, "{near}");
        }
        assert!(simplify(&[circle], 10.0, 30).0.len() <= 30);
    }

    #[test]
    fn lines_that_turn_at_every_point_and_rings_without_number_stay_within_the_limit() {
        let comb: Vec<_> = (0..20_000)
            .map(|step| (f64::from(step), 9e4 * f64::from(step % 2)))
            .collect();
        let spiral: Vec<_> = (0..20_000)
            .map(|step| (f64::from(step) * 5.0, f64::from(step) * 0.1))
            .map(|(radius, angle)| (radius * angle.cos(), radius * angle.sin()))
            .collect();
        let star: Vec<_> = (0..20_000)
            .map(|step| {
                (
                    f64::from(step * 7919 % 20_000) / 2e4 * std::f64::consts::TAU,
                    step % 2,
                )
            })
            .map(|(angle, inner)| (angle, if inner == 0 { 5e4 } else { 1.0 }))
            .map(|(angle, radius)| (radius * angle.cos(), radius * angle.sin()))
            .collect();
        for line in [comb, spiral, star] {
            let (mesh, tolerance) = simplify(&[points(&line)], 70.0, 2000);
            assert!(mesh.len() <= MOST_LINES * 2, "{}", mesh.len());
            assert!(tolerance > 1000.0, "{tolerance}");
        }
        // Triangles side by side: every point is one at which rings part.
        let corner = |column: i32, row: i32| (f64::from(column) * 300.0, f64::from(row) * 300.0);
        let net: Vec<Vec<PlanePoint>> = (0..60)
            .flat_map(|row| (0..60).map(move |column| (column, row)))
            .map(|(column, row)| {
                [
                    corner(column, row),
                    corner(column + 1, row),
                    corner(column, row + 1),
                ]
            })
            .map(|triangle| points(&triangle))
            .collect();
        let (mesh, tolerance) = simplify(&net, 20.0, 2000);
        assert!(mesh.len() <= MOST_LINES * 2 && !mesh.rings.is_empty());
        assert!(tolerance < 1000.0, "{tolerance}");
        assert!(mesh.filled() <= MOST_LINES * 4);
    }

    #[test]
    fn an_island_too_small_to_see_goes_and_no_ring_panics() {
        let speck = points(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]);
        let line = points(&[(0.0, 0.0), (9.0, 9.0), (0.0, 0.0)]);
        for ring in [speck, line, Vec::new(), points(&[(1.0, 1.0)])] {
            assert!(simplify(&[ring], 10.0, 100).0.rings.is_empty());
        }
    }
}

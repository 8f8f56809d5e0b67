//! Which places a map marks and which names it writes, at every level of detail, so that nothing covers
//! anything.
//!
//! Greedy, in the order given: what comes first is marked first. A place whose sign would stand on another's is
//! held back until a level at which there is room, and counted at the sign that is in its way. A name is tried
//! on eight sides. Both only ever appear as a reader comes closer, since what is free at one level stays free:
//! sign and name together shrink towards their point, which they hold.

use super::frame::DrawingPoint;
use super::rectangle::Rectangle;
use super::{LEVELS, UNITS_PER_PIXEL};

/// Half the width of a sign, in pixels.
pub const SIGN_RADIUS: f64 = 7.0;
/// Signs stand at least so far apart, in pixels.
pub const SEPARATION: f64 = 24.0;
/// Between a sign and its name, in pixels.
const GAP: f64 = 2.0;

/// A place to be marked.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Where it lies in the drawing.
    pub spot: DrawingPoint,
    /// Width of its name in pixels; 0 if it has none to be written.
    pub width: f64,
    /// Height of its name in pixels.
    pub height: f64,
    /// Half the width of its sign in pixels: [`SIGN_RADIUS`], or more.
    pub radius: f64,
}

/// What became of a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// The first level at which it is marked; none if another stands on the same spot.
    pub level: Option<usize>,
    /// The first level at which its name is written, and where.
    pub name: Option<(usize, Side)>,
    /// How many places are held back at its sign, by level.
    pub held_back: [usize; LEVELS],
}

/// Where a name stands beside its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Side {
    East,
    West,
    North,
    South,
    NorthEast,
    SouthEast,
    NorthWest,
    SouthWest,
}

impl Side {
    /// All sides, the best first.
    pub const ALL: [Self; 8] = [
        Self::East,
        Self::West,
        Self::South,
        Self::North,
        Self::SouthEast,
        Self::NorthEast,
        Self::SouthWest,
        Self::NorthWest,
    ];

    /// The rectangle of a place's name, in pixels from its point.
    pub fn rectangle(self, candidate: &Candidate) -> Rectangle {
        let Candidate {
            width,
            height,
            radius,
            ..
        } = *candidate;
        let beside = radius + GAP;
        let (left, centre, right) = (-beside - width, -width / 2.0, beside);
        let (above, middle, below) = (-radius - height, -height / 2.0, radius);
        // Past a corner of the sign a name may come nearer.
        let (left_corner, right_corner) = (-GAP - width, GAP);
        let (x, y) = match self {
            Self::East => (right, middle),
            Self::West => (left, middle),
            Self::North => (centre, above),
            Self::South => (centre, below),
            Self::NorthEast => (right_corner, above),
            Self::SouthEast => (right_corner, below),
            Self::NorthWest => (left_corner, above),
            Self::SouthWest => (left_corner, below),
        };
        Rectangle {
            left: x,
            top: y,
            right: x + width,
            bottom: y + height,
        }
    }
}

/// What signs and names have to share.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// The whole drawing, in units.
    pub sheet: Rectangle,
    /// What must stay free, by level, in units: scale bar and north arrow.
    pub taken: [[Rectangle; 2]; LEVELS],
    /// How many levels are wanted, up to [`LEVELS`].
    pub levels: usize,
}

/// Places signs and names, the first candidates first.
pub fn place(candidates: &[Candidate], room: &Room) -> Vec<Placed> {
    let mut placed = vec![
        Placed {
            level: None,
            name: None,
            held_back: [0; LEVELS],
        };
        candidates.len()
    ];
    for level in 0..room.levels.min(LEVELS) {
        place_signs(candidates, &mut placed, level);
    }
    for level in 0..room.levels.min(LEVELS) {
        place_names(candidates, &mut placed, level, room);
    }
    placed
}

fn place_signs(candidates: &[Candidate], placed: &mut [Placed], level: usize) {
    let apart = SEPARATION * UNITS_PER_PIXEL[level];
    for index in 0..candidates.len() {
        if placed[index].level.is_some() {
            continue;
        }
        let distance = |other: usize| {
            let (a, b) = (candidates[index].spot, candidates[other].spot);
            (a.x - b.x).hypot(a.y - b.y)
        };
        let in_the_way = (0..candidates.len())
            .filter(|other| placed[*other].level.is_some() && distance(*other) < apart)
            .min_by(|a, b| distance(*a).total_cmp(&distance(*b)).then(a.cmp(b)));
        match in_the_way {
            Some(other) => placed[other].held_back[level] += 1,
            None => placed[index].level = Some(level),
        }
    }
}

fn place_names(candidates: &[Candidate], placed: &mut [Placed], level: usize, room: &Room) {
    for index in 0..candidates.len() {
        let here = placed[index];
        let named = candidates[index].width > 0.0;
        if !named || here.name.is_some() || here.level.is_none_or(|from| from > level) {
            continue;
        }
        let side = Side::ALL
            .into_iter()
            .find(|side| is_free(candidates, placed, index, *side, level, room));
        placed[index].name = side.map(|side| (level, side));
    }
}

/// Whether a name may stand on a side of its sign from a level on.
fn is_free(
    candidates: &[Candidate],
    placed: &[Placed],
    index: usize,
    side: Side,
    level: usize,
    room: &Room,
) -> bool {
    let candidate = &candidates[index];
    let spot = candidate.spot;
    let name = side.rectangle(candidate);
    let here = name.at(spot, UNITS_PER_PIXEL[level]);
    let hides_number = placed[index].held_back[level] > 0 && name.overlaps(Rectangle::NUMBER);
    let mut furniture = room.taken[level].iter();
    if hides_number || !here.lies_in(room.sheet) || furniture.any(|taken| here.overlaps(*taken)) {
        return false;
    }
    let own_sign = Rectangle::of_sign(candidate.radius);
    candidates
        .iter()
        .zip(placed)
        .enumerate()
        .all(|(other, (theirs, placed))| {
            let Some(from) = placed.level.filter(|_| other != index) else {
                return true;
            };
            // A sign that comes later must find its place free when it comes.
            let from = from.max(level);
            let units = UNITS_PER_PIXEL[from];
            let meets =
                |own: Rectangle, other: Rectangle| meet((own, spot), (other, theirs.spot), units);
            let their_name = placed.name.map(|(_, side)| side.rectangle(theirs));
            // Numbers only ever get smaller, and go.
            let number = (placed.held_back[from] > 0).then_some(Rectangle::NUMBER);
            let covered = [Some(Rectangle::of_sign(theirs.radius)), their_name, number];
            !covered
                .into_iter()
                .flatten()
                .any(|covered| meets(name, covered))
                && !their_name.is_some_and(|name| meets(own_sign, name))
        })
}

/// Whether two rectangles, each in pixels around its spot, overlap at any scale up to so many units in a pixel.
///
/// Along each axis either edge must lie before the opposite edge of the other. Each of these four conditions
/// is linear in the scale, so the scales that fulfil all of them are one interval.
fn meet(a: (Rectangle, DrawingPoint), b: (Rectangle, DrawingPoint), most_units: f64) -> bool {
    let ((a, at), (b, there)) = (a, b);
    let (x, y) = (there.x - at.x, there.y - at.y);
    let conditions = [
        (a.left - b.right, x),
        (b.left - a.right, -x),
        (a.top - b.bottom, y),
        (b.top - a.bottom, -y),
    ];
    let (mut least, mut most) = (0.0_f64, most_units);
    for (slope, limit) in conditions {
        if slope > 0.0 {
            most = most.min(limit / slope);
        } else if slope < 0.0 {
            least = least.max(limit / slope);
        } else if limit <= 0.0 {
            return false;
        }
    }
    least < most
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SHEET: Rectangle = Rectangle {
        left: 0.0,
        top: 0.0,
        right: 720.0,
        bottom: 600.0,
    };
    const NOTHING: Rectangle = Rectangle {
        left: 0.0,
        top: 0.0,
        right: 0.0,
        bottom: 0.0,
    };

    fn room() -> Room {
        Room {
            sheet: SHEET,
            taken: [[NOTHING; 2]; LEVELS],
            levels: LEVELS,
        }
    }

    /// Everything that is drawn at a level: signs and names, and whose they are.
    fn drawn(
        candidates: &[Candidate],
        placed: &[Placed],
        level: usize,
        units: f64,
    ) -> Vec<(usize, Rectangle)> {
        let mut drawn = Vec::new();
        for (index, (candidate, placed)) in candidates.iter().zip(placed).enumerate() {
            if placed.level.is_some_and(|from| from <= level) {
                drawn.push((
                    index,
                    Rectangle::of_sign(candidate.radius).at(candidate.spot, units),
                ));
            }
            if let Some((from, side)) = placed.name
                && from <= level
            {
                let name = side.rectangle(candidate);
                drawn.push((index, name.at(candidate.spot, units)));
            }
        }
        drawn
    }

    proptest! {
        #[test]
        fn nothing_covers_anything_at_any_level_and_all_are_marked_or_counted(
            places in prop::collection::vec((0.0..720.0, 0.0..600.0, 0_u8..12), 1..60),
        ) {
            let candidates: Vec<Candidate> = places
                .into_iter()
                .map(|(x, y, characters)| Candidate {
                    spot: DrawingPoint { x, y },
                    width: f64::from(characters) * 14.0,
                    height: 17.0,
                    radius: SIGN_RADIUS,
                })
                .collect();
            let placed = place(&candidates, &room());
            for (level, units_per_pixel) in UNITS_PER_PIXEL.into_iter().enumerate() {
                for part in [1.0, 0.83, 0.66, 0.51] {
                    let units = units_per_pixel * part;
                    let drawn = drawn(&candidates, &placed, level, units);
                    for (position, (index, rectangle)) in drawn.iter().enumerate() {
                        for (other, theirs) in &drawn[..position] {
                            prop_assert!(
                                index == other || !rectangle.overlaps(*theirs),
                                "{index} and {other} at level {level}"
                            );
                        }
                    }
                }
                let marked = placed.iter().filter(|one| one.level.is_some_and(|from| from <= level));
                let counted: usize = placed.iter().map(|one| one.held_back[level]).sum();
                prop_assert_eq!(marked.count() + counted, candidates.len());
            }
        }
    }

    #[test]
    fn a_lone_place_has_its_name_beside_it() {
        let candidate = Candidate {
            spot: DrawingPoint { x: 360.0, y: 300.0 },
            width: 70.0,
            height: 17.0,
            radius: SIGN_RADIUS,
        };
        let placed = place(&[candidate], &room());
        assert_eq!(
            (placed[0].level, placed[0].name),
            (Some(0), Some((0, Side::East)))
        );
    }

    #[test]
    fn of_two_in_one_place_the_first_is_marked_and_counts_the_other() {
        let candidate = Candidate {
            spot: DrawingPoint { x: 360.0, y: 300.0 },
            width: 70.0,
            height: 17.0,
            radius: SIGN_RADIUS,
        };
        let placed = place(&[candidate, candidate], &room());
        assert_eq!(placed[0].held_back, [1; LEVELS]);
        assert_eq!(placed[1].level, None);
    }
}

//! How a place is marked on a map, and how much it stands out.

use super::layout::SIGN_RADIUS;
use crate::config::Shape;
use crate::geo::plane::PlanePoint;

/// Radius of the ring around the place that a map is about, in pixels.
pub(super) const RING: f64 = 12.0;
/// Size of the names of towns in pixels.
const TOWN_SIZE: f64 = 15.0;
/// Size of names in pixels.
const NAME_SIZE: f64 = 14.0;

/// A place as a map marks it.
#[derive(Debug, Clone)]
pub struct Sign<'a> {
    pub(crate) point: PlanePoint,
    /// Shape of its tier.
    pub shape: Shape,
    /// Where its link leads, ready for `href`.
    pub href: String,
    /// What it is called in full, for those who cannot see the map.
    pub name: String,
    /// What is written beside it.
    pub label: &'a str,
    /// A number written behind its name; none if it is 0.
    pub count: usize,
    /// How much it stands out.
    pub weight: Weight,
}

/// How much a sign stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The place that the map is about.
    Subject,
    /// A town, named as towns are on maps.
    Town,
    /// Any other.
    Plain,
}

impl Weight {
    /// Size of the name in pixels.
    pub(super) fn size(self) -> f64 {
        match self {
            Weight::Subject | Weight::Town => TOWN_SIZE,
            Weight::Plain => NAME_SIZE,
        }
    }

    /// Half the width of the sign in pixels, with the ring around it.
    pub(super) fn radius(self) -> f64 {
        match self {
            Weight::Subject => RING,
            _ => SIGN_RADIUS,
        }
    }

    pub(super) fn class(self) -> &'static str {
        match self {
            Weight::Subject => " map-subject",
            Weight::Town => " map-town",
            Weight::Plain => "",
        }
    }
}

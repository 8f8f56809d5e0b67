//! Where things are. China's maps are drawn in three coordinate systems that differ by hundreds of
//! metres, and editors copy from all of them: this module keeps WGS-84 and converts at the edges.
//!
//! - [`Coordinates`] are a pair as somebody wrote it, with its [`CoordinateSystem`];
//!   [`Wgs84Point`] is what the program keeps. The two types cannot be mixed up.
//! - [`Region`] judges written coordinates: inside, swapped, far away, not on Earth.
//! - [`Wgs84Point::distance_metres`], [`Direction`] and [`nearest`] answer "how far, which way, what is near".
//! - [`plane`] lays a part of the earth flat, for drawings and for what is measured on them.
//! - [`map_links`] makes the links that open a point in a map app, each in the system that app reads.
//!
//! All angles are decimal degrees, east and north positive; all lengths are metres. No function here
//! panics; a number that is not finite goes in and comes out not finite.

mod coordinates;
mod distance;
pub mod map_links;
pub mod plane;
mod region;
mod shift;
mod system;

pub use coordinates::{Coordinates, Wgs84Point};
pub use distance::{Direction, EARTH_RADIUS_METRES, Near, nearest};
pub use region::{Judgement, Region};
pub use system::{CoordinateSystem, UnknownCoordinateSystem};

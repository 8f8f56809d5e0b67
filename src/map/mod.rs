//! Maps drawn at build time: where the places of a network lie, as a picture that needs no script, no
//! tiles and no server.
//!
//! A map is made in four steps, each in its file:
//!
//! 1. A [projection](crate::geo::plane::Projection) lays the earth flat around the middle of the network.
//! 2. [`land`] says what lies under the places: the service areas of institutes ([`voronoi`]) inside a soft
//!    [`outline`], or the [boundaries](crate::boundaries) that a site's owner brings along.
//! 3. [`layout`] decides which places are marked and which names are written, at every scale from a phone
//!    held upright to a close look, so that nothing covers anything.
//! 4. [`drawing`] writes it down as SVG.
//!
//! What does not depend on the page is made once for a network and kept in its [`Atlas`].
//!
//! # Scales
//!
//! A drawing is [`DRAWING_WIDTH`] units wide. At [`UNITS_PER_PIXEL`] of level 0 it fills a phone; each level
//! above shows half as many units in a pixel. Signs and names keep their size on the screen: they are given in
//! pixels, and the style sheet scales them. What is marked at one level is marked at all above it, with its
//! name on the same side, so that a level is nothing but a class, and a script that zooms has nothing to place.

mod atlas;
pub mod drawing;
pub mod frame;
pub mod land;
pub mod layout;
mod lettering;
pub mod outline;
mod path;
pub mod rectangle;
mod shapes;
pub mod sign;
pub mod voronoi;

pub use atlas::{Atlas, Neighbour};
pub use shapes::shape_path;

/// Width of every drawing, in its units.
pub const DRAWING_WIDTH: f64 = 720.0;

/// Levels of detail: two that pages show by themselves, for narrow and wide screens, and three for a closer look.
pub const LEVELS: usize = 5;

/// Units of the drawing in a pixel, by level: a drawing 327 pixels wide, 655, and so on.
pub const UNITS_PER_PIXEL: [f64; LEVELS] = [2.2, 1.1, 0.55, 0.275, 0.1375];

//! What part of the plane a drawing shows, and where a point of it comes to lie: metres to units.

use super::DRAWING_WIDTH;
use crate::geo::plane::{Extent, PlanePoint};

/// A point of a drawing: units from its left and its upper edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DrawingPoint {
    /// Units to the right.
    pub x: f64,
    /// Units down.
    pub y: f64,
}

/// The part of the plane that a drawing shows, [`DRAWING_WIDTH`] units wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub(crate) extent: Extent,
    /// Metres in a unit.
    pub metres_per_unit: f64,
    /// Height in units.
    pub height: f64,
}

impl Frame {
    /// A frame that shows an extent whole, no flatter than `flattest` and no taller than `tallest`, both as
    /// the height in widths.
    pub fn showing(extent: Extent, flattest: f64, tallest: f64) -> Self {
        let middle = extent.middle();
        let width = extent
            .width()
            .max(extent.height() / tallest)
            .max(f64::MIN_POSITIVE);
        let height = extent.height().max(width * flattest);
        Self {
            extent: Extent {
                west: middle.east - width / 2.0,
                east: middle.east + width / 2.0,
                south: middle.north - height / 2.0,
                north: middle.north + height / 2.0,
            },
            metres_per_unit: width / DRAWING_WIDTH,
            height: (height / width * DRAWING_WIDTH).round(),
        }
    }

    /// Where a point of the plane comes to lie.
    pub fn spot(&self, point: PlanePoint) -> DrawingPoint {
        DrawingPoint {
            x: (point.east - self.extent.west) / self.metres_per_unit,
            y: (self.extent.north - point.north) / self.metres_per_unit,
        }
    }
}

/// The longest round length (1, 2 or 5 times a power of ten) that is not longer than `metres`.
pub fn round_length(metres: f64) -> f64 {
    let power = 10_f64.powf(metres.max(1.0).log10().floor());
    let multiple = [5.0, 2.0]
        .into_iter()
        .find(|multiple| multiple * power <= metres);
    multiple.unwrap_or(1.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_bar_has_a_round_length() {
        let lengths = [
            (999.0, 500.0),
            (1000.0, 1000.0),
            (4999.0, 2000.0),
            (0.2, 1.0),
        ];
        for (available, round) in lengths {
            assert_eq!(round_length(available), round, "{available}");
        }
    }

    #[test]
    fn a_frame_shows_the_whole_extent_within_its_proportions() {
        for (width, height) in [(1.0, 100.0), (100.0, 1.0), (50.0, 50.0), (0.0, 0.0)] {
            let extent = Extent {
                west: 0.0,
                south: 0.0,
                east: width,
                north: height,
            };
            let frame = Frame::showing(extent, 0.5, 1.1);
            assert!(frame.extent.width() >= width - 1e-9 && frame.extent.height() >= height - 1e-9);
            let proportion = frame.height / DRAWING_WIDTH;
            assert!((0.49..=1.11).contains(&proportion), "{proportion}");
        }
    }
}

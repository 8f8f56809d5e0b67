//! What signs and names cover.

use super::frame::DrawingPoint;

/// A rectangle of a drawing; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rectangle {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Rectangle {
    /// The rectangle of a sign, in pixels from its point.
    pub fn of_sign(radius: f64) -> Self {
        Self {
            left: -radius,
            top: -radius,
            right: radius,
            bottom: radius,
        }
    }

    /// The rectangle of the number of places that are held back at a sign, in pixels from its point.
    pub const NUMBER: Self = Self {
        left: 1.0,
        top: -15.0,
        right: 14.0,
        bottom: -2.0,
    };

    /// Pixels around a spot as units of the drawing.
    pub fn at(self, spot: DrawingPoint, units_per_pixel: f64) -> Self {
        Self {
            left: self.left.mul_add(units_per_pixel, spot.x),
            top: self.top.mul_add(units_per_pixel, spot.y),
            right: self.right.mul_add(units_per_pixel, spot.x),
            bottom: self.bottom.mul_add(units_per_pixel, spot.y),
        }
    }

    /// Whether two rectangles cover some area in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether nothing of it lies outside another.
    pub fn lies_in(self, other: Self) -> bool {
        self.left >= other.left
            && self.right <= other.right
            && self.top >= other.top
            && self.bottom <= other.bottom
    }
}

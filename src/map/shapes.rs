//! The shapes that tell tiers apart on maps, so that colour alone never does.

use crate::config::Shape;

/// The class by which style sheets know a shape.
pub(super) fn shape_class(shape: Shape) -> &'static str {
    match shape {
        Shape::Star => "map-star",
        Shape::Square => "map-square",
        Shape::Circle => "map-circle",
        Shape::Triangle => "map-triangle",
        Shape::Diamond => "map-diamond",
        Shape::Hexagon => "map-hexagon",
    }
}

/// The path of a shape, in pixels around its point.
pub fn shape_path(shape: Shape) -> &'static str {
    match shape {
        Shape::Star => "M0-8.5 2-2.7 8-2.6 3.2 1 5 6.9 0 3.4-5 6.9-3.2 1-8-2.6-2-2.7z",
        Shape::Square => "M-5.5-5.5h11v11h-11z",
        Shape::Circle => "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z",
        Shape::Triangle => "M0-7 6.5 5h-13z",
        Shape::Diamond => "M0-7 7 0 0 7-7 0z",
        Shape::Hexagon => "M-3.2-5.6h6.4l3.2 5.6-3.2 5.6h-6.4l-3.2-5.6z",
    }
}

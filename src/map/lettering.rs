//! Sets names and numbers beside signs, in the rectangles that the layout found for them, and knows how wide they are.

use std::fmt::Write;

use super::layout::{Candidate, Side};
use super::path::number;
use super::sign::Sign;
use crate::markdown::escape_html;

/// Size of numbers behind names in pixels.
const COUNT_SIZE: f64 = 11.0;
/// The baseline of a name below the upper edge of its rectangle, in sizes.
const BASELINE: f64 = 0.98;

/// The width of the number behind a name, in pixels.
pub(super) fn count_width(count: usize) -> f64 {
    match count {
        0 => 0.0,
        count => text_width(&count.to_string(), COUNT_SIZE) + 2.0,
    }
}

/// Where a text begins, ends or has its middle.
pub(super) struct Text {
    x: f64,
    y: f64,
    anchor: &'static str,
}

impl Text {
    /// The name of a place; the number behind it comes out of the same rectangle.
    pub(super) fn beside(sign: &Sign<'_>, candidate: Candidate, side: Side) -> Self {
        let rectangle = side.rectangle(&candidate);
        let number = count_width(sign.count);
        let (x, anchor) = match side {
            Side::East | Side::NorthEast | Side::SouthEast => (rectangle.left, ""),
            Side::West | Side::NorthWest | Side::SouthWest => {
                (rectangle.right - number, " text-anchor=\"end\"")
            }
            Side::North | Side::South => (-number / 2.0, " text-anchor=\"middle\""),
        };
        Text {
            x,
            y: sign.weight.size().mul_add(BASELINE, rectangle.top),
            anchor,
        }
    }

    /// The number behind the name. It stands outside the link, which is called by name.
    pub(super) fn behind(sign: &Sign<'_>, candidate: Candidate, side: Side) -> Self {
        let rectangle = side.rectangle(&candidate);
        Text {
            x: rectangle.right,
            y: sign.weight.size().mul_add(BASELINE, rectangle.top),
            anchor: " text-anchor=\"end\"",
        }
    }

    /// Writes the element.
    pub(super) fn write(&self, svg: &mut String, class: &str, text: &str) {
        svg.push_str("<text x=\"");
        number(self.x, svg);
        svg.push_str("\" y=\"");
        number(self.y, svg);
        let _ = write!(svg, "\"{} class=\"{class}\">", self.anchor);
        escape_html(text, svg);
        svg.push_str("</text>");
    }
}

/// The width of a text in pixels at a size: a full square for Han characters and full-width punctuation, and
/// for others what is wide enough for the faces of phones.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    let ems =
        text.chars().map(
            |character| match unicode_width::UnicodeWidthChar::width(character) {
                Some(0) | None => 0.0,
                Some(1) => 0.62,
                Some(_) => 1.0,
            },
        );
    ems.sum::<f64>() * size
}

/// A name short enough for a map: at most so many squares wide, the rest an ellipsis.
pub(super) fn shortened(name: &str, squares: f64) -> String {
    if text_width(name, 1.0) <= squares {
        return name.to_owned();
    }
    let mut short = String::new();
    for character in name.chars() {
        short.push(character);
        if text_width(&short, 1.0) > squares - 1.0 {
            short.pop();
            break;
        }
    }
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_to_the_squares_they_may_have() {
        assert_eq!(shortened("玉屏街道", 10.0), "玉屏街道");
        assert_eq!(
            shortened("一二三四五六七八九十一二", 10.0),
            "一二三四五六七八九…"
        );
        let short = shortened(&"W".repeat(40), 10.0);
        assert!(
            text_width(&short, 1.0) <= 10.0 && short.ends_with('…'),
            "{short}"
        );
    }
}

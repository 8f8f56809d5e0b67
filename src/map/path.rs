//! Writes numbers and the data of paths as short as they can be: they are most of what a map weighs.

use std::fmt::Write;

use super::frame::DrawingPoint;

/// The data of a path, in tenths of a unit, each step from the one before.
#[derive(Default)]
pub(super) struct Path {
    data: String,
    at: (i64, i64),
}

impl Path {
    /// Adds a line, back to its first spot if it is closed.
    pub(super) fn polyline(&mut self, spots: impl Iterator<Item = DrawingPoint>, closed: bool) {
        let mut first = true;
        for spot in spots {
            let to = tenths(spot);
            if first {
                self.go('M', to, (0, 0));
            } else if to != self.at {
                self.go('l', to, self.at);
            }
            first = false;
        }
        if closed && !first {
            self.data.push('z');
        }
    }

    /// Adds a line of no length, which round ends make a dot.
    pub(super) fn dot(&mut self, spot: DrawingPoint) {
        self.go('M', tenths(spot), (0, 0));
        self.data.push_str("h0");
    }

    fn go(&mut self, command: char, to: (i64, i64), from: (i64, i64)) {
        self.data.push(command);
        write_tenths(to.0 - from.0, &mut self.data);
        if to.1 >= from.1 {
            self.data.push(' ');
        }
        write_tenths(to.1 - from.1, &mut self.data);
        self.at = to;
    }

    /// Writes the element, if there is a line; whether there is.
    pub(super) fn write(&self, class: &str, svg: &mut String) -> bool {
        let has_line = !self.data.is_empty();
        if has_line {
            let _ = write!(svg, "<path class=\"{class}\" d=\"{}\"/>", self.data);
        }
        has_line
    }
}

fn tenths(spot: DrawingPoint) -> (i64, i64) {
    (
        (spot.x * 10.0).round() as i64,
        (spot.y * 10.0).round() as i64,
    )
}

/// Writes a number of units, to a tenth.
pub(super) fn number(value: f64, out: &mut String) {
    write_tenths((value * 10.0).round() as i64, out);
}

fn write_tenths(tenths: i64, out: &mut String) {
    if tenths < 0 {
        out.push('-');
    }
    let mut digits = itoa::Buffer::new();
    out.push_str(digits.format(tenths.unsigned_abs() / 10));
    if tenths % 10 != 0 {
        out.push('.');
        out.push_str(digits.format(tenths.unsigned_abs() % 10));
    }
}

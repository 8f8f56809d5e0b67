//! QR codes (ISO/IEC 18004) as SVG: what leads from a sheet on the wall to its page.
//!
//! `fast_qr` makes a code in 80 µs where `qrcode` takes 570, and a large network has tens of thousands.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

use crate::markdown::escape_html;

/// Modules of white around a code, which readers need to find it.
const QUIET_ZONE: usize = 4;

/// The smallest code of an address, error correction M, as an `svg` element with a title; empty if the
/// address is too long for any.
pub(super) fn svg(address: &str, title: &str) -> String {
    let Ok(code) = QRBuilder::new(address).ecl(ECL::M).build() else {
        return String::new();
    };
    let size = code.size + 2 * QUIET_ZONE;
    let mut path = String::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let dark = code[row][column..]
                .iter()
                .take(code.size - column)
                .take_while(|module| module.value())
                .count();
            if dark > 0 {
                let (x, y) = (column + QUIET_ZONE, row + QUIET_ZONE);
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x} {y}.5h{dark}");
            }
            column += dark.max(1);
        }
    }
    let mut name = String::new();
    escape_html(title, &mut name);
    format!(
        "<svg viewBox=\"0 0 {size} {size}\" role=\"img\" aria-label=\"{name}\" shape-rendering=\"crispEdges\">\
         <title>{name}</title><rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/>\
         <path stroke=\"#000\" d=\"{path}\"/></svg>"
    )
}

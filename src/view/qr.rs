//! QR codes (ISO/IEC 18004) as SVG: what leads from a sheet on the wall to its page.
//!
//! Readers take any of the eight masks. Drawing and scoring all of them, to choose the one that is easiest to
//! read, takes longer than all else that a page needs, and a large network has tens of thousands of sheets.
//! Addresses are varied enough for one mask: the chequered one, of which no run of equal bytes makes large
//! areas or false corners. `qrcodegen` lets its caller choose; other crates score all the same.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use crate::markdown::escape_html;

/// Modules of white around a code, which readers need to find it.
const QUIET_ZONE: i32 = 4;
/// Pixels of a module where no style sheet says how large the code is.
const PIXELS: i32 = 4;

/// The smallest code of an address, error correction M, as a named `svg` element; empty if the
/// address is too long for any.
pub(super) fn svg(address: &str, title: &str) -> String {
    let Some(code) = code(address) else {
        return String::new();
    };
    let modules = code.size();
    let size = modules + 2 * QUIET_ZONE;
    let (mut path, mut digits) = (String::new(), itoa::Buffer::new());
    for row in 0..modules {
        let mut column = 0;
        while column < modules {
            let dark = (column..modules)
                .take_while(|column| code.get_module(*column, row))
                .count() as i32;
            if dark > 0 {
                let (x, y) = (column + QUIET_ZONE, row + QUIET_ZONE);
                for (before, number) in [("M", x), (" ", y), (".5h", dark)] {
                    path.push_str(before);
                    path.push_str(digits.format(number));
                }
            }
            column += dark.max(1);
        }
    }
    let pixels = size * PIXELS;
    let mut name = String::new();
    escape_html(title, &mut name);
    format!(
        "<svg viewBox=\"0 0 {size} {size}\" width=\"{pixels}\" height=\"{pixels}\" role=\"img\" aria-label=\"{name}\" shape-rendering=\"crispEdges\">\
         <rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"></rect>\
         <path stroke=\"#000\" d=\"{path}\"></path></svg>"
    )
}

fn code(address: &str) -> Option<QrCode> {
    let segments = QrSegment::make_segments(address);
    let (least, most) = (Version::MIN, Version::MAX);
    let mask = Some(Mask::new(0));
    QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, least, most, mask, false).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the path at some pixels a module, as a reader would see it.
    fn drawn(svg: &str, scale: usize) -> (usize, Vec<bool>) {
        let size: usize = svg
            .split_once("viewBox=\"0 0 ")
            .and_then(|(_, rest)| rest.split(' ').next()?.parse().ok())
            .expect("a size");
        let mut dark = vec![false; (size * scale).pow(2)];
        let (_, path) = svg.split_once(" d=\"M").expect("a path");
        let path = path.split('"').next().expect("it ends");
        for run in path.split('M') {
            let numbers: Vec<usize> = run
                .split([' ', '.', 'h'])
                .map(|number| number.parse().expect("a number"))
                .collect();
            let [x, y, 5, length] = numbers[..] else {
                panic!("{run} is no run");
            };
            for row in y * scale..(y + 1) * scale {
                let start = row * size * scale + x * scale;
                dark[start..start + length * scale].fill(true);
            }
        }
        (size * scale, dark)
    }

    #[test]
    fn a_reader_finds_the_address() {
        for address in [
            "https://example.org/",
            "https://example.org/fuqing/stations/yuping/buxingjie/",
            &format!("https://example.org/{}/", "%E7%A6%8F".repeat(60)),
            &format!("https://example.org/{}/", "a".repeat(200)),
            &format!("https://example.org/{}/", "U".repeat(200)),
        ] {
            let (size, dark) = drawn(&svg(address, "步行街"), 4);
            let shade = |x: usize, y: usize| if dark[y * size + x] { 0 } else { 255 };
            let mut image = rqrr::PreparedImage::prepare_from_greyscale(size, size, shade);
            let grids = image.detect_grids();
            let (_, found) = grids[0].decode().expect("a code");
            assert_eq!(found, address);
        }
    }

    #[test]
    fn what_no_code_can_hold_is_no_code() {
        assert_eq!(svg(&"a".repeat(3000), ""), "");
    }

    #[test]
    fn a_name_stays_a_name() {
        assert!(svg("a", "\"><script>").contains("aria-label=\"&quot;&gt;&lt;script&gt;\""));
    }
}

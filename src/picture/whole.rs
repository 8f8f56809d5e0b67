//! Whether a file is all there. Libraries show the rest of a picture in grey when its end is missing, as
//! browsers do, so the end has to be looked for.

use super::Format;

/// Whether the file ends where its format says that it ends; more may follow. The markers are walked
/// through, not the picture decoded.
pub(super) fn is_whole(format: Format, bytes: &[u8]) -> bool {
    match format {
        Format::Jpeg => has_jpeg_end(bytes).unwrap_or(false),
        Format::Png => has_png_end(bytes).unwrap_or(false),
        Format::WebP => has_riff_end(bytes).unwrap_or(false),
        Format::Gif => has_gif_end(bytes).unwrap_or(false),
        _ => true,
    }
}

/// Walks over the segments and scans of a JPEG (ITU-T T.81, annex B) to the marker of its end.
fn has_jpeg_end(bytes: &[u8]) -> Option<bool> {
    const START_OF_SCAN: u8 = 0xDA;
    const END: u8 = 0xD9;
    // After the marker of the beginning.
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xFF {
            return Some(false);
        }
        let marker = *bytes.get(at + 1)?;
        at += 2;
        match marker {
            END => return Some(true),
            // Padding before a marker.
            0xFF => at -= 1,
            // Markers without a segment.
            0x01 | 0xD0..=0xD8 => {}
            _ => {
                let length = u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]);
                at += usize::from(length);
                if marker == START_OF_SCAN {
                    at = end_of_scan(bytes, at)?;
                }
            }
        }
    }
}

/// The next marker after the coded data of a scan; restarts and stuffed bytes belong to the data.
fn end_of_scan(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match *bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

/// Walks over the chunks of a PNG (W3C, section 5) to the last.
fn has_png_end(bytes: &[u8]) -> Option<bool> {
    let mut at = 8;
    loop {
        let length = bytes.get(at..at + 4)?.try_into().ok()?;
        let kind = bytes.get(at + 4..at + 8)?;
        let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
        // Length, kind and checksum.
        at = at.checked_add(length)?.checked_add(12)?;
        if at > bytes.len() {
            return Some(false);
        }
        if kind == b"IEND" {
            return Some(true);
        }
    }
}

/// Compares the length that a WebP declares (RFC 9649, section 2.4) with what is there.
fn has_riff_end(bytes: &[u8]) -> Option<bool> {
    let declared = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?);
    Some(u64::from(declared) + 8 <= bytes.len() as u64)
}

/// Walks over the blocks of a GIF (GIF89a, appendix A) to its trailer.
fn has_gif_end(bytes: &[u8]) -> Option<bool> {
    const EXTENSION: u8 = 0x21;
    const IMAGE: u8 = 0x2C;
    const TRAILER: u8 = 0x3B;
    // Signature and screen descriptor, then the table of colours that its flags tell.
    let mut at = 13 + colour_table(*bytes.get(10)?);
    loop {
        match *bytes.get(at)? {
            TRAILER => return Some(true),
            EXTENSION => at = end_of_blocks(bytes, at + 2)?,
            IMAGE => {
                // The byte after the table is the size of the first codes.
                at += 10 + colour_table(*bytes.get(at + 9)?) + 1;
                at = end_of_blocks(bytes, at)?;
            }
            // Padding that some programs leave before the trailer.
            0 => at += 1,
            _ => return Some(false),
        }
    }
}

/// Bytes of the table of colours that a descriptor of a GIF announces.
fn colour_table(flags: u8) -> usize {
    match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 0x07) + 1),
    }
}

/// Where the data after a block's head ends: runs with their lengths, the last of none.
fn end_of_blocks(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(format: image::ImageFormat) -> Vec<u8> {
        let picture = image::RgbImage::from_fn(64, 48, |x, y| {
            image::Rgb([x.to_le_bytes()[0] * 4, y.to_le_bytes()[0] * 5, 90])
        });
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).expect("it is encoded");
        bytes.into_inner()
    }

    #[test]
    fn only_the_whole_file_is_whole_and_what_follows_does_not_matter() {
        for (format, library) in [
            (Format::Jpeg, image::ImageFormat::Jpeg),
            (Format::Png, image::ImageFormat::Png),
            (Format::WebP, image::ImageFormat::WebP),
            (Format::Gif, image::ImageFormat::Gif),
        ] {
            let mut bytes = encoded(library);
            for length in 0..bytes.len() {
                assert!(!is_whole(format, &bytes[..length]), "{format} {length}");
            }
            assert!(is_whole(format, &bytes), "{format}");
            bytes.extend(b"a film in the same file");
            assert!(is_whole(format, &bytes), "{format}");
        }
    }
}

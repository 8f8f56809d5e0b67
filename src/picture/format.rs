//! Which format a file has: by its first bytes, which count, and by its ending, which may lie.

use std::fmt;

/// A format of pictures that is known by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the formats")]
pub enum Format {
    Jpeg,
    Png,
    WebP,
    Gif,
    Svg,
    Avif,
    Heic,
    Bmp,
    Tiff,
    JpegXl,
    Photoshop,
}

impl Format {
    /// The format that the first bytes of a file tell.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        const SIGNATURES: &[(&[u8], Format)] = &[
            (b"\xFF\xD8\xFF", Format::Jpeg),
            (b"\x89PNG\r\n\x1A\n", Format::Png),
            (b"GIF87a", Format::Gif),
            (b"GIF89a", Format::Gif),
            (b"BM", Format::Bmp),
            (b"II*\0", Format::Tiff),
            (b"MM\0*", Format::Tiff),
            (b"\xFF\x0A", Format::JpegXl),
            (b"\0\0\0\x0CJXL ", Format::JpegXl),
            (b"8BPS", Format::Photoshop),
        ];
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Some(Format::WebP);
        }
        if bytes.get(4..8) == Some(b"ftyp") {
            return Self::of_brand(bytes.get(8..12)?);
        }
        SIGNATURES
            .iter()
            .find(|(signature, _)| bytes.starts_with(signature))
            .map(|(_, format)| *format)
            .or_else(|| is_svg(bytes).then_some(Format::Svg))
    }

    /// The format that the brand of an ISO media file tells (ISO/IEC 23008-12); films have brands too.
    fn of_brand(brand: &[u8]) -> Option<Self> {
        match brand {
            b"avif" | b"avis" => Some(Format::Avif),
            b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1" => {
                Some(Format::Heic)
            }
            _ => None,
        }
    }

    /// The format that the ending of a name tells.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" | "jpe" | "jfif" => Format::Jpeg,
            "png" | "apng" => Format::Png,
            "webp" => Format::WebP,
            "gif" => Format::Gif,
            "svg" | "svgz" => Format::Svg,
            "avif" => Format::Avif,
            "heic" | "heif" | "hif" => Format::Heic,
            "bmp" => Format::Bmp,
            "tif" | "tiff" | "dng" | "nef" | "cr2" | "arw" => Format::Tiff,
            "jxl" => Format::JpegXl,
            "psd" => Format::Photoshop,
            _ => return None,
        })
    }

    /// The format for the library that reads it; `None` if pictures of this format are not accepted.
    pub(super) fn readable(self) -> Option<image::ImageFormat> {
        match self {
            Format::Jpeg => Some(image::ImageFormat::Jpeg),
            Format::Png => Some(image::ImageFormat::Png),
            Format::WebP => Some(image::ImageFormat::WebP),
            Format::Gif => Some(image::ImageFormat::Gif),
            _ => None,
        }
    }

    /// The usual ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::WebP => "webp",
            Format::Gif => "gif",
            Format::Svg => "svg",
            Format::Avif => "avif",
            Format::Heic => "heic",
            Format::Bmp => "bmp",
            Format::Tiff => "tif",
            Format::JpegXl => "jxl",
            Format::Photoshop => "psd",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Format::Jpeg => "JPEG",
            Format::Png => "PNG",
            Format::WebP => "WebP",
            Format::Gif => "GIF",
            Format::Svg => "SVG",
            Format::Avif => "AVIF",
            Format::Heic => "HEIC",
            Format::Bmp => "BMP",
            Format::Tiff => "TIFF",
            Format::JpegXl => "JPEG XL",
            Format::Photoshop => "PSD",
        })
    }
}

/// Whether a text file begins as a drawing, after a declaration at most.
fn is_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with("<svg")
        || (["<?xml", "<!doctype svg", "<!--"]
            .iter()
            .any(|opening| text.starts_with(opening))
            && text.contains("<svg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell_the_format() {
        for (bytes, expected) in [
            (&b"\xFF\xD8\xFF\xE0"[..], Some(Format::Jpeg)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(Format::WebP)),
            (b"RIFF\0\0\0\0WAVEfmt ", None),
            (b"\0\0\0\x18ftypheic", Some(Format::Heic)),
            (b"\0\0\0\x18ftypavif", Some(Format::Avif)),
            (b"\0\0\0\x18ftypmp42", None),
            (
                b"\xEF\xBB\xBF<?xml version='1.0'?>\n<SVG>",
                Some(Format::Svg),
            ),
            (b"<!doctype html><svg>", None),
            (b"%PDF-1.7", None),
            (b"", None),
        ] {
            assert_eq!(Format::of_bytes(bytes), expected, "{bytes:?}");
        }
    }
}

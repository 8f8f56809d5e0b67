//! From pixels to files: WebP for pages, JPEG where not every program reads WebP, the original's format for
//! downloads. Nothing but pixels goes in.

use std::collections::HashSet;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use webp::{Encoder, WebPConfig};

use super::{Format, Purpose};

/// Quality of a download, 1 to 100: people print it or work on it.
const DOWNLOAD_QUALITY: u8 = 92;

/// Up to so many colours a picture is a drawing, such as a QR code, and is kept to the letter.
const DRAWING_COLOURS: usize = 64;

/// The file of a picture; `None` if an encoder refuses it.
pub(super) fn encode(
    picture: &DynamicImage,
    purpose: Purpose,
    format: Format,
    quality: u8,
) -> Option<Vec<u8>> {
    match (purpose, format) {
        (Purpose::Page, _) => webp(picture, quality),
        (Purpose::Card, _) => jpeg(picture, quality),
        (Purpose::Download, Format::WebP) => webp(picture, DOWNLOAD_QUALITY),
        (Purpose::Download, Format::Png) => written(picture, ImageFormat::Png),
        (Purpose::Download, Format::Gif) => written(picture, ImageFormat::Gif),
        (Purpose::Download, _) => jpeg(picture, DOWNLOAD_QUALITY),
    }
}

fn webp(picture: &DynamicImage, quality: u8) -> Option<Vec<u8>> {
    let mut config = WebPConfig::new().ok()?;
    config.quality = f32::from(quality);
    config.lossless = i32::from(is_drawing(picture));
    let (width, height) = (picture.width(), picture.height());
    let encoder = match picture.color().has_alpha() {
        true => Encoder::from_rgba(picture.as_bytes(), width, height),
        false => Encoder::from_rgb(picture.as_bytes(), width, height),
    };
    let bytes = encoder.encode_advanced(&config).ok()?;
    Some(bytes.to_vec())
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    encoder.encode_image(&on_white(picture)).ok()?;
    Some(bytes)
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Option<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).ok()?;
    Some(bytes.into_inner())
}

/// A picture as it looks on white paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let DynamicImage::ImageRgba8(picture) = picture else {
        return picture.to_rgb8();
    };
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
        let white = u32::from(u8::MAX);
        let alpha = u32::from(alpha);
        let over = |value: u8| {
            let value = (u32::from(value) * alpha + white * (white - alpha) + white / 2) / white;
            u8::try_from(value).unwrap_or(u8::MAX)
        };
        Rgb([red, green, blue].map(over))
    })
}

/// Whether there are few colours.
fn is_drawing(picture: &DynamicImage) -> bool {
    let size = usize::from(picture.color().bytes_per_pixel());
    let mut colours = HashSet::new();
    picture.as_bytes().chunks_exact(size).all(|pixel| {
        colours.insert(pixel);
        colours.len() <= DRAWING_COLOURS
    })
}

//! From the bytes of a file to upright pixels in sRGB, eight bits a channel, no larger than they are needed.

use std::borrow::Cow;

use fast_image_resize::images::{Image as Pixels, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::{DynamicImage, ImageDecoder as _, RgbImage, RgbaImage};

use super::examine::{guarded, open, swaps_sides};
use super::{Header, colour};
use crate::config::PictureSettings;

/// Decodes a picture and makes it this large, upright; `None` if the file is damaged.
pub(super) fn decode(
    bytes: &[u8],
    header: &Header,
    size: (u32, u32),
    settings: &PictureSettings,
) -> Option<DynamicImage> {
    let format = header.format.readable()?;
    let (picture, profile) = guarded(|| {
        let mut decoder = open(format, bytes, settings)?;
        let profile = decoder.icc_profile()?;
        Ok((DynamicImage::from_decoder(decoder)?, profile))
    })?;
    let picture = eight_bits(picture);
    // Scaled before it is turned and its colours are converted, since there is less to do afterwards.
    let (width, height) = match swaps_sides(header.orientation) {
        true => (size.1, size.0),
        false => size,
    };
    let smaller = match scaled(&picture, width, height)? {
        Cow::Owned(smaller) => Some(smaller),
        Cow::Borrowed(_) => None,
    };
    // Not copied, and not kept beside the smaller one: it may be most of the memory.
    let mut picture = smaller.unwrap_or(picture);
    if let Some(profile) = profile {
        colour::to_srgb(&mut picture, &profile);
    }
    picture.apply_orientation(header.orientation);
    Some(picture)
}

/// Red, green and blue, with alpha only where something shows through.
fn eight_bits(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return DynamicImage::ImageRgb8(picture.into_rgb8());
    }
    let picture = picture.into_rgba8();
    match picture.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        true => DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(picture).into_rgb8()),
        false => DynamicImage::ImageRgba8(picture),
    }
}

/// A picture in another size; `None` if there is no such size. Pixels that show through are weighed by
/// how much they do, so that no dark edge appears around them.
pub(super) fn scaled(
    picture: &DynamicImage,
    width: u32,
    height: u32,
) -> Option<Cow<'_, DynamicImage>> {
    if (picture.width(), picture.height()) == (width, height) {
        return Some(Cow::Borrowed(picture));
    }
    let pixel = match picture {
        DynamicImage::ImageRgb8(_) => PixelType::U8x3,
        DynamicImage::ImageRgba8(_) => PixelType::U8x4,
        _ => return None,
    };
    let source =
        ImageRef::new(picture.width(), picture.height(), picture.as_bytes(), pixel).ok()?;
    let mut target = Pixels::new(width, height, pixel);
    Resizer::new()
        .resize(&source, &mut target, &ResizeOptions::new())
        .ok()?;
    let pixels = target.into_vec();
    let picture = match pixel {
        PixelType::U8x3 => RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8),
        _ => RgbaImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgba8),
    };
    picture.map(Cow::Owned)
}

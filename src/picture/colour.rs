//! Colours as every screen shows them. Phones store photos in wider spaces, which look pale where the
//! profile is taken out and the values are left.

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Converts a picture from the space of an ICC profile to sRGB. A profile that cannot be read, or is for
/// other than red, green and blue (printers' inks were converted when the picture was decoded), leaves the
/// values as they are, as a browser would.
pub(super) fn to_srgb(picture: &mut DynamicImage, profile: &[u8]) {
    let converted = catch_unwind(AssertUnwindSafe(|| converted(picture, profile)));
    if let Ok(Some(converted)) = converted {
        match picture {
            DynamicImage::ImageRgb8(picture) => picture.copy_from_slice(&converted),
            DynamicImage::ImageRgba8(picture) => picture.copy_from_slice(&converted),
            _ => {}
        }
    }
}

fn converted(picture: &DynamicImage, profile: &[u8]) -> Option<Vec<u8>> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    if profile.color_space != DataColorSpace::Rgb {
        return None;
    }
    let layout = match picture.color().has_alpha() {
        true => Layout::Rgba,
        false => Layout::Rgb,
    };
    let srgb = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_8bit(layout, &srgb, layout, TransformOptions::default())
        .ok()?;
    let mut converted = vec![0; picture.as_bytes().len()];
    transform
        .transform(picture.as_bytes(), &mut converted)
        .ok()?;
    Some(converted)
}

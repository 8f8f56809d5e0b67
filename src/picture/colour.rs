//! Colours as every screen shows them. Phones store photos in wider spaces, which look pale where the
//! profile is taken out and the values are left.

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Pixels that are converted at once.
const AT_ONCE: usize = 64 * 1024;

/// Converts a picture from the space of an ICC profile to sRGB. A profile that cannot be read, or is for
/// other than red, green and blue (printers' inks were converted when the picture was decoded), leaves the
/// values as they are, as a browser would.
pub(super) fn to_srgb(picture: &mut DynamicImage, profile: &[u8]) {
    // A panic leaves some of the pixels converted; their picture is shown all the same.
    let _ = catch_unwind(AssertUnwindSafe(|| convert(picture, profile)));
}

/// Converts some pixels at a time, so that there are not two pictures in memory.
fn convert(picture: &mut DynamicImage, profile: &[u8]) -> Option<()> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    if profile.color_space != DataColorSpace::Rgb {
        return None;
    }
    let layout = match picture.color().has_alpha() {
        true => Layout::Rgba,
        false => Layout::Rgb,
    };
    let size = usize::from(picture.color().bytes_per_pixel());
    let srgb = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_8bit(layout, &srgb, layout, TransformOptions::default())
        .ok()?;
    let pixels: &mut [u8] = match picture {
        DynamicImage::ImageRgb8(picture) => picture,
        DynamicImage::ImageRgba8(picture) => picture,
        _ => return None,
    };
    let mut converted = vec![0; AT_ONCE * size];
    for some in pixels.chunks_mut(AT_ONCE * size) {
        let converted = &mut converted[..some.len()];
        transform.transform(some, converted).ok()?;
        some.copy_from_slice(converted);
    }
    Some(())
}

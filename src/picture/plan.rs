//! What is made of a picture, and under which addresses: a pure function of its header and the settings.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::{Header, Uses};
use crate::address::{self, MEDIA_FOLDER};
use crate::config::PictureSettings;

/// Changes when the same picture and settings shall give other bytes than before.
const EDITION: u8 = 1;

/// Width of the picture that stands for a page where it is shared, in pixels.
const CARD_WIDTH: u32 = 1200;

/// Width of the variant for browsers that cannot choose among several, in pixels.
const USUAL_WIDTH: u32 = 960;

/// What a variant is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// To be shown on pages: WebP.
    Page,
    /// To stand for a page in a message that links to it: JPEG, since not every program reads WebP.
    Card,
    /// To be downloaded: the format and size of the original.
    Download,
}

/// A picture to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    pub(crate) purpose: Purpose,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Its path on the site, from the root with `/`.
    pub path: String,
}

/// What a page says of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The variants for pages, by ascending width; never empty.
    pub variants: Vec<Variant>,
    /// The one among them for browsers that cannot choose.
    pub usual: usize,
    /// The variant that stands for a page where it is shared, if the picture leads one.
    pub card: Option<Variant>,
}

impl Shown {
    /// The plan of a picture for pages.
    pub fn new(asset: &str, header: &Header, uses: Uses, settings: &PictureSettings) -> Self {
        let print = fingerprint(header, settings);
        let stem = stem(asset);
        let widths = widths(header.width, settings);
        let usual = widths.iter().rposition(|width| *width <= USUAL_WIDTH);
        let variants = widths
            .into_iter()
            .map(|width| Variant {
                purpose: Purpose::Page,
                width,
                height: height(header, width),
                path: format!("/{MEDIA_FOLDER}/{stem}-{print}-{width}.webp"),
            })
            .collect();
        let width = header.width.min(CARD_WIDTH);
        let card = Variant {
            purpose: Purpose::Card,
            width,
            height: height(header, width),
            path: format!("/{MEDIA_FOLDER}/{stem}-{print}-card.jpg"),
        };
        Shown {
            variants,
            usual: usual.unwrap_or_default(),
            card: uses.leads.then_some(card),
        }
    }

    /// The variant for browsers that cannot choose.
    pub fn usual(&self) -> &Variant {
        &self.variants[self.usual]
    }
}

/// Everything that is made of a picture.
pub(super) fn variants(
    asset: &Arc<str>,
    header: &Header,
    uses: Uses,
    settings: &PictureSettings,
) -> Vec<Variant> {
    let mut variants = Vec::new();
    if uses.shown || uses.leads {
        let shown = Shown::new(asset, header, uses, settings);
        variants.extend(shown.variants);
        variants.extend(shown.card);
    }
    if uses.linked {
        variants.push(Variant {
            purpose: Purpose::Download,
            width: header.width,
            height: header.height,
            path: address::media(asset),
        });
    }
    variants
}

/// The configured widths below the picture's own, and its own unless it is wider than all of them.
fn widths(own: u32, settings: &PictureSettings) -> Vec<u32> {
    let widest = settings.widths.last().copied().unwrap_or(own);
    let below = settings.widths.iter().copied();
    below
        .filter(|width| *width < own)
        .chain((own <= widest).then_some(own))
        .collect()
}

/// The height that goes with a width, rounded, and one pixel at least.
fn height(header: &Header, width: u32) -> u32 {
    let (own_width, own_height) = (u64::from(header.width), u64::from(header.height));
    let height = (u64::from(width) * own_height + own_width / 2) / own_width;
    u32::try_from(height).unwrap_or(header.height).max(1)
}

/// What tells variants apart in their addresses, so that hosts and browsers may keep them for ever.
fn fingerprint(header: &Header, settings: &PictureSettings) -> String {
    let mut digest = Sha256::new();
    digest.update([EDITION, settings.quality]);
    digest.update(header.digest);
    hexadecimal(&digest.finalize()[..8])
}

/// The key of a variant in the cache: everything that decides its bytes.
pub(super) fn cache_key(header: &Header, variant: &Variant, settings: &PictureSettings) -> String {
    let mut digest = Sha256::new();
    digest.update([EDITION, settings.quality, variant.purpose as u8]);
    digest.update(variant.width.to_be_bytes());
    digest.update(variant.height.to_be_bytes());
    digest.update(header.digest);
    hexadecimal(&digest.finalize()[..16])
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The name of a file without its folder and ending, as far as it is made of letters that stand in any
/// address and in `srcset`.
fn stem(asset: &str) -> String {
    let name = asset.rsplit('/').next().unwrap_or(asset);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let plain: String = name
        .to_ascii_lowercase()
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .take(40)
        .collect();
    match plain.trim_matches('-') {
        "" => "picture".to_owned(),
        plain => plain.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Format;
    use image::metadata::Orientation;

    fn header(width: u32, height: u32) -> Header {
        Header {
            format: Format::Jpeg,
            width,
            height,
            orientation: Orientation::NoTransforms,
            digest: [7; 32],
            length: 1,
            is_well_named: true,
        }
    }

    fn planned(width: u32, height: u32) -> Vec<(u32, u32)> {
        let settings = PictureSettings::default();
        let shown = Shown::new("a.jpg", &header(width, height), Uses::default(), &settings);
        let sizes = shown.variants.iter();
        sizes
            .map(|variant| (variant.width, variant.height))
            .collect()
    }

    #[test]
    fn nothing_is_scaled_up_and_no_side_vanishes() {
        assert_eq!(
            planned(4000, 3000),
            [(480, 360), (960, 720), (1440, 1080), (1920, 1440)]
        );
        assert_eq!(planned(1000, 10), [(480, 5), (960, 10), (1000, 10)]);
        assert_eq!(planned(480, 1), [(480, 1)]);
        assert_eq!(
            planned(16_000, 2),
            [(480, 1), (960, 1), (1440, 1), (1920, 1)]
        );
        assert_eq!(planned(1, 16_000), [(1, 16_000)]);
    }

    #[test]
    fn addresses_change_with_the_picture_and_the_settings_only() {
        let settings = PictureSettings::default();
        let path = |header: &Header, settings: &PictureSettings| {
            Shown::new("站/大厅 A,1.jpg", header, Uses::default(), settings).variants[0]
                .path
                .clone()
        };
        let usual = path(&header(100, 50), &settings);
        assert!(
            usual.starts_with("/media/a1-") && usual.ends_with("-100.webp"),
            "{usual}"
        );
        let other = Header {
            digest: [8; 32],
            ..header(100, 50)
        };
        assert_ne!(path(&other, &settings), usual);
        let finer = PictureSettings {
            quality: 90,
            ..settings.clone()
        };
        assert_ne!(path(&header(100, 50), &finer), usual);
        assert_eq!(path(&header(100, 50), &settings), usual);
    }
}

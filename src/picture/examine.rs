//! Looks at a file without decoding it: what it is, how large, which way up, whether it can be published.

use std::fs::File;
use std::io::{Cursor, Read as _, Seek as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{AnimationDecoder as _, ImageDecoder, ImageReader, ImageResult, Limits};
use sha2::{Digest as _, Sha256};

use super::gate::Gates;
use super::offer;
use super::whole::is_whole;
use super::{Format, path_of};
use crate::config::PictureSettings;
use crate::disk::{Root, Unread, read_at_most};
use crate::text::Text;

/// The longest side of a picture, in pixels: what WebP can hold.
pub const LONGEST_SIDE: u32 = 16_383;

/// The largest file of a picture, in bytes.
pub const LARGEST_FILE: u64 = 100 * 1024 * 1024;

/// The largest file that is published as it is, in bytes: it is held in memory on its way.
pub const LARGEST_OTHER: u64 = 256 * 1024 * 1024;

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Examined {
    /// A picture that can be published.
    Picture(Header),
    /// A picture that cannot.
    Refused(Refusal),
    /// No picture, neither by its name nor by its bytes.
    Other,
}

/// What is known of a picture before it is decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its format, by its bytes.
    pub format: Format,
    /// Width in pixels when upright.
    pub width: u32,
    /// Height in pixels when upright.
    pub height: u32,
    /// How it has to be turned to be upright (Exif 2.32, tag 274).
    pub orientation: Orientation,
    /// SHA-256 of the file.
    pub digest: [u8; 32],
    /// How many bytes the file has.
    pub length: u64,
    /// Whether the name ends as the format says.
    pub is_well_named: bool,
}

/// Why a picture cannot be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Its format is not accepted.
    Format(Format),
    /// It moves.
    Animated(Format),
    /// There is nothing in the file.
    Empty,
    /// It is not what its ending says, nor any other picture.
    NoPicture(Format),
    /// Its end is missing.
    Cut(Format),
    /// It cannot be decoded.
    Damaged(Format),
    /// It has more pixels than the configuration allows.
    Pixels {
        /// Width in pixels as stored.
        width: u32,
        /// Height in pixels as stored.
        height: u32,
        /// What is allowed, in millions of pixels.
        most: u32,
    },
    /// One side is longer than [`LONGEST_SIDE`].
    Side {
        /// Width in pixels as stored.
        width: u32,
        /// Height in pixels as stored.
        height: u32,
    },
    /// The file is larger than [`LARGEST_FILE`].
    Bytes(u64),
    /// It is no picture but a page or a program, which a browser would run as part of this site.
    Runs,
    /// It is of no kind that a link may offer.
    Kind,
    /// It is no picture and larger than [`LARGEST_OTHER`].
    Other,
    /// It cannot be read, or went away since it was listed: why.
    Unread(Text),
}

/// Examines the file of an asset. `name` is its path below `content/`.
pub(super) fn examine(
    root: &Root,
    name: &str,
    settings: &PictureSettings,
    gates: &Gates,
) -> Examined {
    let path = path_of(name);
    let examined = root
        .open(&path)
        .and_then(|file| examine_file(file, name, settings, gates));
    examined.unwrap_or_else(|why| Examined::Refused(Refusal::Unread(why.describe(&path))))
}

fn examine_file(
    mut file: File,
    name: &str,
    settings: &PictureSettings,
    gates: &Gates,
) -> Result<Examined, Unread> {
    let length = file.metadata().map_err(Unread::Refused)?.len();
    let by_name = Format::of_name(name);
    if by_name != Some(Format::Svg) && offer::is_named_to_run(name) {
        return Ok(Examined::Refused(Refusal::Runs));
    }
    if by_name.is_none() {
        // Other files are not read, whatever their size.
        let mut start = Vec::new();
        let read = file.by_ref().take(1024).read_to_end(&mut start);
        read.map_err(Unread::Refused)?;
        if Format::of_bytes(&start).is_none() {
            let refusal = offer::refusal(name, &start)
                .or_else(|| (length > LARGEST_OTHER).then_some(Refusal::Other));
            return Ok(refusal.map_or(Examined::Other, Examined::Refused));
        }
        file.rewind().map_err(Unread::Refused)?;
    }
    let _inside = gates.files.enter(length);
    match read_at_most(file, LARGEST_FILE) {
        Ok(bytes) => Ok(examine_bytes(&bytes, by_name, settings, gates)),
        Err(Unread::TooLarge(_)) => Ok(Examined::Refused(Refusal::Bytes(length))),
        Err(unread) => Err(unread),
    }
}

fn examine_bytes(
    bytes: &[u8],
    by_name: Option<Format>,
    settings: &PictureSettings,
    gates: &Gates,
) -> Examined {
    let format = match (Format::of_bytes(bytes), by_name) {
        (Some(format), _) => format,
        (None, None) => return Examined::Other,
        (None, Some(_)) if bytes.is_empty() => return Examined::Refused(Refusal::Empty),
        (None, Some(format)) if format.readable().is_none() => format,
        (None, Some(format)) => return Examined::Refused(Refusal::NoPicture(format)),
    };
    match header(format, bytes, settings, gates) {
        Ok(header) => Examined::Picture(Header {
            is_well_named: by_name == Some(format),
            ..header
        }),
        Err(refusal) => Examined::Refused(refusal),
    }
}

fn header(
    format: Format,
    bytes: &[u8],
    settings: &PictureSettings,
    gates: &Gates,
) -> Result<Header, Refusal> {
    let readable = format.readable().ok_or(Refusal::Format(format))?;
    if !is_whole(format, bytes) {
        return Err(Refusal::Cut(format));
    }
    let ((width, height), orientation) = guarded(|| {
        let mut decoder = open(readable, bytes, settings)?;
        Ok((decoder.dimensions(), decoder.orientation()?))
    })
    .ok_or(Refusal::Damaged(format))?;
    check_size(width, height, settings)?;
    // Whether a GIF moves is known only when its first picture was decoded.
    let _inside = (format == Format::Gif).then(|| gates.pixels.enter(cost(format, width, height)));
    match guarded(|| is_animated(format, bytes, settings)) {
        Some(false) => {}
        Some(true) => return Err(Refusal::Animated(format)),
        None => return Err(Refusal::Damaged(format)),
    }
    let (width, height) = match swaps_sides(orientation) {
        true => (height, width),
        false => (width, height),
    };
    Ok(Header {
        format,
        width,
        height,
        orientation,
        digest: Sha256::digest(bytes).into(),
        length: bytes.len() as u64,
        is_well_named: true,
    })
}

/// What a picture takes while it is decoded and made smaller, in bytes. A PNG may have sixteen bits a channel; other
/// formats keep coefficients or planes beside the pixels.
pub(super) fn cost(format: Format, width: u32, height: u32) -> u64 {
    let each = match format {
        Format::Png => 12,
        _ => 8,
    };
    u64::from(width) * u64::from(height) * each
}

fn check_size(width: u32, height: u32, settings: &PictureSettings) -> Result<(), Refusal> {
    let most = settings.max_megapixels;
    if u64::from(width) * u64::from(height) > u64::from(most) * 1_000_000 {
        return Err(Refusal::Pixels {
            width,
            height,
            most,
        });
    }
    if width.max(height) > LONGEST_SIDE {
        return Err(Refusal::Side { width, height });
    }
    Ok(())
}

/// Whether there is more than one frame.
fn is_animated(format: Format, bytes: &[u8], settings: &PictureSettings) -> ImageResult<bool> {
    let cursor = Cursor::new(bytes);
    match format {
        Format::Png => PngDecoder::with_limits(cursor, limits(settings))?.is_apng(),
        Format::WebP => Ok(WebPDecoder::new(cursor)?.has_animation()),
        Format::Gif => {
            let mut decoder = GifDecoder::new(cursor)?;
            decoder.set_limits(limits(settings))?;
            let mut frames = decoder.into_frames();
            frames.next().transpose()?;
            Ok(frames.next().is_some())
        }
        _ => Ok(false),
    }
}

/// A decoder that has read no more than the header, with a limit on what decoding may cost.
pub(super) fn open<'a>(
    format: image::ImageFormat,
    bytes: &'a [u8],
    settings: &PictureSettings,
) -> ImageResult<impl ImageDecoder + use<'a>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits(settings));
    reader.into_decoder()
}

/// The sides are not limited here but by [`check_size`], which can tell them.
fn limits(settings: &PictureSettings) -> Limits {
    let mut limits = Limits::no_limits();
    // Eight bytes a pixel are the most there are, and something for tables and profiles.
    limits.max_alloc = Some(u64::from(settings.max_megapixels) * 8_000_000 + 64 * 1024 * 1024);
    limits
}

/// Runs a library on bytes that nobody vouches for; `None` if it cannot read them. A panic in it is taken
/// as damage of the file too, so that one picture does not end a build of thousands of pages.
pub(super) fn guarded<T>(read: impl FnOnce() -> ImageResult<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()?.ok()
}

/// Whether turning a picture upright exchanges its width and height.
pub(super) fn swaps_sides(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

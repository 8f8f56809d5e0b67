//! Pictures beside the content, from the file of a phone to what a browser gets: upright, in fitting widths,
//! in the right colours, without anything but pixels; and whatever is damaged is told, not crashed on.

mod support;

use std::fs::File;
use std::io::Cursor;
use std::time::{Duration, SystemTime};

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{PngDecoder, PngEncoder};
use image::codecs::webp::{WebPDecoder, WebPEncoder};
use image::metadata::Orientation;
use image::{
    DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage,
};
use support::{CONFIG, Random, Site, TODAY, Tree, html, markdown, place};
use zhandian::output::Memory;
use zhandian::site::BuildReport;

const STATION: &str = "content/stations/yuping/buxingjie.md";
const PAGE: &str = "stations/yuping/buxingjie/index.html";

/// A site whose station names a file as its photo, shows it in its text, and offers it for download.
fn site_with(name: &str, bytes: &[u8]) -> Site {
    let fields = place("步行街实践站") + &format!("photos: [{{src: {name}, alt: 大厅}}]\n");
    let body = format!("![大厅]({name})\n\n[下载]({name})");
    let site = Site::small().with(STATION, &markdown(&fields, &body));
    site.write(&format!("content/stations/yuping/{name}"), bytes);
    site
}

/// The pictures of a built site by path.
fn pictures(site: &Site) -> Tree {
    let mut files = site.public();
    files.retain(|path, _| path.starts_with("media/"));
    files
}

/// The pictures of a page that come from the content; drawings of the program, such as maps, do not.
fn photos(page: &html::Page) -> Vec<&html::Tag> {
    let is_photo = |tag: &&html::Tag| tag.get("src").is_some_and(|src| src.starts_with("/media/"));
    let images = page.tags.iter().filter(|tag| tag.name == "img");
    images.filter(is_photo).collect()
}

/// The only variant of a built site for pages.
fn shown(site: &Site) -> DynamicImage {
    let files = pictures(site);
    let mut variants = files.iter().filter(|(path, _)| path.ends_with(".webp"));
    let (path, bytes) = variants.next().expect("there is a variant");
    assert!(variants.next().is_none(), "there is one besides {path}");
    image::load_from_memory(bytes).expect("it is a picture")
}

/// Exif data that turns a picture and holds a position, as phones write it (Exif 2.32).
fn exif(orientation: u16) -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let fields = [tag.to_be_bytes(), kind.to_be_bytes()].concat();
        [fields, count.to_be_bytes().to_vec(), value.to_vec()].concat()
    };
    let [high, low] = orientation.to_be_bytes();
    let main = [
        entry(0x0112, 3, 1, [high, low, 0, 0]),
        entry(0x8825, 4, 1, 38_u32.to_be_bytes()),
    ];
    let position = [
        entry(1, 2, 2, *b"N\0\0\0"),
        entry(29, 2, 11, 68_u32.to_be_bytes()),
    ];
    for directory in [main, position] {
        exif.extend(2_u16.to_be_bytes());
        exif.extend(directory.concat());
        exif.extend(0_u32.to_be_bytes());
    }
    exif.extend(b"SECRETPLACE");
    exif
}

/// A picture whose corners, from the upper left in reading order, are red, green, blue and grey.
fn corners(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (y < height / 2, x < width / 2) {
            (true, true) => [220, 30, 30],
            (true, false) => [30, 200, 30],
            (false, true) => [30, 30, 220],
            (false, false) => [128, 128, 128],
        })
    })
}

fn jpeg(picture: &RgbImage, exif: Option<Vec<u8>>, profile: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).expect("it holds Exif");
    }
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).expect("it holds profiles");
    }
    encoder.encode_image(picture).expect("it is encoded");
    bytes
}

/// Puts further segments into a JPEG, and something behind its end.
fn with_segments(jpeg: &[u8], segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (marker, data) in segments {
        bytes.extend([0xFF, *marker]);
        bytes.extend(u16::try_from(data.len() + 2).expect("short").to_be_bytes());
        bytes.extend(*data);
    }
    bytes.extend(&jpeg[2..]);
    bytes.extend(b"SECRETFILM");
    bytes
}

/// What a decoder finds in a file besides pixels.
fn metadata(path: &str, bytes: &[u8]) -> Vec<Vec<u8>> {
    fn all(mut decoder: impl ImageDecoder) -> Vec<Vec<u8>> {
        let found = [
            decoder.exif_metadata(),
            decoder.xmp_metadata(),
            decoder.iptc_metadata(),
            decoder.icc_profile(),
        ];
        let found = found.into_iter();
        found
            .filter_map(|found| found.expect("it can be read"))
            .collect()
    }
    let cursor = Cursor::new(bytes);
    match image::guess_format(bytes).expect("a format") {
        ImageFormat::Jpeg => all(JpegDecoder::new(cursor).expect("a JPEG")),
        ImageFormat::Png => all(PngDecoder::new(cursor).expect("a PNG")),
        ImageFormat::WebP => all(WebPDecoder::new(cursor).expect("a WebP")),
        format => panic!("{path}: {format:?}"),
    }
}

#[test]
fn nothing_but_pixels_is_published() {
    let picture = corners(64, 48);
    let camera = with_segments(
        &jpeg(&picture, Some(exif(1)), Some(display_p3())),
        &[
            (
                0xE1,
                b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRETWORDS",
            ),
            (
                0xED,
                b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0BSECRETNAMES",
            ),
            (0xFE, b"SECRETREMARK"),
        ],
    );
    let mut png = Vec::new();
    let mut encoder = PngEncoder::new(&mut png);
    encoder.set_exif_metadata(exif(1)).expect("it holds Exif");
    encoder
        .write_image(&picture, 64, 48, image::ExtendedColorType::Rgb8)
        .expect("it is encoded");
    let mut webp = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut webp);
    encoder.set_exif_metadata(exif(1)).expect("it holds Exif");
    encoder
        .write_image(&picture, 64, 48, image::ExtendedColorType::Rgb8)
        .expect("it is encoded");
    for (name, bytes) in [("a.jpg", camera), ("b.png", png), ("c.webp", webp)] {
        assert!(
            !metadata(name, &bytes).is_empty(),
            "{name} has some to lose"
        );
        let site = site_with(name, &bytes);
        site.build(&[]);
        let found = pictures(&site);
        // For pages, for messages, and for download.
        assert_eq!(found.len(), 3, "{name}: {:?}", found.keys());
        for (path, bytes) in found {
            assert_eq!(metadata(&path, &bytes), [[0_u8; 0]; 0], "{path}");
            let secret = bytes.windows(6).any(|window| window == b"SECRET");
            assert!(!secret, "{path}");
        }
    }
}

#[test]
fn the_sample_has_a_photo_with_a_position_and_publishes_none() {
    let site = Site::sample();
    let original =
        std::fs::read(site.path("content/study-posts/longjiang/binjiang-yizhan-jiangbian.jpg"))
            .expect("it is there");
    let mut decoder = JpegDecoder::new(Cursor::new(&original)).expect("a JPEG");
    let orientation = decoder.orientation().expect("it can be read");
    assert_eq!(orientation, Orientation::Rotate90);
    let exif = decoder.exif_metadata().expect("it can be read");
    let position = exif.expect("it has Exif data");
    // The tag of the directory with the position, in either order of bytes.
    let holds = |tag: [u8; 2]| position.windows(2).any(|window| window == tag);
    assert!(holds([0x88, 0x25]) || holds([0x25, 0x88]));
    site.build(&[]);
    let found = pictures(&site);
    assert!(found.len() >= 25, "{}", found.len());
    for (path, bytes) in &found {
        assert_eq!(metadata(path, bytes), [[0_u8; 0]; 0], "{path}");
    }
    for (path, bytes) in site.public() {
        for marker in [&b"Exif\0\0"[..], b"http://ns.adobe.com/xap"] {
            let found = bytes.windows(marker.len()).any(|window| window == marker);
            assert!(!found, "{path}");
        }
    }
}

#[test]
fn pictures_stand_upright_whichever_way_the_camera_was_held() {
    // The corner of the stored picture that each corner of the upright one shows, in reading order: the
    // table of tag 274 in Exif 2.32.
    let expected = [
        [0, 1, 2, 3],
        [1, 0, 3, 2],
        [3, 2, 1, 0],
        [2, 3, 0, 1],
        [0, 2, 1, 3],
        [2, 0, 3, 1],
        [3, 1, 2, 0],
        [1, 3, 0, 2],
    ];
    for (orientation, expected) in (1..).zip(expected) {
        let stored = corners(64, 32);
        let site = site_with("a.jpg", &jpeg(&stored, Some(exif(orientation)), None));
        site.build(&[]);
        let upright = shown(&site).into_rgb8();
        let (width, height) = upright.dimensions();
        let size = if orientation < 5 { (64, 32) } else { (32, 64) };
        assert_eq!((width, height), size, "{orientation}");
        let page = site.page(PAGE);
        let attributes = format!("width=\"{width}\" height=\"{height}\"");
        assert_eq!(
            page.matches(&attributes).count(),
            2,
            "{orientation}: {page}"
        );
        let points = |width: u32, height: u32| {
            let (left, right) = (width / 4, width * 3 / 4);
            let (top, bottom) = (height / 4, height * 3 / 4);
            [(left, top), (right, top), (left, bottom), (right, bottom)]
        };
        for ((x, y), corner) in points(width, height).into_iter().zip(expected) {
            let (from_x, from_y) = points(64, 32)[corner];
            let (seen, wanted) = (upright.get_pixel(x, y), stored.get_pixel(from_x, from_y));
            assert!(
                is_near(seen.0, wanted.0, 24),
                "{orientation}: {seen:?} {wanted:?}"
            );
        }
    }
}

/// Whether no channel of two colours differs by more than this.
fn is_near(left: [u8; 3], right: [u8; 3], most: u8) -> bool {
    left.iter()
        .zip(right)
        .all(|(left, right)| left.abs_diff(right) <= most)
}

#[test]
fn widths_are_true_and_none_is_larger_than_the_original() {
    for (width, height, widths) in [
        (1100, 40, &[480, 960, 1100][..]),
        (2000, 30, &[480, 960, 1440, 1920]),
        (300, 200, &[300]),
        (1, 1, &[1]),
    ] {
        let site = site_with("a.jpg", &jpeg(&corners(width, height), None, None));
        site.build(&[]);
        let files = pictures(&site);
        let page = html::read(&site.page(PAGE)).expect("the page is well made");
        let tags = photos(&page);
        assert_eq!(tags.len(), 2);
        for tag in tags {
            let get = |name: &str| tag.get(name).unwrap_or_else(|| panic!("no {name}"));
            let size_of = |address: &str| {
                let file = &files[address.trim_start_matches('/')];
                let picture = image::load_from_memory(file).expect("it is a picture");
                (picture.width(), picture.height())
            };
            let attributes = [get("width"), get("height")].map(|text| text.parse::<u32>());
            let (true_width, true_height) = size_of(get("src"));
            assert_eq!(attributes, [Ok(true_width), Ok(true_height)]);
            assert_eq!(get("decoding"), "async");
            let Some(set) = tag.get("srcset") else {
                assert_eq!(widths, [true_width]);
                continue;
            };
            assert!(!get("sizes").is_empty());
            let told: Vec<u32> = set
                .split(", ")
                .map(|candidate| {
                    let (address, told) = candidate.split_once(' ').expect("a width");
                    assert_eq!(format!("{}w", size_of(address).0), told);
                    size_of(address).0
                })
                .collect();
            assert_eq!(told, widths);
        }
    }
}

fn display_p3() -> Vec<u8> {
    let profile = moxcms::ColorProfile::new_display_p3();
    profile.encode().expect("a profile can be written")
}

#[test]
fn colours_stay_what_they_were() {
    let plain = |colour: [u8; 3]| RgbImage::from_pixel(64, 48, Rgb(colour));
    let encoded = |picture: DynamicImage| {
        let mut bytes = Cursor::new(Vec::new());
        picture
            .write_to(&mut bytes, ImageFormat::Png)
            .expect("it is encoded");
        bytes.into_inner()
    };
    let grey = image::GrayImage::from_pixel(64, 48, image::Luma([90]));
    let deep = image::ImageBuffer::from_pixel(64, 48, Rgb([40_000_u16, 20_000, 10_000]));
    let inks = include_bytes!("data/cmyk.jpg").to_vec();
    for (name, bytes, expected) in [
        ("grey.png", encoded(grey.into()), [90, 90, 90]),
        ("deep.png", encoded(deep.into()), [156, 78, 39]),
        // Full yellow and magenta ink.
        ("inks.jpg", inks, [254, 0, 0]),
        // By the matrices of Display P3 (SMPTE RP 431-2 with D65) and sRGB (IEC 61966-2-1).
        (
            "phone.jpg",
            jpeg(&plain([180, 90, 80]), None, Some(display_p3())),
            [193, 83, 75],
        ),
        (
            "unreadable-profile.jpg",
            jpeg(&plain([180, 90, 80]), None, Some(b"no profile".to_vec())),
            [180, 90, 80],
        ),
    ] {
        let site = site_with(name, &bytes);
        site.build(&[]);
        let seen = shown(&site).into_rgb8().get_pixel(20, 20).0;
        assert!(is_near(seen, expected, 6), "{name}: {seen:?}");
    }
}

#[test]
fn what_shows_through_stays_so_on_pages_and_lies_on_white_in_messages() {
    let picture = RgbaImage::from_fn(64, 48, |x, _| match x < 32 {
        true => Rgba([0, 0, 0, 0]),
        false => Rgba([0, 0, 200, 255]),
    });
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("it is encoded");
    let site = site_with("a.png", &bytes.into_inner());
    site.build(&[]);
    let page = shown(&site).into_rgba8();
    assert_eq!(page.get_pixel(10, 20).0[3], 0);
    assert_eq!(page.get_pixel(50, 20).0, [0, 0, 200, 255]);
    let files = pictures(&site);
    let (_, card) = files
        .iter()
        .find(|(path, _)| path.ends_with("-card.jpg"))
        .expect("there is one for messages");
    let card = image::load_from_memory(card)
        .expect("a picture")
        .into_rgb8();
    assert!(is_near(card.get_pixel(10, 20).0, [255, 255, 255], 6));
}

#[test]
fn files_that_are_no_pictures_are_offered_as_they_are() {
    let site = Site::small().with(
        STATION,
        &markdown(&place("步行街实践站"), "[计划](plan.pdf)"),
    );
    site.write("content/stations/yuping/plan.pdf", b"%PDF-1.7 by hand");
    site.write("content/stations/yuping/rest.pdf", b"%PDF-1.7 not offered");
    site.build(&[]);
    let expected = ("media/stations/yuping/plan.pdf", &b"%PDF-1.7 by hand"[..]);
    let found = pictures(&site);
    let found: Vec<_> = found
        .iter()
        .map(|(path, bytes)| (path.as_str(), &bytes[..]))
        .collect();
    assert_eq!(found, [expected]);
}

#[test]
fn what_is_not_published_yet_makes_nothing_of_a_picture_public() {
    let article = |fields: &str| {
        let fields =
            format!("title: 通知\nsource: 测试\nphotos: [{{src: a.jpg, alt: 大厅}}]\n{fields}");
        markdown(&fields, "[原图](a.jpg)")
    };
    let picture = jpeg(&corners(64, 48), None, None);
    for (fields, arguments, count) in [
        ("date: 2026-06-19\ndraft: true\n", &[][..], 1),
        ("date: 2026-07-29\n", &[], 1),
        ("date: 2026-06-19\ndraft: true\n", &["--drafts"], 3),
        ("date: 2026-06-19\n", &[], 3),
    ] {
        let site = Site::small()
            .with("content/articles/note.md", &article(fields))
            .with(
                "content/articles/shown.md",
                &markdown(
                    "title: 大厅\nsource: 测试\ndate: 2026-06-19\n",
                    "![大厅](a.jpg)",
                ),
            );
        site.write("content/articles/a.jpg", &picture);
        site.build(arguments);
        assert_eq!(pictures(&site).len(), count, "{fields} {arguments:?}");
    }
}

/// Builds into memory and tells how it went.
fn build(site: &Site) -> BuildReport {
    let opened = site.open();
    assert!(opened.diagnostics.is_empty(), "{:?}", opened.diagnostics);
    let report = opened.render(site.root(), &Memory::default(), &|_, _| {});
    let report = report.expect("it can be rendered");
    assert!(report.built);
    report
}

#[test]
fn what_was_made_once_is_taken_from_the_cache_as_long_as_nothing_changes() {
    let cache = |site: &Site| support::tree(&site.path("kept/pictures"));
    let site = site_with("a.jpg", &jpeg(&corners(1100, 40), None, None));
    let config = format!("{CONFIG}pictures: {{cache: kept/pictures, quality: 70}}\n");
    site.write("site-config.yaml", &config);
    // Three for pages, one for messages, one for download.
    assert_eq!(build(&site).encoded, 5);
    assert_eq!(build(&site).encoded, 0);
    let kept = cache(&site);
    assert_eq!(kept.len(), 5);

    // What is damaged or gone is made again, and nothing else.
    let mut names = kept.keys();
    let damaged = names.next().expect("five");
    site.write(
        &format!("kept/pictures/{damaged}"),
        &kept[damaged][..kept[damaged].len() / 2],
    );
    let empty = names.next().expect("five");
    site.write(&format!("kept/pictures/{empty}"), "");
    let gone = names.next().expect("five");
    std::fs::remove_file(site.path(&format!("kept/pictures/{gone}"))).expect("removed");
    assert_eq!(build(&site).encoded, 3);
    support::assert_same(&cache(&site), &kept);

    // Other settings make other pictures; what nobody wants any more goes, files of others stay.
    site.write("kept/pictures/README.txt", "mine");
    site.write("site-config.yaml", config.replace("70", "71"));
    assert_eq!(build(&site).encoded, 5);
    assert_eq!(cache(&site).len(), 6);
    assert!(cache(&site).contains_key("README.txt"));

    // So does another picture of the same name.
    let other = RgbImage::from_pixel(1100, 40, Rgb([9, 9, 9]));
    site.write("content/stations/yuping/a.jpg", jpeg(&other, None, None));
    assert_eq!(build(&site).encoded, 5);
}

#[test]
fn what_killed_builds_left_in_the_cache_goes_after_a_day() {
    let site = site_with("a.jpg", &jpeg(&corners(64, 48), None, None));
    let written_hours_ago = |name: &str, hours: u64| {
        let path = format!(".zhandian-cache/{name}");
        site.write(&path, "half a picture");
        let modified = SystemTime::now() - Duration::from_secs(hours * 60 * 60);
        let opened = File::options().append(true).open(site.path(&path));
        let set = opened.and_then(|file| file.set_modified(modified));
        set.expect("its time can be set");
    };
    written_hours_ago("17-0.unfinished", 25);
    written_hours_ago("18-0.unfinished", 23);
    written_hours_ago("mine.unfinished", 25);
    build(&site);
    let kept = support::tree(&site.path(".zhandian-cache"));
    assert!(!kept.contains_key("17-0.unfinished"));
    assert!(
        kept.contains_key("18-0.unfinished"),
        "its build may still run"
    );
    assert!(
        kept.contains_key("mine.unfinished"),
        "it is somebody else's"
    );
}

#[test]
fn a_cache_that_cannot_be_written_costs_time_and_not_the_site() {
    let site = site_with("a.jpg", &jpeg(&corners(64, 48), None, None));
    site.write(".zhandian-cache", "a file where a folder should be");
    assert_eq!(build(&site).encoded, 3);
    assert_eq!(build(&site).encoded, 3);
}

#[test]
fn damaged_files_are_told_or_shown_and_crash_nothing() {
    let site = Site::small();
    let mut body = String::new();
    let mut random = Random(7);
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ] {
        let sound = support::picture(format);
        let ending = format.extensions_str()[0];
        for case in 0..60 {
            let mut bytes = sound.clone();
            match case % 3 {
                0 => bytes.truncate(random.index(sound.len())),
                1 => {
                    let at = random.index(sound.len());
                    bytes[at] ^= 1 << random.below(8);
                }
                _ => {
                    for _ in 0..20 {
                        let at = random.index(sound.len());
                        bytes[at] = random.below(256).to_le_bytes()[0];
                    }
                }
            }
            let name = format!("{ending}-{case}.{ending}");
            body.push_str(&format!("![图]({name})\n\n"));
            site.write(&format!("content/stations/yuping/{name}"), &bytes);
        }
    }
    site.write(STATION, markdown(&place("步行街实践站"), &body));
    let told = site.run(&["check", "--today", TODAY, "--format", "short"]);
    assert_eq!(told.code, 1, "{}", told.stderr);
    assert!(
        told.stdout.matches("broken-picture").count() > 60,
        "{}",
        told.stdout
    );

    // With all of that waved through, the rest is shown.
    let off = [
        "broken-picture",
        "unsupported-picture",
        "picture-too-large",
        "picture-ending",
    ];
    let off = off.map(|code| format!("{code}: \"off\"")).join(", ");
    site.write("site-config.yaml", format!("{CONFIG}severity: {{{off}}}\n"));
    let run = site.try_build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let files = site.public();
    let page = html::read(&site.page(PAGE)).expect("the page is well made");
    let tags = photos(&page);
    let addresses = tags.iter().filter_map(|tag| tag.get("src"));
    let mut count = 0;
    for address in addresses {
        let file = &files[address.trim_start_matches('/')];
        image::load_from_memory(file).expect("what is shown is a picture");
        count += 1;
    }
    assert!(count > 10, "{count} are left");
}

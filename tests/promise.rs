//! A clean `check` is a promise: `build` then succeeds, unless the machine fails. So names that are too long for a
//! file, and pictures that are not whole, are told by `check`, where they are written.

mod support;

use image::ImageFormat;
use support::{Site, TODAY, markdown, picture, place};
use zhandian::output::{Directory, Options as Writing, Place, Sink as _, Surroundings};

const STATION: &str = "content/stations/yuping/buxingjie.md";

/// Something whose name becomes an address.
#[derive(Debug, Clone, Copy)]
enum Named {
    Tag,
    Brand,
    Audience,
    Alias,
    Id,
    Page,
    Document,
    RootFile,
}

const ALL: [Named; 8] = [
    Named::Tag,
    Named::Brand,
    Named::Audience,
    Named::Alias,
    Named::Id,
    Named::Page,
    Named::Document,
    Named::RootFile,
];

impl Named {
    /// A name of this many characters; ids have letters of one byte, all others of three.
    fn name(self, length: usize) -> String {
        match self {
            Named::Id | Named::Page => "c".repeat(length),
            _ => "福".repeat(length),
        }
    }

    /// Puts a record with such a name into a site; false if the disk itself refuses it.
    fn put(self, site: &Site, length: usize) -> bool {
        let name = self.name(length);
        let activity = |id: &str, more: &str| {
            format!(
                "- id: {id}\n  title: 讲座\n  place: yuping/buxingjie\n  starts: 2026-07-20 09:00\n{more}"
            )
        };
        let page = markdown("title: 页\n", "页。");
        let (path, text) = match self {
            Named::Tag => (
                "content/activities/a.yaml".to_owned(),
                activity("tagged", &format!("  tags: [{name}]\n")),
            ),
            Named::Brand => (
                "content/activities/b.yaml".to_owned(),
                activity("branded", &format!("  brand: {name}\n")),
            ),
            Named::Audience => (
                "content/activities/c.yaml".to_owned(),
                activity("heard", &format!("  audience: [{name}]\n")),
            ),
            Named::Alias => (
                "content/pages/d.md".to_owned(),
                markdown(
                    &format!("title: 别名\naliases: [/{name}.html, /old/{name}/]\n"),
                    "页。",
                ),
            ),
            Named::Id => ("content/activities/e.yaml".to_owned(), activity(&name, "")),
            Named::Page => (format!("content/pages/{name}.md"), page),
            Named::Document => (format!("content/pages/{name}.pdf"), "%PDF-1.7".to_owned()),
            Named::RootFile => (format!("content/root/{name}.txt"), "proof".to_owned()),
        };
        if path.split('/').any(|part| part.len() > 255) {
            return false;
        }
        site.write(&path, text);
        if let Named::Document = self {
            let link = markdown("title: 下载\n", &format!("[文件]({name}.pdf)"));
            site.write("content/pages/download.md", link);
        }
        true
    }
}

/// Whether a site can be built, which is demanded when its check is clean.
fn is_clean_and_builds(site: &Site, case: &str) -> bool {
    let checked = site.open();
    if checked.is_faulty(false) {
        return false;
    }
    let around = Surroundings {
        root: site.root(),
        sources: &[],
    };
    let place = Place::new(&site.path("public"), true, &around).expect("a site may stand here");
    let writing = Writing { flush: false };
    let directory = Directory::begin(&place, writing).expect("the folder is new");
    let report = checked
        .render(site.root(), &directory, &|_, _| {})
        .unwrap_or_else(|error| panic!("{case}: {error}"));
    assert!(report.built, "{case}: {:?}", report.diagnostics);
    // What is kept for suffixes is there: a file with the longest name that the limits allow can be written.
    directory
        .put(&format!("{}.part", "x".repeat(200)), b"")
        .expect("there is room");
    directory.finish().expect("it can be written");
    true
}

#[test]
fn whatever_is_as_long_as_check_lets_pass_can_be_built() {
    for length in [1, 20, 59, 60, 62, 64, 65, 66] {
        // All that check lets pass alone are built together.
        let site = Site::small();
        for named in ALL {
            let alone = Site::small();
            assert!(named.put(&alone, length), "it fits a disk");
            let found = alone.open();
            if !found.is_faulty(false) {
                named.put(&site, length);
            } else {
                assert!(length > 60, "{named:?} {length}: {:?}", found.diagnostics);
            }
        }
        assert!(is_clean_and_builds(&site, &length.to_string()));
    }
}

#[test]
fn what_is_too_long_is_told_where_it_is_written() {
    for named in ALL {
        for length in [67, 84, 85, 86, 100, 180, 190, 197, 201, 252, 300] {
            let site = Site::small();
            if !named.put(&site, length) {
                continue;
            }
            let case = format!("{named:?} {length}");
            let found = site.open().diagnostics;
            if found.is_empty() {
                assert!(is_clean_and_builds(&site, &case));
                continue;
            }
            for fault in &found {
                assert_eq!(fault.rule.code, "path-too-long", "{case}: {found:?}");
                let is_of_file = matches!(named, Named::Page | Named::RootFile);
                let is_marked = is_of_file || fault.start.column > 1;
                assert!(is_marked && fault.help.is_some(), "{case}: {found:?}");
            }
        }
        // The longest of all is told of each kind that a disk does not refuse.
        let site = Site::small();
        let longest = match named {
            Named::Document | Named::RootFile => 80,
            Named::Page => 240,
            _ => 300,
        };
        assert!(named.put(&site, longest));
        let found = site.open().diagnostics;
        assert!(!found.is_empty(), "{named:?}");
    }
}

/// A site whose station shows a picture.
fn site_with_picture(name: &str, bytes: &[u8]) -> Site {
    let fields = place("步行街实践站") + &format!("photos: [{{src: {name}, alt: 大厅}}]\n");
    let site = Site::small().with(STATION, &markdown(&fields, "站。"));
    site.write(&format!("content/stations/yuping/{name}"), bytes);
    site
}

#[test]
fn a_picture_without_its_end_is_told_by_check() {
    for (format, name) in [
        (ImageFormat::Jpeg, "a.jpg"),
        (ImageFormat::Png, "a.png"),
        (ImageFormat::WebP, "a.webp"),
        (ImageFormat::Gif, "a.gif"),
    ] {
        let whole = picture(format);
        assert_eq!(site_with_picture(name, &whole).open().diagnostics, []);
        for length in [20, whole.len() / 2, whole.len() - 2, whole.len() - 1] {
            let found = site_with_picture(name, &whole[..length]).open().diagnostics;
            let codes: Vec<_> = found.iter().map(|found| found.rule.code).collect();
            assert_eq!(codes, ["broken-picture"], "{name} of {length} bytes");
        }
    }
}

#[test]
fn every_picture_is_decoded_when_check_is_asked_to() {
    let mut bytes = picture(ImageFormat::Png);
    let data = bytes.windows(4).position(|window| window == b"IDAT");
    let data = data.expect("a PNG has data");
    for byte in &mut bytes[data + 12..data + 40] {
        *byte ^= 0x5A;
    }
    let site = site_with_picture("a.png", &bytes);
    let check = |more: &[&str]| {
        let arguments = [&["check", "--today", TODAY, "--format", "short"], more].concat();
        site.run(&arguments)
    };
    assert_eq!(check(&[]).code, 0, "its head and its end are sound");
    let run = check(&["--pictures"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let photo = run.stdout.lines().next().unwrap_or_default();
    assert!(
        photo.starts_with(STATION) && photo.contains("broken-picture"),
        "{photo}"
    );
    let built = site.try_build(&["--format", "short"]);
    assert_eq!((built.code, built.stdout), (1, run.stdout));
}

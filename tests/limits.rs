//! What a site may cost. Each test makes a site that would take more memory, time or disk than a machine has, and
//! runs the program on it with little memory: it ends, tells the fault and names the file.
#![cfg(unix)]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use support::{Site, TODAY};

/// Address space for the program, in KiB; what it uses is less than half of it.
const MEMORY: u64 = 1024 * 1024;

const CONFIG: &str =
    "name: 龙江\nregion: {west: 119.0, south: 25.25, east: 119.75, north: 25.95}\n";

/// Runs a command on a site with little memory and two threads.
fn run(site: &Path, command: &str) -> Output {
    let limited = format!("ulimit -v {MEMORY} && exec \"$@\"");
    Command::new("/bin/sh")
        .args([
            "-c",
            &limited,
            "sh",
            env!("CARGO_BIN_EXE_zhandian"),
            command,
        ])
        .args(["--today", TODAY, "--lang", "en"])
        .arg("--root")
        .arg(site)
        .env("RAYON_NUM_THREADS", "2")
        .stdin(Stdio::null())
        .output()
        .expect("the program can be run")
}

/// The exit code and the beginning of what is printed.
fn told(site: &Path, command: &str) -> (Option<i32>, String) {
    let output = run(site, command);
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert_eq!(output.status.signal(), None, "{text:.2000}");
    (output.status.code(), text)
}

/// Asserts that a check tells this code at this file.
fn refused(site: &Site, code: &str, file: &str) {
    let (exit, text) = told(site.root(), "check");
    assert_eq!(exit, Some(1), "{text:.2000}");
    let code = format!("error[{code}]");
    let mut lines = text.lines().skip_while(|line| !line.starts_with(&code));
    assert!(lines.next().is_some(), "no {code}:\n{text:.2000}");
    let place = lines.next().unwrap_or_default();
    assert!(place.contains(file), "{place}\n{text:.2000}");
}

/// So many activities of one repeat.
fn repeats(count: usize, starts: &str, rule: &str) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = writeln!(
            text,
            "- {{id: a{number}, title: 活动{number}, kind: sport, place: yuping/buxingjie, \
             starts: {starts}, repeat: '{rule}'}}"
        );
        text
    })
}

#[test]
fn repeats_without_end_are_told_before_they_are_followed() {
    for (starts, rule) in [
        ("1949-10-01 09:00", "FREQ=DAILY"),
        ("0001-01-01 09:00", "FREQ=DAILY"),
        ("0001-01-01 09:00", "FREQ=MONTHLY"),
        ("1949-10-01 09:00", "FREQ=DAILY;COUNT=4294967295"),
    ] {
        let site = Site::base();
        site.write("content/activities/list.yaml", repeats(300, starts, rule));
        refused(&site, "over-limit", "content/activities/list.yaml");
    }
}

#[test]
fn all_activities_together_have_a_limit_that_can_be_raised() {
    let site = Site::base();
    let rule = "FREQ=DAILY";
    let activities = repeats(100, "2026-01-01 09:00", rule);
    site.write("content/activities/list.yaml", activities);
    site.write(
        "site-config.yaml",
        format!("{CONFIG}limits: {{occurrences: 20000}}\n"),
    );
    refused(&site, "over-limit", "site-config.yaml");
    site.write(
        "site-config.yaml",
        format!("{CONFIG}limits: {{occurrences: 70000}}\n"),
    );
    assert_eq!(site.open().diagnostics, []);
}

#[test]
fn pages_of_tags_and_old_addresses_have_a_limit() {
    let article = |words: &str| {
        format!(
            "---\ntitle: 见闻\ndate: 2026-02-18\ntype: experience\nsource: 示例\n{words}\n---\n\n正文。\n"
        )
    };
    let list = |word: &str| {
        (0..20_000).fold(String::new(), |mut text, number| {
            let _ = write!(text, "{word}{number}, ");
            text
        })
    };
    for words in [
        format!("tags: [{}]", list("t")),
        format!("aliases: [{}]", list("/old/")),
    ] {
        let site = Site::base();
        site.write(
            "site-config.yaml",
            format!("{CONFIG}limits: {{pages: 10000}}\n"),
        );
        site.write("content/articles/jianwen.md", article(&words));
        refused(&site, "over-limit", "site-config.yaml");
    }
    let site = Site::base();
    let long = format!("aliases: [\"/{}\"]", "a.b/".repeat(200_000));
    site.write("content/articles/jianwen.md", article(&long));
    refused(&site, "path-too-long", "content/articles/jianwen.md");
}

fn map(path: &str) -> String {
    format!("{CONFIG}map: {{boundaries: {path}, crs: wgs84, source: 示例, approval_no: 示例}}\n")
}

/// A polygon of these points, as GeoJSON.
fn polygon(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut text = String::from("{\"type\": \"Polygon\", \"coordinates\": [[");
    let mut comma = "";
    for (longitude, latitude) in points {
        let _ = write!(text, "{comma}[{longitude:.6},{latitude:.6}]");
        comma = ",";
    }
    text + "]]}"
}

#[test]
fn boundaries_that_cannot_be_drawn_are_told() {
    let comb = (0..40_000).map(|step| {
        (
            119.1 + f64::from(step) * 1e-5,
            25.4 + 0.4 * f64::from(step % 2),
        )
    });
    let many = (0..500_001).map(|step| (119.1 + f64::from(step) * 1e-6, 25.5));
    let properties = format!(
        "{{\"type\": \"FeatureCollection\", \"features\": [], \"x\": [{}0]}}",
        "{\"\":0},".repeat(2_000_000)
    );
    for text in [polygon(comb), polygon(many), properties] {
        let site = Site::base();
        site.write("content/lines.geojson", text);
        site.write("site-config.yaml", map("content/lines.geojson"));
        refused(&site, "bad-boundaries", "site-config.yaml");
    }
}

#[test]
fn files_without_end_or_outside_the_site_are_not_read() {
    for path in ["/dev/zero", "../outside.geojson", "/etc/passwd", "zero"] {
        let site = Site::base();
        symlink("/dev/zero", site.root().join("zero")).expect("a link can be made");
        site.write("site-config.yaml", map(path));
        refused(&site, "bad-boundaries", "site-config.yaml");
        site.write("site-config.yaml", format!("{CONFIG}divisions: {path}\n"));
        refused(&site, "bad-config", "site-config.yaml");
    }
    let site = Site::base();
    let large = fs::File::create(site.root().join("large")).expect("a file can be made");
    large.set_len(700 << 20).expect("it can have holes");
    site.write("site-config.yaml", map("large"));
    refused(&site, "bad-boundaries", "site-config.yaml");
    site.write("site-config.yaml", format!("{CONFIG}divisions: large\n"));
    refused(&site, "bad-config", "site-config.yaml");
}

#[test]
fn a_configuration_that_is_no_file_or_too_large_is_the_machines_trouble() {
    let pipe = Site::base();
    let path = pipe.root().join("site-config.yaml");
    fs::remove_file(&path).expect("it is there");
    let made = Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("a pipe can be made").success());
    let large = Site::base();
    large.write("site-config.yaml", "#".repeat((1 << 20) + 1));
    for site in [pipe, large] {
        let (exit, text) = told(site.root(), "check");
        assert_eq!(exit, Some(2), "{text}");
        assert!(text.contains("site-config.yaml"), "{text}");
    }
}

#[test]
fn a_theme_stays_below_the_root_and_is_counted() {
    let site = Site::base();
    site.write("site-config.yaml", format!("{CONFIG}theme: far\n"));
    fs::create_dir(site.root().join("themes")).expect("a folder can be made");
    symlink("/usr/share", site.root().join("themes/far")).expect("a link can be made");
    refused(&site, "bad-theme", "site-config.yaml");

    let site = Site::base();
    site.write("site-config.yaml", format!("{CONFIG}theme: own\n"));
    site.write("themes/own/theme.yaml", "api: 1\nparent: default\n");
    site.write("themes/own/static/film.mp4", "");
    let film = site.root().join("themes/own/static/film.mp4");
    let film = fs::File::options().write(true).open(film);
    film.and_then(|film| film.set_len(700 << 20))
        .expect("it can have holes");
    refused(&site, "bad-theme", "themes/own/static/film.mp4");
}

#[test]
fn pictures_are_kept_only_where_nothing_else_is() {
    for cache in [
        "public",
        "Public/pictures",
        ".public.zhandian/next",
        ".zhandian-site.json",
        ".git/x",
        "a/.git",
        "site-config.yaml",
        "out/pictures",
        "inside",
    ] {
        let site = Site::base();
        symlink("/tmp", site.root().join("out")).expect("a link can be made");
        symlink("content", site.root().join("inside")).expect("a link can be made");
        site.write(
            "site-config.yaml",
            format!("{CONFIG}pictures: {{cache: {cache}}}\n"),
        );
        refused(&site, "bad-config", "site-config.yaml");
    }
    let site = Site::base();
    site.write(
        "site-config.yaml",
        format!("{CONFIG}pictures: {{cache: build/pictures}}\n"),
    );
    assert_eq!(site.open().diagnostics, []);
}

#[test]
fn large_pictures_are_made_one_after_the_other() {
    let site = Site::base();
    let large = image::RgbImage::from_fn(8000, 6000, |x, y| {
        image::Rgb([(x % 251) as u8, (y % 241) as u8, ((x + y) % 239) as u8])
    });
    let path = site.root().join("large.jpg");
    large.save(&path).expect("it can be written");
    let mut bytes = fs::read(&path).expect("it is there");
    let mut names = String::new();
    for number in 0..4 {
        // A byte behind the end makes it another file of the same pixels.
        bytes.push(number);
        site.write(&format!("content/articles/{number}.jpg"), &bytes);
        let _ = write!(names, "![远处的山和近处的田 {number}]({number}.jpg)\n\n");
    }
    site.write(
        "content/articles/shan.md",
        format!("---\ntitle: 山\ndate: 2026-02-18\ntype: experience\nsource: 示例\n---\n\n{names}"),
    );
    let (exit, text) = told(site.root(), "build");
    assert_eq!(exit, Some(0), "{text}");
}

//! Whatever stands in a file, the program tells what is wrong with it: it never panics, never runs away, and
//! never points outside the file.

mod support;

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use support::{Site, repository_files};
use zhandian::config::{self, Config};
use zhandian::content;
use zhandian::diagnostic::Diagnostic;
use zhandian::fault::Spot;

/// Every file of the content of the base site and of the sample, by path.
static FILES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let folders = ["content", "tests/sites/base/content"];
    folders.into_iter().flat_map(written).collect()
});

/// The files in a folder of the repository that are written by hand, by their path from there.
fn written(folder: &str) -> impl Iterator<Item = (String, Vec<u8>)> {
    let start = folder.len() + "/".len();
    let files = repository_files(&[folder], &[".md", ".yaml"]).into_iter();
    files.map(move |(path, bytes)| (path[start..].to_owned(), bytes))
}

static CONFIG: LazyLock<Config> =
    LazyLock::new(|| config::parse("name: 试验", zhandian::catalogue::ALL).config);

/// What YAML, Markdown and editors' tools leave in a file.
const TOKENS: &[&str] = &[
    ":",
    ": ",
    "- ",
    "-",
    "---",
    "...",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "  ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "|",
    ">",
    "|+\n",
    "#",
    " #",
    "&a ",
    "*a",
    "<<: *a",
    "!!binary ",
    "!x ",
    "? ",
    "%YAML 1.2\n",
    "~",
    "null",
    "true",
    "2026-02-30",
    "25:00",
    "-1",
    "1e999",
    "NaN",
    "99999999999999999999",
    "id: x\n",
    "place: yuping\n",
    "draft: true\n",
    "location:\n",
    "crs: wgs84\n",
    "name: \"\"\n",
    "repeat: FREQ=SECONDLY\n",
    "repeat: FREQ=DAILY;COUNT=0\n",
    "hours: 24/7 off\n",
    "aliases: [/]\n",
    "starts: 9999-12-31 23:59\n",
    "starts: 0000-01-01\n",
    "starts: -999-01-01\n",
    "except: [9999-12-31]\n",
    "[x](/",
    ")",
    "![](",
    "<b>",
    "<!--",
    "```",
    "|--|--|",
    "[^1]",
    "[^1]: ",
    "{#a}",
    "**",
    "$$",
    "\u{feff}",
    "\u{0}",
    "\u{2028}",
    "\u{202e}",
    "\u{300}",
    "👨‍👩‍👧",
    "福",
    "　",
    "\u{10ffff}",
];

/// One way in which a file goes wrong.
#[derive(Debug, Clone)]
enum Damage {
    DeleteLine(Index),
    RepeatLine(Index, Index),
    Insert(Index, &'static str),
    Overwrite(Index, &'static str),
    Delete(Index, usize),
    Bytes(Index, Vec<u8>),
    Nest(Index, &'static str, usize),
    Bomb(Index),
    Cut(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    let token = || proptest::sample::select(TOKENS);
    prop_oneof![
        at().prop_map(Damage::DeleteLine),
        (at(), at()).prop_map(|(from, to)| Damage::RepeatLine(from, to)),
        (at(), token()).prop_map(|(at, token)| Damage::Insert(at, token)),
        (at(), token()).prop_map(|(at, token)| Damage::Insert(at, token)),
        (at(), token()).prop_map(|(at, token)| Damage::Overwrite(at, token)),
        (at(), 1..40_usize).prop_map(|(at, length)| Damage::Delete(at, length)),
        (at(), proptest::collection::vec(any::<u8>(), 1..6))
            .prop_map(|(at, bytes)| Damage::Bytes(at, bytes)),
        (
            at(),
            proptest::sample::select(&["[", "{", "- ", "> ", "{a: ", "? ", "*", "["][..]),
            1..300_usize
        )
            .prop_map(|(at, token, depth)| Damage::Nest(at, token, depth)),
        at().prop_map(Damage::Bomb),
        at().prop_map(Damage::Cut),
    ]
}

impl Damage {
    fn apply(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        let place = |at: &Index, bytes: &[u8]| at.index(bytes.len() + 1);
        match self {
            Damage::DeleteLine(at) => {
                let mut lines = split(&bytes);
                lines.remove(at.index(lines.len()));
                bytes = lines.concat();
            }
            Damage::RepeatLine(from, to) => {
                let mut lines = split(&bytes);
                let line = lines[from.index(lines.len())];
                lines.insert(to.index(lines.len() + 1), line);
                bytes = lines.concat();
            }
            Damage::Insert(at, token) => insert(&mut bytes, at, token.as_bytes()),
            Damage::Overwrite(at, token) => {
                let start = place(at, &bytes);
                let end = (start + token.len()).min(bytes.len());
                bytes.splice(start..end, token.bytes());
            }
            Damage::Delete(at, length) => {
                let start = place(at, &bytes);
                let end = (start + length).min(bytes.len());
                bytes.drain(start..end);
            }
            Damage::Bytes(at, new) => insert(&mut bytes, at, new),
            Damage::Nest(at, token, depth) => {
                insert(&mut bytes, at, token.repeat(*depth).as_bytes());
            }
            Damage::Bomb(at) => insert(&mut bytes, at, bomb(4).as_bytes()),
            Damage::Cut(at) => bytes.truncate(place(at, &bytes)),
        }
        if bytes.is_empty() {
            bytes.push(b'\n');
        }
        bytes
    }
}

fn split(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').collect()
}

fn insert(bytes: &mut Vec<u8>, at: &Index, new: &[u8]) {
    let place = at.index(bytes.len() + 1);
    bytes.splice(place..place, new.iter().copied());
}

/// Lists of aliases of lists of aliases: ten times as many nodes with every line.
fn bomb(lines: u32) -> String {
    let mut text = String::from("\ntags: &a0 [x]\n");
    for line in 1..=lines {
        let alias = format!("*a{}, ", line - 1).repeat(10);
        text.push_str(&format!("k{line}: &a{line} [{alias}]\n"));
    }
    text
}

fn damaged_file() -> impl Strategy<Value = (String, Vec<u8>)> {
    (any::<Index>(), proptest::collection::vec(damage(), 1..5)).prop_map(|(file, damages)| {
        let (path, bytes) = &FILES[file.index(FILES.len())];
        let bytes = damages
            .iter()
            .fold(bytes.clone(), |bytes, damage| damage.apply(bytes));
        (path.clone(), bytes)
    })
}

/// Whether a diagnostic points at something in its file.
fn lies_inside(diagnostic: &Diagnostic, bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let told = || format!("{diagnostic:?}");
    let (start, end) = (diagnostic.start, diagnostic.end);
    if start.line < 1 || start.column < 1 || end < start {
        return Err(told());
    }
    for position in [start, end] {
        let line = text
            .split('\n')
            .nth(position.line as usize - 1)
            .ok_or_else(told)?;
        if position.column as usize > line.chars().count() + 1 {
            return Err(told());
        }
    }
    text.get(diagnostic.bytes.clone())
        .map(|_| ())
        .ok_or_else(told)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_read_or_refused((path, bytes) in damaged_file()) {
        let loaded = content::load_file(&path, &bytes, &CONFIG);
        for fault in &loaded.faults {
            prop_assert_eq!(&fault.target.file, &loaded.path);
            if let Spot::Bytes(range) = &fault.target.spot {
                let length = String::from_utf8_lossy(&bytes).len();
                prop_assert!(range.start <= length, "{fault:?}");
            }
        }
        // What cannot be used is told.
        prop_assert!(loaded.records.is_some() || !loaded.faults.is_empty());
    }

    #[test]
    fn random_bytes_are_read_or_refused(
        file in any::<Index>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let (path, _) = &FILES[file.index(FILES.len())];
        content::load_file(path, &bytes, &CONFIG);
    }

    #[test]
    fn random_text_in_front_matter_is_read_or_refused(
        file in any::<Index>(),
        tokens in proptest::collection::vec(proptest::sample::select(TOKENS), 0..40),
    ) {
        let (path, _) = &FILES[file.index(FILES.len())];
        let text = format!("---\n{}\n---\n{}", tokens.concat(), tokens.concat());
        content::load_file(path, text.as_bytes(), &CONFIG);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_site_with_damaged_files_is_told_of_inside_its_files(
        damaged in proptest::collection::vec(damaged_site_file(), 1..4),
    ) {
        let scratch = Site::base();
        for (path, bytes) in &damaged {
            scratch.write(path, bytes);
        }
        let site = scratch.open();
        for diagnostic in &site.diagnostics {
            let bytes = std::fs::read(scratch.root().join(&*diagnostic.file));
            let inside = lies_inside(diagnostic, &bytes.expect("the file is there"));
            prop_assert!(inside.is_ok(), "{}", inside.unwrap_err());
        }
        let sorted = site.diagnostics.is_sorted_by_key(|diagnostic| (&diagnostic.file, diagnostic.start));
        prop_assert!(sorted);
    }
}

/// A file of the base site, its configuration included, damaged.
fn damaged_site_file() -> impl Strategy<Value = (String, Vec<u8>)> {
    static SITE: LazyLock<Vec<(String, Vec<u8>)>> =
        LazyLock::new(|| written("tests/sites/base").collect());
    (any::<Index>(), proptest::collection::vec(damage(), 1..4)).prop_map(|(file, damages)| {
        let (path, bytes) = &SITE[file.index(SITE.len())];
        let bytes = damages
            .iter()
            .fold(bytes.clone(), |bytes, damage| damage.apply(bytes));
        (path.clone(), bytes)
    })
}

/// Texts that make careless readers of YAML overflow their stack, their memory or an editor's patience.
fn hostile() -> Vec<(&'static str, String)> {
    // A debug build takes long enough for a tenth.
    let thousand = if cfg!(debug_assertions) { 100 } else { 1000 };
    let megabyte = 1000 * thousand;
    vec![
        ("lists in lists", "- ".repeat(100_000)),
        ("brackets", "[".repeat(100_000)),
        ("closed brackets", "[".repeat(50_000) + &"]".repeat(50_000)),
        ("braces", "{".repeat(100_000)),
        ("keys in keys", "{a: ".repeat(100_000)),
        ("question marks", "? ".repeat(100_000)),
        ("indented keys", (0..1_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect()),
        ("billion laughs", bomb(9)),
        ("laughs as keys", bomb(9).replace("[*", "[? *")),
        ("merged laughs", (1..30).fold("a0: &a0 {x: y}\n".to_owned(), |text, line| {
            let above = line - 1;
            format!("{text}a{line}: &a{line} {{<<: [*a{above}, *a{above}], b: *a{above}, c: *a{above}}}\n")
        })),
        ("an alias to itself", "a: &a [*a]\n".to_owned()),
        ("anchors", "- &a x\n".repeat(megabyte / 7)),
        ("anchors with names", (0..60 * thousand).map(|number| format!("- &a{number} x\n")).collect()),
        ("anchors around anchors", (0..60).map(|number| format!("&a{number} [")).collect::<String>() + &"- x".repeat(1000)),
        ("anchors around a long list", (0..60).map(|number| format!("&a{number} [")).collect::<String>() + &"x, ".repeat(megabyte / 5) + &"]".repeat(60)),
        ("aliases", "a: &a x\nb: [".to_owned() + &"*a, ".repeat(megabyte / 5) + "]\n"),
        ("one long line", "x".repeat(900_000)),
        ("one long key", format!("{}: 1\n", "福".repeat(300 * thousand))),
        ("one long quoted line", format!("name: \"{}\"\n", "灯".repeat(300 * thousand))),
        ("many keys", (0..60 * thousand).map(|number| format!("k{number}: 1\n")).collect()),
        ("one key many times", "name: 灯\n".repeat(80 * thousand)),
        ("many unknown keys of one record", "灯: 1\n".repeat(100 * thousand)),
        ("many wrong records", "- {id: 灯, nmae: x}\n".repeat(40 * thousand)),
        ("many documents", "---\n".repeat(200 * thousand)),
        ("colons", ":".repeat(500_000)),
        ("dashes", "-".repeat(500_000)),
        ("quotes", "'".repeat(500_001)),
        ("tabs", "\t".repeat(500_000)),
        ("comments", "#\n".repeat(400_000)),
        ("tags", "!a ".repeat(300 * thousand)),
        ("blank lines", "\n".repeat(900_000)),
        ("block scalar", format!("name: |\n{}", "  灯\n".repeat(150 * thousand))),
    ]
}

/// That it ends is the assertion: no overflow, no hour of work.
#[test]
fn hostile_yaml_is_read_or_refused() {
    for (_, yaml) in hostile() {
        let front_matter = format!("---\n{yaml}\n---\n");
        for (path, text) in [
            ("teams/list.yaml", &yaml),
            ("plans/2026.yaml", &yaml),
            ("stations/yuping/a.md", &front_matter),
        ] {
            content::load_file(path, text.as_bytes(), &CONFIG);
        }
    }
}

/// The same on the whole way to the lines that an editor sees.
#[test]
fn hostile_yaml_is_told_of_inside_its_file() {
    let scratch = Site::base();
    for (name, yaml) in hostile() {
        scratch.write("content/teams/list.yaml", &yaml);
        let site = scratch.open();
        for diagnostic in site.diagnostics.iter().take(100) {
            let inside = lies_inside(diagnostic, yaml.as_bytes());
            assert!(inside.is_ok(), "{name}: {}", inside.unwrap_err());
        }
    }
}

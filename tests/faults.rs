//! One fixture or more for every code of the catalogue: a mistake with its expected place beside it.
//!
//! `tests/faults/CODE/CASE/` holds files that are laid over the faultless site in `tests/sites/base/`.
//! In them a line of carets stands under what should be marked, and names the code:
//!
//! ```yaml
//! location: {lng: 119.38, lat: 25.72, crs: WGS 84}
//! #                                        ^^^^^^ unknown-value
//! ```
//!
//! - A column is a character: one caret under `福` as under `a`, although `福` is twice as wide on the screen.
//! - The `#` makes the line a comment; it is left out where carets begin in the first two columns, and in
//!   Markdown. Several such lines, one after the other, mark the same line.
//! - The program never sees these lines: they are taken out before the files are laid over the base site.
//!
//! Where a file cannot be marked so, `expected.txt` in the folder of the case has a line for each fault:
//! `FILE:LINE:COLUMN-END CODE`.
//!
//! What no repository can hold (links that lead out, pipes, names that are no text) is made by the lines of
//! `setup.txt`, before the files are laid over the base site: `remove PATH`, `folder PATH`, `pipe PATH`,
//! `link PATH -> TARGET`, and `file PATH`, with `\xHH` for a byte.
//!
//! A fixture gives the marked faults and no other. When there are none that stop a build, its pages are
//! rendered too, since some faults of themes show only then.
//!
//! `FIXTURE=CODE cargo test --test faults` runs the fixtures of one code, `FIXTURE=CODE/CASE` a single one.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use support::{Site, lines, repository, tree};
use zhandian::catalogue;
use zhandian::output::Memory;

const FOLDER: &str = "tests/faults";
const EXPECTED_FILE: &str = "expected.txt";
const SETUP_FILE: &str = "setup.txt";

/// The variable that names which fixtures are run.
const ONLY: &str = "FIXTURE";

/// `tests/faults/CODE/CASE`.
struct Fixture {
    code: String,
    folder: PathBuf,
}

impl Fixture {
    fn all() -> Vec<Self> {
        let faults = repository().join(FOLDER);
        entries(&faults)
            .into_iter()
            .flat_map(|folder| entries(&folder))
            .map(|folder| Fixture {
                code: name(folder.parent().expect("it lies below its code")),
                folder,
            })
            .collect()
    }

    /// Those that the surroundings name, as a code, a case or a path; all when they name none.
    fn chosen() -> Vec<Self> {
        let all = Fixture::all();
        let Ok(only) = std::env::var(ONLY) else {
            return all;
        };
        let name = only.trim_start_matches(FOLDER).trim_matches('/');
        let is_chosen = |fixture: &Fixture| fixture.code == name || fixture.name() == name;
        let chosen: Vec<Fixture> = all.into_iter().filter(is_chosen).collect();
        assert!(!chosen.is_empty(), "{ONLY}={only}: no such code or case");
        chosen
    }

    /// `CODE/CASE`.
    fn name(&self) -> String {
        format!("{}/{}", self.code, name(&self.folder))
    }

    /// Lays the fixture over the base site, and says what differs from what it expects.
    fn run(&self) -> Result<(), String> {
        let site = Site::base();
        let mut expected = Vec::new();
        let mut files = tree(&self.folder);
        if let Some(setup) = files.remove(SETUP_FILE) {
            if cfg!(not(unix)) {
                // What it makes, other systems do not know.
                return Ok(());
            }
            let setup = String::from_utf8(setup).expect("setups are UTF-8");
            setup.lines().for_each(|line| set_up(&site, line));
        }
        if let Some(listed) = files.remove(EXPECTED_FILE) {
            let listed = String::from_utf8(listed).expect("expectations are UTF-8");
            expected.extend(listed.lines().map(str::to_owned));
        }
        for (path, bytes) in files {
            site.write(&path, without_marks(&path, bytes, &mut expected));
        }
        let mut found = lines(&diagnostics(&site));
        expected.sort();
        found.sort();
        let case = self.name();
        if !expected.iter().any(|line| line.ends_with(&self.code)) {
            return Err(format!("{case}: nothing of this code is marked"));
        }
        if found == expected {
            return Ok(());
        }
        Err(format!(
            "{case}\n  expected:\n    {}\n  found:\n    {}",
            expected.join("\n    "),
            found.join("\n    ")
        ))
    }
}

/// Does what a line of a setup says.
#[cfg(not(unix))]
fn set_up(_: &Site, line: &str) {
    panic!("only for Unix: {line}");
}

/// Does what a line of a setup says.
#[cfg(unix)]
fn set_up(site: &Site, line: &str) {
    use rustix::fs::{CWD, Mode, mkfifoat};
    use std::os::unix::ffi::OsStrExt as _;
    let (command, rest) = line.split_once(' ').expect("a command and a path");
    let path = site
        .root()
        .join(std::ffi::OsStr::from_bytes(&unescaped(rest)));
    let folder = path.parent().expect("it lies below the root");
    fs::create_dir_all(folder).expect("the folder can be made");
    match command {
        "remove" if path.is_dir() => fs::remove_dir_all(path).expect("it can be removed"),
        "remove" => fs::remove_file(path).expect("it can be removed"),
        "folder" => fs::create_dir_all(path).expect("it can be made"),
        "file" => fs::write(path, "").expect("it can be written"),
        "pipe" => mkfifoat(CWD, path, Mode::RUSR).expect("it can be made"),
        "link" => {
            let (link, target) = rest.split_once(" -> ").expect("a link leads somewhere");
            std::os::unix::fs::symlink(target, site.path(link)).expect("it can be made");
        }
        _ => panic!("no command: {line}"),
    }
}

/// The bytes of a path in which some are written as `\xHH`.
#[cfg(unix)]
fn unescaped(path: &str) -> Vec<u8> {
    let mut parts = path.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two hexadecimal digits"));
        bytes.extend(&part.as_bytes()[2..]);
    }
    bytes
}

/// What is found when a site is opened and, if that goes well, rendered.
fn diagnostics(site: &Site) -> Vec<zhandian::diagnostic::Diagnostic> {
    let opened = site.open();
    if opened.is_faulty(false) {
        return opened.diagnostics;
    }
    opened
        .render(site.root(), &Memory::default(), &|_, _| {})
        .expect("the pages can be rendered")
        .diagnostics
}

/// The bytes of a file without its lines of carets, which are added to what is expected.
fn without_marks(path: &str, bytes: Vec<u8>, expected: &mut Vec<String>) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return bytes;
    };
    let mut kept = String::new();
    let mut line = 0;
    for candidate in text.split_inclusive('\n') {
        match mark(candidate) {
            Some((start, end, code)) => {
                expected.push(format!("{path}:{line}:{start}-{end} {code}"))
            }
            None => {
                kept.push_str(candidate);
                line += 1;
            }
        }
    }
    kept.into_bytes()
}

/// First column, column past the last caret, and code of a line of carets.
fn mark(line: &str) -> Option<(usize, usize, &str)> {
    let before = line.find('^')?;
    let carets = line[before..].trim_start_matches('^');
    let end = line.len() - carets.len();
    let indentation = line[..before].strip_prefix('#').unwrap_or(&line[..before]);
    let code = carets.trim();
    let is_mark =
        indentation.chars().all(|character| character == ' ') && catalogue::find(code).is_some();
    is_mark.then_some((before + 1, end + 1, code))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("the entry can be read").path())
        .collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name()
        .expect("it has a name")
        .to_string_lossy()
        .into_owned()
}

#[test]
fn the_base_site_is_faultless() {
    let found = lines(&diagnostics(&Site::base()));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_fixture_gives_the_marked_faults_and_no_other() {
    let failures: Vec<String> = Fixture::chosen()
        .par_iter()
        .filter_map(|fixture| fixture.run().err())
        .collect();
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

#[test]
fn every_code_has_a_fixture_and_every_fixture_a_code() {
    // It takes a published site to find it; `tests/output.rs` has one.
    let only_published = "mass-removal";
    let known: BTreeSet<String> = catalogue::ALL
        .iter()
        .map(|rule| rule.code.to_owned())
        .filter(|code| code != only_published)
        .collect();
    let shown: BTreeSet<String> = Fixture::all()
        .into_iter()
        .map(|fixture| fixture.code)
        .collect();
    assert_eq!(shown, known);
}

#[test]
fn carets_count_one_column_a_character() {
    let mut expected = Vec::new();
    let text = "name: 福清\n#     ^^ empty-text\n灯\n^ raw-html\n^ no such code\n";
    let kept = without_marks("a.md", text.into(), &mut expected);
    assert_eq!(kept, "name: 福清\n灯\n^ no such code\n".as_bytes());
    assert_eq!(expected, ["a.md:1:7-9 empty-text", "a.md:2:1-2 raw-html"]);
}

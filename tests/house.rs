//! Holds the floors of the house: `src/lib.rs` lists the rooms from the top down, and every room imports only from
//! below. In a room no two files import each other.
//!
//! What imports what is read from the source: every path that begins with `crate::`, and in a room the `use`
//! declarations that begin with `super::`.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use support::repository_files;

/// An import: who, whom, and where it says so.
struct Import {
    from: String,
    to: String,
    at: String,
}

/// The sources of the program, by path.
fn source_files() -> Vec<(PathBuf, String)> {
    let files = repository_files(&["src"], &[".rs"]).into_iter();
    let text = |bytes| String::from_utf8(bytes).expect("sources are UTF-8");
    files
        .map(|(path, bytes)| (path.into(), text(bytes)))
        .collect()
}

/// The rooms in the order of the table in `lib.rs`, the highest first.
fn rooms() -> Vec<String> {
    let architecture = fs::read_to_string("src/lib.rs").expect("lib.rs can be read");
    let rows = architecture
        .lines()
        .skip_while(|line| !line.starts_with("//! # Rooms"))
        .skip(1)
        .take_while(|line| !line.starts_with("//! # "))
        .filter(|line| line.contains("[`"))
        .filter_map(|line| line.strip_prefix("//! | ")?.split(" | ").next());
    rows.flat_map(|cell| {
        cell.split('`')
            .filter(|part| !part.contains(['[', ']', ',', ' ']) && !part.is_empty())
            .map(|name| name.trim_start_matches("mod@").to_owned())
            .collect::<Vec<_>>()
    })
    .collect()
}

/// The room of a file: its folder below `src/`, or its own name.
fn room_of(file: &Path) -> String {
    let below = file.strip_prefix("src").expect("it lies in src/");
    let first = below.components().next().expect("it has a name");
    let name = first.as_os_str().to_string_lossy();
    name.trim_end_matches(".rs").to_owned()
}

/// Code without comments, line by line with the number of each.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, line))
}

/// The first names behind a prefix in a line: `crate::{a::b, c}` names `a` and `c`.
fn named<'a>(line: &'a str, prefix: &str) -> Vec<&'a str> {
    let first = |path: &'a str| {
        let end = path.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        &path[..end.unwrap_or(path.len())]
    };
    line.match_indices(prefix)
        .flat_map(|(at, _)| {
            let rest = &line[at + prefix.len()..];
            match rest.strip_prefix('{') {
                Some(group) => group.split(", ").map(first).collect(),
                None => vec![first(rest)],
            }
        })
        .filter(|name| !name.is_empty())
        .collect()
}

fn imports_of_rooms(known: &[String]) -> Vec<Import> {
    let mut imports = Vec::new();
    for (file, text) in source_files() {
        let from = room_of(&file);
        if from == "lib" || from == "main" {
            continue;
        }
        for (number, line) in code(&text) {
            for to in named(line, "crate::") {
                if to != from && known.iter().any(|room| room == to) {
                    imports.push(Import {
                        from: from.clone(),
                        to: to.to_owned(),
                        at: format!("{}:{number}: {}", file.display(), line.trim()),
                    });
                }
            }
        }
    }
    imports
}

#[test]
fn every_room_stands_in_the_table_once() {
    let architecture = fs::read_to_string("src/lib.rs").expect("lib.rs can be read");
    let declared: BTreeSet<String> = architecture
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    let listed = rooms();
    let once: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(once, declared);
    assert_eq!(once.len(), listed.len(), "a room is listed twice");
}

#[test]
fn every_room_imports_only_from_below() {
    let rooms = rooms();
    let floor = |room: &str| rooms.iter().position(|known| known == room);
    let imports = imports_of_rooms(&rooms);
    assert!(imports.len() > 500, "the imports are found");
    let upward: Vec<&str> = imports
        .iter()
        .filter(|import| floor(&import.to) < floor(&import.from))
        .map(|import| import.at.as_str())
        .collect();
    assert!(
        upward.is_empty(),
        "imports that run upward:\n{}",
        upward.join("\n")
    );
}

#[test]
fn no_two_files_of_a_room_import_each_other() {
    let mut imports: BTreeMap<(PathBuf, PathBuf), String> = BTreeMap::new();
    for (file, text) in source_files() {
        if file.ends_with("mod.rs") {
            continue;
        }
        let folder = file.parent().expect("it lies in a folder");
        for (number, line) in code(&text) {
            if !line.starts_with("use super::") {
                continue;
            }
            for name in named(line, "super::") {
                let other = folder.join(format!("{name}.rs"));
                if other.is_file() && other != file {
                    let at = format!("{}:{number}: {line}", file.display());
                    imports.insert((file.clone(), other), at);
                }
            }
        }
    }
    assert!(imports.len() > 50, "the imports are found");
    let circles: Vec<&str> = imports
        .iter()
        .filter(|((from, to), _)| imports.contains_key(&(to.clone(), from.clone())))
        .map(|(_, at)| at.as_str())
        .collect();
    assert!(
        circles.is_empty(),
        "files that import each other:\n{}",
        circles.join("\n")
    );
}

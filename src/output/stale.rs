//! Which files of an output belong to the old site alone.

use std::io::{self, Read};

use super::folder::Folder;
use super::manifest::{Fingerprint, Manifest};
use super::{Kind, Previous, below};

/// What stands near the top of every page that this program has ever made.
const GENERATOR: &[u8] = b"<meta name=\"generator\" content=\"zhandian";
/// So many bytes of a page are looked through for it.
const HEAD_BYTES: u64 = 16 * 1024;
/// Folders within folders that are looked through: deeper than any page lies.
const MOST_DEPTH: usize = 32;

/// The files that go away, with what they held when they were written.
pub(super) fn files(
    target: &Folder,
    previous: &Previous,
    manifest: &Manifest,
) -> io::Result<Vec<(String, Option<Fingerprint>)>> {
    match previous {
        Previous::Nothing => Ok(Vec::new()),
        Previous::Known(old, _) => Ok(old
            .paths()
            .filter(|path| !manifest.names(path))
            .map(|path| (path.to_owned(), old.get(path)))
            .collect()),
        Previous::Older => {
            let mut pages = pages(target, previous)?;
            pages.retain(|path| !manifest.names(path));
            Ok(pages.into_iter().map(|path| (path, None)).collect())
        }
    }
}

/// The pages of the old site. Those of an older version, which did not write down what it made, say it themselves.
pub(super) fn pages(target: &Folder, previous: &Previous) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    match previous {
        Previous::Nothing => {}
        Previous::Known(manifest, _) => {
            let pages = manifest.paths().filter(|path| path.ends_with(".html"));
            found.extend(pages.map(str::to_owned));
        }
        Previous::Older => look(target, "", 0, &mut found)?,
    }
    Ok(found)
}

fn look(folder: &Folder, at: &str, depth: usize, found: &mut Vec<String>) -> io::Result<()> {
    for entry in folder.entries()? {
        let Some(name) = entry.name.to_str() else {
            continue;
        };
        // Pages have no hidden names; `.git` has many folders.
        if name.starts_with('.') {
            continue;
        }
        let path = below(at, name);
        match entry.kind {
            Kind::Folder if depth < MOST_DEPTH => {
                // A mount is none of ours.
                if let Ok(below) = folder.enter(name) {
                    look(&below, &path, depth + 1, found)?;
                }
            }
            Kind::File if name.ends_with(".html") && is_our_page(folder, name)? => {
                found.push(path);
            }
            _ => {}
        }
    }
    Ok(())
}

fn is_our_page(folder: &Folder, name: &str) -> io::Result<bool> {
    let Some((file, _)) = folder.file(name)? else {
        return Ok(false);
    };
    let mut head = Vec::new();
    file.take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(head
        .windows(GENERATOR.len())
        .any(|window| window == GENERATOR))
}

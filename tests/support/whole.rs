//! Whether a published site is whole, as a reader finds out who starts at the home page and follows everything.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::Path;

use super::Tree;

/// Who asks for the home page.
const READER: &str = "the reader";

/// What is wrong with a site that a reader walks through: files that are missing or empty, with who names them.
pub(crate) fn troubles(site: &Path) -> Vec<String> {
    let mut troubles = Vec::new();
    let mut seen = BTreeSet::from(["index.html".to_owned()]);
    let mut waiting = VecDeque::from([("index.html".to_owned(), READER.to_owned())]);
    while let Some((file, from)) = waiting.pop_front() {
        let text = match fs::read(site.join(&file)) {
            Ok(bytes) if bytes.is_empty() => {
                troubles.push(format!("{file} is empty, named by {from}"));
                continue;
            }
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => {
                // The page may have been replaced since it was read, by one that names it no more.
                let page = fs::read(site.join(&from)).unwrap_or_default();
                if from == READER || named(&String::from_utf8_lossy(&page)).contains(&file) {
                    troubles.push(format!("{file}: {error}, named by {from}"));
                }
                continue;
            }
        };
        if !file.ends_with(".html") {
            continue;
        }
        if !text.trim_end().ends_with("</html>") {
            troubles.push(format!("{file} is cut short"));
        }
        for named in named(&text) {
            if seen.insert(named.clone()) {
                waiting.push_back((named, file.clone()));
            }
        }
    }
    troubles
}

/// The files of the site that a page links, shows or needs.
fn named(page: &str) -> Vec<String> {
    let attributes = ["href=\"", "src=\"", "srcset=\"", "poster=\""];
    let values = attributes.iter().flat_map(|attribute| {
        let after = page.split(attribute).skip(1);
        after.filter_map(|rest| rest.split('"').next())
    });
    values
        .flat_map(|value| value.split(", "))
        .filter_map(|address| {
            let address = address.split([' ', '#', '?']).next()?;
            let path = address
                .strip_prefix("https://example.org")
                .unwrap_or(address);
            let path = path
                .strip_prefix('/')
                .filter(|path| !path.starts_with('/'))?;
            let path = zhandian::percent::decode(path).into_owned();
            Some(match path.is_empty() || path.ends_with('/') {
                true => format!("{path}index.html"),
                false => path,
            })
        })
        .collect()
}

/// What is wrong with a site between two others: an address that both have answers with something else, or one of a
/// file that neither has.
pub(crate) fn strangers(site: &Tree, old: &Tree, new: &Tree) -> Vec<String> {
    let is_work = |path: &str| path.starts_with(".zhandian");
    let both = old.keys().filter(|path| new.contains_key(*path));
    let missing = both
        .filter(|path| !site.contains_key(*path))
        .map(|path| format!("{path} is missing"));
    let strange = site
        .iter()
        .filter(|(path, bytes)| {
            !is_work(path) && old.get(*path) != Some(bytes) && new.get(*path) != Some(bytes)
        })
        .map(|(path, _)| format!("{path} is neither the old file nor the new one"));
    missing.chain(strange).collect()
}

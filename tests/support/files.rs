//! Folders of files: made, read, copied and compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::repository;

/// Files by path, with `/`.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// A folder that is removed when the value is dropped, as it also is when a test fails. It must not be kept in a
/// `static`, which is never dropped.
pub(crate) fn temporary_folder() -> TempDir {
    tempfile::Builder::new()
        .prefix("zhandian-test-")
        .tempdir()
        .expect("the temporary folder is writable")
}

/// Every file below a folder.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    collect(folder, "", &mut files);
    files
}

/// The files of the repository that lie in some places and have one of some endings, by their path from its root.
pub(crate) fn repository_files(places: &[&str], endings: &[&str]) -> Tree {
    let mut files = Tree::new();
    for place in places {
        let path = repository().join(place);
        if path.is_file() {
            files.insert(
                (*place).to_owned(),
                fs::read(path).expect("files are readable"),
            );
        } else {
            collect(&path, &format!("{place}/"), &mut files);
        }
    }
    files.retain(|path, _| endings.iter().any(|ending| path.ends_with(ending)));
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Tree) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let entry = entry.expect("its entries are readable");
        let name = entry.file_name().into_string().expect("names are UTF-8");
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, fs::read(entry.path()).expect("files are readable"));
        }
    }
}

/// Demands that two trees are the same, naming the files that differ and not their bytes.
#[track_caller]
pub(crate) fn assert_same(left: &Tree, right: &Tree) {
    let differing = differing(left, right);
    assert!(differing.is_empty(), "these differ: {differing:?}");
}

/// The files that are not the same in two trees.
pub(crate) fn differing<'a>(left: &'a Tree, right: &'a Tree) -> Vec<&'a str> {
    let all: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    let differ = |path: &&String| left.get(*path) != right.get(*path);
    all.into_iter().filter(differ).map(String::as_str).collect()
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("is writable");
        fs::write(path, bytes).expect("is writable");
    }
}

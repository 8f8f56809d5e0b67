//! What this program has written into an output: the only things that it will ever replace or remove there.
//!
//! The manifest stands in the output itself, as [`MARKER_FILE`], so that it goes where the site goes: into a volume, a
//! branch, a copy. It is text, a line a file: the fingerprint of its bytes and its path, sorted by path. The same site
//! has the same manifest. Since it may have been laid there by anybody, a path that this program would not write is not
//! believed.

use foldhash::HashMap;

/// File that marks a folder as made by this program and says what in it was.
pub const MARKER_FILE: &str = ".zhandian-site";

/// Folder in an output for what is not finished yet; all names of the program's own begin like it.
pub const WORK_FOLDER: &str = ".zhandian";

/// First line of a manifest: what it is, for whoever finds it, and its version.
const HEADER: &str = "zhandian manifest 1: the files below were written by zhandian; all others in this folder are left alone.";

/// What older versions wrote into the marker, which then said nothing of single files.
const OLD_HEADER: &str = "Made by zhandian.";

/// Largest manifest that is read, in bytes: a hundred bytes for each of ten million files.
pub(super) const MOST_BYTES: u64 = 1_000_000_000;

/// A fingerprint of a file's bytes: XXH3 with 64 bits, stable across versions and machines. It tells whether a file is
/// still the one that was written; it is no protection against somebody who wants two files to look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint(u64);

impl Fingerprint {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Fingerprint(twox_hash::XxHash3_64::oneshot(bytes))
    }
}

/// The files of a site by their path, which is relative and has `/`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: HashMap<Box<str>, Fingerprint>,
}

/// What the marker of an output says.
#[derive(Debug)]
pub(super) enum Marker {
    /// What this program wrote.
    Manifest(Manifest),
    /// An older version wrote it, and did not say what.
    Older,
    /// It is not of this program.
    Foreign,
}

impl Marker {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Marker::Foreign;
        };
        match text.split_once('\n') {
            Some((HEADER, lines)) => Marker::Manifest(Manifest::parse(lines)),
            Some((first, _)) if first.starts_with(OLD_HEADER) => Marker::Older,
            _ => Marker::Foreign,
        }
    }
}

impl Manifest {
    /// Adds a file. Gives what it held if it was there before.
    pub(super) fn add(&mut self, path: &str, fingerprint: Fingerprint) -> Option<Fingerprint> {
        if let Some(known) = self.files.get(path) {
            return Some(*known);
        }
        self.files.insert(path.into(), fingerprint);
        None
    }

    fn parse(lines: &str) -> Self {
        let files = lines.lines().filter_map(|line| {
            let (fingerprint, path) = line.split_once(' ')?;
            let fingerprint = u64::from_str_radix(fingerprint, 16).ok()?;
            let path = unescaped(path)?;
            can_be_ours(&path).then(|| (path.into_boxed_str(), Fingerprint(fingerprint)))
        });
        Manifest {
            files: files.collect(),
        }
    }

    /// The text that stands in the marker.
    pub(super) fn text(&self) -> String {
        use std::fmt::Write;
        let mut files: Vec<_> = self.files.iter().collect();
        files.sort_unstable_by_key(|(path, _)| *path);
        let mut text = String::with_capacity(HEADER.len() + files.len() * 80);
        text.push_str(HEADER);
        text.push('\n');
        for (path, Fingerprint(fingerprint)) in files {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{fingerprint:016x} {}", escaped(path));
        }
        text
    }

    pub(super) fn get(&self, path: &str) -> Option<Fingerprint> {
        self.files.get(path).copied()
    }

    pub(super) fn names(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(|path| &**path)
    }
}

/// Whether a path is one that this program may have written: below the output, and nowhere that belongs to others or to
/// the program's own work. Names with a dot in front are never ours but for `.well-known` and single files, which
/// `content/root/` may hold.
pub(super) fn can_be_ours(path: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && !part.contains(['\\', '\0'])
            && !part.eq_ignore_ascii_case(".git")
            && !part.starts_with(WORK_FOLDER)
    };
    path.split('/').all(is_plain)
}

/// A path with the signs that would end its line written as percent codes.
fn escaped(path: &str) -> std::borrow::Cow<'_, str> {
    if !path.contains(['%', '\n', '\r']) {
        return path.into();
    }
    path.replace('%', "%25")
        .replace('\n', "%0A")
        .replace('\r', "%0D")
        .into()
}

fn unescaped(path: &str) -> Option<String> {
    if !path.contains('%') {
        return Some(path.to_owned());
    }
    let bytes = percent_encoding::percent_decode_str(path);
    bytes.decode_utf8().ok().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(paths: &[&str]) -> Manifest {
        let mut manifest = Manifest::default();
        for path in paths {
            assert_eq!(manifest.add(path, Fingerprint(7)), None);
        }
        manifest
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let paths = ["a/index.html", "x\ny.txt", "媒体/100%.webp"];
        let text = manifest(&paths).text();
        assert_eq!(text.lines().count(), 4);
        let Marker::Manifest(read) = Marker::read(text.as_bytes()) else {
            panic!("not recognised: {text}");
        };
        let mut read: Vec<_> = read.paths().map(str::to_owned).collect();
        read.sort();
        assert_eq!(read, paths);
    }

    #[test]
    fn paths_that_lead_elsewhere_are_not_believed() {
        let text = manifest(&[
            "../outside",
            "/etc/passwd",
            "a/../../b",
            ".git/config",
            "a/.GIT/config",
            ".zhandian/lock",
            ".zhandian-site",
            "a//b",
            "",
            "a\\b",
            "good.html",
        ]);
        let Marker::Manifest(read) = Marker::read(text.text().as_bytes()) else {
            panic!("not recognised");
        };
        assert_eq!(read.paths().collect::<Vec<_>>(), ["good.html"]);
    }

    #[test]
    fn markers_of_older_versions_and_of_others_are_told_apart() {
        let older = b"Made by zhandian. The whole folder is replaced by the next build.\n";
        assert!(matches!(Marker::read(older), Marker::Older));
        assert!(matches!(Marker::read(b"my diary\n"), Marker::Foreign));
        assert!(matches!(Marker::read(b""), Marker::Foreign));
        assert!(matches!(Marker::read(b"\xff\n"), Marker::Foreign));
    }

    #[test]
    fn fingerprints_are_those_of_every_machine_and_version() {
        // From the reference implementation, https://github.com/Cyan4973/xxHash: XXH3_64bits of nothing.
        assert_eq!(Fingerprint::of(b"").0, 0x2d06_8005_38d3_94c2);
    }
}

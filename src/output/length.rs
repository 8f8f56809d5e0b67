//! How long the paths of a site may be: what is longer cannot be written everywhere, and would fail after all
//! checks had passed.

use unicode_normalization::UnicodeNormalization as _;

/// The longest name of a file or folder of the site, in bytes. File systems take 255 (`NAME_MAX` of ext4, XFS and
/// APFS; NTFS takes 255 UTF-16 units); the rest is for what hosts and programs add, such as `.gz`, a digest or the
/// ending of a file that is being written.
pub const LONGEST_NAME: usize = 200;

/// The longest path of a file below the site's root, in bytes. Systems take 1,024 (`PATH_MAX` of macOS) or more;
/// the rest is for the folder in which the site lies.
pub const LONGEST_PATH: usize = 800;

/// What is too long about a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooLong<'a> {
    /// This name of a file or folder.
    Name(&'a str),
    /// The whole of it.
    Path,
}

/// What is too long about the path of a file of the site, if anything is.
pub fn too_long(file: &str) -> Option<TooLong<'_>> {
    if let Some(name) = file.split('/').find(|name| name.len() > LONGEST_NAME) {
        return Some(TooLong::Name(name));
    }
    (file.len() > LONGEST_PATH).then_some(TooLong::Path)
}

/// A path without differences of letter case and of how accents are composed, of which hosts and disks (APFS, NTFS)
/// may make nothing: two paths that are the same then cannot both be files of a site.
pub fn folded(path: &str) -> String {
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_count_in_names_and_paths() {
        let name = "福".repeat(66);
        assert_eq!(too_long(&format!("tags/{name}/index.html")), None);
        let longer = "福".repeat(67);
        let path = format!("tags/{longer}/index.html");
        assert_eq!(too_long(&path), Some(TooLong::Name(&longer)));
        let deep = "abcdefghi/".repeat(80);
        assert_eq!(too_long(&deep[..LONGEST_PATH]), None);
        assert_eq!(too_long(&format!("{deep}a")), Some(TooLong::Path));
    }

    #[test]
    fn case_and_composition_are_folded() {
        assert_eq!(folded("/Caf\u{e9}/"), folded("/cafe\u{301}/"));
        assert_ne!(folded("/福/"), folded("/祸/"));
    }
}

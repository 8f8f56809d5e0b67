//! Old addresses of records, which lead on to their pages.

/// The path of an alias: below the root, of plain parts, a file or a folder.
pub(super) fn alias_path(written: &str) -> Option<String> {
    let below = written.trim().strip_prefix('/')?;
    let parts: Vec<&str> = below.trim_end_matches('/').split('/').collect();
    let sound = parts.iter().all(|part| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .chars()
                .all(|character| character.is_alphanumeric() || "-_.+".contains(character))
    });
    if !sound {
        return None;
    }
    // A folder of this name could not hold a page beside the file of the same name.
    let is_file = |part: &str| part.ends_with(".html") || part.ends_with(".htm");
    let (last, folders) = parts.split_last()?;
    if folders.iter().any(|part| is_file(part)) {
        return None;
    }
    let joined = parts.join("/");
    Some(match joined.strip_suffix("index.html") {
        // The file of a folder is the page of the folder.
        Some(folder) if *last == "index.html" => format!("/{folder}"),
        _ if is_file(last) => format!("/{joined}"),
        _ => format!("/{joined}/"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_stay_below_the_root() {
        assert_eq!(alias_path("/old/page"), Some("/old/page/".to_owned()));
        assert_eq!(alias_path("/old.html"), Some("/old.html".to_owned()));
        assert_eq!(alias_path("/old.html/"), Some("/old.html".to_owned()));
        assert_eq!(alias_path("/a/index.html"), Some("/a/".to_owned()));
        assert_eq!(alias_path("/index.html"), Some("/".to_owned()));
        for wrong in [
            "old",
            "/",
            "/../x",
            "/a//b",
            "/.git/config",
            "/a?b",
            "/a.html/b",
            "https://a/",
        ] {
            assert_eq!(alias_path(wrong), None, "{wrong}");
        }
    }
}

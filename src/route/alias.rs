//! Old addresses of records, which lead on to their pages.

use crate::content::written::Written;
use crate::fault::Origin;
use crate::network::Network;

/// Where a record was written, its old addresses, and the path of its page.
pub(super) type Aliases<'a> = (Origin, &'a [String], &'a str);

/// Every record with old addresses, in a fixed order: the first keeps an address that two want.
pub(super) fn aliases(network: &Network) -> Vec<Aliases<'_>> {
    fn of<'a, T: Written>(document: &'a crate::content::Document<T>, path: &'a str) -> Aliases<'a> {
        (document.origin.clone(), document.fields.aliases(), path)
    }
    let mut all = Vec::new();
    all.extend(
        network
            .places
            .iter()
            .map(|place| of(&place.document, &place.path)),
    );
    all.extend(network.activities.iter().map(|activity| {
        let aliases: &[String] = &activity.written().aliases;
        (activity.origin(), aliases, activity.path.as_str())
    }));
    all.extend(
        network
            .platforms
            .iter()
            .map(|platform| of(&platform.document, &platform.path)),
    );
    all.extend(
        network
            .projects
            .iter()
            .map(|project| of(&project.document, &project.path)),
    );
    all.extend(
        network
            .teams
            .iter()
            .map(|team| of(&team.document, &team.path)),
    );
    all.extend(
        network
            .needs
            .iter()
            .map(|need| of(&need.document, &need.path)),
    );
    all.extend(
        network
            .plans
            .iter()
            .map(|plan| of(&plan.document, &plan.path)),
    );
    all.extend(
        network
            .articles
            .iter()
            .map(|article| of(&article.document, &article.path)),
    );
    all.extend(
        network
            .pages
            .iter()
            .map(|page| of(&page.document, &page.path)),
    );
    all.extend(
        network
            .standards
            .iter()
            .map(|standard| of(&standard.document, "/standards/")),
    );
    all.retain(|(_, aliases, _)| !aliases.is_empty());
    all
}

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

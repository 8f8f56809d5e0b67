//! Every address of a site, once: how paths are made of folders, ids, words and dates, and the files they stand for.
//!
//! Paths start at the site's root with `/`, have no prefix, and are not percent-encoded. What has which address is
//! said in [`crate::route`]; a record carries its own from the time it is linked.

use crate::content::{Folder, Kind};

/// The home page.
pub const HOME: &str = "/";
/// What hosts answer where there is no page.
pub const NOT_FOUND: &str = "/404.html";
/// The site map for people.
pub const SITE_MAP: &str = "/sitemap/";
/// All activities.
pub const ACTIVITIES: &str = "/activities/";
/// The library of projects; platforms and projects lie below it.
pub const PROJECTS: &str = "/projects/";
/// All teams.
pub const TEAMS: &str = "/teams/";
/// The board of needs.
pub const NEEDS: &str = "/needs/";
/// The standards of places.
pub const STANDARDS: &str = "/standards/";
/// The first page of the list of articles.
pub const ARTICLES: &str = "/articles/";
/// The network as a whole.
pub const NETWORK: &str = "/network/";
/// The map of the whole network.
pub const MAP: &str = "/map/";
/// The list beside the map.
pub const MAP_LIST: &str = "/map/#map-list";
/// The search.
pub const SEARCH: &str = "/search/";

/// The folder of the site with the static files of its theme.
pub const STATIC_FOLDER: &str = "static";
/// The style sheet with the network's own colours, in the folder of static files; made only if it sets any.
pub const COLORS_FILE: &str = "colors.css";
/// The folder of the site with pictures and other files of the content.
pub const MEDIA_FOLDER: &str = "media";
/// The folder of the site with the index of the search.
pub const INDEX_FOLDER: &str = "search/index";

/// The page of a record: `/stations/yuping/buxingjie/`.
pub fn record(folder: &Folder, id: &str) -> String {
    match folder.kind {
        Kind::Page => format!("/{id}/"),
        Kind::Plan => format!("/plan/{id}/"),
        Kind::Platform => format!("{PROJECTS}{id}/"),
        Kind::Standard => format!("{STANDARDS}#{id}"),
        _ => format!("/{}/{id}/", folder.name),
    }
}

/// The page of an activity, wherever it is written.
pub fn activity(id: &str) -> String {
    format!("{ACTIVITIES}{id}/")
}

/// The entry of a record that has no page of its own, on the page of this path.
pub fn entry(page: &str, kind: &str, id: &str) -> String {
    format!("{page}#{}", fragment(kind, id))
}

/// The fragment of an entry that has no page of its own. Ids have no dots, so that `x/y` and `x-y` stay apart.
pub fn fragment(kind: &str, id: &str) -> String {
    format!("{kind}-{}", id.replace('/', "."))
}

/// The places of a tier: `/stations/`.
pub fn tier(folder: &str) -> String {
    format!("/{folder}/")
}

/// `/activities/2026/07/`.
pub fn month(year: i16, month: i8) -> String {
    format!("{ACTIVITIES}{year}/{month:02}/")
}

/// A page of the list of articles, from 1.
pub fn articles(page: usize) -> String {
    match page {
        1 => ARTICLES.to_owned(),
        page => format!("{ARTICLES}page/{page}/"),
    }
}

/// The standards in the places of a town: `/standards/yuping/`.
pub fn standards_town(town: &str) -> String {
    format!("{STANDARDS}{town}/")
}

/// The sheet for the wall about what has a page at this path.
pub fn poster(path: &str) -> String {
    format!("{path}poster/")
}

/// `/tags/TAG/`.
pub fn tag(tag: &str) -> String {
    format!("/tags/{}/", slug(tag))
}

/// `/brands/BRAND/`.
pub fn brand(brand: &str) -> String {
    format!("/brands/{}/", slug(brand))
}

/// `/activities/for/AUDIENCE/`.
pub fn audience(audience: &str) -> String {
    format!("{ACTIVITIES}for/{}/", slug(audience))
}

/// A text as a part of a path; what cannot stand in one becomes `-`.
fn slug(text: &str) -> String {
    let slug: String = text
        .trim()
        .chars()
        .map(|character| {
            let plain = character.is_alphanumeric() || "-_+·.（）()".contains(character);
            if plain { character } else { '-' }
        })
        .collect();
    // A name of dots alone would be the folder itself or the one above.
    if slug.chars().all(|character| character == '.') {
        "-".to_owned()
    } else {
        slug
    }
}

/// The address of a file of the content on the site.
pub fn media(asset: &str) -> String {
    format!("/{MEDIA_FOLDER}/{asset}")
}

/// The file of a path: `/stations/` is `stations/index.html`.
pub fn file_of(path: &str) -> String {
    let below = path.trim_start_matches('/');
    if below.is_empty() || below.ends_with('/') {
        format!("{below}index.html")
    } else {
        below.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_cannot_leave_its_folder() {
        assert_eq!(tag("../../etc"), "/tags/..-..-etc/");
        assert_eq!(tag(".."), "/tags/-/");
        assert_eq!(tag("移风易俗"), "/tags/移风易俗/");
    }
}

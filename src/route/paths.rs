//! Addresses that are made from words and dates, and the files that addresses stand for.

use crate::network::{Id, Network, Place};

/// The folder of the site with the static files of its theme.
pub const STATIC_FOLDER: &str = "static";
/// The style sheet with the network's own colours, in the folder of static files; made only if it sets any.
pub const COLORS_FILE: &str = "colors.css";
/// The folder of the site with pictures and other files of the content.
pub const MEDIA_FOLDER: &str = "media";
/// The folder of the site with the index of the search.
pub const INDEX_FOLDER: &str = "search/index";

/// `/activities/2026/07/`.
pub fn month_path(year: i16, month: i8) -> String {
    format!("/activities/{year}/{month:02}/")
}

/// `/standards/TOWN/`.
pub fn standards_path(network: &Network, town: Id<Place>) -> String {
    format!("/standards/{}/", network.places[town].document.id)
}

/// The sheet for the wall about what has a page at this path.
pub fn poster_path(path: &str) -> String {
    format!("{path}poster/")
}

/// `/tags/TAG/`.
pub fn tag_path(tag: &str) -> String {
    format!("/tags/{}/", slug(tag))
}

/// `/brands/BRAND/`.
pub fn brand_path(brand: &str) -> String {
    format!("/brands/{}/", slug(brand))
}

/// `/activities/for/AUDIENCE/`.
pub fn audience_path(audience: &str) -> String {
    format!("/activities/for/{}/", slug(audience))
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
pub fn media_path(asset: &str) -> String {
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
        assert_eq!(tag_path("../../etc"), "/tags/..-..-etc/");
        assert_eq!(tag_path(".."), "/tags/-/");
        assert_eq!(tag_path("移风易俗"), "/tags/移风易俗/");
    }
}

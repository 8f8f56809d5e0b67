//! The page for searching.

use super::cards::Link;
use super::{Describe, Page, Views, view};
use crate::route::INDEX_FOLDER;

view! {
    /// The page for searching; in `search.html` as `search`.
    pub struct SearchView {
        /// The folder of the search index, with a slash at the end.
        pub index: String,
        /// The lists of the site, for those without scripts.
        pub lists: Vec<Link>,
    }
}

impl Views<'_> {
    pub(super) fn search(&self) -> Page {
        let view = SearchView {
            index: self.href(&format!("/{INDEX_FOLDER}/")),
            lists: vec![
                self.section("stations", "/stations/"),
                self.section("activities", "/activities/"),
                self.section("projects", "/projects/"),
                self.section("teams", "/teams/"),
                self.section("needs", "/needs/"),
                self.section("articles", "/articles/"),
                self.section("sitemap", "/sitemap/"),
            ],
        };
        let meta = self.meta("search", self.word("search"), "", "/search/", Vec::new());
        Page::new(meta, "search", &view)
    }
}

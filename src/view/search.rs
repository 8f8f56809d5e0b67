//! The page for searching.

use super::cards::Link;
use super::{Describe, Page, Views, view};

view! {
    /// The page for searching; in `search.html` as `search`.
    pub struct SearchView {
        /// The lists of the site, for those without scripts.
        pub lists: Vec<Link>,
    }
}

impl Views<'_> {
    pub(super) fn search(&self) -> Page {
        let view = SearchView {
            lists: vec![
                self.section("stations", "/stations/"),
                self.section("activities", "/activities/"),
                self.section("projects", "/projects/"),
                self.section("articles", "/articles/"),
                self.section("sitemap", "/sitemap/"),
            ],
        };
        let meta = self.meta("search", self.word("search"), "", "/search/", Vec::new());
        Page::new(meta, "search", &view)
    }
}

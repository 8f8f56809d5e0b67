//! The page for searching.

use super::cards::Link;
use super::{Describe, Page, Views, view};
use crate::address::INDEX_FOLDER;
use crate::config::Tiers;
use crate::route::Route;

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
                self.section(&Route::TierIndex(Tiers::STATION)),
                self.section(&Route::Activities),
                self.section(&Route::Projects),
                self.section(&Route::Teams),
                self.section(&Route::Needs),
                self.section(&Route::Articles { page: 1 }),
                self.section(&Route::SiteMap),
            ],
        };
        self.named_page(&Route::Search, &view)
    }
}

//! A local brand (特色品牌): what belongs to it, on one page.

use super::cards::{ActivityCard, ArticleCard, Link, PlaceCard, ProjectCard};
use super::{Describe, Page, Views, view};
use crate::route::Route;

view! {
    /// The page of a brand; in `brand.html` as `brand`.
    pub struct BrandView {
        /// The brand.
        pub name: String,
        /// Places that carry it.
        pub places: Vec<PlaceCard>,
        /// Projects that belong to it.
        pub projects: Vec<ProjectCard>,
        /// Activities that belong to it.
        pub activities: Vec<ActivityCard>,
        /// Articles that tell of it, newest first.
        pub articles: Vec<ArticleCard>,
    }
}

impl Views<'_> {
    /// A link to a brand's page.
    pub(super) fn brand_link(&self, brand: Option<&String>) -> Option<Link> {
        brand.map(|brand| Link {
            name: brand.clone(),
            href: self.route_href(&Route::Brand(brand.clone())),
        })
    }

    pub(super) fn brand(&self, name: &str) -> Page {
        let branded = self.network.brands.get(name).cloned().unwrap_or_default();
        let view = BrandView {
            name: name.to_owned(),
            places: branded
                .places
                .iter()
                .map(|id| self.place_card(*id))
                .collect(),
            projects: branded
                .projects
                .iter()
                .map(|id| self.project_card(*id))
                .collect(),
            activities: self.activity_summaries(&branded.activities),
            articles: branded
                .articles
                .iter()
                .map(|id| self.article_card(*id))
                .collect(),
        };
        let title = format!("{}{name}", self.phrase("brand_prefix"));
        self.page_with(&Route::Brand(name.to_owned()), title, "", &view)
    }
}

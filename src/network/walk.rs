//! One walk over all published records: whoever goes through them all goes this way, so that no kind is forgotten.

use super::{Activity, Network};
use crate::content::Document;
use crate::content::written::Written;
use crate::fault::Origin;
use crate::markdown::Body;

/// A published record of any kind.
pub struct Published<'a> {
    /// What can be asked of any kind.
    pub written: &'a dyn Written,
    /// Where it was written.
    pub origin: Origin,
    /// The text that a page shows.
    pub body: Option<&'a Body>,
    /// The path of its page, or of its entry on one.
    pub path: &'a str,
}

impl Network {
    /// Every published record. The order decides which page keeps an old address that two want.
    pub fn each_published(&self) -> impl Iterator<Item = Published<'_>> {
        let places = self
            .places
            .iter()
            .map(|place| of(&place.document, &place.path));
        let platforms = self.platforms.iter();
        let platforms = platforms.map(|platform| without_text(&platform.document, &platform.path));
        let projects = self.projects.iter();
        let projects = projects.map(|project| of(&project.document, &project.path));
        let teams = self.teams.iter().map(|team| of(&team.document, &team.path));
        let needs = self.needs.iter().map(|need| of(&need.document, &need.path));
        let plans = self.plans.iter();
        let plans = plans.map(|plan| without_text(&plan.document, &plan.path));
        let articles = self.articles.iter();
        let articles = articles.map(|article| of(&article.document, &article.path));
        let pages = self.pages.iter().map(|page| of(&page.document, &page.path));
        let standards = self.standards.iter();
        let standards = standards.map(|standard| without_text(&standard.document, &standard.path));
        places
            .chain(self.activities.iter().map(activity))
            .chain(platforms)
            .chain(projects)
            .chain(teams)
            .chain(needs)
            .chain(plans)
            .chain(articles)
            .chain(pages)
            .chain(standards)
    }

    /// Those of which a page shows a text.
    pub fn published_texts(&self) -> Vec<(&Body, Published<'_>)> {
        let records = self.each_published();
        records
            .filter_map(|record| Some((record.body?, record)))
            .collect()
    }

    /// The pictures that records and the configuration name in fields, with where that was written.
    pub fn named_pictures(&self) -> impl Iterator<Item = (&str, Origin)> {
        let in_records = self.each_published().flat_map(|record| {
            let named = record.written.named_pictures().into_iter();
            named.map(move |src| (src, record.origin.clone()))
        });
        let of_site = self.config.named_pictures();
        in_records.chain(of_site.map(|(_, src)| (src, self.config.origin.clone())))
    }
}

fn of<'a, T: Written>(document: &'a Document<T>, path: &'a str) -> Published<'a> {
    Published {
        body: document.body.as_ref(),
        ..without_text(document, path)
    }
}

/// A record of whose file no page shows the text.
fn without_text<'a, T: Written>(document: &'a Document<T>, path: &'a str) -> Published<'a> {
    Published {
        written: &document.fields,
        origin: document.origin.clone(),
        body: None,
        path,
    }
}

fn activity(activity: &Activity) -> Published<'_> {
    Published {
        written: activity.written(),
        origin: activity.origin(),
        body: activity.body(),
        path: &activity.path,
    }
}

//! Makes the view of any page of a network: what a route's page is, and what all pages share.

use std::sync::OnceLock;

use serde::Serialize;

use super::head::HeadView;
use super::linked_data::linked_data;
use super::time::Clock;
use super::{Page, PageView, Phrases};
use crate::links::Resolver;
use crate::map::Atlas;
use crate::network::Network;
use crate::route::Route;
use crate::text::Lang;

/// Makes the view of any page of a network.
pub struct Views<'a> {
    pub(crate) network: &'a Network,
    pub(super) resolver: &'a Resolver<'a>,
    phrases: &'a Phrases,
    atlas: &'a OnceLock<Atlas>,
}

impl<'a> Views<'a> {
    /// Views of a network in the words of a theme. The atlas is made when the first map is drawn.
    pub fn new(
        network: &'a Network,
        resolver: &'a Resolver<'a>,
        phrases: &'a Phrases,
        atlas: &'a OnceLock<Atlas>,
    ) -> Self {
        Views {
            network,
            resolver,
            phrases,
            atlas,
        }
    }

    /// What all maps share.
    pub(super) fn atlas(&self) -> &'a Atlas {
        self.atlas.get_or_init(|| Atlas::new(self.network))
    }

    /// The page of a route.
    pub fn page(&self, route: &Route) -> Page {
        let mut page = self.made(route);
        if page.meta.description.is_empty() && route.is_indexed() {
            page.meta.description = self.usual_description(&page.meta.title);
        }
        page.meta.head = self.head(route, &page.meta);
        if page.meta.head.indexed {
            page.meta.head.linked_data = linked_data(self, route, &page.meta);
        }
        page.meta.edit = self.edit_address(route);
        page
    }

    /// Where the file behind a page is edited; empty if there is none, or no repository is configured.
    fn edit_address(&self, route: &Route) -> String {
        let repository = self.network.config.repository.as_ref();
        repository
            .and_then(|repository| Some(repository.edit_address(&route.source(self.network)?)))
            .unwrap_or_default()
    }

    fn made(&self, route: &Route) -> Page {
        match route {
            Route::Home => self.home(),
            Route::NotFound => self.not_found(),
            Route::SiteMap => self.site_map(),
            Route::TierIndex(tier) => self.tier_index(*tier),
            Route::Place(id) => self.place(*id),
            Route::Activities => self.activities(),
            Route::ActivityMonth { year, month } => self.month(*year, *month),
            Route::Activity(id) => self.activity(*id),
            Route::Projects => self.projects(),
            Route::Platform(id) => self.platform(*id),
            Route::Project(id) => self.project(*id),
            Route::Teams => self.teams(),
            Route::Team(id) => self.team(*id),
            Route::Needs => self.needs(),
            Route::Need(id) => self.need(*id),
            Route::Plan(id) => self.plan(*id),
            Route::Standards => self.standards(),
            Route::StandardsTown(id) => self.standards_town(*id),
            Route::Articles { page } => self.articles(*page),
            Route::Article(id) => self.article(*id),
            Route::Tag(tag) => self.tag(tag),
            Route::Brand(brand) => self.brand(brand),
            Route::Audience(audience) => self.audience(audience),
            Route::Network => self.network_page(),
            Route::Map => self.map(),
            Route::Search => self.search(),
            Route::PlacePoster(id) => self.place_poster(*id),
            Route::ActivityPoster(id) => self.activity_poster(*id),
            Route::Page(id) => self.plain_page(*id),
            // A feed is written by itself; whoever asks for it as a page gets what is not there.
            Route::Feed(_) => self.not_found(),
            Route::Redirect { to, .. } => self.redirect(route, to),
        }
    }

    /// Every route of the site, in a fixed order.
    pub(crate) fn routes(&self) -> &'a [Route] {
        self.resolver.routes()
    }

    pub(super) fn lang(&self) -> Lang {
        self.network.config.language
    }

    pub(crate) fn clock(&self) -> Clock {
        Clock {
            today: self.network.today,
            lang: self.lang(),
        }
    }

    /// A text of the interface; its key if the theme has none, so that the gap is seen.
    pub(crate) fn phrase(&self, key: &str) -> String {
        self.phrases.get(key).unwrap_or(key).to_owned()
    }

    /// A page with its view. One comes to it from its section, or from the home page if it has none.
    pub(super) fn page_with<V: Serialize>(
        &self,
        route: &Route,
        title: impl Into<String>,
        description: impl Into<String>,
        view: &V,
    ) -> Page {
        let href = self.route_href(route);
        let way = match route {
            Route::Home => None,
            _ => Some(self.section(&Route::Home)),
        };
        let section = route.section().map(|section| self.section(&section));
        let template = route.template().unwrap_or_default();
        let meta = PageView {
            title: title.into(),
            description: description.into(),
            url: format!("{}{href}", self.network.config.base_url.origin()),
            href,
            breadcrumbs: way.into_iter().chain(section).collect(),
            kind: template,
            head: HeadView::default(),
            edit: String::new(),
        };
        Page {
            meta,
            // These two names mean something else in every template.
            root: match template {
                "page" => "plain_page",
                "404" => "not_found",
                template => template,
            },
            view: tera::Value::from_serializable(view),
        }
    }

    /// A page that is called the same on every site.
    pub(super) fn named_page<V: Serialize>(&self, route: &Route, view: &V) -> Page {
        self.page_with(route, self.title(route), "", view)
    }

    /// The title of a page that is called the same on every site.
    pub(super) fn title(&self, route: &Route) -> String {
        route
            .phrase()
            .map(|phrase| self.phrase(phrase))
            .unwrap_or_default()
    }
}

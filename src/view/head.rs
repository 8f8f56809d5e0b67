//! What search engines, feed readers and previews are told of a page, in its head.

use super::cards::PictureView;
use super::{Describe, PageView, Views, view};
use crate::content::written::Photo;
use crate::fault::Origin;
use crate::network::{Activity, Article, Id, Place};
use crate::route::Feed;
use crate::route::Route;

view! {
    /// What programs are told of a page; the `head` of every page.
    #[derive(Default)]
    pub struct HeadView {
        /// Whether search engines should list the page.
        pub indexed: bool,
        /// `article` or `website` (Open Graph).
        pub kind: &'static str,
        /// Full address of a picture for previews; empty if there is none.
        pub image: String,
        /// What the picture shows.
        pub image_alt: String,
        /// The day an article appeared: `2026-05-20`; empty for other pages.
        pub published: String,
        /// Calendars and feeds that belong to the page, its own first.
        pub feeds: Vec<FeedLink>,
        /// JSON-LD (schema.org), safe inside a `script` element: print it with `| safe`.
        pub linked_data: String,
        /// Page tags of a government site; empty if it is none.
        pub government: Vec<MetaTag>,
    }
}

view! {
    /// A file for programs that belongs to a page.
    #[derive(Clone)]
    pub struct FeedLink {
        /// What it holds.
        pub title: String,
        /// Its address.
        pub href: String,
        /// `text/calendar` or `application/atom+xml`.
        pub media_type: &'static str,
    }
}

view! {
    /// A page tag.
    #[derive(Clone)]
    pub struct MetaTag {
        /// Its name: `SiteName`.
        pub name: &'static str,
        /// Its value.
        pub content: String,
    }
}

impl Views<'_> {
    /// The head of a page but for its linked data, which is made of the head.
    pub(super) fn head(&self, route: &Route, page: &PageView) -> HeadView {
        let image = self.leading_picture(route);
        let image = image.filter(|_| self.has_host());
        let published = match route {
            Route::Article(id) => {
                let article = &self.network.articles[*id];
                article.document.fields.date.0.to_string()
            }
            _ => String::new(),
        };
        let mut head = HeadView {
            indexed: route.is_indexed(),
            kind: if published.is_empty() {
                "website"
            } else {
                "article"
            },
            image: image
                .as_ref()
                .map_or_else(String::new, |image| match image.large.is_empty() {
                    true => self.full_href(&image.src),
                    false => image.large.clone(),
                }),
            image_alt: image.map_or_else(String::new, |image| image.alt),
            published,
            feeds: self.feeds_of(route),
            linked_data: String::new(),
            government: Vec::new(),
        };
        head.government = self.government_tags(route, page, &head);
        head
    }

    /// What a list is, for previews: its title, and what the site is.
    pub(super) fn usual_description(&self, title: &str) -> String {
        let config = &self.network.config;
        let site = config.description.as_ref().unwrap_or(&config.name);
        format!("{title}：{site}")
    }

    /// The picture that stands for a page.
    fn leading_picture(&self, route: &Route) -> Option<PictureView> {
        let network = self.network;
        let first = |photos: &[Photo], origin: &Origin| self.picture(photos.first()?, origin);
        match route {
            Route::Place(id) => {
                let document = &network.places[*id].document;
                first(&document.fields.photos, &document.origin)
            }
            Route::Activity(id) => {
                let activity = &network.activities[*id];
                first(&activity.written().photos, &activity.origin())
            }
            Route::Project(id) => {
                let document = &network.projects[*id].document;
                first(&document.fields.photos, &document.origin)
            }
            Route::Team(id) => {
                let document = &network.teams[*id].document;
                first(&document.fields.photos, &document.origin)
            }
            Route::Page(id) => {
                let document = &network.pages[*id].document;
                first(&document.fields.photos, &document.origin)
            }
            Route::Article(id) => self.article_picture(*id),
            _ => None,
        }
    }

    fn article_picture(&self, id: Id<Article>) -> Option<PictureView> {
        let document = &self.network.articles[id].document;
        let cover = document.fields.cover.as_ref();
        let leading = cover.or(document.fields.photos.first())?;
        self.picture(leading, &document.origin)
    }

    /// The feeds of a page, then those of the whole site.
    fn feeds_of(&self, route: &Route) -> Vec<FeedLink> {
        let network = self.network;
        let mut feeds = Vec::new();
        match route {
            Route::Place(id) => {
                let name = &network.places[*id].written().name;
                let title = format!("{name} · {}", self.phrase("activities"));
                feeds.push(self.feed_link(title, &Feed::PlaceCalendar(*id)));
                if self.has_place_feed(*id) {
                    let title = format!("{name} · {}", self.phrase("articles"));
                    feeds.push(self.feed_link(title, &Feed::PlaceArticles(*id)));
                }
            }
            Route::Activity(id) => {
                let title = network.activities[*id].written().title.clone();
                feeds.push(self.feed_link(title, &Feed::ActivityCalendar(*id)));
            }
            Route::Platform(id) => {
                let name = &network.platforms[*id].document.fields.name;
                let title = format!("{name} · {}", self.phrase("activities"));
                feeds.push(self.feed_link(title, &Feed::PlatformCalendar(*id)));
            }
            Route::Articles { .. } if self.has_host() => {
                feeds.push(self.feed_link(self.phrase("articles"), &Feed::Articles));
            }
            route if !route.is_indexed() => return feeds,
            _ => {}
        }
        let config = &network.config;
        let title = format!("{} · {}", config.short_name, self.phrase("activities"));
        feeds.push(self.feed_link(title, &Feed::Calendar));
        if self.has_host() {
            feeds.push(self.feed_link(config.short_name.clone(), &Feed::News));
        }
        feeds
    }

    fn feed_link(&self, title: String, feed: &Feed) -> FeedLink {
        let path = feed.path(self.network);
        FeedLink {
            title,
            href: self.href(&path),
            media_type: if path.ends_with(".ics") {
                "text/calendar"
            } else {
                "application/atom+xml"
            },
        }
    }

    fn has_place_feed(&self, id: Id<Place>) -> bool {
        let is_institute = self.network.places[id].tier == crate::config::Tiers::INSTITUTE;
        is_institute && self.has_host()
    }

    /// The calendar of an activity as an address for `href`.
    pub(super) fn activity_calendar(&self, id: Id<Activity>) -> String {
        self.href(&Feed::ActivityCalendar(id).path(self.network))
    }
}

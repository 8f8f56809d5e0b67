//! Articles, tags and plain pages.

use super::cards::{ActivityCard, ArticleCard, Link, PictureView, PlaceCard, ProjectCard};
use super::{Describe, Page, Views, view};
use crate::address;
use crate::content::written::ArticleType;
use crate::network::{Article, Id};
use crate::route::Feed;
use crate::route::{Route, article_pages};

view! {
    /// A page of the list of articles; in `articles.html` as `articles`.
    pub struct ArticlesView {
        /// The articles, newest first.
        pub list: Vec<ArticleCard>,
        /// How many there are on all pages.
        pub count: usize,
        /// This page, from 1.
        pub page: usize,
        /// How many pages there are.
        pub pages: usize,
        /// The page with newer ones.
        pub newer: Option<Link>,
        /// The page with older ones.
        pub older: Option<Link>,
        /// All tags.
        pub tags: Vec<Link>,
        /// The articles as Atom; empty if the site knows no host.
        pub feed: String,
    }
}

view! {
    /// The page of an article; in `article.html` as `article`.
    pub struct ArticleView {
        /// Its card.
        pub card: ArticleCard,
        /// Who wrote it: a role; may be empty.
        pub author: String,
        /// The local brand it tells of.
        pub brand: Option<Link>,
        /// Minutes to read.
        pub reading_minutes: u32,
        /// Its headings.
        pub outline: Vec<HeadingView>,
        /// Places it tells of.
        pub places: Vec<PlaceCard>,
        /// Projects it tells of.
        pub projects: Vec<ProjectCard>,
        /// Activities it tells of.
        pub activities: Vec<ActivityCard>,
        /// Its tags.
        pub tags: Vec<Link>,
        /// Whether its time is over.
        pub expired: bool,
        /// Pictures.
        pub photos: Vec<PictureView>,
        /// Its text as HTML.
        pub body: String,
        /// Articles that share places, projects, activities, the brand or tags with it, the closest first.
        pub related: Vec<ArticleCard>,
        /// The article before it in time.
        pub older: Option<Link>,
        /// The article after it in time.
        pub newer: Option<Link>,
    }
}

view! {
    /// A heading of a text.
    #[derive(Clone)]
    pub struct HeadingView {
        /// 2 to 6.
        pub level: u8,
        /// Its id on the page.
        pub id: String,
        /// What it says.
        pub text: String,
    }
}

view! {
    /// What carries a tag; in `tag.html` as `tag`.
    pub struct TagView {
        /// The tag.
        pub name: String,
        /// Articles, newest first.
        pub articles: Vec<ArticleCard>,
        /// Projects.
        pub projects: Vec<ProjectCard>,
        /// Activities.
        pub activities: Vec<ActivityCard>,
    }
}

view! {
    /// A plain page; in `page.html` as `plain_page`.
    pub struct PlainPageView {
        /// Its title.
        pub title: String,
        /// Its headings.
        pub outline: Vec<HeadingView>,
        /// Pictures.
        pub photos: Vec<PictureView>,
        /// Its text as HTML.
        pub body: String,
    }
}

/// How many related articles an article lists.
const RELATED: usize = 4;

/// How many elements two lists have in common.
fn shared<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    a.iter().filter(|element| b.contains(element)).count()
}

impl Views<'_> {
    pub(super) fn articles(&self, page: usize) -> Page {
        let network = self.network;
        let per_page = network.config.articles_per_page;
        let listed: Vec<_> = network
            .articles
            .enumerate()
            .filter(|(_, article)| !article.expired)
            .collect();
        let pages = article_pages(network);
        let link = |page: usize, key: &str| Link {
            name: self.phrase(key),
            href: self.route_href(&Route::Articles { page }),
        };
        let view = ArticlesView {
            list: listed
                .iter()
                .skip((page - 1) * per_page)
                .take(per_page)
                .map(|(id, _)| self.article_card(*id))
                .collect(),
            count: listed.len(),
            page,
            pages,
            newer: (page > 1).then(|| link(page - 1, "newer")),
            older: (page < pages).then(|| link(page + 1, "older")),
            tags: network.tags.keys().map(|tag| self.tag_link(tag)).collect(),
            feed: if self.has_host() {
                self.href(&Feed::Articles.path(network))
            } else {
                String::new()
            },
        };
        let route = Route::Articles { page };
        let name = self.title(&route);
        let title = if page == 1 {
            name
        } else {
            format!("{name} · {page}")
        };
        self.page_with(&route, title, "", &view)
    }

    pub(super) fn article(&self, id: Id<Article>) -> Page {
        let network = self.network;
        let article = &network.articles[id];
        let document = &article.document;
        let written = &document.fields;
        let body = document.body.as_ref();
        let neighbour = |step: fn(usize) -> Option<usize>| {
            let index = step(id.index())?;
            network
                .articles
                .ids()
                .nth(index)
                .map(|id| self.article_link(id))
        };
        let card = self.article_card(id);
        let description = card.summary.clone();
        let view = ArticleView {
            card,
            author: written.author.clone().unwrap_or_default(),
            brand: self.brand_link(written.brand.as_ref()),
            reading_minutes: body.map_or(0, |body| body.reading.minutes()),
            outline: self.outline(body),
            places: article
                .places
                .iter()
                .map(|id| self.place_card(*id))
                .collect(),
            projects: article
                .projects
                .iter()
                .map(|id| self.project_card(*id))
                .collect(),
            activities: self.activity_summaries(&article.activities),
            tags: self.tag_links(&written.tags),
            expired: article.expired,
            photos: self.pictures(&written.photos, &document.origin),
            body: self.body(body, &document.origin, &article.path),
            related: self.related(id),
            older: neighbour(|index| index.checked_add(1)),
            newer: neighbour(|index| index.checked_sub(1)),
        };
        self.page_with(&Route::Article(id), &written.title, description, &view)
    }

    /// What shares most with an article; what they tell of weighs more than tags.
    fn related(&self, id: Id<Article>) -> Vec<ArticleCard> {
        let network = self.network;
        let article = &network.articles[id];
        let own = &article.document.fields;
        let mut scored: Vec<(usize, Id<Article>)> = network
            .articles
            .enumerate()
            .filter(|(other, found)| *other != id && !found.expired)
            .map(|(other, found)| {
                let fields = &found.document.fields;
                let tells = shared(&article.places, &found.places)
                    + shared(&article.projects, &found.projects)
                    + shared(&article.activities, &found.activities);
                let same_brand = own.brand.is_some() && own.brand == fields.brand;
                let score = 3 * (tells + usize::from(same_brand)) + shared(&own.tags, &fields.tags);
                (score, other)
            })
            .filter(|(score, _)| *score > 0)
            .collect();
        scored.sort_by_key(|(score, other)| (std::cmp::Reverse(*score), *other));
        let closest = scored.iter().take(RELATED);
        closest
            .map(|(_, other)| self.article_card(*other))
            .collect()
    }

    fn outline(&self, body: Option<&crate::markdown::Body>) -> Vec<HeadingView> {
        body.map(|body| body.outline.as_slice())
            .unwrap_or_default()
            .iter()
            .map(|heading| HeadingView {
                level: heading.level,
                id: heading.id.clone(),
                text: heading.text.clone(),
            })
            .collect()
    }

    fn tag_link(&self, tag: &str) -> Link {
        Link {
            name: tag.to_owned(),
            href: self.href(&address::tag(tag)),
        }
    }

    pub(super) fn tag_links(&self, tags: &[String]) -> Vec<Link> {
        tags.iter().map(|tag| self.tag_link(tag)).collect()
    }

    pub(super) fn tag(&self, tag: &str) -> Page {
        let tagged = self.network.tags.get(tag).cloned().unwrap_or_default();
        let view = TagView {
            name: tag.to_owned(),
            articles: tagged
                .articles
                .iter()
                .map(|id| self.article_card(*id))
                .collect(),
            projects: tagged
                .projects
                .iter()
                .map(|id| self.project_card(*id))
                .collect(),
            activities: self.activity_summaries(&tagged.activities),
        };
        let title = format!("{}{tag}", self.phrase("tag_prefix"));
        self.page_with(&Route::Tag(tag.to_owned()), title, "", &view)
    }

    pub(super) fn plain_page(&self, id: Id<crate::network::Page>) -> Page {
        let page = &self.network.pages[id];
        let document = &page.document;
        let body = document.body.as_ref();
        let view = PlainPageView {
            title: document.fields.title.clone(),
            outline: self.outline(body),
            photos: self.pictures(&document.fields.photos, &document.origin),
            body: self.body(body, &document.origin, &page.path),
        };
        let summary = document.fields.summary.as_deref();
        let summary = summary.unwrap_or(document.summary());
        self.page_with(&Route::Page(id), &view.title, summary, &view)
    }

    pub(crate) fn article_card(&self, id: Id<Article>) -> ArticleCard {
        let article = &self.network.articles[id];
        let written = &article.document.fields;
        let kind = article_type(written.article_type);
        let summary = written.summary.as_deref();
        ArticleCard {
            title: written.title.clone(),
            href: self.href(&article.path),
            kind,
            kind_name: self.phrase(&format!("article_type.{kind}")),
            date: self.clock().day_moment(written.date.0),
            summary: summary.unwrap_or(article.document.summary()).to_owned(),
            source: written.source.clone(),
            cover: written
                .cover
                .as_ref()
                .and_then(|cover| self.picture(cover, &article.document.origin)),
        }
    }
}

fn article_type(article_type: ArticleType) -> &'static str {
    match article_type {
        ArticleType::Experience => "experience",
        ArticleType::News => "news",
        ArticleType::Notice => "notice",
        ArticleType::Policy => "policy",
    }
}

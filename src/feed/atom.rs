//! Atom feeds (RFC 4287): what is new, with full texts and full addresses.
//!
//! Every date in them is one of the content: an article's day, or the day on which an activity was over of
//! which the results are told. What lies ahead is in the calendars instead.

use jiff::civil::Date;

use super::Feed;
use super::absolute::absolute;
use super::xml::{element, empty, escape, open};
use crate::address;
use crate::network::{Activity, Article, Id, Network, Place};
use crate::view::Views;

/// How many entries a feed has.
const MOST_ENTRIES: usize = 30;

/// One thing that is new.
enum Entry {
    Article(Id<Article>),
    Results(Id<Activity>),
}

/// Articles, and activities of which the results are told.
pub(super) fn write_news(views: &Views<'_>, out: &mut Vec<u8>) {
    let network = views.network;
    let mut entries = listed(network, |_| true);
    let told = network.activities.enumerate();
    entries.extend(told.filter_map(|(id, activity)| {
        let over = activity.occurrences.last()?.last_day();
        let results = activity.written().results.as_ref()?;
        // An article about it says more, and is an entry of its own.
        let is_told = results.summary.is_some() && activity.article.is_none();
        (is_told && over <= network.today).then_some((over, Entry::Results(id)))
    }));
    write(
        views,
        &Feed::News,
        &network.config.name,
        address::HOME,
        entries,
        out,
    );
}

/// Articles alone.
pub(super) fn write_articles(views: &Views<'_>, out: &mut Vec<u8>) {
    let network = views.network;
    let title = format!("{} · {}", views.phrase("articles"), network.config.name);
    let entries = listed(network, |_| true);
    write(
        views,
        &Feed::Articles,
        &title,
        address::ARTICLES,
        entries,
        out,
    );
}

/// Articles that tell of a place or of one below it.
pub(super) fn write_place(views: &Views<'_>, id: Id<Place>, out: &mut Vec<u8>) {
    let network = views.network;
    let is_within = |place: &Id<Place>| network.upward(*place).any(|above| above == id);
    let entries = listed(network, |article| article.places.iter().any(is_within));
    let place = &network.places[id];
    let title = format!("{} · {}", place.written().name, views.phrase("articles"));
    let feed = Feed::PlaceArticles(id);
    write(views, &feed, &title, &place.path, entries, out);
}

/// The articles of the list that are wanted, with their days.
fn listed(network: &Network, wanted: impl Fn(&Article) -> bool) -> Vec<(Date, Entry)> {
    network
        .articles
        .enumerate()
        .filter(|(_, article)| !article.expired && wanted(article))
        .map(|(id, article)| (article.document.fields.date.0, Entry::Article(id)))
        .collect()
}

fn write(
    views: &Views<'_>,
    feed: &Feed,
    title: &str,
    page: &str,
    mut entries: Vec<(Date, Entry)>,
    out: &mut Vec<u8>,
) {
    entries.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    entries.truncate(MOST_ENTRIES);
    let config = &views.network.config;
    let own = views.full(&feed.path(views.network));
    let page = views.full(page);
    let newest = entries
        .first()
        .map_or(Date::constant(1970, 1, 1), |entry| entry.0);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let attributes = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xml:lang", config.language.tag()),
    ];
    open("feed", &attributes, &mut xml);
    xml.push('\n');
    element("id", &own, &mut xml);
    element("title", title, &mut xml);
    element("updated", &moment(views, newest), &mut xml);
    if let Some(notice) = &config.notice {
        element("subtitle", notice, &mut xml);
    }
    link("self", "application/atom+xml", &own, &mut xml);
    link("alternate", "text/html", &page, &mut xml);
    xml.push_str("<author>");
    element("name", &config.name, &mut xml);
    xml.push_str("</author>\n");
    for (day, entry) in entries {
        xml.push_str("<entry>\n");
        match entry {
            Entry::Article(id) => article(views, id, day, &mut xml),
            Entry::Results(id) => results(views, id, day, &mut xml),
        }
        xml.push_str("</entry>\n");
    }
    xml.push_str("</feed>\n");
    out.extend_from_slice(xml.as_bytes());
}

fn article(views: &Views<'_>, id: Id<Article>, day: Date, xml: &mut String) {
    let article = &views.network.articles[id];
    let document = &article.document;
    let written = &document.fields;
    head(views, &written.title, &article.path, day, xml);
    xml.push_str("<author>");
    element("name", &written.source, xml);
    xml.push_str("</author>\n");
    for tag in written.tags.iter() {
        empty("category", &[("term", tag)], xml);
    }
    let body = document.body.as_ref();
    let summary = written.summary.as_deref();
    let summary = summary.unwrap_or(document.summary());
    if !summary.is_empty() {
        element("summary", summary, xml);
    }
    if body.is_some() {
        let page = views.full(&article.path);
        let html = views.body(body, &document.origin, &article.path);
        let mut full = String::with_capacity(html.len() + 256);
        let origin = views.network.config.base_url.origin();
        absolute(&html, origin, &page, &mut full);
        open("content", &[("type", "html"), ("xml:base", &page)], xml);
        escape(&full, xml);
        xml.push_str("</content>\n");
    }
}

fn results(views: &Views<'_>, id: Id<Activity>, day: Date, xml: &mut String) {
    let activity = &views.network.activities[id];
    let written = activity.written();
    head(views, &written.title, &activity.path, day, xml);
    for tag in written.tags.iter() {
        empty("category", &[("term", tag)], xml);
    }
    let results = written.results.as_ref();
    let summary = results.and_then(|results| results.summary.as_deref());
    let place = &views.network.places[activity.place].written().name;
    let text = format!("{place}：{}", summary.unwrap_or_default());
    element("summary", &text, xml);
}

/// What every entry has. The address of a page is its id: it stays as long as the record keeps its own.
fn head(views: &Views<'_>, title: &str, path: &str, day: Date, xml: &mut String) {
    let address = views.full(path);
    let moment = moment(views, day);
    element("id", &address, xml);
    element("title", title, xml);
    element("published", &moment, xml);
    element("updated", &moment, xml);
    link("alternate", "text/html", &address, xml);
}

fn link(rel: &str, media_type: &str, href: &str, xml: &mut String) {
    let attributes = [("rel", rel), ("type", media_type), ("href", href)];
    empty("link", &attributes, xml);
}

/// The beginning of a day in the site's zone (RFC 3339).
fn moment(views: &Views<'_>, day: Date) -> String {
    views.rfc3339(day.at(0, 0, 0, 0))
}

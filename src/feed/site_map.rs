//! The site map of search engines (<https://www.sitemaps.org/protocol.html>): every page that they should
//! list, in one file, or in several with an index.

use super::Feed;
use super::xml::{element, open};
use crate::route::Route;
use crate::view::Views;

/// How many addresses a file holds. The protocol allows 50,000 and 50 MB; an address has at most 2,048
/// characters, so this many stay below both.
const MOST_URLS: usize = 20_000;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// How many files the pages need besides the index; none if one file holds them all.
pub(super) fn parts(routes: &[Route]) -> usize {
    let urls = indexed(routes).count();
    if urls <= MOST_URLS {
        0
    } else {
        urls.div_ceil(MOST_URLS)
    }
}

/// The site map, or its index.
pub(super) fn write(views: &Views<'_>, out: &mut Vec<u8>) {
    match parts(views.routes()) {
        0 => write_urls(views, indexed(views.routes()), out),
        parts => write_index(views, parts, out),
    }
}

/// One of several files, from 0.
pub(super) fn write_part(views: &Views<'_>, part: usize, out: &mut Vec<u8>) {
    let urls = indexed(views.routes()).skip(part * MOST_URLS);
    write_urls(views, urls.take(MOST_URLS), out);
}

fn indexed(routes: &[Route]) -> impl Iterator<Item = &Route> {
    routes.iter().filter(|route| route.is_indexed())
}

fn write_urls<'r>(views: &Views<'_>, routes: impl Iterator<Item = &'r Route>, out: &mut Vec<u8>) {
    let mut xml = beginning("urlset");
    for route in routes {
        xml.push_str("<url>");
        element("loc", &views.full(&route.path(views.network)), &mut xml);
        // Of other pages nothing tells when they changed, and a date that is not true is worse than none.
        if let Route::Article(id) = route {
            let day = views.network.articles[*id].document.fields.date.0;
            element("lastmod", &day.to_string(), &mut xml);
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    out.extend_from_slice(xml.as_bytes());
}

fn write_index(views: &Views<'_>, parts: usize, out: &mut Vec<u8>) {
    let mut xml = beginning("sitemapindex");
    for part in 0..parts {
        xml.push_str("<sitemap>");
        let path = Feed::SiteMapPart(part).path(views.network);
        element("loc", &views.full(&path), &mut xml);
        xml.push_str("</sitemap>\n");
    }
    xml.push_str("</sitemapindex>\n");
    out.extend_from_slice(xml.as_bytes());
}

fn beginning(root: &str) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    open(root, &[NAMESPACE], &mut xml);
    xml.push('\n');
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_pages_than_a_file_holds_are_divided() {
        let routes = vec![Route::Home; MOST_URLS];
        assert_eq!(parts(&routes), 0);
        let routes = vec![Route::Home; 2 * MOST_URLS + 1];
        assert_eq!(parts(&routes), 3);
        assert_eq!(parts(&vec![Route::Search; MOST_URLS + 1]), 0);
    }
}

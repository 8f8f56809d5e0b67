//! The site map of search engines (<https://www.sitemaps.org/protocol.html>): every page that they should
//! list, in one file, or in several with an index.

use super::xml::{element, open};
use crate::route::{Feed, MOST_URLS, Route, indexed, site_map_parts};
use crate::view::Views;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// The site map, or its index.
pub(super) fn write(views: &Views<'_>, out: &mut Vec<u8>) {
    match site_map_parts(views.routes()) {
        0 => write_urls(views, indexed(views.routes()), out),
        parts => write_index(views, parts, out),
    }
}

/// One of several files, from 0.
pub(super) fn write_part(views: &Views<'_>, part: usize, out: &mut Vec<u8>) {
    let urls = indexed(views.routes()).skip(part * MOST_URLS);
    write_urls(views, urls.take(MOST_URLS), out);
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

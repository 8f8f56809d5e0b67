//! `robots.txt` (RFC 9309): everything may be read, and where the site map is. What `content/root/robots.txt` says
//! follows, of the same group unless it names another.

use super::Feed;
use crate::view::Views;

pub(super) fn write(views: &Views<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(b"User-agent: *\nAllow: /\n");
    if views.has_host() {
        let address = views.full(&Feed::SiteMap.path(views.network));
        out.extend_from_slice(format!("Sitemap: {address}\n").as_bytes());
    }
}

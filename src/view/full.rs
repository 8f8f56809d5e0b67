//! Addresses and moments for those who read them outside a page: full, and with their distance from UTC.

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::Views;

impl Views<'_> {
    /// Whether the site knows its host, so that [`Views::full`] gives full addresses.
    pub(crate) fn has_host(&self) -> bool {
        self.network.config.base_url.names_host()
    }

    /// A path of the site as a full address; from the root of the host if that is not known.
    pub(crate) fn full(&self, path: &str) -> String {
        self.full_href(&self.href(path))
    }

    /// An address for `href` that lies within the site, as a full one.
    pub(crate) fn full_href(&self, href: &str) -> String {
        format!("{}{href}", self.network.config.base_url.origin())
    }

    /// The moment of a local time. Where the clock leaves it out or has it twice, it is read as RFC 5545
    /// reads it; the last days of the year 9999, which no timestamp can hold, are the last moment.
    pub(crate) fn instant(&self, at: DateTime) -> Timestamp {
        let zone = &self.network.config.time_zone;
        let known = zone.to_ambiguous_timestamp(at).compatible();
        known.unwrap_or(Timestamp::MAX)
    }

    /// A local time as RFC 3339 writes it: `2026-07-09T09:00:00+08:00`.
    pub(crate) fn rfc3339(&self, at: DateTime) -> String {
        let zone = self.network.config.time_zone.clone();
        self.instant(at)
            .to_zoned_datetime(zone)
            .strftime("%Y-%m-%dT%H:%M:%S%:z")
            .to_string()
    }
}

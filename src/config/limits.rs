//! `limits` of the configuration: how much a site may cost the machine that makes it. A mistake in one line, such
//! as a daily activity from the year 26 on, must not fill its memory or its disk.

use super::{Checker, written};

/// What a site may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest content file, in bytes.
    pub file_bytes: u64,
    /// Most times that one activity takes place.
    pub activity_occurrences: usize,
    /// Most times that all activities take place.
    pub occurrences: usize,
    /// Most pages, redirects and files for programs.
    pub pages: usize,
    /// Share of the published pages that a build may remove without being told to, in percent.
    pub removal_percent: u32,
}

impl Default for Limits {
    /// A daily activity of ten years; a weekly one in each of 40,000 villages, of this year and the next; twenty
    /// pages for each of 100,000 villages.
    fn default() -> Self {
        Limits {
            file_bytes: 1024 * 1024,
            activity_occurrences: 4_000,
            occurrences: 5_000_000,
            pages: 2_000_000,
            removal_percent: 50,
        }
    }
}

impl Checker {
    /// The limits; where one is wrong, the usual one stands.
    pub(super) fn limits(&mut self, written: &written::Limits) -> Limits {
        let usual = Limits::default();
        let kibibytes = self.number("limits", "file_kib", written.file_kib, 1..=65_536);
        let percent = self.number(
            "limits",
            "removal_percent",
            written.removal_percent,
            0..=100,
        );
        let mut count = |key, written, allowed, usual| {
            let count = self.number("limits", key, written, allowed);
            count.map_or(usual, |count| count as usize)
        };
        Limits {
            activity_occurrences: count(
                "activity_occurrences",
                written.activity_occurrences,
                1..=100_000,
                usual.activity_occurrences,
            ),
            occurrences: count(
                "occurrences",
                written.occurrences,
                1..=100_000_000,
                usual.occurrences,
            ),
            pages: count("pages", written.pages, 1..=100_000_000, usual.pages),
            removal_percent: percent.unwrap_or(usual.removal_percent),
            file_bytes: kibibytes.map_or(usual.file_bytes, |kibibytes| u64::from(kibibytes) * 1024),
        }
    }
}

//! Opening hours in words, and those of the coming days for the script that says whether a place is open now.

use std::fmt::Write;

use jiff::ToSpan;

use super::Views;
use crate::calendar::opening_hours::Interval;
use crate::network::Place;
use crate::text::Lang;

/// How many days are told, from the day of the site: a site that is built once a week stays right.
pub(super) const DAYS: i64 = 14;

impl Views<'_> {
    /// The intervals of the coming days, compact: different days as minutes from midnight, `;` between days
    /// and `,` between intervals, then `|` and for each day from today the number of its pattern in base 36:
    /// `510-690,870-1050;|00000110000011`. After an interval `?` says perhaps open, `+` open-ended. Empty if
    /// the hours are not known.
    pub(super) fn open_days(&self, place: &Place) -> String {
        let Some(hours) = &place.written().hours else {
            return String::new();
        };
        let network = self.network;
        let mut patterns: Vec<String> = Vec::new();
        let mut days = String::new();
        for ahead in 0..DAYS {
            let date = network.today.saturating_add(ahead.days());
            let pattern = pattern(&hours.0.intervals(date, &network.holidays));
            let known = patterns.iter().position(|known| *known == pattern);
            let number = known.unwrap_or_else(|| {
                patterns.push(pattern);
                patterns.len() - 1
            });
            days.extend(
                u32::try_from(number)
                    .ok()
                    .and_then(|number| char::from_digit(number, 36)),
            );
        }
        format!("{}|{days}", patterns.join(";"))
    }

    /// Whether the holidays of all these days are announced; if not, hours may yet change.
    pub(super) fn holidays_are_known(&self) -> bool {
        let network = self.network;
        let last = network.today.saturating_add((DAYS - 1).days());
        network.holidays.is_announced(network.today.year())
            && network.holidays.is_announced(last.year())
    }

    /// Opening hours in words.
    pub(crate) fn hours(&self, place: &Place) -> String {
        let Some(hours) = &place.written().hours else {
            return String::new();
        };
        match self.lang() {
            Lang::Chinese => hours.0.summary_zh(),
            Lang::English => hours.0.summary_en(),
        }
    }
}

fn pattern(intervals: &[Interval<'_>]) -> String {
    let mut pattern = String::new();
    for interval in intervals {
        let comma = if pattern.is_empty() { "" } else { "," };
        let unknown = if interval.unknown { "?" } else { "" };
        let open_ended = if interval.open_ended { "+" } else { "" };
        let _ = write!(
            pattern,
            "{comma}{}-{}{unknown}{open_ended}",
            interval.start, interval.end
        );
    }
    pattern
}

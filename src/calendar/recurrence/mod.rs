//! Repeating activities: RFC 5545 recurrence rules (`FREQ=WEEKLY;BYDAY=SA`) over local civil time.
//!
//! Own code instead of the `rrule` crate, which brings chrono, chrono-tz and regex and gives no position
//! for a fault. The expansion is held against python-dateutil by `tests/recurrence_reference.rs`.
//!
//! Where RFC 5545 is silent this follows python-dateutil: a start that the rule does not match is not an
//! occurrence (see [`Rule::matches`]), and `BYWEEKNO` without `BYDAY` means every day of that week.
//! Where dateutil departs from the RFC this follows the RFC:
//!
//! * `BYDAY=MO,1TU` means *every Monday and the first Tuesday*; dateutil wants both at once.
//! * `BYSETPOS` counts within the whole first week; dateutil counts from the day of the start.
//! * a date as `UNTIL` includes that whole day, which is what an editor means; dateutil stops at its
//!   midnight.

mod day;
mod error;
mod expand;
mod parse;
mod portable;

use std::fmt;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

pub use error::{RuleError, RuleErrorKind, RulePart};
pub use expand::{HORIZON_YEARS, Occurrences};

/// How often a rule repeats before its `BY…` parts widen or narrow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// `DAILY`: every day, or every INTERVAL days.
    Daily,
    /// `WEEKLY`: weeks begin on the rule's `WKST` day, Monday unless given.
    Weekly,
    /// `MONTHLY`: civil months; a month without the day is skipped.
    Monthly,
    /// `YEARLY`: civil years; 29 February happens in leap years only.
    Yearly,
}

/// The last moment of a rule, inclusive, as written in `UNTIL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// `20261231`: the whole of this local day still counts.
    Date(Date),
    /// `20261231T180000`: local civil time.
    Local(DateTime),
    /// `20261231T100000Z`: an absolute moment, turned into civil time by the zone given on expansion.
    Utc(Timestamp),
}

impl Until {
    /// The last local civil time that still counts in `zone`.
    fn last_moment(self, zone: &TimeZone) -> DateTime {
        match self {
            Self::Date(date) => date.to_datetime(jiff::civil::Time::MAX),
            Self::Local(moment) => moment,
            Self::Utc(moment) => zone.to_datetime(moment),
        }
    }
}

/// A recurrence rule of RFC 5545, section 3.3.10, with `FREQ` from `DAILY` to `YEARLY`.
///
/// `BYHOUR`, `BYMINUTE` and `BYSECOND` are refused: the time of day is that of the start.
///
/// ```
/// # use zhandian::calendar::recurrence::Rule;
/// use jiff::{civil::date, tz::TimeZone};
///
/// let rule = Rule::parse("FREQ=MONTHLY;BYDAY=1SA;COUNT=3")?;
/// let days: Vec<_> = rule.occurrences(date(2026, 1, 3).at(9, 0, 0, 0), &TimeZone::UTC).collect();
/// assert_eq!(days[1], date(2026, 2, 7).at(9, 0, 0, 0));
/// # Ok::<(), zhandian::calendar::recurrence::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    frequency: Frequency,
    interval: u16,
    count: Option<u32>,
    until: Option<Until>,
    week_start: Weekday,
    /// Bit *n* is month *n*; none set means any. The other sets work alike.
    months: u16,
    month_days: u32,
    /// Bit *n* is the *n*th day from the end of the month.
    month_days_from_end: u32,
    /// Bit *n* is *n* days after Monday.
    weekdays: u8,
    ordinal_weekdays: Box<[OrdinalWeekday]>,
    year_days: Box<[i16]>,
    week_numbers: u64,
    week_numbers_from_end: u64,
    set_positions: Box<[i16]>,
}

/// `1SA` or `-1FR`: a weekday counted within its month or year, from the end when negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct OrdinalWeekday {
    ordinal: i8,
    /// Days after Monday.
    weekday: u8,
}

impl Rule {
    /// Reads a rule, with or without `RRULE:` before it, in any letter case.
    ///
    /// # Errors
    ///
    /// The first fault, with its byte range in `text`.
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        parse::rule(text)
    }

    /// The occurrences from `start` on, in order, in local civil time and at the time of day of `start`.
    ///
    /// `zone` is the site's zone; only an `UNTIL` with a `Z` needs it. Nothing is computed before it is
    /// asked for. The iterator ends when [`HORIZON_YEARS`] pass without an occurrence, so a rule that
    /// matches nothing (30 February) ends too; a rule without `COUNT` and `UNTIL` otherwise runs to the
    /// year 9999: take what is needed, or use [`Rule::occurrences_between`].
    ///
    /// A time that daylight saving skips or doubles is given as it stands: the caller resolves it.
    pub fn occurrences(&self, start: DateTime, zone: &TimeZone) -> Occurrences<'_> {
        Occurrences::new(self, start, zone, None)
    }

    /// The occurrences at or after `from` and before `to`, all in local civil time.
    ///
    /// Starts at `from` at once, however long ago `start` was, unless the rule has a `COUNT`, which has to
    /// be counted. An occurrence that began before `from` and still lasts is not among them.
    pub fn occurrences_between(
        &self,
        start: DateTime,
        zone: &TimeZone,
        from: DateTime,
        to: DateTime,
    ) -> Occurrences<'_> {
        Occurrences::new(self, start, zone, Some((from, to)))
    }

    /// Whether `start` is itself an occurrence of the rule that starts there.
    ///
    /// If not, other calendar programs may show the start in addition: worth a warning to the editor.
    pub fn matches(&self, start: DateTime, zone: &TimeZone) -> bool {
        // A rule that matches nothing would be followed for a century.
        let end = start.saturating_add(1.second());
        let mut first = self.occurrences_between(start, zone, start, end);
        first.next() == Some(start)
    }

    /// How often the rule repeats.
    pub fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// Whether the rule has neither `COUNT` nor `UNTIL`.
    pub fn is_endless(&self) -> bool {
        self.count.is_none() && self.until.is_none()
    }
}

const WEEKDAY_CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Writes the rule in canonical form, upper case and without `RRULE:`, as calendar files want it.
impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frequency = match self.frequency {
            Frequency::Daily => "DAILY",
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
            Frequency::Yearly => "YEARLY",
        };
        write!(out, "FREQ={frequency}")?;
        if self.interval != 1 {
            write!(out, ";INTERVAL={}", self.interval)?;
        }
        if let Some(count) = self.count {
            write!(out, ";COUNT={count}")?;
        }
        match self.until {
            Some(Until::Date(date)) => write!(out, ";UNTIL={}", date.strftime("%Y%m%d"))?,
            Some(Until::Local(at)) => write!(out, ";UNTIL={}", at.strftime("%Y%m%dT%H%M%S"))?,
            Some(Until::Utc(at)) => write!(out, ";UNTIL={}", at.strftime("%Y%m%dT%H%M%SZ"))?,
            None => {}
        }
        let bits = |set: u64| (1_i16..64).filter(move |bit| set >> bit & 1 == 1);
        let weekday = |days_after_monday: u8| WEEKDAY_CODES[usize::from(days_after_monday % 7)];
        list(out, "BYMONTH", bits(self.months.into()))?;
        let month_days_from_end = bits(self.month_days_from_end.into()).map(|day| -day);
        list(
            out,
            "BYMONTHDAY",
            bits(self.month_days.into()).chain(month_days_from_end),
        )?;
        list(out, "BYYEARDAY", self.year_days.iter().copied())?;
        let week_numbers_from_end = bits(self.week_numbers_from_end).map(|week| -week);
        list(
            out,
            "BYWEEKNO",
            bits(self.week_numbers).chain(week_numbers_from_end),
        )?;
        let plain = (0..7).filter(|day| self.weekdays >> day & 1 == 1);
        let plain = plain.map(|day| weekday(day).to_owned());
        let ordinal = self.ordinal_weekdays.iter();
        let ordinal = ordinal.map(|day| format!("{}{}", day.ordinal, weekday(day.weekday)));
        list(out, "BYDAY", plain.chain(ordinal))?;
        list(out, "BYSETPOS", self.set_positions.iter().copied())?;
        if self.week_start != Weekday::Monday {
            let days = self.week_start.to_monday_zero_offset().unsigned_abs();
            write!(out, ";WKST={}", weekday(days))?;
        }
        Ok(())
    }
}

/// `;NAME=1,2,3`, or nothing at all for an empty list.
fn list<T: fmt::Display>(
    out: &mut fmt::Formatter<'_>,
    name: &str,
    values: impl Iterator<Item = T>,
) -> fmt::Result {
    for (index, value) in values.enumerate() {
        if index == 0 {
            write!(out, ";{name}={value}")?;
        } else {
            write!(out, ",{value}")?;
        }
    }
    Ok(())
}

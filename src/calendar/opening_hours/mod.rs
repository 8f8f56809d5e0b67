//! When a station is open: the `opening_hours` syntax of OpenStreetMap, which map editors already know.
//!
//! Own parser and evaluator. `opening-hours-syntax` 2.1 takes 14 s of a clean build (pest, syn, chrono),
//! names grammar rules in its messages and gives no place for numbers out of range; `opening-hours` 2.1
//! knows only the single festival days of China, not the holidays that are announced around them.
//!
//! Follows the specification at <https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification>,
//! without week numbers, Easter, sunrise and sunset, day offsets and times that repeat. How rules combine:
//!
//! * `;` – the rule replaces what earlier rules say of the days it matches; `off` only takes away.
//! * `,` – the rule adds to them.
//! * `||` – the rule fills what earlier rules leave closed on that day.
//! * A comment without `open` or `off` means *unknown*: open perhaps, the comment says when.
//! * Hours past midnight belong to the day on which they begin, whatever the next day's rules say.

mod error;
mod evaluate;
mod holidays;
mod lex;
mod parse;
mod phrase;
mod selector;
mod summary;

use std::fmt;

use jiff::civil::{Date, DateTime};

pub use error::{OpeningHoursError, OpeningHoursErrorKind, Unsupported};
pub use holidays::{Announced, Holidays};
use selector::{Days, TimeSpan};

/// Opening hours as an editor wrote them, understood.
///
/// ```
/// # use zhandian::calendar::opening_hours::{Holidays, OpeningHours};
/// use jiff::civil::date;
///
/// let hours = OpeningHours::parse("Mo-Fr 08:30-11:30,14:30-17:30; PH off")?;
/// let monday = hours.intervals(date(2026, 3, 2), &Holidays::china());
/// assert_eq!((monday[0].start, monday[0].end), (8 * 60 + 30, 11 * 60 + 30));
/// assert_eq!(hours.summary_zh(), "周一至周五 8:30–11:30、14:30–17:30；法定节假日休息");
/// # Ok::<(), zhandian::calendar::opening_hours::OpeningHoursError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct OpeningHours {
    text: Box<str>,
    rules: Box<[Rule]>,
}

/// One rule between separators.
#[derive(Clone, Debug, PartialEq)]
struct Rule {
    separator: Separator,
    days: Days,
    /// None means the whole day.
    times: Box<[TimeSpan]>,
    state: RuleState,
    comment: Option<Box<str>>,
}

/// How a rule combines with those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Normal,
    Additional,
    Fallback,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RuleState {
    Open,
    Unknown,
    Closed,
}

/// A stretch of time on one day during which the door is open, or perhaps open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval<'hours> {
    /// Minutes from midnight, local time.
    pub start: u16,
    /// Minutes from the midnight before `start`; above 1440 when it lasts into the next day.
    pub end: u16,
    /// Written as `18:00+`: open at least until then, or with no known end, when `end` is midnight.
    pub open_ended: bool,
    /// Not certain: the comment, if any, says what it depends on.
    pub unknown: bool,
    /// What the editor wrote in quotes.
    pub comment: Option<&'hours str>,
}

/// How things stand at one moment. All times are local civil times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State<'hours> {
    /// Open.
    Open {
        /// When it closes; none if that is more than a week away, as with `24/7`.
        until: Option<DateTime>,
        /// Whether the closing time is only the earliest one (`18:00+`).
        open_ended: bool,
        /// What the editor wrote in quotes.
        comment: Option<&'hours str>,
    },
    /// Perhaps open.
    Unknown {
        /// When that ends; none if more than a week away.
        until: Option<DateTime>,
        /// What the editor wrote in quotes.
        comment: Option<&'hours str>,
    },
    /// Closed.
    Closed {
        /// When it next opens for certain; none within 400 days.
        next_opening: Option<DateTime>,
        /// What the editor wrote in quotes after `off`, for this day.
        comment: Option<&'hours str>,
    },
}

impl OpeningHours {
    /// Reads opening hours such as `Mo-Fr 08:30-11:30,14:30-17:30; PH off`.
    ///
    /// More lenient than the specification in what cannot be misread: letter case, white space, `8:30`
    /// for `08:30`, `Mo-Fr: 8:30-11:30`, a semicolon at the end.
    ///
    /// # Errors
    ///
    /// The first fault, with its byte range in `text`.
    pub fn parse(text: &str) -> Result<Self, OpeningHoursError> {
        Ok(Self {
            text: text.into(),
            rules: parse::rules(text)?,
        })
    }

    /// The text as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The intervals that begin on `date`, in order and without overlap. Empty if closed all day.
    pub fn intervals(&self, date: Date, holidays: &Holidays) -> Vec<Interval<'_>> {
        evaluate::day(self.matching(date, holidays)).intervals
    }

    /// Why it is closed on `date`: the comment of the rule that closes the whole day, if there is one.
    pub fn closing_comment(&self, date: Date, holidays: &Holidays) -> Option<&str> {
        evaluate::day(self.matching(date, holidays)).closing_comment
    }

    /// Whether it is open at a moment of local civil time, and until when or when next.
    pub fn state_at(&self, moment: DateTime, holidays: &Holidays) -> State<'_> {
        evaluate::state_at(self, moment, holidays)
    }

    /// The ordinary week, Monday first, in the season that holds `on`: what schema.org wants.
    ///
    /// Without what does not come back every week: holidays, counted weekdays (`Sa[1]`), rules for a
    /// certain year, and fallbacks (`||`).
    pub fn weekly(&self, on: Date) -> [Vec<Interval<'_>>; 7] {
        let day_of_year = (on.month().unsigned_abs(), on.day().unsigned_abs());
        summary::week(&self.rules, |rule| rule.days.in_season(day_of_year))
    }

    /// All of it in one line of plain Chinese, such as `周一至周五 8:30–11:30；法定节假日休息`.
    pub fn summary_zh(&self) -> String {
        summary::summary(&self.rules, phrase::Language::Chinese)
    }

    /// All of it in one line of plain English, such as `Mon–Fri 8:30–11:30; closed on public holidays`.
    pub fn summary_en(&self) -> String {
        summary::summary(&self.rules, phrase::Language::English)
    }

    fn matching<'hours>(
        &'hours self,
        date: Date,
        holidays: &Holidays,
    ) -> impl Iterator<Item = &'hours Rule> {
        self.rules
            .iter()
            .filter(move |rule| rule.days.matches(date, holidays))
    }
}

/// The text as it was written.
impl fmt::Display for OpeningHours {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

//! From a rule and a start to its dates: walks whole periods (day, week, month, year) day by day.
//!
//! A weekly rule costs about 3 µs a year: cheap enough to expand for 20,000 stations on every build.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::day::{Day, days_in_year};
use super::{Frequency, OrdinalWeekday, Rule};

/// Years without an occurrence after which an expansion ends.
///
/// Longer than any real gap: 29 February on one weekday is at most 40 years away.
pub const HORIZON_YEARS: i16 = 100;

/// The occurrences of a rule, in order, in local civil time. Made by [`Rule::occurrences`].
#[derive(Clone, Debug)]
pub struct Occurrences<'rule> {
    rule: &'rule Rule,
    /// The rule's sets, completed from the start where the rule leaves the day open.
    filter: Filter<'rule>,
    start: DateTime,
    /// Occurrences before this are counted but not given.
    from: DateTime,
    /// The first moment that is too late, and the last one that is not.
    to: Option<DateTime>,
    until: Option<DateTime>,
    remaining: Option<u32>,
    /// The first day of the next period.
    cursor: Day,
    /// The dates of the period before it that are still to be given, last one first.
    pending: Vec<Day>,
    /// Nothing that begins later than this day is wanted.
    last_day: Option<Day>,
    give_up_after: i32,
    finished: bool,
}

impl<'rule> Occurrences<'rule> {
    pub(super) fn new(
        rule: &'rule Rule,
        start: DateTime,
        zone: &TimeZone,
        window: Option<(DateTime, DateTime)>,
    ) -> Self {
        let from = window.map_or(start, |(from, _)| from.max(start));
        // With COUNT every occurrence since the start has to be counted.
        let begin = if rule.count.is_some() { start } else { from };
        let cursor = first_period(rule, start.date(), begin.date());
        let until = rule.until.map(|until| until.last_moment(zone));
        let to = window.map(|(_, to)| to);
        let last_moment = until.into_iter().chain(to).min();
        Self {
            rule,
            filter: Filter::new(rule, Day::of(start.date())),
            start,
            from,
            to,
            until,
            remaining: rule.count,
            cursor,
            pending: Vec::new(),
            last_day: last_moment.map(|moment| Day::of(moment.date())),
            give_up_after: i32::from(begin.year()) + i32::from(HORIZON_YEARS),
            finished: false,
        }
    }

    /// Collects the dates of the next period and moves on to the one after it.
    fn collect_period(&mut self) {
        let interval = u32::from(self.rule.interval);
        match self.rule.frequency {
            Frequency::Daily if !self.filter.admits_month(self.cursor) => {
                // Most days of a rule that seldom holds; a century of them is gone through before it ends.
                let left = u32::from(self.cursor.days_in_month() + 1 - self.cursor.day);
                self.cursor.advance(left.div_ceil(interval) * interval);
            }
            Frequency::Daily => {
                self.collect_days(1);
                self.cursor.advance(interval - 1);
            }
            Frequency::Weekly => {
                self.collect_days(7);
                self.cursor.advance(7 * (interval - 1));
            }
            Frequency::Monthly => {
                self.collect_month();
                self.cursor.advance_months(interval - 1);
            }
            Frequency::Yearly => {
                (0..12).for_each(|_| self.collect_month());
                self.cursor.advance_months(12 * (interval - 1));
            }
        }
        if !self.rule.set_positions.is_empty() {
            self.choose_positions();
        }
        self.pending.reverse();
    }

    fn collect_month(&mut self) {
        if self.filter.admits_month(self.cursor) {
            self.collect_days(self.cursor.days_in_month());
        } else {
            self.cursor.advance_months(1);
        }
    }

    fn collect_days(&mut self, days: u8) {
        for _ in 0..days {
            if self.filter.admits(self.cursor) {
                self.pending.push(self.cursor);
            }
            self.cursor.advance(1);
        }
    }

    /// Keeps what `BYSETPOS` names, in the order of dates.
    fn choose_positions(&mut self) {
        let count = self.pending.len();
        let mut kept = vec![false; count];
        for position in &self.rule.set_positions {
            let distance = usize::from(position.unsigned_abs());
            let index = if *position > 0 {
                Some(distance - 1)
            } else {
                count.checked_sub(distance)
            };
            if let Some(kept) = index.and_then(|index| kept.get_mut(index)) {
                *kept = true;
            }
        }
        let mut kept = kept.into_iter();
        self.pending.retain(|_| kept.next() == Some(true));
    }

    /// Whether nothing more can come: past the last wanted day, or nothing found for too long.
    fn is_exhausted(&self) -> bool {
        self.remaining == Some(0)
            || self.cursor.year > self.give_up_after
            || self.last_day.is_some_and(|last_day| self.cursor > last_day)
    }
}

impl Iterator for Occurrences<'_> {
    type Item = DateTime;

    fn next(&mut self) -> Option<DateTime> {
        while !self.finished {
            let Some(day) = self.pending.pop() else {
                if self.is_exhausted() {
                    self.finished = true;
                } else {
                    self.collect_period();
                }
                continue;
            };
            // Only the year 10000 has no date.
            let moment = day.date().map(|date| date.to_datetime(self.start.time()));
            let wanted = moment.filter(|moment| {
                self.until.is_none_or(|until| *moment <= until)
                    && self.to.is_none_or(|to| *moment < to)
                    && self.remaining != Some(0)
            });
            let Some(moment) = wanted else {
                self.finished = true;
                break;
            };
            if moment < self.start {
                continue;
            }
            self.give_up_after = day.year + i32::from(HORIZON_YEARS);
            self.remaining = self.remaining.map(|remaining| remaining - 1);
            if moment >= self.from {
                return Some(moment);
            }
        }
        None
    }
}

impl std::iter::FusedIterator for Occurrences<'_> {}

/// The first day of the last period of the rule that begins on or before `begin`.
///
/// `begin` is not before `start`. Periods lie INTERVAL apart, counted from the one that holds `start`.
fn first_period(rule: &Rule, start: Date, begin: Date) -> Day {
    let interval = i64::from(rule.interval);
    let days = start.duration_until(begin).as_secs() / 86_400;
    let months =
        i64::from(begin.year() - start.year()) * 12 + i64::from(begin.month() - start.month());
    let years = i64::from(begin.year() - start.year());
    let whole = |distance: i64, period: i64| {
        u32::try_from(distance - distance.rem_euclid(period)).unwrap_or(0)
    };
    match rule.frequency {
        Frequency::Daily => {
            let mut day = Day::of(start);
            day.advance(whole(days, interval));
            day
        }
        Frequency::Weekly => {
            let into_week = i64::from(start.weekday().since(rule.week_start));
            let week = start.checked_sub(jiff::SignedDuration::from_hours(24 * into_week));
            let mut day = Day::of(week.unwrap_or(start));
            day.advance(whole(days + into_week, 7 * interval));
            day
        }
        Frequency::Monthly => {
            let mut day = Day::of(start.first_of_month());
            day.advance_months(whole(months, interval));
            day
        }
        Frequency::Yearly => {
            let mut day = Day::of(start.first_of_year());
            day.advance_months(12 * whole(years, interval));
            day
        }
    }
}

/// What a day has to satisfy.
#[derive(Clone, Debug)]
struct Filter<'rule> {
    rule: &'rule Rule,
    months: u16,
    month_days: u32,
    weekdays: u8,
    /// Whether any weekday will do.
    any_weekday: bool,
}

impl<'rule> Filter<'rule> {
    fn new(rule: &'rule Rule, start: Day) -> Self {
        let mut filter = Self {
            rule,
            months: rule.months,
            month_days: rule.month_days,
            weekdays: rule.weekdays,
            any_weekday: false,
        };
        let names_days = rule.weekdays != 0
            || !rule.ordinal_weekdays.is_empty()
            || rule.month_days | rule.month_days_from_end != 0
            || rule.week_numbers | rule.week_numbers_from_end != 0
            || !rule.year_days.is_empty();
        match rule.frequency {
            Frequency::Weekly if !names_days => filter.weekdays = 1 << start.weekday,
            Frequency::Monthly if !names_days => filter.month_days = 1 << start.day,
            Frequency::Yearly if !names_days => {
                filter.month_days = 1 << start.day;
                if filter.months == 0 {
                    filter.months = 1 << start.month;
                }
            }
            _ => {}
        }
        if filter.months == 0 {
            filter.months = u16::MAX;
        }
        filter.any_weekday = filter.weekdays == 0 && rule.ordinal_weekdays.is_empty();
        filter
    }

    fn admits(&self, day: Day) -> bool {
        self.months >> day.month & 1 == 1
            && (self.any_weekday || self.weekdays >> day.weekday & 1 == 1 || self.is_counted(day))
            && self.admits_month_day(day)
            && self.admits_year_day(day)
            && self.admits_week(day)
    }

    /// Whether any day of the month may do.
    fn admits_month(&self, day: Day) -> bool {
        let days = (u32::MAX >> (31 - day.days_in_month())) & !1;
        let (month_days, from_end) = (self.month_days, self.rule.month_days_from_end);
        self.months >> day.month & 1 == 1
            && (month_days | from_end == 0 || (month_days | from_end) & days != 0)
    }

    fn admits_month_day(&self, day: Day) -> bool {
        let from_end = self.rule.month_days_from_end;
        (self.month_days == 0 && from_end == 0)
            || self.month_days >> day.day & 1 == 1
            || from_end >> (day.days_in_month() + 1 - day.day) & 1 == 1
    }

    fn admits_year_day(&self, day: Day) -> bool {
        self.rule.year_days.is_empty()
            || self.rule.year_days.iter().any(|wanted| {
                let from_start = day.day_of_year();
                let from_end = days_in_year(day.year) + 1 - from_start;
                wanted.unsigned_abs() == if *wanted > 0 { from_start } else { from_end }
            })
    }

    /// `1SA`, `-1FR`: counted within the month, or within the year when a yearly rule names no months.
    fn is_counted(&self, day: Day) -> bool {
        let within_year = self.rule.frequency == Frequency::Yearly && self.rule.months == 0;
        let is = |wanted: &OrdinalWeekday| {
            let (before, after) = if within_year {
                let day_of_year = day.day_of_year();
                (day_of_year - 1, days_in_year(day.year) - day_of_year)
            } else {
                (
                    u16::from(day.day - 1),
                    u16::from(day.days_in_month() - day.day),
                )
            };
            let distance = if wanted.ordinal > 0 { before } else { after };
            wanted.weekday == day.weekday
                && distance / 7 + 1 == u16::from(wanted.ordinal.unsigned_abs())
        };
        self.rule.ordinal_weekdays.iter().any(is)
    }

    /// ISO 8601 week numbers, with weeks from `WKST`: a week belongs to the year of its fourth day, so
    /// its number is how many such fourth days that year has had.
    fn admits_week(&self, day: Day) -> bool {
        let (numbers, from_end) = (self.rule.week_numbers, self.rule.week_numbers_from_end);
        if numbers | from_end == 0 {
            return true;
        }
        let week_start = self.rule.week_start.to_monday_zero_offset().unsigned_abs();
        let into_week = u16::from((day.weekday + 7 - week_start) % 7);
        let (mut fourth, mut length) = (day.day_of_year() + 3, days_in_year(day.year));
        if fourth <= into_week {
            length = days_in_year(day.year - 1);
            fourth += length;
        } else if fourth - into_week > length {
            fourth -= length;
            length = days_in_year(day.year + 1);
        }
        let fourth = fourth - into_week;
        numbers >> (fourth.div_ceil(7)) & 1 == 1 || from_end >> ((length - fourth) / 7 + 1) & 1 == 1
    }
}

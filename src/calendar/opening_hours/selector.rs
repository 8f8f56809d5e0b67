//! Which days a rule is about: dates, months, weekdays, holidays.

use jiff::civil::Date;

use super::Holidays;

/// Minutes from midnight, as far as 48:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TimeSpan {
    pub(super) start: u16,
    pub(super) end: u16,
    pub(super) open_ended: bool,
}

/// Month and day, in the order of the year.
pub(super) type DayOfYear = (u8, u8);

/// Dates that a rule names; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateRange {
    /// `Mar-Oct`, `Dec 20-Jan 5`: every year, or in the years from and to.
    Yearly {
        from: DayOfYear,
        to: DayOfYear,
        years: Option<(i16, i16)>,
    },
    /// `2026 Feb 10-2026 Feb 25`.
    Once { from: Date, to: Date },
}

impl DateRange {
    fn holds(self, date: Date) -> bool {
        match self {
            Self::Once { from, to } => (from..=to).contains(&date),
            Self::Yearly { years, .. } => {
                years.is_none_or(|(first, last)| (first..=last).contains(&date.year()))
                    && self.holds_day((date.month().unsigned_abs(), date.day().unsigned_abs()))
            }
        }
    }

    /// Whether it holds the day in some year; a range may go round the end of the year.
    fn holds_day(self, day: DayOfYear) -> bool {
        match self {
            Self::Yearly { from, to, .. } if from <= to => (from..=to).contains(&day),
            Self::Yearly { from, to, .. } => day >= from || day <= to,
            Self::Once { .. } => false,
        }
    }

    /// Whether it is about certain years only.
    pub(super) fn is_special(self) -> bool {
        !matches!(self, Self::Yearly { years: None, .. })
    }
}

/// `Sa[1]`, `Fr[-1]`: a weekday counted within its month, from the end when negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NthWeekday {
    /// Days after Monday.
    pub(super) weekday: u8,
    /// ±1 to ±5.
    pub(super) nth: i8,
}

/// The days of a rule. What is left empty holds for any day.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Days {
    pub(super) dates: Box<[DateRange]>,
    /// Bit *n* is *n* days after Monday.
    pub(super) weekdays: u8,
    pub(super) counted: Box<[NthWeekday]>,
    pub(super) public_holidays: bool,
    pub(super) school_holidays: bool,
    /// `SH Mo-Fr`: these weekdays within the holidays; otherwise holidays and weekdays add up.
    pub(super) weekdays_of_holidays: bool,
}

impl Days {
    pub(super) fn matches(&self, date: Date, holidays: &Holidays) -> bool {
        let dates = self.dates.is_empty() || self.dates.iter().any(|range| range.holds(date));
        if !dates || !(self.names_weekdays() || self.names_holidays()) {
            return dates;
        }
        let holiday = (self.public_holidays && holidays.is_public_holiday(date))
            || (self.school_holidays && holidays.is_school_holiday(date));
        if self.weekdays_of_holidays {
            holiday && self.matches_weekday(date)
        } else {
            holiday || self.matches_weekday(date)
        }
    }

    fn matches_weekday(&self, date: Date) -> bool {
        let weekday = date.weekday().to_monday_zero_offset().unsigned_abs();
        let from_start = (date.day() - 1) / 7 + 1;
        let from_end = (date.days_in_month() - date.day()) / 7 + 1;
        let is = |day: &NthWeekday| {
            day.weekday == weekday && (day.nth == from_start || day.nth == -from_end)
        };
        self.weekdays >> weekday & 1 == 1 || self.counted.iter().any(is)
    }

    pub(super) fn names_weekdays(&self) -> bool {
        self.weekdays != 0 || !self.counted.is_empty()
    }

    pub(super) fn names_holidays(&self) -> bool {
        self.public_holidays || self.school_holidays
    }

    /// Whether its dates hold that day in every year.
    pub(super) fn in_season(&self, day: DayOfYear) -> bool {
        self.dates.is_empty() || self.dates.iter().any(|range| range.holds_day(day))
    }

    /// The weekdays on which the rule comes back every week of its season; none for special rules.
    pub(super) fn ordinary_weekdays(&self) -> u8 {
        if self.dates.iter().any(|range| range.is_special()) || self.weekdays_of_holidays {
            0
        } else if self.names_weekdays() || self.names_holidays() {
            self.weekdays
        } else {
            0b111_1111
        }
    }
}

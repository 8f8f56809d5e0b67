//! A date as a handful of small integers, which advances day by day without division.

use jiff::civil::Date;

/// A date that advances cheaply. The order of the fields makes days compare by date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) day: u8,
    /// Days after Monday.
    pub(super) weekday: u8,
}

impl Day {
    pub(super) fn of(date: Date) -> Self {
        Self {
            year: date.year().into(),
            month: date.month().unsigned_abs(),
            day: date.day().unsigned_abs(),
            weekday: date.weekday().to_monday_zero_offset().unsigned_abs(),
        }
    }

    pub(super) fn date(self) -> Option<Date> {
        let (month, day) = (i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?);
        Date::new(i16::try_from(self.year).ok()?, month, day).ok()
    }

    fn in_leap_year(self) -> bool {
        is_leap(self.year)
    }

    pub(super) fn days_in_month(self) -> u8 {
        match self.month {
            2 => 28 + u8::from(self.in_leap_year()),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    pub(super) fn advance(&mut self, days: u32) {
        self.weekday = ((u32::from(self.weekday) + days) % 7) as u8;
        let mut left = days;
        loop {
            let to_month_end = u32::from(self.days_in_month() - self.day);
            if left <= to_month_end {
                // What is left is at most 30 days.
                self.day += left as u8;
                return;
            }
            left -= to_month_end + 1;
            self.next_month();
        }
    }

    /// From the first of a month to the first of another.
    pub(super) fn advance_months(&mut self, months: u32) {
        for _ in 0..months {
            self.weekday = (self.weekday + self.days_in_month()) % 7;
            self.next_month();
        }
    }

    fn next_month(&mut self) {
        self.day = 1;
        self.month += 1;
        if self.month > 12 {
            self.month = 1;
            self.year += 1;
        }
    }

    /// From 1.
    pub(super) fn day_of_year(self) -> u16 {
        const BEFORE: [u16; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
        let leap_day = u16::from(self.month > 2 && self.in_leap_year());
        BEFORE[usize::from(self.month - 1)] + u16::from(self.day) + leap_day
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub(super) fn days_in_year(year: i32) -> u16 {
    365 + u16::from(is_leap(year))
}

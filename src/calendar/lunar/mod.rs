//! Lunar dates: villages plan 拗九节 and 重阳 by the lunar calendar, and a web page needs the civil date.
//!
//! The calendar is that of GB/T 33661-2017 at UTC+8, as a table of 2 kB that `tests/data/lunar_table.py`
//! computes from new moons and solar longitudes. Not `tyme4rs` 1.5: it puts 春节 of 1954 a day late (the
//! new moon was on 3 February at 23:55), is off in 1957, 2057 and for 谷雨 of 1950, needs 60 µs for a date,
//! and its constructors panic on a leap month that does not exist. `tests/lunar_reference.rs` holds every
//! month and term of 1949–2100 against a third program.

mod error;
mod solar_term;
mod table;

use std::fmt;

use jiff::civil::Date;

pub use error::LunarError;
pub use solar_term::SolarTerm;

/// The first civil year for which dates are given.
pub const FIRST_YEAR: i16 = 1950;
/// The last civil year for which dates are given.
pub const LAST_YEAR: i16 = 2100;

const MONTH_NAMES: [&str; 12] = [
    "正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月",
];
const DIGITS: [&str; 11] = [
    "", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
];

/// A day of the lunar calendar that comes back every year, such as 九月初九.
///
/// Orders and compares by its parts; a leap month comes after the month it repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarDate {
    month: u8,
    leap: bool,
    day: u8,
}

impl LunarDate {
    /// A lunar date from its month (1–12), whether that is the leap month, and its day (1–30).
    ///
    /// # Errors
    ///
    /// [`LunarError::MonthOutOfRange`] or [`LunarError::DayOutOfRange`].
    pub fn new(month: u8, leap: bool, day: u8) -> Result<Self, LunarError> {
        if !(1..=12).contains(&month) {
            return Err(LunarError::MonthOutOfRange);
        }
        if !(1..=30).contains(&day) {
            return Err(LunarError::DayOutOfRange);
        }
        Ok(Self { month, leap, day })
    }

    /// Reads `9-9`, `闰6-1`, `leap-6-1`, or the Chinese name such as `九月初九`, `闰六月初一`, `腊月廿三`.
    ///
    /// # Errors
    ///
    /// [`LunarError::UnknownDate`] if it is none of these, or as for [`LunarDate::new`].
    pub fn parse(text: &str) -> Result<Self, LunarError> {
        let text = text.trim();
        let plain = text
            .strip_prefix('闰')
            .or_else(|| text.strip_prefix("leap-"));
        let (leap, plain) = plain.map_or((false, text), |plain| (true, plain.trim_start()));
        if let Some((month, day)) = plain.split_once('-') {
            // A number too large for a byte is out of range as well.
            let number = |text: &str| {
                let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
                digits
                    .then(|| text.parse().unwrap_or(u8::MAX))
                    .ok_or(LunarError::UnknownDate)
            };
            return Self::new(number(month.trim())?, leap, number(day.trim())?);
        }
        let (month, day) = plain.split_once('月').ok_or(LunarError::UnknownDate)?;
        let formal = [(11, "十一"), (12, "十二"), (1, "一")];
        let formal = formal
            .into_iter()
            .find(|(_, name)| *name == month)
            .map(|(number, _)| number);
        let usual = || {
            (1..)
                .zip(MONTH_NAMES)
                .find(|(_, name)| name.strip_suffix('月') == Some(month))
        };
        let month = formal.or_else(|| usual().map(|(number, _)| number));
        let day = (1..=30).find(|number| day_name(*number) == day);
        Self::new(
            month.ok_or(LunarError::UnknownDate)?,
            leap,
            day.ok_or(LunarError::UnknownDate)?,
        )
    }

    /// The lunar year and date of a civil date. The lunar year is the civil year of its 正月初一.
    ///
    /// # Errors
    ///
    /// [`LunarError::YearOutOfRange`] outside the years [`FIRST_YEAR`] to [`LAST_YEAR`].
    pub fn of(date: Date) -> Result<(i16, Self), LunarError> {
        check_year(date.year())?;
        [date.year(), date.year() - 1]
            .into_iter()
            .find_map(|year| {
                let month = months(year)
                    .take_while(|month| month.first <= date)
                    .last()?;
                let days = month.first.duration_until(date).as_secs() / 86_400;
                let day = u8::try_from(days + 1).ok()?;
                Some((
                    year,
                    Self {
                        month: month.number,
                        leap: month.leap,
                        day,
                    },
                ))
            })
            .ok_or(LunarError::YearOutOfRange)
    }

    /// The civil date, in China, of this date of the lunar year `year`.
    ///
    /// 腊月 usually falls into the January or February after `year`; see [`LunarDate::in_civil_year`].
    ///
    /// # Errors
    ///
    /// [`LunarError::YearOutOfRange`]; [`LunarError::NoSuchLeapMonth`] if that year does not have this
    /// leap month; [`LunarError::NoSuchDay`] if the month has only 29 days that year.
    pub fn civil_date(self, year: i16) -> Result<Date, LunarError> {
        check_year(year)?;
        self.date_in(year)
    }

    /// The civil dates, in China, on which this lunar date falls within the civil year `year`, in order.
    ///
    /// Usually one. 腊月初八 of lunar 2025 is 2026-01-26, which a plan for 2026 means. None if the month
    /// is short or not a leap month then, or a civil year holds none (腊月初一 in 2023), or `year` is
    /// outside [`FIRST_YEAR`] to [`LAST_YEAR`]; two if it holds both ends (腊月初一 in 2022).
    pub fn in_civil_year(self, year: i16) -> Vec<Date> {
        if check_year(year).is_err() {
            return Vec::new();
        }
        let dates = [year - 1, year]
            .into_iter()
            .filter_map(|year| self.date_in(year).ok());
        dates.filter(|date| date.year() == year).collect()
    }

    fn date_in(self, year: i16) -> Result<Date, LunarError> {
        let wanted = |month: &Month| month.number == self.month && month.leap == self.leap;
        let Some(month) = months(year).find(wanted) else {
            let leap_month = months(year)
                .find(|month| month.leap)
                .map(|month| month.number);
            return Err(LunarError::NoSuchLeapMonth {
                year,
                month: self.month,
                leap_month,
            });
        };
        if self.day > month.days {
            return Err(LunarError::NoSuchDay { year, date: self });
        }
        let days = jiff::SignedDuration::from_hours(24 * i64::from(self.day - 1));
        month
            .first
            .checked_add(days)
            .map_err(|_| LunarError::YearOutOfRange)
    }

    /// The month, 1–12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Whether the month is a leap month, the repetition of the one before it.
    pub fn is_leap(self) -> bool {
        self.leap
    }

    /// The day, 1–30.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The Chinese name, such as 九月初九, 闰六月初一 or 腊月廿三.
    pub fn name(self) -> String {
        let leap = if self.leap { "闰" } else { "" };
        let month = MONTH_NAMES
            .get(usize::from(self.month - 1))
            .copied()
            .unwrap_or_default();
        format!("{leap}{month}{}", day_name(self.day))
    }
}

/// The form that [`LunarDate::parse`] reads: `9-9`, `闰6-1`.
impl fmt::Display for LunarDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leap = if self.leap { "闰" } else { "" };
        write!(out, "{leap}{}-{}", self.month, self.day)
    }
}

/// The lunar name of a civil date, such as 九月初九 for 2026-10-18.
///
/// # Errors
///
/// [`LunarError::YearOutOfRange`] outside the years [`FIRST_YEAR`] to [`LAST_YEAR`].
pub fn lunar_name(date: Date) -> Result<String, LunarError> {
    LunarDate::of(date).map(|(_, lunar)| lunar.name())
}

/// A month of a lunar year.
struct Month {
    number: u8,
    leap: bool,
    first: Date,
    /// 29 or 30.
    days: u8,
}

/// The 12 or 13 months of a lunar year in order; none outside the known years.
fn months(year: i16) -> impl Iterator<Item = Month> {
    // January 1950 still belongs to lunar 1949.
    let index = usize::try_from(year - (FIRST_YEAR - 1)).ok();
    index
        .and_then(|index| table::YEARS.get(index))
        .into_iter()
        .flat_map(move |entry| {
            let mut next = Date::new(year, entry.first.0, entry.first.1).ok();
            (0..if entry.leap_month == 0 { 12 } else { 13 }).map_while(move |index: u8| {
                let first = next?;
                let days = 29 + u8::from(entry.long_months >> index & 1 == 1);
                next = days_after(first, days);
                let repeated = entry.leap_month != 0 && index >= entry.leap_month;
                let number = index + u8::from(!repeated);
                Some(Month {
                    number,
                    leap: repeated && index == entry.leap_month,
                    first,
                    days,
                })
            })
        })
}

fn days_after(date: Date, days: u8) -> Option<Date> {
    date.checked_add(jiff::SignedDuration::from_hours(24 * i64::from(days)))
        .ok()
}

fn day_name(day: u8) -> String {
    let digit = |number: u8| DIGITS.get(usize::from(number)).copied().unwrap_or_default();
    match day {
        ..=10 => format!("初{}", digit(day)),
        11..=19 => format!("十{}", digit(day - 10)),
        20 => "二十".to_owned(),
        21..=29 => format!("廿{}", digit(day - 20)),
        _ => "三十".to_owned(),
    }
}

fn check_year(year: i16) -> Result<(), LunarError> {
    let known = (FIRST_YEAR..=LAST_YEAR).contains(&year);
    known.then_some(()).ok_or(LunarError::YearOutOfRange)
}

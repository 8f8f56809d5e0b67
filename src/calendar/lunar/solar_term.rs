//! The 24 solar terms: 清明 and 冬至 are fixed by the sun, not by the moon.

use std::fmt;

use jiff::civil::Date;

use super::{FIRST_YEAR, LunarError, check_year, table};

const NAMES: [&str; 24] = [
    "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
    "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
];

/// One of the 24 solar terms, ordered as they fall within a civil year: 小寒 first, 冬至 last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SolarTerm(u8);

impl SolarTerm {
    /// Reads the Chinese name of a term, such as `清明`.
    ///
    /// # Errors
    ///
    /// [`LunarError::UnknownTerm`].
    pub fn parse(text: &str) -> Result<Self, LunarError> {
        let name = text.trim();
        Self::all()
            .find(|term| term.name() == name)
            .ok_or(LunarError::UnknownTerm)
    }

    /// All 24, from 小寒 to 冬至.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..24).map(Self)
    }

    /// The term that falls on this date in China, if any.
    ///
    /// # Errors
    ///
    /// [`LunarError::YearOutOfRange`] outside the years 1950 to 2100.
    pub fn of(date: Date) -> Result<Option<Self>, LunarError> {
        check_year(date.year())?;
        let first = 2 * (date.month().unsigned_abs() - 1);
        let mut both = [Self(first), Self(first + 1)].into_iter();
        Ok(both.find(|term| term.in_year(date.year()) == Ok(date)))
    }

    /// The date on which the term begins, in China (UTC+8), in a civil year.
    ///
    /// # Errors
    ///
    /// [`LunarError::YearOutOfRange`] outside the years 1950 to 2100.
    pub fn in_year(self, year: i16) -> Result<Date, LunarError> {
        check_year(year)?;
        let term = usize::from(self.0);
        let later = usize::try_from(year - FIRST_YEAR)
            .ok()
            .and_then(|index| table::LATER_TERMS.get(index));
        let later = later.map(|days| (days >> (2 * term) & 3) as i8);
        let day = table::EARLIEST_TERMS
            .get(term)
            .zip(later)
            .map(|(earliest, later)| earliest + later);
        // Two terms a month.
        let date = day.map(|day| Date::new(year, (self.0 / 2) as i8 + 1, day));
        date.and_then(Result::ok).ok_or(LunarError::YearOutOfRange)
    }

    /// The Chinese name.
    pub fn name(self) -> &'static str {
        NAMES.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}

impl fmt::Display for SolarTerm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

//! What can be wrong with a lunar date or a solar term, said plainly in Chinese and English.

use std::fmt;

use super::{FIRST_YEAR, LAST_YEAR, LunarDate};

/// A fault in a lunar date or solar term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LunarError {
    /// Not in a form that [`LunarDate::parse`] reads.
    UnknownDate,
    /// Not one of the 24 names that [`super::SolarTerm::parse`] reads.
    UnknownTerm,
    /// A month other than 1 to 12.
    MonthOutOfRange,
    /// A day other than 1 to 30.
    DayOutOfRange,
    /// The lunar year does not repeat this month.
    NoSuchLeapMonth {
        /// The lunar year.
        year: i16,
        /// The month that was asked for, 1–12.
        month: u8,
        /// The month that the year does repeat, if any.
        leap_month: Option<u8>,
    },
    /// The month has only 29 days in that lunar year.
    NoSuchDay {
        /// The lunar year.
        year: i16,
        /// The date that was asked for.
        date: LunarDate,
    },
    /// A year outside [`FIRST_YEAR`] to [`LAST_YEAR`].
    YearOutOfRange,
}

impl LunarError {
    /// The fault and its remedy in plain Chinese.
    pub fn message_zh(self) -> String {
        match self {
            Self::UnknownDate => {
                "农历日期应写成“月-日”，例如 9-9；闰月写 闰6-1；也可以写 九月初九".into()
            }
            Self::UnknownTerm => "不认识这个节气，请写二十四节气之一，例如 清明、冬至".into(),
            Self::MonthOutOfRange => "农历月份应为 1 到 12（十一月写 11，腊月写 12）".into(),
            Self::DayOutOfRange => "农历日应为 1 到 30".into(),
            Self::NoSuchLeapMonth {
                year,
                month,
                leap_month: Some(leap_month),
            } => {
                format!("农历 {year} 年没有闰 {month} 月，这一年闰的是 {leap_month} 月")
            }
            Self::NoSuchLeapMonth {
                year,
                month,
                leap_month: None,
            } => {
                format!("农历 {year} 年没有闰 {month} 月，这一年没有闰月")
            }
            Self::NoSuchDay { year, date } => {
                format!("农历 {year} 年没有{}，这个月只有 29 天", date.name())
            }
            Self::YearOutOfRange => {
                format!("农历日期和节气只能换算 {FIRST_YEAR} 年到 {LAST_YEAR} 年")
            }
        }
    }

    /// The fault and its remedy in plain English.
    pub fn message_en(self) -> String {
        match self {
            Self::UnknownDate => {
                "write a lunar date as month-day, like 9-9, 闰6-1 in a leap month, or 九月初九"
                    .into()
            }
            Self::UnknownTerm => "write one of the 24 solar terms, like 清明 or 冬至".into(),
            Self::MonthOutOfRange => "a lunar month is 1 to 12".into(),
            Self::DayOutOfRange => "a lunar day is 1 to 30".into(),
            Self::NoSuchLeapMonth {
                year,
                month,
                leap_month: Some(leap_month),
            } => {
                format!(
                    "lunar year {year} has no leap month {month}; it repeats month {leap_month}"
                )
            }
            Self::NoSuchLeapMonth {
                year,
                month,
                leap_month: None,
            } => {
                format!("lunar year {year} has no leap month {month}, and no leap month at all")
            }
            Self::NoSuchDay { year, date } => {
                format!("lunar year {year} has no {date}: that month has only 29 days")
            }
            Self::YearOutOfRange => {
                format!(
                    "lunar dates and solar terms are known from {FIRST_YEAR} to {LAST_YEAR} only"
                )
            }
        }
    }
}

impl fmt::Display for LunarError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message_en())
    }
}

impl std::error::Error for LunarError {}

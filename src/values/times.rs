//! Dates, times, repeats and hours as editors write them.

use jiff::civil::{Date, DateTime};

use super::hint;
use super::rules::{BAD_DATE, BAD_HOURS, BAD_LUNAR_DATE, BAD_REPEAT};
use crate::calendar::lunar::{LunarDate, SolarTerm};
use crate::calendar::opening_hours::OpeningHours;
use crate::calendar::recurrence;
use crate::deserialize_as_text;
use crate::text;
use crate::yaml::{TextValue, ValueFault};

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

impl TextValue for Day {
    const NAME: &'static str = "date";
    const SAMPLE: &'static str = "2000-01-01";

    fn parse(text: &str) -> Result<Self, ValueFault> {
        parse_day(text.trim()).map(Day).ok_or_else(|| {
            ValueFault::whole(
                &BAD_DATE,
                text,
                text!("`{text}` 不是有效的日期", "`{text}` is not a date"),
                hint::date(text).unwrap_or_else(|| {
                    text!(
                        "日期写成 年-月-日，如 2026-07-09",
                        "write year-month-day, such as 2026-07-09"
                    )
                }),
            )
        })
    }
}

/// A day and a time of day, local to the site's time zone. A day alone means its first minute, and
/// [`LocalTime::whole_day`] says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    /// Date and time without a zone.
    pub at: DateTime,
    /// Only a day was written.
    pub whole_day: bool,
}

impl TextValue for LocalTime {
    const NAME: &'static str = "local-time";
    const SAMPLE: &'static str = "2000-01-01 00:00";

    fn parse(text: &str) -> Result<Self, ValueFault> {
        parse_local_time(text.trim()).ok_or_else(|| {
            ValueFault::whole(
                &BAD_DATE,
                text,
                text!(
                    "`{text}` 不是有效的日期和时间",
                    "`{text}` is not a date and time"
                ),
                hint::date_and_time(text).unwrap_or_else(|| {
                    text!(
                        "写成 年-月-日 时:分，如 2026-07-09 09:00（不写时区）",
                        "write year-month-day hour:minute, such as 2026-07-09 09:00, without a zone"
                    )
                }),
            )
        })
    }
}

/// A rule of repetition (RFC 5545).
#[derive(Debug, Clone, PartialEq)]
pub struct Repeat(pub recurrence::Rule);

impl TextValue for Repeat {
    const NAME: &'static str = "repeat";
    const SAMPLE: &'static str = "FREQ=DAILY;COUNT=1";

    fn parse(text: &str) -> Result<Self, ValueFault> {
        recurrence::Rule::parse(text)
            .map(Repeat)
            .map_err(|error| ValueFault {
                rule: &BAD_REPEAT,
                range: error.start..error.end,
                message: crate::text::Text::new(error.kind.message_zh(), error.kind.message_en()),
                help: Some(text!(
                    "常用写法：每周三 FREQ=WEEKLY;BYDAY=WE，每月第一个周六 FREQ=MONTHLY;BYDAY=1SA，止于 UNTIL=20261231T235959",
                    "common rules: FREQ=WEEKLY;BYDAY=WE, FREQ=MONTHLY;BYDAY=1SA, with UNTIL=20261231T235959"
                )),
            })
    }
}

/// Opening hours in the syntax of OpenStreetMap.
#[derive(Debug, Clone, PartialEq)]
pub struct Hours(pub OpeningHours);

impl TextValue for Hours {
    const NAME: &'static str = "hours";
    const SAMPLE: &'static str = "24/7";

    fn parse(text: &str) -> Result<Self, ValueFault> {
        OpeningHours::parse(text)
            .map(Hours)
            .map_err(|error| ValueFault {
                rule: &BAD_HOURS,
                range: error.start..error.end,
                message: crate::text::Text::new(error.kind.message_zh(), error.kind.message_en()),
                help: Some(text!(
                    "写法示例:Mo-Fr 08:30-11:30,14:30-17:30; Sa 09:00-11:30; PH off",
                    "an example: Mo-Fr 08:30-11:30,14:30-17:30; Sa 09:00-11:30; PH off"
                )),
            })
    }
}

/// A month and a day of every year: `07-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearlyDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31, at most as many as the month can have.
    pub day: i8,
}

impl TextValue for YearlyDay {
    const NAME: &'static str = "yearly-day";
    const SAMPLE: &'static str = "01-01";

    fn parse(text: &str) -> Result<Self, ValueFault> {
        parse_yearly_day(text.trim()).ok_or_else(|| {
            ValueFault::whole(
                &BAD_DATE,
                text,
                text!(
                    "`{text}` 不是有效的月和日",
                    "`{text}` is not a month and day"
                ),
                text!("写成 月-日，如 07-01", "write month-day, such as 07-01"),
            )
        })
    }
}

/// A day of the lunar calendar: `9-9`, `闰6-1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LunarDay(pub LunarDate);

impl TextValue for LunarDay {
    const NAME: &'static str = "lunar-day";
    const SAMPLE: &'static str = "1-1";

    fn parse(text: &str) -> Result<Self, ValueFault> {
        LunarDate::parse(text.trim()).map(LunarDay).map_err(|_| {
            ValueFault::whole(
                &BAD_LUNAR_DATE,
                text,
                text!("`{text}` 不是农历日期", "`{text}` is not a lunar date"),
                text!(
                    "写成 月-日，如九月初九写 9-9，闰六月初一写 闰6-1",
                    "write month-day: 9-9; a leap month as 闰6-1"
                ),
            )
        })
    }
}

/// One of the 24 solar terms by its Chinese name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term(pub SolarTerm);

impl TextValue for Term {
    const NAME: &'static str = "solar-term";
    const SAMPLE: &'static str = "清明";

    fn parse(text: &str) -> Result<Self, ValueFault> {
        SolarTerm::parse(text.trim()).map(Term).map_err(|_| {
            ValueFault::whole(
                &BAD_LUNAR_DATE,
                text,
                text!(
                    "`{text}` 不是二十四节气之一",
                    "`{text}` is none of the 24 solar terms"
                ),
                text!(
                    "写节气的名字，如 清明、冬至",
                    "write its Chinese name, such as 清明"
                ),
            )
        })
    }
}

deserialize_as_text!(Day, LocalTime, Repeat, Hours, YearlyDay, LunarDay, Term);

fn parse_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(digits(year)?, digits(month)?, digits(day)?).ok()
}

fn parse_yearly_day(text: &str) -> Option<YearlyDay> {
    let (month, day) = text.split_once('-')?;
    // 2000 is a leap year: 02-29 is a day that some years have.
    let date = Date::new(2000, digits(month)?, digits(day)?).ok()?;
    Some(YearlyDay {
        month: date.month(),
        day: date.day(),
    })
}

fn parse_local_time(text: &str) -> Option<LocalTime> {
    let Some((day, time)) = text.split_once([' ', 'T']) else {
        return Some(LocalTime {
            at: parse_day(text)?.at(0, 0, 0, 0),
            whole_day: true,
        });
    };
    let mut parts = time.trim().split(':');
    let (hour, minute) = (digits(parts.next()?)?, digits(parts.next()?)?);
    let second = parts.next().map_or(Some(0), digits)?;
    let in_range = hour <= 23 && minute <= 59 && second <= 59;
    (in_range && parts.next().is_none()).then_some(())?;
    Some(LocalTime {
        at: parse_day(day)?.at(hour, minute, second, 0),
        whole_day: false,
    })
}

fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    let plain =
        !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_blank_or_t_and_without_a_zone() {
        assert!(LocalTime::parse("2026-07-09 09:00").is_ok());
        assert!(LocalTime::parse("2026-07-09T09:00:30").is_ok());
        assert!(LocalTime::parse("2026-07-09").is_ok_and(|time| time.whole_day));
        for wrong in [
            "2026-07-09 25:00",
            "2026-02-30 09:00",
            "09:00",
            "2026-7-9T9:00Z",
        ] {
            assert!(LocalTime::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_need_a_four_digit_year() {
        assert!(Day::parse("2026-7-9").is_ok());
        assert!(Day::parse("26-07-09").is_err());
        assert!(Day::parse("2026/07/09").is_err());
        assert!(YearlyDay::parse("02-29").is_ok());
        assert!(YearlyDay::parse("02-30").is_err());
    }
}

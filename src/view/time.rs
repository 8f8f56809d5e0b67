//! Days and times in the words of readers.

use jiff::civil::{Date, DateTime, Weekday};

use super::{Describe, view};
use crate::text::Lang;

view! {
    /// A point in time, local to the site's zone.
    #[derive(Clone, PartialEq)]
    pub struct Moment {
        /// `2026-07-09T09:00`, or `2026-07-09` for a whole day: for `<time datetime>`.
        pub iso: String,
        /// `2026-07-09`.
        pub date: String,
        /// The day in words, the year only when it is not the current one: 7月9日（周四）.
        pub day: String,
        /// `9:00`; empty for a whole day.
        pub time: String,
    }
}

/// Makes texts of days and times.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    pub(super) today: Date,
    pub(super) lang: Lang,
}

impl Clock {
    /// A moment; `whole_day` leaves the time out.
    pub(super) fn moment(self, at: DateTime, whole_day: bool) -> Moment {
        let date = at.date();
        let iso = if whole_day {
            date.to_string()
        } else {
            format!("{date}T{:02}:{:02}", at.hour(), at.minute())
        };
        Moment {
            iso,
            date: date.to_string(),
            day: self.day(date),
            time: if whole_day { String::new() } else { time(at) },
        }
    }

    /// A day alone.
    pub(super) fn day_moment(self, date: Date) -> Moment {
        self.moment(date.at(0, 0, 0, 0), true)
    }

    /// A day in words, with its weekday.
    pub(super) fn day(self, date: Date) -> String {
        let weekday = self.weekday(date.weekday());
        let (year, month, day) = (date.year(), date.month(), date.day());
        let other_year = year != self.today.year();
        match self.lang {
            Lang::Chinese if other_year => format!("{year}年{month}月{day}日（{weekday}）"),
            Lang::Chinese => format!("{month}月{day}日（{weekday}）"),
            Lang::English if other_year => format!("{weekday}, {day} {} {year}", month_name(month)),
            Lang::English => format!("{weekday}, {day} {}", month_name(month)),
        }
    }

    /// A month of a year: 2026年7月.
    pub(crate) fn month(self, year: i16, month: i8) -> String {
        match self.lang {
            Lang::Chinese => format!("{year}年{month}月"),
            Lang::English => format!("{} {year}", month_name(month)),
        }
    }

    /// The names of the days of a week, Monday first.
    pub(super) fn weekdays(self) -> [&'static str; 7] {
        match self.lang {
            Lang::Chinese => ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
            Lang::English => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        }
    }

    fn weekday(self, weekday: Weekday) -> &'static str {
        self.weekdays()[weekday.to_monday_zero_offset() as usize % 7]
    }

    /// When something happens, in words: 7月9日（周四）9:00–10:30, over midnight with both days.
    pub(crate) fn span(self, starts: DateTime, ends: Option<DateTime>, whole_day: bool) -> String {
        let start_day = self.day(starts.date());
        let Some(ends) = ends.filter(|ends| *ends > starts) else {
            return if whole_day {
                start_day
            } else {
                join(self.lang, &start_day, &time(starts))
            };
        };
        let same_day = ends.date() == starts.date();
        match (whole_day, same_day) {
            (true, true) => start_day,
            (true, false) => format!("{start_day}–{}", self.day(ends.date())),
            (false, true) => join(
                self.lang,
                &start_day,
                &format!("{}–{}", time(starts), time(ends)),
            ),
            (false, false) => format!(
                "{}–{}",
                join(self.lang, &start_day, &time(starts)),
                join(self.lang, &self.day(ends.date()), &time(ends))
            ),
        }
    }
}

fn join(lang: Lang, day: &str, time: &str) -> String {
    match lang {
        Lang::Chinese => format!("{day}{time}"),
        Lang::English => format!("{day}, {time}"),
    }
}

fn time(at: DateTime) -> String {
    format!("{}:{:02}", at.hour(), at.minute())
}

fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[usize::try_from(month - 1).unwrap_or(0) % 12]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    const CLOCK: Clock = Clock {
        today: date(2026, 7, 1),
        lang: Lang::Chinese,
    };

    #[test]
    fn the_year_is_named_only_when_it_is_another() {
        assert_eq!(CLOCK.day(date(2026, 7, 9)), "7月9日（周四）");
        assert_eq!(CLOCK.day(date(2027, 1, 1)), "2027年1月1日（周五）");
    }

    #[test]
    fn a_span_names_the_second_day_only_over_midnight() {
        let starts = datetime(2026, 7, 9, 9, 0, 0, 0);
        let ends = datetime(2026, 7, 9, 10, 30, 0, 0);
        assert_eq!(
            CLOCK.span(starts, Some(ends), false),
            "7月9日（周四）9:00–10:30"
        );
        let next = datetime(2026, 7, 10, 0, 30, 0, 0);
        assert_eq!(
            CLOCK.span(starts, Some(next), false),
            "7月9日（周四）9:00–7月10日（周五）0:30"
        );
        assert_eq!(CLOCK.span(starts, None, true), "7月9日（周四）");
    }
}

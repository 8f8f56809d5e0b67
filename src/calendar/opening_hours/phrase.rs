//! Days and hours in words, Chinese and English: the pieces of a summary.

use jiff::civil::Date;

use super::selector::{DateRange, DayOfYear, NthWeekday, TimeSpan};
use super::{Interval, Rule, RuleState};

/// The language of a summary.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Chinese,
    English,
}

const ORDINALS_ZH: [&str; 5] = ["一", "二", "三", "四", "五"];
const ORDINALS_EN: [&str; 5] = ["1st", "2nd", "3rd", "4th", "5th"];
const WEEKDAYS_ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Language {
    /// Whichever text is in this language.
    pub(super) fn pick(self, chinese: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }

    /// Between the items of an enumeration.
    pub(super) fn comma(self) -> &'static str {
        self.pick("、", ", ")
    }

    fn to(self) -> &'static str {
        self.pick("至", "–")
    }

    fn weekday(self, days_after_monday: u8) -> &'static str {
        let names = self.pick_names(&WEEKDAYS_ZH, &WEEKDAYS_EN);
        names
            .get(usize::from(days_after_monday))
            .copied()
            .unwrap_or_default()
    }

    fn pick_names(
        self,
        chinese: &'static [&'static str],
        english: &'static [&'static str],
    ) -> &'static [&'static str] {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }

    /// `周一至周五`, `周六、周日`, `每天`.
    pub(super) fn weekdays(self, set: u8) -> String {
        if set == 0b111_1111 {
            return self.pick("每天", "daily").to_owned();
        }
        let mut parts = Vec::new();
        let mut day = 0;
        while day < 7 {
            let length = (day..7).take_while(|day| set >> day & 1 == 1).count() as u8;
            if length > 2 {
                let (first, last) = (self.weekday(day), self.weekday(day + length - 1));
                parts.push(format!("{first}{}{last}", self.to()));
            } else {
                parts.extend((day..day + length).map(|day| self.weekday(day).to_owned()));
            }
            day += length.max(1);
        }
        parts.join(self.comma())
    }

    /// `每月第一、第三个周六`; the days of one weekday together.
    pub(super) fn counted(self, days: &[NthWeekday]) -> String {
        let mut parts = Vec::new();
        for weekday in 0..7 {
            let nths = days.iter().filter(|day| day.weekday == weekday);
            let nths: Vec<_> = nths.map(|day| self.ordinal(day.nth)).collect();
            if !nths.is_empty() {
                let (nths, weekday) = (nths.join(self.comma()), self.weekday(weekday));
                parts.push(match self {
                    Self::Chinese => format!("每月{nths}个{weekday}"),
                    Self::English => format!("{nths} {weekday} of the month"),
                });
            }
        }
        parts.join(self.comma())
    }

    fn ordinal(self, nth: i8) -> String {
        let names = self.pick_names(&ORDINALS_ZH, &ORDINALS_EN);
        let index = usize::from(nth.unsigned_abs()).saturating_sub(1);
        let name = names.get(index).copied().unwrap_or_default();
        match (self, nth) {
            (_, -1) => self.pick("最后一", "last").to_owned(),
            (Self::Chinese, ..0) => format!("倒数第{name}"),
            (Self::English, ..0) => format!("{name} last"),
            (Self::Chinese, _) => format!("第{name}"),
            (Self::English, _) => name.to_owned(),
        }
    }

    pub(super) fn dates(self, dates: &[DateRange]) -> String {
        let dates: Vec<_> = dates.iter().map(|range| self.date_range(*range)).collect();
        dates.join(self.comma())
    }

    fn date_range(self, range: DateRange) -> String {
        match range {
            DateRange::Once { from, to } if from == to => self.date(from),
            DateRange::Once { from, to } if from.year() == to.year() && self == Self::Chinese => {
                format!("{}至{}月{}日", self.date(from), to.month(), to.day())
            }
            DateRange::Once { from, to } if from.year() == to.year() => {
                let month = month_en(from.month().unsigned_abs());
                format!("{} {month}–{}", from.day(), self.date(to))
            }
            DateRange::Once { from, to } => {
                format!("{}{}{}", self.date(from), self.to(), self.date(to))
            }
            DateRange::Yearly { from, to, years } => {
                let years = years.map(|(first, last)| match (self, first == last) {
                    (Self::Chinese, true) => format!("{first}年"),
                    (Self::Chinese, false) => format!("{first}至{last}年"),
                    (Self::English, true) => first.to_string(),
                    (Self::English, false) => format!("{first}–{last}"),
                });
                match years {
                    None => self.season(from, to),
                    Some(years) if (from, to) == ((1, 1), (12, 31)) => years,
                    Some(years) if self == Self::Chinese => {
                        format!("{years}{}", self.season(from, to))
                    }
                    Some(years) => format!("{} {years}", self.season(from, to)),
                }
            }
        }
    }

    /// `3月至10月`, `6月15日至8月31日`, `11月至次年2月`.
    pub(super) fn season(self, from: DayOfYear, to: DayOfYear) -> String {
        let whole_months = from.1 == 1 && to.1 >= last_day(to.0);
        let day = |(month, day): DayOfYear| match self {
            Self::Chinese if whole_months => format!("{month}月"),
            Self::Chinese => format!("{month}月{day}日"),
            Self::English if whole_months => month_en(month).to_owned(),
            Self::English => format!("{day} {}", month_en(month)),
        };
        if from == to || (whole_months && from.0 == to.0) {
            return day(from);
        }
        let next_year = if to < from {
            self.pick("次年", "")
        } else {
            ""
        };
        format!("{}{}{next_year}{}", day(from), self.to(), day(to))
    }

    fn date(self, date: Date) -> String {
        match self {
            Self::Chinese => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
            Self::English => {
                let month = month_en(date.month().unsigned_abs());
                format!("{} {month} {}", date.day(), date.year())
            }
        }
    }

    /// `8:30–11:30、14:30–17:30（需预约）`.
    pub(super) fn intervals(self, intervals: &[Interval<'_>]) -> String {
        let mut parts = Vec::new();
        for (index, interval) in intervals.iter().enumerate() {
            let span = TimeSpan {
                start: interval.start,
                end: interval.end,
                open_ended: interval.open_ended,
            };
            let note = (interval.unknown, interval.comment);
            // What is said of several intervals in a row is said once, after the last.
            let next = intervals
                .get(index + 1)
                .map(|next| (next.unknown, next.comment));
            let note = if next == Some(note) {
                String::new()
            } else {
                self.note(note.0, note.1)
            };
            // "All day" would promise too much.
            let perhaps = interval.unknown && is_whole_day(span);
            let hours = if perhaps {
                String::new()
            } else {
                self.span(span)
            };
            parts.push(format!("{hours}{note}"));
        }
        parts.join(self.comma())
    }

    /// What a rule says of its days: ` 8:30–11:30`, `休息`, `全天开放`.
    pub(super) fn hours(self, rule: &Rule) -> String {
        let spans: Vec<_> = rule.times.iter().map(|span| self.span(*span)).collect();
        let spans = spans.join(self.comma());
        let note = self.note(rule.state == RuleState::Unknown, rule.comment.as_deref());
        match rule.state {
            RuleState::Closed if spans.is_empty() => {
                format!("{}{note}", self.pick("休息", "closed"))
            }
            RuleState::Closed => format!("{spans} {}{note}", self.pick("休息", "closed")),
            RuleState::Open if spans.is_empty() => {
                format!("{}{note}", self.pick("全天开放", "open all day"))
            }
            _ => format!("{spans}{note}"),
        }
    }

    fn note(self, unknown: bool, comment: Option<&str>) -> String {
        let ask = self.pick("是否开放请先询问", "ask first");
        match (comment.or(unknown.then_some(ask)), self) {
            (None, _) => String::new(),
            (Some(note), Self::Chinese) => format!("（{note}）"),
            (Some(note), Self::English) => format!(" ({note})"),
        }
    }

    fn span(self, span: TimeSpan) -> String {
        let TimeSpan {
            start,
            end,
            open_ended,
        } = span;
        let midnight = 24 * 60;
        match (open_ended, self) {
            (true, Self::Chinese) if end == midnight => format!("{} 起", self.clock(start)),
            (true, Self::English) if end == midnight => format!("from {}", self.clock(start)),
            _ if is_whole_day(span) => self.pick("全天开放", "open all day").to_owned(),
            _ => {
                let later = if open_ended {
                    self.pick("或更晚", " or later")
                } else {
                    ""
                };
                format!("{}–{}{later}", self.clock(start), self.clock(end))
            }
        }
    }

    fn clock(self, minutes: u16) -> String {
        let (hour, minute) = (minutes / 60, minutes % 60);
        match self {
            _ if minutes <= 24 * 60 => format!("{hour}:{minute:02}"),
            Self::Chinese => format!("次日{}:{minute:02}", hour - 24),
            Self::English => format!("{}:{minute:02} next day", hour - 24),
        }
    }

    /// Days and what is said of them, with a space where Chinese meets digits.
    pub(super) fn join(self, days: &str, hours: &str) -> String {
        let digits = hours.starts_with(|first: char| first.is_ascii());
        let space = if self == Self::English || digits {
            " "
        } else {
            ""
        };
        format!("{days}{space}{}", hours.trim_start())
    }
}

fn is_whole_day(span: TimeSpan) -> bool {
    (span.start, span.end) == (0, 24 * 60)
}

fn month_en(month: u8) -> &'static str {
    let index = usize::from(month).saturating_sub(1);
    MONTHS_EN.get(index).copied().unwrap_or_default()
}

/// The earliest last day of a month: 28 February is the end of the month in most years.
fn last_day(month: u8) -> u8 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

//! What can be wrong with opening hours, said plainly: an editor is shown the column and one remedy.

use std::fmt;

/// A fault in the text of opening hours, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningHoursError {
    /// First byte of the faulty part in the text that was parsed.
    pub start: usize,
    /// One past the last byte; equal to `start` where something is missing.
    pub end: usize,
    /// What is wrong with it.
    pub kind: OpeningHoursErrorKind,
}

/// What is wrong with opening hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningHoursErrorKind {
    /// Nothing but white space.
    Empty,
    /// A character of a Chinese keyboard, such as `：` or `～`, with the one that is meant.
    WrongCharacter(char),
    /// A character that has no place here.
    UnexpectedCharacter,
    /// A word that is not part of the syntax, with the one that is probably meant.
    UnknownWord {
        /// Such as `Mo` for `Monday` or `周一`.
        suggestion: Option<&'static str>,
    },
    /// A word of the syntax in the wrong place.
    MisplacedWord,
    /// Two separators in a row, or one at the beginning.
    EmptyRule,
    /// Two rules without `;` between them.
    MissingSeparator,
    /// Not a time of day, such as `25:00`, `8` or `0830`.
    BadTime,
    /// `08:00` without an end.
    MissingEndTime,
    /// An end equal to the start.
    SameTime,
    /// `Mo-` without a second weekday.
    MissingWeekday,
    /// `Jun 15-` without an end.
    MissingDate,
    /// A day that the month does not have.
    BadDay,
    /// A range of dates or years that ends before it starts.
    ReversedDates,
    /// `Sa[0]`, `Sa[6]`, `Sa[`.
    BadOrdinal,
    /// A comment without its closing quote.
    UnclosedComment,
    /// Part of the OpenStreetMap syntax, but not of ours.
    Unsupported(Unsupported),
}

/// What OpenStreetMap knows and we refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// `sunrise`, `sunset`, `dawn`, `dusk`
    Sun,
    /// `week 1-53/2`
    WeekNumbers,
    /// `easter`
    Easter,
    /// `PH -1 day`
    DayOffset,
    /// `10:00-16:00/30`
    RepeatedTimes,
    /// `2026+`, `Jun 15+`
    OpenEndedDates,
}

impl OpeningHoursErrorKind {
    /// The fault and its remedy in plain Chinese.
    pub fn message_zh(self) -> String {
        match self {
            Self::Empty => "开放时间是空的。例如写 Mo-Fr 08:30-11:30,14:30-17:30".into(),
            Self::WrongCharacter(meant) => {
                format!("这里用了中文（全角）字符，请改成英文半角的“{meant}”")
            }
            Self::UnexpectedCharacter => "这里不应有这个字符".into(),
            Self::UnknownWord { suggestion: Some(meant) } => format!("不认识这个词，请写 {meant}"),
            Self::UnknownWord { suggestion: None } => {
                "不认识这个词。星期写 Mo Tu We Th Fr Sa Su，月份写 Jan Feb…，法定节假日写 PH，休息写 off".into()
            }
            Self::MisplacedWord => "这个词的位置不对。顺序是：日期、星期、时间、off，例如 Mar-Oct Mo-Fr 08:00-17:00".into(),
            Self::EmptyRule => "两个分隔符之间没有内容，请删去多余的分隔符".into(),
            Self::MissingSeparator => "这里缺少分号“;”，每条规则之间要用分号隔开".into(),
            Self::BadTime => "时间不对，应写成 08:30 这样（小时 00 到 24，分钟 00 到 59）".into(),
            Self::MissingEndTime => {
                "缺少结束时间，应写成 08:30-11:30；结束时间不定时写 18:00+".into()
            }
            Self::SameTime => "开始和结束时间相同；全天开放请写 00:00-24:00".into(),
            Self::MissingWeekday => "“-”后面缺少星期，例如 Mo-Fr".into(),
            Self::MissingDate => "“-”后面缺少日期，例如 Jun 15-Aug 31".into(),
            Self::BadDay => "这个月没有这一天".into(),
            Self::ReversedDates => "结束早于开始，请对调".into(),
            Self::BadOrdinal => {
                "方括号里写第几个：1 到 5，或 -1 到 -5（倒数），例如 Sa[1]、Fr[-1]".into()
            }
            Self::UnclosedComment => "说明文字缺少后面的引号“\"”".into(),
            Self::Unsupported(what) => match what {
                Unsupported::Sun => "不支持日出、日落，请写钟点，例如 06:00-18:00",
                Unsupported::WeekNumbers => "不支持第几周，请改写日期或每月第几个星期几，例如 Sa[1,3]",
                Unsupported::Easter => "不支持复活节，请写日期",
                Unsupported::DayOffset => "不支持“前几天、后几天”，请直接写日期",
                Unsupported::RepeatedTimes => "不支持每隔一段时间，请逐个写出时间",
                Unsupported::OpenEndedDates => "不支持没有结束的日期，请写出结束日期",
            }
            .into(),
        }
    }

    /// The fault and its remedy in plain English.
    pub fn message_en(self) -> String {
        match self {
            Self::Empty => "no opening hours; write, for example, Mo-Fr 08:30-11:30,14:30-17:30".into(),
            Self::WrongCharacter(meant) => {
                format!("this is a full-width (Chinese) character; write `{meant}` instead")
            }
            Self::UnexpectedCharacter => "this character has no place here".into(),
            Self::UnknownWord { suggestion: Some(meant) } => format!("unknown word; write {meant}"),
            Self::UnknownWord { suggestion: None } => {
                "unknown word; weekdays are Mo Tu We Th Fr Sa Su, months Jan Feb …, public holidays PH, closed off".into()
            }
            Self::MisplacedWord => {
                "this word is in the wrong place; the order is dates, weekdays, times, off".into()
            }
            Self::EmptyRule => "nothing between two separators; remove one".into(),
            Self::MissingSeparator => "a semicolon is missing between two rules".into(),
            Self::BadTime => "not a time; write it like 08:30 (hours to 24, minutes to 59)".into(),
            Self::MissingEndTime => {
                "the end is missing; write 08:30-11:30, or 18:00+ if it is not known".into()
            }
            Self::SameTime => "start and end are the same; for the whole day write 00:00-24:00".into(),
            Self::MissingWeekday => "a weekday is missing after `-`, as in Mo-Fr".into(),
            Self::MissingDate => "a date is missing after `-`, as in Jun 15-Aug 31".into(),
            Self::BadDay => "this month has no such day".into(),
            Self::ReversedDates => "the end is before the start; swap them".into(),
            Self::BadOrdinal => "count from 1 to 5, or -1 to -5 from the end: Sa[1], Fr[-1]".into(),
            Self::UnclosedComment => "the closing quote of the comment is missing".into(),
            Self::Unsupported(what) => match what {
                Unsupported::Sun => "sunrise and sunset are not supported; write a time of day",
                Unsupported::WeekNumbers => "week numbers are not supported; use dates, or Sa[1,3]",
                Unsupported::Easter => "Easter is not supported; write a date",
                Unsupported::DayOffset => "days before or after are not supported; write the date",
                Unsupported::RepeatedTimes => "repeated times are not supported; write each of them",
                Unsupported::OpenEndedDates => "dates without an end are not supported; write the end",
            }
            .into(),
        }
    }
}

impl fmt::Display for OpeningHoursError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "bytes {}–{}: {}",
            self.start,
            self.end,
            self.kind.message_en()
        )
    }
}

impl std::error::Error for OpeningHoursError {}

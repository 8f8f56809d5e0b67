//! What can be wrong with a recurrence rule, said plainly: the readers are village staff, not programmers.

use std::fmt;

/// A fault in the text of a rule, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// First byte of the faulty part in the text that was parsed.
    pub start: usize,
    /// One past the last byte of the faulty part.
    pub end: usize,
    /// What is wrong with it.
    pub kind: RuleErrorKind,
}

/// The parts of a rule, under the names that RFC 5545 gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulePart {
    /// `FREQ`
    Frequency,
    /// `INTERVAL`
    Interval,
    /// `COUNT`
    Count,
    /// `UNTIL`
    Until,
    /// `BYDAY`
    Weekday,
    /// `BYMONTHDAY`
    MonthDay,
    /// `BYMONTH`
    Month,
    /// `BYSETPOS`
    SetPosition,
    /// `BYYEARDAY`
    YearDay,
    /// `BYWEEKNO`
    WeekNumber,
    /// `WKST`
    WeekStart,
}

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleErrorKind {
    /// Nothing but white space.
    Empty,
    /// A full-width character of a Chinese keyboard, such as `；`, with the one that is meant.
    FullWidth(char),
    /// A part without `=`, such as `WEEKLY` alone.
    MissingEquals,
    /// No `FREQ`.
    MissingFrequency,
    /// `FREQ=HOURLY`, `MINUTELY` or `SECONDLY`: no activity of a centre repeats like that.
    UnsupportedFrequency,
    /// A part that RFC 5545 does not know.
    UnknownPart,
    /// `BYHOUR`, `BYMINUTE` or `BYSECOND`: the start gives the time of day.
    UnsupportedPart,
    /// The same part twice.
    DuplicatePart(RulePart),
    /// A value that this part cannot have.
    BadValue(RulePart),
    /// `UNTIL` and `COUNT` in one rule.
    UntilAndCount,
    /// `BYDAY=1SA` with `FREQ=DAILY` or `WEEKLY`.
    OrdinalNotAllowed,
    /// `BYDAY=1SA` together with `BYWEEKNO`.
    OrdinalWithWeekNumber,
    /// `BYSETPOS` without another `BY…` part to choose from.
    SetPositionAlone,
    /// `BYMONTHDAY` with `FREQ=WEEKLY`.
    MonthDayWithWeekly,
    /// `BYYEARDAY` with a `FREQ` other than `YEARLY`.
    YearDayNotAllowed,
    /// `BYWEEKNO` with a `FREQ` other than `YEARLY`.
    WeekNumberNotAllowed,
}

impl RulePart {
    pub(super) const ALL: [Self; 11] = [
        Self::Frequency,
        Self::Interval,
        Self::Count,
        Self::Until,
        Self::Weekday,
        Self::MonthDay,
        Self::Month,
        Self::SetPosition,
        Self::YearDay,
        Self::WeekNumber,
        Self::WeekStart,
    ];

    /// The name in the text of a rule, such as `BYDAY`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Frequency => "FREQ",
            Self::Interval => "INTERVAL",
            Self::Count => "COUNT",
            Self::Until => "UNTIL",
            Self::Weekday => "BYDAY",
            Self::MonthDay => "BYMONTHDAY",
            Self::Month => "BYMONTH",
            Self::SetPosition => "BYSETPOS",
            Self::YearDay => "BYYEARDAY",
            Self::WeekNumber => "BYWEEKNO",
            Self::WeekStart => "WKST",
        }
    }

    /// What may stand after the `=`, in Chinese and in English.
    fn expected(self) -> (&'static str, &'static str) {
        match self {
            Self::Frequency => (
                "DAILY（每天）、WEEKLY（每周）、MONTHLY（每月）或 YEARLY（每年）",
                "DAILY, WEEKLY, MONTHLY or YEARLY",
            ),
            Self::Interval => (
                "1 到 65535 的整数，例如 2 表示每隔一次",
                "a whole number from 1 to 65535",
            ),
            Self::Count => ("大于 0 的整数，表示一共几次", "a whole number above 0"),
            Self::Until => (
                "日期 20261231，或日期时间 20261231T180000",
                "a date like 20261231 or a time like 20261231T180000",
            ),
            Self::Weekday => (
                "MO、TU、WE、TH、FR、SA、SU（周一到周日），前面可加第几个，例如 1SA、-1FR",
                "MO, TU, WE, TH, FR, SA or SU, also counted: 1SA, -1FR",
            ),
            Self::MonthDay => (
                "1 到 31，或 -1 到 -31（从月底倒数）",
                "1 to 31, or -1 to -31 from the end",
            ),
            Self::Month => ("1 到 12", "1 to 12"),
            Self::SetPosition | Self::YearDay => (
                "1 到 366，或 -1 到 -366（倒数）",
                "1 to 366, or -1 to -366 from the end",
            ),
            Self::WeekNumber => (
                "1 到 53，或 -1 到 -53（倒数）",
                "1 to 53, or -1 to -53 from the end",
            ),
            Self::WeekStart => (
                "MO、TU、WE、TH、FR、SA 或 SU",
                "MO, TU, WE, TH, FR, SA or SU",
            ),
        }
    }
}

impl RuleErrorKind {
    /// The fault and its remedy in plain Chinese.
    pub fn message_zh(&self) -> String {
        match self {
            Self::Empty => "重复规则是空的。例如每周六写 FREQ=WEEKLY;BYDAY=SA".into(),
            Self::FullWidth(meant) => format!("这里用了中文（全角）字符，请改成英文半角的“{meant}”"),
            Self::MissingEquals => "这一段缺少等号，应写成“名称=值”，例如 FREQ=WEEKLY".into(),
            Self::MissingFrequency => {
                "没有写多久重复一次，请加上 FREQ=DAILY（每天）、WEEKLY（每周）、MONTHLY（每月）或 YEARLY（每年）".into()
            }
            Self::UnsupportedFrequency => "不支持按小时、分钟或秒重复，最短是每天：FREQ=DAILY".into(),
            Self::UnknownPart => "不认识这个名称，请检查拼写，例如 FREQ、BYDAY、UNTIL".into(),
            Self::UnsupportedPart => "不能在重复规则里写时刻，时刻由活动的开始时间决定，请删去这一段".into(),
            Self::DuplicatePart(part) => format!("{} 写了两次，请只留一个", part.name()),
            Self::BadValue(part) => {
                format!("{} 的值不对，应为{}", part.name(), part.expected().0)
            }
            Self::UntilAndCount => "UNTIL（到哪天为止）和 COUNT（一共几次）只能写一个".into(),
            Self::OrdinalNotAllowed => {
                "“第几个星期几”（如 1SA）只能用于每月或每年，请改用 FREQ=MONTHLY 或去掉数字".into()
            }
            Self::OrdinalWithWeekNumber => {
                "写了 BYWEEKNO（第几周）时，BYDAY 里不能再写“第几个”，请去掉数字".into()
            }
            Self::SetPositionAlone => {
                "BYSETPOS 要和另一个 BY… 一起用，例如 BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1（最后一个工作日）".into()
            }
            Self::MonthDayWithWeekly => "每周重复时不能写 BYMONTHDAY（几号），请改用 FREQ=MONTHLY".into(),
            Self::YearDayNotAllowed => "BYYEARDAY（一年的第几天）只能用于 FREQ=YEARLY".into(),
            Self::WeekNumberNotAllowed => "BYWEEKNO（一年的第几周）只能用于 FREQ=YEARLY".into(),
        }
    }

    /// The fault and its remedy in plain English.
    pub fn message_en(&self) -> String {
        match self {
            Self::Empty => {
                "the rule is empty; every Saturday, for example, is FREQ=WEEKLY;BYDAY=SA".into()
            }
            Self::FullWidth(meant) => {
                format!("this is a full-width (Chinese) character; write `{meant}` instead")
            }
            Self::MissingEquals => "`=` is missing: write NAME=VALUE, like FREQ=WEEKLY".into(),
            Self::MissingFrequency => {
                "the rule does not say how often: add FREQ=DAILY, WEEKLY, MONTHLY or YEARLY".into()
            }
            Self::UnsupportedFrequency => {
                "repeating within a day is not supported; the shortest is FREQ=DAILY".into()
            }
            Self::UnknownPart => "unknown name; check its spelling (FREQ, BYDAY, UNTIL, …)".into(),
            Self::UnsupportedPart => {
                "the time of day comes from the start of the activity; remove this part".into()
            }
            Self::DuplicatePart(part) => format!("{} is given twice; keep one", part.name()),
            Self::BadValue(part) => {
                format!("this is no value for {}; write {}", part.name(), part.expected().1)
            }
            Self::UntilAndCount => "give either UNTIL or COUNT, not both".into(),
            Self::OrdinalNotAllowed => {
                "a counted weekday like 1SA needs FREQ=MONTHLY or YEARLY; change FREQ or drop the number".into()
            }
            Self::OrdinalWithWeekNumber => {
                "with BYWEEKNO, weekdays cannot be counted; drop the number".into()
            }
            Self::SetPositionAlone => {
                "BYSETPOS chooses from another BY… part, like BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1".into()
            }
            Self::MonthDayWithWeekly => "BYMONTHDAY cannot go with FREQ=WEEKLY; use FREQ=MONTHLY".into(),
            Self::YearDayNotAllowed => "BYYEARDAY needs FREQ=YEARLY".into(),
            Self::WeekNumberNotAllowed => "BYWEEKNO needs FREQ=YEARLY".into(),
        }
    }
}

impl fmt::Display for RuleError {
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

impl std::error::Error for RuleError {}

//! The rules about values that are more than plain text.

use crate::fault::{Rule, Severity};
use crate::text::StaticText;

/// A date or time that does not exist or is written in another form.
pub static BAD_DATE: Rule = Rule {
    code: "bad-date",
    severity: Severity::Error,
    what: StaticText {
        chinese: "日期或时间写法不对，或日历上没有这一天。",
        english: "A date or time that is written wrongly or does not exist.",
    },
    why: StaticText {
        chinese: "日期错了，活动会排到错的一天，居民会白跑一趟。",
        english: "A wrong date puts an activity on the wrong day, and residents come in vain.",
    },
    wrong: "starts: 2026年7月9日 上午9点",
    right: "starts: 2026-07-09 09:00",
};

/// A rule of repetition that cannot be read.
pub static BAD_REPEAT: Rule = Rule {
    code: "bad-repeat",
    severity: Severity::Error,
    what: StaticText {
        chinese: "重复规则(repeat)不是有效的 RRULE。",
        english: "`repeat` is not a valid RRULE (RFC 5545).",
    },
    why: StaticText {
        chinese: "规则读不出来，后面的每一场活动都排不上日历。",
        english: "None of the later sessions would reach the calendar.",
    },
    wrong: "repeat: FREQ=MONTHLY;BYDAY=1XX",
    right: "repeat: FREQ=MONTHLY;BYDAY=1SA",
};

/// Opening hours that cannot be read.
pub static BAD_HOURS: Rule = Rule {
    code: "bad-hours",
    severity: Severity::Error,
    what: StaticText {
        chinese: "开放时间(hours)写法不对。",
        english: "`hours` is not in the opening_hours syntax.",
    },
    why: StaticText {
        chinese: "页面要算出“现在开着没有”；写错了，老人会扑空。",
        english: "The page tells whether the place is open now; a mistake sends people to a closed door.",
    },
    wrong: "hours: 周一至周五 8:30-17:30",
    right: "hours: Mo-Fr 08:30-17:30; PH off",
};

/// A lunar date or solar term that does not exist.
pub static BAD_LUNAR_DATE: Rule = Rule {
    code: "bad-lunar-date",
    severity: Severity::Error,
    what: StaticText {
        chinese: "农历日期或节气写法不对，或那一年没有这一天。",
        english: "A lunar date or solar term that is written wrongly or does not exist in that year.",
    },
    why: StaticText {
        chinese: "节日换算成公历日期要靠它。",
        english: "The civil date of the festival is computed from it.",
    },
    wrong: "- {lunar: 9.9, name: 重阳}",
    right: "- {lunar: 9-9, name: 重阳}   # 或 九月初九",
};

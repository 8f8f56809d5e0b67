//! The rules about single records and about addresses.

use crate::fault::{Rule, Severity};
use crate::text::StaticText;

/// Something that ends before it starts.
pub(crate) static REVERSED_TIMES: Rule = Rule {
    code: "reversed-times",
    severity: Severity::Error,
    what: StaticText {
        chinese: "结束早于开始。",
        english: "Something ends before it starts.",
    },
    why: StaticText {
        chinese: "这样的活动会从日历上消失，或者时长变成负数。",
        english: "Such an activity would vanish from the calendar.",
    },
    wrong: "starts: 2026-07-09 09:00\nends: 2026-07-09 08:00",
    right: "starts: 2026-07-09 08:00\nends: 2026-07-09 09:00",
};

/// A first day on which the repeat does not fall.
pub(crate) static REPEAT_START: Rule = Rule {
    code: "repeat-start",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "活动的开始日期不符合它自己的重复规则。",
        english: "The first day does not fit the activity's own repeat.",
    },
    why: StaticText {
        chinese: "规则说每周三，开始却写了周四：第一场会排不上，居民不知道信哪个。",
        english: "If the rule says Wednesdays and the start is a Thursday, the first session is not on the calendar.",
    },
    wrong: "starts: 2026-07-09 15:00   # 周四\nrepeat: FREQ=WEEKLY;BYDAY=WE",
    right: "starts: 2026-07-08 15:00\nrepeat: FREQ=WEEKLY;BYDAY=WE",
};

/// An excepted day on which the repeat does not fall anyway.
pub(crate) static UNUSED_EXCEPTION: Rule = Rule {
    code: "unused-exception",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "except 里的日期本来就没有这场活动。",
        english: "A day in `except` on which nothing would happen anyway.",
    },
    why: StaticText {
        chinese: "多半是日期写错了：想停的那一场其实没有停。",
        english: "Most likely the date is wrong, and the session that was to be left out is still on.",
    },
    wrong: "repeat: FREQ=WEEKLY;BYDAY=WE\nexcept: [2026-07-09]   # 周四",
    right: "repeat: FREQ=WEEKLY;BYDAY=WE\nexcept: [2026-07-08]",
};

/// A review score outside 1 to 5.
pub(crate) static BAD_SCORE: Rule = Rule {
    code: "bad-score",
    severity: Severity::Error,
    what: StaticText {
        chinese: "评分不在 1 到 5 之间。",
        english: "A review score is not 1 to 5.",
    },
    why: StaticText {
        chinese: "评单按五分制统计。",
        english: "Reviews are counted on a scale of five.",
    },
    wrong: "review: {score: 10}",
    right: "review: {score: 5}",
};

/// Counts that differ from those the network promises.
pub(crate) static COUNT_MISMATCH: Rule = Rule {
    code: "count-mismatch",
    severity: Severity::Error,
    what: StaticText {
        chinese: "平台或项目的数量和 site-config.yaml 里说的不一样。",
        english: "The number of platforms or projects differs from `expected` in site-config.yaml.",
    },
    why: StaticText {
        chinese: "对外说“七大平台66小项”，网站上就要数得出来。",
        english: "If the network speaks of 66 projects, the site must show 66.",
    },
    wrong: "expected: {projects: 66}   # 实有 65",
    right: "expected: {projects: 66}   # 实有 66",
};

/// A file for the root of the site where something else lies.
pub(crate) static ROOT_FILE_TAKEN: Rule = Rule {
    code: "root-file-taken",
    severity: Severity::Error,
    what: StaticText {
        chinese: "`content/root/` 里的文件和网站自己的页面或文件同名（不分大小写）。",
        english: "A file in `content/root/` that the site has a page or file of its own for, letter case aside.",
    },
    why: StaticText {
        chinese: "原样放上去会盖掉网站自己的页面。",
        english: "It would overwrite what the site makes.",
    },
    wrong: "content/root/index.html",
    right: "content/root/MP_verify_abc123.txt",
};

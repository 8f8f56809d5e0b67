//! The rules about references between records, found while the network is linked.

use crate::fault::{Rule, Severity};
use crate::text::StaticText;

/// A reference to a place that does not exist.
pub static MISSING_PLACE: Rule = Rule {
    code: "missing-place",
    severity: Severity::Error,
    what: StaticText {
        chinese: "引用了不存在的站点。",
        english: "A reference to a place that does not exist.",
    },
    why: StaticText {
        chinese: "写错的编号会让这条内容挂不到该挂的地方，页面上就少了一块。",
        english: "A mistyped id would leave the record out of the pages where it belongs.",
    },
    wrong: "place: yuping/buxinjie",
    right: "place: yuping/buxingjie",
};

/// A reference to a platform that does not exist.
pub static MISSING_PLATFORM: Rule = Rule {
    code: "missing-platform",
    severity: Severity::Error,
    what: StaticText {
        chinese: "引用了不存在的平台。",
        english: "A reference to a platform that does not exist.",
    },
    why: StaticText {
        chinese: "写错的编号会让这条内容挂不到该挂的地方，页面上就少了一块。",
        english: "A mistyped id would leave the record out of the pages where it belongs.",
    },
    wrong: "platform: teory",
    right: "platform: theory",
};

/// A reference to a project that does not exist.
pub static MISSING_PROJECT: Rule = Rule {
    code: "missing-project",
    severity: Severity::Error,
    what: StaticText {
        chinese: "引用了不存在的项目。",
        english: "A reference to a project that does not exist.",
    },
    why: StaticText {
        chinese: "写错的编号会让这条内容挂不到该挂的地方，页面上就少了一块。",
        english: "A mistyped id would leave the record out of the pages where it belongs.",
    },
    wrong: "project: education/sidianbam",
    right: "project: education/sidianban",
};

/// A reference to a team that does not exist.
pub static MISSING_TEAM: Rule = Rule {
    code: "missing-team",
    severity: Severity::Error,
    what: StaticText {
        chinese: "引用了不存在的队伍。",
        english: "A reference to a team that does not exist.",
    },
    why: StaticText {
        chinese: "写错的编号会让这条内容挂不到该挂的地方，页面上就少了一块。",
        english: "A mistyped id would leave the record out of the pages where it belongs.",
    },
    wrong: "team: wulao",
    right: "team: wulao-dui",
};

/// A reference to an activity that does not exist.
pub static MISSING_ACTIVITY: Rule = Rule {
    code: "missing-activity",
    severity: Severity::Error,
    what: StaticText {
        chinese: "引用了不存在的活动。",
        english: "A reference to an activity that does not exist.",
    },
    why: StaticText {
        chinese: "写错的编号会让这条内容挂不到该挂的地方，页面上就少了一块。",
        english: "A mistyped id would leave the record out of the pages where it belongs.",
    },
    wrong: "activity: yizhen-2025",
    right: "activity: yizhen-2026",
};

/// A reference to an article that does not exist.
pub static MISSING_ARTICLE: Rule = Rule {
    code: "missing-article",
    severity: Severity::Error,
    what: StaticText {
        chinese: "引用了不存在的文章。",
        english: "A reference to an article that does not exist.",
    },
    why: StaticText {
        chinese: "写错的编号会让这条内容挂不到该挂的地方，页面上就少了一块。",
        english: "A mistyped id would leave the record out of the pages where it belongs.",
    },
    wrong: "article: jiangdou",
    right: "article: jiangdou-chuncuo",
};

/// A reference to something of another kind.
pub static WRONG_KIND: Rule = Rule {
    code: "wrong-kind",
    severity: Severity::Error,
    what: StaticText {
        chinese: "引用的编号存在，但不是这里要的那一类。",
        english: "The id exists, but belongs to another kind.",
    },
    why: StaticText {
        chinese: "队伍填到了地点、项目填到了活动，页面上的关系就乱了。",
        english: "A team given as a place, or a project as an activity, would link the wrong things.",
    },
    wrong: "place: wulao-dui",
    right: "place: yuping/buxingjie",
};

/// A place below one of the wrong tier.
pub static WRONG_TIER: Rule = Rule {
    code: "wrong-tier",
    severity: Severity::Error,
    what: StaticText {
        chinese: "上级站点的层级不对。",
        english: "The place above is of the wrong tier.",
    },
    why: StaticText {
        chinese: "所在中心下面，站在所下面；层级错了，导航和统计都会错。",
        english: "Institutes stand below a center and stations below an institute; otherwise paths and counts are wrong.",
    },
    wrong: "parent: yuping/buxingjie",
    right: "parent: fuqing",
};

/// A short id that several places share.
pub static AMBIGUOUS_REFERENCE: Rule = Rule {
    code: "ambiguous-reference",
    severity: Severity::Error,
    what: StaticText {
        chinese: "编号同时属于好几个站点，程序不猜是哪一个。",
        english: "An id that belongs to several places.",
    },
    why: StaticText {
        chinese: "实践站和学习驿站可以同名，猜错了会张冠李戴。",
        english: "A station and a study post may share an id; a guess would credit the wrong one.",
    },
    wrong: "place: yuping/shuxiang",
    right: "place: study-posts/yuping/shuxiang",
};

/// No parent is named and there are several.
pub static AMBIGUOUS_PARENT: Rule = Rule {
    code: "ambiguous-parent",
    severity: Severity::Error,
    what: StaticText {
        chinese: "没有写上级(parent)，而上一级有好几个。",
        english: "No `parent` is named, and there are several it could be.",
    },
    why: StaticText {
        chinese: "程序不猜这个所归哪个中心。",
        english: "The program does not guess which center it belongs to.",
    },
    wrong: "name: 玉屏街道新时代文明实践所",
    right: "name: 玉屏街道新时代文明实践所\nparent: fuqing",
};

/// Places that are above one another.
pub static PARENT_CYCLE: Rule = Rule {
    code: "parent-cycle",
    severity: Severity::Error,
    what: StaticText {
        chinese: "几个站点互为上级，绕成了一个圈。",
        english: "Places that stand above one another in a circle.",
    },
    why: StaticText {
        chinese: "从中心往下找，永远找不到它们。",
        english: "Nobody coming from the center would ever reach them.",
    },
    wrong: "a: parent: b\nb: parent: a",
    right: "a: parent: fuqing\nb: parent: a",
};

/// A published record that refers to a draft.
pub static DRAFT_REFERENCE: Rule = Rule {
    code: "draft-reference",
    severity: Severity::Error,
    what: StaticText {
        chinese: "已发布的内容引用了草稿。",
        english: "Published content refers to a draft.",
    },
    why: StaticText {
        chinese: "草稿不会发布，读者点过去是一片空白。",
        english: "The draft is not published, so the link would lead nowhere.",
    },
    wrong: "place: yuping/xinzhan   # draft: true",
    right: "place: yuping/buxingjie",
};

/// Two records of a kind with the same id.
pub static DUPLICATE_ID: Rule = Rule {
    code: "duplicate-id",
    severity: Severity::Error,
    what: StaticText {
        chinese: "两条内容用了同一个编号。",
        english: "Two records of one kind have the same id.",
    },
    why: StaticText {
        chinese: "编号就是网址，一个网址只能放一个页面。",
        english: "The id is the address, and an address holds one page.",
    },
    wrong: "- id: yizhen\n- id: yizhen",
    right: "- id: yizhen\n- id: yizhen-2",
};

/// A month outside 1 to 12 in a plan.
pub static UNKNOWN_MONTH: Rule = Rule {
    code: "unknown-month",
    severity: Severity::Error,
    what: StaticText {
        chinese: "年度计划里的月份不是 1 到 12。",
        english: "A month of a plan is not 1 to 12.",
    },
    why: StaticText {
        chinese: "写错的月份排不进一年里，主题和节点都看不到。",
        english: "A thirteenth month would appear nowhere.",
    },
    wrong: "months:\n  13: {theme: 总结}",
    right: "months:\n  12: {theme: 总结}",
};

/// A plan node with no date or several.
pub static BAD_NODE: Rule = Rule {
    code: "bad-node",
    severity: Severity::Error,
    what: StaticText {
        chinese: "计划节点没有写日期，或写了不止一种日期。",
        english: "A plan node has no date, or more than one kind of date.",
    },
    why: StaticText {
        chinese: "节点要落在日历上的某一天;date、lunar、solar_term 三种写法只能用一种。",
        english: "A node stands on one day; give one of `date`, `lunar` and `solar_term`.",
    },
    wrong: "- {name: 重阳节}",
    right: "- {lunar: 9-9, name: 重阳节}",
};

/// A plan node that falls into another month.
pub static NODE_OUTSIDE_MONTH: Rule = Rule {
    code: "node-outside-month",
    severity: Severity::Error,
    what: StaticText {
        chinese: "计划节点换算出来不在它所写的月份里。",
        english: "A plan node falls into another month than the one it is written under.",
    },
    why: StaticText {
        chinese: "农历节日每年在公历里的月份会变，放错月份会提前或错过。",
        english: "Lunar festivals move; under the wrong month they would be prepared too early or too late.",
    },
    wrong: "9:\n  nodes: [{lunar: 9-9, name: 重阳节}]   # 2026-10-18",
    right: "10:\n  nodes: [{lunar: 9-9, name: 重阳节}]",
};

/// More times or pages than the site may have.
pub static OVER_LIMIT: Rule = Rule {
    code: "over-limit",
    severity: Severity::Error,
    what: StaticText {
        chinese: "活动的场次、网站的页面或一个网址的长度超过了上限。",
        english: "An activity takes place more often, a site has more pages, or an address is longer than is allowed.",
    },
    why: StaticText {
        chinese: "多半是年份写错了，或者重复规则没有写到哪天为止；照着做会生成几万个没有人看的页面，把内存和磁盘占满。",
        english: "Most likely a year is wrong or a repeat never ends; followed, it would fill memory and disk with pages for nobody.",
    },
    wrong: "starts: 0026-07-08 09:00\nrepeat: FREQ=DAILY",
    right: "starts: 2026-07-08 09:00\nrepeat: FREQ=DAILY",
};

//! The texts that `zhandian new` puts where an editor is to write, and the rule that finds them where nobody has.

use std::ops::Range;

use crate::fault::{Fault, Rule, Severity, Target};
use crate::text;
use crate::text::StaticText;

/// Where a place is to be described.
pub(crate) const PLACE: &str = "这里写站点的介绍。";
/// Where a project is to be described.
pub(crate) const PROJECT: &str = "这里写服务什么人、做什么、怎样预约。";
/// Where a team is to be described.
pub(crate) const TEAM: &str = "这里写队伍的介绍。";
/// Where an activity is to be described.
pub(crate) const ACTIVITY: &str = "这里写活动的内容、对象、怎样参加。";
/// Where a need is to be described.
pub(crate) const NEED: &str = "这里写需要什么。";
/// Where the text of a page belongs.
pub(crate) const PAGE: &str = "这里写正文。";
/// The parts of a typical experience, each with what belongs there.
pub(crate) const EXPERIENCE: [(&str, &str); 4] = [
    ("背景", "这里写为什么要做。"),
    ("做法", "这里写怎样做的。"),
    ("成效", "这里写有了什么变化。"),
    ("启示", "这里写别处能学什么。"),
];
/// The theme of a month.
pub(crate) const THEME: &str = "（待定）";

/// A text that was to be replaced.
pub static PLACEHOLDER_TEXT: Rule = Rule {
    code: "placeholder-text",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "`zhandian new` 写的提示还留在文件里，没有换成真的内容。",
        english: "A text that `zhandian new` wrote still waits to be replaced.",
    },
    why: StaticText {
        chinese: "居民会在网页上读到“这里写站点的介绍”，像是没人管的网站。",
        english: "Residents would read on the page what was meant for the editor.",
    },
    wrong: "这里写站点的介绍。",
    right: "站里有阅览室和议事厅，每周三下午有人读报。",
};

/// Tells each of them once.
pub(super) fn check(text: &str, target: impl Fn(Range<usize>) -> Target, faults: &mut Vec<Fault>) {
    let sections = EXPERIENCE.map(|(_, hint)| hint);
    let of_records = [PLACE, PROJECT, TEAM, ACTIVITY, NEED, PAGE];
    let lines = of_records.into_iter().chain(sections);
    let lines = lines.filter_map(|line| own_line(text, line));
    faults.extend(lines.chain(theme(text)).map(|range| {
        let left = &text[range.clone()];
        Fault::new(
            &PLACEHOLDER_TEXT,
            target(range.clone()),
            text!(
                "“{left}”是提示，还没有换成真的内容",
                "`{left}` was meant for you and is still there"
            ),
        )
        .help(text!(
            "写上真的内容；暂时不写，就把这一行删掉",
            "write what belongs here, or remove the line"
        ))
    }));
}

/// Where a line holds nothing but this.
fn own_line(text: &str, wanted: &str) -> Option<Range<usize>> {
    text.match_indices(wanted).find_map(|(start, _)| {
        let end = start + wanted.len();
        let rest = text[end..].lines().next().unwrap_or_default();
        (text[..start].ends_with('\n') && rest.trim().is_empty()).then_some(start..end)
    })
}

/// The first month of a plan whose theme is open.
fn theme(text: &str) -> Option<Range<usize>> {
    let key = "theme: \"";
    let start = text.find(&format!("{key}{THEME}\""))? + key.len();
    Some(start..start + THEME.len())
}

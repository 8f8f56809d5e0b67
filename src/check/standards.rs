//! How places state the items of their standards.

use std::collections::HashSet;

use crate::config::Tiers;
use crate::content::{Content, Kind, Records};
use crate::fault::{Fault, Rule, Severity};
use crate::network::rules::DUPLICATE_ID;
use crate::network::{Network, Place};
use crate::steps;
use crate::suggest::nearest;
use crate::text;
use crate::text::StaticText;

/// A tick for an item that no standard of the tier has.
pub(crate) static UNKNOWN_ITEM: Rule = Rule {
    code: "unknown-item",
    severity: Severity::Error,
    what: StaticText {
        chinese: "打勾的项目不在本层级的标准里。",
        english: "A tick for an item that no standard of this tier has.",
    },
    why: StaticText {
        chinese: "写错的编号不会计入达标统计。",
        english: "A mistyped item would not be counted.",
    },
    wrong: "standards: {signagee: true}",
    right: "standards: {signage: true}",
};

/// A study post that does not state an item of its standard.
pub(crate) static MISSING_ITEM: Rule = Rule {
    code: "missing-item",
    severity: Severity::Error,
    what: StaticText {
        chinese: "学习驿站没有写明标准里的每一项。",
        english: "A study post does not state every item of its standard.",
    },
    why: StaticText {
        chinese: "“八个有”要逐项说清：有写 true，没有写 false，才知道差在哪里。",
        english: "Each item is to be stated, met or not, so that it is known what is lacking.",
    },
    wrong: "standards: {signage: true}",
    right: "standards: {signage: true, venue: true, books: false, …}",
};

/// A tick for an item that is computed.
pub(crate) static MEASURED_ITEM: Rule = Rule {
    code: "measured-item",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "给由程序计算的项目打了勾。",
        english: "A tick for an item that the program computes.",
    },
    why: StaticText {
        chinese: "“每月至少一次学习活动”按活动记录计算，打勾不起作用。",
        english: "Monthly study is computed from the activities; the tick has no effect.",
    },
    wrong: "standards: {monthly-study: true}",
    right: "activities:\n  - {title: 学习会, kind: study, starts: 2026-07-09 09:00}",
};

/// An item that a standard has already: the id tells items apart.
pub(super) fn duplicate_items(network: &Network, faults: &mut Vec<Fault>) {
    for standard in network.standards.iter() {
        let items = &standard.document.fields.items;
        for (index, item) in items.iter().enumerate() {
            if !items[..index].iter().any(|other| other.id == item.id) {
                continue;
            }
            let id = &item.id;
            faults.push(
                Fault::new(
                    &DUPLICATE_ID,
                    standard
                        .document
                        .origin
                        .value(&steps!["items", index, "id"]),
                    text!(
                        "项目编号 `{id}` 在这套标准里用了两次",
                        "the item `{id}` is in this standard twice"
                    ),
                )
                .help(text!("换一个没有用过的编号", "take another id")),
            );
        }
    }
}

/// Whether every standard was read and says whom it is for. Otherwise no place can be judged.
pub(super) fn are_known(network: &Network, content: &Content) -> bool {
    let readable = content.files.iter().all(|file| {
        let holds_standards = matches!(file.records, Some(Records::Standards(_)));
        !file.hides(Kind::Standard) && (!holds_standards || file.faulted.is_empty())
    });
    let addressed = network
        .standards
        .iter()
        .all(|standard| standard.tiers.len() == standard.document.fields.applies_to.len());
    let told_apart = network.standards.iter().all(|standard| {
        let items = &standard.document.fields.items;
        let ids: HashSet<&str> = items.iter().map(|item| item.id.as_str()).collect();
        ids.len() == items.len()
    });
    readable && addressed && told_apart
}

/// Checks what a place says of the items of its standards.
pub(super) fn marks(network: &Network, place: &Place, faults: &mut Vec<Fault>) {
    let origin = &place.document.origin;
    let marks = &place.written().standards;
    let items: Vec<_> = network
        .standards
        .iter()
        .filter(|standard| standard.tiers.contains(&place.tier))
        .flat_map(|standard| &standard.document.fields.items)
        .collect();
    for (key, _) in &marks.0 {
        let target = || origin.key(&steps!["standards", key.as_str()]);
        match items.iter().find(|item| item.id == *key) {
            None => {
                let near = nearest(key, items.iter().map(|item| item.id.as_str()));
                let known = items
                    .iter()
                    .map(|item| item.id.as_str())
                    .collect::<Vec<_>>()
                    .join(", ");
                faults.push(
                    Fault::new(
                        &UNKNOWN_ITEM,
                        target(),
                        text!(
                            "本层级的标准里没有 `{key}` 这一项",
                            "no standard of this tier has an item `{key}`"
                        ),
                    )
                    .help(match near {
                        Some(near) => text!("是不是想写 `{near}`？", "did you mean `{near}`?"),
                        None => text!("可用的项目：{known}", "items: {known}"),
                    }),
                );
            }
            Some(item) if item.measure.is_some() => faults.push(
                Fault::new(
                    &MEASURED_ITEM,
                    target(),
                    text!(
                        "`{key}` 由程序按活动计算，写了不起作用",
                        "`{key}` is computed from the activities; stating it has no effect"
                    ),
                )
                .help(text!("删掉这一行", "remove this line")),
            ),
            Some(_) => {}
        }
    }
    if place.tier != Tiers::STUDY_POST {
        return;
    }
    let missing: Vec<_> = items
        .iter()
        .filter(|item| item.measure.is_none() && marks.get(&item.id).is_none())
        // A key that was only mistyped is told once, as unknown.
        .filter(|item| {
            !marks
                .0
                .iter()
                .any(|(key, _)| nearest(key, std::iter::once(item.id.as_str())).is_some())
        })
        .collect();
    if missing.is_empty() {
        return;
    }
    let ids = missing
        .iter()
        .map(|item| item.id.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    let names = missing
        .iter()
        .map(|item| item.name.as_str())
        .collect::<Vec<_>>()
        .join("、");
    faults.push(
        Fault::new(
            &MISSING_ITEM,
            origin.key(&steps!["standards"]),
            text!(
                "学习驿站没有写明：{names}",
                "the study post does not state: {ids}"
            ),
        )
        .help(text!(
            "在 standards 下面补上 {ids}，有写 true，没有写 false",
            "add {ids} below `standards`, `true` or `false`"
        )),
    );
}

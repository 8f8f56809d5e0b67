//! Words by which records find each other: tags, categories. A slip in one is read without complaint, and
//! what belongs together stays apart.

use std::collections::{HashMap, HashSet};

use crate::content::written::Written;
use crate::fault::{Fault, Origin, Rule, Severity};
use crate::network::Network;
use crate::steps;
use crate::suggest::nearest;
use crate::text;
use crate::text::StaticText;

/// Several words written as one.
pub(crate) static JOINED_WORDS: Rule = Rule {
    code: "joined-words",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "几个词写成了一个。",
        english: "Several words written as one.",
    },
    why: StaticText {
        chinese: "“节日、侨乡”会成为一个标签，点“节日”的人就找不到它。",
        english: "With a comma inside they are one tag, and nobody who looks for either word finds it.",
    },
    wrong: "tags: 节日、侨乡",
    right: "tags: [节日, 侨乡]",
};

/// A category that nothing serves, a letter away from one that something does.
pub(crate) static UNKNOWN_CATEGORY: Rule = Rule {
    code: "unknown-category",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "需求的类别和项目能服务的类别差一个字，多半是写错了。",
        english: "The category of a need differs in a letter from one that projects serve.",
    },
    why: StaticText {
        chinese: "类别对不上，点单就配不到项目，会被当成没有人能办的事。",
        english: "No project is found for it, and it is shown as something nobody can do.",
    },
    wrong: "category: 方言宣将",
    right: "category: 方言宣讲",
};

/// Checks the keywords by which a record is found.
pub(super) fn joined_words(written: &dyn Written, origin: &Origin, faults: &mut Vec<Fault>) {
    for (key, keywords) in written.keywords() {
        for (index, word) in keywords.iter().enumerate() {
            faults.extend(joined(word, key, index, origin));
        }
    }
}

fn joined(word: &str, key: &str, index: usize, origin: &Origin) -> Option<Fault> {
    let parts: Vec<&str> = word
        .split(['、', '，', ',', '；', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let list = parts.join(", ");
    Some(
        Fault::new(
            &JOINED_WORDS,
            origin.value(&steps![key, index]),
            text!("`{word}` 会被当成一个词", "`{word}` is taken for one word"),
        )
        .help(text!(
            "写成列表：{key}: [{list}]，逗号用半角",
            "write a list: {key}: [{list}]"
        )),
    )
}

/// Checks the categories of needs.
pub(super) fn categories(network: &Network, faults: &mut Vec<Fault>) {
    let platforms = network.platforms.iter();
    let mut served: HashSet<&str> = platforms
        .map(|platform| platform.document.id.as_str())
        .collect();
    for project in network.projects.iter() {
        served.extend(project.document.fields.serves.iter().map(String::as_str));
    }
    let mut judged: HashMap<&str, Option<&str>> = HashMap::new();
    for need in network.needs.iter() {
        let category = need.document.fields.category.trim();
        // Two words of two letters are near each other without being meant for each other.
        if served.contains(category) || category.chars().count() < 3 {
            continue;
        }
        let near = *judged
            .entry(category)
            .or_insert_with(|| nearest(category, served.iter().copied()));
        let Some(near) = near else { continue };
        let target = need.document.origin.value(&steps!["category"]);
        faults.push(
            Fault::new(
                &UNKNOWN_CATEGORY,
                target,
                text!(
                    "没有项目服务于 `{category}`",
                    "no project serves `{category}`"
                ),
            )
            .help(text!("是不是想写 `{near}`？", "did you mean `{near}`?")),
        );
    }
}

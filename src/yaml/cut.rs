//! Texts that are cut short: a `#` after a blank begins a comment, and what an editor wrote from there on is
//! lost without a word. `address: 玉屏街道1 #楼` is read as `玉屏街道1`.

use std::ops::Range;

use super::tree::{Node, NodeKind};

/// A text of which a comment took the rest.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// The key whose text it is.
    pub(super) key: String,
    /// What is left of the text; nothing if it began with the sign.
    pub(super) left: String,
    /// The bytes from the sign to the end of the line.
    pub(super) lost: Range<usize>,
}

/// Keys whose values are words, in which the sign may have been meant as one. A number, a date or a choice is
/// complete as it stands: what follows it is a comment.
const KEYS_OF_WORDS: &[&str] = &[
    "address",
    "alt",
    "attribution",
    "audience",
    "author",
    "brand",
    "category",
    "contact",
    "description",
    "footer",
    "frequency",
    "name",
    "note",
    "notice",
    "organiser",
    "phone",
    "rooms",
    "serves",
    "services",
    "short_name",
    "skills",
    "source",
    "summary",
    "tags",
    "theme",
    "title",
];

/// Keys that may not be left empty: what is lost there is told as such.
const NEVER_EMPTY: &[&str] = &["address", "alt", "name", "source", "title"];

/// Whether a text may hold what [`find`] looks for, at a glance.
pub(super) fn may_be(yaml: &str) -> bool {
    yaml.match_indices(" #")
        .any(|(at, sign)| begins_words(&yaml[at + sign.len()..]))
}

/// Whether what follows a sign goes on as the text before it would. Who writes a comment leaves a blank.
fn begins_words(rest: &str) -> bool {
    rest.starts_with(char::is_alphanumeric)
}

/// The texts of a document that were cut short.
pub(super) fn find(yaml: &str, tree: &Node) -> Vec<Cut> {
    let mut found = Vec::new();
    search(yaml, tree, "", &mut found);
    found
}

fn search(yaml: &str, node: &Node, key: &str, found: &mut Vec<Cut>) {
    match &node.kind {
        NodeKind::Mapping(entries) => {
            for (name, value) in entries {
                let key = name.scalar().unwrap_or_default();
                if value.is_blank() {
                    // The span of what is not there says nothing of where it would be.
                    let after_colon = name.span.end + 1;
                    found.extend(cut(yaml, key, "", after_colon).filter(|_| !is_required(key)));
                } else {
                    search(yaml, value, key, found);
                }
            }
        }
        NodeKind::Sequence(elements) => {
            elements
                .iter()
                .for_each(|element| search(yaml, element, key, found));
        }
        NodeKind::Scalar { value, plain: true } => {
            found.extend(cut(yaml, key, value, node.span.end));
        }
        NodeKind::Scalar { .. } | NodeKind::Hole => {}
    }
}

fn is_required(key: &str) -> bool {
    NEVER_EMPTY.contains(&key)
}

/// What a comment took of the text of a key that ends at a byte.
fn cut(yaml: &str, key: &str, left: &str, end: usize) -> Option<Cut> {
    if !KEYS_OF_WORDS.contains(&key) {
        return None;
    }
    let line = yaml.get(end..)?.lines().next()?;
    let rest = line.trim_start_matches([' ', '\t']);
    let is_cut = rest.len() < line.len() && rest.strip_prefix('#').is_some_and(begins_words);
    let start = end + line.len() - rest.len();
    is_cut.then(|| Cut {
        key: key.to_owned(),
        left: left.trim().to_owned(),
        lost: start..start + rest.trim_end().len(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tree::{Limits, parse};
    use super::{find, may_be};

    fn lost(yaml: &str) -> Vec<&str> {
        let tree = parse(yaml, Limits::default()).expect("it is YAML");
        let found = find(yaml, &tree);
        assert!(found.is_empty() || may_be(yaml), "{yaml}");
        let lost = found.into_iter().map(|cut| &yaml[cut.lost]);
        lost.collect()
    }

    #[test]
    fn words_after_the_sign_are_lost() {
        assert_eq!(lost("address: 1 #楼\r\nname: 站"), ["#楼"]);
        assert_eq!(lost("rooms:\n- 阅览室 #2 \n- 大厅"), ["#2"]);
        assert_eq!(lost("contact: #1 窗口\nname: 站"), ["#1 窗口"]);
        assert_eq!(lost("a:\n  title: 灯会 #1\n  name: b"), ["#1"]);
    }

    #[test]
    fn comments_and_signs_that_are_read_are_no_loss() {
        for yaml in [
            "address: 1楼 # 待核实",
            "hours: Mo-Fr 08:30-17:30 #周末不开",
            "lng: 119.38 #经度",
            "address: \"1 #楼\"",
            "address: 1#楼",
            "#address: 1 #楼\nname: 站",
            "summary: |\n  1 #楼\n  2 #楼\n",
            "title: #灯会\nname: 站",
            "address: 1楼 #",
            "address: 1楼\n#下一行\n",
        ] {
            assert!(lost(yaml).is_empty(), "{yaml}");
        }
    }
}

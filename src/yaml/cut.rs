//! Texts that are cut short: a `#` after a blank begins a comment, and what an editor wrote from there on is
//! lost without a word. `address: 玉屏街道1 #楼` is read as `玉屏街道1`.

use std::ops::Range;

use super::node::{Node, NodeKind};
use super::vocabulary::Vocabulary;

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
pub(super) fn find(yaml: &str, tree: &Node<'_>, vocabulary: &Vocabulary) -> Vec<Cut> {
    let mut search = Search {
        yaml,
        vocabulary,
        found: Vec::new(),
    };
    search.node(tree, "");
    search.found
}

struct Search<'a> {
    yaml: &'a str,
    vocabulary: &'a Vocabulary,
    found: Vec<Cut>,
}

impl Search<'_> {
    fn node(&mut self, node: &Node<'_>, key: &str) {
        match &node.kind {
            NodeKind::Mapping(entries) => {
                for (name, value) in entries {
                    let key = name.scalar().unwrap_or_default();
                    if !value.is_blank() {
                        self.node(value, key);
                    } else if !self.vocabulary.required_prose.contains(&key) {
                        // The span of what is not there says nothing of where it would be.
                        self.cut(key, "", name.span.end + 1);
                    }
                }
            }
            NodeKind::Sequence(elements) => {
                elements.iter().for_each(|element| self.node(element, key));
            }
            NodeKind::Scalar { value, plain: true } => self.cut(key, value, node.span.end),
            NodeKind::Scalar { .. } | NodeKind::Hole => {}
        }
    }

    /// What a comment took of the text of a key that ends at a byte.
    fn cut(&mut self, key: &str, left: &str, end: usize) {
        if !self.vocabulary.prose.contains(&key) {
            return;
        }
        let line = self.yaml.get(end..).and_then(|rest| rest.lines().next());
        let line = line.unwrap_or_default();
        let rest = line.trim_start_matches([' ', '\t']);
        let is_cut = rest.len() < line.len() && rest.strip_prefix('#').is_some_and(begins_words);
        if is_cut {
            let start = end + line.len() - rest.len();
            self.found.push(Cut {
                key: key.to_owned(),
                left: left.trim().to_owned(),
                lost: start..start + rest.trim_end().len(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::{Limits, parse};
    use super::super::vocabulary::Vocabulary;
    use super::{find, may_be};

    const VOCABULARY: Vocabulary = Vocabulary {
        prose: &["address", "rooms", "contact", "title", "summary"],
        required_prose: &["address", "title"],
        ..Vocabulary::NONE
    };

    fn lost(yaml: &str) -> Vec<&str> {
        let tree = parse(yaml, Limits::default()).expect("it is YAML");
        let found = find(yaml, &tree, &VOCABULARY);
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

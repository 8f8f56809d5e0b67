//! What is told of a value that does not fit its type: which rule it breaks, where, and how to mend it.

use std::ops::Range;

use super::mismatch::{Mismatch, MismatchKind, Shape};
use super::node::{Node, NodeKind, Reached};
use super::read::Reader;
use super::rules::{DUPLICATE_KEY, EMPTY_TEXT, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE};
use super::scalar::ValueFault;
use super::slip;
use super::vocabulary::Vocabulary;
use crate::fault::{Fault, Spot, Step, Target};
use crate::suggest::nearest;
use crate::text;
use crate::text::Text;

impl Reader<'_> {
    /// The fault of a mismatch at a path of a tree.
    pub(super) fn fault(&self, tree: &Node<'_>, mismatch: &Mismatch, path: &[Step]) -> Fault {
        let reached = tree.walk(path);
        let node = reached.value;
        let key = reached.key.clone().unwrap_or_else(|| tree.first_key());
        let value = if node.is_blank() {
            key.clone()
        } else {
            node.span.clone()
        };
        let name = innermost_key(path).unwrap_or_default();
        let written = node.scalar().unwrap_or_default();
        match mismatch.kind() {
            MismatchKind::UnknownKey(expected) => self.unknown_key(self.bytes(key), name, expected),
            MismatchKind::MissingKey(missing) => {
                self.missing_key(self.holder(&reached, path), missing)
            }
            MismatchKind::DuplicateKey(index) => {
                let (span, name) = nth_key(node, *index);
                Fault::new(
                    &DUPLICATE_KEY,
                    self.bytes(span),
                    text!("键 `{name}` 写了两次", "the key `{name}` is written twice"),
                )
                .help(text!("删掉其中一个", "remove one of them"))
            }
            MismatchKind::ComplexKey(index) => self.complex_key(nth_key(node, *index).0),
            MismatchKind::WrongType(shape) => self.wrong_type(node, self.bytes(value), name, shape),
            MismatchKind::Empty => self.empty_text(self.bytes(value), name),
            MismatchKind::UnknownValue(expected) => {
                self.vocabulary
                    .unknown_value(self.bytes(value), name, written, expected)
            }
            MismatchKind::Scalar(type_name) => {
                let scalar = self.vocabulary.scalar(type_name);
                match scalar.and_then(|scalar| (scalar.fault)(written)) {
                    Some(fault) if node.is_blank() => Fault::new(
                        fault.rule,
                        self.bytes(value),
                        text!("`{name}` 后面没有写值", "`{name}` has no value"),
                    )
                    .help(text!(
                        "写上值，或删掉这一行",
                        "write a value, or remove this line"
                    )),
                    Some(fault) => self.scalar_fault(node, &key, fault),
                    None => Fault::new(
                        &WRONG_TYPE,
                        self.bytes(value),
                        text!("`{name}` 的值不合要求", "`{name}` does not fit"),
                    ),
                }
            }
            MismatchKind::Other(message) => Fault::new(
                &WRONG_TYPE,
                self.bytes(value),
                text!(
                    "`{name}` 的值不合要求：{message}",
                    "`{name}` does not fit: {message}"
                ),
            ),
        }
    }

    /// Where something is shown that a mapping lacks.
    fn holder(&self, reached: &Reached<'_, '_>, path: &[Step]) -> Target {
        match &reached.key {
            // Front matter itself: its opening line.
            None if path.is_empty() && self.file.ends_with(".md") => Target {
                file: self.file.clone(),
                spot: Spot::File,
            },
            None => self.bytes(reached.value.first_key()),
            Some(key) => self.bytes(key.clone()),
        }
    }

    fn missing_key(&self, target: Target, missing: &str) -> Fault {
        let label = (self.vocabulary.label)(missing);
        Fault::new(
            &MISSING_KEY,
            target,
            text!(
                "缺少必填项 `{missing}`{label}",
                "`{missing}` is required and missing"
            ),
        )
        .help(text!(
            "请补上一行 `{missing}: …`",
            "add a line `{missing}: …`"
        ))
    }

    fn complex_key(&self, key: Range<usize>) -> Fault {
        Fault::new(
            &WRONG_TYPE,
            self.bytes(key),
            text!(
                "冒号前面的键应当是一个词，这里是列表或一组“键: 值”",
                "a key should be a word, and this is a list or a mapping"
            ),
        )
        .help(text!(
            "方括号、花括号开头的文字要整个用引号括起来",
            "put a text that begins with a bracket in quotes"
        ))
    }

    fn wrong_type(&self, node: &Node<'_>, target: Target, name: &str, shape: &Shape) -> Fault {
        let expected = self.shape(shape);
        let (zh, en) = (expected.chinese, expected.english);
        let message = match name {
            "" => text!("这一条应当是{zh}", "this record should be {en}"),
            name => text!("`{name}` 的值应当是{zh}", "`{name}` should be {en}"),
        };
        let fault = Fault::new(&WRONG_TYPE, target, message);
        let colon = || match shape {
            Shape::Mapping => slip::colon_help(node.scalar()?),
            _ => None,
        };
        match colon().or_else(|| self.shape_help(name, shape)) {
            Some(help) => fault.help(help),
            None => fault,
        }
    }

    fn empty_text(&self, target: Target, name: &str) -> Fault {
        let label = (self.vocabulary.label)(name);
        Fault::new(
            &EMPTY_TEXT,
            target,
            text!("`{name}`{label}不能是空的", "`{name}` must not be empty"),
        )
        .help(text!(
            "写上内容；内容以 `#` 开头的，整个用引号括起来",
            "write something; what begins with `#` wants quotes"
        ))
    }

    fn scalar_fault(&self, node: &Node<'_>, key: &Range<usize>, fault: ValueFault) -> Fault {
        let quoted = matches!(node.kind, NodeKind::Scalar { plain: false, .. });
        let open = node.span.start + usize::from(quoted);
        let range = if node.is_blank() {
            key.clone()
        } else if fault.range.is_empty() || open + fault.range.end > node.span.end {
            node.span.clone()
        } else {
            open + fault.range.start..open + fault.range.end
        };
        Fault {
            rule: fault.rule,
            target: self.bytes(range),
            message: fault.message,
            help: fault.help,
            rests_on: Vec::new(),
        }
    }

    fn unknown_key(&self, target: Target, name: &str, expected: &[&str]) -> Fault {
        let fault = Fault::new(
            &UNKNOWN_KEY,
            target,
            text!("这里没有 `{name}` 这个键", "there is no key `{name}` here"),
        );
        if let Some((key, value, wide)) = slip::swallowed_value(name, expected) {
            let help = text!("改成 `{key}: {value}`", "write `{key}: {value}`");
            return fault.help(if wide {
                text!(
                    "冒号要用半角，后面加一个空格：",
                    "a half-width colon and a space are wanted: "
                )
                .and(&help)
            } else {
                text!(
                    "冒号后面要有一个空格：",
                    "a space is wanted after the colon: "
                )
                .and(&help)
            });
        }
        match meant_key(name, expected, self.vocabulary) {
            Some(near) => {
                let label = (self.vocabulary.label)(near);
                fault.help(text!(
                    "是不是想写 `{near}`{label}？",
                    "did you mean `{near}`?"
                ))
            }
            None => {
                let known = expected.join(", ");
                fault.help(text!("可用的键：{known}", "known keys: {known}"))
            }
        }
    }

    /// What a shape is called in messages.
    pub(super) fn shape(&self, shape: &Shape) -> Text {
        let (chinese, english) = match shape {
            Shape::Text => ("一段文字", "a text"),
            Shape::List => (
                "一个列表（每行以“- ”开头，或写成 [甲, 乙]）",
                "a list (lines starting with `- `, or [a, b])",
            ),
            Shape::Mapping => ("一组“键: 值”", "a mapping (`key: value` lines)"),
            Shape::Flag => ("true（是）或 false（否）", "`true` or `false`"),
            Shape::Named(name) => {
                return match (self.vocabulary.shape)(name) {
                    Some(text) => Text::new(text.chinese, text.english),
                    None => text!("{name}", "{name}"),
                };
            }
        };
        Text::new(chinese, english)
    }

    fn shape_help(&self, name: &str, shape: &Shape) -> Option<Text> {
        (self.vocabulary.example)(name).or_else(|| match shape {
            Shape::Flag => Some(text!(
                "是写 true，否写 false，不加引号",
                "write true or false, without quotes"
            )),
            Shape::List => Some(text!("写成 {name}: [甲, 乙]", "write {name}: [a, b]")),
            Shape::Text => Some(text!(
                "这里只写一个值，不写列表",
                "write one value here, no list"
            )),
            Shape::Mapping | Shape::Named(_) => None,
        })
    }
}

/// What an editor knows a place in a record by: the key of an element is that of its list.
fn innermost_key(path: &[Step]) -> Option<&str> {
    path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    })
}

/// The key that was meant: one with a slip in it, in Chinese, or under another name.
pub(super) fn meant_key<'a>(
    name: &str,
    expected: &[&'a str],
    vocabulary: &Vocabulary,
) -> Option<&'a str> {
    let by_another_name = (vocabulary.meant_keys)(name)
        .iter()
        .find_map(|key| expected.iter().find(|other| *other == key).copied());
    let by_label = || {
        let is_label =
            |key: &&&str| (vocabulary.label)(key).trim_matches(['（', '）']) == name.trim();
        expected.iter().find(is_label).copied()
    };
    by_another_name
        .or_else(by_label)
        .or_else(|| nearest(name, expected.iter().copied()))
}

fn nth_key(mapping: &Node<'_>, index: usize) -> (Range<usize>, String) {
    let entry = match &mapping.kind {
        NodeKind::Mapping(entries) => entries.get(index),
        _ => None,
    };
    match entry {
        Some((key, _)) => (
            key.span.clone(),
            key.scalar().unwrap_or_default().to_owned(),
        ),
        None => (mapping.span.clone(), String::new()),
    }
}

//! Reads the records of a file: fast when they are right, fault by fault when they are not.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::cut;
use super::deserialize::{NodeDeserializer, Problem, ProblemKind, Shape};
use super::labels::label;
use super::rules::{
    BAD_YAML, CUT_VALUE, DUPLICATE_KEY, MISSING_KEY, TOO_COMPLEX, UNKNOWN_KEY, UNKNOWN_VALUE,
    WRONG_TYPE, shape_help, shape_text,
};
use super::scalar;
use super::slip::{self, Slip};
use super::synonyms;
use super::tree::{Limits, Node, NodeKind, TreeFault, TreeFaultKind, parse};
use crate::fault::{Fault, FieldPath, Spot, Step, Target};
use crate::suggest::nearest;
use crate::text;

/// More faults than this in one record are not worth reading.
const MOST_FAULTS: usize = 100;

/// A record as read.
#[derive(Debug, Clone)]
pub struct Read<T> {
    /// The record; holes stand where something was wrong. `None` if nothing could be made of it.
    pub value: Option<T>,
    /// Fields with a fault already told: what later stages find there is a consequence of it.
    pub faulted: Vec<FieldPath>,
    /// The `id` written in the record, if nothing else could be read.
    pub written_id: Option<String>,
}

impl<T> Read<T> {
    fn clean(value: T) -> Self {
        Read {
            value: Some(value),
            faulted: Vec::new(),
            written_id: None,
        }
    }
}

/// Reads one record. `start` is the byte offset of `yaml` in its file.
pub fn read_record<T: DeserializeOwned>(
    file: &Arc<str>,
    yaml: &str,
    start: usize,
    faults: &mut Vec<Fault>,
) -> Read<T> {
    let (yaml, start) = without_mark(yaml, start);
    let reader = Reader { file, start };
    let told = faults.len();
    let lost_list = slip::dash_without_blank(yaml);
    if lost_list.is_none()
        && let Some(value) = read_fast(yaml)
    {
        reader.tell_cuts(yaml, faults);
        return Read::clean(value);
    }
    match parse(yaml, Limits::default()) {
        Ok(tree) => {
            reader.tell_cuts(yaml, faults);
            let read = reader.repair(tree, Vec::new(), faults);
            reader.tell_instead(lost_list, told, faults);
            read
        }
        Err(fault) => {
            faults.push(reader.first_of(yaml, lost_list, fault));
            Read {
                value: None,
                faulted: vec![Vec::new()],
                written_id: None,
            }
        }
    }
}

/// Reads a list of records. A file that is no list at all gives one fault and no records.
pub fn read_list<T: DeserializeOwned>(
    file: &Arc<str>,
    yaml: &str,
    faults: &mut Vec<Fault>,
) -> Vec<Read<T>> {
    let (yaml, start) = without_mark(yaml, 0);
    let reader = Reader { file, start };
    let told = faults.len();
    let lost_list = slip::dash_without_blank(yaml);
    if lost_list.is_none()
        && let Some(values) = read_fast::<Vec<T>>(yaml)
    {
        reader.tell_cuts(yaml, faults);
        return values.into_iter().map(Read::clean).collect();
    }
    match parse(yaml, Limits::default()) {
        Ok(Node {
            kind: NodeKind::Sequence(elements),
            ..
        }) => {
            reader.tell_cuts(yaml, faults);
            let elements = elements.into_iter().enumerate();
            let records = elements
                .map(|(index, element)| reader.repair(element, vec![Step::Index(index)], faults))
                .collect();
            reader.tell_instead(lost_list, told, faults);
            records
        }
        Ok(tree) if tree.is_null() => Vec::new(),
        Ok(tree) => {
            let expected = shape_text(&Shape::List);
            let (zh, en) = (expected.chinese, expected.english);
            faults.push(Fault::new(
                &WRONG_TYPE,
                reader.bytes(tree.first_key()),
                text!("这个文件应当是{zh}", "this file should be {en}"),
            ));
            Vec::new()
        }
        Err(fault) => {
            faults.push(reader.first_of(yaml, lost_list, fault));
            Vec::new()
        }
    }
}

/// Reads what is right. The fast reader takes quadratic time for what is nested deeply or has very many
/// anchors, so that such a text must first get through the parser that has limits.
fn read_fast<T: DeserializeOwned>(yaml: &str) -> Option<T> {
    let limits = Limits::default();
    if may_be_complex(yaml, limits.depth) && parse(yaml, limits).is_err() {
        return None;
    }
    serde_yaml::from_str(yaml).ok()
}

/// Whether a text could hold more levels than this, or aliases, at a glance that takes no time: brackets
/// within texts count too.
fn may_be_complex(yaml: &str, depth: usize) -> bool {
    let mut open = 0_usize;
    let mut deepest = 0;
    for byte in yaml.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            b'*' | b'&' | b'!' => return true,
            _ => {}
        }
        deepest = deepest.max(open);
    }
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '-', '?', ':']).len();
    deepest > depth || yaml.lines().any(|line| indentation(line) > depth)
}

/// The text without its byte-order mark, and where it starts.
fn without_mark(yaml: &str, start: usize) -> (&str, usize) {
    match yaml.strip_prefix('\u{feff}') {
        Some(rest) => (rest, start + yaml.len() - rest.len()),
        None => (yaml, start),
    }
}

struct Reader<'a> {
    file: &'a Arc<str>,
    start: usize,
}

impl Reader<'_> {
    fn bytes(&self, range: std::ops::Range<usize>) -> Target {
        Target {
            file: self.file.clone(),
            spot: Spot::Bytes(self.start + range.start..self.start + range.end),
        }
    }

    /// Deserialises the tree, and as long as that fails tells the fault and mends the tree.
    fn repair<T: DeserializeOwned>(
        &self,
        mut tree: Node,
        prefix: FieldPath,
        faults: &mut Vec<Fault>,
    ) -> Read<T> {
        let written_id = tree
            .entry("id")
            .and_then(|(_, value)| value.scalar())
            .map(str::to_owned);
        let mut read = Read {
            value: None,
            faulted: Vec::new(),
            written_id,
        };
        let mut last = None;
        for _ in 0..MOST_FAULTS {
            match T::deserialize(NodeDeserializer(&tree)) {
                Ok(value) => {
                    read.value = Some(value);
                    break;
                }
                // Nor does a hole do in its place.
                Err(problem) if last.as_ref() == Some(&problem) => break,
                Err(problem) => {
                    let path = problem.path();
                    faults.push(self.fault(&tree, &problem, &path));
                    if let Some(faulted) = mend(&mut tree, &problem, &path) {
                        read.faulted.push([prefix.as_slice(), &faulted].concat());
                    }
                    last = matches!(problem.kind, ProblemKind::WrongType(_)).then_some(problem);
                }
            }
        }
        if read.value.is_none() {
            read.faulted.push(prefix);
        }
        read
    }

    fn fault(&self, tree: &Node, problem: &Problem, path: &[Step]) -> Fault {
        let found = tree.walk(path);
        let key = found.key.clone().unwrap_or_else(|| tree.first_key());
        let value = if found.value.is_blank() {
            key.clone()
        } else {
            found.value.span.clone()
        };
        let name = innermost_key(path).unwrap_or_default();
        let bytes = |range| self.bytes(range);
        match &problem.kind {
            ProblemKind::UnknownKey(expected) => unknown_key(bytes(key), name, expected),
            ProblemKind::MissingKey(missing) => {
                let label = label(missing);
                let target = match &found.key {
                    // Front matter itself: its opening line.
                    None if path.is_empty() && self.file.ends_with(".md") => Target {
                        file: self.file.clone(),
                        spot: Spot::File,
                    },
                    None => bytes(found.value.first_key()),
                    Some(key) => bytes(key.clone()),
                };
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
            ProblemKind::DuplicateKey(index) | ProblemKind::ComplexKey(index) => {
                let (span, name) = nth_key(found.value, *index);
                Fault::new(
                    &DUPLICATE_KEY,
                    bytes(span),
                    text!("键 `{name}` 写了两次", "the key `{name}` is written twice"),
                )
                .help(text!("删掉其中一个", "remove one of them"))
            }
            ProblemKind::WrongType(shape) => {
                let expected = shape_text(shape);
                let (zh, en) = (expected.chinese, expected.english);
                let message = match name {
                    "" => text!("这一条应当是{zh}", "this record should be {en}"),
                    name => text!("`{name}` 的值应当是{zh}", "`{name}` should be {en}"),
                };
                let fault = Fault::new(&WRONG_TYPE, bytes(value), message);
                let colon = || match shape {
                    Shape::Mapping => slip::colon_help(found.value.scalar()?),
                    _ => None,
                };
                match colon().or_else(|| shape_help(name, shape)) {
                    Some(help) => fault.help(help),
                    None => fault,
                }
            }
            ProblemKind::UnknownValue(expected) => {
                let written = found.value.scalar().unwrap_or_default();
                unknown_value(bytes(value), name, written, expected)
            }
            ProblemKind::Scalar(type_name) => {
                let written = found.value.scalar().unwrap_or_default();
                match scalar::fault(type_name, written) {
                    Some(fault) if found.value.is_blank() => Fault::new(
                        fault.rule,
                        bytes(value),
                        text!("`{name}` 后面没有写值", "`{name}` has no value"),
                    )
                    .help(text!(
                        "写上值，或删掉这一行",
                        "write a value, or remove this line"
                    )),
                    Some(fault) => self.scalar_fault(found.value, &key, fault),
                    None => Fault::new(
                        &WRONG_TYPE,
                        bytes(value),
                        text!("`{name}` 的值不合要求", "`{name}` does not fit"),
                    ),
                }
            }
            ProblemKind::Other(message) => Fault::new(
                &WRONG_TYPE,
                bytes(value),
                text!(
                    "`{name}` 的值不合要求：{message}",
                    "`{name}` does not fit: {message}"
                ),
            ),
        }
    }

    fn scalar_fault(
        &self,
        node: &Node,
        key: &std::ops::Range<usize>,
        fault: scalar::ValueFault,
    ) -> Fault {
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

    /// Tells a slip in place of what follows from it: the faults since `told` that begin where it stands.
    fn tell_instead(&self, slip: Option<Slip>, told: usize, faults: &mut Vec<Fault>) {
        let Some(slip) = slip else { return };
        let fault = self.slip(slip);
        let follows = |other: &Fault| match (&other.target.spot, &fault.target.spot) {
            (Spot::Bytes(other), Spot::Bytes(own)) => other.start == own.start,
            _ => false,
        };
        let later = faults.split_off(told);
        faults.extend(later.into_iter().filter(|other| !follows(other)));
        faults.push(fault);
    }

    /// Tells the texts of which a comment took the rest. Few files have a sign where one could.
    fn tell_cuts(&self, yaml: &str, faults: &mut Vec<Fault>) {
        if !cut::may_be(yaml) {
            return;
        }
        let Ok(tree) = parse(yaml, Limits::default()) else {
            return;
        };
        faults.extend(cut::find(yaml, &tree).into_iter().map(|cut| {
            let (key, left, lost) = (&cut.key, &cut.left, &yaml[cut.lost.clone()]);
            let whole = format!("{left} {lost}");
            let whole = whole.trim();
            Fault::new(
                &CUT_VALUE,
                self.bytes(cut.lost.clone()),
                text!(
                    "`{key}` 里从 `#` 开始的文字被当成注释，不会显示",
                    "from `#` on, this is a comment and no part of `{key}`"
                ),
            )
            .help(text!(
                "要显示，就加引号：`\"{whole}\"`；是注释，就在 `#` 后面加一个空格",
                "put the text in quotes: `\"{whole}\"`; in a comment leave a blank after `#`"
            ))
        }));
    }

    /// Of a lost list and of what the parser found, what comes first: the rest follows from it.
    fn first_of(&self, yaml: &str, lost_list: Option<Slip>, fault: TreeFault) -> Fault {
        match lost_list {
            Some(slip) if slip.range.start < fault.offset => self.slip(slip),
            _ => self.tree_fault(yaml, fault),
        }
    }

    fn slip(&self, slip: Slip) -> Fault {
        Fault::new(&BAD_YAML, self.bytes(slip.range), slip.message).help(slip.help)
    }

    fn tree_fault(&self, yaml: &str, fault: TreeFault) -> Fault {
        let offset = self.start + fault.offset.min(yaml.len());
        let target = Target {
            file: self.file.clone(),
            spot: Spot::Bytes(offset..offset + 1),
        };
        match fault.kind {
            TreeFaultKind::TooComplex => Fault::new(
                &TOO_COMPLEX,
                target,
                text!(
                    "YAML 嵌套太深或展开太大",
                    "the YAML is nested too deeply or unfolds to too much"
                ),
            ),
            TreeFaultKind::SeveralDocuments => Fault::new(
                &BAD_YAML,
                target,
                text!(
                    "一个文件里只能有一份 YAML，这里又开始了一份",
                    "a second YAML document starts here; a file may hold one"
                ),
            )
            .help(text!(
                "删掉这行 `---`，多条记录请写成列表",
                "remove this `---`; write several records as a list"
            )),
            TreeFaultKind::Tab => Fault::new(
                &BAD_YAML,
                target,
                text!("缩进里有制表符(Tab)", "a tab in the indentation"),
            )
            .help(text!(
                "缩进只用空格：把它换成空格",
                "indent with spaces alone: put spaces in its place"
            )),
            TreeFaultKind::Syntax(kind) => {
                self.slip(slip::find(yaml, fault.offset.min(yaml.len()), &kind))
            }
        }
    }
}

/// What an editor knows a place in a record by: the key of an element is that of its list.
fn innermost_key(path: &[Step]) -> Option<&str> {
    path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    })
}

fn unknown_key(target: Target, name: &str, expected: &[&str]) -> Fault {
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
    match meant_key(name, expected) {
        Some(near) => {
            let label = label(near);
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

/// The key that was meant: one with a slip in it, in Chinese, or under another name.
fn meant_key<'a>(name: &str, expected: &[&'a str]) -> Option<&'a str> {
    let by_another_name = synonyms::of_key(name)
        .iter()
        .find_map(|key| expected.iter().find(|other| *other == key).copied());
    let by_label = || {
        let is_label = |key: &&&str| label(key).trim_matches(['（', '）']) == name.trim();
        expected.iter().find(is_label).copied()
    };
    by_another_name
        .or_else(by_label)
        .or_else(|| nearest(name, expected.iter().copied()))
}

/// A value outside a fixed list, with the list in its help.
pub(super) fn unknown_value(target: Target, name: &str, written: &str, expected: &[&str]) -> Fault {
    let allowed = expected.join(", ");
    let mut help = text!("可填的值：{allowed}", "allowed: {allowed}");
    if let Some(near) = synonyms::value(written, expected) {
        help = text!("是不是想写 `{near}`？", "did you mean `{near}`?").and(&help);
    }
    Fault::new(
        &UNKNOWN_VALUE,
        target,
        text!(
            "`{name}` 不能填 `{written}`",
            "`{name}` cannot be `{written}`"
        ),
    )
    .help(help)
}

fn nth_key(mapping: &Node, index: usize) -> (std::ops::Range<usize>, String) {
    match &mapping.kind {
        NodeKind::Mapping(entries) => entries
            .get(index)
            .map(|(key, _)| (key.span.clone(), key.scalar().unwrap_or("[…]").to_owned())),
        _ => None,
    }
    .unwrap_or_else(|| (mapping.span.clone(), String::new()))
}

/// Changes the tree so that the problem is gone; gives the field that is now not what was written.
fn mend(tree: &mut Node, problem: &Problem, path: &[Step]) -> Option<FieldPath> {
    match &problem.kind {
        ProblemKind::UnknownKey(expected) => {
            let (Step::Key(name), parent) = path.split_last()? else {
                return None;
            };
            let NodeKind::Mapping(entries) = &mut tree.find_mut(parent)?.kind else {
                return None;
            };
            let index = entries
                .iter()
                .position(|(key, _)| key.scalar() == Some(name))?;
            if let Some((meant, ..)) = slip::swallowed_value(name, expected) {
                let meant = meant.to_owned();
                let value = entries[index].1.span.clone();
                if let NodeKind::Scalar { value, .. } = &mut entries[index].0.kind {
                    value.clone_from(&meant);
                }
                entries[index].1 = Node::hole(value);
                return Some([parent, &[Step::Key(meant)]].concat());
            }
            // Read on as if the nearest key had been written: its value is checked too, and a
            // required key that was only mistyped is not reported missing besides.
            let meant = meant_key(name, expected)
                .filter(|near| !entries.iter().any(|(key, _)| key.scalar() == Some(near)));
            match meant {
                Some(near) => {
                    let span = entries[index].0.span.clone();
                    entries[index].0 = Node {
                        span,
                        kind: NodeKind::Scalar {
                            value: near.to_owned(),
                            plain: true,
                        },
                    };
                }
                None => {
                    entries.remove(index);
                }
            }
            None
        }
        ProblemKind::MissingKey(missing) => {
            let node = tree.find_mut(path)?;
            let span = node.span.start..node.span.start;
            let key = Node {
                span: span.clone(),
                kind: NodeKind::Scalar {
                    value: missing.clone(),
                    plain: true,
                },
            };
            match &mut node.kind {
                NodeKind::Mapping(entries) => entries.push((key, Node::hole(span))),
                kind => *kind = NodeKind::Mapping(vec![(key, Node::hole(span))]),
            }
            Some([path, &[Step::Key(missing.clone())]].concat())
        }
        ProblemKind::DuplicateKey(index) | ProblemKind::ComplexKey(index) => {
            if let NodeKind::Mapping(entries) = &mut tree.find_mut(path)?.kind
                && *index < entries.len()
            {
                entries.remove(*index);
            }
            None
        }
        ProblemKind::WrongType(_)
        | ProblemKind::UnknownValue(_)
        | ProblemKind::Scalar(_)
        | ProblemKind::Other(_) => {
            tree.find_mut(path)?.kind = NodeKind::Hole;
            Some(path.to_vec())
        }
    }
}

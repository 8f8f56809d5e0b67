//! What is read of YAML, held against other readers: `serde_yaml` for the files of this package, and the public test
//! suite of YAML for all that the grammar allows.

mod support;

use std::fs;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;
use serde_yaml::Value as Yaml;
use support::{repository, repository_files};
use zhandian::front_matter;
use zhandian::yaml::{
    Limits, Node, NodeKind, ParseErrorKind, UNKNOWN_KEY, Vocabulary, parse, read_record,
};

/// What an unquoted text of digits means by the core schema.
fn number(text: &str) -> Option<f64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    if let Some(digits) = text.strip_prefix("0x") {
        return u64::from_str_radix(digits, 16)
            .ok()
            .map(|number| number as f64);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return u64::from_str_radix(digits, 8)
            .ok()
            .map(|number| number as f64);
    }
    let begins = rest
        .strip_prefix('.')
        .unwrap_or(rest)
        .starts_with(|c: char| c.is_ascii_digit());
    begins
        .then(|| rest.parse().ok().map(|number: f64| sign * number))
        .flatten()
}

/// Whether another reader sees the same in a node: the same lists, keys in the same order, the same texts.
fn is_same_yaml(node: &Node<'_>, other: &Yaml) -> Result<(), String> {
    let differ = || Err(format!("{node:?}\n  {other:?}"));
    match (&node.kind, other) {
        (NodeKind::Sequence(own), Yaml::Sequence(others)) if own.len() == others.len() => own
            .iter()
            .zip(others)
            .try_for_each(|(own, other)| is_same_yaml(own, other)),
        (NodeKind::Mapping(own), Yaml::Mapping(others)) if own.len() == others.len() => own
            .iter()
            .zip(others)
            .try_for_each(|((key, value), (other_key, other))| {
                is_same_yaml(key, other_key)?;
                is_same_yaml(value, other)
            }),
        (NodeKind::Scalar { value, plain }, _) => {
            let is_same = match other {
                Yaml::Null => node.is_null(),
                Yaml::Bool(flag) => node.flag() == Some(*flag),
                Yaml::Number(other) => *plain && number(value) == other.as_f64(),
                Yaml::String(text) => value == text && node.flag().is_none() && !node.is_null(),
                _ => false,
            };
            if is_same { Ok(()) } else { differ() }
        }
        _ => differ(),
    }
}

#[test]
fn the_files_of_this_package_say_the_same_to_serde_yaml() {
    let places = ["content", "site-config.yaml", "themes", "tests/sites"];
    let mut compared = 0;
    for (path, bytes) in repository_files(&places, &[".md", ".yaml"]) {
        let text = String::from_utf8(bytes).expect("the file is UTF-8");
        let yaml = if path.ends_with(".md") {
            match front_matter::split(&text) {
                Some(parts) => &text[parts.yaml],
                None => continue,
            }
        } else {
            &text
        };
        let tree =
            parse(yaml, Limits::default()).unwrap_or_else(|error| panic!("{path}: {error:?}"));
        let other = serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{path}: {error}"));
        is_same_yaml(&tree, &other).unwrap_or_else(|difference| panic!("{path}: {difference}"));
        compared += 1;
    }
    assert!(compared > 350, "only {compared}");
}

// ---- the public suite -------------------------------------------------------------------------

#[derive(Deserialize)]
struct Case {
    id: String,
    yaml: String,
    is_wrong: bool,
    json: Option<String>,
}

/// Written by `tests/external/run`, which fetches the suite.
fn suite() -> Vec<Case> {
    let path = repository().join("target/external/yaml-suite.json");
    let text = fs::read_to_string(path).expect("tests/external/run has fetched the suite");
    serde_json::from_str(&text).expect("it is a list of cases")
}

/// Cases of which this reader knowingly says something else than the suite, and why.
const DIFFERENT: &[(&str, &str)] = &[
    ("9C9N", AT_THE_MARGIN),
    ("DK95/1", AT_THE_MARGIN),
    ("QB6E", AT_THE_MARGIN),
];

/// Nothing is lost, and nothing else could be meant.
const AT_THE_MARGIN: &str =
    "what quotes or brackets hold together need not be indented, as with libyaml and PyYAML";

fn is_same_json(node: &Node<'_>, other: &Json) -> Result<(), String> {
    let differ = || Err(format!("{node:?}\n  {other:?}"));
    match (&node.kind, other) {
        (NodeKind::Sequence(own), Json::Array(others)) if own.len() == others.len() => own
            .iter()
            .zip(others)
            .try_for_each(|(own, other)| is_same_json(own, other)),
        (NodeKind::Mapping(own), Json::Object(others)) if own.len() == others.len() => {
            own.iter().try_for_each(|(key, value)| {
                let key = if key.is_null() {
                    Some("")
                } else {
                    key.scalar()
                };
                match key.and_then(|key| others.get(key)) {
                    Some(other) => is_same_json(value, other),
                    None => differ(),
                }
            })
        }
        (NodeKind::Scalar { value, plain }, _) => {
            let is_same = match other {
                Json::Null => node.is_null(),
                Json::Bool(flag) => node.flag() == Some(*flag),
                Json::Number(other) => *plain && number(value) == other.as_f64(),
                Json::String(text) => value == text,
                _ => false,
            };
            if is_same { Ok(()) } else { differ() }
        }
        _ => differ(),
    }
}

/// What the reader makes of a case, and what the suite says: nothing if they agree.
fn difference(case: &Case) -> Option<String> {
    match parse(&case.yaml, Limits::default()) {
        Ok(tree) if case.is_wrong => Some(format!("should be refused: {tree:?}")),
        Err(_) if case.is_wrong => None,
        // What the program takes from nobody: `read` says so, and how to mend it.
        Err(error)
            if matches!(
                error.kind,
                ParseErrorKind::Tag | ParseErrorKind::SeveralDocuments
            ) =>
        {
            None
        }
        Err(error) => Some(format!("should be read: {error:?}")),
        Ok(tree) => {
            let other = serde_json::from_str(case.json.as_ref()?).ok()?;
            is_same_json(&tree, &other).err()
        }
    }
}

#[test]
#[ignore = "tests/external/run fetches the public suite"]
fn the_public_suite_is_read_as_it_says() {
    let cases = suite();
    assert!(cases.len() > 400, "only {}", cases.len());
    let mut problems = Vec::new();
    for case in &cases {
        let is_known = DIFFERENT.iter().any(|(id, _)| *id == case.id);
        match difference(case) {
            Some(difference) if !is_known => {
                problems.push(format!("{}: {:?}\n  {difference}", case.id, case.yaml));
            }
            None if is_known => problems.push(format!("{} is no different", case.id)),
            _ => {}
        }
    }
    assert!(
        problems.is_empty(),
        "{} differ\n{}",
        problems.len(),
        problems.join("\n")
    );
}

/// Any value, with one key that no mapping has.
#[derive(Debug, PartialEq)]
enum Any {
    Nothing,
    Flag(bool),
    Text(String),
    List(Vec<Any>),
    Mapping(Vec<(String, Any)>),
}

const NO_KEY: &str = "no such key";

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyVisitor;

        impl<'de> Visitor<'de> for AnyVisitor {
            type Value = Any;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("anything")
            }

            fn visit_unit<E: Error>(self) -> Result<Any, E> {
                Ok(Any::Nothing)
            }

            fn visit_bool<E: Error>(self, flag: bool) -> Result<Any, E> {
                Ok(Any::Flag(flag))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Any, E> {
                Ok(Any::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Any, A::Error> {
                let mut list = Vec::new();
                while let Some(element) = elements.next_element()? {
                    list.push(element);
                }
                Ok(Any::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Any, A::Error> {
                let mut entries = Vec::new();
                while let Some(key) = map.next_key::<Key>()? {
                    entries.push((key.0, map.next_value()?));
                }
                Ok(Any::Mapping(entries))
            }
        }

        deserializer.deserialize_any(AnyVisitor)
    }
}

struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)? {
            key if key == NO_KEY => Err(D::Error::unknown_field(&key, &[])),
            key => Ok(Key(key)),
        }
    }
}

/// The value of a text, and the codes of its faults.
fn read(yaml: &str) -> (Option<Any>, Vec<&'static str>) {
    let mut faults = Vec::new();
    let file: Arc<str> = "case.yaml".into();
    let read = read_record(&Vocabulary::NONE, &file, yaml, 0, &mut faults);
    let codes = faults.iter().map(|fault| fault.rule.code).collect();
    (read.value, codes)
}

#[test]
#[ignore = "tests/external/run fetches the public suite"]
fn cases_of_the_public_suite_say_the_same_beside_an_unknown_key() {
    let mut compared = 0;
    for case in suite().iter().filter(|case| !case.is_wrong) {
        let yaml = &case.yaml;
        let Ok(tree) = parse(yaml, Limits::default()) else {
            continue;
        };
        let before = &yaml[..tree.span.start];
        let is_block = tree.is_mapping() && tree.first_key().start == tree.span.start;
        if !is_block || !(before.is_empty() || before.ends_with('\n')) || !yaml.ends_with('\n') {
            continue;
        }
        let start = tree.span.start;
        let beside = [
            format!("{before}{NO_KEY}: 1\n{}", &yaml[start..]),
            format!("{yaml}{NO_KEY}: 1\n"),
        ];
        let (value, faults) = read(yaml);
        for text in beside {
            // After `...`, or a text of which it becomes a part, it is no key.
            let is_key = |tree: Node<'_>| tree.entry(NO_KEY).is_some();
            if !parse(&text, Limits::default()).is_ok_and(is_key) {
                continue;
            }
            let (other, mut told) = read(&text);
            let own = told.iter().position(|code| *code == UNKNOWN_KEY.code);
            told.remove(own.unwrap_or_else(|| panic!("{text}: {told:?}")));
            assert_eq!((&other, &told), (&value, &faults), "{}: {text}", case.id);
            compared += 1;
        }
    }
    assert!(compared > 150, "only {compared}");
}

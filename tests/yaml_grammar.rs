//! What a file says does not depend on what else is wrong in it: texts stay as they are written, and a key that nobody
//! knows, wherever it is added, changes no value and hides no fault.

mod support;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use support::repository_files;
use zhandian::catalogue;
use zhandian::config::{self, Config};
use zhandian::content::{self, Records};
use zhandian::fault::{Fault, Spot};
use zhandian::front_matter;
use zhandian::yaml::{Limits, Node, NodeKind, parse};

static CONFIG: LazyLock<Config> =
    LazyLock::new(|| config::parse("name: 试验", catalogue::ALL).config);

const STATION: &str = "stations/yuping/chengbei.md";

/// The front matter of a faultless station, and then these lines.
fn station(lines: &str) -> String {
    format!(
        "---\nname: 城北站\naddress: 城北路1号\nlocation: {{lng: 119.38, lat: 25.72, crs: wgs84}}\n{lines}\n---\n"
    )
}

/// The front matter of a faultless article, but for its title and what follows.
fn article(lines: &str) -> String {
    format!("---\ndate: 2026-02-18\ntype: experience\nsource: 示例\n{lines}\n---\n\n正文。\n")
}

fn load(path: &str, text: &str) -> content::LoadedFile {
    content::load_file(path, text.as_bytes(), &CONFIG)
}

/// The codes of faults, with what they mark.
fn told(path: &str, text: &str) -> Vec<String> {
    let line = |fault: &Fault| match &fault.target.spot {
        Spot::Bytes(range) => format!("{} {}", fault.rule.code, &text[range.clone()]),
        _ => fault.rule.code.to_owned(),
    };
    load(path, text).faults.iter().map(line).collect()
}

/// What is told of lines of a station, alone and beside a key that nobody knows, before them and after them.
#[track_caller]
fn is_told(lines: &str, expected: &[&str]) {
    assert_eq!(told(STATION, &station(lines)), expected, "{lines}");
    for beside in [format!("zzzz: 1\n{lines}"), format!("{lines}\nzzzz: 1")] {
        let mut found = told(STATION, &station(&beside));
        // A text that is no YAML hides what else is in it.
        if !expected.iter().any(|line| line.starts_with("bad-yaml")) {
            let place = found.iter().position(|line| line == "unknown-key zzzz");
            found.remove(place.unwrap_or_else(|| panic!("{beside}: {found:?}")));
        }
        assert_eq!(found, expected, "{beside}");
    }
}

#[test]
fn a_comment_wants_a_blank_before_it() {
    is_told(r##"phone: "0591-0000-0000"#x"##, &["bad-yaml #x"]);
    is_told("services: [图书, '棋牌'#x]", &["bad-yaml #x]"]);
    is_told("services: [图书]#x", &["bad-yaml #x"]);
    is_told(r##"phone: "0591-0000-0000" #x"##, &[]);
    is_told("phone: 0591-0000-0000 # 值班室", &[]);
    let title = article("title: \"开放日\"#1");
    assert_eq!(told("articles/a.md", &title), ["bad-yaml #1"]);
}

#[test]
fn a_help_for_a_comment_without_a_blank_mends() {
    for mended in ["title: \"开放日\" # 1", "title: \"开放日#1\""] {
        assert!(told("articles/a.md", &article(mended)).is_empty());
    }
}

#[test]
fn tabs_in_the_indentation_are_a_fault_in_lists_of_brackets_too() {
    is_told("services: [\n\t图书,\n\t棋牌\n]", &["bad-yaml \t"]);
    is_told("services:\n\t- 图书", &["bad-yaml \t"]);
    is_told("services: [\n  图书,\n  棋牌\n]", &[]);
}

#[test]
fn flags_are_those_of_the_core_schema() {
    for flag in ["true", "True", "TRUE", "false", "False", "FALSE"] {
        is_told(&format!("draft: {flag}"), &[]);
    }
    for other in ["yes", "on", "tRUE", "1", "\"true\"", "!!str true", ""] {
        let marked = if other.is_empty() { "draft" } else { other };
        let marked = marked.trim_start_matches("!!str ");
        is_told(
            &format!("draft: {other}"),
            &[&format!("wrong-type {marked}")],
        );
    }
}

#[test]
fn what_must_stand_may_not_be_left_empty() {
    for (empty, marked) in [("", "name"), ("~", "~"), ("null", "null")] {
        let team = format!("- {{id: a, kind: volunteer, name: {empty}}}\n");
        let expected = format!("empty-text {marked}");
        assert_eq!(told("teams/list.yaml", &team), [&*expected]);
        let beside = format!("{team}- {{id: b, kind: volunteer, nmae: 乙队}}\n");
        assert_eq!(
            told("teams/list.yaml", &beside),
            [&*expected, "unknown-key nmae"]
        );
    }
    is_told("phone:", &[]);
    is_told("hours: ~", &[]);
    is_told("photos:\n- {src: a.jpg, alt: }", &["empty-text alt"]);
}

#[test]
fn tags_would_lose_a_word() {
    is_told("contact: !important 值班室", &["bad-yaml !"]);
    is_told("contact: ! 值班室", &["bad-yaml !"]);
    is_told("contact: !!str 值班室", &[]);
    is_told("area_m2: !!int 30", &[]);
}

#[test]
fn keys_are_words() {
    is_told("[备注]: 待核实", &["wrong-type [备注]"]);
    is_told("? {a: b}\n: c", &["wrong-type {a: b}"]);
    is_told("&a phone: 0591-0000-0000\n*a : 1", &["duplicate-key phone"]);
    is_told("<<: {phone: 1}", &["unknown-key <<"]);
    is_told("~: 1", &["unknown-key ~"]);
}

/// The tags of an article, with this in place of them.
fn tags(written: &str, beside: &str) -> Vec<String> {
    let text = article(&format!("title: 见闻\ntags: {written}{beside}"));
    match load("articles/a.md", &text).records {
        Some(Records::Articles(articles)) => articles[0].fields.tags.to_vec(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn texts_stay_as_they_are_written() {
    for beside in ["", "\nzzzz: 1"] {
        for text in [
            "9.10",
            "0x1F",
            "+86",
            "1e3",
            "0591",
            "1_000",
            ".5",
            "-0",
            "0o17",
            ".inf",
            "2026-07-09",
            "True",
            "false",
            "yes",
            "12:30",
            "9223372036854775808",
            "a\u{85}b",
            "a\u{2028}b",
        ] {
            assert_eq!(tags(text, beside), [text]);
            assert_eq!(tags(&format!("[{text}, 灯]"), beside), [text, "灯"]);
            assert_eq!(
                tags(&format!("\n- {text}\n- '{text}'"), beside),
                [text, text]
            );
        }
        assert!(tags("", beside).is_empty());
        assert!(tags("~", beside).is_empty());
        assert_eq!(tags("&a [灯]\naliases: *a", beside), ["灯"]);
        assert_eq!(tags("[灯]\r\nauthor: 示例\r", beside), ["灯"]);
    }
}

#[test]
fn one_file_holds_one_document_and_may_begin_with_a_mark() {
    let list = "- {id: a, kind: volunteer, name: 甲队}\n";
    assert_eq!(told("teams/a.yaml", list), [""; 0]);
    assert_eq!(told("teams/a.yaml", &format!("\u{feff}{list}")), [""; 0]);
    assert_eq!(told("teams/a.yaml", &format!("---\n{list}...\n")), [""; 0]);
    let two = format!("{list}---\n{list}");
    assert_eq!(told("teams/a.yaml", &two), ["bad-yaml -"]);
}

// ---- every file -------------------------------------------------------------------------------

/// Keys below which every key is a name that the editor gives.
const FREE: &[&str] = &[
    "standards",
    "months",
    "team_kinds",
    "activity_kinds",
    "severity",
    "columns",
];

/// Files of content below these folders, and configurations, without the marks of fixtures.
fn files() -> Vec<(String, String, String)> {
    let places = ["content", "site-config.yaml", "tests/sites", "tests/faults"];
    repository_files(&places, &[".md", ".yaml"])
        .into_iter()
        .filter_map(|(path, bytes)| {
            let text = String::from_utf8(bytes).ok()?;
            let is_mark = |line: &&str| line.trim_start_matches(['#', ' ']).starts_with('^');
            let lines = text.split_inclusive('\n').filter(|line| !is_mark(line));
            let text = lines.collect();
            let in_content = path.strip_prefix("content/");
            let below = in_content.or_else(|| Some(path.rsplit_once("/content/")?.1));
            let below = below.unwrap_or_default().to_owned();
            (!below.is_empty() || path.ends_with("site-config.yaml")).then_some((path, below, text))
        })
        .collect()
}

/// What comes of a file: its values, its faults by code and message, and how often each.
fn read(below: &str, text: &str) -> (String, BTreeMap<(&'static str, String), usize>) {
    let (values, faults) = if below.is_empty() {
        let loaded = config::parse(text, catalogue::ALL);
        (format!("{:?}", loaded.config), loaded.faults)
    } else {
        let file = load(below, text);
        let values = format!("{:?} {:?} {:?}", file.records, file.faulted, file.broken);
        (values, file.faults)
    };
    let mut counted = BTreeMap::new();
    for fault in faults {
        let key = (fault.rule.code, fault.message.english);
        *counted.entry(key).or_default() += 1;
    }
    (values, counted)
}

/// The text with an unknown key before each key that begins a line, and after the last of the file.
fn with_unknown_key(text: &str, yaml: Range<usize>) -> Vec<String> {
    let Ok(tree) = parse(&text[yaml.clone()], Limits::default()) else {
        return Vec::new();
    };
    let mut keys = Vec::new();
    gather_keys(&tree, "", &mut keys);
    let mut texts: Vec<String> = keys
        .into_iter()
        .filter_map(|key| {
            let key = yaml.start + key;
            let line = text[..key].rfind('\n').map_or(0, |newline| newline + 1);
            let before = &text[line..key];
            let (head, rest) = (&text[..key], &text[key..]);
            let blanks = " ".repeat(before.len());
            before
                .bytes()
                .all(|byte| matches!(byte, b' ' | b'-'))
                .then(|| format!("{head}zzzz: 1\n{blanks}{rest}"))
        })
        .collect();
    if tree.is_mapping()
        && text[yaml.clone()].ends_with('\n')
        && !text[yaml.clone()].starts_with('{')
    {
        let (head, rest) = text.split_at(yaml.end);
        texts.push(format!("{head}zzzz: 1\n{rest}"));
    }
    texts
}

/// Where the keys of mappings in lines begin.
fn gather_keys(node: &Node<'_>, below: &str, found: &mut Vec<usize>) {
    match &node.kind {
        NodeKind::Mapping(entries) => {
            for (key, value) in entries {
                // Between braces a comma would be wanted; there the mapping begins before its first key.
                let is_block = entries[0].0.span.start == node.span.start;
                if is_block && !FREE.contains(&below) {
                    found.push(key.span.start);
                }
                gather_keys(value, key.scalar().unwrap_or_default(), found);
            }
        }
        NodeKind::Sequence(elements) => elements
            .iter()
            .for_each(|element| gather_keys(element, "", found)),
        NodeKind::Scalar { .. } | NodeKind::Hole => {}
    }
}

/// Codes of faults for which a mapping is not read at all, whatever it holds.
const UNREAD: &[&str] = &["wrong-type", "unknown-folder"];

/// What an unknown key in one place of a file changes besides being told; nothing if all is well.
fn difference(below: &str, alone: &str, beside: &str) -> Option<String> {
    let (values, faults) = read(below, alone);
    let (other_values, mut others) = read(below, beside);
    let is_own = |key: &&(&str, String)| key.0 == "unknown-key" && key.1.contains("zzzz");
    let own = others.keys().find(is_own).cloned();
    let told = own.and_then(|key| others.remove(&key));
    let is_read = !faults.keys().any(|(code, _)| UNREAD.contains(code));
    if told.is_some_and(|times| times > 1) || (told.is_none() && is_read) {
        return Some(format!("told {told:?} times"));
    }
    if others != faults {
        return Some(format!("{faults:#?}\n{others:#?}"));
    }
    (other_values != values).then(|| format!("{values}\n{other_values}"))
}

#[test]
fn an_unknown_key_anywhere_changes_nothing_else_of_any_file() {
    let compared = AtomicUsize::new(0);
    let differences: Vec<String> = files()
        .par_iter()
        .flat_map(|(path, below, text)| {
            let yaml = if path.ends_with(".md") {
                front_matter::split(text).map_or(0..0, |parts| parts.yaml)
            } else {
                0..text.len()
            };
            let texts = with_unknown_key(text, yaml);
            compared.fetch_add(texts.len(), Ordering::Relaxed);
            let differs = |beside: &String| {
                let difference = difference(below, text, beside)?;
                Some(format!("{path}\n{beside}\n{difference}"))
            };
            texts.iter().filter_map(differs).collect::<Vec<_>>()
        })
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
    let compared = compared.into_inner();
    assert!(compared > 3000, "only {compared}");
}

//! What editors write leaves the program as a text and as nothing else: a site with hidden characters in every
//! field, and a look at every byte that comes out of it, to a terminal, to machines and to readers.

mod support;

use std::collections::BTreeSet;

use serde_json::Value;
use support::armed::Arms;
use support::{Run, Site, TODAY, bare, markdown};
use zhandian::neutral::{ends_line, is_hidden, is_noncharacter, turns_direction};

/// Each stands for its kind: controls of ASCII and beyond, line ends of all sorts, what turns the direction, what
/// has no width, what Unicode has set aside.
const HIDDEN: &str = "\u{1}\u{7}\u{8}\u{b}\u{c}\u{1b}[31m\u{7f}\u{80}\u{85}\u{9b}\u{61c}\u{200b}\u{200e}\u{200f}\
    \u{2028}\u{2029}\u{202a}\u{202e}\u{2066}\u{2069}\u{feff}\u{fdd0}\u{fffe}\u{ffff}\u{1fffe}";

/// Begins a line of its own wherever something takes one of its line ends for an end.
const FORGED: &str =
    "\n::error::FORGED\r\n##[error]FORGED\rFORGED\u{85}FORGED\u{2028}FORGED\u{2029}FORGED";

/// A YAML scalar in which nothing stands as it is, since not all of it may.
fn escaped(value: &str) -> String {
    let letters = value.chars().map(|letter| match letter {
        letter if letter.is_ascii_graphic() && !"\"\\".contains(letter) => letter.to_string(),
        letter => format!("\\U{:08x}", u32::from(letter)),
    });
    format!("\"{}\"", letters.collect::<String>())
}

/// A site with such a text in every field that takes one, and in bodies. Two texts of a file are two.
fn armed_site() -> Site {
    // Entities become the characters themselves when a text is read.
    let body = "文&#1;&#x1b;[31m&#x9b;&#x85;&#x202e;&#x2028;&#xfffe;字 `\u{202e}\u{9b}` \
        [链\u{2066}接](https://example.org/a&#x9b;b&#x202e; \"题&#x9b;\")\n\n\
        ![说&#x9b;明&#x202e;](a.png \"题\u{202e}\")\n\n## 小\u{202e}题\u{9b}";
    let arms = Arms {
        text: &|number| escaped(&format!("值{number}{HIDDEN}{FORGED}")),
        hours: &escaped(&format!("Mo-Fr 08:00-12:00 \"{HIDDEN}{FORGED}\"")),
        body,
    };
    arms.site()
}

/// What a built file of a format may not hold as it is.
fn forbidden(path: &str) -> fn(char) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "json" | "geojson" | "txt" => |letter| letter != '\n' && is_hidden(letter),
        "ics" => |letter| {
            let is_lines = matches!(letter, '\r' | '\n');
            !is_lines && (is_control(letter) || ends_line(letter) || turns_direction(letter))
        },
        _ => |letter| {
            let is_blank = matches!(letter, '\t' | '\n');
            !is_blank && (is_control(letter) || turns_direction(letter))
        },
    }
}

fn is_control(letter: char) -> bool {
    letter.is_control() || is_noncharacter(letter)
}

fn found(text: &str, forbidden: impl Fn(char) -> bool) -> BTreeSet<char> {
    text.chars().filter(|letter| forbidden(*letter)).collect()
}

#[test]
fn no_built_file_holds_hidden_characters_of_a_value() {
    let site = armed_site();
    let run = site.try_build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut endings = BTreeSet::new();
    for (path, bytes) in site.public() {
        let is_text = ["html", "ics", "xml", "json", "geojson", "txt"]
            .iter()
            .any(|ending| path.ends_with(&format!(".{ending}")));
        if !is_text {
            continue;
        }
        endings.extend(path.rsplit_once('.').map(|(_, ending)| ending.to_owned()));
        let text = String::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        let found = found(&text, forbidden(&path));
        assert!(found.is_empty(), "{path}: {found:?}");
        if path.ends_with(".ics") {
            let own = text.split("\r\n").all(|line| !line.starts_with("FORGED"));
            assert!(
                own && !text.replace("\r\n", "").contains(['\r', '\n']),
                "{path}"
            );
        }
        if path.ends_with("json") {
            serde_json::from_str::<Value>(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }
    assert_eq!(endings.len(), 6, "{endings:?}");
    // Data say what was written, in codes.
    let places: Value = serde_json::from_str(&site.page("api/places.geojson")).expect("it is JSON");
    let name = &places["features"][0]["properties"]["name"];
    assert!(
        name.as_str().is_some_and(|name| name.contains(HIDDEN)),
        "{name}"
    );
}

/// A site whose faults repeat a hostile value, a hostile key and a hostile file name, each told at its line.
fn faulty_site() -> Site {
    let site = Site::small();
    let value = escaped(&format!("值{HIDDEN}{FORGED}"));
    site.write(
        "content/teams/dui.md",
        format!("---\nname: 队\nkind: {value}\nplace: {value}\n{value}: x\n---\n\n文。\n"),
    );
    // As they are, as far as YAML takes them.
    site.write(
        "content/pages/raw.md",
        "---\ntitle: 题\n---\n\n甲\u{202e}\u{200b}\u{9b}乙<b>丙\u{1b}[31m</b>##[error]丁\r戊\n",
    );
    let name = "content/pages/\u{1b}[31m\u{202e}%a,b:c\n::error::FORGED.md";
    site.write(name, "---\ntitel: 题\n---\n\n文。\n");
    site
}

fn told(run: &Run) -> String {
    assert_eq!(run.code, 1, "{}", run.stderr);
    format!("{}{}", run.stdout, run.stderr)
}

#[test]
fn no_diagnostic_holds_hidden_characters_or_lines_of_a_value() {
    let site = faulty_site();
    for format in ["human", "short", "json", "github", "sarif"] {
        for lang in ["zh-CN", "en"] {
            let arguments = [
                "check", "--today", TODAY, "--lang", lang, "--format", format,
            ];
            let told = told(&site.run(&arguments));
            let found = found(&told, |letter| letter != '\n' && is_hidden(letter));
            assert!(found.is_empty(), "{format}: {found:?}\n{told}");
            assert!(told.contains("值"), "{format}: {told}");
            assert!(!told.contains("##[e"), "{format}: {told}");
            for line in told.lines() {
                let forged = ["FORGED", "::error::", "##[e"];
                let forges = forged
                    .iter()
                    .any(|forged| line.trim_start().starts_with(forged));
                assert!(!forges, "{format}: {line}");
            }
        }
    }
}

#[test]
fn short_and_github_are_one_line_a_fault() {
    let site = faulty_site();
    let check = |format| {
        let run = site.run(&[
            "check", "--today", TODAY, "--lang", "en", "--format", format,
        ]);
        told(&run)
    };
    let count = {
        let list: Value = serde_json::from_str(&check("json")).expect("it is JSON");
        let list = list.as_array().expect("it is a list").clone();
        // The values are there as they were written.
        let says = |fault: &Value| {
            fault["message"]
                .as_str()
                .is_some_and(|text| text.contains(HIDDEN))
        };
        assert!(list.iter().any(says), "{list:?}");
        list.len()
    };
    for format in ["short", "github"] {
        let told = check(format);
        assert_eq!(told.lines().count(), count, "{told}");
    }
    let github = check("github");
    for line in github.lines() {
        assert!(
            line.starts_with("::error ") || line.starts_with("::warning "),
            "{line}"
        );
    }
    let name =
        "file=content/pages/\\u{1b}[31m\\u{202e}%25a%2Cb%3Ac\\u{a}%3A%3Aerror%3A%3AFORGED.md,";
    assert!(github.contains(name), "{github}");
}

#[test]
fn carets_stand_under_the_fault_after_hidden_characters() {
    let site = faulty_site();
    let run = site.run(&["check", "--today", TODAY, "--lang", "en"]);
    let lines: Vec<&str> = run.stderr.lines().collect();
    let shown = lines
        .iter()
        .position(|line| line.contains("乙<b>丙"))
        .unwrap_or_else(|| panic!("{}", run.stderr));
    let (before, _) = lines[shown].split_once("<b>").expect("it is there");
    assert_eq!(before, "5 | 甲\\u{202e}\\u{200b}\\u{9b}乙");
    let (blank, carets) = lines[shown + 1].split_once('^').expect("it has carets");
    // Each of 甲 and 乙 is two columns wide.
    assert_eq!(
        blank.chars().count(),
        before.chars().count() + 2,
        "{}",
        run.stderr
    );
    assert_eq!(carets.trim_end(), "^^");
    // The place is that of the file, where a hidden character is one.
    assert_eq!(lines[shown - 2], " --> content/pages/raw.md:5:6");
}

#[test]
fn no_report_holds_hidden_characters_or_lines_of_a_value() {
    let site = armed_site();
    for format in ["table", "json", "csv", "markdown"] {
        let run = site.run(&["report", "--today", TODAY, "--format", format]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let is_line_end = |letter| letter == '\n' || (format == "csv" && letter == '\r');
        let found = found(&run.stdout, |letter| {
            !is_line_end(letter) && is_hidden(letter)
        });
        assert!(found.is_empty(), "{format}: {found:?}\n{}", run.stdout);
        assert!(run.stdout.contains("值"), "{format}: {}", run.stdout);
        for line in run.stdout.lines() {
            assert!(!line.trim_start().starts_with("FORGED"), "{format}: {line}");
            assert!(!line.starts_with("::"), "{format}: {line}");
        }
    }
    let run = site.run(&["report", "--today", TODAY, "--format", "csv"]);
    // A heading, and a line for the one item of the center and of the station.
    assert_eq!(run.stdout.matches('\n').count(), 3, "{}", run.stdout);
}

#[test]
fn names_are_shown_in_a_report_and_make_nothing_in_it() {
    let name = "=HYPERLINK(\\\"https://example.org/\\\") | <img src=x> `a` [b](c)";
    let site = Site::small()
        .with(
            "content/standards.yaml",
            "- {id: a, name: \"# 标准|<b>\", applies_to: [station], items: [{id: b, name: \"\\t＝1+1\"}]}\n",
        )
        .with(
            "content/stations/yuping/buxingjie.md",
            &markdown(&support::place(&format!("\"{name}\"")), "文。"),
        );
    let report = |format| {
        let run = site.run(&["report", "--today", TODAY, "--format", format]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    let csv = report("csv");
    let row = csv.lines().nth(1).expect("there is a row");
    assert!(
        row.contains(",\"'=HYPERLINK(\"\"https://example.org/\"\")"),
        "{row}"
    );
    assert!(row.contains(",' ＝1+1,"), "{row}");
    let markdown = report("markdown");
    let signs = markdown
        .replace("\\|", "")
        .replace("\\`", "")
        .replace("\\[", "");
    assert!(!signs.contains(['<', '`', '[']), "{markdown}");
    for line in signs.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(line.matches('|').count(), 5, "{line}");
    }
    assert!(
        markdown.starts_with("## \\# 标准\\|&lt;b&gt;\n"),
        "{markdown}"
    );
}

#[test]
fn troubles_of_the_machine_are_one_line_too() {
    let site = Site::small();
    let nowhere = "no\u{1b}[31m\u{202e}\nFORGED";
    for arguments in [
        &["check", "--root", nowhere][..],
        &["explain", nowhere],
        &["explain", nowhere, "--lang", "en"],
        &["build", "--output", "/dev/null/\u{1b}\nFORGED"],
        &["check", "--base-url", nowhere],
    ] {
        let run = match arguments.contains(&"--root") || arguments[0] == "explain" {
            true => bare(arguments),
            false => site.run(arguments),
        };
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stderr.trim_end().lines().count(), 1, "{}", run.stderr);
        let found = found(run.stderr.trim_end(), is_hidden);
        assert!(found.is_empty(), "{arguments:?}: {found:?}");
    }
    for arguments in [
        &[nowhere][..],
        &["check", nowhere],
        &["check", "--format", nowhere],
        &["check", "--today", nowhere],
        &["check", "--lang", nowhere],
    ] {
        for lang in ["zh-CN", "en"] {
            let language = format!("--lang={lang}");
            let run = bare(&[arguments, &[&language]].concat());
            assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
            let found = found(&run.stderr, |letter| letter != '\n' && is_hidden(letter));
            assert!(found.is_empty(), "{arguments:?}: {found:?}");
            let mut lines = run.stderr.lines();
            assert!(
                !lines.any(|line| line.starts_with("FORGED")),
                "{}",
                run.stderr
            );
        }
    }
}

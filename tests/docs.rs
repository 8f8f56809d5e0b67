//! Holds the documentation against the program: references are current, keys are complete, examples
//! pass the checks, and printed output is what is really printed.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes what can be written: the reference of views, the list of
//! diagnostics, and the output shown below commands and below files with mistakes.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
#[cfg(target_os = "linux")]
use std::path::Path;
#[cfg(target_os = "linux")]
use std::process::Command;

use serde::de::DeserializeOwned;
use support::{Site, bare, picture, repository};
use zhandian::catalogue;
use zhandian::content::written;
use zhandian::fault::Severity;
use zhandian::values;

/// The day on which all examples are checked.
const TODAY: &str = "2026-07-01";

fn read(path: &str) -> String {
    std::fs::read_to_string(repository().join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Fails if a document is not `wanted`, or makes it so when asked to.
fn hold(path: &str, wanted: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(repository().join(path), wanted).expect("the documents are writable");
        return;
    }
    let found = std::fs::read_to_string(repository().join(path)).unwrap_or_default();
    let difference = (1..)
        .zip(found.lines().zip(wanted.lines()))
        .find(|(_, (found, wanted))| found != wanted);
    assert!(
        found == wanted,
        "{path} is not current: run `UPDATE_DOCS=1 cargo test --test docs`. First difference: {difference:#?}"
    );
}

// ---- generated parts --------------------------------------------------------------------------

#[test]
fn the_reference_of_views_is_current() {
    const BEGIN: &str = "<!-- views: made by tests/docs.rs, do not edit -->\n";
    const END: &str = "<!-- end of views -->";
    let document = read("docs/themes.md");
    let (before, rest) = document.split_once(BEGIN).expect("the opening marker");
    let (_, after) = rest.split_once(END).expect("the closing marker");
    let reference = zhandian::view::reference();
    hold(
        "docs/themes.md",
        &format!("{before}{BEGIN}\n{reference}{END}{after}"),
    );
}

#[test]
fn the_list_of_diagnostics_is_current() {
    let mut document = String::from(
        "# 检查代号 / Diagnostics\n\n\
         <!-- Made by tests/docs.rs from src/catalogue.rs: UPDATE_DOCS=1 cargo test --test docs -->\n\n\
         每一处错误和警告都有一个固定的代号。`zhandian explain 代号` 在命令行里给出同样的说明；轻重可以在\n\
         `site-config.yaml` 的 `severity` 里改。\n\n\
         Every fault has a stable code. `zhandian explain CODE` tells the same on the command line; severities\n\
         can be set by `severity` in `site-config.yaml`.\n\n\
         | 代号 / code | 轻重 / severity | 查什么 | what it finds |\n| --- | --- | --- | --- |\n",
    );
    for rule in catalogue::ALL {
        let severity = match rule.severity {
            Severity::Error => "错误 error",
            Severity::Warning => "警告 warning",
        };
        let (code, zh, en) = (rule.code, cell(rule.what.chinese), cell(rule.what.english));
        let _ = writeln!(
            document,
            "| [`{code}`](#{code}) | {severity} | {zh} | {en} |"
        );
    }
    for rule in catalogue::ALL {
        let _ = writeln!(
            document,
            "\n## {}\n\n{}{}\n\n{} {}\n\n错 / wrong:\n\n```text\n{}\n```\n\n对 / right:\n\n```text\n{}\n```",
            rule.code,
            rule.what.chinese,
            rule.why.chinese,
            rule.what.english,
            rule.why.english,
            rule.wrong,
            rule.right
        );
    }
    hold("docs/diagnostics.md", &document);
}

/// A text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace("{#", "\\{#")
}

#[test]
fn every_code_named_in_a_document_exists() {
    let codes: BTreeSet<&str> = catalogue::ALL.iter().map(|rule| rule.code).collect();
    let content = read("docs/content.md");
    // In prose a code stands in brackets: (`unknown-key`).
    for (_, rest) in content
        .match_indices("(`")
        .map(|(at, _)| content.split_at(at + 2))
    {
        let name = rest.split('`').next().unwrap_or_default();
        let looks_like_code = name.contains('-')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(
            !looks_like_code || codes.contains(name),
            "docs/content.md names `{name}`, which is no code"
        );
    }
}

// ---- keys -------------------------------------------------------------------------------------

/// The names that an error of serde lists after "expected".
fn expected(message: &str) -> BTreeSet<String> {
    let list = message.split_once("expected").map_or("", |(_, list)| list);
    list.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn keys<T: DeserializeOwned>() -> BTreeSet<String> {
    let error = serde_yaml::from_str::<T>("{no such key: 1}").err();
    expected(&error.expect("the key is unknown").to_string())
}

fn variants<T: DeserializeOwned>() -> BTreeSet<String> {
    let error = serde_yaml::from_str::<T>("no such value").err();
    expected(&error.expect("the value is unknown").to_string())
}

/// The keys of a mapping of `site-config.yaml`, from the help for an unknown one.
fn config_keys(yaml: &str) -> BTreeSet<String> {
    let loaded = zhandian::config::parse(yaml, catalogue::ALL);
    let help = loaded
        .faults
        .iter()
        .filter(|fault| fault.rule.code == "unknown-key")
        .find_map(|fault| fault.help.clone())
        .unwrap_or_else(|| panic!("{yaml}: an unknown key gives help"));
    let list = help.english.strip_prefix("known keys: ").expect("a list");
    list.split(", ").map(str::to_owned).collect()
}

/// The lines of a section of a document, without its subsections.
fn section<'a>(document: &'a str, heading: &str) -> Vec<&'a str> {
    let is_heading = |line: &&str| line.trim_start_matches('#') == format!(" {heading}");
    let lines: Vec<&str> = document
        .lines()
        .skip_while(|line| !is_heading(line))
        .skip(1)
        .take_while(|line| !line.starts_with('#') || line.starts_with("# "))
        .collect();
    assert!(!lines.is_empty(), "there is no section “{heading}”");
    lines
}

/// The row of a key in the table of a section.
fn rows<'a>(document: &'a str, heading: &str) -> Vec<(&'a str, &'a str)> {
    section(document, heading)
        .into_iter()
        .filter_map(|line| {
            let key = line.strip_prefix("| `")?.split('`').next()?;
            Some((key, line))
        })
        .collect()
}

#[test]
fn every_key_is_documented_and_every_documented_key_exists() {
    let document = read("docs/content.md");
    let tables = [
        ("Place", keys::<written::Place>()),
        ("Location", keys::<written::Location>()),
        ("Access", keys::<written::Access>()),
        ("Photo", keys::<written::Photo>()),
        ("Mark", keys::<values::Mark>()),
        ("Standard", keys::<written::Standard>()),
        ("Item", keys::<written::Item>()),
        ("Measure", keys::<written::Measure>()),
        ("Platform", keys::<written::Platform>()),
        ("Project", keys::<written::Project>()),
        ("Team", keys::<written::Team>()),
        ("Activity", keys::<written::Activity>()),
        ("Signup", keys::<written::Signup>()),
        ("Results", keys::<written::Results>()),
        ("Need", keys::<written::Need>()),
        ("Review", keys::<written::Review>()),
        ("Plan", keys::<written::Plan>()),
        ("Month", keys::<written::Month>()),
        ("Node", keys::<written::Node>()),
        ("Article", keys::<written::Article>()),
        ("Page", keys::<written::Page>()),
        (
            "The keys of site-config.yaml",
            config_keys("{name: a, no such key: 1}"),
        ),
        ("Colors", config_keys("{name: a, colors: {no such key: 1}}")),
        (
            "Shades",
            config_keys("{name: a, colors: {dark: {no such key: 1}}}"),
        ),
        ("Region", config_keys("{name: a, region: {no such key: 1}}")),
        ("Tiers", config_keys("{name: a, tiers: [{no such key: 1}]}")),
        ("Order", config_keys("{name: a, order: {no such key: 1}}")),
        ("Menu", config_keys("{name: a, menu: [{no such key: 1}]}")),
        ("Map", config_keys("{name: a, map: {no such key: 1}}")),
        (
            "Tiles",
            config_keys("{name: a, map: {tiles: {no such key: 1}}}"),
        ),
        (
            "Expected",
            config_keys("{name: a, expected: {no such key: 1}}"),
        ),
        (
            "Government",
            config_keys("{name: a, government: {no such key: 1}}"),
        ),
        (
            "Column",
            config_keys("{name: a, government: {columns: {articles: {no such key: 1}}}}"),
        ),
        ("Limits", config_keys("{name: a, limits: {no such key: 1}}")),
        (
            "Pictures of the configuration",
            config_keys("{name: a, pictures: {no such key: 1}}"),
        ),
        (
            "Repository",
            config_keys("{name: a, repository: {no such key: 1}}"),
        ),
    ];
    for (heading, known) in tables {
        assert!(!known.is_empty(), "{heading} has keys");
        let written: BTreeSet<String> = rows(&document, heading)
            .into_iter()
            .map(|(key, _)| key.to_owned())
            .collect();
        assert_eq!(written, known, "keys of “{heading}” in docs/content.md");
    }
}

#[test]
fn every_fixed_value_is_documented() {
    let document = read("docs/content.md");
    let lists = [
        ("Place", "status", variants::<written::PlaceStatus>()),
        (
            "Location",
            "crs",
            variants::<zhandian::geo::CoordinateSystem>(),
        ),
        ("Project", "status", variants::<written::ProjectStatus>()),
        ("Activity", "status", variants::<written::ActivityStatus>()),
        ("Need", "status", variants::<written::NeedStatus>()),
        ("Article", "type", variants::<written::ArticleType>()),
        ("Tiers", "shape", variants::<zhandian::config::Shape>()),
        ("Map", "crs", variants::<zhandian::geo::CoordinateSystem>()),
        (
            "Tiles",
            "provider",
            variants::<zhandian::config::Provider>(),
        ),
    ];
    let defaults = zhandian::config::parse("name: a", catalogue::ALL).config;
    let ids = |kinds: &[(String, String)]| kinds.iter().map(|(id, _)| id.clone()).collect();
    let configured = [
        ("Team", "kind", ids(defaults.team_kinds.as_slice())),
        ("Activity", "kind", ids(defaults.activity_kinds.as_slice())),
        (
            "Standard",
            "applies_to",
            defaults.tiers.iter().map(|tier| tier.id.clone()).collect(),
        ),
    ];
    for (heading, key, values) in lists.into_iter().chain(configured) {
        let rows = rows(&document, heading);
        let (_, row) = rows.iter().find(|(name, _)| *name == key).expect("a row");
        assert!(!values.is_empty(), "{heading}.{key} has values");
        for value in values {
            assert!(
                row.contains(&format!("`{value}`")),
                "`{value}` of {heading}.{key} is not in docs/content.md"
            );
        }
    }
}

#[test]
fn the_keys_of_a_theme_are_documented() {
    let site = Site::small()
        .with("site-config.yaml", "name: a\ntheme: own\n")
        .with("themes/own/theme.yaml", "api: 1\nno such key: 1\n");
    let run = site.run(&["check", "--format", "json", "--lang", "en"]);
    let faults: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let faults = faults.as_array().expect("a list of faults");
    let mut of_theme = faults.iter().filter(|fault| fault["code"] == "unknown-key");
    let help = of_theme.next().expect("it is told")["help"].as_str();
    let known: BTreeSet<&str> = help
        .expect("help")
        .strip_prefix("known keys: ")
        .expect("a list")
        .split(", ")
        .collect();
    let document = read("docs/themes.md");
    let written: BTreeSet<&str> = rows(&document, "theme.yaml")
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    assert_eq!(written, known);
}

#[test]
fn every_template_of_the_default_theme_is_documented() {
    let document = read("docs/themes.md");
    for (path, _) in *zhandian::theme::DEFAULT_FILES {
        let Some(template) = path.strip_prefix("templates/") else {
            continue;
        };
        assert!(
            document.contains(&format!("`{template}`")),
            "docs/themes.md does not name {template}"
        );
    }
}

/// The words of a text file: those at the top level, and those of its groups.
type Words = BTreeMap<String, serde_yaml::Value>;

fn words(language: &str) -> Words {
    let text = read(&format!("themes/default/texts/{language}.yaml"));
    serde_yaml::from_str(&text).expect("words")
}

/// The names in backticks of a text.
fn names(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn the_words_that_a_theme_must_have_are_documented_and_no_word_is_idle() {
    let document = read("docs/themes.md");
    let table = section(&document, "Words").into_iter().filter_map(|line| {
        let (group, keys) = line.strip_prefix("| ")?.split_once(" | ")?;
        Some((group, names(keys)))
    });
    let mut top: Vec<&str> = Vec::new();
    let mut groups = BTreeMap::new();
    for (group, keys) in table.filter(|(_, keys)| !keys.is_empty()) {
        match group.strip_prefix('`') {
            Some(group) => drop(groups.insert(group.trim_end_matches('`'), keys)),
            None => top.extend(keys),
        }
    }
    let once: BTreeSet<&str> = top.iter().copied().collect();
    assert_eq!(once.len(), top.len(), "a word is told once: {top:?}");

    let templates: String = zhandian::theme::DEFAULT_FILES
        .iter()
        .filter(|(path, _)| path.starts_with("templates/"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes))
        .collect();
    let in_templates: BTreeSet<&str> = templates
        .split("texts.")
        .skip(1)
        .filter_map(|rest| {
            rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
                .next()
        })
        .collect();
    for language in ["zh-CN", "en"] {
        let words = words(language);
        for (key, value) in &words {
            let Some(group) = value.as_mapping() else {
                let is_used = once.contains(key.as_str()) || in_templates.contains(key.as_str());
                assert!(
                    is_used,
                    "no template uses `{key}`, and docs/themes.md names no view that does"
                );
                continue;
            };
            // Its keys are those of the content contract.
            if key != "access" {
                let keys = group.keys().filter_map(|key| key.as_str()).collect();
                assert_eq!(
                    groups.get(key.as_str()),
                    Some(&keys),
                    "`{key}` in docs/themes.md"
                );
            }
        }
        for key in once.iter().chain(&in_templates) {
            assert!(words.contains_key(*key), "{language}.yaml has no `{key}`");
        }
    }
}

// ---- examples ---------------------------------------------------------------------------------

/// A fenced block of a document.
struct Block {
    /// What stands after the fence: `md`, `md fault`, `console`.
    info: String,
    /// Line of the opening fence, from 0.
    line: usize,
    text: String,
}

impl Block {
    /// The file it is, if it is one: a path in a comment on its first line, or after `---`.
    fn path(&self) -> Option<&str> {
        let mut lines = self.text.lines();
        let first = lines.next()?;
        let comment = if first == "---" { lines.next()? } else { first };
        let path = comment.strip_prefix("# ")?;
        (path.starts_with("content/") || path == "site-config.yaml").then_some(path)
    }
}

fn blocks(document: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = document.lines().enumerate();
    while let Some((line, text)) = lines.next() {
        let Some(info) = text.strip_prefix("```") else {
            continue;
        };
        let mut block = Block {
            info: info.to_owned(),
            line,
            text: String::new(),
        };
        for (_, text) in lines.by_ref().take_while(|(_, text)| *text != "```") {
            block.text.push_str(text);
            block.text.push('\n');
        }
        blocks.push(block);
    }
    blocks
}

/// The document with the text of some blocks changed.
fn replaced(document: &str, changes: &[(usize, String)]) -> String {
    let lines: Vec<&str> = document.lines().collect();
    let mut out = String::new();
    let mut at = 0;
    for (line, text) in changes {
        for kept in &lines[at..=*line] {
            let _ = writeln!(out, "{kept}");
        }
        out.push_str(text);
        at = *line
            + 1
            + lines[*line + 1..]
                .iter()
                .position(|line| *line == "```")
                .expect("the block is closed");
    }
    for kept in &lines[at..] {
        let _ = writeln!(out, "{kept}");
    }
    out
}

/// Writes a file, and beside it a small picture for each that it names.
fn put(site: &Site, path: &str, text: &str) {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_name = |character: char| character.is_ascii_alphanumeric() || "-_.".contains(character);
    for word in text.split(|character: char| !is_name(character)) {
        if word.ends_with(".jpg") && word.len() > ".jpg".len() {
            let picture = picture(image::ImageFormat::Jpeg);
            site.write(&format!("{folder}/{word}"), picture);
        }
    }
    site.write(path, text);
}

/// Puts the files of a document into a new site, one after the other, and checks after each. A block
/// marked `fault` is a file with mistakes: the block after it shows what is printed, and the file goes.
fn examples_hold(path: &str) {
    let document = read(path);
    let site = Site::scaffold(&[]);
    let check = ["check", "--today", TODAY];
    let mut changes = Vec::new();
    let mut checked = 0;
    let blocks = blocks(&document);
    for (index, block) in blocks.iter().enumerate() {
        let Some(file) = block.path() else {
            assert!(
                !block.info.ends_with(" fault"),
                "{path}:{}: a file with mistakes needs its path",
                block.line + 1
            );
            continue;
        };
        checked += 1;
        let old = std::fs::read_to_string(site.path(file)).ok();
        put(&site, file, &block.text);
        if !block.info.ends_with(" fault") {
            let run = site.run(&[&check[..], &["--strict"]].concat());
            assert_eq!(run.code, 0, "{path}:{}: {}", block.line + 1, run.stderr);
            continue;
        }
        let printed = site.run(&check).stderr;
        assert!(
            printed.contains(file),
            "{path}:{}: nothing is found in {file}: {printed}",
            block.line + 1
        );
        let shown = &blocks[index + 1];
        changes.push((shown.line, printed));
        match old {
            Some(old) => site.write(file, old),
            None => std::fs::remove_file(site.path(file)).expect("removed"),
        }
    }
    assert!(checked > 0, "{path} has examples");
    hold(path, &replaced(&document, &changes));
}

#[test]
fn the_examples_of_the_contract_pass_the_checks() {
    examples_hold("docs/content.md");
}

#[test]
fn the_examples_of_the_guide_are_right_and_its_mistakes_are_told_as_shown() {
    examples_hold("docs/编辑指南.md");
}

// ---- the README -------------------------------------------------------------------------------

/// Runs the commands of a `console` block and shows them with what they print.
#[cfg(target_os = "linux")]
fn session(commands: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_zhandian"));
    let programs = program.parent().expect("it is in a folder").display();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shown = String::new();
    for command in commands.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let output = Command::new("sh")
            .args(["-c", &format!("{{ {command}; }} 2>&1")])
            .current_dir(folder)
            .env("PATH", format!("{programs}:{path}"))
            .env("SOURCE_DATE_EPOCH", "1782864000")
            .env("NO_COLOR", "1")
            .output()
            .expect("the shell runs");
        let _ = writeln!(shown, "$ {command}");
        shown.push_str(&String::from_utf8_lossy(&output.stdout));
    }
    shown
}

/// Without the numbers of the line that says how long it took and how large the site is.
#[cfg(target_os = "linux")]
fn without_measures(text: &str) -> String {
    text.lines()
        .map(|line| match line.contains("用时") {
            true => line.replace(|character: char| character.is_ascii_digit(), ""),
            false => line.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(target_os = "linux")]
#[test]
fn the_tour_of_the_readme_prints_what_it_shows() {
    let document = read("README.md");
    let folder = support::temporary_folder();
    let mut changes = Vec::new();
    for block in blocks(&document) {
        if block.info == "console" {
            let shown = session(&block.text, folder.path());
            if without_measures(&shown) != without_measures(&block.text) {
                changes.push((block.line, shown));
            }
        }
    }
    hold("README.md", &replaced(&document, &changes));
}

#[test]
fn the_commands_of_the_documents_exist() {
    let help = bare(&["--help", "--lang", "en"]).stdout;
    let commands: BTreeSet<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    for path in [
        "README.md",
        "docs/编辑指南.md",
        "docs/content.md",
        "docs/themes.md",
    ] {
        let document = read(path);
        let mut found = 0;
        for code in code(&document) {
            for (at, called) in code.match_indices("zhandian ") {
                let called = code[at + called.len()..].split(['|', '#', ';']).next();
                let mut words = called.unwrap_or_default().split_whitespace();
                let command = words.next().unwrap_or_default();
                if !command.bytes().all(|byte| byte.is_ascii_lowercase()) {
                    continue;
                }
                found += 1;
                assert!(commands.contains(command), "{path}: {code}");
                let help = bare(&[command, "--help"]).stdout;
                for flag in words.filter(|word| word.starts_with("--")) {
                    assert!(help.contains(flag), "{path}: {code}: no {flag}");
                }
            }
        }
        assert!(
            found > 0 || path == "docs/content.md",
            "{path} names commands"
        );
    }
}

/// What stands in code in a document: lines of fenced blocks and spans between backticks.
fn code(document: &str) -> Vec<&str> {
    let mut in_block = false;
    let mut found = Vec::new();
    for line in document.lines() {
        let fence = line.starts_with("```");
        in_block ^= fence;
        if in_block && !fence {
            found.push(line);
        } else if !fence {
            found.extend(line.split('`').skip(1).step_by(2));
        }
    }
    found
}

#[test]
fn the_links_between_documents_lead_somewhere() {
    for path in [
        "README.md",
        "docs/content.md",
        "docs/themes.md",
        "docs/diagnostics.md",
        "docs/编辑指南.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
    ] {
        let document = read(path);
        let mut in_block = false;
        let prose: String = document
            .lines()
            .filter(|line| {
                let fence = line.starts_with("```");
                in_block ^= fence;
                !fence && !in_block
            })
            // What stands in `code` is an example, not a link.
            .flat_map(|line| line.split('`').step_by(2).chain(["\n"]))
            .collect();
        let base = repository().join(path);
        let base = base.parent().expect("it is in a folder");
        for (at, _) in prose.match_indices("](") {
            let target = prose[at + 2..].split(')').next().unwrap_or_default();
            if target.contains("://") || target.is_empty() {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let there = if file.is_empty() {
                repository().join(path)
            } else {
                base.join(file)
            };
            assert!(there.exists(), "{path}: {target}");
            if !anchor.is_empty() {
                let text = std::fs::read_to_string(&there).expect("a document");
                assert!(
                    text.lines()
                        .any(|line| slug(line).as_deref() == Some(anchor)),
                    "{path}: {target}"
                );
            }
        }
    }
}

/// The anchor that hosts give a heading.
fn slug(line: &str) -> Option<String> {
    let heading = line.trim_start_matches('#');
    if heading.len() == line.len() {
        return None;
    }
    let kept = |character: &char| character.is_alphanumeric() || " -_".contains(*character);
    let heading = heading.trim().to_lowercase();
    Some(
        heading
            .chars()
            .filter(kept)
            .collect::<String>()
            .replace(' ', "-"),
    )
}

//! What people and machines get to see of diagnostics, and how the program ends.

mod support;

use serde_json::Value;
use support::{Site, TODAY, bare};
use zhandian::diagnostic::{
    SourceFiles, print_github, print_human, print_json, print_sarif, print_short,
};
use zhandian::text::Lang;

const TEAM: &str = "content/teams/wenyi.md";
const PAGE: &str = "content/pages/guize.md";

/// The base site with an error in one file and a warning in another.
fn faulty() -> Site {
    let site = Site::base();
    site.write(TEAM, "---\nname: 文艺队\nkind: 志愿者, volunter\n---\n");
    site.write(PAGE, "---\ntitle: 规则\n---\n\n灯是<b>亮的。\n");
    site
}

fn human(site: &zhandian::site::Site, lang: Lang) -> String {
    print_human(&site.diagnostics, site.sources(), lang, false)
}

fn sources() -> SourceFiles {
    SourceFiles::below("nowhere")
}

#[test]
fn people_see_the_line_with_carets_as_wide_as_its_characters() {
    let opened = faulty().open();
    // The files are gone by now, and what is known of them is still told.
    assert!(human(&opened, Lang::Chinese).contains("--> content/teams/wenyi.md"));
    let site = faulty();
    let opened = site.open();
    assert_eq!(
        human(&opened, Lang::Chinese),
        "\
警告[raw-html]: 正文里的 HTML 不会生效，会原样显示
 --> content/pages/guize.md:5:3
  |
5 | 灯是<b>亮的。
  |     ^^^
  |
  = 帮助: 改用 Markdown：**加粗**、[文字](网址)、表格等

错误[unknown-value]: `kind` 不能填 `志愿者, volunter`
 --> content/teams/wenyi.md:3:7
  |
3 | kind: 志愿者, volunter
  |       ^^^^^^^^^^^^^^^^
  |
  = 帮助: 可填的值：professional, volunteer, five-elders, lecturers（要加新的类型，写在 site-config.yaml 的 team_kinds 里）

"
    );
    assert_eq!(
        human(&opened, Lang::English),
        "\
warning[raw-html]: HTML in a text has no effect and is shown as it is
 --> content/pages/guize.md:5:3
  |
5 | 灯是<b>亮的。
  |     ^^^
  |
  = help: use Markdown: **bold**, [text](address), tables

error[unknown-value]: `kind` cannot be `志愿者, volunter`
 --> content/teams/wenyi.md:3:7
  |
3 | kind: 志愿者, volunter
  |       ^^^^^^^^^^^^^^^^
  |
  = help: allowed: professional, volunteer, five-elders, lecturers (further kinds are declared in `team_kinds` of site-config.yaml)

"
    );
}

#[test]
fn carets_stand_after_wide_characters_too() {
    let site = Site::base();
    site.write(
        PAGE,
        "---\ntitle: 规则\n---\n\n福清 ｆｑ é 👍 [灯](#deng)\n",
    );
    let told = human(&site.open(), Lang::English);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[1], " --> content/pages/guize.md:5:15");
    assert_eq!(lines[3], "5 | 福清 ｆｑ é 👍 [灯](#deng)");
    // 福清 and ｆｑ take four columns each, the thumb and 灯 two.
    assert_eq!(lines[4], format!("  | {}^^^^^", " ".repeat(20)));
}

#[test]
fn byte_order_mark_line_ends_and_tabs_do_not_disturb_the_picture() {
    let site = Site::base();
    site.write("content/plans/2027.yaml", "\u{feff}months: 十二\r\n");
    site.write(PAGE, "---\r\ntitle: 规则\r\n---\r\n\r\n灯\t[灯](#deng)\r\n");
    let told = human(&site.open(), Lang::English);
    assert!(!told.contains('\r'), "{told:?}");
    assert!(
        told.contains(" --> content/plans/2027.yaml:1:9\n"),
        "{told}"
    );
    assert!(
        told.contains("1 | months: 十二\n  |         ^^^^\n"),
        "{told}"
    );
    assert!(told.contains(" --> content/pages/guize.md:5:7\n"), "{told}");
}

#[test]
fn a_fault_of_many_lines_shows_its_first() {
    let site = Site::base();
    site.write(PAGE, "---\ntitle: 规则\n---\n\n<div>\n灯\n</div>\n");
    let told = human(&site.open(), Lang::English);
    assert!(told.contains("5 | <div>\n  | ^^^^^\n"), "{told}");
}

#[test]
fn of_a_very_long_line_only_what_is_near_is_shown() {
    let site = Site::base();
    let (before, after) = ("甲".repeat(5_000), "乙".repeat(5_000));
    site.write(
        PAGE,
        format!("---\ntitle: 规则\n---\n\n{before}<b>{after}\n"),
    );
    let told = human(&site.open(), Lang::English);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[1], " --> content/pages/guize.md:5:5001");
    let shown = lines[3];
    assert!(shown.chars().count() < 250, "{told}");
    assert!(!shown.ends_with('乙'), "{told}");
    let (left, _) = shown.split_once("<b>").expect("the fault is shown");
    let columns = |text: &str| -> usize {
        let width = |letter: char| if letter == '甲' { 2 } else { 1 };
        text.chars().map(width).sum()
    };
    let (blank, _) = lines[4].split_once("^^^").expect("there are carets");
    assert_eq!(columns(left), columns(blank), "{told}");
}

#[test]
fn nothing_wrong_prints_nothing() {
    let nothing = [];
    assert_eq!(print_human(&nothing, &sources(), Lang::Chinese, true), "");
    assert_eq!(print_short(&nothing, Lang::Chinese), "");
    assert_eq!(print_github(&nothing, Lang::Chinese), "");
    assert_eq!(print_json(&nothing, Lang::Chinese), "[]\n");
}

#[test]
fn short_is_one_line_each() {
    let opened = faulty().open();
    assert_eq!(
        print_short(&opened.diagnostics, Lang::English),
        "\
content/pages/guize.md:5:3: warning[raw-html]: HTML in a text has no effect and is shown as it is
content/teams/wenyi.md:3:7: error[unknown-value]: `kind` cannot be `志愿者, volunter`
"
    );
}

#[test]
fn github_commands_are_escaped() {
    let site = faulty();
    site.write(TEAM, "---\nname: 文艺队\nkind: 100%\n---\n");
    let told = print_github(&site.open().diagnostics, Lang::English);
    assert_eq!(
        told.lines().nth(1).expect("two commands"),
        "::error file=content/teams/wenyi.md,line=3,col=7,endLine=3,endColumn=11,title=unknown-value::\
         `kind` cannot be `100%25`%0Aallowed: professional, volunteer, five-elders, lecturers (further kinds are declared in `team_kinds` of site-config.yaml)"
    );
}

#[test]
fn json_has_the_promised_keys() {
    let opened = faulty().open();
    let list: Value =
        serde_json::from_str(&print_json(&opened.diagnostics, Lang::English)).expect("it is JSON");
    let list = list.as_array().expect("it is an array");
    assert_eq!(list.len(), 2);
    for diagnostic in list {
        let mut keys: Vec<&str> = diagnostic
            .as_object()
            .expect("an object each")
            .keys()
            .map(String::as_str)
            .collect();
        keys.sort_unstable();
        assert_eq!(
            keys,
            [
                "code",
                "column",
                "end_column",
                "end_line",
                "file",
                "help",
                "line",
                "message",
                "severity"
            ]
        );
    }
    assert_eq!(
        list[1],
        serde_json::json!({
            "code": "unknown-value",
            "severity": "error",
            "file": TEAM,
            "line": 3,
            "column": 7,
            "end_line": 3,
            "end_column": 20,
            "message": "`kind` cannot be `志愿者, volunter`",
            "help": "allowed: professional, volunteer, five-elders, lecturers (further kinds are declared in `team_kinds` of site-config.yaml)",
        })
    );
}

#[test]
fn sarif_names_rules_places_and_what_a_column_is() {
    let opened = faulty().open();
    let log: Value =
        serde_json::from_str(&print_sarif(&opened.diagnostics, Lang::Chinese)).expect("it is JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["tool"]["driver"]["name"], "zhandian");
    let rules: Vec<&Value> = run["tool"]["driver"]["rules"]
        .as_array()
        .expect("a list of rules")
        .iter()
        .map(|rule| &rule["id"])
        .collect();
    assert_eq!(rules, ["raw-html", "unknown-value"]);
    let results = run["results"].as_array().expect("a list of results");
    assert_eq!(results.len(), 2);
    for result in results {
        assert!(rules.contains(&&result["ruleId"]));
        assert!(result["message"]["text"].is_string());
    }
    assert_eq!(results[0]["level"], "warning");
    assert_eq!(results[1]["level"], "error");
    let place = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], TEAM);
    assert_eq!(
        place["region"],
        serde_json::json!({"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 20})
    );
}

#[test]
fn sarif_encodes_paths() {
    let site = Site::base();
    site.write("content/pages/规 则.md", "---\ntitle: 规则\n---\n");
    let log: Value = serde_json::from_str(&print_sarif(&site.open().diagnostics, Lang::English))
        .expect("it is JSON");
    assert_eq!(
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "content/pages/%E8%A7%84%20%E5%88%99.md"
    );
}

const CHECK: [&str; 3] = ["check", "--today", TODAY];

/// How a check with more arguments ends.
fn check(site: &Site, more: &[&str]) -> i32 {
    site.run(&[&CHECK, more].concat()).code
}

#[test]
fn a_faultless_site_ends_with_0() {
    let site = Site::base();
    assert_eq!(check(&site, &["--strict"]), 0);
}

#[test]
fn warnings_end_with_0_or_if_strict_with_1() {
    let site = faulty();
    std::fs::remove_file(site.path(TEAM)).expect("the file can be removed");
    assert_eq!(check(&site, &[]), 0);
    assert_eq!(check(&site, &["--strict"]), 1);
    assert_eq!(site.try_build(&["--strict"]).code, 1);
    assert!(!site.path("public").exists());
    assert_eq!(site.try_build(&[]).code, 0);
    assert!(site.has("index.html"));
}

#[test]
fn errors_end_with_1_and_build_nothing() {
    let site = faulty();
    assert_eq!(check(&site, &[]), 1);
    assert_eq!(site.try_build(&[]).code, 1);
    assert!(!site.path("public").exists());
}

#[test]
fn a_severity_of_the_configuration_decides() {
    let site = faulty();
    let config = site.read("site-config.yaml");
    site.write(
        "site-config.yaml",
        format!("{config}severity: {{unknown-value: warning, raw-html: off}}\n"),
    );
    let run = site.run(&[&CHECK[..], &["--format", "short", "--lang", "en"]].concat());
    assert_eq!(run.code, 0);
    assert_eq!(
        run.stdout,
        "content/teams/wenyi.md:3:7: warning[unknown-value]: `kind` cannot be `志愿者, volunter`\n"
    );
}

#[test]
fn usage_and_machine_trouble_end_with_2() {
    let site = Site::base();
    for arguments in [
        &["chekc"][..],
        &["check", "--format", "xml"],
        &["check", "--today", "tomorrow"],
        &["check", "--base-url", "example.org"],
        &["check", "--lang", "fr"],
        &["explain", "no-such-code"],
    ] {
        assert_eq!(site.run(arguments).code, 2, "{arguments:?}");
    }
    let nowhere = site.path("nowhere");
    let root = ["--root", nowhere.to_str().expect("it is UTF-8")];
    assert_eq!(bare(&[&CHECK[..], &root].concat()).code, 2);
}

#[test]
fn a_folder_that_is_not_a_site_of_zhandian_is_never_replaced() {
    let site = Site::base();
    let content = site.path("content");
    let output = content.to_str().expect("it is UTF-8");
    assert_eq!(site.run(&["build", "--output", output]).code, 2);
    assert!(content.join("pages/about.md").exists());
}

#[test]
fn machines_read_standard_output_and_people_standard_error() {
    let site = faulty();
    for format in ["short", "json", "github", "sarif"] {
        let run = site.run(&[&CHECK[..], &["--format", format]].concat());
        assert!(!run.stdout.is_empty(), "{format}");
        assert!(run.stderr.is_empty(), "{format}");
    }
    let run = site.run(&CHECK);
    assert!(run.stdout.is_empty());
    let told = run.stderr;
    assert!(told.ends_with("共 1 处错误，1 处警告。`zhandian explain 代号` 可看详细说明。\n"));
    // Not a terminal: no colour.
    assert!(!told.contains('\u{1b}'));
}

#[test]
fn every_code_is_explained_in_both_languages() {
    for rule in zhandian::catalogue::ALL {
        for lang in ["zh-CN", "en"] {
            let told = bare(&["--lang", lang, "explain", rule.code]).stdout;
            assert!(told.starts_with(rule.code), "{told}");
            assert!(told.contains(rule.wrong.lines().next().expect("an example")));
        }
    }
}

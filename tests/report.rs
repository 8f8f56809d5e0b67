//! The report: standards that measure themselves, month by month, and plans with gaps.

mod support;

use serde_json::Value;
use support::{Site, TODAY, markdown, place};

const STANDARDS: &str = "\
- id: eight-haves
  name: 八个有
  applies_to: [study-post]
  items:
    - {id: signage, name: 统一标识}
    - id: monthly-study
      name: 每月至少一次学习活动
      measure: {activities_per_month: 1}
";

fn report(site: &Site, arguments: &[&str]) -> Value {
    report_for(site, TODAY, arguments)
}

fn report_for(site: &Site, today: &str, arguments: &[&str]) -> Value {
    let run = site.run(&[&["report", "--format", "json", "--today", today], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).expect("the report is JSON")
}

fn post(activities: &str) -> Site {
    let fields = format!(
        "{}opened: 2026-03-15\nstandards: {{signage: true}}\nactivities:\n{activities}",
        place("书香驿站")
    );
    Site::small()
        .with("content/standards.yaml", STANDARDS)
        .with(
            "content/study-posts/yuping/shuxiang.md",
            &markdown(&fields, "驿站。"),
        )
}

fn study(starts: &str, more: &str) -> String {
    format!("  - {{title: 学习会, kind: study, starts: {starts}, {more}}}\n")
}

/// The months missed by the only study post of a site.
fn missed(site: &Site) -> Vec<String> {
    let report = report(site, &[]);
    let months = &report["standards"][0]["places"][0]["items"][1]["months_missed"];
    let months = months.as_array().expect("a measured item has months");
    months
        .iter()
        .map(|month| month.as_str().expect("a text").to_owned())
        .collect()
}

#[test]
fn months_are_counted_from_the_opening_and_the_current_one_is_not_missed_yet() {
    let site = post(
        &(study("2026-03-20 09:00", "status: done") + &study("2026-05-20 09:00", "status: done")),
    );
    assert_eq!(missed(&site), ["2026-04", "2026-06"]);
}

#[test]
fn only_study_that_was_held_or_is_certain_counts() {
    for (more, counts) in [
        ("status: done", true),
        ("status: confirmed", true),
        ("status: planned", false),
        ("status: cancelled", false),
    ] {
        let april = missed(&post(&study("2026-04-20 09:00", more))).contains(&"2026-04".to_owned());
        assert_eq!(!april, counts, "{more}");
    }
    let dance = "  - {title: 广场舞, kind: culture, starts: 2026-04-20 19:00, status: done}\n";
    assert!(missed(&post(dance)).contains(&"2026-04".to_owned()));
}

#[test]
fn repeats_are_expanded_and_exceptions_left_out() {
    let repeat = "repeat: FREQ=MONTHLY;BYDAY=1SA, except: [2026-05-02], status: confirmed";
    assert_eq!(
        missed(&post(&study("2026-03-07 09:00", repeat))),
        ["2026-05"]
    );
}

#[test]
fn cancelling_one_activity_of_the_sample_changes_exactly_its_month() {
    let site = Site::sample();
    let of = |report: &Value, id: &str| -> Value {
        let places = report["standards"]
            .as_array()
            .expect("a list")
            .iter()
            .find(|standard| standard["id"] == "eight-haves")
            .expect("the sample has it")["places"]
            .clone();
        let place = places
            .as_array()
            .expect("a list")
            .iter()
            .find(|place| place["id"] == id);
        place.expect("the sample has it").clone()
    };
    let id = "study-posts/yuxi/yuxi-yizhan";
    let before = report_for(&site, "2026-11-23", &[]);
    for standard in before["standards"].as_array().expect("a list") {
        if standard["id"] == "eight-haves" {
            for place in standard["places"].as_array().expect("a list") {
                assert_eq!(
                    place["items"].as_array().expect("a list").len(),
                    8,
                    "{}",
                    place["id"]
                );
            }
        }
    }
    let path = "content/study-posts/yuxi/yuxi-yizhan.md";
    let text = std::fs::read_to_string(site.path(path)).expect("it is there");
    let (first, rest) = text
        .split_once("starts: 2026-05-16")
        .expect("May has one activity");
    let rest = rest.replacen("status: done", "status: cancelled", 1);
    site.write(path, format!("{first}starts: 2026-05-16{rest}"));
    let after = report_for(&site, "2026-11-23", &[]);

    let months = |report: &Value| -> Vec<String> {
        let place = of(report, id);
        let items = place["items"].as_array().expect("a list").clone();
        let monthly = items
            .iter()
            .find(|item| item["measured"] == true)
            .expect("one is measured");
        let missed = monthly["months_missed"].as_array().expect("a list");
        missed
            .iter()
            .map(|month| month.as_str().expect("a text").to_owned())
            .collect()
    };
    let mut expected = months(&before);
    assert!(!expected.contains(&"2026-05".to_owned()));
    expected.push("2026-05".to_owned());
    expected.sort();
    assert_eq!(months(&after), expected);
}

#[test]
fn the_worst_come_first_and_one_town_can_be_looked_at_alone() {
    let good = format!("{}standards: {{signage: true}}\n", place("好驿站"));
    let bad = format!("{}standards: {{signage: false}}\n", place("差驿站"));
    let site = Site::small()
        .with("content/standards.yaml", STANDARDS)
        .with(
            "content/institutes/haikou.md",
            &markdown(&place("海口实践所"), "所。"),
        )
        .with("content/study-posts/haikou/a.md", &markdown(&good, "一。"))
        .with("content/study-posts/yuping/b.md", &markdown(&bad, "二。"));
    let names = |report: Value| -> Vec<String> {
        let places = report["standards"][0]["places"]
            .as_array()
            .expect("a list")
            .clone();
        places
            .iter()
            .map(|place| place["name"].as_str().expect("a text").to_owned())
            .collect()
    };
    assert_eq!(names(report(&site, &[])), ["差驿站", "好驿站"]);
    assert_eq!(names(report(&site, &["--under", "haikou"])), ["好驿站"]);
    assert_eq!(site.run(&["report", "--under", "nowhere"]).code, 2);
}

#[test]
fn every_format_of_the_report_says_the_same() {
    let site = post(&study("2026-03-20 09:00", "status: done"));
    let run = |format| {
        site.run(&["report", "--today", TODAY, "--format", format])
            .stdout
    };
    assert!(
        run("table").contains("缺 2026-04、2026-05、2026-06"),
        "{}",
        run("table")
    );
    assert!(
        run("markdown").contains("| 书香驿站 |"),
        "{}",
        run("markdown")
    );
    assert!(
        run("csv").contains("monthly-study,每月至少一次学习活动,false,2026-04 2026-05 2026-06\r\n")
    );
}

#[test]
fn a_month_without_theme_or_activity_is_told() {
    let site = Site::small()
        .with(
            "content/plans/2026.yaml",
            "months:\n  3: {theme: 学雷锋}\n  4: {}\n",
        )
        .with(
            "content/activities/a.md",
            "---\ntitle: 义诊\nplace: yuping\nstarts: 2026-03-05 09:00\n---\n\n来吧。\n",
        );
    let report = report(&site, &[]);
    let months = &report["plans"][0]["months"];
    assert_eq!(months[2]["faults"], serde_json::json!([]));
    assert_eq!(
        months[3]["faults"],
        serde_json::json!(["no-theme", "no-activity"])
    );
}

//! Every general rule finds its slip in a record of every kind, wherever such a record can stand: alone in a file, in
//! a list, and, for an activity, inside a place.

mod support;

use support::Site;

/// Slips, each on a line of its own that begins with the key, and what is told of the line.
const SLIPS: &[(&str, &[&str])] = &[
    ("title: '  '", &["empty-text"]),
    ("name: '  '", &["empty-text"]),
    (
        "photos: [{src: none.jpg, alt: ''}]",
        &["missing-alt", "missing-picture"],
    ),
    ("tags: 节日、侨乡", &["joined-words"]),
    ("serves: 节日、侨乡", &["joined-words"]),
    ("phone: '12'", &["bad-phone"]),
    ("signup: {phone: '12'}", &["bad-phone"]),
    ("contact: 站长 13800000000", &["private-number"]),
    ("author: 张站长 13800000000", &["private-number"]),
    (
        "standards: {plate: {met: true, photo: none.jpg}}",
        &["missing-picture"],
    ),
];

/// A record with some of the slips, each line of it indented by so many blanks, the first behind `lead`.
fn record(lead: &str, indent: usize, lines: &[&str]) -> String {
    let blanks = " ".repeat(indent);
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        text += if index == 0 { lead } else { &blanks };
        text += line;
        text.push('\n');
    }
    text
}

/// The records of each kind: the file, what it holds around the record, and the lines.
fn sites() -> Vec<(&'static str, String)> {
    const ADDRESS: &str = "address: 测试地址";
    const LOCATION: &str = "location: {lng: 119.38, lat: 25.72, crs: wgs84}";
    const PHOTOS: &str = "photos: [{src: none.jpg, alt: ''}]";
    const ACTIVITY: &[&str] = &[
        "title: '  '",
        "starts: 2026-08-01 09:00",
        PHOTOS,
        "tags: 节日、侨乡",
        "signup: {phone: '12'}",
    ];
    let place = [
        "name: '  '",
        ADDRESS,
        LOCATION,
        PHOTOS,
        "phone: '12'",
        "contact: 站长 13800000000",
        "standards: {plate: {met: true, photo: none.jpg}}",
    ];
    let elsewhere = [ACTIVITY, &["place: yuping/buxingjie"]].concat();
    let project = [
        "title: '  '",
        PHOTOS,
        "tags: 节日、侨乡",
        "serves: 节日、侨乡",
        "phone: '12'",
        "contact: 站长 13800000000",
    ];
    let team = [
        "name: '  '",
        "kind: culture",
        PHOTOS,
        "phone: '12'",
        "contact: 站长 13800000000",
    ];
    let need = [
        "title: '  '",
        "place: yuping/buxingjie",
        "category: 读书",
        "raised: 2026-07-01",
        PHOTOS,
        "tags: 节日、侨乡",
    ];
    let article = [
        "title: '  '",
        "date: 2026-07-01",
        "source: 测试",
        "author: 张站长 13800000000",
        PHOTOS,
        "tags: 节日、侨乡",
    ];
    let alone = |lines: &[&str]| format!("---\n{}---\n\n正文。\n", record("", 0, lines));
    let listed = |lines: &[&str]| record("- id: liebiao\n  ", 2, lines);
    let inside = format!(
        "---\nname: 里面有活动的站\n{ADDRESS}\n{LOCATION}\nactivities:\n{}---\n\n正文。\n",
        record("  - ", 4, ACTIVITY)
    );
    vec![
        ("content/stations/yuping/danyi.md", alone(&place)),
        ("content/stations/yuping/liebiao.yaml", listed(&place)),
        ("content/stations/yuping/huodong.md", inside),
        ("content/activities/danyi.md", alone(&elsewhere)),
        ("content/activities/liebiao.yaml", listed(&elsewhere)),
        ("content/projects/culture/danyi.md", alone(&project)),
        ("content/projects/culture/liebiao.yaml", listed(&project)),
        ("content/teams/danyi.md", alone(&team)),
        ("content/teams/liebiao.yaml", listed(&team)),
        ("content/needs/danyi.md", alone(&need)),
        ("content/needs/liebiao.yaml", listed(&need)),
        ("content/articles/danyi.md", alone(&article)),
        ("content/articles/liebiao.yaml", listed(&article)),
        ("content/pages/danyi.md", alone(&["title: '  '", PHOTOS])),
        ("content/platforms/danyi.md", alone(&["name: '  '"])),
        (
            "content/standards.yaml",
            "- id: danyi\n  name: '  '\n  tiers: [station]\n  items:\n    - {id: plate, name: 挂牌}\n".to_owned(),
        ),
    ]
}

#[test]
fn every_general_rule_finds_its_slip_in_a_record_of_every_kind() {
    let mut found_of_all = 0;
    for (file, text) in sites() {
        let site = Site::small().with("content/platforms/culture.yaml", "name: 文化平台\n");
        let site = site.with(file, &text);
        let mut expected: Vec<String> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_start_matches([' ', '-']);
            let slip = SLIPS.iter().find(|(slip, _)| *slip == line);
            let codes = slip.map_or(&[] as &[&str], |(_, codes)| codes);
            expected.extend(
                codes
                    .iter()
                    .map(|code| format!("{file}:{} {code}", index + 1)),
            );
        }
        expected.sort();
        let told = told(&site, file);
        assert_eq!(told, expected, "{file}:\n{text}");
        found_of_all += expected.len();
    }
    assert!(found_of_all > 60, "{found_of_all}");
}

/// What a check tells of a file by the rules of the slips, as `FILE:LINE CODE`.
fn told(site: &Site, file: &str) -> Vec<String> {
    let known = |code: &str| SLIPS.iter().any(|(_, codes)| codes.contains(&code));
    let run = site.run(&["check", "--today", support::TODAY, "--format", "json"]);
    let report: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).expect("it is JSON");
    let diagnostics = report.iter();
    let mut told: Vec<String> = diagnostics
        .filter(|told| told["file"] == file && told["code"].as_str().is_some_and(known))
        .map(|told| {
            let (line, code) = (&told["line"], told["code"].as_str());
            format!("{file}:{line} {}", code.unwrap_or_default())
        })
        .collect();
    told.sort();
    told
}

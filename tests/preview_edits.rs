//! A preview that takes shortcuts shows what a fresh one shows, whatever is edited in whatever order.

mod support;

use std::collections::HashSet;
use std::path::PathBuf;

use support::{CONFIG, Site, TODAY, markdown, place};
use zhandian::serve::Preview;
use zhandian::site::{Options, Renderer, Today};
use zhandian::text::Lang;

/// How many edits are tried in a row.
const EDITS: usize = 200;

/// The next of a fixed series of numbers below `limit` (Knuth's MMIX generator).
struct Series(u64);

impl Series {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % limit
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// A version of one of a few files, with every kind of thing that a link may depend on.
fn version(series: &mut Series) -> (&'static str, Option<String>) {
    let number = series.below(100);
    let phone = format!("0591-0000-00{number:02}");
    let heading = series.pick(&["## 做法", "## 成效", "## 做法 {#ways}"]);
    let sound = [
        "[站](/stations/yuping/a.md)",
        "[月](/activities/)",
        "没有链接。",
    ];
    let risky = [
        "[站](/stations/yuping/b.md#做法)",
        "[文](/articles/one.md#ways)",
        "[页](/activities/2026/07/)",
        "![图](/stations/yuping/picture.png)",
    ];
    let link = match series.below(10) {
        0 => series.pick(&risky),
        _ => series.pick(&sound),
    };
    let body = format!("{heading}\n\n第{number}版。{link}");
    let repeat = series.pick(&["", "repeat: FREQ=WEEKLY;COUNT=3\n", "audience: 老人\n"]);
    let flag = match series.below(10) {
        0 => "draft: true\n",
        1 => "aliases: /old/\n",
        2 => "brand: 书香\n",
        _ => "",
    };
    let station = |name: &str, more: &str| {
        let fields = format!("{}phone: {phone}\n{flag}{more}", place(name));
        markdown(&fields, &body)
    };
    let inline = format!(
        "activities:\n  - {{title: 第{number}次, starts: 2026-0{}-09 09:00, status: {}}}\n",
        7 + series.below(2),
        series.pick(&["done", "confirmed"]),
    );
    let teams = match series.below(10) {
        0 => "teams: [nobody]\n",
        1..4 => "teams: [dui]\n",
        _ => "",
    };
    let is_gone = series.below(10) == 0;
    match series.below(8) {
        0 => (
            "content/stations/yuping/a.md",
            Some(station("甲站", &inline)),
        ),
        1 => ("content/stations/yuping/b.md", Some(station("乙站", teams))),
        2 if is_gone => ("content/stations/yuping/b.md", None),
        2 => (
            "content/stations/yuping/picture.png",
            Some("a picture".to_owned()),
        ),
        3 => (
            "content/teams/dui.md",
            Some(markdown(
                &format!("name: 第{number}队\nkind: volunteer\nplace: yuping/a\n"),
                &body,
            )),
        ),
        4 => (
            "content/activities/walk.md",
            Some(markdown(
                &format!(
                    "title: 第{number}场\nplace: yuping/a\nstarts: 2026-07-16 09:00\ncapacity: {number}\n{repeat}{flag}"
                ),
                &body,
            )),
        ),
        5 => (
            "content/articles/one.md",
            Some(markdown(
                &format!(
                    "title: 第{number}篇\ndate: 2026-07-0{}\nsource: 本站\nplaces: [yuping/b]\ntags: [戏]\n{flag}",
                    1 + series.below(9)
                ),
                &body,
            )),
        ),
        6 => (
            "content/activities/list.yaml",
            Some(format!(
                "- {{id: sing, title: 第{number}首, place: yuping/a, starts: 2026-07-20 19:00}}\n- {{id: read, title: 读书, place: yuping/b, starts: 2026-07-2{} 19:00}}\n",
                series.below(9)
            )),
        ),
        _ => (
            "content/pages/about.md",
            Some(markdown(
                &format!("title: 关于{number}\nmenu: {}\n", number.is_multiple_of(3)),
                &body,
            )),
        ),
    }
}

/// A version of one of the files that make the systems of the network, the site and its looks.
fn version_of_systems(series: &mut Series) -> (&'static str, Option<String>) {
    let number = series.below(100);
    let flag = match series.below(8) {
        0 => "draft: true\n",
        1 => "brand: 书香\n",
        _ => "",
    };
    match series.below(9) {
        8 => {
            let name = series.pick(&["robots.txt", "robots.txt", "CNAME", "feed.xml"]);
            let file = match name {
                "robots.txt" => "content/root/robots.txt",
                "CNAME" => "content/root/CNAME",
                _ => "content/root/feed.xml",
            };
            // What takes the place of a feed goes soon, so that there is a faultless site now and then.
            let is_there = name != "feed.xml" || series.below(8) == 0;
            (file, is_there.then(|| format!("Disallow: /{number}/\n")))
        }
        0 => (
            "site-config.yaml",
            Some(format!(
                "{CONFIG}theme: own\ndescription: 第{number}句\n{}",
                series.pick(&["", "", "articles_per_page: 1\n", "language: en\n"])
            )),
        ),
        1 => (
            "content/platforms.yaml",
            Some(format!(
                "- {{id: theory, name: 理论{number}}}\n- {{id: culture, name: 文化, summary: 第{number}句}}\n"
            )),
        ),
        2 => (
            "content/projects/culture/xi.md",
            Some(markdown(
                &format!(
                    "title: 第{number}出\nprovider: dui\nserves: [{}]\nstatus: {}\n{flag}",
                    series.pick(&["看戏", "写春联"]),
                    series.pick(&["active", "paused"]),
                ),
                "唱戏。",
            )),
        ),
        3 => (
            "content/needs/kan.md",
            Some(markdown(
                &format!(
                    "title: 第{number}件\nplace: yuping/a\ncategory: {}\nraised: 2026-0{}-15\nstatus: open\n",
                    series.pick(&["看戏", "写春联"]),
                    1 + series.below(6),
                ),
                "想看。",
            )),
        ),
        4 => (
            "content/plans/2026.yaml",
            Some(format!(
                "months:\n  6:\n    theme: 第{number}题\n    nodes: [{{lunar: 5-5, name: 端午, lead: {}}}]\n",
                series.pick(&["fuqing", "dui", "dui", "nobody"]),
            )),
        ),
        5 => (
            "content/standards.yaml",
            Some(format!(
                "- id: three\n  name: 三有\n  applies_to: [{}]\n  items: [{{id: sign, name: 牌{number}}}, {{id: monthly, name: 每月, measure: {{activities_per_month: 1}}}}]\n",
                series.pick(&["station", "institute"]),
            )),
        ),
        6 => (
            "content/activities/study.md",
            Some(markdown(
                &format!(
                    "title: 学第{number}课\nplace: yuping/a\nkind: study\nstarts: 2026-0{}-03 09:00\nstatus: {}\n{flag}",
                    5 + series.below(3),
                    series.pick(&["done", "cancelled"]),
                ),
                "学习。",
            )),
        ),
        _ => (
            "themes/own/texts/zh-CN.yaml",
            Some(format!("activities: 活动{number}\n")),
        ),
    }
}

/// What the files say at first.
const FIRST: [(&str, &str); 4] = [
    ("themes/own/theme.yaml", "api: 1\nparent: default\n"),
    (
        "content/stations/yuping/a.md",
        "---\nname: 甲站\naddress: 某路1号\nlocation: {lng: 119.38, lat: 25.72, crs: wgs84}\n---\n\n甲。\n",
    ),
    (
        "content/stations/yuping/b.md",
        "---\nname: 乙站\naddress: 某路2号\nlocation: {lng: 119.38, lat: 25.72, crs: wgs84}\n---\n\n## 做法\n\n乙。\n",
    ),
    (
        "content/teams/dui.md",
        "---\nname: 队\nkind: volunteer\n---\n",
    ),
];

fn options(site: &Site, drafts: bool) -> Options {
    Options {
        root: site.root().to_owned(),
        today: Today::Day(TODAY.parse().expect("a day")),
        drafts,
        base_url: None,
        strict: false,
    }
}

/// Every file that a preview makes of the content, by its path.
fn files(preview: &Preview) -> Vec<(String, Vec<u8>)> {
    let Some(site) = preview.state().site else {
        return Vec::new();
    };
    let renderer = Renderer::new(&site).expect("the theme is sound");
    let routes = site.table.routes().iter();
    let pages = routes.map(|route| {
        let mut page = Vec::new();
        let rendered = renderer.page(route, &mut page);
        assert!(rendered.is_ok(), "the theme is sound");
        (route.path(&site.network).into_owned(), page)
    });
    let index = renderer.search_index();
    let paths = index.paths().into_iter();
    let index = paths.map(|path| {
        let file = index.file(&path).expect("it names what it has");
        (path.clone(), file.as_bytes().to_vec())
    });
    pages.chain(index).collect()
}

/// Edits the files again and again, and compares the preview that follows with a fresh one after each time.
fn follow(
    seed: u64,
    drafts: bool,
    version: impl Fn(&mut Series) -> (&'static str, Option<String>),
) {
    let site = Site::small().with("site-config.yaml", CONFIG);
    let options = options(&site, drafts);
    let mut series = Series(seed);
    for (path, text) in FIRST {
        site.write(path, text);
    }
    let mut preview = Preview::open(&options, Some(Lang::Chinese)).expect("it opens");
    let mut faultless = 0;
    for edit in 0..EDITS {
        let mut touched: HashSet<PathBuf> = HashSet::new();
        for _ in 0..=series.below(2) {
            let (path, text) = version(&mut series);
            match text {
                Some(text) => site.write(path, text),
                // It may not have been there.
                None => drop(std::fs::remove_file(site.path(path))),
            }
            touched.insert(site.path(path));
        }
        let update = preview.refresh(&touched).expect("everything is readable");
        let fresh = Preview::open(&options, Some(Lang::Chinese)).expect("it opens");
        if let Some(update) = update {
            assert_eq!(
                update.text,
                fresh.first_update().text,
                "edit {edit}: {touched:?}"
            );
        }
        if fresh.state().site.is_some() {
            faultless += 1;
            for (shown, expected) in files(&preview).iter().zip(&files(&fresh)) {
                assert!(
                    shown == expected,
                    "edit {edit}: {touched:?}: {}",
                    expected.0
                );
            }
            assert_eq!(files(&preview).len(), files(&fresh).len(), "edit {edit}");
        }
    }
    let last = preview.state().trouble;
    assert!(faultless > EDITS / 4, "{faultless}: {last}");
}

#[test]
fn a_long_series_of_edits_shows_what_a_fresh_preview_shows() {
    follow(20_260_709, false, version);
}

#[test]
fn with_drafts_too() {
    follow(20_260_710, true, version);
}

#[test]
fn so_do_edits_of_systems_configuration_and_theme() {
    follow(20_260_712, true, |series| match series.below(3) {
        0 => version(series),
        _ => version_of_systems(series),
    });
}

//! A preview that takes shortcuts shows what a fresh one shows, whatever is edited in whatever order.

mod support;

use std::collections::HashSet;
use std::path::PathBuf;

use support::{CONFIG, Random, Site, Tree, differing, markdown, place};
use zhandian::serve::Preview;
use zhandian::site::{Options, Renderer};
use zhandian::text::Lang;

/// How many edits are tried in a row.
const EDITS: usize = 200;

/// A version of one of a few files, with every kind of thing that a link may depend on.
fn version(random: &mut Random) -> (&'static str, Option<String>) {
    let number = random.below(100);
    let phone = format!("0591-0000-00{number:02}");
    let heading = random.of(&["## 做法", "## 成效", "## 做法 {#ways}"]);
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
    let link = match random.below(10) {
        0 => random.of(&risky),
        _ => random.of(&sound),
    };
    let body = format!("{heading}\n\n第{number}版。{link}");
    let repeat = random.of(&["", "repeat: FREQ=WEEKLY;COUNT=3\n", "audience: 老人\n"]);
    let flag = match random.below(10) {
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
        7 + random.below(2),
        random.of(&["done", "confirmed"]),
    );
    let teams = match random.below(10) {
        0 => "teams: [nobody]\n",
        1..4 => "teams: [dui]\n",
        _ => "",
    };
    let is_gone = random.below(10) == 0;
    match random.below(8) {
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
                    1 + random.below(9)
                ),
                &body,
            )),
        ),
        6 => (
            "content/activities/list.yaml",
            Some(format!(
                "- {{id: sing, title: 第{number}首, place: yuping/a, starts: 2026-07-20 19:00}}\n- {{id: read, title: 读书, place: yuping/b, starts: 2026-07-2{} 19:00}}\n",
                random.below(9)
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
fn version_of_systems(random: &mut Random) -> (&'static str, Option<String>) {
    let number = random.below(100);
    let flag = match random.below(8) {
        0 => "draft: true\n",
        1 => "brand: 书香\n",
        _ => "",
    };
    match random.below(9) {
        8 => {
            let name = random.of(&["robots.txt", "robots.txt", "CNAME", "feed.xml"]);
            let file = match name {
                "robots.txt" => "content/root/robots.txt",
                "CNAME" => "content/root/CNAME",
                _ => "content/root/feed.xml",
            };
            // What takes the place of a feed goes soon, so that there is a faultless site now and then.
            let is_there = name != "feed.xml" || random.below(8) == 0;
            (file, is_there.then(|| format!("Disallow: /{number}/\n")))
        }
        0 => (
            "site-config.yaml",
            Some(format!(
                "{CONFIG}theme: own\ndescription: 第{number}句\n{}",
                random.of(&["", "", "articles_per_page: 1\n", "language: en\n"])
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
                    random.of(&["看戏", "写春联"]),
                    random.of(&["active", "paused"]),
                ),
                "唱戏。",
            )),
        ),
        3 => (
            "content/needs/kan.md",
            Some(markdown(
                &format!(
                    "title: 第{number}件\nplace: yuping/a\ncategory: {}\nraised: 2026-0{}-15\nstatus: open\n",
                    random.of(&["看戏", "写春联"]),
                    1 + random.below(6),
                ),
                "想看。",
            )),
        ),
        4 => (
            "content/plans/2026.yaml",
            Some(format!(
                "months:\n  6:\n    theme: 第{number}题\n    nodes: [{{lunar: 5-5, name: 端午, lead: {}}}]\n",
                random.of(&["fuqing", "dui", "dui", "nobody"]),
            )),
        ),
        5 => (
            "content/standards.yaml",
            Some(format!(
                "- id: three\n  name: 三有\n  applies_to: [{}]\n  items: [{{id: sign, name: 牌{number}}}, {{id: monthly, name: 每月, measure: {{activities_per_month: 1}}}}]\n",
                random.of(&["station", "institute"]),
            )),
        ),
        6 => (
            "content/activities/study.md",
            Some(markdown(
                &format!(
                    "title: 学第{number}课\nplace: yuping/a\nkind: study\nstarts: 2026-0{}-03 09:00\nstatus: {}\n{flag}",
                    5 + random.below(3),
                    random.of(&["done", "cancelled"]),
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

/// Every file that a site makes of the content, by its path.
fn files(site: &zhandian::site::Site) -> Tree {
    let renderer = Renderer::new(site).expect("the theme is sound");
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

/// Edits the files again and again, and compares the preview that follows with a fresh one after each time: both find
/// the same faults, a faultless site has the same pages in both, and a faulty one leaves the pages of the last that
/// was faultless.
fn follow(
    seed: u64,
    drafts: bool,
    version: impl Fn(&mut Random) -> (&'static str, Option<String>),
) {
    let site = Site::small();
    let options = Options {
        drafts,
        ..site.options()
    };
    let mut random = Random(seed);
    for (path, text) in FIRST {
        site.write(path, text);
    }
    let mut preview = Preview::open(&options, Some(Lang::Chinese)).expect("it opens");
    let mut told = preview.first_update().text;
    let mut last_good = Tree::new();
    let (mut faultless, mut kept) = (0, 0);
    for edit in 0..EDITS {
        let mut touched: HashSet<PathBuf> = HashSet::new();
        for _ in 0..=random.below(2) {
            let (path, text) = version(&mut random);
            match text {
                Some(text) => site.write(path, text),
                // It may not have been there.
                None => drop(std::fs::remove_file(site.path(path))),
            }
            touched.insert(site.path(path));
        }
        let update = preview.refresh(&touched).expect("everything is readable");
        let fresh = Preview::open(&options, Some(Lang::Chinese)).expect("it opens");
        // Where there is no update, what was told before still holds.
        told = update.map_or(told, |update| update.text);
        assert_eq!(told, fresh.first_update().text, "edit {edit}: {touched:?}");
        let (shown, expected) = (preview.state(), fresh.state());
        assert_eq!(shown.trouble, expected.trouble, "edit {edit}: {touched:?}");
        match expected.site {
            Some(expected) => {
                assert!(shown.trouble.is_empty(), "edit {edit}: {}", shown.trouble);
                faultless += 1;
                last_good = files(&expected);
            }
            None => {
                assert!(!shown.trouble.is_empty(), "edit {edit}: {touched:?}");
                kept += usize::from(!last_good.is_empty());
            }
        }
        let shown = shown.site.map_or_else(Tree::new, |shown| files(&shown));
        let differing = differing(&shown, &last_good);
        assert!(
            differing.is_empty(),
            "edit {edit}: {touched:?}: {differing:?}"
        );
    }
    assert!(faultless > EDITS / 4, "only {faultless}: {told}");
    assert!(kept > EDITS / 8, "pages were kept only {kept} times");
}

#[test]
fn after_each_edit_of_content_a_preview_shows_what_a_fresh_one_shows() {
    follow(20_260_709, false, version);
}

#[test]
fn after_each_edit_of_content_a_preview_of_drafts_shows_what_a_fresh_one_shows() {
    follow(20_260_710, true, version);
}

#[test]
fn after_each_edit_of_systems_configuration_and_theme_a_preview_shows_what_a_fresh_one_shows() {
    follow(20_260_712, true, |random| match random.below(3) {
        0 => version(random),
        _ => version_of_systems(random),
    });
}

/// Both read with one loader. Whoever read this one whole would not come to an end of it.
#[test]
fn a_file_that_has_grown_too_large_is_told_as_a_build_tells_it_and_not_read() {
    const BYTES: u64 = 1 << 36;
    let site = Site::small().with("site-config.yaml", CONFIG);
    for (path, text) in FIRST {
        site.write(path, text);
    }
    let options = site.options();
    let mut preview = Preview::open(&options, Some(Lang::Chinese)).expect("it opens");
    assert_eq!(preview.first_update().text, "");
    let station = "content/stations/yuping/a.md";
    let path = site.path(station);
    let file = std::fs::File::create(&path).expect("it can be written");
    file.set_len(BYTES)
        .expect("the system knows files with holes");
    let update = preview.refresh(&HashSet::from([path]));
    let told = update
        .expect("everything is readable")
        .expect("it changed")
        .diagnostics;
    assert_eq!(
        told,
        zhandian::site::Site::open(&options)
            .expect("it is read")
            .diagnostics
    );
    let codes: Vec<_> = told
        .iter()
        .map(|fault| (&*fault.file, fault.rule.code))
        .collect();
    assert_eq!(codes, [(station, "file-too-large")]);
}

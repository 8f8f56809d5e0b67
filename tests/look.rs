//! The default theme keeps what it promises to residents: colours that can be read, a strict policy without
//! anything inline, large print without scripts, a month as on the wall, hours for the script, standards by town.

mod support;

use support::{CONFIG, Site, html, markdown, place, repository};
use zhandian::config::{Color, DARK_PAPER, LEAST_CONTRAST, PAPER};
use zhandian::yaml::TextValue;

fn style() -> String {
    let path = repository().join("themes/default/static/style.css");
    std::fs::read_to_string(path).expect("the default theme is there")
}

fn color(text: &str) -> Color {
    Color::parse(text).expect("a colour")
}

/// The rules of the style sheet that set a ground, each with its ground and the colours that write on it.
fn palettes(css: &str) -> Vec<(Color, Vec<(String, Color)>)> {
    css.split('{')
        .filter_map(|rule| rule.split_once('}').map(|(body, _)| body))
        .filter(|body| body.contains("--paper:"))
        .map(|body| {
            let mut ground = None;
            let mut colors = Vec::new();
            for declaration in body.split(';') {
                let Some((name, value)) = declaration.trim().split_once(':') else {
                    continue;
                };
                let Some((_, hex)) = value.rsplit_once('#') else {
                    continue;
                };
                let found = color(hex.trim_end_matches(')'));
                match name {
                    "--paper" => ground = Some(found),
                    // Lines and fields that nothing is written in.
                    "--rule" | "--wash" | "--edge" => {}
                    name => colors.push((name.to_owned(), found)),
                }
            }
            (ground.expect("a ground"), colors)
        })
        .collect()
}

#[test]
fn every_colour_of_the_theme_can_be_read_on_its_ground() {
    let css = style();
    let palettes = palettes(&css);
    assert!(palettes.len() >= 7, "light, dark, high contrast, print");
    let grounds: Vec<Color> = palettes.iter().map(|(ground, _)| *ground).collect();
    assert!(
        grounds.contains(&PAPER) && grounds.contains(&DARK_PAPER),
        "the program checks configured colours against the theme's own grounds"
    );
    for (ground, colors) in palettes {
        assert!(colors.len() >= 5, "{ground}: {colors:?}");
        for (name, color) in colors {
            let contrast = color.contrast(ground);
            assert!(
                contrast >= LEAST_CONTRAST,
                "{name} {color} on {ground}: {contrast}"
            );
        }
    }
}

#[test]
fn a_network_sets_its_colours_without_anything_inline() {
    let site = Site::small().with(
        "site-config.yaml",
        &format!("{CONFIG}colors:\n  accent: \"#7a1f5c\"\n"),
    );
    site.build(&[]);
    let sheet = site.page("static/colors.css");
    assert!(sheet.contains("--own-accent:#7a1f5c"), "{sheet}");
    let (_, dark) = sheet
        .split_once("--own-accent-dark:")
        .expect("a dark shade");
    assert!(color(&dark[..7]).contrast(DARK_PAPER) >= LEAST_CONTRAST);
    assert!(
        site.page("index.html")
            .contains("href=\"/static/colors.css\"")
    );

    let plain = Site::small();
    plain.build(&[]);
    assert!(!plain.has("static/colors.css"));
    assert!(!plain.page("index.html").contains("colors.css"));
}

#[test]
fn a_network_shows_its_own_emblem() {
    let site = Site::small().with(
        "site-config.yaml",
        &format!("{CONFIG}emblem: /pages/emblem.png\n"),
    );
    let png = std::fs::read(repository().join("themes/default/static/emblem.png"))
        .expect("the default theme has one");
    site.write("content/pages/emblem.png", &png);
    site.build(&[]);
    let page = html::read(&site.page("stations/yuping/buxingjie/index.html")).expect("sound");
    let header = page.tags.iter().find(|tag| tag.name == "img").expect("it");
    let src = header.get("src").expect("an address");
    assert!(src.starts_with("/media/"), "{src}");
    assert!(site.has(src.trim_start_matches('/')));
    let icon = page.tags.iter().find(|tag| tag.get("rel") == Some("icon"));
    assert_eq!(icon.and_then(|tag| tag.get("href")), Some(src));
}

#[test]
fn every_page_forbids_what_is_inline_and_holds_to_it() {
    let site = Site::small()
        .with(
            "content/stations/yuping/buxingjie.md",
            &markdown(
                &format!("{}hours: 24/7\naliases: /old/\n", place("步行街")),
                "| 甲 |\n| :-: |\n| 乙 |",
            ),
        )
        .with(
            "content/activities/a.md",
            &markdown(
                "title: 读书\nplace: yuping\nstarts: 2026-07-10 09:00\n",
                "来吧。",
            ),
        );
    site.build(&[]);
    let pages = site.public();
    let pages = pages.iter().filter(|(path, _)| path.ends_with(".html"));
    for (path, bytes) in pages {
        let page = html::read(std::str::from_utf8(bytes).expect("UTF-8")).expect("sound");
        let policy = page
            .tags
            .iter()
            .find(|tag| tag.get("http-equiv") == Some("Content-Security-Policy"))
            .and_then(|tag| tag.get("content"))
            .unwrap_or_else(|| panic!("{path} has a policy"));
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        for tag in &page.tags {
            assert_ne!(tag.name, "style", "{path}");
            let is_data = tag.get("type") == Some("application/ld+json");
            assert!(
                tag.name != "script" || is_data || tag.get("src").is_some(),
                "{path}: a script within the page"
            );
            for (name, _) in &tag.attributes {
                assert!(name != "style" && !name.starts_with("on"), "{path}: {name}");
            }
        }
    }
}

#[test]
fn large_print_is_a_plain_link_on_every_page() {
    let site = Site::small();
    site.build(&[]);
    let css = style();
    assert!(css.contains(":root:target"), "the address switches it on");
    for path in ["index.html", "stations/index.html", "404.html"] {
        let page = html::read(&site.page(path)).expect("sound");
        assert_eq!(page.tags[0].get("id"), Some("dazi"), "{path}");
        let leads = |href| {
            let mut links = page.tags.iter().filter(|tag| tag.name == "a");
            links.any(|tag| tag.get("href") == Some(href))
        };
        assert!(leads("#dazi") && leads("#top"), "{path}");
    }
    assert!(
        !css.contains("text-size-adjust"),
        "the size that a reader has set in WeChat stays"
    );
}

#[test]
fn what_needs_a_script_is_hidden_without_one() {
    let fields = format!("{}hours: Mo-Fr 08:30-17:30\n", place("步行街"));
    let site = Site::small()
        .with(
            "content/stations/yuping/buxingjie.md",
            &markdown(&fields, "站。"),
        )
        .with(
            "content/articles/a.md",
            &markdown("title: 文\ndate: 2026-06-01\nsource: 示例\n", "正文。"),
        );
    site.build(&[]);
    for (path, name) in [
        ("stations/yuping/buxingjie/index.html", "data-open"),
        ("articles/a/index.html", "data-aloud"),
    ] {
        let page = html::read(&site.page(path)).expect("sound");
        let tag = page.tags.iter().find(|tag| tag.get(name).is_some());
        let tag = tag.unwrap_or_else(|| panic!("{path}: {name}"));
        assert!(tag.get("hidden").is_some(), "{path}");
    }
    assert!(
        site.page("stations/yuping/buxingjie/index.html")
            .contains("周一至周五"),
        "the hours stand in words"
    );
}

#[test]
fn the_script_is_told_the_hours_of_fourteen_days() {
    let fields = format!(
        "{}hours: Mo-Fr 08:30-11:30,14:30-17:30; Sa 20:00-26:00; PH off\n",
        place("步行街")
    );
    let site = Site::small().with(
        "content/stations/yuping/buxingjie.md",
        &markdown(&fields, "站。"),
    );
    let told = |today: &str| {
        site.run(&["build", "--today", today]);
        let page = html::read(&site.page("stations/yuping/buxingjie/index.html")).expect("sound");
        let tag = page.tags.iter().find(|tag| tag.get("data-open").is_some());
        tag.and_then(|tag| tag.get("data-open"))
            .unwrap_or_default()
            .to_owned()
    };
    // 2026-07-09 is a Thursday.
    assert_eq!(
        told("2026-07-09"),
        "510-690,870-1050;1200-1560;|00120000012000"
    );
    // 1 to 7 October are holidays.
    assert_eq!(
        told("2026-10-01"),
        ";510-690,870-1050;1200-1560|00000001120111"
    );
}

#[test]
fn holidays_that_are_not_announced_are_owned_up_to() {
    let fields = format!("{}hours: Mo-Fr 08:30-17:30; PH off\n", place("步行街"));
    let site = Site::small().with(
        "content/stations/yuping/buxingjie.md",
        &markdown(&fields, "站。"),
    );
    let page = |today: &str| {
        site.run(&["build", "--today", today]);
        site.page("stations/yuping/buxingjie/index.html")
    };
    assert!(!page("2026-12-01").contains("节假日的安排还没有公布"));
    assert!(page("2029-12-25").contains("节假日的安排还没有公布"));
}

#[test]
fn a_month_is_a_calendar_with_the_names_of_its_days() {
    let activity = |id: &str, day: &str| {
        (
            format!("content/activities/{id}.md"),
            markdown(
                &format!("title: 活动{id}\nplace: yuping\nstarts: 2026-10-{day} 09:00\n"),
                "来吧。",
            ),
        )
    };
    let mut site = Site::small().with(
        "content/plans/2026.yaml",
        "months:\n  10:\n    theme: 敬老\n    nodes:\n      - {lunar: 9-9, name: 重阳}\n",
    );
    for (path, text) in [("a", "18"), ("b", "18"), ("c", "23")].map(|(id, day)| activity(id, day)) {
        site = site.with(&path, &text);
    }
    site.build(&[]);
    let source = site.page("activities/2026/10/index.html");
    let page = html::read(&source).expect("sound");
    let cells = page.tags.iter().filter(|tag| tag.name == "td").count();
    assert_eq!(
        cells, 35,
        "October 2026 begins on a Thursday and takes five weeks"
    );
    let cell = |date: &str| {
        let (_, rest) = source
            .split_once(&format!("href=\"#day-{date}\""))
            .unwrap_or_else(|| panic!("{date} leads to its list"));
        rest.split("</td>").next().expect("its cell").to_owned()
    };
    let ninth = cell("2026-10-18");
    assert!(ninth.contains("重阳") && ninth.contains("2 场"), "{ninth}");
    assert!(cell("2026-10-23").contains("霜降"), "a solar term");
    assert!(
        source.contains("九月"),
        "the first day of a lunar month names it"
    );
    assert!(source.contains("id=\"day-2026-10-23\""));
}

#[test]
fn standards_are_told_by_town_and_the_worst_first() {
    let station = |name: &str, mark: &str| {
        markdown(
            &format!("{}standards: {{signage: {mark}}}\n", place(name)),
            "站。",
        )
    };
    let site = Site::small()
        .with(
            "content/standards.yaml",
            "- id: three\n  name: 三有\n  applies_to: [station]\n  items:\n    - {id: signage, name: 有标识}\n",
        )
        .with("content/stations/yuping/buxingjie.md", &station("步行街站", "true"))
        .with("content/stations/yuping/wenhua.md", &station("文化街站", "false"))
        .with(
            "content/institutes/haikou.md",
            &markdown(&place("海口实践所"), "所。"),
        )
        .with("content/stations/haikou/a.md", &station("甲站", "true"))
        .with(
            "content/institutes/kong.md",
            &markdown(&place("空实践所"), "所。"),
        );
    site.build(&[]);
    let overview = site.page("standards/index.html");
    let at = |text: &str| overview.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(
        at("/standards/yuping/") < at("/standards/haikou/"),
        "the worst town first"
    );
    assert!(
        !overview.contains("步行街站"),
        "places are on the pages of their towns"
    );
    assert!(
        !site.has("standards/kong/index.html"),
        "nothing there is to be met"
    );
    let town = site.page("standards/yuping/index.html");
    let at = |text: &str| town.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at("文化街站") < at("步行街站"), "the worst place first");
}

#[test]
fn the_name_of_a_place_breaks_before_its_tier() {
    let site = Site::small().with(
        "content/stations/yuping/buxingjie.md",
        &markdown(&place("步行街社区新时代文明实践站"), "站。"),
    );
    site.build(&[]);
    let page = site.page("stations/yuping/buxingjie/index.html");
    assert!(page.contains("步行街社区<wbr>新时代文明实践站</h1>"));
    assert!(
        site.page("institutes/yuping/index.html")
            .contains("玉屏实践所</h1>")
    );
}

#[test]
fn a_place_without_a_number_says_whose_number_it_shows() {
    let site = Site::small().with(
        "site-config.yaml",
        &format!("{CONFIG}order: {{phone: 0591-0000-0000}}\n"),
    );
    site.write(
        "content/centers/fuqing.md",
        markdown(
            &format!("{}phone: 0591-0000-1111\n", place("实践中心")),
            "中心。",
        ),
    );
    site.build(&[]);
    let note = "这里没有留电话，打的是点单电话";
    assert!(
        site.page("stations/yuping/buxingjie/index.html")
            .contains(note)
    );
    assert!(!site.page("centers/fuqing/index.html").contains(note));
}

#[test]
fn study_posts_are_in_the_menu_when_there_are_any() {
    let menu = r#"<nav class="sections""#;
    let has_posts = |site: &Site| {
        site.build(&[]);
        let home = site.page("index.html");
        let (_, menu) = home.split_once(menu).expect("a menu");
        let (menu, _) = menu.split_once("</nav>").expect("it ends");
        menu.contains("学习驿站</a>")
    };
    let site = Site::small();
    assert!(!has_posts(&site));
    site.write(
        "content/study-posts/yuping/shuxiang.md",
        markdown(&place("书香驿站"), "驿站。"),
    );
    assert!(has_posts(&site));
}

#[test]
fn the_caption_of_a_map_speaks_of_lines_that_are_there() {
    let dashed = "虚线不是行政区划界线";
    let site = Site::small();
    site.build(&[]);
    let one_town = site.page("map/index.html");
    assert!(!one_town.contains("map-borders") && !one_town.contains(dashed));
    let elsewhere = place("龙田实践所").replace("25.7", "25.6");
    site.write(
        "content/institutes/longtian.md",
        markdown(&elsewhere, "所。"),
    );
    site.build(&[]);
    let two_towns = site.page("map/index.html");
    assert!(two_towns.contains("map-borders") && two_towns.contains(dashed));
}

#[test]
fn the_sheet_of_an_institute_names_what_is_on_at_its_stations() {
    let site = Site::small();
    site.write(
        "content/activities/yizhen.md",
        markdown(
            "title: 义诊\nplace: yuping/buxingjie\nstarts: 2026-07-16 09:00\nstatus: confirmed\n",
            "义诊。",
        ),
    );
    site.build(&[]);
    let sheet = site.page("institutes/yuping/poster/index.html");
    assert!(sheet.contains("义诊</strong> 步行街实践站"), "{sheet}");
    let own = site.page("stations/yuping/buxingjie/poster/index.html");
    assert!(own.contains("义诊</strong></li>"), "{own}");
}

//! The systems of a practice network as residents see them: supply and demand, plan, brands, freshness.

mod support;

use support::{Site, markdown, place};

const PLATFORMS: &str = "- {id: culture, name: 文化服务}\n- {id: health, name: 健康服务}\n";

fn project(title: &str, more: &str) -> String {
    markdown(&format!("title: {title}\n{more}"), "项目介绍。")
}

/// An open need in a village, a project of its town and one of the center that serve it.
fn demand() -> Site {
    Site::small()
        .with("content/platforms.yaml", PLATFORMS)
        .with(
            "content/projects/culture/shi.md",
            &project(
                "全市送戏",
                "serves: [唱戏]\ncovers: [fuqing]\ncapacity: 500\n",
            ),
        )
        .with(
            "content/projects/culture/zhen.md",
            &project(
                "镇里送戏",
                "serves: [唱戏]\ncovers: [yuping]\ncapacity: 50\n",
            ),
        )
        .with(
            "content/needs/xi.md",
            &markdown(
                "title: 想看一场戏\nplace: yuping/buxingjie\ncategory: 唱戏\nraised: 2026-07-01\n",
                "老人们想看戏。",
            ),
        )
}

#[test]
fn a_need_lists_the_project_of_its_town_before_that_of_the_center() {
    let site = demand();
    site.build(&[]);
    for page in ["needs/index.html", "needs/xi/index.html"] {
        let html = site.page(page);
        let town = html.find("镇里送戏").expect("the town's project is listed");
        let center = html
            .find("全市送戏")
            .expect("the center's project is listed");
        assert!(town < center, "{page}");
        assert!(html.contains("服务范围包括"), "{page}: the reason is told");
        assert!(!html.contains("没有项目能满足"), "{page}");
    }
    let project = site.page("projects/culture/zhen/index.html");
    assert!(
        project.contains("想看一场戏"),
        "a project lists the needs it could answer"
    );
}

#[test]
fn a_need_that_nothing_can_answer_is_a_gap() {
    let site = demand();
    for file in ["shi", "zhen"] {
        std::fs::remove_file(site.path(&format!("content/projects/culture/{file}.md")))
            .expect("it is there");
    }
    site.build(&[]);
    let board = site.page("needs/index.html");
    assert!(board.contains("目前没有项目能满足这项需求"));
    assert!(
        board.contains("id=\"gaps\"") && board.contains("唱戏"),
        "the category is a gap too"
    );
}

#[test]
fn ended_projects_and_those_elsewhere_do_not_count() {
    let site = demand();
    site.write(
        "content/institutes/haikou.md",
        markdown(&place("海口实践所"), "所。"),
    );
    site.write(
        "content/projects/culture/shi.md",
        project("全市送戏", "serves: [唱戏]\ncovers: [haikou]\n"),
    );
    site.write(
        "content/projects/culture/zhen.md",
        project(
            "镇里送戏",
            "serves: [唱戏]\ncovers: [yuping]\nstatus: ended\n",
        ),
    );
    site.build(&[]);
    assert!(
        site.page("needs/xi/index.html")
            .contains("目前没有项目能满足")
    );
}

#[test]
fn the_age_of_a_need_is_told_and_marked_for_the_script() {
    let site = demand();
    site.build(&[]);
    let board = site.page("needs/index.html");
    assert!(board.contains("data-age-from=\"2026-07-01\""));
    assert!(board.contains("已有 8 天"), "as of 2026-07-09");
    assert!(
        board.contains("data-as-of"),
        "the page says as of which day it speaks"
    );
}

#[test]
fn what_a_project_did_is_summed_up() {
    let site = demand();
    let activity = |day: &str, attendance: u32| {
        markdown(
            &format!(
                "title: 送戏\nplace: yuping\nstarts: 2026-06-{day} 19:00\nproject: culture/zhen\nstatus: done\nresults: {{attendance: {attendance}, service_hours: 2.5}}\n"
            ),
            "演出。",
        )
    };
    site.write("content/activities/a.md", activity("01", 120));
    site.write("content/activities/b.md", activity("02", 80));
    site.build(&[]);
    let html = site.page("projects/culture/zhen/index.html");
    for sum in ["2 场", "200 人", "5 小时"] {
        assert!(html.contains(sum), "{sum}");
    }
}

#[test]
fn the_festivals_of_2026_stand_on_their_days() {
    let site = Site::sample();
    site.run(&["build", "--today", "2026-07-09"]);
    let plan = site.page("plan/2026/index.html");
    for (name, day) in [
        ("春节", "2026-02-17"),
        ("元宵", "2026-03-03"),
        ("拗九", "2026-03-17"),
        ("清明", "2026-04-05"),
        ("端午", "2026-06-19"),
        ("七夕", "2026-08-19"),
        ("中秋", "2026-09-25"),
        ("重阳", "2026-10-18"),
    ] {
        let entry = plan
            .lines()
            .find(|line| line.contains(&format!("datetime=\"{day}\"")) && line.contains(name));
        assert!(entry.is_some(), "{name} on {day}");
    }
}

#[test]
fn a_brand_brings_together_what_belongs_to_it() {
    let site = demand();
    let fields = format!("{}brand: 侨乡书香\n", place("文化街实践站"));
    site.write(
        "content/stations/yuping/wenhua.md",
        markdown(&fields, "站。"),
    );
    site.write(
        "content/articles/a.md",
        markdown(
            "title: 一本书的路\ndate: 2026-06-01\nsource: 示例\nbrand: 侨乡书香\n",
            "正文。",
        ),
    );
    site.build(&[]);
    let brand = site.page("brands/侨乡书香/index.html");
    assert!(brand.contains("文化街实践站") && brand.contains("一本书的路"));
    assert!(
        site.page("stations/yuping/wenhua/index.html")
            .contains("/brands/%E4%BE%A8")
    );
}

#[test]
fn the_overview_tells_what_is_not_covered() {
    let site = Site::small();
    site.write(
        "site-config.yaml",
        "name: 测试网络\nbase_url: https://example.org/\ndivisions: divisions.csv\ntiers:\n  - {id: center, duties: [统筹全市工作]}\n",
    );
    site.write(
        "divisions.csv",
        "code,name\n350181002,玉屏街道\n350181103,海口镇\n",
    );
    let fields = format!("{}division: 350181002\n", place("玉屏实践所"));
    site.write("content/institutes/yuping.md", markdown(&fields, "所。"));
    site.build(&[]);
    let overview = site.page("network/index.html");
    assert!(overview.contains("统筹全市工作"));
    assert!(overview.contains("海口镇"), "a town without an institute");
    assert!(overview.contains("还没有学习驿站的镇街"));
    site.write("divisions.csv", "a,b\n");
    assert!(
        site.faults()
            .iter()
            .any(|fault| fault.contains("bad-config"))
    );
}

#[test]
fn the_next_change_is_the_midnight_after_which_a_page_differs() {
    let site = Site::small();
    site.write(
        "content/articles/a.md",
        markdown(
            "title: 预告\ndate: 2026-07-20\nsource: 示例\n",
            "到时再看。",
        ),
    );
    let next = |site: &Site| site.run(&["next-change", "--today", "2026-07-09"]).stdout;
    assert_eq!(
        next(&site).trim(),
        "2026-07-10T00:00:00+08:00",
        "pages that say as of which day they speak change daily"
    );
}

#[test]
fn activities_are_listed_by_nearness_and_audience() {
    let site = Site::small();
    let activity = |id: &str, starts: &str| {
        let fields = format!("title: {id}\nplace: yuping\nstarts: {starts}\naudience: [老年人]\n");
        site.write(
            &format!("content/activities/{id}.md"),
            markdown(&fields, "来吧。"),
        );
    };
    // 2026-07-09 is a Thursday.
    activity("jintian", "2026-07-09 09:00");
    activity("zhouri", "2026-07-12 09:00");
    activity("yuedi", "2026-07-31 09:00");
    activity("xiayue", "2026-08-03 09:00");
    activity("guoqu", "2026-06-03 09:00");
    site.build(&[]);
    let html = site.page("activities/index.html");
    let at = |text: &str| {
        html.find(text)
            .unwrap_or_else(|| panic!("{text} is listed"))
    };
    let order = [
        at("data-span=\"today\""),
        at(">jintian<"),
        at("data-span=\"week\""),
        at(">zhouri<"),
        at("data-span=\"month\""),
        at(">yuedi<"),
        at("data-span=\"later\""),
        at(">xiayue<"),
    ];
    assert!(order.is_sorted(), "{order:?}");
    assert!(!html.contains(">guoqu<"), "what is over is in the archive");
    let old = site.page("activities/2026/06/index.html");
    assert!(old.contains(">guoqu<"));
    let audience = site.page("activities/for/老年人/index.html");
    assert!(audience.contains(">jintian<") && audience.contains(">guoqu<"));
}

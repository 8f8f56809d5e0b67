//! The addresses of a site are a promise to everybody who keeps a link: each kind of page has the one
//! that `docs/content.md` says, on disk and in links.

mod support;

use support::{CONFIG, Site, TODAY, markdown, place};

/// A network with something of every kind.
fn network() -> Site {
    Site::small()
        .with(
            "site-config.yaml",
            &format!(
                "{CONFIG}articles_per_page: 2\n\
                 tiers: [{{id: base, folder: bases, name: 实践基地, parent: institute}}]\n"
            ),
        )
        .with(
            "content/stations/yuping/rongqiao.md",
            &markdown(
                &format!(
                    "{}activities:\n\
                     \x20 - {{title: 四点半课堂, starts: 2026-07-10 16:30}}\n\
                     \x20 - {{id: dushu, title: 读书会, starts: 2026-08-01 09:00}}\n",
                    place("融侨城实践站")
                ),
                "## 沿革\n\n旧厂房改成。",
            ),
        )
        .with(
            "content/study-posts/yuping/gangqu.md",
            &markdown(&place("港区学习驿站"), ""),
        )
        .with(
            "content/bases/farm.yaml",
            &format!("{}parent: yuping\n", place("农场实践基地")),
        )
        .with("content/platforms.yaml", "- {id: theory, name: 理论宣讲}\n")
        .with(
            "content/projects/theory/lecture.md",
            &markdown("title: 院落宣讲\ntags: [宣讲]", "讲到家门口。"),
        )
        .with("content/projects/theory/list.yaml", "- {id: short, title: 短讲}\n")
        .with(
            "content/teams/elders.yaml",
            "name: 五老队\nkind: five-elders\n",
        )
        .with(
            "content/activities/fair-2026.md",
            &markdown(
                "title: 便民集市\nplace: yuping/buxingjie\nstarts: 2026-07-15 09:00\ntags: [便民 服务]",
                "有理发、磨刀。",
            ),
        )
        .with(
            "content/activities/2026.yaml",
            "- {id: sweep, title: 大扫除, place: yuping/buxingjie, starts: 2026-06-01 08:00}\n",
        )
        .with(
            "content/needs/lamp.md",
            &markdown(
                "title: 修路灯\nplace: yuping/buxingjie\ncategory: theory\nraised: 2026-07-01",
                "巷口的灯不亮。",
            ),
        )
        .with(
            "content/needs/list.yaml",
            "- {id: haircut, title: 上门理发, place: yuping/buxingjie, category: theory, raised: 2026-07-02}\n",
        )
        .with("content/plans/2026.yaml", "months: {7: {theme: 七月}}\n")
        .with(
            "content/standards.yaml",
            "- {id: three-haves, name: 三有, applies_to: [center], items: [{id: sign, name: 标识}]}\n",
        )
        .with(
            "content/articles/2026/first.md",
            &article("第一篇", "2026-07-01", "tags: [移风易俗]"),
        )
        .with("content/articles/second.md", &article("第二篇", "2026-07-02", ""))
        .with("content/articles/third.md", &article("第三篇", "2026-07-03", ""))
        .with("content/pages/about.md", &markdown("title: 关于", "本站。"))
        .with("content/pages/rules/study-posts.md", &markdown("title: 驿站管理", "规定。"))
}

fn article(title: &str, date: &str, more: &str) -> String {
    markdown(
        &format!("title: {title}\ndate: {date}\nsource: 实践中心\n{more}"),
        &format!("{title}的正文。"),
    )
}

#[test]
fn the_last_month_of_the_calendar_has_a_page() {
    let site = Site::small().with(
        "content/activities/last.md",
        "---\ntitle: 最后的活动\nplace: yuping/buxingjie\nstarts: 9999-12-05 09:00\n---\n",
    );
    assert_eq!(site.try_build(&[]).code, 0);
    assert!(
        site.page("activities/9999/12/index.html")
            .contains("最后的活动")
    );
}

#[test]
fn every_kind_of_page_has_its_address() {
    let site = network();
    site.try_build(&[]);
    for path in [
        "",
        "centers/",
        "centers/fuqing/",
        "institutes/",
        "institutes/yuping/",
        "stations/",
        "stations/yuping/buxingjie/",
        "study-posts/",
        "study-posts/yuping/gangqu/",
        "bases/",
        "bases/farm/",
        "activities/",
        "activities/2026/06/",
        "activities/2026/07/",
        "activities/2026/08/",
        "activities/fair-2026/",
        "projects/",
        "projects/theory/",
        "projects/theory/lecture/",
        "teams/",
        "teams/elders/",
        "needs/",
        "needs/lamp/",
        "plan/2026/",
        "standards/",
        "articles/",
        "articles/page/2/",
        "articles/2026/first/",
        "articles/second/",
        "tags/移风易俗/",
        "tags/便民-服务/",
        "tags/宣讲/",
        "about/",
        "rules/study-posts/",
        "sitemap/",
    ] {
        assert!(site.has(&format!("{path}index.html")), "/{path}");
    }
    assert!(site.has("404.html"));
    for path in [
        "articles/page/1/",
        "articles/page/3/",
        "activities/sweep/",
        "needs/haircut/",
        "projects/theory/short/",
        "activities/2026/09/",
        "pages/",
    ] {
        assert!(!site.has(&format!("{path}index.html")), "/{path}");
    }
}

#[test]
fn an_entry_without_a_text_is_an_anchor_where_it_belongs() {
    let site = network();
    site.try_build(&[]);
    let station = site.page("stations/yuping/rongqiao/index.html");
    assert!(station.contains("id=\"activity-stations.yuping.rongqiao.2026-07-10\""));
    assert!(station.contains("id=\"activity-stations.yuping.rongqiao.dushu\""));
    assert!(station.contains("id=\"沿革\""));
    let month = site.page("activities/2026/08/index.html");
    let link = "href=\"/stations/yuping/rongqiao/#activity-stations.yuping.rongqiao.dushu\"";
    assert!(month.contains(link), "{month}");
    let june = site.page("activities/2026/06/index.html");
    assert!(june.contains("href=\"/stations/yuping/buxingjie/#activity-sweep\""));
    let july = site.page("activities/2026/07/index.html");
    assert!(july.contains("href=\"/activities/fair-2026/\""));
    assert!(
        site.page("needs/index.html")
            .contains("id=\"need-haircut\"")
    );
    assert!(
        site.page("projects/theory/index.html")
            .contains("id=\"project-theory.short\"")
    );
    let library = site.page("projects/index.html");
    assert!(library.contains("href=\"/projects/theory/#project-theory.short\""));
}

#[test]
fn han_characters_are_percent_encoded_in_links_and_plain_on_disk() {
    let site = network();
    site.try_build(&["--base-url", "https://example.org/fuqing/"]);
    assert!(site.path("public/tags/移风易俗/index.html").is_file());
    let encoded = "/fuqing/tags/%E7%A7%BB%E9%A3%8E%E6%98%93%E4%BF%97/";
    let article = site.page("articles/2026/first/index.html");
    assert!(
        article.contains(&format!("href=\"{encoded}\"")),
        "{article}"
    );
    let tag = site.page("tags/移风易俗/index.html");
    let canonical = format!("<link rel=\"canonical\" href=\"https://example.org{encoded}\">");
    assert!(tag.contains(&canonical), "{tag}");
}

#[test]
fn lists_of_articles_go_from_the_newest_and_know_their_neighbours() {
    let site = network();
    site.try_build(&[]);
    let first = site.page("articles/index.html");
    let second = site.page("articles/page/2/index.html");
    assert!(first.find("第三篇") < first.find("第二篇"));
    assert!(!first.contains("第一篇") && second.contains("第一篇"));
    assert!(first.contains("href=\"/articles/page/2/\""));
    assert!(
        second.contains("rel=\"prev\" href=\"/articles/\""),
        "{second}"
    );
}

#[test]
fn an_alias_leads_to_the_page_that_has_it() {
    let site = network();
    site.write(
        "content/pages/contact.md",
        markdown(
            "title: 联系\naliases: [/lianxi, /old/contact.html, /老地址/]",
            "电话。",
        ),
    );
    let run = site.try_build(&["--base-url", "https://example.org/fuqing/"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for path in ["lianxi/index.html", "old/contact.html", "老地址/index.html"] {
        let page = site.page(path);
        let refresh = "<meta http-equiv=\"refresh\" content=\"0; url=/fuqing/contact/\">";
        assert!(page.contains(refresh), "{path}: {page}");
        assert!(page.contains("<link rel=\"canonical\""), "{path}: {page}");
        assert!(
            page.contains("<a href=\"/fuqing/contact/\">"),
            "{path}: {page}"
        );
    }
    assert!(!site.page("sitemap/index.html").contains("lianxi"));
}

#[test]
fn an_alias_of_an_entry_without_a_page_leads_to_its_anchor() {
    let site = network();
    site.write(
        "content/needs/list.yaml",
        "- {id: haircut, title: 理发, place: yuping/buxingjie, category: theory, raised: 2026-07-02, aliases: [/lifa/]}\n",
    );
    site.try_build(&[]);
    assert!(
        site.page("lifa/index.html")
            .contains("href=\"/needs/#need-haircut\"")
    );
}

#[test]
fn an_alias_may_not_take_a_file_that_is_written_anyway() {
    for alias in [
        "/index.html",
        "/about/index.html",
        "/About/",
        "/404.html",
        "/404.html/",
        "/static/style.css",
        "/static",
        "/media/photo.jpg",
    ] {
        let site = network();
        site.write(
            "content/pages/contact.md",
            markdown(&format!("title: 联系\naliases: [{alias}]"), "电话。"),
        );
        let faults = site.faults();
        let own = "content/pages/contact.md:3:11";
        assert_eq!(faults.len(), 1, "{alias}: {faults:?}");
        assert!(
            faults[0].contains(own) && faults[0].contains("route-conflict"),
            "{alias}: {faults:?}"
        );
    }
}

#[test]
fn drafts_are_published_only_on_demand() {
    let site = network();
    site.write(
        "content/articles/draft.md",
        article("草稿一篇", "2026-07-04", "draft: true\ntags: [草稿标签]"),
    );
    site.try_build(&[]);
    assert!(!site.has("articles/draft/index.html"));
    assert!(!site.has("tags/草稿标签/index.html"));
    assert!(!site.page("articles/index.html").contains("草稿一篇"));
    site.try_build(&["--drafts"]);
    assert!(site.has("articles/draft/index.html"));
    assert!(site.page("articles/index.html").contains("草稿一篇"));
}

#[test]
fn an_article_waits_for_its_day_and_leaves_the_lists_when_it_expires() {
    let site = network();
    site.write(
        "content/articles/later.md",
        article("将来一篇", "2026-07-10", ""),
    );
    site.write(
        "content/articles/notice.md",
        article("通知一篇", "2026-07-05", "expires: 2026-07-10"),
    );
    let on = |day: &str| {
        let run = site.run(&["build", "--today", day]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let lists = [site.page("articles/index.html"), site.page("index.html")].concat();
        (
            site.has("articles/later/index.html"),
            site.has("articles/notice/index.html"),
            lists.contains("将来一篇"),
            lists.contains("通知一篇"),
        )
    };
    assert_eq!(on(TODAY), (false, true, false, true));
    assert_eq!(on("2026-07-10"), (true, true, true, false));
}

#[test]
fn source_date_epoch_stands_for_the_clock() {
    let site = network();
    let with_epoch = |epoch: &str, arguments: &[&str]| {
        let mut command = site.command(&[&["build"], arguments].concat());
        command.env("SOURCE_DATE_EPOCH", epoch);
        support::run(command)
    };
    // 2026-07-08 16:00 UTC is midnight of the ninth in Shanghai.
    assert_eq!(with_epoch("1783526400", &[]).code, 0);
    let from_epoch = site.public();
    site.try_build(&[]);
    support::assert_same(&from_epoch, &site.public());
    assert_eq!(with_epoch("1783526399", &[]).code, 0);
    assert_ne!(from_epoch["index.html"], site.public()["index.html"]);
    // What is said on the command line counts more.
    assert_eq!(with_epoch("0", &["--today", TODAY]).code, 0);
    support::assert_same(&from_epoch, &site.public());
    assert_eq!(with_epoch("tomorrow", &[]).code, 2);
}

#[test]
fn addresses_in_fields_are_paths_of_the_site_or_full_ones() {
    let site = network();
    site.write(
        "site-config.yaml",
        format!(
            "{CONFIG}order: {{url: https://order.example.org/x}}\n\
             menu: [{{name: 驿站, url: /study-posts/}}, {{name: 沿革, url: '/stations/yuping/rongqiao/#沿革'}}]\n\
             tiers: [{{id: base, folder: bases, name: 实践基地, parent: institute}}]\n"
        ),
    );
    let activity = |fields: &str| {
        markdown(
            &format!("title: 讲座\nplace: yuping/buxingjie\nstarts: 2026-07-10\n{fields}"),
            "欢迎。",
        )
    };
    site.write(
        "content/activities/talk.md",
        activity("online: 腾讯会议 123 456\nsignup: {url: /teams/}"),
    );
    let run = site.try_build(&["--base-url", "https://example.org/fuqing/"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let home = site.page("index.html");
    assert!(home.contains("href=\"/fuqing/study-posts/\""));
    let fragment = "href=\"/fuqing/stations/yuping/rongqiao/#%E6%B2%BF%E9%9D%A9\"";
    assert!(home.contains(fragment), "{home}");
    assert!(home.contains("href=\"https://order.example.org/x\""));
    let talk = site.page("activities/talk/index.html");
    assert!(talk.contains("<dd>腾讯会议 123 456</dd>"), "{talk}");
    assert!(talk.contains("href=\"/fuqing/teams/\""), "{talk}");

    site.write(
        "content/activities/talk.md",
        activity("online: /nowhere/\nsignup: {url: example.org/form}"),
    );
    site.write(
        "site-config.yaml",
        format!("{CONFIG}menu: [{{name: 驿站, url: /studyposts/}}]\ntiers: [{{id: base, folder: bases}}]\n"),
    );
    let faults = site.faults();
    let told = |place: &str| {
        faults
            .iter()
            .any(|fault| fault.starts_with(place) && fault.contains("broken-link"))
    };
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(told("content/activities/talk.md:5:9"), "{faults:?}");
    assert!(told("content/activities/talk.md:6:15"), "{faults:?}");
    assert!(told("site-config.yaml:3:24"), "{faults:?}");
}

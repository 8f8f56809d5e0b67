//! Files for programs, held against their standards as far as text tells; readers of others try them in
//! `tests/external/feeds.py`.

mod support;

use serde_json::Value;
use support::{CONFIG, Site, markdown};

/// The lines of a calendar, unfolded.
fn lines(calendar: &str) -> Vec<String> {
    assert!(calendar.ends_with("\r\n"));
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "{line}");
    }
    let unfolded = calendar.replace("\r\n ", "");
    unfolded.split("\r\n").map(str::to_owned).collect()
}

#[track_caller]
fn assert_has(lines: &[String], wanted: &[&str]) {
    for wanted in wanted {
        assert!(
            lines.iter().any(|line| line == wanted),
            "{wanted} is not in {lines:#?}"
        );
    }
}

fn with_activity(site: Site, id: &str, fields: &str) -> Site {
    let fields = format!("title: 读报\nplace: yuping/buxingjie\n{fields}");
    site.with(
        &format!("content/activities/{id}.md"),
        &markdown(&fields, "带上老花镜；来吧。"),
    )
}

#[test]
fn a_repeat_is_a_rule_with_the_days_that_fall_out() {
    let site = with_activity(
        Site::small(),
        "dubao",
        "starts: 2026-07-01 09:00\nends: 2026-07-01 10:30\n\
         repeat: FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231\nexcept: [2026-10-07, 2026-08-05]",
    );
    site.build(&[]);
    assert_has(
        &lines(&site.page("activities/dubao.ics")),
        &[
            "UID:dubao@example.org",
            "DTSTART;TZID=Asia/Shanghai:20260701T090000",
            "DTEND;TZID=Asia/Shanghai:20260701T103000",
            "RRULE:FREQ=WEEKLY;UNTIL=20261231T155959Z;BYDAY=WE",
            "EXDATE;TZID=Asia/Shanghai:20260805T090000,20261007T090000",
            "SEQUENCE:0",
            "STATUS:TENTATIVE",
            "TZID:Asia/Shanghai",
            "TZOFFSETTO:+0800",
            "GEO:25.720000;119.380000",
            "DESCRIPTION:带上老花镜；来吧。\\nhttps://example.org/activities/dubao/",
        ],
    );
}

#[test]
fn a_rule_that_programs_read_differently_becomes_days() {
    let site = with_activity(
        Site::small(),
        "dubao",
        "starts: 2026-07-06 09:00\nrepeat: FREQ=MONTHLY;BYDAY=MO,1TU;COUNT=3",
    );
    site.build(&[]);
    let lines = lines(&site.page("activities/dubao.ics"));
    let rdate = "RDATE;TZID=Asia/Shanghai:20260707T090000,20260713T090000";
    assert_has(
        &lines,
        &["DTSTART;TZID=Asia/Shanghai:20260706T090000", rdate],
    );
    assert!(!lines.iter().any(|line| line.starts_with("RRULE")));
}

#[test]
fn the_first_day_is_the_first_of_the_rule_even_if_it_falls_out() {
    let site = with_activity(
        Site::small(),
        "dubao",
        "starts: 2026-07-01 09:00\nrepeat: FREQ=DAILY;COUNT=3\nexcept: [2026-07-01]",
    );
    site.build(&[]);
    assert_has(
        &lines(&site.page("activities/dubao.ics")),
        &[
            "DTSTART;TZID=Asia/Shanghai:20260701T090000",
            "RRULE:FREQ=DAILY;COUNT=3",
            "EXDATE;TZID=Asia/Shanghai:20260701T090000",
        ],
    );
    // A start outside its own rule is no occurrence, and programs must not add it.
    let site = with_activity(
        Site::small(),
        "dubao",
        "starts: 2026-07-02 09:00\nrepeat: FREQ=WEEKLY;BYDAY=WE",
    );
    assert_eq!(site.try_build(&[]).code, 0);
    assert_has(
        &lines(&site.page("activities/dubao.ics")),
        &["DTSTART;TZID=Asia/Shanghai:20260708T090000"],
    );
}

#[test]
fn whole_days_end_on_the_day_after_and_what_is_cancelled_says_so() {
    let site = with_activity(
        Site::small(),
        "dubao",
        "starts: 2026-07-10\nends: 2026-07-11\nstatus: cancelled",
    );
    site.build(&[]);
    assert_has(
        &lines(&site.page("activities/dubao.ics")),
        &[
            "DTSTART;VALUE=DATE:20260710",
            "DTEND;VALUE=DATE:20260712",
            "STATUS:CANCELLED",
            "SEQUENCE:1",
        ],
    );
}

#[test]
fn an_activity_is_the_same_event_everywhere_and_on_every_day() {
    let site = with_activity(Site::small(), "dubao", "starts: 2026-07-10 09:00");
    let event = |calendar: &str| {
        let (_, event) = calendar.split_once("BEGIN:VEVENT").expect("an event");
        event
            .split_once("END:VEVENT")
            .expect("it ends")
            .0
            .to_owned()
    };
    site.build(&[]);
    let own = site.page("activities/dubao.ics");
    for path in [
        "stations/yuping/buxingjie/calendar.ics",
        "institutes/yuping/calendar.ics",
        "centers/fuqing/calendar.ics",
        "calendar.ics",
    ] {
        assert_eq!(event(&site.page(path)), event(&own), "{path}");
    }
    let later = site.run(&["build", "--today", "2026-07-20"]);
    assert_eq!(later.code, 0, "{}", later.stderr);
    assert_eq!(site.page("activities/dubao.ics"), own);
}

#[test]
fn what_is_over_for_a_year_leaves_the_calendars_but_keeps_its_file() {
    let site = with_activity(Site::small(), "jiu", "starts: 2025-07-08 09:00");
    let site = with_activity(site, "qunian", "starts: 2025-07-09 09:00");
    site.build(&[]);
    let calendar = site.page("stations/yuping/buxingjie/calendar.ics");
    assert!(!calendar.contains("UID:jiu@") && calendar.contains("UID:qunian@"));
    assert!(site.page("activities/jiu.ics").contains("UID:jiu@"));
    // A place without activities has a calendar to subscribe to all the same.
    let site = Site::small();
    site.build(&[]);
    let empty = site.page("stations/yuping/buxingjie/calendar.ics");
    assert!(empty.contains("BEGIN:VTIMEZONE") && !empty.contains("BEGIN:VEVENT"));
}

fn article(fields: &str) -> String {
    let text = "看[步行街](/stations/yuping/buxingjie.md)，也看[下面](#做法)。\n\n## 做法\n\n好。";
    markdown(&format!("source: 实践所\n{fields}"), text)
}

#[test]
fn a_feed_has_full_texts_with_full_addresses_and_the_dates_of_the_content() {
    let site = Site::small()
        .with(
            "content/articles/xin.md",
            &article("title: 新 <的> & 旧的\ndate: 2026-07-01\nplaces: [yuping/buxingjie]\n"),
        )
        .with(
            "content/articles/guoqi.md",
            &article("title: 过期\ndate: 2026-06-01\nexpires: 2026-07-01\n"),
        );
    let site = with_activity(
        site,
        "dubao",
        "starts: 2026-07-05 09:00\nstatus: done\nresults: {summary: 读了三份报}",
    );
    site.build(&["--base-url", "https://example.org/fuqing/"]);
    let feed = site.page("feed.xml");
    assert!(feed.contains("<updated>2026-07-05T00:00:00+08:00</updated>\n<link"));
    assert!(feed.contains("<title>新 &lt;的&gt; &amp; 旧的</title>"));
    assert!(feed.contains("<summary>步行街实践站：读了三份报</summary>"));
    let station = "href=&quot;https://example.org/fuqing/stations/yuping/buxingjie/&quot;";
    assert!(feed.contains(station), "{feed}");
    let own = "href=&quot;https://example.org/fuqing/articles/xin/#%E5%81%9A%E6%B3%95&quot;";
    assert!(feed.contains(own), "{feed}");
    assert!(!feed.contains("过期"));
    let articles = site.page("articles/feed.xml");
    assert!(articles.contains("articles/xin/") && !articles.contains("dubao"));
    let town = site.page("institutes/yuping/feed.xml");
    assert!(town.contains("<id>https://example.org/fuqing/articles/xin/</id>"));
}

#[test]
fn the_site_map_names_what_should_be_found_and_robots_lead_to_it() {
    let site = Site::small().with(
        "content/articles/xin.md",
        &article("title: 新的\ndate: 2026-07-01\naliases: /jiu/\n"),
    );
    site.build(&[]);
    let map = site.page("sitemap.xml");
    let entry = "<loc>https://example.org/articles/xin/</loc>\n<lastmod>2026-07-01</lastmod>";
    assert!(map.contains(entry), "{map}");
    assert!(map.contains("<loc>https://example.org/stations/yuping/buxingjie/</loc>\n</url>"));
    for hidden in ["poster", "/search/", "404", "/jiu/", ".ics", "/api/"] {
        assert!(!map.contains(hidden), "{hidden} is in the site map");
    }
    let robots = site.page("robots.txt");
    assert!(robots.ends_with("Sitemap: https://example.org/sitemap.xml\n"));
    for page in [
        "404.html",
        "search/index.html",
        "stations/yuping/buxingjie/poster/index.html",
    ] {
        let noindex = "<meta name=\"robots\" content=\"noindex\">";
        assert_eq!(site.page(page).matches(noindex).count(), 1, "{page}");
    }
}

#[test]
fn without_a_host_nothing_is_made_that_needs_one() {
    let site = Site::small().with("site-config.yaml", "name: 测试网络\nbase_url: /fuqing/\n");
    site.build(&[]);
    for path in ["sitemap.xml", "feed.xml", "articles/feed.xml"] {
        assert!(!site.has(path), "{path}");
    }
    assert_eq!(site.page("robots.txt"), "User-agent: *\nAllow: /\n");
    assert!(site.has("calendar.ics"));
    let page = site.page("stations/yuping/buxingjie/index.html");
    assert!(!page.contains("og:url") && !page.contains("atom+xml"));
    let poster = site.page("stations/yuping/buxingjie/poster/index.html");
    assert!(!poster.contains("<svg"));
}

#[test]
fn the_data_files_hold_the_network() {
    let site = with_activity(
        Site::small(),
        "dubao",
        "starts: 2026-07-01 09:00\nrepeat: FREQ=WEEKLY;COUNT=3\nsignup: {note: 现场}",
    );
    site.build(&[]);
    let read = |path: &str| -> Value { serde_json::from_str(&site.page(path)).expect("JSON") };
    let places = read("api/places.geojson");
    assert_eq!(places["type"], "FeatureCollection");
    let station = &places["features"][2];
    assert_eq!(station["id"], "stations/yuping/buxingjie");
    assert_eq!(
        station["geometry"]["coordinates"],
        serde_json::json!([119.38, 25.72])
    );
    assert_eq!(station["properties"]["parent"], "institutes/yuping");
    let activities = read("api/activities.json");
    let activity = &activities["activities"][0];
    assert_eq!(activity["place"], "stations/yuping/buxingjie");
    assert_eq!(activity["repeat"], "FREQ=WEEKLY;COUNT=3");
    assert_eq!(
        activity["next"],
        serde_json::json!(["2026-07-15T09:00:00+08:00"])
    );
    assert_eq!(read("api/network.json")["tiers"][2]["places"], 1);
    assert_eq!(
        read("api/schema.json")["$defs"]
            .as_object()
            .map(|all| all.len()),
        Some(9)
    );
}

/// The JSON-LD of a page: `@graph`.
fn graph(page: &str) -> Value {
    let (_, rest) = page
        .split_once("<script type=\"application/ld+json\">")
        .expect("JSON-LD");
    let json = rest.split_once("</script>").expect("it ends").0;
    let mut value: Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(value["@context"], "https://schema.org");
    value["@graph"].take()
}

#[test]
fn pages_tell_search_engines_what_they_are_about() {
    let station =
        "hours: Mo-Fr 08:30-11:30,14:30-17:30; Sa 09:00-24:00; PH off\nphone: 0591-0000-0000\n";
    let site = Site::small().with(
        "content/stations/yuping/buxingjie.md",
        &markdown(
            &format!("{}{station}", support::place("步行街实践站")),
            "这里。",
        ),
    );
    let site = with_activity(
        site,
        "dubao",
        "starts: 2026-07-10 09:00\nstatus: cancelled\nonline: https://live.example.org/",
    );
    site.build(&[]);
    let place = graph(&site.page("stations/yuping/buxingjie/index.html"));
    assert_eq!(place[0]["@type"], "BreadcrumbList");
    let hours = &place[1]["openingHoursSpecification"];
    assert_eq!(hours[0]["opens"], "08:30");
    assert_eq!(hours[0]["dayOfWeek"].as_array().map(Vec::len), Some(5));
    assert_eq!(
        (&hours[2]["dayOfWeek"][0], &hours[2]["closes"]),
        (&"Saturday".into(), &"23:59".into())
    );
    assert_eq!(place[1]["geo"]["longitude"], 119.38);
    let event = &graph(&site.page("activities/dubao/index.html"))[1];
    assert_eq!(event["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(
        event["eventAttendanceMode"],
        "https://schema.org/MixedEventAttendanceMode"
    );
    assert_eq!(event["startDate"], "2026-07-10T09:00:00+08:00");
    assert_eq!(event["location"][1]["url"], "https://live.example.org/");
    let home = graph(&site.page("index.html"));
    assert_eq!(home[0]["@type"], "GovernmentOrganization");
}

#[test]
fn hostile_texts_stay_texts() {
    let hostile = "</script><!--<script>alert(1)</script>]]>&\\r\\nEND:VCALENDAR";
    let site = Site::small().with(
        "content/articles/xin.md",
        &article(&format!(
            "title: \"{hostile}\"\ndate: 2026-07-01\ntags: [\"\\\"><b>\"]\n"
        )),
    );
    let site = site.with(
        "content/activities/dubao.md",
        &markdown(
            &format!("title: \"{hostile}\"\nplace: yuping/buxingjie\nstarts: 2026-07-10 09:00\n"),
            "来。",
        ),
    );
    site.build(&[]);
    for (path, index) in [
        ("articles/xin/index.html", "headline"),
        ("activities/dubao/index.html", "name"),
    ] {
        let page = site.page(path);
        assert!(!page.contains("<script>"), "{path}");
        let title = graph(&page)[1][index].as_str().expect("a title").to_owned();
        assert!(
            title.starts_with("</script><!--<script>alert(1)"),
            "{title}"
        );
    }
    let calendar = site.page("calendar.ics");
    assert_eq!(calendar.matches("\r\nEND:VCALENDAR\r\n").count(), 1);
    assert!(!site.page("feed.xml").contains("<script>"));
}

const GOVERNMENT: &str = "government:\n  organiser: 某中心\n  contact: 0591-0000-0000\n  site_id: \"3501810000\"\n  \
                          icp: 闽ICP备00000000号\n  police: 闽公网安备 00000000000000号\n  \
                          columns:\n    articles: {type: 政策文件, keywords: [甲, 乙]}\n";

#[test]
fn a_government_site_has_its_page_tags_and_its_foot() {
    let site = Site::small()
        .with("site-config.yaml", &format!("{CONFIG}{GOVERNMENT}"))
        .with(
            "content/articles/xin.md",
            &article("title: 新的\ndate: 2026-07-01\nauthor: 驻村干部\n"),
        );
    // Its other columns are empty, which is a warning.
    assert_eq!(site.try_build(&[]).code, 0);
    let has = |path: &str, tags: &[(&str, &str)]| {
        let page = site.page(path);
        for (name, content) in tags {
            let tag = format!("<meta name=\"{name}\" content=\"{content}\">");
            assert!(page.contains(&tag), "{path} lacks {tag}");
        }
    };
    let everywhere = [
        ("SiteName", "测试网络"),
        ("SiteDomain", "example.org"),
        ("SiteIDCode", "3501810000"),
    ];
    for page in [
        "index.html",
        "404.html",
        "map/index.html",
        "articles/xin/index.html",
    ] {
        has(page, &everywhere);
    }
    has(
        "articles/index.html",
        &[
            ("ColumnName", "文章"),
            ("ColumnDescription", "测试网络的文章"),
            ("ColumnKeywords", "甲,乙"),
            ("ColumnType", "政策文件"),
        ],
    );
    has("stations/index.html", &[("ColumnType", "机构职能")]);
    has(
        "articles/xin/index.html",
        &[
            ("ArticleTitle", "新的"),
            ("PubDate", "2026-07-01 00:00"),
            ("ContentSource", "实践所"),
            ("Author", "驻村干部"),
        ],
    );
    let foot = site.page("index.html");
    for duty in [
        "某中心",
        "3501810000",
        "闽ICP备00000000号",
        "闽公网安备 00000000000000号",
    ] {
        assert!(foot.contains(duty), "{duty}");
    }
    let plain = Site::small();
    plain.build(&[]);
    assert!(!plain.page("index.html").contains("SiteIDCode"));
}

//! One slip in this package's own content gives one diagnostic, at the slip; many slips give all of them.

mod support;

use support::{Site, lines};

/// What stands in a file, and what somebody wrote in its place: `«»` enclose what should be marked.
struct Slip {
    file: &'static str,
    right: &'static str,
    wrong: &'static str,
    code: &'static str,
}

impl Slip {
    /// Makes the slip in a site, and gives the line that should tell of it.
    fn make(&self, site: &Site) -> String {
        let Slip { file, right, .. } = self;
        let text = site.read(file);
        assert_eq!(text.matches(right).count(), 1, "{file}: {right}");
        let wrong = text.replacen(right, &self.wrong.replace(['«', '»'], ""), 1);
        site.write(file, wrong);
        self.expected(&text)
    }

    /// The line that tells of it in a text.
    fn expected(&self, text: &str) -> String {
        let (before, _) = text.split_once(self.right).expect("it is there");
        let (lead, rest) = self.wrong.split_once('«').expect("something is marked");
        let (marked, _) = rest.split_once('»').expect("the mark ends");
        let before = format!("{}{lead}", before.trim_start_matches('\u{feff}'));
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let end = column + marked.chars().count();
        format!("{}:{line}:{column}-{end} {}", self.file, self.code)
    }
}

/// Changes the text of a file.
fn rewrite(site: &Site, file: &str, change: impl FnOnce(String) -> String) {
    site.write(file, change(site.read(file)));
}

/// One slip gives one diagnostic.
fn told_once(file: &'static str, right: &'static str, wrong: &'static str, code: &'static str) {
    let site = Site::sample();
    let expected = Slip {
        file,
        right,
        wrong,
        code,
    }
    .make(&site);
    assert_eq!(site.told(), [expected]);
}

const INSTITUTE: &str = "content/institutes/yuping.md";
const STATION: &str = "content/stations/yuping/buxingjie.md";
const STUDY_POST: &str = "content/study-posts/yuping/shuxiang.md";
const ACTIVITY: &str = "content/activities/fucha-lingjiao-2026.md";
const ACTIVITIES: &str = "content/activities/2026-04.yaml";
const ARTICLE: &str = "content/articles/jiangdou-chuncuo.md";
const TEAM: &str = "content/teams/falu-dui.md";

#[test]
fn the_sample_is_faultless() {
    assert_eq!(Site::sample().told(), Vec::<String>::new());
}

#[test]
fn a_parent_that_does_not_exist_is_told() {
    told_once(
        INSTITUTE,
        "parent: fuqing",
        "parent: «fuqin»",
        "missing-place",
    );
}

#[test]
fn a_mistyped_key_is_told() {
    told_once(INSTITUTE, "address:", "«adress»:", "unknown-key");
}

#[test]
fn coordinates_without_their_system_are_told() {
    told_once(
        INSTITUTE,
        "location:\n  lng: 119.3815\n  lat: 25.7226\n  crs: wgs84\n",
        "«location»:\n  lng: 119.3815\n  lat: 25.7226\n",
        "missing-key",
    );
}

#[test]
fn longitude_and_latitude_swapped_are_told() {
    told_once(
        INSTITUTE,
        "lng: 119.3815\n  lat: 25.7226",
        "lng: «25.7226»\n  lat: 119.3815",
        "swapped-coordinates",
    );
}

#[test]
fn an_activity_that_ends_before_it_starts_is_told() {
    told_once(
        ACTIVITY,
        "ends: 2026-07-15 11:00",
        "ends: «2026-07-14 11:00»",
        "reversed-times",
    );
}

#[test]
fn an_activity_of_a_place_that_ends_before_it_starts_is_told() {
    told_once(
        STATION,
        "ends: 2026-04-14 22:10",
        "ends: «2026-04-14 20:10»",
        "reversed-times",
    );
}

#[test]
fn a_bad_rule_of_repetition_is_told() {
    told_once(
        STATION,
        "repeat: FREQ=MONTHLY;BYDAY=3SU;",
        "repeat: FREQ=MONTHLY;BYDAY=«3XX»;",
        "bad-repeat",
    );
}

#[test]
fn a_dead_link_in_an_article_is_told() {
    told_once(
        ARTICLE,
        "[驿站](/study-posts/xincuo/jiangdou-yizhan.md)",
        "[驿站](«/study-posts/xincuo/jiangdou-yzhan.md»)",
        "broken-link",
    );
}

#[test]
fn an_id_taken_twice_in_a_list_is_told() {
    told_once(
        ACTIVITIES,
        "id: jiazhang-yutang-2026-04",
        "id: «guojia-anquan-2026»",
        "duplicate-id",
    );
}

#[test]
fn an_id_taken_twice_across_files_is_told() {
    let site = Site::sample();
    rewrite(&site, ACTIVITIES, |text| {
        text.replacen("jiazhang-yutang-2026-04", "fucha-lingjiao-2026", 1)
    });
    // The second in the order of paths; its id is its path, which is in no line.
    assert_eq!(site.told(), [format!("{ACTIVITY}:1:1-4 duplicate-id")]);
}

#[test]
fn a_value_that_is_none_of_the_allowed_is_told() {
    told_once(
        ACTIVITY,
        "status: done",
        "status: «finished»",
        "unknown-value",
    );
}

#[test]
fn a_required_key_missing_in_a_list_is_told() {
    told_once(
        ACTIVITIES,
        "id: jiazhang-yutang-2026-04\n  title: 家长课堂：作业磨蹭怎么办\n",
        "«id»: jiazhang-yutang-2026-04\n",
        "missing-key",
    );
}

#[test]
fn a_day_that_is_on_no_calendar_is_told() {
    told_once(
        STUDY_POST,
        "except: [2026-02-14, 2026-10-10]",
        "except: [2026-02-14, «2026-02-30»]",
        "bad-date",
    );
}

#[test]
fn opening_hours_in_chinese_are_told() {
    told_once(
        INSTITUTE,
        "hours: Mo-Fr 08:30-12:00,14:30-17:30; Sa 09:00-11:30; PH off",
        "hours: Mo-Fr 08:30-12:00,14:30-17:30; «周六» 09:00-11:30; PH off",
        "bad-hours",
    );
}

#[test]
fn an_anchor_that_no_heading_has_is_told() {
    told_once(
        "content/pages/about.md",
        "[七个平台](#pingtai)",
        "[七个平台](«#pintai»)",
        "broken-anchor",
    );
}

#[test]
fn a_picture_that_is_not_there_is_told() {
    told_once(
        STATION,
        "src: buxingjie-jie.jpg",
        "src: «大厅.jpg»",
        "missing-picture",
    );
}

#[test]
fn an_old_address_that_a_page_has_is_told() {
    told_once(
        ARTICLE,
        "brand: 侨乡书香\n",
        "brand: 侨乡书香\naliases: [/jiu/, «/Institutes/yuping/»]\n",
        "route-conflict",
    );
}

#[test]
fn a_team_in_the_place_of_a_place_is_told() {
    told_once(
        ACTIVITY,
        "place: shangjing/lingjiao",
        "place: «yisheng-dui»",
        "wrong-kind",
    );
}

#[test]
fn an_item_that_study_posts_do_not_have_is_told() {
    told_once(
        STUDY_POST,
        "  venue: true",
        "  «veneu»: true",
        "unknown-item",
    );
}

#[test]
fn an_item_that_a_study_post_does_not_state_is_told() {
    told_once(
        STUDY_POST,
        "standards:\n  signage: true\n",
        "«standards»:\n",
        "missing-item",
    );
}

#[test]
fn a_tab_in_the_yaml_is_told() {
    told_once(STATION, "  lng: 119.3849", "«\t»lng: 119.3849", "bad-yaml");
}

#[test]
fn words_for_a_number_are_told() {
    told_once(TEAM, "members: 14", "members: «十四人»", "wrong-type");
}

#[test]
fn a_node_under_the_wrong_month_is_told() {
    told_once(
        "content/plans/2026.yaml",
        "{lunar: 1-1, name: 春节",
        "{lunar: «9-9», name: 春节",
        "node-outside-month",
    );
}

#[test]
fn fewer_projects_than_promised_are_told() {
    told_once(
        "site-config.yaml",
        "projects: 66",
        "projects: «67»",
        "count-mismatch",
    );
}

#[test]
fn a_file_in_gbk_is_told() {
    let site = Site::sample();
    let gbk = b"---\nname: \xb7\xa8\xc2\xc9\xd6\xbe\xd4\xb8\xb6\xd3\nkind: professional\n---\n";
    site.write(TEAM, gbk);
    assert_eq!(site.told(), [format!("{TEAM}:2:7-8 not-utf8")]);
}

#[test]
fn windows_line_ends_move_no_mark() {
    let slips = [
        Slip {
            file: INSTITUTE,
            right: "parent: fuqing",
            wrong: "parent: «fuqin»",
            code: "missing-place",
        },
        Slip {
            file: ARTICLE,
            right: "[驿站](/study-posts/xincuo/jiangdou-yizhan.md)",
            wrong: "[驿站](«/study-posts/xincuo/jiangdou-yzhan.md»)",
            code: "broken-link",
        },
        Slip {
            file: ACTIVITIES,
            right: "  starts: 2026-04-15 19:30",
            wrong: "  starts: «2026-04-15 25:30»",
            code: "bad-date",
        },
        Slip {
            file: STATION,
            right: "name: 步行街社区新时代文明实践站",
            wrong: "name: «\"\"»",
            code: "empty-text",
        },
    ];
    for windows in [
        (|text| text.replace('\n', "\r\n")) as fn(String) -> String,
        |text| format!("\u{feff}{text}"),
        |text| format!("\u{feff}{}", text.replace('\n', "\r\n")),
    ] {
        let site = Site::sample();
        let mut expected: Vec<String> = slips.iter().map(|slip| slip.make(&site)).collect();
        for slip in &slips {
            rewrite(&site, slip.file, windows);
        }
        expected.sort();
        assert_eq!(site.told(), expected);
    }
}

#[test]
fn a_byte_order_mark_takes_no_column_of_the_first_line() {
    let site = Site::sample();
    let expected = Slip {
        file: ACTIVITIES,
        right: "- id: guojia-anquan-2026",
        wrong: "- id: «国家安全»",
        code: "bad-id",
    }
    .make(&site);
    rewrite(&site, ACTIVITIES, |text| format!("\u{feff}{text}"));
    assert_eq!(site.told(), [expected]);
}

#[test]
fn every_slip_of_a_file_is_told_in_one_run() {
    let site = Site::sample();
    let slip = |right, wrong, code| {
        Slip {
            file: STATION,
            right,
            wrong,
            code,
        }
        .make(&site)
    };
    let expected = [
        slip("address:", "«adress»:", "unknown-key"),
        slip("lng: 119.3849", "lng: «11.93849»", "outside-region"),
        slip("hours: Mo-Su", "hours: «每天»", "bad-hours"),
        slip("area_m2: 210", "area_m2: «两百»", "wrong-type"),
        slip(
            "teams: [buxingjie-volunteers]",
            "teams: [«buxingjie»]",
            "missing-team",
        ),
        slip("opened: 2019-07-15", "opened: «2019-07-32»", "bad-date"),
        slip("status: open", "status: «opened»", "unknown-value"),
        slip("  facilities: true", "  «facilites»: true", "unknown-item"),
        slip("3SU;UNTIL", "3SU;«UNTILL»", "bad-repeat"),
        slip(
            "ends: 2026-04-14 22:10",
            "ends: «2026-04-14 20:10»",
            "reversed-times",
        ),
        slip(
            "[书香驿站](/study-posts/yuping/shuxiang.md)",
            "[书香驿站](«/study-posts/yuping/shuxang.md»)",
            "broken-link",
        ),
    ];
    assert_eq!(site.told(), expected);
}

#[test]
fn slips_in_many_files_are_told_in_one_run_sorted_by_file_and_line() {
    let site = Site::sample();
    let slip = |file, right, wrong, code| {
        Slip {
            file,
            right,
            wrong,
            code,
        }
        .make(&site)
    };
    let expected = [
        slip(
            ACTIVITIES,
            "place: longshan/yutang",
            "place: «longshan/yutan»",
            "missing-place",
        ),
        slip(
            ACTIVITY,
            "status: done",
            "status: «finished»",
            "unknown-value",
        ),
        slip(
            ACTIVITY,
            "attendance: 97",
            "attendance: «近百»",
            "wrong-type",
        ),
        slip(
            ARTICLE,
            "date: 2026-02-28",
            "date: «2026-02-29»",
            "bad-date",
        ),
        slip(
            ARTICLE,
            "[江兜村](/stations/xincuo/jiangdou.md)",
            "[江兜村](«/stations/xincuo/jiangduo.md»)",
            "broken-link",
        ),
        slip(
            INSTITUTE,
            "parent: fuqing",
            "parent: «yuping/buxingjie»",
            "wrong-tier",
        ),
        slip(
            "content/standards.yaml",
            "applies_to: [study-post]",
            "applies_to: [«studypost»]",
            "unknown-value",
        ),
        slip(STATION, "crs: wgs84", "crs: «gps»", "unknown-value"),
        slip(
            TEAM,
            "kind: professional",
            "kind: «professionals»",
            "unknown-value",
        ),
        slip(
            "site-config.yaml",
            "Asia/Shanghai",
            "«Asia/Fuzhou»",
            "bad-config",
        ),
    ];
    assert_eq!(site.told(), expected);
}

/// Whatever the tier above is: the help names it, and a file that is put where it says has its parent.
#[test]
fn a_place_outside_the_folder_of_its_parent_is_told_into_which_to_put_it() {
    for (parent, called, of_parent) in [
        ("center", "CENTER", "longjiang"),
        ("institute", "INSTITUTE", "yuping"),
        ("station", "STATION", "yuping/buxingjie"),
    ] {
        let scratch = Site::base();
        let config = scratch.read("site-config.yaml");
        let tier = format!("{{id: base, folder: bases, parent: {parent}, in_parent_folder: true}}");
        scratch.write("site-config.yaml", format!("{config}tiers: [{tier}]\n"));
        let place = "---\nname: 示例茶园\naddress: 龙江市（示例地址）\n\
            location: {lng: 119.38, lat: 25.72, crs: wgs84}\n---\n";
        scratch.write("content/bases/chayuan.md", place);
        let found = scratch.open().diagnostics;
        assert_eq!(found.len(), 1, "{parent}: {:#?}", lines(&found));
        let help = found[0].help.as_ref().expect("it has help");
        let wanted = format!("content/bases/{called}/chayuan.md");
        assert!(help.english.ends_with(&wanted), "{parent}: {help:?}");
        std::fs::remove_file(scratch.path("content/bases/chayuan.md")).expect("is removed");
        scratch.write(&format!("content/bases/{of_parent}/chayuan.md"), place);
        let site = scratch.open();
        assert_eq!(lines(&site.diagnostics), [""; 0], "{parent}");
        let network = &site.network;
        let base = network.find_place(&format!("bases/{of_parent}/chayuan"));
        let above = base.and_then(|base| network.places[base].parent);
        let above = above.map(|above| network.places[above].document.id.as_str());
        assert_eq!(above, Some(of_parent));
    }
}

/// What refers to something in a file that cannot be read is not to blame.
#[test]
fn a_file_that_cannot_be_read_is_the_only_one_told() {
    let site = Site::sample();
    for file in [
        ACTIVITIES,
        ACTIVITY,
        ARTICLE,
        "content/centers/fuqing.md",
        INSTITUTE,
        "content/needs/2026-b.yaml",
        "content/pages/about.md",
        "content/plans/2026.yaml",
        "content/platforms.yaml",
        "content/projects/theory/xuanjiang-jincun.md",
        "content/standards.yaml",
        STATION,
        STUDY_POST,
        TEAM,
    ] {
        let text = site.read(file);
        let lines_before = usize::from(file.ends_with(".md"));
        let place = text
            .split_inclusive('\n')
            .take(lines_before)
            .map(str::len)
            .sum();
        let (before, after) = text.split_at(place);
        site.write(file, format!("{before}\"\n{after}"));
        let found = site.told();
        site.write(file, &text);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].starts_with(file), "{found:#?}");
    }
}

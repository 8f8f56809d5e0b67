//! What looks like a slip and is none stays silent: every rule that guesses has its counterexamples here.

mod support;

use support::{Site, lines};
use zhandian::output::Memory;

/// A station with further keys, and a text in an article; nothing is told about either.
fn is_silent(keys: &str, text: &str) {
    let site = Site::base();
    site.write(
        "content/stations/yuping/chengbei.md",
        format!(
            "---\nname: 城北社区站\naddress: 玉屏街道城北社区\n\
             location: {{lng: 119.3921, lat: 25.7314, crs: wgs84}}\n{keys}\n---\n"
        ),
    );
    site.write(
        "content/articles/deng.md",
        format!("---\ntitle: 灯\ndate: 2026-07-01\nsource: 所\n---\n\n{text}\n"),
    );
    site.write(
        "content/articles/pingmian.png",
        std::fs::read(site.path("content/stations/yuping/dating.png"))
            .expect("the base site has a picture"),
    );
    assert_eq!(site.told(), Vec::<String>::new(), "{keys}\n{text}");
}

#[test]
fn phone_numbers_with_extensions_and_of_public_services_pass() {
    for phone in [
        "0591-0000-0000 转 802",
        "\"12345\"",
        "0591-12345",
        "400-123-4567",
        "+86 591 0000 0000",
        "13800000000",
    ] {
        is_silent(&format!("phone: {phone}"), "");
    }
}

#[test]
fn dashes_in_texts_of_several_lines_pass() {
    for keys in [
        "brand: |\n  服务项目:\n  -理发\n  -量血压",
        "contact: >-\n  带上:\n  —身份证\nphone: 0591-0000-0000",
    ] {
        is_silent(keys, "");
    }
}

#[test]
fn comments_after_values_pass() {
    for keys in [
        "hours: Mo-Fr 08:30-17:30 #周末不开",
        "area_m2: 210 #平方米",
        "phone: 0591-0000-0000 # 值班室",
        "contact: \"1 #窗口\"",
        "brand: C#语言班",
        "brand: |\n  第 1 期\n  第 2 期 #2",
        "status: open\n#contact: 1 #窗口",
    ] {
        is_silent(keys, "");
    }
}

#[test]
fn hours_round_the_clock_and_in_the_evening_pass() {
    for hours in [
        "24/7",
        "Mo-Su 00:00-24:00",
        "Fr 18:00-24:00",
        "Sa 19:00-01:00",
        "Mo-Fr 08:30-17:30; PH off",
    ] {
        is_silent(&format!("hours: {hours}"), "");
    }
}

#[test]
fn signs_that_are_meant_as_they_stand_pass() {
    for text in [
        "公示：张**、李**，手机 138****5678。",
        "公示：张**。",
        "#文明实践# 今天",
        "-5 度到 5 度",
        "2026.7.9\n2026.7.10",
        "[文字]（说明）",
        "好消息！[平面图](pingmian.png)在这里。",
        "[文字]（a 和 b）、【通知】（见 下文）",
        "[关于](/pages/about.md '关于 我们')",
        "```\n##x\n| a |\n| b |\n```",
        "| 甲 | 乙 |\n| --- | --- |\n| 一\\|二 | 三 |",
        "1、一\n\n2、二",
        "小标题\n------\n\n正文",
        "`http://example.com/` 和 <https://example.com/a>",
        "[https://example.com](https://example.com/)",
        "[关于](/pages/about.md \"关于我们\")",
        "[本站](https://example.org/about/)",
        "注[^1]。\n\n[^1]: 注释",
        "编号 350181002001350181、20260709090020260709。",
    ] {
        is_silent("", text);
    }
}

#[test]
fn what_is_done_after_the_day_of_the_build_passes() {
    let site = Site::base();
    let done: String = (1..=20)
        .map(|day| {
            format!(
                "- {{id: a{day}, title: 读报 {day}, place: yuping, starts: 2026-08-{day:02} 09:00, status: done}}\n"
            )
        })
        .collect();
    site.write("content/activities/august.yaml", done);
    assert_eq!(site.told(), Vec::<String>::new());
}

#[test]
fn a_text_file_that_something_links_to_is_not_told_as_stray() {
    let site = Site::base();
    site.write("content/articles/mingdan.txt", "一、二、三");
    site.write(
        "content/articles/deng.md",
        "---\ntitle: 灯\ndate: 2026-07-01\nsource: 所\n---\n\n[名单](mingdan.txt)\n",
    );
    let opened = site.open();
    assert_eq!(lines(&opened.diagnostics), Vec::<String>::new());
    let report = opened.render(site.root(), &Memory::default(), &|_, _| {});
    let report = report.expect("the pages can be rendered");
    assert_eq!(lines(&report.diagnostics), Vec::<String>::new());
}

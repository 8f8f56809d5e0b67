//! Nothing of a site is left out in silence: what cannot be read, followed or named is told with its name, while
//! all other faults are told too; and a site that lost its content does not replace the good one.
#![cfg(unix)]

mod support;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use support::{CONFIG, Site, TODAY, markdown, picture, place};
use zhandian::content;
use zhandian::output::Memory;
use zhandian::picture::Pictures;
use zhandian::serve::Preview;
use zhandian::site::{Inputs, LoadedTheme};
use zhandian::text::Lang;

const STATION: &str = "content/stations/yuping/buxingjie.md";

/// A page with a mistake of its own, which is told whatever else is wrong.
const MISTAKE: (&str, &str) = ("content/pages/cuowu.md", "---\ntitel: 错误\n---\n");

/// What a configuration may demand of the content.
const EXPECTED: &str = "expected: {projects: 66}\nmenu: [{name: 关于, url: /about/}]\n";

fn link(site: &Site, target: impl AsRef<Path>, at: &str) {
    let at = site.path(at);
    fs::create_dir_all(at.parent().expect("it has a folder")).expect("it can be made");
    symlink(target, at).expect("it can be made");
}

/// The lines that `check` prints with a code.
fn told(site: &Site, code: &str) -> Vec<String> {
    let mut faults = site.faults();
    faults.retain(|line| line.contains(code));
    faults
}

#[test]
fn a_site_without_content_does_not_replace_the_good_one() {
    type Loss = fn(&Site);
    let losses: [(&str, Loss); 7] = [
        ("文件，不是文件夹", |site| {
            site.write("content", "../neirong")
        }),
        ("没有 `content` 文件夹", |_| {}),
        ("是空的", |site| {
            fs::create_dir(site.path("content")).expect("it can be made");
        }),
        ("通到网站的文件夹外面", |site| {
            let outside = site.root().parent().expect("it has a folder").join("kept");
            fs::create_dir(&outside).expect("it can be made");
            link(site, outside, "content");
        }),
        ("什么也没有", |site| link(site, "neirong", "content")),
        ("没有一条内容", |site| {
            site.write("content/dating.jpg", "")
        }),
        ("都是草稿", |site| {
            site.write(
                "content/pages/a.md",
                markdown("title: 甲\ndraft: true\n", "甲。"),
            );
        }),
    ];
    for (message, lose) in losses {
        let site = Site::small();
        site.build(&[]);
        let before = site.public();
        fs::remove_dir_all(site.path("content")).expect("it can be removed");
        lose(&site);
        // What the configuration expects of the content then fails too, which is no further mistake.
        site.write("site-config.yaml", CONFIG.to_owned() + EXPECTED);
        let faults = site.faults();
        assert_eq!(faults.len(), 1, "{message}: {faults:?}");
        assert!(faults[0].contains("no-content"), "{message}: {faults:?}");
        assert!(faults[0].contains(message), "{message}: {faults:?}");
        let run = site.try_build(&[]);
        assert_eq!(run.code, 1, "{message}: {}", run.stderr);
        assert!(site.public() == before, "{message}: the good site stands");
    }
}

#[test]
fn the_last_record_that_becomes_a_draft_is_missed_and_one_that_is_published_is_enough() {
    let draft = markdown("title: 甲\ndraft: true\n", "甲。");
    let site = Site::empty()
        .with("site-config.yaml", CONFIG)
        .with("content/pages/a.md", &draft);
    assert_eq!(told(&site, "no-content").len(), 1);
    let run = site.run(&["check", "--drafts", "--today", TODAY]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    site.write("content/pages/a.md", markdown("title: 甲\n", "甲。"));
    assert_eq!(site.faults(), Vec::<String>::new());
}

#[test]
fn content_may_be_a_link_within_the_site() {
    let plain = Site::small();
    plain.build(&[]);
    let linked = Site::small();
    fs::create_dir(linked.path("shared")).expect("it can be made");
    fs::rename(linked.path("content"), linked.path("shared/neirong")).expect("it can be moved");
    link(&linked, "shared/neirong", "content");
    linked.build(&[]);
    assert!(linked.public() == plain.public());
}

#[test]
fn links_within_the_site_are_followed() {
    let site = Site::small();
    let station = markdown(&place("小桥实践站"), "小桥。");
    site.write("shared/xiaoqiao.md", station);
    site.write(
        "shared/posts/shuxiang.md",
        markdown(&place("书香驿站"), "书香。"),
    );
    link(
        &site,
        "../../../shared/xiaoqiao.md",
        "content/stations/yuping/xiaoqiao.md",
    );
    link(
        &site,
        site.path("shared/posts"),
        "content/study-posts/yuping",
    );
    site.build(&[]);
    assert!(site.has("stations/yuping/xiaoqiao/index.html"));
    assert!(site.has("study-posts/yuping/shuxiang/index.html"));
}

#[test]
fn a_file_that_is_reached_in_two_ways_is_told_as_written_twice() {
    let site = Site::small();
    link(
        &site,
        "buxingjie.md",
        "content/stations/yuping/buxingjie-2.md",
    );
    let faults = site.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("duplicate-record"), "{faults:?}");
    let site = Site::small().with(
        "content/teams/liebiao/dui.yaml",
        "- {id: dui, name: 队, kind: volunteer}\n",
    );
    link(&site, "dui.yaml", "content/teams/liebiao/dui-2.yaml");
    assert_eq!(told(&site, "duplicate-id").len(), 1, "{:?}", site.faults());
}

#[test]
fn links_that_lead_nowhere_hide_no_other_fault() {
    let site = Site::small().with(MISTAKE.0, MISTAKE.1);
    let outside = site
        .root()
        .parent()
        .expect("it has a folder")
        .join("secret.md");
    fs::write(&outside, markdown("title: 机密\n", "机密。")).expect("it can be written");
    link(&site, &outside, "content/pages/out.md");
    link(&site, "/", "content/articles/all");
    link(&site, "nothing.md", "content/pages/dangling.md");
    link(&site, "loop", "content/pages/loop");
    link(&site, "../..", "content/stations/yuping/up");
    let faults = told(&site, "unfollowed-link");
    for name in [
        "pages/out.md",
        "articles/all",
        "pages/dangling.md",
        "pages/loop",
        "stations/yuping/up",
    ] {
        let of_it = faults.iter().filter(|line| line.contains(name)).count();
        assert_eq!(of_it, 1, "{name}: {faults:?}");
    }
    assert_eq!(faults.len(), 5, "{faults:?}");
    assert_eq!(told(&site, "cuowu.md").len(), 1, "{:?}", site.faults());
    assert!(!site.faults().iter().any(|line| line.contains("机密")));
}

#[test]
fn links_that_multiply_come_to_an_end() {
    let site = Site::small();
    for folder in 0..30 {
        fs::create_dir_all(site.path(&format!("many/{folder}"))).expect("it can be made");
        for way in ["a", "b"] {
            let next = format!("../{}", folder + 1);
            link(&site, next, &format!("many/{folder}/{way}"));
        }
    }
    fs::create_dir(site.path("many/30")).expect("it can be made");
    link(&site, "../../many/0", "content/pages/many");
    assert!(!told(&site, "unfollowed-link").is_empty());
}

#[test]
fn names_that_are_no_text_are_told_with_all_other_faults() {
    let site = Site::small().with(MISTAKE.0, MISTAKE.1);
    // 义诊 in GBK, as an archive from Windows is unpacked.
    let gbk = b"\xD2\xE5\xD5\xEF";
    let name = |ending: &[u8]| [&gbk[..], ending].concat();
    let activities = site.path("content/activities");
    let folder = activities.join(OsStr::from_bytes(&name(b"")));
    fs::create_dir_all(&folder).expect("it can be made");
    fs::write(folder.join("a.md"), "").expect("it can be written");
    fs::write(activities.join(OsStr::from_bytes(&name(b".md"))), "").expect("it can be written");
    fs::write(activities.join(OsStr::from_bytes(&name(b".jpg"))), "").expect("it can be written");
    let faults = told(&site, "bad-file-name");
    assert_eq!(faults.len(), 3, "{faults:?}");
    for line in &faults {
        assert!(
            line.starts_with(r"content/activities/\xD2\xE5\xD5\xEF"),
            "{line}"
        );
    }
    assert_eq!(told(&site, "cuowu.md").len(), 1, "{:?}", site.faults());
    let run = site.run(&["check", "--today", TODAY]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("GBK"), "{}", run.stderr);
}

#[test]
fn what_may_not_be_read_is_told_with_all_other_faults() {
    let site = Site::small().with(MISTAKE.0, MISTAKE.1);
    let closed = ["content/articles", STATION, "content/root/CNAME"];
    site.write("content/articles/a.md", "");
    site.write("content/root/CNAME", "example.org");
    let set = |mode| {
        for path in closed {
            let permissions = fs::Permissions::from_mode(mode);
            fs::set_permissions(site.path(path), permissions).expect("it is ours");
        }
    };
    set(0o000);
    if fs::read(site.path(STATION)).is_ok() {
        // Nothing is closed to whoever runs this.
        return;
    }
    let faults = told(&site, "unreadable-file");
    set(0o700);
    assert_eq!(faults.len(), closed.len(), "{faults:?}");
    assert_eq!(told(&site, "cuowu.md").len(), 1);
}

/// A site that shows a picture, offers a document, and has a file for its root.
fn site_with_files() -> Site {
    let fields = place("步行街实践站") + "photos: [{src: dating.png, alt: 大厅}]\n";
    let site = Site::small()
        .with(STATION, &markdown(&fields, "[计划](jihua.pdf)"))
        .with("content/stations/yuping/jihua.pdf", "%PDF-1.7")
        .with("content/root/CNAME", "example.org\n");
    site.write(
        "content/stations/yuping/dating.png",
        picture(image::ImageFormat::Png),
    );
    site
}

#[test]
fn what_vanishes_before_it_is_published_stops_the_build_by_name() {
    for file in [
        "content/stations/yuping/dating.png",
        "content/stations/yuping/jihua.pdf",
        "content/root/CNAME",
    ] {
        let site = site_with_files();
        let options = site.options();
        let inputs = Inputs::read(&options).expect("it can be read");
        let linked = zhandian::site::Site::link(&options, inputs);
        assert_eq!(linked.diagnostics, []);
        fs::remove_file(site.path(file)).expect("it can be removed");
        let rendered = linked.render(site.root(), &Memory::default(), &|_, _| {});
        let error = rendered.expect_err(file).to_string();
        assert!(error.contains(file), "{file}: {error}");
    }
}

#[test]
fn what_vanishes_after_it_was_listed_is_told_where_it_is_named() {
    for file in ["dating.png", "jihua.pdf"] {
        let site = site_with_files();
        let options = site.options();
        let (config, config_faults) = Inputs::config(&options).expect("it can be read");
        let content = content::load(site.root(), &config).expect("it can be read");
        fs::remove_file(site.path("content/stations/yuping").join(file)).expect("it is there");
        let days = options.link_options(&config);
        let pictures =
            Pictures::read(site.root(), &content, &config, days).expect("there is a site");
        let theme = LoadedTheme::read(&options, &config).expect("it is built in");
        let inputs = Inputs {
            config,
            config_faults,
            content,
            pictures,
            theme,
        };
        let linked = zhandian::site::Site::link(&options, inputs);
        let told = linked.diagnostics.iter();
        let told: Vec<_> = told.map(|found| (found.rule.code, &*found.file)).collect();
        assert_eq!(told, [("unreadable-file", STATION)], "{file}");
    }
}

#[test]
fn a_preview_follows_links_and_tells_what_a_build_tells() {
    let site = Site::small().with(
        "shared/xiaoqiao.md",
        &markdown(&place("小桥实践站"), "第一版。"),
    );
    let linked = "content/stations/yuping/xiaoqiao.md";
    link(&site, "../../../shared/xiaoqiao.md", linked);
    let mut preview = Preview::open(&site.options(), Some(Lang::Chinese)).expect("it opens");
    assert!(
        preview.state().site.is_some(),
        "{}",
        preview.first_update().text
    );
    assert!(
        preview
            .dependencies()
            .any(|file| file.ends_with("shared/xiaoqiao.md"))
    );
    let refresh = |preview: &mut Preview, path: &str| {
        let touched = HashSet::from([site.path(path)]);
        preview.refresh(&touched).expect("it can be read")
    };
    site.write(
        "shared/xiaoqiao.md",
        markdown(&place("小桥文明实践站"), "第二版，长一些。"),
    );
    let update = refresh(&mut preview, "shared/xiaoqiao.md").expect("something changed");
    assert_eq!(update.diagnostics, []);
    fs::remove_file(site.path("shared/xiaoqiao.md")).expect("it is there");
    let update = refresh(&mut preview, "shared/xiaoqiao.md").expect("something changed");
    let codes: Vec<_> = update
        .diagnostics
        .iter()
        .map(|found| found.rule.code)
        .collect();
    assert_eq!(codes, ["unfollowed-link"]);
    fs::remove_file(site.path(linked)).expect("it is there");
    let update = refresh(&mut preview, linked).expect("something changed");
    assert_eq!(update.diagnostics, []);
    fs::remove_dir_all(site.path("content")).expect("it is there");
    let update = refresh(&mut preview, "content").expect("something changed");
    let codes: Vec<_> = update
        .diagnostics
        .iter()
        .map(|found| found.rule.code)
        .collect();
    assert_eq!(codes, ["no-content"]);
}

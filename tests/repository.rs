//! The link from a page to the file that made it.

mod support;

use support::{CONFIG, Site, TODAY, markdown, place};

const LIST: &str = "\
- id: yizhen
  title: 义诊
  place: yuping/buxingjie
  starts: 2026-07-20 08:30
  tags: [健康]
- id: xijiang
  title: 宣讲
  place: yuping/buxingjie
  starts: 2026-07-21 08:30
";

fn site(repository: &str) -> Site {
    let inline = "activities:\n  - id: lifa\n    title: 理发\n    starts: 2026-07-15 08:30\n";
    Site::small()
        .with("site-config.yaml", &format!("{CONFIG}{repository}"))
        .with("content/activities/2026.yaml", LIST)
        .with(
            "content/institutes/yuping.md",
            &markdown(&(place("玉屏实践所") + inline), "这里是实践所。"),
        )
        .with(
            "content/pages/about.md",
            &markdown("title: 关于\naliases: [/guanyu/]\n", "说明。"),
        )
}

/// The addresses of editors that a page leads to.
fn editors(site: &Site, page: &str) -> Vec<String> {
    site.page(page)
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(href, _)| href.to_owned())
        .filter(|href| href.starts_with("https://gitee.com/"))
        .collect()
}

#[test]
fn every_page_leads_to_the_file_that_made_it() {
    let site = site("repository: {url: https://gitee.com/town/site, branch: master, root: web}\n");
    site.build(&[]);
    let files = [
        ("institutes/yuping/index.html", "institutes/yuping.md"),
        (
            "stations/yuping/buxingjie/index.html",
            "stations/yuping/buxingjie.md",
        ),
        ("about/index.html", "pages/about.md"),
        (
            "activities/yizhen/poster/index.html",
            "activities/2026.yaml",
        ),
        (
            "activities/institutes/yuping/lifa/poster/index.html",
            "institutes/yuping.md",
        ),
    ];
    for (page, file) in files {
        let editor = format!("https://gitee.com/town/site/edit/master/web/content/{file}");
        assert_eq!(editors(&site, page), [editor], "{page}");
    }
    for page in [
        "index.html",
        "404.html",
        "stations/index.html",
        "tags/健康/index.html",
        "guanyu/index.html",
    ] {
        assert_eq!(editors(&site, page), [""; 0], "{page}");
    }
}

#[test]
fn without_a_repository_no_page_leads_to_an_editor() {
    let site = site("");
    site.build(&[]);
    assert!(!site.page("about/index.html").contains("编辑本页"));
}

#[test]
fn a_hostile_address_stays_text_or_is_refused() {
    let pattern = "repository: {edit: \"https://example.org/e?a=1&b={path}&c=1\"}\n";
    let site = site(pattern);
    site.build(&[]);
    let page = site.page("about/index.html");
    let expected = "https://example.org/e?a=1&amp;b=content/pages/about.md&amp;c=1";
    assert!(page.contains(expected), "{page}");
    for hostile in [
        "edit: 'javascript:alert(1)//{path}'",
        "edit: 'https://example.org/\"><script>{path}'",
        "url: 'https://github.com/a/b\" onclick=\"x'",
    ] {
        site.write(
            "site-config.yaml",
            format!("{CONFIG}repository: {{{hostile}}}\n"),
        );
        let run = site.try_build(&["--format", "short"]);
        assert_eq!(run.code, 1, "{hostile}");
        assert!(run.stdout.contains("error[bad-config]"), "{}", run.stdout);
    }
    let unknown = site.run(&["check", "--today", TODAY, "--lang", "en"]);
    assert!(
        unknown.stderr.contains("site-config.yaml:3:"),
        "{}",
        unknown.stderr
    );
}

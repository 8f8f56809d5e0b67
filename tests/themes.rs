//! A theme of the site's own builds on the default one file by file, and what its author got wrong is
//! told where it stands, with the page on which it showed.

mod support;

use support::{CONFIG, Site, assert_same, copy, markdown, repository, tree};

/// A small site with a theme that inherits everything.
fn themed() -> Site {
    Site::small()
        .with("site-config.yaml", &format!("{CONFIG}theme: own\n"))
        .with("themes/own/theme.yaml", "api: 1\nparent: default\n")
}

/// What is wrong with a build, one fault a line: file, line, column, severity, code, message.
fn told(site: &Site) -> Vec<String> {
    let run = site.try_build(&["--format", "short", "--lang", "en"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!site.path("public").exists());
    run.stdout.lines().map(str::to_owned).collect()
}

#[track_caller]
fn assert_told(site: &Site, expected: &[&[&str]]) {
    let faults = told(site);
    assert_eq!(faults.len(), expected.len(), "{faults:#?}");
    for (fault, parts) in faults.iter().zip(expected) {
        assert!(fault.starts_with(parts[0]), "{fault}, not {}", parts[0]);
        for part in *parts {
            assert!(fault.contains(part), "{fault}, without {part}");
        }
    }
}

#[test]
fn a_theme_overrides_its_parent_file_by_file() {
    let site = themed();
    site.build(&[]);
    let inherited = site.public();
    site.write(
        "themes/own/templates/page.html",
        "{% extends \"base.html\" %}\n{% block main %}<h1>我们：{{ plain_page.title }}</h1>{% endblock main %}\n",
    );
    site.write("themes/own/static/style.css", "body { color: black }\n");
    site.write(
        "themes/own/static/extra/print.css",
        "@page { margin: 2cm }\n",
    );
    site.write(
        "themes/own/texts/zh-CN.yaml",
        "home: 大门\nplace_status: {closed: 歇业}\n",
    );
    site.write("content/pages/about.md", markdown("title: 关于", "本站。"));
    site.write(
        "content/centers/fuqing.md",
        markdown(&format!("{}status: closed", support::place("实践中心")), ""),
    );
    site.build(&[]);
    let about = site.page("about/index.html");
    assert!(about.contains("<h1>我们：关于</h1>"), "{about}");
    assert!(about.contains("<a href=\"/\">大门</a>"), "{about}");
    assert!(
        about.contains("class=\"skip\""),
        "the frame is the parent's"
    );
    assert_eq!(site.page("static/style.css"), "body{color:black}\n");
    assert!(site.has("static/extra/print.css"));
    let center = site.page("centers/fuqing/index.html");
    assert!(
        center.contains("歇业") && center.contains("开放时间"),
        "{center}"
    );
    for path in inherited.keys().filter(|path| path.starts_with("static/")) {
        assert!(site.has(path), "{path}");
    }
}

#[test]
fn a_theme_may_have_a_grandparent() {
    let site = themed()
        .with("themes/own/theme.yaml", "api: 1\nparent: middle\n")
        .with("themes/middle/theme.yaml", "api: 1\nparent: default\n")
        .with("themes/middle/static/style.css", "middle")
        .with(
            "themes/middle/texts/zh-CN.yaml",
            "home: 中门\nsitemap: 地图\n",
        )
        .with("themes/own/texts/zh-CN.yaml", "home: 大门\n");
    site.build(&[]);
    let page = site.page("centers/fuqing/index.html");
    assert!(page.contains("大门") && page.contains("地图") && !page.contains("中门"));
    assert_eq!(site.page("static/style.css"), "middle\n");
}

#[test]
fn the_built_in_theme_is_the_one_on_disk() {
    let site = Site::small();
    site.build(&[]);
    let built_in = site.public();
    copy(
        &repository().join("themes/default"),
        &site.path("themes/default"),
    );
    site.build(&[]);
    assert_same(&built_in, &tree(&site.path("public")));
}

#[test]
fn a_missing_variable_is_told_once_with_the_first_page_it_failed_on() {
    let site = themed().with(
        "themes/own/templates/place.html",
        "{% extends \"base.html\" %}\n{% block main %}<h1>名</h1>\n地址：{{ plase.card.name }}\n{% endblock main %}\n",
    );
    assert_told(
        &site,
        &[&[
            "themes/own/templates/place.html:3:7:",
            "template-fault",
            "/centers/fuqing/",
            "plase",
        ]],
    );
}

#[test]
fn a_fault_in_an_inherited_template_names_the_file_it_stands_in() {
    let base = std::fs::read_to_string(repository().join("themes/default/templates/base.html"))
        .expect("the default theme is there");
    let wrong = base.replacen(
        "<!doctype html>\n",
        "<!doctype html>\n{{ site.nothing.here }}",
        1,
    );
    let site = themed().with("themes/own/templates/base.html", &wrong);
    let faults = told(&site);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(
        faults[0].starts_with("themes/own/templates/base.html:2:"),
        "{faults:#?}"
    );
    assert!(faults[0].contains("the page /"), "{faults:#?}");
}

#[test]
fn a_filter_or_component_that_does_not_exist_is_told() {
    for (line, column, name) in [
        ("{{ plain_page.title | upcase }}", 23, "upcase"),
        ("{{ plain_page.title | truncat(length=3) }}", 23, "truncat"),
        ("{{ <ui.nothing card={plain_page} /> }}", 4, "ui.nothing"),
        ("{{ nothing(path=\"x\") }}", 4, "nothing"),
        ("{% if plain_page.title is evne %}x{% endif %}", 27, "evne"),
    ] {
        let site = themed()
            .with("content/pages/about.md", &markdown("title: 关于", "本站。"))
            .with(
                "themes/own/templates/page.html",
                &format!("<p>\n{line}\n</p>\n"),
            );
        let faults = told(&site);
        let place = format!("themes/own/templates/page.html:2:{column}:");
        assert_eq!(faults.len(), 1, "{line}: {faults:#?}");
        assert!(faults[0].starts_with(&place), "{line}: {faults:#?}");
        assert!(faults[0].contains(name), "{line}: {faults:#?}");
    }
}

#[test]
fn every_template_that_cannot_be_read_is_told_in_one_run() {
    let site = themed()
        .with(
            "themes/own/templates/home.html",
            "{% extends \"base.html\" %}\n{% blok main %}\n",
        )
        .with("themes/own/templates/need.html", "{{ need.card.title }\n")
        .with(
            "themes/own/templates/place.html",
            "甲乙{% if place.card %}\n没有结尾\n",
        );
    let latin: &[u8] = b"{{ page.title }} caf\xe9\n";
    site.write("themes/own/templates/tag.html", latin);
    assert_told(
        &site,
        &[
            &["themes/own/templates/home.html:2:4:", "template-fault"],
            &["themes/own/templates/need.html:1:20:", "template-fault"],
            &["themes/own/templates/place.html:", "template-fault"],
            &["themes/own/templates/tag.html:1:1:", "UTF-8"],
        ],
    );
}

#[test]
fn a_template_that_extends_nothing_is_told() {
    let site = themed().with(
        "themes/own/templates/home.html",
        "{% extends \"frame.html\" %}\n",
    );
    assert_told(
        &site,
        &[&[
            "themes/own/templates/home.html:1:1:",
            "template-fault",
            "frame.html",
        ]],
    );
}

#[test]
fn a_theme_that_is_not_there_is_told_where_it_is_named() {
    let site = Site::small().with("site-config.yaml", &format!("{CONFIG}theme: defualt\n"));
    assert_told(
        &site,
        &[&["site-config.yaml:3:8:", "missing-theme", "defualt"]],
    );

    let site = themed().with("themes/own/theme.yaml", "api: 1\nparent: defualt\n");
    assert_told(
        &site,
        &[&["themes/own/theme.yaml:2:9:", "missing-theme", "defualt"]],
    );

    let site = themed().with("themes/own/theme.yaml", "api: 1\nparent: own\n");
    assert_told(&site, &[&["themes/own/theme.yaml:2:9:", "bad-theme"]]);

    // Only names of folders in themes/, nothing further away.
    let site = Site::small().with("site-config.yaml", &format!("{CONFIG}theme: ../own\n"));
    assert_told(&site, &[&["site-config.yaml:3:8:", "bad-config"]]);
    let site = themed()
        .with("themes/own/theme.yaml", "api: 1\nparent: ../elsewhere\n")
        .with("elsewhere/theme.yaml", "api: 1\nparent: default\n");
    assert_told(&site, &[&["themes/own/theme.yaml:2:9:", "theme"]]);
}

#[test]
fn a_theme_for_another_version_is_refused() {
    let site = themed().with("themes/own/theme.yaml", "parent: default\napi: 2\n");
    assert_told(
        &site,
        &[&["themes/own/theme.yaml:2:6:", "bad-theme", "version 2"]],
    );
    let site = themed().with("themes/own/theme.yaml", "api: 1\nparnet: default\n");
    let faults = told(&site);
    assert!(
        faults[0].starts_with("themes/own/theme.yaml:2:1:"),
        "{faults:#?}"
    );
    assert!(faults[0].contains("unknown-key"), "{faults:#?}");
    let site = themed();
    std::fs::remove_file(site.path("themes/own/theme.yaml")).expect("is there");
    site.write("themes/own/static/x.css", "");
    let faults = told(&site);
    assert!(
        faults[0].starts_with("themes/own/theme.yaml:1:1:"),
        "{faults:#?}"
    );
}

#[test]
fn a_fault_in_the_words_of_a_theme_is_told() {
    let site = themed().with(
        "themes/own/texts/zh-CN.yaml",
        "home: 大门\nsitemap: [地图]\n",
    );
    let faults = told(&site);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(
        faults[0].starts_with("themes/own/texts/zh-CN.yaml:2:10:"),
        "{faults:#?}"
    );
}

#[test]
fn content_faults_and_theme_faults_are_told_together() {
    let site = themed()
        .with("content/pages/about.md", "---\ntitel: 关于\n---\n")
        .with("themes/own/templates/home.html", "{% if %}\n");
    let faults = told(&site);
    assert!(
        faults
            .iter()
            .any(|fault| fault.starts_with("content/pages/about.md:2:1:"))
    );
    assert!(
        faults
            .iter()
            .any(|fault| fault.starts_with("themes/own/templates/home.html:1:"))
    );
}

#[test]
fn what_templates_write_is_escaped_unless_they_say_otherwise() {
    let site = themed()
        .with(
            "content/pages/about.md",
            &markdown("title: 甲 & <乙>", "**重**"),
        )
        .with(
            "themes/own/templates/page.html",
            "{{ plain_page.title }}|{{ plain_page.body }}|{{ plain_page.body | safe }}",
        );
    site.build(&[]);
    let page = site.page("about/index.html");
    assert!(page.starts_with("甲 &amp; &lt;乙&gt;|&lt;p&gt;"), "{page}");
    assert!(page.ends_with("|<p><strong>重</strong></p>\n"), "{page}");
}

#[test]
fn every_reference_that_leads_nowhere_is_told_in_one_run() {
    let site = themed()
        .with(
            "themes/own/templates/page.html",
            "{{ plain_page.title | upcase }}\n{% include \"nothing.html\" %}\n",
        )
        .with(
            "themes/own/templates/team.html",
            "{% extends \"base.html\" %}\n{% block mian %}{% endblock mian %}\n",
        );
    assert_told(
        &site,
        &[
            &["themes/own/templates/page.html:1:23:", "upcase"],
            &["themes/own/templates/page.html:2:12:", "nothing.html"],
            &["themes/own/templates/team.html:2:10:", "mian"],
        ],
    );
}

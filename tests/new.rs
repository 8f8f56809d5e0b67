//! `init` and `new`, with which an editor begins: what they write passes the checks, and they touch
//! nothing that is there.

mod support;

#[cfg(target_os = "linux")]
use support::at_terminal;
use support::{Site, TODAY, assert_same, bare, tree};

#[test]
fn a_new_site_builds_without_a_warning() {
    for arguments in [&[][..], &["--name", "甲: \"乙\" # 丙", "--theme"]] {
        let site = Site::scaffold(arguments);
        for today in [TODAY, "2030-01-01"] {
            let check = site.run(&["check", "--strict", "--today", today]);
            assert_eq!(check.code, 0, "{}", check.stderr);
            let build = site.run(&["build", "--strict", "--today", today]);
            assert_eq!(build.code, 0, "{}", build.stderr);
        }
        assert!(site.has("stations/shifan/shequ/index.html"));
        assert_eq!(
            site.path("themes/default/theme.yaml").exists(),
            arguments.len() > 2
        );
    }
    let site = Site::scaffold(&["--name", "甲: \"乙\" # 丙"]);
    site.build(&[]);
    assert!(
        site.page("index.html")
            .contains("<title>甲: &quot;乙&quot; # 丙</title>")
    );
}

/// What would be cut, read as something else or refused without quotes gets them; the rest stays as it was given.
#[test]
fn new_puts_a_text_in_quotes_only_where_it_needs_them() {
    let site = Site::scaffold(&[]);
    for (number, (name, line)) in [
        ("便民集市", "title: 便民集市"),
        ("甲,乙 [丙] a:b c#d", "title: 甲,乙 [丙] a:b c#d"),
        ("灯会 #1", "title: \"灯会 #1\""),
        ("通知: 停水", "title: \"通知: 停水\""),
        ("~", "title: \"~\""),
        ("[通知] 停水", "title: \"[通知] 停水\""),
        ("!甲", "title: \"!甲\""),
        ("甲\n乙", "title: \"甲\\n乙\""),
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("own-{number}");
        let run = site.run(&["new", "page", &id, "--name", name]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let written = std::fs::read_to_string(site.path(&format!("content/pages/{id}.md")))
            .expect("the file is written");
        assert!(written.contains(&format!("\n{line}\n")), "{written}");
        let page = zhandian::yaml::parse(
            &written[4..written.rfind("---").expect("it has front matter")],
            zhandian::yaml::Limits::default(),
        )
        .expect("it is YAML");
        let title = page.entry("title").and_then(|(_, value)| value.scalar());
        assert_eq!(title, Some(name), "{written}");
    }
}

#[test]
fn init_leaves_a_folder_that_is_not_empty_alone() {
    let site = Site::small();
    let before = tree(site.root());
    let run = bare(&["init", site.root().to_str().expect("UTF-8")]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("不是空文件夹"), "{}", run.stderr);
    assert_same(&before, &tree(site.root()));
    // A file is no folder at all.
    site.write("file", "");
    let run = bare(&[
        "init",
        site.path("file").to_str().expect("UTF-8"),
        "--lang",
        "en",
    ]);
    assert_eq!(run.code, 2);
    // Folders that are not there are made.
    let run = bare(&["init", site.path("a/b").to_str().expect("UTF-8")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

const PLACE: &[&str] = &[
    "--name",
    "新站",
    "--address",
    "某路2号",
    "--lng",
    "119.4",
    "--lat",
    "25.7",
    "--crs",
    "gcj02",
];

/// Every kind, an id, the path it is written to, and the flags that it needs.
const KINDS: &[(&str, &str, &str, &[&str])] = &[
    ("center", "second", "centers/second.md", PLACE),
    ("institute", "xincun", "institutes/xincun.md", PLACE),
    (
        "station",
        "shifan/xincun",
        "stations/shifan/xincun.md",
        PLACE,
    ),
    (
        "study-post",
        "shifan/xincun",
        "study-posts/shifan/xincun.md",
        PLACE,
    ),
    (
        "project",
        "theory/talk",
        "projects/theory/talk.md",
        &["--name", "宣讲"],
    ),
    (
        "team",
        "helpers",
        "teams/helpers.md",
        &["--name", "一队", "--team-kind", "volunteer"],
    ),
    (
        "activity",
        "fair",
        "activities/fair.md",
        &[
            "--name",
            "集市",
            "--place",
            "shifan/shequ",
            "--starts",
            "2026-07-10 09:00",
        ],
    ),
    (
        "need",
        "lamp",
        "needs/lamp.md",
        &[
            "--name",
            "修灯",
            "--place",
            "shifan/shequ",
            "--category",
            "theory",
            "--date",
            "2026-07-01",
        ],
    ),
    ("plan", "2026", "plans/2026.yaml", &[]),
    (
        "article",
        "story",
        "articles/story.md",
        &[
            "--name",
            "经验",
            "--date",
            "2026-07-01",
            "--source",
            "示范站",
        ],
    ),
    (
        "page",
        "rules/post",
        "pages/rules/post.md",
        &["--name", "制度"],
    ),
];

#[test]
fn new_writes_a_file_of_every_kind_that_passes_the_checks() {
    for (kind, id, path, flags) in KINDS {
        let site = Site::scaffold(&[]);
        if *kind == "center" {
            // With two centers it must be said which of them an institute belongs to.
            site.write(
                "content/institutes/shifan.md",
                format!(
                    "---\n{}parent: zhongxin\n---\n",
                    support::place("示范实践所")
                ),
            );
        }
        let run = site.run(&[&["new", kind, id], *flags].concat());
        assert_eq!(run.code, 0, "{kind}: {}", run.stderr);
        assert!(
            run.stderr.contains(&format!("content/{path}")),
            "{kind}: {}",
            run.stderr
        );
        assert!(site.path("content").join(path).is_file(), "{kind}: {path}");
        let check = site.run(&["check", "--format", "short", "--today", TODAY]);
        assert_eq!(check.code, 0, "{kind}: {}", check.stdout);
        // Nothing but what is still to be written.
        let of_file = check.stdout.lines().filter(|line| line.contains(path));
        for line in of_file {
            assert!(line.contains("placeholder-text"), "{kind}: {line}");
        }
        assert_eq!(site.try_build(&[]).code, 0, "{kind}");
    }
}

#[test]
fn new_names_every_flag_that_is_missing() {
    let site = Site::scaffold(&[]);
    let before = tree(site.root());
    for (kind, id, _, flags) in KINDS {
        if flags.is_empty() {
            continue;
        }
        let run = site.run(&["new", kind, id, "--lang", "en"]);
        assert_eq!(run.code, 2, "{kind}: {}", run.stderr);
        for flag in flags.iter().filter(|flag| flag.starts_with("--")) {
            assert!(
                run.stderr.contains(flag),
                "{kind}: {flag} in {}",
                run.stderr
            );
        }
    }
    assert_same(&before, &tree(site.root()));
}

#[test]
fn new_leaves_what_is_there_alone() {
    let site = Site::scaffold(&[]);
    let before = tree(site.root());
    let run = site.run(&["new", "page", "about", "--name", "关于"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("content/pages/about.md"),
        "{}",
        run.stderr
    );
    assert_same(&before, &tree(site.root()));
}

#[test]
fn new_leaves_nothing_behind_when_what_was_given_has_faults() {
    let site = Site::scaffold(&[]);
    let before = tree(site.root());
    let team = |kind| {
        [
            "new",
            "team",
            "helpers",
            "--name",
            "一队",
            "--team-kind",
            kind,
        ]
    };
    let run = site.run(&[&team("voluntary")[..], &["--lang", "en"]].concat());
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("unknown-value"), "{}", run.stderr);
    assert!(run.stderr.contains("`volunteer`"), "{}", run.stderr);
    assert_same(&before, &tree(site.root()));
    assert!(
        !site.path("content/teams").exists(),
        "not even an empty folder"
    );

    let swapped = [
        "--name",
        "甲",
        "--address",
        "某路",
        "--lng",
        "25.7",
        "--lat",
        "119.4",
        "--crs",
        "wgs84",
    ];
    let run = site.run(&[&["new", "station", "shifan/a"][..], &swapped].concat());
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("swapped-coordinates"), "{}", run.stderr);
    assert_same(&before, &tree(site.root()));
}

#[test]
fn new_writes_nothing_that_would_break_other_files() {
    let site = Site::scaffold(&[]);
    let before = tree(site.root());
    let run = site.run(&[&["new", "center", "second"][..], PLACE].concat());
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("ambiguous-parent"), "{}", run.stderr);
    assert!(
        run.stderr.contains("content/institutes/shifan.md"),
        "{}",
        run.stderr
    );
    assert_same(&before, &tree(site.root()));
}

#[test]
fn new_makes_places_of_tiers_that_the_network_adds() {
    let site = Site::scaffold(&[]);
    let config = std::fs::read_to_string(site.path("site-config.yaml")).expect("init wrote it");
    site.write(
        "site-config.yaml",
        format!("{config}\ntiers: [{{id: base, folder: bases, name: 实践基地}}]\n"),
    );
    let run = site.run(&[&["new", "place", "bases/nongchang"][..], PLACE].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.path("content/bases/nongchang.md").is_file());
    assert_eq!(site.try_build(&[]).code, 0);
    assert!(site.has("bases/nongchang/index.html"));

    let run = site.run(
        &[
            &["new", "place", "depots/nongchang", "--lang", "en"][..],
            PLACE,
        ]
        .concat(),
    );
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("bases"), "{}", run.stderr);
}

#[test]
fn new_writes_only_below_the_folder_of_its_kind() {
    let site = Site::scaffold(&[]);
    let before = tree(site.root());
    let absolute = site.path("absolute");
    for id in [
        "../escaped",
        "../../../escaped",
        "a/../../escaped",
        absolute.to_str().expect("UTF-8"),
        "",
        ".",
        "a//b",
        "Upper",
        "中文",
        "a b",
        "a\\b",
    ] {
        let run = site.run(&["new", "page", id, "--name", "甲"]);
        assert_ne!(run.code, 0, "{id:?}: {}", run.stderr);
        assert_same(&before, &tree(site.root()));
    }
    let outside = site.root().parent().expect("has one");
    assert_eq!(tree(outside).len(), before.len());
}

#[cfg(target_os = "linux")]
#[test]
fn new_asks_for_what_is_missing_at_a_terminal() {
    let site = Site::scaffold(&[]);
    // An empty answer is asked for again.
    let Some((code, shown)) = at_terminal(
        &site,
        "new activity fair --place shifan/shequ",
        "\n便民集市\n2026-07-10 09:00\n\n",
    ) else {
        return;
    };
    assert_eq!(code, 0, "{shown}");
    assert_eq!(shown.matches("标题：").count(), 2, "{shown}");
    assert!(
        !shown.contains("地点"),
        "what was given is not asked: {shown}"
    );
    let written = std::fs::read_to_string(site.path("content/activities/fair.md"))
        .expect("the file is written");
    assert!(written.contains("title: 便民集市"), "{written}");
    assert!(written.contains("starts: 2026-07-10 09:00"), "{written}");

    // The end of what is typed is no answer.
    let typed = "新村站\n\u{4}";
    let (code, shown) = at_terminal(&site, "new station shifan/b", typed).expect("as above");
    assert_eq!(code, 2, "{shown}");
    assert!(!site.path("content/stations/shifan/b.md").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn new_asks_again_for_a_wrong_answer_and_keeps_the_others() {
    let site = Site::scaffold(&[]);
    // A time that does not exist, one that does; an end before the start, then a time alone.
    let typed = "2026年7月10日\n2026-07-10 09:00\n08:00\n11:30\n";
    let Some((code, shown)) = at_terminal(
        &site,
        "new activity fair --name 集市 --place shifan/shequ",
        typed,
    ) else {
        return;
    };
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("bad-date"), "{shown}");
    assert!(shown.contains("reversed-times"), "{shown}");
    let written = std::fs::read_to_string(site.path("content/activities/fair.md"))
        .expect("the file is written");
    assert!(written.contains("ends: 2026-07-10 11:30"), "{written}");

    // Longitude and latitude make one line: they are asked for again together.
    let typed = "25.7\n119.4\n高德\n119.4\n25.7\n高德\n";
    let (code, shown) = at_terminal(
        &site,
        "new station shifan/b --name 新村站 --address 某路2号",
        typed,
    )
    .expect("as above");
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("swapped-coordinates"), "{shown}");
    let written = std::fs::read_to_string(site.path("content/stations/shifan/b.md"))
        .expect("the file is written");
    assert!(
        written.contains("location: {lng: 119.4, lat: 25.7, crs: gcj02}"),
        "{written}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn new_offers_categories_and_takes_their_names() {
    let site = Site::scaffold(&[]);
    let typed = "理论宣讲\n2026-07-01\n";
    let Some((code, shown)) = at_terminal(
        &site,
        "new need lamp --name 修灯 --place shifan/shequ",
        typed,
    ) else {
        return;
    };
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("theory 理论宣讲、"), "{shown}");
    let written =
        std::fs::read_to_string(site.path("content/needs/lamp.md")).expect("the file is written");
    assert!(written.contains("category: theory"), "{written}");
}

#[cfg(target_os = "linux")]
#[test]
fn new_judges_the_id_before_it_asks() {
    let site = Site::scaffold(&[]);
    for (id, code) in [
        ("新村", "bad-id"),
        ("xincun", "bad-id"),
        ("shifn/xincun", "missing-place"),
    ] {
        let arguments = format!("new station {id}");
        let Some((exit, shown)) = at_terminal(&site, &arguments, "") else {
            return;
        };
        assert_eq!(exit, 1, "{shown}");
        assert!(shown.contains(code), "{shown}");
        assert!(!shown.contains("名称："), "{shown}");
    }
}

#[test]
fn what_new_leaves_to_be_written_is_told_until_it_is() {
    let site = Site::scaffold(&[]);
    let run = site.run(&["new", "page", "rules", "--name", "制度"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let check = || {
        site.run(&["check", "--format", "short", "--today", TODAY])
            .stdout
    };
    assert!(
        check().contains("rules.md:5:1: warning[placeholder-text]"),
        "{}",
        check()
    );
    site.write(
        "content/pages/rules.md",
        "---\ntitle: 制度\n---\n\n人人可以进来坐。\n",
    );
    assert!(!check().contains("placeholder-text"), "{}", check());
}

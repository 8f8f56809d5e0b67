//! The commands as editors type them: what they print, where, and with which exit code.

mod support;

#[cfg(target_os = "linux")]
use support::at_terminal;
use support::{CONFIG, Site, TODAY, bare, run, stations, tree, zhandian};

#[cfg(target_os = "linux")]
#[test]
fn check_looks_ahead_to_articles_whose_day_has_not_come() {
    let site = Site::small().with(
        "content/articles/later.md",
        "---\ntitle: 预告\ndate: 2026-12-20\nsource: 示例\nplaces: [yuping/buxingje]\n---\n\n文字。\n",
    );
    let check = site.run(&["check", "--today", TODAY, "--format", "short"]);
    assert_eq!(check.code, 1);
    let told = "content/articles/later.md:5:10: error[missing-place]";
    assert!(check.stdout.starts_with(told), "{}", check.stdout);
    // It holds nothing back before its day.
    assert_eq!(site.try_build(&[]).code, 0);
}

#[test]
fn a_long_build_shows_how_far_it_is_at_a_terminal_unless_quiet() {
    let site = Site::small();
    site.write("content/stations/yuping/list.yaml", stations(1200));
    let build = format!("build --today {TODAY}");
    let Some((code, shown)) = at_terminal(&site, &build, "") else {
        return;
    };
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("生成页面"), "{shown}");
    let (code, shown) = at_terminal(&site, &format!("{build} --quiet"), "").expect("as above");
    assert_eq!((code, shown.trim()), (0, ""));
}

#[test]
fn a_build_ends_with_a_summary_unless_quiet() {
    let site = Site::scaffold(&[]);
    let build = site.build(&[]);
    assert_eq!(build.stdout, "");
    let mut lines = build.stderr.lines();
    assert_eq!(lines.next(), Some("站点 3、活动 1、页面 1"));
    let summary = lines.next().expect("a second line");
    for part in ["个页面", "警告 0 处", "秒", "public"] {
        assert!(summary.contains(part), "{part} in {summary}");
    }
    let pages = site
        .public()
        .keys()
        .filter(|path| path.ends_with(".html"))
        .count();
    assert!(
        summary.starts_with(&format!("{pages} ")),
        "{summary}, not {pages}"
    );

    let english = site.build(&["--lang", "en"]);
    assert!(
        english.stderr.starts_with("place 3, activity 1, page 1\n"),
        "{}",
        english.stderr
    );
    let quiet = site.build(&["--quiet"]);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}

#[test]
fn quiet_still_tells_faults() {
    let site = Site::scaffold(&[]);
    site.write("content/pages/about.md", "---\ntitel: 关于\n---\n");
    let run = site.try_build(&["--quiet"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("titel"), "{}", run.stderr);
    assert!(!run.stderr.contains("没有重新生成"), "{}", run.stderr);
    assert!(site.try_build(&[]).stderr.contains("没有重新生成"));
}

#[test]
fn messages_speak_the_sites_language_unless_told_otherwise() {
    let site = Site::small();
    site.write("content/pages/about.md", "---\ntitel: 关于\n---\n");
    assert!(site.run(&["check"]).stderr.contains("是不是想写"));
    assert!(
        site.run(&["check", "--lang", "en"])
            .stderr
            .contains("did you mean")
    );
    site.write("site-config.yaml", format!("{CONFIG}language: en\n"));
    assert!(site.run(&["check"]).stderr.contains("did you mean"));
    assert!(
        site.run(&["check", "--lang", "zh-CN"])
            .stderr
            .contains("是不是想写")
    );
    assert_eq!(site.run(&["check", "--lang", "fr"]).code, 2);
}

#[test]
fn the_root_is_the_current_folder_unless_named() {
    let site = Site::small();
    let mut command = zhandian();
    command
        .args(["build", "--today", TODAY])
        .current_dir(site.root());
    assert_eq!(run(command).code, 0);
    assert!(site.has("index.html"));

    let nowhere = Site::empty();
    for command in [
        &["check"][..],
        &["build"],
        &["new", "page", "a", "--name", "甲"],
    ] {
        let run = nowhere.run(command);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("site-config.yaml"), "{}", run.stderr);
        assert!(run.stderr.contains("zhandian init"), "{}", run.stderr);
    }
    assert!(tree(nowhere.root()).is_empty());
}

#[test]
fn explain_tells_of_one_code_or_lists_all() {
    let all = bare(&["explain"]);
    assert_eq!(all.code, 0);
    let codes: Vec<_> = all
        .stdout
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(codes.len(), zhandian::catalogue::ALL.len());
    for code in codes {
        for (lang, words) in [
            ("zh-CN", ["为什么要紧", "错误的写法", "正确的写法"]),
            ("en", ["Why it matters", "Wrong", "Right"]),
        ] {
            let run = bare(&["explain", code, "--lang", lang]);
            assert_eq!(run.code, 0);
            assert!(run.stdout.starts_with(code), "{}", run.stdout);
            for word in words {
                assert!(run.stdout.contains(word), "{code}: {word}");
            }
        }
    }
    let near = bare(&["explain", "unknwon-key", "--lang", "en"]);
    assert_eq!(near.code, 2);
    assert!(
        near.stderr.contains("did you mean `unknown-key`"),
        "{}",
        near.stderr
    );
    assert!(near.stdout.is_empty());
}

#[test]
fn completions_are_there_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = bare(&["completions", shell]);
        assert_eq!(run.code, 0);
        assert!(
            run.stdout.contains("zhandian") && run.stdout.contains("completions"),
            "{shell}"
        );
    }
    assert_eq!(bare(&["completions", "tcsh"]).code, 2);
}

#[test]
fn help_names_every_command_and_option() {
    let help = bare(&["--help"]);
    assert_eq!(help.code, 0);
    for word in [
        "init",
        "new",
        "check",
        "build",
        "explain",
        "completions",
        "--root",
        "--lang",
    ] {
        assert!(help.stdout.contains(word), "{word}");
        if word.starts_with('-') {
            continue;
        }
        let own = bare(&[word, "--help"]);
        assert_eq!(own.code, 0);
        assert!(own.stdout.contains("--root"), "{word}");
        // Every option says what it is for.
        let mute: Vec<_> = own
            .stdout
            .lines()
            .filter(|line| line.trim_start().starts_with('-') && line.split("  ").count() < 2)
            .collect();
        assert!(mute.is_empty(), "{word}: {mute:?}");
    }
    for word in [
        "--output",
        "--base-url",
        "--drafts",
        "--today",
        "--strict",
        "--quiet",
    ] {
        assert!(bare(&["build", "--help"]).stdout.contains(word), "{word}");
    }
    assert_eq!(
        bare(&["--version"]).stdout,
        concat!("zhandian ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn help_speaks_chinese_unless_english_is_asked_for() {
    for command in [
        "init", "new", "check", "build", "serve", "report", "explain",
    ] {
        let help = bare(&[command, "--help"]).stdout;
        assert!(help.contains("用法：zhandian"), "{help}");
        for english in [
            "Usage",
            "Options:",
            "Arguments:",
            "values:",
            "Print ",
            "default: ",
        ] {
            assert!(!help.contains(english), "{command}: {english}: {help}");
        }
        let english = bare(&[command, "--help", "--lang=en"]).stdout;
        assert!(english.contains("Usage: zhandian"), "{english}");
    }
}

#[test]
fn wrong_usage_is_told_in_the_language_of_the_editor() {
    for (arguments, said) in [
        (
            &["chek"][..],
            &["没有 `chek` 这个命令", "是不是想写 `check`"][..],
        ),
        (
            &["build", "--outptu", "x"],
            &["`--outptu`", "是不是想写 `--output`"],
        ),
        (
            &["check", "--today", "2026年"],
            &["`2026年` 读不懂", "2026-07-09"],
        ),
        (&["new"], &["还缺 <种类> <编号>"]),
        (
            &["new", "stations", "a"],
            &["不能填 `stations`", "是不是想写 `station`"],
        ),
        (&["new", "page", "--name"], &["`--name", "后面没有写值"]),
        (&["check", "wangzhan"], &["`wangzhan` 是多余的"]),
    ] {
        let run = bare(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        for words in said {
            assert!(run.stderr.contains(words), "{arguments:?}: {}", run.stderr);
        }
        let english = bare(&[arguments, &["--lang", "en"]].concat());
        assert_eq!(english.code, 2);
        assert!(english.stderr.starts_with("error: "), "{}", english.stderr);
    }
}

#[test]
fn wrong_usage_ends_with_two() {
    let site = Site::small();
    for arguments in [
        &["build", "--today", "tomorrow"][..],
        &["build", "--base-url", "example.org"],
        &["check", "--format", "xml"],
        &["biuld"],
        &["new", "palace", "a"],
    ] {
        let run = site.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(!run.stderr.is_empty(), "{arguments:?}");
    }
    assert!(!site.path("public").exists());
    assert_eq!(bare(&[]).code, 2);
}

//! Output that nobody reads or that cannot be written: a closed pipe is no failure, a full disk is one, and a
//! build finishes its work in any case.

#![cfg(target_os = "linux")]

mod support;

use std::fs::OpenOptions;
use std::process::Stdio;

use support::{Site, TODAY, markdown, place, run};

/// A site with a fault that does not stop a build, and something to report.
fn warned() -> Site {
    Site::small()
        .with(
            "content/stations/yuping/buxingjie.md",
            &markdown(&place("步行街实践站"), "这里是<b>实践站</b>。"),
        )
        .with(
            "content/standards.yaml",
            "- {id: a, name: 标准, applies_to: [station], items: [{id: b, name: 标识}]}\n",
        )
}

/// The end of a pipe whose reader has gone away before anything was written.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("there are pipes");
    drop(reader);
    writer.into()
}

/// A disk without room.
fn full() -> Stdio {
    let file = OpenOptions::new().write(true).open("/dev/full");
    file.expect("Linux has it").into()
}

/// Commands that print what they are for, with their exit codes where all goes well.
const PRINTING: [(&[&str], i32); 16] = [
    (
        &["check", "--strict", "--today", TODAY, "--format", "short"],
        1,
    ),
    (
        &["check", "--strict", "--today", TODAY, "--format", "json"],
        1,
    ),
    (
        &["check", "--strict", "--today", TODAY, "--format", "github"],
        1,
    ),
    (
        &["check", "--strict", "--today", TODAY, "--format", "sarif"],
        1,
    ),
    (&["report", "--today", TODAY, "--format", "table"], 0),
    (&["report", "--today", TODAY, "--format", "json"], 0),
    (&["report", "--today", TODAY, "--format", "csv"], 0),
    (&["report", "--today", TODAY, "--format", "markdown"], 0),
    (&["next-change", "--today", TODAY], 0),
    (&["explain"], 0),
    (&["explain", "raw-html"], 0),
    (&["completions", "bash"], 0),
    (&["--help"], 0),
    (&["--help", "--lang", "en"], 0),
    (&["check", "--help"], 0),
    (&["--version"], 0),
];

#[test]
fn a_reader_that_has_gone_away_is_no_failure() {
    let site = warned();
    for (arguments, code) in PRINTING {
        let mut command = site.command(arguments);
        command.stdout(closed());
        let ended = run(command);
        assert_eq!(ended.code, code, "{arguments:?}: {}", ended.stderr);
        assert_eq!(ended.stderr, "", "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_written_is_a_failure_that_is_told() {
    let site = warned();
    for (arguments, _) in PRINTING {
        let mut command = site.command(arguments);
        command.stdout(full());
        let ended = run(command);
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.stderr);
        let is_told = ended.stderr.contains("标准输出") || ended.stderr.contains("standard output");
        assert!(is_told, "{arguments:?}: {}", ended.stderr);
        assert!(!ended.stderr.contains("panicked"), "{}", ended.stderr);
    }
}

#[test]
fn nobody_has_to_listen_to_what_is_said() {
    for stderr in [closed, full] {
        let site = warned();
        let mut check = site.command(&["check", "--strict", "--today", TODAY]);
        check.stderr(stderr());
        assert_eq!(run(check).code, 1);
        let mut build = site.command(&["build", "--today", TODAY]);
        build.stderr(stderr());
        assert_eq!(run(build).code, 0);
        assert!(site.has("index.html"));
        let mut new = site.command(&[
            "new",
            "team",
            "dui",
            "--name",
            "队",
            "--team-kind",
            "volunteer",
        ]);
        new.stderr(stderr());
        assert_eq!(run(new).code, 0);
        assert!(site.path("content/teams/dui.md").exists());
        let mut init = support::zhandian();
        init.arg("init").arg(site.path("other")).stderr(stderr());
        assert_eq!(run(init).code, 0);
        assert!(site.path("other/site-config.yaml").exists());
        for wrong in [
            &["chekc"][..],
            &["chekc", "--lang", "en"],
            &["explain", "x"],
        ] {
            let mut wrong = site.command(wrong);
            wrong.stderr(stderr());
            assert_eq!(run(wrong).code, 2);
        }
    }
}

#[test]
fn a_build_whose_faults_cannot_be_written_is_finished_before_it_fails() {
    for (stdout, code) in [(closed as fn() -> Stdio, 0), (full, 2)] {
        let site = warned();
        let mut build = site.command(&["build", "--today", TODAY, "--format", "json"]);
        build.stdout(stdout());
        let ended = run(build);
        assert_eq!(ended.code, code, "{}", ended.stderr);
        assert!(site.has("index.html"));
        let root = std::fs::read_dir(site.root()).expect("is there");
        let names: Vec<_> = root
            .map(|entry| entry.expect("is read").file_name())
            .collect();
        let is_work = |name: &&std::ffi::OsString| name.to_string_lossy().contains(".zhandian");
        assert_eq!(names.iter().find(is_work), None);
    }
}

//! A build publishes a site whole or not at all, gives the same bytes every time, touches only what it wrote itself,
//! and goes nowhere where it could reach what it is made from.

mod support;

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use support::{CONFIG, Site, TODAY, Tree, assert_same, copy, markdown, tree};

const MARKER: &str = ".zhandian-site";

/// A station that the checks refuse.
const BROKEN: &str = "---\nname: 坏站\nadress: 某路\n---\n";

fn modified(site: &Site, path: &str) -> SystemTime {
    fs::metadata(site.path("public").join(path))
        .and_then(|file| file.modified())
        .expect("the file is there")
}

/// Sets the time of modification of every file of the content.
fn touch(folder: &Path, time: SystemTime) {
    for path in tree(folder).keys() {
        let file = File::options()
            .append(true)
            .open(folder.join(path))
            .expect("the file is there");
        file.set_modified(time).expect("the time can be set");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_wherever_and_whenever() {
    let site = Site::sample();
    site.build(&[]);
    let first = site.public();
    assert!(first.len() > 400, "only {} files", first.len());

    site.build(&["--output", site.path("again").to_str().expect("UTF-8")]);
    assert_same(&first, &tree(&site.path("again")));

    touch(
        &site.path("content"),
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000),
    );
    site.build(&[]);
    assert_same(&first, &site.public());

    let elsewhere = Site::sample();
    let run = support::run({
        let mut command = support::zhandian();
        command
            .current_dir(elsewhere.root())
            .args(["build", "--today", TODAY]);
        command
    });
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_same(&first, &elsewhere.public());
}

#[test]
fn nothing_stale_remains_and_unchanged_files_keep_their_time() {
    let site = Site::small();
    site.write("content/teams/gone.yaml", "name: 旧队\nkind: volunteer\n");
    site.write("content/pages/about.md", markdown("title: 关于", "旧文。"));
    site.build(&[]);
    assert!(site.has("teams/gone/index.html"));
    let past = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    touch(&site.path("public"), past);

    fs::remove_file(site.path("content/teams/gone.yaml")).expect("is there");
    site.write("content/pages/about.md", markdown("title: 关于", "新文。"));
    site.build(&[]);
    assert!(!site.path("public/teams/gone").exists());
    assert!(site.page("about/index.html").contains("新文。"));
    assert_ne!(modified(&site, "about/index.html"), past);
    for unchanged in [
        "standards/index.html",
        "centers/fuqing/index.html",
        "static/style.css",
    ] {
        assert_eq!(modified(&site, unchanged), past, "{unchanged}");
    }
    site.assert_tidy();
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let site = Site::small();
    site.write("public/thesis.txt", "mine");
    let run = site.try_build(&[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--output"), "{}", run.stderr);
    assert_eq!(
        site.public(),
        Tree::from([("thesis.txt".into(), b"mine".into())])
    );

    // Nor is the site itself ever taken for an old build of it.
    let run = site.try_build(&["--output", site.root().to_str().expect("UTF-8")]);
    assert_eq!(run.code, 2);
    assert!(site.path("content/centers/fuqing.md").exists());

    site.write("file", "mine");
    let run = site.try_build(&["--output", site.path("file").to_str().expect("UTF-8")]);
    assert_eq!(run.code, 2);
    site.assert_tidy();
}

#[test]
fn faults_leave_the_last_good_site() {
    let site = Site::small();
    site.build(&[]);
    let good = site.public();
    assert!(good.contains_key(MARKER));

    site.write("content/stations/yuping/broken.md", BROKEN);
    let run = site.try_build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("adress"), "{}", run.stderr);
    assert_same(&good, &site.public());
    site.assert_tidy();
}

#[test]
fn warnings_stop_only_a_strict_build() {
    let site = Site::small();
    site.write(
        "content/pages/about.md",
        markdown("title: 关于", "<b>重点</b>"),
    );
    assert_eq!(site.try_build(&["--strict"]).code, 1);
    assert!(!site.path("public").exists());
    assert_eq!(site.try_build(&[]).code, 0);
    assert!(site.has("about/index.html"));
}

#[test]
fn a_template_that_fails_while_rendering_leaves_the_last_good_site() {
    let site = Site::small();
    site.build(&[]);
    let good = site.public();

    site.write("site-config.yaml", format!("{CONFIG}theme: own\n"));
    site.write("themes/own/theme.yaml", "api: 1\nparent: default\n");
    site.write(
        "themes/own/templates/place.html",
        "{{ place.nothing.here }}\n",
    );
    let run = site.try_build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("template-fault"), "{}", run.stderr);
    assert_same(&good, &site.public());
    site.assert_tidy();
}

#[test]
fn files_of_others_in_the_output_stay() {
    let site = Site::small();
    site.write("content/teams/gone.yaml", "name: 旧队\nkind: volunteer\n");
    site.build(&[]);
    let theirs = [
        "public/CNAME",
        "public/MP_verify_abc.txt",
        "public/.git/HEAD",
        "public/.well-known/proof",
        "public/teams/gone/notes.txt",
        "public/stations/own/page.html",
    ];
    for path in theirs {
        site.write(path, "mine");
    }
    fs::remove_file(site.path("content/teams/gone.yaml")).expect("is there");
    site.build(&[]);
    assert!(!site.has("teams/gone/index.html"));
    for path in theirs {
        let bytes = fs::read(site.path(path)).expect("it stays");
        assert_eq!(bytes, b"mine", "{path}");
    }
}

#[test]
fn what_is_in_the_way_is_named_and_nothing_changes() {
    let site = Site::small();
    site.build(&[]);
    site.write("public/teams/new/index.html", "mine");
    site.write("content/teams/new.yaml", "name: 新队\nkind: volunteer\n");
    let before = site.public();
    let run = site.try_build(&[]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(
        run.stderr.contains("teams/new/index.html"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("content/root"), "{}", run.stderr);
    assert_same(&before, &site.public());
    // Obeying the help mends it.
    fs::remove_file(site.path("public/teams/new/index.html")).expect("is there");
    site.build(&[]);
    assert!(site.page("teams/new/index.html").contains("新队"));
}

#[test]
fn a_file_that_somebody_changed_is_not_removed() {
    let site = Site::small();
    site.write("content/teams/gone.yaml", "name: 旧队\nkind: volunteer\n");
    site.build(&[]);
    site.write("public/teams/gone/index.html", "mine now");
    fs::remove_file(site.path("content/teams/gone.yaml")).expect("is there");
    let run = site.build(&[]);
    assert!(
        run.stderr.contains("teams/gone/index.html"),
        "{}",
        run.stderr
    );
    assert_eq!(site.page("teams/gone/index.html"), "mine now");
}

#[test]
fn the_site_of_an_older_version_is_taken_over() {
    let site = Site::small();
    site.write("content/teams/gone.yaml", "name: 旧队\nkind: volunteer\n");
    site.build(&[]);
    let text = "Made by zhandian. The whole folder is replaced by the next build.\n";
    site.write(&format!("public/{MARKER}"), text);
    site.write("public/CNAME", "www.example.org");
    site.write("public/notes.html", "<p>mine</p>");
    site.write("content/pages/about.md", markdown("title: 关于", "新文。"));
    fs::remove_file(site.path("content/teams/gone.yaml")).expect("is there");
    site.build(&[]);
    assert!(site.page("about/index.html").contains("新文。"));
    assert!(
        !site.has("teams/gone/index.html"),
        "its page is known by what it says"
    );
    assert_eq!(site.page("CNAME"), "www.example.org");
    assert_eq!(site.page("notes.html"), "<p>mine</p>");
}

#[test]
fn places_from_which_the_site_is_made_cannot_be_its_output() {
    let site = Site::small();
    site.build(&[]);
    // A copy of a built site in the source: its marker makes nothing of it ours.
    copy(&site.path("public"), site.root());
    copy(&site.path("public"), &site.path("content/built"));
    fs::create_dir_all(site.path(".git/built")).expect("is writable");
    fs::create_dir_all(site.path("themes/own")).expect("is writable");
    let above = site.root().parent().expect("it lies in a folder");
    copy(&site.path("public"), above);
    let before = tree(above);
    let places = [
        ".",
        "..",
        "public/..",
        "content",
        "content/built",
        "content/stations/new",
        "themes/own",
        "themes/new",
        ".git",
        ".git/built",
        ".zhandian-cache",
        ".zhandian-cache/x",
        "/",
    ];
    for output in places {
        let output = site.path(output);
        let run = site.try_build(&["--output", output.to_str().expect("UTF-8")]);
        let shown = output.display();
        assert_eq!(run.code, 2, "{shown}: {}", run.stderr);
        assert!(run.stderr.contains("--output"), "{shown}: {}", run.stderr);
        assert_same(&before, &tree(above));
    }
    let mut from_within = site.command(&["build", "--output", "."]);
    from_within.current_dir(site.root());
    assert_eq!(support::run(from_within).code, 2);
    assert_same(&before, &tree(above));
}

#[test]
fn most_pages_are_not_removed_unless_somebody_says_so() {
    let site = Site::small();
    for team in 0..60 {
        let team_file = format!("content/teams/t{team}.yaml");
        site.write(&team_file, format!("name: {team}号队\nkind: volunteer\n"));
    }
    site.build(&[]);
    let before = site.public();
    fs::remove_dir_all(site.path("content/teams")).expect("is there");
    let run = site.try_build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("mass-removal"), "{}", run.stderr);
    assert!(run.stderr.contains("--yes"), "{}", run.stderr);
    assert_same(&before, &site.public());
    assert!(!site.path("public/.zhandian").exists());

    site.build(&["--yes"]);
    assert!(!site.has("teams/t1/index.html"));
    // The other way: the key, for CI.
    for (path, bytes) in &before {
        site.write(&format!("public/{path}"), bytes);
    }
    assert_eq!(site.try_build(&[]).code, 1);
    site.write(
        "site-config.yaml",
        format!("{CONFIG}limits: {{removal_percent: 100}}\n"),
    );
    assert_eq!(site.try_build(&[]).code, 0);
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let site = Site::small();
    site.build(&[]);
    let work = site.path("public/.zhandian");
    fs::create_dir(&work).expect("is writable");
    let lock = File::create(work.join("lock")).expect("is writable");
    lock.lock().expect("nobody holds it");
    let run = site.try_build(&[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("另一个"), "{}", run.stderr);
    drop(lock);
    site.build(&[]);
    assert!(!work.exists());
}

#[test]
fn a_page_that_somebody_changed_is_made_right_again_whatever_its_length_and_time() {
    let site = Site::small();
    site.build(&[]);
    let home = site.path("public/index.html");
    let (good, time) = (site.page("index.html"), modified(&site, "index.html"));
    let bad = good.replace("测试网络", "假的网络");
    assert_eq!(good.len(), bad.len());
    assert_ne!(good, bad);
    fs::write(&home, bad).expect("is writable");
    let file = File::options().append(true).open(&home).expect("is there");
    file.set_modified(time).expect("the time can be set");
    site.build(&[]);
    assert_eq!(site.page("index.html"), good);
}

//! A kill at any moment, also while the new site takes the place of the old one, costs nothing: before the next run a
//! reader finds every page whole with all it needs, after it the site is the one that an undisturbed build makes.
#![cfg(unix)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use support::{CONFIG, Random, Site, TODAY, Tree, assert_same, temporary_folder, tree, whole};
use zhandian::output::{Directory, Options, Place, Sink, Surroundings};

/// Tells this program, started by itself, what to build and where.
const JOB: &str = "ZHANDIAN_TEST_JOB";
/// Pages of the made-up site.
const PAGES: usize = 300;

/// A made-up site: every page links the home page, its neighbours and assets of its own; every third page comes or
/// goes with the version.
fn files(version: usize) -> Tree {
    let has = |page: usize| page % 3 != version % 3;
    let pages: Vec<usize> = (0..PAGES).filter(|page| has(*page)).collect();
    let mut files = Tree::new();
    let links = |pages: &[usize]| -> String {
        pages
            .iter()
            .map(|page| format!("<a href=\"/p{page}/\">{page}</a>\n"))
            .collect()
    };
    let mut page = |path: String, body: String| {
        let html = format!("<html>{version}\n{body}</html>\n");
        files.insert(path, html.into_bytes());
    };
    page("index.html".to_owned(), links(&pages));
    for (at, number) in pages.iter().enumerate() {
        let near = &pages[at.saturating_sub(1)..(at + 2).min(pages.len())];
        let style = format!("<link href=\"/static/v{version}-{number}.css\">");
        page(format!("p{number}/index.html"), links(near) + &style);
    }
    for number in &pages {
        let path = format!("static/v{version}-{number}.css");
        files.insert(path, b"body {}".to_vec());
    }
    files.insert("static/same.css".to_owned(), b"p {}".to_vec());
    files
}

fn publish(output: &Path, version: usize) {
    let root = output.parent().expect("it lies in a folder");
    let around = Surroundings { root, sources: &[] };
    let place = Place::new(output, true, &around).expect("a site may stand here");
    let directory = Directory::begin(&place, Options { flush: false }).expect("it can begin");
    for (path, bytes) in files(version) {
        directory.put(&path, &bytes).expect("it can be written");
    }
    directory.finish().expect("it can be finished");
}

/// Not a test: what this program does when it starts itself.
#[test]
#[ignore = "started by the test of kills"]
fn publishes_a_version_and_is_killed_by_the_test_below() {
    if let Some(job) = std::env::var_os(JOB) {
        let job = job.into_string().expect("it is text");
        let (version, output) = job.split_once(' ').expect("a version and a path");
        publish(Path::new(output), version.parse().expect("a number"));
    }
}

/// A program that is killed when it is dropped.
struct Running(Child);

impl Running {
    fn job(output: &Path, version: usize) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("it runs"));
        command
            .args([
                "--exact",
                "publishes_a_version_and_is_killed_by_the_test_below",
                "--ignored",
                "--quiet",
            ])
            .env(JOB, format!("{version} {}", output.display()));
        Running::start(command)
    }

    fn start(mut command: Command) -> Self {
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        Running(command.spawn().expect("it can be started"))
    }

    fn is_running(&mut self) -> bool {
        self.0.try_wait().expect("it is our child").is_none()
    }

    /// Looks as often as it can until something is seen or it has ended.
    fn wait_for(&mut self, seen: impl Fn() -> bool) {
        while !seen() && self.is_running() {}
    }

    /// Kills it; whether it was still running.
    fn kill(mut self) -> bool {
        let ran = self.is_running();
        let _ = self.0.kill();
        self.0.wait().expect("it is our child");
        ran
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn without_marker(mut tree: Tree) -> Tree {
    tree.remove(".zhandian-site");
    tree
}

#[test]
fn sixty_kills_while_building_and_switching_cost_nothing() {
    let folder = temporary_folder();
    let output: PathBuf = folder.path().join("public");
    publish(&output, 0);
    let started = Instant::now();
    publish(&output, 1);
    let usual = started.elapsed();
    let mut random = Random(0x5eed);
    let (mut killed, mut interrupted) = (0, 0);
    for version in 2..62 {
        let (old, new) = (files(version - 1), files(version));
        let mut job = Running::job(&output, version);
        let work = output.join(".zhandian");
        if version % 2 == 0 {
            // Somewhere in the whole of it.
            job.wait_for(|| work.exists());
            let moment = usual.mul_f64(random.below(100) as f64 / 80.0);
            let until = Instant::now() + moment;
            job.wait_for(|| Instant::now() >= until);
        } else {
            // While the site is changed over: some of the new pages are in place.
            let nth = random.below(PAGES as u64);
            let seen = format!("static/v{version}-{nth}.css");
            job.wait_for(|| work.join("manifest").exists() || output.join(&seen).exists());
            let until = Instant::now() + Duration::from_micros(random.below(4000));
            job.wait_for(|| Instant::now() >= until);
        }
        killed += usize::from(job.kill());
        interrupted += usize::from(work.join("manifest").exists());

        assert_eq!(whole::troubles(&output), [""; 0], "version {version}");
        let found = without_marker(tree(&output));
        assert_eq!(
            whole::strangers(&found, &old, &new),
            [""; 0],
            "version {version}"
        );
        publish(&output, version);
        assert_same(&without_marker(tree(&output)), &new);
    }
    println!("{killed} were killed at work, {interrupted} of them while switching");
    assert!(killed >= 20, "only {killed} were still at work");
}

/// A site whose every page differs between two notices.
fn notice(text: &str) -> String {
    format!("{CONFIG}notice: {text}\n")
}

#[test]
fn a_killed_build_is_finished_by_the_next_run_which_says_so() {
    let site = Site::town(60).with("site-config.yaml", &notice("旧"));
    site.build(&[]);
    let old = site.public();
    site.write("site-config.yaml", notice("新"));
    site.build(&["--output", site.path("expected").to_str().expect("UTF-8")]);
    let new = tree(&site.path("expected"));

    let manifest = site.path("public/.zhandian/manifest");
    let mut interrupted = 0;
    for _ in 0..30 {
        let command = site.command(&["build", "--today", TODAY, "--no-flush"]);
        let mut build = Running::start(command);
        build.wait_for(|| manifest.exists());
        build.kill();
        assert_eq!(whole::troubles(&site.path("public")), [""; 0]);
        let is_interrupted = manifest.exists();
        // Also a run that has nothing new to publish makes the site whole.
        site.write("content/stations/t/broken.md", "---\nnam: 坏站\n---\n");
        let run = site.try_build(&[]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        fs::remove_file(site.path("content/stations/t/broken.md")).expect("is there");
        if is_interrupted {
            interrupted += 1;
            assert!(run.stderr.contains("已接着做完"), "{}", run.stderr);
            assert_same(&site.public(), &new);
        }
        assert!(!site.path("public/.zhandian").exists() || !is_interrupted);
        site.write("site-config.yaml", notice("旧"));
        site.build(&[]);
        assert_same(&site.public(), &old);
        site.write("site-config.yaml", notice("新"));
        if interrupted == 3 {
            break;
        }
    }
    println!("{interrupted} were killed while switching");
}

//! A build replaces a site as a whole or not at all, gives the same bytes every time, and never touches
//! what it did not make: whoever serves `public/` may build into it at any moment.

mod support;

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, SystemTime};

use support::{CONFIG, Site, TODAY, Tree, assert_same, copy, markdown, place, tree};

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

/// The repository's own site, copied.
fn sample() -> Site {
    let site = Site::empty();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&repository.join("content"), &site.path("content"));
    fs::copy(
        repository.join("site-config.yaml"),
        site.path("site-config.yaml"),
    )
    .expect("the sample has a configuration");
    site
}

/// Nothing of a build is left beside the site.
#[track_caller]
fn assert_tidy(site: &Site) {
    let left: Vec<_> = fs::read_dir(site.root())
        .expect("the root is there")
        .map(|entry| entry.expect("is readable").file_name())
        .filter(|name| name.to_string_lossy().starts_with('.'))
        .collect();
    assert!(left.is_empty(), "left over: {left:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes_wherever_and_whenever() {
    let site = sample();
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

    let elsewhere = sample();
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
    assert_tidy(&site);
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
    assert_tidy(&site);
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
    assert_tidy(&site);
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
    assert_tidy(&site);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_is_followed_and_stays() {
    let site = Site::small();
    fs::create_dir(site.path("served")).expect("is writable");
    std::os::unix::fs::symlink("served", site.path("public")).expect("is writable");
    for text in ["一", "二"] {
        site.write("content/pages/about.md", markdown("title: 关于", text));
        site.build(&[]);
        assert!(site.path("public").is_symlink());
        assert!(site.page("about/index.html").contains(text));
    }
    assert_tidy(&site);
}

/// A site that takes long enough to build that a kill finds it at work.
fn large() -> Site {
    let site = Site::empty()
        .with("site-config.yaml", &notice("旧"))
        .with("content/centers/city.yaml", &place("实践中心"));
    for town in 0..10 {
        site.write(
            &format!("content/institutes/t{town}.yaml"),
            place(&format!("{town}号实践所")),
        );
        let stations: String = (0..100)
            .map(|station| {
                let fields = place(&format!("{town}镇{station}村实践站")).replace('\n', "\n  ");
                format!("- id: s{station}\n  {}\n", fields.trim_end())
            })
            .collect();
        site.write(&format!("content/stations/t{town}/list.yaml"), stations);
    }
    site
}

/// A configuration whose notice stands on every page, so that every page of two builds differs.
fn notice(text: &str) -> String {
    format!("{CONFIG}notice: {text}\n")
}

/// Looks whether a build has come to some point.
type Seen<'a> = dyn Fn() -> bool + 'a;

/// A running build, killed when it is dropped.
struct Build(Child);

impl Build {
    fn start(site: &Site) -> Self {
        let mut command = site.command(&["build", "--today", TODAY, "--quiet"]);
        command.stderr(Stdio::null());
        Build(command.spawn().expect("the program can be started"))
    }

    /// Waits until something can be seen, or the build has ended by itself.
    fn wait_for(&mut self, seen: impl Fn() -> bool) {
        while !seen() && self.0.try_wait().expect("it is our child").is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Kills it; whether it was still running.
    fn kill(mut self) -> bool {
        self.0.kill().expect("it is our child");
        let status = self.0.wait().expect("it is our child");
        assert!(status.success() || status.code().is_none(), "{status}");
        status.code().is_none()
    }
}

impl Drop for Build {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_kill_at_any_moment_leaves_a_complete_site() {
    let site = large();
    site.build(&[]);
    let old = site.public();
    site.write("site-config.yaml", notice("新"));
    site.build(&["--output", site.path("expected").to_str().expect("UTF-8")]);
    let new = tree(&site.path("expected"));
    assert_eq!(
        old.keys().collect::<Vec<_>>(),
        new.keys().collect::<Vec<_>>()
    );

    // Ten moments, each told by what the build has left on the disk by then.
    let work = site.path(".public.zhandian");
    let next = work.join("next");
    let written = |share: usize| {
        let next = next.join("stations");
        let most = 1000 * share / 8;
        move || {
            let towns = fs::read_dir(&next).into_iter().flatten().flatten();
            let places = towns.flat_map(|town| fs::read_dir(town.path()).into_iter().flatten());
            places.count() > most
        }
    };
    let moments: [(&str, Box<Seen<'_>>); 10] = [
        ("started", Box::new(|| true)),
        ("work folder", Box::new(|| work.exists())),
        ("next folder", Box::new(|| next.exists())),
        ("first pages", Box::new(written(0))),
        ("1/8", Box::new(written(1))),
        ("1/2", Box::new(written(4))),
        ("7/8", Box::new(written(7))),
        (
            "theme files",
            Box::new(|| next.join("static/style.css").exists()),
        ),
        ("marker", Box::new(|| next.join(MARKER).exists())),
        // After the swap the old site is being removed.
        (
            "swapped",
            Box::new(|| {
                fs::read(site.path("public/index.html")).ok().as_ref() == new.get("index.html")
            }),
        ),
    ];
    let mut killed = 0;
    for (moment, reached) in moments {
        let mut build = Build::start(&site);
        build.wait_for(reached);
        killed += usize::from(build.kill());

        let left = site.public();
        let is_new = left.get("index.html") == new.get("index.html");
        let changed: Vec<_> = left
            .keys()
            .chain(old.keys())
            .filter(|path| left.get(*path) != if is_new { &new } else { &old }.get(*path))
            .collect();
        assert!(changed.is_empty(), "{moment}: {changed:?}");
        if is_new {
            // The old site again, for the next kill.
            site.write("site-config.yaml", notice("旧"));
            site.build(&[]);
            assert_same(&site.public(), &old);
            site.write("site-config.yaml", notice("新"));
        }
    }
    assert!(killed >= 5, "only {killed} builds were still at work");

    site.build(&[]);
    assert_same(&site.public(), &new);
    assert_tidy(&site);
}

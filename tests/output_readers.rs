//! Whoever holds the folder itself never sees it empty or half made: a container to which it is mounted, a server that
//! runs inside it, a branch of a repository that is published from it.
#![cfg(unix)]

mod support;

use std::fs::{self, File};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use support::{Mounts, Site, markdown, place, tree, whole};

#[test]
fn a_mount_and_an_open_folder_show_a_complete_site_during_ten_rebuilds() {
    let site = Site::small();
    site.next_version(0);
    site.build(&[]);
    let public = site.path("public");
    let open = File::open(&public).expect("it can be opened");
    let mut views = vec![public.clone()];
    if cfg!(target_os = "linux") {
        views.push(format!("/proc/self/fd/{}", open.as_raw_fd()).into());
    }
    let mut mounts = Mounts::default();
    mounts.add(&public, site.root().with_file_name("mounted"));
    views.extend(mounts.places.iter().cloned());
    let (is_over, looks) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) || looks.load(Ordering::Relaxed) < 200 {
                for view in &views {
                    let troubles = whole::troubles(view);
                    assert_eq!(troubles, [""; 0], "seen at {}", view.display());
                    looks.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        for number in 1..=10 {
            site.next_version(number);
            site.build(&[]);
        }
        is_over.store(true, Ordering::Relaxed);
    });
    for view in &views {
        assert_eq!(tree(view), tree(&public), "{}", view.display());
    }
}

#[test]
fn a_site_can_be_built_onto_a_mount_point() {
    let site = Site::small();
    let (from, to) = (site.root().with_file_name("volume"), site.path("public"));
    fs::create_dir_all(&from).expect("the temporary folder is writable");
    let mut mounts = Mounts::default();
    if !mounts.add(&from, to) {
        return;
    }
    for number in 0..2 {
        site.next_version(number);
        site.build(&[]);
        assert_eq!(whole::troubles(&from), [""; 0]);
    }
    site.assert_tidy();
}

#[test]
fn what_is_mounted_into_the_output_is_left_alone() {
    let site = Site::small();
    site.build(&[]);
    let precious = site.root().with_file_name("precious");
    fs::create_dir_all(&precious).expect("the temporary folder is writable");
    fs::write(precious.join("index.html"), "mine").expect("is written");
    let mut mounts = Mounts::default();
    if !mounts.add(&precious, site.path("public/stations")) {
        return;
    }
    site.next_version(1);
    let run = site.try_build(&[]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("stations"), "{}", run.stderr);
    let bytes = fs::read(precious.join("index.html")).expect("is there");
    assert_eq!(bytes, b"mine");
}

/// Runs git in a folder; `None` where there is none.
fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .args(["-c", "user.name=test", "-c", "user.email=test@example.org"])
        .args(["-c", "core.autocrlf=false", "-c", "core.quotePath=false"])
        .args(arguments);
    let output = command.output().ok()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

#[test]
fn a_branch_that_is_published_keeps_its_history_and_changes_only_where_the_site_did() {
    let site = Site::small();
    let public = site.path("public");
    fs::create_dir(&public).expect("is writable");
    if git(&public, &["init", "--quiet"]).is_none() {
        return;
    }
    // Names that hosts and search engines want there.
    fs::write(public.join("CNAME"), "www.example.org\n").expect("is writable");
    site.build(&[]);
    fs::write(public.join("MP_verify_abc.txt"), "abc").expect("is writable");
    git(&public, &["add", "--all"]);
    git(&public, &["commit", "--quiet", "--message", "one"]);
    let before = tree(&public);

    site.build(&[]);
    assert_eq!(git(&public, &["status", "--short"]), Some(String::new()));

    let telephone = "phone: 0591-0000-0000\n";
    let changed = markdown(&(place("步行街实践站") + telephone), "这里是实践站。");
    site.write("content/stations/yuping/buxingjie.md", changed);
    site.build(&[]);
    let after = tree(&public);
    let is_site = |path: &&String| !path.starts_with(".git/");
    let mut differing: Vec<String> = before
        .keys()
        .chain(after.keys())
        .filter(is_site)
        .filter(|path| before.get(*path) != after.get(*path))
        .map(|path| format!(" M {path}"))
        .collect();
    differing.sort();
    differing.dedup();
    assert!(differing.len() > 2, "{differing:?}");
    assert!(differing.len() < before.len() / 4, "{differing:?}");
    let status = git(&public, &["status", "--short"]).expect("git is there");
    let mut lines: Vec<&str> = status.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, differing);
    assert_eq!(after["MP_verify_abc.txt"], b"abc");
    assert_eq!(after["CNAME"], b"www.example.org\n");
    git(&public, &["fsck"]);
}

#[test]
fn modes_of_the_folder_and_of_its_files_stay() {
    let site = Site::small();
    site.next_version(0);
    site.build(&[]);
    let mode = |path: &str, mode: u32| {
        let path = site.path("public").join(path);
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    let inode = fs::metadata(site.path("public")).expect("is there").ino();
    mode("", 0o2750);
    mode("index.html", 0o640);
    site.next_version(1);
    site.build(&[]);
    let public = fs::metadata(site.path("public")).expect("is there");
    assert_eq!((public.ino(), public.mode() & 0o7777), (inode, 0o2750));
    let home = fs::metadata(site.path("public/index.html")).expect("is there");
    assert_eq!(home.mode() & 0o777, 0o640);
    assert!(site.page("index.html").contains("第1版"));
}

#[test]
fn root_builds_for_whom_the_folder_belongs_to() {
    const SOMEBODY: u32 = 1234;
    let site = Site::small();
    let is_root = fs::metadata(site.root()).expect("is there").uid() == 0;
    if !is_root || std::os::unix::fs::chown(site.root(), Some(SOMEBODY), Some(SOMEBODY)).is_err() {
        return;
    }
    site.build(&[]);
    for path in [
        "public",
        "public/index.html",
        "public/stations/yuping/buxingjie",
    ] {
        let owner = fs::metadata(site.path(path)).expect("is there");
        assert_eq!((owner.uid(), owner.gid()), (SOMEBODY, SOMEBODY), "{path}");
    }
}

#[test]
fn a_link_is_turned_to_a_new_folder_and_the_last_three_are_kept() {
    let site = Site::small();
    fs::create_dir(site.path("served")).expect("is writable");
    symlink("served", site.path("public")).expect("is writable");
    let mut seen = Vec::new();
    for number in 0..6 {
        site.next_version(number);
        site.build(&[]);
        if number == 3 {
            // What somebody has put into an old one alone is theirs.
            let old = site.path("").join(&seen[1]);
            fs::write(old.join("notes.txt"), "mine").expect("is writable");
        }
        let says = fs::read_link(site.path("public")).expect("it still is a link");
        assert!(says.is_relative(), "{}", says.display());
        assert_eq!(whole::troubles(&site.path("public")), [""; 0]);
        assert!(site.page("index.html").contains(&format!("第{number}版")));
        seen.push(says);
        if number == 0 {
            // A proof that somebody has laid there goes with the address.
            site.write("public/MP_verify_abc.txt", "abc");
        }
    }
    let notes = site.path("").join(&seen[1]);
    assert_eq!(
        tree(&notes),
        support::Tree::from([("notes.txt".into(), b"mine".into())])
    );
    fs::remove_dir_all(notes).expect("is writable");
    let kept: Vec<_> = seen
        .iter()
        .filter(|says| site.path("").join(says).exists())
        .collect();
    assert_eq!(kept, seen[3..].iter().collect::<Vec<_>>());
    assert_eq!(site.page("MP_verify_abc.txt"), "abc");
    let unchanged = |says: &PathBuf| {
        let file = site.path("").join(says).join("static/style.css");
        fs::metadata(file)
            .expect("is there")
            .modified()
            .expect("has a time")
    };
    assert_eq!(unchanged(&seen[4]), unchanged(&seen[5]));
}

//! A site's folder may have been laid by an enemy: links, markers, mounts and hard links that lead the program's own
//! names elsewhere. Whatever lies there, a build changes nothing but the output.
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Mounts, Random, Site, TODAY, Tree, copy, markdown};

/// Everything around an output, links not followed: what it is, its mode, and its bytes.
fn around(folder: &Path, left_out: &[PathBuf]) -> Tree {
    let mut found = Tree::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(path) = waiting.pop() {
        let metadata = fs::symlink_metadata(&path).expect("it was just listed");
        let mode = metadata.mode();
        let mut says = format!("{mode:o} ").into_bytes();
        // A build makes and removes things in the folder that holds the output.
        if metadata.is_dir() {
            let entries = fs::read_dir(&path).expect("it can be read");
            waiting.extend(
                entries
                    .map(|entry| entry.expect("it can be read").path())
                    .filter(|path| !left_out.contains(path)),
            );
        } else if metadata.is_symlink() {
            let to = fs::read_link(&path).expect("it is a link");
            says.extend(to.as_os_str().as_encoded_bytes());
        } else if metadata.is_file() {
            says.extend(fs::read(&path).expect("it can be read"));
        }
        found.insert(path.display().to_string(), says);
    }
    found
}

/// A folder outside with what somebody would miss, shaped as the program's own work.
fn precious(folder: &Path) {
    for path in [
        "thesis.txt",
        "index.html",
        "next/index.html",
        "old/.zhandian-site",
        "lock",
        "manifest",
        "stations/index.html",
        "static/style.css",
    ] {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("is writable");
        fs::write(path, "precious").expect("is writable");
    }
}

/// A manifest that names what is not ours.
const MANIFEST: &str = "zhandian manifest 1: the files below were written by zhandian; all others in this folder are left alone.\n\
    0000000000000000 ../../precious/thesis.txt\n\
    0000000000000000 ../content/centers/fuqing.md\n\
    0000000000000000 /etc/hostname\n\
    0000000000000000 .git/config\n\
    0000000000000000 stations/index.html\n\
    0000000000000000 index.html\n";

fn link(to: &Path, at: &Path) {
    fs::create_dir_all(at.parent().expect("it has one")).expect("is writable");
    if fs::symlink_metadata(at).is_err() {
        symlink(to, at).expect("is writable");
    }
}

fn write(path: &Path, text: &str) {
    if fs::symlink_metadata(path).is_ok() {
        return;
    }
    if let Some(parent) = path.parent() {
        let _ = fs::create_dir_all(parent);
    }
    // Where a link was laid before, nothing is written through it.
    let is_below_link = path.ancestors().any(|above| above.is_symlink());
    if !is_below_link {
        let _ = fs::write(path, text);
    }
}

/// Lays something hostile; what it was, for messages.
fn lay(site: &Site, outside: &Path, random: &mut Random, mounts: &mut Mounts) -> String {
    let public = site.path("public");
    let names = [
        "public/.zhandian",
        "public/.zhandian/next",
        "public/.zhandian/lock",
        "public/.zhandian/manifest",
        "public/.zhandian/manifest.part",
        "public/.zhandian-site",
        "public/index.html",
        "public/stations",
        "public/static",
        "public/media",
        ".public.zhandian",
        ".public.zhandian/next",
        ".public.zhandian/old",
        ".public.zhandian/lock",
        ".zhandian-cache",
        "public.zhandian-1",
        "public.zhandian-link",
    ];
    let name = random.of(&names);
    let at = site.path(name);
    if at.ancestors().skip(1).any(|above| above.is_symlink()) {
        return String::new();
    }
    let inside = ["", "thesis.txt", "next", "lock", "stations"];
    let to = outside.join(random.of(&inside));
    match random.below(7) {
        0 | 1 => {
            link(&to, &at);
            format!("{name} -> {}", to.display())
        }
        2 => {
            fs::create_dir_all(at.parent().expect("it has one")).expect("is writable");
            // A second name for a file outside: writing into it would change that one.
            let _ = fs::hard_link(outside.join("thesis.txt"), &at);
            format!("{name} is a hard link")
        }
        3 => {
            write(&public.join(".zhandian-site"), MANIFEST);
            write(&public.join(".zhandian/manifest"), MANIFEST);
            write(&public.join(".zhandian/next/index.html"), "planted");
            let planted = public.join(".zhandian/next/evil");
            if !planted.ancestors().skip(1).any(|above| above.is_symlink())
                && planted.parent().is_some_and(Path::is_dir)
            {
                link(outside, &planted);
            }
            "a manifest and a planted change".to_owned()
        }
        4 => {
            mounts.add(outside, at);
            format!("{name} is a mount")
        }
        5 => {
            write(&at.join("thesis.txt"), "precious");
            format!("{name} is a folder of somebody")
        }
        _ => {
            let mut pipe = Command::new("mkfifo");
            let _ = pipe.arg(&at).output();
            format!("{name} is a pipe")
        }
    }
}

/// Where the site is built to: mostly the usual place.
fn output(site: &Site, outside: &Path, random: &mut Random) -> Option<PathBuf> {
    match random.below(10) {
        0 => Some(site.root().to_path_buf()),
        1 => Some(site.root().parent().expect("it has one").to_path_buf()),
        2 => Some(site.path("content/stations")),
        3 => Some(outside.join("stations")),
        _ => None,
    }
}

#[test]
fn fifty_hostile_layouts_change_nothing_but_the_output() {
    let mut random = Random(0x0dd5);
    let mut built = 0;
    for round in 0..50 {
        let site = Site::small();
        let outside = site.root().with_file_name("precious");
        precious(&outside);
        if random.below(2) == 0 {
            site.build(&[]);
        }
        let mut mounts = Mounts::default();
        let mut laid = Vec::new();
        if random.below(6) == 0 {
            let _ = fs::remove_dir_all(site.path("public"));
            let to = random.of(&[
                "../precious",
                "content",
                "themes",
                ".",
                "..",
                "gone",
                "../precious/new",
            ]);
            link(Path::new(to), &site.path("public"));
            laid.push(format!("public -> {to}"));
        }
        if random.below(6) == 0 {
            // The marker of a built site everywhere.
            for folder in [
                site.root().to_path_buf(),
                outside.clone(),
                site.path("content/stations"),
            ] {
                write(&folder.join(".zhandian-site"), MANIFEST);
            }
            laid.push("markers".to_owned());
        }
        for _ in 0..=random.below(3) {
            laid.push(lay(&site, &outside, &mut random, &mut mounts));
        }
        let named = output(&site, &outside, &mut random);
        laid.push(format!("output {named:?}"));
        let folder = site.root().parent().expect("it has one").to_path_buf();
        // The output, where it is a folder of its own, and what is kept of pictures.
        let mut left_out = Vec::new();
        let is_own = |path: &Path| {
            path.is_dir() && !path.is_symlink() || !path.exists() && !path.is_symlink()
        };
        for own in ["public", ".zhandian-cache", "gone", "gone.zhandian-1"] {
            let own = site.path(own);
            if is_own(&own) && !mounts.places.iter().any(|mount| mount == &own) {
                left_out.push(own);
            }
        }
        let before = around(&folder, &left_out);
        let mut command = site.command(&["build", "--today", TODAY, "--no-flush", "--yes"]);
        if let Some(named) = &named {
            command.arg("--output").arg(named);
        }
        let run = support::run(command);
        assert!(
            (0..=2).contains(&run.code),
            "{round} {laid:?}: {}",
            run.stderr
        );
        built += usize::from(run.code == 0);
        let after = around(&folder, &left_out);
        let changed: Vec<_> = before
            .keys()
            .chain(after.keys())
            .filter(|path| before.get(*path) != after.get(*path))
            .collect();
        assert!(
            changed.is_empty(),
            "{round} {laid:?} changed {changed:?}\n{}",
            run.stderr
        );
    }
    println!("{built} of 50 could be built");
    assert!(built >= 10, "only {built} could be built");
}

#[test]
fn names_of_the_program_that_are_links_are_refused_and_not_followed() {
    for name in [
        ".zhandian",
        ".zhandian/next",
        ".zhandian/lock",
        ".zhandian-site",
    ] {
        let site = Site::small();
        site.build(&[]);
        let outside = site.root().with_file_name("precious");
        precious(&outside);
        let before = around(&outside, &[]);
        let at = site.path("public").join(name);
        let _ = fs::remove_file(&at);
        link(&outside, &at);
        let run = site.try_build(&[]);
        assert!(run.code == 0 || run.code == 2, "{name}: {}", run.stderr);
        assert_eq!(before, around(&outside, &[]), "{name}");
    }
}

#[test]
fn a_link_in_the_site_that_leads_out_must_be_named_to_be_followed() {
    let site = Site::small();
    let outside = site.root().with_file_name("www");
    fs::create_dir(&outside).expect("is writable");
    symlink("../www/site", site.path("public")).expect("is writable");
    let run = site.try_build(&[]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("--output"), "{}", run.stderr);
    assert_eq!(fs::read_dir(&outside).expect("is there").count(), 0);

    let public = site.path("public");
    site.build(&["--output", public.to_str().expect("UTF-8")]);
    assert!(outside.join("site.zhandian-1/index.html").is_file());
    assert!(site.has("index.html"));
}

#[test]
fn a_folder_of_another_mount_or_spelling_is_known_again() {
    let site = Site::small();
    let elsewhere = site.root().with_file_name("elsewhere");
    let mut mounts = Mounts::default();
    if !mounts.add(site.root(), elsewhere.clone()) {
        return;
    }
    site.write("content/pages/about.md", markdown("title: 关于", "文。"));
    copy(&site.path("content"), &site.path("kept"));
    for output in ["", "content", "content/pages", "content/new"] {
        let output = elsewhere.join(output);
        let run = site.try_build(&["--output", output.to_str().expect("UTF-8")]);
        assert_eq!(run.code, 2, "{}: {}", output.display(), run.stderr);
    }
    assert_eq!(
        support::tree(&site.path("content")),
        support::tree(&site.path("kept"))
    );
}

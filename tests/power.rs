//! A power cut at any moment, during a build or right after it, leaves files that are whole: the old site or the new
//! one, and whatever is between them is finished by the next run.
//!
//! A file system on a file is copied as the disk would hold it at that moment: only what was flushed has reached it,
//! since the system is told to write nothing by itself meanwhile. It needs root and Linux; elsewhere the calls that
//! flush are looked for, and where that cannot be done either the test says so.
#![cfg(target_os = "linux")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use support::{Site, TODAY, Tree, temporary_folder, tree, whole};

/// Runs a command of the system; whether it succeeded.
fn system(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    let run = command
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    run.status().is_ok_and(|status| status.success())
}

/// A file system on a file, mounted; unmounted when dropped.
struct Disk {
    mount: PathBuf,
}

impl Disk {
    /// Mounts a file system so that nothing is written but what is flushed.
    fn mount(image: &Path, mount: PathBuf) -> Option<Self> {
        fs::create_dir_all(&mount).expect("the temporary folder is writable");
        let (image, path) = (image.to_str()?, mount.to_str()?);
        system("mount", &["-o", "loop,commit=300", image, path]).then_some(Disk { mount })
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if let Some(path) = self.mount.to_str() {
            system("umount", &[path]);
        }
    }
}

fn build(site: &Site, output: &Path) -> Command {
    let mut command = site.command(&["build", "--quiet", "--today", TODAY]);
    command.arg("--output").arg(output);
    command
}

/// Halts a process and waits until each of its threads stands still: none is inside a call that flushes.
fn halt(child: &mut Child) -> bool {
    let id = child.id().to_string();
    if !system("kill", &["-STOP", &id]) {
        return false;
    }
    loop {
        let threads = fs::read_dir(format!("/proc/{id}/task"));
        let Ok(threads) = threads else {
            return false;
        };
        let mut states = threads.flatten().map(|thread| {
            let stat = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
            stat.rsplit(") ")
                .next()
                .and_then(|rest| rest.chars().next())
        });
        if states.all(|state| matches!(state, Some('T' | 'Z') | None)) {
            return true;
        }
        if child.try_wait().expect("it is our child").is_some() {
            return false;
        }
        std::thread::yield_now();
    }
}

/// Looks at the site on a copy of the disk.
fn inspect(image: &Path, folder: &Path, old: &Tree, new: &Tree, moment: &str) {
    let disk =
        Disk::mount(image, folder.join("copy")).expect("a copy can be mounted as the disk was");
    let public = disk.mount.join("public");
    assert_eq!(whole::troubles(&public), [""; 0], "{moment}");
    let found = tree(&public);
    let without_work: Tree = found
        .into_iter()
        .filter(|(path, _)| !path.starts_with(".zhandian"))
        .collect();
    assert_eq!(
        whole::strangers(&without_work, old, new),
        [""; 0],
        "{moment}"
    );
}

#[test]
fn a_power_cut_leaves_the_old_site_or_the_new_one() {
    let folder = temporary_folder();
    let image = folder.path().join("disk");
    let file = fs::File::create(&image).expect("is writable");
    file.set_len(96 * 1024 * 1024).expect("is writable");
    let made = system("mkfs.ext4", &["-q", "-F", image.to_str().expect("UTF-8")]);
    let disk = made.then(|| Disk::mount(&image, folder.path().join("disk.mounted")));
    let Some(Some(disk)) = disk else {
        println!("no disk can be made here; nothing was tried");
        return;
    };
    let site = Site::town(40);
    let public = disk.mount.join("public");
    let copy = folder.path().join("disk.copy");
    let (mut moments, mut while_at_work) = (0, 0);
    site.next_version(0);
    assert!(build(&site, &public).status().expect("it runs").success());
    let mut number = 0;
    while moments < 20 {
        let mut old = tree(&public);
        old.remove(".zhandian-site");
        number += 1;
        site.next_version(number);
        let expected = folder.path().join("expected");
        let _ = fs::remove_dir_all(&expected);
        let mut beside = build(&site, &expected);
        assert!(
            beside
                .arg("--no-flush")
                .status()
                .expect("it runs")
                .success()
        );
        let mut new = tree(&expected);
        new.remove(".zhandian-site");

        let mut running = build(&site, &public).spawn().expect("it can be started");
        // What is there while it works, one thing after the other.
        let work = public.join(".zhandian");
        let page = format!("p{}/index.html", number % 2);
        let gone = format!("p{}/index.html", (number + 1) % 2);
        let signs: [Box<dyn Fn() -> bool>; 5] = [
            Box::new(|| work.join("next/stations/t").exists()),
            Box::new(|| work.join("manifest.part").exists() || work.join("manifest").exists()),
            Box::new(|| work.join("manifest").exists()),
            Box::new(|| public.join(&page).exists()),
            Box::new(|| !public.join(&gone).exists()),
        ];
        for (at, sign) in signs.iter().enumerate() {
            while !sign() && running.try_wait().expect("it is our child").is_none() {}
            if halt(&mut running) {
                fs::copy(&image, &copy).expect("is writable");
                system("kill", &["-CONT", &running.id().to_string()]);
                inspect(
                    &copy,
                    folder.path(),
                    &old,
                    &new,
                    &format!("version {number}, sign {at}"),
                );
                moments += 1;
                while_at_work += 1;
            }
        }
        assert!(running.wait().expect("it is our child").success());
        fs::copy(&image, &copy).expect("is writable");
        let moment = format!("after version {number}");
        // After a build that has ended there is no doubt: it is the new one.
        inspect(&copy, folder.path(), &new, &new, &moment);
        moments += 1;
    }
    println!("{moments} moments, {while_at_work} of them while a build was at work");
}

#[test]
fn everything_is_flushed_before_the_first_change_and_at_the_end() {
    let site = Site::town(40);
    site.next_version(0);
    let public = site.path("public");
    assert!(build(&site, &public).status().expect("it runs").success());
    site.next_version(1);
    let log = site.path("calls");
    let plain = build(&site, &public);
    let mut traced = Command::new("strace");
    traced
        .args([
            "-f",
            "-q",
            "-e",
            "trace=syncfs,fsync,rename,renameat,renameat2",
            "-o",
        ])
        .arg(&log)
        .arg(plain.get_program())
        .args(plain.get_args())
        .stdout(Stdio::null());
    if !traced.status().is_ok_and(|status| status.success()) {
        println!("calls cannot be looked at here; nothing was tried");
        return;
    }
    let calls = fs::read_to_string(&log).expect("it was written");
    let calls: Vec<&str> = calls.lines().filter(|line| line.contains('(')).collect();
    let position = |sign: &str| calls.iter().position(|call| call.contains(sign));
    let first_flush = position("syncfs").expect("it flushes");
    let promise = position("manifest.part").expect("it promises");
    let first_page = position("index.html").expect("it moves pages");
    assert!(first_flush < promise, "{calls:#?}");
    let between = &calls[promise..first_page];
    assert!(
        between.iter().any(|call| call.contains("syncfs")),
        "{calls:#?}"
    );
    let last = calls.last().expect("there are some");
    assert!(last.contains("syncfs"), "{calls:#?}");
}

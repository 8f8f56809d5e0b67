//! Files for the root of the site: copied byte for byte, never read as content, and never over a file that the
//! site itself makes.

mod support;

use support::{CONFIG, Site, TODAY, markdown};

/// A site with files of every kind for its root.
fn site() -> Site {
    let site = Site::small();
    for (path, bytes) in FILES {
        site.write(&format!("content/root/{path}"), bytes);
    }
    site
}

const FILES: [(&str, &[u8]); 8] = [
    ("CNAME", b"example.org\r\n"),
    ("MP_verify_abcDEF123.txt", b"abcDEF123"),
    ("baidu_verify_code-a1.html", b"<p>code-a1"),
    (
        ".well-known/security.txt",
        b"Contact: mailto:a@example.org\n",
    ),
    (".nojekyll", b""),
    ("favicon.ico", b"\0\0\x01\0\xFF"),
    ("notes.md", b"no front matter: [x](nowhere.md)"),
    ("data/list.yaml", b"- {not: content}\n\t"),
];

#[test]
fn files_for_the_root_are_copied_byte_for_byte_and_not_read() {
    let plain = Site::small();
    plain.build(&[]);
    let site = site();
    site.build(&[]);
    let mut built = site.public();
    for (path, bytes) in FILES {
        assert_eq!(built.remove(path).as_deref(), Some(bytes), "{path}");
    }
    let mut expected = plain.public();
    for site in [&mut built, &mut expected] {
        // The manifest names them.
        site.remove(".zhandian-site");
    }
    support::assert_same(&built, &expected);
}

#[test]
fn what_git_and_file_managers_leave_behind_is_not_published() {
    let site = site();
    for path in [
        ".gitkeep",
        ".gitignore",
        ".git/config",
        ".DS_Store",
        ".well-known/.DS_Store",
        "Thumbs.db",
        "thumbs.db",
        "._CNAME",
        "desktop.ini",
    ] {
        site.write(&format!("content/root/{path}"), "left behind");
    }
    site.build(&[]);
    let built = site.public();
    let copies = built.values().filter(|bytes| *bytes == b"left behind");
    assert_eq!(copies.count(), 0, "{:?}", built.keys());
}

#[test]
fn rules_for_crawlers_are_added_to_those_of_the_site() {
    let site = Site::small().with(
        "content/root/robots.txt",
        "\u{feff}Disallow: /needs/\n\nUser-agent: Bytespider\nDisallow: /\n",
    );
    site.build(&[]);
    assert_eq!(
        site.page("robots.txt"),
        "User-agent: *\nAllow: /\nSitemap: https://example.org/sitemap.xml\nDisallow: /needs/\n\nUser-agent: Bytespider\nDisallow: /\n"
    );
    site.write("content/root/robots.txt", b"Disallow: /\xD2\xE5/");
    let faults = site.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("not-utf8"), "{faults:?}");
    site.write("content/root/robots.txt", "#".repeat(500 * 1024 + 1));
    let faults = site.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("root-file-limit"), "{faults:?}");
}

#[test]
fn a_file_for_the_root_never_overwrites_one_of_the_site() {
    // Each alone: whatever else is wrong, this is.
    for path in [
        "index.html",
        "404.html",
        "stations/yuping/buxingjie/index.html",
        "Stations/index.html",
        "calendar.ics",
        "api/network.json",
        "sitemap.xml",
        "static/style.css",
        "MEDIA/a.png",
        "search/index/manifest.json",
        "404.html/a",
        "search",
        ".zhandian-site",
        ".zhandian/lock",
        "old/.zhandian-site",
    ] {
        let site = Site::small().with(&format!("content/root/{path}"), "overwritten");
        let faults = site.faults();
        assert_eq!(faults.len(), 1, "{path}: {faults:?}");
        assert!(faults[0].contains("root-file-taken"), "{path}: {faults:?}");
        assert!(faults[0].contains(path), "{path}: {faults:?}");
        assert_eq!(site.try_build(&[]).code, 1, "{path}");
    }
    // The same name in a folder of pages is free.
    let site = Site::small().with("content/root/stations/robots.txt", "");
    site.build(&[]);
    assert!(site.has("stations/robots.txt"));
}

#[test]
fn too_large_a_file_for_the_root_is_refused() {
    let site = Site::small();
    let file = std::fs::File::create(site.path("content/root.part")).expect("it can be made");
    file.set_len(10 * 1024 * 1024 + 1).expect("it grows");
    std::fs::create_dir(site.path("content/root")).expect("it can be made");
    let place = site.path("content/root/film.bin");
    std::fs::rename(site.path("content/root.part"), place).expect("it can be moved");
    let faults = site.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("root-file-limit"), "{faults:?}");
}

#[test]
fn check_names_files_for_the_root_and_pages_may_link_to_them() {
    let site = site().with(
        "content/pages/about.md",
        &markdown("title: 关于\n", "[验证](/MP_verify_abcDEF123.txt)"),
    );
    let run = site.run(&["check", "--today", TODAY]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (path, _) in FILES {
        assert!(run.stderr.contains(path), "{path}: {}", run.stderr);
    }
    site.build(&[]);
    assert!(
        site.page("about/index.html")
            .contains("href=\"/MP_verify_abcDEF123.txt\"")
    );
}

#[test]
fn no_tier_takes_the_folder_of_files_for_the_root() {
    let tiers = "tiers: [{id: base, folder: root, name: 基地}]\n";
    let site = Site::small().with("site-config.yaml", &(CONFIG.to_owned() + tiers));
    let faults = site.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("bad-config"), "{faults:?}");
}

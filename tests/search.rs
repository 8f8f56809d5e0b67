//! The search index as a device reads it: everything is found by its title, nothing hostile gets out of its
//! text, and the same site gives the same files. What the script makes of it is tested in
//! `tests/browser/search.test.mjs`.

mod support;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;
use support::{Site, TODAY, Tree, html, markdown, place};

/// The repository's own site, built once for all tests of this file.
static SAMPLE: LazyLock<Tree> = LazyLock::new(|| {
    let site = Site::sample();
    site.build(&[]);
    site.public()
});

/// The index of a built site.
struct Index {
    manifest: Value,
    /// The entries by number, each with its fields.
    entries: Vec<Value>,
    /// The numbers of entries by term.
    terms: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn of(files: &Tree) -> Self {
        let file = |path: &str| files.get(&format!("search/index/{path}"));
        let read =
            |bytes: &Vec<u8>| -> Value { serde_json::from_slice(bytes).expect("it is JSON") };
        let numbered = |folder: &'static str| {
            let files = (0..).map_while(move |number| file(&format!("{folder}/{number}.json")));
            files.map(|bytes| read(bytes).as_array().expect("an array").clone())
        };
        let manifest = read(file("manifest.json").expect("there is a manifest"));
        let shards = manifest["shards"].as_u64().expect("a count");
        let mut terms = BTreeMap::new();
        for (number, shard) in (0..shards).zip(numbered("terms")) {
            for pair in shard.chunks(2) {
                let term = text(&pair[0]);
                assert_eq!(u64::from(hash(term)) % shards, number, "{term}");
                let before = terms.insert(term.to_owned(), decode(text(&pair[1])));
                assert!(before.is_none(), "{term} is in two shards");
            }
        }
        Index {
            entries: numbered("entries").flatten().collect(),
            manifest,
            terms,
        }
    }

    fn titles(&self) -> Vec<&str> {
        self.entries.iter().map(|entry| text(&entry[0])).collect()
    }

    fn number(&self, title: &str) -> usize {
        let titles = self.titles();
        let number = titles.iter().position(|other| *other == title);
        number.unwrap_or_else(|| panic!("{title} is not in {titles:?}"))
    }

    /// Whether an entry is among what is current of its kind.
    fn is_current(&self, number: usize) -> bool {
        let mut first = 0;
        for kind in self.manifest["kinds"].as_array().expect("an array") {
            let count =
                |at: usize| usize::try_from(kind[at].as_u64().expect("a count")).expect("small");
            if number < first + count(2) + count(3) {
                return number < first + count(2);
            }
            first += count(2) + count(3);
        }
        panic!("{number} has no kind");
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn hash(term: &str) -> u32 {
    let step = |hash: u32, character| (hash ^ u32::from(character)).wrapping_mul(16_777_619);
    term.chars().fold(2_166_136_261, step)
}

fn decode(list: &str) -> Vec<usize> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (mut entries, mut entry, mut number, mut shift) = (Vec::new(), 0, 0, 0);
    for digit in list.chars() {
        let digit = DIGITS.find(digit).expect("a digit");
        number |= (digit & 31) << shift;
        shift += 5;
        if digit < 32 {
            entry += number >> 2;
            entries.push(entry);
            (number, shift) = (0, 0);
        }
    }
    entries
}

/// What counts as the same character, for those that the tests hold.
fn folded(character: char) -> char {
    let code = u32::from(character);
    let full_width = (0xFF01..=0xFF5E).contains(&code);
    let half_width = full_width.then(|| char::from_u32(code - 0xFEE0)).flatten();
    half_width.unwrap_or(character).to_ascii_lowercase()
}

#[track_caller]
fn assert_found_by_every_pair(index: &Index) {
    let mut count = 0;
    for (number, title) in index.titles().into_iter().enumerate() {
        let characters: Vec<char> = title.chars().collect();
        for pair in characters.windows(2) {
            if pair.iter().any(|character| character.is_whitespace()) {
                continue;
            }
            let pair: String = pair.iter().copied().map(folded).collect();
            let found = index.terms.get(&pair);
            assert!(
                found.is_some_and(|found| found.contains(&number)),
                "{pair:?} does not find {title}"
            );
            count += 1;
        }
    }
    assert!(count > 0);
}

#[test]
fn every_pair_of_every_title_of_the_sample_finds_it() {
    assert_found_by_every_pair(&Index::of(&SAMPLE));
}

#[test]
fn every_page_with_a_title_of_its_own_can_be_found() {
    let index = Index::of(&SAMPLE);
    let found: Vec<String> = index
        .entries
        .iter()
        .map(|entry| text(&entry[1]).to_owned())
        .collect();
    let served = |path: &String| format!("/{}", path.trim_end_matches("index.html"));
    let is_redirect =
        |page: &[u8]| String::from_utf8_lossy(page).contains("http-equiv=\"refresh\"");
    let missing: Vec<String> = SAMPLE
        .iter()
        .filter(|(path, page)| path.ends_with("index.html") && !is_redirect(page))
        .map(|(path, _)| served(path))
        .map(|path| zhandian::percent::encode_path(&path).into_owned())
        .filter(|path| !found.contains(path))
        .filter(|path| !path.ends_with("/poster/") && !path.starts_with("/articles/page/"))
        .collect();
    assert_eq!(missing, ["/", "/search/"], "pages that cannot be found");
}

const HOSTILE: [&str; 7] = [
    "<img src=x onerror=alert(1)>",
    "\\\"引号\\\" 与 \\\\",
    "__proto__",
    "constructor",
    "👨‍👩‍👧‍👦全家福𠮷",
    "</script><script>alert(1)</script>",
    "{{ site.name }}",
];

#[test]
fn hostile_titles_stay_texts() {
    let site = Site::small();
    for (number, title) in HOSTILE.iter().enumerate() {
        let front_matter = format!("title: \"{title}\"");
        site.write(
            &format!("content/pages/odd-{number}.md"),
            markdown(&front_matter, "正文。"),
        );
    }
    site.build(&[]);
    let index = Index::of(&site.public());
    assert_found_by_every_pair(&index);
    for title in HOSTILE {
        index.number(&title.replace("\\\"", "\"").replace("\\\\", "\\"));
    }
}

#[test]
fn width_and_case_are_folded_and_texts_are_found() {
    let site = Site::small();
    let front_matter = format!("{}services: [Ｗｉ-Fi 免费]\n", place("ＡＢ书屋"));
    let body = "第一段说**便民**理发[^1]，\n第二行接着说。\n\n| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n\n[^1]: 脚注";
    site.write(
        "content/stations/yuping/b.md",
        markdown(&front_matter, body),
    );
    site.build(&[]);
    let index = Index::of(&site.public());
    let number = index.number("ＡＢ书屋");
    for pair in [
        "ab", "b书", "wi", "fi", "免费", "民理", "发,", ",第", "脚注", "/bs", "/sw",
    ] {
        let found = index.terms.get(pair).map(Vec::as_slice).unwrap_or_default();
        assert!(found.contains(&number), "{pair}");
    }
    // Cells, services and blocks do not run into each other.
    for pair in ["甲乙", "乙丙", "费第", "说丙"] {
        assert!(!index.terms.contains_key(pair), "{pair}");
    }
}

#[test]
fn drafts_are_not_indexed_and_what_is_over_comes_last() {
    let site = Site::small();
    site.write(
        "content/pages/secret.md",
        markdown("title: 还没发布\ndraft: true\n", "秘密。"),
    );
    let closed = format!("{}status: closed\n", place("旧站"));
    site.write("content/stations/yuping/a.md", markdown(&closed, "停了。"));
    for (name, day) in [
        ("past", "2026-07-08"),
        ("today", "2026-07-09"),
        ("soon", "2026-07-10"),
    ] {
        let front_matter =
            format!("title: {name} 活动\nplace: yuping/buxingjie\nstarts: {day} 09:00\n");
        site.write(
            &format!("content/activities/{name}.md"),
            markdown(&front_matter, "来吧。"),
        );
    }
    site.build(&[]);
    let index = Index::of(&site.public());
    assert!(!index.terms.contains_key("秘密") && !index.terms.contains_key("没发"));
    for (title, current) in [
        ("旧站", false),
        ("步行街实践站", true),
        ("past 活动", false),
        ("today 活动", true),
        ("soon 活动", true),
    ] {
        assert_eq!(index.is_current(index.number(title)), current, "{title}");
    }
    assert!(index.number("today 活动") < index.number("soon 活动"));
}

#[test]
fn the_files_do_not_depend_on_the_number_of_threads() {
    let with = |threads: &str| -> Tree {
        let site = Site::sample();
        let mut command = site.command(&["build", "--today", TODAY]);
        command.env("RAYON_NUM_THREADS", threads);
        assert_eq!(support::run(command).code, 0);
        let mut files = site.public();
        files.retain(|path, _| path.starts_with("search/"));
        files
    };
    let one = with("1");
    assert!(one.len() > 10);
    support::assert_same(&one, &with("5"));
}

#[test]
fn no_page_may_lie_in_the_folder_of_the_index() {
    let site = Site::small();
    let front_matter = "title: 挡路\naliases: [/search/index/manifest.json]\n";
    site.write("content/pages/odd.md", markdown(front_matter, "正文。"));
    let faults = site.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("route-conflict"), "{faults:?}");
}

#[test]
fn the_page_can_be_used_without_scripts() {
    let site = Site::small();
    site.build(&["--base-url", "https://example.org/a/"]);
    let page = html::read(&site.page("search/index.html")).expect("it is well made");
    let named = |name: &str| {
        page.tags
            .iter()
            .filter(|tag| tag.name == name)
            .collect::<Vec<_>>()
    };
    let form = page
        .tags
        .iter()
        .find(|tag| tag.get("data-index").is_some())
        .expect("a form");
    assert_eq!(form.get("action"), Some("/a/search/"));
    assert_eq!(form.get("method"), Some("get"));
    assert_eq!(form.get("data-index"), Some("/a/search/index/"));
    assert!(
        named("input")
            .iter()
            .any(|tag| tag.get("name") == Some("q"))
    );
    let links: Vec<_> = named("a")
        .iter()
        .filter_map(|tag| tag.get("href"))
        .collect();
    for list in ["/a/stations/", "/a/activities/", "/a/sitemap/"] {
        assert!(links.contains(&list), "{list}");
    }
    assert!(named("script").iter().all(|tag| tag.get("src").is_some()));
}

//! A crawler walks the repository's own site under a path prefix, as a reader would who follows every
//! link: nothing may be broken, nothing unreachable, and every page well made.

mod support;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::LazyLock;

use support::html::{self, Page};
use support::{TODAY, Tree, repository, temporary_folder, tree};

const ORIGIN: &str = "https://example.org";
const PREFIX: &str = "/fuqing";

/// The built site and its pages as read, made once for all tests of this file.
struct Crawled {
    files: Tree,
    pages: BTreeMap<String, Page>,
}

static SITE: LazyLock<Crawled> = LazyLock::new(|| {
    let folder = temporary_folder();
    let output = folder.path().join("site");
    let run = support::run({
        let mut command = support::zhandian();
        command
            .args(["build", "--strict", "--today", TODAY])
            .args(["--base-url", "https://example.org/fuqing/", "--root"])
            .arg(repository())
            .arg("--output")
            .arg(&output);
        command
    });
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut files = tree(&output);
    files.remove(".zhandian-site");
    let pages = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| {
            let source = std::str::from_utf8(bytes).expect("pages are UTF-8");
            let page = html::read(source).unwrap_or_else(|error| panic!("{path}: {error}"));
            (path.clone(), page)
        })
        .collect();
    Crawled { files, pages }
});

/// Where a link leads: a file of the site and a fragment.
struct Target {
    file: String,
    fragment: String,
}

/// The target of an address on a page, `None` if it leads elsewhere.
fn resolve(page: &str, address: &str) -> Result<Option<Target>, String> {
    let address = address.strip_prefix(ORIGIN).unwrap_or(address);
    if ["https://", "http://", "tel:", "mailto:", "sms:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
    {
        return Ok(None);
    }
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    // A fragment is never sent anywhere, so it may be written in any script.
    let odd = |letter: &char| !letter.is_ascii_graphic() || "<>\"{}|\\^`".contains(*letter);
    if let Some(odd) = path.chars().find(odd) {
        return Err(format!("{odd:?} is not percent-encoded"));
    }
    let fragment = zhandian::percent::decode(fragment).into_owned();
    if path.is_empty() {
        let file = page.to_owned();
        return Ok(Some(Target { file, fragment }));
    }
    let below = path
        .strip_prefix(PREFIX)
        .and_then(|below| below.strip_prefix('/'))
        .ok_or("it leaves the prefix")?;
    let below = zhandian::percent::decode(below);
    let file = if below.is_empty() || below.ends_with('/') {
        format!("{below}index.html")
    } else {
        below.into_owned()
    };
    Ok(Some(Target { file, fragment }))
}

/// Files that no page needs to lead to: hosts, crawlers and scripts ask for them by name, and messages that link
/// to a page show its picture.
fn found_by_programs(path: &str) -> bool {
    // Activities that are over keep their calendar for those who have its address.
    let is_calendar = path.starts_with("activities/") && path.ends_with(".ics");
    let is_index = path.starts_with("search/index/");
    let is_card = path.ends_with("-card.jpg");
    let by_name = [
        "404.html",
        "robots.txt",
        "sitemap.xml",
        "map/places.json",
        "static/map-tiles.js",
    ];
    is_calendar || is_card || is_index || by_name.contains(&path)
}

/// Every address on a page that a browser would load or that a reader could follow.
fn addresses(page: &Page) -> Vec<&str> {
    let mut found = Vec::new();
    for tag in &page.tags {
        for name in ["href", "src", "poster", "action", "data"] {
            found.extend(tag.get(name));
        }
        if let Some(set) = tag.get("srcset") {
            found.extend(
                set.split(',')
                    .filter_map(|part| part.split_whitespace().next()),
            );
        }
        if tag.get("http-equiv") == Some("refresh") {
            found.extend(
                tag.get("content")
                    .and_then(|content| content.split("url=").nth(1)),
            );
        }
    }
    found
}

/// The addresses in a style sheet.
fn style_addresses(source: &str) -> Vec<&str> {
    source
        .split("url(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|address| address.trim_matches(|mark| "\"' ".contains(mark)))
        .filter(|address| !address.starts_with("data:"))
        .collect()
}

fn ids(page: &Page) -> Vec<&str> {
    page.tags.iter().filter_map(|tag| tag.get("id")).collect()
}

/// The levels of the headings in order.
fn headings(page: &Page) -> Vec<u8> {
    page.tags
        .iter()
        .filter_map(|tag| match tag.name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        })
        .collect()
}

/// Fails with all faults at once, so that one run tells everything.
#[track_caller]
fn assert_none(faults: &[String]) {
    let shown: Vec<_> = faults.iter().take(20).map(String::as_str).collect();
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        shown.join("\n")
    );
}

#[test]
fn no_link_anchor_or_asset_is_broken_and_every_page_is_reached() {
    let site = &*SITE;
    let anchors: HashMap<&str, HashSet<&str>> = site
        .pages
        .iter()
        .map(|(path, page)| (path.as_str(), ids(page).into_iter().collect()))
        .collect();
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut waiting = VecDeque::from(["index.html".to_owned()]);
    let mut faults = Vec::new();
    while let Some(path) = waiting.pop_front() {
        let style;
        let found = if let Some(page) = site.pages.get(&path) {
            addresses(page)
        } else if path.ends_with(".css") {
            style = String::from_utf8_lossy(&site.files[&path]);
            style_addresses(&style)
        } else {
            continue;
        };
        for address in found {
            let target = match resolve(&path, address) {
                Ok(Some(target)) => target,
                Ok(None) => continue,
                Err(why) => {
                    faults.push(format!("{path}: {address}: {why}"));
                    continue;
                }
            };
            if !site.files.contains_key(&target.file) {
                faults.push(format!("{path}: {address}: no such file"));
                continue;
            }
            let has_anchor = target.fragment.is_empty()
                || anchors
                    .get(target.file.as_str())
                    .is_some_and(|ids| ids.contains(target.fragment.as_str()));
            if !has_anchor {
                faults.push(format!("{path}: {address}: no such anchor"));
            }
            if reached.insert(target.file.clone()) {
                waiting.push_back(target.file);
            }
        }
    }
    assert_none(&faults);
    let unreached: Vec<_> = site
        .files
        .keys()
        .filter(|path| !found_by_programs(path) && !reached.contains(*path) && !is_redirect(path))
        .cloned()
        .collect();
    assert_none(&unreached);
    assert!(reached.len() > 400, "only {} files", reached.len());
}

/// Old addresses: nothing on the site leads to them, only links kept elsewhere.
fn is_redirect(path: &str) -> bool {
    SITE.pages.get(path).is_some_and(|page| {
        page.tags
            .iter()
            .any(|tag| tag.get("http-equiv") == Some("refresh"))
    })
}

#[test]
fn redirects_and_the_missing_page_lead_on() {
    let mut faults = Vec::new();
    for (path, page) in &SITE.pages {
        if path != "404.html" && !is_redirect(path) {
            continue;
        }
        for address in addresses(page) {
            let found = resolve(path, address)
                .map(|target| target.is_none_or(|target| SITE.files.contains_key(&target.file)));
            if found != Ok(true) {
                faults.push(format!("{path}: {address}"));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn every_id_is_given_once_on_its_page() {
    let mut faults = Vec::new();
    for (path, page) in &SITE.pages {
        let mut seen = HashSet::new();
        for id in ids(page) {
            if id.is_empty() || !seen.insert(id) {
                faults.push(format!("{path}: {id:?}"));
            }
        }
        for tag in &page.tags {
            for name in [
                "for",
                "aria-labelledby",
                "aria-describedby",
                "aria-controls",
            ] {
                let named = tag.get(name).into_iter().flat_map(str::split_whitespace);
                faults.extend(
                    named
                        .filter(|id| !seen.contains(id))
                        .map(|id| format!("{path}: {name}={id:?}")),
                );
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn every_page_has_a_language_a_title_and_an_outline_without_gaps() {
    let mut faults = Vec::new();
    for (path, page) in &SITE.pages {
        let mut fault = |what: &str| faults.push(format!("{path}: {what}"));
        let with = |name: &str| page.tags.iter().filter(|tag| tag.name == name).count();
        if page.tags.first().and_then(|tag| tag.get("lang")) != Some("zh-CN") {
            fault("no language");
        }
        // Signs on maps have titles too.
        let head = page.tags.iter().take_while(|tag| tag.name != "body");
        let titles = head.filter(|tag| tag.name == "title").count();
        if titles != 1 || with("main") != 1 {
            fault("not one title and one main");
        }
        let levels = headings(page);
        if levels.iter().filter(|level| **level == 1).count() != 1 || levels[0] != 1 {
            fault("not one h1 before all other headings");
        }
        if levels.windows(2).any(|pair| pair[1] > pair[0] + 1) {
            fault(&format!("levels are left out: {levels:?}"));
        }
    }
    assert_none(&faults);
}

#[test]
fn every_picture_is_described_and_every_outward_link_safe() {
    let mut faults = Vec::new();
    for (path, page) in &SITE.pages {
        for tag in &page.tags {
            // The emblem stands beside the site's name and says nothing more.
            let is_emblem = tag
                .get("src")
                .is_some_and(|src| src.ends_with("/emblem.svg"));
            let alt = tag.get("alt").map(str::trim);
            if tag.name == "img" && (alt.is_none() || (alt == Some("") && !is_emblem)) {
                faults.push(format!("{path}: a picture without alt"));
            }
            let href = tag.get("href").unwrap_or_default();
            let outward = tag.name == "a" && href.starts_with("http") && !href.starts_with(ORIGIN);
            if outward && tag.get("rel").is_none_or(|rel| !rel.contains("noopener")) {
                faults.push(format!("{path}: {href} without rel"));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn every_page_says_that_the_content_is_a_sample() {
    let silent: Vec<_> = SITE
        .pages
        .iter()
        .filter(|(path, page)| !is_redirect(path) && !page.text.contains("均为示例"))
        .map(|(path, _)| path.clone())
        .collect();
    assert_none(&silent);
}

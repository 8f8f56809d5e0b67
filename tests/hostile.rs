//! Whoever can write content cannot run a script on a reader's phone, leave the site's folder, or reach
//! the templates: an attack in every field of every kind, and a look at every tag that comes out.

mod support;

use serde_json::Value;
use support::armed::Arms;
use support::html::{self, Page};
use support::{CONFIG, Site, TODAY};

/// Breaks out of text, of attributes and of templates, if anything lets it.
const ATTACK: &str =
    r#""><script>alert(1)</script><img src=x onerror="alert(2)">'{{ site.name }}{% raw %}</title>"#;

/// A site with the attack in every field that takes free text.
fn armed_site() -> Site {
    let body = "# <script>alert(4)</script>\n\n[x](https://e.org/\"onmouseover=\"alert(5)) \
        <img src=x onerror=alert(6)> {{ site.name }} {% include \"base.html\" %}\n\n\
        ![\"><script>](a.png \"'\\\" onload=\\\"x\")\n\n## 题 {#\"onclick=\"x}\n\n`<script>` &lt;script&gt;";
    let arms = Arms {
        text: &|_| Value::from(ATTACK).to_string(),
        hours: "'Mo-Fr 08:00-12:00 \"<script>alert(3)</script>\"'",
        body,
    };
    arms.site()
}

/// Demands that a page holds nothing that runs but the theme's own files.
fn assert_harmless(path: &str, page: &Page) {
    // What is in the page is data for search engines, of which no text can leave its element.
    assert!(!page.code.contains(['<', '>']), "{path}: {}", page.code);
    let data = serde_json::from_str::<Value>(&page.code);
    assert!(
        page.code.is_empty() || data.is_ok(),
        "{path}: {}",
        page.code
    );
    for tag in &page.tags {
        let name = tag.name.as_str();
        let own_script = name == "script"
            && tag
                .get("src")
                .is_some_and(|src| src.starts_with("/static/"));
        let data = name == "script" && tag.get("type") == Some("application/ld+json");
        let own_form = name == "form" && tag.get("action") == Some("/search/");
        let runs = [
            "script",
            "iframe",
            "object",
            "embed",
            "style",
            "form",
            "math",
            "base",
            "foreignobject",
            "animate",
            "set",
        ];
        let is_own = own_script || own_form || data;
        assert!(is_own || !runs.contains(&name), "{path}: <{name}>");
        for (attribute, value) in &tag.attributes {
            assert!(
                !attribute.starts_with("on"),
                "{path}: {attribute}={value:?}"
            );
            assert_ne!(attribute, "style", "{path}: {value:?}");
            let address = ["href", "src", "content"].contains(&attribute.as_str());
            let letters: String = value
                .chars()
                .filter(|letter| !letter.is_whitespace() && !letter.is_control())
                .collect();
            let scheme = letters.to_lowercase();
            let hostile = ["javascript:", "data:", "vbscript:", "file:"]
                .iter()
                .any(|hostile| {
                    scheme.starts_with(hostile) || scheme.contains(&format!("url={hostile}"))
                });
            assert!(!(address && hostile), "{path}: {attribute}={value:?}");
        }
    }
}

fn pages(site: &Site) -> Vec<(String, String)> {
    site.public()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("pages are UTF-8")))
        .collect()
}

#[test]
fn an_attack_in_every_field_stays_text() {
    let site = armed_site();
    let run = site.try_build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let pages = pages(&site);
    assert!(pages.len() > 25, "only {} pages", pages.len());
    let mut shown = 0;
    for (path, source) in &pages {
        let page = html::read(source).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_harmless(path, &page);
        // The attack is there to be read, template and all.
        shown += page.text.matches(ATTACK).count();
    }
    assert!(shown > 100, "only {shown} attacks were shown at all");
    assert!(
        site.page("about/index.html")
            .contains("{% include &quot;base.html&quot; %}")
    );
}

#[test]
fn an_address_that_runs_is_refused_in_every_field() {
    for address in [
        "javascript:alert(1)",
        " JaVa\\tScript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
    ] {
        let yaml = format!("\"{address}\"");
        let fields = [
            (
                "site-config.yaml",
                format!("{CONFIG}order: {{url: {yaml}}}\n"),
            ),
            (
                "site-config.yaml",
                format!("{CONFIG}menu: [{{name: 点单, url: {yaml}}}]\n"),
            ),
            (
                "content/activities/fair.md",
                format!(
                    "---\ntitle: 集市\nplace: yuping/buxingjie\nstarts: 2026-07-10\nsignup: {{url: {yaml}}}\n---\n\n来吧。\n"
                ),
            ),
            (
                "content/activities/fair.md",
                format!(
                    "---\ntitle: 集市\nplace: yuping/buxingjie\nstarts: 2026-07-10\nonline: {yaml}\n---\n\n来吧。\n"
                ),
            ),
            (
                "content/pages/about.md",
                format!(
                    "---\ntitle: 关于\n---\n\n[点这里](<{}>)\n",
                    address.replace("\\t", "\t")
                ),
            ),
        ];
        for (path, text) in fields {
            let site = Site::small();
            site.write(path, &text);
            let faults = site.faults();
            assert_eq!(faults.len(), 1, "{text}: {faults:?}");
            assert!(faults[0].contains("forbidden-link"), "{text}: {faults:?}");
            // Even where somebody has switched the check off, the page stays harmless.
            let config = std::fs::read_to_string(site.path("site-config.yaml")).expect("is there");
            site.write(
                "site-config.yaml",
                format!("{config}severity: {{forbidden-link: off}}\n"),
            );
            assert_eq!(site.try_build(&[]).code, 0);
            for (path, source) in pages(&site) {
                let page = html::read(&source).unwrap_or_else(|error| panic!("{path}: {error}"));
                assert_harmless(&path, &page);
            }
        }
    }
}

#[test]
fn no_path_leaves_the_folders_of_the_site() {
    let site = Site::small();
    site.write("secret.png", "secret");
    let outside = site.root().parent().expect("has one").to_path_buf();
    let before = std::fs::read_dir(&outside).expect("is there").count();
    site.write(
        "content/pages/about.md",
        "---\ntitle: 关于\naliases: [../../escaped, /../escaped/, '/a\\..\\b', /.git/hooks/x]\n\
         photos: [{src: ../../secret.png, alt: x}, {src: /../secret.png, alt: x}, {src: /etc/passwd, alt: x}]\n\
         ---\n\n[上](../../../etc/passwd) ![图](../../secret.png)\n",
    );
    site.write(
        "content/teams.yaml",
        "- {id: ../escaped, name: 一队, kind: volunteer}\n- {id: /abs, name: 二队, kind: volunteer}\n\
         - {id: 'a\\b', name: 三队, kind: volunteer}\n",
    );
    let run = site.run(&["check", "--today", TODAY, "--format", "short"]);
    assert_eq!(run.code, 1);
    let count = |code: &str| run.stdout.matches(code).count();
    assert_eq!(
        (
            count("bad-alias"),
            count("missing-picture"),
            count("broken-link"),
            count("bad-id")
        ),
        (4, 4, 1, 3),
        "{}",
        run.stdout
    );
    // Nothing is written even if all of that is waved through.
    let off = [
        "bad-alias",
        "missing-picture",
        "broken-link",
        "bad-id",
        "unsupported-picture",
    ]
    .map(|code| format!("{code}: off"))
    .join(", ");
    site.write("site-config.yaml", format!("{CONFIG}severity: {{{off}}}\n"));
    let run = site.try_build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for path in site.public().keys() {
        assert!(
            !path.contains("escaped") && !path.contains("secret"),
            "{path}"
        );
    }
    assert!(!site.path("escaped").exists());
    assert_eq!(
        std::fs::read_dir(&outside).expect("is there").count(),
        before
    );
}

#[test]
fn a_tag_is_a_folder_of_its_own_whatever_it_says() {
    let site = Site::small();
    let tags = [
        "../../up",
        "..",
        ".",
        "a/b",
        "C:\\x",
        "a?b#c",
        "%2e%2e",
        " 空 格 ",
        "\u{202e}倒",
    ];
    let list = serde_json::json!(tags).to_string();
    site.write(
        "content/articles/a.md",
        format!("---\ntitle: 一\ndate: 2026-07-01\nsource: 站\ntags: {list}\n---\n\n文。\n"),
    );
    let run = site.try_build(&[]);
    // `..` and `.` would share an address, which is a fault that is told.
    assert_eq!(run.code, 1);
    assert_eq!(
        run.stderr.matches("[route-conflict]").count(),
        1,
        "{}",
        run.stderr
    );
    let list = list.replace("\".\",", "");
    site.write(
        "content/articles/a.md",
        format!("---\ntitle: 一\ndate: 2026-07-01\nsource: 站\ntags: {list}\n---\n\n文。\n"),
    );
    let run = site.try_build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let files = site.public();
    let of_tags: Vec<_> = files
        .keys()
        .filter(|path| path.starts_with("tags/"))
        .collect();
    assert_eq!(of_tags.len(), tags.len() - 1, "{of_tags:?}");
    assert!(
        of_tags.iter().all(|path| path.split('/').count() == 3),
        "{of_tags:?}"
    );
    let article = site.page("articles/a/index.html");
    let page = html::read(&article).expect("is well formed");
    for tag in page.tags.iter().filter(|tag| tag.get("rel") == Some("tag")) {
        let href = tag.get("href").expect("leads somewhere");
        let file = format!("{}index.html", zhandian::percent::decode(&href[1..]));
        assert!(files.contains_key(&file), "{href}");
    }
}

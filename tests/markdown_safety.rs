//! Whatever is written, the HTML holds only what we know, is well formed, and comes soon.

use std::collections::HashSet;

use proptest::prelude::*;
use zhandian::markdown::{Body, Options, RawHtml, Resolved};

/// Every tag that may be written, with the attributes that it may have.
const KNOWN: &[(&str, &[&str])] = &[
    (
        "a",
        &["class", "href", "rel", "title", "role", "aria-label"],
    ),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &["class"]),
    ("dd", &[]),
    ("del", &[]),
    ("div", &["class", "tabindex"]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("hr", &[]),
    ("img", &["src", "alt", "title", "loading", "decoding"]),
    ("input", &["type", "disabled", "checked"]),
    ("label", &[]),
    ("li", &["class", "id"]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &[]),
    ("section", &["class", "role", "aria-label"]),
    ("span", &["class"]),
    ("strong", &[]),
    ("sup", &["class", "id"]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["class"]),
    ("th", &["class", "scope"]),
    ("thead", &[]),
    ("tr", &[]),
    ("ul", &[]),
];
const EMPTY: &[&str] = &["br", "hr", "img", "input"];
const INLINE: &[&str] = &[
    "a", "code", "del", "em", "label", "span", "strong", "sup", "p", "dt",
];
const BLOCKS: &[&str] = &[
    "blockquote",
    "div",
    "dl",
    "h2",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "ul",
];

/// Reads HTML as strictly as nobody else does.
fn examine(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = HashSet::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text(&rest[..at])?;
        rest = &rest[at + 1..];
        let end = rest.find('>').ok_or("a tag without an end")?;
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes what is not open"));
            }
            continue;
        }
        let name_end = tag.find(' ').unwrap_or(tag.len());
        let (name, attributes) = tag.split_at(name_end);
        let known = KNOWN.iter().find(|(known, _)| *known == name);
        let (_, known) = known.ok_or_else(|| format!("<{name}> is unknown"))?;
        if BLOCKS.contains(&name) && open.iter().any(|tag| INLINE.contains(tag)) {
            return Err(format!("<{name}> within {open:?}"));
        }
        if name == "a" && open.contains(&"a") {
            return Err("a link in a link".into());
        }
        for (attribute, value) in self::attributes(attributes)? {
            if !known.contains(&attribute) {
                return Err(format!("<{name} {attribute}> is unknown"));
            }
            text(value)?;
            if attribute == "id" && (value.is_empty() || value.contains(' ') || !ids.insert(value))
            {
                return Err(format!(
                    "the id {value:?} is empty, broken or not the first"
                ));
            }
            if attribute == "href" || attribute == "src" {
                address(value)?;
            }
        }
        if !EMPTY.contains(&name) {
            open.push(name);
        }
    }
    text(rest)?;
    if open.is_empty() {
        Ok(())
    } else {
        Err(format!("{open:?} are not closed"))
    }
}

/// Text may hold nothing that could be anything else.
fn text(text: &str) -> Result<(), String> {
    if text.contains(['<', '>', '"', '\''])
        || text.contains(|c: char| c < ' ' && !"\t\n\r".contains(c))
    {
        return Err(format!("not escaped: {text:?}"));
    }
    for (at, _) in text.match_indices('&') {
        let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        if !entities.iter().any(|entity| text[at..].starts_with(entity)) {
            return Err(format!("a bare & in {text:?}"));
        }
    }
    Ok(())
}

fn attributes(mut rest: &str) -> Result<Vec<(&str, &str)>, String> {
    let mut attributes = Vec::new();
    while let Some(next) = rest.strip_prefix(' ') {
        let name_end = next.find(['=', ' ']).unwrap_or(next.len());
        let (name, after) = next.split_at(name_end);
        if attributes.iter().any(|(other, _)| *other == name) {
            return Err(format!("{name} comes twice"));
        }
        rest = after;
        let mut value = "";
        if let Some(quoted) = after.strip_prefix("=\"") {
            let end = quoted.find('"').ok_or("a value without an end")?;
            value = &quoted[..end];
            rest = &quoted[end + 1..];
        }
        attributes.push((name, value));
    }
    if rest.is_empty() {
        Ok(attributes)
    } else {
        Err(format!("left over in a tag: {rest:?}"))
    }
}

/// An address must be one that the site has made, or of a scheme that is harmless.
fn address(address: &str) -> Result<(), String> {
    let lower = address.to_ascii_lowercase();
    let harmless = [
        "/site", "#fn", "//", "/\\", "\\\\", "\\/", "http:", "https:", "mailto:", "tel:", "sms:",
    ];
    if harmless.iter().any(|start| lower.starts_with(start)) && !address.contains(char::is_control)
    {
        Ok(())
    } else {
        Err(format!("the address {address:?}"))
    }
}

/// Parses and renders in every way, and holds the result against all that is promised.
fn examine_markdown(markdown: &str) -> Result<(), String> {
    for raw_html in [RawHtml::Escape, RawHtml::Omit] {
        let body = Body::parse(
            markdown,
            &Options {
                raw_html,
                ..Options::default()
            },
        );
        for missing in [false, true] {
            let mut html = String::new();
            body.render(&mut html, |_| {
                if missing {
                    Resolved::Missing
                } else {
                    Resolved::Address("/site?a=\"'<b>&c".into())
                }
            });
            examine(&html).map_err(|fault| format!("{fault}\n--- {markdown:?}\n--- {html}"))?;
            for anchor in &body.anchors {
                if !html.contains(&format!("id=\"{anchor}\"")) {
                    return Err(format!(
                        "the anchor {anchor} is not there\n--- {markdown:?}"
                    ));
                }
            }
            for (at, _) in html.match_indices("href=\"#") {
                let target = html[at + 7..].split('"').next().unwrap_or_default();
                if !body.anchors.iter().any(|anchor| anchor == target) {
                    return Err(format!("#{target} leads nowhere\n--- {markdown:?}"));
                }
            }
        }
        let ranges = body
            .references
            .iter()
            .map(|reference| &reference.source)
            .chain(&body.raw_html);
        for range in ranges {
            if markdown
                .get(range.start as usize..range.end as usize)
                .is_none()
            {
                return Err(format!("{range:?} is not a range of {markdown:?}"));
            }
        }
        let mut level = 1;
        for heading in &body.outline {
            // Headings in quotations and lists are not in the outline, and may stand between.
            if heading.level > level + 1 && !markdown.contains(['>', '-', '*', '+', '.', ')', ':'])
            {
                return Err(format!("h{} after h{level} in {markdown:?}", heading.level));
            }
            level = heading.level;
        }
        if body.summary.chars().count() > 122 || body.summary.contains(char::is_control) {
            return Err(format!("the summary {:?} of {markdown:?}", body.summary));
        }
        body.text();
    }
    Ok(())
}

#[test]
fn attacks_come_out_as_text() {
    for attack in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "a <b onclick=alert(1)>b</b>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<style>*{display:none}</style>",
        "<!-- --><script>alert(1)</script>",
        "<!--><script>alert(1)</script>-->",
        "x <!--> <img src=x onerror=alert(1)> -->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php echo 1 ?><!DOCTYPE html>",
        "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
        "</p></div></body><script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript&colon;alert&lpar;1&rpar;)",
        "[x](&#x6A;&#x61;vascript:alert(1))",
        "[x](java&Tab;script&NewLine;:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](&#1;javascript:alert(1))",
        "[x](\u{1}javascript:alert(1))",
        "[x](javascript\u{200B}:alert(1))",
        "[x](vbscript:msgbox(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](data&colon;text/html,<script>)",
        "[x](feed:javascript:alert(1))",
        "![x](javascript:alert(1))",
        "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
        "![x\" onerror=\"alert(1)](a.jpg)",
        "![<img src=x onerror=alert(1)>](a.jpg)",
        "[x](a \"\\\" onmouseover=\\\"alert(1)\")",
        "[x](https://a.cn/\"onmouseover=\"alert(1))",
        "[x](https://a.cn/'onmouseover='alert(1)/*)",
        "<javascript:alert(1)>",
        "<https://a.cn/\"onclick=\"alert(1)>",
        "<data:text/html,x>",
        "[x]: javascript:alert(1)\n\n[x] [y][x] ![z][x]",
        "# x {#\"onclick=alert(1)}",
        "# x {onclick=alert(1) .a\"b style=x}",
        "```\"><script>alert(1)</script>\ncode\n```",
        "``<script>``",
        "[^\"><script>]\n\n[^\"><script>]: \"><script>",
        "|<script>|\n|-|\n|\"onclick=|",
        "- [ ] <input onfocus=alert(1) autofocus>",
        "[a<https://x.cn>[b](c)](d)",
        "[![x](a.jpg \"\\\">\")](javascript:alert(1))",
        "\0<scr\0ipt>\0",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "**<script>：**请",
    ] {
        examine_markdown(attack).unwrap();
        examine_markdown(&format!("> - {attack}\n\n{attack}")).unwrap();
    }
}

/// What this thread has computed so far, in milliseconds: what others do on the machine is not counted.
fn processor_time() -> i64 {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_THREAD).expect("the system counts it");
    usage.user_time().num_milliseconds() + usage.system_time().num_milliseconds()
}

#[test]
fn nothing_nests_too_deep_or_takes_too_long() {
    let repeated = |text: &str, times| text.repeat(times);
    for (name, markdown) in [
        (">", repeated(">", 10_000)),
        ("> ", repeated("> ", 10_000) + "a"),
        ("[", repeated("[", 50_000)),
        ("](", repeated("[a](", 20_000)),
        (
            "![",
            repeated("![", 20_000) + "a" + &repeated("](b)", 20_000),
        ),
        ("[^", repeated("[^a]", 20_000) + "\n\n[^a]: b"),
        (
            "[^n]",
            (0..5_000)
                .map(|n| format!("[^{n}]\n\n[^{n}]: {n}\n\n"))
                .collect(),
        ),
        ("*", repeated("*", 50_000)),
        ("*a", repeated("*a ", 20_000)),
        ("*a_", repeated("*a_ ", 20_000)),
        ("**，", repeated("**，", 20_000)),
        ("~~，", repeated("~~，a", 20_000)),
        ("_", repeated("_", 50_000)),
        ("~", repeated("~", 50_000)),
        ("\\*", repeated("\\*", 20_000)),
        ("\\", repeated("\\", 50_000) + "*，"),
        (
            "`",
            (1..300).map(|n| format!("a{}", repeated("`", n))).collect(),
        ),
        ("- ", repeated("- ", 10_000)),
        ("- a", repeated("- ", 10_000) + "a"),
        ("1. ", repeated("1. ", 10_000) + "a"),
        ("> - ", repeated("> - ", 5_000) + "a"),
        ("# ", repeated("# a\n", 10_000)),
        ("# [", repeated("# [a](b)\n中\n文\n", 5_000)),
        ("<", repeated("<", 50_000)),
        ("<!--", repeated("<!--", 20_000)),
        ("a<!--", repeated("a<!-- ", 20_000)),
        ("<?", repeated("a<?", 20_000)),
        ("<![CDATA[", repeated("a<![CDATA[", 10_000)),
        ("&", repeated("&", 50_000)),
        (
            "|",
            format!(
                "{}\n{}\n{}",
                repeated("|a", 500),
                repeated("|-", 500),
                repeated("|b\n", 500)
            ),
        ),
        (": ", repeated("a\n: b\n", 5_000)),
        ("[r]", repeated("[r]", 20_000) + "\n\n[r]: /u"),
        ("lines", repeated("中文\n", 20_000)),
        ("links", repeated("中文\n[中](a)\n", 10_000)),
        ("<b>", repeated("<b>", 20_000)),
        ("](/aa", repeated("](/aa", 20_000)),
        (")[", repeated(")[/a]", 20_000)),
    ] {
        let started = processor_time();
        let body = Body::parse(&markdown, &Options::default());
        let mut html = String::new();
        body.render(&mut html, |_| Resolved::Address("/site".into()));
        let took = processor_time() - started;
        // Busy machines and unoptimised builds are meant to pass; anything quadratic is not.
        assert!(took < 10_000, "{name}: {took} ms");
        println!("{name:10} {took} ms");
        body.text();
    }
}

/// Pieces of Markdown that like to get into each other's way.
const PIECES: &[&str] = &[
    "中",
    "文。",
    "，",
    "“",
    "”",
    "（",
    "）",
    "：",
    "　",
    "한",
    "か",
    "𠮷",
    "👨‍👩‍👧",
    "❤️",
    "e\u{301}",
    "\u{E000}",
    "\u{E001}",
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{200B}",
    "\u{FEFF}",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    "\n  ",
    "\n  - ",
    "\n    ",
    "\t",
    " ",
    "  \n",
    "\\\n",
    "\\",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "    ",
    "> ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "7) ",
    "- [ ] ",
    "- [x] ",
    "[ ] ",
    "# ",
    "## ",
    "#### ",
    "###### ",
    " {#a}",
    " {#fn-1}",
    " {b}",
    "===\n",
    "---\n",
    "|",
    "|-|-|\n",
    "|:-:|\n",
    ": ",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "](a)",
    "](b \"t\")",
    "](https://x.cn)",
    "](javascript:x)",
    "][r]",
    "[r]",
    "\n[r]: u\n",
    "\n[中*，]: v\n",
    "[中*，]",
    "[^1]",
    "[^a]",
    "\n[^1]: ",
    "\n[^a]: ",
    "\n[^1]: n\n",
    "<",
    ">",
    "<b>",
    "</b>",
    "<div>\n",
    "<!--",
    "-->",
    "<!-- c -->",
    "<script>",
    "<https://x.cn>",
    "<a@b.cn>",
    "<data:x>",
    "&amp;",
    "&colon;",
    "&#0;",
    "&#10;",
    "\"",
    "'",
    "=",
    "{",
    "}",
    "!",
    "a",
    "B c",
    "1",
    "code",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn any_string_is_safe(markdown in any::<String>()) {
        examine_markdown(&markdown).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn any_mix_of_markup_is_safe(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        examine_markdown(&pieces.concat()).map_err(TestCaseError::fail)?;
    }
}

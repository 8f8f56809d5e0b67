//! What Markdown becomes, as tables of what is written and what a page shows.

use zhandian::markdown::{
    Body, Heading, Options, Picture, RawHtml, Reach, Reading, ReferenceKind, Resolved,
};

fn parse(markdown: &str) -> Body {
    Body::parse(markdown, &Options::default())
}

/// The HTML, with every reference within the site resolved to `→target`.
fn html(body: &Body) -> String {
    let mut html = String::new();
    body.render(&mut html, |reference| {
        Resolved::Address(format!("→{}", reference.target).into())
    });
    html
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (markdown, expected) in cases {
        assert_eq!(html(&parse(markdown)).trim_end(), *expected, "\n{markdown}");
    }
}

#[test]
fn emphasis_works_beside_chinese_punctuation() {
    check(&[
        ("**重点：**请注意", "<p><strong>重点：</strong>请注意</p>"),
        (
            "请看**“重点”**的内容",
            "<p>请看<strong>“重点”</strong>的内容</p>",
        ),
        ("他说**「好」**。", "<p>他说<strong>「好」</strong>。</p>"),
        ("这是*（重要）*的", "<p>这是<em>（重要）</em>的</p>"),
        (
            "**站点(Station)**是",
            "<p><strong>站点(Station)</strong>是</p>",
        ),
        (
            "取消~~周三。~~改为周四",
            "<p>取消<del>周三。</del>改为周四</p>",
        ),
        (
            "***注意！***这里",
            "<p><em><strong>注意！</strong></em>这里</p>",
        ),
        (
            "[**报名：**点这里](a)",
            "<p><a href=\"→a\"><strong>报名：</strong>点这里</a></p>",
        ),
        (
            "**这个`code`**吗",
            "<p><strong>这个<code>code</code></strong>吗</p>",
        ),
        (
            "|甲|\n|-|\n|**重：**点|",
            "<div class=\"table-scroll\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\
            <th scope=\"col\">甲</th></tr>\n</thead>\n<tbody>\n<tr><td><strong>重：</strong>点</td>\
            </tr>\n</tbody>\n</table>\n</div>",
        ),
        // What is not emphasis stays as it is.
        ("\\*请注意\\*", "<p>*请注意*</p>"),
        ("** 重点：**请", "<p>** 重点：**请</p>"),
        ("2 * 3，4 * 5", "<p>2 * 3，4 * 5</p>"),
        ("`**重点：**请`", "<p><code>**重点：**请</code></p>"),
        (
            "```\n**重点：**请\n```",
            "<pre><code>**重点：**请\n</code></pre>",
        ),
        ("* 一：二", "<ul>\n<li>一：二</li>\n</ul>"),
        // The private-use character that helps us is the user's when he types it.
        (
            "**\u{E000}：**请\u{E000}",
            "<p><strong>\u{E000}：</strong>请\u{E000}</p>",
        ),
    ]);
}

#[test]
fn a_single_tilde_is_a_range() {
    check(&[
        ("开放：~12:00，14:00~。", "<p>开放：~12:00，14:00~。</p>"),
        ("9:00~11:00", "<p>9:00~11:00</p>"),
        ("~~取消~~", "<p><del>取消</del></p>"),
    ]);
}

#[test]
fn line_breaks_vanish_between_han_characters() {
    check(&[
        ("中文\n中文", "<p>中文中文</p>"),
        ("中文，\n中文", "<p>中文，中文</p>"),
        ("中文\r\n中文", "<p>中文中文</p>"),
        ("**中文**\n中文", "<p><strong>中文</strong>中文</p>"),
        ("中文\n**中文**", "<p>中文<strong>中文</strong></p>"),
        (
            "**中文：**\n*中文*",
            "<p><strong>中文：</strong><em>中文</em></p>",
        ),
        (
            "中文\n[中文](a)\n中文",
            "<p>中文<a href=\"→a\">中文</a>中文</p>",
        ),
        ("中文\n`中文`", "<p>中文<code>中文</code></p>"),
        (
            "中文[^a]\n中文\n\n[^a]: 注\n注",
            "<p>中文<sup class=\"footnote-ref\" id=\"fnref-1\">\
            <a href=\"#fn-1\" role=\"doc-noteref\">1</a></sup>中文</p>\n<section class=\"footnotes\" \
            role=\"doc-endnotes\" aria-label=\"注释\">\n<ol>\n<li id=\"fn-1\"><p>注注 \
            <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fnref-1\" \
            aria-label=\"返回正文注释 1\">↩\u{FE0E}</a></p>\n</li>\n</ol>\n</section>",
        ),
        ("中文<!-- 注 -->\n中文", "<p>中文中文</p>"),
        (
            "> 中文\n> 中文",
            "<blockquote>\n<p>中文中文</p>\n</blockquote>",
        ),
        ("中文\n𠮷野家", "<p>中文𠮷野家</p>"),
        ("，\nABC", "<p>，ABC</p>"),
        // Where the writing has spaces, they stay.
        ("中文\nLatin", "<p>中文\nLatin</p>"),
        ("Latin\n中文", "<p>Latin\n中文</p>"),
        ("one\ntwo", "<p>one\ntwo</p>"),
        (
            "**one**\n*two*",
            "<p><strong>one</strong>\n<em>two</em></p>",
        ),
        ("한국어\n한국어", "<p>한국어\n한국어</p>"),
        (
            "中文\n![图](a.jpg)\n中文",
            "<p>中文\n<img src=\"→a.jpg\" alt=\"图\" loading=\"lazy\" \
            decoding=\"async\">\n中文</p>",
        ),
        ("中文  \n中文\\\n中文", "<p>中文<br>\n中文<br>\n中文</p>"),
    ]);
}

#[test]
fn blocks_become_plain_html() {
    check(&[
        ("", ""),
        ("一\n\n二", "<p>一</p>\n<p>二</p>"),
        ("---", "<hr>"),
        (
            "- 一\n- 二\n  - 三",
            "<ul>\n<li>一</li>\n<li>二\n<ul>\n<li>三</li>\n</ul>\n</li>\n</ul>",
        ),
        (
            "- 一\n\n- 二",
            "<ul>\n<li>\n<p>一</p>\n</li>\n<li>\n<p>二</p>\n</li>\n</ul>",
        ),
        (
            "3. 三\n4. 四",
            "<ol start=\"3\">\n<li>三</li>\n<li>四</li>\n</ol>",
        ),
        ("1. 一", "<ol>\n<li>一</li>\n</ol>"),
        (
            "> 引\n>\n> 文",
            "<blockquote>\n<p>引</p>\n<p>文</p>\n</blockquote>",
        ),
        (
            "地址\n: 步行街\n: 后街",
            "<dl>\n<dt>地址</dt>\n<dd>步行街</dd>\n<dd>后街</dd>\n</dl>",
        ),
        (
            "```rust,x\"y\na < b\n```",
            "<pre><code class=\"language-rust\">a &lt; b\n</code></pre>",
        ),
        ("    a & b", "<pre><code>a &amp; b</code></pre>"),
        (
            "\"直引号\" -- '单' ... “弯”",
            "<p>&quot;直引号&quot; -- &#39;单&#39; ... “弯”</p>",
        ),
    ]);
}

#[test]
fn tables_are_aligned_by_class_and_can_scroll() {
    check(&[(
        "| |甲|乙|丙|\n|-|:-|:-:|-:|\n|一|2|3||",
        "<div class=\"table-scroll\" tabindex=\"0\">\n<table>\n<thead>\n<tr><td></td>\
         <th scope=\"col\" class=\"align-left\">甲</th><th scope=\"col\" class=\"align-center\">乙</th>\
         <th scope=\"col\" class=\"align-right\">丙</th></tr>\n</thead>\n<tbody>\n<tr><td>一</td>\
         <td class=\"align-left\">2</td><td class=\"align-center\">3</td>\
         <td class=\"align-right\"></td></tr>\n</tbody>\n</table>\n</div>",
    )]);
}

#[test]
fn tasks_are_labelled_boxes() {
    check(&[
        (
            "- [ ] 打扫\n- [x] 布展\n  - 细节",
            "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled> 打扫</label></li>\n\
             <li class=\"task\"><label><input type=\"checkbox\" disabled checked> 布展</label>\n\
             <ul>\n<li>细节</li>\n</ul>\n</li>\n</ul>",
        ),
        (
            "- [x] 一\n\n  二",
            "<ul>\n<li class=\"task\">\n<p><label><input type=\"checkbox\" disabled checked> 一</label>\
             </p>\n<p>二</p>\n</li>\n</ul>",
        ),
    ]);
}

#[test]
fn footnotes_are_numbered_as_they_are_referred_to() {
    let body =
        parse("甲[^b]乙[^a]丙[^B]\n\n[^a]: 其一\n\n[^b]: 其二\n\n    - 列\n\n[^c]: 无人提及");
    assert_eq!(
        body.anchors,
        ["fnref-1", "fnref-2", "fnref-1-2", "fn-1", "fn-2", "fn-3"]
    );
    let html = html(&body);
    let (text, notes) = html.split_once("<section").unwrap();
    assert!(
        text.starts_with("<p>甲<sup class=\"footnote-ref\" id=\"fnref-1\">"),
        "{text}"
    );
    let notes: Vec<&str> = notes.split("<li id=").skip(1).collect();
    assert!(notes[0].starts_with("\"fn-1\"><p>其二</p>") && notes[0].contains("#fnref-1-2"));
    assert!(notes[1].starts_with("\"fn-2\"><p>其一 <a"), "{}", notes[1]);
    assert!(
        notes[2].starts_with("\"fn-3\"><p>无人提及</p>\n</li>"),
        "{}",
        notes[2]
    );
    assert_eq!(body.summary, "甲乙丙");
}

#[test]
fn a_reference_without_a_footnote_is_text() {
    check(&[("甲[^1]", "<p>甲[^1]</p>")]);
}

#[test]
fn headings_start_below_the_title_and_skip_no_level() {
    let body = parse("# 一、背景\n\n### 做法：*怎样*？\n\n# 背景\n\n# 背景\n\n#\n\n# ！\n\n> # 引");
    let heading = |level, id: &str, text: &str| Heading {
        level,
        id: id.into(),
        text: text.into(),
    };
    assert_eq!(
        body.outline,
        [
            heading(2, "一背景", "一、背景"),
            heading(3, "做法怎样", "做法：怎样？"),
            heading(2, "背景", "背景"),
            heading(2, "背景-2", "背景"),
            heading(2, "section", "！"),
        ]
    );
    assert_eq!(
        body.anchors,
        ["一背景", "做法怎样", "背景", "背景-2", "section", "引"]
    );
    assert!(html(&body).contains("<h3 id=\"做法怎样\">做法：<em>怎样</em>？</h3>"));
    let deep = Options {
        heading_offset: 3,
        ..Options::default()
    };
    assert_eq!(
        Body::parse("## 甲\n### 乙\n#### 丙\n##### 丁", &deep).outline[3].level,
        6
    );
}

#[test]
fn heading_ids_can_be_asked_for() {
    let body = parse("# 甲 {#jia}\n# 乙 {#jia}\n# 丙 {#\"><b}\n# 丁 {长期}\n# 戊 {.x #w\"u}");
    assert_eq!(body.anchors, ["jia", "jia-2", "丙-b", "丁-长期", "wu"]);
    assert_eq!(body.duplicate_ids.len(), 1);
    let taken = &body.duplicate_ids[0];
    assert_eq!((taken.id.as_str(), taken.source.clone()), ("jia", 19..25));
    assert_eq!(body.outline[3].text, "丁 {长期}");
    check(&[(
        "# 甲\n## [乙](b)![丙](c)",
        "<h2 id=\"甲\">甲</h2>\n<h3 id=\"乙丙\"><a href=\"→b\">乙</a>\
        <img src=\"→c\" alt=\"丙\" loading=\"lazy\" decoding=\"async\"></h3>",
    )]);
}

#[test]
fn references_say_where_they_point_and_where_that_is_written() {
    let markdown = "[甲](a/b.md \"题\") ![图](图%201.jpg) <https://例.cn/x> <a@b.cn> [乙][r] [r] [丙](&#97;b) \
        **重：**[丁](d) [![内](e.jpg)](f) [](g) ![](h) [空]()\n\n[r]: <../r.md> '题'";
    let body = parse(markdown);
    let found: Vec<(&str, &str)> = body
        .references
        .iter()
        .map(|reference| {
            let source = reference.source.start as usize..reference.source.end as usize;
            (reference.target.as_str(), &markdown[source])
        })
        .collect();
    assert_eq!(
        found,
        [
            ("a/b.md", "a/b.md"),
            ("图%201.jpg", "图%201.jpg"),
            ("https://例.cn/x", "https://例.cn/x"),
            ("mailto:a@b.cn", "a@b.cn"),
            ("../r.md", "../r.md"),
            ("../r.md", "../r.md"),
            ("ab", "[丙](&#97;b)"),
            ("d", "d"),
            ("f", "f"),
            ("e.jpg", "e.jpg"),
            ("g", "g"),
            ("h", "h"),
            ("", "[空]()"),
        ]
    );
    assert_eq!(body.references[0].title, "题");
    assert_eq!(body.references[1].kind, ReferenceKind::Picture);
    assert_eq!(body.references[1].alt, "图");
    let nameless: Vec<&str> = body
        .references
        .iter()
        .filter(|reference| reference.nameless)
        .map(|reference| reference.target.as_str())
        .collect();
    assert_eq!(nameless, ["g", "h"]);
}

#[test]
fn links_and_pictures_are_resolved_by_the_site() {
    let body = parse("[站](a \"题\")和![图 *一*](b.jpg \"<题>\")、[无](c)、![缺](d)");
    let mut html = String::new();
    body.render(&mut html, |reference| match reference.target.as_str() {
        "a" => Resolved::Address("/a/?x=1&y=\"".into()),
        "b.jpg" => Resolved::Picture(Picture {
            src: "/b.webp".into(),
            size: Some((800, 600)),
            srcset: "/b-400.webp 400w".into(),
            sizes: "100vw".into(),
        }),
        _ => Resolved::Missing,
    });
    assert_eq!(
        html,
        "<p><a href=\"/a/?x=1&amp;y=&quot;\" title=\"题\">站</a>和<img src=\"/b.webp\" alt=\"图 一\" \
         width=\"800\" height=\"600\" srcset=\"/b-400.webp 400w\" sizes=\"100vw\" \
         title=\"&lt;题&gt;\" loading=\"lazy\" decoding=\"async\">、<a>无</a>、\
         <span class=\"missing-picture\">缺</span></p>\n"
    );
    let mut fewer = body.clone();
    fewer.references.clear();
    fewer.render(&mut String::new(), |_| Resolved::Missing);
}

#[test]
fn external_links_need_no_help() {
    let body = parse(
        "[a](https://x.cn/?a=1&b=2) [b](mailto:a@b.cn) [c](tel:0591) <https://y.cn> [d](//z.cn) \
         ![e](https://x.cn/e.jpg)",
    );
    let mut html = String::new();
    body.render(&mut html, |reference| {
        panic!("asked about {}", reference.target)
    });
    assert_eq!(
        html,
        "<p><a href=\"https://x.cn/?a=1&amp;b=2\" rel=\"noopener\">a</a> <a href=\"mailto:a@b.cn\">b</a> \
         <a href=\"tel:0591\">c</a> <a href=\"https://y.cn\" rel=\"noopener\">https://y.cn</a> \
         <a href=\"//z.cn\" rel=\"noopener\">d</a> <img src=\"https://x.cn/e.jpg\" alt=\"e\" \
         loading=\"lazy\" decoding=\"async\"></p>\n"
    );
    let reaches: Vec<Reach> = body
        .references
        .iter()
        .map(|reference| reference.reach)
        .collect();
    use Reach::{Contact, External};
    assert_eq!(
        reaches,
        [External, Contact, Contact, External, External, External]
    );
}

#[test]
fn forbidden_links_leave_their_text() {
    let body = parse("[点*我*](javascript:alert`1`) ![图](data:image/svg+xml,x) <vbscript:x>");
    assert!(
        body.references
            .iter()
            .all(|reference| reference.is_forbidden())
    );
    assert_eq!(body.references.len(), 3);
    check(&[
        (
            "[点*我*](javascript:x) ![图](data:x) <vbscript:x>",
            "<p>点<em>我</em> 图 vbscript:x</p>",
        ),
        (
            "[外<https://x.cn>内](b)",
            "<p><a href=\"→b\">外https://x.cn内</a></p>",
        ),
    ]);
}

#[test]
fn raw_html_is_shown_and_reported() {
    let markdown =
        "<div class=\"x\">\n块\n</div>\n\n行<b>内</b><!-- 注 -->\n\n<!-- 块注 -->\n\n<!-- 未完";
    let body = parse(markdown);
    assert_eq!(
        html(&body),
        "<p>&lt;div class=&quot;x&quot;&gt;\n块\n&lt;/div&gt;</p>\n<p>行&lt;b&gt;内&lt;/b&gt;</p>\n\
         <p>&lt;!-- 未完</p>\n"
    );
    let reported: Vec<&str> = body
        .raw_html
        .iter()
        .map(|range| markdown[range.start as usize..range.end as usize].trim_end())
        .collect();
    assert_eq!(
        reported,
        ["<div class=\"x\">\n块\n</div>", "<b>", "</b>", "<!-- 未完"]
    );
    assert_eq!(body.summary, "行内");

    let omit = Options {
        raw_html: RawHtml::Omit,
        ..Options::default()
    };
    let body = Body::parse(markdown, &omit);
    assert_eq!(html(&body), "<p>行内</p>\n");
    assert_eq!(body.raw_html.len(), 4);
}

#[test]
fn the_summary_is_prose() {
    for (markdown, expected) in [
        (
            "# 标题\n\n　　第一段，\n**重点：**很好。\n\n第二段。",
            "第一段，重点：很好。第二段。",
        ),
        (
            "|表|\n|-|\n|格|\n\n```\n码\n```\n\n正文[^1]。\n\n[^1]: 注",
            "正文。",
        ),
        ("- 一\n- 二", "一 二"),
        ("![图](a.jpg)[链接](b)", "链接"),
        ("one\ntwo\\\nthree", "one two three"),
        ("", ""),
    ] {
        assert_eq!(parse(markdown).summary, expected, "{markdown}");
    }
    let short = Options {
        summary_length: 10,
        ..Options::default()
    };
    assert_eq!(
        Body::parse("今天天气很好。明天还会更好吗？", &short).summary,
        "今天天气很好。"
    );
}

#[test]
fn text_holds_every_word() {
    let body = parse("# 标 & 题\n\n一\n[二](x)[^1]![三](y)\n\n|甲|乙|\n|-|-|\n|`<`|1|\n\n[^1]: 注");
    let words: Vec<String> = body.text().split_whitespace().map(str::to_owned).collect();
    assert_eq!(
        words,
        ["标", "&", "题", "一二三", "甲", "乙", "<", "1", "注"]
    );
}

#[test]
fn reading_counts_characters_and_words() {
    let body =
        parse("# 标题\n\n于 2026-10-01 在Fuqing\n**举办**，don't\nmiss。\n\n```\nno code\n```");
    assert_eq!(
        body.reading,
        Reading {
            han_characters: 6,
            words: 4
        }
    );
    assert_eq!(body.reading.minutes(), 1);
    assert!(parse("<!-- 无 -->").is_empty());
}

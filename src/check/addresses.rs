//! Addresses that nobody can open, judged by how they are written: no page is asked for.

use std::net::Ipv4Addr;

use super::links_rules::{BROKEN_LINK, EMPTY_LINK, SECRET_IN_ADDRESS};
use super::phone;
use crate::fault::{Fault, Target};
use crate::markdown::{Reach, ReferenceKind, reach};
use crate::percent::decode;
use crate::text;
use crate::text::Text;

/// A link without words.
pub(super) fn without_words(target: Target) -> Fault {
    Fault::new(
        &EMPTY_LINK,
        target,
        text!("链接没有文字，看不见也点不到", "a link without words"),
    )
    .help(text!(
        "在方括号里写上文字：[工作职能](…)",
        "put words into the square brackets"
    ))
}

/// What is wrong with an address elsewhere or a telephone number.
pub(super) fn fault(written: &str, target: impl FnOnce() -> Target) -> Option<Fault> {
    if written.trim().is_empty() {
        return Some(
            Fault::new(
                &BROKEN_LINK,
                target(),
                text!("链接没有写网址", "a link without an address"),
            )
            .help(text!(
                "在圆括号里写上网址或路径",
                "write an address or a path into the brackets"
            )),
        );
    }
    match reach(ReferenceKind::Link, written) {
        Reach::Contact => contact(written, target),
        Reach::External if names_user(written) => Some(with_secret(target())),
        Reach::External => external(written)
            .map(|(message, help)| Fault::new(&BROKEN_LINK, target(), message).help(help)),
        Reach::Site | Reach::Forbidden => None,
    }
}

fn contact(written: &str, target: impl FnOnce() -> Target) -> Option<Fault> {
    let (scheme, rest) = written.split_once(':')?;
    let rest = decode(rest.split('?').next().unwrap_or_default());
    if !scheme.trim().eq_ignore_ascii_case("mailto") {
        if rest.trim().is_empty() {
            return Some(
                Fault::new(
                    &phone::BAD_PHONE,
                    target(),
                    text!("链接里没有电话号码", "a link without a number"),
                )
                .help(text!("写成 tel:0591-0000-0000", "write tel:0591-0000-0000")),
            );
        }
        return phone::fault(&rest, target);
    }
    let is_address = rest.split(',').all(|address| {
        let parts = address.trim().split_once('@');
        parts.is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.contains([' ', '@'])
        })
    });
    (!is_address).then(|| {
        Fault::new(
            &BROKEN_LINK,
            target(),
            text!("`{rest}` 不是电子邮箱地址", "`{rest}` is no mail address"),
        )
        .help(text!(
            "写成 mailto:名字@example.org，@ 用半角",
            "write mailto:name@example.org"
        ))
    })
}

/// An address with a user in it, which is not repeated.
fn with_secret(target: Target) -> Fault {
    Fault::new(
        &SECRET_IN_ADDRESS,
        target,
        text!(
            "网址里带着用户名或密码，会公开在页面上",
            "the address names a user or a password, which the page would publish"
        ),
    )
    .help(text!(
        "去掉 // 后面到 @ 为止的部分；密码已经公开过的话，请尽快换掉",
        "leave out what stands between // and @; if the password was public already, change it soon"
    ))
}

/// Whether something stands before the host of an address elsewhere.
fn names_user(written: &str) -> bool {
    let authority = written.split_once("//").map_or("", |(_, rest)| rest);
    let authority = authority.split(['/', '?', '#', '\\']).next();
    authority.is_some_and(|authority| authority.contains('@'))
}

/// What is wrong with the host of an address elsewhere.
fn external(written: &str) -> Option<(Text, Text)> {
    let written = written.trim();
    let rest = written
        .split_once(':')
        .filter(|(scheme, _)| !scheme.contains('/'))
        .map_or(written, |(_, rest)| rest);
    let Some(rest) = rest.strip_prefix("//") else {
        return Some(malformed(written));
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.starts_with('[') {
        return None;
    }
    let host = decode(authority.split(':').next().unwrap_or_default()).to_lowercase();
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    let is_wide = |letter: char| matches!(letter, '\u{ff01}'..='\u{ff5e}');
    let labels: Vec<&str> = host.trim_end_matches('.').split('.').collect();
    let is_sound = labels.iter().all(|label| {
        !label.is_empty()
            && label
                .chars()
                .all(|letter| is_letter(letter) && !is_wide(letter))
    });
    if !is_sound || host == "http" || host == "https" {
        return Some(malformed(written));
    }
    if is_private(&host) {
        return Some((
            text!(
                "`{host}` 只在你自己的电脑或单位内网上打得开",
                "`{host}` can be opened on your own computer or network alone"
            ),
            text!(
                "换成大家都能打开的网址；是本站的页面就写内容文件的路径，如 /pages/about.md",
                "write an address that everybody can open; for a page of this site, the path of its file"
            ),
        ));
    }
    (labels.len() < 2).then(|| malformed(written))
}

fn malformed(written: &str) -> (Text, Text) {
    (
        text!(
            "网址 `{written}` 写得不对，打不开",
            "`{written}` is no address"
        ),
        text!(
            "写成 https://www.example.org/ 这样：半角的冒号和两条斜线，后面是域名",
            "write it as https://www.example.org/"
        ),
    )
}

fn is_private(host: &str) -> bool {
    if matches!(host, "localhost") || host.ends_with(".localhost") || host.ends_with(".local") {
        return true;
    }
    host.parse::<Ipv4Addr>().is_ok_and(|address| {
        address.is_private()
            || address.is_loopback()
            || address.is_link_local()
            || address.is_unspecified()
    })
}

/// How to mend an address that leads nowhere on this site, if its look tells.
pub(super) fn help(written: &str) -> Option<Text> {
    let lower = written.to_lowercase();
    let drive = lower
        .as_bytes()
        .first()
        .is_some_and(u8::is_ascii_alphabetic)
        && lower.get(1..2) == Some(":");
    if drive || lower.starts_with("file:") {
        return Some(text!(
            "这是你电脑里的文件，别人打不开：把它复制到内容文件旁边，再写它的文件名",
            "this is a file on your computer: copy it beside the content file and write its name"
        ));
    }
    let plain = lower.replace('：', ":");
    if let Some((scheme, rest)) = plain.split_once("//")
        && !rest.is_empty()
    {
        let scheme = scheme.trim_end_matches(':');
        if !scheme.contains('/') && (scheme.contains("tp") || scheme.ends_with("ps")) {
            return Some(text!(
                "是不是想写 `https://{rest}`？",
                "did you mean `https://{rest}`?"
            ));
        }
    }
    if let Some(rest) = plain
        .strip_prefix("tel:")
        .or_else(|| plain.strip_prefix("mailto:"))
        && written.contains('：')
    {
        let scheme = &plain[..plain.len() - rest.len()];
        return Some(text!(
            "冒号用半角：`{scheme}{rest}`",
            "write `{scheme}{rest}`"
        ));
    }
    let host = lower.split('/').next().unwrap_or_default();
    let is_host = host.starts_with("www.")
        || [".cn", ".com", ".org", ".net", ".gov"]
            .iter()
            .any(|end| host.ends_with(end));
    if is_host {
        return Some(text!(
            "别的网站要写全：`https://{written}`",
            "write addresses of other sites in full: `https://{written}`"
        ));
    }
    if written.contains('\\') {
        let path = written.replace('\\', "/");
        return Some(text!(
            "文件夹之间用 / 隔开：`{path}`",
            "folders are parted by /: `{path}`"
        ));
    }
    if let Some(path) = written.strip_prefix("content/") {
        return Some(text!(
            "从 content 里面写起：`/{path}`",
            "begin below content: `/{path}`"
        ));
    }
    if let Some(path) = lower
        .strip_prefix("public/")
        .or_else(|| lower.strip_prefix("/public/"))
    {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        return Some(text!(
            "public 是生成出来的，不写它：`/{path}`",
            "`public` is what is generated; leave it out: `/{path}`"
        ));
    }
    None
}

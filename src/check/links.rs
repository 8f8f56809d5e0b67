//! Links and pictures in Markdown bodies, and addresses in fields.

use rayon::prelude::*;

use super::links_rules::{BROKEN_ANCHOR, BROKEN_LINK, DUPLICATE_HEADING, FORBIDDEN_LINK, RAW_HTML};
use super::pictures::{missing_alt, offered, picture};
use super::pictures_rules::EXTERNAL_PICTURE;
use super::{addresses, markdown, picture_words};
use crate::config::Config;
use crate::fault::{Fault, Origin, Target};
use crate::links::{Breakage, Destination, Resolver};
use crate::markdown::{Body, Reach, Reference, ReferenceKind};
use crate::network::Published;
use crate::network::rules::DRAFT_REFERENCE;
use crate::steps;
use crate::text;

/// Checks the texts of published records.
pub(super) fn texts(
    texts: &[(&Body, Published<'_>)],
    resolver: &Resolver<'_>,
    faults: &mut Vec<Fault>,
) {
    faults.par_extend(texts.par_iter().flat_map_iter(|(body, record)| {
        let (origin, path) = (&record.origin, record.path);
        let mut found = Vec::new();
        for reference in &body.references {
            check_reference(reference, body, origin, path, resolver, &mut found);
        }
        for html in &body.raw_html {
            found.push(
                Fault::new(
                    &RAW_HTML,
                    origin.body(html.clone()),
                    text!(
                        "正文里的 HTML 不会生效，会原样显示",
                        "HTML in a text has no effect and is shown as it is"
                    ),
                )
                .help(text!(
                    "改用 Markdown：**加粗**、[文字](网址)、表格等",
                    "use Markdown: **bold**, [text](address), tables"
                )),
            );
        }
        found.extend(body.slips.iter().map(|slip| markdown::fault(slip, origin)));
        for taken in &body.duplicate_ids {
            let id = &taken.id;
            found.push(
                Fault::new(
                    &DUPLICATE_HEADING,
                    origin.body(taken.source.clone()),
                    text!(
                        "标题编号 `{id}` 用了两次",
                        "the heading id `{id}` is used twice"
                    ),
                )
                .help(text!("给后一个换个编号", "give the second another id")),
            );
        }
        found
    }));
}

fn check_reference(
    reference: &Reference,
    body: &Body,
    origin: &Origin,
    path: &str,
    resolver: &Resolver<'_>,
    faults: &mut Vec<Fault>,
) {
    let target = || origin.body(reference.source.clone());
    let written = &reference.target;
    if reference.kind == ReferenceKind::Picture {
        if reference.nameless {
            faults.push(missing_alt(target()));
        } else {
            faults.extend(picture_words::poor_alt(&reference.alt, written, target));
        }
        if reference.reach == Reach::Site {
            let decoded = crate::percent::decode(written);
            picture(resolver, &decoded, origin, target(), faults);
            return;
        }
        if reference.reach == Reach::External {
            faults.push(external_picture(written, target()));
            return;
        }
    }
    if reference.nameless {
        faults.push(addresses::without_words(target()));
    }
    if let Some(fault) =
        own(written, resolver, target).or_else(|| addresses::fault(written, target))
    {
        faults.push(fault);
        return;
    }
    let breakage = match resolver.resolve(reference, body, origin, path) {
        Destination::Broken(breakage) => breakage,
        Destination::Asset(asset) => return offered(resolver, &asset, target(), faults),
        Destination::Page { .. } | Destination::Elsewhere => return,
    };
    let Some(mut fault) = broken(breakage, written, target()) else {
        return;
    };
    if breakage == Breakage::Missing {
        fault = fault.help(match resolver.near(written, origin) {
            Some(near) => text!("是不是想写 `{near}`？", "did you mean `{near}`?"),
            None => addresses::help(written).unwrap_or_else(|| {
                text!(
                    "站内链接写内容文件的路径，如 /stations/yuping/buxingjie.md",
                    "write the path of a content file, such as /stations/yuping/buxingjie.md"
                )
            }),
        });
    }
    if breakage == Breakage::Forbidden
        && let Some(help) = addresses::help(written)
    {
        fault = fault.help(help);
    }
    if breakage == Breakage::MissingAnchor && written.starts_with('#') && !body.anchors.is_empty() {
        let anchors = body.anchors.join(", ");
        fault = fault.help(text!("这一页有：{anchors}", "this page has: {anchors}"));
    }
    faults.push(fault);
}

/// A picture that readers' devices would ask another site for.
fn external_picture(written: &str, target: Target) -> Fault {
    Fault::new(
        &EXTERNAL_PICTURE,
        target,
        text!(
            "图片 `{written}` 在别的网站上",
            "the picture `{written}` lies on another site"
        ),
    )
    .help(text!(
        "有权使用的话，把图片存下来放在这个文件旁边，写文件名",
        "if you may use it, save it beside this file and write its name"
    ))
}

/// An address in a field: a full one, or a path of this site.
pub(super) fn address(
    resolver: &Resolver<'_>,
    written: &str,
    target: Target,
    faults: &mut Vec<Fault>,
) {
    if let Some(fault) = addresses::fault(written, || target.clone()) {
        faults.push(fault);
        return;
    }
    let Destination::Broken(breakage) = resolver.address(written) else {
        return;
    };
    let Some(mut fault) = broken(breakage, written, target) else {
        return;
    };
    if breakage == Breakage::Missing {
        fault = fault.help(addresses::help(written).unwrap_or_else(|| {
            text!(
                "写完整的网址，如 https://example.org/，或本站的路径，如 /teams/",
                "write a full address such as https://example.org/, or a path of this site such as /teams/"
            )
        }));
    }
    faults.push(fault);
}

/// The addresses in `site-config.yaml`.
pub(super) fn configured(config: &Config, resolver: &Resolver<'_>, faults: &mut Vec<Fault>) {
    let origin = &config.origin;
    if let Some(url) = &config.ordering.url {
        address(resolver, url, origin.value(&steps!["order", "url"]), faults);
    }
    for (index, item) in config.menu.iter().enumerate() {
        let target = origin.value(&steps!["menu", index, "url"]);
        address(resolver, &item.url, target, faults);
    }
}

/// What is wrong with a link; nothing if what it leads to is in a file with faults of its own.
pub(super) fn broken(breakage: Breakage, written: &str, target: Target) -> Option<Fault> {
    Some(match breakage {
        Breakage::Missing => Fault::new(
            &BROKEN_LINK,
            target,
            text!(
                "链接 `{written}` 指向的页面或文件不存在",
                "`{written}` leads to nothing on this site"
            ),
        ),
        Breakage::MissingAnchor => Fault::new(
            &BROKEN_ANCHOR,
            target,
            text!(
                "`{written}` 里 # 后面的位置不存在",
                "the anchor of `{written}` does not exist"
            ),
        )
        .help(text!(
            "核对那一页的小标题",
            "look at the headings of that page"
        )),
        Breakage::Unpublished => Fault::new(
            &DRAFT_REFERENCE,
            target,
            text!(
                "`{written}` 还没有发布（草稿，或日期未到）",
                "`{written}` is not published yet (a draft, or its day has not come)"
            ),
        )
        .help(text!(
            "等它发布后再加链接",
            "link to it once it is published"
        )),
        Breakage::Forbidden => Fault::new(
            &FORBIDDEN_LINK,
            target,
            text!(
                "链接 `{written}` 的协议不允许使用",
                "the scheme of `{written}` is not allowed"
            ),
        )
        .help(text!(
            "只能用 https、http、mailto、tel、sms 和站内路径",
            "use https, http, mailto, tel, sms or a path of this site"
        )),
        Breakage::Unknown => return None,
    })
}

/// Hosts that stand for any host in examples (RFC 2606): a site that has no address yet is set up with one of them,
/// and texts use them for sites elsewhere.
const PLACEHOLDERS: [&str; 3] = ["://example.org", "://example.com", "://example.net"];

/// A full address of this site in a text leads to a page of it. Fields may name other services on its host.
fn own(written: &str, resolver: &Resolver<'_>, target: impl FnOnce() -> Target) -> Option<Fault> {
    let path = resolver.own_path(written)?;
    if PLACEHOLDERS.iter().any(|host| written.contains(host)) {
        return None;
    }
    let plain = path.split(['?', '#']).next().unwrap_or_default();
    let is_file = plain
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    if is_file {
        return None;
    }
    let Destination::Broken(breakage) = resolver.address(path) else {
        return None;
    };
    let fault = broken(breakage, written, target())?;
    Some(match breakage {
        Breakage::Missing => fault.help(text!(
            "站内链接写内容文件的路径，如 /stations/yuping/buxingjie.md，不写网址",
            "link to a content file, such as /stations/yuping/buxingjie.md, without the host"
        )),
        _ => fault,
    })
}

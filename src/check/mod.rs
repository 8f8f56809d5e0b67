//! The checks: everything that can be wrong with a network beyond the shape of its files.
//!
//! Checks look and tell; they never render and never change anything. To add one: write a rule and a
//! function in a file of its family (or a new one), call it from [`all`], list the rule in
//! [`catalogue`], and add a fixture under `tests/faults/`.

mod addresses;
pub mod catalogue;
mod columns;
mod contradiction;
mod coordinates;
mod divisions;
mod duplicates;
mod hours;
mod links;
mod links_rules;
mod markdown;
mod personal;
mod phone;
mod picture_words;
mod pictures;
mod pictures_rules;
mod promises;
mod record;
mod rules;
mod scale;
mod standards;
mod unread;
mod wording;

use rayon::prelude::*;

use crate::content::Content;
use crate::diagnostic::{Fault, Target};
use crate::links::Resolver;
use crate::network::Network;
use crate::text;

/// Runs every check over a linked network.
pub fn all(network: &Network, content: &Content, resolver: &Resolver<'_>, faults: &mut Vec<Fault>) {
    faults.par_extend(content.files.par_iter().flat_map_iter(|file| {
        let mut found = Vec::new();
        record::check(file, network, resolver, &mut found);
        found
    }));
    let places: Vec<_> = match standards::are_known(network, content) {
        true => network.places.iter().collect(),
        false => Vec::new(),
    };
    faults.par_extend(places.par_iter().flat_map_iter(|place| {
        let mut found = Vec::new();
        standards::check(network, place, &mut found);
        found
    }));
    standards::duplicate_items(network, faults);
    links::check(network, resolver, faults);
    links::configured(&network.config, resolver, faults);
    promises::check(network, content, faults);
    promises::check_pictures(network, resolver, faults);
    columns::check(network, content, faults);
    phone::of_config(&network.config, faults);
    contradiction::check(network, content, faults);
    scale::lengths(network, faults);
    divisions::check(network, faults);
    duplicates::check(network, faults);
    wording::categories(network, faults);
    unread::check(network, content, resolver, faults);
}

/// The pictures that cannot be decoded, at every place that names them: what the checks say when they know of
/// nothing but these.
pub fn damaged_pictures(
    network: &Network,
    content: &Content,
    resolver: &Resolver<'_>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    all(network, content, resolver, &mut faults);
    faults.retain(|fault| std::ptr::eq(fault.rule, &pictures_rules::BROKEN_PICTURE));
    faults
}

/// An alias that is not a path of the site.
pub(crate) fn bad_alias(target: Target, written: &str) -> Fault {
    Fault::new(
        &rules::BAD_ALIAS,
        target,
        text!(
            "`{written}` 不是本站的路径",
            "`{written}` is not a path of this site"
        ),
    )
    .help(text!(
        "从 / 开始写，如 /old/page/",
        "start with /, such as /old/page/"
    ))
}

/// Two pages with one address.
pub(crate) fn route_conflict(target: Target, path: &str) -> Fault {
    Fault::new(
        &rules::ROUTE_CONFLICT,
        target,
        text!(
            "网址 `{path}` 已经有别的页面了",
            "another page has the address `{path}`"
        ),
    )
    .help(text!(
        "改掉其中一个的编号、别名或标签",
        "change the id, alias or tag of one of them"
    ))
}

/// A page in a folder of files that are no pages.
pub(crate) fn reserved_folder(target: Target, folder: &str) -> Fault {
    Fault::new(
        &rules::ROUTE_CONFLICT,
        target,
        text!(
            "`/{folder}/` 下面放的是主题文件、图片或搜索索引，不能放页面",
            "`/{folder}/` holds files of the theme, pictures or the search index, not pages"
        ),
    )
    .help(text!("换一个网址", "take another address"))
}

//! The checks: everything that can be wrong with a network beyond the shape of its files.
//!
//! Checks look and tell; they never render and never change anything. To add one: write a rule and a
//! function in a file of its family (or a new one), call it from `record::check` if one record tells all it needs,
//! else from [`of_network`], list the rule in [`catalogue`], and add a fixture under `tests/faults/`.

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
mod nothing;
mod personal;
mod phone;
mod picture_words;
mod pictures;
mod pictures_rules;
mod promises;
mod record;
mod root_files;
mod rules;
mod scale;
mod standards;
mod unread;
mod vanished;
mod wording;

pub use vanished::{MASS_REMOVAL, removal};

use std::sync::Arc;

use rayon::prelude::*;

use crate::content::{Content, LoadedFile};
use crate::diagnostic::{Fault, Target};
use crate::links::Resolver;
use crate::network::{Network, Place, PublishedBody};
use crate::output::length::{LONGEST_NAME, LONGEST_PATH, TooLong};
use crate::text;

pub(crate) use root_files::check as root_files;

/// What the checks found. After an edit of words the first part is kept but for the files that were edited, and
/// the second is made anew.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// What was found by looking at one file, or one record, at a time.
    pub of_files: Vec<Fault>,
    /// What was found by looking at the whole network.
    pub of_network: Vec<Fault>,
}

/// Runs every check over a linked network. `linking` is what was wrong with its links.
pub fn all(
    network: &Network,
    content: &Content,
    resolver: &Resolver<'_>,
    linking: &[Fault],
) -> Findings {
    let files: Vec<&LoadedFile> = content.files.iter().map(Arc::as_ref).collect();
    let mut of_files = of_records(&files, network, resolver);
    let places = network.places.iter().collect();
    of_linked(
        places,
        network.bodies(),
        network,
        content,
        resolver,
        &mut of_files,
    );
    Findings {
        of_files,
        of_network: of_network(network, content, resolver, linking),
    }
}

/// Runs the checks that look at one file at a time on some files: what [`all`] finds in them.
pub fn of_files(
    files: &[&LoadedFile],
    network: &Network,
    content: &Content,
    resolver: &Resolver<'_>,
) -> Vec<Fault> {
    let is_of_them = |file: &str| files.iter().any(|known| *known.path == *file);
    let mut faults = of_records(files, network, resolver);
    let places = network.places.iter();
    let places = places.filter(|place| is_of_them(&place.document.origin.file));
    let mut bodies = network.bodies();
    bodies.retain(|(_, origin, _)| is_of_them(&origin.file));
    of_linked(
        places.collect(),
        bodies,
        network,
        content,
        resolver,
        &mut faults,
    );
    faults
}

/// Runs the checks that compare records or look at the whole. Each takes time that grows with the network, and
/// runs at every edit.
pub fn of_network(
    network: &Network,
    content: &Content,
    resolver: &Resolver<'_>,
    linking: &[Fault],
) -> Vec<Fault> {
    let mut faults = Vec::new();
    phone::of_config(&network.config, &mut faults);
    if !nothing::check(network, content, &mut faults) {
        return faults;
    }
    standards::duplicate_items(network, &mut faults);
    links::configured(&network.config, resolver, &mut faults);
    promises::check(network, content, linking, &mut faults);
    promises::check_pictures(network, resolver, &mut faults);
    columns::check(network, content, &mut faults);
    contradiction::check(network, content, &mut faults);
    scale::lengths(network, &mut faults);
    divisions::check(network, &mut faults);
    duplicates::check(network, &mut faults);
    wording::categories(network, &mut faults);
    unread::check(network, content, resolver, &mut faults);
    pictures::names(resolver, &mut faults);
    faults
}

fn of_records(files: &[&LoadedFile], network: &Network, resolver: &Resolver<'_>) -> Vec<Fault> {
    let faults = files.par_iter().flat_map_iter(|file| {
        let mut found = Vec::new();
        record::check(file, network, resolver, &mut found);
        found
    });
    faults.collect()
}

fn of_linked(
    places: Vec<&Place>,
    bodies: Vec<PublishedBody<'_>>,
    network: &Network,
    content: &Content,
    resolver: &Resolver<'_>,
    faults: &mut Vec<Fault>,
) {
    if standards::are_known(network, content) {
        faults.par_extend(places.par_iter().flat_map_iter(|place| {
            let mut found = Vec::new();
            standards::check(network, place, &mut found);
            found
        }));
    }
    links::check(&bodies, resolver, faults);
}

/// The pictures that cannot be decoded, at every place that names them: what the checks say when they know of
/// nothing but these.
pub fn damaged_pictures(
    network: &Network,
    content: &Content,
    resolver: &Resolver<'_>,
) -> Vec<Fault> {
    let Findings {
        of_files: mut faults,
        of_network,
    } = all(network, content, resolver, &[]);
    faults.extend(of_network);
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
        "改掉其中一个的编号、别名、标签、品牌或对象",
        "change the id, alias, tag, brand or audience of one of them"
    ))
}

/// A file of the site whose path is too long to be written everywhere.
pub(crate) fn path_too_long(target: Target, too_long: TooLong<'_>, file: &str) -> Fault {
    let beginning = |text: &str| text.chars().take(12).collect::<String>();
    let fault = |message, help| Fault::new(&rules::PATH_TOO_LONG, target, message).help(help);
    match too_long {
        TooLong::Name(name) => {
            let (beginning, bytes) = (beginning(name), name.len());
            fault(
                text!(
                    "`{beginning}…` 用作文件名太长：有 {bytes} 字节，上限是 {LONGEST_NAME} 字节",
                    "`{beginning}…` is too long for the name of a file: {bytes} bytes, at most {LONGEST_NAME} are allowed"
                ),
                text!(
                    "写短一些：汉字不超过 60 个，英文字母不超过 180 个",
                    "shorten it: at most 60 Han characters, or 180 letters"
                ),
            )
        }
        TooLong::Path => {
            let (beginning, bytes) = (beginning(file), file.len());
            fault(
                text!(
                    "网址 `/{beginning}…` 太长：整条路径有 {bytes} 字节，上限是 {LONGEST_PATH} 字节",
                    "the address `/{beginning}…` is too long: {bytes} bytes, at most {LONGEST_PATH} are allowed"
                ),
                text!(
                    "少套几层文件夹，每一层的名字写短一些",
                    "use fewer folders with shorter names"
                ),
            )
        }
    }
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

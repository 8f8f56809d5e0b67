//! A site without content: an empty shell that would replace the good one.

use crate::config::CONTENT_FOLDER;
use crate::content::Content;
use crate::content::rules::NO_CONTENT;
use crate::fault::{Fault, Severity, Spot, Target};
use crate::network::Network;
use crate::text;

/// Checks that there is something to publish. Where files have faults, that is why there may be nothing. False when
/// it is told, here or when the content was listed: whatever else a network lacks then only follows.
pub(super) fn has_something(network: &Network, content: &Content, faults: &mut Vec<Fault>) -> bool {
    let is_empty = network.places.is_empty()
        && network.standards.is_empty()
        && network.platforms.is_empty()
        && network.projects.is_empty()
        && network.teams.is_empty()
        && network.activities.is_empty()
        && network.needs.is_empty()
        && network.plans.is_empty()
        && network.articles.is_empty()
        && network.pages.is_empty();
    if content
        .faults
        .iter()
        .any(|fault| std::ptr::eq(fault.rule, &NO_CONTENT))
    {
        return false;
    }
    // What stops a build anyway; a warning does not.
    let stops = |fault: &Fault| network.config.severity(fault.rule) == Some(Severity::Error);
    let mut in_files = content.files.iter().flat_map(|file| &file.faults);
    let is_faulty = content.faults.iter().any(stops) || in_files.any(stops);
    if !is_empty || is_faulty {
        return true;
    }
    let has_files = !content.assets.is_empty() || content.root_files.names().len() > 0;
    let (message, help) = if !content.files.is_empty() {
        (
            text!(
                "`content` 里没有一条能发布的内容：都是草稿，或日期还没到",
                "nothing in `content` is to be published: there are drafts, or articles to come, alone"
            ),
            text!(
                "删掉一条内容的 `draft: true`；要连草稿一起看，加 --drafts",
                "remove `draft: true` from a record, or see the drafts with --drafts"
            ),
        )
    } else if has_files {
        (
            text!(
                "`content` 里有文件，但没有一条内容（.md 或 .yaml）",
                "there are files in `content`, but no record (.md or .yaml)"
            ),
            text!(
                "把内容文件放进来，或用 `zhandian new` 写第一条；多半是文件没有取全，或 --root 指错了文件夹",
                "put the content here, or make a first record with `zhandian new`; most likely files are missing, or --root names another folder"
            ),
        )
    } else {
        (
            text!("`content` 是空的", "`content` is empty"),
            text!(
                "多半是没有取全：子模块用 `git submodule update --init`，稀疏检出用 `git sparse-checkout add content`，或重新克隆；新网站用 `zhandian new` 写第一条",
                "most likely it was not fetched: `git submodule update --init`, `git sparse-checkout add content`, or clone again; for a new site make a first record with `zhandian new`"
            ),
        )
    };
    let target = Target {
        file: CONTENT_FOLDER.into(),
        spot: Spot::File,
    };
    faults.push(Fault::new(&NO_CONTENT, target, message).help(help));
    false
}

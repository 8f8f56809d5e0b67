//! Which ids are sound: an id is the address of a page, and says what the record belongs to.

use super::rules::BAD_ID;
use super::{Folder, Kind};
use crate::calendar::lunar;
use crate::config::Config;
use crate::fault::{Fault, Origin, Spot, Step, Target};
use crate::text;
use crate::text::Text;

/// What is wrong with the id of a record.
pub(super) fn bad_id(folder: &Folder, id: &str, origin: &Origin, config: &Config) -> Option<Fault> {
    let target = match origin.record {
        Some(_) => origin.value(&[Step::from("id")]),
        None => Target {
            file: origin.file.clone(),
            spot: Spot::File,
        },
    };
    let sound = id.split('/').all(|part| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    });
    if !sound {
        return Some(
            Fault::new(
                &BAD_ID,
                target,
                text!("编号 `{id}` 不能用作网址", "`{id}` cannot be an id"),
            )
            .help(text!(
                "文件名和文件夹名只用小写英文字母、数字和 `-`，如 buxingjie.md",
                "use lower-case letters, digits and `-` in file and folder names"
            )),
        );
    }
    if !id.contains('/')
        && let Some(help) = folder_help(folder, id, config)
    {
        return Some(
            Fault::new(
                &BAD_ID,
                target,
                text!(
                    "`{id}` 没有放在上级的文件夹里",
                    "`{id}` does not lie in the folder of what it belongs to"
                ),
            )
            .help(help),
        );
    }
    if folder.kind == Kind::Plan && (id.len() != 4 || !id.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Some(
            Fault::new(
                &BAD_ID,
                target,
                text!(
                    "计划的文件名应当是年份，而不是 `{id}`",
                    "a plan is named by its year, not `{id}`"
                ),
            )
            .help(text!(
                "如 content/plans/2026.yaml",
                "such as content/plans/2026.yaml"
            )),
        );
    }
    let is_off_the_calendar = |year: i16| !(lunar::FIRST_YEAR..=lunar::LAST_YEAR).contains(&year);
    if folder.kind == Kind::Plan && id.parse().is_ok_and(is_off_the_calendar) {
        return Some(
            Fault::new(
                &BAD_ID,
                target,
                text!(
                    "`{id}` 年太远了，农历算不到",
                    "the lunar calendar does not reach {id}"
                ),
            )
            .help(text!(
                "核对文件名里的年份",
                "check the year in the file's name"
            )),
        );
    }
    None
}

/// Where a record has to lie that lies in no folder of what it belongs to; `None` if it need not.
fn folder_help(folder: &Folder, id: &str, config: &Config) -> Option<Text> {
    let name = &folder.name;
    match folder.kind {
        Kind::Project => Some(text!(
            "放到平台的文件夹里:content/{name}/平台编号/{id}.md",
            "move it to content/{name}/PLATFORM/{id}.md"
        )),
        Kind::Place => {
            let tiers = &config.tiers;
            let above = tiers.folders_of(tiers.with_folder(name)?)?;
            let (called, above) = (&above.short_name, above.id.to_uppercase());
            Some(text!(
                "放到{called}的文件夹里:content/{name}/{called}编号/{id}.md",
                "move it to content/{name}/{above}/{id}.md"
            ))
        }
        _ => None,
    }
}

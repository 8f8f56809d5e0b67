//! Which ids are sound: an id is the address of a page, and says what the record belongs to.

use super::rules::BAD_ID;
use super::{Folder, Kind};
use crate::calendar::lunar;
use crate::config::Config;
use crate::fault::{Fault, Origin, Spot, Step, Target};
use crate::text;

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
    let depth = id.split('/').count();
    let needs_folder = match folder.kind {
        Kind::Project => true,
        Kind::Place => config
            .tiers
            .with_folder(&folder.name)
            .is_some_and(|tier| tier.in_parent_folder),
        _ => false,
    };
    if needs_folder && depth < 2 {
        let name = &folder.name;
        return Some(
            Fault::new(
                &BAD_ID,
                target,
                text!(
                    "`{id}` 没有放在上级的文件夹里",
                    "`{id}` does not lie in the folder of what it belongs to"
                ),
            )
            .help(match folder.kind {
                Kind::Project => text!(
                    "放到平台的文件夹里:content/{name}/平台编号/{id}.md",
                    "move it to content/{name}/PLATFORM/{id}.md"
                ),
                _ => text!(
                    "放到实践所的文件夹里:content/{name}/实践所编号/{id}.md",
                    "move it to content/{name}/INSTITUTE/{id}.md"
                ),
            }),
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

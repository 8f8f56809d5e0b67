//! Files that were meant as content and are not read as such.

use crate::config::CONTENT_FOLDER;
use crate::content::Content;
use crate::fault::{Fault, Rule, Severity, Spot, Target};
use crate::links::used_assets;
use crate::network::Network;
use crate::text;
use crate::text::StaticText;

/// Content under a name that is not read.
pub(crate) static UNREAD_FILE: Rule = Rule {
    code: "unread-file",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "文件像是内容，但名字的结尾不对，没有读。",
        english: "A file that looks like content, but whose ending is not read.",
    },
    why: StaticText {
        chinese: "只读 .md、.yaml 和 .yml；记事本存成 yizhen.md.txt 的活动，网站上不会出现。",
        english: "Only .md, .yaml and .yml are read; what an editor saved as yizhen.md.txt never appears.",
    },
    wrong: "content/activities/yizhen.md.txt",
    right: "content/activities/yizhen.md",
};

/// Endings of texts that are not read, in lower case; `.md` in capitals is one too.
const ENDINGS: [&str; 8] = [
    "md", "yaml", "yml", "txt", "markdown", "mdown", "mkd", "text",
];

/// Checks the files that are not content, unless something links to them.
pub(super) fn unread_files(network: &Network, content: &Content, faults: &mut Vec<Fault>) {
    let unread: Vec<_> = content
        .assets
        .iter()
        .filter(|asset| {
            let ending = asset.rsplit_once('.').map_or("", |(_, ending)| ending);
            ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
        })
        .collect();
    if unread.is_empty() {
        return;
    }
    let used = used_assets(network, content);
    for asset in unread.into_iter().filter(|asset| !used.contains(*asset)) {
        let ending = asset.rsplit_once('.').map_or("", |(_, ending)| ending);
        faults.push(
            Fault::new(
                &UNREAD_FILE,
                Target {
                    file: format!("{CONTENT_FOLDER}/{asset}").into(),
                    spot: Spot::File,
                },
                text!(
                    "结尾是 .{ending} 的文件不会读，网站上没有它",
                    "files that end in .{ending} are not read"
                ),
            )
            .help(text!(
                "是内容就把名字的结尾改成 .md 或 .yaml（小写）；是附件就在正文里链接它；不用就删掉",
                "let content end in .md or .yaml, link to an attachment, or remove the file"
            )),
        );
    }
}

//! `zhandian check`: tells what is wrong and builds nothing.

use std::mem::ManuallyDrop;
use std::path::Path;

use super::arguments::{CheckCommand, Format};
use super::{Outcome, print, terminal};
use crate::content::Content;
use crate::diagnostic::FaultCount;
use crate::error::Result;
use crate::site::{Inputs, Options, Site};
use crate::text::Lang;

pub(super) fn run(command: &CheckCommand, root: &Path, lang: Option<Lang>) -> Result<Outcome> {
    let options = command.common.options(root)?;
    // The process ends soon; taking a large network apart before that would only take time.
    let inputs = Inputs::read(&options)?;
    let site = ManuallyDrop::new(Site::link(&options, inputs.clone()));
    let lang = lang.unwrap_or(site.config.language);
    let mut found = site.diagnostics.clone();
    found.extend(site.ahead(&options, inputs));
    if command.pictures {
        found.extend(site.decode_pictures(root)?);
    }
    found.sort_by(|a, b| (&a.file, a.start).cmp(&(&b.file, b.start)));
    print::diagnostics(&found, site.sources(), command.format, lang)?;
    if FaultCount::of(&found).is_faulty(options.strict) {
        return Ok(Outcome::Faulty);
    }
    if command.format == Format::Human && found.is_empty() {
        terminal::say(&summary(&site.content, lang));
    }
    Ok(Outcome::Clean)
}

/// What was checked, and what is copied to the root of the site as it is.
fn summary(content: &Content, lang: Lang) -> String {
    /// How many names are listed; the rest is counted.
    const LISTED: usize = 10;
    let files = content.files.len();
    let mut summary = match lang {
        Lang::Chinese => format!("检查了 {files} 个文件，没有发现问题。"),
        Lang::English => format!("{files} files checked, nothing to mend."),
    };
    let names = content.root_files.names();
    let count = names.len();
    if count > 0 {
        let mut names: Vec<&str> = names.take(LISTED).map(|name| &**name).collect();
        if count > LISTED {
            names.push("…");
        }
        summary.push_str(&match lang {
            Lang::Chinese => format!(
                "\n原样放到网站根目录的文件有 {count} 个：{}",
                names.join("、")
            ),
            Lang::English => format!(
                "\n{count} files go to the root of the site as they are: {}",
                names.join(", ")
            ),
        });
    }
    summary
}

/// A site without faults, for commands that only read it; otherwise its faults are printed.
pub(super) fn faultless(options: &Options, lang: Option<Lang>) -> Result<Option<Site>> {
    let site = Site::open(options)?;
    if !site.is_faulty(options.strict) {
        return Ok(Some(site));
    }
    let lang = lang.unwrap_or(site.config.language);
    print::human(&site.diagnostics, site.sources(), lang);
    Ok(None)
}

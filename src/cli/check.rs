//! `zhandian check`: tells what is wrong and builds nothing.

use std::mem::ManuallyDrop;
use std::path::Path;

use super::arguments::{CheckCommand, Format};
use super::{Outcome, print, terminal};
use crate::diagnostic::Tally;
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
    found.sort_by(|a, b| (&a.file, a.start).cmp(&(&b.file, b.start)));
    print::diagnostics(&found, site.sources(), command.format, lang)?;
    if Tally::of(&found).is_faulty(options.strict) {
        return Ok(Outcome::Faulty);
    }
    if command.format == Format::Human && found.is_empty() {
        let files = site.content.files.len();
        terminal::say(&match lang {
            Lang::Chinese => format!("检查了 {files} 个文件，没有发现问题。"),
            Lang::English => format!("{files} files checked, nothing to mend."),
        });
    }
    Ok(Outcome::Clean)
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

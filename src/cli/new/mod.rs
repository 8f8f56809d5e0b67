//! `zhandian new`: writes a content file that passes the checks, asking for what is required.
//!
//! At a terminal each answer is checked as soon as it is given, and a wrong one is asked for again, so that nobody
//! loses what was typed before it. Elsewhere everything comes as flags and is checked at the end.

mod fields;
mod form;

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::arguments::NewCommand;
use super::{Outcome, print, terminal};
use crate::config::CONTENT_FOLDER;
use crate::content::load_file;
use crate::content::placeholder::PLACEHOLDER_TEXT;
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Unread};
use crate::error::{Error, Result};
use crate::fault::Severity;
use crate::site::{Inputs, Options, Site, Today};
use crate::text;
use crate::text::Lang;
use crate::yaml::MISSING_KEY;
use form::Form;

pub(super) fn run(command: &NewCommand, root: &Path, lang: Option<Lang>) -> Result<Outcome> {
    let trial = Trial::new(command, root, lang)?;
    let own = &trial.own;
    let path = root.join(&**own);
    if path.exists() {
        return Err(Error::new(text!(
            "{own} 已经有了，没有动它",
            "{own} exists already and was left alone"
        )));
    }
    // Nobody should fill in a form that cannot be filed.
    if trial.finds_id_faulty() {
        trial.say_nothing_is_written();
        return Ok(Outcome::Faulty);
    }
    let mut form = Form::new(&trial);
    let body = fields::fill(&mut form, command, &trial.site)?;
    form.complain()?;
    let text = form.text(&body);
    // Checked before it is written: what has faults leaves no trace, wherever its id would lead.
    if trial.finds(&text, |_| true) {
        trial.say_nothing_is_written();
        return Ok(Outcome::Faulty);
    }
    disk::Root::at(root)?
        .make_file(own, text.as_bytes())
        .map_err(|trouble| match trouble {
            Unread::Refused(error) => Error::writing(&path, error),
            trouble => trouble.into_error(own),
        })?;
    terminal::say(&match trial.lang {
        Lang::Chinese => format!("已写好 {own}，打开它补充正文。"),
        Lang::English => format!("{own} is written; open it and add the text."),
    });
    Ok(Outcome::Clean)
}

/// What can be wrong with an id and the folders in it, whatever stands in the file.
const ABOUT_IDS: &[&str] = &[
    "ambiguous-reference",
    "bad-id",
    "duplicate-id",
    "missing-place",
    "missing-platform",
    "path-too-long",
    "route-conflict",
    "wrong-kind",
    "wrong-tier",
];

/// The site as it is, with which a file that is not written yet is tried.
struct Trial {
    options: Options,
    inputs: Inputs,
    site: Site,
    lang: Lang,
    /// Path of the new file below `content/`.
    relative: String,
    /// The same, below the root.
    own: Arc<str>,
}

impl Trial {
    fn new(command: &NewCommand, root: &Path, lang: Option<Lang>) -> Result<Self> {
        let options = Options {
            root: root.to_path_buf(),
            today: Today::At(Timestamp::now()),
            drafts: true,
            base_url: None,
            strict: false,
        };
        let inputs = Inputs::read(&options)?;
        let site = Site::link(&options, inputs.clone());
        let relative = fields::path(command, &site)?;
        Ok(Trial {
            lang: lang.unwrap_or(site.config.language),
            own: format!("{CONTENT_FOLDER}/{relative}").into(),
            relative,
            options,
            inputs,
            site,
        })
    }

    /// Whether the path is no good, whatever will stand in the file; says why.
    fn finds_id_faulty(&self) -> bool {
        let nothing = match self.relative.ends_with(".md") {
            true => "---\ndraft: true\n---\n",
            false => "draft: true\n",
        };
        self.finds(nothing, |fault| {
            *fault.file == *self.own && ABOUT_IDS.contains(&fault.rule.code)
        })
    }

    /// Whether a line of a file that is not complete is wrong; says why.
    fn finds_line_faulty(&self, text: &str, line: u32) -> bool {
        let is_missing = |fault: &Diagnostic| std::ptr::eq(fault.rule, &MISSING_KEY);
        self.finds(text, |fault| {
            *fault.file == *self.own && fault.start.line == line && !is_missing(fault)
        })
    }

    /// Whether the file would bring faults of a sort; prints them.
    fn finds(&self, text: &str, counts: impl Fn(&Diagnostic) -> bool) -> bool {
        let mut inputs = self.inputs.clone();
        let loaded = load_file(&self.relative, text.as_bytes(), &inputs.config);
        inputs.content.files.push(Arc::new(loaded));
        inputs.theme.sources.add(self.own.clone(), text.to_owned());
        let checked = Site::link(&self.options, inputs);
        let mut faults = checked.diagnostics.clone();
        // What was wrong before is not the new file's fault; what it breaks elsewhere is. That its text is
        // still to be written is what it is for.
        faults.retain(|fault| {
            let is_new = *fault.file == *self.own
                || (fault.severity == Severity::Error && !self.site.diagnostics.contains(fault));
            is_new && !std::ptr::eq(fault.rule, &PLACEHOLDER_TEXT) && counts(fault)
        });
        if faults.is_empty() {
            return false;
        }
        print::human(&faults, checked.sources(), self.lang);
        true
    }

    fn say_nothing_is_written(&self) {
        terminal::say(match self.lang {
            Lang::Chinese => "写下去会有上面的问题，所以没有写文件。改好再试一次。",
            Lang::English => {
                "The file would bring the faults above, so it was not written. Mend them and try again."
            }
        });
    }
}

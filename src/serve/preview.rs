//! The state of a preview: the last faultless site, and what is wrong with the files as they are now.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::files::{ContentFiles, Stamp, stamps};
use crate::config::CONFIG_FILE;
use crate::diagnostic::{Diagnostic, Severity, print_human};
use crate::error::Result;
use crate::site::{Inputs, LoadedTheme, Options, Site};
use crate::text::Lang;
use crate::theme::THEMES_FOLDER;

/// What the server shows. Replaced as a whole, never changed.
#[derive(Clone)]
pub struct State {
    /// The last faultless site; `None` until there is one.
    pub site: Option<Arc<Site>>,
    /// What is wrong with the files as they are now, as the terminal prints it; empty if nothing is.
    pub trouble: Arc<str>,
    /// The root of the site on disk.
    pub root: Arc<Path>,
    /// Language of messages.
    pub lang: Lang,
}

/// What an update came to.
#[derive(Debug, Clone)]
pub struct Update {
    /// Files that were read again, new or gone.
    pub files: usize,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The same as text for people.
    pub text: String,
    /// Finding out what changed, and parsing it.
    pub parsing: Duration,
    /// Linking and checking.
    pub linking: Duration,
    /// Language of messages.
    pub lang: Lang,
}

/// Reads files again as they change, and links.
pub struct Preview {
    options: Options,
    lang: Option<Lang>,
    inputs: Inputs,
    files: ContentFiles,
    config_stamp: BTreeMap<String, Stamp>,
    theme_stamps: BTreeMap<String, Stamp>,
    state: State,
    first: Update,
}

impl Preview {
    /// Reads and links a site for the first time.
    ///
    /// # Errors
    /// When there is no site, or something cannot be read.
    pub fn open(options: &Options, lang: Option<Lang>) -> Result<Self> {
        let started = Instant::now();
        let inputs = Inputs::read(options)?;
        let files = ContentFiles::new(&options.root, &inputs.content)?;
        let theme_stamps = stamps(&options.root.join(THEMES_FOLDER))?;
        let parsing = started.elapsed();
        let state = State {
            site: None,
            trouble: "".into(),
            root: options.root.clone().into(),
            lang: lang.unwrap_or(inputs.config.language),
        };
        let mut preview = Preview {
            options: options.clone(),
            lang,
            first: Update {
                files: inputs.content.files.len(),
                diagnostics: Vec::new(),
                text: String::new(),
                parsing,
                linking: Duration::ZERO,
                lang: state.lang,
            },
            config_stamp: config_stamp(&options.root),
            inputs,
            files,
            theme_stamps,
            state,
        };
        let count = preview.first.files;
        preview.first = preview.link(count, parsing);
        Ok(preview)
    }

    /// What is shown now.
    pub fn state(&self) -> State {
        self.state.clone()
    }

    /// What the first reading came to.
    pub fn first_update(&self) -> Update {
        self.first.clone()
    }

    /// The path prefix of the site.
    pub fn prefix(&self) -> String {
        self.inputs.config.base_url.prefix().to_owned()
    }

    /// Looks at the files again; `None` if nothing changed. `touched` are files that the system named.
    ///
    /// # Errors
    /// When something cannot be read; the state stays as it was.
    pub fn refresh(&mut self, touched: &HashSet<PathBuf>) -> Result<Option<Update>> {
        let started = Instant::now();
        let mut changed = 0;
        let config_stamp = config_stamp(&self.options.root);
        if config_stamp != self.config_stamp
            || touched.contains(&self.options.root.join(CONFIG_FILE))
        {
            let (config, faults) = Inputs::config(&self.options)?;
            self.inputs.config = config;
            self.inputs.config_faults = faults;
            // Tiers and limits decide how files are read.
            self.files = ContentFiles::default();
            self.inputs.theme = LoadedTheme::read(&self.options, &self.inputs.config)?;
            self.config_stamp = config_stamp;
            changed += 1;
        }
        let themes = self.options.root.join(THEMES_FOLDER);
        let theme_stamps = stamps(&themes)?;
        if theme_stamps != self.theme_stamps || touched.iter().any(|path| path.starts_with(&themes))
        {
            self.inputs.theme = LoadedTheme::read(&self.options, &self.inputs.config)?;
            self.theme_stamps = theme_stamps;
            changed += 1;
        }
        let config = self.inputs.config.clone();
        let read_again = self.files.refresh(&self.options.root, &config, touched)?;
        changed += read_again.len();
        if changed == 0 {
            return Ok(None);
        }
        self.inputs.content = self.files.content();
        self.inputs.pictures = self.inputs.pictures.read_again(
            &self.options.root,
            &self.inputs.content,
            &config,
            &read_again,
        )?;
        let parsing = started.elapsed();
        Ok(Some(self.link(changed, parsing)))
    }

    fn link(&mut self, files: usize, parsing: Duration) -> Update {
        let started = Instant::now();
        let site = Site::link(&self.options, self.inputs.clone());
        let linking = started.elapsed();
        let lang = self.lang.unwrap_or(site.config.language);
        let text = print_human(&site.diagnostics, site.sources(), lang, false);
        let errors = site
            .diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error);
        let is_faulty = errors.count() > 0;
        let diagnostics = site.diagnostics.clone();
        self.state = State {
            trouble: if is_faulty {
                text.as_str().into()
            } else {
                "".into()
            },
            site: if is_faulty {
                self.state.site.clone()
            } else {
                Some(Arc::new(site))
            },
            root: self.state.root.clone(),
            lang,
        };
        Update {
            files,
            diagnostics,
            text,
            parsing,
            linking,
            lang,
        }
    }
}

fn config_stamp(root: &Path) -> BTreeMap<String, Stamp> {
    // One file, in the same form as a folder's.
    let stamp = super::files::stamp(&root.join(CONFIG_FILE));
    stamp
        .map(|stamp| (CONFIG_FILE.to_owned(), stamp))
        .into_iter()
        .collect()
}

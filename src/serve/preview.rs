//! The state of a preview: the last faultless site, and what is wrong with the files as they are now.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::files::{ContentFiles, Look, Stamp, stamp, stamps};
use crate::config::THEMES_FOLDER;
use crate::config::{CONFIG_FILE, Config};
use crate::diagnostic::{Diagnostic, print_human};
use crate::disk::Root;
use crate::error::{Error, Result};
use crate::fault::{Fault, Severity};
use crate::network::{self, Edit};
use crate::picture::{Gates, Pictures};
use crate::site::{Inputs, LoadedTheme, Options, Site};
use crate::text;
use crate::text::Lang;
use crate::theme::{self};

/// What the server shows. Replaced as a whole, never changed.
#[derive(Clone)]
pub struct State {
    /// The last faultless site; `None` until there is one.
    pub site: Option<Arc<Site>>,
    /// What is wrong with the files as they are now, as the terminal prints it; empty if nothing is.
    pub trouble: Arc<str>,
    /// The root of the site on disk.
    pub root: Arc<Path>,
    /// What all who make pictures go through.
    pub gates: Arc<Gates>,
    /// Where they make them: every thread that has made a large picture keeps much of its memory, so that it must not
    /// be another one for each request.
    pub picture_threads: Arc<ThreadPool>,
    /// Language of messages.
    pub lang: Lang,
}

/// The threads on which pictures are made. They are not those that read and link, which an edit needs at once.
fn picture_threads() -> Result<ThreadPool> {
    const MOST: usize = 4;
    let count = rayon::current_num_threads().min(MOST);
    let threads = ThreadPoolBuilder::new().num_threads(count).build();
    threads.map_err(|error| {
        Error::new(text!(
            "开不了线程：{error}",
            "threads cannot be started: {error}"
        ))
    })
}

/// What an update came to.
#[derive(Debug, Clone)]
pub struct Update {
    /// Files that were read again, new or gone.
    pub files: usize,
    /// What is wrong with the files as they are now, errors and warnings.
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

impl Update {
    /// An update and the one before it, told as one.
    pub(super) fn after(self, before: &Update) -> Self {
        Update {
            files: before.files + self.files,
            parsing: before.parsing + self.parsing,
            linking: before.linking + self.linking,
            ..self
        }
    }
}

/// Reads files again as they change, and links.
pub struct Preview {
    options: Options,
    lang: Option<Lang>,
    config: Arc<Config>,
    config_faults: Vec<Fault>,
    pictures: Pictures,
    theme: LoadedTheme,
    files: ContentFiles,
    /// What the configuration was read from, with the stamps from before.
    config_stamps: Dependencies,
    theme_stamps: BTreeMap<String, Stamp>,
    /// Files of the content that were read again without an update that followed, by path below `content/`.
    pending: BTreeSet<String>,
    /// The files as they are now, faults and all; `None` after a look that failed.
    latest: Option<Arc<Site>>,
    state: State,
    first: Update,
}

/// Files that the configuration depends on, itself included, each with its stamp if it is there.
type Dependencies = BTreeMap<PathBuf, Option<Stamp>>;

/// What has to be done after a look at the files.
enum Change {
    /// Everything is linked again.
    Any,
    /// The network stays, but for what these files say, and the theme may be another.
    Words(Vec<Edit>),
}

impl Preview {
    /// Reads and links a site for the first time.
    ///
    /// # Errors
    /// When there is no site, or something cannot be read.
    pub fn open(options: &Options, lang: Option<Lang>) -> Result<Self> {
        let started = Instant::now();
        let config_file = options.root.join(CONFIG_FILE);
        let (config, faults, config_stamps) = read_config(options, stamped([&config_file]))?;
        // Taken before the files are read, so that the first look finds what is saved meanwhile.
        let theme_stamps = stamps(&options.root.join(THEMES_FOLDER))?;
        let root = Root::at(&options.root)?;
        let look = Look::new(&root);
        let Inputs {
            config,
            config_faults,
            content,
            pictures,
            theme,
        } = Inputs::with_config(options, config, faults)?;
        let files = ContentFiles::new(look, &content);
        let parsing = started.elapsed();
        let state = State {
            site: None,
            trouble: "".into(),
            root: options.root.clone().into(),
            gates: Arc::default(),
            picture_threads: Arc::new(picture_threads()?),
            lang: lang.unwrap_or(config.language),
        };
        let count = content.files.len();
        let mut preview = Preview {
            options: options.clone(),
            lang,
            first: Update {
                files: count,
                diagnostics: Vec::new(),
                text: String::new(),
                parsing,
                linking: Duration::ZERO,
                lang: state.lang,
            },
            config_stamps,
            config,
            config_faults,
            pictures,
            theme,
            files,
            theme_stamps,
            pending: BTreeSet::new(),
            latest: None,
            state,
        };
        preview.first = preview.update(count, parsing, Change::Any);
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
        self.config.base_url.prefix().to_owned()
    }

    /// The files that the configuration depends on, itself included, and what links in the content lead to.
    pub fn dependencies(&self) -> impl Iterator<Item = &PathBuf> {
        self.config_stamps.keys().chain(self.files.links())
    }

    /// Looks at the files again; `None` if nothing changed. `touched` are files that the system named.
    ///
    /// # Errors
    /// When something cannot be read; the state stays as it was.
    pub fn refresh(&mut self, touched: &HashSet<PathBuf>) -> Result<Option<Update>> {
        let update = self.look(touched);
        if update.is_err() {
            // Some of the files may have been read, of which the network knows nothing.
            self.latest = None;
        }
        update
    }

    fn look(&mut self, touched: &HashSet<PathBuf>) -> Result<Option<Update>> {
        let started = Instant::now();
        let mut changed = 0;
        let mut is_other_network = false;
        let before = stamped(self.config_stamps.keys());
        let depends = |path: &PathBuf| self.config_stamps.contains_key(path);
        if before != self.config_stamps || touched.iter().any(depends) {
            let config_stamps;
            (self.config, self.config_faults, config_stamps) = read_config(&self.options, before)?;
            // Tiers and limits decide how files are read.
            self.files = ContentFiles::default();
            self.theme = LoadedTheme::read(&self.options, &self.config)?;
            self.config_stamps = config_stamps;
            is_other_network = true;
            changed += 1;
        }
        let themes = self.options.root.join(THEMES_FOLDER);
        let theme_stamps = stamps(&themes)?;
        if theme_stamps != self.theme_stamps || touched.iter().any(|path| path.starts_with(&themes))
        {
            self.theme = LoadedTheme::read(&self.options, &self.config)?;
            self.theme_stamps = theme_stamps;
            changed += 1;
        }
        let config = self.config.clone();
        let changes = self.files.refresh(&self.options.root, &config, touched)?;
        self.pending.extend(changes.names.iter().cloned());
        changed += self.pending.len();
        let unread = self.pictures.unread();
        if changed == 0 && self.latest.is_some() && unread.is_empty() {
            return Ok(None);
        }
        self.pictures = self.pictures.read_again(
            &self.options.root,
            &self.files.content(&config),
            &config,
            self.options.link_options(&config),
            &self.pending,
        )?;
        self.pending.clear();
        if self.pictures.unread() != unread {
            // Other files than those that changed may name it.
            is_other_network = true;
            changed = changed.max(1);
        }
        if changed == 0 && self.latest.is_some() {
            return Ok(None);
        }
        let is_of_words = changes.are_edits() && changes.edits.iter().all(network::is_of_words);
        let change = match is_other_network || !is_of_words {
            true => Change::Any,
            false => Change::Words(changes.edits),
        };
        Ok(Some(self.update(changed, started.elapsed(), change)))
    }

    fn update(&mut self, files: usize, parsing: Duration, change: Change) -> Update {
        let started = Instant::now();
        let inputs = Inputs {
            config: self.config.clone(),
            config_faults: self.config_faults.clone(),
            content: self.files.content(&self.config),
            pictures: self.pictures.clone(),
            theme: self.theme.clone(),
        };
        let site = Arc::new(match (change, &self.latest) {
            (Change::Words(edits), Some(latest)) => latest.edited(inputs, &edits),
            _ => Site::link(&self.options, inputs),
        });
        self.latest = Some(site.clone());
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
                Some(site)
            },
            root: self.state.root.clone(),
            gates: self.state.gates.clone(),
            picture_threads: self.state.picture_threads.clone(),
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

/// Reads the configuration. Its files are stamped before they are read, so that no later change is
/// overlooked; which they are is known only afterwards, so it is read again when they are others.
fn read_config(
    options: &Options,
    mut before: Dependencies,
) -> Result<(Arc<Config>, Vec<Fault>, Dependencies)> {
    loop {
        let (config, faults) = Inputs::config(options)?;
        let named = config.files.iter().cloned();
        let files: Vec<PathBuf> = std::iter::once(CONFIG_FILE.to_owned())
            .chain(named)
            .chain(theme::library_files(&config))
            .map(|file| options.root.join(file))
            .collect();
        let after = stamped(&files);
        if after.keys().eq(before.keys()) {
            return Ok((config, faults, before));
        }
        before = after;
    }
}

fn stamped<'a>(files: impl IntoIterator<Item = &'a PathBuf>) -> Dependencies {
    let files = files.into_iter();
    files.map(|file| (file.clone(), stamp(file))).collect()
}

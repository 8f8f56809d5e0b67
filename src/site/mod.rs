//! The way through: content, network, checks, theme, pages. `build` and `check` are the same up to the
//! point where pages are rendered.

mod media;
mod render;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::catalogue;
use crate::check::{self, Findings};
use crate::config::{self, BaseUrl, Config};
use crate::content::{self, Content, Kind, LoadedFile};
use crate::diagnostic::{Diagnostic, FaultCount, SourceFiles, resolve};
use crate::error::Result;
use crate::fault::{Fault, Severity};
use crate::links::{ContentPages, Resolver};
use crate::map::Atlas;
use crate::network::{self, Edit, LinkOptions, Linked, Network};
use crate::picture::Pictures;
use crate::route::RouteTable;
use crate::search::SearchIndex;
use crate::theme::{Shared, Theme};

pub use media::Media;
pub use render::{BuildReport, Progress, Renderer, root_file};

/// Which day a site is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Today {
    /// This day, whatever the zone.
    Day(Date),
    /// The day of this moment in the site's zone.
    At(Timestamp),
}

impl Today {
    fn in_zone(self, zone: &TimeZone) -> Date {
        match self {
            Today::Day(day) => day,
            Today::At(moment) => zone.to_datetime(moment).date(),
        }
    }
}

/// What a run depends on besides the files.
#[derive(Debug, Clone)]
pub struct Options {
    /// Root of the site: the folder with `site-config.yaml`.
    pub root: PathBuf,
    /// The day for which it is made.
    pub today: Today,
    /// Publish drafts too.
    pub drafts: bool,
    /// Instead of `base_url` in the configuration.
    pub base_url: Option<BaseUrl>,
    /// Warnings stop a build as errors do.
    pub strict: bool,
}

impl Options {
    /// What linking depends on.
    pub fn link_options(&self, config: &Config) -> LinkOptions {
        LinkOptions {
            today: self.today.in_zone(&config.time_zone),
            drafts: self.drafts,
        }
    }
}

/// What is read from disk: a preview keeps it and reads again only what changed.
#[derive(Clone)]
pub struct Inputs {
    /// The configuration.
    pub config: Arc<Config>,
    /// What is wrong with the configuration.
    pub config_faults: Vec<Fault>,
    /// The content.
    pub content: Content,
    /// What is known of the pictures beside it.
    pub pictures: Pictures,
    /// The theme.
    pub theme: LoadedTheme,
}

/// A theme and what is wrong with it.
#[derive(Clone)]
pub struct LoadedTheme {
    /// The theme, if pages can be rendered with it.
    pub theme: Option<Arc<Theme>>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// Where the lines of faults are found.
    pub sources: SourceFiles,
}

impl Inputs {
    /// Reads everything.
    ///
    /// # Errors
    /// When something cannot be read for the machine's reasons, or there is no site.
    pub fn read(options: &Options) -> Result<Self> {
        let (config, config_faults) = Self::config(options)?;
        Self::with_config(options, config, config_faults)
    }

    /// Reads everything but the configuration.
    ///
    /// # Errors
    /// When something cannot be read for the machine's reasons.
    pub fn with_config(
        options: &Options,
        config: Arc<Config>,
        config_faults: Vec<Fault>,
    ) -> Result<Self> {
        let content = content::load(&options.root, &config)?;
        let pictures = Pictures::read(
            &options.root,
            &content,
            &config,
            options.link_options(&config),
        )?;
        let theme = LoadedTheme::read(options, &config)?;
        Ok(Inputs {
            config,
            config_faults,
            content,
            pictures,
            theme,
        })
    }

    /// Reads the configuration alone.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn config(options: &Options) -> Result<(Arc<Config>, Vec<Fault>)> {
        let config::Loaded {
            mut config, faults, ..
        } = config::load(&options.root, catalogue::ALL)?;
        if let Some(base_url) = &options.base_url {
            config.base_url = base_url.clone();
        }
        Ok((Arc::new(config), faults))
    }
}

impl LoadedTheme {
    /// Reads the theme that the configuration names.
    ///
    /// # Errors
    /// When a file of it cannot be read.
    pub fn read(options: &Options, config: &Config) -> Result<Self> {
        let mut faults = Vec::new();
        let mut sources = SourceFiles::below(&options.root);
        let theme = Theme::open(&options.root, config, &mut sources, &mut faults)?;
        Ok(LoadedTheme {
            theme: theme.map(Arc::new),
            faults,
            sources,
        })
    }
}

/// A site read, linked and checked, with its theme: everything that pages are made from.
pub struct Site {
    /// Its configuration.
    pub config: Arc<Config>,
    /// Its content.
    pub content: Content,
    /// What is known of its pictures.
    pub pictures: Pictures,
    /// Its network.
    pub network: Network,
    /// Its URLs.
    pub table: Arc<RouteTable>,
    /// What is wrong, sorted by file and position.
    pub diagnostics: Vec<Diagnostic>,
    pages: Arc<ContentPages>,
    found: Found,
    theme: LoadedTheme,
    /// Made when somebody asks for it: an edit in a preview does not.
    search: OnceLock<SearchIndex>,
    /// What all maps share, made when the first is drawn.
    atlas: OnceLock<Atlas>,
    /// What all pages share, made when the first is rendered.
    shared: OnceLock<Shared>,
    /// Made when the first of them is asked for.
    media: OnceLock<Media>,
}

/// What is wrong beyond single files, as it was found.
#[derive(Debug, Clone)]
struct Found {
    linking: Vec<Fault>,
    checks: Findings,
}

/// How many of each kind there are.
pub type Counts = Vec<(Kind, usize)>;

impl Site {
    /// Reads, links and checks a site.
    ///
    /// # Errors
    /// When something cannot be read for the machine's reasons, or there is no site.
    pub fn open(options: &Options) -> Result<Self> {
        Inputs::read(options).map(|inputs| Self::link(options, inputs))
    }

    /// Links and checks what was read.
    pub fn link(options: &Options, inputs: Inputs) -> Self {
        let link_options = options.link_options(&inputs.config);
        let content = &inputs.content;
        let Linked {
            network,
            faults: mut linking,
        } = network::link(content, &inputs.config, link_options);
        let table = RouteTable::new(&network, &mut linking);
        check::root_files(&table, content, &mut linking);
        let pages = ContentPages::new(&network);
        let resolver = Resolver::new(&network, &table, &pages, content, &inputs.pictures);
        let checks = check::all(&network, content, &resolver, &linking);
        let found = Found { linking, checks };
        Self::assemble(inputs, network, Arc::new(table), Arc::new(pages), found)
    }

    /// The site after an [edit of words](network::is_of_words), the same as if it had been linked again.
    /// `inputs` hold the new versions of the files; nothing else of them has changed since this site.
    pub fn edited(&self, inputs: Inputs, edits: &[Edit]) -> Self {
        let network = self.network.edited(edits);
        let content = &inputs.content;
        let resolver = Resolver::new(
            &network,
            &self.table,
            &self.pages,
            content,
            &inputs.pictures,
        );
        let files: Vec<&LoadedFile> = edits.iter().map(|(_, after)| after.as_ref()).collect();
        let mut found = self.found.clone();
        let of_files = &mut found.checks.of_files;
        of_files.retain(|fault| files.iter().all(|file| file.path != fault.target.file));
        of_files.extend(check::of_files(&files, &network, content, &resolver));
        found.checks.of_network = check::of_network(&network, content, &resolver, &found.linking);
        Self::assemble(
            inputs,
            network,
            self.table.clone(),
            self.pages.clone(),
            found,
        )
    }

    fn assemble(
        inputs: Inputs,
        network: Network,
        table: Arc<RouteTable>,
        pages: Arc<ContentPages>,
        found: Found,
    ) -> Self {
        let Inputs {
            config,
            config_faults: mut faults,
            content,
            pictures,
            theme,
        } = inputs;
        faults.extend(content.faults.iter().cloned());
        faults.extend(content.files.iter().flat_map(|file| file.faults.clone()));
        let told = faults.len();
        faults.extend(found.linking.iter().chain(&found.checks.of_files).cloned());
        faults.extend(found.checks.of_network.iter().cloned());
        drop_consequences(&mut faults, told, &content);
        faults.extend(theme.faults.iter().cloned());
        let diagnostics = resolve(&faults, &theme.sources, |fault| config.severity(fault.rule));
        Site {
            config,
            content,
            pictures,
            network,
            table,
            diagnostics,
            pages,
            found,
            theme,
            search: OnceLock::new(),
            atlas: OnceLock::new(),
            shared: OnceLock::new(),
            media: OnceLock::new(),
        }
    }

    /// What is wrong in articles whose day has not come: they would stop the build of that day. `inputs` are those
    /// that this site was linked from.
    pub fn ahead(&self, options: &Options, inputs: Inputs) -> Vec<Diagnostic> {
        let today = self.network.today;
        let later = |file: &&Arc<LoadedFile>| {
            let records = file.records.as_ref();
            records.is_some_and(|records| records.is_after(today))
        };
        let files: Vec<&Arc<LoadedFile>> = self.content.files.iter().filter(later).collect();
        let days = files
            .iter()
            .filter_map(|file| file.records.as_ref()?.last_day());
        let Some(last) = days.max() else {
            return Vec::new();
        };
        let options = Options {
            today: Today::Day(last),
            ..options.clone()
        };
        let mut found = Site::link(&options, inputs).diagnostics;
        found.retain(|diagnostic| {
            diagnostic.severity == Severity::Error
                && files.iter().any(|file| file.path == diagnostic.file)
                && !self.diagnostics.contains(diagnostic)
        });
        found
    }

    /// Where the lines of diagnostics are found.
    pub fn sources(&self) -> &SourceFiles {
        &self.theme.sources
    }

    fn resolver<'a>(&'a self, pictures: &'a Pictures) -> Resolver<'a> {
        Resolver::new(
            &self.network,
            &self.table,
            &self.pages,
            &self.content,
            pictures,
        )
    }

    /// The files beside the content that pages show or offer, worked out at the first call, with all threads: not to be
    /// called on one of them.
    pub fn media(&self) -> &Media {
        let settings = &self.config.pictures;
        let of = || Media::of(&self.network, &self.content, &self.pictures, settings);
        self.media.get_or_init(of)
    }

    /// A static file of the theme by its path below `/static/`.
    pub fn static_file(&self, path: &str) -> Option<&[u8]> {
        self.theme.theme.as_ref()?.static_file(path)
    }

    /// How many of each kind there are.
    pub fn counts(&self) -> Counts {
        let network = &self.network;
        vec![
            (Kind::Place, network.places.len()),
            (Kind::Project, network.projects.len()),
            (Kind::Team, network.teams.len()),
            (Kind::Activity, network.activities.len()),
            (Kind::Need, network.needs.len()),
            (Kind::Article, network.articles.len()),
            (Kind::Page, network.pages.len()),
        ]
    }

    /// Whether a build has to stop.
    pub fn is_faulty(&self, strict: bool) -> bool {
        FaultCount::of(&self.diagnostics).is_faulty(strict)
    }
}

/// Drops what later stages found in fields of which a fault was told when the file was read.
fn drop_consequences(faults: &mut Vec<Fault>, told: usize, content: &Content) {
    let faulted: std::collections::HashMap<_, _> = content
        .files
        .iter()
        .filter(|file| !file.faulted.is_empty())
        .map(|file| (file.path.clone(), &file.faulted))
        .collect();
    if faulted.is_empty() {
        return;
    }
    let mut index = 0;
    faults.retain(|fault| {
        index += 1;
        index <= told
            || !faulted
                .get(&fault.target.file)
                .is_some_and(|fields| fault.follows_from(fields))
    });
}

/// A duration as editors read it: seconds with two digits.
pub fn seconds(duration: Duration) -> String {
    format!("{:.2}", duration.as_secs_f64())
}

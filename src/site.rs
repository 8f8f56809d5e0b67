//! The way through: content, network, checks, theme, pages. `build` and `check` are the same up to the
//! point where pages are rendered.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::check::{self, catalogue};
use crate::config::{self, BaseUrl, Config};
use crate::content::{self, CONTENT_FOLDER, Content, Kind};
use crate::diagnostic::{Diagnostic, Fault, SourceFiles, Tally, resolve};
use crate::error::{Error, Result};
use crate::links::{Resolver, media_path, used_assets};
use crate::network::{self, Directory, LinkOptions, Linked, Network};
use crate::output::Sink;
use crate::route::{RouteTable, file_of};
use crate::theme::{RenderFault, Theme};
use crate::view::Views;

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

/// A site read, linked and checked, with its theme: everything that pages are made from.
pub struct Site {
    /// Its configuration.
    pub config: Arc<Config>,
    /// Its content.
    pub content: Content,
    /// Its network.
    pub network: Network,
    /// Every id in it.
    pub directory: Directory,
    /// Its URLs.
    pub table: RouteTable,
    /// What is wrong, sorted by file and position.
    pub diagnostics: Vec<Diagnostic>,
    theme: Option<Theme>,
    sources: SourceFiles,
}

/// How many of each kind there are.
pub type Counts = Vec<(Kind, usize)>;

/// What a build did.
#[derive(Debug)]
pub struct BuildReport {
    /// What is wrong, sorted by file and position.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a site was made.
    pub built: bool,
    /// How many of each kind.
    pub counts: Counts,
    /// How many pages, redirects included.
    pub pages: usize,
    /// How many other files.
    pub files: usize,
    /// Bytes in all.
    pub bytes: usize,
}

/// Told how many pages of how many are done; may be called from several threads.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

impl Site {
    /// Reads, links and checks a site.
    ///
    /// # Errors
    /// When something cannot be read for the machine's reasons, or there is no site.
    pub fn open(options: &Options) -> Result<Self> {
        let config::Loaded {
            mut config, faults, ..
        } = config::load(&options.root, catalogue::ALL)?;
        if let Some(base_url) = &options.base_url {
            config.base_url = base_url.clone();
        }
        let config = Arc::new(config);
        let content = content::load(&options.root, &config)?;
        Self::link(options, config, content, faults)
    }

    fn link(
        options: &Options,
        config: Arc<Config>,
        content: Content,
        mut faults: Vec<Fault>,
    ) -> Result<Self> {
        faults.extend(content.files.iter().flat_map(|file| file.faults.clone()));
        let told = faults.len();
        let link_options = LinkOptions {
            today: options.today.in_zone(&config.time_zone),
            drafts: options.drafts,
        };
        let Linked {
            network,
            directory,
            faults: link_faults,
        } = network::link(&content, &config, link_options);
        faults.extend(link_faults);
        let table = RouteTable::new(&network, &mut faults);
        check::all(
            &network,
            &content,
            &Resolver::new(&network, &table, &content),
            &mut faults,
        );
        drop_consequences(&mut faults, told, &content);
        let mut sources = SourceFiles::below(&options.root);
        let theme = Theme::open(&options.root, &config, &mut sources, &mut faults)?;
        let diagnostics = resolve(&faults, &sources, |fault| config.severity(fault.rule));
        Ok(Site {
            config,
            content,
            network,
            directory,
            table,
            diagnostics,
            theme,
            sources,
        })
    }

    /// Where the lines of diagnostics are found.
    pub fn sources(&self) -> &SourceFiles {
        &self.sources
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
        let tally = Tally::of(&self.diagnostics);
        tally.errors > 0 || (strict && tally.warnings > 0)
    }

    /// Renders every page into a sink, as long as nothing fails.
    ///
    /// # Errors
    /// When the sink or a picture fails.
    pub fn render(
        &mut self,
        root: &Path,
        sink: &dyn Sink,
        progress: Progress<'_>,
    ) -> Result<BuildReport> {
        let mut report = BuildReport {
            diagnostics: std::mem::take(&mut self.diagnostics),
            built: false,
            counts: self.counts(),
            pages: 0,
            files: 0,
            bytes: 0,
        };
        let Some(mut theme) = self.theme.take() else {
            return Ok(report);
        };
        let resolver = Resolver::new(&self.network, &self.table, &self.content);
        let words = theme.words().clone();
        let views = Views::new(&self.network, &resolver, &words);
        theme.share(&views.site());
        let bytes = AtomicUsize::new(0);
        let failures = self.pages(&views, &theme, sink, &bytes, progress)?;
        report.pages = self.table.routes().len();
        if !failures.is_empty() {
            let faults = render_faults(failures);
            report
                .diagnostics
                .extend(resolve(&faults, &self.sources, |fault| {
                    self.config.severity(fault.rule)
                }));
            return Ok(report);
        }
        for (path, contents) in theme.static_files() {
            sink.put(&format!("static/{path}"), contents)?;
            bytes.fetch_add(contents.len(), Ordering::Relaxed);
            report.files += 1;
        }
        for asset in used_assets(&self.network, &resolver) {
            let path = root.join(CONTENT_FOLDER).join(&*asset);
            let contents = std::fs::read(&path).map_err(|error| Error::reading(path, error))?;
            sink.put(media_path(&asset).trim_start_matches('/'), &contents)?;
            bytes.fetch_add(contents.len(), Ordering::Relaxed);
            report.files += 1;
        }
        report.bytes = bytes.into_inner();
        report.built = true;
        Ok(report)
    }

    /// Renders all pages in parallel; gives those that failed.
    fn pages(
        &self,
        views: &Views<'_>,
        theme: &Theme,
        sink: &dyn Sink,
        bytes: &AtomicUsize,
        progress: Progress<'_>,
    ) -> Result<Vec<(String, RenderFault)>> {
        let routes = self.table.routes();
        let done = AtomicUsize::new(0);
        let failures = Mutex::new(Vec::new());
        routes
            .par_iter()
            .try_for_each_init(Vec::new, |buffer, route| {
                let path = route.path(&self.network);
                match theme.render(&views.page(route), buffer) {
                    Ok(()) => {
                        sink.put(&file_of(&path), buffer)?;
                        bytes.fetch_add(buffer.len(), Ordering::Relaxed);
                    }
                    Err(fault) => failures
                        .lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .push((path, fault)),
                }
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, routes.len());
                Ok::<(), Error>(())
            })?;
        Ok(failures
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner))
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

/// One fault for each place in a template that failed, naming the first page it failed on.
fn render_faults(mut failures: Vec<(String, RenderFault)>) -> Vec<Fault> {
    failures.sort_by(|a, b| a.0.cmp(&b.0));
    let mut seen = std::collections::HashSet::new();
    failures
        .iter()
        .filter(|(_, failure)| seen.insert(failure.key()))
        .map(|(page, failure)| failure.fault(page))
        .collect()
}

/// A duration as editors read it: seconds with two digits.
pub fn seconds(duration: Duration) -> String {
    format!("{:.2}", duration.as_secs_f64())
}

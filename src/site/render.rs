//! Renders the pages of a site: all of them into a sink, or one that somebody looks at, with the same
//! function.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Counts, Site};
use crate::address::{INDEX_FOLDER, STATIC_FOLDER, file_of};
use crate::check;
use crate::content::{RootFiles, root_files};
use crate::diagnostic::{Diagnostic, FaultCount, resolve};
use crate::disk::Root;
use crate::error::{Error, Result};
use crate::fault::Fault;
use crate::links::Resolver;
use crate::output::Sink;
use crate::picture::{Gates, Job, Pictures, RefusedFile, Workshop};
use crate::route::Feed;
use crate::route::Route;
use crate::search::SearchIndex;
use crate::theme::{RenderFault, Shared, Theme};
use crate::view::Views;

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
    /// How many of these had to be made from a picture because they were not kept from an earlier build.
    pub encoded: usize,
    /// Bytes in all.
    pub bytes: usize,
}

/// Told how many pages of how many are done; may be called from several threads.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Renders any page of a site.
pub struct Renderer<'a> {
    resolver: Resolver<'a>,
    site: &'a Site,
    theme: &'a Theme,
    shared: Shared,
}

impl<'a> Renderer<'a> {
    /// Prepares what all pages share, once for a site. `None` if the theme cannot render anything.
    pub fn new(site: &'a Site) -> Option<Self> {
        let theme = site.theme.theme.as_deref()?;
        let resolver = site.resolver(&site.pictures);
        let shared = &site.shared;
        let shared = shared.get_or_init(|| theme.share(&views(site, &resolver, theme).site()));
        Some(Renderer {
            shared: shared.clone(),
            resolver,
            site,
            theme,
        })
    }

    /// The same with other knowledge of the pictures.
    fn with_pictures(site: &'a Site, pictures: &'a Pictures) -> Option<Self> {
        let theme = site.theme.theme.as_deref()?;
        let resolver = site.resolver(pictures);
        Some(Renderer {
            shared: theme.share(&views(site, &resolver, theme).site()),
            resolver,
            site,
            theme,
        })
    }

    /// Renders a page into a buffer, which is emptied first.
    ///
    /// # Errors
    /// When its template fails; that is the theme author's fault, not the machine's.
    pub fn page(&self, route: &Route, out: &mut Vec<u8>) -> std::result::Result<(), RenderFault> {
        let views = self.views();
        match route {
            Route::Feed(feed) => {
                out.clear();
                crate::feed::write(feed, &views, out);
                if *feed == Feed::Robots {
                    let added = self.site.content.root_files.robots().unwrap_or_default();
                    out.extend_from_slice(added.as_bytes());
                }
                Ok(())
            }
            route => self.theme.render(&self.shared, &views.page(route), out),
        }
    }

    /// The index for searching on the device, made at the first call.
    pub fn search_index(&self) -> &'a SearchIndex {
        let index = &self.site.search;
        index.get_or_init(|| SearchIndex::new(&self.views()))
    }

    fn views(&self) -> Views<'_> {
        views(self.site, &self.resolver, self.theme)
    }

    /// Renders all pages in parallel; gives those that failed.
    fn pages(
        &self,
        sink: &dyn Sink,
        bytes: &AtomicUsize,
        progress: Progress<'_>,
    ) -> Result<Vec<(String, RenderFault)>> {
        let routes = self.site.table.routes();
        let done = AtomicUsize::new(0);
        let failures = Mutex::new(Vec::new());
        routes
            .par_iter()
            .try_for_each_init(Vec::new, |buffer, route| {
                let path = route.path(&self.site.network);
                match self.page(route, buffer) {
                    Ok(()) => {
                        sink.put(&file_of(&path), buffer)?;
                        bytes.fetch_add(buffer.len(), Ordering::Relaxed);
                    }
                    Err(fault) => failures
                        .lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .push((path.into_owned(), fault)),
                }
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, routes.len());
                Ok::<(), Error>(())
            })?;
        Ok(failures
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

fn views<'v>(site: &'v Site, resolver: &'v Resolver<'v>, theme: &'v Theme) -> Views<'v> {
    Views::new(&site.network, resolver, theme.phrases(), &site.atlas)
}

impl Site {
    /// Renders every page into a sink, as long as nothing fails.
    ///
    /// # Errors
    /// When the sink or a picture fails.
    pub fn render(
        &self,
        root: &Path,
        sink: &dyn Sink,
        progress: Progress<'_>,
    ) -> Result<BuildReport> {
        let mut report = BuildReport {
            diagnostics: self.diagnostics.clone(),
            built: false,
            counts: self.counts(),
            pages: 0,
            files: 0,
            encoded: 0,
            bytes: 0,
        };
        if self.theme.theme.is_none() {
            return Ok(report);
        }
        let bytes = AtomicUsize::new(0);
        let gates = Gates::default();
        let folder = Root::at(root)?;
        let workshop = Workshop::new(&folder, &self.config.pictures, &gates);
        let media = self.media();
        let refused_files = media.publish(&workshop, &|path, contents| {
            bytes.fetch_add(contents.len(), Ordering::Relaxed);
            sink.put(path.trim_start_matches('/'), contents)
        })?;
        report.encoded = workshop.encoded();
        // Only decoding has shown that these are damaged; the pages do without them, if there are any.
        let pictures = self.pictures.refusing(&refused_files);
        let found = self.damaged(refused_files);
        let stops = FaultCount::of(&found).errors > 0;
        report.diagnostics.extend(found);
        let Some(renderer) = Renderer::with_pictures(self, &pictures).filter(|_| !stops) else {
            return Ok(report);
        };
        let failures = renderer.pages(sink, &bytes, progress)?;
        let routes = self.table.routes();
        report.pages = routes.iter().filter(|route| route.is_page()).count();
        report.files = routes.len() - report.pages;
        if !failures.is_empty() {
            report
                .diagnostics
                .extend(self.diagnose(&render_faults(failures)));
            return Ok(report);
        }
        let index = renderer.search_index();
        let paths = index.paths();
        report.files += paths.len();
        paths.par_iter().try_for_each(|path| {
            let contents = index.file(path).unwrap_or_default().as_bytes();
            bytes.fetch_add(contents.len(), Ordering::Relaxed);
            sink.put(&format!("{INDEX_FOLDER}/{path}"), contents)
        })?;
        for (path, contents) in renderer.theme.static_files() {
            sink.put(&format!("{STATIC_FOLDER}/{path}"), contents)?;
            bytes.fetch_add(contents.len(), Ordering::Relaxed);
            report.files += 1;
        }
        report.files += media.count(&pictures);
        for name in self.content.root_files.copied() {
            let contents = root_file(&folder, name)?;
            bytes.fetch_add(contents.len(), Ordering::Relaxed);
            sink.put(name, &contents)?;
            report.files += 1;
        }
        workshop.forget_others(&media.jobs);
        report.bytes = bytes.into_inner();
        report.built = true;
        Ok(report)
    }

    /// Whether a page is made at this file of the site, or one is copied there.
    pub fn has_page(&self, file: &str) -> bool {
        let path = format!("/{file}");
        self.table.find(&path).is_some() || self.content.root_files.has(&path)
    }

    /// What is wrong with pictures that could not be decoded, at every place that names them.
    pub fn damaged(&self, refused_files: Vec<RefusedFile>) -> Vec<Diagnostic> {
        if refused_files.is_empty() {
            return Vec::new();
        }
        let pictures = Pictures::only(refused_files);
        let resolver = self.resolver(&pictures);
        self.diagnose(&check::damaged_pictures(
            &self.network,
            &self.content,
            &resolver,
        ))
    }

    /// Decodes every picture that a record names, as a build does with those that are published, and tells which are
    /// damaged.
    ///
    /// # Errors
    /// When a picture cannot be read any more.
    pub fn decode_pictures(&self, root: &Path) -> Result<Vec<Diagnostic>> {
        let settings = &self.config.pictures;
        let gates = Gates::default();
        let folder = Root::at(root)?;
        let workshop = Workshop::new(&folder, settings, &gates);
        let assets: Vec<_> = self.pictures.assets().collect();
        let jobs = assets
            .into_par_iter()
            .filter_map(|asset| Job::of(asset, &self.pictures, settings));
        let refused_files = jobs.filter_map(|job| {
            let tried = workshop.try_out(&job);
            tried.map(|refusal| Some((job.asset, refusal?))).transpose()
        });
        Ok(self.damaged(refused_files.collect::<Result<_>>()?))
    }

    /// Looks faults up in this site's files.
    pub fn diagnose(&self, faults: &[Fault]) -> Vec<Diagnostic> {
        resolve(faults, &self.theme.sources, |fault| {
            self.config.severity(fault.rule)
        })
    }
}

/// The bytes of a file for the root of the site.
///
/// # Errors
/// When it cannot be read any more.
pub fn root_file(folder: &Root, name: &str) -> Result<Vec<u8>> {
    let bytes = RootFiles::bytes(folder, name);
    bytes.map_err(|why| why.into_error(&root_files::path(name)))
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

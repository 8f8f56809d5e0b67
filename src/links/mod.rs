//! Where links and pictures in content lead: content files, pages, anchors, pictures beside the file.
//!
//! The same function answers the checks (is it there?) and the pages (what is its address?).

mod pages;
mod used;

use std::borrow::Cow;
use std::sync::Arc;

use crate::address;
use crate::config::CONTENT_FOLDER;
use crate::content::{Content, Folder};
use crate::fault::Origin;
use crate::markdown::{Body, Reach, Reference, ReferenceKind, reach};
use crate::network::Network;
use crate::percent::decode;
use crate::picture::Pictures;
use crate::route::{Route, RouteTable};
use crate::suggest::nearest;

use crate::content::paths::{
    below_content, beside, content_relative, is_content_path, join_paths, path_and_fragment,
};
pub use pages::ContentPages;
pub use used::used_assets;

/// What a link of the site itself leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination<'a> {
    /// A path of the site, percent-decoded, with its fragment.
    Page {
        /// The path.
        path: Cow<'a, str>,
        /// The part after `#`, without it; empty if there is none.
        fragment: Cow<'a, str>,
    },
    /// A file of the content, as a path below `content/`.
    Asset(Arc<str>),
    /// An address elsewhere, or a telephone number: left as it is.
    Elsewhere,
    /// It leads nowhere.
    Broken(Breakage),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breakage {
    /// No such page or file.
    Missing,
    /// The page is there, the anchor on it is not.
    MissingAnchor,
    /// It is a draft or waits for its day.
    Unpublished,
    /// It is in a file with faults, so nothing is known of it.
    Unknown,
    /// Its scheme is not allowed.
    Forbidden,
}

/// Resolves links against a linked network.
pub struct Resolver<'a> {
    network: &'a Network,
    table: &'a RouteTable,
    content: &'a Content,
    pages: &'a ContentPages,
    pictures: &'a Pictures,
}

impl<'a> Resolver<'a> {
    /// Resolves by what is there.
    pub fn new(
        network: &'a Network,
        table: &'a RouteTable,
        pages: &'a ContentPages,
        content: &'a Content,
        pictures: &'a Pictures,
    ) -> Self {
        Resolver {
            network,
            table,
            pictures,
            pages,
            content,
        }
    }

    /// Every route of the site, in a fixed order.
    pub(crate) fn routes(&self) -> &'a [Route] {
        self.table.routes()
    }

    /// Where a reference in a body leads. `origin` is the file it stands in, `path` its page.
    pub fn resolve<'b>(
        &'b self,
        reference: &'b Reference,
        body: &Body,
        origin: &Origin,
        path: &str,
    ) -> Destination<'b> {
        match reference.reach {
            Reach::External | Reach::Contact => return Destination::Elsewhere,
            Reach::Forbidden => return Destination::Broken(Breakage::Forbidden),
            Reach::Site => {}
        }
        let (target, fragment) = path_and_fragment(&reference.target);
        if target.is_empty() {
            return self.own_anchor(fragment, body, path);
        }
        let target = decode(target);
        if reference.kind == ReferenceKind::Picture {
            return self
                .asset(&target, origin)
                .map_or(Destination::Broken(Breakage::Missing), Destination::Asset);
        }
        if is_content_path(&target) {
            return self.content_path(&target, fragment, origin);
        }
        if let Some(asset) = self.asset(&target, origin) {
            return Destination::Asset(asset);
        }
        self.site_path(&target, fragment, path)
    }

    /// Where an address in a field leads: a full one, or a path from the site's root.
    pub fn address<'b>(&'b self, written: &'b str) -> Destination<'b> {
        match reach(ReferenceKind::Link, written) {
            Reach::External | Reach::Contact => Destination::Elsewhere,
            Reach::Forbidden => Destination::Broken(Breakage::Forbidden),
            Reach::Site if written.starts_with('/') => {
                let (target, fragment) = path_and_fragment(written);
                self.site_path(&decode(target), fragment, "/")
            }
            Reach::Site => Destination::Broken(Breakage::Missing),
        }
    }

    /// A picture named in a field: beside the file, or from the content root with a leading `/`.
    pub fn asset(&self, written: &str, origin: &Origin) -> Option<Arc<str>> {
        beside(written, origin, self.content)
    }

    /// Whether a file that a record names is there and could not be read, which is told already.
    pub fn is_lost(&self, written: &str, origin: &Origin) -> bool {
        content_relative(written, &origin.file)
            .is_some_and(|path| self.content.lost_assets.contains(&*path))
    }

    /// What is known of the files that records name.
    pub fn pictures(&self) -> &'a Pictures {
        self.pictures
    }

    /// A picture in the same folder whose name differs from a missing one in letter case, in its ending or in
    /// a slip, as it should be written.
    pub fn near_asset(&self, written: &str, origin: &Origin) -> Option<String> {
        let path = content_relative(written.trim(), &origin.file)?;
        let split = |path: &'_ str| path.rfind('/').map_or(0, |slash| slash + 1);
        let (folder, name) = path.split_at(split(&path));
        let beside = self.content.assets.iter().filter_map(|asset| {
            let (other, name) = asset.split_at(split(asset));
            (other == folder).then_some(name)
        });
        let stem = |name: &str| {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            stem.to_lowercase()
        };
        let beside: Vec<&str> = beside.collect();
        let near = beside
            .iter()
            .find(|other| stem(other) == stem(name))
            .copied()
            .or_else(|| nearest(name, beside.iter().copied()))?;
        let folder = written.trim().strip_suffix(name)?;
        Some(format!("{folder}{near}"))
    }

    /// What a broken link to a content file or page may have meant: the nearest path there is.
    pub fn near(&self, written: &str, origin: &Origin) -> Option<String> {
        let target = decode(written.split(['#', '?']).next().unwrap_or_default()).into_owned();
        if is_content_path(&target) {
            let below = content_relative(&target, &origin.file)?;
            return nearest(&below, self.pages.files()).map(|near| format!("/{near}"));
        }
        let known = self.table.paths();
        nearest(&target, known).map(str::to_owned)
    }

    /// The path on this site of a full address of it.
    pub fn own_path<'w>(&self, address: &'w str) -> Option<&'w str> {
        let base = &self.network.config.base_url;
        let host = base.origin().split_once("://")?.1;
        let rest = address.split_once("://")?.1;
        let path = rest.get(host.len()..)?;
        let is_own = rest[..host.len()].eq_ignore_ascii_case(host)
            && path.strip_prefix(base.prefix())?.starts_with('/');
        is_own.then_some(path)
    }

    fn own_anchor<'b>(&self, fragment: Cow<'b, str>, body: &Body, path: &str) -> Destination<'b> {
        let known = fragment.is_empty()
            || body.anchors.iter().any(|anchor| *anchor == fragment)
            || self
                .table
                .find(path)
                .is_some_and(|route| self.has_anchor(route, &fragment));
        if known {
            Destination::Page {
                path: Cow::Borrowed(""),
                fragment,
            }
        } else {
            Destination::Broken(Breakage::MissingAnchor)
        }
    }

    fn content_path<'b>(
        &'b self,
        target: &str,
        fragment: Cow<'b, str>,
        origin: &Origin,
    ) -> Destination<'b> {
        let Some(below) = content_relative(target, &origin.file) else {
            return Destination::Broken(Breakage::Missing);
        };
        let file = format!("{CONTENT_FOLDER}/{below}");
        if let Some(path) = self.pages.path(&file, self.network) {
            // An entry without a page of its own has its anchor in its path.
            let (path, own) = path.split_once('#').unwrap_or((path, ""));
            let fragment = if fragment.is_empty() {
                Cow::Borrowed(own)
            } else {
                fragment
            };
            return self.page(path, fragment);
        }
        Destination::Broken(self.why_absent(&file))
    }

    /// Why a content file has no page of its own.
    fn why_absent(&self, path: &str) -> Breakage {
        let files = &self.content.files;
        let Ok(index) = files.binary_search_by(|file| (*file.path).cmp(path)) else {
            let below = below_content(path).unwrap_or_default();
            let id = below.rsplit_once('.').map_or(below, |(id, _)| id);
            let is_broken = files.iter().any(|file| {
                let mut broken = file.broken.iter();
                broken.any(|record| format!("{}/{}", record.folder.name, record.id) == id)
            });
            return match is_broken || self.is_misplaced(below) {
                true => Breakage::Unknown,
                false => Breakage::Missing,
            };
        };
        let file = &files[index];
        match &file.records {
            None => Breakage::Unknown,
            Some(records) if records.is_draft() || records.is_after(self.network.today) => {
                Breakage::Unpublished
            }
            // A list, or an entry among others.
            Some(records) if records.is_list() || self.pages.path(path, self.network).is_some() => {
                Breakage::Missing
            }
            // It was lost to a fault.
            Some(_) => Breakage::Unknown,
        }
    }

    /// Whether a file of this kind and name was lost because it lies in the wrong folder, which is told there.
    fn is_misplaced(&self, below: &str) -> bool {
        let (Some((kind, _)), Some((_, name))) = (below.split_once('/'), below.rsplit_once('/'))
        else {
            return false;
        };
        self.content.files.iter().any(|file| {
            let Some(other) = below_content(&file.path) else {
                return false;
            };
            let is_alike = other
                .split_once('/')
                .is_some_and(|(other, _)| other == kind)
                && other
                    .rsplit_once('/')
                    .is_some_and(|(_, other)| other == name);
            let has_page = self.pages.path(&file.path, self.network).is_some();
            is_alike && (!has_page || self.has_no_home(other))
        })
    }

    /// Whether the folder of a place belongs to no place.
    fn has_no_home(&self, file: &str) -> bool {
        self.network.places.iter().any(|place| {
            below_content(&place.document.origin.file) == Some(file)
                && place.parent.is_none()
                && self.network.config.tiers.get(place.tier).in_parent_folder
        })
    }

    fn site_path<'b>(
        &'b self,
        target: &str,
        fragment: Cow<'b, str>,
        page: &str,
    ) -> Destination<'b> {
        let prefix = self.network.config.base_url.prefix();
        let joined = join_paths(page, target);
        match joined.strip_prefix(prefix) {
            Some(below) if !prefix.is_empty() && below.starts_with('/') => {
                self.page(below, fragment)
            }
            _ => self.page(&joined, fragment),
        }
    }

    fn page<'b>(&'b self, path: &str, fragment: Cow<'b, str>) -> Destination<'b> {
        let Some(route) = self.table.find(path) else {
            if self.content.root_files.has(path) {
                return Destination::Page {
                    path: Cow::Owned(path.to_owned()),
                    fragment,
                };
            }
            return Destination::Broken(self.why_missing(path));
        };
        if !fragment.is_empty() && !self.has_anchor(route, &fragment) {
            return Destination::Broken(Breakage::MissingAnchor);
        }
        Destination::Page {
            path: route.path(self.network),
            fragment,
        }
    }

    /// A page that is not there may belong to a record that could not be read.
    fn why_missing(&self, path: &str) -> Breakage {
        let full = path.trim_matches('/');
        let hidden = self.content.files.iter().any(|file| {
            let broken = &file.broken;
            let may_hold = |folder: &Folder| {
                path.starts_with(address::record(folder, "").trim_end_matches('/'))
            };
            broken
                .iter()
                .any(|record| address::record(&record.folder, &record.id).trim_matches('/') == full)
                || file.unreadable.as_ref().is_some_and(may_hold)
        });
        if hidden {
            return Breakage::Unknown;
        }
        ["md", "yaml", "yml"]
            .into_iter()
            .map(|ending| self.why_absent(&format!("{CONTENT_FOLDER}/{full}.{ending}")))
            .find(|breakage| *breakage != Breakage::Missing)
            .unwrap_or(Breakage::Missing)
    }

    fn has_anchor(&self, route: &Route, fragment: &str) -> bool {
        let network = self.network;
        let in_body = |body: Option<&Body>| {
            body.is_some_and(|body| body.anchors.iter().any(|anchor| anchor == fragment))
        };
        match route {
            Route::Place(id) => {
                let place = &network.places[*id];
                in_body(place.document.body.as_ref())
                    || place
                        .activities
                        .iter()
                        .any(|id| network.activities[*id].is_anchor(fragment))
            }
            Route::Activity(id) => in_body(network.activities[*id].body()),
            Route::Project(id) => in_body(network.projects[*id].document.body.as_ref()),
            Route::Team(id) => in_body(network.teams[*id].document.body.as_ref()),
            Route::Need(id) => in_body(network.needs[*id].document.body.as_ref()),
            Route::Article(id) => in_body(network.articles[*id].document.body.as_ref()),
            Route::Page(id) => in_body(network.pages[*id].document.body.as_ref()),
            Route::Platform(_) | Route::Needs => {
                let address = format!("{}#{fragment}", route.path(network));
                let mut projects = network.projects.iter();
                let mut needs = network.needs.iter();
                projects.any(|project| *project.path == *address)
                    || needs.any(|need| *need.path == *address)
            }
            Route::Standards => network
                .standards
                .iter()
                .any(|standard| standard.document.id == fragment),
            _ => false,
        }
    }
}

//! All routes of a site by their paths; no two may want the same file.

use std::borrow::Cow;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use rayon::prelude::*;

use super::alias::alias_path;

use super::rules::{bad_alias, path_too_long, reserved_folder, route_conflict};
use super::{Route, all, limits};
use crate::address::{INDEX_FOLDER, MEDIA_FOLDER, STATIC_FOLDER, file_of};
use crate::fault::{Fault, Target};
use crate::network::Network;
use crate::output::length::{self, too_long};
use crate::steps;

/// All routes of a site, found by path.
#[derive(Debug, Default)]
pub struct RouteTable {
    routes: Vec<Route>,
    /// By path with letter case folded.
    by_path: HashMap<String, usize>,
    /// Where paths that are too long were told, by file.
    too_long: HashMap<Arc<str>, Vec<Target>>,
}

impl RouteTable {
    /// Every route; two that want the same path give a fault, and the first keeps it.
    pub fn new(network: &Network, faults: &mut Vec<Fault>) -> Self {
        let mut routes = all(network);
        let moved = network.each_published();
        let mut moved: Vec<_> = moved
            .filter(|record| !record.written.aliases().is_empty())
            .collect();
        let redirects = moved
            .iter()
            .map(|record| record.written.aliases().len())
            .sum();
        let most = network.config.limits.pages;
        if routes.len() + redirects > most {
            faults.push(limits::too_many(network, &routes, redirects));
            routes.truncate(most);
            moved.clear();
        }
        let paths: Vec<String> = routes
            .par_iter()
            .map(|route| route.path(network).into_owned())
            .collect();
        let mut table = RouteTable {
            routes: Vec::with_capacity(routes.len()),
            by_path: HashMap::with_capacity(routes.len()),
            too_long: HashMap::new(),
        };
        for (route, path) in routes.into_iter().zip(paths) {
            table.add(network, route, path, None, faults);
        }
        for record in moved {
            for (index, alias) in record.written.aliases().iter().enumerate() {
                let target = record.origin.value(&steps!["aliases", index]);
                match alias_path(alias) {
                    Some(from) => {
                        let to = record.path.to_owned();
                        let path = from.clone();
                        let route = Route::Redirect { from, to };
                        table.add(network, route, path, Some(target), faults);
                    }
                    None => faults.push(bad_alias(target, alias)),
                }
            }
        }
        table
    }

    /// `alias` is where the path was written, if it was.
    fn add(
        &mut self,
        network: &Network,
        route: Route,
        path: String,
        alias: Option<Target>,
        faults: &mut Vec<Fault>,
    ) {
        let target = || {
            let target = alias.clone().or_else(|| route.target(network));
            // Nothing is dropped without a word, also what only the configuration can be blamed for.
            target.unwrap_or_else(|| network.config.origin.whole())
        };
        if let Some(folder) = file_folder(&path) {
            faults.push(reserved_folder(target(), folder));
            return;
        }
        let file = file_of(&path);
        if let Some(too_long) = too_long(&file) {
            // The page stays, so that links to it are no further mistakes.
            let target = target();
            let told = self.too_long.entry(target.file.clone()).or_default();
            // Neither are the calendar and the poster of what has too long an id.
            if !told.contains(&target) {
                told.push(target.clone());
                faults.push(path_too_long(target, too_long, &file));
            }
            // No page of its own is lost, and its thousands of parts are not looked up.
            if alias.is_some() {
                return;
            }
        }
        // Hosts and disks that fold case would serve one file for both.
        let key = folded(Cow::Owned(path)).into_owned();
        if let Some(other) = self.in_the_way(&key) {
            let known = alias.clone().or_else(|| route.target(network));
            let known = known.or_else(|| self.routes[other].target(network));
            let path = route.path(network);
            faults.push(route_conflict(known.unwrap_or_else(target), &path));
            return;
        }
        self.by_path.insert(key, self.routes.len());
        self.routes.push(route);
    }

    /// The route that has this path already, or whose file would have to be a folder for it, or the
    /// other way round.
    fn in_the_way(&self, key: &str) -> Option<usize> {
        let same = self.by_path.get(key);
        let as_folder = || match key.ends_with('/') {
            true => None,
            false => self.by_path.get(&format!("{key}/")),
        };
        let folders = key.match_indices('/').map(|(end, _)| &key[..end]);
        let as_file = || {
            let mut files = folders.filter(|folder| folder.contains('.'));
            files.find_map(|file| self.by_path.get(file))
        };
        same.or_else(as_folder).or_else(as_file).copied()
    }

    /// Those of some paths at which no further file can lie, since the site has a file there, or a folder, or a
    /// file where there would have to be a folder. They start with `/` and are folded.
    pub fn taken<'a>(&self, paths: &HashSet<&'a str>) -> HashSet<&'a str> {
        let mut taken: HashSet<&str> = HashSet::new();
        for path in paths {
            let page = path.strip_suffix("index.html").unwrap_or(path);
            if self.in_the_way(path).is_some() || self.by_path.contains_key(page) {
                taken.insert(path);
            }
        }
        // The folders of the site, each of which a file of this name would be in the way of.
        for key in self.by_path.keys() {
            for (end, _) in key.match_indices('/') {
                taken.extend(paths.get(&key[..end]));
            }
        }
        taken
    }

    /// Every route in a fixed order.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Every path, in no fixed order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// The route of a percent-decoded path, with or without its last slash.
    pub fn find(&self, path: &str) -> Option<&Route> {
        let key = folded(Cow::Borrowed(path));
        let index = self
            .by_path
            .get(&*key)
            .or_else(|| self.by_path.get(&format!("{key}/")))
            .or_else(|| self.by_path.get(key.strip_suffix("index.html")?))?;
        Some(&self.routes[*index])
    }
}

/// A path without differences that disks make nothing of.
fn folded(path: Cow<'_, str>) -> Cow<'_, str> {
    let is_folded = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if path.bytes().all(is_folded) {
        path
    } else {
        Cow::Owned(length::folded(&path))
    }
}

/// The folder of theme files or pictures in which a page of this path would lie.
pub(crate) fn file_folder(path: &str) -> Option<&'static str> {
    let below = path.trim_start_matches('/').to_ascii_lowercase();
    [STATIC_FOLDER, MEDIA_FOLDER, INDEX_FOLDER]
        .into_iter()
        .find(|folder| {
            let inside = below.strip_prefix(folder);
            inside.is_some_and(|inside| inside.is_empty() || inside.starts_with('/'))
        })
}

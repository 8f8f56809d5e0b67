//! Addresses as pages write them: ready for `href`, with the path of `base_url` in front and percent-encoded, in
//! links to records and in texts.

use super::Views;
use super::cards::Link;
use crate::address::media;
use crate::fault::Origin;
use crate::links::Destination;
use crate::markdown::{Body, ReferenceKind, Resolved};
use crate::network::{Activity, Article, Id, Place, Project, Provider, Team};
use crate::percent::encode_path;
use crate::route::Route;

impl Views<'_> {
    /// A path of the site as an address for `href`.
    pub(crate) fn href(&self, path: &str) -> String {
        let prefix = self.network.config.base_url.prefix();
        match path.split_once('#') {
            Some((path, fragment)) => {
                format!("{prefix}{}#{}", encode_path(path), encode_path(fragment))
            }
            None => format!("{prefix}{}", encode_path(path)),
        }
    }

    /// The address of a file beside the content; a `#` in its name is part of the name.
    fn media_href(&self, asset: &str) -> String {
        let prefix = self.network.config.base_url.prefix();
        format!("{prefix}{}", encode_path(&media(asset)))
    }

    /// An address in a field as an address for `href`; empty if it leads nowhere or might run a script.
    pub(super) fn address(&self, written: &str) -> String {
        match self.resolver.address(written) {
            Destination::Page { path, fragment } if fragment.is_empty() => self.href(&path),
            Destination::Page { path, fragment } => self.href(&format!("{path}#{fragment}")),
            Destination::Elsewhere => written.trim().to_owned(),
            Destination::Asset(_) | Destination::Broken(_) => String::new(),
        }
    }

    pub(crate) fn body(&self, body: Option<&Body>, origin: &Origin, path: &str) -> String {
        let Some(body) = body else {
            return String::new();
        };
        let mut html = String::new();
        body.render(&mut html, |reference| {
            match self.resolver.resolve(reference, body, origin, path) {
                Destination::Page { path, fragment } => {
                    let href = match (path.is_empty(), fragment.is_empty()) {
                        (true, _) => format!("#{}", encode_path(&fragment)),
                        (false, true) => self.href(&path),
                        (false, false) => {
                            format!("{}#{}", self.href(&path), encode_path(&fragment))
                        }
                    };
                    Resolved::Address(href.into())
                }
                Destination::Asset(asset) => match reference.kind {
                    ReferenceKind::Link if self.resolver.pictures().is_refused(&asset) => {
                        Resolved::Missing
                    }
                    ReferenceKind::Link => Resolved::Address(self.media_href(&asset).into()),
                    ReferenceKind::Picture => self.picture_in_text(&asset),
                },
                Destination::Elsewhere | Destination::Broken(_) => Resolved::Missing,
            }
        });
        html
    }

    /// The address of a page, ready for `href`.
    pub(crate) fn route_href(&self, route: &Route) -> String {
        self.href(&route.path(self.network))
    }

    /// A link to a page that is called the same on every site.
    pub(super) fn section(&self, route: &Route) -> Link {
        Link {
            name: self.title(route),
            href: self.route_href(route),
        }
    }

    pub(super) fn place_link(&self, id: Id<Place>) -> Link {
        let place = &self.network.places[id];
        Link {
            name: place.written().name.clone(),
            href: self.href(&place.path),
        }
    }

    /// A place by its name for tight places.
    pub(super) fn short_place_link(&self, id: Id<Place>) -> Link {
        let place = &self.network.places[id];
        Link {
            name: place.short_name().to_owned(),
            href: self.href(&place.path),
        }
    }

    pub(super) fn team_link(&self, id: Id<Team>) -> Link {
        let team = &self.network.teams[id];
        Link {
            name: team.document.fields.name.clone(),
            href: self.href(&team.path),
        }
    }

    pub(super) fn project_link(&self, id: Id<Project>) -> Link {
        let project = &self.network.projects[id];
        Link {
            name: project.document.fields.title.clone(),
            href: self.href(&project.path),
        }
    }

    pub(super) fn activity_link(&self, id: Id<Activity>) -> Link {
        let activity = &self.network.activities[id];
        Link {
            name: activity.written().title.clone(),
            href: self.href(&activity.path),
        }
    }

    pub(super) fn article_link(&self, id: Id<Article>) -> Link {
        let article = &self.network.articles[id];
        Link {
            name: article.document.fields.title.clone(),
            href: self.href(&article.path),
        }
    }

    pub(super) fn provider_link(&self, provider: Provider) -> Link {
        match provider {
            Provider::Team(id) => self.team_link(id),
            Provider::Place(id) => self.place_link(id),
        }
    }
}

//! Makes views from the network: the helpers that every kind of page uses.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::cards::{
    ActivityCard, ArticleCard, Link, NeedCard, PlaceCard, ProjectCard, ResultsView, TeamCard,
};
use super::found::FoundView;
use super::time::Clock;
use super::{Page, PageView, Phrases};
use crate::content::written::{ActivityStatus, ArticleType, NeedStatus, ProjectStatus};
use crate::fault::Origin;
use crate::links::{Destination, Resolver};
use crate::map::Atlas;
use crate::markdown::{Body, ReferenceKind, Resolved};
use crate::network::{
    Activity, Article, Id, Need, Network, Occurrence, Place, Project, Provider, Team, anchor,
};
use crate::percent::encode_path;
use crate::route::Route;
use crate::route::media_path;
use crate::text::Lang;

/// Makes the view of any page of a network.
pub struct Views<'a> {
    pub(crate) network: &'a Network,
    pub(super) resolver: &'a Resolver<'a>,
    phrases: &'a Phrases,
    atlas: &'a OnceLock<Atlas>,
}

impl<'a> Views<'a> {
    /// Views of a network in the words of a theme. The atlas is made when the first map is drawn.
    pub fn new(
        network: &'a Network,
        resolver: &'a Resolver<'a>,
        phrases: &'a Phrases,
        atlas: &'a OnceLock<Atlas>,
    ) -> Self {
        Views {
            network,
            resolver,
            phrases,
            atlas,
        }
    }

    /// What all maps share.
    pub(super) fn atlas(&self) -> &'a Atlas {
        self.atlas.get_or_init(|| Atlas::new(self.network))
    }

    /// The page of a route.
    pub fn page(&self, route: &Route) -> Page {
        let mut page = self.made(route);
        if page.meta.description.is_empty() && route.is_indexed() {
            page.meta.description = self.usual_description(&page.meta.title);
        }
        page.meta.found = self.found(route, &page.meta);
        page.meta.edit = self.edit_address(route);
        page
    }

    /// Where the file behind a page is edited; empty if there is none, or no repository is configured.
    fn edit_address(&self, route: &Route) -> String {
        let repository = self.network.config.repository.as_ref();
        repository
            .and_then(|repository| Some(repository.edit_address(&route.source(self.network)?)))
            .unwrap_or_default()
    }

    fn made(&self, route: &Route) -> Page {
        match route {
            Route::Home => self.home(),
            Route::NotFound => self.not_found(),
            Route::SiteMap => self.site_map(),
            Route::TierIndex(tier) => self.tier_index(*tier),
            Route::Place(id) => self.place(*id),
            Route::Activities => self.activities(),
            Route::ActivityMonth { year, month } => self.month(*year, *month),
            Route::Activity(id) => self.activity(*id),
            Route::Projects => self.projects(),
            Route::Platform(id) => self.platform(*id),
            Route::Project(id) => self.project(*id),
            Route::Teams => self.teams(),
            Route::Team(id) => self.team(*id),
            Route::Needs => self.needs(),
            Route::Need(id) => self.need(*id),
            Route::Plan(id) => self.plan(*id),
            Route::Standards => self.standards(),
            Route::StandardsTown(id) => self.standards_town(*id),
            Route::Articles { page } => self.articles(*page),
            Route::Article(id) => self.article(*id),
            Route::Tag(tag) => self.tag(tag),
            Route::Brand(brand) => self.brand(brand),
            Route::Audience(audience) => self.audience(audience),
            Route::Network => self.network_page(),
            Route::Map => self.map(),
            Route::Search => self.search(),
            Route::PlacePoster(id) => self.place_poster(*id),
            Route::ActivityPoster(id) => self.activity_poster(*id),
            Route::Page(id) => self.plain_page(*id),
            // A feed is written by itself; whoever asks for it as a page gets what is not there.
            Route::Feed(_) => self.not_found(),
            Route::Redirect { from, to } => self.redirect(from, to),
        }
    }

    /// Every route of the site, in a fixed order.
    pub(crate) fn routes(&self) -> &'a [Route] {
        self.resolver.routes()
    }

    pub(super) fn lang(&self) -> Lang {
        self.network.config.language
    }

    pub(crate) fn clock(&self) -> Clock {
        Clock {
            today: self.network.today,
            lang: self.lang(),
        }
    }

    /// A text of the interface; its key if the theme has none, so that the gap is seen.
    pub(crate) fn word(&self, key: &str) -> String {
        self.phrases.get(key).unwrap_or(key).to_owned()
    }

    /// The address of a file beside the content; a `#` in its name is part of the name.
    fn media_href(&self, asset: &str) -> String {
        let prefix = self.network.config.base_url.prefix();
        format!("{prefix}{}", encode_path(&media_path(asset)))
    }

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

    /// An address in a field as an address for `href`; empty if it leads nowhere or might run a script.
    pub(super) fn address(&self, written: &str) -> String {
        match self.resolver.address(written) {
            Destination::Page { path, fragment } if fragment.is_empty() => self.href(&path),
            Destination::Page { path, fragment } => self.href(&format!("{path}#{fragment}")),
            Destination::Elsewhere => written.trim().to_owned(),
            Destination::Asset(_) | Destination::Broken(_) => String::new(),
        }
    }

    /// What every page has. `crumbs` lead from the home page, which is added, to the page above.
    pub(super) fn meta(
        &self,
        kind: &'static str,
        title: impl Into<String>,
        description: impl Into<String>,
        path: &str,
        crumbs: Vec<Link>,
    ) -> PageView {
        let home = Link {
            name: self.word("home"),
            href: self.href("/"),
        };
        let href = self.href(path);
        PageView {
            title: title.into(),
            description: description.into(),
            url: format!("{}{href}", self.network.config.base_url.origin()),
            href,
            breadcrumbs: std::iter::once(home).chain(crumbs).collect(),
            kind,
            found: FoundView::default(),
            edit: String::new(),
        }
    }

    /// A link to a section of the site.
    pub(super) fn section(&self, key: &str, path: &str) -> Link {
        Link {
            name: self.word(key),
            href: self.href(path),
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

    pub(super) fn place_card(&self, id: Id<Place>) -> PlaceCard {
        let place = &self.network.places[id];
        let written = place.written();
        let tier = self.network.config.tiers.get(place.tier);
        let status = written.status.name();
        PlaceCard {
            name: written.name.clone(),
            short_name: place.short_name().to_owned(),
            href: self.href(&place.path),
            tier: tier.id.clone(),
            tier_name: tier.short_name.clone(),
            shape: tier.shape,
            status,
            status_name: self.word(&format!("place_status.{status}")),
            address: written.address.clone(),
            phone: written.phone.clone().unwrap_or_default(),
            hours: self.hours(place),
        }
    }

    /// Opening hours in words.
    pub(crate) fn hours(&self, place: &Place) -> String {
        let Some(hours) = &place.written().hours else {
            return String::new();
        };
        match self.lang() {
            Lang::Chinese => hours.0.summary_zh(),
            Lang::English => hours.0.summary_en(),
        }
    }

    /// A card of one occurrence of an activity.
    pub(super) fn activity_card(&self, id: Id<Activity>, at: &Occurrence) -> ActivityCard {
        let activity = &self.network.activities[id];
        let written = activity.written();
        let clock = self.clock();
        let whole_day = written.starts.whole_day;
        let status = activity_status(written.status);
        let kind = written.kind.clone().unwrap_or_default();
        let kinds = &self.network.config.activity_kinds;
        ActivityCard {
            title: written.title.clone(),
            href: self.href(&activity.path),
            anchor: activity.anchor(),
            has_page: activity.body().is_some(),
            starts: clock.moment(at.starts, whole_day),
            ends: at.ends.map(|ends| clock.moment(ends, whole_day)),
            when: clock.span(at.starts, at.ends, whole_day),
            repeats: written.repeat.is_some(),
            status,
            status_name: self.word(&format!("activity_status.{status}")),
            place: self.short_place_link(activity.place),
            kind_name: kinds
                .iter()
                .find(|(known, _)| *known == kind)
                .map_or_else(String::new, |(_, name)| name.clone()),
            kind,
            audience: written.audience.to_vec(),
            capacity: written.capacity.map_or(0, |count| count.0),
            poster: if activity.is_ahead(self.network.today) {
                self.href(&Route::ActivityPoster(id).path(self.network))
            } else {
                String::new()
            },
            calendar: self.activity_calendar(id),
            results: self.results(activity),
        }
    }

    fn results(&self, activity: &Activity) -> Option<ResultsView> {
        let results = activity.written().results.as_ref()?;
        Some(ResultsView {
            attendance: results.attendance.map_or(0, |count| count.0),
            service_hours: results
                .service_hours
                .map_or_else(String::new, |hours| hours.0.to_string()),
            summary: results.summary.clone().unwrap_or_default(),
            article: activity.article.map(|id| self.article_link(id)),
            photos: self.pictures(&results.photos, &activity.origin()),
        })
    }

    /// An activity by the time that stands for it.
    pub(super) fn activity_summary(&self, id: Id<Activity>) -> Option<ActivityCard> {
        Some(self.activity_card(id, self.time_that_counts(id)?))
    }

    /// Activities by the times that stand for them, the latest first.
    pub(super) fn activity_summaries(&self, ids: &[Id<Activity>]) -> Vec<ActivityCard> {
        let mut found: Vec<(&Occurrence, Id<Activity>)> = ids
            .iter()
            .filter_map(|id| Some((self.time_that_counts(*id)?, *id)))
            .collect();
        found.sort_by(|a, b| b.cmp(a));
        let cards = found.into_iter();
        cards.map(|(at, id)| self.activity_card(id, at)).collect()
    }

    /// The next time of an activity from today, or its last if all are over.
    fn time_that_counts(&self, id: Id<Activity>) -> Option<&Occurrence> {
        let occurrences = &self.network.activities[id].occurrences;
        let today = self.network.today;
        let next = occurrences.iter().find(|at| at.last_day() >= today);
        next.or(occurrences.last())
    }

    /// The next occurrences from today of some activities, at most so many, in order.
    pub(super) fn upcoming(
        &self,
        activities: impl Iterator<Item = Id<Activity>>,
        most: usize,
    ) -> Vec<ActivityCard> {
        self.upcoming_mixed(activities, most, most)
    }

    /// The same with at most so many occurrences of each: a daily class does not crowd out what happens once.
    pub(super) fn upcoming_mixed(
        &self,
        activities: impl Iterator<Item = Id<Activity>>,
        most: usize,
        of_each: usize,
    ) -> Vec<ActivityCard> {
        let today = self.network.today;
        let mut found: Vec<(Occurrence, Id<Activity>)> = activities
            .flat_map(|id| {
                let occurrences = &self.network.activities[id].occurrences;
                let from = occurrences.partition_point(|at| at.last_day() < today);
                occurrences[from..]
                    .iter()
                    .take(of_each)
                    .map(move |at| (*at, id))
            })
            .collect();
        found.sort();
        found.truncate(most);
        found
            .iter()
            .map(|(at, id)| self.activity_card(*id, at))
            .collect()
    }

    pub(super) fn project_card(&self, id: Id<Project>) -> ProjectCard {
        let project = &self.network.projects[id];
        let written = &project.document.fields;
        let platform = &self.network.platforms[project.platform];
        let status = project_status(written.status);
        ProjectCard {
            title: written.title.clone(),
            href: self.href(&project.path),
            anchor: anchor("project", &project.document.id),
            has_page: project.document.body.is_some(),
            platform: Link {
                name: platform.document.fields.name.clone(),
                href: self.href(&platform.path),
            },
            provider: project
                .provider
                .map(|provider| self.provider_link(provider)),
            audience: written.audience.to_vec(),
            serves: written.serves.to_vec(),
            covers: project
                .covers
                .iter()
                .map(|id| self.place_link(*id))
                .collect(),
            frequency: written.frequency.clone().unwrap_or_default(),
            capacity: written.capacity.map_or(0, |count| count.0),
            contact: written.contact.clone().unwrap_or_default(),
            status,
            status_name: self.word(&format!("project_status.{status}")),
        }
    }

    pub(crate) fn team_card(&self, id: Id<Team>) -> TeamCard {
        let team = &self.network.teams[id];
        let written = &team.document.fields;
        let kinds = &self.network.config.team_kinds;
        TeamCard {
            name: written.name.clone(),
            href: self.href(&team.path),
            kind: written.kind.clone(),
            kind_name: kinds
                .iter()
                .find(|(known, _)| *known == written.kind)
                .map_or_else(|| written.kind.clone(), |(_, name)| name.clone()),
            place: team.place.map(|id| self.place_link(id)),
            members: written.members.map_or(0, |count| count.0),
            skills: written.skills.to_vec(),
        }
    }

    pub(crate) fn need_card(&self, id: Id<Need>) -> NeedCard {
        let need = &self.network.needs[id];
        let written = &need.document.fields;
        let clock = self.clock();
        let status = need_status(written.status);
        let category = need.platform.map_or_else(
            || written.category.clone(),
            |id| self.network.platforms[id].document.fields.name.clone(),
        );
        NeedCard {
            title: written.title.clone(),
            href: self.href(&need.path),
            anchor: anchor("need", &need.document.id),
            has_page: need.document.body.is_some(),
            place: self.place_link(need.place),
            category,
            raised: clock.day_moment(written.raised.0),
            by: written.by.map(|day| clock.day_moment(day.0)),
            age_days: days_between(written.raised.0, self.network.today),
            status,
            status_name: self.word(&format!("need_status.{status}")),
            project: need.project.map(|id| self.project_link(id)),
            team: need.team.map(|id| self.team_link(id)),
            activity: need.activity.map(|id| self.activity_link(id)),
            score: written.review.as_ref().map_or(0, |review| review.score.0),
            review: written
                .review
                .as_ref()
                .and_then(|review| review.note.clone())
                .unwrap_or_default(),
        }
    }

    pub(crate) fn article_card(&self, id: Id<Article>) -> ArticleCard {
        let article = &self.network.articles[id];
        let written = &article.document.fields;
        let kind = article_type(written.article_type);
        let from_body = || {
            article
                .document
                .body
                .as_ref()
                .map(|body| body.summary.clone())
        };
        ArticleCard {
            title: written.title.clone(),
            href: self.href(&article.path),
            kind,
            kind_name: self.word(&format!("article_type.{kind}")),
            date: self.clock().day_moment(written.date.0),
            summary: written
                .summary
                .clone()
                .or_else(from_body)
                .unwrap_or_default(),
            source: written.source.clone(),
            cover: written
                .cover
                .as_ref()
                .and_then(|cover| self.picture(cover, &article.document.origin)),
        }
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The word of a status in files and views.
pub(crate) fn activity_status(status: ActivityStatus) -> &'static str {
    match status {
        ActivityStatus::Planned => "planned",
        ActivityStatus::Confirmed => "confirmed",
        ActivityStatus::Cancelled => "cancelled",
        ActivityStatus::Done => "done",
    }
}

/// The word of a status in files and views.
pub(crate) fn project_status(status: ProjectStatus) -> &'static str {
    match status {
        ProjectStatus::Active => "active",
        ProjectStatus::Paused => "paused",
        ProjectStatus::Ended => "ended",
    }
}

fn need_status(status: NeedStatus) -> &'static str {
    match status {
        NeedStatus::Open => "open",
        NeedStatus::Accepted => "accepted",
        NeedStatus::Done => "done",
        NeedStatus::Withdrawn => "withdrawn",
    }
}

fn article_type(article_type: ArticleType) -> &'static str {
    match article_type {
        ArticleType::Experience => "experience",
        ArticleType::News => "news",
        ArticleType::Notice => "notice",
        ArticleType::Policy => "policy",
    }
}

//! What can be found, and in which order hits that are equally good are shown.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::civil::Date;

use crate::address;
use crate::assess::standards::assessed_towns;
use crate::config::Tiers;
use crate::content::written::{NeedStatus, PlaceStatus, ProjectStatus};
use crate::network::{
    Activity, Article, Id, Need, Network, Page, Place, Plan, Platform, Project, Standard, Team,
};
use crate::route::Route;
use crate::view::Views;

/// What a reader can narrow a search down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Places,
    Activities,
    Projects,
    Teams,
    Needs,
    Articles,
    Pages,
}

impl Kind {
    pub(super) fn id(self) -> &'static str {
        match self {
            Kind::Places => "places",
            Kind::Activities => "activities",
            Kind::Projects => "projects",
            Kind::Teams => "teams",
            Kind::Needs => "needs",
            Kind::Articles => "articles",
            Kind::Pages => "pages",
        }
    }

    pub(super) fn name(self, views: &Views<'_>) -> String {
        views.phrase(&format!("search_kind.{}", self.id()))
    }
}

/// Something with an address.
#[derive(Debug, Clone)]
pub(super) enum Record {
    Place(Id<Place>),
    Activity(Id<Activity>),
    Platform(Id<Platform>),
    Project(Id<Project>),
    Team(Id<Team>),
    Need(Id<Need>),
    Article(Id<Article>),
    Page(Id<Page>),
    Plan(Id<Plan>),
    Standard(Id<Standard>),
    /// A page that lists others.
    List {
        title: String,
        path: String,
    },
}

/// All records of a kind.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) kind: Kind,
    pub(super) current: Vec<Record>,
    /// Closed, past, ended or expired: shown after everything that is current.
    pub(super) over: Vec<Record>,
}

impl Section {
    fn new(kind: Kind, records: impl Iterator<Item = (Record, bool)>) -> Self {
        let (over, current): (Vec<_>, Vec<_>) = records.partition(|(_, over)| *over);
        let bare = |records: Vec<(Record, bool)>| records.into_iter().map(|(record, _)| record);
        Section {
            kind,
            current: bare(current).collect(),
            over: bare(over).collect(),
        }
    }

    pub(super) fn records(&self) -> impl Iterator<Item = Record> {
        self.current.iter().chain(&self.over).cloned()
    }
}

/// Everything that can be found, in its final order.
pub(super) fn sections(views: &Views<'_>) -> Vec<Section> {
    let network = views.network;
    vec![
        places(network),
        activities(network),
        projects(network),
        Section::new(
            Kind::Teams,
            network.teams.ids().map(|id| (Record::Team(id), false)),
        ),
        needs(network),
        Section::new(
            Kind::Articles,
            network
                .articles
                .enumerate()
                .map(|(id, article)| (Record::Article(id), article.expired)),
        ),
        Section::new(Kind::Pages, pages(views).into_iter()),
    ]
}

/// The places of a town stand together, from the top tier down, so that a search for a town needs few blocks.
fn places(network: &Network) -> Section {
    let mut places: Vec<_> = network.places.enumerate().collect();
    places.sort_by_cached_key(|(id, place)| (network.town_of(*id), place.tier, *id));
    Section::new(
        Kind::Places,
        places.into_iter().map(|(id, place)| {
            let closed = place.written().status == PlaceStatus::Closed;
            (Record::Place(id), closed)
        }),
    )
}

/// What comes next first, then what was last.
fn activities(network: &Network) -> Section {
    let (ahead, over) = network.ahead_and_over(network.activities.ids());
    let records = |ids: Vec<_>| ids.into_iter().map(Record::Activity).collect();
    Section {
        kind: Kind::Activities,
        current: records(ahead),
        over: records(over),
    }
}

/// Platforms before the projects on them.
fn projects(network: &Network) -> Section {
    let platforms = network.platforms.ids().map(Record::Platform);
    let projects = network.projects.enumerate().map(|(id, project)| {
        let ended = project.document.fields.status == ProjectStatus::Ended;
        (Record::Project(id), ended)
    });
    Section::new(
        Kind::Projects,
        platforms.map(|record| (record, false)).chain(projects),
    )
}

/// The newest first.
fn needs(network: &Network) -> Section {
    let mut needs: Vec<_> = network.needs.enumerate().collect();
    needs.sort_by_key(|(id, need)| (Reverse(need.document.fields.raised.0), *id));
    Section::new(
        Kind::Needs,
        needs.into_iter().map(|(id, need)| {
            let status = need.document.fields.status;
            let over = matches!(status, NeedStatus::Done | NeedStatus::Withdrawn);
            (Record::Need(id), over)
        }),
    )
}

/// Pages, plans, standards, and the pages that list others, by the titles that they have.
fn pages(views: &Views<'_>) -> Vec<(Record, bool)> {
    let network = views.network;
    let mut pages: Vec<(Record, bool)> = Vec::new();
    let current = |record| (record, false);
    pages.extend(network.pages.ids().map(Record::Page).map(current));
    pages.extend(network.plans.enumerate().map(|(id, plan)| {
        let over = plan.year < network.today.year();
        (Record::Plan(id), over)
    }));
    pages.extend(network.standards.ids().map(Record::Standard).map(current));
    let list = |title: String, route: &Route| {
        current(Record::List {
            title,
            path: route.path(network).into_owned(),
        })
    };
    for (id, tier) in network.config.tiers.enumerate() {
        pages.push(list(tier.name.clone(), &Route::TierIndex(id)));
    }
    for (key, route) in [
        ("activities", Route::Activities),
        ("projects", Route::Projects),
        ("teams", Route::Teams),
        ("needs", Route::Needs),
        ("articles", Route::Articles { page: 1 }),
        ("standards", Route::Standards),
        ("network", Route::Network),
        ("map", Route::Map),
        ("sitemap", Route::SiteMap),
    ] {
        pages.push(list(views.phrase(key), &route));
    }
    let standards = views.phrase("standards");
    for town in assessed_towns(network) {
        let name = network.places[town].short_name();
        pages.push(list(
            format!("{name} · {standards}"),
            &Route::StandardsTown(town),
        ));
    }
    let activities = views.phrase("activities");
    for brand in network.brands.keys() {
        let title = format!("{}{brand}", views.phrase("brand_prefix"));
        pages.push(list(title, &Route::Brand(brand.clone())));
    }
    for audience in network.audiences.keys() {
        let title = format!("{audience} · {activities}");
        pages.push(list(title, &Route::Audience(audience.clone())));
    }
    for tag in network.tags.keys() {
        let title = format!("{}{tag}", views.phrase("tag_prefix"));
        let path = address::tag(tag);
        pages.push(current(Record::List { title, path }));
    }
    let this_month = (network.today.year(), network.today.month());
    for (year, month) in network.agenda.keys().rev() {
        let title = format!("{} · {activities}", views.clock().month(*year, *month));
        let (record, _) = list(
            title,
            &Route::ActivityMonth {
                year: *year,
                month: *month,
            },
        );
        pages.push((record, (*year, *month) < this_month));
    }
    pages
}

/// The last day of each current activity, in the order of the records.
pub(super) fn last_days<'a>(
    network: &'a Network,
    sections: &'a [Section],
) -> impl Iterator<Item = Date> + 'a {
    let of_activities = sections
        .iter()
        .filter(|section| section.kind == Kind::Activities);
    of_activities
        .flat_map(|section| &section.current)
        .filter_map(|record| match record {
            Record::Activity(id) => network.activities[*id].occurrences.last(),
            _ => None,
        })
        .map(|last| last.last_day())
}

/// The towns by number.
#[derive(Debug)]
pub(super) struct Towns {
    institutes: Vec<Id<Place>>,
    numbers: HashMap<Id<Place>, u32>,
}

impl Towns {
    pub(super) fn new(network: &Network) -> Self {
        let institutes: Vec<_> = network.places_of(Tiers::INSTITUTE).collect();
        let numbers = institutes.iter().copied().zip(0..).collect();
        Towns {
            institutes,
            numbers,
        }
    }

    /// The number of the town of a place, if it has one.
    pub(super) fn number(&self, network: &Network, place: Id<Place>) -> Option<u32> {
        self.numbers.get(&network.town_of(place)?).copied()
    }

    /// The names in the order of their numbers.
    pub(super) fn names<'a>(&self, network: &'a Network) -> Vec<&'a str> {
        let names = self.institutes.iter();
        names.map(|id| network.places[*id].short_name()).collect()
    }
}

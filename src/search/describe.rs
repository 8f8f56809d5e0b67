//! What is kept of each record: the words that its page says of it.

use super::collect::{Kind, Record, Towns};
use super::entry::Entry;
use super::lines::{Lines, line};
use super::pinyin::readings;
use crate::content::written::PlaceStatus;
use crate::content::written::{ActivityStatus, ProjectStatus};
use crate::network::{
    Activity, Article, Id, Need, Place, Plan, Platform, Project, Provider, Standard, Team,
};
use crate::view::Views;

/// How many of its next times an activity keeps, for pages that are read long after they were made.
const TIMES: usize = 12;

/// Makes entries.
pub(super) struct Describer<'a> {
    pub(super) views: &'a Views<'a>,
    pub(super) towns: &'a Towns,
}

impl Describer<'_> {
    /// The entry of a record.
    pub(super) fn entry(&self, record: &Record) -> Entry {
        let mut entry = match record {
            Record::Place(id) => self.place(*id),
            Record::Activity(id) => self.activity(*id),
            Record::Platform(id) => self.platform(*id),
            Record::Project(id) => self.project(*id),
            Record::Team(id) => self.team(*id),
            Record::Need(id) => self.need(*id),
            Record::Article(id) => self.article(*id),
            Record::Page(id) => self.page(*id),
            Record::Plan(id) => self.plan(*id),
            Record::Standard(id) => self.standard(*id),
            Record::List { title, path } => Entry {
                title: title.clone(),
                href: self.views.href(path),
                label: Kind::Pages.name(self.views),
                ..Entry::default()
            },
        };
        entry.title = line(&entry.title);
        entry.place = line(&entry.place);
        if let Record::Place(_) = record {
            entry.readings = readings(&entry.title);
        }
        entry.towns.sort_unstable();
        entry.towns.dedup();
        entry
    }

    fn place_name(&self, id: Id<Place>) -> &str {
        self.views.network.places[id].short_name()
    }

    /// The names of places with those above them, the town first.
    fn where_it_is(&self, places: impl IntoIterator<Item = Id<Place>>) -> String {
        let network = self.views.network;
        let mut names: Vec<&str> = Vec::new();
        for place in places {
            let mut way: Vec<_> = network
                .above(place)
                .filter(|above| network.places[*above].parent.is_some())
                .collect();
            way.reverse();
            way.push(place);
            for name in way.into_iter().map(|id| self.place_name(id)) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names.join(" · ")
    }

    fn town_numbers(&self, places: impl IntoIterator<Item = Id<Place>>) -> Vec<u32> {
        let network = self.views.network;
        let numbers = places.into_iter();
        numbers
            .filter_map(|place| self.towns.number(network, place))
            .collect()
    }

    fn place(&self, id: Id<Place>) -> Entry {
        let views = self.views;
        let place = &views.network.places[id];
        let written = place.written();
        let status = written.status;
        let mut location: Vec<&str> = Vec::new();
        let above = self.where_it_is(
            place
                .parent
                .filter(|parent| views.network.places[*parent].parent.is_some()),
        );
        let short = place.short_name();
        location.extend((!above.is_empty()).then_some(above.as_str()));
        location.extend((!written.name.contains(short)).then_some(short));
        location.push(&written.address);
        let access = written.access.unwrap_or_default();
        let there = access.aspects().into_iter();
        let there = there.filter(|(_, there)| *there == Some(true));
        let rooms: &[String] = match &written.rooms {
            crate::content::written::Rooms::Names(names) => names,
            crate::content::written::Rooms::Count(_) => &[],
        };
        Entry {
            title: written.name.clone(),
            href: views.href(&place.path),
            label: views
                .network
                .config
                .tiers
                .get(place.tier)
                .short_name
                .clone(),
            place: location.join(" · "),
            note: if status == PlaceStatus::Open {
                String::new()
            } else {
                views.phrase(&format!("place_status.{}", status.name()))
            },
            text: Lines::default()
                .all(written.services.iter())
                .all(rooms)
                .all(there.map(|(key, _)| views.phrase(&format!("access.{key}"))))
                .all(&written.brand)
                .all(&written.phone)
                .all(&written.contact)
                .body(place.document.body.as_ref())
                .finish(),
            towns: self.town_numbers([id]),
            ..Entry::default()
        }
    }

    fn activity(&self, id: Id<Activity>) -> Entry {
        let views = self.views;
        let network = views.network;
        let activity = &network.activities[id];
        let written = activity.written();
        let kinds = &network.config.activity_kinds;
        let kind = written.kind.as_deref().and_then(|kind| kinds.name(kind));
        let signup = written
            .signup
            .as_ref()
            .and_then(|signup| signup.note.as_ref());
        let results = written.results.as_ref();
        Entry {
            title: written.title.clone(),
            href: views.href(&activity.path),
            label: Kind::Activities.name(views),
            place: self.where_it_is([activity.place]),
            note: if written.status == ActivityStatus::Cancelled {
                views.phrase("activity_status.cancelled")
            } else {
                String::new()
            },
            times: self.times(activity),
            text: Lines::default()
                .all(kind)
                .all(written.audience.iter())
                .all(
                    activity
                        .project
                        .map(|id| &network.projects[id].document.fields.title),
                )
                .all(
                    activity
                        .team
                        .map(|id| &network.teams[id].document.fields.name),
                )
                .all(signup)
                .all(written.tags.iter())
                .all(&written.brand)
                .all(results.and_then(|results| results.summary.as_ref()))
                .body(activity.body())
                .finish(),
            towns: self.town_numbers([activity.place]),
            ..Entry::default()
        }
    }

    /// The next times from today, or else the last one.
    fn times(&self, activity: &Activity) -> Vec<(String, String)> {
        let views = self.views;
        let clock = views.clock();
        let whole_day = activity.written().starts.whole_day;
        let times = activity.times_that_count(views.network.today).iter();
        times
            .take(TIMES)
            .map(|at| {
                let words = clock.span(at.starts, at.ends, whole_day);
                (at.last_day().to_string(), words)
            })
            .collect()
    }

    fn platform(&self, id: Id<Platform>) -> Entry {
        let platform = &self.views.network.platforms[id];
        let written = &platform.document.fields;
        Entry {
            title: written.name.clone(),
            href: self.views.href(&platform.path),
            label: self.views.phrase("platform"),
            text: Lines::default().all(&written.summary).finish(),
            ..Entry::default()
        }
    }

    fn project(&self, id: Id<Project>) -> Entry {
        let views = self.views;
        let network = views.network;
        let project = &network.projects[id];
        let written = &project.document.fields;
        let (provider, home) = match project.provider {
            Some(Provider::Team(id)) => {
                let team = &network.teams[id];
                (Some(&team.document.fields.name), team.place)
            }
            Some(Provider::Place(id)) => (Some(&network.places[id].written().name), Some(id)),
            None => (None, None),
        };
        Entry {
            title: written.title.clone(),
            href: views.href(&project.path),
            label: Kind::Projects.name(views),
            place: self.where_it_is(project.covers.iter().copied()),
            note: match written.status {
                ProjectStatus::Active => String::new(),
                ProjectStatus::Paused => views.phrase("project_status.paused"),
                ProjectStatus::Ended => views.phrase("project_status.ended"),
            },
            text: Lines::default()
                .add(&network.platforms[project.platform].document.fields.name)
                .all(provider)
                .all(written.serves.iter())
                .all(written.audience.iter())
                .all(&written.frequency)
                .all(&written.contact)
                .all(written.tags.iter())
                .all(&written.brand)
                .body(project.document.body.as_ref())
                .finish(),
            towns: self.town_numbers(project.covers.iter().copied().chain(home)),
            ..Entry::default()
        }
    }

    fn team(&self, id: Id<Team>) -> Entry {
        let team = &self.views.network.teams[id];
        let card = self.views.team_card(id);
        let places = team.place.into_iter().chain(team.places.iter().copied());
        Entry {
            title: card.name,
            href: card.href,
            label: Kind::Teams.name(self.views),
            place: self.where_it_is(team.place),
            text: Lines::default()
                .add(&card.kind_name)
                .all(card.skills)
                .all(&team.document.fields.contact)
                .body(team.document.body.as_ref())
                .finish(),
            towns: self.town_numbers(places),
            ..Entry::default()
        }
    }

    fn need(&self, id: Id<Need>) -> Entry {
        let need = &self.views.network.needs[id];
        let written = &need.document.fields;
        let card = self.views.need_card(id);
        Entry {
            title: card.title,
            href: card.href,
            label: Kind::Needs.name(self.views),
            place: self.where_it_is([need.place]),
            note: card.status_name,
            text: Lines::default()
                .add(&card.category)
                .all(card.project.map(|project| project.name))
                .all(card.team.map(|team| team.name))
                .all(written.tags.iter())
                .add(&card.review)
                .body(need.document.body.as_ref())
                .finish(),
            towns: self.town_numbers([need.place]),
            ..Entry::default()
        }
    }

    fn article(&self, id: Id<Article>) -> Entry {
        let article = &self.views.network.articles[id];
        let written = &article.document.fields;
        let card = self.views.article_card(id);
        Entry {
            title: card.title,
            href: card.href,
            label: card.kind_name,
            place: self.where_it_is(article.places.iter().copied()),
            note: card.date.date,
            text: Lines::default()
                .all(&written.summary)
                .body(article.document.body.as_ref())
                .add(&written.source)
                .all(&written.author)
                .all(written.tags.iter())
                .all(&written.brand)
                .finish(),
            towns: self.town_numbers(article.places.iter().copied()),
            ..Entry::default()
        }
    }

    fn page(&self, id: Id<crate::network::Page>) -> Entry {
        let page = &self.views.network.pages[id];
        let written = &page.document.fields;
        Entry {
            title: written.title.clone(),
            href: self.views.href(&page.path),
            label: Kind::Pages.name(self.views),
            text: Lines::default()
                .all(&written.summary)
                .body(page.document.body.as_ref())
                .finish(),
            ..Entry::default()
        }
    }

    fn plan(&self, id: Id<Plan>) -> Entry {
        let plan = &self.views.network.plans[id];
        let written = &plan.document.fields;
        let mut text = Lines::default();
        for (_, month) in &written.months.0 {
            text.all(&month.theme);
            text.all(month.nodes.iter().map(|node| &node.name));
        }
        Entry {
            title: self.views.plan_title(plan),
            href: self.views.href(&plan.path),
            label: self.views.phrase("plan"),
            text: text.finish(),
            ..Entry::default()
        }
    }

    fn standard(&self, id: Id<Standard>) -> Entry {
        let standard = &self.views.network.standards[id];
        let written = &standard.document.fields;
        Entry {
            title: written.name.clone(),
            href: self.views.href(&standard.path),
            label: self.views.phrase("standards"),
            text: Lines::default()
                .all(&written.source)
                .all(written.items.iter().map(|item| &item.name))
                .finish(),
            ..Entry::default()
        }
    }
}

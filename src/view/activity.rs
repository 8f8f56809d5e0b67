//! Activities: what is on, the months, and the page of one.

use super::cards::{ActivityCard, Group, Link, PictureView, PlaceCard};
use super::{Describe, Page, Views, view};
use crate::content::values::FlagOrText;
use crate::network::{Activity, AgendaEntry, Id};
use crate::route::month_path;

/// How many days ahead `/activities/` looks.
const DAYS_AHEAD: i64 = 30;
/// How many entries a list of activities shows at most; the rest is on the pages of the places.
const MOST_ENTRIES: usize = 500;

view! {
    /// What is on from today; in `activities.html` as `activities`.
    pub struct ActivitiesView {
        /// The next days with their activities.
        pub days: Vec<Group<ActivityCard>>,
        /// How many there are in all in these days.
        pub count: usize,
        /// How many of them are listed.
        pub listed: usize,
        /// Every month with activities, newest first.
        pub months: Vec<Link>,
    }
}

view! {
    /// A month of activities; in `month.html` as `month`.
    pub struct MonthView {
        /// The month in words.
        pub name: String,
        /// `2026-07`.
        pub iso: String,
        /// Its days with their activities.
        pub days: Vec<Group<ActivityCard>>,
        /// How many there are in all.
        pub count: usize,
        /// How many of them are listed.
        pub listed: usize,
        /// The month before with activities.
        pub previous: Option<Link>,
        /// The month after with activities.
        pub next: Option<Link>,
    }
}

view! {
    /// The page of an activity; in `activity.html` as `activity`.
    pub struct ActivityView {
        /// Its card, for its next time or its last.
        pub card: ActivityCard,
        /// Where.
        pub place: PlaceCard,
        /// Its project.
        pub project: Option<Link>,
        /// Its platform.
        pub platform: Option<Link>,
        /// Who runs it.
        pub team: Option<Link>,
        /// How to take part: telephone number; may be empty.
        pub signup_phone: String,
        /// How to take part: web address; may be empty.
        pub signup_url: String,
        /// How to take part: anything else; may be empty.
        pub signup_note: String,
        /// Whether it can be followed online.
        pub online: bool,
        /// Where it can be followed online; may be empty.
        pub online_url: String,
        /// The times from today on, at most 60.
        pub upcoming: Vec<ActivityCard>,
        /// The times before today, newest first, at most 60.
        pub past: Vec<ActivityCard>,
        /// Its tags.
        pub tags: Vec<Link>,
        /// Pictures.
        pub photos: Vec<PictureView>,
        /// Its text as HTML.
        pub body: String,
    }
}

impl Views<'_> {
    pub(super) fn activities(&self) -> Page {
        let today = self.network.today;
        let until = today.saturating_add(jiff::Span::new().days(DAYS_AHEAD));
        let entries: Vec<AgendaEntry> = self.network.agenda_between(today, until).collect();
        let months = self.network.agenda.keys().rev();
        let view = ActivitiesView {
            count: entries.len(),
            listed: entries.len().min(MOST_ENTRIES),
            days: self.days(&entries),
            months: months
                .map(|(year, month)| self.month_link(*year, *month))
                .collect(),
        };
        let meta = self.meta(
            "activities",
            self.word("activities"),
            "",
            "/activities/",
            Vec::new(),
        );
        Page::new(meta, "activities", &view)
    }

    pub(super) fn month_link(&self, year: i16, month: i8) -> Link {
        Link {
            name: self.clock().month(year, month),
            href: self.href(&month_path(year, month)),
        }
    }

    /// Entries below their days.
    pub(super) fn days(&self, entries: &[AgendaEntry]) -> Vec<Group<ActivityCard>> {
        let mut days: Vec<Group<ActivityCard>> = Vec::new();
        for entry in entries.iter().take(MOST_ENTRIES) {
            let (_, at) = self.network.occurrence(*entry);
            let card = self.activity_card(entry.activity, at);
            match days.last_mut().filter(|day| day.id == card.starts.date) {
                Some(day) => day.items.push(card),
                None => days.push(Group {
                    title: card.starts.day.clone(),
                    id: card.starts.date.clone(),
                    href: String::new(),
                    items: vec![card],
                }),
            }
        }
        days
    }

    pub(super) fn month(&self, year: i16, month: i8) -> Page {
        let network = self.network;
        let key = (year, month);
        let entries = network
            .agenda
            .get(&key)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let link = |(key, _): (&(i16, i8), _)| self.month_link(key.0, key.1);
        let name = self.clock().month(year, month);
        let view = MonthView {
            iso: format!("{year}-{month:02}"),
            days: self.days(entries),
            count: entries.len(),
            listed: entries.len().min(MOST_ENTRIES),
            previous: network.agenda.range(..key).next_back().map(link),
            next: network
                .agenda
                .range((std::ops::Bound::Excluded(key), std::ops::Bound::Unbounded))
                .next()
                .map(link),
            name: name.clone(),
        };
        let crumbs = vec![self.section("activities", "/activities/")];
        let title = format!("{name} · {}", self.word("activities"));
        let meta = self.meta("month", title, "", &month_path(year, month), crumbs);
        Page::new(meta, "month", &view)
    }

    pub(super) fn activity(&self, id: Id<Activity>) -> Page {
        const MOST_TIMES: usize = 60;
        let network = self.network;
        let activity = &network.activities[id];
        let written = activity.written();
        let origin = activity.origin();
        let today = network.today;
        let now = activity
            .occurrences
            .partition_point(|at| at.last_day() < today);
        let (past, upcoming) = activity.occurrences.split_at(now);
        let card = |at| self.activity_card(id, at);
        let once = crate::network::Occurrence {
            starts: written.starts.at,
            ends: written.ends.map(|ends| ends.at),
        };
        let main = upcoming.first().or(past.last()).unwrap_or(&once);
        let signup = written.signup.clone().unwrap_or_default();
        let view = ActivityView {
            card: card(main),
            place: self.place_card(activity.place),
            project: activity.project.map(|id| self.project_link(id)),
            platform: activity.platform.map(|id| self.platform_link(id)),
            team: activity.team.map(|id| self.team_link(id)),
            signup_phone: signup.phone.unwrap_or_default(),
            signup_url: signup.url.unwrap_or_default(),
            signup_note: signup.note.unwrap_or_default(),
            online: written.online != FlagOrText::No,
            online_url: match &written.online {
                FlagOrText::Text(url) => url.clone(),
                _ => String::new(),
            },
            upcoming: upcoming.iter().take(MOST_TIMES).map(card).collect(),
            past: past.iter().rev().take(MOST_TIMES).map(card).collect(),
            tags: self.tag_links(&written.tags),
            photos: self.pictures(&written.photos, &origin),
            body: self.body(activity.body(), &origin, &activity.path),
        };
        let description = activity
            .body()
            .map(|body| body.summary.clone())
            .unwrap_or_default();
        let crumbs = vec![self.section("activities", "/activities/")];
        let meta = self.meta(
            "activity",
            &written.title,
            description,
            &activity.path,
            crumbs,
        );
        Page::new(meta, "activity", &view)
    }
}

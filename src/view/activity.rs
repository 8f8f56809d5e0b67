//! Activities: what is on, the months, and the page of one.

use jiff::ToSpan;
use jiff::civil::Date;

use super::cards::{ActivityCard, Group, Link, PictureView, PlaceCard};
use super::{Describe, Page, Views, view};
use crate::config::Tiers;
use crate::network::{Activity, AgendaEntry, Id, Occurrence};
use crate::route::Route;
use crate::values::FlagOrText;

/// How many days ahead `/activities/` looks beyond this month.
const DAYS_AHEAD: i64 = 30;
/// How many entries a list of activities shows at most; the rest is on the pages of the places.
const MOST_ENTRIES: usize = 500;

view! {
    /// What is on from today; in `activities.html` as `activities`.
    pub struct ActivitiesView {
        /// Today, the rest of this week, the rest of this month, and later: each with its days.
        pub spans: Vec<AgendaSpan>,
        /// How many there are in all in these days.
        pub count: usize,
        /// How many of them are listed.
        pub listed: usize,
        /// Every month with activities, newest first; the past ones are the archive, with results.
        pub months: Vec<Link>,
        /// Those for whom there is something.
        pub audiences: Vec<Link>,
        /// The platforms, whose pages list what is on.
        pub platforms: Vec<Link>,
        /// The teams, whose pages list what is on.
        pub teams: Vec<Link>,
        /// The institutes, whose pages list what is on there and below.
        pub towns: Vec<Link>,
    }
}

view! {
    /// Days that belong together.
    pub struct AgendaSpan {
        /// `today`, `week`, `month` or `later`.
        pub id: &'static str,
        /// The same in words.
        pub title: String,
        /// The days with their activities; may be empty for today.
        pub days: Vec<Group<ActivityCard>>,
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
        /// The month as on a wall calendar: its weeks, each from Monday with seven days.
        pub weeks: Vec<Vec<CalendarDay>>,
        /// The names of the days of a week, Monday first.
        pub weekdays: Vec<&'static str>,
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
    /// A day of a wall calendar.
    pub struct CalendarDay {
        /// `2026-07-09`.
        pub date: String,
        /// Its number in the month.
        pub number: i8,
        /// What the plan, the solar terms or the lunar calendar call it: 重阳, 立冬, 初九; may be empty.
        pub note: String,
        /// Whether the plan names it.
        pub is_node: bool,
        /// Whether it belongs to the month and not to the one before or after.
        pub in_month: bool,
        /// Whether it is the day of the site.
        pub is_today: bool,
        /// How many activities there are on it.
        pub count: usize,
        /// The first of them.
        pub entries: Vec<CalendarEntry>,
    }
}

view! {
    /// An activity on a wall calendar.
    pub struct CalendarEntry {
        /// `9:00`; empty for a whole day.
        pub time: String,
        /// What it is.
        pub title: String,
        /// Its page, or its entry on its place's page.
        pub href: String,
        /// Whether it does not take place.
        pub is_cancelled: bool,
    }
}

view! {
    /// Activities for an audience; in `audience.html` as `audience`.
    pub struct AudienceView {
        /// Whom they are for.
        pub name: String,
        /// The next times.
        pub upcoming: Vec<ActivityCard>,
        /// Activities that are over, newest first.
        pub past: Vec<ActivityCard>,
    }
}

view! {
    /// The page of an activity; in `activity.html` as `activity`.
    pub struct ActivityView {
        /// Its card, for its next time or its last.
        pub card: ActivityCard,
        /// Where.
        pub place: PlaceCard,
        /// Links that open the place in the map apps.
        pub ways_there: Vec<super::map::WayThere>,
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
        /// Where it can be followed online: web address; may be empty.
        pub online_url: String,
        /// Where it can be followed online, in words; may be empty.
        pub online_note: String,
        /// The times from today on, at most 60.
        pub upcoming: Vec<ActivityCard>,
        /// The times before today, newest first, at most 60.
        pub past: Vec<ActivityCard>,
        /// Its tags.
        pub tags: Vec<Link>,
        /// The local brand it belongs to.
        pub brand: Option<Link>,
        /// Pictures.
        pub photos: Vec<PictureView>,
        /// Its text as HTML.
        pub body: String,
    }
}

impl Views<'_> {
    pub(super) fn activities(&self) -> Page {
        let network = self.network;
        let today = network.today;
        let until = today
            .saturating_add(DAYS_AHEAD.days())
            .max(today.last_of_month());
        let entries: Vec<AgendaEntry> = network.agenda_between(today, until).collect();
        let listed = &entries[..entries.len().min(MOST_ENTRIES)];
        let months = network.agenda.keys().rev();
        let towns = network.places_of(Tiers::INSTITUTE);
        let view = ActivitiesView {
            count: entries.len(),
            listed: listed.len(),
            spans: self.spans(listed),
            months: months
                .map(|(year, month)| self.month_link(*year, *month))
                .collect(),
            audiences: network
                .audiences
                .keys()
                .map(|name| self.audience_link(name))
                .collect(),
            platforms: network
                .platforms
                .ids()
                .map(|id| self.platform_link(id))
                .collect(),
            teams: network.teams.ids().map(|id| self.team_link(id)).collect(),
            towns: towns.map(|id| self.short_place_link(id)).collect(),
        };
        self.named_page(&Route::Activities, &view)
    }

    /// Entries by how near they are. Today is there even when it is empty, so that one sees it is.
    pub(super) fn spans(&self, entries: &[AgendaEntry]) -> Vec<AgendaSpan> {
        let today = self.network.today;
        let days_to_sunday = 6 - today.weekday().to_monday_zero_offset();
        let sunday = today.saturating_add(days_to_sunday.days());
        let month_end = today.last_of_month();
        let span_of = |day: Date| {
            if day <= today {
                "today"
            } else if day <= sunday {
                "week"
            } else if day <= month_end {
                "month"
            } else {
                "later"
            }
        };
        let spans = ["today", "week", "month", "later"].map(|id| {
            let of_span = entries
                .iter()
                .copied()
                .filter(|entry| span_of(self.network.occurrence(*entry).1.starts.date()) == id);
            AgendaSpan {
                id,
                title: self.phrase(&format!("span.{id}")),
                days: self.days(&of_span.collect::<Vec<_>>()),
            }
        });
        let keep = |span: &AgendaSpan| span.id == "today" || !span.days.is_empty();
        spans.into_iter().filter(keep).collect()
    }

    pub(super) fn month_link(&self, year: i16, month: i8) -> Link {
        Link {
            name: self.clock().month(year, month),
            href: self.route_href(&Route::ActivityMonth { year, month }),
        }
    }

    fn audience_link(&self, audience: &str) -> Link {
        Link {
            name: audience.to_owned(),
            href: self.route_href(&Route::Audience(audience.to_owned())),
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
        let days = self.days(entries);
        let view = MonthView {
            iso: format!("{year}-{month:02}"),
            weeks: self.weeks(year, month, &days),
            weekdays: self.clock().weekdays().into(),
            days,
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
        let title = format!("{name} · {}", self.phrase("activities"));
        let route = Route::ActivityMonth { year, month };
        self.page_with(&route, title, "", &view)
    }

    pub(super) fn audience(&self, name: &str) -> Page {
        let network = self.network;
        let activities = network
            .audiences
            .get(name)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let is_over = |id: &Id<Activity>| !network.activities[*id].is_ahead(network.today);
        let over: Vec<Id<Activity>> = activities.iter().copied().filter(is_over).collect();
        let view = AudienceView {
            name: name.to_owned(),
            upcoming: self.upcoming(activities.iter().copied(), MOST_ENTRIES),
            past: self.activity_summaries(&over),
        };
        let title = format!("{name} · {}", self.phrase("activities"));
        let route = Route::Audience(name.to_owned());
        self.page_with(&route, title, "", &view)
    }

    pub(super) fn activity(&self, id: Id<Activity>) -> Page {
        const MOST_TIMES: usize = 60;
        let network = self.network;
        let activity = &network.activities[id];
        let written = activity.written();
        let origin = activity.origin();
        let (past, upcoming) = activity.past_and_ahead(network.today);
        let card = |at| self.activity_card(id, at);
        let once = Occurrence {
            starts: written.starts.at,
            ends: written.ends.map(|ends| ends.at),
        };
        let main = activity.time_that_counts(network.today).unwrap_or(&once);
        let signup = written.signup.clone().unwrap_or_default();
        let online = match &written.online {
            FlagOrText::Text(text) => text.as_str(),
            FlagOrText::No | FlagOrText::Yes => "",
        };
        let online_url = self.address(online);
        let view = ActivityView {
            card: card(main),
            place: self.place_card(activity.place),
            ways_there: self.ways_there(activity.place),
            project: activity.project.map(|id| self.project_link(id)),
            platform: activity.platform.map(|id| self.platform_link(id)),
            team: activity.team.map(|id| self.team_link(id)),
            signup_phone: signup.phone.unwrap_or_default(),
            signup_url: self.address(signup.url.as_deref().unwrap_or_default()),
            signup_note: signup.note.unwrap_or_default(),
            online: written.online != FlagOrText::No,
            online_note: if online_url.is_empty() {
                online.to_owned()
            } else {
                String::new()
            },
            online_url,
            upcoming: upcoming.iter().take(MOST_TIMES).map(card).collect(),
            past: past.iter().rev().take(MOST_TIMES).map(card).collect(),
            tags: self.tag_links(&written.tags),
            brand: self.brand_link(written.brand.as_ref()),
            photos: self.pictures(&written.photos, &origin),
            body: self.body(activity.body(), &origin, &activity.path),
        };
        let description = activity
            .document()
            .map_or("", |document| document.summary());
        self.page_with(&Route::Activity(id), &written.title, description, &view)
    }
}

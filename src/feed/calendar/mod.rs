//! Calendars to subscribe to (RFC 5545): of each place with what lies below it, of each platform, of the
//! whole network, and of each activity alone.
//!
//! Nothing in them depends on the clock: `DTSTAMP`, which programs compare when two versions have the same
//! `SEQUENCE`, is the start of the activity, so a file changes only when an activity does.

mod event;
mod lines;
mod zone;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::network::{Activity, Id, Network, Place, Platform};
use crate::view::Views;
use lines::Lines;

/// How long after its last time an activity stays in the calendars of places, platforms and the network,
/// in days.
pub(super) const DAYS_KEPT: i64 = 365;
/// How many activities a calendar holds; phones refuse files of many megabytes.
const MOST_EVENTS: usize = 2000;

/// The calendar of the whole network.
pub(super) fn write_network(views: &Views<'_>, out: &mut Vec<u8>) {
    let activities = recent(views.network, views.network.activities.ids());
    let config = &views.network.config;
    write(views, &config.name, "/", &activities, out);
}

/// The calendar of a place, with what lies below it.
pub(super) fn write_place(views: &Views<'_>, id: Id<Place>, out: &mut Vec<u8>) {
    let network = views.network;
    let below = network.below(id).into_iter();
    let below = below.flat_map(|below| network.places[below].activities.iter().copied());
    let place = &network.places[id];
    let activities = recent(network, below);
    write(views, &place.written().name, &place.path, &activities, out);
}

/// The calendar of a platform.
pub(super) fn write_platform(views: &Views<'_>, id: Id<Platform>, out: &mut Vec<u8>) {
    let platform = &views.network.platforms[id];
    let activities = recent(views.network, platform.activities.iter().copied());
    let name = &platform.document.fields.name;
    write(views, name, &platform.path, &activities, out);
}

/// The calendar of one activity.
pub(super) fn write_activity(views: &Views<'_>, id: Id<Activity>, out: &mut Vec<u8>) {
    let activity = &views.network.activities[id];
    write(views, &activity.written().title, &activity.path, &[id], out);
}

/// Whether a list for programs still holds an activity on a day.
pub(super) fn is_recent(activity: &Activity, today: Date) -> bool {
    activity.is_ahead(today.saturating_sub(DAYS_KEPT.days()))
}

/// The activities that a calendar holds: those that lie ahead first, by their next time, then those that
/// are over, the latest first; given in the order of their first times.
fn recent(network: &Network, activities: impl Iterator<Item = Id<Activity>>) -> Vec<Id<Activity>> {
    let is_recent = |id: &Id<Activity>| is_recent(&network.activities[*id], network.today);
    let (mut found, over) = network.ahead_and_over(activities.filter(is_recent));
    found.extend(over);
    found.truncate(MOST_EVENTS);
    found.sort_by_key(|id| network.rank(*id, network.activities[*id].written().starts.at));
    found
}

fn write(
    views: &Views<'_>,
    name: &str,
    path: &str,
    activities: &[Id<Activity>],
    out: &mut Vec<u8>,
) {
    let config = &views.network.config;
    let (first, last) = extent(views.network, activities);
    let mut lines = Lines::new(out);
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", "-//zhandian//NONSGML zhandian//EN");
    lines.plain("CALSCALE", "GREGORIAN");
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    if let Some(notice) = &config.notice {
        lines.text("DESCRIPTION", notice);
        lines.text("X-WR-CALDESC", notice);
    }
    lines.text("X-WR-TIMEZONE", &config.time_zone_name);
    if views.has_host() {
        lines.plain("URL", &views.full(path));
    }
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
    lines.plain("X-PUBLISHED-TTL", "P1D");
    zone::write(
        &config.time_zone,
        &config.time_zone_name,
        first,
        last,
        &mut lines,
    );
    for id in activities {
        event::write(views, *id, &mut lines);
    }
    lines.plain("END", "VCALENDAR");
}

/// From the first time of any of them to the last, or the day of the site.
fn extent(network: &Network, activities: &[Id<Activity>]) -> (DateTime, DateTime) {
    let times = || {
        let activities = activities.iter();
        activities.map(|id| &network.activities[*id].occurrences)
    };
    let today = network.today.at(0, 0, 0, 0);
    let first = times()
        .filter_map(|times| times.first())
        .map(|at| at.starts);
    // All times of an activity are equally long, so its last one ends last.
    let last = times().filter_map(|times| times.last());
    let last = last.map(|at| at.ends.unwrap_or(at.starts));
    let (first, last) = (first.min(), last.max());
    (first.unwrap_or(today), last.unwrap_or(today))
}

//! One activity as an event of a calendar (RFC 5545, section 3.6.1).

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::lines::Lines;
use super::zone::LOCAL;
use crate::content::written::ActivityStatus;
use crate::network::{Activity, Id, Occurrence};
use crate::values::FlagOrText;
use crate::view::Views;

/// The form of a day.
const DAY: &str = "%Y%m%d";

/// Writes an activity; nothing if it never happens.
pub(super) fn write(views: &Views<'_>, id: Id<Activity>, lines: &mut Lines<'_>) {
    let activity = &views.network.activities[id];
    let Some(times) = Times::of(views, activity) else {
        return;
    };
    let written = activity.written();
    lines.plain("BEGIN", "VEVENT");
    lines.text("UID", &identifier(views, activity));
    let stamp = views.instant(times.first.starts);
    lines.plain("DTSTAMP", &stamp.strftime("%Y%m%dT%H%M%SZ").to_string());
    let cancelled = written.status == ActivityStatus::Cancelled;
    lines.plain("SEQUENCE", if cancelled { "1" } else { "0" });
    times.write(lines);
    lines.plain(
        "STATUS",
        match written.status {
            ActivityStatus::Planned => "TENTATIVE",
            ActivityStatus::Confirmed | ActivityStatus::Done => "CONFIRMED",
            ActivityStatus::Cancelled => "CANCELLED",
        },
    );
    lines.text("SUMMARY", &written.title);
    let place = &views.network.places[activity.place];
    let (name, address) = (&place.written().name, &place.written().address);
    lines.text("LOCATION", &format!("{name} {address}"));
    let (latitude, longitude) = (place.point.latitude, place.point.longitude);
    lines.plain("GEO", &format!("{latitude:.6};{longitude:.6}"));
    let description = description(views, activity);
    if !description.is_empty() {
        lines.text("DESCRIPTION", &description);
    }
    if views.has_host() {
        lines.plain("URL", &views.full(&activity.path));
    }
    if let Some(phone) = &place.written().phone {
        lines.text("CONTACT", &format!("{name} {phone}"));
    }
    let platform = activity.platform.map(|id| {
        let platform = &views.network.platforms[id];
        platform.document.fields.name.as_str()
    });
    let kinds = &views.network.config.activity_kinds;
    let kind = written.kind.as_deref().and_then(|kind| kinds.name(kind));
    let tags = written.tags.iter().map(String::as_str);
    lines.texts("CATEGORIES", kind.into_iter().chain(platform).chain(tags));
    // What is on in public takes nobody's time before they decide to go.
    lines.plain("TRANSP", "TRANSPARENT");
    lines.plain("END", "VEVENT");
}

/// The same for an activity as long as its id and the site's address stay: `ID@HOST`, below the path of
/// the site if it has one.
fn identifier(views: &Views<'_>, activity: &Activity) -> String {
    let base = &views.network.config.base_url;
    let host = base.origin().split_once("://").map_or("", |(_, host)| host);
    let folder = base.prefix().trim_start_matches('/');
    let slash = if folder.is_empty() { "" } else { "/" };
    let id = &activity.id;
    if host.is_empty() {
        format!("{folder}{slash}{id}")
    } else {
        format!("{folder}{slash}{id}@{host}")
    }
}

/// What it is, for whom, how to take part, and where to read more: one line each.
fn description(views: &Views<'_>, activity: &Activity) -> String {
    let written = activity.written();
    let mut parts: Vec<String> = Vec::new();
    let mut fact = |key: &str, values: &[&str]| {
        if !values.is_empty() {
            parts.push(format!("{}：{}", views.phrase(key), values.join("、")));
        }
    };
    let audience: Vec<&str> = written.audience.iter().map(String::as_str).collect();
    fact("who_for", &audience);
    let signup = written.signup.as_ref();
    let signup = signup.map(|signup| [&signup.phone, &signup.url, &signup.note]);
    let signup: Vec<&str> = signup
        .iter()
        .flatten()
        .filter_map(|part| part.as_deref())
        .collect();
    fact("signup", &signup);
    if let FlagOrText::Text(online) = &written.online {
        fact("online", &[online.as_str()]);
    }
    let summary = activity.document().map(|document| document.summary());
    let summary = summary.filter(|summary| !summary.is_empty());
    parts.splice(0..0, summary.map(str::to_owned));
    if views.has_host() {
        parts.push(views.full(&activity.path));
    }
    parts.join("\n")
}

/// When an activity happens, in the words of the format.
struct Times<'a> {
    activity: &'a Activity,
    zone: &'a str,
    whole_day: bool,
    /// The rule, if there is one that all programs understand.
    rule: Option<String>,
    /// The time from which the rule counts, even if it is excepted; without a rule the first one held.
    first: Occurrence,
}

impl<'a> Times<'a> {
    fn of(views: &Views<'a>, activity: &'a Activity) -> Option<Self> {
        let written = activity.written();
        let config = &views.network.config;
        let whole_day = written.starts.whole_day;
        let zone = &config.time_zone;
        let repeat = written.repeat.as_ref().map(|repeat| &repeat.0);
        let rule = repeat.and_then(|repeat| repeat.portable(zone, whole_day));
        let held = *activity.occurrences.first()?;
        let counted_from = repeat
            .filter(|_| rule.is_some())
            .and_then(|repeat| repeat.occurrences(written.starts.at, zone).next());
        let starts = counted_from.unwrap_or(held.starts);
        let length = held.ends.map(|ends| ends.duration_since(held.starts));
        let ends = length.and_then(|length| starts.checked_add(length).ok());
        Some(Times {
            activity,
            zone: &config.time_zone_name,
            whole_day,
            rule,
            first: Occurrence { starts, ends },
        })
    }

    fn write(&self, lines: &mut Lines<'_>) {
        let first = self.first;
        self.moments("DTSTART", std::iter::once(first.starts), lines);
        if let Some(end) = self.end() {
            self.moments("DTEND", std::iter::once(end), lines);
        }
        let written = self.activity.written();
        if let Some(rule) = &self.rule {
            lines.plain("RRULE", rule);
            let mut except: Vec<_> = written.except.iter().map(|day| day.0).collect();
            except.sort_unstable();
            except.dedup();
            let except = except
                .into_iter()
                .map(|day| day.to_datetime(first.starts.time()))
                .filter(|at| *at >= first.starts);
            self.moments("EXDATE", except, lines);
        } else {
            let others = self.activity.occurrences.iter().skip(1);
            self.moments("RDATE", others.map(|at| at.starts), lines);
        }
    }

    /// When the first time is over: for whole days the day after the last one, since the end of an event
    /// is no part of it. An end that is not after the start is none.
    fn end(&self) -> Option<DateTime> {
        let ends = self.first.ends?;
        if self.whole_day {
            let after = ends.date().checked_add(1.day()).ok()?;
            return Some(after.at(0, 0, 0, 0));
        }
        (ends > self.first.starts).then_some(ends)
    }

    /// A line with one or more days, or times in the zone; none at all for an empty list.
    fn moments(&self, name: &str, moments: impl Iterator<Item = DateTime>, lines: &mut Lines<'_>) {
        let form = if self.whole_day { DAY } else { LOCAL };
        let moments: Vec<String> = moments.map(|at| at.strftime(form).to_string()).collect();
        if moments.is_empty() {
            return;
        }
        let name = if self.whole_day {
            format!("{name};VALUE=DATE")
        } else {
            format!("{name};TZID={}", self.zone)
        };
        lines.plain(&name, &moments.join(","));
    }
}

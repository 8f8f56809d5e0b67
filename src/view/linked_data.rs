//! What a page is about in the words of <https://schema.org>, as JSON-LD.

use serde_json::{Map, Value, json};

use super::head::HeadView;
use super::{PageView, Views};
use crate::calendar::opening_hours::Interval;
use crate::config::Tiers;
use crate::content::written::{ActivityStatus, PlaceStatus};
use crate::network::{Activity, Article, Id, Place};
use crate::neutral::{is_hidden, push_code};
use crate::route::Route;
use crate::values::FlagOrText;

/// The graph of a page, safe inside a `script` element; empty if there is nothing to say.
pub(super) fn linked_data(views: &Views<'_>, route: &Route, page: &PageView) -> String {
    let about = match route {
        Route::Home => Some(site(views)),
        Route::Place(id) => Some(place(views, *id, &page.head)),
        Route::Activity(id) => event(views, *id, page),
        Route::Article(id) => Some(article(views, *id, page)),
        _ => None,
    };
    let graph: Vec<Value> = breadcrumbs(views, page).into_iter().chain(about).collect();
    if graph.is_empty() {
        return String::new();
    }
    in_script(&json!({"@context": "https://schema.org", "@graph": graph}))
}

/// JSON of which no text can end the element it stands in, or begin a comment there.
fn in_script(value: &Value) -> String {
    let json = value.to_string();
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            _ if is_hidden(character) => push_code(character, &mut safe),
            _ => safe.push(character),
        }
    }
    safe
}

/// An object without what is not known.
fn known(entries: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let is_known = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => true,
    };
    let known = entries.into_iter().filter(|(_, value)| is_known(value));
    Value::Object(
        known
            .map(|(key, value)| (key.to_owned(), value))
            .collect::<Map<_, _>>(),
    )
}

fn breadcrumbs(views: &Views<'_>, page: &PageView) -> Option<Value> {
    if page.breadcrumbs.is_empty() {
        return None;
    }
    let above = page.breadcrumbs.iter();
    let steps = above
        .map(|crumb| (crumb.name.as_str(), views.full_href(&crumb.href)))
        .chain([(page.title.as_str(), page.url.clone())]);
    let items: Vec<Value> = (1..)
        .zip(steps)
        .map(|(position, (name, item))| {
            json!({"@type": "ListItem", "position": position, "name": name, "item": item})
        })
        .collect();
    Some(json!({"@type": "BreadcrumbList", "itemListElement": items}))
}

fn site(views: &Views<'_>) -> Value {
    let config = &views.network.config;
    known([
        ("@type", json!("GovernmentOrganization")),
        ("name", json!(config.name)),
        ("alternateName", json!(config.short_name)),
        ("description", json!(config.description)),
        ("url", json!(views.full("/"))),
        ("telephone", json!(config.ordering.phone)),
    ])
}

/// A center or institute is an office of the town; stations and posts are places.
fn place(views: &Views<'_>, id: Id<Place>, head: &HeadView) -> Value {
    let network = views.network;
    let place = &network.places[id];
    let written = place.written();
    let is_office = place.tier <= Tiers::INSTITUTE;
    let types: &[&str] = if is_office {
        &["GovernmentOrganization", "Place"]
    } else {
        &["Place"]
    };
    let parent = place.parent.filter(|_| is_office).map(|parent| {
        let parent = &network.places[parent];
        json!({"@type": "GovernmentOrganization", "name": parent.written().name,
               "url": views.full(&parent.path)})
    });
    let hours = match written.status {
        PlaceStatus::Open => opening_hours(views, place),
        PlaceStatus::Preparing | PlaceStatus::Closed => Vec::new(),
    };
    let known_as = place.short_name();
    let alternate = Some(known_as).filter(|name| *name != written.name);
    known([
        ("@type", json!(types)),
        ("@id", json!(views.full(&place.path))),
        ("name", json!(written.name)),
        ("alternateName", json!(alternate)),
        ("url", json!(views.full(&place.path))),
        ("address", json!(written.address)),
        ("geo", geo(place)),
        ("telephone", json!(written.phone)),
        ("openingHoursSpecification", json!(hours)),
        ("image", json!(head.image)),
        ("parentOrganization", json!(parent)),
    ])
}

/// The position, WGS-84, which schema.org asks for.
fn geo(place: &Place) -> Value {
    let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
    json!({"@type": "GeoCoordinates", "latitude": rounded(place.point.latitude),
           "longitude": rounded(place.point.longitude)})
}

/// The ordinary week of the season that the day of the site lies in; days with the same hours together.
fn opening_hours(views: &Views<'_>, place: &Place) -> Vec<Value> {
    const DAYS: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let Some(hours) = &place.written().hours else {
        return Vec::new();
    };
    let mut spans: Vec<((u16, u16), Vec<&str>)> = Vec::new();
    for (day, intervals) in DAYS.into_iter().zip(hours.0.weekly(views.network.today)) {
        // What is not certain cannot be said there.
        let certain = |interval: &&Interval<'_>| !interval.unknown;
        for interval in intervals.iter().filter(certain) {
            let span = (interval.start, interval.end);
            match spans.iter_mut().find(|(known, _)| *known == span) {
                Some((_, days)) => days.push(day),
                None => spans.push((span, vec![day])),
            }
        }
    }
    spans
        .into_iter()
        .map(|((opens, closes), days)| {
            json!({"@type": "OpeningHoursSpecification", "dayOfWeek": days,
                   "opens": clock(opens), "closes": closing(closes)})
        })
        .collect()
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// Midnight as the end of a day is its last minute; after midnight the clock begins anew.
fn closing(minutes: u16) -> String {
    if minutes == 24 * 60 {
        "23:59".to_owned()
    } else {
        clock(minutes)
    }
}

/// An activity at its next time, or its last.
fn event(views: &Views<'_>, id: Id<Activity>, page: &PageView) -> Option<Value> {
    let network = views.network;
    let activity = &network.activities[id];
    let written = activity.written();
    let at = activity.time_that_counts(network.today)?;
    let moment = |at: jiff::civil::DateTime| {
        if written.starts.whole_day {
            at.date().to_string()
        } else {
            views.rfc3339(at)
        }
    };
    let place = &network.places[activity.place];
    let here = known([
        ("@type", json!("Place")),
        ("name", json!(place.written().name)),
        ("address", json!(place.written().address)),
        ("geo", geo(place)),
        ("url", json!(views.full(&place.path))),
    ]);
    let (mode, location) = match &written.online {
        FlagOrText::No => ("OfflineEventAttendanceMode", here),
        FlagOrText::Yes => ("MixedEventAttendanceMode", here),
        FlagOrText::Text(online) => {
            let address = views.address(online);
            let url = match address.as_str() {
                "" => page.url.clone(),
                path if path.starts_with('/') => {
                    format!("{}{path}", network.config.base_url.origin())
                }
                _ => address,
            };
            let online = json!({"@type": "VirtualLocation", "url": url});
            ("MixedEventAttendanceMode", json!([here, online]))
        }
    };
    let (organizer, path) = match activity.team {
        Some(id) => {
            let team = &network.teams[id];
            (&team.document.fields.name, &team.path)
        }
        None => (&place.written().name, &place.path),
    };
    let status = match written.status {
        ActivityStatus::Cancelled => "EventCancelled",
        ActivityStatus::Planned | ActivityStatus::Confirmed | ActivityStatus::Done => {
            "EventScheduled"
        }
    };
    Some(known([
        ("@type", json!("Event")),
        ("name", json!(written.title)),
        ("url", json!(page.url)),
        ("description", json!(page.description)),
        ("startDate", json!(moment(at.starts))),
        ("endDate", json!(at.ends.map(moment))),
        ("eventStatus", json!(format!("https://schema.org/{status}"))),
        (
            "eventAttendanceMode",
            json!(format!("https://schema.org/{mode}")),
        ),
        ("location", location),
        (
            "organizer",
            json!({"@type": "Organization", "name": organizer, "url": views.full(path)}),
        ),
        ("image", json!(page.head.image)),
    ]))
}

fn article(views: &Views<'_>, id: Id<Article>, page: &PageView) -> Value {
    let config = &views.network.config;
    let written = &views.network.articles[id].document.fields;
    known([
        ("@type", json!("Article")),
        ("headline", json!(written.title)),
        ("description", json!(page.description)),
        ("datePublished", json!(page.head.published)),
        ("inLanguage", json!(config.language.tag())),
        ("mainEntityOfPage", json!(page.url)),
        ("image", json!(page.head.image)),
        ("keywords", json!(written.tags.join(","))),
        (
            "author",
            json!({"@type": "Organization", "name": written.source}),
        ),
        (
            "publisher",
            json!({"@type": "GovernmentOrganization", "name": config.name, "url": views.full("/")}),
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_it_stands_in() {
        let hostile = "</script><!--<script>&\u{2028}\u{9b}\u{202e}\"\\";
        let written = in_script(&json!({"name": hostile}));
        assert!(!written.contains(['<', '>', '&']), "{written}");
        assert!(!written.contains(is_hidden), "{written}");
        let read: Value = serde_json::from_str(&written).expect("JSON");
        assert_eq!(read["name"], hostile);
    }

    #[test]
    fn hours_end_at_the_last_minute_of_a_day_or_after_midnight() {
        assert_eq!(
            [closing(17 * 60 + 30), closing(1440), closing(25 * 60)],
            ["17:30", "23:59", "01:00"]
        );
    }
}

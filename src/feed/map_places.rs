//! `map/places.json`: every place with what the map can filter by, for the script of the map.
//!
//! Lists and not objects, since there may be ten thousand places on a weak network. Opening hours are worked out
//! here, with holidays and all, so that the script only compares numbers; places that keep the same hours share
//! them.

use std::collections::HashMap;

use jiff::ToSpan;
use serde::Serialize;

use crate::calendar::opening_hours::OpeningHours;
use crate::config::Shape;
use crate::content::written::{ActivityStatus, PlaceStatus};
use crate::geo::CoordinateSystem;
use crate::network::{Network, Place};
use crate::neutral;

/// For how many days opening hours and activities are told.
const DAYS: i32 = 14;
/// Minutes in a day.
const DAY: u32 = 24 * 60;
/// Flag of a place that can be entered without a step.
const STEP_FREE: u8 = 1;
/// Flag of a place that is not in use.
const OUT_OF_USE: u8 = 2;

#[derive(Serialize)]
struct File<'a> {
    /// The day from which minutes and days count, local to the site's zone.
    from: String,
    /// How many days are told.
    days: i32,
    /// What stands before every path.
    prefix: &'a str,
    /// Name, shape and id of each tier.
    tiers: Vec<(&'a str, Shape, &'a str)>,
    /// Stretches of being open, as pairs of minutes from the first midnight on.
    hours: Vec<Vec<u32>>,
    places: Vec<Entry<'a>>,
}

/// Name, path, longitude, latitude (degrees, WGS-84), tier, hours (−1 if not known), days with activities (bits
/// from the first day on), flags; where tiles are shifted, also longitude and latitude in their system.
#[derive(Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    Plain(&'a str, &'a str, f64, f64, usize, i64, u32, u8),
    Shifted(&'a str, &'a str, f64, f64, usize, i64, u32, u8, f64, f64),
}

pub(super) fn write(network: &Network, out: &mut Vec<u8>) {
    let config = &network.config;
    let mut hours = Hours::default();
    let days = days_with_activities(network);
    let shifted = config
        .map
        .tiles
        .as_ref()
        .is_some_and(|tiles| tiles.system == CoordinateSystem::Gcj02);
    let places = network.places.iter().zip(&days).map(|(place, days)| {
        let name = place.short_name();
        let (longitude, latitude) = (
            rounded(place.point.longitude),
            rounded(place.point.latitude),
        );
        let (tier, hours, flags) = (place.tier.0, hours.of(place, network), flags(place));
        if shifted {
            let there = place.point.to_system(CoordinateSystem::Gcj02);
            let (east, north) = (rounded(there.longitude), rounded(there.latitude));
            return Entry::Shifted(
                name,
                &place.path,
                longitude,
                latitude,
                tier,
                hours,
                *days,
                flags,
                east,
                north,
            );
        }
        Entry::Plain(
            name,
            &place.path,
            longitude,
            latitude,
            tier,
            hours,
            *days,
            flags,
        )
    });
    let places = places.collect();
    let file = File {
        from: network.today.to_string(),
        days: DAYS,
        prefix: config.base_url.prefix(),
        tiers: config
            .tiers
            .iter()
            .map(|tier| (tier.short_name.as_str(), tier.shape, tier.id.as_str()))
            .collect(),
        hours: hours.distinct,
        places,
    };
    // Numbers and texts into memory: nothing here can fail, and a file cut short would be seen at once.
    let json = serde_json::to_string(&file).unwrap_or_default();
    debug_assert!(!json.is_empty());
    out.extend_from_slice(neutral::json(json).as_bytes());
}

/// Degrees to about a metre.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

fn flags(place: &Place) -> u8 {
    let written = place.written();
    let step_free = written
        .access
        .is_some_and(|access| access.step_free == Some(true));
    let in_use = written.status == PlaceStatus::Open;
    u8::from(step_free) * STEP_FREE + u8::from(!in_use) * OUT_OF_USE
}

/// The opening hours met so far, each once.
#[derive(Default)]
struct Hours<'a> {
    known: HashMap<&'a str, usize>,
    distinct: Vec<Vec<u32>>,
}

impl<'a> Hours<'a> {
    fn of(&mut self, place: &'a Place, network: &Network) -> i64 {
        let Some(hours) = &place.written().hours else {
            return -1;
        };
        let next = self.distinct.len();
        let index = *self.known.entry(hours.0.text()).or_insert(next);
        if index == next {
            self.distinct.push(stretches(&hours.0, network));
        }
        index.try_into().unwrap_or(-1)
    }
}

/// When the door is open for certain, as pairs of minutes from the first midnight on.
fn stretches(hours: &OpeningHours, network: &Network) -> Vec<u32> {
    let mut stretches: Vec<u32> = Vec::new();
    for (day, midnight) in (0..DAYS).zip((0..).step_by(DAY as usize)) {
        let date = network.today.saturating_add(day.days());
        for interval in hours.intervals(date, &network.holidays) {
            if interval.unknown {
                continue;
            }
            let (start, end) = (
                midnight + u32::from(interval.start),
                midnight + u32::from(interval.end),
            );
            match stretches.last_mut() {
                Some(last) if *last >= start => *last = end.max(*last),
                _ => stretches.extend([start, end]),
            }
        }
    }
    stretches
}

/// For each place the days on which something begins there, as bits from the first day on.
fn days_with_activities(network: &Network) -> Vec<u32> {
    let mut days = vec![0; network.places.len()];
    let last = network.today.saturating_add((DAYS - 1).days());
    for entry in network.agenda_between(network.today, last) {
        let (activity, occurrence) = network.occurrence(entry);
        let after = occurrence
            .starts
            .date()
            .since(network.today)
            .map_or(0, |span| span.get_days());
        if activity.written().status != ActivityStatus::Cancelled && (0..DAYS).contains(&after) {
            days[activity.place.index()] |= 1 << after;
        }
    }
    days
}

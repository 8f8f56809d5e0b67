//! How places meet the items of their standards: some are stated, some are measured month by month.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::tally::is_held;
use crate::config::TierId;
use crate::content::written::{Item, PlaceStatus};
use crate::network::{AgendaEntry, Id, Network, Place, Standard};
use crate::values::Mark;

/// The kind of activity that the monthly measure counts.
pub const STUDY: &str = "study";

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Stated or measured as met.
    Met,
    /// Stated or measured as not met.
    Unmet,
    /// Nothing is stated, or nothing can be measured yet.
    Unknown,
}

/// What was counted in a civil month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthMeasure {
    pub(crate) year: i16,
    /// 1 to 12.
    pub month: i8,
    /// What was counted: occurrences of study activities that are done or confirmed.
    pub counted: Vec<AgendaEntry>,
    /// How many are asked for.
    pub required: usize,
    /// Whether the month is over. One that is not cannot have been missed yet.
    pub over: bool,
}

impl MonthMeasure {
    /// Over, with too few activities.
    pub fn is_missed(&self) -> bool {
        self.over && self.counted.len() < self.required
    }

    /// `2026-07`.
    pub fn name(&self) -> String {
        format!("{}-{:02}", self.year, self.month)
    }
}

/// An item of a standard at a place.
#[derive(Debug, Clone)]
pub struct AssessedItem<'a> {
    pub(crate) item: &'a Item,
    /// How it stands.
    pub state: State,
    /// What the place says of it.
    pub mark: Option<&'a Mark>,
    /// The months of a measured item, from the opening month to the current one.
    pub months: Vec<MonthMeasure>,
}

impl AssessedItem<'_> {
    /// The months that were missed.
    pub fn missed(&self) -> impl Iterator<Item = &MonthMeasure> {
        self.months.iter().filter(|month| month.is_missed())
    }
}

/// How one place meets one standard.
#[derive(Debug, Clone)]
pub struct Assessment<'a> {
    pub(crate) standard: &'a Standard,
    pub(crate) place: Id<Place>,
    /// Its items, in the standard's order.
    pub items: Vec<AssessedItem<'a>>,
}

impl Assessment<'_> {
    /// How many items are met.
    pub fn met(&self) -> usize {
        self.items
            .iter()
            .filter(|item| item.state == State::Met)
            .count()
    }

    /// What the worst come first by: fewest items met, then most months missed.
    pub fn rank(&self) -> (usize, std::cmp::Reverse<usize>) {
        let missed = self.items.iter().map(|item| item.missed().count()).sum();
        (self.met(), std::cmp::Reverse(missed))
    }
}

/// Whether a standard is for a tier.
pub fn applies(standard: &Standard, tier: TierId) -> bool {
    standard.tiers.contains(&tier)
}

/// The institutes that have places, themselves included, which are to meet a standard.
pub fn assessed_towns(network: &Network) -> BTreeSet<Id<Place>> {
    let is_assessed = |tier| {
        network
            .standards
            .iter()
            .any(|standard| applies(standard, tier))
    };
    let places = network.places.enumerate();
    places
        .filter(|(_, place)| is_assessed(place.tier))
        .filter_map(|(id, _)| network.town_of(id))
        .collect()
}

/// How a place meets a standard.
pub fn assess<'a>(
    network: &'a Network,
    standard: &'a Standard,
    place: Id<Place>,
) -> Assessment<'a> {
    let marks = &network.places[place].written().standards;
    let items = standard.document.fields.items.iter().map(|item| {
        let mark = marks.get(&item.id);
        match item.measure {
            Some(measure) => {
                let required = measure.activities_per_month.0 as usize;
                let months = months(network, place, required);
                AssessedItem {
                    item,
                    state: measured_state(&months),
                    mark: None,
                    months,
                }
            }
            None => AssessedItem {
                item,
                state: match mark {
                    Some(mark) if mark.met => State::Met,
                    Some(_) => State::Unmet,
                    None => State::Unknown,
                },
                mark,
                months: Vec::new(),
            },
        }
    });
    Assessment {
        standard,
        place,
        items: items.collect(),
    }
}

fn measured_state(months: &[MonthMeasure]) -> State {
    if months.iter().any(MonthMeasure::is_missed) {
        return State::Unmet;
    }
    let known = |month: &MonthMeasure| month.over || month.counted.len() >= month.required;
    if months.iter().any(known) {
        State::Met
    } else {
        State::Unknown
    }
}

/// The months from the opening of a place to the day of the site. A place that is being prepared or
/// closed is not measured; one that does not say when it opened is measured from its first activity.
fn months(network: &Network, id: Id<Place>, required: usize) -> Vec<MonthMeasure> {
    let place = &network.places[id];
    let written = place.written();
    if written.status != PlaceStatus::Open {
        return Vec::new();
    }
    let counted = study_occurrences(network, place);
    let opened = written.opened.map(|day| day.0);
    let first = opened.or_else(|| {
        let days = counted.iter().map(|entry| day_of(network, *entry));
        days.min()
    });
    let today = network.today;
    let Some(first) = first.filter(|first| *first <= today) else {
        return Vec::new();
    };
    let mut months = Vec::new();
    let mut month = first.first_of_month();
    while month <= today {
        let of_month = counted
            .iter()
            .copied()
            .filter(|entry| day_of(network, *entry).first_of_month() == month);
        months.push(MonthMeasure {
            year: month.year(),
            month: month.month(),
            counted: of_month.collect(),
            required,
            over: month.last_of_month() < today,
        });
        let Ok(next) = month.last_of_month().tomorrow() else {
            break;
        };
        month = next;
    }
    months
}

/// Every occurrence of a study activity at the place itself that is done or confirmed.
fn study_occurrences(network: &Network, place: &Place) -> Vec<AgendaEntry> {
    place
        .activities
        .iter()
        .filter(|id| {
            let written = network.activities[**id].written();
            written.kind.as_deref() == Some(STUDY) && is_held(written.status)
        })
        .flat_map(|id| {
            let occurrences = 0..network.activities[*id].occurrences.len();
            occurrences.map(|occurrence| AgendaEntry {
                activity: *id,
                occurrence,
            })
        })
        .collect()
}

fn day_of(network: &Network, entry: AgendaEntry) -> Date {
    network.occurrence(entry).1.starts.date()
}

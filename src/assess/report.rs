//! The report for those who have to follow things up: standards and plans, the worst first.

use serde::Serialize;

use super::standards::{AssessedItem, Assessment, State, applies, assess};
use crate::network::{Id, Network, Place, Plan};

/// What `zhandian report --format json` prints, as it is.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The day for which it is made, `2026-07-09`.
    pub today: String,
    /// One for each standard of the network, in its order.
    pub standards: Vec<StandardReport>,
    /// One for each year that has a plan.
    pub plans: Vec<PlanReport>,
}

/// How places meet a standard.
#[derive(Debug, Serialize)]
pub struct StandardReport {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The places it is for, the worst first: fewest items met, then most months missed.
    pub places: Vec<PlaceReport>,
}

/// How a place meets a standard.
#[derive(Debug, Serialize)]
pub struct PlaceReport {
    /// Id of the place with its folder: `study-posts/yuping/shuxiang`.
    pub id: String,
    pub(crate) name: String,
    /// Its institute's short name; empty for one above the institutes.
    pub town: String,
    /// `open`, `preparing` or `closed`.
    pub status: &'static str,
    /// How many items are met.
    pub met: usize,
    /// How many there are.
    pub total: usize,
    /// The items in the standard's order.
    pub items: Vec<ItemReport>,
}

/// How an item stands.
#[derive(Debug, Serialize)]
pub struct ItemReport {
    pub(crate) id: String,
    /// What it asks for.
    pub name: String,
    /// Whether it is met; null when nothing is stated or measured.
    pub met: Option<bool>,
    /// Whether it is computed from the activities.
    pub measured: bool,
    /// The months that were missed, `2026-03`; only for measured items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months_missed: Option<Vec<String>>,
    /// Every month from the opening with what was counted; only for measured items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<Vec<MonthReport>>,
}

/// A month of a measured item.
#[derive(Debug, Serialize)]
pub struct MonthReport {
    /// `2026-03`.
    pub month: String,
    /// How many activities were counted.
    pub counted: usize,
    /// Ids of the activities that were counted.
    pub activities: Vec<String>,
    /// Whether the month is over.
    pub over: bool,
}

/// The plan of a year.
#[derive(Debug, Serialize)]
pub struct PlanReport {
    pub(crate) year: i16,
    pub(crate) months: Vec<PlanMonthReport>,
}

/// A month of a plan.
#[derive(Debug, Serialize)]
pub struct PlanMonthReport {
    /// `2026-03`.
    pub month: String,
    /// What it is about; empty is a fault.
    pub theme: String,
    /// How many dated points it has.
    pub nodes: usize,
    /// How many times something happens in it; none is a fault.
    pub activities: usize,
    /// What is wrong with it: `no-theme`, `no-activity`.
    pub faults: Vec<&'static str>,
}

/// Makes the report, of all places or of those at and below one.
pub fn report(network: &Network, under: Option<Id<Place>>) -> Report {
    let places: Vec<Id<Place>> = match under {
        Some(top) => network.below(top),
        None => network.places.ids().collect(),
    };
    let standards = network.standards.iter().map(|standard| {
        let mut assessments: Vec<Assessment<'_>> = places
            .iter()
            .filter(|id| applies(standard, network.places[**id].tier))
            .map(|id| assess(network, standard, *id))
            .collect();
        assessments.sort_by_key(|found| (found.rank(), found.place));
        StandardReport {
            id: standard.document.id.clone(),
            name: standard.document.fields.name.clone(),
            places: assessments
                .iter()
                .map(|found| place_report(network, found))
                .collect(),
        }
    });
    Report {
        today: network.today.to_string(),
        standards: standards.collect(),
        plans: network
            .plans
            .iter()
            .map(|plan| plan_report(network, plan))
            .collect(),
    }
}

fn place_report(network: &Network, assessment: &Assessment<'_>) -> PlaceReport {
    let id = assessment.place;
    let place = &network.places[id];
    PlaceReport {
        id: format!("{}/{}", place.document.folder.name, place.document.id),
        name: place.written().name.clone(),
        town: network.town_of(id).map_or_else(String::new, |town| {
            network.places[town].short_name().to_owned()
        }),
        status: place.written().status.name(),
        met: assessment.met(),
        total: assessment.items.len(),
        items: assessment
            .items
            .iter()
            .map(|item| item_report(network, item))
            .collect(),
    }
}

fn item_report(network: &Network, item: &AssessedItem<'_>) -> ItemReport {
    let measured = item.item.measure.is_some();
    let months = item.months.iter().map(|month| MonthReport {
        month: month.name(),
        counted: month.counted.len(),
        activities: month
            .counted
            .iter()
            .map(|entry| network.activities[entry.activity].id.clone())
            .collect(),
        over: month.over,
    });
    ItemReport {
        id: item.item.id.clone(),
        name: item.item.name.clone(),
        met: match item.state {
            State::Met => Some(true),
            State::Unmet => Some(false),
            State::Unknown => None,
        },
        measured,
        months_missed: measured.then(|| item.missed().map(|month| month.name()).collect()),
        months: measured.then(|| months.collect()),
    }
}

fn plan_report(network: &Network, plan: &Plan) -> PlanReport {
    let months = (1..=12).map(|month| {
        let written = plan.document.fields.months.get(&month.to_string());
        let theme = written
            .and_then(|month| month.theme.clone())
            .unwrap_or_default();
        let activities = network.agenda.get(&(plan.year, month)).map_or(0, Vec::len);
        let mut faults = Vec::new();
        if theme.trim().is_empty() {
            faults.push("no-theme");
        }
        if activities == 0 {
            faults.push("no-activity");
        }
        PlanMonthReport {
            month: format!("{}-{month:02}", plan.year),
            theme,
            nodes: plan.nodes.iter().filter(|node| node.month == month).count(),
            activities,
            faults,
        }
    });
    PlanReport {
        year: plan.year,
        months: months.collect(),
    }
}

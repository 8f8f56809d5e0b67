//! The checklist of a place: how it meets a standard (八个有, 三有), item by item.

use super::cards::{ActivityCard, PictureView};
use super::{Describe, Views, view};
use crate::assess::standards::{AssessedItem, Assessment, MonthMeasure, State, applies, assess};
use crate::content::written::Photo;
use crate::network::{Id, Place};

view! {
    /// How one place meets one standard.
    #[derive(Clone)]
    pub struct Checklist {
        /// Name of the standard.
        pub name: String,
        /// The standard's part of the standards page.
        pub href: String,
        /// How many items are met.
        pub met: usize,
        /// How many items there are.
        pub total: usize,
        /// The items.
        pub items: Vec<CheckedItem>,
    }
}

view! {
    /// One item of a checklist.
    #[derive(Clone)]
    pub struct CheckedItem {
        /// What it asks for.
        pub name: String,
        /// `met`, `unmet`, `unknown` when nothing is said, or `pending` when nothing can be measured yet.
        pub state: &'static str,
        /// The same in words.
        pub state_name: String,
        /// Evidence; may be empty.
        pub note: String,
        /// A picture as evidence.
        pub photo: Option<PictureView>,
        /// Whether the program computes it from the activities.
        pub measured: bool,
        /// The months that were missed, in words.
        pub missed: Vec<String>,
        /// What was counted in the last twelve months, newest first.
        pub months: Vec<MeasuredMonth>,
    }
}

view! {
    /// A month of a measured item.
    #[derive(Clone)]
    pub struct MeasuredMonth {
        /// The month in words.
        pub name: String,
        /// `met`, `missed`, or `pending` while the month is not over.
        pub state: &'static str,
        /// The same in words.
        pub state_name: String,
        /// The activities that were counted.
        pub counted: Vec<ActivityCard>,
    }
}

/// How many months a checklist shows.
const MONTHS_SHOWN: usize = 12;

impl Views<'_> {
    /// The checklists of a place, one for each standard of its tier.
    pub(super) fn checklists(&self, id: Id<Place>) -> Vec<Checklist> {
        let tier = self.network.places[id].tier;
        self.network
            .standards
            .iter()
            .filter(|standard| applies(standard, tier))
            .map(|standard| self.checklist(&assess(self.network, standard, id), MONTHS_SHOWN))
            .collect()
    }

    /// A checklist that shows the last so many months of measured items.
    pub(super) fn checklist(&self, assessment: &Assessment<'_>, months: usize) -> Checklist {
        let standard = assessment.standard;
        Checklist {
            name: standard.document.fields.name.clone(),
            href: self.href(&standard.path),
            met: assessment.met(),
            total: assessment.items.len(),
            items: assessment
                .items
                .iter()
                .map(|item| self.checked_item(item, assessment.place, months))
                .collect(),
        }
    }

    fn checked_item(
        &self,
        item: &AssessedItem<'_>,
        place: Id<Place>,
        months: usize,
    ) -> CheckedItem {
        let state = state_name(item);
        let photo = item
            .mark
            .and_then(|mark| mark.photo.clone())
            .and_then(|src| {
                let alt = item.item.name.clone();
                let origin = &self.network.places[place].document.origin;
                self.picture(&Photo { src, alt }, origin)
            });
        let note = item.mark.and_then(|mark| mark.note.clone());
        let recent = item.months.iter().rev().take(months);
        CheckedItem {
            name: item.item.name.clone(),
            state,
            state_name: self.phrase(&format!("item_state.{state}")),
            note: note.unwrap_or_default(),
            photo,
            measured: item.item.measure.is_some(),
            missed: item
                .missed()
                .map(|month| self.clock().month(month.year, month.month))
                .collect(),
            months: recent.map(|month| self.measured_month(month)).collect(),
        }
    }

    fn measured_month(&self, month: &MonthMeasure) -> MeasuredMonth {
        let state = if month.counted.len() >= month.required {
            "met"
        } else if month.over {
            "missed"
        } else {
            "pending"
        };
        let card = |entry: &crate::network::AgendaEntry| {
            self.activity_card(entry.activity, self.network.occurrence(*entry).1)
        };
        MeasuredMonth {
            name: self.clock().month(month.year, month.month),
            state,
            state_name: self.phrase(&format!("month_state.{state}")),
            counted: month.counted.iter().map(card).collect(),
        }
    }
}

fn state_name(item: &AssessedItem<'_>) -> &'static str {
    match item.state {
        State::Met => "met",
        State::Unmet => "unmet",
        State::Unknown if item.item.measure.is_some() => "pending",
        State::Unknown => "unknown",
    }
}

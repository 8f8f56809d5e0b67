//! Standards (八个有, 三有) and how places meet them.

use super::cards::{ActivityCard, Group, Link, PictureView};
use super::{Describe, Page, Views, view};
use crate::assess::standards::{AssessedItem, Assessment, MonthMeasure, State, applies, assess};
use crate::config::Tiers;
use crate::content::written::Photo;
use crate::network::{Id, Network, Place, Standard};

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
        /// `met`, `unmet`, or `unknown` when nothing is said or can be measured.
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

view! {
    /// The page of all standards; in `standards.html` as `standards`.
    pub struct StandardsView {
        /// The standards.
        pub list: Vec<StandardView>,
    }
}

view! {
    /// A standard.
    pub struct StandardView {
        /// Its id, for `id`.
        pub id: String,
        /// Its name.
        pub name: String,
        /// The document it comes from; may be empty.
        pub source: String,
        /// Names of the tiers it is for.
        pub tiers: Vec<String>,
        /// How many places it is for.
        pub place_count: usize,
        /// How many of them meet every item.
        pub complete: usize,
        /// What it asks for, with how many places meet it.
        pub items: Vec<ItemFigure>,
        /// The same by institute.
        pub towns: Vec<TownFigures>,
        /// The places with their checklists, by institute, the worst first in each.
        pub groups: Vec<Group<PlaceChecklist>>,
    }
}

view! {
    /// An item of a standard and how many places meet it.
    pub struct ItemFigure {
        /// What it asks for.
        pub name: String,
        /// Whether the program computes it from the activities.
        pub measured: bool,
        /// How many places meet it.
        pub met: usize,
        /// How many do not.
        pub unmet: usize,
        /// Of how many nothing is known.
        pub unknown: usize,
    }
}

view! {
    /// How the places of an institute meet a standard.
    pub struct TownFigures {
        /// The institute.
        pub town: Link,
        /// How many places it has for this standard.
        pub place_count: usize,
        /// How many of them meet each item, in the standard's order.
        pub met: Vec<usize>,
    }
}

view! {
    /// A place with its checklist.
    pub struct PlaceChecklist {
        /// Name of the place.
        pub name: String,
        /// Its page.
        pub href: String,
        /// Its checklist.
        pub checklist: Checklist,
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

    fn checklist(&self, assessment: &Assessment<'_>, months: usize) -> Checklist {
        let standard = &assessment.standard.document;
        Checklist {
            name: standard.fields.name.clone(),
            href: self.href(&format!("/standards/#{}", standard.id)),
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
        let state = state_name(item.state);
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
            state_name: self.word(&format!("item_state.{state}")),
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
            state_name: self.word(&format!("month_state.{state}")),
            counted: month.counted.iter().map(card).collect(),
        }
    }

    pub(super) fn standards(&self) -> Page {
        let list = self.network.standards.iter();
        let list = list.map(|standard| self.standard_view(standard)).collect();
        let meta = self.meta(
            "standards",
            self.word("standards"),
            "",
            "/standards/",
            Vec::new(),
        );
        Page::new(meta, "standards", &StandardsView { list })
    }

    fn standard_view(&self, standard: &Standard) -> StandardView {
        let network = self.network;
        let fields = &standard.document.fields;
        let tiers = &network.config.tiers;
        let assessments: Vec<(Option<Id<Place>>, Assessment<'_>)> = network
            .places
            .enumerate()
            .filter(|(_, place)| applies(standard, place.tier))
            .map(|(id, _)| (town_of(network, id), assess(network, standard, id)))
            .collect();
        let items = fields.items.iter().enumerate().map(|(index, item)| {
            let count = |state: State| {
                let states = assessments
                    .iter()
                    .map(|(_, found)| found.items[index].state);
                states.filter(|found| *found == state).count()
            };
            ItemFigure {
                name: item.name.clone(),
                measured: item.measure.is_some(),
                met: count(State::Met),
                unmet: count(State::Unmet),
                unknown: count(State::Unknown),
            }
        });
        let complete = assessments
            .iter()
            .filter(|(_, found)| found.met() == found.items.len())
            .count();
        StandardView {
            id: standard.document.id.clone(),
            name: fields.name.clone(),
            source: fields.source.clone().unwrap_or_default(),
            tiers: standard
                .tiers
                .iter()
                .map(|id| tiers.get(*id).name.clone())
                .collect(),
            place_count: assessments.len(),
            complete,
            items: items.collect(),
            towns: self.town_figures(&assessments, fields.items.len()),
            groups: self.standard_groups(&standard.document.id, assessments),
        }
    }

    fn town_figures(
        &self,
        assessments: &[(Option<Id<Place>>, Assessment<'_>)],
        item_count: usize,
    ) -> Vec<TownFigures> {
        let mut towns: std::collections::BTreeMap<Id<Place>, TownFigures> =
            std::collections::BTreeMap::new();
        for (town, assessment) in assessments {
            let Some(town) = town else {
                continue;
            };
            let figures = towns.entry(*town).or_insert_with(|| TownFigures {
                town: self.short_place_link(*town),
                place_count: 0,
                met: vec![0; item_count],
            });
            figures.place_count += 1;
            for (count, item) in figures.met.iter_mut().zip(&assessment.items) {
                *count += usize::from(item.state == State::Met);
            }
        }
        towns.into_values().collect()
    }

    fn standard_groups(
        &self,
        standard: &str,
        mut assessments: Vec<(Option<Id<Place>>, Assessment<'_>)>,
    ) -> Vec<Group<PlaceChecklist>> {
        assessments.sort_by_key(|(town, found)| (*town, found.rank(), found.place));
        let mut groups: Vec<Group<PlaceChecklist>> = Vec::new();
        let mut current = None;
        for (town, assessment) in assessments {
            let place = self.place_link(assessment.place);
            let entry = PlaceChecklist {
                name: place.name,
                href: place.href,
                checklist: self.checklist(&assessment, 0),
            };
            if current == Some(town)
                && let Some(group) = groups.last_mut()
            {
                group.items.push(entry);
                continue;
            }
            current = Some(town);
            let (title, id, href) = match town.map(|town| &self.network.places[town]) {
                Some(town) => (
                    town.short_name().to_owned(),
                    town.document.id.replace('/', "-"),
                    self.href(&town.path),
                ),
                None => (self.word("centers"), "top".to_owned(), String::new()),
            };
            groups.push(Group {
                title,
                id: format!("{standard}-{id}"),
                href,
                items: vec![entry],
            });
        }
        groups
    }
}

/// The institute at or above a place.
pub(super) fn town_of(network: &Network, id: Id<Place>) -> Option<Id<Place>> {
    std::iter::once(id)
        .chain(network.above(id))
        .find(|above| network.places[*above].tier == Tiers::INSTITUTE)
}

fn state_name(state: State) -> &'static str {
    match state {
        State::Met => "met",
        State::Unmet => "unmet",
        State::Unknown => "unknown",
    }
}

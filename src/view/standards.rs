//! The pages of standards: an overview by item and by town, and for each town its places, the worst first.

use std::collections::BTreeMap;

use super::cards::Link;
use super::checklist::Checklist;
use super::{Describe, Page, Views, view};
use crate::assess::standards::{Assessment, State, applies, assess};
use crate::network::{Id, Place, Standard};
use crate::route::Route;

view! {
    /// The overview of all standards; in `standards.html` as `standards`.
    pub struct StandardsView {
        /// The standards.
        pub list: Vec<StandardView>,
    }
}

view! {
    /// A standard and how it is met in the whole network.
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
        /// The same by institute, the worst first.
        pub towns: Vec<TownFigures>,
        /// Places below no institute, such as the center.
        pub others: Vec<PlaceChecklist>,
    }
}

view! {
    /// An item of a standard and how many places meet it.
    #[derive(Clone)]
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
        /// The institute, with the page of its places and their checklists.
        pub town: Link,
        /// How many places it has for this standard.
        pub place_count: usize,
        /// How many of them meet every item.
        pub complete: usize,
        /// How many of them meet each item, in the standard's order.
        pub met: Vec<usize>,
    }
}

view! {
    /// The standards in one town; in `standards_town.html` as `standards_town`.
    pub struct StandardsTownView {
        /// The institute.
        pub town: Link,
        /// The standards that places there are to meet.
        pub list: Vec<TownStandard>,
    }
}

view! {
    /// A standard and the places of a town that are to meet it.
    pub struct TownStandard {
        /// Its id, for `id`.
        pub id: String,
        /// Its name.
        pub name: String,
        /// What it asks for, with how many of these places meet it.
        pub items: Vec<ItemFigure>,
        /// How many of the places meet every item.
        pub complete: usize,
        /// The places with their checklists, the worst first.
        pub places: Vec<PlaceChecklist>,
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

/// Counts of a standard over some places.
struct Sums {
    items: Vec<ItemFigure>,
    places: usize,
    complete: usize,
}

impl Sums {
    fn new(standard: &Standard) -> Self {
        let items = standard.document.fields.items.iter();
        Sums {
            items: items
                .map(|item| ItemFigure {
                    name: item.name.clone(),
                    measured: item.measure.is_some(),
                    met: 0,
                    unmet: 0,
                    unknown: 0,
                })
                .collect(),
            places: 0,
            complete: 0,
        }
    }

    fn add(&mut self, assessment: &Assessment<'_>) {
        self.places += 1;
        self.complete += usize::from(assessment.met() == assessment.items.len());
        for (figure, item) in self.items.iter_mut().zip(&assessment.items) {
            match item.state {
                State::Met => figure.met += 1,
                State::Unmet => figure.unmet += 1,
                State::Unknown => figure.unknown += 1,
            }
        }
    }

    /// Which of two towns has more to do comes first.
    fn share_met(&self) -> (u128, u128) {
        let met: usize = self.items.iter().map(|item| item.met).sum();
        (met as u128, (self.places * self.items.len()).max(1) as u128)
    }
}

impl Views<'_> {
    pub(super) fn standards(&self) -> Page {
        let list = self.network.standards.iter();
        let list = list.map(|standard| self.standard_view(standard)).collect();
        self.named_page(&Route::Standards, &StandardsView { list })
    }

    /// Place by place, so that a large network is never assessed as a whole in memory.
    fn standard_view(&self, standard: &Standard) -> StandardView {
        let network = self.network;
        let fields = &standard.document.fields;
        let mut all = Sums::new(standard);
        let mut towns: BTreeMap<Id<Place>, Sums> = BTreeMap::new();
        let mut others = Vec::new();
        let places = network.places.enumerate();
        for (id, _) in places.filter(|(_, place)| applies(standard, place.tier)) {
            let assessment = assess(network, standard, id);
            all.add(&assessment);
            match network.town_of(id) {
                Some(town) => towns
                    .entry(town)
                    .or_insert_with(|| Sums::new(standard))
                    .add(&assessment),
                None => others.push(self.place_checklist(&assessment)),
            }
        }
        let mut towns: Vec<(Id<Place>, Sums)> = towns.into_iter().collect();
        towns.sort_by(|(a, of_a), (b, of_b)| {
            let ((met_a, all_a), (met_b, all_b)) = (of_a.share_met(), of_b.share_met());
            (met_a * all_b).cmp(&(met_b * all_a)).then(a.cmp(b))
        });
        StandardView {
            id: standard.document.id.clone(),
            name: fields.name.clone(),
            source: fields.source.clone().unwrap_or_default(),
            tiers: standard
                .tiers
                .iter()
                .map(|id| network.config.tiers.get(*id).name.clone())
                .collect(),
            place_count: all.places,
            complete: all.complete,
            items: all.items,
            towns: towns
                .into_iter()
                .map(|(town, sums)| self.town_figures(town, &sums))
                .collect(),
            others,
        }
    }

    fn town_figures(&self, town: Id<Place>, sums: &Sums) -> TownFigures {
        let place = &self.network.places[town];
        TownFigures {
            town: Link {
                name: place.short_name().to_owned(),
                href: self.route_href(&Route::StandardsTown(town)),
            },
            place_count: sums.places,
            complete: sums.complete,
            met: sums.items.iter().map(|item| item.met).collect(),
        }
    }

    fn place_checklist(&self, assessment: &Assessment<'_>) -> PlaceChecklist {
        let place = self.place_link(assessment.place);
        PlaceChecklist {
            name: place.name,
            href: place.href,
            checklist: self.checklist(assessment, 0),
        }
    }

    pub(super) fn standards_town(&self, town: Id<Place>) -> Page {
        let network = self.network;
        let below = network.below(town);
        let of_standard = |standard: &Standard| {
            let mut assessments: Vec<Assessment<'_>> = below
                .iter()
                .filter(|id| applies(standard, network.places[**id].tier))
                .map(|id| assess(network, standard, *id))
                .collect();
            assessments.sort_by_key(|found| (found.rank(), found.place));
            let mut sums = Sums::new(standard);
            assessments.iter().for_each(|found| sums.add(found));
            TownStandard {
                id: standard.document.id.clone(),
                name: standard.document.fields.name.clone(),
                items: sums.items,
                complete: sums.complete,
                places: assessments
                    .iter()
                    .map(|found| self.place_checklist(found))
                    .collect(),
            }
        };
        let list = network.standards.iter().map(of_standard);
        let view = StandardsTownView {
            town: self.place_link(town),
            list: list.filter(|found| !found.places.is_empty()).collect(),
        };
        let standards = self.phrase("standards");
        let title = format!("{} · {standards}", network.places[town].short_name());
        self.page_with(&Route::StandardsTown(town), title, "", &view)
    }
}

//! Standards (八个有, 三有) and how places meet them.

use super::cards::{Group, PictureView};
use super::{Describe, Page, Views, view};
use crate::network::{Id, Place, Standard};

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
        /// How many items there are, those the program computes left out while it does not know.
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
        /// `met`, `unmet`, or `unknown` when nothing is said.
        pub state: &'static str,
        /// The same in words.
        pub state_name: String,
        /// Evidence; may be empty.
        pub note: String,
        /// A picture as evidence.
        pub photo: Option<PictureView>,
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
        /// What it asks for.
        pub items: Vec<String>,
        /// The places that it is for, by town, each with its checklist.
        pub groups: Vec<Group<PlaceChecklist>>,
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

impl Views<'_> {
    /// The checklists of a place, one for each standard of its tier.
    pub(super) fn checklists(&self, id: Id<Place>) -> Vec<Checklist> {
        let place = &self.network.places[id];
        self.network
            .standards
            .iter()
            .filter(|standard| standard.tiers.contains(&place.tier))
            .map(|standard| self.checklist(standard, place))
            .collect()
    }

    fn checklist(&self, standard: &Standard, place: &Place) -> Checklist {
        let fields = &standard.document.fields;
        let items: Vec<CheckedItem> = fields
            .items
            .iter()
            .map(|item| {
                let mark = place.written().standards.get(&item.id);
                let state = match mark {
                    Some(mark) if mark.met => "met",
                    Some(_) => "unmet",
                    None => "unknown",
                };
                let photo = mark.and_then(|mark| mark.photo.clone()).and_then(|src| {
                    let photo = crate::content::written::Photo {
                        src,
                        alt: item.name.clone(),
                    };
                    self.picture(&photo, &place.document.origin)
                });
                CheckedItem {
                    name: item.name.clone(),
                    state,
                    state_name: self.word(&format!("item_state.{state}")),
                    note: mark.and_then(|mark| mark.note.clone()).unwrap_or_default(),
                    photo,
                }
            })
            .collect();
        Checklist {
            name: fields.name.clone(),
            href: self.href(&format!("/standards/#{}", standard.document.id)),
            met: items.iter().filter(|item| item.state == "met").count(),
            total: items.len(),
            items,
        }
    }

    pub(super) fn standards(&self) -> Page {
        let network = self.network;
        let list = network
            .standards
            .iter()
            .map(|standard| {
                let fields = &standard.document.fields;
                let tiers = &network.config.tiers;
                StandardView {
                    id: standard.document.id.clone(),
                    name: fields.name.clone(),
                    source: fields.source.clone().unwrap_or_default(),
                    tiers: standard
                        .tiers
                        .iter()
                        .map(|id| tiers.get(*id).name.clone())
                        .collect(),
                    items: fields.items.iter().map(|item| item.name.clone()).collect(),
                    groups: self.standard_groups(standard),
                }
            })
            .collect();
        let meta = self.meta(
            "standards",
            self.word("standards"),
            "",
            "/standards/",
            Vec::new(),
        );
        Page::new(meta, "standards", &StandardsView { list })
    }

    fn standard_groups(&self, standard: &Standard) -> Vec<Group<PlaceChecklist>> {
        let network = self.network;
        let mut groups: Vec<Group<PlaceChecklist>> = Vec::new();
        for (id, place) in network.places.enumerate() {
            if !standard.tiers.contains(&place.tier) {
                continue;
            }
            let town = network
                .above(id)
                .chain([id])
                .find(|above| network.places[*above].tier == crate::config::Tiers::INSTITUTE)
                .unwrap_or(id);
            let town = &network.places[town];
            let town_id = format!(
                "{}-{}",
                standard.document.id,
                town.document.id.replace('/', "-")
            );
            let entry = PlaceChecklist {
                name: place.written().name.clone(),
                href: self.href(&place.path),
                checklist: self.checklist(standard, place),
            };
            match groups.iter_mut().find(|group| group.id == town_id) {
                Some(group) => group.items.push(entry),
                None => groups.push(Group {
                    title: town.short_name().to_owned(),
                    id: town_id,
                    href: self.href(&town.path),
                    items: vec![entry],
                }),
            }
        }
        groups
    }
}

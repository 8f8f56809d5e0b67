//! The page of a place, and the index of a tier.

use super::cards::{
    ActivityCard, ArticleCard, Group, Link, NeedCard, PictureView, PlaceCard, ProjectCard, TeamCard,
};
use super::checklist::Checklist;
use super::map::{MapFigure, NearbyPlace, WayThere};
use super::time::Moment;
use super::{Describe, Page, Views, view};
use crate::address;
use crate::config::{TierId, Tiers};
use crate::content::written::Rooms;
use crate::network::{Activity, Id, Place, Project};
use crate::route::{Feed, Route};

/// How many of the next activities a place's page lists.
const UPCOMING: usize = 20;
/// How many times it lists of one activity.
const OF_EACH: usize = 4;
/// How many projects a place's page lists.
const PROJECTS: usize = 24;

view! {
    /// The page of a place of any tier; in `place.html` as `place`.
    pub struct PlaceView {
        /// Its card.
        pub card: PlaceCard,
        /// Its full name in the parts at which a line may break: what is its own, and the name of its tier.
        pub name_parts: Vec<String>,
        /// The hours of the next 14 days for `now.js`, as `data-open`; empty if they are not known.
        pub open_days: String,
        /// Whether the public holidays of these days are announced.
        pub holidays_known: bool,
        /// The place above.
        pub parent: Option<Link>,
        /// The places below, by tier.
        pub children: Vec<Group<PlaceCard>>,
        /// A role to ask for; may be empty.
        pub contact: String,
        /// Longitude, degrees, WGS-84.
        pub longitude: f64,
        /// Latitude, degrees, WGS-84.
        pub latitude: f64,
        /// A map of it and what lies around it.
        pub map: Option<MapFigure>,
        /// Links that open it in the map apps.
        pub ways_there: Vec<WayThere>,
        /// The nearest other places, nearest first.
        pub nearby: Vec<NearbyPlace>,
        /// Its sheet for the wall.
        pub poster: String,
        /// What is on here and below, as a calendar to subscribe to.
        pub calendar: String,
        /// The position is not surveyed.
        pub approximate: bool,
        /// Floor area in square metres; empty if not said.
        pub area_m2: String,
        /// How many rooms; 0 if not said.
        pub room_count: u32,
        /// Rooms by name; may be empty.
        pub rooms: Vec<String>,
        /// What is offered.
        pub services: Vec<String>,
        /// Since when it is open.
        pub opened: Option<Moment>,
        /// What makes it usable for everybody: what there is.
        pub access: Vec<String>,
        /// The same: what there is not.
        pub no_access: Vec<String>,
        /// The local brand it belongs to.
        pub brand: Option<Link>,
        /// Pictures.
        pub photos: Vec<PictureView>,
        /// Its text as HTML; may be empty.
        pub body: String,
        /// What is on next, here and below.
        pub upcoming: Vec<ActivityCard>,
        /// Every activity here, each once; those without a page have their entry here.
        pub activities: Vec<ActivityCard>,
        /// Projects it offers, or that come here.
        pub projects: Vec<ProjectCard>,
        /// Teams here.
        pub teams: Vec<TeamCard>,
        /// Needs from here.
        pub needs: Vec<NeedCard>,
        /// Articles that tell of it.
        pub articles: Vec<ArticleCard>,
        /// How it meets its standards.
        pub checklists: Vec<Checklist>,
    }
}

view! {
    /// The index of a tier; in `tier.html` as `tier`.
    pub struct TierView {
        /// Id of the tier.
        pub id: String,
        /// Its name.
        pub name: String,
        /// How many places.
        pub count: usize,
        /// The places, below the place above them.
        pub groups: Vec<Group<PlaceCard>>,
    }
}

impl Views<'_> {
    pub(super) fn place(&self, id: Id<Place>) -> Page {
        let network = self.network;
        let place = &network.places[id];
        let written = place.written();
        let origin = &place.document.origin;
        let (room_count, rooms) = match &written.rooms {
            Rooms::Count(count) => (*count, Vec::new()),
            Rooms::Names(names) => (u32::try_from(names.len()).unwrap_or(0), names.clone()),
        };
        let aspects = written.access.map(|access| access.aspects());
        let aspects = |wanted: bool| {
            let all = aspects.iter().flatten();
            let chosen = all.filter(|(_, has)| *has == Some(wanted));
            chosen
                .map(|(key, _)| self.phrase(&format!("access.{key}")))
                .collect()
        };
        let body = self.body(place.document.body.as_ref(), origin, &place.path);
        let view = PlaceView {
            card: self.place_card(id),
            name_parts: name_parts(&written.name, &network.config.tiers.get(place.tier).name),
            open_days: self.open_days(place),
            holidays_known: self.holidays_are_known(),
            parent: place.parent.map(|parent| self.place_link(parent)),
            children: self.children(place),
            contact: written.contact.clone().unwrap_or_default(),
            longitude: place.point.longitude,
            latitude: place.point.latitude,
            map: self.place_figure(id),
            ways_there: self.ways_there(id),
            nearby: self.nearby(id),
            poster: self.href(&address::poster(&place.path)),
            calendar: self.href(&Feed::PlaceCalendar(id).path(network)),
            approximate: written.location.approximate,
            area_m2: written
                .area_m2
                .map_or_else(String::new, |area| area.0.to_string()),
            room_count,
            rooms,
            services: written.services.to_vec(),
            opened: written.opened.map(|day| self.clock().day_moment(day.0)),
            access: aspects(true),
            no_access: aspects(false),
            brand: self.brand_link(written.brand.as_ref()),
            photos: self.pictures(&written.photos, origin),
            body,
            upcoming: self.upcoming_mixed(self.activities_below(id), UPCOMING, OF_EACH),
            activities: self.activity_summaries(&place.activities),
            projects: self
                .projects_for(id)
                .into_iter()
                .map(|id| self.project_card(id))
                .collect(),
            teams: place.teams.iter().map(|id| self.team_card(*id)).collect(),
            needs: place.needs.iter().map(|id| self.need_card(*id)).collect(),
            articles: place
                .articles
                .iter()
                .map(|id| self.article_card(*id))
                .collect(),
            checklists: self.checklists(id),
        };
        let description = match place.document.body {
            Some(_) => place.document.summary(),
            None => &written.address,
        };
        self.page_with(&Route::Place(id), &written.name, description, &view)
            .below(self.place_crumbs(id))
    }

    /// The activities of a place and of all places below it.
    pub(super) fn activities_below(&self, id: Id<Place>) -> impl Iterator<Item = Id<Activity>> {
        let places = self.network.below(id).into_iter();
        places.flat_map(|place| self.network.places[place].activities.iter().copied())
    }

    /// The places above, from the center down.
    pub(super) fn place_crumbs(&self, id: Id<Place>) -> Vec<Link> {
        let mut above: Vec<Link> = self
            .network
            .above(id)
            .map(|above| self.place_link(above))
            .collect();
        above.reverse();
        above
    }

    fn children(&self, place: &Place) -> Vec<Group<PlaceCard>> {
        let tiers = &self.network.config.tiers;
        let of_tier = |tier: TierId| -> Vec<PlaceCard> {
            place
                .children
                .iter()
                .filter(|child| self.network.places[**child].tier == tier)
                .map(|child| self.place_card(*child))
                .collect()
        };
        tiers
            .enumerate()
            .map(|(id, tier)| Group {
                title: tier.name.clone(),
                id: tier.id.clone(),
                href: self.route_href(&Route::TierIndex(id)),
                items: of_tier(id),
            })
            .filter(|group| !group.items.is_empty())
            .collect()
    }

    /// Projects offered here or that name this place, then those of the places above up to the town;
    /// what covers the whole county is in the project library.
    fn projects_for(&self, id: Id<Place>) -> Vec<Id<Project>> {
        let mut found = self.network.places[id].projects.clone();
        for above in self.network.above(id) {
            if self.network.places[above].tier == Tiers::CENTER {
                break;
            }
            for project in &self.network.places[above].projects {
                if !found.contains(project) {
                    found.push(*project);
                }
            }
        }
        found.truncate(PROJECTS);
        found
    }

    pub(super) fn tier_index(&self, id: TierId) -> Page {
        let network = self.network;
        let tier = network.config.tiers.get(id);
        let places: Vec<Id<Place>> = network.places_of(id).collect();
        let view = TierView {
            id: tier.id.clone(),
            name: tier.name.clone(),
            count: places.len(),
            groups: self.grouped_by_town(&places),
        };
        self.page_with(&Route::TierIndex(id), &tier.name, "", &view)
    }

    /// Places below the institute (or whatever lies directly above them), in the institutes' order.
    fn grouped_by_town(&self, places: &[Id<Place>]) -> Vec<Group<PlaceCard>> {
        let network = self.network;
        let town = |id: Id<Place>| {
            let parent = network.places[id].parent;
            parent.and_then(|above| network.town_of(above)).or(parent)
        };
        let mut by_town: std::collections::BTreeMap<Option<Id<Place>>, Vec<PlaceCard>> =
            std::collections::BTreeMap::new();
        for id in places {
            by_town
                .entry(town(*id))
                .or_default()
                .push(self.place_card(*id));
        }
        by_town
            .into_iter()
            .map(|(town, items)| match town {
                Some(town) => {
                    let place = &network.places[town];
                    Group {
                        title: place.short_name().to_owned(),
                        id: place.document.id.replace('/', "-"),
                        href: self.href(&place.path),
                        items,
                    }
                }
                None => Group {
                    title: String::new(),
                    id: "top".to_owned(),
                    href: String::new(),
                    items,
                },
            })
            .collect()
    }

    /// A place in a list.
    pub(super) fn place_card(&self, id: Id<Place>) -> PlaceCard {
        let place = &self.network.places[id];
        let written = place.written();
        let tier = self.network.config.tiers.get(place.tier);
        let status = written.status.name();
        PlaceCard {
            name: written.name.clone(),
            short_name: place.short_name().to_owned(),
            href: self.href(&place.path),
            tier: tier.id.clone(),
            tier_name: tier.short_name.clone(),
            shape: tier.shape,
            status,
            status_name: self.phrase(&format!("place_status.{status}")),
            address: written.address.clone(),
            phone: written.phone.clone().unwrap_or_default(),
            hours: self.hours(place),
        }
    }
}

/// A name that ends with the name of its tier, in two parts.
fn name_parts(name: &str, tier: &str) -> Vec<String> {
    match name.strip_suffix(tier) {
        Some(own) if !own.is_empty() => vec![own.to_owned(), tier.to_owned()],
        _ => vec![name.to_owned()],
    }
}

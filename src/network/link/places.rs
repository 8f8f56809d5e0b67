//! Links places, standards, platforms and teams.

use super::{Documented, Linker, Placed};
use crate::address;
use crate::content::{Kind, written};
use crate::geo::Coordinates;
use crate::network::records::{Place, Platform, Standard, Team};
use crate::network::{Id, Network, parents};
use crate::steps;
use crate::vocabulary::OF_CONTENT;

impl<'a> Linker<'a> {
    pub(super) fn places(
        &mut self,
        network: &mut Network,
        documents: Documented<'a, written::Place>,
    ) -> Placed<Place> {
        let tiers = &self.config.tiers;
        for document in documents {
            let Some(tier) = tiers
                .with_folder(&document.folder.name)
                .and_then(|tier| tiers.with_id(&tier.id))
            else {
                continue;
            };
            let location = document.fields.location;
            let written = Coordinates::new(location.lng.0, location.lat.0, location.crs);
            network.places.push(Place {
                path: address::record(&document.folder, &document.id),
                point: written.to_wgs84(),
                document: document.clone(),
                tier,
                parent: None,
                children: Vec::new(),
                teams: Vec::new(),
                activities: Vec::new(),
                needs: Vec::new(),
                projects: Vec::new(),
                articles: Vec::new(),
            });
        }
        let placed: Placed<Place> = network.places.ids().map(Some).collect();
        parents::link(
            &mut network.places,
            self.config,
            &self.directory,
            &mut self.faults,
        );
        placed
    }

    pub(super) fn standards(
        &mut self,
        network: &mut Network,
        documents: Documented<'a, written::Standard>,
    ) {
        for document in documents {
            let mut tiers = Vec::new();
            for (index, written) in document.fields.applies_to.iter().enumerate() {
                match self.config.tiers.with_id(written) {
                    Some(tier) => tiers.push(tier),
                    None => {
                        let known: Vec<_> = self
                            .config
                            .tiers
                            .iter()
                            .map(|tier| tier.id.as_str())
                            .collect();
                        let target = document.origin.value(&steps!["applies_to", index]);
                        self.faults.push(OF_CONTENT.unknown_value(
                            target,
                            "applies_to",
                            written,
                            &known,
                        ));
                    }
                }
            }
            network.standards.push(Standard {
                document: document.clone(),
                path: address::record(&document.folder, &document.id),
                tiers,
            });
        }
    }

    pub(super) fn platforms(
        &mut self,
        network: &mut Network,
        documents: Documented<'a, written::Platform>,
    ) -> Placed<Platform> {
        documents
            .into_iter()
            .map(|document| {
                Some(network.platforms.push(Platform {
                    path: address::record(&document.folder, &document.id),
                    document: document.clone(),
                    projects: Vec::new(),
                    activities: Vec::new(),
                }))
            })
            .collect()
    }

    pub(super) fn teams(
        &mut self,
        network: &mut Network,
        documents: Documented<'a, written::Team>,
        places: &Placed<Place>,
    ) -> Placed<Team> {
        let mut placed = Placed::new();
        for document in documents {
            let origin = &document.origin;
            let place = document.fields.place.as_ref();
            let place = self.refer_option(Kind::Place, place, "place", origin, places);
            let kind = origin.value(&steps!["kind"]);
            let kinds = &self.config.team_kinds;
            self.faults.extend(kinds.fault(&document.fields.kind, kind));
            placed.push(Some(network.teams.push(Team {
                path: address::record(&document.folder, &document.id),
                document: document.clone(),
                place,
                places: place.into_iter().collect(),
                projects: Vec::new(),
                activities: Vec::new(),
                needs: Vec::new(),
            })));
        }
        placed
    }

    /// Teams that a place names work there; a team is at home at its own place.
    pub(super) fn place_teams(&mut self, network: &mut Network, teams: &Placed<Team>) {
        let ids: Vec<Id<Place>> = network.places.ids().collect();
        for id in ids {
            let document = network.places[id].document.clone();
            let named = &document.fields.teams;
            let found = self.refer_list(Kind::Team, named, "teams", &document.origin, teams);
            for team in &found {
                let places = &mut network.teams[*team].places;
                if !places.contains(&id) {
                    places.push(id);
                }
            }
            network.places[id].teams = found;
        }
        let at_home: Vec<(Id<Team>, Id<Place>)> = network
            .teams
            .enumerate()
            .filter_map(|(team, linked)| linked.place.map(|place| (team, place)))
            .collect();
        for (team, place) in at_home {
            let teams = &mut network.places[place].teams;
            if !teams.contains(&team) {
                teams.push(team);
            }
        }
    }
}

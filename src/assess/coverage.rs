//! What the network does not reach yet: towns without a study post or a project, villages without a
//! station, categories of need that no project serves.

use std::collections::{BTreeSet, HashSet};

use crate::config::{Division, Tiers};
use crate::content::written::NeedStatus;
use crate::network::{Id, Network, Place, Provider};

/// The gaps of a network: a list for each kind, empty where nothing is missing.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Institutes below which there is no study post.
    pub towns_without_study_post: Vec<Id<Place>>,
    /// Institutes of which no project speaks, neither by covering nor by being offered there.
    pub towns_without_project: Vec<Id<Place>>,
    /// Towns of the list of divisions that have no institute.
    pub divisions_without_institute: Vec<Division>,
    /// Villages of the list of divisions that have no station.
    pub divisions_without_station: Vec<Division>,
    /// Categories of open needs that no project serves.
    pub unserved_categories: Vec<String>,
}

/// Digits of the code of a town-level division (national statistics code).
const TOWN_DIGITS: usize = 9;
/// Digits of the code of a village-level division.
const VILLAGE_DIGITS: usize = 12;

/// Finds what is not covered.
pub fn coverage(network: &Network) -> Coverage {
    let with_project = places_with_projects(network);
    let towns = || network.places_of(Tiers::INSTITUTE);
    let below = |town: Id<Place>| network.below(town);
    let codes: HashSet<&str> = network
        .places
        .iter()
        .filter_map(|place| place.written().division.as_deref())
        .collect();
    let missing = |digits: usize| -> Vec<Division> {
        network
            .config
            .divisions
            .iter()
            .filter(|division| division.code.len() == digits && !codes.contains(&*division.code))
            .cloned()
            .collect()
    };
    Coverage {
        towns_without_study_post: towns()
            .filter(|town| {
                let mut places = below(*town).into_iter();
                !places.any(|place| network.places[place].tier == Tiers::STUDY_POST)
            })
            .collect(),
        towns_without_project: towns()
            .filter(|town| {
                !below(*town)
                    .iter()
                    .any(|place| with_project.contains(place))
            })
            .collect(),
        divisions_without_institute: missing(TOWN_DIGITS),
        divisions_without_station: missing(VILLAGE_DIGITS),
        unserved_categories: unserved_categories(network),
    }
}

fn places_with_projects(network: &Network) -> HashSet<Id<Place>> {
    let mut places = HashSet::new();
    for project in network.projects.iter() {
        places.extend(project.covers.iter().copied());
        match project.provider {
            Some(Provider::Place(place)) => {
                places.insert(place);
            }
            Some(Provider::Team(team)) => places.extend(network.teams[team].place),
            None => {}
        }
    }
    places
}

fn unserved_categories(network: &Network) -> Vec<String> {
    let served: HashSet<&str> = network
        .projects
        .iter()
        .flat_map(|project| {
            let fields = &project.document.fields;
            fields
                .serves
                .iter()
                .chain(fields.tags.iter())
                .map(String::as_str)
        })
        .collect();
    let asked: BTreeSet<&str> = network
        .needs
        .iter()
        .filter(|need| need.document.fields.status == NeedStatus::Open && need.platform.is_none())
        .map(|need| need.document.fields.category.as_str())
        .collect();
    asked
        .into_iter()
        .filter(|category| !served.contains(category))
        .map(str::to_owned)
        .collect()
}

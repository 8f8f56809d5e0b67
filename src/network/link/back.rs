//! Fills in what is known only when everything is linked: back-references, the agenda, the tags.

use std::collections::BTreeMap;

use crate::network::records::Provider;
use crate::network::{Activity, AgendaEntry, Branded, Id, Network, Tagged};

/// Fills in what is known only when everything is linked: who is referred to by whom.
pub(super) fn back_references(network: &mut Network) {
    for (id, activity) in network.activities.enumerate() {
        network.places[activity.place].activities.push(id);
        if let Some(project) = activity.project {
            network.projects[project].activities.push(id);
        }
        if let Some(platform) = activity.platform {
            network.platforms[platform].activities.push(id);
        }
        if let Some(team) = activity.team {
            network.teams[team].activities.push(id);
        }
    }
    for id in network.projects.ids() {
        let project = &network.projects[id];
        network.platforms[project.platform].projects.push(id);
        let offered_at = match project.provider {
            Some(Provider::Team(team)) => {
                network.teams[team].projects.push(id);
                None
            }
            Some(Provider::Place(place)) => Some(place),
            None => None,
        };
        for place in offered_at.iter().chain(&project.covers) {
            let projects = &mut network.places[*place].projects;
            // Those of one project come one after the other.
            if projects.last() != Some(&id) {
                projects.push(id);
            }
        }
    }
    for (id, need) in network.needs.enumerate() {
        network.places[need.place].needs.push(id);
        if let Some(project) = need.project {
            network.projects[project].needs.push(id);
        }
        if let Some(team) = need.team {
            network.teams[team].needs.push(id);
        }
    }
    for (id, article) in network.articles.enumerate() {
        for place in &article.places {
            network.places[*place].articles.push(id);
        }
        for project in &article.projects {
            network.projects[*project].articles.push(id);
        }
    }
    agenda(network);
    tags(network);
    brands(network);
    audiences(network);
}

fn agenda(network: &mut Network) {
    let mut agenda: BTreeMap<(i16, i8), Vec<AgendaEntry>> = BTreeMap::new();
    for (id, activity) in network.activities.enumerate() {
        for (occurrence, at) in activity.occurrences.iter().enumerate() {
            let day = at.starts.date();
            agenda
                .entry((day.year(), day.month()))
                .or_default()
                .push(AgendaEntry {
                    activity: id,
                    occurrence,
                });
        }
    }
    for entries in agenda.values_mut() {
        entries.sort_by_key(|entry| {
            let (_, at) = network.occurrence(*entry);
            network.rank(entry.activity, at.starts)
        });
    }
    network.agenda = agenda;
}

fn tags(network: &mut Network) {
    let mut tags: BTreeMap<&str, Tagged> = BTreeMap::new();
    for (id, article) in network.articles.enumerate() {
        for tag in article.document.fields.tags.iter() {
            tags.entry(tag).or_default().articles.push(id);
        }
    }
    for (id, project) in network.projects.enumerate() {
        for tag in project.document.fields.tags.iter() {
            tags.entry(tag).or_default().projects.push(id);
        }
    }
    for (id, activity) in network.activities.enumerate() {
        for tag in activity.written().tags.iter() {
            tags.entry(tag).or_default().activities.push(id);
        }
    }
    network.tags = owned(tags);
}

fn brands(network: &mut Network) {
    let mut brands: BTreeMap<&str, Branded> = BTreeMap::new();
    for (id, place) in network.places.enumerate() {
        if let Some(brand) = &place.document.fields.brand {
            brands.entry(brand).or_default().places.push(id);
        }
    }
    for (id, project) in network.projects.enumerate() {
        if let Some(brand) = &project.document.fields.brand {
            brands.entry(brand).or_default().projects.push(id);
        }
    }
    for (id, activity) in network.activities.enumerate() {
        if let Some(brand) = &activity.written().brand {
            brands.entry(brand).or_default().activities.push(id);
        }
    }
    for (id, article) in network.articles.enumerate() {
        if let Some(brand) = &article.document.fields.brand {
            brands.entry(brand).or_default().articles.push(id);
        }
    }
    network.brands = owned(brands);
}

fn audiences(network: &mut Network) {
    let mut audiences: BTreeMap<&str, Vec<Id<Activity>>> = BTreeMap::new();
    for (id, activity) in network.activities.enumerate() {
        for audience in activity.written().audience.iter() {
            audiences.entry(audience).or_default().push(id);
        }
    }
    network.audiences = owned(audiences);
}

/// Keys are copied once, not whenever they occur.
fn owned<T>(map: BTreeMap<&str, T>) -> BTreeMap<String, T> {
    map.into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

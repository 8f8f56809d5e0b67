//! Fills in what is known only when everything is linked: back-references, the agenda, the tags.

use std::collections::BTreeMap;

use crate::network::records::Provider;
use crate::network::{Activity, AgendaEntry, Branded, Id, Network, Tagged};

/// Fills in what is known only when everything is linked: who is referred to by whom.
pub(super) fn back_references(network: &mut Network) {
    let activities: Vec<_> = network
        .activities
        .enumerate()
        .map(|(id, activity)| {
            (
                id,
                activity.place,
                activity.project,
                activity.platform,
                activity.team,
            )
        })
        .collect();
    for (id, place, project, platform, team) in activities {
        network.places[place].activities.push(id);
        if let Some(project) = project {
            network.projects[project].activities.push(id);
        }
        if let Some(platform) = platform {
            network.platforms[platform].activities.push(id);
        }
        if let Some(team) = team {
            network.teams[team].activities.push(id);
        }
    }
    let projects: Vec<_> = network
        .projects
        .enumerate()
        .map(|(id, project)| {
            (
                id,
                project.platform,
                project.provider,
                project.covers.clone(),
            )
        })
        .collect();
    for (id, platform, provider, covers) in projects {
        network.platforms[platform].projects.push(id);
        let offered_at = match provider {
            Some(Provider::Team(team)) => {
                network.teams[team].projects.push(id);
                None
            }
            Some(Provider::Place(place)) => Some(place),
            None => None,
        };
        for place in offered_at.into_iter().chain(covers) {
            let projects = &mut network.places[place].projects;
            if !projects.contains(&id) {
                projects.push(id);
            }
        }
    }
    let needs: Vec<_> = network
        .needs
        .enumerate()
        .map(|(id, need)| (id, need.place, need.project, need.team))
        .collect();
    for (id, place, project, team) in needs {
        network.places[place].needs.push(id);
        if let Some(project) = project {
            network.projects[project].needs.push(id);
        }
        if let Some(team) = team {
            network.teams[team].needs.push(id);
        }
    }
    let articles: Vec<_> = network
        .articles
        .enumerate()
        .map(|(id, article)| (id, article.places.clone(), article.projects.clone()))
        .collect();
    for (id, places, projects) in articles {
        for place in places {
            network.places[place].articles.push(id);
        }
        for project in projects {
            network.projects[project].articles.push(id);
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
            let activity = &network.activities[entry.activity];
            (
                activity.occurrences[entry.occurrence].starts,
                entry.activity,
            )
        });
    }
    network.agenda = agenda;
}

fn tags(network: &mut Network) {
    let mut tags: BTreeMap<String, Tagged> = BTreeMap::new();
    for (id, article) in network.articles.enumerate() {
        for tag in article.document.fields.tags.iter() {
            tags.entry(tag.clone()).or_default().articles.push(id);
        }
    }
    for (id, project) in network.projects.enumerate() {
        for tag in project.document.fields.tags.iter() {
            tags.entry(tag.clone()).or_default().projects.push(id);
        }
    }
    for (id, activity) in network.activities.enumerate() {
        for tag in activity.written().tags.iter() {
            tags.entry(tag.clone()).or_default().activities.push(id);
        }
    }
    network.tags = tags;
}

fn brands(network: &mut Network) {
    let mut brands: BTreeMap<String, Branded> = BTreeMap::new();
    for (id, place) in network.places.enumerate() {
        if let Some(brand) = &place.document.fields.brand {
            brands.entry(brand.clone()).or_default().places.push(id);
        }
    }
    for (id, project) in network.projects.enumerate() {
        if let Some(brand) = &project.document.fields.brand {
            brands.entry(brand.clone()).or_default().projects.push(id);
        }
    }
    for (id, activity) in network.activities.enumerate() {
        if let Some(brand) = &activity.written().brand {
            brands.entry(brand.clone()).or_default().activities.push(id);
        }
    }
    for (id, article) in network.articles.enumerate() {
        if let Some(brand) = &article.document.fields.brand {
            brands.entry(brand.clone()).or_default().articles.push(id);
        }
    }
    network.brands = brands;
}

fn audiences(network: &mut Network) {
    let mut audiences: BTreeMap<String, Vec<Id<Activity>>> = BTreeMap::new();
    for (id, activity) in network.activities.enumerate() {
        for audience in activity.written().audience.iter() {
            audiences.entry(audience.clone()).or_default().push(id);
        }
    }
    network.audiences = audiences;
}

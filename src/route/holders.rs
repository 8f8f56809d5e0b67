//! Where a tag, a brand or an audience is written that has a page: at the first record that carries it.

use crate::fault::{Origin, Target};
use crate::network::Network;
use crate::steps;

pub(super) fn of_tag(network: &Network, tag: &str) -> Option<Target> {
    let tagged = network.tags.get(tag)?;
    let (origin, tags) = if let Some(id) = tagged.articles.first() {
        let document = &network.articles[*id].document;
        (document.origin.clone(), &document.fields.tags)
    } else if let Some(id) = tagged.projects.first() {
        let document = &network.projects[*id].document;
        (document.origin.clone(), &document.fields.tags)
    } else {
        let activity = &network.activities[*tagged.activities.first()?];
        (activity.origin(), &activity.written().tags)
    };
    let index = tags.iter().position(|own| own == tag)?;
    Some(origin.value(&steps!["tags", index]))
}

pub(super) fn of_brand(network: &Network, brand: &str) -> Option<Target> {
    let branded = network.brands.get(brand)?;
    let origin: Origin = if let Some(id) = branded.places.first() {
        network.places[*id].document.origin.clone()
    } else if let Some(id) = branded.projects.first() {
        network.projects[*id].document.origin.clone()
    } else if let Some(id) = branded.activities.first() {
        network.activities[*id].origin()
    } else {
        let id = branded.articles.first()?;
        network.articles[*id].document.origin.clone()
    };
    Some(origin.value(&steps!["brand"]))
}

pub(super) fn of_audience(network: &Network, audience: &str) -> Option<Target> {
    let activity = &network.activities[*network.audiences.get(audience)?.first()?];
    let audiences = &activity.written().audience;
    let index = audiences.iter().position(|own| own == audience)?;
    Some(activity.origin().value(&steps!["audience", index]))
}

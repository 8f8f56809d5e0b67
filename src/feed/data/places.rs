//! `places.geojson`: every place with its position, WGS-84, longitude first.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Head, full_id, list, object, place_id};
use crate::network::{Id, Place};
use crate::route::Feed;
use crate::view::Views;

#[derive(Serialize)]
struct Collection<'a> {
    r#type: &'static str,
    #[serde(flatten)]
    head: Head<'a>,
}

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: String,
    geometry: Geometry,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Geometry {
    r#type: &'static str,
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'a> {
    name: &'a str,
    short_name: &'a str,
    tier: &'a str,
    tier_name: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    division: Option<&'a str>,
    address: &'a str,
    approximate: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<&'a str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    hours_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    services: &'a [String],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    access: BTreeMap<&'static str, bool>,
    url: String,
    calendar: String,
}

/// Writes the collection.
pub(in crate::feed) fn write(views: &Views<'_>, out: &mut Vec<u8>) {
    let head = Collection {
        r#type: "FeatureCollection",
        head: Head::of(views),
    };
    let mut features = |out: &mut Vec<u8>| {
        list(views.network.places.ids().map(|id| feature(views, id)), out);
    };
    object(&head, &mut [("features", &mut features)], out);
}

fn feature<'a>(views: &Views<'a>, id: Id<Place>) -> Feature<'a> {
    let network = views.network;
    let place = &network.places[id];
    let written = place.written();
    let tier = network.config.tiers.get(place.tier);
    let aspects = written.access.iter().flat_map(|access| access.aspects());
    Feature {
        r#type: "Feature",
        id: full_id(&place.document),
        geometry: Geometry {
            r#type: "Point",
            coordinates: [place.point.longitude, place.point.latitude].map(rounded),
        },
        properties: Properties {
            name: &written.name,
            short_name: place.short_name(),
            tier: &tier.id,
            tier_name: &tier.name,
            status: written.status.name(),
            parent: place.parent.map(|parent| place_id(views, parent)),
            division: written.division.as_deref(),
            address: &written.address,
            approximate: written.location.approximate,
            hours: written.hours.as_ref().map(|hours| hours.0.text()),
            hours_text: views.hours(place),
            phone: written.phone.as_deref(),
            services: &written.services,
            access: aspects.filter_map(|(key, has)| Some((key, has?))).collect(),
            url: views.full(&place.path),
            calendar: views.full(&Feed::PlaceCalendar(id).path(network)),
        },
    }
}

/// To a millionth of a degree, a tenth of a metre: more digits would claim what nobody surveyed.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

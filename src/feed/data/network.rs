//! `network.json`: the tiers of the network, its platforms, projects and teams, and where the rest is.

use serde::Serialize;

use super::{Head, list, object, place_id};
use crate::config::{Shape, Tier, TierId};
use crate::network::{Id, Platform, Project, Provider, Team};
use crate::route::Feed;
use crate::view::{Views, project::project_status};

#[derive(Serialize)]
struct Overview<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    places: String,
    activities: String,
    calendar: String,
}

#[derive(Serialize)]
struct TierRecord<'a> {
    id: &'a str,
    name: &'a str,
    short_name: &'a str,
    shape: Shape,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    places: usize,
}

#[derive(Serialize)]
struct PlatformRecord<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    url: String,
    calendar: String,
}

#[derive(Serialize)]
struct ProjectRecord<'a> {
    id: &'a str,
    title: &'a str,
    platform: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    audience: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    serves: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    covers: Vec<String>,
    url: String,
}

#[derive(Serialize)]
struct TeamRecord<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    skills: &'a [String],
    url: String,
}

/// Writes the file.
pub(in crate::feed) fn write(views: &Views<'_>, out: &mut Vec<u8>) {
    let network = views.network;
    let address = |feed: Feed| views.full(&feed.path(network));
    let overview = Overview {
        head: Head::of(views),
        description: network.config.description.as_deref(),
        places: address(Feed::Places),
        activities: address(Feed::Activities),
        calendar: address(Feed::Calendar),
    };
    let mut tiers = |out: &mut Vec<u8>| {
        let tiers = network.config.tiers.enumerate();
        list(tiers.map(|(id, found)| tier(views, id, found)), out);
    };
    let mut platforms = |out: &mut Vec<u8>| {
        let platforms = network.platforms.enumerate();
        list(platforms.map(|(id, found)| platform(views, id, found)), out);
    };
    let mut projects = |out: &mut Vec<u8>| {
        let projects = network.projects.iter();
        list(projects.map(|found| project(views, found)), out);
    };
    let mut teams = |out: &mut Vec<u8>| {
        let teams = network.teams.iter();
        list(teams.map(|found| team(views, found)), out);
    };
    object(
        &overview,
        &mut [
            ("tiers", &mut tiers),
            ("platforms", &mut platforms),
            ("projects", &mut projects),
            ("teams", &mut teams),
        ],
        out,
    );
}

fn tier<'a>(views: &Views<'a>, id: TierId, tier: &'a Tier) -> TierRecord<'a> {
    let network = views.network;
    let parent = tier.parent.map(|parent| network.config.tiers.get(parent));
    TierRecord {
        id: &tier.id,
        name: &tier.name,
        short_name: &tier.short_name,
        shape: tier.shape,
        parent: parent.map(|parent| parent.id.as_str()),
        places: network.places_of(id).count(),
    }
}

fn platform<'a>(views: &Views<'a>, id: Id<Platform>, platform: &'a Platform) -> PlatformRecord<'a> {
    PlatformRecord {
        id: &platform.document.id,
        name: &platform.document.fields.name,
        summary: platform.document.fields.summary.as_deref(),
        url: views.full(&platform.path),
        calendar: views.full(&Feed::PlatformCalendar(id).path(views.network)),
    }
}

fn project<'a>(views: &Views<'a>, project: &'a Project) -> ProjectRecord<'a> {
    let network = views.network;
    let written = &project.document.fields;
    ProjectRecord {
        id: &project.document.id,
        title: &written.title,
        platform: &network.platforms[project.platform].document.id,
        status: project_status(written.status),
        provider: project.provider.map(|provider| match provider {
            Provider::Team(id) => super::full_id(&network.teams[id].document),
            Provider::Place(id) => place_id(views, id),
        }),
        audience: &written.audience,
        serves: &written.serves,
        covers: project
            .covers
            .iter()
            .map(|id| place_id(views, *id))
            .collect(),
        url: views.full(&project.path),
    }
}

fn team<'a>(views: &Views<'a>, team: &'a Team) -> TeamRecord<'a> {
    let written = &team.document.fields;
    TeamRecord {
        id: &team.document.id,
        name: &written.name,
        kind: &written.kind,
        place: team.place.map(|id| place_id(views, id)),
        skills: &written.skills,
        url: views.full(&team.path),
    }
}

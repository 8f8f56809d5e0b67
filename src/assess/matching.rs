//! Supply meets demand (供需对接): which projects and teams could answer a need, and why.

use std::cmp::Reverse;

use crate::content::written::{NeedStatus, ProjectStatus};
use crate::network::{Id, Need, Network, Place, Project, Provider, Team};

/// How a project's field fits a need, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The project names the need's category among what it serves.
    Serves,
    /// The need's category is the project's platform.
    Platform,
    /// They share a tag.
    Tag,
}

/// A project that could answer a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub(crate) project: Id<Project>,
    /// How its field fits.
    pub fit: Fit,
    /// The covered place nearest above the need (or the need's own), if the project names where it goes.
    pub coverage: Option<Id<Place>>,
    /// Levels from the need's place up to that place; a project that goes anywhere comes last.
    pub levels: usize,
    /// It is resting at the moment.
    pub paused: bool,
}

/// A project that names no place goes anywhere, but comes after all that do.
const ANYWHERE: usize = usize::MAX;

/// The projects that could answer a need, the best first: running before resting, covered places nearest
/// above first, then how closely the field fits, then capacity.
pub fn projects_for(network: &Network, need: Id<Need>) -> Vec<Match> {
    let mut matches: Vec<Match> = network
        .projects
        .ids()
        .filter_map(|project| project_match(network, need, project))
        .collect();
    matches.sort_by_key(|found| {
        let project = &network.projects[found.project].document;
        let capacity = project.fields.capacity.map_or(0, |count| count.0);
        let rank = (found.paused, found.levels, found.fit, Reverse(capacity));
        (rank, project.id.clone())
    });
    matches
}

/// The open needs that a project could answer, those waiting longest first.
pub fn needs_for(network: &Network, project: Id<Project>) -> Vec<Id<Need>> {
    let mut needs: Vec<Id<Need>> = network
        .needs
        .enumerate()
        .filter(|(_, need)| need.document.fields.status == NeedStatus::Open)
        .map(|(id, _)| id)
        .filter(|need| project_match(network, *need, project).is_some())
        .collect();
    needs.sort_by_key(|need| network.needs[*need].document.fields.raised.0);
    needs
}

fn project_match(network: &Network, need: Id<Need>, id: Id<Project>) -> Option<Match> {
    let project = &network.projects[id];
    let status = project.document.fields.status;
    if status == ProjectStatus::Ended {
        return None;
    }
    let fit = fit(network, need, project)?;
    let (coverage, levels) = coverage(network, network.needs[need].place, project)?;
    Some(Match {
        project: id,
        fit,
        coverage,
        levels,
        paused: status == ProjectStatus::Paused,
    })
}

fn fit(network: &Network, need: Id<Need>, project: &Project) -> Option<Fit> {
    let need = &network.needs[need];
    let wanted = &need.document.fields;
    let offered = &project.document.fields;
    if offered.serves.contains(&wanted.category) {
        Some(Fit::Serves)
    } else if need.platform == Some(project.platform) {
        Some(Fit::Platform)
    } else if offered.tags.contains(&wanted.category)
        || wanted
            .tags
            .iter()
            .any(|tag| offered.tags.contains(tag) || offered.serves.contains(tag))
    {
        Some(Fit::Tag)
    } else {
        None
    }
}

/// Where a project goes, as seen from a place: the nearest covered place at or above it. A project that
/// names no place goes where its provider is at home, or anywhere if nobody says. `None` if it does not
/// come here.
fn coverage(
    network: &Network,
    place: Id<Place>,
    project: &Project,
) -> Option<(Option<Id<Place>>, usize)> {
    let home = match project.provider {
        Some(Provider::Place(home)) => Some(home),
        Some(Provider::Team(team)) => network.teams[team].place,
        None => None,
    };
    let covers: Vec<Id<Place>> = if project.covers.is_empty() {
        home.into_iter().collect()
    } else {
        project.covers.clone()
    };
    if covers.is_empty() {
        return Some((None, ANYWHERE));
    }
    network
        .upward(place)
        .enumerate()
        .find(|(_, above)| covers.contains(above))
        .map(|(levels, above)| (Some(above), levels))
}

/// Teams whose skills name the category or a tag of a need, and that are at home or work at or above its
/// place; those with the most members first.
pub fn teams_for(network: &Network, need: Id<Need>) -> Vec<Id<Team>> {
    let need = &network.needs[need];
    let fields = &need.document.fields;
    let here: Vec<Id<Place>> = network.upward(need.place).collect();
    let mut teams: Vec<Id<Team>> = network
        .teams
        .enumerate()
        .filter(|(_, team)| {
            let skills = &team.document.fields.skills;
            let skilled = skills
                .iter()
                .any(|skill| *skill == fields.category || fields.tags.contains(skill));
            let comes_here =
                team.places.is_empty() || team.places.iter().any(|place| here.contains(place));
            skilled && comes_here
        })
        .map(|(id, _)| id)
        .collect();
    teams.sort_by_key(|id| {
        let team = &network.teams[*id].document;
        Reverse(team.fields.members.map_or(0, |count| count.0))
    });
    teams
}

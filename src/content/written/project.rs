//! The project library (志愿服务项目库) and the teams that carry it.

use serde::Deserialize;

use super::{Photo, written};
use crate::values::{Count, Texts};

/// A service that a team or place offers again and again.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Only in lists.
    pub id: Option<String>,
    /// What it is.
    pub title: String,
    /// Its platform; the folder says it too.
    pub platform: Option<String>,
    /// The team or place that offers it.
    pub provider: Option<String>,
    /// Whom it is for.
    #[serde(default)]
    pub audience: Texts,
    /// The categories of need that it answers.
    #[serde(default)]
    pub serves: Texts,
    /// The places it goes to; a place covers all below it.
    #[serde(default)]
    pub covers: Texts,
    /// How often, in words.
    pub frequency: Option<String>,
    /// How many people a session can serve.
    pub capacity: Option<Count>,
    /// A role to ask for.
    pub contact: Option<String>,
    /// Telephone number, as dialled.
    pub phone: Option<String>,
    /// Whether it can be asked for.
    #[serde(default)]
    pub status: ProjectStatus,
    /// The local brand it belongs to.
    pub brand: Option<String>,
    /// Free tags.
    #[serde(default)]
    pub tags: Texts,
    /// Pictures beside the file.
    #[serde(default)]
    pub photos: Vec<Photo>,
    /// Not published yet.
    #[serde(default)]
    pub draft: bool,
    /// Old addresses of its page.
    #[serde(default)]
    pub aliases: Texts,
}

written!(
    Project,
    photos: [photos],
    required: [title],
    keywords: [tags, serves],
    roles: [contact],
    phones: [phone],
    only_said: [title, serves, frequency, capacity, contact, phone, status, photos]
);

/// Whether a project can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProjectStatus {
    /// Running.
    #[default]
    #[serde(alias = "open")]
    Active,
    /// Resting for now.
    Paused,
    /// Over.
    #[serde(alias = "closed")]
    Ended,
}

/// A volunteer team.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Only in lists.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// One of the kinds that the network knows.
    pub kind: String,
    /// Where it is at home.
    pub place: Option<String>,
    /// How many people.
    pub members: Option<Count>,
    /// What they can do.
    #[serde(default)]
    pub skills: Texts,
    /// A role to ask for.
    pub contact: Option<String>,
    /// Telephone number, as dialled.
    pub phone: Option<String>,
    /// Pictures beside the file.
    #[serde(default)]
    pub photos: Vec<Photo>,
    /// Not published yet.
    #[serde(default)]
    pub draft: bool,
    /// Old addresses of its page.
    #[serde(default)]
    pub aliases: Texts,
}

written!(
    Team,
    photos: [photos],
    required: [name],
    keywords: [skills],
    roles: [contact],
    phones: [phone],
    only_said: [name, members, skills, contact, phone, photos]
);

//! The plan of a year: what each month is about, and its dated points.

use serde::Deserialize;

use super::written;
use crate::values::{Entries, LunarDay, Term, Texts, YearlyDay};

/// A plan; its year is its id.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Only in lists.
    pub id: Option<String>,
    /// A title, if the year alone does not do.
    pub title: Option<String>,
    /// The months by number, 1 to 12.
    #[serde(default)]
    pub months: Entries<Month>,
    /// Not published yet.
    #[serde(default)]
    pub draft: bool,
    /// Old addresses of its page.
    #[serde(default)]
    pub aliases: Texts,
}

written!(
    Plan,
    photos: [],
    required: [],
    keywords: [],
    roles: [],
    phones: [],
    only_said: [title]
);

/// One month of a plan.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Month {
    /// What the month is about.
    pub theme: Option<String>,
    /// Its dated points.
    pub nodes: Vec<Node>,
}

/// A dated point of a plan: a civil date, a lunar one or a solar term.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// What it is.
    pub name: String,
    /// Month and day of the civil calendar.
    pub date: Option<YearlyDay>,
    /// Month and day of the lunar calendar.
    pub lunar: Option<LunarDay>,
    /// A solar term.
    pub solar_term: Option<Term>,
    /// The place or team that leads.
    pub lead: Option<String>,
}

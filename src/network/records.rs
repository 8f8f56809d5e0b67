//! The linked kinds except activities: each holds its document as written and what it is linked to.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Activity, Id};
use crate::config::TierId;
use crate::content::{Document, written};
use crate::geo::Wgs84Point;

/// A place of any tier.
#[derive(Debug, Clone)]
pub struct Place {
    /// As written.
    pub document: Arc<Document<written::Place>>,
    /// Its tier.
    pub tier: TierId,
    /// The place above it.
    pub parent: Option<Id<Place>>,
    /// The places below it, by tier and id.
    pub children: Vec<Id<Place>>,
    /// Where it is, WGS-84.
    pub point: Wgs84Point,
    /// Path of its page: `/stations/yuping/buxingjie/`.
    pub path: String,
    /// Teams that work or are at home here.
    pub teams: Vec<Id<Team>>,
    /// Activities here.
    pub activities: Vec<Id<Activity>>,
    /// Needs from here.
    pub needs: Vec<Id<Need>>,
    /// Projects it offers, or that name it as covered.
    pub projects: Vec<Id<Project>>,
    /// Articles that tell of it, newest first.
    pub articles: Vec<Id<Article>>,
}

impl Place {
    /// The record as written.
    pub fn written(&self) -> &written::Place {
        &self.document.fields
    }

    /// The name for tight places.
    pub fn short_name(&self) -> &str {
        let written = self.written();
        written.short_name.as_deref().unwrap_or(&written.name)
    }
}

/// A standard.
#[derive(Debug, Clone)]
pub struct Standard {
    /// As written.
    pub document: Arc<Document<written::Standard>>,
    /// Path of its entry on the page of all standards.
    pub path: String,
    /// The tiers it is for.
    pub tiers: Vec<TierId>,
}

/// A service platform.
#[derive(Debug, Clone)]
pub struct Platform {
    /// As written.
    pub document: Arc<Document<written::Platform>>,
    /// Path of its page.
    pub path: String,
    /// Its projects, by id.
    pub projects: Vec<Id<Project>>,
    /// Activities that name it, directly or through a project.
    pub activities: Vec<Id<Activity>>,
}

/// Who offers a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    /// A team.
    Team(Id<Team>),
    /// A place.
    Place(Id<Place>),
}

/// A project of the library.
#[derive(Debug, Clone)]
pub struct Project {
    /// As written.
    pub document: Arc<Document<written::Project>>,
    /// Its platform.
    pub platform: Id<Platform>,
    /// Who offers it.
    pub provider: Option<Provider>,
    /// Where it goes; each place stands for all below it.
    pub covers: Vec<Id<Place>>,
    /// Path of its page, or of its entry in the platform's list.
    pub path: String,
    /// Its activities.
    pub activities: Vec<Id<Activity>>,
    /// Needs it answers or answered.
    pub needs: Vec<Id<Need>>,
    /// Articles that tell of it, newest first.
    pub articles: Vec<Id<Article>>,
}

/// A volunteer team.
#[derive(Debug, Clone)]
pub struct Team {
    /// As written.
    pub document: Arc<Document<written::Team>>,
    /// Where it is at home.
    pub place: Option<Id<Place>>,
    /// Path of its page.
    pub path: String,
    /// Places where it works.
    pub places: Vec<Id<Place>>,
    /// What it offers.
    pub projects: Vec<Id<Project>>,
    /// What it does and did.
    pub activities: Vec<Id<Activity>>,
    /// Needs it took.
    pub needs: Vec<Id<Need>>,
}

/// Something residents ask for.
#[derive(Debug, Clone)]
pub struct Need {
    /// As written.
    pub document: Arc<Document<written::Need>>,
    /// Where.
    pub place: Id<Place>,
    /// The platform, if the category is one.
    pub platform: Option<Id<Platform>>,
    /// The project that answers it.
    pub project: Option<Id<Project>>,
    /// The team that took it.
    pub team: Option<Id<Team>>,
    /// The activity that came of it.
    pub activity: Option<Id<Activity>>,
    /// Path of its page, or of its entry on the board.
    pub path: String,
}

/// A year's plan.
#[derive(Debug, Clone)]
pub struct Plan {
    /// As written.
    pub document: Arc<Document<written::Plan>>,
    /// The civil year.
    pub year: i16,
    /// Its dated points by date.
    pub nodes: Vec<PlanNode>,
    /// Path of its page.
    pub path: String,
}

/// A dated point of a plan.
#[derive(Debug, Clone)]
pub struct PlanNode {
    /// The month under which it is written, 1 to 12.
    pub month: i8,
    /// Which node of that month as written.
    pub index: usize,
    /// Its civil date.
    pub date: Date,
    /// The place or team that leads.
    pub lead: Option<Provider>,
}

/// An article.
#[derive(Debug, Clone)]
pub struct Article {
    /// As written.
    pub document: Arc<Document<written::Article>>,
    /// Path of its page.
    pub path: String,
    /// Places it tells of.
    pub places: Vec<Id<Place>>,
    /// Projects it tells of.
    pub projects: Vec<Id<Project>>,
    /// Activities it tells of.
    pub activities: Vec<Id<Activity>>,
    /// Whether its time is over: its page stays, the lists of articles and the feeds leave it out.
    pub expired: bool,
}

/// A page outside the systems.
#[derive(Debug, Clone)]
pub struct Page {
    /// As written.
    pub document: Arc<Document<written::Page>>,
    /// Its path.
    pub path: String,
}

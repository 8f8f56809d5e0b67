//! The project library: platforms, projects, and the teams that carry them.

use super::cards::{
    ActivityCard, ArticleCard, Group, Link, NeedCard, PictureView, PlaceCard, ProjectCard, TeamCard,
};
use super::{Describe, Page, Views, view};
use crate::address::fragment;
use crate::assess::matching::needs_for;
use crate::assess::tally::tally;
use crate::content::written::ProjectStatus;
use crate::network::{Activity, Id, Platform, Project, Team};
use crate::route::{Feed, Route};

/// How many activities such a page lists.
const ACTIVITIES: usize = 30;
/// How many open needs a project's page lists.
const OPEN_NEEDS: usize = 12;

view! {
    /// The project library; in `projects.html` as `projects`.
    pub struct ProjectsView {
        /// How many projects in all.
        pub count: usize,
        /// The platforms.
        pub platforms: Vec<PlatformView>,
    }
}

view! {
    /// A platform; in `platform.html` as `platform`.
    pub struct PlatformView {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// Its page.
        pub href: String,
        /// What it is for; may be empty.
        pub summary: String,
        /// Its projects; those without a page have their entry here.
        pub projects: Vec<ProjectCard>,
        /// What is on next.
        pub upcoming: Vec<ActivityCard>,
        /// What is on, as a calendar to subscribe to.
        pub calendar: String,
    }
}

view! {
    /// The page of a project; in `project.html` as `project`.
    pub struct ProjectView {
        /// Its card.
        pub card: ProjectCard,
        /// Telephone number; may be empty.
        pub phone: String,
        /// The local brand it belongs to.
        pub brand: Option<Link>,
        /// What is on next.
        pub upcoming: Vec<ActivityCard>,
        /// What was done, each activity once.
        pub activities: Vec<ActivityCard>,
        /// What that came to.
        pub done: TallyView,
        /// Needs it answers or answered.
        pub needs: Vec<NeedCard>,
        /// Open needs that it could answer, those waiting longest first.
        pub open_needs: Vec<NeedCard>,
        /// Articles that tell of it.
        pub articles: Vec<ArticleCard>,
        /// Its tags.
        pub tags: Vec<Link>,
        /// Pictures.
        pub photos: Vec<PictureView>,
        /// Its text as HTML.
        pub body: String,
    }
}

view! {
    /// What activities came to, up to the day of the site.
    #[derive(Clone)]
    pub struct TallyView {
        /// Times that took place.
        pub sessions: usize,
        /// People who came, as far as it is told.
        pub attendance: u64,
        /// Hours given by volunteers, as far as it is told.
        pub service_hours: String,
    }
}

view! {
    /// All teams by kind; in `teams.html` as `teams`.
    pub struct TeamsView {
        /// How many.
        pub count: usize,
        /// The kinds with their teams.
        pub groups: Vec<Group<TeamCard>>,
    }
}

view! {
    /// The page of a team; in `team.html` as `team`.
    pub struct TeamView {
        /// Its card.
        pub card: TeamCard,
        /// A role to ask for; may be empty.
        pub contact: String,
        /// Telephone number; may be empty.
        pub phone: String,
        /// Where it works.
        pub places: Vec<PlaceCard>,
        /// What it offers.
        pub projects: Vec<ProjectCard>,
        /// What is on next.
        pub upcoming: Vec<ActivityCard>,
        /// What it does and did, each activity once.
        pub activities: Vec<ActivityCard>,
        /// What that came to.
        pub done: TallyView,
        /// Needs it took.
        pub needs: Vec<NeedCard>,
        /// Pictures.
        pub photos: Vec<PictureView>,
        /// Its text as HTML.
        pub body: String,
    }
}

impl Views<'_> {
    fn tally(&self, activities: &[Id<Activity>]) -> TallyView {
        let sum = tally(self.network, activities.iter().copied());
        TallyView {
            sessions: sum.sessions,
            attendance: sum.attendance,
            service_hours: sum.service_hours.to_string(),
        }
    }

    pub(super) fn platform_link(&self, id: Id<Platform>) -> Link {
        let platform = &self.network.platforms[id];
        Link {
            name: platform.document.fields.name.clone(),
            href: self.href(&platform.path),
        }
    }

    pub(super) fn projects(&self) -> Page {
        let network = self.network;
        let view = ProjectsView {
            count: network.projects.len(),
            platforms: network
                .platforms
                .ids()
                .map(|id| self.platform_view(id, 0))
                .collect(),
        };
        self.named_page(&Route::Projects, &view)
    }

    fn platform_view(&self, id: Id<Platform>, upcoming: usize) -> PlatformView {
        let platform = &self.network.platforms[id];
        let written = &platform.document.fields;
        PlatformView {
            id: platform.document.id.clone(),
            name: written.name.clone(),
            href: self.href(&platform.path),
            summary: written.summary.clone().unwrap_or_default(),
            projects: platform
                .projects
                .iter()
                .map(|id| self.project_card(*id))
                .collect(),
            upcoming: self.upcoming(platform.activities.iter().copied(), upcoming),
            calendar: self.href(&Feed::PlatformCalendar(id).path(self.network)),
        }
    }

    pub(super) fn platform(&self, id: Id<Platform>) -> Page {
        let view = self.platform_view(id, ACTIVITIES);
        let (name, summary) = (&view.name, &view.summary);
        self.page_with(&Route::Platform(id), name, summary, &view)
    }

    pub(super) fn project(&self, id: Id<Project>) -> Page {
        let project = &self.network.projects[id];
        let written = &project.document.fields;
        let origin = &project.document.origin;
        let view = ProjectView {
            card: self.project_card(id),
            phone: written.phone.clone().unwrap_or_default(),
            brand: self.brand_link(written.brand.as_ref()),
            upcoming: self.upcoming(project.activities.iter().copied(), ACTIVITIES),
            activities: self.activity_summaries(&project.activities),
            done: self.tally(&project.activities),
            needs: project.needs.iter().map(|id| self.need_card(*id)).collect(),
            open_needs: needs_for(self.network, id)
                .iter()
                .take(OPEN_NEEDS)
                .map(|id| self.need_card(*id))
                .collect(),
            articles: project
                .articles
                .iter()
                .map(|id| self.article_card(*id))
                .collect(),
            tags: self.tag_links(&written.tags),
            photos: self.pictures(&written.photos, origin),
            body: self.body(project.document.body.as_ref(), origin, &project.path),
        };
        let crumbs = vec![self.platform_link(project.platform)];
        let summary = project.document.summary();
        self.page_with(&Route::Project(id), &written.title, summary, &view)
            .below(crumbs)
    }

    pub(super) fn teams(&self) -> Page {
        let network = self.network;
        let groups = network
            .config
            .team_kinds
            .as_slice()
            .iter()
            .map(|(kind, name)| Group {
                title: name.clone(),
                id: kind.clone(),
                href: String::new(),
                items: network
                    .teams
                    .enumerate()
                    .filter(|(_, team)| team.document.fields.kind == *kind)
                    .map(|(id, _)| self.team_card(id))
                    .collect(),
            })
            .filter(|group: &Group<TeamCard>| !group.items.is_empty())
            .collect();
        let view = TeamsView {
            count: network.teams.len(),
            groups,
        };
        self.named_page(&Route::Teams, &view)
    }

    pub(super) fn team(&self, id: Id<Team>) -> Page {
        let team = &self.network.teams[id];
        let written = &team.document.fields;
        let origin = &team.document.origin;
        let view = TeamView {
            card: self.team_card(id),
            contact: written.contact.clone().unwrap_or_default(),
            phone: written.phone.clone().unwrap_or_default(),
            places: team.places.iter().map(|id| self.place_card(*id)).collect(),
            projects: team
                .projects
                .iter()
                .map(|id| self.project_card(*id))
                .collect(),
            upcoming: self.upcoming(team.activities.iter().copied(), ACTIVITIES),
            activities: self.activity_summaries(&team.activities),
            done: self.tally(&team.activities),
            needs: team.needs.iter().map(|id| self.need_card(*id)).collect(),
            photos: self.pictures(&written.photos, origin),
            body: self.body(team.document.body.as_ref(), origin, &team.path),
        };
        let summary = team.document.summary();
        self.page_with(&Route::Team(id), &written.name, summary, &view)
    }

    pub(super) fn project_card(&self, id: Id<Project>) -> ProjectCard {
        let project = &self.network.projects[id];
        let written = &project.document.fields;
        let status = project_status(written.status);
        ProjectCard {
            title: written.title.clone(),
            href: self.href(&project.path),
            anchor: fragment("project", &project.document.id),
            has_page: project.document.body.is_some(),
            platform: self.platform_link(project.platform),
            provider: project
                .provider
                .map(|provider| self.provider_link(provider)),
            audience: written.audience.to_vec(),
            serves: written.serves.to_vec(),
            covers: project
                .covers
                .iter()
                .map(|id| self.place_link(*id))
                .collect(),
            frequency: written.frequency.clone().unwrap_or_default(),
            capacity: written.capacity.map_or(0, |count| count.0),
            contact: written.contact.clone().unwrap_or_default(),
            status,
            status_name: self.phrase(&format!("project_status.{status}")),
        }
    }

    pub(crate) fn team_card(&self, id: Id<Team>) -> TeamCard {
        let team = &self.network.teams[id];
        let written = &team.document.fields;
        let kinds = &self.network.config.team_kinds;
        TeamCard {
            name: written.name.clone(),
            href: self.href(&team.path),
            kind: written.kind.clone(),
            kind_name: kinds
                .name(&written.kind)
                .unwrap_or(&written.kind)
                .to_owned(),
            place: team.place.map(|id| self.place_link(id)),
            members: written.members.map_or(0, |count| count.0),
            skills: written.skills.to_vec(),
        }
    }
}

/// The word of a status in files and views.
pub(crate) fn project_status(status: ProjectStatus) -> &'static str {
    match status {
        ProjectStatus::Active => "active",
        ProjectStatus::Paused => "paused",
        ProjectStatus::Ended => "ended",
    }
}

//! Needs (点单): the board, the page of one, and who could answer it.

use jiff::civil::Date;

use super::cards::{Group, Link, NeedCard, PictureView, PlaceCard};
use super::{Describe, Page, Views, view};
use crate::address::fragment;
use crate::assess::coverage::coverage;
use crate::assess::matching::{Fit, Match, projects_for, teams_for};
use crate::content::written::NeedStatus;
use crate::network::{Id, Need};
use crate::route::Route;

/// How many projects an open need lists on the board; its own page lists more.
const ON_BOARD: usize = 3;
/// How many projects the page of a need lists.
const ON_PAGE: usize = 12;

view! {
    /// The board of needs; in `needs.html` as `needs`.
    pub struct NeedsView {
        /// How many in all.
        pub count: usize,
        /// The needs by state: open, accepted, done, withdrawn; those waiting longest first.
        pub groups: Vec<Group<BoardEntry>>,
        /// Open needs that no project can answer.
        pub gaps: Vec<NeedCard>,
        /// Categories of open needs that no project serves.
        pub unserved_categories: Vec<String>,
        /// Institutes of which no project speaks.
        pub towns_without_project: Vec<Link>,
    }
}

view! {
    /// A need on the board; without a page of its own it has its entry here.
    #[derive(Clone)]
    pub struct BoardEntry {
        /// The need.
        pub card: NeedCard,
        /// The best projects that could answer it, while it is open.
        pub matches: Vec<MatchView>,
        /// Teams whose skills fit, while it is open and no project can answer it.
        pub teams: Vec<Link>,
        /// Open, and no project can answer it.
        pub is_gap: bool,
    }
}

view! {
    /// A project that could answer a need.
    #[derive(Clone)]
    pub struct MatchView {
        /// The project.
        pub project: Link,
        /// Who offers it.
        pub provider: Option<Link>,
        /// Why it was chosen, in words.
        pub reasons: Vec<String>,
    }
}

view! {
    /// The page of a need; in `need.html` as `need`.
    pub struct NeedView {
        /// Its card.
        pub card: NeedCard,
        /// Where.
        pub place: PlaceCard,
        /// Projects that could answer it, while it is open.
        pub matches: Vec<MatchView>,
        /// Teams whose skills fit, while it is open.
        pub teams: Vec<Link>,
        /// Open, and no project can answer it.
        pub is_gap: bool,
        /// Pictures.
        pub photos: Vec<PictureView>,
        /// Its text as HTML.
        pub body: String,
    }
}

impl Views<'_> {
    pub(super) fn needs(&self) -> Page {
        let network = self.network;
        let mut entries: Vec<BoardEntry> =
            network.needs.ids().map(|id| self.board_entry(id)).collect();
        entries.sort_by(|a, b| {
            let age = b.card.age_days.cmp(&a.card.age_days);
            age.then(a.card.anchor.cmp(&b.card.anchor))
        });
        let groups = ["open", "accepted", "done", "withdrawn"].map(|status| {
            let of_status = entries.iter().filter(|entry| entry.card.status == status);
            Group {
                title: self.phrase(&format!("need_status.{status}")),
                id: status.to_owned(),
                href: String::new(),
                items: of_status.cloned().collect(),
            }
        });
        let coverage = coverage(network);
        let gaps = entries.iter().filter(|entry| entry.is_gap);
        let view = NeedsView {
            count: entries.len(),
            gaps: gaps.map(|entry| entry.card.clone()).collect(),
            groups: groups.into(),
            unserved_categories: coverage.unserved_categories,
            towns_without_project: coverage
                .towns_without_project
                .iter()
                .map(|id| self.place_link(*id))
                .collect(),
        };
        self.named_page(&Route::Needs, &view)
    }

    fn board_entry(&self, id: Id<Need>) -> BoardEntry {
        let matches = self.matches(id, ON_BOARD);
        let is_gap = self.is_open(id) && matches.is_empty();
        BoardEntry {
            card: self.need_card(id),
            matches,
            teams: if is_gap {
                self.fitting_teams(id)
            } else {
                Vec::new()
            },
            is_gap,
        }
    }

    fn is_open(&self, id: Id<Need>) -> bool {
        self.network.needs[id].document.fields.status == NeedStatus::Open
    }

    fn matches(&self, id: Id<Need>, most: usize) -> Vec<MatchView> {
        if !self.is_open(id) {
            return Vec::new();
        }
        let found = projects_for(self.network, id);
        found
            .iter()
            .take(most)
            .map(|found| self.match_view(id, found))
            .collect()
    }

    fn fitting_teams(&self, id: Id<Need>) -> Vec<Link> {
        if !self.is_open(id) {
            return Vec::new();
        }
        let teams = teams_for(self.network, id);
        teams.iter().map(|team| self.team_link(*team)).collect()
    }

    fn match_view(&self, need: Id<Need>, found: &Match) -> MatchView {
        let network = self.network;
        let project = &network.projects[found.project];
        let fields = &project.document.fields;
        let category = self.need_card(need).category;
        let fit = match found.fit {
            Fit::Serves => "serves",
            Fit::Platform => "platform",
            Fit::Tag => "tag",
        };
        let mut reasons = vec![
            self.phrase(&format!("match.{fit}"))
                .replace("{category}", &category),
        ];
        reasons.push(match (found.coverage, found.levels) {
            (Some(_), 0) => self.phrase("match.here"),
            (Some(place), _) => {
                let name = network.places[place].short_name();
                self.phrase("match.covers").replace("{place}", name)
            }
            (None, _) => self.phrase("match.anywhere"),
        });
        if let Some(capacity) = fields.capacity {
            let capacity = capacity.0.to_string();
            reasons.push(self.phrase("match.capacity").replace("{count}", &capacity));
        }
        if found.paused {
            reasons.push(self.phrase("match.paused"));
        }
        MatchView {
            project: self.project_link(found.project),
            provider: project
                .provider
                .map(|provider| self.provider_link(provider)),
            reasons,
        }
    }

    pub(super) fn need(&self, id: Id<Need>) -> Page {
        let need = &self.network.needs[id];
        let origin = &need.document.origin;
        let matches = self.matches(id, ON_PAGE);
        let view = NeedView {
            card: self.need_card(id),
            place: self.place_card(need.place),
            teams: self.fitting_teams(id),
            is_gap: self.is_open(id) && matches.is_empty(),
            matches,
            photos: self.pictures(&need.document.fields.photos, origin),
            body: self.body(need.document.body.as_ref(), origin, &need.path),
        };
        let (title, summary) = (&need.document.fields.title, need.document.summary());
        self.page_with(&Route::Need(id), title, summary, &view)
    }

    pub(crate) fn need_card(&self, id: Id<Need>) -> NeedCard {
        let need = &self.network.needs[id];
        let written = &need.document.fields;
        let clock = self.clock();
        let status = need_status(written.status);
        let category = need.platform.map_or_else(
            || written.category.clone(),
            |id| self.network.platforms[id].document.fields.name.clone(),
        );
        NeedCard {
            title: written.title.clone(),
            href: self.href(&need.path),
            anchor: fragment("need", &need.document.id),
            has_page: need.document.body.is_some(),
            place: self.place_link(need.place),
            category,
            raised: clock.day_moment(written.raised.0),
            by: written.by.map(|day| clock.day_moment(day.0)),
            age_days: days_between(written.raised.0, self.network.today),
            status,
            status_name: self.phrase(&format!("need_status.{status}")),
            project: need.project.map(|id| self.project_link(id)),
            team: need.team.map(|id| self.team_link(id)),
            activity: need.activity.map(|id| self.activity_link(id)),
            score: written.review.as_ref().map_or(0, |review| review.score.0),
            review: written
                .review
                .as_ref()
                .and_then(|review| review.note.clone())
                .unwrap_or_default(),
        }
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn need_status(status: NeedStatus) -> &'static str {
    match status {
        NeedStatus::Open => "open",
        NeedStatus::Accepted => "accepted",
        NeedStatus::Done => "done",
        NeedStatus::Withdrawn => "withdrawn",
    }
}

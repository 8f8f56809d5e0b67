//! The plan of a year.

use super::cards::{ActivityCard, ArticleCard, Link};
use super::time::Moment;
use super::{Describe, Page, Views, view};
use crate::network::{Id, Plan};
use crate::route::Route;

/// How many activities a month of the plan lists.
const ACTIVITIES: usize = 12;

view! {
    /// The plan of a year; in `plan.html` as `plan`.
    pub struct PlanView {
        /// The year.
        pub year: i16,
        /// Its title; may be empty.
        pub title: String,
        /// All twelve months.
        pub months: Vec<PlanMonth>,
        /// Other years with a plan.
        pub other_years: Vec<Link>,
    }
}

view! {
    /// A month of a plan.
    pub struct PlanMonth {
        /// The month in words.
        pub name: String,
        /// `2026-07`, for `id`.
        pub id: String,
        /// The activities of the month, if there are any.
        pub href: String,
        /// What it is about; may be empty.
        pub theme: String,
        /// Its dated points by date.
        pub nodes: Vec<NodeView>,
        /// The first activities of the month, each once.
        pub activities: Vec<ActivityCard>,
        /// How many times something happens in the month.
        pub activity_count: usize,
        /// Articles that appeared in the month.
        pub articles: Vec<ArticleCard>,
    }
}

view! {
    /// A dated point of a plan.
    #[derive(Clone)]
    pub struct NodeView {
        /// What it is.
        pub name: String,
        /// Its day.
        pub date: Moment,
        /// The lunar date or solar term it was given as; empty for a civil date.
        pub lunar: String,
        /// The place or team that leads.
        pub lead: Option<Link>,
    }
}

impl Views<'_> {
    pub(super) fn plan(&self, id: Id<Plan>) -> Page {
        let plan = &self.network.plans[id];
        let others = self
            .network
            .plans
            .enumerate()
            .filter(|(other, _)| *other != id);
        let view = PlanView {
            year: plan.year,
            title: plan.document.fields.title.clone().unwrap_or_default(),
            months: (1..=12).map(|month| self.plan_month(plan, month)).collect(),
            other_years: others
                .map(|(_, plan)| Link {
                    name: plan.year.to_string(),
                    href: self.href(&plan.path),
                })
                .collect(),
        };
        let title = self.plan_title(plan);
        self.page_with(&Route::Plan(id), title, "", &view)
    }

    /// The title of a plan: its own, or its year.
    pub(crate) fn plan_title(&self, plan: &Plan) -> String {
        let own = plan.document.fields.title.as_deref();
        match own.filter(|title| !title.is_empty()) {
            Some(title) => title.to_owned(),
            None => format!("{} {}", plan.year, self.phrase("plan")),
        }
    }

    /// A month of a plan with what happens in it.
    pub(super) fn plan_month(&self, plan: &Plan, month: i8) -> PlanMonth {
        let network = self.network;
        let written = plan.document.fields.months.get(&month.to_string());
        let key = (plan.year, month);
        let entries = network
            .agenda
            .get(&key)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut seen = Vec::new();
        let mut activities = Vec::new();
        for entry in entries {
            if activities.len() < ACTIVITIES && !seen.contains(&entry.activity) {
                seen.push(entry.activity);
                activities.push(self.activity_card(entry.activity, network.occurrence(*entry).1));
            }
        }
        let articles = network.articles.enumerate().filter(|(_, article)| {
            let date = article.document.fields.date.0;
            (date.year(), date.month()) == key
        });
        PlanMonth {
            name: self.clock().month(plan.year, month),
            id: format!("{}-{month:02}", plan.year),
            href: if entries.is_empty() {
                String::new()
            } else {
                self.month_link(plan.year, month).href
            },
            theme: written
                .and_then(|month| month.theme.clone())
                .unwrap_or_default(),
            nodes: self.plan_nodes(plan, month),
            activities,
            activity_count: entries.len(),
            articles: articles.map(|(id, _)| self.article_card(id)).collect(),
        }
    }

    fn plan_nodes(&self, plan: &Plan, month: i8) -> Vec<NodeView> {
        let Some(written) = plan.document.fields.months.get(&month.to_string()) else {
            return Vec::new();
        };
        plan.nodes
            .iter()
            .filter(|node| node.month == month)
            .filter_map(|node| {
                let fields = written.nodes.get(node.index)?;
                let lunar = fields.lunar.map(|lunar| lunar.0.name());
                let term = fields.solar_term.map(|term| term.0.name().to_owned());
                Some(NodeView {
                    name: fields.name.clone(),
                    date: self.clock().day_moment(node.date),
                    lunar: lunar.or(term).unwrap_or_default(),
                    lead: node.lead.map(|lead| self.provider_link(lead)),
                })
            })
            .collect()
    }
}

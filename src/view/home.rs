//! The home page, the site map, the page for what is not there, and redirects.

use super::activity::AgendaSpan;
use super::cards::{ArticleCard, Group, Link, PlaceCard};
use super::plan::PlanMonth;
use super::{Describe, Page, Views, view};
use crate::config::Tiers;
use crate::content::written::ArticleType;
use crate::network::AgendaEntry;

/// How many entries the home page lists of what is on.
const THIS_WEEK: usize = 60;
/// How many articles the home page lists.
const ARTICLES: usize = 6;

view! {
    /// The home page; in `home.html` as `home`.
    pub struct HomeView {
        /// Today in the lunar calendar: 十月初五; empty if the site is not in Chinese.
        pub lunar: String,
        /// Today and the six days after it, with their activities.
        pub spans: Vec<AgendaSpan>,
        /// How many activities these days have in all.
        pub week_count: usize,
        /// The centers.
        pub centers: Vec<PlaceCard>,
        /// The institutes, as the way to the stations.
        pub institutes: Vec<PlaceCard>,
        /// The map of the network.
        pub map: Option<super::map::MapFigure>,
        /// How many there are of everything.
        pub figures: Vec<Figure>,
        /// This month in the plan, if there is a plan.
        pub month: Option<PlanMonth>,
        /// The newest typical experience.
        pub experience: Option<ArticleCard>,
        /// The newest articles.
        pub articles: Vec<ArticleCard>,
    }
}

view! {
    /// A number and what it counts.
    pub struct Figure {
        /// What is counted.
        pub name: String,
        /// How many.
        pub count: usize,
        /// The list of them.
        pub href: String,
    }
}

view! {
    /// The map of the site; in `sitemap.html` as `sitemap`.
    pub struct SiteMapView {
        /// Sections with their pages.
        pub groups: Vec<Group<Link>>,
    }
}

view! {
    /// The page for addresses that do not exist; in `404.html` as `not_found`.
    pub struct NotFoundView {
        /// Where to go from here.
        pub links: Vec<Link>,
    }
}

view! {
    /// An old address; in `redirect.html` as `redirect`.
    pub struct RedirectView {
        /// Where it leads.
        pub to: String,
    }
}

impl Views<'_> {
    pub(super) fn home(&self) -> Page {
        let network = self.network;
        let today = network.today;
        let until = today.saturating_add(jiff::Span::new().days(6));
        let week: Vec<AgendaEntry> = network.agenda_between(today, until).collect();
        let shown = &week[..week.len().min(THIS_WEEK)];
        let listed = network
            .articles
            .enumerate()
            .filter(|(_, article)| !article.expired);
        let listed: Vec<_> = listed.collect();
        let experience = listed
            .iter()
            .find(|(_, article)| article.document.fields.article_type == ArticleType::Experience);
        let plan = network.plans.iter().find(|plan| plan.year == today.year());
        let of_tier = |tier| {
            let places = network
                .places
                .enumerate()
                .filter(move |(_, place)| place.tier == tier);
            places
                .map(|(id, _)| self.place_card(id))
                .collect::<Vec<_>>()
        };
        let view = HomeView {
            lunar: self.lunar(today),
            spans: self.spans(shown),
            week_count: week.len(),
            centers: of_tier(Tiers::CENTER),
            institutes: of_tier(Tiers::INSTITUTE),
            map: self.network_figure(),
            figures: self.figures(),
            month: plan.map(|plan| self.plan_month(plan, today.month())),
            experience: experience.map(|(id, _)| self.article_card(*id)),
            articles: listed
                .iter()
                .take(ARTICLES)
                .map(|(id, _)| self.article_card(*id))
                .collect(),
        };
        let config = &network.config;
        let description = config.description.clone().unwrap_or_default();
        let mut meta = self.meta("home", &config.name, description, "/", Vec::new());
        meta.breadcrumbs.clear();
        Page::new(meta, "home", &view)
    }

    fn figures(&self) -> Vec<Figure> {
        let network = self.network;
        let tiers = network.config.tiers.enumerate().map(|(id, tier)| Figure {
            name: tier.short_name.clone(),
            count: network
                .places
                .iter()
                .filter(|place| place.tier == id)
                .count(),
            href: self.href(&format!("/{}/", tier.folder)),
        });
        let others = [
            ("projects", network.projects.len(), "/projects/"),
            ("teams", network.teams.len(), "/teams/"),
            ("activities", network.activities.len(), "/activities/"),
            ("needs", network.needs.len(), "/needs/"),
        ];
        let others = others.map(|(key, count, path)| Figure {
            name: self.word(key),
            count,
            href: self.href(path),
        });
        tiers
            .chain(others)
            .filter(|figure| figure.count > 0)
            .collect()
    }

    /// The pages below the home page; places down to the institutes, whose pages list the rest.
    pub(super) fn site_map(&self) -> Page {
        let network = self.network;
        let group = |key: &str, path: &str, items: Vec<Link>| Group {
            title: self.word(key),
            id: key.to_owned(),
            href: if path.is_empty() {
                String::new()
            } else {
                self.href(path)
            },
            items,
        };
        let tiers = network.config.tiers.enumerate().map(|(id, tier)| Group {
            title: tier.name.clone(),
            id: tier.id.clone(),
            href: self.href(&format!("/{}/", tier.folder)),
            items: if id <= Tiers::INSTITUTE {
                let places = network
                    .places
                    .enumerate()
                    .filter(|(_, place)| place.tier == id);
                places.map(|(id, _)| self.place_link(id)).collect()
            } else {
                Vec::new()
            },
        });
        let months = network.agenda.keys().rev();
        let plans = network.plans.iter().map(|plan| Link {
            name: plan.year.to_string(),
            href: self.href(&plan.path),
        });
        let pages = network.pages.iter().map(|page| Link {
            name: page.document.fields.title.clone(),
            href: self.href(&page.path),
        });
        let mut groups: Vec<Group<Link>> = tiers.collect();
        groups.extend([
            group(
                "activities",
                "/activities/",
                months
                    .map(|(year, month)| self.month_link(*year, *month))
                    .collect(),
            ),
            group(
                "projects",
                "/projects/",
                network
                    .platforms
                    .ids()
                    .map(|id| self.platform_link(id))
                    .collect(),
            ),
            group(
                "teams",
                "/teams/",
                network.teams.ids().map(|id| self.team_link(id)).collect(),
            ),
            group("needs", "/needs/", Vec::new()),
            group("plan", "", plans.collect()),
            group("standards", "/standards/", Vec::new()),
            group(
                "articles",
                "/articles/",
                network
                    .articles
                    .ids()
                    .map(|id| self.article_link(id))
                    .collect(),
            ),
            group("pages", "", pages.collect()),
        ]);
        groups.retain(|group| !group.items.is_empty() || !group.href.is_empty());
        let meta = self.meta("sitemap", self.word("sitemap"), "", "/sitemap/", Vec::new());
        Page::new(meta, "sitemap", &SiteMapView { groups })
    }

    pub(super) fn not_found(&self) -> Page {
        let view = NotFoundView {
            links: vec![
                self.section("home", "/"),
                self.section("stations", "/stations/"),
                self.section("activities", "/activities/"),
                self.section("sitemap", "/sitemap/"),
            ],
        };
        let meta = self.meta("404", self.word("not_found"), "", "/404.html", Vec::new());
        Page::new(meta, "not_found", &view)
    }

    pub(super) fn redirect(&self, from: &str, to: &str) -> Page {
        let view = RedirectView { to: self.href(to) };
        let meta = self.meta("redirect", self.word("moved"), "", from, Vec::new());
        Page::new(meta, "redirect", &view)
    }
}

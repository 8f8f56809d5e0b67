//! The home page, the site map, the page for what is not there, and redirects.

use super::activity::AgendaSpan;
use super::cards::{ArticleCard, Group, Link, PlaceCard};
use super::plan::PlanMonth;
use super::{Describe, Page, Views, view};
use crate::config::Tiers;
use crate::content::written::ArticleType;
use crate::network::AgendaEntry;
use crate::route::Route;

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
            let places = network.places_of(tier);
            places.map(|id| self.place_card(id)).collect::<Vec<_>>()
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
        self.page_with(&Route::Home, &config.name, description, &view)
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
            href: self.route_href(&Route::TierIndex(id)),
        });
        let others = [
            (Route::Projects, network.projects.len()),
            (Route::Teams, network.teams.len()),
            (Route::Activities, network.activities.len()),
            (Route::Needs, network.needs.len()),
        ];
        let others = others.map(|(route, count)| {
            let Link { name, href } = self.section(&route);
            Figure { name, count, href }
        });
        tiers
            .chain(others)
            .filter(|figure| figure.count > 0)
            .collect()
    }

    /// The pages below the home page; places down to the institutes, whose pages list the rest.
    pub(super) fn site_map(&self) -> Page {
        let network = self.network;
        let unlinked = |key: &str, items: Vec<Link>| Group {
            title: self.phrase(key),
            id: key.to_owned(),
            href: String::new(),
            items,
        };
        let section = |route: Route, items: Vec<Link>| Group {
            href: self.route_href(&route),
            ..unlinked(route.phrase().unwrap_or_default(), items)
        };
        let tiers = network.config.tiers.enumerate().map(|(id, tier)| Group {
            title: tier.name.clone(),
            id: tier.id.clone(),
            href: self.route_href(&Route::TierIndex(id)),
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
            section(
                Route::Activities,
                months
                    .map(|(year, month)| self.month_link(*year, *month))
                    .collect(),
            ),
            section(
                Route::Projects,
                network
                    .platforms
                    .ids()
                    .map(|id| self.platform_link(id))
                    .collect(),
            ),
            section(
                Route::Teams,
                network.teams.ids().map(|id| self.team_link(id)).collect(),
            ),
            section(Route::Needs, Vec::new()),
            unlinked("plan", plans.collect()),
            section(Route::Standards, Vec::new()),
            section(
                Route::Articles { page: 1 },
                network
                    .articles
                    .ids()
                    .map(|id| self.article_link(id))
                    .collect(),
            ),
            unlinked("pages", pages.collect()),
        ]);
        groups.retain(|group| !group.items.is_empty() || !group.href.is_empty());
        self.named_page(&Route::SiteMap, &SiteMapView { groups })
    }

    pub(super) fn not_found(&self) -> Page {
        let view = NotFoundView {
            links: vec![
                self.section(&Route::Home),
                self.section(&Route::TierIndex(Tiers::STATION)),
                self.section(&Route::Activities),
                self.section(&Route::SiteMap),
            ],
        };
        self.named_page(&Route::NotFound, &view)
    }

    pub(super) fn redirect(&self, route: &Route, to: &str) -> Page {
        let view = RedirectView { to: self.href(to) };
        self.named_page(route, &view)
    }
}

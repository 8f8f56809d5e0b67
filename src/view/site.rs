//! What all pages of a site share, converted once for all of them.

use super::cards::{Link, PictureView};
use super::time::Moment;
use super::{Describe, Views, view};
use crate::address::{COLORS_FILE, STATIC_FOLDER};
use crate::config::{Tiers, Tiles};
use crate::content::written::Photo;
use crate::network::Network;
use crate::route::Feed;
use crate::route::Route;
use crate::values::FlagOrText;

view! {
    /// What every template gets as `site`.
    pub struct SiteView {
        /// Name of the site.
        pub name: String,
        /// Name for tight places.
        pub short_name: String,
        /// In a sentence; may be empty.
        pub description: String,
        /// Language of the pages: `zh-CN`.
        pub language: &'static str,
        /// What stands before every path: `/fuqing`, or nothing.
        pub prefix: String,
        /// The home page.
        pub home: String,
        /// The pages and files that every site has.
        pub pages: SitePages,
        /// A notice for every page; may be empty.
        pub notice: String,
        /// The menu.
        pub menu: Vec<MenuLink>,
        /// Lines for the foot of every page.
        pub footer: Vec<String>,
        /// The day for which the site was made.
        pub today: Moment,
        /// Name and version of the program.
        pub generator: &'static str,
        /// How to ask for a service: telephone number; may be empty.
        pub order_phone: String,
        /// How to ask for a service: web address; may be empty.
        pub order_url: String,
        /// How to ask for a service: anything else; may be empty.
        pub order_note: String,
        /// How to ask for a service: a picture of a QR code.
        pub order_qr: Option<PictureView>,
        /// The zone of every time on the site (IANA).
        pub time_zone: String,
        /// The network's emblem; nothing if it has none of its own.
        pub emblem: Option<PictureView>,
        /// Address of the style sheet with the network's own colours; empty if it sets none.
        pub colors: String,
        /// Origins besides the site's own from which pages may show pictures: those of configured tiles.
        pub picture_sources: Vec<String>,
        /// The calendar of the whole network.
        pub calendar: String,
        /// What is new, as Atom; empty if the site knows no host.
        pub feed: String,
        /// What the foot of a government site must say, if it is one.
        pub government: Option<super::government::GovernmentView>,
    }
}

view! {
    /// Where the pages and files are that every site has, ready for `href`.
    pub struct SitePages {
        /// All stations.
        pub stations: String,
        /// All activities.
        pub activities: String,
        /// The library of projects.
        pub projects: String,
        /// All teams.
        pub teams: String,
        /// The board of needs.
        pub needs: String,
        /// The list of articles.
        pub articles: String,
        /// The standards of places.
        pub standards: String,
        /// The network as a whole.
        pub network: String,
        /// The map of the whole network.
        pub map: String,
        /// The search.
        pub search: String,
        /// The site map for people.
        pub sitemap: String,
        /// Tiers, platforms, projects and teams, as JSON.
        pub network_data: String,
        /// Every place, as GeoJSON.
        pub places_data: String,
        /// Activities, as JSON.
        pub activities_data: String,
        /// What the JSON files hold, as JSON Schema.
        pub schema: String,
    }
}

view! {
    /// An entry of the menu.
    #[derive(Clone)]
    pub struct MenuLink {
        /// What it says.
        pub name: String,
        /// Where it leads.
        pub href: String,
    }
}

impl Views<'_> {
    /// The site, for `site`.
    pub fn site(&self) -> SiteView {
        let config = &self.network.config;
        let order = &config.ordering;
        SiteView {
            name: config.name.clone(),
            short_name: config.short_name.clone(),
            description: config.description.clone().unwrap_or_default(),
            language: config.language.tag(),
            prefix: config.base_url.prefix().to_owned(),
            home: self.route_href(&Route::Home),
            pages: self.site_pages(),
            notice: config.notice.clone().unwrap_or_default(),
            menu: self.menu(),
            footer: config.footer.clone(),
            today: self.clock().day_moment(self.network.today),
            generator: concat!("zhandian ", env!("CARGO_PKG_VERSION")),
            order_phone: order.phone.clone().unwrap_or_default(),
            order_url: self.address(order.url.as_deref().unwrap_or_default()),
            order_note: order.note.clone().unwrap_or_default(),
            order_qr: order.qr.as_ref().and_then(|src| {
                let photo = Photo {
                    src: src.clone(),
                    alt: self.phrase("order_qr"),
                };
                self.picture(&photo, &config.origin)
            }),
            time_zone: config.time_zone_name.clone(),
            emblem: config.emblem.as_ref().and_then(|src| {
                let photo = Photo {
                    src: src.clone(),
                    alt: config.short_name.clone(),
                };
                self.picture(&photo, &config.origin)
            }),
            colors: match config.colors.style_sheet() {
                Some(_) => self.href(&format!("/{STATIC_FOLDER}/{COLORS_FILE}")),
                None => String::new(),
            },
            picture_sources: config
                .map
                .tiles
                .as_ref()
                .map_or_else(Vec::new, Tiles::origins),
            calendar: self.href(&Feed::Calendar.path(self.network)),
            feed: if self.has_host() {
                self.href(&Feed::News.path(self.network))
            } else {
                String::new()
            },
            government: self.government(),
        }
    }

    fn site_pages(&self) -> SitePages {
        let page = |route| self.route_href(&route);
        SitePages {
            stations: page(Route::TierIndex(Tiers::STATION)),
            activities: page(Route::Activities),
            projects: page(Route::Projects),
            teams: page(Route::Teams),
            needs: page(Route::Needs),
            articles: page(Route::Articles { page: 1 }),
            standards: page(Route::Standards),
            network: page(Route::Network),
            map: page(Route::Map),
            search: page(Route::Search),
            sitemap: page(Route::SiteMap),
            network_data: page(Route::Feed(Feed::Network)),
            places_data: page(Route::Feed(Feed::Places)),
            activities_data: page(Route::Feed(Feed::Activities)),
            schema: page(Route::Feed(Feed::Schema)),
        }
    }

    /// The tiers besides stations to whose places people go, as far as there are any.
    fn menu_tiers(&self) -> impl Iterator<Item = MenuLink> {
        let network = self.network;
        let tiers = network.config.tiers.enumerate();
        let tiers = tiers.filter(|(id, _)| {
            let mut places = network.places.iter();
            *id > Tiers::STATION && places.any(|place| place.tier == *id)
        });
        tiers.map(|(id, tier)| MenuLink {
            name: tier.short_name.clone(),
            href: self.route_href(&Route::TierIndex(id)),
        })
    }

    /// The systems of the network, the pages that want to be in the menu, and the configured entries.
    fn menu(&self) -> Vec<MenuLink> {
        let section = |route: &Route| {
            let Link { name, href } = self.section(route);
            MenuLink { name, href }
        };
        let before = [
            section(&Route::Activities),
            section(&Route::TierIndex(Tiers::STATION)),
        ];
        let after = [
            section(&Route::Projects),
            section(&Route::Needs),
            section(&Route::Articles { page: 1 }),
        ];
        let configured = self.network.config.menu.iter().map(|item| MenuLink {
            name: item.name.clone(),
            href: self.address(&item.url),
        });
        let pages = menu_pages(self.network).into_iter().map(|link| MenuLink {
            name: link.name,
            href: self.href(&link.href),
        });
        before
            .into_iter()
            .chain(self.menu_tiers())
            .chain(after)
            .chain(pages)
            .chain(configured.filter(|link| !link.href.is_empty()))
            .collect()
    }
}

/// Pages that want to be in the menu, with their paths, by their order and title.
fn menu_pages(network: &Network) -> Vec<Link> {
    let mut pages: Vec<_> = network
        .pages
        .iter()
        .filter_map(|page| {
            let fields = &page.document.fields;
            let name = match &fields.menu {
                FlagOrText::No => return None,
                FlagOrText::Yes => fields.title.clone(),
                FlagOrText::Text(name) => name.clone(),
            };
            let order = fields.order.map_or(u32::MAX, |order| order.0);
            Some((order, name, page.path.clone()))
        })
        .collect();
    pages.sort();
    pages
        .into_iter()
        .map(|(_, name, href)| Link { name, href })
        .collect()
}

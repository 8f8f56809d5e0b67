//! What all pages of a site share, converted once for all of them.

use super::cards::{Link, PictureView};
use super::time::Moment;
use super::{Describe, Views, view};
use crate::config::{Tiers, Tiles};
use crate::content::written::Photo;
use crate::network::Network;
use crate::route::COLORS_FILE;
use crate::route::Feed;
use crate::route::Route;
use crate::route::STATIC_FOLDER;
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
            home: self.href("/"),
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
                    alt: self.word("order_qr"),
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
            href: self.href(&Route::TierIndex(id).path(network)),
        })
    }

    /// The systems of the network, the pages that want to be in the menu, and the configured entries.
    fn menu(&self) -> Vec<MenuLink> {
        let section = |key, path| MenuLink {
            name: self.word(key),
            href: self.href(path),
        };
        let before = [
            section("activities", "/activities/"),
            section("stations", "/stations/"),
        ];
        let after = [
            section("projects", "/projects/"),
            section("needs", "/needs/"),
            section("articles", "/articles/"),
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

//! What templates see: one documented `Serialize` struct for each kind of page, and nothing of the model.
//!
//! These structs are the public contract of a theme (`theme.yaml: api`). Each is declared with `view!`,
//! which keeps its documentation for `docs/themes.md`, so that the reference cannot fall behind.

pub mod activity;
pub(crate) mod activity_cards;
mod addresses;
pub mod article;
pub mod brand;
mod calendar;
pub mod cards;
pub mod checklist;
pub(crate) mod context;
mod full;
pub mod government;
pub mod head;
pub mod home;
mod linked_data;
pub mod map;
pub mod need;
pub mod network;
mod opening_hours;
mod phrases;
mod picture;
pub mod place;
pub mod plan;
pub mod poster;
pub mod project;
mod qr;
mod reference;
pub mod search;
pub mod site;
pub mod standards;
pub mod time;

pub use context::Views;
pub use phrases::Phrases;
pub use reference::{ViewDescription, reference};
pub use site::{MenuLink, SiteView};

/// A view that can tell what it holds.
pub trait Describe {
    /// Its name, its purpose and its fields.
    fn describe() -> ViewDescription;
}

/// Declares a view: a `Serialize` struct whose documentation is kept for the reference.
macro_rules! view {
    (
        $(#[doc = $doc:literal])+
        $(#[derive($($derive:ident),+)])?
        pub struct $name:ident $(<$life:lifetime>)? {
            $( $(#[doc = $field_doc:literal])+ pub $field:ident : $type:ty ),+ $(,)?
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, serde::Serialize $(, $($derive),+)?)]
        pub struct $name $(<$life>)? {
            $( $(#[doc = $field_doc])+ pub $field: $type ),+
        }

        impl $(<$life>)? Describe for $name $(<$life>)? {
            fn describe() -> $crate::view::ViewDescription {
                $crate::view::ViewDescription {
                    name: stringify!($name),
                    doc: concat!($($doc),+),
                    fields: vec![$((stringify!($field), stringify!($type), concat!($($field_doc),+))),+],
                }
            }
        }
    };
}

use view;

view! {
    /// What every template gets as `page`.
    pub struct PageView {
        /// Title of the page, without the site's name.
        pub title: String,
        /// In a sentence, for search engines and previews; empty on pages that nobody looks for.
        pub description: String,
        /// Path on the host, with the site's prefix, percent-encoded.
        pub href: String,
        /// Full address; empty prefix if `base_url` names no host.
        pub url: String,
        /// The way here from the home page, which comes first; the page itself is not in it.
        pub breadcrumbs: Vec<cards::Link>,
        /// Name of the template, without its ending: `place`, `activity`.
        pub kind: &'static str,
        /// What search engines, feed readers and previews are told.
        pub head: head::HeadView,
        /// Where the file that made the page is edited; empty if there is no such file, or no `repository`.
        pub edit: String,
    }
}

/// A page ready for its template.
#[derive(Debug)]
pub struct Page {
    /// What every page has.
    pub meta: PageView,
    /// The name under which the template finds the view.
    pub root: &'static str,
    /// The view.
    pub view: tera::Value,
}

impl Page {
    /// The same below further pages, of which the last is the one above it.
    fn below(mut self, crumbs: Vec<cards::Link>) -> Self {
        self.meta.breadcrumbs.extend(crumbs);
        self
    }

    /// The file of its template.
    pub fn template(&self) -> String {
        format!("{}.html", self.meta.kind)
    }
}

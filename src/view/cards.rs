//! The small views that many pages share: links, cards of places and activities, groups.

use serde::Serialize;

use super::time::Moment;
use super::{Describe, view};
use crate::config::Shape;

view! {
    /// A link.
    #[derive(Clone)]
    pub struct Link {
        /// What it says.
        pub name: String,
        /// Where it leads, ready for `href`.
        pub href: String,
    }
}

view! {
    /// A place in a list.
    #[derive(Clone)]
    pub struct PlaceCard {
        /// Full name.
        pub name: String,
        /// Name for tight places.
        pub short_name: String,
        /// Its page.
        pub href: String,
        /// Id of its tier: `station`.
        pub tier: String,
        /// Name of its tier in short: 实践站.
        pub tier_name: String,
        /// Shape of its marker: `circle`.
        pub shape: Shape,
        /// `open`, `preparing` or `closed`.
        pub status: &'static str,
        /// The same in words.
        pub status_name: String,
        /// Postal address.
        pub address: String,
        /// Telephone number; empty if none is known.
        pub phone: String,
        /// Opening hours in words; empty if none are known.
        pub hours: String,
    }
}

view! {
    /// An activity, or one time it happens, in a list.
    #[derive(Clone)]
    pub struct ActivityCard {
        /// What it is.
        pub title: String,
        /// Its page, or its entry on its place's page.
        pub href: String,
        /// Its name on the page of its place, for `id`.
        pub anchor: String,
        /// Whether it has a page of its own.
        pub has_page: bool,
        /// When it starts.
        pub starts: Moment,
        /// When it ends, if that is known.
        pub ends: Option<Moment>,
        /// Day and times in words.
        pub when: String,
        /// Whether it is one of several times.
        pub repeats: bool,
        /// `planned`, `confirmed`, `cancelled` or `done`.
        pub status: &'static str,
        /// The same in words.
        pub status_name: String,
        /// Where.
        pub place: Link,
        /// Id of the kind of activity; empty if not said.
        pub kind: String,
        /// The kind in words; empty if not said.
        pub kind_name: String,
        /// Whom it is for; may be empty.
        pub audience: Vec<String>,
        /// How many can come; 0 if not said.
        pub capacity: u32,
        /// Its sheet for the wall; empty when it is over.
        pub poster: String,
        /// It alone as a file for calendars.
        pub calendar: String,
        /// What came of it, if it is told.
        pub results: Option<ResultsView>,
    }
}

view! {
    /// What came of an activity.
    #[derive(Clone)]
    pub struct ResultsView {
        /// How many people came; 0 if not told.
        pub attendance: u32,
        /// Hours given by volunteers; empty if not told.
        pub service_hours: String,
        /// In a sentence; may be empty.
        pub summary: String,
        /// The article that tells of it.
        pub article: Option<Link>,
        /// Pictures.
        pub photos: Vec<PictureView>,
    }
}

view! {
    /// A project in a list.
    #[derive(Clone)]
    pub struct ProjectCard {
        /// What it is.
        pub title: String,
        /// Its page, or its entry on its platform's page.
        pub href: String,
        /// Its name on the page of its platform, for `id`.
        pub anchor: String,
        /// Whether it has a page of its own.
        pub has_page: bool,
        /// Its platform.
        pub platform: Link,
        /// Who offers it.
        pub provider: Option<Link>,
        /// Whom it is for; may be empty.
        pub audience: Vec<String>,
        /// The needs it answers; may be empty.
        pub serves: Vec<String>,
        /// Where it goes; may be empty.
        pub covers: Vec<Link>,
        /// How often, in words; may be empty.
        pub frequency: String,
        /// People a session; 0 if not said.
        pub capacity: u32,
        /// A role to ask for; may be empty.
        pub contact: String,
        /// `active`, `paused` or `ended`.
        pub status: &'static str,
        /// The same in words.
        pub status_name: String,
    }
}

view! {
    /// A team in a list.
    #[derive(Clone)]
    pub struct TeamCard {
        /// Its name.
        pub name: String,
        /// Its page.
        pub href: String,
        /// Id of its kind: `volunteer`.
        pub kind: String,
        /// Its kind in words.
        pub kind_name: String,
        /// Where it is at home.
        pub place: Option<Link>,
        /// How many people; 0 if not said.
        pub members: u32,
        /// What they can do; may be empty.
        pub skills: Vec<String>,
    }
}

view! {
    /// A need in a list.
    #[derive(Clone)]
    pub struct NeedCard {
        /// What is wanted.
        pub title: String,
        /// Its page, or its entry on the board.
        pub href: String,
        /// Its name on the board, for `id`.
        pub anchor: String,
        /// Whether it has a page of its own.
        pub has_page: bool,
        /// Where.
        pub place: Link,
        /// Its category in words.
        pub category: String,
        /// When it was raised.
        pub raised: Moment,
        /// The date by which it is wanted.
        pub by: Option<Moment>,
        /// Days from being raised to the day of the site.
        pub age_days: i32,
        /// `open`, `accepted`, `done` or `withdrawn`.
        pub status: &'static str,
        /// The same in words.
        pub status_name: String,
        /// The project that answers it.
        pub project: Option<Link>,
        /// The team that took it.
        pub team: Option<Link>,
        /// The activity that came of it.
        pub activity: Option<Link>,
        /// 1 to 5; 0 if there is no review.
        pub score: u32,
        /// What those who asked say; may be empty.
        pub review: String,
    }
}

view! {
    /// An article in a list.
    #[derive(Clone)]
    pub struct ArticleCard {
        /// Its title.
        pub title: String,
        /// Its page.
        pub href: String,
        /// `experience`, `news`, `notice` or `policy`.
        pub kind: &'static str,
        /// The same in words.
        pub kind_name: String,
        /// When it appeared.
        pub date: Moment,
        /// In two sentences; may be empty.
        pub summary: String,
        /// Who says it.
        pub source: String,
        /// Its leading picture.
        pub cover: Option<PictureView>,
    }
}

view! {
    /// A picture, upright and without anything but its pixels. `src`, `srcset`, `width` and `height` go into
    /// the attributes of the same names; the theme adds `sizes`.
    #[derive(Clone)]
    pub struct PictureView {
        /// The address of a variant that fits most places.
        pub src: String,
        /// All variants with their widths; empty if there is only one.
        pub srcset: String,
        /// The width of `src` in pixels.
        pub width: u32,
        /// The height of `src` in pixels.
        pub height: u32,
        /// What it shows.
        pub alt: String,
        /// For messages that link to the page: the full address of a JPEG of up to 1200 pixels of width;
        /// empty unless the picture is a cover or the first of a record.
        pub large: String,
    }
}

/// Items below a heading.
#[derive(Debug, Clone, Serialize)]
pub struct Group<T> {
    /// The heading.
    pub title: String,
    /// An id for the group, unique on its page.
    pub id: String,
    /// Where the heading leads; empty if nowhere.
    pub href: String,
    /// The items.
    pub items: Vec<T>,
}

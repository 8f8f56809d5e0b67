//! Sheets for the wall: of a place, and of an activity.

use super::cards::{ActivityCard, PlaceCard};
use super::{Describe, Page, Views, qr, view};
use crate::network::{Activity, Id, Place};
use crate::route::Route;

view! {
    /// A sheet for the wall, to be printed on A4; in `poster.html` as `poster`.
    pub struct PosterView {
        /// The place.
        pub place: PlaceCard,
        /// The activity, on the sheet of an activity.
        pub activity: Option<ActivityCard>,
        /// What is on next at the place and those below it, on the sheet of a place; the next times, on the sheet
        /// of an activity.
        pub upcoming: Vec<ActivityCard>,
        /// The page that the sheet leads to.
        pub target: String,
        /// Its QR code as an SVG element; empty if the site has no address yet.
        pub qr: String,
    }
}

/// How many times a sheet lists.
const MOST_TIMES: usize = 12;

/// How many times the sheet of a place lists of one activity.
const OF_EACH: usize = 3;

impl Views<'_> {
    pub(super) fn place_poster(&self, id: Id<Place>) -> Page {
        let place = &self.network.places[id];
        let crumbs = self.place_crumbs(id).into_iter();
        let crumbs = crumbs.chain([self.place_link(id)]).collect();
        let view = PosterView {
            place: self.place_card(id),
            activity: None,
            upcoming: self.upcoming_mixed(self.activities_below(id), MOST_TIMES, OF_EACH),
            target: self.href(&place.path),
            qr: self.qr_code(&place.path, &place.written().name),
        };
        let route = Route::PlacePoster(id);
        self.named_page(&route, &view).below(crumbs)
    }

    pub(super) fn activity_poster(&self, id: Id<Activity>) -> Page {
        let activity = &self.network.activities[id];
        let view = PosterView {
            place: self.place_card(activity.place),
            activity: self.activity_summary(id),
            upcoming: self.upcoming([id].into_iter(), MOST_TIMES),
            target: self.href(&activity.path),
            qr: self.qr_code(&activity.path, &activity.written().title),
        };
        let route = Route::ActivityPoster(id);
        let crumbs = vec![self.activity_link(id)];
        self.named_page(&route, &view).below(crumbs)
    }

    /// The QR code of a page; empty if the site knows no host.
    fn qr_code(&self, path: &str, name: &str) -> String {
        if !self.has_host() {
            return String::new();
        }
        let title = self.phrase("qr_title").replace("{name}", name);
        qr::svg(&self.full(path), &title)
    }
}

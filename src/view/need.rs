//! Needs (点单): the board, and the page of one.

use super::cards::{Group, NeedCard, PictureView, PlaceCard};
use super::{Describe, Page, Views, view};
use crate::network::{Id, Need};

view! {
    /// The board of needs; in `needs.html` as `board`.
    pub struct BoardView {
        /// How many in all.
        pub count: usize,
        /// The needs by state: open, accepted, done, withdrawn. Those without a page have their entry here.
        pub groups: Vec<Group<NeedCard>>,
    }
}

view! {
    /// The page of a need; in `need.html` as `need`.
    pub struct NeedView {
        /// Its card.
        pub card: NeedCard,
        /// Where.
        pub place: PlaceCard,
        /// Pictures.
        pub photos: Vec<PictureView>,
        /// Its text as HTML.
        pub body: String,
    }
}

impl Views<'_> {
    pub(super) fn needs(&self) -> Page {
        let cards: Vec<NeedCard> = self
            .network
            .needs
            .ids()
            .map(|id| self.need_card(id))
            .collect();
        let groups = ["open", "accepted", "done", "withdrawn"].map(|status| {
            let mut items: Vec<NeedCard> = cards
                .iter()
                .filter(|card| card.status == status)
                .cloned()
                .collect();
            items.sort_by(|a, b| b.age_days.cmp(&a.age_days).then(a.anchor.cmp(&b.anchor)));
            Group {
                title: self.word(&format!("need_status.{status}")),
                id: status.to_owned(),
                href: String::new(),
                items,
            }
        });
        let view = BoardView {
            count: cards.len(),
            groups: groups.into(),
        };
        let meta = self.meta("needs", self.word("needs"), "", "/needs/", Vec::new());
        Page::new(meta, "board", &view)
    }

    pub(super) fn need(&self, id: Id<Need>) -> Page {
        let need = &self.network.needs[id];
        let origin = &need.document.origin;
        let view = NeedView {
            card: self.need_card(id),
            place: self.place_card(need.place),
            photos: self.pictures(&need.document.fields.photos, origin),
            body: self.body(need.document.body.as_ref(), origin, &need.path),
        };
        let crumbs = vec![self.section("needs", "/needs/")];
        let summary = need.document.body.as_ref().map(|body| body.summary.clone());
        let title = &need.document.fields.title;
        let meta = self.meta(
            "need",
            title,
            summary.unwrap_or_default(),
            &need.path,
            crumbs,
        );
        Page::new(meta, "need", &view)
    }
}

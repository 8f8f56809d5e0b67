//! Tells an open page when it has changed, or what is wrong with the files.

use std::convert::Infallible;

use axum::extract::{RawQuery, State as Extract};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{Stream, unfold};
use tokio::sync::watch::Receiver;

use super::answer::{Answer, answer, fingerprint};
use super::preview::State;

/// One browser tab.
struct Tab {
    state: Receiver<State>,
    /// Path of its page as in a request.
    path: String,
    /// What it shows.
    shown: String,
    /// The faults it shows; empty if none.
    trouble: String,
    /// It has been told to reload and will not listen any more.
    over: bool,
}

/// The stream of events of a tab: `trouble` with a text, `mended`, or `reload`.
pub(super) async fn events(
    Extract(state): Extract<Receiver<State>>,
    RawQuery(query): RawQuery,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let query = query.unwrap_or_default();
    let value = |key: &str| {
        let pair = query
            .split('&')
            .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
        crate::percent::decode(pair.unwrap_or_default()).into_owned()
    };
    let tab = Tab {
        state,
        path: value("path"),
        shown: value("page"),
        trouble: String::new(),
        over: false,
    };
    Sse::new(unfold(tab, next)).keep_alive(KeepAlive::default())
}

async fn next(mut tab: Tab) -> Option<(Result<Event, Infallible>, Tab)> {
    while !tab.over {
        let state = tab.state.borrow_and_update().clone();
        if let Some(event) = tab.look(&state) {
            return Some((Ok(event), tab));
        }
        tab.state.changed().await.ok()?;
    }
    None
}

impl Tab {
    /// What the tab has to be told of a state.
    fn look(&mut self, state: &State) -> Option<Event> {
        if !state.trouble.is_empty() {
            return self.tell_trouble(&state.trouble);
        }
        match answer(state, &self.path) {
            // The page cannot be rendered: the last good one stays, with the fault over it.
            Answer::Trouble { text, .. } => self.tell_trouble(&text),
            Answer::Page { html, .. } => {
                let shown = fingerprint(&html);
                if shown != self.shown {
                    self.over = true;
                    return Some(Event::default().event("reload").data("page"));
                }
                let was_faulty = !std::mem::take(&mut self.trouble).is_empty();
                was_faulty.then(|| Event::default().event("mended").data("all"))
            }
            _ => None,
        }
    }

    fn tell_trouble(&mut self, text: &str) -> Option<Event> {
        if self.trouble == text {
            return None;
        }
        text.clone_into(&mut self.trouble);
        Some(Event::default().event("trouble").data(text))
    }
}

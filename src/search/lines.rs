//! Texts of entries, put together line by line.

use super::fold::tidy;
use crate::markdown::Body;

/// Parts a text is made of, each in a line of its own.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    pub(super) fn add(&mut self, part: &str) -> &mut Self {
        if !self.0.is_empty() && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
        tidy(part, &mut self.0);
        self
    }

    /// Adds several parts as one line.
    pub(super) fn all<T: AsRef<str>>(&mut self, parts: impl IntoIterator<Item = T>) -> &mut Self {
        let joined: Vec<T> = parts.into_iter().collect();
        let joined: Vec<&str> = joined.iter().map(AsRef::as_ref).collect();
        self.add(&joined.join(" · "))
    }

    /// Adds a text as one reads it.
    pub(super) fn body(&mut self, body: Option<&Body>) -> &mut Self {
        if let Some(body) = body {
            self.add(&body.text());
        }
        self
    }

    pub(super) fn finish(&mut self) -> String {
        let mut text = std::mem::take(&mut self.0);
        text.truncate(text.trim_end().len());
        text
    }
}

/// A text in one line.
pub(super) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    tidy(&text.replace('\n', " "), &mut line);
    line
}

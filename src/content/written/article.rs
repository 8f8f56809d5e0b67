//! Articles and plain pages.

use serde::Deserialize;

use super::{Photo, written};
use crate::values::{Count, Day, FlagOrText, Texts};

/// Something to read: a typical experience (典型经验), news, a notice, a policy.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Only in lists.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// The day it appears; before that day it is held back.
    pub date: Day,
    /// What it is.
    #[serde(default, rename = "type")]
    pub article_type: ArticleType,
    /// Who says it.
    pub source: String,
    /// Who wrote it: a role.
    pub author: Option<String>,
    /// In two sentences; taken from the text if not given.
    pub summary: Option<String>,
    /// Its leading picture.
    pub cover: Option<Photo>,
    /// Places it tells of.
    #[serde(default)]
    pub places: Texts,
    /// Projects it tells of.
    #[serde(default)]
    pub projects: Texts,
    /// Activities it tells of.
    #[serde(default)]
    pub activities: Texts,
    /// Free tags.
    #[serde(default)]
    pub tags: Texts,
    /// The local brand it tells of.
    pub brand: Option<String>,
    /// The day from which it is no longer shown in lists.
    pub expires: Option<Day>,
    /// Pictures beside the file.
    #[serde(default)]
    pub photos: Vec<Photo>,
    /// Not published yet.
    #[serde(default)]
    pub draft: bool,
    /// Old addresses of its page.
    #[serde(default)]
    pub aliases: Texts,
}

impl super::Written for Article {
    fn written_id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    fn draft(&self) -> bool {
        self.draft
    }

    fn is_held_back(&self, today: jiff::civil::Date) -> bool {
        self.date.0 > today
    }

    fn aliases(&self) -> &[String] {
        &self.aliases
    }

    fn photos(&self) -> Vec<(Vec<crate::fault::Step>, &Photo)> {
        let mut photos = Vec::new();
        super::place::collect_photos("photos", &self.photos, &mut photos);
        photos.extend(self.cover.iter().map(|cover| (vec!["cover".into()], cover)));
        photos
    }

    fn leading_photo(&self) -> Option<&Photo> {
        self.cover.as_ref().or(self.photos.first())
    }

    fn required_texts(&self) -> Vec<(&'static str, &str)> {
        vec![("title", &self.title), ("source", &self.source)]
    }

    fn keywords(&self) -> Vec<(&'static str, &[String])> {
        vec![("tags", &*self.tags)]
    }

    fn roles(&self) -> Vec<(&'static str, Option<&str>)> {
        vec![("author", self.author.as_deref())]
    }
}

impl super::Record for Article {
    fn take_words(&mut self, from: &Self) {
        super::take!(
            self,
            from,
            [title, article_type, source, author, summary, cover, photos]
        );
    }
}

/// What an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ArticleType {
    /// A typical experience (典型经验).
    Experience,
    /// News (动态).
    #[default]
    News,
    /// A notice (通知公告).
    Notice,
    /// A policy (政策文件).
    Policy,
}

/// A page outside the systems: about, rules, duties.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Only in lists.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// Whether it stands in the menu, or what it is called there.
    #[serde(default)]
    pub menu: FlagOrText,
    /// Its place in the menu, small numbers first.
    pub order: Option<Count>,
    /// In a sentence, for search results and previews.
    pub summary: Option<String>,
    /// Pictures beside the file.
    #[serde(default)]
    pub photos: Vec<Photo>,
    /// Not published yet.
    #[serde(default)]
    pub draft: bool,
    /// Old addresses of its page.
    #[serde(default)]
    pub aliases: Texts,
}

written!(
    Page,
    photos: [photos],
    required: [title],
    keywords: [],
    roles: [],
    phones: [],
    only_said: [title, menu, order, summary, photos]
);

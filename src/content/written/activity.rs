//! Activities and needs: what is on, and what residents ask for.

use serde::Deserialize;

use super::{Photo, written};
use crate::values::{Count, Day, FlagOrText, LocalTime, Repeat, Texts};

/// Something that happens at a place, once or repeatedly.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Only in lists and inside a place.
    pub id: Option<String>,
    /// What it is.
    pub title: String,
    /// Where. Required, except inside a place's own file.
    pub place: Option<String>,
    /// When it starts, local time.
    pub starts: LocalTime,
    /// When it ends.
    pub ends: Option<LocalTime>,
    /// How it repeats.
    pub repeat: Option<Repeat>,
    /// Days on which the repeat does not happen.
    #[serde(default, rename = "except")]
    pub except: Vec<Day>,
    /// How far it has come.
    #[serde(default)]
    pub status: ActivityStatus,
    /// The project it belongs to.
    pub project: Option<String>,
    /// The platform, when it belongs to no project.
    pub platform: Option<String>,
    /// Who runs it.
    pub team: Option<String>,
    /// Whom it is for.
    #[serde(default)]
    pub audience: Texts,
    /// How many can come.
    pub capacity: Option<Count>,
    /// How to take part.
    pub signup: Option<Signup>,
    /// Whether it can be followed online, or where.
    #[serde(default)]
    pub online: FlagOrText,
    /// What kind of activity; `study` counts for the monthly measure.
    pub kind: Option<String>,
    /// What came of it.
    pub results: Option<Results>,
    /// The local brand it belongs to.
    pub brand: Option<String>,
    /// Free tags.
    #[serde(default)]
    pub tags: Texts,
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

impl super::Written for Activity {
    fn written_id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    fn draft(&self) -> bool {
        self.draft
    }

    fn aliases(&self) -> &[String] {
        &self.aliases
    }

    fn photos(&self) -> Vec<(Vec<crate::fault::Step>, &Photo)> {
        let mut photos = Vec::new();
        super::place::collect_photos("photos", &self.photos, &mut photos);
        if let Some(results) = &self.results {
            let mut below = Vec::new();
            super::place::collect_photos("photos", &results.photos, &mut below);
            photos.extend(below.into_iter().map(|(mut steps, photo)| {
                steps.insert(0, "results".into());
                (steps, photo)
            }));
        }
        photos
    }

    fn required_texts(&self) -> Vec<(&'static str, &str)> {
        let place = self.place.as_deref().map(|place| ("place", place));
        [("title", self.title.as_str())]
            .into_iter()
            .chain(place)
            .collect()
    }

    fn keywords(&self) -> Vec<(&'static str, &[String])> {
        vec![("tags", &*self.tags)]
    }

    fn phones(&self) -> Vec<(Vec<crate::fault::Step>, &str)> {
        let signup = self.signup.as_ref();
        let phone = signup.and_then(|signup| signup.phone.as_deref());
        let written = phone.map(|phone| (crate::steps!["signup", "phone"].to_vec(), phone));
        written.into_iter().collect()
    }
}

impl super::Record for Activity {
    fn take_words(&mut self, from: &Self) {
        super::take!(
            self,
            from,
            [title, status, capacity, signup, online, kind, photos]
        );
        if let (Some(own), Some(from)) = (&mut self.results, &from.results) {
            super::take!(own, from, [attendance, service_hours, summary, photos]);
        }
    }
}

/// How far an activity has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActivityStatus {
    /// Intended.
    #[default]
    Planned,
    /// Certain.
    Confirmed,
    /// Called off.
    Cancelled,
    /// Took place.
    Done,
}

/// How to take part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Signup {
    /// Telephone number.
    pub phone: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// Anything else to know.
    pub note: Option<String>,
}

/// What came of an activity.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Results {
    /// How many people came.
    pub attendance: Option<Count>,
    /// Hours given by volunteers, in all.
    pub service_hours: Option<crate::values::Decimal>,
    /// In a sentence.
    pub summary: Option<String>,
    /// Pictures beside the file.
    pub photos: Vec<Photo>,
    /// The article that tells of it.
    pub article: Option<String>,
}

/// Something a resident or village asked for (点单).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Only in lists.
    pub id: Option<String>,
    /// What is wanted.
    pub title: String,
    /// Where.
    pub place: String,
    /// A platform, or a tag that projects serve.
    pub category: String,
    /// When it was raised.
    pub raised: Day,
    /// The date by which it is wanted.
    pub by: Option<Day>,
    /// How far it has come.
    #[serde(default)]
    pub status: NeedStatus,
    /// The project that answers it.
    pub project: Option<String>,
    /// The team that took it.
    pub team: Option<String>,
    /// The activity that came of it.
    pub activity: Option<String>,
    /// What those who asked say of it.
    pub review: Option<Review>,
    /// Free tags.
    #[serde(default)]
    pub tags: Texts,
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
    Need,
    photos: [photos],
    required: [title, place, category],
    keywords: [tags],
    roles: [],
    phones: [],
    only_said: [title, raised, by, status, review, photos]
);

/// How far a need has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NeedStatus {
    /// Waiting for somebody (待接单).
    #[default]
    Open,
    /// A team has taken it (已接单).
    Accepted,
    /// Answered (已完成).
    Done,
    /// No longer wanted (已撤回).
    Withdrawn,
}

/// What those who asked say of the answer (评单).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// 1 (poor) to 5 (very good).
    pub score: Count,
    /// In words.
    pub note: Option<String>,
}

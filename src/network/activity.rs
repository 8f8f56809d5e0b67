//! Activities and their occurrences.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::Id;
use super::records::{Article, Place, Platform, Project, Team};
use crate::address;
use crate::calendar::recurrence::Rule;
use crate::content::{Document, written};
use crate::fault::Origin;
use crate::markdown::Body;

/// Dates before the country was founded are slips.
const FIRST_YEAR: i16 = 1949;
/// Nothing is planned further ahead, in years.
const YEARS_AHEAD: i16 = 5;

/// Whether a date is too far from today to be meant.
pub(crate) fn is_unlikely(date: Date, today: Date) -> bool {
    date.year() < FIRST_YEAR || date.year() > today.year() + YEARS_AHEAD
}

/// An activity, written in a file of its own or inside its place.
#[derive(Debug, Clone)]
pub struct Activity {
    pub(super) source: Source,
    /// Its id; for one inside a place the place's id comes first.
    pub id: String,
    /// Where.
    pub place: Id<Place>,
    /// Its project.
    pub project: Option<Id<Project>>,
    /// Its platform, the project's if it has one.
    pub platform: Option<Id<Platform>>,
    /// Who runs it.
    pub team: Option<Id<Team>>,
    /// The article that tells of its results.
    pub article: Option<Id<Article>>,
    /// When it happens: once, or as often as its repeat says up to the horizon. Sorted. Empty where that is more
    /// often than the site's limits allow, which is told.
    pub occurrences: Vec<Occurrence>,
    /// Path of its page, or of its entry on its place's page.
    pub path: String,
}

/// Where the fields of an activity are kept.
#[derive(Debug, Clone)]
pub(super) enum Source {
    Own(Arc<Document<written::Activity>>),
    Inline(Arc<Document<written::Place>>, usize),
}

impl Source {
    pub(super) fn written(&self) -> &written::Activity {
        match self {
            Source::Own(document) => &document.fields,
            Source::Inline(document, index) => &document.fields.activities[*index],
        }
    }

    pub(super) fn origin(&self) -> Origin {
        match self {
            Source::Own(document) => document.origin.clone(),
            Source::Inline(document, index) => Origin {
                inline: u32::try_from(*index).ok(),
                ..document.origin.clone()
            },
        }
    }
}

impl Activity {
    /// The record as written.
    pub fn written(&self) -> &written::Activity {
        self.source.written()
    }

    /// Where it was written.
    pub fn origin(&self) -> Origin {
        self.source.origin()
    }

    /// Its text; an activity with one has a page of its own.
    pub fn body(&self) -> Option<&Body> {
        match &self.source {
            Source::Own(document) => document.body.as_ref(),
            Source::Inline(..) => None,
        }
    }

    /// Its document, if it has a file of its own.
    pub fn document(&self) -> Option<&Arc<Document<written::Activity>>> {
        match &self.source {
            Source::Own(document) => Some(document),
            Source::Inline(..) => None,
        }
    }

    /// Whether one of its times is today or later.
    pub fn is_ahead(&self, today: Date) -> bool {
        let last = self.occurrences.last();
        last.is_some_and(|last| last.last_day() >= today)
    }

    /// Its name as part of a page: unique among activities.
    pub fn anchor(&self) -> String {
        address::fragment("activity", &self.id)
    }

    /// Whether this is its [`anchor`](Self::anchor).
    pub fn is_anchor(&self, fragment: &str) -> bool {
        fragment.len() == "activity-".len() + self.id.len() && fragment == self.anchor()
    }
}

/// One time that an activity happens, local time of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// When it starts.
    pub starts: DateTime,
    /// When it ends, if that is known.
    pub ends: Option<DateTime>,
}

impl Occurrence {
    /// The last day on which it goes on.
    pub fn last_day(&self) -> Date {
        self.ends.unwrap_or(self.starts).date()
    }
}

/// How far into the future a repeat without end is followed, in days from today.
const HORIZON_DAYS: i32 = 400;

/// How long ago a repeat may begin, in years. However seldom it takes place, all days since are gone through.
pub(super) const REPEATED_YEARS: i16 = 100;

/// Why the times of an activity are not worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Boundless {
    /// It repeats since more than [`REPEATED_YEARS`].
    TooOld,
    /// It takes place more often than is allowed.
    TooOften,
}

/// Every occurrence up to the horizon, without the excepted days, sorted; unless there are more than `most`,
/// excepted ones included.
///
/// # Errors
/// When there would be no end to them.
pub(super) fn occurrences(
    activity: &written::Activity,
    zone: &TimeZone,
    today: Date,
    most: usize,
) -> Result<Vec<Occurrence>, Boundless> {
    let starts = activity.starts.at;
    let length = activity.ends.map(|ends| ends.at.duration_since(starts));
    let occurrence = |starts: DateTime| Occurrence {
        starts,
        ends: length.and_then(|length| starts.checked_add(length).ok()),
    };
    let Some(repeat) = &activity.repeat else {
        return Ok(vec![occurrence(starts)]);
    };
    let except: BTreeSet<Date> = activity.except.iter().map(|day| day.0).collect();
    let mut occurrences = Vec::new();
    for (index, at) in times(&repeat.0, starts, zone, today)?.enumerate() {
        if index == most {
            return Err(Boundless::TooOften);
        }
        if !except.contains(&at.date()) {
            occurrences.push(occurrence(at));
        }
    }
    occurrences.shrink_to_fit();
    Ok(occurrences)
}

/// Whether the times of an activity are not [worked out](occurrences).
pub(crate) fn is_boundless(
    activity: &written::Activity,
    zone: &TimeZone,
    today: Date,
    most: usize,
) -> bool {
    activity.repeat.as_ref().is_some_and(|repeat| {
        let times = times(&repeat.0, activity.starts.at, zone, today);
        times.map_or(true, |mut times| times.nth(most).is_some())
    })
}

/// The times of a rule up to the horizon.
fn times<'a>(
    rule: &'a Rule,
    starts: DateTime,
    zone: &TimeZone,
    today: Date,
) -> Result<impl Iterator<Item = DateTime> + use<'a>, Boundless> {
    if starts.year() < today.year() - REPEATED_YEARS {
        return Err(Boundless::TooOld);
    }
    let horizon = today.saturating_add(HORIZON_DAYS.days()).at(23, 59, 59, 0);
    let times = rule.occurrences(starts, zone);
    Ok(times.take_while(move |at| *at <= horizon))
}

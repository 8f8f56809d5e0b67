//! Cards of activities: one of a single time, and lists of the times that matter to a reader of today.

use super::Views;
use super::cards::{ActivityCard, ResultsView};
use crate::content::written::ActivityStatus;
use crate::network::{Activity, Id, Occurrence, Timed};
use crate::route::Route;

impl Views<'_> {
    /// A card of one occurrence of an activity.
    pub(super) fn activity_card(&self, id: Id<Activity>, at: &Occurrence) -> ActivityCard {
        let activity = &self.network.activities[id];
        let written = activity.written();
        let clock = self.clock();
        let whole_day = written.starts.whole_day;
        let status = activity_status(written.status);
        let kind = written.kind.clone().unwrap_or_default();
        let kinds = &self.network.config.activity_kinds;
        ActivityCard {
            title: written.title.clone(),
            href: self.href(&activity.path),
            anchor: activity.anchor(),
            has_page: activity.body().is_some(),
            starts: clock.moment(at.starts, whole_day),
            ends: at.ends.map(|ends| clock.moment(ends, whole_day)),
            when: clock.span(at.starts, at.ends, whole_day),
            repeats: written.repeat.is_some(),
            status,
            status_name: self.phrase(&format!("activity_status.{status}")),
            place: self.short_place_link(activity.place),
            kind_name: kinds.name(&kind).unwrap_or_default().to_owned(),
            kind,
            audience: written.audience.to_vec(),
            capacity: written.capacity.map_or(0, |count| count.0),
            poster: if activity.is_ahead(self.network.today) {
                self.route_href(&Route::ActivityPoster(id))
            } else {
                String::new()
            },
            calendar: self.activity_calendar(id),
            results: self.results(activity),
        }
    }

    fn results(&self, activity: &Activity) -> Option<ResultsView> {
        let results = activity.written().results.as_ref()?;
        Some(ResultsView {
            attendance: results.attendance.map_or(0, |count| count.0),
            service_hours: results
                .service_hours
                .map_or_else(String::new, |hours| hours.0.to_string()),
            summary: results.summary.clone().unwrap_or_default(),
            article: activity.article.map(|id| self.article_link(id)),
            photos: self.pictures(&results.photos, &activity.origin()),
        })
    }

    /// An activity by the time that counts.
    pub(super) fn activity_summary(&self, id: Id<Activity>) -> Option<ActivityCard> {
        let at = self.network.activities[id].time_that_counts(self.network.today)?;
        Some(self.activity_card(id, at))
    }

    /// Activities by the times that count, the latest first.
    pub(super) fn activity_summaries(&self, ids: &[Id<Activity>]) -> Vec<ActivityCard> {
        let network = self.network;
        let counts = |id: &Id<Activity>| {
            let at = network.activities[*id].time_that_counts(network.today)?;
            Some((*id, at))
        };
        let mut found: Vec<Timed<'_>> = ids.iter().filter_map(counts).collect();
        network.sort_latest_first(&mut found);
        self.cards(&found)
    }

    /// The next occurrences from today of some activities, at most so many, in order.
    pub(super) fn upcoming(
        &self,
        activities: impl Iterator<Item = Id<Activity>>,
        most: usize,
    ) -> Vec<ActivityCard> {
        self.upcoming_mixed(activities, most, most)
    }

    /// The same with at most so many occurrences of each: a daily class does not crowd out what happens once.
    pub(super) fn upcoming_mixed(
        &self,
        activities: impl Iterator<Item = Id<Activity>>,
        most: usize,
        of_each: usize,
    ) -> Vec<ActivityCard> {
        let network = self.network;
        let mut found: Vec<Timed<'_>> = activities
            .flat_map(|id| {
                let (_, ahead) = network.activities[id].past_and_ahead(network.today);
                ahead.iter().take(of_each).map(move |at| (id, at))
            })
            .collect();
        network.sort_soonest_first(&mut found);
        found.truncate(most);
        self.cards(&found)
    }

    fn cards(&self, times: &[Timed<'_>]) -> Vec<ActivityCard> {
        let times = times.iter();
        times.map(|(id, at)| self.activity_card(*id, at)).collect()
    }
}

/// The word of a status in files and views.
pub(crate) fn activity_status(status: ActivityStatus) -> &'static str {
    match status {
        ActivityStatus::Planned => "planned",
        ActivityStatus::Confirmed => "confirmed",
        ActivityStatus::Cancelled => "cancelled",
        ActivityStatus::Done => "done",
    }
}

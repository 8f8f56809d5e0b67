//! What activities came to: sessions held, people who came, hours given.

use crate::content::written::ActivityStatus;
use crate::network::{Activity, Id, Network};

/// A sum over activities up to the day of the site.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// Times that took place: past occurrences of activities that are done or were confirmed.
    pub sessions: usize,
    /// People who came, as far as it is told.
    pub attendance: u64,
    /// Hours given by volunteers, as far as it is told.
    pub service_hours: f64,
}

/// Whether an activity counts as held once its time has come.
pub fn is_held(status: ActivityStatus) -> bool {
    matches!(status, ActivityStatus::Done | ActivityStatus::Confirmed)
}

/// Sums up some activities.
pub fn tally(network: &Network, activities: impl IntoIterator<Item = Id<Activity>>) -> Tally {
    let mut sum = Tally::default();
    for id in activities {
        let activity = &network.activities[id];
        let written = activity.written();
        if !is_held(written.status) {
            continue;
        }
        let (past, _) = activity.past_and_ahead(network.today);
        sum.sessions += past.len();
        if let Some(results) = &written.results {
            sum.attendance += results.attendance.map_or(0, |count| u64::from(count.0));
            sum.service_hours += results.service_hours.map_or(0.0, |hours| hours.0);
        }
    }
    sum
}

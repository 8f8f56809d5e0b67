//! Which of its times stands for an activity, and in which order activities stand in lists: once for pages, feeds,
//! calendars and the search.
//!
//! **The time that counts** to a reader of today is the next one, which may have begun and go on; of an activity that
//! is over it is the last.
//!
//! **The order** is that of the times. What starts at the same time stands in the order of its places, so that what is
//! on in one village is read together; what starts there at the same time, in the order of ids. Nothing else counts:
//! not whether an activity has a file of its own or stands in that of its place, which no reader knows; not its title,
//! so that an edit of words moves nothing. Where the latest come first, only the times are turned round.

use std::cmp::Reverse;

use jiff::civil::{Date, DateTime};

use super::{Activity, Id, Network, Occurrence, Place};

/// An activity at one of its times.
pub type Timed<'a> = (Id<Activity>, &'a Occurrence);

impl Activity {
    /// Its times that are over on a day, and those that are not.
    pub fn past_and_ahead(&self, today: Date) -> (&[Occurrence], &[Occurrence]) {
        // All of them are equally long, so that they end in the order in which they start.
        let over = self.occurrences.partition_point(|at| at.last_day() < today);
        self.occurrences.split_at(over)
    }

    /// The time that counts and those after it; none if its times are not worked out.
    pub fn times_that_count(&self, today: Date) -> &[Occurrence] {
        match self.past_and_ahead(today) {
            (past, []) => &past[past.len().saturating_sub(1)..],
            (_, ahead) => ahead,
        }
    }

    /// The time that counts; none if its times are not worked out.
    pub fn time_that_counts(&self, today: Date) -> Option<&Occurrence> {
        self.times_that_count(today).first()
    }
}

impl Network {
    /// What activities are sorted by that start at some time.
    pub fn rank(&self, id: Id<Activity>, starts: DateTime) -> (DateTime, Id<Place>, &str) {
        let activity = &self.activities[id];
        (starts, activity.place, &activity.id)
    }

    /// Sorts so that what starts first comes first.
    pub fn sort_soonest_first(&self, times: &mut [Timed<'_>]) {
        times.sort_by_key(|(id, at)| self.rank(*id, at.starts));
    }

    /// Sorts so that what starts last comes first.
    pub fn sort_latest_first(&self, times: &mut [Timed<'_>]) {
        times.sort_by_key(|(id, at)| {
            let (starts, place, id) = self.rank(*id, at.starts);
            (Reverse(starts), place, id)
        });
    }

    /// Activities by the time that counts: those that lie ahead, the soonest first, and those that are over, the latest
    /// first.
    pub fn ahead_and_over(
        &self,
        activities: impl Iterator<Item = Id<Activity>>,
    ) -> (Vec<Id<Activity>>, Vec<Id<Activity>>) {
        let (mut ahead, mut over) = (Vec::new(), Vec::new());
        for id in activities {
            let activity = &self.activities[id];
            match activity.time_that_counts(self.today) {
                Some(at) if at.last_day() >= self.today => ahead.push((id, at)),
                Some(at) => over.push((id, at)),
                None => {}
            }
        }
        self.sort_soonest_first(&mut ahead);
        self.sort_latest_first(&mut over);
        let ids = |times: Vec<Timed<'_>>| times.into_iter().map(|(id, _)| id).collect();
        (ids(ahead), ids(over))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::config;
    use crate::content::{Content, load_file};
    use crate::network::{LinkOptions, link};

    const TODAY: Date = jiff::civil::date(2026, 7, 9);

    fn place(name: &str, activities: &str) -> String {
        format!(
            "---\nname: {name}\naddress: 示例\nlocation: {{lng: 119.4, lat: 25.7, crs: wgs84}}\n{activities}---\n"
        )
    }

    /// Two centers, the second with an activity in its own file, and two in files of their own.
    fn network() -> Network {
        let config = Arc::new(config::parse("name: 示例", &[]).config);
        let inline = "activities:\n  - {title: 戊, id: c, starts: 2026-07-10 09:00}\n";
        let file = |path: &str, text: &str| {
            let loaded = load_file(path, text.as_bytes(), &config);
            assert_eq!(loaded.faults.len(), 0, "{path}: {:?}", loaded.faults);
            Arc::new(loaded)
        };
        let activity = |title: &str, place: &str, times: &str| {
            format!("title: {title}\nplace: {place}\n{times}\n")
        };
        let files = vec![
            file(
                "activities/a-early.yaml",
                &activity(
                    "丁",
                    "b",
                    "starts: 2026-07-01 09:00\nrepeat: FREQ=DAILY;COUNT=9",
                ),
            ),
            file(
                "activities/b-second.yaml",
                &activity("丙", "b", "starts: 2026-07-10 09:00"),
            ),
            file(
                "activities/c-over.yaml",
                &activity(
                    "乙",
                    "a",
                    "starts: 2026-07-07 09:00\nends: 2026-07-08 09:00",
                ),
            ),
            file(
                "activities/d-going-on.yaml",
                &activity(
                    "甲",
                    "a",
                    "starts: 2026-07-07 09:00\nends: 2026-07-09 09:00",
                ),
            ),
            file("centers/a.md", &place("甲", inline)),
            file("centers/b.md", &place("乙", "")),
        ];
        let content = Content {
            files,
            ..Content::default()
        };
        let options = LinkOptions {
            today: TODAY,
            drafts: false,
        };
        let linked = link(&content, &config, options);
        assert_eq!(linked.faults.len(), 0, "{:?}", linked.faults);
        linked.network
    }

    #[test]
    fn the_next_time_counts_or_else_the_last() {
        let network = network();
        let counts = |id: &str| {
            let mut activities = network.activities.iter();
            let activity = activities.find(|activity| activity.id == id);
            let at = activity.and_then(|activity| activity.time_that_counts(TODAY));
            at.map(|at| at.starts.date().to_string())
        };
        assert_eq!(counts("a-early").as_deref(), Some("2026-07-09"));
        assert_eq!(counts("d-going-on").as_deref(), Some("2026-07-07"));
        assert_eq!(counts("c-over").as_deref(), Some("2026-07-07"));
    }

    /// The one in the file of its place stands with the others of its place, although files come first in the network.
    #[test]
    fn what_starts_at_the_same_time_stands_by_place_and_then_by_id() {
        let network = network();
        let (ahead, over) = network.ahead_and_over(network.activities.ids());
        let ids = |ids: &[Id<Activity>]| -> Vec<String> {
            ids.iter()
                .map(|id| network.activities[*id].id.clone())
                .collect()
        };
        assert_eq!(
            ids(&ahead),
            ["d-going-on", "a-early", "centers/a/c", "b-second"]
        );
        assert_eq!(ids(&over), ["c-over"]);
        let of_day = network.agenda_between(TODAY.tomorrow().expect("it has one"), Date::MAX);
        let agenda: Vec<_> = of_day.map(|entry| entry.activity).collect();
        assert_eq!(ids(&agenda), ["centers/a/c", "b-second"]);
        let mut times: Vec<Timed<'_>> = network
            .activities
            .enumerate()
            .filter_map(|(id, activity)| Some((id, activity.occurrences.first()?)))
            .collect();
        network.sort_latest_first(&mut times);
        let times: Vec<_> = times.iter().map(|(id, _)| *id).collect();
        assert_eq!(
            ids(&times),
            ["centers/a/c", "b-second", "c-over", "d-going-on", "a-early"]
        );
    }
}

//! Numbers and dates that can be read but cannot be meant: a year with two digits exchanged, a room of
//! minus forty square metres, a session that lasts longer than the time to the next.

use jiff::civil::Date;

use crate::config::Config;
use crate::content::{AnyRecord, WrittenRecord, written};
use crate::fault::{Fault, Origin, Rule, Severity, Step};
use crate::network::{Activity, Network, is_boundless, is_unlikely};
use crate::steps;
use crate::text;
use crate::text::StaticText;
use crate::values::{Count, Day, Decimal};

/// A date decades away.
pub(crate) static UNLIKELY_DATE: Rule = Rule {
    code: "unlikely-date",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "日期离今天太远，多半是年份写错了。",
        english: "A date so far from today that its year must be a slip.",
    },
    why: StaticText {
        chinese: "2026 写成 2206，活动和文章就要再等一百多年才看得到。",
        english: "With 2206 for 2026 an activity or article stays out of sight for good.",
    },
    wrong: "date: 2206-02-28",
    right: "date: 2026-02-28",
};

/// A number that nothing can have.
pub(crate) static IMPOSSIBLE_NUMBER: Rule = Rule {
    code: "impossible-number",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "数字不可能：面积是负数，名额、人数是 0。",
        english: "An impossible number: an area below zero, room for nobody.",
    },
    why: StaticText {
        chinese: "名额为 0，居民以为报不上名；错的数字还会算进统计。",
        english: "With room for nobody residents stay away, and wrong numbers enter the sums.",
    },
    wrong: "capacity: 0",
    right: "capacity: 40",
};

/// A session that takes longer than it can.
pub(crate) static OVERLONG: Rule = Rule {
    code: "overlong",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "一场活动长得不像话：比到下一场的时间还长，或超过半年。",
        english: "A session lasts until after the next one begins, or for more than half a year.",
    },
    why: StaticText {
        chinese: "ends 是每一场的结束时间；写成整个系列的最后一天，日历上每一场都会拖上几个月。",
        english: "`ends` ends each session; with the last day of the series in it every session drags on for months.",
    },
    wrong: "starts: 2026-09-02 16:30\nends: 2027-01-13 17:30\nrepeat: FREQ=WEEKLY;BYDAY=WE",
    right: "starts: 2026-09-02 16:30\nends: 2026-09-02 17:30\nrepeat: FREQ=WEEKLY;BYDAY=WE;UNTIL=20270113",
};

/// No single activity lasts longer, in days.
const MOST_DAYS: i32 = 183;

/// Checks a record.
pub(super) fn sizes(entry: &WrittenRecord<'_>, network: &Network, faults: &mut Vec<Fault>) {
    let mut checker = Checker {
        today: network.today,
        config: &network.config,
        faults,
    };
    let origin = &entry.origin;
    match entry.record {
        AnyRecord::Place(place) => {
            checker.day(place.opened, origin, &steps!["opened"]);
            if let Some(Decimal(area)) = place.area_m2
                && area <= 0.0
            {
                checker.impossible(area, origin, &steps!["area_m2"]);
            }
        }
        AnyRecord::Project(project) => {
            checker.count(project.capacity, origin, &steps!["capacity"]);
        }
        AnyRecord::Team(team) => checker.count(team.members, origin, &steps!["members"]),
        AnyRecord::Activity(activity) => checker.activity(activity, origin),
        AnyRecord::Need(need) => {
            checker.day(Some(need.raised), origin, &steps!["raised"]);
            checker.day(need.by, origin, &steps!["by"]);
        }
        AnyRecord::Article(article) => checker.day(Some(article.date), origin, &steps!["date"]),
        AnyRecord::Standard(_)
        | AnyRecord::Platform(_)
        | AnyRecord::Plan(_)
        | AnyRecord::Page(_) => {}
    }
}

struct Checker<'a> {
    today: Date,
    config: &'a Config,
    faults: &'a mut Vec<Fault>,
}

impl Checker<'_> {
    fn activity(&mut self, activity: &written::Activity, origin: &Origin) {
        let starts = Day(activity.starts.at.date());
        if !self.is_over_limit(activity) {
            self.day(Some(starts), origin, &steps!["starts"]);
        }
        if let Some(ends) = activity.ends
            && !is_unlikely(starts.0, self.today)
        {
            self.day(Some(Day(ends.at.date())), origin, &steps!["ends"]);
        }
        self.count(activity.capacity, origin, &steps!["capacity"]);
        let results = activity.results.as_ref();
        if let Some(Decimal(hours)) = results.and_then(|results| results.service_hours)
            && hours < 0.0
        {
            self.impossible(hours, origin, &steps!["results", "service_hours"]);
        }
    }

    /// Whether it was told at `starts` already that there would be no end to the times of the activity.
    fn is_over_limit(&self, activity: &written::Activity) -> bool {
        let (zone, most) = (
            &self.config.time_zone,
            self.config.limits.activity_occurrences,
        );
        is_unlikely(activity.starts.at.date(), self.today)
            && is_boundless(activity, zone, self.today, most)
    }

    fn day(&mut self, day: Option<Day>, origin: &Origin, steps: &[Step]) {
        let Some(Day(day)) = day else { return };
        if is_unlikely(day, self.today) {
            self.faults.push(
                Fault::new(
                    &UNLIKELY_DATE,
                    origin.value(steps),
                    text!("{day} 离今天太远了", "{day} is too far from today"),
                )
                .help(text!("核对年份", "check the year")),
            );
        }
    }

    fn count(&mut self, count: Option<Count>, origin: &Origin, steps: &[Step]) {
        if count == Some(Count(0)) {
            self.impossible(0.0, origin, steps);
        }
    }

    fn impossible(&mut self, number: f64, origin: &Origin, steps: &[Step]) {
        let key = steps.last().map(ToString::to_string).unwrap_or_default();
        self.faults.push(
            Fault::new(
                &IMPOSSIBLE_NUMBER,
                origin.value(steps),
                text!("`{key}` 不会是 {number}", "`{key}` cannot be {number}"),
            )
            .help(text!(
                "写实际的数；不知道就删掉这一行",
                "write the real number, or remove this line"
            )),
        );
    }
}

/// Checks how long activities last.
pub(super) fn lengths(network: &Network, faults: &mut Vec<Fault>) {
    faults.extend(network.activities.iter().filter_map(|activity| {
        let origin = activity.origin();
        let fault = overlong(activity).map(|fault| {
            ["starts", "repeat"].iter().fold(fault, |fault, key| {
                fault.rests_on(origin.path(&steps![*key]))
            })
        });
        fault.filter(|_| {
            let written = activity.written();
            let ends = written.ends.map_or(written.starts.at, |ends| ends.at);
            !is_unlikely(written.starts.at.date(), network.today)
                && !is_unlikely(ends.date(), network.today)
        })
    }));
}

fn overlong(activity: &Activity) -> Option<Fault> {
    let ends = activity.written().ends?;
    let [first, rest @ ..] = activity.occurrences.as_slice() else {
        return None;
    };
    let target = || activity.origin().value(&steps!["ends"]);
    let days = (ends.at.date() - activity.written().starts.at.date()).get_days();
    if let Some(next) = rest.first()
        && first.ends.is_some_and(|ends| ends > next.starts)
    {
        let gap = (next.starts.date() - first.starts.date()).get_days();
        return Some(
            Fault::new(
                &OVERLONG,
                target(),
                text!(
                    "每一场要 {days} 天，而下一场 {gap} 天以后就开始",
                    "each session takes {days} days, and the next begins after {gap}"
                ),
            )
            .help(text!(
                "ends 写第一场的结束时间；整个系列到哪天为止，写在 repeat 的 UNTIL 里",
                "`ends` is the end of the first session; the end of the series belongs into UNTIL of `repeat`"
            )),
        );
    }
    (days > MOST_DAYS).then(|| {
        Fault::new(
            &OVERLONG,
            target(),
            text!("一场活动有 {days} 天", "one activity takes {days} days"),
        )
        .help(text!(
            "核对年份；每周都有的活动，用 repeat",
            "check the year; what happens every week wants `repeat`"
        ))
    })
}

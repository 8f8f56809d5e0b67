//! States that contradict dates or other states: an activity that is over before it began, a need that
//! was reviewed before it was answered. Most come from a file that was copied, or a status left behind.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::content::Content;
use crate::content::written::{ActivityStatus, NeedStatus, PlaceStatus, ProjectStatus};
use crate::fault::{Fault, Origin, Rule, Severity, Target};
use crate::network::{Activity, Need, Network, Place, is_unlikely};
use crate::steps;
use crate::text;
use crate::text::{StaticText, Text};
use crate::values::FlagOrText;

/// Two statements that cannot both be true.
pub(crate) static CONTRADICTION: Rule = Rule {
    code: "contradiction",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "状态和日期，或和别的内容，互相矛盾。",
        english: "A status contradicts a date or another statement.",
    },
    why: StaticText {
        chinese: "还没开始的活动写成“已举办”，居民就不来了；多半是复制旧文件以后忘了改。",
        english: "Nobody comes to an activity that is said to be over. Mostly a file was copied and its status left behind.",
    },
    wrong: "starts: 2027-07-09 09:00\nstatus: done",
    right: "starts: 2027-07-09 09:00\nstatus: confirmed",
};

/// More records than this from days to come are no slips: the site is built for a day gone by.
const MOST_FROM_THE_FUTURE: usize = 5;

/// Checks everything that is published.
pub(super) fn contradictions(network: &Network, content: &Content, faults: &mut Vec<Fault>) {
    let faulted = content.files.iter().filter(|file| !file.faulted.is_empty());
    let mut checker = Checker {
        network,
        faults,
        from_the_future: Vec::new(),
        faulted: faulted.map(|file| &*file.path).collect(),
    };
    network.places.iter().for_each(|place| checker.place(place));
    network
        .activities
        .iter()
        .for_each(|activity| checker.activity(activity));
    network.needs.iter().for_each(|need| checker.need(need));
    let Checker {
        from_the_future, ..
    } = checker;
    if from_the_future.len() <= MOST_FROM_THE_FUTURE {
        faults.extend(from_the_future);
    }
}

struct Checker<'a> {
    network: &'a Network,
    faults: &'a mut Vec<Fault>,
    /// What is said to have happened on a day that has not come.
    from_the_future: Vec<Fault>,
    /// Files with faults of their own: what stands in them is not held against other files.
    faulted: HashSet<&'a str>,
}

impl Checker<'_> {
    fn tell(&mut self, origin: &Origin, field: Target, message: Text, help: Text) {
        self.faults
            .push(contradiction(origin, field, message, help));
    }

    fn tell_of_the_future(&mut self, origin: &Origin, field: Target, message: Text, help: Text) {
        self.from_the_future
            .push(contradiction(origin, field, message, help));
    }

    /// Whether a day lies ahead; one with a slip in its year is told as that alone.
    fn is_to_come(&self, day: Date) -> bool {
        day > self.network.today && !is_unlikely(day, self.network.today)
    }

    fn place(&mut self, place: &Place) {
        if place.written().status == PlaceStatus::Closed {
            self.closed(place);
        }
        self.opening(place);
    }

    /// What is written inside a closed place and still announced is told once, at the status of the place.
    fn closed(&mut self, place: &Place) {
        let origin = &place.document.origin;
        let inside = place
            .activities
            .iter()
            .map(|id| &self.network.activities[*id]);
        let count = inside
            .filter(|activity| activity.origin().inline.is_some() && self.is_announced(activity))
            .count();
        if count > 0 {
            self.tell(
                origin,
                origin.value(&steps!["status"]),
                text!(
                    "站点已经关闭，却还有 {count} 项活动要办",
                    "it is closed, but {count} activities are still to take place"
                ),
                text!(
                    "取消这些活动（status: cancelled），或改站点的 status",
                    "cancel them, or correct the status of the place"
                ),
            );
        }
    }

    /// A place opens before anything takes place in it, and is not open before that day.
    fn opening(&mut self, place: &Place) {
        let written = place.written();
        let origin = &place.document.origin;
        let Some(opened) = written.opened.map(|day| day.0) else {
            return;
        };
        if written.status == PlaceStatus::Open && self.is_to_come(opened) {
            self.tell_of_the_future(
                origin,
                origin.value(&steps!["opened"]),
                text!(
                    "要到 {opened} 才启用，状态却是开放",
                    "it opens on {opened}, but its status is `open`"
                ),
                text!(
                    "还没启用就写 status: preparing；已经启用就改 opened",
                    "write `status: preparing`, or correct `opened`"
                ),
            );
            return;
        }
        let network = self.network;
        let first = place
            .activities
            .iter()
            .map(|id| &network.activities[*id])
            .filter(|activity| !self.faulted.contains(&*activity.origin().file))
            // What is held online needs no door that is open.
            .filter(|activity| activity.written().online == FlagOrText::No)
            .filter(|activity| activity.written().status != ActivityStatus::Cancelled)
            .filter_map(|activity| Some((activity.occurrences.first()?.starts.date(), activity)))
            .filter(|(day, _)| !is_unlikely(*day, self.network.today))
            .min_by_key(|(day, _)| *day);
        if let Some((day, activity)) = first
            && day < opened
            && !is_unlikely(opened, self.network.today)
        {
            let title = &activity.written().title;
            self.tell(
                origin,
                origin.value(&steps!["opened"]),
                text!(
                    "{opened} 才启用，而活动“{title}”在 {day} 就办了",
                    "it opened on {opened}, but {title} took place on {day}"
                ),
                text!("核对启用日期和活动的日期", "check both dates"),
            );
        }
    }

    /// Whether an activity is still to take place.
    fn is_announced(&self, activity: &Activity) -> bool {
        use ActivityStatus::{Confirmed, Planned};
        matches!(activity.written().status, Planned | Confirmed)
            && activity.is_ahead(self.network.today)
    }

    fn activity(&mut self, activity: &Activity) {
        let written = activity.written();
        let origin = activity.origin();
        let status = || origin.value(&steps!["status"]);
        let results = written.results.as_ref();
        let attended = results.is_some_and(|results| {
            results.attendance.is_some_and(|count| count.0 > 0) || results.service_hours.is_some()
        });
        let begins = activity
            .occurrences
            .first()
            .map(|first| first.starts.date());
        let Some(day) = begins else { return };
        let is_to_come = self.is_to_come(day);
        match written.status {
            ActivityStatus::Done if is_to_come => self.tell_of_the_future(
                &origin,
                status(),
                text!(
                    "{day} 才举行，状态却是已举办",
                    "it takes place on {day}, but its status is `done`"
                ),
                text!(
                    "还没举行就写 planned 或 confirmed；已经举行就改 starts",
                    "write `planned` or `confirmed`, or correct `starts`"
                ),
            ),
            ActivityStatus::Cancelled if attended => self.tell(
                &origin,
                status(),
                text!(
                    "写了到场人数或服务时长，状态却是取消",
                    "it has results, but its status is `cancelled`"
                ),
                text!(
                    "办过就写 done；没办就删掉 results 里的数字",
                    "write `done`, or remove the numbers of `results`"
                ),
            ),
            _ if attended && is_to_come => self.tell_of_the_future(
                &origin,
                origin.key(&steps!["results"]),
                text!(
                    "{day} 才举行，却已经有了结果",
                    "it takes place on {day}, but there are results"
                ),
                text!(
                    "删掉 results，或改 starts",
                    "remove `results`, or correct `starts`"
                ),
            ),
            ActivityStatus::Planned if attended => self.tell(
                &origin,
                origin.key(&steps!["results"]),
                text!(
                    "已经有了结果，状态却是计划中",
                    "there are results, but its status is `planned`"
                ),
                text!("办过就写 status: done", "write `status: done`"),
            ),
            _ if self.is_announced(activity) => self.ahead(activity, &origin),
            _ => {}
        }
    }

    /// What will not take place although it is announced.
    fn ahead(&mut self, activity: &Activity, origin: &Origin) {
        // What is written inside a closed place is told once, at its status.
        let place = &self.network.places[activity.place];
        let is_sound = |origin: &Origin| !self.faulted.contains(&*origin.file);
        if place.written().status == PlaceStatus::Closed
            && origin.inline.is_none()
            && is_sound(&place.document.origin)
        {
            let name = place.short_name();
            self.tell(
                origin,
                origin.value(&steps!["place"]),
                text!(
                    "{name}已经关闭，不能再办活动",
                    "{name} is closed, but this is still to take place there"
                ),
                text!(
                    "换一个地点，或写 status: cancelled",
                    "name another place, or write `status: cancelled`"
                ),
            );
            return;
        }
        let Some(project) = activity.project.map(|id| &self.network.projects[id]) else {
            return;
        };
        if project.document.fields.status == ProjectStatus::Ended
            && is_sound(&project.document.origin)
        {
            let title = &project.document.fields.title;
            self.tell(
                origin,
                origin.value(&steps!["project"]),
                text!(
                    "项目“{title}”已经结束，活动却还没办",
                    "the project {title} has ended, but this is still to take place"
                ),
                text!(
                    "改项目的 status，或取消活动",
                    "correct the status of the project, or cancel the activity"
                ),
            );
        }
    }

    fn need(&mut self, need: &Need) {
        let written = &need.document.fields;
        let origin = &need.document.origin;
        let answered = written.status == NeedStatus::Done;
        if written.review.is_some() && !answered {
            self.tell(
                origin,
                origin.key(&steps!["review"]),
                text!(
                    "还没有完成，却已经有了评价",
                    "it is reviewed, but its status is not `done`"
                ),
                text!(
                    "办完了就写 status: done；没办完就删掉 review",
                    "write `status: done`, or remove `review`"
                ),
            );
            return;
        }
        let taken =
            written.project.is_some() || written.team.is_some() || written.activity.is_some();
        if written.status == NeedStatus::Accepted && !taken {
            self.tell(
                origin,
                origin.value(&steps!["status"]),
                text!(
                    "没有写由谁接单：project、team、activity 都没有",
                    "it was taken, but neither `project`, `team` nor `activity` says by whom"
                ),
                text!(
                    "补上接单的队伍 team 或项目 project；没人接就写 status: open",
                    "add `team` or `project`; if nobody took it, write `status: open`"
                ),
            );
        } else if written.status == NeedStatus::Open && written.team.is_some() {
            self.tell(
                origin,
                origin.key(&steps!["team"]),
                text!(
                    "已经有队伍接单，状态却是待接单",
                    "a team has taken it, but its status is `open`"
                ),
                text!(
                    "改成 status: accepted；办完了写 done",
                    "write `status: accepted`, or `done`"
                ),
            );
        }
        self.raised(written.raised.0, origin);
    }

    fn raised(&mut self, day: Date, origin: &Origin) {
        if self.is_to_come(day) {
            self.tell_of_the_future(
                origin,
                origin.value(&steps!["raised"]),
                text!(
                    "提出日期 {day} 还没有到",
                    "it was raised on {day}, which is still to come"
                ),
                text!("核对年份和月份", "check the year and the month"),
            );
        }
    }
}

/// Fields that say what state a record is in, and when. What is wrong with one of them was told already.
const STATES: [&str; 7] = [
    "status",
    "starts",
    "repeat",
    "results",
    "opened",
    "activities",
    "raised",
];

fn contradiction(origin: &Origin, target: Target, message: Text, help: Text) -> Fault {
    STATES.iter().fold(
        Fault::new(&CONTRADICTION, target, message).help(help),
        |fault, key| fault.rests_on(origin.path(&steps![*key])),
    )
}

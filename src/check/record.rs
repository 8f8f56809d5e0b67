//! What can be judged from one record: empty texts, reversed times, scores, pictures, kinds.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::pictures::{missing_alt, picture};
use super::rules::{BAD_SCORE, REPEAT_START, REVERSED_TIMES, UNUSED_EXCEPTION};
use super::{coordinates, hours, links, personal, phone, picture_words, scale, wording};
use crate::calendar::recurrence::Rule;
use crate::content::written::Written;
use crate::content::{AnyRecord, LoadedFile, WrittenRecord, written};
use crate::fault::{Fault, Origin, Step, Target};
use crate::links::{Breakage, Destination, Resolver};
use crate::network::{Network, is_unlikely};
use crate::steps;
use crate::text;
use crate::values::FlagOrText;
use crate::vocabulary::label;
use crate::yaml::EMPTY_TEXT;

/// Checks every record of a file.
pub(super) fn records_of(
    file: &LoadedFile,
    network: &Network,
    resolver: &Resolver<'_>,
    faults: &mut Vec<Fault>,
) {
    let mut checker = Checker {
        network,
        resolver,
        faults,
    };
    for entry in file.each_written() {
        checker.record(&entry);
    }
}

struct Checker<'a> {
    network: &'a Network,
    resolver: &'a Resolver<'a>,
    faults: &'a mut Vec<Fault>,
}

impl Checker<'_> {
    fn record(&mut self, entry: &WrittenRecord<'_>) {
        let (written, origin) = (entry.record.written(), &entry.origin);
        self.texts(written, origin);
        self.pictures(written, origin);
        phone::numbers(written, origin, self.faults);
        personal::roles(written, origin, self.faults);
        wording::joined_words(written, origin, self.faults);
        scale::sizes(entry, self.network, self.faults);
        match entry.record {
            AnyRecord::Place(place) => {
                coordinates::location(place, origin, &self.network.config, self.faults);
                hours::opening_hours(place, origin, self.network.today, self.faults);
            }
            AnyRecord::Activity(activity) => self.activity(activity, origin),
            AnyRecord::Need(need) => self.need(need, origin),
            AnyRecord::Article(article) => self.article(article, origin),
            AnyRecord::Standard(_)
            | AnyRecord::Platform(_)
            | AnyRecord::Project(_)
            | AnyRecord::Team(_)
            | AnyRecord::Plan(_)
            | AnyRecord::Page(_) => {}
        }
    }

    fn texts(&mut self, written: &dyn Written, origin: &Origin) {
        for (key, text) in written.required_texts() {
            if text.trim().is_empty() {
                let label = label(key);
                self.faults.push(
                    Fault::new(
                        &EMPTY_TEXT,
                        origin.value(&steps![key]),
                        text!("`{key}`{label}不能是空的", "`{key}` must not be empty"),
                    )
                    .help(text!(
                        "写上内容；内容以 `#` 开头的，整个用引号括起来",
                        "write something; what begins with `#` wants quotes"
                    )),
                );
            }
        }
    }

    fn pictures(&mut self, written: &dyn Written, origin: &Origin) {
        for (steps, photo) in written.photos() {
            self.photo(&steps, photo, origin);
        }
        for (steps, src) in written.evidence() {
            picture(
                self.resolver,
                src,
                origin,
                origin.value(&steps),
                self.faults,
            );
        }
    }

    fn photo(&mut self, steps: &[Step], photo: &written::Photo, origin: &Origin) {
        let below = |key: &str| origin.value(&[steps, &steps![key]].concat());
        picture(self.resolver, &photo.src, origin, below("src"), self.faults);
        if photo.alt.trim().is_empty() {
            self.faults.push(missing_alt(below("alt")));
        } else {
            let fault = picture_words::poor_alt(&photo.alt, &photo.src, || below("alt"));
            self.faults.extend(fault);
        }
    }

    /// An activity that ends before it starts would vanish from the calendar, as would one without length.
    fn activity(&mut self, activity: &written::Activity, origin: &Origin) {
        if let Some(ends) = activity.ends
            && ends.at <= activity.starts.at
            && !(ends.whole_day && ends.at.date() == activity.starts.at.date())
            && !is_unlikely(activity.starts.at.date(), self.network.today)
            && !is_unlikely(ends.at.date(), self.network.today)
        {
            let target = origin.value(&steps!["ends"]);
            if ends.at == activity.starts.at {
                self.faults.push(
                    Fault::new(
                        &REVERSED_TIMES,
                        target,
                        text!("结束和开始是同一时刻", "it ends as soon as it starts"),
                    )
                    .help(text!(
                        "核对结束时间；不知道就删掉 ends",
                        "check the end, or remove `ends` if it is not known"
                    )),
                );
            } else {
                self.reversed(
                    target,
                    &activity.starts.at.strftime("%Y-%m-%d %H:%M").to_string(),
                );
            }
        }
        if let Some(kind) = &activity.kind {
            let kinds = &self.network.config.activity_kinds;
            let target = origin.value(&steps!["kind"]);
            self.faults.extend(kinds.fault(kind, target));
        }
        self.repeat(activity, origin);
        if let Some(url) = activity
            .signup
            .as_ref()
            .and_then(|signup| signup.url.as_ref())
        {
            let target = origin.value(&steps!["signup", "url"]);
            links::address(self.resolver, url, target, self.faults);
        }
        // Where to follow it may also be said in words.
        if let FlagOrText::Text(online) = &activity.online
            && (online.starts_with('/')
                || self.resolver.address(online) != Destination::Broken(Breakage::Missing))
        {
            let target = origin.value(&steps!["online"]);
            links::address(self.resolver, online, target, self.faults);
        }
    }

    fn repeat(&mut self, activity: &written::Activity, origin: &Origin) {
        let Some(repeat) = &activity.repeat else {
            if !activity.except.is_empty() {
                self.faults.push(
                    Fault::new(
                        &UNUSED_EXCEPTION,
                        origin.key(&steps!["except"]),
                        text!(
                            "没有 repeat，except 不起作用",
                            "`except` has no effect without `repeat`"
                        ),
                    )
                    .help(text!(
                        "补上 repeat，或删掉 except",
                        "add `repeat`, or remove `except`"
                    ))
                    .rests_on(origin.path(&steps!["repeat"])),
                );
            }
            return;
        };
        let zone = &self.network.config.time_zone;
        let rule = &repeat.0;
        if !rule.matches(activity.starts.at, zone) {
            let start = activity.starts.at.date();
            self.faults.push(
                Fault::new(
                    &REPEAT_START,
                    origin.value(&steps!["starts"]),
                    text!(
                        "{start} 不符合重复规则，这一天不会有活动",
                        "{start} does not fit the repeat; nothing happens on that day"
                    ),
                )
                .help(text!(
                    "把 starts 改成规则里的第一天，或改 repeat",
                    "start on the first day of the rule, or change `repeat`"
                )),
            );
        }
        let most = self.network.config.limits.activity_occurrences;
        for index in unused_exceptions(activity, rule, zone, most) {
            let day = activity.except[index].0;
            self.faults.push(
                Fault::new(
                    &UNUSED_EXCEPTION,
                    origin.value(&steps!["except", index]),
                    text!(
                        "{day} 本来就没有这场活动",
                        "nothing would happen on {day} anyway"
                    ),
                )
                .help(text!("核对日期，或删掉它", "check the date, or remove it"))
                .rests_on(origin.path(&steps!["starts"])),
            );
        }
    }

    fn need(&mut self, fields: &written::Need, origin: &Origin) {
        if let Some(by) = fields.by
            && by.0 < fields.raised.0
            && fields.raised.0 <= self.network.today
        {
            self.reversed(origin.value(&steps!["by"]), &fields.raised.0.to_string());
        }
        if let Some(review) = &fields.review
            && !(1..=5).contains(&review.score.0)
        {
            let score = review.score.0;
            self.faults.push(
                Fault::new(
                    &BAD_SCORE,
                    origin.value(&steps!["review", "score"]),
                    text!(
                        "评分 {score} 不在 1 到 5 之间",
                        "the score {score} is not 1 to 5"
                    ),
                )
                .help(text!(
                    "填 1 到 5 的整数，5 是很满意",
                    "write 1 to 5; 5 is very good"
                )),
            );
        }
    }

    fn article(&mut self, fields: &written::Article, origin: &Origin) {
        if let Some(expires) = fields.expires
            && expires.0 < fields.date.0
        {
            self.reversed(origin.value(&steps!["expires"]), &fields.date.0.to_string());
        }
    }

    fn reversed(&mut self, target: Target, start: &str) {
        self.faults.push(
            Fault::new(
                &REVERSED_TIMES,
                target,
                text!(
                    "结束早于开始（{start}）",
                    "it ends before it starts ({start})"
                ),
            )
            .help(text!(
                "核对两个时间，多半是写反了或日期没改",
                "check both; most likely they are swapped or a date was not changed"
            )),
        );
    }
}

/// Which of the excepted days are none of the repeat's, as indices in the order written. Days and repeat
/// are gone through together, once; of what lies behind the first `most` times nothing is said.
fn unused_exceptions(
    activity: &written::Activity,
    rule: &Rule,
    zone: &TimeZone,
    most: usize,
) -> Vec<usize> {
    let mut days: Vec<(Date, usize)> = (activity.except.iter().enumerate())
        .map(|(index, day)| (day.0, index))
        .collect();
    days.sort_unstable();
    let mut occurrences = rule
        .occurrences(activity.starts.at, zone)
        .map(|at| at.date())
        .peekable();
    let mut passed = 0;
    days.retain(|(day, _)| {
        while passed < most && occurrences.next_if(|date| date < day).is_some() {
            passed += 1;
        }
        passed < most && occurrences.peek() != Some(day)
    });
    let mut unused: Vec<usize> = days.into_iter().map(|(_, index)| index).collect();
    unused.sort_unstable();
    unused
}

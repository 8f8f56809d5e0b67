//! What the rules make of one day, and of one moment.
//!
//! A day is painted: each matching rule lays its hours over those of the rules before it.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

use super::{Holidays, Interval, OpeningHours, Rule, RuleState, Separator, State};

/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// How far ahead a closing time is looked for.
const CLOSING_DAYS: u8 = 8;
/// How far ahead an opening time is looked for: a season that comes round once a year.
const OPENING_DAYS: i32 = 400;

/// The hours of one day.
#[derive(Debug, Default)]
pub(super) struct Day<'hours> {
    pub(super) intervals: Vec<Interval<'hours>>,
    /// The comment of the rule that closed the whole day last, if nothing opened it again.
    pub(super) closing_comment: Option<&'hours str>,
}

/// Applies the rules that match a day, in order.
pub(super) fn day<'hours>(rules: impl Iterator<Item = &'hours Rule>) -> Day<'hours> {
    let mut day = Day::default();
    for rule in rules {
        let comment = rule.comment.as_deref();
        let is_fallback = rule.separator == Separator::Fallback;
        if rule.state == RuleState::Closed {
            // Where a fallback applies it is closed already.
            if is_fallback {
                day.closing_comment = day.closing_comment.or(comment);
                continue;
            }
            if rule.times.is_empty() {
                day = Day {
                    intervals: Vec::new(),
                    closing_comment: comment,
                };
            }
            rule.times
                .iter()
                .for_each(|span| day.erase(span.start, span.end));
            continue;
        }
        if rule.separator == Separator::Normal {
            day = Day::default();
        }
        day.closing_comment = None;
        let before = day.intervals.clone();
        for span in rule.spans() {
            day.erase(span.start, span.end);
            let unknown = rule.state == RuleState::Unknown;
            let (start, end, open_ended) = (span.start, span.end, span.open_ended);
            day.intervals.push(Interval {
                start,
                end,
                open_ended,
                unknown,
                comment,
            });
        }
        // A fallback yields to all that stood before it.
        if is_fallback {
            for interval in before {
                day.erase(interval.start, interval.end);
                day.intervals.push(interval);
            }
        }
    }
    day.tidy();
    day
}

impl Rule {
    /// The hours of the rule; the whole day if it names none.
    fn spans(&self) -> impl Iterator<Item = super::TimeSpan> {
        let whole_day = super::TimeSpan {
            start: 0,
            end: DAY,
            open_ended: false,
        };
        let whole_day = self.times.is_empty().then_some(whole_day);
        self.times.iter().copied().chain(whole_day)
    }
}

impl Day<'_> {
    /// Takes a stretch of time out of what is painted.
    fn erase(&mut self, start: u16, end: u16) {
        let touched = |interval: &Interval<'_>| interval.start < end && start < interval.end;
        if !self.intervals.iter().any(touched) {
            return;
        }
        let mut left = Vec::with_capacity(self.intervals.len() + 1);
        for interval in self.intervals.drain(..) {
            if !touched(&interval) {
                left.push(interval);
                continue;
            }
            if interval.start < start {
                left.push(Interval {
                    end: start,
                    open_ended: false,
                    ..interval
                });
            }
            if end < interval.end {
                left.push(Interval {
                    start: end,
                    ..interval
                });
            }
        }
        self.intervals = left;
    }

    /// Puts the intervals in order and joins those that only a rule boundary parts.
    fn tidy(&mut self) {
        self.intervals
            .sort_unstable_by_key(|interval| interval.start);
        self.intervals.dedup_by(|next, before| {
            let joined = before.end == next.start
                && !before.open_ended
                && (before.unknown, before.comment) == (next.unknown, next.comment);
            if joined {
                before.end = next.end;
                before.open_ended = next.open_ended;
            }
            joined
        });
    }
}

pub(super) fn state_at<'hours>(
    hours: &'hours OpeningHours,
    moment: DateTime,
    holidays: &Holidays,
) -> State<'hours> {
    let date = moment.date();
    let minutes = |number: i8| u16::from(number.unsigned_abs());
    let minute = minutes(moment.hour()) * 60 + minutes(moment.minute());
    let Some(interval) = interval_at(hours, date, minute, holidays) else {
        return State::Closed {
            next_opening: next_opening(hours, date, minute, holidays),
            comment: hours.closing_comment(date, holidays),
        };
    };
    let closing = closing(hours, date, interval, holidays);
    let until = closing.map(|(date, interval)| at(date, interval.end));
    if interval.unknown {
        return State::Unknown {
            until: until.flatten(),
            comment: interval.comment,
        };
    }
    State::Open {
        until: until.flatten(),
        open_ended: closing.is_some_and(|(_, interval)| interval.open_ended),
        comment: interval.comment,
    }
}

/// The interval that holds a minute of a date, counted from that date even if it began the day before.
fn interval_at<'hours>(
    hours: &'hours OpeningHours,
    date: Date,
    minute: u16,
    holidays: &Holidays,
) -> Option<Interval<'hours>> {
    let find = |date: Date, minute: u16| {
        let mut intervals = hours.intervals(date, holidays).into_iter();
        intervals.find(|interval| (interval.start..interval.end).contains(&minute))
    };
    let today = find(date, minute);
    // Hours of the night before count as well, and more than a mere perhaps of today.
    if today.is_some_and(|today| !today.unknown) {
        return today;
    }
    let late = date
        .yesterday()
        .ok()
        .and_then(|yesterday| find(yesterday, minute + DAY));
    let late = late.map(|late| Interval {
        start: 0,
        end: late.end - DAY,
        ..late
    });
    late.filter(|late| !late.unknown).or(today).or(late)
}

/// The interval, with its date, at whose end the door closes that is open in `interval`.
fn closing<'hours>(
    hours: &'hours OpeningHours,
    mut date: Date,
    mut interval: Interval<'hours>,
    holidays: &Holidays,
) -> Option<(Date, Interval<'hours>)> {
    for _ in 0..CLOSING_DAYS {
        while interval.end < DAY {
            let next = interval_at(hours, date, interval.end, holidays);
            match next.filter(|next| next.unknown == interval.unknown) {
                Some(next) if !interval.open_ended => interval = next,
                _ => return Some((date, interval)),
            }
        }
        let next_date = date.tomorrow().ok()?;
        let next = interval_at(hours, next_date, interval.end - DAY, holidays);
        match next.filter(|next| next.unknown == interval.unknown) {
            Some(next) if !interval.open_ended => (date, interval) = (next_date, next),
            _ => return Some((date, interval)),
        }
    }
    None
}

fn next_opening(
    hours: &OpeningHours,
    date: Date,
    minute: u16,
    holidays: &Holidays,
) -> Option<DateTime> {
    let mut day = date;
    for ahead in 0..=OPENING_DAYS {
        let opens =
            |interval: &Interval<'_>| !interval.unknown && (ahead > 0 || interval.start > minute);
        if let Some(interval) = hours.intervals(day, holidays).into_iter().find(opens) {
            return at(day, interval.start);
        }
        day = day.tomorrow().ok()?;
    }
    None
}

/// The moment some minutes after the midnight that begins a date.
fn at(date: Date, minutes: u16) -> Option<DateTime> {
    let midnight = date.to_datetime(jiff::civil::Time::midnight());
    midnight
        .checked_add(SignedDuration::from_mins(minutes.into()))
        .ok()
}

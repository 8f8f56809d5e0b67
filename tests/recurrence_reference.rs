//! Holds our expansion of recurrence rules against python-dateutil.
//!
//! `data/recurrence_reference.py` wrote the dates and says what it left out, and why.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use zhandian::calendar::recurrence::Rule;

struct Case {
    start: DateTime,
    rule: &'static str,
    /// Whether more dates than these follow within 99 years.
    more: bool,
    dates: Vec<Date>,
}

fn cases() -> Vec<Case> {
    include_str!("data/recurrence_reference.txt")
        .lines()
        .map(case)
        .collect()
}

fn case(line: &'static str) -> Case {
    let fields: Vec<_> = line.split('\t').collect();
    let [start, rule, kind, dates] = fields[..] else {
        panic!("four fields: {line}")
    };
    let mut numbers = dates.split_whitespace();
    let mut dates = Vec::new();
    if let Some(first) = numbers.next() {
        let mut date = Date::strptime("%Y%m%d", first).unwrap();
        dates.push(date);
        for step in numbers {
            date = date
                .checked_add(step.parse::<i64>().unwrap().days())
                .unwrap();
            dates.push(date);
        }
    }
    let start = DateTime::strptime("%Y%m%dT%H%M%S", start).unwrap();
    Case {
        start,
        rule,
        more: kind == "more",
        dates,
    }
}

/// Where the lists of the reference end.
fn cut(start: DateTime) -> DateTime {
    start.checked_add((99 * 365).days()).unwrap()
}

#[test]
fn every_rule_gives_the_dates_of_dateutil() {
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 300);
    for Case {
        start,
        rule,
        more,
        dates,
    } in cases
    {
        let parsed = Rule::parse(rule).unwrap_or_else(|error| panic!("{rule}: {error}"));
        let ours: Vec<_> = parsed
            .occurrences(start, &TimeZone::UTC)
            .take_while(|moment| *moment <= cut(start))
            .take(if more { dates.len() } else { usize::MAX })
            .collect();
        let theirs: Vec<_> = dates
            .iter()
            .map(|date| date.to_datetime(start.time()))
            .collect();
        if ours != theirs {
            let at = ours
                .iter()
                .zip(&theirs)
                .take_while(|(ours, theirs)| ours == theirs)
                .count();
            wrong.push(format!(
                "{start} {rule}: at {at} {:?}, not {:?}",
                ours.get(at),
                theirs.get(at)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn beginning_later_gives_the_same_dates_as_counting_from_the_start() {
    for Case { start, rule, .. } in cases() {
        let rule = Rule::parse(rule).unwrap();
        for (begin, days) in [
            (-40, 60),
            (0, 31),
            (13, 400),
            (365, 28),
            (1461, 1000),
            (9000, 366),
        ] {
            let from = start.checked_add(begin.days()).unwrap();
            let to = from.checked_add(days.days()).unwrap();
            let all: Vec<_> = rule
                .occurrences(start, &TimeZone::UTC)
                .take_while(|moment| *moment < to)
                .filter(|moment| *moment >= from)
                .collect();
            let window: Vec<_> = rule
                .occurrences_between(start, &TimeZone::UTC, from, to)
                .collect();
            assert_eq!(window, all, "{start} {rule} from {from} to {to}");
        }
    }
}

#[test]
fn the_canonical_text_means_the_same_rule() {
    for Case { rule, .. } in cases() {
        let parsed = Rule::parse(rule).unwrap();
        assert_eq!(Rule::parse(&parsed.to_string()), Ok(parsed), "{rule}");
    }
}

//! Recurrence rules: what editors write, what they get wrong, and what the reference cannot tell.

use std::time::Instant;

use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;
use zhandian::calendar::recurrence::{HORIZON_YEARS, Rule, RuleErrorKind, RulePart};

fn rule(text: &str) -> Rule {
    Rule::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn dates(text: &str, start: DateTime, most: usize) -> Vec<Date> {
    rule(text)
        .occurrences(start, &TimeZone::UTC)
        .take(most)
        .map(|moment| moment.date())
        .collect()
}

/// The faulty part of `text`, and what is wrong with it.
fn fault(text: &str) -> (&str, RuleErrorKind) {
    let error = Rule::parse(text).expect_err(text);
    assert!(!error.kind.message_zh().is_empty() && !error.kind.message_en().is_empty());
    (&text[error.start..error.end], error.kind)
}

#[test]
fn prefix_letter_case_spaces_and_a_last_semicolon_do_not_matter() {
    let plain = rule("FREQ=WEEKLY;BYDAY=SA,SU;INTERVAL=2");
    assert_eq!(
        rule(" rrule:freq=weekly; byday=sa, su ;Interval=2; "),
        plain
    );
    assert_eq!(plain.to_string(), "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU");
    assert_eq!(
        rule("WKST=SU;UNTIL=20261231T235959z;BYDAY=MO,-1FR,+2TU;FREQ=MONTHLY").to_string(),
        "FREQ=MONTHLY;UNTIL=20261231T235959Z;BYDAY=MO,-1FR,2TU;WKST=SU"
    );
}

#[test]
fn every_fault_is_named_with_its_place() {
    use RuleErrorKind::*;
    let cases = [
        ("", "", Empty),
        ("RRULE: ", "", Empty),
        ("BYDAY=SA", "BYDAY=SA", MissingFrequency),
        ("WEEKLY;BYDAY=SA", "WEEKLY", MissingEquals),
        ("FREQ=HOURLY", "HOURLY", UnsupportedFrequency),
        ("FREQ=WEEKLEY", "WEEKLEY", BadValue(RulePart::Frequency)),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR=9", UnsupportedPart),
        ("FREQ=DAILY; BYDAYS=SA", "BYDAYS", UnknownPart),
        (
            "FREQ=DAILY;COUNT=2;count=3",
            "count=3",
            DuplicatePart(RulePart::Count),
        ),
        ("FREQ=DAILY;COUNT=0", "0", BadValue(RulePart::Count)),
        ("FREQ=DAILY;COUNT=-1", "-1", BadValue(RulePart::Count)),
        (
            "FREQ=DAILY;COUNT=99999999999",
            "99999999999",
            BadValue(RulePart::Count),
        ),
        ("FREQ=DAILY;INTERVAL=", "", BadValue(RulePart::Interval)),
        ("FREQ=DAILY;INTERVAL=0", "0", BadValue(RulePart::Interval)),
        (
            "FREQ=DAILY;UNTIL=20260230",
            "20260230",
            BadValue(RulePart::Until),
        ),
        (
            "FREQ=DAILY;UNTIL=2026-02-20",
            "2026-02-20",
            BadValue(RulePart::Until),
        ),
        (
            "FREQ=DAILY;UNTIL=20260220T25",
            "20260220T25",
            BadValue(RulePart::Until),
        ),
        (
            "FREQ=DAILY;UNTIL=20260220T250000Z",
            "20260220T250000Z",
            BadValue(RulePart::Until),
        ),
        (
            "FREQ=DAILY;COUNT=2;UNTIL=20260220",
            "UNTIL=20260220",
            UntilAndCount,
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO,SAT",
            "SAT",
            BadValue(RulePart::Weekday),
        ),
        ("FREQ=WEEKLY;BYDAY=MO,", "", BadValue(RulePart::Weekday)),
        (
            "FREQ=WEEKLY;BYDAY=周六",
            "周六",
            BadValue(RulePart::Weekday),
        ),
        ("FREQ=MONTHLY;BYDAY=0SA", "0SA", BadValue(RulePart::Weekday)),
        (
            "FREQ=MONTHLY;BYDAY=54SA",
            "54SA",
            BadValue(RulePart::Weekday),
        ),
        ("FREQ=WEEKLY;BYDAY=MO,1SA", "1SA", OrdinalNotAllowed),
        ("FREQ=DAILY;BYDAY=1SA", "1SA", OrdinalNotAllowed),
        (
            "FREQ=YEARLY;BYWEEKNO=3;BYDAY=1SA",
            "1SA",
            OrdinalWithWeekNumber,
        ),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS=1", SetPositionAlone),
        (
            "FREQ=MONTHLY;BYSETPOS=367;BYDAY=MO",
            "367",
            BadValue(RulePart::SetPosition),
        ),
        (
            "FREQ=WEEKLY;BYMONTHDAY=3",
            "BYMONTHDAY=3",
            MonthDayWithWeekly,
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,32",
            "32",
            BadValue(RulePart::MonthDay),
        ),
        ("FREQ=MONTHLY;BYMONTH=13", "13", BadValue(RulePart::Month)),
        ("FREQ=MONTHLY;BYMONTH=-1", "-1", BadValue(RulePart::Month)),
        ("FREQ=MONTHLY;BYYEARDAY=3", "BYYEARDAY=3", YearDayNotAllowed),
        (
            "FREQ=MONTHLY;BYWEEKNO=3",
            "BYWEEKNO=3",
            WeekNumberNotAllowed,
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=54",
            "54",
            BadValue(RulePart::WeekNumber),
        ),
        ("FREQ=WEEKLY;WKST=1SU", "1SU", BadValue(RulePart::WeekStart)),
        ("FREQ=WEEKLY；BYDAY=SA", "；", FullWidth(';')),
        ("FREQ=WEEKLY;BYDAY=SA、SU", "、", FullWidth(',')),
        ("ＦREQ=WEEKLY", "Ｆ", FullWidth('F')),
    ];
    for (text, place, kind) in cases {
        assert_eq!(fault(text), (place, kind), "{text}");
    }
}

#[test]
fn no_text_makes_the_parser_panic() {
    let pieces = [
        "FREQ=",
        "YEARLY",
        "=",
        ";",
        ",",
        "BYDAY",
        "-1",
        "六",
        "UNTIL=2026",
        "T",
        "Z",
        "🎉",
        ":",
    ];
    let mut seed = 1_usize;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..seed % 7 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) % pieces.len()]);
        }
        seed = seed.wrapping_add(1);
        if let Err(error) = Rule::parse(&text) {
            assert!(text.get(error.start..error.end).is_some(), "{text}");
        }
    }
}

#[test]
fn a_start_that_does_not_match_is_not_an_occurrence() {
    let saturdays = rule("FREQ=WEEKLY;BYDAY=SA;COUNT=2");
    let friday = date(2026, 1, 2).at(9, 0, 0, 0);
    assert!(!saturdays.matches(friday, &TimeZone::UTC));
    assert!(saturdays.matches(date(2026, 1, 3).at(9, 0, 0, 0), &TimeZone::UTC));
    assert_eq!(
        dates("FREQ=WEEKLY;BYDAY=SA;COUNT=2", friday, 9),
        [date(2026, 1, 3), date(2026, 1, 10)]
    );
}

#[test]
fn plain_and_counted_weekdays_add_up() {
    assert_eq!(
        dates(
            "FREQ=MONTHLY;BYDAY=MO,1TU",
            date(2026, 6, 1).at(9, 0, 0, 0),
            6
        ),
        [1, 2, 8, 15, 22, 29].map(|day| date(2026, 6, day))
    );
}

#[test]
fn positions_count_within_the_whole_first_week() {
    // The first of Monday, Wednesday and Friday is Monday, although the series starts on a Wednesday.
    assert_eq!(
        dates(
            "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1",
            date(2026, 6, 3).at(9, 0, 0, 0),
            2
        ),
        [date(2026, 6, 8), date(2026, 6, 15)]
    );
}

#[test]
fn an_end_in_universal_time_is_read_in_the_zone_of_the_site() {
    let shanghai = TimeZone::get("Asia/Shanghai").unwrap();
    let start = date(2026, 6, 1).at(8, 0, 0, 0);
    let last =
        |text: &str, zone: &TimeZone| rule(text).occurrences(start, zone).last().unwrap().date();
    // Midnight at Greenwich is eight in the morning in Shanghai.
    assert_eq!(
        last("FREQ=DAILY;UNTIL=20260610T000000Z", &shanghai),
        date(2026, 6, 10)
    );
    assert_eq!(
        last("FREQ=DAILY;UNTIL=20260609T235959Z", &shanghai),
        date(2026, 6, 9)
    );
    assert_eq!(
        last("FREQ=DAILY;UNTIL=20260610T000000Z", &TimeZone::UTC),
        date(2026, 6, 9)
    );
    // A date means its whole day, in any zone.
    assert_eq!(
        last("FREQ=DAILY;UNTIL=20260610", &shanghai),
        date(2026, 6, 10)
    );
}

#[test]
fn week_numbers_are_those_of_iso_8601() {
    let start = date(1990, 1, 1).at(0, 0, 0, 0);
    for number in 1..=53_i8 {
        let in_week = |text: String| -> Vec<Date> {
            let until_2100 = |moment: &DateTime| moment.year() < 2100;
            let rule = rule(&text);
            rule.occurrences(start, &TimeZone::UTC)
                .take_while(until_2100)
                .map(DateTime::date)
                .collect()
        };
        let days = || {
            start
                .date()
                .series(jiff::Span::new().days(1))
                .take_while(|day| day.year() < 2100)
        };
        let forward: Vec<_> = days()
            .filter(|day| day.iso_week_date().week() == number)
            .collect();
        assert_eq!(in_week(format!("FREQ=YEARLY;BYWEEKNO={number}")), forward);
        let from_end = |day: &Date| {
            let week = day.iso_week_date();
            week.weeks_in_year() - week.week() + 1 == number
        };
        let backward: Vec<_> = days().filter(from_end).collect();
        assert_eq!(in_week(format!("FREQ=YEARLY;BYWEEKNO=-{number}")), backward);
    }
}

#[test]
fn a_rule_that_matches_nothing_ends() {
    let start = date(2026, 1, 1).at(9, 0, 0, 0);
    for text in [
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;INTERVAL=65535",
        "FREQ=WEEKLY;BYMONTH=1;BYDAY=MO;BYSETPOS=200;INTERVAL=65535",
        "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11;COUNT=4294967295",
    ] {
        assert_eq!(dates(text, start, 1), [], "{text}");
    }
}

#[test]
fn an_endless_rule_runs_to_the_last_year_and_stops_there() {
    let last = rule("FREQ=YEARLY")
        .occurrences(date(9990, 1, 1).at(9, 0, 0, 0), &TimeZone::UTC)
        .last();
    assert_eq!(last, Some(date(9999, 1, 1).at(9, 0, 0, 0)));
    assert!(rule("FREQ=YEARLY").is_endless());
    let earliest = DateTime::MIN;
    assert_eq!(
        rule("FREQ=WEEKLY;BYDAY=SU,MO")
            .occurrences(earliest, &TimeZone::UTC)
            .take(3)
            .count(),
        3
    );
    let gap = format!("FREQ=YEARLY;INTERVAL={}", HORIZON_YEARS + 1);
    assert_eq!(dates(&gap, date(2026, 1, 1).at(9, 0, 0, 0), 9).len(), 1);
}

#[test]
fn a_window_long_after_the_start_needs_no_walk_to_it() {
    let rule = rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA");
    let window = || {
        rule.occurrences_between(
            date(1900, 1, 2).at(9, 0, 0, 0),
            &TimeZone::UTC,
            date(2026, 1, 1).at(0, 0, 0, 0),
            date(2027, 1, 1).at(0, 0, 0, 0),
        )
    };
    assert!((52..=54).contains(&window().count()));
    let begin = Instant::now();
    for _ in 0..1000 {
        std::hint::black_box(window().count());
    }
    let each = begin.elapsed() / 1000;
    println!("a year of a weekly rule: {each:?}");
    // Microseconds in a release build; the limit only catches a walk over all the years.
    assert!(each.as_micros() < 500);
}

//! Opening hours: what editors write, what visitors read, and what stands at the door at a moment.

use jiff::civil::{Date, DateTime, date};
use zhandian::calendar::opening_hours::{
    Holidays, Interval, OpeningHours, OpeningHoursErrorKind as Kind, State, Unsupported,
};

fn hours(text: &str) -> OpeningHours {
    OpeningHours::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The intervals of a day as `8:30-11:30`, with `+` for an open end, `?` for unknown, and the comment.
fn on(text: &str, date: Date) -> String {
    let holidays = Holidays::china().with_school_holidays(
        jiff::civil::date(2026, 7, 4),
        jiff::civil::date(2026, 8, 31),
    );
    let hours = hours(text);
    let clock = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
    let show = |interval: Interval<'_>| {
        let (start, end) = (clock(interval.start), clock(interval.end));
        let plus = if interval.open_ended { "+" } else { "" };
        let unknown = if interval.unknown { "?" } else { "" };
        format!(
            "{start}-{end}{plus}{unknown}{}",
            interval.comment.unwrap_or_default()
        )
    };
    let shown: Vec<_> = hours
        .intervals(date, &holidays)
        .into_iter()
        .map(show)
        .collect();
    shown.join(" ")
}

// 2 March 2026 is a Monday.
const MONDAY: Date = date(2026, 3, 2);
const WEDNESDAY: Date = date(2026, 3, 4);
const SATURDAY: Date = date(2026, 3, 7);
const SUNDAY: Date = date(2026, 3, 8);

#[test]
fn each_rule_opens_the_days_it_names() {
    let station = "Mo-Fr 08:30-11:30,14:30-17:30; Sa 9:00-11:30";
    assert_eq!(on(station, MONDAY), "8:30-11:30 14:30-17:30");
    assert_eq!(on(station, SATURDAY), "9:00-11:30");
    assert_eq!(on(station, SUNDAY), "");
    assert_eq!(on("24/7", SUNDAY), "0:00-24:00");
    assert_eq!(on("Mo,We-Th 9:00-10:00", WEDNESDAY), "9:00-10:00");
    assert_eq!(on("Sa-Mo 9:00-10:00", MONDAY), "9:00-10:00");
    assert_eq!(on("Sa-Mo 9:00-10:00", WEDNESDAY), "");
    assert_eq!(on("mo-su : 09:00 - 10:00 ;", MONDAY), "9:00-10:00");
}

#[test]
fn a_semicolon_replaces_a_comma_adds_and_off_takes_away() {
    assert_eq!(
        on("Mo-Fr 8:00-12:00; We 14:00-16:00", WEDNESDAY),
        "14:00-16:00"
    );
    assert_eq!(
        on("Mo-Fr 8:00-12:00, We 14:00-16:00", WEDNESDAY),
        "8:00-12:00 14:00-16:00"
    );
    assert_eq!(on("Mo-Fr 8:00-12:00; We off", WEDNESDAY), "");
    assert_eq!(
        on("Mo-Fr 8:00-17:00; 12:00-13:30 off", WEDNESDAY),
        "8:00-12:00 13:30-17:00"
    );
    assert_eq!(on("We off; Mo-Fr 8:00-12:00", WEDNESDAY), "8:00-12:00");
    assert_eq!(on("8:00-11:00, 10:00-12:00", MONDAY), "8:00-12:00");
}

#[test]
fn a_fallback_fills_only_what_is_left_closed() {
    let hours = "Mo-Fr 08:00-12:00 || \"需预约\"";
    assert_eq!(
        on(hours, MONDAY),
        "0:00-8:00?需预约 8:00-12:00 12:00-24:00?需预约"
    );
    assert_eq!(on(hours, SUNDAY), "0:00-24:00?需预约");
    assert_eq!(on("Mo-Fr 08:00-12:00 || off", MONDAY), "8:00-12:00");
}

#[test]
fn comments_make_hours_uncertain_unless_open_is_written() {
    assert_eq!(
        on("Sa 9:00-11:30 \"先打电话\"", SATURDAY),
        "9:00-11:30?先打电话"
    );
    assert_eq!(
        on("Sa 9:00-11:30 open \"先打电话；多人\"", SATURDAY),
        "9:00-11:30先打电话；多人"
    );
    assert_eq!(on("Sa unknown", SATURDAY), "0:00-24:00?");
    let closed = hours("Mo-Fr 8:00-12:00; 2026 Mar 2-6 off \"装修\"");
    assert_eq!(
        closed.closing_comment(MONDAY, &Holidays::china()),
        Some("装修")
    );
    assert_eq!(closed.closing_comment(SATURDAY, &Holidays::china()), None);
}

#[test]
fn months_and_dates_may_go_round_the_end_of_the_year() {
    let winter = "Nov-Feb 9:00-16:00";
    assert_eq!(on(winter, date(2026, 11, 1)), "9:00-16:00");
    assert_eq!(on(winter, date(2028, 2, 29)), "9:00-16:00");
    assert_eq!(on(winter, MONDAY), "");
    let summer = "Jun 15-Aug 31 7:00-11:00";
    let inside = [date(2026, 6, 15), date(2026, 8, 31)];
    let outside = [date(2026, 6, 14), date(2026, 9, 1)];
    assert!(inside.iter().all(|date| on(summer, *date) == "7:00-11:00"));
    assert!(outside.iter().all(|date| on(summer, *date).is_empty()));
    assert_eq!(on("Dec 20-Jan 5", date(2026, 1, 5)), "0:00-24:00");
    assert_eq!(
        on("Oct 1-7,Dec 24,25,Jan", date(2026, 12, 25)),
        "0:00-24:00"
    );
    assert_eq!(on("Oct 1-7,Dec 24,25,Jan", date(2026, 12, 26)), "");
}

#[test]
fn rules_hold_only_in_the_years_they_name() {
    let works = "8:00-12:00; 2026 Feb 10-25 off";
    assert_eq!(on(works, date(2026, 2, 25)), "");
    assert_eq!(on(works, date(2027, 2, 20)), "8:00-12:00");
    assert_eq!(on("2025 Dec 20-Jan 5", date(2026, 1, 5)), "0:00-24:00");
    assert_eq!(on("2025 Dec 20-2026 Jan 5", date(2025, 1, 5)), "");
    assert_eq!(on("2026 Feb", date(2026, 2, 28)), "0:00-24:00");
    assert_eq!(
        on("2026-2027 Mar 8:00-9:00", date(2027, 3, 31)),
        "8:00-9:00"
    );
    assert_eq!(on("2027 8:00-9:00", MONDAY), "");
}

#[test]
fn weekdays_are_counted_within_the_month() {
    assert_eq!(on("Sa[1] 9:00-10:00", SATURDAY), "9:00-10:00");
    assert_eq!(on("Sa[1] 9:00-10:00", date(2026, 3, 14)), "");
    assert_eq!(on("Sa[2-3,5] 9:00-10:00", date(2026, 3, 21)), "9:00-10:00");
    assert_eq!(on("Sa[-1] 9:00-10:00", date(2026, 3, 28)), "9:00-10:00");
    assert_eq!(on("Sa[-2] 9:00-10:00", date(2026, 3, 21)), "9:00-10:00");
    assert_eq!(on("Mo,Sa[1] 9:00-10:00", MONDAY), "9:00-10:00");
}

#[test]
fn open_ends_and_nights_are_kept() {
    assert_eq!(on("18:00+", MONDAY), "18:00-24:00+");
    assert_eq!(on("14:00-17:00+", MONDAY), "14:00-17:00+");
    assert_eq!(on("Mo 20:00-02:00", MONDAY), "20:00-26:00");
    assert_eq!(on("Mo 20:00-26:00", MONDAY), "20:00-26:00");
}

#[test]
fn public_holidays_are_those_announced() {
    let station = "Mo-Su 8:00-17:00; PH off";
    // Moved around 春节 2026: off on the Sunday before, back at work on the second Saturday.
    assert_eq!(on(station, date(2026, 2, 15)), "");
    assert_eq!(on(station, date(2026, 2, 23)), "");
    assert_eq!(on(station, date(2026, 2, 24)), "8:00-17:00");
    let holidays = Holidays::china();
    assert!(holidays.is_working_weekend(date(2026, 2, 28)));
    assert!(!holidays.is_working_weekend(date(2026, 3, 7)));
    assert_eq!(
        holidays.public_holiday(date(2025, 10, 8)),
        Some("国庆节、中秋节")
    );
    assert_eq!(on("Mo-Fr,PH 8:00-9:00", date(2026, 10, 3)), "8:00-9:00");
    assert_eq!(on("PH Sa 8:00-9:00", date(2026, 10, 3)), "8:00-9:00");
    assert_eq!(on("PH Sa 8:00-9:00", date(2026, 10, 2)), "");
    assert_eq!(on("SH Mo-Fr 8:00-9:00", date(2026, 7, 6)), "8:00-9:00");
    assert_eq!(on("SH Mo-Fr 8:00-9:00", date(2026, 7, 5)), "");
    assert_eq!(on("SH Mo-Fr 8:00-9:00", MONDAY), "");
}

#[test]
fn a_year_not_yet_announced_has_its_thirteen_statutory_days() {
    let holidays = Holidays::china();
    assert!(holidays.is_announced(2026) && !holidays.is_announced(2031));
    let year = date(2031, 1, 1).series(jiff::Span::new().days(1)).take(365);
    let days: Vec<_> = year
        .filter(|day| holidays.is_public_holiday(*day))
        .collect();
    let expected = [
        date(2031, 1, 1),
        date(2031, 1, 22),
        date(2031, 1, 23),
        date(2031, 1, 24),
        date(2031, 1, 25),
        date(2031, 4, 5),
        date(2031, 5, 1),
        date(2031, 5, 2),
        date(2031, 6, 24),
        date(2031, 10, 1),
        date(2031, 10, 2),
        date(2031, 10, 3),
    ];
    // 中秋 of 2031 falls on 1 October: twelve days in all.
    assert_eq!(days, expected);
    assert_eq!(holidays.public_holiday(date(2031, 1, 22)), Some("春节"));
}

#[test]
fn the_state_tells_when_it_changes() {
    let holidays = Holidays::china();
    let at = |date: Date, hour: i8, minute: i8| date.at(hour, minute, 0, 0);
    let state = |text: &'static str, moment: DateTime| match hours(text).state_at(moment, &holidays)
    {
        State::Open {
            until, open_ended, ..
        } => format!("open {until:?} {open_ended}"),
        State::Unknown { until, comment } => format!("unknown {until:?} {comment:?}"),
        State::Closed {
            next_opening,
            comment,
        } => format!("closed {next_opening:?} {comment:?}"),
    };
    let station = "Mo-Fr 08:30-11:30,14:30-17:30; PH off \"节日\"";
    assert_eq!(
        state(station, at(MONDAY, 8, 30)),
        "open Some(2026-03-02T11:30:00) false"
    );
    assert_eq!(
        state(station, at(MONDAY, 11, 30)),
        "closed Some(2026-03-02T14:30:00) None"
    );
    assert_eq!(
        state(station, at(SATURDAY, 9, 0)),
        "closed Some(2026-03-09T08:30:00) None"
    );
    let festival = "closed Some(2026-10-08T08:30:00) Some(\"节日\")";
    assert_eq!(state(station, at(date(2026, 10, 1), 9, 0)), festival);
    assert_eq!(state("24/7", at(MONDAY, 9, 0)), "open None false");
    assert_eq!(
        state("Mo-Tu", at(MONDAY, 9, 0)),
        "open Some(2026-03-04T00:00:00) false"
    );
    assert_eq!(state("off", at(MONDAY, 9, 0)), "closed None None");
    assert_eq!(
        state("Mo 18:00+", at(MONDAY, 19, 0)),
        "open Some(2026-03-03T00:00:00) true"
    );
    // A night that goes on although the next day is closed.
    let night = "Mo 20:00-02:00; Tu off";
    assert_eq!(
        state(night, at(date(2026, 3, 3), 1, 0)),
        "open Some(2026-03-03T02:00:00) false"
    );
    assert_eq!(
        state(night, at(date(2026, 3, 3), 2, 0)),
        "closed Some(2026-03-09T20:00:00) None"
    );
    let call = "Mo 8:00-12:00 || \"电话\"";
    assert_eq!(
        state(call, at(MONDAY, 13, 0)),
        "unknown Some(2026-03-09T08:00:00) Some(\"电话\")"
    );
    assert_eq!(
        state("2020 Mar 8:00-9:00", at(MONDAY, 9, 0)),
        "closed None None"
    );
    assert_eq!(state("Mo-Su", DateTime::MAX), "open None false");
    assert_eq!(state("off", DateTime::MAX), "closed None None");
    assert_eq!(state("Mo-Su", DateTime::MIN), "open None false");
}

#[test]
fn the_ordinary_week_leaves_exceptions_out() {
    let station = hours("Mo-Fr 8:00-17:00; Jul,Aug Mo-Fr 7:00-11:00; PH off; Sa[1] 9:00-10:00");
    let starts = |on: Date| {
        station
            .weekly(on)
            .map(|day| day.first().map(|interval| interval.start))
    };
    let week = |start: u16| {
        let open = Some(start);
        [open, open, open, open, open, None, None]
    };
    assert_eq!(starts(MONDAY), week(480));
    assert_eq!(starts(date(2026, 7, 1)), week(420));
}

#[test]
fn summaries_read_as_on_a_notice_board() {
    let cases = [
        (
            "Mo-Fr 08:30-11:30,14:30-17:30; Sa 09:00-11:30; PH off",
            "周一至周五 8:30–11:30、14:30–17:30；周六 9:00–11:30；法定节假日休息",
            "Mon–Fri 8:30–11:30, 14:30–17:30; Sat 9:00–11:30; closed on public holidays",
        ),
        ("24/7", "每天全天开放", "daily open all day"),
        ("off", "休息", "closed"),
        (
            "Mo-Su 9:00-17:00; Mo off",
            "周一休息；周二至周日 9:00–17:00",
            "Mon closed; Tue–Sun 9:00–17:00",
        ),
        (
            "Mar-Oct Mo-Fr 08:00-18:00; Nov-Feb Mo-Fr 09:00-17:00",
            "3月至10月：周一至周五 8:00–18:00；11月至次年2月：周一至周五 9:00–17:00",
            "Mar–Oct: Mon–Fri 8:00–18:00; Nov–Feb: Mon–Fri 9:00–17:00",
        ),
        (
            "Mo-Sa 08:00-17:00; Jun 15-Aug 31 Mo-Fr 07:30-11:30",
            "6月15日至8月31日：周一至周五 7:30–11:30，周六 8:00–17:00；其余时间：周一至周六 8:00–17:00",
            "15 Jun–31 Aug: Mon–Fri 7:30–11:30, Sat 8:00–17:00; otherwise: Mon–Sat 8:00–17:00",
        ),
        (
            "Jul-Aug 9:00-11:00",
            "7月至8月：每天 9:00–11:00；其余时间休息",
            "Jul–Aug: daily 9:00–11:00; otherwise closed",
        ),
        (
            "Sa 9:00-12:00; Sa[1,-1] off",
            "周六 9:00–12:00；每月第一、最后一个周六休息",
            "Sat 9:00–12:00; closed on 1st, last Sat of the month",
        ),
        (
            "Mo-Fr 8:00-12:00, Sa[-2] 14:00-16:00",
            "周一至周五 8:00–12:00；每月倒数第二个周六加开 14:00–16:00",
            "Mon–Fri 8:00–12:00; 2nd last Sat of the month also 14:00–16:00",
        ),
        (
            "Fr,Sa 18:00-02:00; Su 18:00+",
            "周五、周六 18:00–次日2:00；周日 18:00 起",
            "Fri, Sat 18:00–2:00 next day; Sun from 18:00",
        ),
        (
            "Mo-Fr 8:00-12:00 || \"需预约\"",
            "周一至周五 8:00–12:00；其他时间（需预约）",
            "Mon–Fri 8:00–12:00; otherwise (需预约)",
        ),
        (
            "Sa 9:00-10:00,14:00-15:00 \"先打电话\"; Su unknown",
            "周六 9:00–10:00、14:00–15:00（先打电话）；周日（是否开放请先询问）",
            "Sat 9:00–10:00, 14:00–15:00 (先打电话); Sun (ask first)",
        ),
        (
            "Mo 8:00-12:00; 2026 Feb 10-25 off \"装修\"",
            "周一 8:00–12:00；2026年2月10日至2月25日休息（装修）",
            "Mon 8:00–12:00; closed 10 Feb–25 Feb 2026 (装修)",
        ),
        (
            "SH Mo-Fr 9:00-12:00; Su,PH 9:00-10:00",
            "周日 9:00–10:00；学校假期的周一至周五 9:00–12:00；法定节假日 9:00–10:00",
            "Sun 9:00–10:00; Mon–Fri in school holidays 9:00–12:00; public holidays 9:00–10:00",
        ),
        (
            "2026 Jul-2026 Aug Mo-Fr 9:00-17:00",
            "2026年7月1日至8月31日的周一至周五 9:00–17:00",
            "Mon–Fri, 1 Jul–31 Aug 2026 9:00–17:00",
        ),
    ];
    for (text, chinese, english) in cases {
        assert_eq!(hours(text).summary_zh(), chinese, "{text}");
        assert_eq!(hours(text).summary_en(), english, "{text}");
    }
}

#[test]
fn every_fault_is_named_with_its_place() {
    let word = |suggestion| Kind::UnknownWord { suggestion };
    let cases = [
        ("  ", "  ", Kind::Empty),
        ("周一至周五 8:30-11:30", "周一", word(Some("Mo"))),
        ("Mo-星期五 8:30-11:30", "星期五", word(Some("Fr"))),
        ("Mon-Fri 8:00-12:00", "Mon", word(Some("Mo"))),
        ("June 8:00-12:00", "June", word(Some("Jun"))),
        (
            "Mo 8:00-12:00;法定节假日休息",
            "法定节假日",
            word(Some("PH")),
        ),
        ("Mo 8:00-12:00 休息", "休息", word(Some("off"))),
        ("foo", "foo", word(None)),
        ("Mo 8：30-11:30", "：", Kind::WrongCharacter(':')),
        ("Mo～Fr 8:30-11:30", "～", Kind::WrongCharacter('-')),
        ("Mo 8:30–11:30", "–", Kind::WrongCharacter('-')),
        (
            "Mo 8:00-12:00；Sa 9:00-11:00",
            "；",
            Kind::WrongCharacter(';'),
        ),
        ("Mo、Tu 8:00-9:00", "、", Kind::WrongCharacter(',')),
        ("Mo “x”", "“", Kind::WrongCharacter('"')),
        ("Mo @", "@", Kind::UnexpectedCharacter),
        ("Mo-Fr 8-12", "8", Kind::BadTime),
        ("Mo-Fr 0830-1130", "0830", Kind::BadTime),
        ("Mo-Fr 25:00-26:00", "25:00", Kind::BadTime),
        ("Mo-Fr 08:00-48:30", "48:30", Kind::BadTime),
        ("Mo-Fr 08:60-09:00", "08:60", Kind::BadTime),
        ("Mo-Fr 08:00", "", Kind::MissingEndTime),
        ("Mo-Fr 08:00-; Sa", ";", Kind::MissingEndTime),
        ("8:00-8:00", "8:00-8:00", Kind::SameTime),
        (
            "Mo-Fr 8:00-12:00 Sa 9:00-11:00",
            "Sa",
            Kind::MissingSeparator,
        ),
        ("Mo Tu 8:00-9:00", "Tu", Kind::MissingSeparator),
        ("Mo open off", "off", Kind::MisplacedWord),
        ("Mo- 8:00-9:00", "8", Kind::MissingWeekday),
        ("Jun 15- off", "off", Kind::MissingDate),
        ("Jun 31 off", "31", Kind::BadDay),
        ("2025 Feb 29 off", "2025 Feb 29", Kind::BadDay),
        ("2027-2026 off", "2027-2026", Kind::ReversedDates),
        (
            "2026 Dec-2026 Jan off",
            "2026 Dec-2026 Jan",
            Kind::ReversedDates,
        ),
        ("Sa[6] 9:00-10:00", "6", Kind::BadOrdinal),
        ("Sa[1 9:00-10:00", "9", Kind::BadOrdinal),
        ("Sa[", "", Kind::BadOrdinal),
        ("Mo \"abc", "\"abc", Kind::UnclosedComment),
        (";Mo", ";", Kind::EmptyRule),
        ("Mo;;Tu", ";", Kind::EmptyRule),
        ("Mo || ", "", Kind::EmptyRule),
        (
            "Mo sunrise-sunset",
            "sunrise",
            Kind::Unsupported(Unsupported::Sun),
        ),
        (
            "Mo (sunrise+01:00)-18:00",
            "(",
            Kind::Unsupported(Unsupported::Sun),
        ),
        (
            "Mo 08:00-sunset",
            "sunset",
            Kind::Unsupported(Unsupported::Sun),
        ),
        (
            "week 1-53/2 Mo",
            "week",
            Kind::Unsupported(Unsupported::WeekNumbers),
        ),
        (
            "easter off",
            "easter",
            Kind::Unsupported(Unsupported::Easter),
        ),
        (
            "PH -1 day off",
            "-",
            Kind::Unsupported(Unsupported::DayOffset),
        ),
        (
            "8:00-12:00/30",
            "/",
            Kind::Unsupported(Unsupported::RepeatedTimes),
        ),
        (
            "2026+ off",
            "+",
            Kind::Unsupported(Unsupported::OpenEndedDates),
        ),
    ];
    for (text, place, kind) in cases {
        let error = OpeningHours::parse(text).expect_err(text);
        assert_eq!(
            (&text[error.start..error.end], error.kind),
            (place, kind),
            "{text}"
        );
        assert!(!kind.message_zh().is_empty() && !kind.message_en().is_empty());
    }
    let late = OpeningHours::parse("Mo-Fr 8:00-12:00; Jun 31 off").expect_err("31 June");
    assert_eq!((late.start, late.end), (22, 24));
}

#[test]
fn no_text_makes_anything_panic() {
    let pieces = [
        "Mo",
        "-",
        "Sa[1]",
        "[",
        "8:00",
        "18:00-02:00",
        "+",
        ",",
        ";",
        " || ",
        "off",
        "\"六",
        "\"",
        "PH",
        "SH",
        "2026",
        "Feb",
        "29",
        " ",
        "24/7",
        ":",
        "周一",
        "～",
        "🎉",
        "99999999999",
        "unknown",
        "day",
    ];
    let holidays = Holidays::china();
    let mut seed = 1_usize;
    for _ in 0..30_000 {
        let mut text = String::new();
        for _ in 0..1 + seed % 9 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) % pieces.len()]);
        }
        seed = seed.wrapping_add(1);
        match OpeningHours::parse(&text) {
            Err(error) => assert!(text.get(error.start..error.end).is_some(), "{text}"),
            Ok(hours) => {
                let intervals = hours.intervals(MONDAY, &holidays);
                assert!(
                    intervals.is_sorted_by(|before, after| before.end <= after.start),
                    "{text}"
                );
                assert!(
                    !hours.summary_zh().is_empty() && !hours.summary_en().is_empty(),
                    "{text}"
                );
                assert_eq!(hours.text(), text);
            }
        }
    }
}

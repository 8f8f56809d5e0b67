//! Lunar dates and solar terms against an independent computation and against published dates.
//!
//! `data/lunar_reference.py` wrote the fixture with a program that shares nothing with ours.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use zhandian::calendar::lunar::{LunarDate, LunarError, SolarTerm, lunar_name};

fn lunar(text: &str) -> LunarDate {
    LunarDate::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

struct Year {
    number: i16,
    leap_month: u8,
    first: Date,
    lengths: Vec<u8>,
    terms: Vec<Date>,
}

fn years() -> Vec<Year> {
    include_str!("data/lunar_reference.txt")
        .lines()
        .map(year)
        .collect()
}

fn year(line: &str) -> Year {
    let fields: Vec<_> = line.split('\t').collect();
    let [number, leap_month, first, lengths, terms] = fields[..] else {
        panic!("{line}")
    };
    let term = |day: &str| Date::strptime("%Y%m%d", format!("{number}{day}")).unwrap();
    Year {
        number: number.parse().unwrap(),
        leap_month: leap_month.parse().unwrap(),
        first: Date::strptime("%Y%m%d", first).unwrap(),
        lengths: lengths
            .chars()
            .map(|length| if length == 'O' { 30 } else { 29 })
            .collect(),
        terms: terms.split(' ').map(term).collect(),
    }
}

#[test]
fn every_month_from_1950_to_2100_begins_on_the_day_of_the_reference() {
    for Year {
        number: year,
        leap_month,
        first,
        lengths,
        ..
    } in years()
    {
        let mut begins = first;
        let mut months = (1..=12).flat_map(|month| {
            [(month, false), (month, true)]
                .into_iter()
                .take(1 + usize::from(month == leap_month))
        });
        for length in lengths {
            let (month, leap) = months.next().unwrap();
            let first = LunarDate::new(month, leap, 1).unwrap();
            let last = LunarDate::new(month, leap, length).unwrap();
            let ends = begins.checked_add((i64::from(length) - 1).days()).unwrap();
            if year >= 1950 {
                assert_eq!(first.civil_date(year), Ok(begins), "{first} of {year}");
                assert_eq!(last.civil_date(year), Ok(ends), "{last} of {year}");
            }
            for (lunar, civil) in [(first, begins), (last, ends)] {
                if (1950..=2100).contains(&civil.year()) {
                    assert_eq!(LunarDate::of(civil), Ok((year, lunar)), "{civil}");
                    assert!(
                        lunar.in_civil_year(civil.year()).contains(&civil),
                        "{civil}"
                    );
                }
            }
            if length == 29 && year >= 1950 {
                let missing = LunarDate::new(month, leap, 30).unwrap();
                let error = LunarError::NoSuchDay {
                    year,
                    date: missing,
                };
                assert_eq!(missing.civil_date(year), Err(error));
            }
            begins = ends.tomorrow().unwrap();
        }
        assert_eq!(months.next(), None);
    }
}

#[test]
fn every_solar_term_from_1950_to_2100_falls_on_the_day_of_the_reference() {
    for Year {
        number: year,
        terms,
        ..
    } in years().into_iter().filter(|year| year.number >= 1950)
    {
        let ours: Vec<_> = SolarTerm::all()
            .map(|term| term.in_year(year).unwrap())
            .collect();
        assert_eq!(ours, terms, "{year}");
    }
}

#[test]
fn festivals_of_2026_fall_on_their_published_dates() {
    let published = [
        ("1-1", 2, 17),
        ("1-15", 3, 3),
        ("1-29", 3, 17),
        ("5-5", 6, 19),
        ("7-7", 8, 19),
        ("8-15", 9, 25),
        ("9-9", 10, 18),
    ];
    for (text, month, day) in published {
        assert_eq!(
            lunar(text).civil_date(2026),
            Ok(date(2026, month, day)),
            "{text}"
        );
        assert_eq!(
            lunar(text).in_civil_year(2026),
            [date(2026, month, day)],
            "{text}"
        );
    }
    let term = |name: &str| SolarTerm::parse(name).unwrap().in_year(2026).unwrap();
    assert_eq!(term("清明"), date(2026, 4, 5));
    assert_eq!(term("冬至"), date(2026, 12, 22));
    assert_eq!(
        SolarTerm::of(date(2026, 4, 5))
            .unwrap()
            .map(SolarTerm::name),
        Some("清明")
    );
    assert_eq!(SolarTerm::of(date(2026, 4, 6)), Ok(None));
}

#[test]
fn spring_festivals_are_those_that_people_remember() {
    let published = [
        (1954, 2, 3),
        (1978, 2, 7),
        (1985, 2, 20),
        (1990, 1, 27),
        (2000, 2, 5),
        (2008, 2, 7),
        (2020, 1, 25),
        (2024, 2, 10),
        (2025, 1, 29),
        (2033, 1, 31),
        (2034, 2, 19),
        (2035, 2, 8),
    ];
    for (year, month, day) in published {
        assert_eq!(lunar("1-1").civil_date(year), Ok(date(year, month, day)));
    }
}

#[test]
fn leap_months_are_those_of_the_published_calendar() {
    assert_eq!(lunar("闰4-1").civil_date(2020), Ok(date(2020, 5, 23)));
    assert_eq!(lunar("闰2-1").civil_date(2023), Ok(date(2023, 3, 22)));
    assert_eq!(lunar("闰6-1").civil_date(2025), Ok(date(2025, 7, 25)));
    let error = |leap_month| LunarError::NoSuchLeapMonth {
        year: 2026,
        month: 6,
        leap_month,
    };
    assert_eq!(lunar("leap-6-1").civil_date(2026), Err(error(None)));
    let other = LunarError::NoSuchLeapMonth {
        year: 2023,
        month: 6,
        leap_month: Some(2),
    };
    assert_eq!(lunar("leap-6-1").civil_date(2023), Err(other));
}

#[test]
fn the_twelfth_month_falls_into_the_next_civil_year() {
    assert_eq!(lunar("12-8").civil_date(2025), Ok(date(2026, 1, 26)));
    assert_eq!(lunar("12-8").in_civil_year(2026), [date(2026, 1, 26)]);
    // Lunar years are shorter than civil ones: some civil years hold a day twice, others not at all.
    assert_eq!(
        lunar("12-1").in_civil_year(2022),
        [date(2022, 1, 3), date(2022, 12, 23)]
    );
    assert_eq!(lunar("12-1").in_civil_year(2023), []);
    assert_eq!(lunar("12-1").in_civil_year(2101), []);
}

#[test]
fn dates_are_read_in_every_form_that_people_write() {
    let same = [
        ("9-9", "九月初九"),
        (" 09-09 ", "九月初九"),
        ("闰6-1", "闰六月初一"),
        ("leap-6-1", "闰六月初一"),
        ("闰六月初一", "闰六月初一"),
        ("十二月廿三", "腊月廿三"),
        ("11-30", "冬月三十"),
        ("1-20", "正月二十"),
        ("一月十五", "正月十五"),
    ];
    for (text, name) in same {
        assert_eq!(lunar(text).name(), name);
        assert_eq!(lunar(name), lunar(text));
        assert_eq!(lunar(&lunar(text).to_string()), lunar(text));
    }
}

#[test]
fn faulty_dates_are_told_apart() {
    let cases = [
        ("", LunarError::UnknownDate),
        ("重阳", LunarError::UnknownDate),
        ("9", LunarError::UnknownDate),
        ("9-", LunarError::UnknownDate),
        ("-9-9", LunarError::UnknownDate),
        ("九月九", LunarError::UnknownDate),
        ("十三月初一", LunarError::UnknownDate),
        ("13-1", LunarError::MonthOutOfRange),
        ("0-1", LunarError::MonthOutOfRange),
        ("9-31", LunarError::DayOutOfRange),
        ("9-999", LunarError::DayOutOfRange),
        ("9-0", LunarError::DayOutOfRange),
    ];
    for (text, error) in cases {
        assert_eq!(LunarDate::parse(text), Err(error), "{text}");
        assert!(!error.message_zh().is_empty() && !error.message_en().is_empty());
    }
    assert_eq!(SolarTerm::parse("清明节"), Err(LunarError::UnknownTerm));
    assert_eq!(
        lunar("9-9").civil_date(1949),
        Err(LunarError::YearOutOfRange)
    );
    assert_eq!(
        lunar_name(date(2101, 1, 1)),
        Err(LunarError::YearOutOfRange)
    );
    assert_eq!(lunar_name(Date::MIN), Err(LunarError::YearOutOfRange));
    assert_eq!(lunar_name(date(2026, 10, 18)).as_deref(), Ok("九月初九"));
    let missing = lunar("2-30").civil_date(2026).unwrap_err();
    assert_eq!(
        missing.message_zh(),
        "农历 2026 年没有二月三十，这个月只有 29 天"
    );
}

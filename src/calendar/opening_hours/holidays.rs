//! Public holidays of China: 法定节假日 with the days moved around them (调休), and school holidays.
//!
//! The State Council announces each year in the November before it. Announced years are data below; a year
//! not yet announced has only the statutory days themselves, by the regulation in force since 2025-01-01
//! (《全国年节及纪念日放假办法》, 国令第795号): 1 January; 除夕 to 正月初三; 清明; 1 and 2 May; 端午; 中秋; 1 to 3
//! October. Years before the data get the same rule, which is not history.

use jiff::civil::Date;

use crate::calendar::lunar::{LunarDate, SolarTerm};

/// Which days are public and school holidays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holidays {
    announced: Vec<Announced>,
    school: Vec<(Date, Date)>,
}

/// The public holidays of one year as announced.
#[derive(Clone, Debug, PartialEq)]
pub struct Announced {
    /// The civil year.
    pub year: i16,
    /// Name, first and last day of each holiday, with the weekend days that belong to it.
    pub breaks: Vec<(String, Date, Date)>,
    /// Saturdays and Sundays that are worked instead (调休上班).
    pub working_weekends: Vec<Date>,
}

type MonthDay = (i8, i8);
type YearData = (
    i16,
    &'static [(&'static str, MonthDay, MonthDay)],
    &'static [MonthDay],
);

/// 国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号.
const ANNOUNCED: [YearData; 3] = [
    (
        2024,
        &[
            ("元旦", (1, 1), (1, 1)),
            ("春节", (2, 10), (2, 17)),
            ("清明节", (4, 4), (4, 6)),
            ("劳动节", (5, 1), (5, 5)),
            ("端午节", (6, 8), (6, 10)),
            ("中秋节", (9, 15), (9, 17)),
            ("国庆节", (10, 1), (10, 7)),
        ],
        &[
            (2, 4),
            (2, 18),
            (4, 7),
            (4, 28),
            (5, 11),
            (9, 14),
            (9, 29),
            (10, 12),
        ],
    ),
    (
        2025,
        &[
            ("元旦", (1, 1), (1, 1)),
            ("春节", (1, 28), (2, 4)),
            ("清明节", (4, 4), (4, 6)),
            ("劳动节", (5, 1), (5, 5)),
            ("端午节", (5, 31), (6, 2)),
            ("国庆节、中秋节", (10, 1), (10, 8)),
        ],
        &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    ),
    (
        2026,
        &[
            ("元旦", (1, 1), (1, 3)),
            ("春节", (2, 15), (2, 23)),
            ("清明节", (4, 4), (4, 6)),
            ("劳动节", (5, 1), (5, 5)),
            ("端午节", (6, 19), (6, 21)),
            ("中秋节", (9, 25), (9, 27)),
            ("国庆节", (10, 1), (10, 7)),
        ],
        &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    ),
];

impl Holidays {
    /// The public holidays of China, without school holidays.
    pub fn china() -> Self {
        Self {
            announced: ANNOUNCED.iter().map(announced).collect(),
            school: Vec::new(),
        }
    }

    /// Adds an announced year, or replaces it.
    #[must_use]
    pub fn with_announced(mut self, year: Announced) -> Self {
        self.announced.retain(|known| known.year != year.year);
        self.announced.push(year);
        self
    }

    /// Adds school holidays; both days belong to them.
    #[must_use]
    pub fn with_school_holidays(mut self, first: Date, last: Date) -> Self {
        self.school.push((first, last));
        self
    }

    /// Whether the days moved around the holidays of this year are known; if not, only the statutory
    /// days are.
    pub fn is_announced(&self, year: i16) -> bool {
        self.year(year).is_some()
    }

    /// Whether people have this day off for a public holiday, weekend days within it included.
    pub fn is_public_holiday(&self, date: Date) -> bool {
        self.public_holiday(date).is_some()
    }

    /// The Chinese name of the public holiday to which the day belongs, if any.
    pub fn public_holiday(&self, date: Date) -> Option<&str> {
        let Some(year) = self.year(date.year()) else {
            return statutory(date);
        };
        let mut breaks = year.breaks.iter();
        breaks
            .find(|(_, first, last)| (*first..=*last).contains(&date))
            .map(|(name, ..)| &**name)
    }

    /// Whether this Saturday or Sunday is worked in exchange for a holiday.
    ///
    /// The rules of opening hours have no word for it: `Mo-Fr` does not include it.
    pub fn is_working_weekend(&self, date: Date) -> bool {
        self.year(date.year())
            .is_some_and(|year| year.working_weekends.contains(&date))
    }

    /// Whether the day lies in school holidays.
    pub fn is_school_holiday(&self, date: Date) -> bool {
        self.school
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&date))
    }

    fn year(&self, year: i16) -> Option<&Announced> {
        self.announced.iter().find(|known| known.year == year)
    }
}

fn announced((year, breaks, working_weekends): &YearData) -> Announced {
    let date = |(month, day): MonthDay| Date::new(*year, month, day).ok();
    Announced {
        year: *year,
        breaks: breaks
            .iter()
            .filter_map(|(name, first, last)| {
                Some(((*name).to_owned(), date(*first)?, date(*last)?))
            })
            .collect(),
        working_weekends: working_weekends
            .iter()
            .filter_map(|day| date(*day))
            .collect(),
    }
}

/// The holiday that the regulation alone gives to a date.
fn statutory(date: Date) -> Option<&'static str> {
    match (date.month(), date.day()) {
        (1, 1) => return Some("元旦"),
        (5, 1 | 2) => return Some("劳动节"),
        (10, 1..=3) => return Some("国庆节"),
        (4, _) => {
            let term = SolarTerm::of(date).ok().flatten();
            return term.filter(|term| term.name() == "清明").map(|_| "清明节");
        }
        _ => {}
    }
    let lunar = |date: Date| {
        let lunar = LunarDate::of(date).ok()?.1;
        (!lunar.is_leap()).then(|| (lunar.month(), lunar.day()))
    };
    match lunar(date)? {
        (1, 1..=3) => Some("春节"),
        (5, 5) => Some("端午节"),
        (8, 15) => Some("中秋节"),
        // 除夕 is the 29th or the 30th.
        (12, _) => (lunar(date.tomorrow().ok()?)? == (1, 1)).then_some("春节"),
        _ => None,
    }
}

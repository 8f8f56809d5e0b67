//! Opening hours in one line: the ordinary week of each season, then what does not come back every week.

use std::array;

use jiff::civil::Date;

use super::phrase::Language;
use super::selector::{DayOfYear, Days};
use super::{Interval, Rule, RuleState, Separator, evaluate};

const WHOLE_WEEK: u8 = 0b111_1111;

type Week<'hours> = [Vec<Interval<'hours>>; 7];

/// The ordinary week, Monday first, by the rules of a season.
pub(super) fn week(rules: &[Rule], in_season: impl Fn(&Rule) -> bool) -> Week<'_> {
    array::from_fn(|weekday| evaluate::day(ordinary(rules, weekday as u8, &in_season)).intervals)
}

/// The rules that come back every week on a weekday.
fn ordinary(
    rules: &[Rule],
    weekday: u8,
    in_season: impl Fn(&Rule) -> bool,
) -> impl Iterator<Item = &Rule> {
    rules.iter().filter(move |rule| {
        rule.separator != Separator::Fallback
            && rule.days.ordinary_weekdays() >> weekday & 1 == 1
            && in_season(rule)
    })
}

pub(super) fn summary(rules: &[Rule], language: Language) -> String {
    let seasons = seasons(rules);
    let mut clauses = Vec::new();
    for season in &seasons {
        let days = season.days(language);
        let label = season.label(language);
        match (days.is_empty(), label.is_empty()) {
            (true, _) => {}
            (_, true) => clauses.extend(days),
            (_, false) => {
                let (colon, comma) = (language.pick("：", ": "), language.pick("，", ", "));
                clauses.push(match season.is_closed() {
                    true => language.join(&label, &days.concat()),
                    false => format!("{label}{colon}{}", days.join(comma)),
                });
            }
        }
    }
    clauses.extend(rules.iter().filter_map(|rule| special(rule, language)));
    if clauses.is_empty() {
        return language.pick("休息", "closed").to_owned();
    }
    clauses.join(language.pick("；", "; "))
}

/// Stretches of the year that share an ordinary week.
struct Season<'hours> {
    ranges: Vec<(DayOfYear, DayOfYear)>,
    /// What holds when no rule with dates applies.
    rest_of_year: bool,
    week: Week<'hours>,
    /// The weekdays that a rule closes by name.
    closed: u8,
}

impl Season<'_> {
    /// Empty for the only season of the year.
    fn label(&self, language: Language) -> String {
        if self.ranges.is_empty() {
            return String::new();
        }
        if self.rest_of_year {
            return language.pick("其余时间", "otherwise").to_owned();
        }
        let ranges = self
            .ranges
            .iter()
            .map(|(from, to)| language.season(*from, *to));
        ranges.collect::<Vec<_>>().join(language.comma())
    }

    fn is_closed(&self) -> bool {
        self.week.iter().all(Vec::is_empty)
    }

    /// Weekdays with the same hours together, such as `周一至周五 8:30–11:30`.
    fn days(&self, language: Language) -> Vec<String> {
        let mut groups: Vec<(u8, &[Interval<'_>])> = Vec::new();
        for (weekday, intervals) in self.week.iter().enumerate() {
            let known = groups.iter_mut().find(|(_, hours)| hours == intervals);
            match known {
                Some((days, _)) => *days |= 1 << weekday,
                None => groups.push((1 << weekday, intervals)),
            }
        }
        let closed = language.pick("休息", "closed");
        let mut clauses = Vec::new();
        for (days, intervals) in groups {
            if !intervals.is_empty() {
                let hours = language.intervals(intervals);
                clauses.push(language.join(&language.weekdays(days), &hours));
            } else if days == WHOLE_WEEK && !(self.ranges.is_empty() && self.closed == 0) {
                clauses.push(closed.to_owned());
            } else if days & self.closed != 0 {
                clauses.push(language.join(&language.weekdays(days & self.closed), closed));
            }
        }
        clauses
    }
}

/// The seasons in the order of the year, the rest of the year last.
fn seasons(rules: &[Rule]) -> Vec<Season<'_>> {
    let dated = |rule: &Rule| rule.days.ordinary_weekdays() != 0 && !rule.days.dates.is_empty();
    if !rules.iter().any(dated) {
        return vec![season(rules, (1, 1), true)];
    }
    let mut seasons: Vec<Season<'_>> = Vec::new();
    let mut before: Option<(Vec<bool>, usize)> = None;
    // A leap year, so that 29 February has its place.
    let first = Date::new(2024, 1, 1).into_iter();
    let days = first.flat_map(|first| first.series(jiff::Span::new().days(1)).take(366));
    for date in days {
        let day = (date.month().unsigned_abs(), date.day().unsigned_abs());
        let applies: Vec<_> = rules.iter().map(|rule| rule.days.in_season(day)).collect();
        let index = match &before {
            Some((known, index)) if *known == applies => *index,
            _ => {
                let is_rest = !rules
                    .iter()
                    .any(|rule| dated(rule) && rule.days.in_season(day));
                let season = season(rules, day, is_rest);
                let known = seasons.iter().position(|known| known.is_like(&season));
                known.unwrap_or_else(|| {
                    seasons.push(season);
                    seasons.len() - 1
                })
            }
        };
        let goes_on = before.as_ref().is_some_and(|(_, before)| *before == index);
        before = Some((applies, index));
        let Some(season) = seasons.get_mut(index) else {
            continue;
        };
        match season.ranges.last_mut() {
            Some((_, to)) if goes_on => *to = day,
            _ => season.ranges.push((day, day)),
        }
    }
    for season in &mut seasons {
        season.join_over_new_year();
    }
    seasons.sort_by_key(|season| (season.rest_of_year, season.ranges.first().copied()));
    seasons
}

fn season(rules: &[Rule], day: DayOfYear, rest_of_year: bool) -> Season<'_> {
    let in_season = |rule: &Rule| rule.days.in_season(day);
    let closes = |rule: &Rule| rule.state == RuleState::Closed && rule.times.is_empty();
    let is_closed = |weekday: &u8| ordinary(rules, *weekday, in_season).any(closes);
    let closed = (0..7)
        .filter(is_closed)
        .fold(0, |set, weekday| set | 1 << weekday);
    Season {
        ranges: Vec::new(),
        rest_of_year,
        week: week(rules, in_season),
        closed,
    }
}

impl Season<'_> {
    fn is_like(&self, other: &Season<'_>) -> bool {
        (self.rest_of_year, &self.week, self.closed)
            == (other.rest_of_year, &other.week, other.closed)
    }

    /// November to December and January to February are one range.
    fn join_over_new_year(&mut self) {
        if let [(from, until), .., (since, to)] = self.ranges[..]
            && (from, to) == ((1, 1), (12, 31))
        {
            self.ranges.pop();
            self.ranges.remove(0);
            self.ranges.push((since, until));
        } else if self.ranges == [((1, 1), (12, 31))] {
            self.ranges.clear();
        }
    }
}

/// What a rule says of holidays, counted weekdays, certain years, or all other times.
fn special(rule: &Rule, language: Language) -> Option<String> {
    let days = &rule.days;
    let is_fallback = rule.separator == Separator::Fallback;
    let is_dated = days.dates.iter().any(|range| range.is_special());
    if !(is_fallback || is_dated || days.names_holidays() || !days.counted.is_empty()) {
        return None;
    }
    // Weekdays of an ordinary rule are in the ordinary week already.
    let with_weekdays = is_fallback || is_dated || days.weekdays_of_holidays;
    let named = named_days(days, with_weekdays, language);
    let dates = language.dates(&days.dates);
    let subject = match (dates.is_empty(), named.is_empty(), language) {
        (true, true, _) => language.pick("其他时间", "otherwise").to_owned(),
        (true, false, _) => named.clone(),
        (false, true, _) => dates,
        (false, false, Language::Chinese) => format!("{dates}的{named}"),
        (false, false, Language::English) => format!("{named}, {dates}"),
    };
    let hours = language.hours(rule);
    let is_closed = rule.state == RuleState::Closed;
    if language == Language::English && is_closed && rule.times.is_empty() {
        let note = hours.trim_start_matches("closed");
        let on = if named.is_empty() { "" } else { "on " };
        return Some(format!("closed {on}{subject}{note}"));
    }
    let is_extra = rule.separator == Separator::Additional && !is_closed && !rule.times.is_empty();
    let also = if is_extra {
        language.pick("加开", " also")
    } else {
        ""
    };
    Some(language.join(&format!("{subject}{also}"), &hours))
}

/// The weekdays, counted weekdays and holidays of a rule; empty if it names none.
fn named_days(days: &Days, with_weekdays: bool, language: Language) -> String {
    let mut named = Vec::new();
    if with_weekdays && days.weekdays != 0 {
        named.push(language.weekdays(days.weekdays));
    }
    if !days.counted.is_empty() {
        named.push(language.counted(&days.counted));
    }
    let named = named.join(language.comma());
    let holidays = match (days.public_holidays, days.school_holidays) {
        (true, true) => language.pick("法定节假日、学校假期", "public and school holidays"),
        (true, false) => language.pick("法定节假日", "public holidays"),
        (false, true) => language.pick("学校假期", "school holidays"),
        (false, false) => return named,
    };
    match language {
        _ if named.is_empty() => holidays.to_owned(),
        Language::Chinese if days.weekdays_of_holidays => format!("{holidays}的{named}"),
        Language::English if days.weekdays_of_holidays => format!("{named} in {holidays}"),
        _ => format!("{named}{}{holidays}", language.comma()),
    }
}

//! From the text of a rule to a [`Rule`], keeping the place of every part so that a fault can be shown.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

use super::{
    Frequency, OrdinalWeekday, Rule, RuleError, RuleErrorKind, RulePart, Until, WEEKDAY_CODES,
};

/// A piece of the text and where it begins there, in bytes.
#[derive(Clone, Copy)]
struct Piece<'text> {
    text: &'text str,
    start: usize,
}

impl<'text> Piece<'text> {
    fn trimmed(self) -> Self {
        let without_lead = self.text.trim_start();
        let start = self.start + self.text.len() - without_lead.len();
        Self {
            text: without_lead.trim_end(),
            start,
        }
    }

    fn split(self, separator: char) -> impl Iterator<Item = Self> {
        let mut start = self.start;
        self.text.split(separator).map(move |text| {
            let piece = Self { text, start };
            start += text.len() + separator.len_utf8();
            piece.trimmed()
        })
    }

    fn split_once(self, separator: char) -> Option<(Self, Self)> {
        let (before, after) = self.text.split_once(separator)?;
        let after_start = self.start + before.len() + separator.len_utf8();
        let before = Self {
            text: before,
            start: self.start,
        };
        Some((
            before.trimmed(),
            Self {
                text: after,
                start: after_start,
            }
            .trimmed(),
        ))
    }

    fn error(self, kind: RuleErrorKind) -> RuleError {
        RuleError {
            start: self.start,
            end: self.start + self.text.len(),
            kind,
        }
    }

    fn bad_value(self, part: RulePart) -> RuleError {
        self.error(RuleErrorKind::BadValue(part))
    }
}

pub(super) fn rule(text: &str) -> Result<Rule, RuleError> {
    let mut whole = Piece { text, start: 0 }.trimmed();
    if let Some((prefix, rest)) = whole.split_once(':')
        && prefix.text.eq_ignore_ascii_case("RRULE")
    {
        whole = rest;
    }
    if whole.text.is_empty() {
        return Err(whole.error(RuleErrorKind::Empty));
    }
    refuse_full_width(whole)?;

    let mut found = Found::default();
    // A semicolon too many does no harm, so empty parts are passed over.
    for part in whole.split(';').filter(|part| !part.text.is_empty()) {
        found.add(part)?;
    }
    let Some(frequency) = found.frequency else {
        return Err(whole.error(RuleErrorKind::MissingFrequency));
    };
    found.check_combinations(frequency)?;
    Ok(Rule {
        frequency,
        ..found.rule
    })
}

/// Chinese keyboards give `；` where `;` is meant. Every printable ASCII character has a full-width twin
/// at a fixed distance in Unicode.
fn refuse_full_width(whole: Piece<'_>) -> Result<(), RuleError> {
    for (offset, found) in whole.text.char_indices() {
        let meant = match found {
            '\u{3000}' => ' ',
            '、' => ',',
            '\u{FF01}'..='\u{FF5E}' => {
                char::from_u32(u32::from(found) - 0xFEE0).unwrap_or_default()
            }
            _ => continue,
        };
        let text = &whole.text[offset..offset + found.len_utf8()];
        let place = Piece {
            text,
            start: whole.start + offset,
        };
        return Err(place.error(RuleErrorKind::FullWidth(meant)));
    }
    Ok(())
}

/// The rule as far as it has been read, and where each part stood.
struct Found<'text> {
    rule: Rule,
    frequency: Option<Frequency>,
    places: [Option<Piece<'text>>; RulePart::ALL.len()],
    first_ordinal: Option<Piece<'text>>,
}

impl Default for Found<'_> {
    fn default() -> Self {
        Self {
            rule: Rule {
                frequency: Frequency::Daily,
                interval: 1,
                count: None,
                until: None,
                week_start: Weekday::Monday,
                months: 0,
                month_days: 0,
                month_days_from_end: 0,
                weekdays: 0,
                ordinal_weekdays: Box::default(),
                year_days: Box::default(),
                week_numbers: 0,
                week_numbers_from_end: 0,
                set_positions: Box::default(),
            },
            frequency: None,
            places: [None; RulePart::ALL.len()],
            first_ordinal: None,
        }
    }
}

impl<'text> Found<'text> {
    fn add(&mut self, text: Piece<'text>) -> Result<(), RuleError> {
        let Some((name, value)) = text.split_once('=') else {
            return Err(text.error(RuleErrorKind::MissingEquals));
        };
        let named = |part: &RulePart| part.name().eq_ignore_ascii_case(name.text);
        let Some(part) = RulePart::ALL.into_iter().find(named) else {
            let times = ["BYHOUR", "BYMINUTE", "BYSECOND"];
            return Err(
                if times
                    .iter()
                    .any(|time| time.eq_ignore_ascii_case(name.text))
                {
                    text.error(RuleErrorKind::UnsupportedPart)
                } else {
                    name.error(RuleErrorKind::UnknownPart)
                },
            );
        };
        if self.place(part).replace(text).is_some() {
            return Err(text.error(RuleErrorKind::DuplicatePart(part)));
        }
        let rule = &mut self.rule;
        match part {
            RulePart::Frequency => self.frequency = Some(frequency(value)?),
            RulePart::Interval => rule.interval = positive(value, part)?,
            RulePart::Count => rule.count = Some(positive(value, part)?),
            RulePart::Until => {
                rule.until = Some(until(value.text).ok_or(value.bad_value(part))?);
            }
            RulePart::Weekday => self.weekdays(value)?,
            RulePart::MonthDay => {
                let (days, from_end) = sets(value, part, 31)?;
                // The limit of 31 keeps both sets within 32 bits.
                (rule.month_days, rule.month_days_from_end) = (days as u32, from_end as u32);
            }
            RulePart::Month => {
                for item in value.split(',') {
                    let month = number(item, 12).filter(|month| *month > 0);
                    rule.months |= 1 << month.ok_or(item.bad_value(part))?;
                }
            }
            RulePart::SetPosition => rule.set_positions = numbers(value, part)?,
            RulePart::YearDay => rule.year_days = numbers(value, part)?,
            RulePart::WeekNumber => {
                (rule.week_numbers, rule.week_numbers_from_end) = sets(value, part, 53)?;
            }
            RulePart::WeekStart => {
                let day = weekday(value.text).ok_or(value.bad_value(part))?;
                rule.week_start = Weekday::Monday.wrapping_add(day);
            }
        }
        Ok(())
    }

    fn place(&mut self, part: RulePart) -> &mut Option<Piece<'text>> {
        &mut self.places[part as usize]
    }

    fn weekdays(&mut self, value: Piece<'text>) -> Result<(), RuleError> {
        let mut ordinals = Vec::new();
        for item in value.split(',') {
            let bad = item.bad_value(RulePart::Weekday);
            let split = item.text.len().saturating_sub(2);
            let (Some(count), Some(code)) = (item.text.get(..split), item.text.get(split..)) else {
                return Err(bad);
            };
            let weekday = weekday(code).ok_or(bad.clone())?;
            if count.is_empty() {
                self.rule.weekdays |= 1 << weekday;
                continue;
            }
            let ordinal = number(
                Piece {
                    text: count,
                    start: item.start,
                },
                53,
            )
            .ok_or(bad)?;
            // The limit of 53 keeps the ordinal within 8 bits.
            let day = OrdinalWeekday {
                ordinal: ordinal as i8,
                weekday,
            };
            if !ordinals.contains(&day) {
                ordinals.push(day);
            }
            self.first_ordinal.get_or_insert(item);
        }
        self.rule.ordinal_weekdays = ordinals.into();
        Ok(())
    }

    /// What RFC 5545 forbids to go together.
    fn check_combinations(&mut self, frequency: Frequency) -> Result<(), RuleError> {
        let places = self.places;
        let given = |part: RulePart| places[part as usize];
        let refuse = |place: Option<Piece<'_>>, wrong: bool, kind: RuleErrorKind| match place {
            Some(place) if wrong => Err(place.error(kind)),
            _ => Ok(()),
        };
        let yearly = frequency == Frequency::Yearly;
        let weekly = frequency == Frequency::Weekly;
        let within_month = yearly || frequency == Frequency::Monthly;
        let choosing = [
            RulePart::Weekday,
            RulePart::MonthDay,
            RulePart::Month,
            RulePart::YearDay,
            RulePart::WeekNumber,
        ];
        let alone = choosing.into_iter().all(|part| given(part).is_none());
        let numbered_weeks = given(RulePart::WeekNumber).is_some();
        let ordinal = self.first_ordinal;

        let counted = given(RulePart::Count).is_some();
        refuse(
            given(RulePart::Until),
            counted,
            RuleErrorKind::UntilAndCount,
        )?;
        refuse(ordinal, !within_month, RuleErrorKind::OrdinalNotAllowed)?;
        refuse(
            given(RulePart::MonthDay),
            weekly,
            RuleErrorKind::MonthDayWithWeekly,
        )?;
        refuse(
            given(RulePart::YearDay),
            !yearly,
            RuleErrorKind::YearDayNotAllowed,
        )?;
        refuse(
            given(RulePart::WeekNumber),
            !yearly,
            RuleErrorKind::WeekNumberNotAllowed,
        )?;
        refuse(
            ordinal,
            numbered_weeks,
            RuleErrorKind::OrdinalWithWeekNumber,
        )?;
        refuse(
            given(RulePart::SetPosition),
            alone,
            RuleErrorKind::SetPositionAlone,
        )
    }
}

fn frequency(value: Piece<'_>) -> Result<Frequency, RuleError> {
    match value.text.to_ascii_uppercase().as_str() {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        "HOURLY" | "MINUTELY" | "SECONDLY" => Err(value.error(RuleErrorKind::UnsupportedFrequency)),
        _ => Err(value.bad_value(RulePart::Frequency)),
    }
}

/// Days after Monday.
fn weekday(code: &str) -> Option<u8> {
    (0_u8..)
        .zip(WEEKDAY_CODES)
        .find(|(_, known)| known.eq_ignore_ascii_case(code))
        .map(|(n, _)| n)
}

fn positive<N: std::str::FromStr + PartialEq + Default>(
    value: Piece<'_>,
    part: RulePart,
) -> Result<N, RuleError> {
    let parsed = value
        .text
        .parse()
        .ok()
        .filter(|number| *number != N::default());
    parsed.ok_or(value.bad_value(part))
}

/// A whole number other than 0 of at most `limit`, from the end when negative.
fn number(item: Piece<'_>, limit: u16) -> Option<i16> {
    let number: i16 = item.text.parse().ok()?;
    (number != 0 && number.unsigned_abs() <= limit).then_some(number)
}

fn numbers(value: Piece<'_>, part: RulePart) -> Result<Box<[i16]>, RuleError> {
    let mut numbers = value
        .split(',')
        .map(|item| number(item, 366).ok_or(item.bad_value(part)))
        .collect::<Result<Vec<_>, _>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers.into())
}

/// The positive numbers of a list as one bit set, the negative ones as another.
fn sets(value: Piece<'_>, part: RulePart, limit: u16) -> Result<(u64, u64), RuleError> {
    let mut sets = (0, 0);
    for item in value.split(',') {
        let number = number(item, limit).ok_or(item.bad_value(part))?;
        let set = if number > 0 { &mut sets.0 } else { &mut sets.1 };
        *set |= 1 << number.unsigned_abs();
    }
    Ok(sets)
}

/// The three forms that RFC 5545 allows; nothing more lenient, since a misread end is hard to notice.
fn until(text: &str) -> Option<Until> {
    let digits = |range: std::ops::Range<usize>| -> Option<i16> {
        let digits = text.get(range)?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| digits.parse().ok())?
    };
    let two = |at: usize| digits(at..at + 2).and_then(|number| i8::try_from(number).ok());
    let date = Date::new(digits(0..4)?, two(4)?, two(6)?).ok()?;
    match text.get(8..)?.as_bytes() {
        [] => Some(Until::Date(date)),
        [b'T' | b't', clock @ ..]
            if clock.len() == 6 || matches!(clock.get(6..), Some(b"Z" | b"z")) =>
        {
            let (hour, minute, second) = (two(9)?, two(11)?, two(13)?);
            // RFC 5545 allows the leap second 60; no activity ends on it.
            let time = jiff::civil::Time::new(hour, minute, second.min(59), 0).ok()?;
            let moment = DateTime::from_parts(date, time);
            if clock.len() == 6 {
                return Some(Until::Local(moment));
            }
            TimeZone::UTC.to_timestamp(moment).ok().map(Until::Utc)
        }
        _ => None,
    }
}

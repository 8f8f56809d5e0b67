//! The days of a rule: years, months, dates, weekdays and holidays.

use jiff::civil::Date;

use super::super::selector::{DateRange, DayOfYear, Days, NthWeekday};
use super::super::{OpeningHoursErrorKind as Kind, Unsupported};
use super::{Parser, Result, TokenKind, Word};

/// `Jun 15`, or the whole of a month.
#[derive(Clone, Copy)]
struct MonthDay {
    month: u8,
    day: Option<u8>,
}

impl MonthDay {
    fn first(self) -> DayOfYear {
        (self.month, self.day.unwrap_or(1))
    }

    fn last(self) -> DayOfYear {
        (self.month, self.day.unwrap_or(days_in_month(self.month)))
    }

    /// The date in a year; a whole month as its first day.
    fn in_year(self, year: i16) -> Option<Date> {
        let (month, day) = self.first();
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

impl Parser<'_, '_> {
    pub(super) fn dates(&mut self) -> Result<Box<[DateRange]>> {
        let mut dates = Vec::new();
        while self.begins_date(0) {
            let month = self.date_range(&mut dates)?;
            // `Dec 24,25`: more days of the same month.
            while let Some(month) = month
                && self.peek().kind == TokenKind::Sign(',')
                && matches!(self.ahead(1).kind, TokenKind::Number(digits) if digits.len() <= 2)
                && self.ahead(2).kind != TokenKind::Sign(':')
            {
                self.at += 1;
                let from = (month, self.day_of(month)?);
                let to = if self.take_sign('-') {
                    (month, self.day_of(month)?)
                } else {
                    from
                };
                dates.push(DateRange::Yearly {
                    from,
                    to,
                    years: None,
                });
            }
            if self.peek().kind != TokenKind::Sign(',') || !self.begins_date(1) {
                break;
            }
            self.at += 1;
        }
        if !dates.is_empty() && self.peek().kind == TokenKind::Sign('+') {
            return Err(self
                .peek()
                .error(Kind::Unsupported(Unsupported::OpenEndedDates)));
        }
        Ok(dates.into())
    }

    fn begins_date(&self, distance: usize) -> bool {
        matches!(self.word_ahead(distance), Some(Word::Month(_))) || self.year(distance).is_some()
    }

    /// Four digits that are not a time written without its colon.
    pub(super) fn year(&self, distance: usize) -> Option<i16> {
        match self.ahead(distance).kind {
            TokenKind::Number(digits) if digits.len() == 4 => {
                digits.parse().ok().filter(|year| *year >= 1900)
            }
            _ => None,
        }
    }

    /// One range; gives its month if it is a yearly one with days, since more days may follow.
    fn date_range(&mut self, dates: &mut Vec<DateRange>) -> Result<Option<u8>> {
        let begin = self.peek();
        let years = self.years()?;
        let Some(from) = self.month_day()? else {
            dates.push(DateRange::Yearly {
                from: (1, 1),
                to: (12, 31),
                years,
            });
            return Ok(None);
        };
        let one_year = years
            .filter(|(first, last)| first == last)
            .map(|(year, _)| year);
        let mut to = from;
        let mut last_year = None;
        if self.take_sign('-') {
            last_year = self.year(0).filter(|_| one_year.is_some());
            self.at += usize::from(last_year.is_some());
            to = match self.month_day()? {
                Some(to) => to,
                // `Jun 15-20`
                None if from.day.is_some() && last_year.is_none() => MonthDay {
                    day: Some(self.day_of(from.month)?),
                    ..from
                },
                None => return Err(self.fault(Kind::MissingDate)),
            };
        }
        let Some(year) = one_year else {
            dates.push(DateRange::Yearly {
                from: from.first(),
                to: to.last(),
                years,
            });
            return Ok((years.is_none() && from.day.is_some()).then_some(to.month));
        };
        let whole = begin.up_to(self.last());
        // Without a year of its own, an end before the start lies in the next year.
        let last_year = last_year.unwrap_or(year + i16::from(to.last() < from.first()));
        let first = from.in_year(year).ok_or(whole.error(Kind::BadDay))?;
        let last = to.in_year(last_year).ok_or(whole.error(Kind::BadDay))?;
        let last = if to.day.is_some() {
            last
        } else {
            last.last_of_month()
        };
        if last < first {
            return Err(whole.error(Kind::ReversedDates));
        }
        dates.push(DateRange::Once {
            from: first,
            to: last,
        });
        Ok(None)
    }

    fn years(&mut self) -> Result<Option<(i16, i16)>> {
        let Some(first) = self.year(0) else {
            return Ok(None);
        };
        let begin = self.next();
        let last = self
            .year(1)
            .filter(|_| self.peek().kind == TokenKind::Sign('-'));
        let Some(last) = last else {
            return Ok(Some((first, first)));
        };
        self.at += 2;
        if last < first {
            return Err(begin.up_to(self.last()).error(Kind::ReversedDates));
        }
        Ok(Some((first, last)))
    }

    /// A month and the number after it, unless that is the hour of a time.
    fn month_day(&mut self) -> Result<Option<MonthDay>> {
        let Some(Word::Month(month)) = self.word_ahead(0) else {
            return Ok(None);
        };
        self.at += 1;
        let is_number = matches!(self.peek().kind, TokenKind::Number(_));
        let is_time = self.ahead(1).kind == TokenKind::Sign(':') || self.is_always();
        let day = if is_number && !is_time {
            Some(self.day_of(month)?)
        } else {
            None
        };
        Ok(Some(MonthDay { month, day }))
    }

    fn day_of(&mut self, month: u8) -> Result<u8> {
        let token = self.peek();
        let TokenKind::Number(digits) = token.kind else {
            return Err(self.fault(Kind::MissingDate));
        };
        self.at += 1;
        let day = digits
            .parse()
            .ok()
            .filter(|day| (1..=days_in_month(month)).contains(day));
        day.ok_or(token.error(Kind::BadDay))
    }

    pub(super) fn weekdays(&mut self, days: &mut Days) -> Result<()> {
        let mut counted = Vec::new();
        let mut after_comma = true;
        loop {
            let is_weekday = match self.word_ahead(0) {
                Some(Word::Weekday(_)) => true,
                Some(Word::PublicHoliday | Word::SchoolHoliday) => false,
                _ => break,
            };
            if !after_comma {
                // `SH Mo-Fr` means weekdays of the holidays; `Mo Tu` is a slip.
                let weekdays_before = days.weekdays != 0 || !counted.is_empty();
                if is_weekday == weekdays_before {
                    return Err(self.peek().error(Kind::MissingSeparator));
                }
                days.weekdays_of_holidays = true;
            }
            match self.word_ahead(0) {
                Some(Word::PublicHoliday) => days.public_holidays = true,
                Some(Word::SchoolHoliday) => days.school_holidays = true,
                _ => {}
            }
            if is_weekday {
                self.weekday_range(days, &mut counted)?;
            } else {
                self.at += 1;
            }
            if self.is_offset() {
                return Err(self.peek().error(Kind::Unsupported(Unsupported::DayOffset)));
            }
            after_comma = self.peek().kind == TokenKind::Sign(',')
                && matches!(
                    self.word_ahead(1),
                    Some(Word::Weekday(_) | Word::PublicHoliday | Word::SchoolHoliday)
                );
            self.at += usize::from(after_comma);
        }
        days.counted = counted.into();
        Ok(())
    }

    fn weekday_range(&mut self, days: &mut Days, counted: &mut Vec<NthWeekday>) -> Result<()> {
        let Some(Word::Weekday(first)) = self.word_ahead(0) else {
            return Ok(());
        };
        self.at += 1;
        if self.take_sign('[') {
            return self.ordinals(first, counted);
        }
        let mut last = first;
        if !self.is_offset() && self.take_sign('-') {
            let Some(Word::Weekday(weekday)) = self.word_ahead(0) else {
                return Err(self.fault(Kind::MissingWeekday));
            };
            self.at += 1;
            last = weekday;
        }
        // A range may go round the end of the week.
        for step in 0..=(last + 7 - first) % 7 {
            days.weekdays |= 1 << ((first + step) % 7);
        }
        Ok(())
    }

    /// What stands in the brackets of `Sa[1,3]`, `Sa[1-2]`, `Sa[-1]`.
    fn ordinals(&mut self, weekday: u8, counted: &mut Vec<NthWeekday>) -> Result<()> {
        loop {
            let from_end = self.take_sign('-');
            let first = self.ordinal()?;
            let last = if !from_end && self.take_sign('-') {
                self.ordinal()?
            } else {
                first
            };
            if last < first {
                return Err(self.last().error(Kind::BadOrdinal));
            }
            counted.extend((first..=last).map(|nth| {
                let nth = if from_end { -nth } else { nth };
                NthWeekday { weekday, nth }
            }));
            if self.take_sign(']') {
                return Ok(());
            }
            if !self.take_sign(',') {
                return Err(self.fault(Kind::BadOrdinal));
            }
        }
    }

    fn ordinal(&mut self) -> Result<i8> {
        let nth = match self.peek().kind {
            TokenKind::Number(digits) => digits.parse().ok().filter(|nth| (1..=5).contains(nth)),
            _ => None,
        };
        let nth = nth.ok_or(self.fault(Kind::BadOrdinal))?;
        self.at += 1;
        Ok(nth)
    }

    /// `PH -1 day`
    fn is_offset(&self) -> bool {
        matches!(self.peek().kind, TokenKind::Sign('+' | '-'))
            && matches!(self.ahead(1).kind, TokenKind::Number(_))
            && matches!(self.ahead(2).kind, TokenKind::Word("day" | "days"))
    }
}

/// In a leap year, so that `Feb 29` can be written.
fn days_in_month(month: u8) -> u8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

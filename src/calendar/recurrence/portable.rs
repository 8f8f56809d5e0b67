//! Rules for other calendar programs: written so that all of them find the same days as this one.

use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::{Frequency, Rule, Until};

impl Rule {
    /// The value of an `RRULE` beside a `DTSTART` with a time zone, or a day alone if `whole_day`.
    ///
    /// `UNTIL` becomes what RFC 5545, section 3.3.10, asks for: a date beside a day, else a time in UTC.
    /// `DTSTART` must be the first occurrence. `None` if programs disagree about the days of the rule; they
    /// have to be listed one by one (`RDATE`) then.
    pub fn portable(&self, zone: &TimeZone, whole_day: bool) -> Option<String> {
        let mixed_weekdays = self.weekdays != 0 && !self.ordinal_weekdays.is_empty();
        let positions_in_week =
            self.frequency == Frequency::Weekly && !self.set_positions.is_empty();
        let whole_weeks = (self.week_numbers | self.week_numbers_from_end) != 0
            && self.weekdays == 0
            && self.ordinal_weekdays.is_empty();
        if mixed_weekdays || positions_in_week || whole_weeks {
            return None;
        }
        let until = match self.until {
            None => None,
            Some(until) => {
                let last = until.last_moment(zone);
                Some(if whole_day {
                    Until::Date(last.date())
                } else {
                    let time = Time::new(last.hour(), last.minute(), last.second(), 0).ok()?;
                    let last = last.date().to_datetime(time);
                    Until::Utc(zone.to_ambiguous_timestamp(last).later().ok()?)
                })
            }
        };
        let rule = Rule {
            until,
            ..self.clone()
        };
        Some(rule.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portable(rule: &str, whole_day: bool) -> Option<String> {
        let zone = TimeZone::get("Asia/Shanghai").expect("known");
        Rule::parse(rule).expect("valid").portable(&zone, whole_day)
    }

    #[test]
    fn the_last_day_is_told_in_utc_or_as_a_day() {
        let rule = "FREQ=WEEKLY;UNTIL=20261231;BYDAY=WE";
        assert_eq!(
            portable(rule, false).as_deref(),
            Some("FREQ=WEEKLY;UNTIL=20261231T155959Z;BYDAY=WE")
        );
        assert_eq!(portable(rule, true).as_deref(), Some(rule));
        assert_eq!(
            portable("FREQ=DAILY;UNTIL=20261231T160000Z", true).as_deref(),
            Some("FREQ=DAILY;UNTIL=20270101")
        );
    }

    #[test]
    fn what_programs_read_differently_is_not_told_as_a_rule() {
        for rule in [
            "FREQ=MONTHLY;BYDAY=MO,1TU",
            "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2",
            "FREQ=YEARLY;BYWEEKNO=20",
        ] {
            assert_eq!(portable(rule, false), None, "{rule}");
        }
    }
}

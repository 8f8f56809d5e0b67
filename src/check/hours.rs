//! Opening hours that can be read but are hardly meant: open in the small hours.

use jiff::civil::Date;

use crate::calendar::opening_hours::Interval;
use crate::content::written;
use crate::fault::{Fault, Origin, Rule, Severity};
use crate::steps;
use crate::text;
use crate::text::StaticText;

/// Open in the small hours.
pub(crate) static UNLIKELY_HOURS: Rule = Rule {
    code: "unlikely-hours",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "照这样写，站点凌晨也开着。",
        english: "By these hours the place is open in the small hours.",
    },
    why: StaticText {
        chinese: "下午两点半写成 02:30，或只写星期不写时间，页面就会告诉居民半夜开门、下午关门。",
        english: "With 02:30 for half past two in the afternoon, or days without hours, residents are told to come at night.",
    },
    wrong: "hours: Mo-Fr 08:30-11:30,02:30-05:30",
    right: "hours: Mo-Fr 08:30-11:30,14:30-17:30",
};

/// The small hours, in minutes from midnight.
const NIGHT: (u16, u16) = (2 * 60, 4 * 60 + 30);
/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Checks the opening hours of a place.
pub(super) fn opening_hours(
    place: &written::Place,
    origin: &Origin,
    today: Date,
    faults: &mut Vec<Fault>,
) {
    let Some(hours) = &place.hours else {
        return;
    };
    let text = hours.0.text();
    if text.contains("24/7") || text.contains("00:00") || text.contains("0:00-24") {
        return;
    }
    let week = hours.0.weekly(today);
    let Some(interval) = week
        .iter()
        .flatten()
        .find(|interval| is_open_at_night(interval))
    else {
        return;
    };
    let fault = |message, help| {
        Fault::new(&UNLIKELY_HOURS, origin.value(&steps!["hours"]), message).help(help)
    };
    let (start, end) = (clock(interval.start), clock(interval.end % DAY));
    faults.push(if (interval.start, interval.end) == (0, DAY) {
        fault(
            text!(
                "有的日子没有写时间，等于全天开放",
                "some days have no hours, which means open all day"
            ),
            text!(
                "补上时间，如 Sa-Su 09:00-11:30；不开写 off；真的全天开放写 00:00-24:00",
                "add hours, or `off`; write 00:00-24:00 if it is open all day"
            ),
        )
    } else {
        fault(
            text!(
                "{start} 开到 {end}，凌晨也开着",
                "open from {start} to {end}, through the small hours"
            ),
            text!(
                "用 24 小时制：下午两点半写 14:30，五点半写 17:30",
                "use the 24-hour clock: 14:30 for half past two in the afternoon"
            ),
        )
    });
}

fn is_open_at_night(interval: &Interval<'_>) -> bool {
    let covers = |shift: u16| interval.start < NIGHT.1 + shift && NIGHT.0 + shift < interval.end;
    covers(0) || covers(DAY)
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

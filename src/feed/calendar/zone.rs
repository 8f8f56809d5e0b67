//! Time zones for calendar programs (RFC 5545, section 3.6.5): the changes of the clock between the first
//! and the last event of a file, taken from the tz database.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::lines::Lines;

/// The form of dates and times without a zone.
pub(super) const LOCAL: &str = "%Y%m%dT%H%M%S";

/// What the clock is set to, and when: an observance in the words of the standard.
struct Observance {
    from: Offset,
    to: Offset,
    name: String,
    daylight: bool,
    /// When the clock is set, in local time before the change.
    onsets: Vec<DateTime>,
}

/// Writes the zone `name` as it is between two local times.
pub(super) fn write(
    zone: &TimeZone,
    name: &str,
    first: DateTime,
    last: DateTime,
    lines: &mut Lines<'_>,
) {
    lines.plain("BEGIN", "VTIMEZONE");
    lines.text("TZID", name);
    for observance in observances(zone, first, last) {
        let kind = if observance.daylight {
            "DAYLIGHT"
        } else {
            "STANDARD"
        };
        lines.plain("BEGIN", kind);
        let mut onsets = observance
            .onsets
            .iter()
            .map(|onset| onset.strftime(LOCAL).to_string());
        lines.plain("DTSTART", &onsets.next().unwrap_or_default());
        let others: Vec<String> = onsets.collect();
        if !others.is_empty() {
            lines.plain("RDATE", &others.join(","));
        }
        lines.plain("TZOFFSETFROM", &offset(observance.from));
        lines.plain("TZOFFSETTO", &offset(observance.to));
        lines.text("TZNAME", &observance.name);
        lines.plain("END", kind);
    }
    lines.plain("END", "VTIMEZONE");
}

/// The observance in force at `first`, then those that begin up to `last`, each with all its onsets.
fn observances(zone: &TimeZone, first: DateTime, last: DateTime) -> Vec<Observance> {
    // Outside the years that a timestamp can hold no clock is known to change.
    let instant = |at: DateTime| zone.to_ambiguous_timestamp(at).earlier();
    let first = instant(first).unwrap_or(Timestamp::MIN);
    let last = instant(last).unwrap_or(Timestamp::MAX);
    let just_after = first
        .saturating_add(SignedDuration::from_secs(1))
        .unwrap_or(first);
    let mut found: Vec<Observance> = zone
        .preceding(just_after)
        .next()
        .map(|change| observance(zone, change.timestamp()))
        .into_iter()
        .collect();
    if found.is_empty() {
        found.push(always(zone, first));
    }
    for change in zone
        .following(first)
        .take_while(|change| change.timestamp() <= last)
    {
        let next = observance(zone, change.timestamp());
        let same = found.iter_mut().find(|known| {
            (known.from, known.to, known.daylight) == (next.from, next.to, next.daylight)
                && known.name == next.name
        });
        match same {
            Some(known) => known.onsets.extend(next.onsets),
            None => found.push(next),
        }
    }
    found
}

/// The observance that begins with a change of the clock.
fn observance(zone: &TimeZone, at: Timestamp) -> Observance {
    let before = at
        .saturating_sub(SignedDuration::from_secs(1))
        .unwrap_or(at);
    let from = zone.to_offset(before);
    let info = zone.to_offset_info(at);
    Observance {
        from,
        to: info.offset(),
        name: info.abbreviation().to_owned(),
        daylight: info.dst().is_dst(),
        onsets: vec![from.to_datetime(at)],
    }
}

/// The observance of a zone whose clock never changed before.
fn always(zone: &TimeZone, at: Timestamp) -> Observance {
    let info = zone.to_offset_info(at);
    Observance {
        from: info.offset(),
        to: info.offset(),
        name: info.abbreviation().to_owned(),
        daylight: false,
        onsets: vec![jiff::civil::datetime(1970, 1, 1, 0, 0, 0, 0)],
    }
}

/// `+0800`, with seconds only where there are some.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, seconds) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn written(zone: &str, first: DateTime, last: DateTime) -> String {
        let mut out = Vec::new();
        let known = TimeZone::get(zone).expect("known");
        write(&known, zone, first, last, &mut Lines::new(&mut out));
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn shanghai_has_one_clock_today_and_had_two_in_1988() {
        let (now, later) = (date(2026, 1, 1), date(2027, 12, 31));
        let now = written("Asia/Shanghai", now.at(0, 0, 0, 0), later.at(0, 0, 0, 0));
        assert_eq!(now.matches("TZOFFSETTO:+0800").count(), 1, "{now}");
        assert!(!now.contains("DAYLIGHT"), "{now}");
        let (then, later) = (date(1988, 3, 1), date(1988, 12, 31));
        let then = written("Asia/Shanghai", then.at(0, 0, 0, 0), later.at(0, 0, 0, 0));
        assert!(
            then.contains("BEGIN:DAYLIGHT\r\nDTSTART:19880417T020000\r\n"),
            "{then}"
        );
        assert!(
            then.contains("RDATE:19880911T020000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0800\r\n"),
            "{then}"
        );
    }

    #[test]
    fn a_zone_that_never_changed_is_one_observance() {
        let day = date(2026, 1, 1).at(0, 0, 0, 0);
        let utc = written("UTC", day, day);
        assert_eq!(utc.matches("BEGIN:STANDARD").count(), 1, "{utc}");
        assert!(utc.contains("TZOFFSETTO:+0000"), "{utc}");
    }
}

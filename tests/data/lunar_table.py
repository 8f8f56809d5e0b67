"""Writes src/calendar/lunar/table.rs: the lunar calendar and the solar terms of 1950–2100.

Run with `pip install ephem==4.2.1 pyerfa==2.0.1.5 numpy` and
`python3 lunar_table.py > ../../src/calendar/lunar/table.rs`, then `cargo fmt`.

New moons come from ephem, solar terms from the apparent longitude of the sun by pyerfa (IAU SOFA; ephem is
4 seconds off at the solstice of 1951, which came 2 seconds after midnight), both read at UTC+8. The
months follow from them by GB/T 33661-2017: the winter solstice lies in month 11, and when thirteen months lie
between two of them, the first one without a major term is the leap month. lunar_reference.txt holds what
another program makes of the same years.
"""

import datetime
import math

import ephem
import erfa
import numpy

TEMPLATE = """//! The lunar calendar of 1949–2100 in 2 kB. Written by `tests/data/lunar_table.py`; do not edit.
//!
//! New moons and solar longitudes computed with ephem and ERFA, months by GB/T 33661-2017, days at UTC+8.

/// A lunar year.
pub(super) struct Year {
    /// The civil month and day of 正月初一.
    pub(super) first: (i8, i8),
    /// The month that is repeated, 0 if none is.
    pub(super) leap_month: u8,
    /// Bit *n* tells whether the *n*th month, from 0 and with the leap month, has 30 days, not 29.
    pub(super) long_months: u16,
}

const fn lunar(month: i8, day: i8, leap_month: u8, long_months: u16) -> Year {
    Year { first: (month, day), leap_month, long_months }
}

/// The lunar years from 1949 on.
pub(super) const YEARS: [Year; 152] = [
%s];

/// The earliest day of its month on which each solar term falls, from 小寒 on, two a month.
pub(super) const EARLIEST_TERMS: [i8; 24] =
    [%s];

/// For the civil years from 1950 on: by how many days each term is later than that, 2 bits a term.
pub(super) const LATER_TERMS: [u64; 151] = [
%s];
"""

EIGHT_HOURS = 8 * ephem.hour


def civil(moment):
    return ephem.Date(moment + EIGHT_HOURS).datetime().date()


def vector(record):
    return numpy.array(record["p"])


def longitude(moment):
    """The apparent ecliptic longitude of the sun, in degrees of the true equinox of date."""
    epoch = 2415020.0
    day = float(moment) + ephem.delta_t(moment) / 86400
    heliocentric, barycentric = erfa.epv00(epoch, day)
    light_time = numpy.linalg.norm(vector(heliocentric)) * erfa.DAU / erfa.CMPS / 86400
    earlier_heliocentric, earlier_barycentric = erfa.epv00(epoch, day - light_time)
    sun = vector(earlier_barycentric) - vector(earlier_heliocentric) - vector(barycentric)
    distance = numpy.linalg.norm(sun)
    velocity = numpy.array(barycentric["v"]) * erfa.DAU / erfa.CMPS / 86400
    slowing = math.sqrt(1 - velocity @ velocity)
    seen = erfa.ab(sun / distance, velocity, distance, slowing)
    x, y, z = erfa.pnm06a(epoch, day) @ seen
    _, nutation = erfa.nut06a(epoch, day)
    tilt = erfa.obl06(epoch, day) + nutation
    return math.degrees(math.atan2(y * math.cos(tilt) + z * math.sin(tilt), x)) % 360


def term(year, index):
    """The moment of the term with that index (0 is 小寒, 285°) in a civil year."""
    wanted = (285 + 15 * index) % 360
    moment = ephem.Date(ephem.Date((year, 1, 5.5)) + index * 15.2184)
    for _ in range(50):
        off = (wanted - longitude(moment) + 180) % 360 - 180
        moment = ephem.Date(moment + off / 0.9856)
        if abs(off) < 1e-7:
            break
    return moment


def month_starts(first, last):
    """The civil dates of all new moons from one moment to another."""
    starts, moon = [], ephem.next_new_moon(first)
    while moon < last:
        starts.append(civil(moon))
        moon = ephem.next_new_moon(ephem.Date(moon + 20))
    return starts


def months_between_solstices(year, solstices, terms):
    """(number, leap, first day) of the months from month 11 of the year before to month 10 of `year`."""
    before, after = solstices[year - 1], solstices[year]
    around = month_starts(ephem.Date(before) - 40, ephem.Date(after) + 40)
    first = max(start for start in around if start <= before)
    last = max(start for start in around if start <= after)
    starts = [start for start in around if first <= start <= last]
    thirteen = len(starts) - 1 == 13
    months, number, leap_found = [], 11, False
    for index, (start, end) in enumerate(zip(starts, starts[1:])):
        has_major = any(start <= day < end for day in terms)
        if thirteen and not leap_found and not has_major and index > 0:
            leap_found = True
            months.append((months[-1][0], True, start))
            continue
        months.append((number, False, start))
        number = number % 12 + 1
    return months


def main():
    years = range(1948, 2103)
    all_terms = {year: [civil(term(year, index)) for index in range(24)] for year in years}
    solstices = {year: all_terms[year][23] for year in years}
    majors = sorted(day for days in all_terms.values() for day in days[1::2])
    calendar = []
    for year in years[1:]:
        near = [day for day in majors if abs((day - solstices[year]).days) < 420]
        for number, leap, start in months_between_solstices(year, solstices, near):
            lunar_year = year - 1 if number >= 11 else year
            calendar.append((lunar_year, number, leap, start))
    years_text = ""
    for year in range(1949, 2101):
        own = [
            (number, leap, start, following[3])
            for (lunar_year, number, leap, start), following in zip(calendar, calendar[1:])
            if lunar_year == year
        ]
        leaps = [number for number, leap, _, _ in own if leap]
        bits = sum(1 << index for index, (_, _, start, end) in enumerate(own) if (end - start).days == 30)
        first = own[0][2]
        leap = leaps[0] if leaps else 0
        years_text += f"    lunar({first.month}, {first.day}, {leap}, {bits:#06x}), // {year}\n"
    earliest = [min(all_terms[year][index].day for year in range(1950, 2101)) for index in range(24)]
    terms_text = ""
    for year in range(1950, 2101):
        late = [day.day - first for day, first in zip(all_terms[year], earliest)]
        assert max(late) <= 3
        packed = sum(days << 2 * index for index, days in enumerate(late))
        terms_text += f"    {packed:#015_x}, // {year}\n"
    print(TEMPLATE % (years_text, ", ".join(map(str, earliest)), terms_text), end="")


main()

"""Writes recurrence_reference.txt: what python-dateutil makes of many recurrence rules.

Run with `pip install python-dateutil` (2.9.0) and `python3 recurrence_reference.py > recurrence_reference.txt`.
The seed is fixed, so a new run gives the same file.

A line holds, separated by tabs: the start; the rule; `all` if these are all dates, `more` if more follow,
`century` if the list was cut 99 years after the start; the first date and then the days from each date to
the next.

Left out are the rules on which our own expansion follows RFC 5545 and dateutil does not (see the head of
src/calendar/recurrence/mod.rs): plain and counted weekdays in one BYDAY, and WEEKLY with BYSETPOS unless
the start is the first day of its week. So are the random week numbers 52, 53, -52 and -53: dateutil puts
2039-01-01 into week 53 (ISO 8601: week 52), and the last days of December never into week -52. All week
numbers are held against ISO 8601 in recurrence_rules.rs instead.
"""

import datetime
import random
import warnings

from dateutil.rrule import rrulestr

LIMIT = 60
FIXED = """
20260103T090000 FREQ=MONTHLY;BYDAY=1SA
20260130T193000 FREQ=MONTHLY;BYDAY=-1FR
20240229T100000 FREQ=YEARLY
20240229T100000 FREQ=YEARLY;INTERVAL=4
20240229T100000 FREQ=YEARLY;INTERVAL=3
20240229T100000 FREQ=YEARLY;COUNT=5
20240228T100000 FREQ=DAILY;COUNT=4
20230228T100000 FREQ=DAILY;INTERVAL=365;COUNT=10
20240131T100000 FREQ=MONTHLY
20240131T100000 FREQ=MONTHLY;INTERVAL=5
20240131T100000 FREQ=MONTHLY;BYMONTHDAY=-1
20240131T100000 FREQ=MONTHLY;BYMONTHDAY=29,30,31
20240131T100000 FREQ=MONTHLY;BYMONTHDAY=-31
20240101T100000 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
20240101T100000 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1
20240101T100000 FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=9
20240101T100000 FREQ=MONTHLY;BYDAY=5SU
20240101T100000 FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13
20240101T100000 FREQ=YEARLY;BYDAY=20MO
20240101T100000 FREQ=YEARLY;BYDAY=53MO
20240101T100000 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
20240101T100000 FREQ=YEARLY;BYDAY=TU;BYMONTH=11;BYMONTHDAY=2,3,4,5,6,7,8;INTERVAL=4
20240101T100000 FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO
20240101T100000 FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO
20240101T100000 FREQ=YEARLY;BYWEEKNO=1
20240101T100000 FREQ=YEARLY;BYWEEKNO=-1
20240101T100000 FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU;WKST=SU
20240101T100000 FREQ=YEARLY;BYWEEKNO=1,52,53;WKST=SU
20240101T100000 FREQ=YEARLY;BYYEARDAY=1,100,200,366
20240101T100000 FREQ=YEARLY;BYYEARDAY=-1,-366
20240101T100000 FREQ=YEARLY;BYYEARDAY=60;BYMONTH=2
19970805T090000 FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO
19970805T090000 FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU
20260704T090000 FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;WKST=SU
20260704T090000 FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE;UNTIL=20270101T000000
20260704T090000 FREQ=WEEKLY;UNTIL=20260718T090000
20260704T090000 FREQ=WEEKLY;UNTIL=20260718T085959
20260704T090000 FREQ=WEEKLY;UNTIL=20260718
20260704T090000 FREQ=DAILY;UNTIL=20260703
20260704T090000 FREQ=DAILY;BYMONTH=7,8
20260704T090000 FREQ=DAILY;BYDAY=SA,SU;INTERVAL=2
20260704T090000 FREQ=DAILY;BYMONTHDAY=1,15,-1
20260704T090000 FREQ=WEEKLY;BYDAY=MO
20260706T090000 FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2
20260705T090000 FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1;WKST=SU
20260704T090000 FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30
20260704T090000 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU
18991231T235959 FREQ=MONTHLY;BYDAY=-1SU;INTERVAL=7
19000228T000000 FREQ=DAILY;INTERVAL=1;COUNT=3
20991231T120000 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29
"""

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def some(chance, choices, most, rng):
    if rng.random() >= chance:
        return []
    return sorted(rng.sample(choices, rng.randint(1, most)))


def listed(name, values):
    return [f"{name}={','.join(map(str, values))}"] if values else []


def signed(limit):
    return [number for number in range(-limit, limit + 1) if number != 0]


def random_rule(rng):
    frequency = rng.choice(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY"])
    start = datetime.datetime(1970, 1, 1) + datetime.timedelta(
        days=rng.randint(0, 36500), minutes=rng.choice([0, 480, 540, 570, 870, 1170, 1439])
    )
    if rng.random() < 0.15:
        start = start.replace(year=rng.choice([1996, 2000, 2024]), month=2, day=29)
    week_start = rng.choice(["", "", "SU", "MO", "SA", "WE"])
    parts = [f"FREQ={frequency}"]
    by = listed("BYMONTH", some(0.35, range(1, 13), 4, rng))
    if frequency != "WEEKLY":
        by += listed("BYMONTHDAY", some(0.3, signed(31), 5, rng))
    week_numbers = some(0.25, signed(51), 4, rng) if frequency == "YEARLY" else []
    by += listed("BYWEEKNO", week_numbers)
    if frequency == "YEARLY" and not week_numbers:
        by += listed("BYYEARDAY", some(0.2, signed(366), 12, rng))
    weekdays = some(0.55, WEEKDAYS, 4, rng)
    if weekdays and frequency in ("MONTHLY", "YEARLY") and not week_numbers and rng.random() < 0.6:
        most = 5 if frequency == "MONTHLY" or any("BYMONTH=" in part for part in by) else 53
        weekdays = [f"{rng.choice(signed(most))}{day}" for day in weekdays]
    by += listed("BYDAY", weekdays)
    if by and rng.random() < 0.3:
        by += listed("BYSETPOS", sorted(rng.sample([1, 2, 3, 4, 7, -1, -2, -3, -5], rng.randint(1, 3))))
        if frequency == "WEEKLY":
            first = WEEKDAYS.index(week_start or "MO")
            start -= datetime.timedelta(days=(start.weekday() - first) % 7)
    parts += by
    if rng.random() < 0.45:
        parts.append(f"INTERVAL={rng.choice([2, 2, 3, 4, 5, 6, 7, 10, 13])}")
    if week_start:
        parts.append(f"WKST={week_start}")
    end = rng.random()
    if end < 0.2:
        parts.append(f"COUNT={rng.choice([1, 2, 5, 10, 40])}")
    elif end < 0.45:
        last = start + datetime.timedelta(days=rng.randint(0, 4000), minutes=rng.choice([0, 0, 1, -1]))
        parts.append("UNTIL=" + last.strftime(rng.choice(["%Y%m%dT%H%M%S", "%Y%m%d"])))
    rng.shuffle(parts)
    return start, ";".join(parts)


def expected(start, rule):
    cut = start + datetime.timedelta(days=99 * 365)
    whole_days = rule
    for part in rule.split(";"):
        if part.startswith("UNTIL=") and "T" not in part[6:]:
            # For us a date includes its whole day.
            whole_days = rule.replace(part, part + "T235959")
    dates, kind = [], "all"
    until = "COUNT" not in rule and "UNTIL" not in rule
    text = whole_days + (cut.strftime(";UNTIL=%Y%m%dT%H%M%S") if until else "")
    for date in rrulestr(text, dtstart=start):
        if len(dates) == LIMIT:
            return dates, "more"
        if date > cut:
            return dates, "century"
        dates.append(date)
    return dates, "century" if until else kind


def main():
    warnings.simplefilter("error")
    rng = random.Random(20260101)
    rules = []
    for line in FIXED.strip().splitlines():
        start, rule = line.split()
        rules.append((datetime.datetime.strptime(start, "%Y%m%dT%H%M%S"), rule))
    while len(rules) < 500:
        rules.append(random_rule(rng))
    for start, rule in rules:
        dates, kind = expected(start, rule)
        assert all(date.time() == start.time() for date in dates)
        steps = [str((after - before).days) for before, after in zip(dates, dates[1:])]
        first = [dates[0].strftime("%Y%m%d")] if dates else []
        print(start.strftime("%Y%m%dT%H%M%S"), rule, kind, " ".join(first + steps), sep="\t")


main()

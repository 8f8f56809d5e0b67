"""Writes lunar_reference.txt: the lunar calendar and the solar terms of 1949–2100 as sxtwl has them.

Run with `pip install sxtwl==2.0.7` and `python3 lunar_reference.py > lunar_reference.txt`. sxtwl (寿星天文历)
computes with series of its own, unlike ephem and ERFA, from which src/calendar/lunar/table.rs comes.

A line: the lunar year; its leap month or 0; the civil date of its first day; the days in each month (`o`
for 29, `O` for 30); the civil dates of the 24 solar terms of the same civil year, from 小寒 to 冬至.
"""

import datetime

import sxtwl


def main():
    months, terms = [], {}
    date = datetime.date(1949, 1, 1)
    while date < datetime.date(2101, 3, 1):
        day = sxtwl.fromSolar(date.year, date.month, date.day)
        if day.getLunarDay() == 1:
            months.append((day, date))
        if day.hasJieQi():
            terms.setdefault(date.year, []).append(date)
        date += datetime.timedelta(days=1)
    # sxtwl leaves open where a year begins: a year begins with the month 1 that is no leap month.
    firsts = [i for i, (day, _) in enumerate(months) if day.getLunarMonth() == 1 and not day.isLunarLeap()]
    for begin, end in zip(firsts, firsts[1:]):
        year = months[begin][1].year
        own = months[begin : end + 1]
        leaps = [day.getLunarMonth() for day, _ in own[:-1] if day.isLunarLeap()]
        lengths = "".join(" oO"[(after[1] - month[1]).days - 28] for month, after in zip(own, own[1:]))
        days = " ".join(day.strftime("%m%d") for day in terms[year])
        first = own[0][1].strftime("%Y%m%d")
        print(year, leaps[0] if leaps else 0, first, lengths, days, sep="\t")


main()

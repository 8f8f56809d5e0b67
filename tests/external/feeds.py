#!/usr/bin/env python3
"""Reads the files for programs of a built site with readers of others.

    python tests/external/feeds.py PROGRAM

PROGRAM is the compiled `zhandian`. The site of the repository is built, and a second one with repeats of
every sort, with clocks that change, and with hostile texts. Needs `tests/external/requirements.txt`.
"""

import json
import re
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import jsonschema
import zxingcpp
from dateutil.rrule import rruleset, rrulestr
from lxml import etree
from PIL import Image, ImageDraw

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TODAY = date(2026, 7, 9)
ORIGIN, PREFIX = "https://example.org", "/fuqing"

CONFIG = "name: 测试网络\nnotice: 示例，\\;换行\nbase_url: https://example.org/fuqing/\ntimezone: {zone}\n"
PLACE = "name: {name}\naddress: 某路1号；,\nlocation: {{lng: 119.38, lat: 25.72, crs: wgs84}}\n"
# Rule, start, exceptions: what editors write, and what calendars most often get wrong.
REPEATS = [
    ("FREQ=WEEKLY;BYDAY=WE", "2026-07-01 09:00", []),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20261231", "2026-07-02 19:30", ["2026-07-13"]),
    ("FREQ=MONTHLY;BYDAY=1SA;COUNT=7", "2026-07-04 09:00", ["2026-08-01", "2026-07-04"]),
    ("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-30 09:00", []),
    ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31 09:00", []),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20270101T000000Z", "2026-07-31 09:00", []),
    ("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1", "2020-10-01", []),
    ("FREQ=DAILY;UNTIL=20260720T120000", "2026-07-10", ["2026-07-12"]),
    ("FREQ=DAILY;COUNT=5", "2026-07-10 23:30", []),
    ("FREQ=YEARLY;BYDAY=2SU;BYMONTH=5", "2026-05-10 10:00", []),
    ("FREQ=MONTHLY;BYDAY=MO,1TU;COUNT=6", "2026-07-06 09:00", []),
    ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2;COUNT=6", "2026-07-08 09:00", []),
    ("FREQ=WEEKLY;BYDAY=SU", "1988-03-06 09:00", []),
]
HOSTILE = "</script><!-- ]]> & \\r\\nEND:VCALENDAR \\\\n ;,: \\u0007 👩‍👩‍👧 " + "福" * 60


def build(program, root, folder, *arguments):
    output = folder / "public"
    command = [program, "build", "--root", root, "--output", output, "--today", TODAY.isoformat(), *arguments]
    subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
    return output


def write(root, path, text):
    path = root / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def repeating_site(root, zone):
    write(root, "site-config.yaml", CONFIG.format(zone=zone))
    write(root, "content/centers/zhong.md", f"---\n{PLACE.format(name='实践中心')}---\n")
    write(root, "content/institutes/suo.md", f"---\n{PLACE.format(name='实践所')}---\n")
    write(root, "content/platforms.yaml", "- {id: lilun, name: 理论宣讲}\n")
    for index, (rule, starts, exceptions) in enumerate(REPEATS):
        length = "" if " " not in starts else f"ends: {starts[:-5]}{'23:59' if '23:' in starts else '21:00'}\n"
        write(
            root,
            f"content/activities/r{index}.md",
            f"---\ntitle: \"{HOSTILE}\"\nplace: suo\nplatform: lilun\nstarts: {starts}\n{length}"
            f"repeat: {rule}\nexcept: [{', '.join(exceptions)}]\n"
            f"status: {'cancelled' if index == 0 else 'confirmed'}\n---\n\n来吧；, 都来。\n",
        )
    write(
        root,
        "content/articles/a.md",
        f"---\ntitle: \"{HOSTILE}\"\ndate: 2026-07-01\nsource: 实践所\nplaces: [suo]\n---\n\n"
        "看[实践所](/institutes/suo.md)、[下面](#做法)和脚注[^1]。\n\n## 做法\n\n`<b>` & \"x\"\n\n[^1]: 脚注。\n",
    )


def naive(value):
    return value.replace(tzinfo=None) if isinstance(value, datetime) else datetime.combine(value, datetime.min.time())


def values(event, name):
    found = event.get(name, [])
    lists = found if isinstance(found, list) else [found]
    return [moment.dt for entry in lists for moment in entry.dts]


def dates(event, zone, until):
    """The starts of an event as python-dateutil finds them in its RRULE, RDATE and EXDATE, in local time."""
    start = event["DTSTART"].dt
    whole_day = not isinstance(start, datetime)
    first = naive(start) if whole_day else start.astimezone(zone)
    found = rruleset()
    if "RRULE" in event:
        found.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=first))
    else:
        found.rdate(first)
    for moment in values(event, "RDATE"):
        found.rdate(naive(moment) if whole_day else moment.astimezone(zone))
    for moment in values(event, "EXDATE"):
        found.exdate(naive(moment) if whole_day else moment.astimezone(zone))
    last = until if whole_day else until.replace(tzinfo=zone)
    return [naive(moment) for moment in found.between(naive(datetime(1900, 1, 1)) if whole_day
            else datetime(1900, 1, 1, tzinfo=zone), last, inc=True)]


def check_calendar(path):
    data = path.read_bytes()
    for line in data.split(b"\r\n"):
        assert len(line) <= 75 and b"\n" not in line and b"\r" not in line, (path, line)
        line.decode("utf-8")
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors, (path, calendar.errors)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    zones = {str(zone["TZID"]): zone.to_tz() for zone in calendar.walk("VTIMEZONE")}
    assert zones, path
    seen = set()
    for event in calendar.walk("VEVENT"):
        assert not event.errors, (path, event.errors)
        assert event["UID"] not in seen, (path, event["UID"])
        seen.add(event["UID"])
        assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)
        start, end = event["DTSTART"].dt, event.get("DTEND")
        assert end is None or end.dt > start, (path, start, end)
        if isinstance(start, datetime):
            name = event["DTSTART"].params["TZID"]
            # The zone that the file itself describes agrees with that of the tz database.
            local = start.replace(tzinfo=None)
            assert zones[name].utcoffset(local) == ZoneInfo(name).utcoffset(local), (path, name, local)
        assert re.fullmatch(r"https://example\.org/[!-~]+", event["URL"])
    return calendar


def check_zone_of(calendar, name):
    """Every hour between two years of clock changes has the offset of the tz database."""
    zone = next(zone for zone in calendar.walk("VTIMEZONE") if zone["TZID"] == name).to_tz()
    starts = [event["DTSTART"].dt for event in calendar.walk("VEVENT")]
    local = min(naive(start) for start in starts)
    end = local + timedelta(days=3 * 366)
    while local < end:
        known = ZoneInfo(name)
        both = {known.utcoffset(local.replace(fold=fold)) for fold in (0, 1)}
        assert len(both) > 1 or zone.utcoffset(local) in both, (name, local)
        local += timedelta(hours=7)


def check_calendars(site):
    count = 0
    for path in sorted(site.rglob("*.ics")):
        calendar = check_calendar(path)
        count += len(calendar.walk("VEVENT"))
    return count


def listed(site, index):
    """The times that the page of an activity lists: at most 60 behind and 60 ahead."""
    page = (site / f"activities/r{index}/index.html").read_text(encoding="utf-8")
    times = re.findall(r"<li[^>]*><time datetime=\"([^\"]+)\"", page)
    return sorted({datetime.fromisoformat(time) for time in times})


def check_repeats(program, folder, zone_name):
    zone = ZoneInfo(zone_name)
    repeating_site(folder, zone_name)
    site = build(program, folder, folder)
    check_calendars(site)
    network = check_calendar(site / "calendar.ics")
    check_zone_of(check_calendar(site / "activities/r12.ics"), zone_name)
    horizon = datetime.combine(TODAY + timedelta(days=400), datetime.max.time())
    for index, (rule, starts, _) in enumerate(REPEATS):
        event = check_calendar(site / f"activities/r{index}.ics").walk("VEVENT")[0]
        found = dates(event, zone, horizon)
        shown = listed(site, index)
        assert shown, (rule, "nothing is listed")
        ahead = [moment for moment in found if moment.date() >= TODAY][:60]
        behind = [moment for moment in found if moment.date() < TODAY][-60:]
        assert behind + ahead == shown, (zone_name, rule, behind + ahead, shown)
        assert str(event["SUMMARY"]).startswith("</script><!-- ]]> &"), event["SUMMARY"]
        assert event["STATUS"] == ("CANCELLED" if index == 0 else "CONFIRMED")
        assert event["SEQUENCE"] == (1 if index == 0 else 0)
        same = [other for other in network.walk("VEVENT") if other["UID"] == event["UID"]]
        if same:
            assert same[0].to_ical() == event.to_ical()
    return site


def check_atom(site):
    for path in sorted(site.rglob("feed.xml")):
        etree.parse(path)
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo, (path, read.bozo_exception)
        assert read.version == "atom10" and read.feed.title and read.feed.updated_parsed
        assert read.feed.id == f"{ORIGIN}{PREFIX}/{path.relative_to(site)}"
        ids = [entry.id for entry in read.entries]
        assert len(ids) == len(set(ids)), path
        days = [entry.updated_parsed[:3] for entry in read.entries]
        assert days == sorted(days, reverse=True) and all(date(*day) <= TODAY + timedelta(1) for day in days)
        for entry in read.entries:
            assert entry.title and entry.link.startswith(f"{ORIGIN}{PREFIX}/")
            for content in entry.get("content", []):
                for address in re.findall(r"(?:href|src)=\"([^\"]*)\"", content.value):
                    assert re.match(r"https?:|mailto:|tel:|sms:", address), (path, address)
                    if address.startswith(f"{ORIGIN}{PREFIX}/"):
                        assert exists(site, address), (path, address)


def exists(site, address):
    below = unquote(address.removeprefix(f"{ORIGIN}{PREFIX}/").split("#")[0])
    return (site / below / "index.html").is_file() or (site / below).is_file()


def check_data(site):
    schema = json.loads((site / "api/schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    files = {"places": "places.geojson", "network": "network.json", "activities": "activities.json"}
    read = {}
    for name, file in files.items():
        read[name] = json.loads((site / "api" / file).read_text(encoding="utf-8"))
        part = {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}
        checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
        jsonschema.Draft202012Validator(part, format_checker=checker).validate(read[name])
        jsonschema.validate(read[name], schema)
    features = read["places"]["features"]
    # RFC 7946: longitude first, no `crs`, ids once, no geometry member where it means nothing.
    assert "crs" not in read["places"] and not {"coordinates", "geometry", "properties"} & read["places"].keys()
    assert len({feature["id"] for feature in features}) == len(features)
    places = {feature["id"] for feature in features}
    assert all(feature["properties"].get("parent", feature["id"]) in places for feature in features)
    for activity in read["activities"]["activities"]:
        assert activity["place"] in places
        assert exists(site, activity["url"]) and exists(site, activity["calendar"])
    return len(features)


def check_site_map(site):
    schema = etree.XMLSchema(etree.parse(HERE / "sitemap.xsd"))
    found = etree.parse(site / "sitemap.xml")
    schema.assertValid(found)
    addresses = [element.text for element in found.iter("{*}loc")]
    assert len(addresses) == len(set(addresses))
    assert all(exists(site, address) for address in addresses)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        canonical = re.search(r"<link rel=\"canonical\" href=\"([^\"]*)\">", text)
        hidden = "<meta name=\"robots\" content=\"noindex\">" in text
        if not hidden:
            assert canonical and canonical.group(1) in addresses, page
    return len(addresses)


def check_linked_data(site):
    count = 0
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for block in re.findall(r"<script type=\"application/ld\+json\">(.*?)</script>", text, re.S):
            graph = json.loads(block)["@graph"]
            kinds = [kind for node in graph for kind in [node["@type"]] if isinstance(kind, str)]
            assert page == site / "index.html" or "BreadcrumbList" in kinds, page
            for node in graph:
                if node["@type"] == "Event":
                    assert node["startDate"] and node["location"] and node["eventStatus"]
                count += 1
    return count


def check_codes(site):
    posters = sorted(site.rglob("poster/index.html"))
    for poster in posters:
        text = poster.read_text(encoding="utf-8")
        size = int(re.search(r"<svg viewBox=\"0 0 (\d+) \d+\"[^>]* role=\"img\"", text).group(1))
        path = re.search(r"<path stroke=\"#000\" d=\"([^\"]*)\"", text).group(1)
        image = Image.new("L", (size * 4, size * 4), 255)
        pen = ImageDraw.Draw(image)
        for x, y, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", path):
            x, y, length = int(x) * 4, int(y) * 4, int(length) * 4
            pen.rectangle([x, y, x + length - 1, y + 3], fill=0)
        code = zxingcpp.read_barcode(image)
        assert code and code.format == zxingcpp.BarcodeFormat.QRCode, poster
        assert exists(site, code.text), (poster, code.text)
    return len(posters)


@contextmanager
def scratch():
    """A folder that is removed when it is left, also when a check fails or somebody ends the run."""
    with tempfile.TemporaryDirectory(prefix="zhandian-test-") as folder:
        yield Path(folder)


def main():
    # A signal to end becomes an exit, on the way of which folders are removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    program = Path(sys.argv[1]).resolve()
    with scratch() as folder:
        site = build(program, ROOT, folder, "--base-url", f"{ORIGIN}{PREFIX}/")
        print(f"{check_calendars(site)} events")
        check_atom(site)
        print(f"{check_data(site)} places, {check_site_map(site)} addresses, {check_linked_data(site)} things")
        print(f"{check_codes(site)} QR codes")
    for zone in ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC"]:
        with scratch() as folder:
            site = check_repeats(program, folder, zone)
            check_atom(site)
            check_data(site)
            check_site_map(site)
            check_linked_data(site)
    print("ok")


if __name__ == "__main__":
    main()

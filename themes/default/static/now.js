// Brings a page made earlier up to the reader's moment: what is over, what is today, what is open. Without this
// script the page says as of which day it speaks, and opening hours stand in words.
(function () {
  "use strict";
  var root = document.documentElement;
  var built = root.dataset.today;
  var now = localNow(root.dataset.zone);
  if (!built || !now) return;
  var today = now.slice(0, 10);
  var DAY = 24 * 60;

  each("[data-open]", tellOpen);

  // What is over is not "next" any more. A value without a time means the whole day.
  each("[data-ends]", function (item) {
    var ends = item.dataset.ends;
    item.hidden = ends.length === 10 ? ends < today : ends < now;
  });
  // Where nothing is left the page says so; a part that was nothing but the list goes.
  each("[data-day], section > details", function (part) { part.hidden = isOver(part); });
  each("section:not([data-span])", function (section) {
    var later = section.querySelector("details:not([hidden])");
    var before = later && later.previousElementSibling;
    if (before && isOver(before)) later.open = true;
    if (!isOver(section)) return;
    var nothing = section.querySelector(".nothing");
    if (nothing) nothing.hidden = false;
    else section.hidden = true;
  });

  // Days move up to the span they belong to now; those that are over go.
  var spans = {};
  each("[data-span]", function (span) { spans[span.dataset.span] = span; });
  if (today !== built) each("[data-span] [data-day]", function (day) {
    var date = day.dataset.day;
    day.classList.remove("same");
    if (date < today) { day.remove(); return; }
    var span = spans[spanOf(date, today)];
    if (span && day.parentNode !== span) span.appendChild(day);
  });
  Object.keys(spans).forEach(function (id) {
    var empty = !spans[id].querySelector("[data-day]:not([hidden])");
    var nothing = spans[id].querySelector(".nothing");
    if (!nothing) { spans[id].hidden = empty; return; }
    nothing.hidden = !empty;
    if (spans[id].querySelector("[data-day]")) nothing.textContent = nothing.dataset.over;
  });
  if (today === built) return;

  each(".is-today", function (cell) { cell.classList.remove("is-today"); });
  each("[data-age-from]", function (age) {
    age.textContent = age.dataset.ageText.replace("{days}", daysBetween(age.dataset.ageFrom, today));
  });
  each("[data-as-of]", function (line) { line.hidden = true; });

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  function isOver(part) {
    return !!part.querySelector("[data-ends]") && !part.querySelector("[data-ends]:not([hidden])");
  }

  function daysBetween(from, to) {
    return Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
  }

  // 2026-07-09T09:00 in the site's zone, wherever the reader is.
  function localNow(zone) {
    try {
      var parts = {};
      new Intl.DateTimeFormat("en-CA", {
        timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
        hour: "2-digit", minute: "2-digit", hourCycle: "h23"
      }).formatToParts(new Date()).forEach(function (part) { parts[part.type] = part.value; });
      return parts.year + "-" + parts.month + "-" + parts.day + "T" + parts.hour + ":" + parts.minute;
    } catch (error) {
      return null;
    }
  }

  function spanOf(date, today) {
    if (date === today) return "today";
    var weekday = (new Date(today + "T00:00:00Z").getUTCDay() + 6) % 7;
    var sunday = new Date(Date.parse(today) + (6 - weekday) * 86400000).toISOString().slice(0, 10);
    if (date <= sunday) return "week";
    return date.slice(0, 7) === today.slice(0, 7) ? "month" : "later";
  }

  // Says whether a place is open. The intervals are written by src/view/opening_hours.rs, in minutes from the midnight
  // of the day the page was made; when they have run out the line stays away and the hours in words speak.
  function tellOpen(line) {
    var halves = line.dataset.open.split("|");
    var patterns = halves[0].split(";");
    var days = halves[1] || "";
    var minute = daysBetween(built, today) * DAY + Number(now.slice(11, 13)) * 60 + Number(now.slice(14));
    if (minute < 0 || minute >= days.length * DAY) return;
    var intervals = [];
    for (var day = 0; day < days.length; day++) {
      var pattern = patterns[parseInt(days[day], 36)];
      if (!pattern) continue;
      pattern.split(",").forEach(function (text) {
        var parts = /^(\d+)-(\d+)(\??)(\+?)$/.exec(text);
        if (!parts) return;
        var start = day * DAY + Number(parts[1]);
        var end = day * DAY + Number(parts[2]);
        var last = intervals[intervals.length - 1];
        // Open through midnight is one opening.
        if (last && last.end === start && !last.perhaps && !parts[3] && !last.openEnded) {
          last.end = end;
          last.openEnded = !!parts[4];
        } else {
          intervals.push({ start: start, end: end, perhaps: !!parts[3], openEnded: !!parts[4] });
        }
      });
    }
    var words = sentence(line.dataset, intervals, minute, days.length * DAY);
    if (!words) return;
    line.textContent = words;
    line.hidden = false;
  }

  function sentence(words, intervals, minute, known) {
    var current = intervals.filter(function (one) { return one.start <= minute && minute < one.end; });
    var open = current.filter(function (one) { return !one.perhaps; })[0];
    if (open && (open.openEnded || open.end >= known || open.end - minute > DAY)) return words.now;
    if (open) return words.until.replace("{time}", time(open.end));
    if (current.length) return words.perhaps;
    var next = intervals.filter(function (one) { return one.start > minute && !one.perhaps; })[0];
    if (!next) return null;
    var day = Math.floor(minute / DAY);
    var ahead = Math.floor(next.start / DAY) - day;
    if (ahead === 0) return words.later.replace("{time}", time(next.start));
    var wasOpen = intervals.some(function (one) { return one.end > day * DAY && one.start < minute; });
    return (wasOpen ? words.after : words.next)
      .replace("{day}", ahead === 1 ? words.tomorrow : dayName(next.start))
      .replace("{time}", time(next.start));
  }

  function time(minute) {
    var ofDay = minute % DAY;
    return Math.floor(ofDay / 60) + ":" + ("0" + ofDay % 60).slice(-2);
  }

  // 周三, with the date when that is a week away or more.
  function dayName(minute) {
    var date = new Date(Date.parse(built) + Math.floor(minute / DAY) * 86400000);
    var far = daysBetween(today, date.toISOString().slice(0, 10)) > 6;
    return date.toLocaleDateString(root.lang, far
      ? { month: "long", day: "numeric", timeZone: "UTC" }
      : { weekday: "short", timeZone: "UTC" });
  }
})();

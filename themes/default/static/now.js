// Brings a page made yesterday up to today. Without this script the page says as of which day it speaks.
(function () {
  "use strict";
  var root = document.documentElement;
  var built = root.dataset.today;
  var now = localNow(root.dataset.zone);
  if (!built || !now) return;
  var today = now.slice(0, 10);

  // What is over is not "next" any more. A value without a time means the whole day.
  each("[data-ends]", function (item) {
    var ends = item.dataset.ends;
    item.hidden = ends.length === 10 ? ends < today : ends < now;
  });
  if (today === built) return;

  // Days move up to the span they belong to now; those that are over go.
  var spans = {};
  each("[data-span]", function (span) { spans[span.dataset.span] = span; });
  each("[data-span] [data-day]", function (day) {
    var date = day.dataset.day;
    if (date < today) { day.remove(); return; }
    var span = spans[spanOf(date, today)];
    if (span && day.parentNode !== span) span.appendChild(day);
  });
  Object.keys(spans).forEach(function (id) {
    var nothing = spans[id].querySelector(".nothing");
    var empty = !spans[id].querySelector("[data-day]");
    if (nothing) nothing.hidden = !empty;
    else if (empty) spans[id].hidden = true;
  });

  each("[data-age-from]", function (age) {
    var days = Math.round((Date.parse(today) - Date.parse(age.dataset.ageFrom)) / 86400000);
    age.textContent = age.dataset.ageText.replace("{days}", days);
  });
  each("[data-as-of]", function (line) { line.hidden = true; });

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
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
})();

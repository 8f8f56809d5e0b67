// Filters the places of the map, and finds the nearest. Where the reader is stays on the reader's device.
(function () {
  "use strict";
  var section = document.querySelector("[data-find]");
  var figure = document.querySelector("figure.map");
  if (!section || !figure || !figure.map) return;
  var map = figure.map;
  var answer = section.querySelector(".map-answer");
  var found = section.querySelector(".map-found");
  var nearest = section.querySelector(".map-nearest");
  var button = section.querySelector("[data-near]");
  var boxes = list(section.querySelectorAll("input"));
  var items = {};
  list(document.querySelectorAll("[data-place]")).forEach(function (item) { items[item.dataset.place] = item; });
  section.hidden = false;
  if (!navigator.geolocation) button.parentNode.hidden = true;

  // Minutes since the first midnight that the file tells of, in the site's zone.
  function minutesSince(day) {
    var parts = {};
    new Intl.DateTimeFormat("en-CA", {
      timeZone: document.documentElement.dataset.zone, year: "numeric", month: "2-digit", day: "2-digit",
      hour: "2-digit", minute: "2-digit", hourCycle: "h23"
    }).formatToParts(new Date()).forEach(function (part) { parts[part.type] = Number(part.value); });
    return (Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute) - Date.parse(day + "T00:00:00Z")) / 60000;
  }

  function chosen(file) {
    var tiers = {}, only = {}, any = false;
    boxes.forEach(function (box) {
      if (!box.checked) return;
      if (box.dataset.tier) { tiers[box.dataset.tier] = true; any = true; } else only[box.dataset.only] = true;
    });
    if (!any && !only.open && !only.week && !only.step_free) return null;
    var now = only.open || only.week ? minutesSince(file.from) : 0;
    // A site that was not made for long does not know who is open today; better all than none.
    var outdated = now >= file.days * 1440;
    if (outdated) only.open = only.week = false;
    var week = 127 * Math.pow(2, Math.floor(now / 1440));
    var keep = function (place) {
      return (!any || tiers[place.tier]) &&
        (!only.step_free || place.flags & 1) &&
        (!only.week || place.days & week) &&
        (!only.open || (!(place.flags & 2) && isOpen(place.hours, now)));
    };
    keep.outdated = outdated;
    return keep;
  }

  function isOpen(hours, now) {
    for (var index = 0; hours && index < hours.length; index += 2) {
      if (hours[index] <= now && now < hours[index + 1]) return true;
    }
    return false;
  }

  function apply() {
    map.data().then(function (file) {
      var keep = chosen(file);
      var count = 0;
      file.places.forEach(function (place) {
        var kept = !keep || keep(place);
        if (kept) count += 1;
        if (items[place.index]) items[place.index].hidden = !kept;
      });
      list(document.querySelectorAll("[data-town]")).forEach(function (town) {
        var all = town.querySelectorAll("[data-place]");
        town.hidden = all.length > 0 && !town.querySelector("[data-place]:not([hidden])");
      });
      map.filter(keep);
      found.textContent = !keep ? "" : keep.outdated ? found.dataset.outdated
        : count ? found.dataset.found.replace("{count}", count) : found.dataset.none;
    }, function () { found.textContent = found.dataset.weak; });
  }
  boxes.forEach(function (box) { box.checked = false; box.addEventListener("change", apply); });

  button.addEventListener("click", function () {
    answer.textContent = answer.dataset.searching;
    navigator.geolocation.getCurrentPosition(function (position) {
      map.data().then(function (file) {
        tell(file, { lng: position.coords.longitude, lat: position.coords.latitude });
      }, function () { answer.textContent = answer.dataset.weak; });
    }, function (error) {
      answer.textContent = error.code === 1 ? answer.dataset.denied : answer.dataset.failed;
    }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  });

  function tell(file, here) {
    var keep = chosen(file);
    file.places.forEach(function (place) {
      place.metres = metresBetween(here, place);
      far(items[place.index], words(place.metres));
    });
    var near = file.places.filter(function (place) { return !(place.flags & 2) && (!keep || keep(place)); })
      .sort(function (a, b) { return a.metres - b.metres || a.index - b.index; }).slice(0, 5);
    var rows = nearest.querySelector("ol");
    rows.textContent = "";
    near.forEach(function (place) {
      var row = document.createElement("li");
      var link = document.createElement("a");
      link.href = place.href;
      link.textContent = place.name;
      row.appendChild(link);
      row.appendChild(document.createTextNode(" " + place.tierName + "，" + direction(here, place) + words(place.metres)));
      rows.appendChild(row);
    });
    nearest.hidden = near.length === 0;
    var isAway = near.length && near[0].metres > 50000;
    answer.textContent = isAway ? answer.dataset.outside.replace("{distance}", words(near[0].metres)) : "";
    if (near.length && !isAway) map.here(here, near);
  }

  function far(item, text) {
    if (!item) return;
    var note = item.querySelector(".far");
    if (!note) {
      note = document.createElement("span");
      note.className = "far";
      item.appendChild(document.createTextNode(" "));
      item.appendChild(note);
    }
    note.textContent = text;
  }

  // On the same sphere as the pages themselves.
  function metresBetween(a, b) {
    var radians = Math.PI / 180;
    var north = Math.sin((b.lat - a.lat) * radians / 2), east = Math.sin((b.lng - a.lng) * radians / 2);
    var part = north * north + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * east * east;
    return 2 * 6371008.8 * Math.asin(Math.min(1, Math.sqrt(part)));
  }

  function words(metres) {
    if (metres < 975) return nearest.dataset.metres.replace("{count}", Math.max(50, Math.round(metres / 50) * 50));
    var kilometres = metres < 9950 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000);
    return nearest.dataset.kilometres.replace("{count}", kilometres);
  }

  function direction(a, b) {
    var east = (b.lng - a.lng) * Math.cos(a.lat * Math.PI / 180), north = b.lat - a.lat;
    var eighth = Math.round(Math.atan2(east, north) / (Math.PI / 4));
    return nearest.dataset.directions.split(" ")[(eighth + 8) % 8];
  }

  function list(found) { return Array.prototype.slice.call(found); }
})();

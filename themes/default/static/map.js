// Makes the drawn map of a page move: closer, farther and about, by fingers, mouse, wheel, keys and buttons, and shows
// every place where there is room for it.
(function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";
  var APART = 32;
  var CLOSEST = 48;
  var figure = document.querySelector("figure.map");
  if (!figure) return;
  var svg = figure.querySelector(".map-drawing");
  var tools = figure.querySelector(".map-tools");
  var status = figure.querySelector(".map-status");
  var sheet = svg.getAttribute("viewBox").split(" ").map(Number);
  // The whole drawing, and what of it is shown.
  var whole = { x: 0, y: 0, w: sheet[2], h: sheet[3] };
  var box = whole;
  // Close enough to tell two houses apart, but no closer.
  var least = Math.min(whole.w / 4, Math.max(whole.w / CLOSEST, 400 / number("metres")));
  var shapes = shapesOfSigns();
  // What is drawn beside what the page came with: the places once they are there, those of them that are wanted, and
  // the reader.
  var places = null;
  var wanted = null;
  var you = null;
  var live = null;
  var queued = false;
  var loading = null;

  onButtons();
  onKeys();
  onFocus();
  onWheel();
  onMouse();
  onFingers();
  window.addEventListener("resize", function () { show(box); });
  show(box);
  // For map-find.js, which filters and looks for the nearest.
  figure.map = {
    data: load,
    filter: function (keep) { wanted = keep; show(box); },
    here: function (position, near) {
      you = position;
      status.textContent = "";
      showSpots(near.concat([position]).map(spot), 1.5, whole.w);
    }
  };

  function list(found) { return Array.prototype.slice.call(found); }

  function element(name, attributes, parent) {
    var made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (parent) parent.appendChild(made);
    return made;
  }

  // The outlines of signs by their class, from those that the page came with.
  function shapesOfSigns() {
    var shapes = {};
    list(figure.querySelectorAll(".map-sign > path")).forEach(function (path) {
      shapes[path.parentNode.getAttribute("class").split(" ")[1]] = path.getAttribute("d");
    });
    list(document.querySelectorAll(".map-filters svg")).forEach(function (sign) {
      shapes[sign.getAttribute("class")] = sign.querySelector("path").getAttribute("d");
    });
    return shapes;
  }

  // ---- places ---------------------------------------------------------------------------------

  // Every place of the network, fetched once, when somebody wants it.
  function load() {
    if (!loading) {
      loading = fetch(figure.dataset.places).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      }).then(function (file) {
        file.places = file.places.map(function (entry, index) {
          var tier = file.tiers[entry[4]];
          return {
            index: index, name: entry[0], href: file.prefix + entry[1], lng: entry[2], lat: entry[3],
            tierName: tier[0], shape: tier[1], tier: tier[2],
            hours: file.hours[entry[5]] || null, days: entry[6], flags: entry[7], rank: entry[4]
          };
        });
        // From the top tier down, which is how they are drawn.
        places = file.places.slice().sort(function (a, b) { return a.rank - b.rank || a.index - b.index; });
        return file;
      });
      loading.catch(function () { loading = null; });
    }
    return loading;
  }

  // ---- where things are -----------------------------------------------------------------------

  function number(name) { return Number(svg.dataset[name]); }

  function spot(place) {
    return {
      x: (place.lng - number("west")) * number("eastUnits"),
      y: (number("north") - place.lat) * number("northUnits")
    };
  }

  // Pixels in a unit, and where the drawing begins in its frame: on a screen too low for it, it is centred.
  function fit() {
    var frame = svg.getBoundingClientRect();
    var scale = Math.min(frame.width / box.w, frame.height / box.h) || 1;
    return { scale: scale, left: frame.left + (frame.width - box.w * scale) / 2, top: frame.top + (frame.height - box.h * scale) / 2 };
  }

  function unit() {
    var large = parseFloat(getComputedStyle(document.documentElement).fontSize) / 18 || 1;
    return Math.min(Math.max(large, 0.8), 1.7) / fit().scale;
  }

  function point(event) {
    var at = fit();
    return { x: box.x + (event.clientX - at.left) / at.scale, y: box.y + (event.clientY - at.top) / at.scale };
  }

  function isZoomed() { return box.w < whole.w * 0.999; }

  // Close enough to show every place, not only towns.
  function isClose() { return box.w < whole.w * 0.7; }

  function isOutside(at, margin) {
    return at.x < box.x - margin || at.x > box.x + box.w + margin || at.y < box.y - margin || at.y > box.y + box.h + margin;
  }

  // ---- which part is shown --------------------------------------------------------------------

  function show(next) {
    var w = Math.min(Math.max(next.w, least), whole.w);
    var h = w * whole.h / whole.w;
    box = { x: Math.min(Math.max(next.x, 0), whole.w - w), y: Math.min(Math.max(next.y, 0), whole.h - h), w: w, h: h };
    if (!queued) {
      queued = true;
      requestAnimationFrame(function () { queued = false; paint(); });
    }
  }

  // Shows so many units across that what is at `to` comes to where `from` is.
  function pull(from, to, w) {
    var part = w / box.w;
    show({ x: from.x - (to.x - box.x) * part, y: from.y - (to.y - box.y) * part, w: w });
  }

  function zoom(factor, at) {
    at = at || { x: box.x + box.w / 2, y: box.y + box.h / 2 };
    pull(at, at, Math.min(Math.max(box.w * factor, least), whole.w));
  }

  // Shows some spots with room around them, `room` times what they need, but at most so many units across.
  function showSpots(spots, room, most) {
    var xs = spots.map(function (at) { return at.x; }), ys = spots.map(function (at) { return at.y; });
    var left = Math.min.apply(null, xs), right = Math.max.apply(null, xs);
    var top = Math.min.apply(null, ys), bottom = Math.max.apply(null, ys);
    var w = Math.min(Math.max(right - left, (bottom - top) * whole.w / whole.h) * room, most);
    w = Math.max(w, least);
    show({ x: (left + right - w) / 2, y: (top + bottom - w * whole.h / whole.w) / 2, w: w });
  }

  function say() {
    var times = Math.round(whole.w / box.w * 10) / 10;
    status.textContent = isZoomed() ? status.dataset.zoomed.replace("{count}", times) : status.dataset.whole;
  }

  // ---- painting -------------------------------------------------------------------------------

  function paint() {
    // Names have room at this scale; on a narrower screen they shrink with the drawing.
    var units = Math.min(unit(), 2.2);
    svg.setAttribute("viewBox", [box.x, box.y, box.w, box.h].map(function (side) { return side.toFixed(2); }).join(" "));
    svg.style.setProperty("--unit", units);
    svg.dataset.level = Math.max(0, Math.min(4, Math.floor(Math.log(2.2 / units) / Math.LN2 + 0.15)));
    figure.classList.toggle("map-zoomed", isZoomed());
    // Not `disabled`, which would throw the focus off the button that was just pressed.
    figure.querySelector("[data-zoom=in]").setAttribute("aria-disabled", box.w <= least * 1.001);
    figure.querySelector("[data-zoom=out]").setAttribute("aria-disabled", !isZoomed());
    figure.querySelector("[data-zoom=whole]").setAttribute("aria-disabled", !isZoomed());
    furniture(units);
    if (figure.dataset.places && !places && isClose()) load().then(paint, function () {});
    paintLive(units);
  }

  // The scale and the arrow to the north, in their corners.
  function furniture(units) {
    var scale = svg.querySelector(".map-scale");
    var metres = number("metres") * box.w * 0.3;
    var power = Math.pow(10, Math.floor(Math.log(metres) / Math.LN10 + 1e-9));
    var round = (metres >= 5 * power ? 5 : metres >= 2 * power ? 2 : 1) * power;
    var length = round / number("metres");
    scale.setAttribute("transform", "translate(" + (box.x + 16 * units) + " " + (box.y + box.h - 10 * units) + ")");
    scale.querySelector("path").setAttribute("d", "M0-" + 5 * units + "V0H" + length + "V-" + 5 * units);
    scale.querySelector("text").textContent = round < 1000 ? round + " " + tools.dataset.metres
      : round / 1000 + " " + tools.dataset.kilometres;
    svg.querySelector(".map-north").setAttribute("transform", "translate(" + (box.x + box.w) + " " + box.y + ")");
  }

  // What the page did not come with.
  function paintLive(units) {
    var isLive = places && (wanted || isClose());
    var focused = signInFocus();
    svg.classList.toggle("map-live-on", !!isLive);
    if (live) live.remove();
    live = null;
    if (isLive || you) {
      live = element("g", { "class": "map-live" });
      svg.insertBefore(live, svg.querySelector(".map-scale"));
      if (isLive) drawPlaces(units);
      if (you) element("circle", { "class": "map-you", cx: spot(you).x, cy: spot(you).y, r: 7 * units }, live);
    }
    if (focused) refocus(focused, isLive ? live : svg);
  }

  // The sign, or the one whose number has the focus, by where it leads.
  function signInFocus() {
    var active = document.activeElement;
    var sign = active && svg.contains(active) && active.parentNode.querySelector(".map-sign");
    return sign ? sign.getAttribute("href") : null;
  }

  // What was drawn anew has lost the focus; it goes back to where it was, or to the buttons.
  function refocus(href, drawn) {
    var same = list(drawn.querySelectorAll(".map-sign")).filter(function (link) { return link.getAttribute("href") === href; })[0];
    if (document.activeElement !== same) (same || figure.querySelector("[data-zoom=in]")).focus({ preventScroll: true });
  }

  // ---- every place ----------------------------------------------------------------------------

  function drawPlaces(units) {
    var heads = gather(APART * units);
    if (box.w <= least * 1.01) heads = [].concat.apply([], heads.map(function (head) { return flower(head, units); }));
    // Signs with the numbers at them, the scale and the arrow to the north have their room; names get what is left.
    var taken = heads.map(function (head) {
      var side = (head.others.length ? 17 : 8) * units;
      return [head.at.x - 8 * units, head.at.y - side, head.at.x + side, head.at.y + 8 * units];
    });
    taken.push([box.x, box.y + box.h - 34 * units, box.x + box.w * 0.3 + 20 * units, box.y + box.h]);
    taken.push([box.x + box.w - 36 * units, box.y, box.x + box.w, box.y + 50 * units]);
    heads.forEach(function (head) {
      head.link = sign(head.place, head.at);
      if (head.others.length) more(head);
    });
    heads.forEach(function (head) { label(head, taken, units); });
  }

  // Places in view, towns first. What lies too close to one that is drawn is counted there.
  function gather(cell) {
    var cells = {};
    var heads = [];
    places.forEach(function (place) {
      if (wanted && !wanted(place)) return;
      var at = spot(place);
      if (isOutside(at, cell)) return;
      var column = Math.floor(at.x / cell), row = Math.floor(at.y / cell);
      for (var x = column - 1; x <= column + 1; x++) {
        for (var y = row - 1; y <= row + 1; y++) {
          var near = (cells[x + " " + y] || []).filter(function (head) {
            return Math.abs(head.at.x - at.x) < cell && Math.abs(head.at.y - at.y) < cell;
          })[0];
          if (near) { near.others.push(at); near.all.push(place); return; }
        }
      }
      var head = { place: place, at: at, others: [], all: [place] };
      heads.push(head);
      (cells[column + " " + row] = cells[column + " " + row] || []).push(head);
    });
    return heads;
  }

  // As close as can be, and still on one spot: side by side, as the petals of a flower.
  function flower(head, units) {
    if (!head.others.length) return [head];
    return head.all.map(function (place, index) {
      var away = index ? (8 + 12 * Math.sqrt(index)) * units : 0;
      var turn = index * 2.39996;
      var at = { x: head.at.x + away * Math.cos(turn), y: head.at.y + away * Math.sin(turn) };
      return { place: place, at: at, others: [], all: [place] };
    });
  }

  function sign(place, at) {
    var group = element("g", { transform: "translate(" + at.x.toFixed(1) + " " + at.y.toFixed(1) + ")" }, live);
    var link = element("a", {
      "class": "map-sign map-" + place.shape + (place.tier === "institute" ? " map-town" : ""),
      href: place.href, "aria-label": place.name + "（" + place.tierName + "）"
    }, group);
    element("circle", { "class": "map-target", r: 17 }, link);
    element("path", { d: shapes["map-" + place.shape] || "M-5-5h10v10h-10z" }, link);
    return link;
  }

  function label(head, taken, units) {
    var text = head.place.name;
    var tierName = head.place.tierName;
    var isTown = head.place.tier === "institute";
    if (isTown && text.length > tierName.length && text.slice(-tierName.length) === tierName) text = text.slice(0, -tierName.length);
    if (text.length > 11) text = text.slice(0, 10) + "…";
    var width = text.length * (isTown ? 15 : 14) * units;
    [[10, "start"], [-10, "end"]].some(function (side) {
      var left = head.at.x + side[0] * units - (side[1] === "end" ? width : 0);
      var room = [left, head.at.y - 9 * units, left + width, head.at.y + 9 * units];
      var own = head.at.x - 8 * units;
      var isFree = room[0] >= box.x && room[2] <= box.x + box.w && taken.every(function (other) {
        return apart(room, other) || (other[0] === own && side[1] === "end");
      });
      if (!isFree) return false;
      taken.push(room);
      element("text", { "class": "map-name", x: side[0], y: 5, "text-anchor": side[1] }, head.link).textContent = text;
      return true;
    });
  }

  function apart(a, b) { return a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]; }

  // How many more there are at a sign: a way to come closer, until all can be told apart.
  function more(head) {
    var button = element("a", {
      "class": "map-more", href: "#map-list", role: "button",
      "aria-label": tools.dataset.open.replace("{count}", head.all.length)
    }, head.link.parentNode);
    element("circle", { "class": "map-target", cx: 12, cy: -12, r: 12 }, button);
    element("circle", { "class": "map-more-disc", cx: 9, cy: -10, r: 8 }, button);
    element("text", { x: 9, y: -6, "text-anchor": "middle" }, button).textContent = "+" + head.others.length;
    function open(event) {
      event.preventDefault();
      showSpots(head.others.concat([head.at]), 1.6, box.w / 2);
      say();
    }
    button.addEventListener("click", open);
    button.addEventListener("keydown", function (event) { if (event.key === " ") open(event); });
  }

  // ---- what readers do ------------------------------------------------------------------------

  function onButtons() {
    tools.hidden = false;
    tools.addEventListener("click", function (event) {
      var action = event.target.dataset.zoom;
      if (!action) return;
      if (action === "whole") show(whole); else zoom(action === "in" ? 0.5 : 2);
      say();
    });
  }

  function onKeys() {
    figure.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      var step = box.w * 0.2;
      var move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
      if (event.key === "+" || event.key === "=") zoom(0.5);
      else if (event.key === "-") zoom(2);
      else if (event.key === "Escape" && isZoomed()) show(whole);
      else if (move && isZoomed()) { show({ x: box.x + move[0], y: box.y + move[1], w: box.w }); event.preventDefault(); return; }
      else return;
      event.preventDefault();
      say();
    });
  }

  // A sign that the focus reaches comes into view.
  function onFocus() {
    svg.addEventListener("focusin", function (event) {
      var place = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(event.target.parentNode.getAttribute("transform") || "");
      if (!place) return;
      var at = { x: Number(place[1]), y: Number(place[2]) };
      if (isOutside(at, 0)) show({ x: at.x - box.w / 2, y: at.y - box.h / 2, w: box.w });
    });
  }

  function onWheel() {
    svg.addEventListener("wheel", function (event) {
      if (!event.ctrlKey && !figure.contains(document.activeElement)) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.25 : 0.8, point(event));
    }, { passive: false });
  }

  function onMouse() {
    var dragged = false;
    svg.addEventListener("mousedown", function (event) {
      if (event.button || !isZoomed()) return;
      var from = point(event);
      dragged = false;
      event.preventDefault();
      function move(next) {
        var to = point(next);
        if (Math.abs(to.x - from.x) + Math.abs(to.y - from.y) > 4 * unit()) dragged = true;
        if (dragged) pull(from, to, box.w);
      }
      function up() {
        document.removeEventListener("mousemove", move);
        document.removeEventListener("mouseup", up);
      }
      document.addEventListener("mousemove", move);
      document.addEventListener("mouseup", up);
    });
    svg.addEventListener("click", function (event) {
      if (dragged) { event.preventDefault(); event.stopPropagation(); }
      dragged = false;
    }, true);
  }

  // One finger scrolls the page until the reader has come closer; two move the map at any time.
  function onFingers() {
    var last = null;
    svg.addEventListener("touchstart", function (event) { last = grip(event); }, { passive: true });
    svg.addEventListener("touchmove", function (event) {
      var now = grip(event);
      if (!last || now.fingers !== last.fingers || (now.fingers < 2 && !isZoomed())) { last = now; return; }
      if (event.cancelable) event.preventDefault();
      pull(point(last), point(now), now.fingers > 1 ? box.w * last.spread / now.spread : box.w);
      last = now;
    }, { passive: false });
  }

  function grip(event) {
    var touches = event.touches;
    var a = touches[0], b = touches[1] || touches[0];
    if (!a) return null;
    return {
      fingers: Math.min(touches.length, 2),
      clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2,
      spread: Math.max(20, Math.sqrt(Math.pow(a.clientX - b.clientX, 2) + Math.pow(a.clientY - b.clientY, 2)))
    };
  }
})();

// Makes a drawn map move: closer, farther and about, by fingers, mouse, wheel, keys and buttons, and shows every
// place where there is room for it.
(function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";
  var APART = 32;
  var CLOSEST = 48;
  var figures = list(document.querySelectorAll("figure.map"));
  var loading = {};
  // For map-find.js, which filters and looks for the nearest.
  figures.forEach(function (figure) { figure.map = makeMap(figure); });

  function list(found) { return Array.prototype.slice.call(found); }

  function element(name, attributes, parent) {
    var made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (parent) parent.appendChild(made);
    return made;
  }

  // Every place of the network, fetched once, when somebody wants it.
  function load(address) {
    if (!loading[address]) {
      loading[address] = fetch(address).then(function (answer) {
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
        return file;
      });
      loading[address].catch(function () { delete loading[address]; });
    }
    return loading[address];
  }

  // From the top tier down, which is how they are drawn.
  function ranked(file) {
    return file.places.slice().sort(function (a, b) { return a.rank - b.rank || a.index - b.index; });
  }

  function makeMap(figure) {
    var svg = figure.querySelector(".map-drawing");
    var tools = figure.querySelector(".map-tools");
    var status = figure.querySelector(".map-status");
    var sheet = svg.getAttribute("viewBox").split(" ").map(Number);
    var whole = { x: 0, y: 0, w: sheet[2], h: sheet[3] };
    var box = whole;
    var number = function (name) { return Number(svg.dataset[name]); };
    // Close enough to tell two houses apart, but no closer.
    var least = Math.min(whole.w / 4, Math.max(whole.w / CLOSEST, 400 / number("metres")));
    var live = null;
    var places = null;
    var wanted = null;
    var you = null;
    var queued = false;
    var shapes = {};
    list(figure.querySelectorAll(".map-sign > path")).forEach(function (path) {
      shapes[path.parentNode.getAttribute("class").split(" ")[1]] = path.getAttribute("d");
    });
    list(document.querySelectorAll(".map-filters svg")).forEach(function (sign) {
      shapes[sign.getAttribute("class")] = sign.querySelector("path").getAttribute("d");
    });

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

    function spot(place) {
      return {
        x: (place.lng - number("west")) * number("eastUnits"),
        y: (number("north") - place.lat) * number("northUnits")
      };
    }

    function clamp(next) {
      var w = Math.min(Math.max(next.w, least), whole.w);
      var h = w * whole.h / whole.w;
      return {
        x: Math.min(Math.max(next.x, 0), whole.w - w), y: Math.min(Math.max(next.y, 0), whole.h - h), w: w, h: h
      };
    }

    function show(next) {
      box = clamp(next);
      if (!queued) {
        queued = true;
        requestAnimationFrame(function () { queued = false; paint(); });
      }
    }

    function isZoomed() { return box.w < whole.w * 0.999; }

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
      // A closer look at the network shows every place, not only towns.
      if (figure.dataset.places && !places && isZoomed() && box.w < whole.w * 0.7) {
        load(figure.dataset.places).then(function (file) { places = ranked(file); paint(); }, function () {});
      }
      var isLive = places && (wanted || box.w < whole.w * 0.7);
      var focused = signInFocus();
      svg.classList.toggle("map-live-on", !!isLive);
      if (live) live.remove();
      live = null;
      if (isLive || you) {
        live = element("g", { "class": "map-live" });
        svg.insertBefore(live, svg.querySelector(".map-scale"));
        if (isLive) draw(units);
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

    // Places in view, towns first. What lies too close to one that is drawn is counted there.
    function draw(units) {
      var cell = APART * units;
      var cells = {};
      var heads = [];
      places.forEach(function (place) {
        if (wanted && !wanted(place)) return;
        var at = spot(place);
        if (at.x < box.x - cell || at.x > box.x + box.w + cell || at.y < box.y - cell || at.y > box.y + box.h + cell) return;
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
      if (box.w <= least * 1.01) heads = [].concat.apply([], heads.map(flower));
      var taken = heads.map(function (head) { return around(head.at, 8, 8, head.others.length ? 17 : 8); });
      taken.push([box.x, box.y + box.h - 34 * units, box.x + box.w * 0.3 + 20 * units, box.y + box.h]);
      taken.push([box.x + box.w - 36 * units, box.y, box.x + box.w, box.y + 50 * units]);
      heads.forEach(function (head) {
        head.link = sign(head.place, head.at);
        if (head.others.length) more(head);
      });
      heads.forEach(function (head) { label(head, taken, units); });

      function around(at, left, right, top) {
        return [at.x - left * units, at.y - top * units, at.x + Math.max(right, top) * units, at.y + 8 * units];
      }

      // As close as can be, and still on one spot: side by side, as the petals of a flower.
      function flower(head) {
        if (!head.others.length) return [head];
        return head.all.map(function (place, index) {
          var away = index ? (8 + 12 * Math.sqrt(index)) * units : 0;
          var turn = index * 2.39996;
          var at = { x: head.at.x + away * Math.cos(turn), y: head.at.y + away * Math.sin(turn) };
          return { place: place, at: at, others: [], all: [place] };
        });
      }
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
        var own = [head.at.x - 8 * units, head.at.x + 8 * units];
        var isFree = room[0] >= box.x && room[2] <= box.x + box.w && taken.every(function (other) {
          return apart(room, other) || (other[0] === own[0] && side[1] === "end");
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
        var all = head.others.concat([head.at]);
        var xs = all.map(function (at) { return at.x; }), ys = all.map(function (at) { return at.y; });
        var left = Math.min.apply(null, xs), right = Math.max.apply(null, xs);
        var top = Math.min.apply(null, ys), bottom = Math.max.apply(null, ys);
        var w = Math.min(Math.max(right - left, (bottom - top) * whole.w / whole.h) * 1.6, box.w / 2);
        w = Math.max(w, least);
        show({ x: (left + right - w) / 2, y: (top + bottom - w * whole.h / whole.w) / 2, w: w });
        say();
      }
      button.addEventListener("click", open);
      button.addEventListener("keydown", function (event) { if (event.key === " ") open(event); });
    }

    function zoom(factor, at) {
      at = at || { x: box.x + box.w / 2, y: box.y + box.h / 2 };
      var w = Math.min(Math.max(box.w * factor, least), whole.w);
      var part = w / box.w;
      show({ x: at.x - (at.x - box.x) * part, y: at.y - (at.y - box.y) * part, w: w });
    }

    function say() {
      var times = Math.round(whole.w / box.w * 10) / 10;
      status.textContent = isZoomed() ? status.dataset.zoomed.replace("{count}", times) : status.dataset.whole;
    }

    function point(event) {
      var at = fit();
      return { x: box.x + (event.clientX - at.left) / at.scale, y: box.y + (event.clientY - at.top) / at.scale };
    }

    tools.hidden = false;
    tools.addEventListener("click", function (event) {
      var action = event.target.dataset.zoom;
      if (!action) return;
      if (action === "whole") show(whole); else zoom(action === "in" ? 0.5 : 2);
      say();
    });

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

    // A sign that the focus reaches comes into view.
    svg.addEventListener("focusin", function (event) {
      var place = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(event.target.parentNode.getAttribute("transform") || "");
      if (!place) return;
      var x = Number(place[1]), y = Number(place[2]);
      if (x < box.x || x > box.x + box.w || y < box.y || y > box.y + box.h) show({ x: x - box.w / 2, y: y - box.h / 2, w: box.w });
    });

    svg.addEventListener("wheel", function (event) {
      if (!event.ctrlKey && !figure.contains(document.activeElement)) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.25 : 0.8, point(event));
    }, { passive: false });

    var dragged = false;
    svg.addEventListener("mousedown", function (event) {
      if (event.button || !isZoomed()) return;
      var from = point(event);
      dragged = false;
      event.preventDefault();
      function move(next) {
        var to = point(next);
        if (Math.abs(to.x - from.x) + Math.abs(to.y - from.y) > 4 * unit()) dragged = true;
        if (dragged) show({ x: box.x + from.x - to.x, y: box.y + from.y - to.y, w: box.w });
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

    // One finger scrolls the page until the reader has come closer; two move the map at any time.
    var last = null;
    svg.addEventListener("touchstart", function (event) { last = grip(event); }, { passive: true });
    svg.addEventListener("touchmove", function (event) {
      var now = grip(event);
      if (!last || now.fingers !== last.fingers || (now.fingers < 2 && !isZoomed())) { last = now; return; }
      var before = point(last), to = point(now);
      var w = now.fingers > 1 ? box.w * last.spread / now.spread : box.w;
      var part = w / box.w;
      var next = clamp({ x: before.x - (to.x - box.x) * part, y: before.y - (to.y - box.y) * part, w: w });
      if (event.cancelable) event.preventDefault();
      last = now;
      show(next);
    }, { passive: false });

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

    window.addEventListener("resize", function () { show(box); });
    show(box);
    return {
      data: function () {
        return load(figure.dataset.places).then(function (file) { places = ranked(file); return file; });
      },
      filter: function (keep) { wanted = keep; show(box); },
      here: function (position, near) {
        you = position;
        status.textContent = "";
        var spots = near.concat([position]).map(spot);
        var xs = spots.map(function (at) { return at.x; }), ys = spots.map(function (at) { return at.y; });
        var left = Math.min.apply(null, xs), top = Math.min.apply(null, ys);
        var w = Math.max(Math.max.apply(null, xs) - left, (Math.max.apply(null, ys) - top) * whole.w / whole.h) * 1.5;
        var x = (left + Math.max.apply(null, xs)) / 2, y = (top + Math.max.apply(null, ys)) / 2;
        w = Math.max(w, least);
        show({ x: x - w / 2, y: y - w * whole.h / whole.w / 2, w: w });
      }
    };
  }
})();

// The search page: asks the index as one types, and shows what it finds as a list of links.
(function () {
  "use strict";
  var form = document.querySelector("[data-search]");
  if (!form || !window.SearchIndex || !window.fetch) return;

  var AT_ONCE = 10;
  // How long typing has to rest, and how long an answer may take before the page says that it is slow.
  var REST = 250, SLOW = 6000;

  var words = form.dataset;
  var input = form.querySelector("[name=q]");
  var panel = part("panel"), kinds = part("kinds"), town = part("town"), status = part("status");
  var results = part("results"), more = part("more"), trouble = part("trouble"), retry = part("retry");
  var nothing = part("nothing"), lists = part("lists");
  var index = new window.SearchIndex(load);
  var today = localToday(document.documentElement.dataset.zone) || document.documentElement.dataset.today;
  var kind = "", search = null, asked = 0, resting = 0, composing = false;

  var given = parameters();
  input.value = given.q || input.value;
  kind = given.kind || "";
  if (input.value.trim()) begin();
  else input.addEventListener("focus", prepare, { once: true });

  input.addEventListener("compositionstart", function () { composing = true; clearTimeout(resting); });
  input.addEventListener("compositionend", function () { composing = false; later(); });
  input.addEventListener("input", function (event) {
    if (!composing && !event.isComposing) later();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (composing) return;
    begin();
    // A keyboard on the screen would cover what is found.
    if (window.matchMedia && window.matchMedia("(pointer: coarse)").matches) input.blur();
  });
  kinds.addEventListener("change", function (event) { kind = event.target.value; begin(); });
  town.addEventListener("change", begin);
  retry.addEventListener("click", function () { input.focus(); begin(); });
  more.addEventListener("click", function () {
    var shown = results.children.length;
    show(search, asked).then(function () {
      var first = results.children[shown];
      if (first) first.querySelector("a").focus();
    });
  });

  function later() {
    clearTimeout(resting);
    resting = setTimeout(begin, REST);
  }

  function prepare() {
    index.open().then(fillFilters).catch(function () { /* told when something is searched for */ });
  }

  // Starts the search that the form asks for; what an older one finds from now on is dropped.
  function begin() {
    clearTimeout(resting);
    var query = input.value.trim();
    var turn = ++asked;
    trouble.hidden = true;
    if (!query) {
      clear();
      status.textContent = "";
      panel.hidden = true;
      lists.hidden = false;
      remember();
      return;
    }
    status.textContent = words.searching;
    var slow = setTimeout(function () {
      if (turn === asked) status.textContent = words.slow;
    }, SLOW);
    index.open().then(function () {
      fillFilters();
      remember();
      return index.search(query, { kind: kind, town: town.value, today: today });
    }).then(function (found) {
      return found.next(AT_ONCE).then(function (hits) {
        if (turn !== asked) return;
        search = found;
        clear();
        add(hits);
        settle(query);
      });
    }).catch(function (error) { fail(turn, error); }).then(function () { clearTimeout(slow); });
  }

  function show(found, turn) {
    more.disabled = true;
    return found.next(AT_ONCE).then(function (hits) {
      if (turn !== asked) return;
      add(hits);
      settle();
    }).catch(function (error) { fail(turn, error); }).then(function () { more.disabled = false; });
  }

  function clear() {
    results.textContent = "";
    nothing.hidden = true;
    more.hidden = true;
  }

  // Says how much was found, and where to go on from there.
  function settle(query) {
    var count = search.total;
    var text = search.exact ? words.found : words.about;
    status.textContent = count ? fill(text, "{count}", count) : fill(words.none, "{query}", query);
    nothing.hidden = count > 0;
    lists.hidden = count > 0;
    more.hidden = search.remaining === 0;
    panel.hidden = search.all < 2 && !kind && !town.value;
    Array.prototype.forEach.call(kinds.querySelectorAll("input"), function (choice) {
      var label = choice.parentNode;
      var number = choice.value ? search.counts[choice.value] : search.all;
      label.querySelector("span").textContent = number;
      label.hidden = !number && choice.value !== kind && choice.value !== "";
    });
  }

  function fail(turn, error) {
    if (turn !== asked) return;
    status.textContent = words.failed;
    trouble.hidden = false;
    lists.hidden = false;
    if (window.console) console.warn(error);
  }

  // ---- Results ----------------------------------------------------------------------------------------

  function add(hits) {
    hits.forEach(function (hit) { results.appendChild(item(hit)); });
  }

  function item(hit) {
    var entry = make("li", "hit hit-" + hit.kind + (hit.over ? " hit-over" : ""));
    var heading = entry.appendChild(make("p", "hit-title"));
    var link = heading.appendChild(mark(make("a"), hit.title));
    link.href = hit.href;
    heading.appendChild(document.createTextNode(" "));
    heading.appendChild(make("span", "hit-label")).textContent = hit.label;
    if (hit.note) {
      heading.appendChild(document.createTextNode(" "));
      heading.appendChild(make("span", "hit-note")).textContent = hit.note;
    }
    if (hit.when) {
      var when = hit.over ? fill(words.over, "{when}", hit.when) : hit.when;
      entry.appendChild(make("p", "hit-when")).textContent = when;
    }
    if (hit.place.length) entry.appendChild(mark(make("p", "hit-place"), hit.place));
    if (hit.excerpt.length) entry.appendChild(mark(make("p", "hit-excerpt"), hit.excerpt));
    return entry;
  }

  function make(name, className) {
    var element = document.createElement(name);
    if (className) element.className = className;
    return element;
  }

  function mark(element, pieces) {
    pieces.forEach(function (piece) {
      var text = document.createTextNode(piece[0]);
      element.appendChild(piece[1] ? document.createElement("mark").appendChild(text).parentNode : text);
    });
    return element;
  }

  // ---- Filters ----------------------------------------------------------------------------------------

  function fillFilters() {
    if (kinds.querySelector("input")) return;
    if (!index.kinds.some(function (known) { return known.id === kind; })) kind = "";
    choice("", words.all);
    index.kinds.forEach(function (found) { choice(found.id, found.name); });
    index.towns.forEach(function (name) {
      var option = town.appendChild(make("option"));
      option.value = option.textContent = name;
    });
    if (index.towns.indexOf(given.town) >= 0) town.value = given.town;
    town.parentNode.hidden = index.towns.length < 2;
  }

  function choice(id, name) {
    var label = kinds.appendChild(make("label", "search-kind"));
    var radio = label.appendChild(make("input"));
    radio.type = "radio";
    radio.name = "kind";
    radio.value = id;
    radio.checked = id === kind;
    label.appendChild(document.createTextNode(name + " "));
    label.appendChild(make("span", "search-count"));
  }

  // ---- Surroundings -----------------------------------------------------------------------------------

  // Unlike `replace`, takes what is filled in as it is, also `$&`.
  function fill(text, gap, content) {
    return text.split(gap).join(content);
  }

  function part(name) {
    return document.querySelector("[data-search-" + name + "]");
  }

  function load(path, mayBeOld) {
    return fetch(words.index + path, { cache: mayBeOld ? "default" : "no-cache", credentials: "same-origin" })
      .then(function (response) {
        if (!response.ok) throw new Error(response.status + " " + path);
        return response.json();
      });
  }

  function parameters() {
    var found = {};
    location.search.slice(1).split("&").forEach(function (pair) {
      var parts = pair.split("=");
      try {
        found[parts[0]] = decodeURIComponent((parts[1] || "").replace(/\+/g, " "));
      } catch (error) {
        found[parts[0]] = "";
      }
    });
    return found;
  }

  // Keeps the search in the address, so that it can be shared and is there after going back.
  function remember() {
    var query = input.value.trim();
    var pairs = query ? [["q", query], ["kind", kind], ["town", town.value]] : [];
    var text = pairs.filter(function (pair) { return pair[1]; }).map(function (pair) {
      return pair[0] + "=" + encodeURIComponent(pair[1]);
    }).join("&");
    try {
      history.replaceState(history.state, "", location.pathname + (text ? "?" + text : "") + location.hash);
    } catch (error) {
      // Half a surrogate pair cannot be encoded; the address then stays as it was.
    }
  }

  // The day in the site's zone, wherever the reader is.
  function localToday(zone) {
    try {
      var parts = {};
      new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
        .formatToParts(new Date()).forEach(function (piece) { parts[piece.type] = piece.value; });
      return parts.year + "-" + parts.month + "-" + parts.day;
    } catch (error) {
      return "";
    }
  }
})();

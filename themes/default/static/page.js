// What a reader can do with a page: large print, dark, high contrast, passing it on, reading it aloud. Every page
// works without it.
(function () {
  "use strict";
  var root = document.documentElement;
  var NAMES = ["large", "dark", "light", "contrast", "no-contrast"];
  var remembers = keep();

  // ---- large print ----------------------------------------------------------------------------

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link) return;
    var href = link.getAttribute("href");
    if (href === "#dazi") {
      setLarge(true);
      event.preventDefault();
      focusOn(".to-normal a");
    } else if (href === "#top" && isLarge()) {
      setLarge(false);
      // Only following the link ends what the address says.
      if (location.hash !== "#dazi") event.preventDefault();
      window.scrollTo(0, 0);
      focusOn(".to-large a");
    } else if (!remembers && isLarge() && link.host === location.host && !link.hash) {
      link.hash = "dazi";
    }
  });
  if (location.hash === "#dazi") setLarge(true);

  function isLarge() { return root.classList.contains("large"); }

  function setLarge(large) {
    root.classList.toggle("large", large);
    keep();
  }

  function focusOn(selector) {
    var found = document.querySelector(selector);
    if (found) found.focus();
  }

  // ---- dark and high contrast -----------------------------------------------------------------

  var settings = document.querySelector(".settings");
  if (settings) {
    settings.hidden = false;
    toggle("dark", "light", "(prefers-color-scheme: dark)");
    toggle("contrast", "no-contrast", "(prefers-contrast: more)");
  }

  function toggle(on, off, query) {
    var button = settings.querySelector("[data-set=" + on + "]");
    var wished = window.matchMedia(query);
    show();
    button.addEventListener("click", function () {
      var next = !state();
      root.classList.toggle(on, next && !wished.matches);
      root.classList.toggle(off, !next && wished.matches);
      keep();
      show();
    });

    function state() {
      return root.classList.contains(on) || (wished.matches && !root.classList.contains(off));
    }

    function show() { button.setAttribute("aria-pressed", String(state())); }
  }

  // Remembers what is set; whether that is allowed.
  function keep() {
    try {
      localStorage.setItem("zhandian", NAMES.filter(function (name) {
        return root.classList.contains(name);
      }).join(" "));
      return true;
    } catch (error) {
      return false;
    }
  }

  // ---- passing on: without this script the link writes a text message ---------------------------

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("[data-share]");
    if (!link) return;
    var address = document.querySelector("link[rel=canonical]").href;
    if (navigator.share) {
      event.preventDefault();
      // Whoever changes their mind closes the menu, which is no error.
      navigator.share({ title: document.title, url: address }).catch(function () {});
    } else if (copy(address)) {
      event.preventDefault();
      var said = link.nextElementSibling;
      said.textContent = said.dataset.copied;
      link.focus({ preventScroll: true });
    }
  });

  // The older way to copy, which browsers inside other programs know too.
  function copy(text) {
    var field = document.createElement("textarea");
    field.value = text;
    field.className = "away";
    field.readOnly = true;
    document.body.appendChild(field);
    field.select();
    field.setSelectionRange(0, text.length);
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (error) {
      // The link does what it does without the script.
    }
    field.remove();
    return done;
  }

  // ---- reading aloud --------------------------------------------------------------------------

  var aloud = document.querySelector("[data-aloud]");
  var speech = window.speechSynthesis;
  if (aloud && speech && window.SpeechSynthesisUtterance) {
    offer();
    if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
    aloud.addEventListener("click", function () {
      if (aloud.getAttribute("aria-pressed") === "true") stop();
      else read();
    });
    window.addEventListener("pagehide", stop);
  }

  function offer() {
    if (speech.getVoices().length) aloud.hidden = false;
  }

  function voice() {
    var language = root.lang.slice(0, 2);
    return speech.getVoices().filter(function (one) { return one.lang.slice(0, 2) === language; })[0] || null;
  }

  function read() {
    var start = aloud.textContent;
    var chosen = voice();
    // One sentence at a time: some browsers fall silent in the middle of a long text.
    var parts = sentences();
    speech.cancel();
    parts.forEach(function (text, index) {
      var words = new window.SpeechSynthesisUtterance(text);
      words.lang = root.lang;
      words.rate = 0.9;
      if (chosen) words.voice = chosen;
      if (index === parts.length - 1) words.onend = stop;
      speech.speak(words);
    });
    aloud.dataset.start = start;
    aloud.textContent = aloud.dataset.stop;
    aloud.setAttribute("aria-pressed", "true");
  }

  function stop() {
    speech.cancel();
    if (aloud.dataset.start) aloud.textContent = aloud.dataset.start;
    aloud.setAttribute("aria-pressed", "false");
  }

  function sentences() {
    var found = [];
    var blocks = document.querySelectorAll("main h1, main h2, main h3, main p, main li, main dt, main dd, main td");
    Array.prototype.forEach.call(blocks, function (block) {
      if (!block.offsetParent || block.querySelector("p, li, button") || block.closest("nav")) return;
      (block.textContent.replace(/\s+/g, " ").match(/[^。！？；.!?;]+[。！？；.!?;]?/g) || []).forEach(function (part) {
        if (part.trim()) found.push(part.trim());
      });
    });
    return found;
  }
})();

// Reloads the page when it has changed, and shows what is wrong with the files over it.
(function () {
  "use strict";
  var script = document.currentScript;
  var key = "zhandian-scroll:" + location.pathname;
  var kept = sessionStorage.getItem(key);
  if (kept !== null) {
    sessionStorage.removeItem(key);
    window.scrollTo(0, Number(kept));
  }
  if (script.dataset.source) showSource(script.dataset.source);
  listen();

  function listen() {
    var events = new EventSource("/__zhandian/events?path=" + encodeURIComponent(location.pathname) +
      "&page=" + script.dataset.page);
    events.addEventListener("reload", function () {
      events.close();
      sessionStorage.setItem(key, String(window.scrollY));
      location.reload();
    });
    events.addEventListener("trouble", function (event) { show(event.data); });
    events.addEventListener("mended", function () { hide(); });
  }

  function show(text) {
    hide();
    var overlay = document.createElement("div");
    overlay.id = "zhandian-trouble";
    overlay.setAttribute("role", "alert");
    overlay.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;z-index:2147483647;" +
      "background:#1d1a16;color:#efe9df;border-top:4px solid #ff9b87;padding:1rem";
    var pre = document.createElement("pre");
    pre.style.cssText = "margin:0;font:15px/1.5 ui-monospace,'Noto Sans Mono CJK SC',monospace;white-space:pre-wrap";
    pre.textContent = text;
    overlay.appendChild(pre);
    document.body.appendChild(overlay);
  }

  function hide() {
    var overlay = document.getElementById("zhandian-trouble");
    if (overlay) overlay.remove();
  }

  function showSource(path) {
    var note = document.createElement("p");
    note.id = "zhandian-source";
    note.style.cssText = "margin:1rem 0 0;color:inherit;opacity:.75;font-size:.85em;overflow-wrap:anywhere";
    note.textContent = "✎ " + path;
    document.body.appendChild(note);
  }
})();

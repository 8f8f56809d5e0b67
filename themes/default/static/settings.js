// Puts the reader's choices on the page before it is painted: large print, dark, high contrast.
// A web view may forbid storage; then large print travels from page to page in the address (#dazi).
(function () {
  "use strict";
  var root = document.documentElement;
  // What only scripts can serve has its room at once, so that nothing moves when they come.
  root.classList.add("js");
  var kept = "";
  try { kept = localStorage.getItem("zhandian") || ""; } catch (error) { kept = ""; }
  ["large", "dark", "light", "contrast", "no-contrast"].forEach(function (name) {
    if (kept.split(" ").indexOf(name) >= 0) root.classList.add(name);
  });
})();

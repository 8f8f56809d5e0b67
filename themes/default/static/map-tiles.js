// Lays places over pictures of streets, when the site's owner configured them and the reader asks for them. Until
// then neither the library nor the map service is asked for anything.
(function () {
  "use strict";
  var section = document.querySelector(".map-tiles");
  if (!section) return;
  var button = section.querySelector("button");
  var streets = section.querySelector(".map-streets");
  var settings = section.dataset;
  var show = button.textContent;
  var started = false;
  section.hidden = false;

  button.addEventListener("click", function () {
    var opens = streets.hidden;
    streets.hidden = !opens;
    button.textContent = opens ? button.dataset.hide : show;
    if (opens && !started) { started = true; start(); }
  });

  function start() {
    var style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = settings.library + ".css";
    document.head.appendChild(style);
    var script = document.createElement("script");
    script.src = settings.library + ".js";
    script.onload = function () {
      fetch(settings.places).then(function (answer) { return answer.json(); }).then(draw);
    };
    document.head.appendChild(script);
  }

  function draw(file) {
    var L = window.L;
    var map = L.map(streets, { preferCanvas: true, attributionControl: true, zoomAnimation: false });
    map.attributionControl.setPrefix(false);
    settings.layers.split(" ").forEach(function (address) {
      L.tileLayer(address, {
        subdomains: settings.servers.split(","), maxZoom: Number(settings.zoom), attribution: text(settings.attribution)
      }).addTo(map);
    });
    var shifted = "shifted" in settings;
    var points = file.places.map(function (entry) {
      var at = shifted ? [entry[9], entry[8]] : [entry[3], entry[2]];
      var link = document.createElement("a");
      link.href = file.prefix + entry[1];
      link.textContent = entry[0] + "（" + file.tiers[entry[4]][0] + "）";
      L.circleMarker(at, { radius: 8, weight: 2, color: "#fff", fillColor: "#b02a17", fillOpacity: 1 }).addTo(map).bindPopup(link);
      return at;
    });
    if (points.length) map.fitBounds(points, { padding: [24, 24], maxZoom: 16 });
  }

  // Leaflet takes the attribution as HTML.
  function text(plain) {
    var holder = document.createElement("span");
    holder.textContent = plain;
    return holder.innerHTML;
  }
})();

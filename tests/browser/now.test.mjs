// Runs the very now.js of the default theme on a page of stand-ins: what it says of opening hours, and what it hides.
// Needs nothing but Node: `node --test tests/browser/now.test.mjs`.

import assert from "node:assert/strict";
import fs from "node:fs";
import test from "node:test";
import vm from "node:vm";

const source = fs.readFileSync(new URL("../../themes/default/static/now.js", import.meta.url), "utf8");

const WORDS = {
  until: "现在开着，{time} 关", now: "现在开着", perhaps: "可能开着", later: "现在关着，{time} 开",
  next: "今天休息，{day} {time} 开", after: "今天已关门，{day} {time} 开", tomorrow: "明天",
};

// Weekdays 8:30–11:30 and 14:30–17:30, from Thursday 2026-12-03 on.
const WEEKDAYS = "510-690,870-1050;|00110000011000";

function element(dataset) {
  return { dataset, hidden: true, textContent: "" };
}

// What the script makes of some elements at a moment of UTC.
function run(moment, elements, zone = "Asia/Shanghai") {
  class Clock extends Date {
    constructor(...given) { super(...(given.length ? given : [Date.parse(moment)])); }
    static now() { return Date.parse(moment); }
  }
  const document = {
    documentElement: { dataset: { today: "2026-12-03", zone }, lang: "zh-CN" },
    querySelectorAll: (selector) => elements[selector] || [],
  };
  vm.runInNewContext(source, { document, Date: Clock, Intl });
}

function said(moment, open, zone) {
  const line = element({ open, ...WORDS });
  run(moment, { "[data-open]": [line] }, zone);
  return line.hidden ? null : line.textContent;
}

test("open and closed are told from the clock in the site's zone", () => {
  assert.equal(said("2026-12-03T02:00:00Z", WEEKDAYS), "现在开着，11:30 关");
  assert.equal(said("2026-12-03T04:00:00Z", WEEKDAYS), "现在关着，14:30 开");
  assert.equal(said("2026-12-03T10:00:00Z", WEEKDAYS), "今天已关门，明天 8:30 开");
  assert.equal(said("2026-12-04T10:00:00Z", WEEKDAYS), "今天已关门，周一 8:30 开");
  assert.equal(said("2026-12-05T02:00:00Z", WEEKDAYS), "今天休息，周一 8:30 开");
  assert.equal(said("2026-12-03T02:00:00Z", WEEKDAYS, "UTC"), "现在关着，8:30 开");
});

test("the minute of closing is closed, the minute of opening open", () => {
  assert.equal(said("2026-12-03T03:29:00Z", WEEKDAYS), "现在开着，11:30 关");
  assert.equal(said("2026-12-03T03:30:00Z", WEEKDAYS), "现在关着，14:30 开");
  assert.equal(said("2026-12-03T06:30:00Z", WEEKDAYS), "现在开着，17:30 关");
});

test("hours past midnight belong to the night before", () => {
  const night = "1200-1560|00000000000000";
  assert.equal(said("2026-12-03T17:00:00Z", night), "现在开着，2:00 关");
  assert.equal(said("2026-12-03T18:30:00Z", night), "现在关着，20:00 开");
});

test("a place that never closes is open, without an end", () => {
  assert.equal(said("2026-12-03T17:00:00Z", "0-1440|00000000000000"), "现在开着");
  assert.equal(said("2026-12-03T02:00:00Z", "510-690+|00000000000000"), "现在开着");
});

test("perhaps is not said to be open, and is not the next opening", () => {
  assert.equal(said("2026-12-03T02:00:00Z", "510-690?|00000000000000"), "可能开着");
  assert.equal(said("2026-12-03T00:00:00Z", "510-690?|00000000000000"), null);
});

test("nothing is said when the known days have run out, or before they began", () => {
  assert.equal(said("2026-12-20T02:00:00Z", WEEKDAYS), null);
  assert.equal(said("2026-12-01T02:00:00Z", WEEKDAYS), null);
  assert.equal(said("2026-12-03T02:00:00Z", "nonsense"), null);
  assert.equal(said("2026-12-03T02:00:00Z", "a-b|00"), null);
});

test("what is over is hidden, what lasts the whole day is not until it ends", () => {
  const over = element({ ends: "2026-12-03T09:30" });
  const going = element({ ends: "2026-12-03T10:30" });
  const day = element({ ends: "2026-12-03" });
  run("2026-12-03T02:00:00Z", { "[data-ends]": [over, going, day] });
  assert.deepEqual([over.hidden, going.hidden, day.hidden], [true, false, false]);
});

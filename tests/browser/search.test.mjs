// The script's own search against a built site: `SITE=public node --test tests/browser/search.test.mjs`.
// What must be found is worked out by reading every entry of the index; which of them are found, by asking.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import vm from "node:vm";
import zlib from "node:zlib";

const site = process.env.SITE ?? "public";
const folder = path.join(site, "search", "index");
const context = vm.createContext({ console });
vm.runInContext(fs.readFileSync(path.join(site, "static", "search-index.js"), "utf8"), context);

/** An index over the files of the site that counts what it fetches. */
function open() {
  const fetched = new Map();
  const load = async (file) => {
    const bytes = fs.readFileSync(path.join(folder, file.split("?")[0]));
    assert(!fetched.has(file), `${file} is fetched twice`);
    fetched.set(file, zlib.gzipSync(bytes).length);
    return vm.runInContext("JSON", context).parse(bytes.toString("utf8"));
  };
  return { index: new context.SearchIndex(load), fetched };
}

const manifest = JSON.parse(fs.readFileSync(path.join(folder, "manifest.json"), "utf8"));
const today = manifest.today;
const entries = fs
  .readdirSync(path.join(folder, "entries"))
  .sort((a, b) => parseInt(a, 10) - parseInt(b, 10))
  .flatMap((name) => JSON.parse(fs.readFileSync(path.join(folder, "entries", name), "utf8")))
  .map(([title, href, label, place, note, times, readings, text]) => ({
    title, href, label, place, note, times, readings, text,
    fields: [title, place, text].map(plain),
  }));

/** What counts as the same, written down a second time. */
function plain(text) {
  return Array.from(text, (character) => {
    const half = /[\uff01-\uff5e]/.test(character) ? String.fromCharCode(character.charCodeAt(0) - 0xfee0) : character;
    const lower = half.toLowerCase();
    return lower.length === character.length ? lower : half;
  }).join("");
}

async function all(index, query, choice = {}) {
  const search = await index.search(query, { today, ...choice });
  const hits = [];
  for (;;) {
    const next = await search.next(1000);
    if (!next.length) break;
    hits.push(...next);
  }
  assert.equal(search.total, hits.length, query);
  assert(search.exact);
  return hits;
}

const joined = (pieces) => Array.from(pieces, ([text]) => text).join("");
const key = ({ title, href }) => `${typeof title === "string" ? title : joined(title)} ${href}`;

/** A fixed sequence of numbers below a limit. */
function numbers(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

test("every pair of characters of every title finds it", async () => {
  const { index } = open();
  const pairs = new Map();
  for (const entry of entries) {
    const characters = Array.from(plain(entry.title));
    for (let at = 1; at < characters.length; at++) {
      const pair = characters[at - 1] + characters[at];
      if (/\s/.test(pair)) continue;
      pairs.set(pair, (pairs.get(pair) ?? new Set()).add(key(entry)));
    }
  }
  assert(pairs.size > 100);
  for (const [pair, expected] of pairs) {
    const found = await index.search(pair, { today });
    assert(found.total >= expected.size);
    // Titles come first, so those that have the pair in their title are the first to be shown.
    const shown = new Set((await found.next(expected.size)).map(key));
    for (const title of expected) assert(shown.has(title), `${pair} does not find ${title}`);
  }
});

test("a search finds what holds its words, and nothing else", async () => {
  const { index } = open();
  const below = numbers(7);
  const pieces = Array.from({ length: 250 }, () => {
    const field = entries[below(entries.length)].fields[below(3)];
    const line = Array.from(field.split(/\s/).filter(Boolean)[0] ?? "站点");
    const start = below(line.length);
    return line.slice(start, start + 2 + below(5)).join("");
  }).filter((piece) => Array.from(piece).length > 1);
  const queries = [...pieces, ...pieces.slice(1).map((piece, at) => `${pieces[at]} ${piece}`), "站 理发", "，。", "服务站实践"];
  for (const query of queries) {
    const words = plain(query.replace(/(?<=.{2})[。！？!?]+$/u, "")).split(/\s+/);
    const typed = words.some((word) => /^[a-z0-9]+$/.test(word));
    const expected = entries.filter(({ fields }) => words.every((word) => fields.some((field) => field.includes(word))));
    const found = (await all(index, query)).map(key);
    const set = new Set(found);
    for (const entry of expected) assert(set.has(key(entry)), `${query} does not find ${entry.title}`);
    if (!typed) assert.deepEqual([...found].sort(), expected.map(key).sort(), query);
  }
});

test("one character finds the titles and places that have it", async () => {
  const { index } = open();
  for (const character of ["站", "村", "2", "龘"]) {
    const expected = entries.filter(({ fields }) => fields[0].includes(character) || fields[1].includes(character));
    assert.deepEqual((await all(index, character)).map(key).sort(), expected.map(key).sort());
  }
});

test("what is nowhere gives nothing, whatever it is", async () => {
  const { index } = open();
  const below = numbers(11);
  const nowhere = Array.from({ length: 100 }, () =>
    Array.from({ length: 2 + below(4) }, () => String.fromCodePoint(0x9f00 + below(200))).join(""));
  const odd = ["__proto__", "constructor", "toString", "<img src=x onerror=alert(1)>", "'\"--", "\ud83d", "\udc00\ud83d",
    "👨‍👩‍👧‍👦", "$&", "@@0", "/yp", "\u0000", "%%%", "x".repeat(1000), "[object Object]"];
  for (const query of [...nowhere, ...odd]) {
    const words = plain(query).split(/[\s\u0000]+/).filter(Boolean);
    // Half a character is nowhere, though half of an emoji is the same in both.
    const sound = words.length > 0 && query.isWellFormed();
    const expected = entries.filter(({ fields }) => sound && words.every((word) => fields.some((field) => field.includes(word))));
    assert.equal((await all(index, query)).length, expected.length, query);
  }
  for (const query of ["", "  ", "\u3000"]) assert.equal((await all(index, query)).length, 0);
});

test("titles come before places before texts, and what is over comes last of each", async () => {
  const { index } = open();
  let both = 0;
  for (const query of ["服务", "活动", "实践", "老人", "理发", "学习"]) {
    const ranks = (await all(index, query)).map((hit) => {
      const level = [joined(hit.title), joined(hit.place)].findIndex((text) => plain(text).includes(query));
      return (level < 0 ? 2 : level) * 2 + (hit.over ? 1 : 0);
    });
    assert.deepEqual(ranks, [...ranks].sort((a, b) => a - b), query);
    if (new Set(ranks).size > 1) both++;
  }
  assert(both > 0, "no query tells ranks apart");
});

test("what only seemed to be a title waits until its turn comes", async () => {
  const field = (title, text) => [title, "/", "", "", "", [], "", text];
  const files = {
    "manifest.json": { version: 1, stamp: "", shards: 1, blocks: "C", kinds: [["pages", "", 2, 0]], activities: "", today, towns: [] },
    "terms/0.json?": ["甲乙", "AE", "乙丙", "AE"],
    "entries/0.json?": [field("甲乙，乙丙", "甲乙丙"), field("甲乙丙", "")],
  };
  const index = new context.SearchIndex(async (file) => files[file]);
  const search = await index.search("甲乙丙", { today });
  assert.equal(search.exact, false);
  assert.deepEqual(Array.from(await search.next(10), (hit) => joined(hit.title)), ["甲乙丙", "甲乙，乙丙"]);
  assert.equal(search.exact, true);
});

test("the end of a dictated sentence does not matter", async () => {
  const { index } = open();
  assert.deepEqual((await all(index, "服务。")).map(key), (await all(index, "服务")).map(key));
});

test("an activity is over on the day after its last time", async () => {
  const { index } = open();
  const upcoming = entries.filter(({ times, href }) => times.length && times[0][0] >= today && href.includes("activit"));
  const entry = upcoming.find(({ times }) => times.length === 1);
  if (!entry) return;
  const on = async (day) => (await all(index, entry.title, { today: day })).find((hit) => key(hit) === key(entry));
  const last = entry.times[0][0];
  const after = new Date(Date.parse(last) + 86400000).toISOString().slice(0, 10);
  assert.equal((await on(last)).over, false);
  assert.equal((await on(after)).over, true);
});

test("hits can be narrowed down to a kind and a town", async () => {
  const { index } = open();
  const hits = await all(index, "服务");
  const found = new Set(hits.map(key));
  const search = await index.search("服务", { today });
  for (const { id } of index.kinds) {
    const ofKind = await all(index, "服务", { kind: id });
    assert.deepEqual(ofKind.map(key), hits.filter((hit) => hit.kind === id).map(key));
    assert.equal(search.counts[id], ofKind.length);
  }
  for (const town of manifest.towns) {
    const ofTown = (await all(index, "服务", { town })).map(key);
    assert(ofTown.every((hit) => found.has(hit)));
    assert(ofTown.length < hits.length);
  }
});

test("places are found as they are typed in pinyin", async () => {
  const { index } = open();
  const places = entries.filter(({ readings }) => readings);
  for (const entry of places.slice(0, 40)) {
    const syllables = entry.readings.split(" ").filter(Boolean).map((syllable) => syllable.split("/"));
    const some = syllables.slice(0, 4);
    const typed = [
      some.map(([first]) => first[0]).join(""),
      some.map((readings) => readings[readings.length - 1]).join(""),
      some.map(([first], at) => (at % 2 ? first : first[0])).join(""),
      some.map(([first]) => first).join("").slice(0, -1),
    ].filter((word) => /[a-z]/.test(word) && word.length > 1);
    for (const word of typed) {
      const hit = (await all(index, word)).find((found) => key(found) === key(entry));
      assert(hit, `${word} does not find ${entry.title}`);
      assert(Array.from(hit.title).some(([, marked]) => marked), `${word} is not marked in ${entry.title}`);
    }
  }
  assert.equal((await all(index, "zqxjv")).length, 0);
});

test("excerpts hold the word, marked, and are cut from the text", async () => {
  const { index } = open();
  const known = new Map(entries.map((entry) => [key(entry), entry]));
  for (const query of ["服务", "老人", "志愿"]) {
    for (const hit of await all(index, query)) {
      const marked = [hit.title, hit.place, hit.excerpt].flatMap((pieces) => Array.from(pieces)).filter(([, is]) => is);
      assert(marked.some(([text]) => plain(text).includes(query)), `${query} is not marked in ${joined(hit.title)}`);
      const cut = joined(hit.excerpt).replace(/^…|…$/g, "");
      const entry = known.get(key(hit));
      assert(entry.text.includes(cut), cut);
      assert(cut.length < 120);
    }
  }
});

test("a first search fetches little", async (context) => {
  let most = 0;
  for (const query of ["服务", "实践站", "老人食堂", "新时代文明实践", "yptjd", "志愿服务 理发"]) {
    const { index, fetched } = open();
    await (await index.search(query, { today })).next(10);
    const bytes = [...fetched.values()].reduce((sum, size) => sum + size, 0);
    context.diagnostic(`${query}: ${fetched.size} files, ${bytes} bytes (gzip)`);
    most = Math.max(most, bytes);
  }
  assert(most < (entries.length < 2000 ? 300_000 : 1_000_000), `${most} bytes`);
});

test("a file that did not arrive is asked for again", async () => {
  const { index } = open();
  const load = index.load;
  let down = true;
  index.load = (file, old) => (down ? Promise.reject(new Error("offline")) : load(file, old));
  await assert.rejects(index.search("服务", { today }));
  down = false;
  assert((await all(index, "服务")).length > 0);
});

// Finds things in the index below /search/index/, fetching only the few files that a query needs. Nothing here
// touches the page. The form of the index is told in the program's documentation of its room `search`.
(function (root) {
  "use strict";

  var TITLE = 0, PINYIN = 1, PLACE = 2, TEXT = 3, LEVELS = 4;
  var VERSION = 1;
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var GAP = /[\s\u0000-\u001f\u007f-\u009f\ufeff]/;
  // What an excerpt shows before and after the first word that is marked, in UTF-16 units.
  var BEFORE = 18, AFTER = 60;

  // ---- Characters -------------------------------------------------------------------------------------

  // Upper and lower case, full width and half width count as the same; every character keeps its length.
  function fold(text) {
    var folded = "";
    for (var character of text) {
      var code = character.codePointAt(0);
      if (code >= 0xff01 && code <= 0xff5e) character = String.fromCharCode(code - 0xfee0);
      var lower = character.toLowerCase();
      folded += lower.length === character.length ? lower : character;
    }
    return folded;
  }

  // What is dictated ends like a sentence; two characters are taken as they are.
  function wordsOf(query) {
    var bare = query.replace(/[。！？!?\s]+$/, "");
    return fold(Array.from(bare).length > 1 ? bare : query).split(GAP).filter(function (word, index, all) {
      return word && all.indexOf(word) === index;
    });
  }

  // ---- Numbers and lists ------------------------------------------------------------------------------

  function decode(text) {
    var numbers = [], number = 0, shift = 0;
    for (var at = 0; at < text.length; at++) {
      var digit = DIGITS.indexOf(text[at]);
      number |= (digit & 31) << shift;
      shift += 5;
      if (digit < 32) {
        numbers.push(number >>> 0);
        number = shift = 0;
      }
    }
    return numbers;
  }

  // A list holds the numbers of entries in ascending order, and the best level of each.
  function decodeList(text) {
    var numbers = decode(text || ""), entries = [], levels = [], entry = 0;
    numbers.forEach(function (number) {
      entry += number >>> 2;
      entries.push(entry);
      levels.push(number & 3);
    });
    return { entries: entries, levels: levels };
  }

  // What is in both lists, at the worse of its levels.
  function both(a, b) {
    var entries = [], levels = [], i = 0, j = 0;
    while (i < a.entries.length && j < b.entries.length) {
      if (a.entries[i] < b.entries[j]) i++;
      else if (a.entries[i] > b.entries[j]) j++;
      else {
        entries.push(a.entries[i]);
        levels.push(Math.max(a.levels[i++], b.levels[j++]));
      }
    }
    return { entries: entries, levels: levels };
  }

  // What is in either list, at the better of its levels.
  function either(a, b) {
    var entries = [], levels = [], i = 0, j = 0;
    while (i < a.entries.length || j < b.entries.length) {
      var fromA = i < a.entries.length && (j >= b.entries.length || a.entries[i] <= b.entries[j]);
      var fromB = j < b.entries.length && (i >= a.entries.length || b.entries[j] <= a.entries[i]);
      entries.push(fromA ? a.entries[i] : b.entries[j]);
      levels.push(Math.min(fromA ? a.levels[i] : LEVELS, fromB ? b.levels[j] : LEVELS));
      if (fromA) i++;
      if (fromB) j++;
    }
    return { entries: entries, levels: levels };
  }

  // ---- Pinyin -----------------------------------------------------------------------------------------

  // Whether a word may be pinyin at all.
  function isTyped(word) {
    return /^[a-z0-9]{2,}$/.test(word) && /[a-z]/.test(word);
  }

  // Where a name reads as typed, `[first, last + 1]` in characters; each syllable whole or by its first
  // letter, the last one as far as it was typed.
  function findTyped(word, readings) {
    if (!readings) return null;
    var syllables = readings.split(" ").map(function (syllable) { return syllable.split("/"); });
    for (var first = 0; first < syllables.length; first++) {
      if (!syllables[first][0]) continue;
      var end = typedFrom(word, syllables, first);
      if (end) return [first, end];
    }
    return null;
  }

  // All positions in the word that the syllables before have led to are followed at once.
  function typedFrom(word, syllables, first) {
    var reached = [0];
    for (var at = first; at < syllables.length && reached.length; at++) {
      if (!syllables[at][0]) continue;
      var next = [];
      for (var r = 0; r < reached.length; r++) {
        var rest = word.slice(reached[r]);
        for (var s = 0; s < syllables[at].length; s++) {
          var reading = syllables[at][s];
          if (reading.indexOf(rest) === 0) return at + 1;
          add(next, rest[0] === reading[0] ? reached[r] + 1 : -1);
          add(next, rest.indexOf(reading) === 0 ? reached[r] + reading.length : -1);
        }
      }
      reached = next;
    }
    return 0;
  }

  function add(positions, position) {
    if (position > 0 && positions.indexOf(position) < 0) positions.push(position);
  }

  // ---- The index --------------------------------------------------------------------------------------

  // `load` takes a path below the index, and whether it may be an old copy; it promises what the file holds.
  function SearchIndex(load) {
    this.load = load;
    this.files = new Map();
    this.opened = null;
  }

  // Promises the manifest.
  SearchIndex.prototype.open = function () {
    var index = this;
    if (!this.opened) {
      this.opened = this.load("manifest.json", false).then(function (manifest) {
        if (manifest.version !== VERSION) throw new Error("unknown version of the search index");
        return index.read(manifest);
      });
      this.opened.catch(function () { index.opened = null; });
    }
    return this.opened;
  };

  SearchIndex.prototype.read = function (manifest) {
    var first = 0;
    this.stamp = manifest.stamp;
    this.shards = manifest.shards;
    this.towns = manifest.towns;
    this.blocks = decode(manifest.blocks).map(function (size) {
      var start = first;
      first += size;
      return start;
    });
    first = 0;
    this.kinds = manifest.kinds.map(function (kind) {
      var start = first;
      first += kind[2] + kind[3];
      return { id: kind[0], name: kind[1], first: start, over: start + kind[2], end: first };
    });
    var day = Date.parse(manifest.today) / 86400000;
    this.lastDays = decode(manifest.activities).map(function (number) {
      day += number & 1 ? -(number + 1) / 2 : number / 2;
      return day;
    });
    return this;
  };

  // Promises a file; one that could not be fetched is asked for again the next time.
  SearchIndex.prototype.file = function (path) {
    var files = this.files;
    if (!files.has(path)) {
      var promise = this.load(path + "?" + this.stamp, true);
      promise.catch(function () { files.delete(path); });
      files.set(path, promise);
    }
    return files.get(path);
  };

  // Promises the list of a term.
  SearchIndex.prototype.list = function (term) {
    var hash = 0x811c9dc5;
    for (var character of term) hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193) >>> 0;
    return this.file("terms/" + hash % this.shards + ".json").then(function (shard) {
      for (var at = 0; at < shard.length; at += 2) {
        if (shard[at] === term) return decodeList(shard[at + 1]);
      }
      return decodeList("");
    });
  };

  // Promises what is in the lists of all terms.
  SearchIndex.prototype.allOf = function (terms) {
    return Promise.all(terms.map(this.list, this)).then(function (lists) {
      lists.sort(function (a, b) { return a.entries.length - b.entries.length; });
      return lists.reduce(both);
    });
  };

  // Promises what may hold a word: every pair of its characters, or in a name every pair of letters.
  SearchIndex.prototype.candidates = function (word) {
    var characters = Array.from(word);
    if (characters.length === 1) return this.list(word);
    var pairs = characters.slice(1).map(function (character, at) { return characters[at] + character; });
    pairs = Array.from(new Set(pairs));
    if (!isTyped(word)) return this.allOf(pairs);
    var typed = pairs.map(function (pair) { return "/" + pair; });
    return Promise.all([this.allOf(pairs), this.allOf(typed)]).then(function (lists) {
      return either(lists[0], lists[1]);
    });
  };

  SearchIndex.prototype.kindOf = function (entry) {
    return this.kinds.find(function (kind) { return entry < kind.end; });
  };

  // Whether an entry was over when the index was made, or is by now; `day` is counted from 1970.
  SearchIndex.prototype.isOver = function (entry, day) {
    var kind = this.kindOf(entry);
    if (kind.id !== "activities" || entry >= kind.over) return entry >= kind.over;
    return this.lastDays[entry - kind.first] < day;
  };

  SearchIndex.prototype.blockOf = function (entry) {
    var low = 0, high = this.blocks.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (this.blocks[middle] <= entry) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  // Promises an entry by its number.
  SearchIndex.prototype.entry = function (number) {
    var block = this.blockOf(number), first = this.blocks[block];
    return this.file("entries/" + block + ".json").then(function (entries) {
      var fields = entries[number - first];
      return {
        title: fields[0], href: fields[1], label: fields[2], place: fields[3],
        note: fields[4], times: fields[5], readings: fields[6], text: fields[7]
      };
    });
  };

  // Promises a `Search`. `choice` may hold `kind` (an id), `town` (a name) and `today` (2026-07-09).
  SearchIndex.prototype.search = function (query, choice) {
    var index = this;
    choice = choice || {};
    return this.open().then(function () {
      var words = wordsOf(query);
      var long = words.filter(function (word) { return Array.from(word).length > 1; });
      // Single characters are indexed in titles and places only; beside a longer word they are looked up in
      // what that one finds.
      var asked = (long.length ? long : words).map(index.candidates, index);
      var town = index.towns.indexOf(choice.town);
      if (town >= 0 && words.length) asked.push(index.list("@@" + town));
      return Promise.all(asked);
    }).then(function (lists) {
      var found = lists.length ? lists.reduce(both) : decodeList("");
      return new Search(index, wordsOf(query), found, choice);
    });
  };

  // ---- A search ---------------------------------------------------------------------------------------

  // `counts` are by kind; they are `exact` unless something is still to be verified that may be no hit.
  function Search(index, words, found, choice) {
    var search = this;
    this.index = index;
    this.words = words;
    this.today = choice.today || "";
    this.day = Date.parse(this.today) / 86400000;
    this.counts = {};
    this.total = 0;
    // First by where it is found, then by whether it is over; within each by number.
    this.waiting = [];
    for (var rank = 0; rank < LEVELS * 2; rank++) this.waiting.push([]);
    index.kinds.forEach(function (kind) { search.counts[kind.id] = 0; });
    found.entries.forEach(function (entry, at) {
      var kind = index.kindOf(entry).id;
      search.counts[kind]++;
      if (choice.kind && choice.kind !== kind) return;
      search.total++;
      search.waiting[search.rank(entry, found.levels[at])].push(entry);
    });
    this.all = found.entries.length;
    this.certain = words.every(function (word) {
      var length = Array.from(word).length;
      return !isTyped(word) && (length === 2 || length === 1 && words.length === 1);
    });
  }

  Search.prototype.rank = function (entry, level) {
    return level * 2 + (this.index.isOver(entry, this.day) ? 1 : 0);
  };

  Object.defineProperty(Search.prototype, "remaining", {
    get: function () {
      return this.waiting.reduce(function (sum, list) { return sum + list.length; }, 0);
    }
  });

  Object.defineProperty(Search.prototype, "exact", {
    get: function () { return this.certain || this.remaining === 0; }
  });

  // Promises the next hits, at most so many.
  Search.prototype.next = function (count) {
    var search = this, hits = [], entries = new Map();
    return more();

    function more() {
      var wanted = search.peek(count - hits.length).filter(function (number) { return !entries.has(number); });
      return Promise.all(wanted.map(search.index.entry, search.index)).then(function (loaded) {
        wanted.forEach(function (number, at) { entries.set(number, loaded[at]); });
        var first = search.peek(1)[0];
        while (hits.length < count && entries.has(first)) {
          search.verify(first, entries.get(first), hits);
          first = search.peek(1)[0];
        }
        return hits.length < count && first !== undefined ? more() : hits;
      });
    }
  };

  // The next entries that wait, best rank first.
  Search.prototype.peek = function (count) {
    var next = [];
    for (var rank = 0; rank < this.waiting.length && next.length < count; rank++) {
      next = next.concat(this.waiting[rank].slice(0, count - next.length));
    }
    return next;
  };

  // Takes the first entry that waits, and adds it to the hits if it is one, and as good a one as it seemed.
  Search.prototype.verify = function (number, entry, hits) {
    var from = this.waiting.findIndex(function (list) { return list[0] === number; });
    this.waiting[from].shift();
    var folded = { title: fold(entry.title), place: fold(entry.place), text: fold(entry.text) };
    var levels = this.words.map(function (word) {
      if (folded.title.indexOf(word) >= 0) return TITLE;
      if (isTyped(word) && findTyped(word, entry.readings)) return PINYIN;
      if (folded.place.indexOf(word) >= 0) return PLACE;
      return folded.text.indexOf(word) >= 0 ? TEXT : LEVELS;
    });
    var level = Math.max.apply(null, levels);
    if (level === LEVELS) {
      this.total--;
      this.all--;
      this.counts[this.index.kindOf(number).id]--;
      return;
    }
    var rank = this.rank(number, level);
    if (rank > from) {
      var list = this.waiting[rank];
      var place = list.findIndex(function (other) { return other > number; });
      list.splice(place < 0 ? list.length : place, 0, number);
      return;
    }
    hits.push(this.hit(number, entry, folded, levels));
  };

  Search.prototype.hit = function (number, entry, folded, levels) {
    var today = this.today;
    var next = entry.times.find(function (time) { return time[0] >= today; });
    var last = entry.times[entry.times.length - 1];
    var words = this.words;
    var typed = words.map(function (word, at) {
      return levels[at] === PINYIN ? findTyped(word, entry.readings) : null;
    });
    var inText = words.filter(function (word, at) { return levels[at] === TEXT; });
    return {
      kind: this.index.kindOf(number).id,
      over: this.index.isOver(number, this.day),
      href: entry.href,
      label: entry.label,
      note: entry.note,
      when: (next || last || ["", ""])[1],
      title: pieces(entry.title, ranges(folded.title, words).concat(units(entry.title, typed))),
      place: excerpt(entry.place, folded.place, words),
      excerpt: inText.length ? excerpt(entry.text, folded.text, inText) :
        entry.place ? [] : excerpt(entry.text, folded.text, [])
    };
  };

  // ---- Marking ----------------------------------------------------------------------------------------

  // Where the words stand in a text, in UTF-16 units.
  function ranges(folded, words) {
    var found = [];
    words.forEach(function (word) {
      for (var at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        found.push([at, at + word.length]);
      }
    });
    return found;
  }

  // Ranges of characters as ranges of UTF-16 units.
  function units(text, typed) {
    var characters = Array.from(text);
    return typed.filter(Boolean).map(function (range) {
      var start = characters.slice(0, range[0]).join("").length;
      return [start, start + characters.slice(range[0], range[1]).join("").length];
    });
  }

  // A text as pieces `[text, marked]`.
  function pieces(text, marked) {
    var result = [], at = 0;
    marked.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
    marked.forEach(function (range) {
      var start = Math.max(range[0], at);
      if (range[1] <= at) return;
      if (start > at) result.push([text.slice(at, start), false]);
      var last = result[result.length - 1];
      // What touches is marked as one.
      if (last && last[1] && start === at) last[0] += text.slice(start, range[1]);
      else result.push([text.slice(start, range[1]), true]);
      at = range[1];
    });
    if (at < text.length) result.push([text.slice(at), false]);
    return result;
  }

  // The first of the lines that hold most of the words, cut to what surrounds the first of them.
  function excerpt(text, folded, words) {
    var start = 0, most = -1, best = 0;
    folded.split("\n").forEach(function (line) {
      var held = words.filter(function (word) { return line.indexOf(word) >= 0; }).length;
      if (held > most) {
        most = held;
        best = start;
      }
      start += line.length + 1;
    });
    var end = text.indexOf("\n", best);
    if (end < 0) end = text.length;
    var first = ranges(folded.slice(best, end), words).reduce(function (least, range) {
      return Math.min(least, range[0]);
    }, end - best);
    var at = first < end - best ? best + first : best;
    var from = at - BEFORE <= best + 2 ? best : whole(text, at - BEFORE);
    var to = at + AFTER >= end - 2 ? end : whole(text, at + AFTER);
    var result = pieces(text.slice(from, to), ranges(folded.slice(from, to), words));
    if (from > best) result.unshift(["…", false]);
    if (to < end) result.push(["…", false]);
    return result;
  }

  // A position that does not part a surrogate pair.
  function whole(text, at) {
    return /[\udc00-\udfff]/.test(text[at]) ? at - 1 : at;
  }

  root.SearchIndex = SearchIndex;
})(typeof self === "undefined" ? this : self);

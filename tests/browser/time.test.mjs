// Pages read later than they were made: what is over goes, days move up, whoever reads, wherever they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { look } from './support/browser.mjs';
import { TODAY, build, temporaryFolder, writeFiles } from './support/program.mjs';
import { stageFor } from './support/stage.mjs';

/** Hours of a station that is open on weekday mornings and afternoons. */
const HOURS = 'Mo-Fr 08:30-11:30,14:30-17:30; PH off';

const stage = stageFor(build(site()));

/** One activity on each of twenty days from the day of the build, a Thursday, and one that is soon over. */
function site() {
  const root = temporaryFolder('time');
  const day = (offset) => new Date(Date.parse(TODAY) + offset * 86_400_000).toISOString().slice(0, 10);
  const daily = Array.from({ length: 20 }, (_, offset) => {
    return `- {id: day-${offset}, title: 第${offset}天的活动, place: town, starts: ${day(offset)} 19:00, ends: ${day(offset)} 20:00, status: confirmed}`;
  });
  const early = `- {id: early, title: 早上的活动, place: town, starts: ${day(0)} 09:00, ends: ${day(0)} 09:30, status: confirmed}`;
  writeFiles(root, {
    'site-config.yaml': 'name: 时间\nbase_url: https://example.org/\n',
    'content/centers/fuqing.md': '---\nname: 中心\naddress: 某路\nlocation: {lng: 119.38, lat: 25.72, crs: wgs84}\n---\n',
    'content/institutes/town.md': `---\nname: 某镇实践所\naddress: 某路\nlocation: {lng: 119.39, lat: 25.72, crs: wgs84}\nhours: ${HOURS}\n---\n`,
    'content/activities/days.yaml': `${[early, ...daily].join('\n')}\n`,
  });
  return root;
}

/** What a reader sees: the days under today and under the week, and the titles that can be seen. */
async function read(path, at, options = {}) {
  const context = await look(stage.browser, { at, ...options });
  const page = await context.newPage();
  await page.goto(stage.server.origin + path);
  const seen = await page.evaluate(() => {
    const shown = (element) => element.checkVisibility();
    const days = (span) => {
      const found = document.querySelectorAll(`[data-span="${span}"] [data-day]`);
      return [...found].filter(shown).map((day) => day.dataset.day);
    };
    return { today: days('today'), week: days('week'), text: document.querySelector('main').innerText };
  });
  await context.close();
  return seen;
}

test('on the day of the build its own day stands first', async () => {
  const seen = await read('/activities/', `${TODAY}T08:00:00+08:00`);
  assert.deepEqual(seen.today, [TODAY]);
  assert.match(seen.text, /早上的活动/);
  assert.match(seen.text, /第0天的活动/);
});

test('what is over is not next any more', async () => {
  const seen = await read('/institutes/town/', `${TODAY}T10:00:00+08:00`);
  const next = seen.text.split(/这里的活动|活动记录/)[0];
  assert.doesNotMatch(next, /早上的活动/);
  assert.match(next, /第0天的活动/);
});

test('when all of today is over the page says so', async () => {
  for (const path of ['/', '/activities/']) {
    const seen = await read(path, `${TODAY}T21:00:00+08:00`);
    assert.deepEqual(seen.today, []);
    assert.match(seen.text, /今天的活动都结束了/);
    assert.doesNotMatch(seen.text, /第0天的活动/);
    assert.match(seen.text, /第1天的活动/);
  }
});

test('of what is folded away as later nothing is hidden when it comes next', async () => {
  const seen = await read('/institutes/town/', '2026-09-20T09:00:00+08:00');
  const [, next] = seen.text.split('接下来的活动');
  assert.match(next, /第10天的活动/);
  assert.doesNotMatch(next.split('这里的活动')[0], /第9天的活动/);
});

test('when everything is over a place says that nothing is planned', async () => {
  const seen = await read('/institutes/town/', '2026-10-20T09:00:00+08:00');
  assert.match(seen.text, /目前没有安排活动/);
});

for (const zone of ['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
  test(`two days later, read in ${zone}, the lists have moved on`, async () => {
    const seen = await read('/activities/', '2026-09-12T00:30:00+08:00', { timezoneId: zone });
    assert.deepEqual(seen.today, ['2026-09-12']);
    assert.deepEqual(seen.week, ['2026-09-13']);
    assert.doesNotMatch(seen.text, /第[01]天的活动/);
    assert.match(seen.text, /第2天的活动/);
  });
}

test('a week later what was later is this week', async () => {
  const seen = await read('/activities/', '2026-09-17T09:00:00+08:00');
  assert.deepEqual(seen.today, ['2026-09-17']);
  assert.deepEqual(seen.week, ['2026-09-18', '2026-09-19', '2026-09-20']);
});

test('without scripts the page says as of which day it speaks', async () => {
  const seen = await read('/', '2026-09-17T09:00:00+08:00', { javaScriptEnabled: false });
  assert.deepEqual(seen.today, [TODAY]);
});

test('a station says whether it is open now', async () => {
  const at = async (time, options) => (await read('/institutes/town/', `2026-09-11T${time}:00+08:00`, options)).text;
  assert.match(await at('10:00'), /现在开着|开放中|正在开放/);
  assert.doesNotMatch(await at('12:30'), /现在开着|开放中|正在开放/);
  assert.match(await at('15:00', { timezoneId: 'America/Los_Angeles' }), /现在开着|开放中|正在开放/);
  assert.doesNotMatch(await at('23:00'), /现在开着|开放中|正在开放/);
});

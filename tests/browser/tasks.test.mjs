// What residents come for, done by touch and by keyboard alone, and where it must be possible without scripts.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { look } from './support/browser.mjs';
import { buildSample } from './support/program.mjs';
import { stageFor } from './support/stage.mjs';

/** The station that is looked for. */
const STATION = { path: '/stations/yuping/buxingjie/', name: '步行街', town: '/institutes/yuping/' };

/** Where the reader stands: some steps from its door. */
const HERE = { latitude: 25.7232, longitude: 119.385 };

/** Body text of large print, in CSS pixels. */
const LARGE = 24;

const sample = buildSample();
const stage = stageFor(sample);

/** Ways of acting on a page. */
const HANDS = {
  'by touch': {
    options: { hasTouch: true, isMobile: true },
    act: (target) => target.tap(),
    write: async (page, field, text) => {
      await field.tap();
      await page.keyboard.insertText(text);
    },
  },
  'by keyboard alone': {
    options: { width: 1280 },
    act: async (target, page) => {
      await tabTo(page, target);
      await page.keyboard.press('Enter');
    },
    write: async (page, field, text) => {
      await tabTo(page, field);
      await page.keyboard.insertText(text);
    },
  },
  'by touch without scripts': {
    options: { hasTouch: true, isMobile: true, javaScriptEnabled: false },
    act: (target) => target.tap(),
    write: async (page, field, text) => {
      await field.tap();
      await page.keyboard.insertText(text);
    },
  },
};

const WITH_SCRIPTS = ['by touch', 'by keyboard alone'];

/** Moves the focus to an element as a reader without a mouse does. */
async function tabTo(page, target) {
  await target.waitFor();
  const most = await page.locator('a, button, input, select, summary, [tabindex]').count();
  for (let presses = 0; presses <= most; presses += 1) {
    const isThere = await target.evaluate((element) => element === document.activeElement);
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not reach ${target}`);
}

for (const [hand, { options, act, write }] of Object.entries(HANDS)) {
  const hasScripts = options.javaScriptEnabled !== false;
  const task = (name, run) => test(name, async () => {
    const context = await look(stage.browser, options);
    await context.grantPermissions(['geolocation', 'clipboard-read', 'clipboard-write']);
    await context.setGeolocation(HERE);
    const page = await context.newPage();
    try {
      await page.goto(`${stage.server.origin}/`);
      await run(page, (target) => act(target, page));
    } finally {
      await context.close();
    }
  });

  describe(hand, () => {
    task('find a station by its name', async (page, go) => {
      if (hasScripts) {
        const box = page.getByRole('search').first();
        await write(page, box.getByRole('searchbox'), STATION.name);
        await go(box.getByRole('button').first());
        await page.waitForURL(/\/search\/\?q=/);
      } else {
        await page.goto(`${stage.server.origin}/search/`);
        await go(main(page).getByRole('link', { name: '实践站' }).first());
        await page.waitForURL('**/stations/');
      }
      await go(linkTo(page, STATION.path));
      await arrived(page);
    });

    task('find a station by the map', async (page, go) => {
      await go(page.getByRole('link', { name: /地图/ }).filter({ visible: true }).first());
      await page.waitForURL('**/map/');
      // Signs that lie close together are one until the map is enlarged; any town that has its own will do.
      const sign = page.locator('main svg a[href*="/institutes/"]').filter({ visible: true }).first();
      const town = await sign.getAttribute('href');
      await go(sign);
      await page.waitForURL(`**${town}`);
      const station = main(page).locator(`a[href*="${town.replace('institutes', 'stations')}"]`).filter({ visible: true }).first();
      const path = await station.getAttribute('href');
      await go(station);
      await arrived(page, { path, name: '' });
    });

    task('find the nearest station', async (page, go) => {
      await page.goto(`${stage.server.origin}/map/`);
      if (hasScripts) {
        await go(page.getByRole('button', { name: /最近/ }).first());
        const nearest = main(page).getByText(/约 ?\d+(\.\d+)? ?(米|公里)/).first();
        await nearest.waitFor();
      } else {
        await go(linkTo(page, STATION.town));
        await page.waitForURL(`**${STATION.town}`);
      }
      await go(linkTo(page, STATION.path));
      await arrived(page);
      const nearby = main(page).getByRole('link').filter({ hasText: /实践站|驿站|社区|村/ });
      assert.ok(await nearby.count() > 0, 'the page leads to what lies around');
    });

    task('see what is on this week', async (page, go) => {
      const today = main(page).locator('[data-span="today"]').first();
      await today.waitFor();
      assert.match(await today.innerText(), /今天/);
      await go(main(page).locator('a[href$="/activities/"]').first());
      await page.waitForURL('**/activities/');
      const week = main(page).locator('[data-span="week"]').first();
      assert.match(await week.innerText(), /本周[^]*\d{1,2}月\d{1,2}日/);
    });

    task('open the poster of a place', async (page, go) => {
      await page.goto(stage.server.origin + STATION.path);
      await go(main(page).getByRole('link', { name: /海报/ }).first());
      await page.waitForURL(`**${STATION.path}poster/`);
      assert.match(await page.getByRole('heading', { level: 1 }).innerText(), new RegExp(STATION.name));
    });

    task('pass a place on to a friend', async (page, go) => {
      await page.goto(stage.server.origin + STATION.path);
      const address = await page.locator('link[rel=canonical]').getAttribute('href');
      const link = main(page).getByRole('link', { name: '转给亲友' });
      const message = new URL(await link.getAttribute('href'));
      assert.equal(message.protocol, 'sms:');
      assert.match(message.searchParams.get('body'), new RegExp(`${STATION.name}.* ${address}$`));
      if (!hasScripts) return;
      await go(link);
      await main(page).getByRole('status').filter({ hasText: '网址已复制' }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
      await page.evaluate(() => {
        navigator.share = async (what) => {
          window.shared = what;
        };
      });
      await go(link);
      assert.equal(await page.evaluate(() => window.shared.url), address);
      assert.equal(new URL(page.url()).pathname, STATION.path);
    });

    task('switch to large print', async (page, go) => {
      assert.ok(await textSize(page) < LARGE, 'the usual print is smaller');
      await go(page.getByRole('link', { name: /大字/ }).or(page.getByRole('button', { name: /大字/ })).filter({ visible: true }).first());
      await until(async () => await textSize(page) >= LARGE, 'the text becomes large');
      if (!hasScripts) return;
      await go(page.locator('a[href$="/activities/"]').filter({ visible: true }).first());
      await page.waitForURL(/\/activities\//);
      await until(async () => await textSize(page) >= LARGE, 'the next page is large too');
      await page.goto(stage.server.origin + STATION.path);
      await until(async () => await textSize(page) >= LARGE, 'it is remembered');
    });
  });

  if (!WITH_SCRIPTS.includes(hand)) continue;
  describe(hand, () => {
    task('search a word of two characters', async (page, go) => {
      await page.goto(`${stage.server.origin}/search/`);
      const box = main(page).getByRole('searchbox');
      await write(page, box, '义诊');
      const results = main(page).getByRole('link').filter({ hasText: '义诊' });
      await results.first().waitFor();
      assert.match(await main(page).getByRole('status').first().innerText(), /\d/);
      const href = await results.first().getAttribute('href');
      await go(results.first());
      await page.waitForURL((url) => url.pathname === new URL(href, stage.server.origin).pathname);
      assert.match(await main(page).innerText(), /义诊/);
    });
  });
}

function main(page) {
  return page.getByRole('main');
}

/** A link in the main part that can be seen and leads to a path. */
function linkTo(page, path) {
  return main(page).locator(`a[href$="${path}"]`).filter({ visible: true }).first();
}

/** Waits for the page of a station, with what one came for. */
async function arrived(page, { path, name } = STATION) {
  await page.waitForURL(`**${path}`);
  assert.match(await page.getByRole('heading', { level: 1 }).innerText(), new RegExp(`${name}.*站`));
  await main(page).locator('a[href^="tel:"]').first().waitFor();
}

/** The size in which most characters of the main part are set, in CSS pixels. */
function textSize(page) {
  return page.evaluate(() => {
    const characters = new Map();
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.checkVisibility()) continue;
      const size = Number.parseFloat(getComputedStyle(node.parentElement).fontSize);
      characters.set(size, (characters.get(size) ?? 0) + node.data.trim().length);
    }
    return [...characters].sort((a, b) => b[1] - a[1])[0][0];
  });
}

/** Looks again and again until something holds. */
async function until(holds, what) {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, `waited in vain: ${what}`);
    await setTimeout(20);
  }
}

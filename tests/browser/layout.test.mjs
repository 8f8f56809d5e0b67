// Every kind of page at three widths, in every way of looking: nothing scrolls sideways, no text lies over
// another, none is cut off. The same for a site that strains every layout.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { MEDIA, PRINTS, WIDTHS, launch, look, lookAtEach } from './support/browser.mjs';
import { layoutProblems } from './support/layout.mjs';
import { KIND_NAMES, allPages, pagesOfEveryKind } from './support/pages.mjs';
import { build, buildSample } from './support/program.mjs';
import { assertNone } from './support/report.mjs';
import { StaticServer } from './support/server.mjs';
import { stressSite } from './support/stress.mjs';

const sample = buildSample();
const stress = build(stressSite());

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const [name, folder] of [['the sample', sample], ['a site of long and hostile names', stress]]) {
  describe(name, () => {
    let server;
    before(async () => {
      server = await StaticServer.start(folder);
    });
    after(() => server?.stop());

    for (const print of Object.keys(PRINTS)) {
      for (const width of WIDTHS) {
        test(`${print} at ${width} px, in every medium`, async () => {
          const pages = pagesOfEveryKind(folder);
          const looks = { browser, server, pages, width, print, media: Object.keys(MEDIA) };
          assertNone(await lookAtEach(looks, (page) => page.evaluate(layoutProblems)));
        });
      }
    }
  });
}

test('the measuring finds what is wrong', async () => {
  const context = await look(browser);
  const page = await context.newPage();
  const problemsOf = async (html) => {
    await page.setContent(`<!doctype html><html lang="zh-CN"><body>${html}</body></html>`);
    return (await page.evaluate(layoutProblems)).join('\n');
  };
  assert.equal(await problemsOf('<h1>标题</h1><p>一段文字，<b>粗</b>的。<br>又一行。</p>'), '');
  assert.match(await problemsOf('<p style="white-space:nowrap">很长的一行很长的一行很长的一行很长的一行很长的一行</p>'), /scrolls sideways by \d+ px.*\n?.*/);
  assert.match(await problemsOf('<p>上面的字</p><p style="margin-top:-38px">下面的字</p>'), /“上面的字”.*lies over “下面的字”|“下面的字”.*lies over “上面的字”/);
  assert.match(await problemsOf('<p style="width:4em;overflow:hidden;white-space:nowrap">看不见的后半句</p>'), /“看不见的后半句” is cut off/);
  assert.equal(await problemsOf('<p style="position:absolute;left:-999px">跳到正文</p><p>正文</p>'), '');
  assert.equal(await problemsOf('<div style="overflow-x:auto"><p style="width:900px">表</p></div>'), '');
  await context.close();
});

test('the sample shows every kind of page', () => {
  const kinds = new Set(allPages(sample).map((page) => page.kind));
  assert.deepEqual(KIND_NAMES.filter((kind) => !kinds.has(kind)), []);
});

test('names that would be code are text', async () => {
  const server = await StaticServer.start(stress);
  const context = await look(browser);
  const page = await context.newPage();
  const harmed = [];
  for (const { path, kind } of pagesOfEveryKind(stress)) {
    await page.goto(server.origin + encodeURI(path));
    if (await page.evaluate(() => 'hostile' in window)) harmed.push(`${kind} ${path}`);
  }
  await page.goto(`${server.origin}/stations/`);
  assert.match(await page.locator('main').innerText(), /<script>window\.hostile = 1<\/script>/);
  await context.close();
  server.stop();
  assert.deepEqual(harmed, []);
});

// axe finds nothing on any kind of page: WCAG 2.2 AA and best practices, in every way of looking.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { MODES, launch, look } from './support/browser.mjs';
import { pagesOfEveryKind } from './support/pages.mjs';
import { buildSample } from './support/program.mjs';
import { assertNone } from './support/report.mjs';
import { StaticServer } from './support/server.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const sample = buildSample();
let browser;
let server;
before(async () => {
  browser = await launch();
  server = await StaticServer.start(sample);
});
after(async () => {
  await browser?.close();
  server?.stop();
});

for (const mode of Object.keys(MODES)) {
  test(`${mode} at 360 px`, () => noViolation(360, mode));
}
test('normal at 1280 px', () => noViolation(1280, 'normal'));

async function noViolation(width, mode) {
  const context = await look(browser, { width, mode });
  const page = await context.newPage();
  const problems = [];
  for (const { path } of pagesOfEveryKind(sample)) {
    await page.goto(server.origin + encodeURI(path) + MODES[mode].fragment);
    // Evaluated by the debugger, so that the page's own policy stays as it is.
    await page.evaluate(AXE);
    const violations = await page.evaluate(async (runOnly) => {
      const { violations } = await globalThis.axe.run({ runOnly, resultTypes: ['violations'] });
      return violations.map(({ id, help, nodes }) => {
        const shown = nodes.slice(0, 3).map((node) => `\n      ${node.html.slice(0, 160)}`);
        return `${id}: ${help} (${nodes.length})${shown.join('')}`;
      });
    }, RULES);
    problems.push(...violations.map((violation) => [path, violation]));
  }
  await context.close();
  assertNone(problems);
}

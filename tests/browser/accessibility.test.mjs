// axe finds nothing on any kind of page: WCAG 2.2 AA and best practices, in every way of looking.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { lookAtEach } from './support/browser.mjs';
import { pagesOfEveryKind } from './support/pages.mjs';
import { buildSample } from './support/program.mjs';
import { assertNone } from './support/report.mjs';
import { stageFor } from './support/stage.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const sample = buildSample();
const stage = stageFor(sample);

// Under forced colours axe reckons with colours that are not shown, so those are left to the layout tests.
for (const [print, width, media] of [
  ['usual print', 360, ['light', 'dark', 'high contrast']],
  ['usual print', 1280, ['light']],
  ['large print', 360, ['light', 'dark', 'high contrast']],
]) {
  test(`${print} at ${width} px, ${media.join(', ')}`, async () => {
    const pages = pagesOfEveryKind(sample);
    assertNone(await lookAtEach({ ...stage, pages, width, print, media }, violations));
  });
}

async function violations(page) {
  // Evaluated by the debugger, so that the page's own policy stays as it is.
  await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    const { violations } = await globalThis.axe.run({ runOnly, resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => {
      const shown = nodes.slice(0, 3).map((node) => `\n      ${node.html.slice(0, 160)}`);
      return `${id}: ${help}${shown.join('')}`;
    });
  }, RULES);
}

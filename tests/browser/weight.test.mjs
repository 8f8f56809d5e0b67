// What pages weigh on a weak network: everything they fetch, gzip, photos aside.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { look } from './support/browser.mjs';
import { allPages } from './support/pages.mjs';
import { buildSample } from './support/program.mjs';
import { stageFor } from './support/stage.mjs';

/** Bytes that may be fetched. */
const HOME = 60_000;
const PLACE = 30_000;
const SCRIPTS = 20_000;

const sample = buildSample();
const stage = stageFor(sample);

test('the home page weighs at most 60 KB', () => weighs('/', HOME));

for (const kind of ['center', 'institute', 'station', 'study post']) {
  test(`a ${kind} weighs at most 30 KB`, () => {
    const largest = allPages(sample).filter((page) => page.kind === kind).sort((a, b) => b.bytes - a.bytes)[0];
    return weighs(largest.path, PLACE);
  });
}

test('all scripts together weigh at most 20 KB', (t) => {
  const scripts = fs.readdirSync(sample, { recursive: true }).filter((name) => name.endsWith('.js'));
  const sizes = scripts.map((name) => [name, zlib.gzipSync(fs.readFileSync(path.join(sample, name)), { level: 6 }).length]);
  const list = sizes.map(([name, bytes]) => `${name} ${bytes}`).join(', ');
  t.diagnostic(list);
  const sum = sizes.reduce((total, [, bytes]) => total + bytes, 0);
  assert.ok(sum > 0 && sum <= SCRIPTS, `${sum} bytes: ${list}`);
});

async function weighs(address, budget) {
  const context = await look(stage.browser);
  const page = await context.newPage();
  stage.server.requests.length = 0;
  await page.goto(stage.server.origin + encodeURI(address), { waitUntil: 'networkidle' });
  await context.close();
  const fetched = stage.server.requests.filter((request) => !request.isPhoto);
  const sum = fetched.reduce((total, request) => total + request.bytes, 0);
  const list = fetched.map((request) => `${request.path} ${request.bytes}`).join('\n  ');
  assert.ok(sum > 0 && sum <= budget, `${address} weighs ${sum} bytes, ${budget} are allowed:\n  ${list}`);
}

// The Nu HTML checker finds no error on any page of the sample, nor in its style sheets and drawings.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { build, buildSample } from './support/program.mjs';
import { assertNone } from './support/report.mjs';
import { stressSite } from './support/stress.mjs';

const JAR = path.join(path.dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

// Properties of SVG 2 that style sheets may set and that the checker does not know.
const UNKNOWN = /^CSS: “(vector-effect|paint-order)”: Property “\1” doesn't exist/;

test('no page of the sample has an error', () => check(buildSample()));
test('no page of a site of long and hostile names has an error', () => check(build(stressSite())));

function check(folder) {
  const flags = ['--format', 'json', '--errors-only', '--also-check-css', '--also-check-svg'];
  const files = fs.readdirSync(folder, { recursive: true }).filter((name) => /\.(html|css|svg)$/.test(name));
  const run = spawnSync('java', ['-Xss4m', '-jar', JAR, ...flags, ...files], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(run.error, undefined, 'Java is needed');
  const { messages } = JSON.parse(run.stderr);
  const errors = messages
    .filter(({ type, message }) => type !== 'info' && !UNKNOWN.test(message))
    .map(({ url, lastLine, message, extract }) => {
      const place = `${url.replace(`file:${folder}`, '')}:${lastLine ?? ''}`;
      return [place, `${message} ${(extract ?? '').replace(/\s+/g, ' ').slice(0, 160)}`];
    });
  assertNone(errors);
}

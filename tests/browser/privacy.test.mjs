// A page asks nobody but its own site, keeps no cookies, and allows no code but its own files.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { look } from './support/browser.mjs';
import { allPages, pagesOfEveryKind } from './support/pages.mjs';
import { buildSample } from './support/program.mjs';
import { assertNone } from './support/report.mjs';
import { stageFor } from './support/stage.mjs';

const sample = buildSample();
const stage = stageFor(sample);

test('no request leaves the site, nothing fails, no cookie is set', async () => {
  const context = await look(stage.browser);
  const page = await context.newPage();
  const problems = [];
  let path;
  const isOurs = (url) => url.startsWith(`${stage.server.origin}/`) || url.startsWith('data:') || url.startsWith('blob:');
  context.on('request', (request) => {
    if (!isOurs(request.url())) problems.push([path, `asks ${request.url()}`]);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) problems.push([path, `gets ${response.status()} for ${response.url()}`]);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push([path, `console: ${message.text()}`]);
  });
  page.on('pageerror', (error) => problems.push([path, `script: ${error.message}`]));
  for (const found of pagesOfEveryKind(sample)) {
    path = found.path;
    await page.goto(stage.server.origin + encodeURI(path));
  }
  await page.waitForLoadState('networkidle');
  const cookies = await context.cookies();
  await context.close();
  assertNone(problems);
  assert.deepEqual(cookies, []);
});

test('every page has a strict policy and nothing inline', async () => {
  const context = await look(stage.browser);
  const page = await context.newPage();
  const problems = [];
  for (const { path, file } of allPages(sample)) {
    const found = await page.evaluate(policyProblems, fs.readFileSync(file, 'utf8'));
    problems.push(...found.map((problem) => [path, problem]));
  }
  await context.close();
  assertNone(problems);
});

/** Runs in the browser, which reads the page without opening it. */
function policyProblems(html) {
  const DIRECTIVES = {
    'default-src': ["'none'", "'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
  };
  const page = new DOMParser().parseFromString(html, 'text/html');
  const problems = [];
  const policy = page.head.querySelector('meta[http-equiv="Content-Security-Policy" i]')?.content;
  if (policy === undefined) {
    problems.push('no Content-Security-Policy');
  } else {
    const written = new Map(policy.split(';').map((part) => part.trim().split(/\s+/)).filter(([name]) => name).map(([name, ...values]) => [name, values]));
    for (const [name, allowed] of Object.entries(DIRECTIVES)) {
      const values = written.get(name);
      const isLeftToDefault = !values && name.endsWith('-src') && name !== 'default-src';
      if (!values && !isLeftToDefault) problems.push(`the policy lacks ${name}`);
      const extra = (values ?? []).filter((value) => !allowed.includes(value));
      if (extra.length > 0) problems.push(`the policy allows ${name} ${extra.join(' ')}`);
    }
    const unsafe = policy.match(/'unsafe-[a-z-]+'/g);
    if (unsafe) problems.push(`the policy has ${unsafe.join(' ')}`);
  }
  for (const element of page.querySelectorAll('*')) {
    const tag = element.cloneNode().outerHTML.slice(0, 100);
    if (element.localName === 'style') problems.push(`inline style: ${tag}`);
    if (element.hasAttribute('style')) problems.push(`style attribute: ${tag}`);
    if (element.localName === 'script' && !element.src && element.type !== 'application/ld+json') problems.push(`inline script: ${tag}`);
    if ([...element.attributes].some(({ name }) => name.startsWith('on'))) problems.push(`inline handler: ${tag}`);
    const address = ['src', 'srcset', 'poster', 'data'].map((name) => element.getAttribute(name)).find(Boolean) ?? (element.localName === 'link' && /stylesheet|icon|preload/.test(element.rel) ? element.getAttribute('href') : '');
    if (/^(https?:)?\/\//.test(address)) problems.push(`asks another host: ${tag}`);
  }
  return problems;
}

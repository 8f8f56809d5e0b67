// A preview as an editor uses it: edit, break, mend, add, rename and delete files under a running `serve`, with
// the page open in a browser.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { launch, look } from './support/browser.mjs';
import { Preview, temporaryFolder, writeFiles, zhandian } from './support/program.mjs';

const STATION = 'content/stations/shifan/shequ.md';
const STATION_PATH = 'stations/shifan/shequ/';
const TEMPLATE = 'themes/default/templates/place.html';
const REPOSITORY = 'https://gitee.com/town/site';

let browser;
let root;
let preview;
let context;
let page;
let loads;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());

beforeEach(async () => {
  root = path.join(temporaryFolder('preview'), 'site');
  zhandian('init', root, '--theme');
  fs.appendFileSync(path.join(root, 'site-config.yaml'), `repository: {url: "${REPOSITORY}", branch: master}\n`);
  preview = await Preview.start(root);
  context = await look(browser, { at: null });
  page = await context.newPage();
  loads = 0;
  page.on('load', () => {
    loads += 1;
  });
});
afterEach(async () => {
  await context?.close();
  preview?.stop();
});

const open = (where) => page.goto(preview.address + where);
const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');
// Put in place at once, so that no machine is slow enough to show a file half written.
const write = (file, text) => {
  writeFiles(root, { 'being-saved': text });
  fs.renameSync(path.join(root, 'being-saved'), path.join(root, file));
};
const edit = (file, from, to) => {
  const text = read(file);
  assert.ok(from instanceof RegExp ? from.test(text) : text.includes(from), `${file} holds ${from}`);
  write(file, text.replace(from, to));
};
const shows = async (text) => {
  await page.getByText(text).filter({ visible: true }).first().waitFor();
  // A page shows its text before it has told that it is loaded.
  await page.waitForLoadState();
  await page.evaluate(() => 0);
};
const overlay = () => page.locator('#zhandian-trouble');

test('an edit is seen at once, where one was reading', async () => {
  await page.setViewportSize({ width: 360, height: 300 });
  await open(STATION_PATH);
  await page.evaluate(() => window.scrollTo(0, 200));
  edit(STATION, /^phone: .*$/m, 'phone: 0591-0000-1234');
  await shows('0591-0000-1234');
  await page.waitForFunction(() => window.scrollY === 200);
  assert.equal(loads, 2);
});

test('a fault is shown over the last good page, in the words of the terminal, and goes when it is mended', async () => {
  const good = read(STATION);
  await open(STATION_PATH);
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  edit(STATION, /^address: /m, 'adress: ');
  const told = await overlay().innerText();
  const terminal = await preview.update();
  assert.equal(told.trim(), terminal.slice(0, -1).join('\n').trim());
  assert.match(told, new RegExp(`unknown-key[^]*${STATION}:\\d+:\\d+`));
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), title);
  write(STATION, good);
  await overlay().waitFor({ state: 'detached' });
  assert.equal(loads, 1);
});

/** A station under another name, in tight places too. */
function named(text, name) {
  return text.replace(/^name: .*$/m, `name: ${name}`).replace(/^short_name: .*\n/m, '');
}

test('files that come, are renamed and go are followed', async () => {
  const added = 'content/stations/shifan/xinde.md';
  await open('stations/');
  write(added, named(read(STATION), '新来的实践站'));
  await shows('新来的实践站');
  await page.getByRole('link', { name: '新来的实践站' }).first().click();
  await page.waitForURL('**/stations/shifan/xinde/');
  fs.renameSync(path.join(root, added), path.join(root, 'content/stations/shifan/gaiming.md'));
  await page.getByRole('heading', { name: '没有找到这个页面' }).waitFor();
  await open('stations/shifan/gaiming/');
  await shows('新来的实践站');
  await open('stations/');
  fs.rmSync(path.join(root, 'content/stations/shifan/gaiming.md'));
  await page.getByText('新来的实践站').first().waitFor({ state: 'detached' });
  assert.equal((await open('stations/shifan/gaiming/')).status(), 404);
});

test('five hundred files at once are one update and one reload', async () => {
  await open('stations/');
  preview.atOnce(() => {
    const one = read(STATION);
    for (let number = 0; number < 500; number += 1) {
      write(`content/stations/shifan/many-${number}.md`, named(one, `第${number}号实践站`).replace(/\nactivities:[^]*?\n---/, '\n---'));
    }
  });
  await shows('第499号实践站');
  assert.match((await preview.update()).at(-1), /读了 500 个文件/);
  assert.equal(loads, 2);
  write('content/stations/shifan/many-0.md', read('content/stations/shifan/many-0.md').replace('第0号实践站', '最后改的实践站'));
  await shows('最后改的实践站');
  assert.match((await preview.update()).at(-1), /读了 1 个文件/);
  assert.equal(loads, 3);
});

test('a fault of a template shows its place and goes when it is mended', async () => {
  const good = read(TEMPLATE);
  await open(STATION_PATH);
  write(TEMPLATE, good.replace('{{ card.address }}', '{{ card.nmae }}'));
  const line = good.split('\n').findIndex((text) => text.includes('{{ card.address }}')) + 1;
  assert.match(await overlay().innerText(), new RegExp(`template-fault[^]*${TEMPLATE}:${line}:\\d+`));
  write(TEMPLATE, good.replace('{{ card.address }}', '{{ card.address }}（换了模板）'));
  await shows('（换了模板）');
  await overlay().waitFor({ state: 'detached' });
  write(TEMPLATE, `${good}{% if %}`);
  assert.match(await overlay().innerText(), new RegExp(`template-fault[^]*${TEMPLATE}:\\d+:\\d+`));
  write(TEMPLATE, good);
  await overlay().waitFor({ state: 'detached' });
});

test('the configuration is followed', async () => {
  await open('');
  edit('site-config.yaml', /^name: .*$/m, 'name: 改了名的网络');
  await page.getByRole('heading', { name: '改了名的网络' }).waitFor();
});

test('each page leads to the file that made it', async () => {
  await open(STATION_PATH);
  await page.getByText(`✎ ${STATION}`).waitFor();
  const link = page.getByRole('link', { name: '编辑本页' });
  assert.equal(await link.getAttribute('href'), `${REPOSITORY}/edit/master/${STATION}`);
  await open('stations/');
  assert.equal(await page.getByRole('link', { name: '编辑本页' }).count(), 0);
  assert.equal(await page.getByText('✎').count(), 0);
});

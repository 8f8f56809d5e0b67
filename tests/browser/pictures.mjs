// Makes the pictures of the README from the sample site: `npm run pictures`.
import fs from 'node:fs';
import path from 'node:path';
import { launch, look } from './support/browser.mjs';
import { REPOSITORY, buildSample } from './support/program.mjs';
import { StaticServer } from './support/server.mjs';

/** What a picture may weigh, in bytes. */
const LARGEST = 150_000;

/** What is tried, as parts of the wanted scale, until a picture is light enough. */
const SCALES = [1, 0.85, 0.7, 0.55];

const PHONE = { width: 390, height: 844, scale: 1.5 };
const DESKTOP = { width: 1280, height: 860, scale: 1 };
/** A sheet of A4 at 96 dots an inch. */
const SHEET = { width: 794, height: 1123, scale: 1 };

const PLACE = '/stations/yuping/buxingjie/';

/** Name in `docs/`, address, and how it is looked at. */
const PICTURES = [
  ['home', '/', DESKTOP],
  ['home-phone', '/', PHONE],
  ['map', '/map/', DESKTOP],
  ['place', PLACE, PHONE],
  ['month', '/activities/2026/09/', DESKTOP],
  ['article', '/articles/jiangdou-chuncuo/', DESKTOP],
  ['large-print', '/#dazi', PHONE],
  ['poster', `${PLACE}poster/`, { ...SHEET, media: 'print' }],
];

const browser = await launch();
const server = await StaticServer.start(buildSample());
try {
  for (const [name, address, form] of PICTURES) await picture(name, address, form);
} finally {
  await browser.close();
  server.stop();
}

async function picture(name, address, form) {
  for (const part of SCALES) {
    const bytes = await shoot(address, { ...form, scale: form.scale * part });
    if (bytes.length > LARGEST) continue;
    fs.writeFileSync(path.join(REPOSITORY, 'docs', `${name}.png`), bytes);
    console.log(`docs/${name}.png ${bytes.length}`);
    return;
  }
  throw new Error(`${name} is too heavy at every scale`);
}

async function shoot(address, { width, height, scale, media }) {
  const context = await look(browser, { viewport: { width, height }, deviceScaleFactor: scale });
  const page = await context.newPage();
  if (media) await page.emulateMedia({ media });
  const answer = await page.goto(server.origin + address, { waitUntil: 'networkidle' });
  if (!answer.ok()) throw new Error(`${address} answers ${answer.status()}`);
  const bytes = await page.screenshot();
  await context.close();
  return bytes;
}

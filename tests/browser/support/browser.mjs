// The system's Chromium, and the ways in which people look at a site with it.
import { chromium } from 'playwright-core';
import { TODAY } from './program.mjs';

/** The browser that is used. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** What keeps it from asking anybody for anything. */
export const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts it with a fresh profile. */
export function launch() {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** The widths at which pages are looked at, in CSS pixels. */
export const WIDTHS = [360, 768, 1280];

/** What is put behind an address for large print. It is remembered, so a context shows either print. */
export const PRINTS = { 'usual print': '', 'large print': '#dazi' };

/** What the reader's device asks for; a page follows at once. */
export const MEDIA = {
  light: { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' },
  dark: { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'none' },
  'high contrast': { colorScheme: 'light', contrast: 'more', forcedColors: 'none' },
  'forced colours': { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'active' },
};

/** Opens each of some pages of a server and looks at it in some media; gives problems with their places. */
export async function lookAtEach({ browser, server, pages, width, print, media }, findProblems) {
  const context = await look(browser, { width });
  const page = await context.newPage();
  const problems = [];
  for (const { path } of pages) {
    await page.goto(server.origin + encodeURI(path) + PRINTS[print]);
    for (const medium of media) {
      await page.emulateMedia(MEDIA[medium]);
      const found = await findProblems(page);
      problems.push(...found.map((problem) => [`${path} (${medium})`, problem]));
    }
  }
  await context.close();
  return problems;
}

/** The moment at which tests look: the morning of the day of the build, in the site's zone. */
export const MORNING = `${TODAY}T10:00:00+08:00`;

/** A context of a width whose clock stands still in the morning; with `at: null` it goes. */
export async function look(browser, { width = 360, at = MORNING, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 780 : 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  });
  if (at !== null && options.javaScriptEnabled !== false) await context.clock.setFixedTime(at);
  context.setDefaultTimeout(30_000);
  return context;
}

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

/** The ways of looking: options of a context, and what is put behind an address. */
export const MODES = {
  normal: { options: {}, fragment: '' },
  'large print': { options: {}, fragment: '#dazi' },
  dark: { options: { colorScheme: 'dark' }, fragment: '' },
  'high contrast': { options: { contrast: 'more' }, fragment: '' },
  'forced colours': { options: { forcedColors: 'active' }, fragment: '' },
};

/** The moment at which tests look: the morning of the day of the build, in the site's zone. */
export const MORNING = `${TODAY}T10:00:00+08:00`;

/** A context of a width and a mode whose clock stands still in the morning; with `at: null` it goes. */
export async function look(browser, { width = 360, mode = 'normal', at = MORNING, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 780 : 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...MODES[mode].options,
    ...options,
  });
  if (at !== null && options.javaScriptEnabled !== false) await context.clock.setFixedTime(at);
  context.setDefaultTimeout(10_000);
  return context;
}

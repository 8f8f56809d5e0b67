// Runs the program and makes sites with it: what every test of a built site begins with.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The repository's root. */
export const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

/** The day for which the tests build, and on which their browsers believe to be. */
export const TODAY = process.env.TODAY ?? '2026-09-10';

const PROGRAM = path.resolve(process.env.ZHANDIAN ?? path.join(REPOSITORY, 'target/release/zhandian'));

/** How long the program may take to say something, in milliseconds. */
const PATIENCE = 30_000;

/** What is undone when the process ends, the last first. */
const endings = [];

process.on('exit', () => endings.reverse().forEach((end) => end()));

// A run that takes too long, or that somebody ends, ends by a signal, for which there is no `exit` of its own.
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
  process.once(signal, () => process.exit(1));
}

/** A temporary folder that goes with the process, also when a test fails. */
export function temporaryFolder(name) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `zhandian-test-${name}-`));
  endings.push(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, given as an object of texts by path, below a folder. */
export function writeFiles(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

/** Runs the program to its end; what it printed when it failed becomes the error. */
export function zhandian(...args) {
  try {
    return execFileSync(PROGRAM, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(`zhandian ${args.join(' ')}\n${error.stdout ?? ''}${error.stderr ?? error.message}`);
  }
}

/** Builds a site for a day and gives the folder of its pages. */
export function build(root, { today = TODAY, baseUrl } = {}) {
  const output = path.join(temporaryFolder('public'), 'public');
  const address = baseUrl ? ['--base-url', baseUrl] : [];
  zhandian('build', '--quiet', '--root', root, '--today', today, '--output', output, ...address);
  return output;
}

/** Builds the sample site of the repository. */
export function buildSample(options) {
  return build(REPOSITORY, options);
}

/** A running preview. */
export class Preview {
  #child;
  #lines = [];
  #waiting = [];

  /** Starts `serve` on a site and waits for its address. */
  static async start(root) {
    const preview = new Preview(root);
    const greeting = await preview.linesUpTo((line) => line.includes('http://'));
    preview.address = greeting.at(-1).match(/http:\/\/[^\s（）]+\//)[0];
    return preview;
  }

  constructor(root) {
    const args = ['serve', '--root', root, '--port', '0', '--today', TODAY];
    this.#child = spawn(PROGRAM, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    createInterface({ input: this.#child.stderr }).on('line', (line) => {
      this.#lines.push(line);
      this.#waiting.splice(0).forEach((look) => look());
    });
    endings.push(() => this.stop());
  }

  /** Takes lines of the terminal up to and with the first that is wanted. */
  async linesUpTo(isWanted) {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const index = this.#lines.findIndex(isWanted);
      if (index >= 0) return this.#lines.splice(0, index + 1);
      await new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`the preview did not say what was awaited, only:\n${this.#lines.join('\n')}`));
        }, deadline - Date.now());
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** The next update as the terminal tells it, with the line that sums it up at its end. */
  update() {
    return this.linesUpTo((line) => /^读了 |^有 \d+ 处错误/.test(line));
  }

  /** Does something to the files while the preview is held still, so that all of it is noticed at once. */
  atOnce(act) {
    this.#child.kill('SIGSTOP');
    try {
      act();
    } finally {
      this.#child.kill('SIGCONT');
    }
  }

  /** Ends it. */
  stop() {
    this.#child.kill('SIGKILL');
  }
}

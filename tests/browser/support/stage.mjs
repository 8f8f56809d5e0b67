// What tests of a built site stand on: a browser, and the site behind a server.
import { after, before } from 'node:test';
import { launch } from './browser.mjs';
import { StaticServer } from './server.mjs';

/** Starts a browser and a server of a folder before the tests of a file, or of a `describe`, and ends them after. */
export function stageFor(folder) {
  const stage = { browser: undefined, server: undefined };
  before(async () => {
    stage.browser = await launch();
    stage.server = await StaticServer.start(folder);
  });
  after(async () => {
    await stage.browser?.close();
    stage.server?.stop();
  });
  return stage;
}

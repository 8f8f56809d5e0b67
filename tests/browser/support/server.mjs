// Serves a built folder as a static host does, and remembers what was asked for and how heavy it was.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.xml': 'application/xml',
  '.ics': 'text/calendar; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
  '.ico': 'image/vnd.microsoft.icon',
};

/** Types that are compressed already, or photos, which have no budget here. */
const PHOTO = /^image\/(png|jpeg|webp|gif|avif)$/;

/** A static host of one folder. */
export class StaticServer {
  #server;
  #folder;

  /** What was asked for, in order: `path`, `status`, `type`, `bytes` as sent, and whether it is a photo. */
  requests = [];

  /** Listens on a free port; the folder may be given later, for a site that must know its address. */
  static async start(folder) {
    const server = new StaticServer();
    server.#folder = folder;
    server.#server = http.createServer((request, response) => server.#answer(request, response));
    await new Promise((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    server.origin = `http://localhost:${server.#server.address().port}`;
    return server;
  }

  /** Serves this folder from now on. */
  serve(folder) {
    this.#folder = folder;
  }

  /** Ends it, with the connections that browsers keep. */
  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(request, response) {
    const where = decodeURIComponent(new URL(request.url, this.origin).pathname);
    const file = path.join(this.#folder, where);
    if (!file.startsWith(this.#folder)) return this.#send(request, response, where, 400, '.txt', 'bad path');
    const found = fs.statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory() && !where.endsWith('/')) {
      response.writeHead(301, { location: encodeURI(`${where}/`) });
      response.end();
      return undefined;
    }
    const page = found?.isDirectory() ? path.join(file, 'index.html') : file;
    if (fs.existsSync(page)) {
      return this.#send(request, response, where, 200, path.extname(page), fs.readFileSync(page));
    }
    const notFound = path.join(this.#folder, '404.html');
    const body = fs.existsSync(notFound) ? fs.readFileSync(notFound) : 'not found';
    return this.#send(request, response, where, 404, '.html', body);
  }

  #send(request, response, where, status, ending, contents) {
    const type = TYPES[ending] ?? 'application/octet-stream';
    const isPhoto = PHOTO.test(type);
    const packs = !isPhoto && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    const body = packs ? zlib.gzipSync(contents, { level: 6 }) : Buffer.from(contents);
    this.requests.push({ path: where, status, type, bytes: body.length, isPhoto });
    response.writeHead(status, {
      'content-type': type,
      'content-length': body.length,
      'cache-control': 'max-age=3600',
      'x-content-type-options': 'nosniff',
      ...(packs && { 'content-encoding': 'gzip', vary: 'accept-encoding' }),
    });
    response.end(body);
  }
}

// Finds the pages of a built site by kind, so that tests look at every kind and not at every page.
import fs from 'node:fs';
import path from 'node:path';

/** Kinds by the shape of their address; the first that fits counts. */
const KINDS = [
  ['home', /^\/$/],
  ['404', /^\/404\.html$/],
  ['month', /^\/activities\/\d{4}\/\d{2}\/$/],
  ['audience', /^\/activities\/for\/[^/]+\/$/],
  ['poster of an activity', /^\/activities\/.+\/poster\/$/],
  ['poster of a place', /\/poster\/$/],
  ['activities', /^\/activities\/$/],
  ['activity', /^\/activities\/.+\/$/],
  ['projects', /^\/projects\/$/],
  ['platform', /^\/projects\/[^/]+\/$/],
  ['project', /^\/projects\/[^/]+\/[^/]+\/$/],
  ['teams', /^\/teams\/$/],
  ['team', /^\/teams\/[^/]+\/$/],
  ['needs', /^\/needs\/$/],
  ['need', /^\/needs\/.+\/$/],
  ['plan', /^\/plan\/\d{4}\/$/],
  ['standards', /^\/standards\/$/],
  ['standards of a town', /^\/standards\/.+\/$/],
  ['articles', /^\/articles\/(page\/\d+\/)?$/],
  ['article', /^\/articles\/[^/]+\/$/],
  ['tag', /^\/tags\/.+\/$/],
  ['brand', /^\/brands\/.+\/$/],
  ['tier', /^\/(centers|institutes|stations|study-posts)\/$/],
  ['center', /^\/centers\/[^/]+\/$/],
  ['institute', /^\/institutes\/[^/]+\/$/],
  ['station', /^\/stations\/.+\/$/],
  ['study post', /^\/study-posts\/.+\/$/],
  ['map', /^\/map\/$/],
  ['search', /^\/search\/$/],
  ['network', /^\/network\/$/],
  ['site map', /^\/sitemap\/$/],
  ['page', /./],
];

/** The kinds that the sample must show. */
export const KIND_NAMES = KINDS.map(([kind]) => kind).filter((kind) => kind !== 'standards of a town');

/** Every page of a built folder: `path`, `kind`, `file` and `bytes`. Pages that only lead on are left out. */
export function allPages(folder) {
  return fs
    .readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.html'))
    .map((name) => describe(folder, name.split(path.sep).join('/')))
    .filter((page) => !/http-equiv="?refresh/i.test(fs.readFileSync(page.file, 'utf8')))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function describe(folder, name) {
  const address = `/${name.replace(/index\.html$/, '')}`;
  const [kind] = KINDS.find(([, shape]) => shape.test(address));
  const file = path.join(folder, name);
  return { path: address, kind, file, bytes: fs.statSync(file).size };
}

/** The largest and the smallest page of every kind. */
export function pagesOfEveryKind(folder) {
  return [...byKind(allPages(folder)).values()].flatMap((pages) => {
    const sorted = [...pages].sort((a, b) => b.bytes - a.bytes);
    return sorted.length > 1 ? [sorted[0], sorted.at(-1)] : sorted;
  });
}

function byKind(pages) {
  const groups = new Map();
  for (const page of pages) groups.set(page.kind, [...(groups.get(page.kind) ?? []), page]);
  return groups;
}

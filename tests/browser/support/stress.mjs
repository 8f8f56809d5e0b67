// A site that strains every layout: names of forty characters, a station with nothing, a town with three
// hundred stations, and names that would be code if they were not escaped.
import { temporaryFolder, writeFiles } from './program.mjs';

/** A name of forty characters. */
export const LONG_NAME = '福清市玉屏街道步行街社区新时代文明实践站暨党群服务中心与便民服务综合体示范点（示例）';

/** Names that do harm where they are not escaped. */
export const HOSTILE_NAMES = [
  '<script>window.hostile = 1</script>',
  '"><img src=x onerror="window.hostile = 1">',
  "' onclick='window.hostile = 1' x='",
  '</title></textarea></style></script><b>粗</b>',
  '{{ site.name }}{% raw %}',
  '\u202E文字倒着走\u202C',
  '👨‍👩‍👧‍👦一家人𠮷野家e\u0301\u0301\u0301',
  'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochtestingtesting',
  'https://example.org/a/very/long/address/without/any/place/to/break?and=parameters&more=parameters',
];

const quoted = (text) => JSON.stringify(text);

const place = (name, lng, lat, more = '') =>
  `---\nname: ${quoted(name)}\naddress: ${quoted(`${LONG_NAME}东侧一楼`)}\nlocation: {lng: ${lng}, lat: ${lat}, crs: wgs84}\n${more}---\n\n${LONG_NAME}。\n`;

/** Writes the site and gives its root. */
export function stressSite() {
  const root = temporaryFolder('stress');
  writeFiles(root, {
    'site-config.yaml': `name: ${quoted(LONG_NAME)}\nbase_url: https://example.org/\nnotice: ${quoted(LONG_NAME)}\nfooter: [${quoted(LONG_NAME)}]\norder: {phone: 0591-0000-0000, note: ${quoted(LONG_NAME)}}\n`,
    'content/centers/fuqing.md': place(LONG_NAME, 119.38, 25.72),
    'content/institutes/big.md': place(LONG_NAME, 119.38, 25.72, 'phone: 0591-0000-0000\nhours: Mo-Fr 08:30-11:30,14:30-17:30; Sa 09:00-11:30; PH off\n'),
    'content/institutes/small.md': place('小镇实践所', 119.5, 25.8),
    'content/stations/small/empty.md': place('空站', 119.51, 25.81).replace(`${LONG_NAME}。`, ''),
    'content/study-posts/small/lonely.md': place(LONG_NAME, 119.52, 25.79),
    'content/stations/big/many.yaml': stations(),
    'content/stations/big/hostile.yaml': hostile(),
    'content/platforms.yaml': `- {id: theory, name: ${quoted(LONG_NAME)}}\n`,
    'content/teams/long.md': `---\nname: ${quoted(LONG_NAME)}\nkind: volunteer\nplace: big\nmembers: 120\nskills: [${quoted(LONG_NAME)}]\n---\n\n${LONG_NAME}。\n`,
    'content/projects/theory/long.md': `---\ntitle: ${quoted(LONG_NAME)}\nprovider: long\naudience: [${quoted(LONG_NAME)}]\nserves: [theory]\ncovers: [big]\n---\n\n${LONG_NAME}。\n`,
    'content/needs/long.md': `---\ntitle: ${quoted(LONG_NAME)}\nplace: big\ncategory: theory\nraised: 2026-03-02\n---\n\n${LONG_NAME}。\n`,
    'content/activities/many.yaml': activities(),
    'content/articles/long.md': `---\ntitle: ${quoted(LONG_NAME)}\ndate: 2026-05-20\ntype: experience\nsource: ${quoted(LONG_NAME)}\ntags: [${quoted(LONG_NAME)}]\nplaces: [big]\n---\n\n## ${LONG_NAME}\n\n${'长'.repeat(400)}\n\n${HOSTILE_NAMES.at(-1)}\n\n| ${LONG_NAME} | 数 |\n| --- | --- |\n| ${LONG_NAME} | 1 |\n`,
    'content/pages/about.md': `---\ntitle: ${quoted(LONG_NAME)}\nmenu: true\n---\n\n${LONG_NAME}。\n`,
    'content/plans/2026.yaml': `months:\n  9:\n    theme: ${quoted(LONG_NAME)}\n    nodes: [{date: 09-20, name: ${quoted(LONG_NAME)}, lead: long}]\n`,
  });
  return root;
}

function stations() {
  const one = (_, number) =>
    `- {id: s${number}, name: 第${number}号实践站, address: 某路${number}号, phone: 0591-0000-0000, location: {lng: ${(119.3 + (number % 20) * 0.01).toFixed(3)}, lat: ${(25.6 + Math.floor(number / 20) * 0.01).toFixed(3)}, crs: wgs84}}`;
  return `${Array.from({ length: 300 }, one).join('\n')}\n`;
}

function hostile() {
  const one = (name, number) =>
    `- {id: h${number}, name: ${quoted(name)}, address: ${quoted(name)}, services: [${quoted(name)}], location: {lng: 119.45, lat: ${25.6 + number / 100}, crs: wgs84}}`;
  return `${HOSTILE_NAMES.map(one).join('\n')}\n`;
}

function activities() {
  const titles = [LONG_NAME, ...HOSTILE_NAMES];
  const one = (title, number) =>
    `- {id: a${number}, title: ${quoted(title)}, place: big/${number === 0 ? 's0' : `h${number - 1}`}, starts: 2026-09-${10 + number} 09:00, ends: 2026-09-${10 + number} 11:00, status: ${number % 3 ? 'confirmed' : 'cancelled'}, audience: [${quoted(title)}]}`;
  return `${titles.map(one).join('\n')}\n`;
}

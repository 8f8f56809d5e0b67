// Tells problems so that one cause is read once, however many pages it is on.
import assert from 'node:assert/strict';

/** How many causes, and how many pages of each, are told. */
const CAUSES = 20;
const PLACES = 4;

/** Fails when there are problems, given as pairs of where and what. */
export function assertNone(problems) {
  if (problems.length === 0) return;
  const causes = new Map();
  for (const [where, what] of problems) causes.set(what, [...(causes.get(what) ?? []), where]);
  const lines = [...causes].slice(0, CAUSES).map(([what, places]) => {
    const more = places.length > PLACES ? ` and ${places.length - PLACES} more` : '';
    return `  ${what}\n      on ${places.slice(0, PLACES).join(', ')}${more}`;
  });
  if (causes.size > CAUSES) lines.push(`  and ${causes.size - CAUSES} more`);
  assert.fail(`${causes.size} causes on ${new Set(problems.map(([where]) => where)).size} pages\n${lines.join('\n')}`);
}

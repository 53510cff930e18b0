import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../config/paths.ts';
import { en } from '../../web/words/en/index.ts';
import { id } from '../../web/words/id/index.ts';

const api = join(projectRoot, 'api');
const sources = readdirSync(api, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(api, name), 'utf8'));

/** A refusal with a reason, as routes write it: `new Problem(422, 'Words.', 'reason')`. */
const withReason = /new Problem\(\s*(?:400|403|409|412|415|422),\s*(?:'[^']*'|`[^`]*`|detail),\s*(?:[^,()]*\? )?'([\w-]+)'/g;
/** What the ledger and the runs refuse, by name, in their tables; what is not there is told by its status. */
const ofLedger = /^ {2}([A-Z]\w+): \[(\d+), '/gm;
const ofRuns = /^ {2}([A-Z]\w+): '[A-Z]/gm;

const reasons = new Set(
  sources.flatMap((text) => [
    ...[...text.matchAll(withReason)].flatMap((found) => found.slice(1)),
    ...[...text.matchAll(ofLedger)].filter(([, , status]) => status !== '404').flatMap(([, name]) => name ?? []),
    ...[...text.matchAll(ofRuns)].flatMap(([, name]) => name ?? []),
  ]),
);

describe('what the API refuses', () => {
  test('is found in its sources', () => {
    expect([...reasons]).toEqual(
      expect.arrayContaining(['wrong-password', 'unknown-columns', 'PeriodLocked', 'QuestionClosed', 'too-many-rows']),
    );
  });

  test.each([...reasons])('%s has words in both languages', (reason) => {
    expect(id.failure.refusals[reason]).toBeTypeOf('string');
    expect(en.failure.refusals[reason]).toBeTypeOf('string');
    expect(en.failure.refusals[reason]).not.toBe(id.failure.refusals[reason]);
  });
});

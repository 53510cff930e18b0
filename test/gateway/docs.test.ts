import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../config/paths.ts';
import { sessionState } from '../../database/schema/index.ts';
import { isSticky, reasons, type SessionState, verdictFor } from '../../gateway/session/states.ts';

/** The operators' page against the closed lists of the code: neither may know a state or a reason the other does not. */

interface Row {
  state: string;
  reasons: string[];
  meaning: string;
  advice: string;
}

const page = readFileSync(join(projectRoot, 'docs', 'gateway.md'), 'utf8');
const codes = (cell: string): string[] => [...cell.matchAll(/`([a-z_]+)`/g)].map(([, code = '']) => code);

/** The rows of the table of states; an empty first cell means the state above. */
function tableOfStates(): Row[] {
  const [, section = ''] = page.split('## What each state means, and what to do');
  const lines = section
    .split('\n## ')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  let state = '';
  return (lines ?? []).map((line) => {
    const [, first = '', second = '', meaning = '', advice = ''] = line.split('|').map((cell) => cell.trim());
    state = codes(first)[0] ?? state;
    return { state, reasons: codes(second), meaning, advice };
  });
}

const rows = tableOfStates();
const pairs = rows.flatMap(({ state, reasons: list }) => list.map((reason) => `${state} ${reason}`));

it('explains every state and no other', () => {
  expect([...new Set(rows.map(({ state }) => state))].sort()).toEqual([...sessionState.enumValues].sort());
});

it('explains every reason and no other', () => {
  const told = rows.flatMap(({ reasons: list }) => list);
  expect([...new Set(told)].sort()).toEqual(Object.keys(reasons).sort());
});

it('says of each what it means and what to do', () => {
  for (const { state, meaning, advice } of rows) {
    expect(meaning, state).not.toBe('');
    expect(advice, state).not.toBe('');
  }
});

it.each([401, 402, 403, 405, 406, 408, 411, 428, 440, 500, 503, 515, 999])(
  'has the state and the reason of close code %i',
  (code) => {
    const { state, reason } = verdictFor(code);
    expect(pairs).toContain(`${state} ${reason}`);
  },
);

it('says of the states that only a person leaves how to leave them', () => {
  const waiting: SessionState[] = ['replaced', ...sessionState.enumValues.filter(isSticky)];
  for (const state of waiting)
    for (const row of rows.filter((candidate) => candidate.state === state))
      expect(row.advice, state).toMatch(/reconnect|POST \/sessions\/main\/pair/);
});

it('names every metric and field an operator reads', () => {
  for (const field of ['backlog', 'outboxAge', 'lastPongAt', 'lastInboundAt', 'outboxWaiting', 'sendQueue'])
    expect(page, field).toContain(field);
});

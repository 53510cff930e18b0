import { expect, it } from 'vitest';
import { Pace } from './pace.ts';

const settings = { chat: { perSecond: 1, burst: 5 }, session: { perSecond: 10, burst: 8 } };

it('lets a burst through, then one a second, each with a turn of its own', () => {
  let now = 0;
  const pace = new Pace(settings, () => now);
  expect(Array.from({ length: 8 }, () => pace.reserve('a'))).toEqual([0, 0, 0, 0, 0, 1000, 2000, 3000]);
  now = 3_000;
  expect(pace.reserve('a')).toBe(1_000);
  now = 60_000;
  expect(pace.reserve('a')).toBe(0);
});

it('never makes an answer wait for its question', () => {
  const pace = new Pace({ ...settings, session: { perSecond: 1, burst: 1_000 } }, () => 0);
  for (let i = 0; i < 100; i++) {
    pace.earn('a');
    expect(pace.reserve('a')).toBe(0);
  }
});

it('bounds the session over all chats', () => {
  const pace = new Pace(settings, () => 0);
  const waits = Array.from({ length: 10 }, (_, chat) => pace.reserve(`chat ${chat}`));
  expect(waits).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 100, 200]);
});

import { expect, test, vi } from 'vitest';
import { operator } from './principal.ts';
import { remembering } from './remembered.ts';

test('who was let in is looked up once, who was not each time, and a change lets nobody be remembered', async () => {
  const look = vi.fn(async (token: string) => (token === 'known' ? operator : null));
  const people = remembering(look);
  for (const token of ['known', 'known', 'unknown', 'unknown']) await people.find(token);
  expect(look).toHaveBeenCalledTimes(3);
  people.forget();
  await people.find('known');
  expect(look).toHaveBeenCalledTimes(4);
});

test('what was asked before a change is not remembered behind it', async () => {
  const answers: ((principal: typeof operator) => void)[] = [];
  const look = vi.fn(() => new Promise<typeof operator>((resolve) => answers.push(resolve)));
  const people = remembering(look);
  const first = people.find('known');
  people.forget();
  answers[0]?.(operator);
  expect(await first).toBe(operator);
  void people.find('known');
  expect(look).toHaveBeenCalledTimes(2);
});

test('a principal is remembered for seconds, not longer, and others only while there is room', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const look = vi.fn(async () => operator);
    const people = remembering(look);
    await people.find('known');
    vi.advanceTimersByTime(5_000);
    await people.find('known');
    expect(look).toHaveBeenCalledTimes(2);
    for (let other = 0; other < 1_000; other += 1) await people.find(`other ${other}`);
    await people.find('known');
    expect(look).toHaveBeenCalledTimes(1_003);
  } finally {
    vi.useRealTimers();
  }
});

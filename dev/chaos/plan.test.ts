import { expect, test } from 'vitest';
import { makePlan } from './plan.ts';
import { storyNames, storyOf } from './stories.ts';

const options = { seed: 7, duration_ms: 60_000, messages: 150, kill: ['gateway', 'postgres'] as const };

test('the same seed plays the same run, another seed another one', () => {
  expect(makePlan(options)).toEqual(makePlan(options));
  expect(makePlan({ ...options, seed: 8 })).not.toEqual(makePlan(options));
});

test('each message has amounts of its own, each story is told, and everything lies within the run', () => {
  const { phones, faults } = makePlan(options);
  const messages = phones.flat();
  expect(new Set(messages.flatMap(({ amount, other }) => [amount, other])).size).toBe(2 * options.messages);
  expect(new Set(messages.map(({ story }) => story))).toEqual(new Set(storyNames));
  for (const { at_ms } of [...messages, ...faults]) expect(at_ms).toBeLessThan(options.duration_ms);
});

test('every part is killed before one is killed again', () => {
  for (let seed = 0; seed < 50; seed++) {
    const killed = makePlan({ ...options, seed }).faults.flatMap((fault) => (fault.kind === 'kill' ? [fault.part] : []));
    expect(killed.length).toBeGreaterThanOrEqual(4);
    expect(new Set(killed.slice(0, 2)).size).toBe(2);
  }
});

test('the shares of the stories make a hundred', () => {
  expect(storyNames.reduce((sum, name) => sum + storyOf(name).share, 0)).toBe(100);
});

test('addresses are hidden only after everybody was seen whole', () => {
  for (let seed = 0; seed < 50; seed++) {
    const hidden = makePlan({ ...options, seed }).faults.filter(({ kind }) => kind === 'address');
    for (const { at_ms } of hidden) expect(at_ms).toBeGreaterThan(options.duration_ms * 0.3);
  }
});

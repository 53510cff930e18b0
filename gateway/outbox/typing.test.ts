import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Session } from '../session/session.ts';
import { TypingSigns } from './typing.ts';

const ana = '1@lid';
let shown: string[] = [];
let typing: TypingSigns;

beforeEach(() => {
  vi.useFakeTimers();
  shown = [];
  const sendPresenceUpdate = async (sign: string, jid: string) => void shown.push(`${jid} ${sign}`);
  typing = new TypingSigns({ openSocket: { sendPresenceUpdate } } as unknown as Session);
});

afterEach(() => void vi.useRealTimers());

it('is shown once for messages that come while it stands, repeated before it fades, and ended by the answer', () => {
  typing.begin(ana);
  typing.begin(ana);
  expect(shown).toEqual([`${ana} composing`]);
  vi.advanceTimersByTime(9_000);
  expect(shown).toEqual([`${ana} composing`, `${ana} composing`]);
  typing.end(ana);
  vi.advanceTimersByTime(120_000);
  expect(shown.slice(2)).toEqual([`${ana} paused`]);
});

it('ends by itself when no answer comes, a minute after the last message', () => {
  typing.begin(ana);
  vi.advanceTimersByTime(50_000);
  typing.begin(ana);
  vi.advanceTimersByTime(30_000);
  expect(shown).not.toContain(`${ana} paused`);
  vi.advanceTimersByTime(50_000);
  expect(shown.filter((line) => line === `${ana} paused`)).toHaveLength(1);
  expect(shown.at(-1)).toBe(`${ana} paused`);
});

it('says nothing of a chat where nothing was shown', () => {
  typing.end(ana);
  expect(shown).toEqual([]);
});

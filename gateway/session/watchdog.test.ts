import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Watched, watchHearing } from './watchdog.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minutes = (n: number) => vi.advanceTimersByTimeAsync(n * 60_000);

function watched(answer: () => Promise<never> | Promise<object>) {
  const ws = new EventEmitter();
  const fetchPrivacySettings = vi.fn(answer);
  const onDeaf = vi.fn();
  const stop = watchHearing({ ws, fetchPrivacySettings } as unknown as Watched, onDeaf);
  return { ws, fetchPrivacySettings, onDeaf, stop };
}

it('leaves a quiet account alone as long as the server answers', async () => {
  const { fetchPrivacySettings, onDeaf, stop } = watched(async () => ({}));
  await minutes(24 * 60);
  expect(fetchPrivacySettings.mock.calls.length).toBeGreaterThan(100);
  expect(onDeaf).not.toHaveBeenCalled();
  stop();
});

it('asks nothing while messages come in', async () => {
  const { ws, fetchPrivacySettings, stop } = watched(async () => ({}));
  for (let i = 0; i < 60; i++) {
    ws.emit('frame', { tag: 'message', attrs: {} });
    await minutes(1);
  }
  expect(fetchPrivacySettings).not.toHaveBeenCalled();
  stop();
});

it('calls a session deaf after two unanswered questions, once, and not after it was stopped', async () => {
  const { onDeaf, stop } = watched(() => Promise.reject(new Error('timed out')));
  await minutes(9);
  expect(onDeaf).not.toHaveBeenCalled();
  await minutes(30);
  expect(onDeaf).toHaveBeenCalledTimes(1);
  stop();
  await minutes(60);
  expect(onDeaf).toHaveBeenCalledTimes(1);
});

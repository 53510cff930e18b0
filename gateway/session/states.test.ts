import { describe, expect, it } from 'vitest';
import { pause_ms, verdictFor } from './states.ts';

describe('close codes', () => {
  it.each([
    [401, 'logged_out', 'never'],
    [402, 'blocked', 'never'],
    [403, 'blocked', 'never'],
    [405, 'version_refused', 'slow'],
    [406, 'blocked', 'never'],
    [408, 'backing_off', 'backoff'],
    [411, 'blocked', 'never'],
    [428, 'backing_off', 'backoff'],
    [440, 'replaced', 'never'],
    [500, 'backing_off', 'backoff'],
    [503, 'backing_off', 'backoff'],
    [515, 'starting', 'now'],
    [599, 'backing_off', 'backoff'],
    [undefined, 'backing_off', 'backoff'],
  ])('%s leads to %s, %s', (code, state, retry) => {
    expect(verdictFor(code)).toMatchObject({ state, retry });
  });
});

describe('pause before the next attempt', () => {
  it('doubles from 1 s to 60 s, with jitter on the upper half', () => {
    const longest = Array.from({ length: 9 }, (_, attempt) => pause_ms('backoff', attempt, () => 1));
    expect(longest).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((s) => s * 1000));
    expect(pause_ms('backoff', 3, () => 0)).toBe(4_000);
    expect(pause_ms('backoff', 10_000, () => 1)).toBe(60_000);
  });

  it('stays within seconds while our own side is away', () => {
    expect(pause_ms('soon', 0, () => 1)).toBe(500);
    expect(pause_ms('soon', 50, () => 1)).toBe(5_000);
  });

  it('is minutes for a refused version', () => {
    expect(pause_ms('slow', 0)).toBeGreaterThanOrEqual(60_000);
  });
});

import { connect } from 'node:net';
import { CancelledFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { atBoundary, classify, failure } from './failure.ts';

describe('failures at the activity boundary', () => {
  it('makes final failures final and leaves trouble to the retry policy', () => {
    expect(failure('MediaGone', 'gone')).toMatchObject({ type: 'MediaGone', nonRetryable: true });
    expect(failure('Unavailable', 'down')).toMatchObject({ type: 'Unavailable', nonRetryable: false });
    expect(failure('Unavailable', 'down', { nonRetryable: true }).nonRetryable).toBe(true);
  });

  it('knows a refused connection, also below other errors', async () => {
    const refused = await new Promise<Error>((resolve) => connect(1, '127.0.0.1').on('error', resolve));
    expect(classify(refused)).toMatchObject({ type: 'Unavailable', nonRetryable: false });
    expect(classify(new Error('query failed', { cause: refused }))).toMatchObject({ type: 'Unavailable' });
    expect(classify(new AggregateError([refused]))).toMatchObject({ type: 'Unavailable' });
  });

  it('knows a real fetch timeout', async () => {
    const thrown = await fetch('http://127.0.0.1:1', { signal: AbortSignal.timeout(1) }).catch((error: unknown) => error);
    expect(classify(thrown)).toMatchObject({ type: 'Unavailable' });
  });

  it('calls everything else internal and passes typed failures and cancellation', async () => {
    expect(classify(new TypeError('x is not a function'))).toMatchObject({ type: 'Internal' });
    expect(classify('text')).toMatchObject({ type: 'Internal', message: 'text' });
    const typed = failure('SpeechSilent', 'silent');
    expect(classify(typed)).toBe(typed);
    const cancelled = new CancelledFailure('cancelled');
    await expect(atBoundary(() => Promise.reject(cancelled))).rejects.toBe(cancelled);
  });
});

import { setTimeout as delay } from 'node:timers/promises';

const attemptTimeout_ms = 2_000;
const interval_ms = 50;

/** Repeats a check until it holds. @throws the signal's reason when it is aborted before. */
export async function until(check: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  for (;;) {
    if (await check().catch(() => false)) return;
    await delay(interval_ms, undefined, { signal });
  }
}

/** Whether a URL answers, with a status that `accept` takes (below 500 unless said). */
export async function answers(url: string, accept: (status: number) => boolean = (status) => status < 500): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(attemptTimeout_ms), redirect: 'manual' });
    await response.body?.cancel();
    return accept(response.status);
  } catch {
    return false;
  }
}

/** A readiness check: the URL answers. */
export const httpReady =
  (url: string, accept?: (status: number) => boolean) =>
  (signal: AbortSignal): Promise<void> =>
    until(() => answers(url, accept), signal);

import { setTimeout as sleep } from 'node:timers/promises';

const poll_ms = 20;

/** Resolves with the first truthy answer of `probe`. @throws when none comes within `limit_ms` */
export async function until<T>(what: string, probe: () => Promise<T> | T, limit_ms = 40_000): Promise<NonNullable<T>> {
  const deadline = Date.now() + limit_ms;
  while (Date.now() < deadline) {
    const answer = await probe();
    if (answer) return answer;
    await sleep(poll_ms);
  }
  throw new Error(`waited ${limit_ms} ms for: ${what}`);
}

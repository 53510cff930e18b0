import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Transaction } from './pool.ts';
import { effect } from './schema/index.ts';

/** The same effect key came with another input: a programming error or a tampered retry, never to be papered over. */
export class IdempotencyMismatch extends Error {
  override readonly name = 'IdempotencyMismatch';
}

/**
 * Runs an effect exactly once per key: the first call runs `work` and keeps its result in the same transaction; a later call
 * with the same input gets that result without running anything (Formance's rule: idempotency key + input hash).
 * @param key `workflowId/step`; never made up inside an activity.
 * @throws IdempotencyMismatch when the key was used with another input.
 */
export async function once<Result>(tx: Transaction, key: string, input: unknown, work: () => Promise<Result>): Promise<Result> {
  const inputHash = createHash('sha256').update(canonical(input)).digest('hex');
  // The placeholder row takes the lock: a second transaction with this key waits here until the first ends.
  const claimed = await tx
    .insert(effect)
    .values({ key, inputHash, result: null as never })
    .onConflictDoNothing()
    .returning();
  if (claimed.length === 0) {
    const [first] = await tx.select().from(effect).where(eq(effect.key, key));
    if (first?.inputHash !== inputHash) throw new IdempotencyMismatch(`effect ${key} was already run with another input`);
    return first.result as Result;
  }
  const result = await work();
  await tx
    .update(effect)
    .set({ result: result as never })
    .where(eq(effect.key, key));
  return result;
}

/** JSON with sorted keys, so that equal inputs hash alike whatever the order their fields were written in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

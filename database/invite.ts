import { createHash, randomInt } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Database, Transaction } from './pool.ts';
import { accessInvite } from './schema/index.ts';

/** Without I and O, which look like figures. With four figures behind them: 3.3 thousand million codes. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const figures = '0123456789';
const half_length = 4;

/** What becomes known of a new invite, once. */
export interface Invite {
  /** `ABCD-1234`. */
  code: string;
  uses: number;
  expiresAt: Date;
}

/** Makes an invite; the code is kept as its hash only. `expiresInHours` from now. */
export async function createInvite(
  db: Database,
  input: { uses: number; expiresInHours: number; createdBy: string },
): Promise<Invite> {
  const code = `${pick(letters)}-${pick(figures)}`;
  const expiresAt = new Date(Date.now() + input.expiresInHours * 60 * 60 * 1000);
  await db.insert(accessInvite).values({ codeHash: hashOf(code), usesLeft: input.uses, expiresAt, createdBy: input.createdBy });
  return { code, uses: input.uses, expiresAt };
}

/** Uses a code up by one; false when there is no such code, or it is used up or expired. */
export async function redeemInvite(tx: Transaction, code: string): Promise<boolean> {
  const used = await tx
    .update(accessInvite)
    .set({ usesLeft: sql`${accessInvite.usesLeft} - 1` })
    .where(and(eq(accessInvite.codeHash, hashOf(code)), gt(accessInvite.usesLeft, 0), gt(accessInvite.expiresAt, new Date())))
    .returning({ left: accessInvite.usesLeft });
  return used.length > 0;
}

const pick = (alphabet: string): string =>
  Array.from({ length: half_length }, () => alphabet[randomInt(alphabet.length)]).join('');

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

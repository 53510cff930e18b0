import { and, eq, isNull, sql } from 'drizzle-orm';
import { redeemInvite } from '../../database/invite.ts';
import type { Transaction } from '../../database/pool.ts';
import { channelIdentity, contact } from '../../database/schema/index.ts';
import { inviteCodeIn } from '../../language/requests/invite.ts';
import type { ContactRow, MessageRow, Received } from './rows.ts';

/** Who may use Catat. */
export interface AccessPolicy {
  /** `invite`: whoever typed a code, and whoever has a book already. */
  mode: 'open' | 'invite' | 'allowlist';
  /** Digits with country code, for `allowlist`. */
  numbers: ReadonlySet<string>;
}

/**
 * `by_code`: the message was a valid invite code, and its sender is in from now on. `told`: the sender is told that Catat is
 * closed, for the first and only time. `ignored`: they were told before.
 */
export type Admission = 'welcome' | 'by_code' | 'told' | 'ignored';

/** A person mistypes a code a few times; more is guessing. */
const inviteAttempts_max = 10;

/** Kinds that say nothing of their own: not worth the only word a stranger gets. */
const wordlessKinds: readonly MessageRow['kind'][] = ['reaction', 'edit', 'revoke'];

/** Decides whether the sender of a message may use Catat. Never by a name: those are the sender's own choice. */
export async function admit(
  tx: Transaction,
  policy: AccessPolicy,
  { message: row, contact: person }: Received,
): Promise<Admission> {
  if (await isWelcome(tx, policy, person)) {
    if (person.refusedAt) await tx.update(contact).set({ refusedAt: null }).where(eq(contact.id, person.id));
    return 'welcome';
  }
  const code = policy.mode === 'invite' && row.kind === 'text' ? inviteCodeIn(row.body ?? '') : null;
  if (code && (await enterBy(tx, code, person))) return 'by_code';
  if (wordlessKinds.includes(row.kind)) return 'ignored';
  const [first] = await tx
    .update(contact)
    .set({ refusedAt: new Date() })
    .where(and(eq(contact.id, person.id), isNull(contact.refusedAt)))
    .returning({ id: contact.id });
  return first ? 'told' : 'ignored';
}

/** Whether a message may bring Catat into a group: somebody who is in asks for it, or a code is given with it. */
export async function maySponsor(
  tx: Transaction,
  policy: AccessPolicy,
  { message: row, contact: person }: Received,
  asked: boolean,
): Promise<boolean> {
  if (asked) return isWelcome(tx, policy, person);
  const code = policy.mode === 'invite' && row.kind === 'text' ? inviteCodeIn(row.body ?? '') : null;
  return code !== null && enterBy(tx, code, person);
}

async function isWelcome(tx: Transaction, { mode, numbers }: AccessPolicy, person: ContactRow): Promise<boolean> {
  switch (mode) {
    case 'open':
      return true;
    case 'invite':
      return person.admittedAt !== null || person.greetedAt !== null;
    case 'allowlist': {
      // A LID is no number: who is known by it alone is not on any list until WhatsApp tells the number.
      const known = await tx
        .select({ number: channelIdentity.value })
        .from(channelIdentity)
        .where(and(eq(channelIdentity.contactId, person.id), eq(channelIdentity.kind, 'pn')));
      return known.some(({ number }) => numbers.has(number));
    }
  }
}

async function enterBy(tx: Transaction, code: string, person: ContactRow): Promise<boolean> {
  const [tried] = await tx
    .update(contact)
    .set({ inviteAttempts: sql`${contact.inviteAttempts} + 1` })
    .where(eq(contact.id, person.id))
    .returning({ attempts: contact.inviteAttempts });
  if (!tried || tried.attempts > inviteAttempts_max || !(await redeemInvite(tx, code))) return false;
  await tx.update(contact).set({ admittedAt: new Date(), refusedAt: null }).where(eq(contact.id, person.id));
  return true;
}

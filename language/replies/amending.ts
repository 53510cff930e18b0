import type { DraftEntry } from '../interpretation.ts';
import type { Amendment, BookedEntry, EntryChange } from '../proposal.ts';
import { withEnds } from '../wallets/transfers.ts';
import { cash } from '../wallets/walletNames.ts';
import { applyChanges } from './corrections.ts';
import { draftOf } from './proposalReply.ts';
import type { Change } from './reply.ts';

/** What differs between an entry and what it is to be; the note alone is not worth a question. */
export function difference(entry: BookedEntry, wanted: Pick<DraftEntry, keyof EntryChange>): EntryChange | null {
  const set: EntryChange = {};
  if (wanted.amount !== null && wanted.amount !== entry.amount) set.amount = wanted.amount;
  if (wanted.type !== entry.type) set.type = wanted.type;
  if (wanted.category !== null && wanted.category !== entry.category) set.category = wanted.category;
  if (wanted.occurredOn !== entry.occurredOn) set.occurredOn = wanted.occurredOn;
  if (wanted.merchant !== null && wanted.merchant !== entry.merchant) set.merchant = wanted.merchant;
  if (wanted.wallet !== undefined && wanted.wallet !== (entry.wallet ?? cash)) set.wallet = wanted.wallet;
  if (wanted.toWallet !== undefined && wanted.toWallet !== entry.toWallet) set.toWallet = wanted.toWallet;
  // What becomes a transfer needs a wallet to go to.
  if (set.type === 'transfer') set.toWallet = withEnds({ ...wanted, wallet: wanted.wallet ?? cash }).toWallet;
  return Object.keys(set).length === 0 ? null : set;
}

/** Corrections of a list of booked entries, read as those of a draft with the same lines; null when a line that is meant is not there. */
export function amendmentsOf(entries: readonly BookedEntry[], changes: readonly Change[]): Amendment[] | null {
  const changed = applyChanges(
    entries.map((entry) => ({ ...draftOf(entry), messageId: entry.id })),
    changes,
  );
  if (!('entries' in changed)) return null;
  return entries.flatMap((entry): Amendment[] => {
    const wanted = changed.entries.find(({ messageId }) => messageId === entry.id);
    if (!wanted) return [{ entry, set: null }];
    const set = { ...difference(entry, wanted), ...(wanted.note !== entry.note ? { note: wanted.note } : {}) };
    return Object.keys(set).length > 0 ? [{ entry, set }] : [];
  });
}

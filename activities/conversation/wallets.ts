import type { DraftEntry } from '../../language/interpretation.ts';
import { withWallets } from '../../language/wallets.ts';
import type { Received } from './rows.ts';

/** The entries a message has told, with the wallets it names; what other messages have brought was looked through with those. */
export function withWalletsSaid(
  { message: { body, transcript } }: Received,
  entries: readonly DraftEntry[],
  wallets: readonly string[],
): DraftEntry[] {
  const own = entries.filter(({ messageId }) => messageId === undefined);
  const told = withWallets(own, body ?? transcript?.text ?? '', wallets);
  return entries.map((entry) => told[own.indexOf(entry)] ?? entry);
}

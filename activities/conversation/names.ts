import type { Transaction } from '../../database/pool.ts';
import { categoryName } from '../../language/categories.ts';
import { type BookCategory, withCategories } from '../../language/categorySaid.ts';
import type { DraftEntry } from '../../language/interpretation.ts';
import type { BookNames } from '../../language/replies/reply.ts';
import { withWallets } from '../../language/wallets/wallets.ts';
import { listCategories } from '../../ledger/categories.ts';
import { walletNames } from '../../ledger/wallets.ts';
import type { Received } from './rows.ts';

/** The names people of a book can use in the chat beside those everybody knows. */
export async function namesOf(tx: Transaction, bookId: string): Promise<Required<BookNames>> {
  const categories = (await listCategories(tx, bookId)).filter((one) => one.archivedAt === null && !isUsual(one));
  return {
    wallets: await walletNames(tx, bookId),
    categories: categories.map(({ slug, name, kind }) => ({ slug, name, kind })),
  };
}

/** A category of the default list under its default name. */
const isUsual = ({ slug, name, builtIn }: BookCategory & { builtIn: boolean }): boolean =>
  builtIn && (['id', 'en'] as const).some((locale) => categoryName(slug, locale) === name);

/** The entries a message has told, with the wallets and categories it names; what other messages have brought was looked through with those. */
export function withNamesSaid(
  { message: { id, body, transcript } }: Received,
  entries: readonly DraftEntry[],
  { wallets = [], categories = [] }: BookNames,
): DraftEntry[] {
  const text = body ?? transcript?.text ?? '';
  const own = entries.filter(({ messageId }) => messageId === undefined || messageId === id);
  const told = withWallets(categories.length === 0 ? own : withCategories(own, text, categories), text, wallets);
  return entries.map((entry) => told[own.indexOf(entry)] ?? entry);
}

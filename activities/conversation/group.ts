import type { Transaction } from '../../database/pool.ts';
import { asksToJoin } from '../../language/requests/invite.ts';
import { type BookRow, enterGroupBook, openGroupBook, openPersonalBook } from '../../ledger/books.ts';
import { failure } from '../failure.ts';
import { type AccessPolicy, maySponsor } from './access.ts';
import { localeOf, type Received } from './rows.ts';

/** `joined`: this message brought Catat into the group, or asked for it again. `outside`: Catat is not there. */
export type GroupEntry = 'joined' | 'member' | 'outside';

/** In a group Catat speaks only after somebody with a right to it has asked it in. */
export async function enterGroup(tx: Transaction, policy: AccessPolicy, opening: Received): Promise<GroupEntry> {
  const { message: row, contact: person, chat } = opening;
  const asked = asksToJoin(row.body ?? '');
  if (await enterGroupBook(tx, chat.id, person.id)) return asked ? 'joined' : 'member';
  if (!(await maySponsor(tx, policy, opening, asked))) return 'outside';
  await openGroupBook(tx, { id: chat.id, contactId: person.id, timezone: person.timezone, locale: localeOf(person) });
  return 'joined';
}

/** The book a message is about: the group's in a group, else the person's own. The transaction is then in that book. */
export async function bookFor(tx: Transaction, { contact: person, chat }: Received): Promise<BookRow> {
  const { id: contactId, timezone } = person;
  if (chat.kind === 'direct') return openPersonalBook(tx, { contactId, timezone, locale: localeOf(person) });
  const shared = await enterGroupBook(tx, chat.id, contactId);
  // Never the person's own instead: the group would read it.
  if (!shared) throw failure('Internal', `group chat ${chat.id} has no book`);
  return shared;
}

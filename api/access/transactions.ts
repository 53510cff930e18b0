import { eq, type SQL, sql } from 'drizzle-orm';
import { readOnce, type TextRow } from '../../database/flight.ts';
import { type Database, type Settings, type Transaction, transact } from '../../database/pool.ts';
import { book } from '../../database/schema/index.ts';
import { notFound } from '../problem.ts';
import { type Principal, type Role, roleIn } from './principal.ts';

/** Who does it and through which request: what row-level security and the audit trail go by. */
export interface Caller {
  principal: Principal;
  requestId: string;
}

const sourceOf = ({ kind }: Principal): 'desk' | 'api' => (kind === 'staff' ? 'desk' : 'api');

/**
 * Runs `work` in a transaction that reads the books open to the caller in one of these roles, as row-level security enforces; of a book
 * where the caller is a mere member, only what the caller has booked.
 */
export function asReader<T>(
  db: Database,
  caller: Caller,
  allowed: readonly Role[],
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return transact(db, readerSettings(caller, allowed), work, { readOnly: true });
}

/** Runs one query with what {@link asReader} sees, in a single round trip. @returns its rows, each value as text */
export const readOnceAs = (
  db: Database,
  caller: Caller,
  allowed: readonly Role[],
  ...query: [SQL, { prepared: boolean }]
): Promise<TextRow[]> => readOnce(db, readerSettings(caller, allowed), ...query);

/** Lets a transaction see what {@link asReader} sees. */
export async function enterAsReader(tx: Transaction, caller: Caller, allowed: readonly Role[]): Promise<void> {
  const settings = Object.entries(readerSettings(caller, allowed)).map(
    ([name, value]) => sql`set_config(${name}, ${value}, true)`,
  );
  await tx.execute(sql`select ${sql.join(settings, sql`, `)}`);
}

function readerSettings({ principal, requestId }: Caller, allowed: readonly Role[]): Settings {
  const { allBooks, actor } = principal;
  const all = allBooks !== null && allowed.includes(allBooks) ? 'on' : '';
  const open = principal.books.filter(({ role }) => allowed.includes(role));
  const ids = open.map(({ id }) => id).join(',');
  const own = open.flatMap(({ id, role }) => (role === 'member' ? [id] : [])).join(',');
  return { 'app.staff': all, 'app.books': ids, 'app.own_books': own, 'app.actor': actor, 'app.request': requestId };
}

/** Runs `work` in a transaction that sees and writes one book; the caller's right to do so was checked before. */
export function inBook<T>(
  db: Database,
  { principal, requestId }: Caller,
  bookId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const settings: Settings = {
    'app.book': bookId,
    'app.actor': principal.actor,
    'app.role': roleIn(principal, bookId) ?? '',
    'app.source': sourceOf(principal),
    'app.request': requestId,
  };
  return transact(db, settings, async (tx) => {
    // Who may see every book may also name one that is not there.
    if (principal.allBooks !== null && bookId !== '') await requireExisting(tx, bookId);
    return work(tx);
  });
}

async function requireExisting(tx: Transaction, bookId: string): Promise<void> {
  const [row] = await tx.select({ id: book.id }).from(book).where(eq(book.id, bookId));
  if (!row) throw notFound('book');
}

/** Who books what a request asks for, as the ledger writes it down. */
export const originOf = ({ principal }: Caller) =>
  ({ messageId: null, workflowId: null, decidedBy: principal.actor, source: sourceOf(principal) }) as const;

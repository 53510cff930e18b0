import { once } from '../../database/effect.ts';
import type { Database, Transaction } from '../../database/pool.ts';
import { firstOfMonth, localDate } from '../../language/calendar.ts';
import type { Category, Interpretation, Period } from '../../language/interpretation.ts';
import type { Statement } from '../../language/statement.ts';
import type { BookRow } from '../../ledger/books.ts';
import { countEntries, type EntryView, listEntries } from '../../ledger/entries.ts';
import { balances, summary } from '../../ledger/reports.ts';
import { undoLast } from '../../ledger/void.ts';
import type { LedgerActivities } from '../../workflows/contracts.ts';
import { closeMessage, planStatement } from '../conversation/effects.ts';
import { bookFor } from '../conversation/group.ts';
import { type Received, received } from '../conversation/rows.ts';

type Input = Parameters<LedgerActivities['answer']>[0];

/** Entries one chat message shows; the rest is told as a number. */
const listedEntries = 10;

/** Answers what is not a record, once per `workflowId/answer`; an undo is carried out in the same transaction as its answer. */
export function answer(db: Database, input: Input): Promise<{ outbound: string }> {
  const { messageId, interpretation } = input;
  return db.transaction(async (tx) => {
    const opening = await received(tx, messageId);
    return once(tx, `${opening.message.workflowId}/answer`, input, async () => {
      const { message: row, contact: person } = opening;
      const { locale } = interpretation;
      const book = await bookFor(tx, opening);
      const today = localDate(row.sentAt, person.timezone);
      const statement = await statementFor({ tx, book, today, opening }, interpretation);
      const planned = await planStatement(tx, opening, 'answer', statement, { locale });
      await closeMessage(tx, messageId, 'answered');
      return { outbound: planned.id };
    });
  });
}

interface Desk {
  tx: Transaction;
  book: BookRow;
  /** The person's date when they asked. */
  today: string;
  opening: Received;
}

async function statementFor(desk: Desk, asked: Interpretation): Promise<Statement> {
  switch (asked.intent) {
    case 'report':
      return report(desk, asked);
    case 'list':
      return list(desk, asked);
    case 'balance':
      return { say: 'balance', wallets: await balances(desk.tx, { bookId: desk.book.id }) };
    case 'undo':
      return undo(desk);
    case 'help':
    case 'smalltalk':
      return { say: asked.intent };
    case 'category.list':
      return { say: 'categories' };
    // A record comes here only when nothing in it could be booked.
    case 'record':
    case 'unknown':
      return { say: 'not_understood' };
    default:
      return { say: 'not_yet', intent: asked.intent };
  }
}

/** The period asked for; without one it is this month up to today. */
function periodOf({ today }: Desk, { from, to }: Period): { from: string; to: string } {
  const last = to ?? today;
  return { from: from ?? firstOfMonth(last), to: last };
}

async function report(desk: Desk, asked: Period & { category: Category | null }): Promise<Statement> {
  const period = periodOf(desk, asked);
  const { income, expense, categories } = await summary(desk.tx, { bookId: desk.book.id, ...period, ...inCategory(asked) });
  const totals = categories.map(({ category, amount, count }) => ({ category, amount, count }));
  return { say: 'report', ...period, income, expense, categories: totals };
}

async function list(desk: Desk, asked: Period & { category: Category | null }): Promise<Statement> {
  const period = periodOf(desk, asked);
  const filter = { bookId: desk.book.id, ...period, ...inCategory(asked), standing: true };
  const entries = await listEntries(desk.tx, { filter, limit: listedEntries });
  const more = entries.length < listedEntries ? 0 : (await countEntries(desk.tx, filter)) - entries.length;
  return { say: 'list', ...period, entries: entries.flatMap(listed), more };
}

const inCategory = ({ category }: { category: Category | null }): { category?: Category } => (category ? { category } : {});

type Listed = Extract<Statement, { say: 'list' }>['entries'];

function listed({ occurredOn, note, type, amount, category }: EntryView): Listed {
  return type === 'reversal' ? [] : [{ occurredOn, note, type, amount, category }];
}

async function undo({ tx, book, opening }: Desk): Promise<Statement> {
  const { message: row, contact: person } = opening;
  const origin = { messageId: row.id, workflowId: row.workflowId, decidedBy: person.id, source: 'chat' } as const;
  const undone = await undoLast(tx, { bookId: book.id, ...origin });
  if (undone.length === 0) return { say: 'nothing_to_undo' };
  return { say: 'undone', entries: undone.map(({ note, amount }) => ({ note, amount })) };
}

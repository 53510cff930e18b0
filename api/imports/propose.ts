import { sql } from 'drizzle-orm';
import type { Transaction } from '../../database/pool.ts';
import { fallbackCategory } from '../../language/categories.ts';
import { interpret } from '../../language/interpret.ts';
import { listHabits } from '../../ledger/habits.ts';
import type { StatementRow } from './statement.ts';

/** Share of what people noted that stands among the words of the bank, as pg_trgm counts; its own default for the similar. */
const similarText = 0.3;
/** Banks book a day after the fact. */
const nearby_days = 1;

/** A line with what it would be booked as. */
export interface Proposal extends StatementRow {
  type: 'expense' | 'income' | null;
  category: string | null;
  /** An entry of the same amount that is so near in time and words that it may be the same. */
  duplicateOf: string | null;
}

/** What each line would be booked as, and which look booked already. */
export async function propose(tx: Transaction, bookId: string, rows: readonly StatementRow[]): Promise<Proposal[]> {
  const habits = (await listHabits(tx, { bookId })).filter(({ field }) => field === 'category');
  const duplicates = await findDuplicates(tx, bookId, rows);
  return rows.map((row) => {
    const type = row.amount === null ? null : row.amount.startsWith('-') ? 'expense' : 'income';
    const words = row.description.toLowerCase();
    const habit = habits.find(({ phrase }) => words.includes(phrase.toLowerCase()));
    const category = type === null ? null : (habit?.value ?? guess(row, type));
    return { ...row, type, category, duplicateOf: duplicates.get(row.line) ?? null };
  });
}

/** The rules that read chats read these words too; what they do not know is left to people. */
function guess({ description, amount, occurredOn }: StatementRow, type: 'expense' | 'income'): string | null {
  const now = new Date(`${occurredOn ?? '2026-01-01'}T12:00:00+07:00`);
  const text = `${description.replace(/\d+/g, ' ')} ${amount?.replace(/^-/, '')}`;
  const read = interpret(text, { now, timezone: 'Asia/Jakarta', locale: 'id' });
  const entry = read.intent === 'record' ? read.entries[0] : undefined;
  return entry?.type === type && entry.category ? entry.category : fallbackCategory(type);
}

async function findDuplicates(tx: Transaction, bookId: string, rows: readonly StatementRow[]): Promise<Map<number, string>> {
  const asked = rows
    .filter(({ occurredOn, amount }) => occurredOn !== null && amount !== null)
    .map(({ line, occurredOn, amount, description }) => ({ line, day: occurredOn, amount, description }));
  const { rows: found } = await tx.execute<{ line: number; id: string }>(sql`
    select r.line, near.id from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as r (line int, day date, amount numeric, description text)
    cross join lateral (
      select e.id from entry e join currency c on c.code = e.currency
      where e.book_id = ${bookId}::uuid and e.voided_by is null and e.reversal_of is null
        and e.occurred_on between r.day - ${nearby_days}::int and r.day + ${nearby_days}::int
        and e.amount = abs(r.amount) * 10 ^ c.exponent and (e.type = 'transfer' or (e.type = 'income') = (r.amount > 0))
        and (e.occurred_on = r.day or word_similarity(concat_ws(' ', e.merchant, e.note), r.description) >= ${similarText}::real)
      order by word_similarity(concat_ws(' ', e.merchant, e.note), r.description) desc, e.id limit 1
    ) as near`);
  return new Map(found.map(({ line, id }) => [line, id]));
}

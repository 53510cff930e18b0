import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { outside } from './amounts.ts';

/** Reports that tell entries by who or where: they read the standing entries of the period, by index alone. */

interface Range {
  bookId: string;
  /** First and last local date, both included. */
  from: string;
  to: string;
  currency?: string;
}

/** What one person confirmed. */
export interface MemberTotal {
  /** Contact, staff or key id. */
  member: string;
  /** Null when nobody of that id has a name. */
  name: string | null;
  income: string;
  expense: string;
  count: number;
}

/** Income and expense by who confirmed it, the largest expense first. */
export async function byMember(tx: Transaction, input: Range): Promise<MemberTotal[]> {
  const { bookId, from, to, currency = 'IDR' } = input;
  const { rows } = await tx.execute<{ member: string; name: string | null; income: string; expense: string; count: number }>(sql`
    select t.*, coalesce(c.display_name, s.name) as name from (
      select decided_by as member, coalesce(sum(amount) filter (where type = 'income'), 0) as income,
        coalesce(sum(amount) filter (where type = 'expense'), 0) as expense, count(*)::int as count
      from entry where book_id = ${bookId}::uuid and occurred_on between ${from}::date and ${to}::date and currency = ${currency}
        and voided_by is null and reversal_of is null
      group by decided_by
    ) as t
    left join contact c on c.id::text = t.member left join staff s on s.id::text = t.member
    order by t.expense desc, t.member`);
  return rows.map((row) => ({
    ...row,
    income: outside(BigInt(row.income), currency),
    expense: outside(BigInt(row.expense), currency),
  }));
}

/** What was spent at one merchant. */
export interface MerchantTotal {
  /** As it was written last. */
  merchant: string;
  amount: string;
  count: number;
  lastOn: string;
}

/** Merchants by what was spent there, the largest first; upper and lower case are one. */
export async function byMerchant(tx: Transaction, input: Range & { limit: number }): Promise<MerchantTotal[]> {
  const { bookId, from, to, currency = 'IDR', limit } = input;
  const { rows } = await tx.execute<{ merchant: string; amount: string; count: number; lastOn: string }>(sql`
    select (max(array[occurred_on::text, merchant]))[2] as merchant, sum(amount) as amount, count(*)::int as count,
      max(occurred_on)::text as "lastOn"
    from entry where book_id = ${bookId}::uuid and occurred_on between ${from}::date and ${to}::date and currency = ${currency}
      and voided_by is null and reversal_of is null and type = 'expense' and merchant is not null
    group by lower(merchant) order by sum(amount) desc, lower(merchant) limit ${limit}`);
  return rows.map((row) => ({ ...row, amount: outside(BigInt(row.amount), currency) }));
}

/** How well what came in was understood. Rates are shares from 0 to 1, null when there is nothing to divide. */
export interface Quality {
  messages: { total: number; booked: number; answered: number; cancelled: number; expired: number; failed: number };
  questions: { asked: number; revised: number; expired: number };
  entries: {
    /** Booked from messages, corrections left out. */
    fromChat: number;
    /** Of those, changed or taken back afterwards. */
    corrected: number;
    /** Booked by hand, by program or import. */
    others: number;
    /** Standing expenses without a file or a message with one. */
    withoutReceipt: number;
  };
  correctionRate: number | null;
  /** Questions that had to be asked again, of all messages asked about. */
  revisionRate: number | null;
  expiryRate: number | null;
  /** Mean certainty of what was heard; null without voice notes. */
  hearing: number | null;
}

/** When a day begins where the book is; a subquery, so that it is known before rows are looked for by index. */
const startOf = (bookId: string, day: SQL): SQL =>
  sql`(select (${day})::timestamp at time zone b.timezone from book b where b.id = ${bookId}::uuid)`;

const rate = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000);

/** The quality of reading over a period: of messages by when they were sent (local time of the book), of entries by their day. */
export async function quality(tx: Transaction, input: { bookId: string; from: string; to: string }): Promise<Quality> {
  const messages = await messageCounts(tx, input);
  const { bookId, from, to } = input;
  const { rows } = await tx.execute<{ from_chat: number; corrected: number; others: number; without_receipt: number }>(sql`
    select count(*) filter (where e.source = 'chat' and e.corrects is null)::int as from_chat,
      count(*) filter (where e.source = 'chat' and e.corrects is null and e.voided_by is not null)::int as corrected,
      count(*) filter (where e.source <> 'chat' and e.corrects is null)::int as others,
      count(*) filter (where e.type = 'expense' and e.voided_by is null and not e.has_attachment)::int as without_receipt
    from entry e
    where e.book_id = ${bookId}::uuid and e.reversal_of is null
      and e.occurred_on between ${from}::date and ${to}::date`);
  const [counted] = rows;
  const { hearing, asked, revised, expired_questions: expired, ...told } = messages;
  const entries = {
    fromChat: counted?.from_chat ?? 0,
    corrected: counted?.corrected ?? 0,
    others: counted?.others ?? 0,
    withoutReceipt: counted?.without_receipt ?? 0,
  };
  return {
    messages: told,
    questions: { asked, revised, expired },
    entries,
    correctionRate: rate(entries.corrected, entries.fromChat),
    revisionRate: rate(revised, asked),
    expiryRate: rate(expired, asked),
    hearing,
  };
}

type MessageCounts = Quality['messages'] & { asked: number; revised: number; expired_questions: number; hearing: number | null };

/** Messages of a book are those of its group, or those its members write by themselves. */
async function messageCounts(tx: Transaction, input: { bookId: string; from: string; to: string }): Promise<MessageCounts> {
  const { bookId, from, to } = input;
  const { rows } = await tx.execute<MessageCounts & Record<string, unknown>>(sql`
    with told as (
      select m.id, m.stage, (m.transcript ->> 'confidence')::float8 as confidence,
        (select max(q.revision) from question q where q.message_id = m.id) as revision,
        exists (select from question q where q.message_id = m.id and q.state = 'expired') as expired
      from message m join book b on b.id = ${bookId}::uuid
      where (m.chat_id = b.id or (b.kind <> 'group' and m.chat_id in (
          select c.id from chat c join member k on k.contact_id = c.contact_id where k.book_id = b.id and k.role = 'owner')))
        and m.sent_at >= ${startOf(bookId, sql`${from}::date`)} and m.sent_at < ${startOf(bookId, sql`${to}::date + 1`)}
    )
    select count(*)::int as total, count(*) filter (where stage = 'booked')::int as booked,
      count(*) filter (where stage = 'answered')::int as answered, count(*) filter (where stage = 'cancelled')::int as cancelled,
      count(*) filter (where stage = 'expired')::int as expired, count(*) filter (where stage = 'failed')::int as failed,
      count(revision)::int as asked, count(*) filter (where revision > 1)::int as revised,
      count(*) filter (where expired)::int as expired_questions, round(avg(confidence)::numeric, 4)::float8 as hearing
    from told`);
  const none = { total: 0, booked: 0, answered: 0, cancelled: 0, expired: 0, failed: 0 };
  return rows[0] ?? { ...none, asked: 0, revised: 0, expired_questions: 0, hearing: null };
}

import { asc, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { account, attachment, comment, contact, entry, item, media, message, posting } from '../database/schema/index.ts';
import type { Evidence } from '../language/interpretation.ts';
import { outside } from './amounts.ts';
import { type EntryView, type ViewRow, viewColumns, viewOf } from './entryView.ts';
import { type AttachmentRow, type CommentRow, tagsOf } from './notes.ts';

/** An entry with everything it rests on. */
export interface EntryDetail extends EntryView {
  reason: string | null;
  wallet: WalletName | null;
  toWallet: WalletName | null;
  evidence: Evidence[];
  items: { line: number; name: string; quantity: string; unitPrice: string | null; amount: string }[];
  postings: { account: string; name: string; amount: string; currency: string }[];
  tags: string[];
  /** Of this entry and of those it corrects or that correct it, oldest first. */
  comments: CommentRow[];
  attachments: AttachmentRow[];
  /** The entry with what it corrects, what corrects it, and their reversals, oldest first; this one alone when nothing was changed. */
  history: EntryStep[];
  message: MessageEvidence | null;
}

export interface WalletName {
  id: string;
  code: string;
  name: string;
}

/** One step of what became of an entry. */
export interface EntryStep {
  id: string;
  type: EntryView['type'];
  occurredOn: string;
  recordedAt: Date;
  amount: string;
  currency: string;
  category: string | null;
  note: string;
  decidedBy: string;
  source: EntryView['source'];
  reason: string | null;
  corrects: string | null;
  reversalOf: string | null;
}

/** The message behind an entry: what came in, what was heard or read, and who sent it. */
export interface MessageEvidence {
  id: string;
  kind: typeof message.$inferSelect.kind;
  body: string | null;
  stage: typeof message.$inferSelect.stage;
  sentAt: Date;
  workflowId: string;
  contact: { id: string; name: string | null };
  transcript: typeof message.$inferSelect.transcript;
  reading: Record<string, unknown> | null;
  media: typeof media.$inferSelect | null;
}

type Placed = Pick<EntryView, 'id' | 'corrects' | 'voidedBy' | 'walletId' | 'toWalletId' | 'currency'>;

/** One entry with items, postings, notes, history, evidence and message; null when the transaction does not see it. */
export async function entryDetail(tx: Transaction, id: string): Promise<EntryDetail | null> {
  const { rows } = await tx.execute<ViewRow & { value: string; reason: string | null; evidence: unknown[] }>(
    sql`select ${viewColumns}, ${entry.occurredOn}::text as "value", ${entry.reason} as "reason", ${entry.evidence} as "evidence"
      from ${entry} where ${eq(entry.id, id)}`,
  );
  const [row] = rows;
  if (!row) return null;
  const chain = await chainOf(tx, row);
  const wallets = await walletNames(tx, row);
  return {
    ...viewOf(row),
    reason: row.reason,
    wallet: wallets.find((wallet) => wallet.id === row.walletId) ?? null,
    toWallet: wallets.find((wallet) => wallet.id === row.toWalletId) ?? null,
    evidence: row.evidence as Evidence[],
    items: await itemsOf(tx, row),
    postings: await postingsOf(tx, row),
    tags: await tagsOf(tx, [id]),
    comments: await tx
      .select()
      .from(comment)
      .where(inArray(comment.entryId, chain))
      .orderBy(asc(comment.createdAt), asc(comment.id)),
    attachments: await tx.select().from(attachment).where(inArray(attachment.entryId, chain)).orderBy(asc(attachment.id)),
    history: await historyOf(tx, chain),
    message: row.messageId ? await messageEvidence(tx, row.messageId) : null,
  };
}

/** Ids of an entry, of what it corrects, and of what corrects it. */
async function chainOf(tx: Transaction, { id, corrects, voidedBy }: Placed): Promise<string[]> {
  if (corrects === null && voidedBy === null) return [id];
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive older as (
      select e.id, e.corrects from entry e where e.id = ${id}::uuid
      union all select e.id, e.corrects from entry e join older o on e.id = o.corrects
    ), newer as (
      select ${id}::uuid as id
      union all select e.id from entry e join newer n on e.corrects = n.id
    )
    select id from older union select id from newer`);
  return rows.map((row) => row.id);
}

async function historyOf(tx: Transaction, chain: string[]): Promise<EntryStep[]> {
  const rows = await tx
    .select()
    .from(entry)
    .where(or(inArray(entry.id, chain), inArray(entry.reversalOf, chain)))
    .orderBy(asc(entry.recordedAt), asc(entry.id));
  return rows.map((row) => {
    const { id, type, occurredOn, recordedAt, currency, category, note, decidedBy, source, reason, corrects, reversalOf } = row;
    const amount = outside(row.amount, currency);
    const what = { id, type, occurredOn, recordedAt, amount, currency, category, note };
    return { ...what, decidedBy, source, reason, corrects, reversalOf };
  });
}

const walletNames = (tx: Transaction, { walletId, toWalletId }: Placed): Promise<WalletName[]> =>
  tx
    .select({ id: account.id, code: account.code, name: account.name })
    .from(account)
    .where(
      inArray(
        account.id,
        [walletId, toWalletId].filter((id) => id !== null),
      ),
    );

async function itemsOf(tx: Transaction, { id, currency }: Placed): Promise<EntryDetail['items']> {
  const rows = await tx.select().from(item).where(eq(item.entryId, id)).orderBy(item.line);
  return rows.map(({ line, name, quantity, unitPrice, amount }) => ({
    line,
    name,
    quantity,
    unitPrice: unitPrice === null ? null : outside(unitPrice, currency),
    amount: outside(amount, currency),
  }));
}

async function postingsOf(tx: Transaction, { id }: Placed): Promise<EntryDetail['postings']> {
  const rows = await tx
    .select({ account: account.code, name: account.name, amount: posting.amount, currency: posting.currency })
    .from(posting)
    .innerJoin(account, eq(account.id, posting.accountId))
    .where(eq(posting.entryId, id))
    .orderBy(desc(posting.amount), posting.id);
  return rows.map((side) => ({ ...side, amount: outside(side.amount, side.currency) }));
}

async function messageEvidence(tx: Transaction, id: string): Promise<MessageEvidence | null> {
  const [found] = await tx
    .select({ message, contact: { id: contact.id, name: contact.displayName }, media })
    .from(message)
    .innerJoin(contact, eq(contact.id, message.contactId))
    .leftJoin(media, eq(media.messageId, message.id))
    .where(eq(message.id, id));
  if (!found) return null;
  const { kind, body, stage, sentAt, workflowId, transcript, reading } = found.message;
  return { id, kind, body, stage, sentAt, workflowId, transcript, reading, contact: found.contact, media: found.media };
}

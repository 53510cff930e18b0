import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { audit, auditHead } from '../database/schema/index.ts';

type AuditRow = typeof audit.$inferSelect;

/** Who did what: a line of the audit trail of a book. */
export type AuditView = Omit<AuditRow, 'hash'> & {
  /** Lower-case hex. */
  hash: string;
};

/** A page of a book's audit trail, newest first; `before` is the last number of the page before. */
export async function listAudit(
  tx: Transaction,
  input: {
    bookId: string;
    filter?: { subject?: string; subjectId?: string; actor?: string; from?: Date; to?: Date };
    before?: number;
    limit: number;
  },
): Promise<AuditView[]> {
  const { bookId, filter = {}, before, limit } = input;
  const { subject, subjectId, actor, from, to } = filter;
  const rows = await tx
    .select()
    .from(audit)
    .where(
      and(
        eq(audit.bookId, bookId),
        subject ? eq(audit.subject, subject) : undefined,
        subjectId ? eq(audit.subjectId, subjectId) : undefined,
        actor ? eq(audit.actor, actor) : undefined,
        from ? sql`${audit.at} >= ${from}` : undefined,
        to ? sql`${audit.at} < ${to}` : undefined,
        before === undefined ? undefined : lt(audit.seq, before),
      ),
    )
    .orderBy(desc(audit.seq))
    .limit(limit);
  return rows.map(({ hash, ...row }) => ({ ...row, hash: hash.toString('hex') }));
}

/** Writes down what is no change of a row: that somebody read or exported something. For the book the transaction is in. */
export async function noteInAudit(
  tx: Transaction,
  note: { action: string; subject: string; subjectId: string; details?: Record<string, unknown> },
): Promise<void> {
  const details = JSON.stringify(note.details ?? {});
  await tx.execute(sql`select audit_note(${note.action}, ${note.subject}, ${note.subjectId}, ${details}::jsonb)`);
}

/** Whether the audit trail of a book is what was written, line by line. */
export interface AuditVerdict {
  /** Lines looked at. */
  lines: number;
  intact: boolean;
  /** The first line that was changed, or before which one is missing; null when all is well. */
  brokenAt: number | null;
  /** Of the last line: keep it elsewhere, and nobody can write the trail anew unnoticed. */
  head: string;
}

/** Lines verified by one statement: some 100 ms. */
const verifiedAtOnce = 20_000;

/** Recomputes the chain of a book from its first line to its head. */
export async function verifyAudit(tx: Transaction, bookId: string): Promise<AuditVerdict> {
  // First the head: what is written meanwhile comes after it.
  const [head] = await tx.select().from(auditHead).where(eq(auditHead.bookId, bookId));
  const end = { seq: head?.seq ?? 0, hash: head?.hash.toString('hex') ?? '' };
  let last = { seq: 0, hash: '' };
  const verdict = (brokenAt: number | null): AuditVerdict => ({
    lines: last.seq,
    intact: brokenAt === null,
    brokenAt,
    head: end.hash,
  });
  while (last.seq < end.seq) {
    const { rows } = await tx.execute<{ seq: string; hash: string; good: boolean }>(sql`
      select seq, encode(hash, 'hex') as hash, good from (
        select a.seq, a.hash,
          a.hash = audit_digest(coalesce(lag(a.hash) over w, decode(${last.hash}, 'hex')), a)
            and a.seq = row_number() over w + ${last.seq} as good,
          lead(a.seq) over w is null as is_last
        from audit a where a.book_id = ${bookId}::uuid and a.seq > ${last.seq} and a.seq <= ${Math.min(end.seq, last.seq + verifiedAtOnce)}
        window w as (order by a.seq)
      ) as line where not good or is_last order by seq limit 1`);
    const [line] = rows;
    if (!line) return verdict(last.seq + 1);
    if (!line.good) return verdict(Number(line.seq));
    last = { seq: Number(line.seq), hash: line.hash };
  }
  return verdict(last.hash === end.hash ? null : end.seq);
}

import { eq, sql } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { enterBook, type Transaction } from '../database/pool.ts';
import { contact, type subjectJob } from '../database/schema/index.ts';
import { noteInAudit } from '../ledger/audit.ts';
import { booksOfSubject, type Erasure } from '../ledger/subjects.ts';
import { type Principal, roleIn } from './access/principal.ts';
import type { ApiDeps } from './deps.ts';
import { mediaLink_s } from './mediaLinks.ts';
import { notFound, Problem } from './problem.ts';

type Job = typeof subjectJob.$inferSelect;

/**
 * The person a wish is about, where the caller may speak for them: in every book they have to do with. What is known of a person spans
 * books, and so does forgetting them. From here on the transaction sees all books.
 * @throws Problem 404 for who is in none of the caller's books, 403 when they are in others too.
 */
export async function subjectFor(
  tx: Transaction,
  principal: Principal,
  contactId: string,
): Promise<{ id: string; books: string[] }> {
  await tx.execute(sql`select set_config('app.staff', 'on', true)`);
  const [known] = await tx.select().from(contact).where(eq(contact.id, contactId));
  if (!known) throw notFound('contact');
  const id = known.mergedInto ?? known.id;
  const books = await booksOfSubject(tx, id);
  const owned = books.filter((book) => roleIn(principal, book) === 'owner');
  if (principal.allBooks !== 'owner' && owned.length === 0) throw notFound('contact');
  if (principal.allBooks !== 'owner' && owned.length < books.length)
    throw new Problem(403, 'They are also in books that are not yours: ask the operator of Catat to do this.', 'other-books');
  return { id, books };
}

/** Whoever keeps a book can see that data about one of its people left it. */
export async function noteSubjectExport(
  tx: Transaction,
  { id, books }: { id: string; books: string[] },
  jobId: string,
): Promise<void> {
  for (const book of books) {
    await enterBook(tx, book);
    await noteInAudit(tx, { action: 'export', subject: 'contact', subjectId: id, details: { job: jobId } });
  }
}

const bookkeeping =
  'books and their evidence are kept for ten years (KUP Art. 28(11), UU 8/1997 Art. 11), under an id that tells nobody';

/** A receipt as people read it. */
function receiptView({ files, runs = 0, ...done }: Omit<Erasure, 'files'> & { files: number; runs?: number }) {
  const removed = {
    'addresses and names on WhatsApp': done.addresses,
    'words of messages, what was heard and read of them': done.messages,
    'replies of Catat': done.replies,
    'photos, voice notes and documents': files,
    'histories of runs': runs,
    'keys of WhatsApp shared with them': done.sessionKeys,
    'habits of their own books': done.habits,
    'requests for approval, withdrawn': done.approvals,
  };
  return {
    removed: Object.entries(removed).map(([what, count]) => ({ what, count })),
    kept: [
      { what: 'entries they confirmed, with their notes', count: done.keptEntries, why: bookkeeping },
      { what: 'files behind those entries', count: done.keptFiles, why: bookkeeping },
      {
        what: 'lines of the audit trail',
        count: null,
        why: 'they are part of the books, under the same id, and prove that nothing was changed unseen',
      },
      { what: 'backups', count: null, why: 'they run out by themselves; erase again after restoring one' },
    ],
  };
}

/** A wish as it leaves the API; while it is under way its receipt is not told. */
export function subjectJobView({ links }: ApiDeps, { protocol, host }: FastifyRequest, job: Job) {
  const { id, contactId, kind, state, failure, reason, requestedBy, bytes, sha256, expiresAt } = job;
  const there = state === 'done' && job.key !== null && expiresAt !== null && expiresAt > new Date();
  const told = kind === 'erase' && state === 'done' && job.receipt !== null;
  return {
    id,
    contactId,
    kind,
    state,
    failure,
    reason,
    requestedBy,
    bytes,
    sha256,
    receipt: told ? receiptView(job.receipt as unknown as Parameters<typeof receiptView>[0]) : null,
    createdAt: job.createdAt.toISOString(),
    finishedAt: job.finishedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    url: there ? `${protocol}://${host}${links.make(id, 'subject-jobs')}` : null,
    expiresIn: there ? mediaLink_s : null,
  };
}

import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../../database/pool.ts';
import { message } from '../../database/schema/index.ts';
import { parseReaction, parseReply } from '../../language/answer.ts';
import type { Reply } from '../../language/reply.ts';
import type { Statement } from '../../language/statement.ts';
import { entriesOf, lastQuestionState, openQuestions, type QuestionRow, questionAbout, type Received, readerOf } from './rows.ts';

/** Where a message goes. `waitsForEarlier`: its meaning hangs on an earlier message that may still be unread. */
export type Route = { waitsForEarlier: boolean } & (
  | { to: 'read' }
  | { to: 'question'; questionId: string }
  /** Null: nothing to say, the message is ignored. */
  | { to: 'settle'; statement: Statement | null }
);

const read: Route = { to: 'read', waitsForEarlier: false };
const ignore: Route = { to: 'settle', statement: null, waitsForEarlier: false };
const settle = (statement: Statement, waitsForEarlier = false): Route => ({ to: 'settle', statement, waitsForEarlier });

/** Routes a message by its kind, its quote and the open questions of its chat. */
export function route(tx: Transaction, opening: Received): Promise<Route> {
  switch (opening.message.kind) {
    case 'text':
      return routeText(tx, opening);
    case 'reaction':
      return routeReaction(tx, opening);
    case 'edit':
    case 'revoke':
      return routeChange(tx, opening);
    case 'unsupported':
      return Promise.resolve(settle({ say: 'unsupported', what: unsupportedKind(opening.message.unsupported) }));
    case 'voice':
    case 'image':
    case 'document':
      return Promise.resolve(read);
  }
}

async function routeText(tx: Transaction, opening: Received): Promise<Route> {
  const { message: row } = opening;
  const text = row.body?.trim() ?? '';
  if (text === '') return settle({ say: 'empty' });
  const quoted = row.targetWaId ? await questionAbout(tx, row.chatId, row.targetWaId) : undefined;
  if (quoted) return routeQuote(opening, quoted, text);
  const open = await openQuestions(tx, opening);
  const reply = parseReply(text, { entries: open[0] ? entriesOf(open[0]) : [] }, readerOf(opening));
  return reply ? routeReply(tx, opening, reply, open) : read;
}

/** An answer that quotes: the question is certain, so what cannot be understood is said so instead of being booked anew. */
function routeQuote(opening: Received, quoted: QuestionRow, text: string): Route {
  const closed = closedState(quoted);
  if (closed) return settle({ say: 'question_closed', state: closed });
  const entries = entriesOf(quoted);
  if (!parseReply(text, { entries }, readerOf(opening))) return settle({ say: 'answer_unclear', entries });
  return { to: 'question', questionId: quoted.id, waitsForEarlier: false };
}

async function routeReply(tx: Transaction, opening: Received, reply: Reply, open: QuestionRow[]): Promise<Route> {
  const [newest, ...others] = open;
  if (newest && others.length === 0) return { to: 'question', questionId: newest.id, waitsForEarlier: true };
  if (newest) return settle({ say: 'which_question', open: open.map((row) => ({ entries: entriesOf(row) })) }, true);
  // Nothing is open: after a booking "batal" is about that, so it is read; after a question that was cancelled or has expired it
  // must not take back an older entry.
  const takesBack = reply.kind === 'no' && (await lastQuestionState(tx, opening)) === 'booked';
  return takesBack ? { ...read, waitsForEarlier: true } : settle({ say: 'nothing_open' }, true);
}

async function routeReaction(tx: Transaction, { message: row }: Received): Promise<Route> {
  if (!row.body || !row.targetWaId || !parseReaction(row.body)) return ignore;
  const about = await questionAbout(tx, row.chatId, row.targetWaId);
  if (about?.waId !== row.targetWaId || about.state !== 'open') return ignore;
  return { to: 'question', questionId: about.id, waitsForEarlier: false };
}

/** An edited or revoked message: before its entry is booked the change counts, afterwards the person is told. */
async function routeChange(tx: Transaction, { message: row }: Received): Promise<Route> {
  if (!row.targetWaId) return ignore;
  const [original] = await tx
    .select()
    .from(message)
    .where(and(eq(message.chatId, row.chatId), eq(message.waId, row.targetWaId), eq(message.contactId, row.contactId)));
  if (!original) return ignore;
  const about = await questionAbout(tx, row.chatId, row.targetWaId);
  // The original is still being read: wait for its question.
  if (!about) return { ...ignore, waitsForEarlier: true };
  const closed = closedState(about);
  if (closed) return closed === 'booked' ? settle({ say: 'question_closed', state: closed }) : ignore;
  if (row.kind === 'edit') await tx.update(message).set({ body: row.body }).where(eq(message.id, original.id));
  return { to: 'question', questionId: about.id, waitsForEarlier: false };
}

function closedState({ state }: QuestionRow): 'booked' | 'cancelled' | 'expired' | null {
  return state === 'booked' || state === 'cancelled' || state === 'expired' ? state : null;
}

const unsupportedKinds = ['sticker', 'video', 'location', 'contact', 'view_once'] as const;
const unsupportedKind = (kind: string | null) => unsupportedKinds.find((known) => known === kind) ?? 'other';

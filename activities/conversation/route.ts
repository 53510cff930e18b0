import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../../database/pool.ts';
import { message } from '../../database/schema/index.ts';
import { interpret } from '../../language/interpret.ts';
import type { DraftEntry, Interpretation } from '../../language/interpretation.ts';
import { recordOf } from '../../language/proposal.ts';
import { isDayAlone } from '../../language/reading/periods.ts';
import { parseReaction } from '../../language/replies/answer.ts';
import {
  addsOn,
  isEmojiAlone,
  isFine,
  isReplacing,
  isThanks,
  mayNameWallet,
  meansAll,
  refersBack,
  soundsLikeCorrection,
} from '../../language/replies/followUps.ts';
import { correctedThing, mentions } from '../../language/replies/pointing.ts';
import { blankDraft, readReply } from '../../language/replies/proposalReply.ts';
import type { Reply } from '../../language/replies/reply.ts';
import type { Statement } from '../../language/statement.ts';
import { walletMeant } from '../../language/wallets/wallets.ts';
import { bookFor } from './group.ts';
import { answerToList } from './listed.ts';
import { namesOf } from './names.ts';
import {
  bookingAbout,
  entriesOf,
  lastQuestionOf,
  lastQuestionState,
  lastSaid,
  lastSaidBooking,
  type MessageRow,
  openQuestions,
  proposalOf,
  type QuestionRow,
  questionAbout,
  questionRemindedOf,
  type Received,
  readerOf,
} from './rows.ts';

/** Where a message goes. `waitsForEarlier`: its meaning hangs on an earlier message that may still be unread. */
export type Route = { waitsForEarlier: boolean } & (
  | { to: 'read' /** The run whose draft it goes on with. */; joins?: string }
  | { to: 'questions'; questionIds: string[] }
  /** To the booked entries it points at. */
  | { to: 'amend' }
  /** Takes back a message that is still being read. */
  | { to: 'withdraw'; workflowId: string }
  /** Null: nothing to say, the message is ignored. */
  | { to: 'settle'; statement: Statement | null }
);

const readIt = { to: 'read', waitsForEarlier: false } as const;
const amend = { to: 'amend', waitsForEarlier: false } as const;
const ignore: Route = { to: 'settle', statement: null, waitsForEarlier: false };
const settle = (statement: Statement, waitsForEarlier = false): Route => ({ to: 'settle', statement, waitsForEarlier });
const answers = (row: QuestionRow, waitsForEarlier = false): Route => ({
  to: 'questions',
  questionIds: [row.id],
  waitsForEarlier,
});

/** A draft that was asked about longer ago is not what "sama parkir 2rb" goes on with. */
const addition_max_ms = 10 * 60_000;

/**
 * Routes a message by its kind, its quote and the open questions of its chat.
 * @param unread earlier messages of the chat that are still being read
 */
export function route(tx: Transaction, opening: Received, unread: readonly MessageRow[]): Promise<Route> {
  switch (opening.message.kind) {
    case 'text':
      return routeText(tx, opening, unread);
    case 'reaction':
      return routeReaction(tx, opening);
    case 'edit':
    case 'revoke':
      return routeChange(tx, opening);
    case 'unsupported':
      return routeUnsupported(tx, opening);
    case 'voice':
    case 'image':
    case 'document':
      return Promise.resolve(readIt);
  }
}

/** A sticker while something is asked is a mood, not a transaction. */
async function routeUnsupported(tx: Transaction, opening: Received): Promise<Route> {
  const what = unsupportedKind(opening.message.unsupported);
  const open = what === 'sticker' ? await openQuestions(tx, opening) : [];
  return settle(open.length > 0 ? { say: 'wordless', waiting: true } : { say: 'unsupported', what });
}

async function routeText(tx: Transaction, opening: Received, unread: readonly MessageRow[]): Promise<Route> {
  const { message: row } = opening;
  const text = row.body?.trim() ?? '';
  if (text === '') return settle({ say: 'empty' });
  if (isEmojiAlone(text)) return wordless(tx, opening);
  const quoting = row.targetWaId ? await routeQuote(tx, opening, { waId: row.targetWaId, text, unread }) : undefined;
  if (quoting) return quoting;
  const open = await openQuestions(tx, opening);
  const asked = waiting(await inMind(tx, opening, open));
  const [newest] = asked;
  const picked = asked.length > 1 ? await pickedFromList(tx, opening, asked) : null;
  if (picked) return picked;
  const meant = named(opening, text, asked);
  const about = meant ?? newest;
  const read = readReply(text, about ? proposalOf(about) : recordOf([]), readerOf(opening));
  const reply = read && isOfItsOwn(opening, text, about, read) ? null : read;
  if (!reply) return routeOwn(tx, opening, text, newest);
  if (meant) return answers(meant, true);
  // "kopi tadi harusnya 30rb" while something else is asked: it is about what is booked.
  const thing = reply.kind === 'correct' ? correctedThing(text) : [];
  if (about && thing.length > 0 && !mentions(thing.join(' '), shownIn(about))) return amend;
  return asked.length === 0 ? routeUnasked(tx, opening, { reply, unread, open }) : routeReply(tx, opening, reply, asked);
}

const wordless = async (tx: Transaction, opening: Received): Promise<Route> =>
  settle({ say: 'wordless', waiting: (await openQuestions(tx, opening)).length > 0 });

/** "1 dan 3" after the open questions were listed, newest first. */
async function pickedFromList(tx: Transaction, opening: Received, asked: readonly QuestionRow[]): Promise<Route | null> {
  const answer = await answerToList(tx, opening);
  if (!answer) return null;
  const meant = answer.numbers === 'all' ? asked : answer.numbers.flatMap((number) => asked[number - 1] ?? []);
  const fits = meant.length > 0 && meant.every((row) => readReply(answer.text, proposalOf(row), readerOf(opening)));
  if (!fits) return settle({ say: 'which_question', open: asked.map(titled) }, true);
  return { to: 'questions', questionIds: meant.map(({ id }) => id).reverse(), waitsForEarlier: true };
}

/** What could be an answer by its words, but tells of something else: "ganti oli 150rb", "eh sama roti 12k", "hapus kos". */
function isOfItsOwn(opening: Received, text: string, about: QuestionRow | undefined, { kind }: Reply): boolean {
  if (kind !== 'correct') return false;
  if (isReplacing(text) || addsOn(text)) return true;
  if (about && isDayAlone(text, readerOf(opening))) return false;
  const { intent } = interpret(text, readerOf(opening));
  // "3 hapus" names a line of what is asked, "hapus kos" something else.
  if (intent === 'undo') return about !== undefined && correctedThing(text).length > 0 && !mentions(text, shownIn(about));
  return !answering.includes(intent);
}

/** Intents of texts that may as well correct what is asked. */
const answering: readonly Interpretation['intent'][] = ['record', 'edit', 'unknown', 'smalltalk', 'undo'];

/**
 * Open questions without the approvals, which stay open for days: one of those is meant without a quote only while it is the last thing
 * Catat has said, and then nothing else is.
 */
async function inMind(tx: Transaction, opening: Received, open: readonly QuestionRow[]): Promise<readonly QuestionRow[]> {
  const approvals = open.filter((row) => proposalOf(row).kind === 'approval');
  if (approvals.length === 0) return open;
  const last = await lastSaid(tx, opening);
  const own = approvals.find(({ workflowId }) => last?.startsWith(`${workflowId}/`));
  if (!own) return open.filter((row) => !approvals.includes(row));
  return isOwnRequest(own) ? [own] : [own, ...approvals.filter((row) => row !== own && !isOwnRequest(row))];
}

function isOwnRequest(row: QuestionRow): boolean {
  const proposal = proposalOf(row);
  return proposal.kind === 'approval' && proposal.own;
}

/** Open questions an answer without a quote can mean: the newest, and with it all of its kind that wait as long. A change that was asked about before is over. */
function waiting(open: readonly QuestionRow[]): readonly QuestionRow[] {
  const [newest] = open;
  if (!newest) return [];
  const { kind } = proposalOf(newest);
  return kind === 'record' || kind === 'approval' ? open.filter((row) => proposalOf(row).kind === kind) : [newest];
}

/** Of several questions the only one an answer names by its words. */
function named(opening: Received, text: string, asked: readonly QuestionRow[]): QuestionRow | undefined {
  // "pake ovo" names a wallet, not the topup of it.
  if (asked.length < 2 || walletMeant(text) !== null) return undefined;
  const hits = asked.filter((row) => mentions(text, shownIn(row)) && readReply(text, proposalOf(row), readerOf(opening)));
  return hits.length === 1 ? hits[0] : undefined;
}

/** The entries a question shows. */
function shownIn(row: QuestionRow): Pick<DraftEntry, 'note' | 'merchant'>[] {
  const proposal = proposalOf(row);
  switch (proposal.kind) {
    case 'record':
    case 'approval':
      return proposal.entries;
    case 'amend':
      return proposal.amendments.map(({ entry }) => entry);
    case 'pick':
      return proposal.among.map(({ entry }) => entry);
    case 'command':
      return [];
  }
}

/** A text that answers nothing: something new, which may go on with what is asked or correct what was booked a moment ago. */
async function routeOwn(tx: Transaction, opening: Received, text: string, newest: QuestionRow | undefined): Promise<Route> {
  if (newest) return besides(opening, text, newest);
  if (addsOn(text)) return { ...readIt, waitsForEarlier: true };
  const names = mayNameWallet(text) ? await namesOf(tx, (await bookFor(tx, opening)).id) : undefined;
  if (isReplacing(text) || !soundsLikeCorrection(text, names?.wallets)) return readIt;
  if (refersBack(text) && (await isOfLastBooking(tx, opening, text))) return { ...amend, waitsForEarlier: true };
  if (readReply(text, { ...recordOf([blankDraft]), ...names }, readerOf(opening))?.kind !== 'correct') return readIt;
  if (!answering.includes(interpret(text, readerOf(opening)).intent)) return readIt;
  const thing = correctedThing(text).length > 0;
  if (!thing && tellsOfAThing(text, opening)) return readIt;
  return { ...(thing || (await lastSaidBooking(tx, opening)) ? amend : readIt), waitsForEarlier: true };
}

/** While a question is open: what goes on with a fresh draft joins it, and a correction that fits no line of what is shown is asked about. */
function besides(opening: Received, text: string, newest: QuestionRow): Route {
  const proposal = proposalOf(newest);
  const fresh = opening.message.receivedAt.getTime() - newest.askedAt.getTime() < addition_max_ms;
  const takesMore = proposal.kind === 'record' && fresh;
  // "oh bukan, 20rb" to a draft of several lines: which one? And what others are asked to approve is not changed.
  const cannot = proposal.kind === 'approval' || (takesMore && proposal.entries.length > 1);
  if (cannot && isBareCorrection(text, opening)) return settle({ say: 'answer_unclear', proposal });
  return addsOn(text) && takesMore ? { ...readIt, joins: newest.workflowId, waitsForEarlier: true } : readIt;
}

/** Whether the booking Catat has just confirmed holds what a text names. */
async function isOfLastBooking(tx: Transaction, opening: Received, text: string): Promise<boolean> {
  const booking = await lastSaidBooking(tx, opening);
  const asked = booking === undefined ? undefined : await lastQuestionOf(tx, booking);
  return asked !== undefined && mentions(text, shownIn(asked));
}

/** An amount after a no or a sorry, and nothing it could be for. */
const isBareCorrection = (text: string, opening: Received): boolean =>
  soundsLikeCorrection(text) && interpret(text, readerOf(opening)).intent === 'record' && !tellsOfAThing(text, opening);

/** A record with a thing of its own ("parkir itu 2rb") corrects nothing. */
function tellsOfAThing(text: string, opening: Received): boolean {
  const told = interpret(text, readerOf(opening));
  return told.intent === 'record' && told.entries.some(({ doubts }) => !doubts.includes('category_unsure'));
}

/** A text that quotes: what it is about is certain, so what cannot be understood is said so instead of being booked anew. */
async function routeQuote(
  tx: Transaction,
  opening: Received,
  { waId, text, unread }: { waId: string; text: string; unread: readonly MessageRow[] },
): Promise<Route | undefined> {
  const { chatId } = opening.message;
  const about = (await questionAbout(tx, chatId, waId)) ?? (await questionRemindedOf(tx, chatId, waId));
  if (about && isDecidedElsewhere(about)) return settle({ say: 'approval_refused', because: 'over' });
  if (about && (about.state === 'cancelled' || about.state === 'expired'))
    return settle({ say: 'question_closed', state: about.state });
  const booked = await bookingAbout(tx, chatId, waId);
  if (booked) return routeBooked(tx, opening, booked, text);
  if (about) {
    const proposal = proposalOf(about);
    return readReply(text, proposal, readerOf(opening)) ? answers(about) : settle({ say: 'answer_unclear', proposal });
  }
  const earlier = unread.find((one) => one.waId === waId);
  const takenBack = earlier && readReply(text, recordOf([]), readerOf(opening))?.kind === 'no';
  return takenBack ? { to: 'withdraw', workflowId: earlier.workflowId, waitsForEarlier: false } : undefined;
}

/** An approver's question that needs no answer any more: the entries are in a book they are not written to here. */
const isDecidedElsewhere = (row: QuestionRow): boolean =>
  row.state !== 'open' && proposalOf(row).kind === 'approval' && !isOwnRequest(row);

/** A text that quotes what is booked: a correction or a no changes it; anything else is read for itself. */
async function routeBooked(tx: Transaction, opening: Received, workflowId: string, text: string): Promise<Route | undefined> {
  const asked = await lastQuestionOf(tx, workflowId);
  const entries = asked && asked.entries.length > 0 ? entriesOf(asked) : [blankDraft];
  const reader = readerOf(opening);
  const reply = readReply(text, recordOf(entries), reader);
  if (reply?.kind === 'correct' || reply?.kind === 'no') return amend;
  if (reply) return settle({ say: 'question_closed', state: 'booked' });
  const { intent } = interpret(text, reader);
  return intent === 'edit' || intent === 'undo' ? amend : undefined;
}

/** Drafts asked about one after the other within this time are answered together; after it, a yes is for the one that was just shown. */
const together_max_ms = 2 * 60_000;

/** Whether a question is the one the person is at: put right already, or asked long after the others. */
const isTalkedAbout = ({ revision, askedAt }: QuestionRow, [before]: readonly QuestionRow[]): boolean =>
  revision > 1 || (before !== undefined && askedAt.getTime() - before.askedAt.getTime() > together_max_ms);

async function routeReply(tx: Transaction, opening: Received, reply: Reply, open: readonly QuestionRow[]): Promise<Route> {
  const [newest, ...others] = open;
  // What is put right is what the person sees, and is shown again before anything is booked.
  const putsRight = reply.kind === 'correct' || reply.kind === 'choose';
  const isMeant = putsRight || (newest && isTalkedAbout(newest, others) && !meansAll(opening.message.body ?? ''));
  if (newest && isMeant && (await lastSaid(tx, opening))?.startsWith(`${newest.workflowId}/`)) return answers(newest, true);
  if (newest && (others.length === 0 || looksToldBefore(newest))) return answers(newest, true);
  const verdict = reply.kind === 'yes' || reply.kind === 'no';
  if (verdict && meansAll(opening.message.body ?? ''))
    return { to: 'questions', questionIds: open.map(({ id }) => id).reverse(), waitsForEarlier: true };
  return settle({ say: 'which_question', open: open.map(titled) }, true);
}

const titled = (row: QuestionRow) => ({ proposal: proposalOf(row) });

/** Whoever is asked "is it the same?" answers that, whatever else is open. */
function looksToldBefore(row: QuestionRow): boolean {
  const proposal = proposalOf(row);
  return proposal.kind === 'record' && proposal.twins.length > 0;
}

/** A yes or a no while nothing is asked. */
async function routeUnasked(
  tx: Transaction,
  opening: Received,
  { reply, unread, open }: { reply: Reply; unread: readonly MessageRow[]; open: readonly QuestionRow[] },
): Promise<Route> {
  if (reply.kind === 'no') {
    const [only] = unread;
    // The last thing the person saw is their own file with the sign of work on it: that is what they take back.
    if (only && unread.length === 1 && only.kind !== 'text')
      return { to: 'withdraw', workflowId: only.workflowId, waitsForEarlier: false };
    if (only) return settle({ say: 'still_reading', count: unread.length }, true);
    // After a booking "batal" is about that, so it is read; after a question that was cancelled or has expired it must not take
    // back an older entry.
    if ((await lastQuestionState(tx, opening)) === 'booked') return { ...readIt, waitsForEarlier: true };
  }
  // "oke", and anything agreeing after a booking, wants nothing.
  const fine = reply.kind === 'yes' && (isFine(opening.message.body ?? '') || (await lastSaidBooking(tx, opening)) !== undefined);
  const older = open.filter((row) => proposalOf(row).kind === 'approval' && !isOwnRequest(row));
  if (reply.kind === 'yes' && isThanks(opening.message.body ?? '')) return settle({ say: 'smalltalk', thanks: true }, true);
  if (!fine && older.length > 0) return settle({ say: 'which_question', open: older.map(titled) }, true);
  return settle({ say: fine ? 'acknowledged' : 'nothing_open' }, true);
}

async function routeReaction(tx: Transaction, { message: row }: Received): Promise<Route> {
  if (!row.body || !row.targetWaId || !parseReaction(row.body)) return ignore;
  const about = await questionAbout(tx, row.chatId, row.targetWaId);
  if (about?.waId !== row.targetWaId || about.state !== 'open') return ignore;
  return answers(about);
}

/** An edited or revoked message: before its entry is booked the change counts at once, afterwards it is asked about. */
async function routeChange(tx: Transaction, opening: Received): Promise<Route> {
  const { message: row } = opening;
  if (!row.targetWaId) return ignore;
  const [original] = await tx
    .select()
    .from(message)
    .where(and(eq(message.chatId, row.chatId), eq(message.waId, row.targetWaId), eq(message.contactId, row.contactId)));
  if (!original) return ignore;
  const about = (await questionAbout(tx, row.chatId, row.targetWaId)) ?? (await draftWith(tx, opening, original));
  if (!about && row.kind === 'revoke' && (original.stage === 'received' || original.stage === 'reading'))
    return { to: 'withdraw', workflowId: original.workflowId, waitsForEarlier: false };
  // The original is still being read: wait for its question.
  if (!about) return { ...ignore, waitsForEarlier: true };
  if (about.state === 'booked') return amend;
  if (about.state === 'cancelled' || about.state === 'expired') return ignore;
  // What others are asked to approve is not changed under their eyes.
  if (row.kind === 'edit' && isOwnRequest(about)) return settle({ say: 'answer_unclear', proposal: proposalOf(about) });
  if (row.kind === 'edit') await tx.update(message).set({ body: row.body }).where(eq(message.id, original.id));
  return answers(about);
}

/** The open draft a message has joined. Of a photo the edit of its caption changes nothing there. */
async function draftWith(tx: Transaction, opening: Received, { id, kind }: MessageRow): Promise<QuestionRow | undefined> {
  if (opening.message.kind === 'edit' && kind !== 'text') return undefined;
  const open = await openQuestions(tx, opening);
  return open.find((row) => proposalOf(row).kind === 'record' && entriesOf(row).some(({ messageId }) => messageId === id));
}

const unsupportedKinds = ['sticker', 'video', 'location', 'contact', 'view_once'] as const;
const unsupportedKind = (kind: string | null) => unsupportedKinds.find((known) => known === kind) ?? 'other';

import { and, eq } from 'drizzle-orm';
import { message } from '../../database/schema/index.ts';
import { interpret } from '../../language/interpret.ts';
import type { Intent } from '../../language/interpretation.ts';
import type { Reader } from '../../language/locale.ts';
import type { Amendment, BookedEntry, EntryChange, Proposal } from '../../language/proposal.ts';
import { recordOf } from '../../language/proposal.ts';
import { amendmentsOf, difference } from '../../language/replies/amending.ts';
import { correctedThing, entriesPointedAt } from '../../language/replies/pointing.ts';
import { draftOf, readReply } from '../../language/replies/proposalReply.ts';
import type { BookNames } from '../../language/replies/reply.ts';
import type { Statement } from '../../language/statement.ts';
import { namesOf, withNamesSaid } from '../conversation/names.ts';
import { bookingAbout, lastSaidBooking, readerOf } from '../conversation/rows.ts';
import { bookedByRun, bookedLately, lastBookingRun } from './booked.ts';
import type { Desk } from './desk.ts';

/** Choices one list offers; more are not looked through on a phone. */
const choices_max = 6;

/** What a correction leads to: a proposal, or words when there is nothing to propose. */
export type Amending = { proposal: Proposal } | Statement;

/** A message that points at something booked: by its quote, as the edit or revoke of what was booked, or because it was just confirmed. */
export async function amendPointed(desk: Desk): Promise<Amending> {
  const { tx, opening } = desk;
  const { message: row } = opening;
  if (row.kind === 'edit') return amendEdited(desk);
  const text = row.body ?? '';
  const reader = readerOf(opening);
  const named = row.targetWaId === null ? await entriesNamed(desk, text) : null;
  const run = row.targetWaId ? await bookingAbout(tx, row.chatId, row.targetWaId) : await lastSaidBooking(tx, opening);
  const entries = named ?? (run === undefined ? [] : await bookedByRun(tx, { bookId: desk.book.id, workflowId: run }));
  if (entries.length === 0) return { say: 'no_such_entry' };
  if (row.kind === 'revoke') return takeBack(entries);
  const names = await namesOf(tx, desk.book.id);
  const reply = readReply(text, { ...recordOf(entries.map(draftOf)), ...names }, reader);
  if (reply?.kind === 'no') return takeBack(entries);
  const asked = interpret(text, reader);
  if (asked.intent === 'undo') return takeBack(entries);
  if (reply?.kind === 'correct' && (named === null || named.length === 1)) {
    const amendments = amendmentsOf(entries, reply.changes);
    if (amendments) return amendments.length > 0 ? { proposal: { kind: 'amend', amendments } } : { say: 'acknowledged' };
  }
  if (asked.intent === 'edit') return change(entries, asked.set);
  return offer(entries.flatMap((entry) => correctionOf(entry, text, reader, names)));
}

/** What a text makes of one entry, as if it were the only one. */
function correctionOf(entry: BookedEntry, text: string, reader: Reader, names: BookNames): Amendment[] {
  const reply = readReply(text, { ...recordOf([draftOf(entry)]), ...names }, reader);
  return (reply?.kind === 'correct' && amendmentsOf([entry], reply.changes)) || [];
}

/** The booked entries an unquoted text names, none where it names what is not there; null when it names nothing. */
async function entriesNamed({ tx, book, opening }: Desk, text: string): Promise<BookedEntry[] | null> {
  const lately = await bookedLately(tx, { bookId: book.id, decidedBy: opening.contact.id });
  const asked = interpret(text, readerOf(opening));
  const pointed = entriesPointedAt(text, lately, readerOf(opening), asked.intent === 'edit' ? asked.set : {});
  if (pointed.at === 'last') return null;
  return pointed.entries.length > 0 || correctedThing(text).length > 0 ? pointed.entries : null;
}

/** The message behind a booking was edited: what it says now against what is booked. */
async function amendEdited({ tx, book, opening }: Desk): Promise<Amending> {
  const { message: row } = opening;
  const target = row.targetWaId ?? '';
  const run = await bookingAbout(tx, row.chatId, target);
  const entries = run === undefined ? [] : await bookedByRun(tx, { bookId: book.id, workflowId: run });
  if (entries.length === 0) return { say: 'nothing_to_undo' };
  const [original] = await tx
    .select({ sentAt: message.sentAt })
    .from(message)
    .where(and(eq(message.chatId, row.chatId), eq(message.waId, target)));
  // "kemarin" is meant from the day it was first written.
  const reader: Reader = { ...readerOf(opening), now: original?.sentAt ?? row.sentAt };
  const told = interpret(row.body ?? '', reader);
  if (told.intent !== 'record' || told.entries.length !== entries.length) return { say: 'change_unclear' };
  const said = withNamesSaid(opening, told.entries, await namesOf(tx, book.id));
  const amendments = entries.flatMap((entry, index): Amendment[] => {
    const wanted = said[index];
    const set = wanted ? difference(entry, wanted) : null;
    return set ? [{ entry, set }] : [];
  });
  return amendments.length > 0 ? { proposal: { kind: 'amend', amendments } } : { say: 'acknowledged' };
}

/** "ubah yang tadi jadi 30rb", "kategori yang kopi harusnya jajan": which entry, and what becomes of it. */
export async function amendNamed(desk: Desk, { set }: Extract<Intent, { intent: 'edit' }>): Promise<Amending> {
  const meant = await entriesMeant(desk, set);
  if (meant.length === 0) return { say: 'no_such_entry' };
  return change(meant, set);
}

/** "hapus yang bensin". Null when no entry is named: the last booking is meant. */
export async function takeBackNamed(desk: Desk): Promise<Amending | null> {
  const { tx, book, opening } = desk;
  const lately = await bookedLately(tx, { bookId: book.id, decidedBy: opening.contact.id });
  const pointed = entriesPointedAt(opening.message.body ?? '', lately, readerOf(opening));
  if (pointed.at === 'last') return null;
  return pointed.entries.length === 0 ? { say: 'no_such_entry' } : choose(pointed.entries, null);
}

async function entriesMeant({ tx, book, opening }: Desk, set: EntryChange): Promise<BookedEntry[]> {
  const who = { bookId: book.id, decidedBy: opening.contact.id };
  const pointed = entriesPointedAt(opening.message.body ?? '', await bookedLately(tx, who), readerOf(opening), set);
  if (pointed.at === 'named') return pointed.entries;
  const workflowId = await lastBookingRun(tx, who);
  return workflowId === null ? [] : bookedByRun(tx, { bookId: book.id, workflowId });
}

export const takeBack = (entries: BookedEntry[]): Amending => ({
  proposal: { kind: 'amend', amendments: entries.map((entry) => ({ entry, set: null })) },
});

const change = (entries: BookedEntry[], set: EntryChange): Amending => choose(entries, set);

/** One entry is asked about; of several the person picks one. Those that are like that already are not meant. */
function choose(entries: BookedEntry[], set: EntryChange | null): Amending {
  const among = entries
    .filter(
      (entry: Partial<Record<keyof EntryChange, unknown>>) =>
        set === null || Object.entries(set).some(([field, value]) => entry[field as keyof EntryChange] !== value),
    )
    .map((entry): Amendment => ({ entry, set }));
  return among.length === 0 ? { say: 'not_amended', because: 'same' } : offer(among);
}

function offer(all: readonly Amendment[]): Amending {
  const among = all.slice(0, choices_max);
  if (among.length === 0) return { say: 'change_unclear' };
  return { proposal: among.length === 1 ? { kind: 'amend', amendments: among } : { kind: 'pick', among } };
}

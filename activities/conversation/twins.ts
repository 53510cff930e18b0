import { and, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Transaction } from '../../database/pool.ts';
import { entry, media, message } from '../../database/schema/index.ts';
import { localDate } from '../../language/calendar.ts';
import { fallbackCategory } from '../../language/categories.ts';
import type { Category, Currency, DraftEntry } from '../../language/interpretation.ts';
import { fromMinor, toMinor } from '../../language/money.ts';
import type { Twin } from '../../language/proposal.ts';
import { tokenize } from '../../language/reading/tokens.ts';
import { saysAgain } from '../../language/replies/followUps.ts';
import { entriesOf, type QuestionRow, type Received } from './rows.ts';

/**
 * The same words again so soon are a message sent twice, by doubt or by a slow network; later, people do buy the same coffee again.
 */
const repeated_max_ms = 10 * 60_000;

/** Receipts are often photographed in the evening, or the day after, for what was typed on the spot. */
const receipt_max_ms = 48 * 3_600_000;

/** Shorter words ("di", "2x") make no two purchases alike. */
const tellingWord_min = 3;

const paper: readonly (typeof message.$inferSelect.kind)[] = ['image', 'document'];

type Told = Omit<Twin, 'line'> & { at: Date; messageId: string; onPaper: boolean };

/**
 * Lines of a draft that look as if they were told before. The same file, whenever it came; or the same amount, direction and day,
 * where the words are alike and it is said again within {@link repeated_max_ms}, or where one of the two is a receipt, which has
 * other words, and words or category are alike within {@link receipt_max_ms}. Words that say it is once more are taken at their word.
 * @param open questions of the person in this chat that still wait.
 */
export async function findTwins(
  tx: Transaction,
  opening: Received,
  input: { bookId: string; entries: readonly DraftEntry[]; open: readonly QuestionRow[] },
): Promise<Twin[]> {
  const { bookId, entries, open } = input;
  const { message: row, contact: person } = opening;
  const own = [row.id, ...entries.flatMap(({ messageId }) => messageId ?? [])];
  const copies = paper.includes(row.kind) ? await sameFiles(tx, own, row.chatId) : [];
  const told = [
    ...(await booked(tx, { bookId, entries, own, copies })),
    ...open.flatMap((question) => waiting(question, copies)),
  ];
  const onPaper = paper.includes(row.kind);
  const again = saysAgain(row.body ?? '');
  return entries.flatMap((draft, index) => {
    const twin =
      told.find(({ sameFile }) => sameFile) ?? told.find((one) => isAlike(draft, one, { at: row.sentAt, onPaper, again }));
    if (!twin) return [];
    const { of, at, sameFile, booked: isBooked } = twin;
    return [{ line: index + 1, of, toldAt: localMinute(at, person.timezone), sameFile, booked: isBooked }];
  });
}

function isAlike(draft: DraftEntry, { of, at, onPaper }: Told, own: { at: Date; onPaper: boolean; again: boolean }): boolean {
  if (draft.amount !== of.amount || draft.type !== of.type || draft.occurredOn !== of.occurredOn) return false;
  const apart_ms = Math.abs(own.at.getTime() - at.getTime());
  if (onPaper !== own.onPaper) return apart_ms <= receipt_max_ms && (sharesWord(draft, of) || sharesCategory(draft, of));
  return !own.again && apart_ms <= repeated_max_ms && sharesWord(draft, of);
}

type Worded = Pick<DraftEntry, 'note' | 'merchant'>;

const tellingWords = ({ note, merchant }: Worded): string[] =>
  tokenize(`${note} ${merchant ?? ''}`).flatMap(({ kind, norm }) =>
    kind === 'word' && norm.length >= tellingWord_min ? [norm] : [],
  );

function sharesWord(one: Worded, other: Worded): boolean {
  const words = new Set(tellingWords(one));
  const others = tellingWords(other);
  return words.size === 0 ? others.length === 0 : others.some((word) => words.has(word));
}

const sharesCategory = (one: DraftEntry, other: Pick<DraftEntry, 'category'>): boolean =>
  one.category !== null && one.category === other.category && one.category !== fallbackCategory(one.type);

/** Messages of the chat that brought the very same file as one of ours. */
async function sameFiles(tx: Transaction, own: string[], chatId: string): Promise<string[]> {
  const copy = alias(media, 'copy');
  const rows = await tx
    .select({ id: copy.messageId })
    .from(media)
    .innerJoin(copy, eq(copy.sha256, media.sha256))
    .innerJoin(message, eq(message.id, copy.messageId))
    .where(and(inArray(media.messageId, own), ne(copy.messageId, media.messageId), eq(message.chatId, chatId)));
  return rows.map(({ id }) => id).filter((id) => !own.includes(id));
}

/** What stands in the book and could be what the draft tells. */
async function booked(
  tx: Transaction,
  input: { bookId: string; entries: readonly DraftEntry[]; own: string[]; copies: string[] },
): Promise<Told[]> {
  const { bookId, entries, own, copies } = input;
  const amounts = entries.flatMap(({ amount, currency }) => (amount === null ? [] : [toMinor(amount, currency)]));
  const alike = and(
    inArray(entry.amount, amounts),
    inArray(entry.occurredOn, [...new Set(entries.map(({ occurredOn }) => occurredOn))]),
    gt(entry.recordedAt, new Date(Date.now() - receipt_max_ms)),
  );
  const which = [...(amounts.length > 0 ? [alike] : []), ...(copies.length > 0 ? [inArray(entry.messageId, copies)] : [])];
  if (which.length === 0) return [];
  const rows = await tx
    .select({ entry, kind: message.kind, sentAt: message.sentAt })
    .from(entry)
    .innerJoin(message, eq(message.id, entry.messageId))
    .where(and(eq(entry.bookId, bookId), isNull(entry.reversalOf), isNull(entry.voidedBy), or(...which)));
  return rows.flatMap(({ entry: row, kind, sentAt }) => {
    const { type, currency, category, occurredOn, merchant, note, messageId } = row;
    if (type === 'reversal' || messageId === null || own.includes(messageId)) return [];
    const amount = fromMinor(row.amount, currency as Currency);
    const of = { type, amount, category: category as Category | null, occurredOn, merchant, note };
    const sameFile = copies.includes(messageId);
    return [{ of, at: sentAt, toldAt: '', sameFile, booked: true, messageId, onPaper: paper.includes(kind) }];
  });
}

/** What is asked about and not answered yet. */
function waiting(question: QuestionRow, copies: readonly string[]): Told[] {
  return entriesOf(question).flatMap((draft) => {
    const { type, amount, category, occurredOn, merchant, note, messageId = question.messageId } = draft;
    if (amount === null) return [];
    const of = { type, amount, category, occurredOn, merchant, note };
    const sameFile = copies.includes(messageId);
    return [{ of, at: question.askedAt, toldAt: '', sameFile, booked: false, messageId, onPaper: draft.items.length > 0 }];
  });
}

/** "2026-11-23T10:15" by the person's clock. */
function localMinute(at: Date, timezone: string): string {
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, hour: '2-digit', minute: '2-digit' }).format(at);
  return `${localDate(at, timezone)}T${time}`;
}

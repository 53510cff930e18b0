import { and, eq, isNull } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Database } from '../../database/pool.ts';
import { contact, message, type Transcript } from '../../database/schema/index.ts';
import { interpret } from '../../language/interpret.ts';
import type { Interpretation } from '../../language/interpretation.ts';
import type { Locale, Reader } from '../../language/locale.ts';
import type { RulesActivities, UnderstandingActivities } from '../../workflows/contracts.ts';
import { atBoundary, failure } from '../failure.ts';
import { receiptDraft } from '../receipt/draft.ts';
import type { ReceiptReading } from '../receipt/reading.ts';
import { withCaption } from './caption.ts';
import { asHeard, judgeHearings } from './hearings.ts';
import type { Model } from './model.ts';
import { isUnsure, type Reading, read, rulesAlone } from './read.ts';

export interface UnderstandingDeps {
  db: Database;
  /** Null when no model is configured: rules alone. */
  model: Model | null;
  log: Pick<Logger, 'info'>;
}

/** Longest text that is read, in characters. Nobody types more; the database may hold it. */
const maxTextChars = 10_000;
/** A caption is a hint: its first words count. */
const maxCaptionChars = 500;

/** The step that turns what was typed, heard or read into an interpretation. */
export function createUnderstandingActivities(deps: UnderstandingDeps): UnderstandingActivities {
  return { understand: (input) => atBoundary(() => understand(deps, input)) };
}

/** The step that reads what was typed without leaving the process of the workflows. */
export function createRulesActivities(deps: Omit<UnderstandingDeps, 'model'>): RulesActivities {
  return { understandByRules: (input) => atBoundary(() => understandByRules(deps, input)) };
}

type Input = Parameters<UnderstandingActivities['understand']>[0];

async function understand({ db, model, log }: UnderstandingDeps, input: Input): Promise<Interpretation> {
  const row = await load(db, input.messageId);
  return keptFor(row, input) ?? keep({ db, log }, input, await readMessage(row, model));
}

async function understandByRules({ db, log }: Omit<UnderstandingDeps, 'model'>, input: Input): Promise<Interpretation | null> {
  const row = await load(db, input.messageId);
  const kept = keptFor(row, input);
  if (kept) return kept;
  const reading = await read(withinLimit(row.body ?? ''), readerOf(row), null);
  return isUnsure(reading.interpretation) ? null : keep({ db, log }, input, reading);
}

/** What was understood for this question when the step ran before; the message may have been edited since. */
function keptFor({ interpretation }: Row, { revision }: Input): Interpretation | null {
  if (revision === undefined || interpretation?.revision !== revision) return null;
  const { readBy: _, revision: __, ...kept } = interpretation;
  return kept as unknown as Interpretation;
}

/** Keeps an interpretation and its maker with the message. */
async function keep(
  { db, log }: Omit<UnderstandingDeps, 'model'>,
  { messageId, revision }: Input,
  { interpretation, readBy }: Reading,
): Promise<Interpretation> {
  // A late second attempt must not touch a message that is settled.
  await db
    .update(message)
    .set({ interpretation: { ...interpretation, readBy, ...(revision === undefined ? {} : { revision }) } })
    .where(and(eq(message.id, messageId), isNull(message.closedAt)));
  log.info({ messageId, intent: interpretation.intent, confidence: interpretation.confidence, ...readBy }, 'understood');
  return interpretation;
}

type Row = Awaited<ReturnType<typeof load>>;

async function load(db: Database, messageId: string) {
  const [row] = await db
    .select({
      id: message.id,
      body: message.body,
      transcript: message.transcript,
      reading: message.reading,
      interpretation: message.interpretation,
      sentAt: message.sentAt,
      locale: contact.locale,
      timezone: contact.timezone,
    })
    .from(message)
    .innerJoin(contact, eq(contact.id, message.contactId))
    .where(eq(message.id, messageId));
  if (!row) throw failure('Internal', `message ${messageId} does not exist`, { nonRetryable: true });
  return row;
}

function readMessage(row: Row, model: Model | null): Promise<Reading> {
  const reader = readerOf(row);
  if (row.transcript) return readVoice(row.transcript, reader, model);
  if (row.reading) return Promise.resolve(readReceipt(row.reading as unknown as ReceiptReading, row.body, reader));
  return read(withinLimit(row.body ?? ''), reader, model);
}

const readerOf = (row: Row): Reader => ({ now: row.sentAt, timezone: row.timezone, locale: localeOf(row.locale) });

const localeOf = (locale: string): Locale => (locale === 'en' ? 'en' : 'id');

function withinLimit(text: string): string {
  if (text.length > maxTextChars) throw failure('TextTooLong', `text of ${text.length} characters`);
  return text;
}

async function readVoice(
  { text, alternative, numberConfidence }: Transcript,
  reader: Reader,
  model: Model | null,
): Promise<Reading> {
  const heard = await read(withinLimit(text), reader, model);
  // The second hearing is read by rules alone: it is there for its amounts.
  const other = alternative === null ? null : interpret(withinLimit(alternative), reader);
  return { ...heard, interpretation: asHeard(judgeHearings(heard.interpretation, other, numberConfidence ?? null)) };
}

function readReceipt(receipt: ReceiptReading, body: string | null, reader: Reader): Reading {
  const started = performance.now();
  const caption = body?.trim().slice(0, maxCaptionChars) ?? '';
  const drafted = receiptDraft(receipt, reader, caption || null);
  const told = interpret(caption, reader);
  const entries = caption ? withCaption(drafted, { text: caption, told }, reader) : drafted;
  // Whoever sends a receipt wants it recorded.
  const interpretation = { intent: 'record', entries, locale: caption ? told.locale : reader.locale, confidence: 1 } as const;
  return { interpretation, readBy: rulesAlone(started) };
}

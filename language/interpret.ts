import { localDate } from './calendar.ts';
import { withCategories, withoutCategories } from './categorySaid.ts';
import type { Intent, Interpretation } from './interpretation.ts';
import type { Locale, Reader } from './locale.ts';
import { amountsIn } from './reading/amounts.ts';
import { lineOf, type Message, messageOf, wholeLine } from './reading/clauses.ts';
import { findDates } from './reading/dates.ts';
import { type Token, textLimit, tokenize } from './reading/tokens.ts';
import { tellsWithoutPrice } from './records/priceless.ts';
import { readRecord } from './records/record.ts';
import { isReturned } from './records/returned.ts';
import { isQuestion } from './records/unsaid.ts';
import { isHelp, isHostile, isSmalltalk } from './requests/chatter.ts';
import { commandLine } from './requests/commandLine.ts';
import { readCommand } from './requests/commands.ts';
import { readEdit, readUndo } from './requests/edits.ts';
import { readHabitCommand } from './requests/habitCommands.ts';
import { doubtful, likelyIntent } from './requests/likely.ts';

/** How sure the rules are, by what they saw. Chosen so that `sureIntent` parts the clear from what a model may look at. */
const confidence = {
  command: 0.95,
  clear: 0.95,
  amountOnly: 0.7,
  verbOnly: 0.85,
  hostile: 0.9,
  chatter: 0.9,
  unspent: 0.85,
  guessed: 0.6,
  nothing: 0.5,
};

/** What makes "one" a word for a thing and no number: "the last one to 30k". */
const beforeOne = new Set('last latest previous that this the which wrong other right old new'.split(' '));

const asPronoun = (token: Token, index: number, tokens: readonly Token[]): Token =>
  token.norm === 'one' && beforeOne.has(tokens[index - 1]?.norm ?? '') ? { ...token, norm: 'it' } : token;

/** Cuts a text into tokens, days and amounts. */
export function readMessage(text: string, reader: Reader): Message {
  const bounded = text.slice(0, textLimit);
  const tokens = tokenize(bounded).map(asPronoun);
  const dates = findDates(tokens, reader);
  return messageOf(bounded, tokens, amountsIn(bounded, tokens, dates), dates);
}

/** Reads one message by rules alone. Never throws; time grows linearly with the length, and text beyond 10,000 characters is not read. */
export function interpret(text: string, reader: Reader): Interpretation {
  const message = readMessage(text, reader);
  const locale = localeOf(message, reader.locale);
  const [intent, sure] = intentOf(message, reader);
  return { ...intent, locale, confidence: sure };
}

function intentOf(message: Message, reader: Reader): [Intent, number] {
  const unknown: Intent = { intent: 'unknown' };
  if (!message.tokens.some((token) => token.kind === 'word' || token.kind === 'number')) return [unknown, confidence.chatter];
  if (isHostile(message)) return [unknown, confidence.hostile];
  const line = commandLine(message);
  if (line) {
    if (isHelp(line)) return [{ intent: 'help' }, confidence.command];
    if (isSmalltalk(line)) return [{ intent: 'smalltalk' }, confidence.chatter];
    const habits = readHabitCommand(line);
    if (habits) return [habits, confidence.command];
    const edit = readEdit(line, message, localDate(reader.now, reader.timezone));
    if (edit) return [edit, confidence.command];
    if (!isReturned(line.text) && readUndo(line)) return [{ intent: 'undo' }, confidence.command];
    const command = readCommand(line, message, reader);
    if (command) return [command, confidence.command];
  }
  const [told, sure] = recordIn(message, reader);
  if (told.intent === 'record') return [{ ...told, entries: doubtful(told.entries, message) }, sure];
  const likely = line && sure === confidence.nothing ? likelyIntent(message, line, reader) : null;
  return likely ? [likely, confidence.guessed] : [told, sure];
}

/** What is told, in the categories it names outright: those are no part of what was bought. */
function recordIn(message: Message, reader: Reader): [Intent, number] {
  const told = withoutCategories(message.text);
  if (told === message.text) return recordOf(message, reader);
  const [intent, sure] = recordOf(readMessage(told, reader), reader);
  const entries = intent.intent === 'record' ? withCategories(intent.entries, message.text) : [];
  return intent.intent === 'record' ? [{ ...intent, entries }, confidence.clear] : [intent, sure];
}

function recordOf(message: Message, reader: Reader): [Intent, number] {
  const whole = { first: 0, last: message.tokens.length - 1 };
  const line = lineOf(message, [whole]);
  const money = message.amounts.filter((amount) => amount.kind === 'money');
  const unknown: Intent = { intent: 'unknown' };
  if (isQuestion(message.text, line)) return [unknown, confidence.nothing];
  if (money.length === 0) {
    const ahead = message.dates.some((date) => date.future);
    if (ahead || !tellsWithoutPrice(line, wholeLine(message), message.dates.length > 0)) return [unknown, confidence.nothing];
    return [{ intent: 'record', entries: readRecord(message, reader).entries }, confidence.verbOnly];
  }
  const record = readRecord(message, reader);
  if (record.entries.length === 0) return [unknown, record.left ? confidence.unspent : confidence.nothing];
  const wordless = !message.tokens.some((token) => token.kind === 'word');
  if (wordless && money.every((amount) => /^\d+$/.test(amount.quote))) return [unknown, confidence.nothing];
  const onlyWeak = money.every((amount) => amount.weak);
  if (onlyWeak && !record.clear) return [unknown, confidence.nothing];
  return [{ intent: 'record', entries: record.entries }, record.clear ? confidence.clear : confidence.amountOnly];
}

const englishWords = new Set(
  'the a an my for and on at from of with bought paid spent spend show how much did i last this is it that undo help set add please what was yesterday got received to buy delete change export report week month dinner lunch breakfast coffee food bill'.split(
    ' ',
  ),
);
const indonesianWords = new Set(
  'beli bayar makan di ke dari yang buat untuk sama dan tadi kemarin hari ini itu bulan minggu berapa saya sudah tidak dong ya jadi pengeluaran lihat hapus batal transaksi uang duit gaji dapat kategori tabungan setor tarik ribu juta rb jt aja nih sih isi ongkos'.split(
    ' ',
  ),
);

/** The language a message is written in, by its everyday words; the reader's own when they do not tell. */
function localeOf({ tokens }: Message, fallback: Locale): Locale {
  let balance = 0;
  for (const { norm } of tokens) balance += englishWords.has(norm) ? 1 : indonesianWords.has(norm) ? -1 : 0;
  return balance === 0 ? fallback : balance > 0 ? 'en' : 'id';
}

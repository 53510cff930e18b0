import { guessRequest } from '../classifier/classify.ts';
import { blockingDoubts, type DraftEntry, type Intent } from '../interpretation.ts';
import type { Reader } from '../locale.ts';
import { lineOf, type Message, wholeLine } from '../reading/clauses.ts';
import { findPeriod } from '../reading/periods.ts';
import { isBareList, isOthers, tellsDone } from '../records/claims.ts';
import { readRecord } from '../records/record.ts';
import { isNotSpent, isPlanned, isQuestion } from '../records/unsaid.ts';
import type { Line } from './commandLine.ts';
import { askedCategory } from './reportCommands.ts';

/**
 * From these probabilities on a guess is taken: a wrong answer is a wrong answer, a wrong record is a question that nobody understands, a wrong doubt is one
 * too many. Chosen on batches held out, each read by the rules of its time.
 */
const taken = { answer: 0.7, record: 0.8, doubt: 0.85 };

/**
 * What a message on which the rules are silent most likely is, as far as that changes no books: a question to be answered, or a purchase whose price is to
 * be asked for. Null when no guess is good enough.
 */
export function likelyIntent(message: Message, line: Line, reader: Reader): Intent | null {
  const guess = guessRequest(wholeLine(message).split(' '));
  if (guess === null || guess.probability < taken.answer) return null;
  switch (guess.label) {
    case 'record':
      return guess.probability < taken.record ? null : likelyRecord(message, reader);
    case 'report':
    case 'list':
      return { intent: guess.label, category: askedCategory(line, message, reader), ...findPeriod(message.tokens, reader) };
    case 'export':
      return { intent: 'export', format: null, ...findPeriod(message.tokens, reader) };
    case 'budget.status':
      return { intent: 'budget.status', category: askedCategory(line, message, reader) };
    case 'balance':
    case 'savings.list':
    case 'category.list':
    case 'help':
    case 'smalltalk':
      return { intent: guess.label };
    default:
      return null;
  }
}

/** An act that is over, told without its price. Numbers that the rules made nothing of ("jam 10", "kelas 204") make a line look like one. */
function likelyRecord(message: Message, reader: Reader): Intent | null {
  const line = lineOf(message, [{ first: 0, last: message.tokens.length - 1 }]);
  const numbered = message.amounts.length > 0 || message.tokens.some(({ kind }) => kind === 'number');
  const ahead = message.dates.some(({ future }) => future);
  if (
    numbered ||
    ahead ||
    !tellsDone(wholeLine(message)) ||
    isQuestion(message.text, line) ||
    isNotSpent(line) ||
    isPlanned(line) ||
    isOthers(line)
  )
    return null;
  const { entries } = readRecord(message, reader);
  return entries.length === 0 ? null : { intent: 'record', entries };
}

/** Entries that the rules are certain of, on a message that looks like none: they are shown, and asked about. */
export function doubtful(entries: readonly DraftEntry[], message: Message): DraftEntry[] {
  const whole = wholeLine(message);
  const guess = isBareList(whole) ? null : guessRequest(whole.split(' '));
  // Orders are the rules' own to know: "tarik 100rb" sounds like one of a savings goal.
  const unlike = guess !== null && !['record', 'order'].includes(guess.label) && guess.probability >= taken.doubt;
  return entries.map((entry) => {
    const certain = entry.amount !== null && !entry.doubts.some((doubt) => blockingDoubts.includes(doubt));
    if (!unlike || !certain || entry.amount === null) return entry;
    return { ...entry, alternatives: [entry.amount], doubts: [...entry.doubts, 'spending_unsure'] };
  });
}

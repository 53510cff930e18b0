import { once } from '../../database/effect.ts';
import type { Database } from '../../database/pool.ts';
import { type CalendarUnit, firstOfMonth, localDate, sameStretchBefore, wholeUnit } from '../../language/calendar.ts';
import { phraseIn } from '../../language/habits.ts';
import type { Category, Interpretation, Period } from '../../language/interpretation.ts';
import type { Locale } from '../../language/locale.ts';
import { fromMinor, toMinor } from '../../language/money.ts';
import { isBareCancel, isHello, isThanks } from '../../language/replies/followUps.ts';
import type { Statement } from '../../language/statement.ts';
import { countEntries, type EntryView, listEntries } from '../../ledger/entries.ts';
import { forgetHabits, listHabits } from '../../ledger/habits.ts';
import { balances, summary } from '../../ledger/reports.ts';
import { undoLast } from '../../ledger/void.ts';
import type { Answered, LedgerActivities } from '../../workflows/contracts.ts';
import { closeMessage, planStatement } from '../conversation/effects.ts';
import { bookFor } from '../conversation/group.ts';
import { namesOf } from '../conversation/names.ts';
import { lastSaidBooking, localeOf, openQuestions, proposalOf, received } from '../conversation/rows.ts';
import { type Amending, amendNamed, amendPointed, takeBack, takeBackNamed } from './amend.ts';
import { bookedByRun, lastBookingRun } from './booked.ts';
import { budgetLines, goalLines, proposeCommand, savingsOf } from './command.ts';
import type { Desk } from './desk.ts';
import { exportFile, type Filed } from './exportFile.ts';

type Input = Parameters<LedgerActivities['answer']>[0];

/** A question that was asked longer ago is not what people answer without a quote. */
const freshQuestion_max_ms = 5 * 60_000;

const isOneWord = (text: string): boolean => !/\s/.test(text.trim());

/** Entries one chat message shows; the rest is told as a number. */
const listedEntries = 10;

/**
 * Answers what is not a record, once per `workflowId/answer`; an undo is carried out in the same transaction as its answer. What has to
 * be confirmed first comes back as a proposal, and the message stays open.
 */
export function answer(db: Database, input: Input): Promise<Answered> {
  const { messageId, interpretation, locale } = input;
  return db.transaction(async (tx) => {
    const opening = await received(tx, messageId);
    return once(tx, `${opening.message.workflowId}/answer`, input, async () => {
      const { message: row, contact: person } = opening;
      const book = await bookFor(tx, opening);
      const today = localDate(row.sentAt, person.timezone);
      const desk = { tx, book, today, opening };
      const found = await foundFor(desk, interpretation, locale);
      if ('proposal' in found) return found;
      const { statement, file } = found;
      // One word tells no language: "undo" is said in both.
      const spoken = isOneWord(row.body ?? '') ? localeOf(person) : locale;
      const planned = await planStatement(tx, opening, 'answer', statement, { locale: spoken });
      await closeMessage(tx, messageId, 'answered');
      return { outbound: planned.id, ...(file ? { file } : {}) };
    });
  });
}

async function foundFor(
  desk: Desk,
  asked: Interpretation | null,
  locale: Locale,
): Promise<Extract<Amending, { proposal: unknown }> | Filed> {
  if (asked?.intent === 'export') return exportFile(desk, asked, locale);
  const found = asked ? await statementFor(desk, asked) : await amendPointed(desk);
  return 'say' in found ? { statement: found } : found;
}

async function statementFor(desk: Desk, asked: Exclude<Interpretation, { intent: 'export' }>): Promise<Amending> {
  switch (asked.intent) {
    case 'report':
      return asked.compared ? comparison(desk, asked.category, asked.compared) : report(desk, asked);
    case 'list':
      return list(desk, asked);
    case 'balance':
      return {
        say: 'balance',
        wallets: await balances(desk.tx, { bookId: desk.book.id }),
        goals: await goalLines(desk),
      };
    case 'undo':
      return undo(desk);
    case 'edit':
      return amendNamed(desk, asked);
    case 'habit.list':
      return { say: 'habits', habits: await listHabits(desk.tx, { bookId: desk.book.id }) };
    case 'habit.forget':
      return forget(desk, asked.phrase);
    case 'budget.set':
    case 'savings.create':
    case 'savings.deposit':
    case 'savings.withdraw':
    case 'balance.set':
    case 'category.add':
    case 'category.rename':
    case 'category.delete':
      return proposeCommand(desk, asked);
    case 'budget.status':
      return budgets(desk, asked.category);
    case 'savings.list':
      return savingsOf(desk);
    case 'help':
      return { say: 'help' };
    case 'smalltalk':
      return smalltalk(desk);
    case 'category.list':
      return { say: 'categories', own: (await namesOf(desk.tx, desk.book.id)).categories.map(({ name }) => name) };
    // A record comes here only when nothing in it could be booked.
    case 'record':
    case 'unknown':
      return notUnderstood(desk);
  }
}

/** One category's budget with that of all spending; all of them where none was named. */
async function budgets({ tx, book, today }: Desk, category: Category | null): Promise<Statement> {
  const named = category === null ? {} : { categories: [category] };
  return { say: 'budgets', budgets: await budgetLines(tx, { bookId: book.id, today, ...named }) };
}

/** The period asked for; without one it is this month up to today. */
function periodOf({ today }: Desk, { from, to }: Period): { from: string; to: string } {
  const last = to ?? today;
  return { from: from ?? firstOfMonth(last), to: last };
}

async function report(
  desk: Desk,
  asked: Period & { category: Category | null; only?: 'income' | 'expense' },
): Promise<Statement> {
  const period = periodOf(desk, asked);
  const { income, expense, categories } = await summary(desk.tx, { bookId: desk.book.id, ...period, ...inCategory(asked) });
  const { only } = asked;
  const shown = only ? categories.filter(({ type }) => type === only) : categories;
  const totals = shown.map(({ category, amount, count }) => ({ category, amount, count }));
  return { say: 'report', ...period, income, expense, categories: totals, category: asked.category, ...(only ? { only } : {}) };
}

/** Spending of this week, month or year against as much of the one before. */
async function comparison({ tx, book, today }: Desk, category: Category | null, unit: CalendarUnit): Promise<Statement> {
  const earlier = sameStretchBefore(unit, today);
  const of = (period: { from: string; to: string }) => summary(tx, { bookId: book.id, ...period, ...inCategory({ category }) });
  const [now, before] = [await of(wholeUnit(unit, false, today)), await of(earlier)];
  const grown = now.categories
    .filter(({ type }) => type === 'expense')
    .map((one) => {
      const then = before.categories.find((other) => other.type === 'expense' && other.category === one.category);
      return { category: one.category, more: toMinor(one.amount, 'IDR') - toMinor(then?.amount ?? '0', 'IDR') };
    });
  const top = grown.reduce<(typeof grown)[number] | null>((best, one) => (best && best.more >= one.more ? best : one), null);
  const most = category === null && top && top.more > 0n ? { category: top.category, more: fromMinor(top.more, 'IDR') } : null;
  return { say: 'compared', unit, category, expense: now.expense, before: before.expense, until: earlier.to, most };
}

async function list(desk: Desk, asked: Period & { category: Category | null }): Promise<Statement> {
  const period = periodOf(desk, asked);
  const filter = { bookId: desk.book.id, ...period, ...inCategory(asked), standing: true };
  const entries = await listEntries(desk.tx, { filter, limit: listedEntries });
  const more = entries.length < listedEntries ? 0 : (await countEntries(desk.tx, filter)) - entries.length;
  return { say: 'list', ...period, entries: entries.flatMap(listed), more };
}

const inCategory = ({ category }: { category: Category | null }): { category?: Category } => (category ? { category } : {});

type Listed = Extract<Statement, { say: 'list' }>['entries'];

function listed({ occurredOn, note, type, amount, category }: EntryView): Listed {
  return type === 'reversal' ? [] : [{ occurredOn, note, type, amount, category }];
}

/** Thanks and greetings are returned; anything else that is only talk gets a short word. */
async function smalltalk({ tx, opening }: Desk): Promise<Statement> {
  const text = opening.message.body ?? '';
  if (isThanks(text) || isHello(text)) return { say: 'smalltalk', thanks: isThanks(text) };
  return { say: 'wordless', waiting: (await openQuestions(tx, opening)).length > 0 };
}

/** While something was asked a moment ago, that is what the words were about. */
async function notUnderstood({ tx, opening }: Desk): Promise<Statement> {
  const [newest] = await openQuestions(tx, opening);
  const fresh = newest && opening.message.receivedAt.getTime() - newest.askedAt.getTime() < freshQuestion_max_ms;
  return fresh ? { say: 'answer_unclear', proposal: proposalOf(newest) } : { say: 'not_understood' };
}

async function forget({ tx, book }: Desk, asked: string): Promise<Statement> {
  const phrase = phraseIn(asked);
  const habits = phrase === null ? [] : await forgetHabits(tx, { bookId: book.id, phrase });
  return habits.length > 0 ? { say: 'forgotten', habits } : { say: 'no_such_habit', phrase: asked };
}

/**
 * Takes back the last booking at once when nobody can mean another: the person says "the last one", or reads its confirmation as they
 * write "batal". Otherwise they are asked, for what they see may be something else.
 */
async function undo(desk: Desk): Promise<Amending> {
  const named = await takeBackNamed(desk);
  if (named) return named;
  const { tx, book, opening } = desk;
  const { message: row, contact: person } = opening;
  if (isBareCancel(row.body ?? '')) {
    const last = await lastBookingRun(tx, { bookId: book.id, decidedBy: person.id });
    const entries = last === null ? [] : await bookedByRun(tx, { bookId: book.id, workflowId: last });
    if (entries.length > 0 && (await lastSaidBooking(tx, opening)) !== last) return takeBack(entries);
  }
  const origin = { messageId: row.id, workflowId: row.workflowId, decidedBy: person.id, source: 'chat' } as const;
  const undone = await undoLast(tx, { bookId: book.id, ...origin });
  if (undone.length === 0) return { say: 'nothing_to_undo' };
  return { say: 'undone', entries: undone.map(({ note, amount }) => ({ note, amount })) };
}

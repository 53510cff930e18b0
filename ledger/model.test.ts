import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withAllBooks } from '../database/pool.ts';
import { posting } from '../database/schema/index.ts';
import { localDate } from '../language/calendar.ts';
import { fromMinor, toMinor } from '../language/money.ts';
import { newTestBook, refusalOf, type TestBook } from '../test/book.ts';
import { testDatabase } from '../test/database.ts';
import { verifyAudit } from './audit.ts';
import { bulkEdit, editEntry } from './edit.ts';
import { countEntries } from './entries.ts';
import { deposit, openGoal, withdraw } from './goals.ts';
import { lock, reopen, softClose } from './periods.ts';
import { createEntry, type NewEntry } from './post.ts';
import { balances, categoryMonths, summary } from './reports.ts';
import { trialBalance } from './trialBalance.ts';
import { voidEntry } from './void.ts';
import { openWallet } from './wallets.ts';

const { db } = await testDatabase();

/** This month and the two before it: what lies in a closed one is corrected today. */
const today = localDate(new Date(), 'Asia/Jakarta');
const months = [2, 1, 0].map((back) => {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
});
const dayIn = (month: number, day: number): string => `${months[month]}-${String(day).padStart(2, '0')}`;

interface Line {
  id: string;
  entry: NewEntry;
  standing: boolean;
}

/** The books as a child would keep them: a list of what moved, and which months are shut. */
interface Naive {
  lines: Line[];
  /** Every posting ever made: the account, its day, the amount, and the command that made it. */
  moves: { code: string; day: string; minor: bigint; step: number }[];
  closed: Map<string, 'PeriodLocked' | 'PeriodSoftClosed'>;
  /** When each command was over, by the clock of the database. */
  moments: Date[];
}

interface Real {
  book: TestBook;
}

const goal = 'goal:umrah';

const sides = (entry: NewEntry): [string, bigint][] => {
  const minor = toMinor(entry.amount, 'IDR');
  const [debit, credit] =
    entry.type === 'transfer'
      ? [entry.toWallet!, entry.wallet]
      : entry.type === 'expense'
        ? [`expense:${entry.category}`, entry.wallet]
        : [entry.wallet, `income:${entry.category}`];
  return [
    [debit, minor],
    [credit, -minor],
  ];
};

const move = (model: Naive, entry: NewEntry, day: string, sign: bigint) => {
  for (const [code, minor] of sides(entry)) model.moves.push({ code, day, minor: minor * sign, step: model.moments.length });
};

const closedOn = (model: Naive, day: string) => model.closed.get(day.slice(0, 7)) ?? null;

/** The day a correction falls on, or why it cannot be made. */
const correctionDay = (model: Naive, day: string): { day: string } | { refusal: string } => {
  const refusal = closedOn(model, day);
  if (refusal === null) return { day };
  return closedOn(model, today) === null ? { day: today } : { refusal };
};

function book(model: Naive, id: string, entry: NewEntry): void {
  model.lines.push({ id, entry, standing: true });
  move(model, entry, entry.occurredOn, 1n);
}

function takeBack(model: Naive, line: Line, day: string): void {
  line.standing = false;
  move(model, line.entry, day, -1n);
}

/** What an edit leads to, by the child's rules. */
function edited(model: Naive, line: Line, set: Partial<NewEntry>): { refusal: string } | { day: string; entry: NewEntry } {
  if (!line.standing) return { refusal: 'AlreadyVoided' };
  const same = Object.entries(set).every(([key, value]) => line.entry[key as keyof NewEntry] === value);
  if (same) return { refusal: 'NothingToChange' };
  const back = correctionDay(model, line.entry.occurredOn);
  if ('refusal' in back) return back;
  const occurredOn = set.occurredOn ?? back.day;
  const refusal = closedOn(model, occurredOn);
  return refusal ? { refusal } : { day: back.day, entry: { ...line.entry, ...set, occurredOn } };
}

/** A Date loses the microseconds: the moment is told a millisecond late, long before the next command. */
async function agree(model: Naive, { book: { id: bookId, run } }: Real): Promise<void> {
  model.moments.push(
    await run(async (tx) => (await tx.execute<{ now: string }>(`select clock_timestamp()::text as now`)).rows[0]!.now).then(
      (now) => new Date(new Date(now).getTime() + 1),
    ),
  );
  const sum = (meant: (one: Naive['moves'][number]) => boolean) =>
    model.moves.filter(meant).reduce((all, one) => all + one.minor, 0n);
  const wallets = await run((tx) => balances(tx, { bookId }));
  for (const { code, amount } of wallets)
    expect([code, amount]).toEqual([
      code,
      fromMinor(
        sum((one) => one.code === code),
        'IDR',
      ),
    ]);
  const [from, to] = [dayIn(0, 10), dayIn(2, 20)];
  const within = (one: { day: string }) => one.day >= from && one.day <= to;
  const told = await run((tx) => summary(tx, { bookId, from, to }));
  expect([told.income, told.expense]).toEqual([
    fromMinor(-sum((one) => one.code.startsWith('income:') && within(one)), 'IDR'),
    fromMinor(
      sum((one) => one.code.startsWith('expense:') && within(one)),
      'IDR',
    ),
  ]);
  const byMonth = await run((tx) => categoryMonths(tx, { bookId, from: dayIn(0, 1), to: dayIn(2, 28) }));
  for (const { month, type, category, amount } of byMonth) {
    const expected = sum(({ code, day }) => code === `${type}:${category}` && day.startsWith(month) && day <= dayIn(2, 28));
    expect([month, category, amount]).toEqual([month, category, fromMinor(type === 'income' ? -expected : expected, 'IDR')]);
  }
  expect(await run((tx) => countEntries(tx, { bookId, standing: true }))).toBe(
    model.lines.filter(({ standing }) => standing).length,
  );
  await agreeOnThePast(model, { bookId, run });
}

/** A trial balance as of any day, as it was known after any command, is the replay of what had been done by then. */
async function agreeOnThePast(model: Naive, { bookId, run }: { bookId: string; run: TestBook['run'] }): Promise<void> {
  const step = (model.moves.length * 7) % model.moments.length;
  const asOf = dayIn(model.moves.length % 3, 17);
  for (const recordedUntil of [undefined, model.moments[step]]) {
    const { lines, totals } = await run((tx) => trialBalance(tx, { bookId, asOf, recordedUntil }));
    const replay = new Map<string, bigint>();
    for (const { code, day, minor, step: made } of model.moves)
      if (day <= asOf && (recordedUntil === undefined || made <= step)) replay.set(code, (replay.get(code) ?? 0n) + minor);
    const expected = [...replay].filter(([, minor]) => minor !== 0n).map(([code, minor]) => [code, fromMinor(minor, 'IDR')]);
    const found = lines.map(({ code, debit, credit }) => [code, debit === '0' ? `-${credit}` : debit]);
    expect(found.sort()).toEqual(expected.sort());
    for (const { debit, credit } of totals) expect(debit).toBe(credit);
  }
}

type Command = fc.AsyncCommand<Naive, Real>;

const createCommand = (entry: NewEntry): Command => ({
  check: () => true,
  run: async (model, real) => {
    const refusal = closedOn(model, entry.occurredOn);
    const work = real.book.run((tx, origin) => createEntry(tx, { ...origin, entry }));
    if (refusal) expect(await refusalOf(work)).toBe(refusal);
    else book(model, await work, entry);
    await agree(model, real);
  },
  toString: () => `create(${JSON.stringify(entry)})`,
});

const editCommand = (pick: number, set: Partial<NewEntry>): Command => ({
  check: (model) => model.lines.length > 0,
  run: async (model, real) => {
    const line = model.lines[pick % model.lines.length]!;
    const { category, ...rest } = set;
    const fitting = line.entry.type === 'expense' ? set : rest;
    const expected = edited(model, line, fitting);
    const work = real.book.run((tx, origin) => editEntry(tx, { ...origin, entryId: line.id, set: fitting, reason: 'model' }));
    if ('refusal' in expected) expect(await refusalOf(work)).toBe(expected.refusal);
    else {
      const { entryId } = await work;
      takeBack(model, line, expected.day);
      book(model, entryId, expected.entry);
    }
    await agree(model, real);
  },
  toString: () => `edit(${pick}, ${JSON.stringify(set)})`,
});

const voidCommand = (pick: number): Command => ({
  check: (model) => model.lines.length > 0,
  run: async (model, real) => {
    const line = model.lines[pick % model.lines.length]!;
    const back = line.standing ? correctionDay(model, line.entry.occurredOn) : { refusal: 'AlreadyVoided' };
    const work = real.book.run((tx, origin) => voidEntry(tx, { ...origin, entryId: line.id, reason: 'model' }));
    if ('refusal' in back) expect(await refusalOf(work)).toBe(back.refusal);
    else {
      await work;
      takeBack(model, line, back.day);
    }
    await agree(model, real);
  },
  toString: () => `void(${pick})`,
});

const bulkCommand = (picks: number[], category: string): Command => ({
  check: (model) => model.lines.length > 0,
  run: async (model, real) => {
    const chosen = [...new Set(picks.map((pick) => model.lines[pick % model.lines.length]!))];
    const expected = chosen.map((line) => {
      if (line.standing && line.entry.type === 'transfer') return { line, result: 'unchanged' };
      const outcome = edited(model, line, { category });
      if ('refusal' in outcome) return { line, result: outcome.refusal === 'NothingToChange' ? 'unchanged' : outcome.refusal };
      return line.entry.type === 'expense' ? { line, result: 'changed', outcome } : { line, result: 'NoSuchAccount' };
    });
    const entryIds = chosen.map(({ id }) => id);
    const results = await real.book.run((tx, origin) => bulkEdit(tx, { ...origin, entryIds, set: { category } }));
    expect(results.map(({ result }) => result)).toEqual(expected.map(({ result }) => result));
    for (const [index, { line, outcome }] of expected.entries())
      if (outcome) {
        takeBack(model, line, outcome.day);
        book(model, results[index]!.newEntryId!, outcome.entry);
      }
    await agree(model, real);
  },
  toString: () => `bulk(${picks}, ${category})`,
});

const saveCommand = (amount: string, day: string, out: boolean): Command => ({
  check: () => true,
  run: async (model, real) => {
    const saved = model.moves.filter(({ code }) => code === goal).reduce((all, { minor }) => all + minor, 0n);
    const refusal = out && toMinor(amount, 'IDR') > saved ? 'NotEnoughSaved' : closedOn(model, day);
    const work = real.book.run((tx, origin) =>
      (out ? withdraw : deposit)(tx, { ...origin, goal: 'Umrah', amount, occurredOn: day }),
    );
    const [wallet, toWallet] = out ? [goal, 'wallet:tunai'] : ['wallet:tunai', goal];
    if (refusal) expect(await refusalOf(work)).toBe(refusal);
    else book(model, await work, { type: 'transfer', amount, occurredOn: day, wallet, toWallet, note: 'Umrah' });
    await agree(model, real);
  },
  toString: () => `${out ? 'withdraw' : 'deposit'}(${amount}, ${day})`,
});

const turns = { softClose, lock, reopen };

const periodCommand = (which: number, turn: keyof typeof turns): Command => ({
  check: () => true,
  run: async (model, real) => {
    const month = months[which]!;
    const before = model.closed.get(month);
    const possible = { softClose: before === undefined, lock: before !== 'PeriodLocked', reopen: before !== undefined }[turn];
    const work = real.book.run((tx, { bookId }) => turns[turn](tx, { bookId, month, by: 'model' }));
    expect(await refusalOf(work)).toBe(possible ? null : 'PeriodTransition');
    if (possible && turn === 'reopen') model.closed.delete(month);
    else if (possible) model.closed.set(month, turn === 'lock' ? 'PeriodLocked' : 'PeriodSoftClosed');
    await agree(model, real);
  },
  toString: () => `${turn}(${months[which]})`,
});

const amount = fc.integer({ min: 1, max: 100_000_000 }).map((cents) => fromMinor(BigInt(cents), 'IDR'));
const day = fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 28 })).map(([month, on]) => dayIn(month, on));
const category = fc.constantFrom('makan', 'transport', 'lainnya');
const wallet = fc.constantFrom('wallet:tunai', 'wallet:bca');
const entry: fc.Arbitrary<NewEntry> = fc.oneof(
  fc.record({ type: fc.constant('expense' as const), amount, occurredOn: day, category, wallet, note: fc.constant('x') }),
  fc.record({
    type: fc.constant('income' as const),
    amount,
    occurredOn: day,
    category: fc.constantFrom('gaji', 'usaha'),
    wallet,
    note: fc.constant('x'),
  }),
  fc.record({ amount, occurredOn: day, wallet }).map(
    (drawn): NewEntry => ({
      ...drawn,
      type: 'transfer',
      category: null,
      toWallet: drawn.wallet === 'wallet:bca' ? 'wallet:tunai' : 'wallet:bca',
      note: 'x',
    }),
  ),
);
const change = fc.record({ amount, occurredOn: day, note: fc.constantFrom('x', 'y'), category }, { requiredKeys: [] });

/** Sequences tried, and the commands of one at most: some ten seconds on two cores. */
const sequences = 12;
const maxCommands = 16;

test('whatever is booked, edited, voided, saved and closed, the books tell what a naive model tells, now and as of any day', async () => {
  const commands = [
    entry.map(createCommand),
    entry.map(createCommand),
    fc.tuple(fc.nat(30), change).map(([pick, set]) => editCommand(pick, set)),
    fc.nat(30).map(voidCommand),
    fc.tuple(fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }), category).map(([picks, slug]) => bulkCommand(picks, slug)),
    fc.tuple(amount, day, fc.boolean()).map(([sum, on, out]) => saveCommand(sum, on, out)),
    fc
      .tuple(fc.nat(2), fc.constantFrom('softClose', 'lock', 'reopen'))
      .map(([which, turn]) => periodCommand(which, turn as keyof typeof turns)),
  ];
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands, size: 'max' }), async (list) => {
      const real = { book: await newTestBook(db) };
      await real.book.run(async (tx, origin) => {
        await openWallet(tx, { ...origin, name: 'BCA', openedOn: today });
        await openGoal(tx, { bookId: real.book.id, name: 'Umrah', by: origin.decidedBy });
      });
      await fc.asyncModelRun(() => ({ model: { lines: [], moves: [], closed: new Map(), moments: [] }, real }), list);
      expect(await real.book.run((tx) => verifyAudit(tx, real.book.id))).toMatchObject({ intact: true });
    }),
    { numRuns: sequences },
  );
}, 240_000);

test('after everything above every book balances', async () => {
  const rows = await withAllBooks(db, (tx) => tx.select().from(posting));
  const sums = new Map<string, bigint>();
  for (const row of rows) sums.set(row.bookId, (sums.get(row.bookId) ?? 0n) + row.amount);
  expect([...sums.values()].filter((total) => total !== 0n)).toEqual([]);
  expect(rows.length).toBeGreaterThan(0);
});

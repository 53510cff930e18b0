import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { withAllBooks, withBook } from '../database/pool.ts';
import { account, contact, posting } from '../database/schema/index.ts';
import { type Category, type DraftEntry, expenseCategories, incomeCategories } from '../language/interpretation.ts';
import { toMinor } from '../language/money.ts';
import { testDatabase } from '../test/database.ts';
import { draft } from '../test/draft.ts';
import { bookOf, openPersonalBook } from './books.ts';
import { countEntries, entryDetail, listEntries } from './entries.ts';
import { LedgerError } from './errors.ts';
import { postEntries } from './post.ts';
import { balances, summary } from './reports.ts';
import { undoLast, voidEntry } from './void.ts';

const { db, owner } = await testDatabase();

async function newContact(): Promise<string> {
  const id = uuidv7();
  await db.insert(contact).values({ id });
  return id;
}

const open = (contactId: string) =>
  db.transaction((tx) => openPersonalBook(tx, { contactId, timezone: 'Asia/Jakarta', locale: 'id' }));

/** A book and its commands, each in a transaction of its own as in the product. */
async function newBook() {
  const decidedBy = await newContact();
  const { id: bookId } = await open(decidedBy);
  const origin = { bookId, messageId: null, decidedBy, source: 'chat' } as const;
  return {
    bookId,
    post: (entries: DraftEntry[]) => withBook(db, bookId, (tx) => postEntries(tx, { ...origin, entries, workflowId: uuidv7() })),
    void: (entryId: string) =>
      withBook(db, bookId, (tx) => voidEntry(tx, { ...origin, entryId, workflowId: uuidv7(), reason: 'test' })),
    undo: () => withBook(db, bookId, (tx) => undoLast(tx, { ...origin, workflowId: uuidv7() })),
    wallets: async () => {
      const rows = await withBook(db, bookId, (tx) => balances(tx, { bookId }));
      return Object.fromEntries(rows.map((row) => [row.code, row.amount]));
    },
    summary: (from: string, to: string) => withBook(db, bookId, (tx) => summary(tx, { bookId, from, to })),
  };
}

type Book = Awaited<ReturnType<typeof newBook>>;

const refusal = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown);
  return error instanceof LedgerError ? error.refusal : error;
};

test('a personal book is opened once, with its wallet and every category, however often at once', async () => {
  const contactId = await newContact();
  const books = await Promise.all(Array.from({ length: 6 }, () => open(contactId)));
  expect(new Set(books.map((book) => book.id)).size).toBe(1);
  const rows = await withBook(db, books[0]!.id, (tx) => tx.select().from(account));
  expect(rows).toHaveLength(2 + expenseCategories.length + incomeCategories.length);
  expect((await db.transaction((tx) => bookOf(tx, contactId)))?.id).toBe(books[0]!.id);
  expect(await db.transaction(async (tx) => bookOf(tx, await newContact()))).toBeNull();
});

test('a contact without a row gets no book', async () => {
  expect(await refusal(open(uuidv7()))).toBe('NoBook');
});

test('an expense takes from the wallet, an income fills it, a transfer moves', async () => {
  const book = await newBook();
  await book.post([
    draft({ amount: '25000' }),
    draft({ type: 'income', category: 'gaji', amount: '100000.50' }),
    draft({ type: 'transfer', category: null, amount: '30000', note: 'setor ke bank' }),
    draft({ type: 'transfer', category: null, amount: '10000', note: 'tarik tunai di atm' }),
  ]);
  expect(await book.wallets()).toEqual({ 'wallet:tunai': '55000.50', 'wallet:bank': '20000' });
});

test.each([
  ['no amount', { amount: null }, 'AmountNotPositive'],
  ['nothing to pay', { amount: '0' }, 'AmountNotPositive'],
  ['a negative amount', { amount: '-5' }, 'AmountNotPositive'],
  ['an income category on an expense', { category: 'gaji' }, 'NoSuchAccount'],
] as const)('a draft with %s books nothing of its message', async (_, over, why) => {
  const book = await newBook();
  expect(await refusal(book.post([draft(), draft(over)]))).toBe(why);
  expect(await withBook(db, book.bookId, (tx) => countEntries(tx, { bookId: book.bookId }))).toBe(0);
});

test('without a category an entry is booked under the fallback of its type', async () => {
  const book = await newBook();
  await book.post([draft({ category: null }), draft({ category: null, type: 'income' })]);
  const rows = await withBook(db, book.bookId, (tx) => listEntries(tx, { filter: { bookId: book.bookId }, limit: 5 }));
  expect(rows.map((row) => row.category).sort()).toEqual(['lainnya', 'lainnya_masuk']);
});

test('of many who void an entry at once exactly one does', async () => {
  const book = await newBook();
  const [id] = await book.post([draft()]);
  const results = await Promise.all(Array.from({ length: 5 }, () => refusal(book.void(id!).then(() => 'voided'))));
  expect(results.filter((result) => result !== 'AlreadyVoided')).toHaveLength(1);
  expect(await book.wallets()).toEqual({ 'wallet:tunai': '0' });
});

test('what cannot be voided says why', async () => {
  const [book, other] = [await newBook(), await newBook()];
  const [id] = await book.post([draft()]);
  expect(await refusal(other.void(id!))).toBe('NoSuchEntry');
  const { reversalId } = await book.void(id!);
  expect(await refusal(book.void(reversalId))).toBe('NotVoidable');
});

test('an entry keeps its items and evidence, and lists leave out what was taken back', async () => {
  const book = await newBook();
  const evidence = [{ field: 'amount', source: 'receipt', quote: 'TOTAL 25.000' }] as const;
  const items = [
    { name: 'Kopi', quantity: 1.5, unitPrice: null, amount: '27000' },
    { name: 'Diskon', quantity: 1, unitPrice: '-2000', amount: '-2000' },
  ];
  const [id, wrong] = await book.post([draft({ items, evidence: [...evidence] }), draft({ note: 'salah' })]);
  await book.void(wrong!);
  const detail = await withBook(db, book.bookId, (tx) => entryDetail(tx, id!));
  const kept = items.map((item, index) => ({ ...item, line: index + 1, quantity: String(item.quantity) }));
  expect(detail).toMatchObject({ evidence, items: kept, voidedBy: null });
  const standing = { bookId: book.bookId, standing: true };
  const listed = await withBook(db, book.bookId, (tx) => listEntries(tx, { filter: standing, limit: 10 }));
  expect(listed.map((entry) => entry.id)).toEqual([id]);
});

/** The books as a child would keep them. */
interface Naive {
  lines: { id: string; confirmation: number; draft: DraftEntry; standing: boolean }[];
  confirmations: number;
}

const amountArbitrary = fc.integer({ min: 1, max: 100_000_000 }).map((cents) => (cents / 100).toFixed(2));
const draftArbitrary: fc.Arbitrary<DraftEntry> = fc
  .record({
    type: fc.constantFrom('expense', 'income', 'transfer'),
    amount: amountArbitrary,
    day: fc.integer({ min: 1, max: 28 }),
    expense: fc.constantFrom(...expenseCategories),
    income: fc.constantFrom(...incomeCategories),
    note: fc.constantFrom('tarik tunai', 'setor', 'x'),
  })
  .map(({ type, amount, day, expense, income, note }) => {
    const category: Category | null = type === 'transfer' ? null : type === 'income' ? income : expense;
    return draft({ type, amount, category, note, occurredOn: `2026-11-${String(day).padStart(2, '0')}` });
  });

const isStanding = (line: Naive['lines'][number]) => line.standing;

const postCommand = (entries: DraftEntry[]): fc.AsyncCommand<Naive, Book> => ({
  check: () => true,
  run: async (model, book) => {
    const ids = await book.post(entries);
    model.confirmations += 1;
    for (const [index, id] of ids.entries())
      model.lines.push({ id, confirmation: model.confirmations, draft: entries[index]!, standing: true });
    await agree(model, book);
  },
  toString: () => `post(${entries.map((entry) => `${entry.type} ${entry.amount}`).join(', ')})`,
});

const voidCommand = (pick: number): fc.AsyncCommand<Naive, Book> => ({
  check: (model) => model.lines.length > 0,
  run: async (model, book) => {
    const line = model.lines[pick % model.lines.length]!;
    if (line.standing) await book.void(line.id);
    else expect(await refusal(book.void(line.id))).toBe('AlreadyVoided');
    line.standing = false;
    await agree(model, book);
  },
  toString: () => `void(${pick})`,
});

const undoCommand = (): fc.AsyncCommand<Naive, Book> => ({
  check: () => true,
  run: async (model, book) => {
    const last = Math.max(0, ...model.lines.filter(isStanding).map((line) => line.confirmation));
    const meant = model.lines.filter((line) => line.standing && line.confirmation === last);
    expect((await book.undo()).map((line) => line.entryId)).toEqual(meant.map((line) => line.id));
    for (const line of meant) line.standing = false;
    await agree(model, book);
  },
  toString: () => 'undo()',
});

async function agree(model: Naive, book: Book): Promise<void> {
  const standing = model.lines.filter(isStanding).map((line) => line.draft);
  const sum = (part: DraftEntry[]) => part.reduce((all, entry) => all + toMinor(entry.amount!, 'IDR'), 0n);
  const of = (type: DraftEntry['type'], among = standing) => sum(among.filter((entry) => entry.type === type));
  const toCash = sum(standing.filter((entry) => entry.type === 'transfer' && entry.note === 'tarik tunai'));
  const toBank = of('transfer') - toCash;
  const wallets = await book.wallets();
  expect(toMinor(wallets['wallet:tunai']!, 'IDR')).toBe(of('income') - of('expense') + toCash - toBank);
  expect(toMinor(wallets['wallet:bank'] ?? '0', 'IDR')).toBe(toBank - toCash);
  const [from, to] = ['2026-11-05', '2026-11-20'];
  const inPeriod = standing.filter((entry) => entry.occurredOn >= from && entry.occurredOn <= to);
  const told = await book.summary(from, to);
  expect([told.income, told.expense].map((amount) => toMinor(amount, 'IDR'))).toEqual([
    of('income', inPeriod),
    of('expense', inPeriod),
  ]);
  expect(told.categories.reduce((all, row) => all + row.count, 0)).toBe(
    inPeriod.filter((entry) => entry.type !== 'transfer').length,
  );
  const rows = await withBook(db, book.bookId, (tx) => tx.select().from(posting));
  expect(rows.reduce((all, row) => all + row.amount, 0n)).toBe(0n);
}

/** Sequences tried, and the commands of one at most: some two seconds on two cores. */
const sequences = 15;
const maxCommands = 12;

test('whatever is posted, voided and undone, the books balance and tell what a naive model tells', async () => {
  const commands = [
    fc.array(draftArbitrary, { minLength: 1, maxLength: 3 }).map(postCommand),
    fc.nat(20).map(voidCommand),
    fc.constant(undoCommand()),
  ];
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands, size: 'max' }), async (list) => {
      const real = await newBook();
      await fc.asyncModelRun(() => ({ model: { lines: [], confirmations: 0 }, real }), list);
    }),
    { numRuns: sequences },
  );
}, 120_000);

test('after everything above every book balances', async () => {
  const { rows } = await owner.query('select book_id from posting group by book_id, currency having sum(amount) <> 0');
  expect(rows).toEqual([]);
  expect((await withAllBooks(db, (tx) => tx.select().from(posting))).length).toBeGreaterThan(0);
});

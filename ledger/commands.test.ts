import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { coffee, openedBook, refusalOf } from '../test/book.ts';
import { testDatabase } from '../test/database.ts';
import { approvalNeeded, closeApproval, decideApproval, findApproval, requestApproval, setApprovalPolicy } from './approvals.ts';
import { setBudget } from './budgets.ts';
import { addCategory, changeCategory, listCategories } from './categories.ts';
import { bulkEdit, editEntry } from './edit.ts';
import { changeGoal, deposit, listGoals, openGoal, withdraw } from './goals.ts';
import { lock, softClose } from './periods.ts';
import { budgetUse, savings } from './planReports.ts';
import { createEntry, type NewEntry } from './post.ts';
import { addRecurring, bookDue, changeRecurring, listRecurring } from './recurring.ts';
import { cashFlow } from './reports.ts';
import { trialBalance } from './trialBalance.ts';
import { voidEntry } from './void.ts';
import { changeWallet, openWallet } from './wallets.ts';

const { db } = await testDatabase();

const opened = () => openedBook(db);

test('wallets open with a balance or a debt, and money moves between them, also from one currency into another', async () => {
  const book = await opened();
  await book.run(async (tx, origin) => {
    await openWallet(tx, { ...origin, name: 'BCA', openingBalance: '1500000.50', openedOn: '2026-10-01' });
    await openWallet(tx, { ...origin, name: 'Kartu Kredit', openingBalance: '-250000', openedOn: '2026-10-01' });
    await openWallet(tx, { ...origin, name: 'Dolar', currency: 'USD', openedOn: '2026-10-01' });
    await openWallet(tx, { ...origin, name: 'Yen', currency: 'JPY', openingBalance: '5000', openedOn: '2026-10-01' });
  });
  await book.create(coffee({ wallet: 'wallet:bca', amount: '500000.50' }));
  const transfer = { type: 'transfer', category: null } as const;
  await book.create(coffee({ ...transfer, wallet: 'wallet:bca', toWallet: 'wallet:kartu_kredit', amount: '250000' }));
  const exchanged = await book.create(
    coffee({ ...transfer, wallet: 'wallet:bca', toWallet: 'wallet:dolar', amount: '660000', toAmount: '40.25' }),
  );
  expect(await book.wallets()).toEqual({
    'wallet:tunai': '0',
    'wallet:bca': '90000',
    'wallet:kartu_kredit': '0',
    'wallet:dolar': '40.25',
    'wallet:yen': '5000',
  });
  const { totals } = await book.run((tx, { bookId }) => trialBalance(tx, { bookId, asOf: '2026-12-31' }));
  expect(totals.map(({ currency, debit, credit }) => [currency, debit === credit])).toEqual([
    ['IDR', true],
    ['JPY', true],
    ['USD', true],
  ]);
  const changed = await book.run((tx, origin) => editEntry(tx, { ...origin, entryId: exchanged, set: { note: 'beli dolar' } }));
  expect((await book.detail(changed.entryId)).postings).toHaveLength(4);
  expect((await book.wallets())['wallet:dolar']).toBe('40.25');
});

test.each([
  ['a wallet nobody has', { wallet: 'wallet:gaib' }, 'NoSuchWallet'],
  ['a wallet of another book', { wallet: uuidv7() }, 'NoSuchWallet'],
  ['a category as wallet', { wallet: 'expense:makan' }, 'NoSuchWallet'],
  ['a category nobody has', { category: 'gaib' }, 'NoSuchAccount'],
  ['a transfer into itself', { type: 'transfer', toWallet: 'wallet:tunai' }, 'SameWallet'],
  ['a transfer to nowhere', { type: 'transfer' }, 'NoSuchWallet'],
  ['another currency than its wallet', { currency: 'USD' }, 'CurrencyMismatch'],
  ['no currency of ours', { currency: 'XAU' }, 'UnknownCurrency'],
  ['more decimals than its currency', { amount: '1.005' }, 'NotAnAmount'],
  ['words for an amount', { amount: 'banyak' }, 'NotAnAmount'],
  ['nothing', { amount: '0' }, 'AmountNotPositive'],
  ['an empty tag', { tags: ['#'] }, 'NotAName'],
] as const)('an entry with %s is refused', async (_, over, why) => {
  const book = await opened();
  expect(await refusalOf(book.create(coffee(over as Partial<NewEntry>)))).toBe(why);
});

test('an edit is a reversal and a new entry, linked, with items, tags and evidence carried over', async () => {
  const book = await opened();
  const items = [{ name: 'Kopi', quantity: 1, unitPrice: '25000', amount: '25000' }];
  const evidence = [
    { field: 'amount', source: 'text', quote: '25rb' },
    { field: 'note', source: 'text', quote: 'kopi' },
  ] as const;
  const id = await book.create(coffee({ items, tags: ['#Kantor'], evidence }));
  const edit = { entryId: id, version: 1, set: { amount: '27500', category: 'hiburan' }, reason: 'salah harga' };
  const { entryId, reversalId } = await book.run((tx, origin) => editEntry(tx, { ...origin, ...edit }));
  const [before, after] = [await book.detail(id), await book.detail(entryId)];
  expect(before).toMatchObject({ voidedBy: reversalId, version: 2 });
  expect(after).toMatchObject({
    corrects: id,
    amount: '27500',
    category: 'hiburan',
    tags: ['kantor'],
    reason: 'salah harga',
    version: 1,
  });
  expect(after.items.map(({ name, amount }) => [name, amount])).toEqual([['Kopi', '25000']]);
  expect(after.evidence.map(({ field, source }) => [field, source])).toEqual([
    ['note', 'text'],
    ['amount', 'correction'],
    ['category', 'correction'],
  ]);
  expect(after.history.map((step) => step.id).sort()).toEqual([id, reversalId, entryId].sort());
  expect(before.history).toEqual(after.history);
  expect(await book.wallets()).toEqual({ 'wallet:tunai': '-27500' });
  const again = (set: object, version?: number) =>
    refusalOf(book.run((tx, origin) => editEntry(tx, { ...origin, entryId, set, version })));
  expect(await again({ amount: '27500.00', wallet: after.walletId })).toBe('NothingToChange');
  expect(await again({ amount: '1' }, 7)).toBe('VersionConflict');
  expect(await refusalOf(book.run((tx, origin) => editEntry(tx, { ...origin, ...edit })))).toBe('AlreadyVoided');
});

test('of many who edit or void an entry at once exactly one does, and the books balance', async () => {
  const book = await opened();
  const id = await book.create(coffee());
  const works = Array.from({ length: 8 }, (_, index) =>
    index % 2
      ? book.run((tx, origin) => editEntry(tx, { ...origin, entryId: id, set: { amount: String(1_000 + index) } }))
      : book.run((tx, origin) => voidEntry(tx, { ...origin, entryId: id, reason: 'race' })),
  );
  const refusals = await Promise.all(works.map(refusalOf));
  expect(refusals.filter((refusal) => refusal === null)).toHaveLength(1);
  expect(refusals.filter((refusal) => refusal === 'AlreadyVoided')).toHaveLength(7);
});

test('two bulk edits of the same entries in opposite order end without a deadlock', async () => {
  const book = await opened();
  const ids = [];
  for (let count = 0; count < 6; count += 1) ids.push(await book.create(coffee({ note: `kopi ${count}` })));
  const bulk = (entryIds: string[], category: string) =>
    book.run((tx, origin) => bulkEdit(tx, { ...origin, entryIds, set: { category } }));
  const [one, other] = await Promise.all([bulk(ids, 'hiburan'), bulk([...ids].reverse(), 'transport')]);
  const changed = [...one, ...other].filter(({ result }) => result === 'changed');
  expect(changed).toHaveLength(ids.length);
});

test('a bulk edit tells what became of each entry', async () => {
  const book = await opened();
  const [plain, income, gone] = [
    await book.create(coffee()),
    await book.create(coffee({ type: 'income', category: 'gaji' })),
    await book.create(coffee({ note: 'x' })),
  ];
  const { reversalId } = await book.run((tx, origin) => voidEntry(tx, { ...origin, entryId: gone, reason: 'x' }));
  const unknown = uuidv7();
  const entryIds = [plain, income, gone, reversalId, unknown, plain];
  const results = await book.run((tx, origin) =>
    bulkEdit(tx, { ...origin, entryIds, set: { category: 'hiburan', addTags: ['rapi'] } }),
  );
  expect(results.map(({ entryId, result }) => [entryId, result])).toEqual([
    [plain, 'changed'],
    [income, 'NoSuchAccount'],
    [gone, 'AlreadyVoided'],
    [reversalId, 'NotVoidable'],
    [unknown, 'NoSuchEntry'],
  ]);
  expect(await book.detail(results[0]!.newEntryId!)).toMatchObject({ category: 'hiburan', tags: ['rapi'] });
  const onlyTags = await book.run((tx, origin) => bulkEdit(tx, { ...origin, entryIds: [income], set: { tags: ['a', 'b'] } }));
  expect(onlyTags).toEqual([{ entryId: income, result: 'changed', newEntryId: null }]);
  expect((await book.detail(income)).tags).toEqual(['a', 'b']);
});

test('nothing is booked in a closed month, and what lies in it is corrected today', async () => {
  const book = await opened();
  const id = await book.create(coffee({ occurredOn: '2025-03-05' }));
  await book.run((tx, { bookId }) => lock(tx, { bookId, month: '2025-03', by: 'staff' }));
  await book.run((tx, { bookId }) => softClose(tx, { bookId, month: '2025-04', by: 'staff' }));
  expect(await refusalOf(book.create(coffee({ occurredOn: '2025-03-31' })))).toBe('PeriodLocked');
  expect(await refusalOf(book.create(coffee({ occurredOn: '2025-04-01' })))).toBe('PeriodSoftClosed');
  const late = coffee({ occurredOn: '2025-04-02' });
  expect(await refusalOf(book.run((tx, origin) => createEntry(tx, { ...origin, entry: late }), { role: 'finance' }))).toBeNull();
  const { entryId, reversalId } = await book.run((tx, origin) =>
    editEntry(tx, { ...origin, entryId: id, set: { amount: '30000' } }),
  );
  const { rows } = await book.run((tx) =>
    tx.execute<{ today: string }>(`select (now() at time zone 'Asia/Jakarta')::date::text as today`),
  );
  const days = [(await book.detail(entryId)).occurredOn, (await book.detail(reversalId)).occurredOn];
  expect(days).toEqual([rows[0]!.today, rows[0]!.today]);
  const march = await book.run((tx, { bookId }) => cashFlow(tx, { bookId, from: '2025-03-01', to: '2025-03-31', by: 'month' }));
  expect(march).toEqual([{ from: '2025-03-01', income: '0', expense: '25000', net: '-25000', balance: '-25000' }]);
});

test('an entry that is written while its month is being locked is in before or refused', async () => {
  const book = await opened();
  const works = Array.from({ length: 6 }, () => refusalOf(book.create(coffee({ occurredOn: '2025-05-05' }))));
  const locking = book.run((tx, { bookId }) => lock(tx, { bookId, month: '2025-05', by: 'staff' }));
  const refusals = await Promise.all([...works, refusalOf(locking)]);
  expect(refusals.pop()).toBeNull();
  const booked = refusals.filter((refusal) => refusal === null).length;
  expect(refusals.filter((refusal) => refusal === 'PeriodLocked')).toHaveLength(6 - booked);
  expect(await book.wallets()).toEqual({ 'wallet:tunai': booked === 0 ? '0' : String(-25_000 * booked) });
});

test('categories of a book are added, renamed, archived and brought back; their slug stays', async () => {
  const book = await opened();
  const add = (name: string, kind: 'expense' | 'income' = 'expense') =>
    book.run((tx, { bookId }) => addCategory(tx, { bookId, kind, name }));
  expect(await add('Jajan Anak')).toMatchObject({ slug: 'jajan_anak', name: 'Jajan Anak', builtIn: false });
  expect(await refusalOf(add('jajan anak'))).toBe('NameTaken');
  expect(await refusalOf(add('Jajan-anak!', 'income'))).toBe('NameTaken');
  expect(await refusalOf(add('!!'))).toBe('NotAName');
  await book.create(coffee({ category: 'jajan_anak' }));
  const change = (set: { name?: string; archived?: boolean }, slug = 'jajan_anak') =>
    book.run((tx, { bookId }) => changeCategory(tx, { bookId, slug, ...set }));
  expect(await change({ name: 'Uang jajan' })).toMatchObject({ slug: 'jajan_anak', name: 'Uang jajan' });
  expect((await change({ archived: true })).archivedAt).not.toBeNull();
  expect(await add('Uang jajan')).toMatchObject({ slug: 'jajan_anak', archivedAt: null });
  expect(await refusalOf(change({ archived: true }, 'lainnya'))).toBe('Indispensable');
  expect((await book.run((tx, { bookId }) => listCategories(tx, bookId))).at(0)).toMatchObject({
    slug: 'makan',
    kind: 'expense',
  });
});

test('an archived wallet takes nothing new, but what is on it can be corrected', async () => {
  const book = await opened();
  await book.run((tx, origin) => openWallet(tx, { ...origin, name: 'OVO', openedOn: '2026-10-01' }));
  const id = await book.create(coffee({ wallet: 'wallet:ovo' }));
  await book.run((tx, { bookId }) => changeWallet(tx, { bookId, wallet: 'wallet:ovo', name: 'OVO lama', archived: true }));
  expect(await refusalOf(book.create(coffee({ wallet: 'wallet:ovo' })))).toBe('Archived');
  expect(await refusalOf(book.run((tx, origin) => editEntry(tx, { ...origin, entryId: id, set: { amount: '1' } })))).toBeNull();
  const close = book.run((tx, { bookId }) => changeWallet(tx, { bookId, wallet: 'wallet:tunai', archived: true }));
  expect(await refusalOf(close)).toBe('Indispensable');
});

test('budgets tell how much of them is used, a single month before every month, weeks by their Monday', async () => {
  const book = await opened();
  const set = (input: { category: string | null; amount: string; month?: string; period?: 'week' }) =>
    book.run((tx, { bookId }) => setBudget(tx, { bookId, by: 'x', ...input }));
  await set({ category: null, amount: '1000000' });
  await set({ category: 'makan', amount: '100000' });
  await set({ category: 'makan', amount: '40000', month: '2026-10' });
  await set({ category: 'makan', amount: '50000', month: '2026-10' });
  await set({ category: 'transport', amount: '60000', period: 'week' });
  expect(await refusalOf(set({ category: 'gaji', amount: '1' }))).toBe('NoSuchAccount');
  await book.create(coffee());
  await book.create(coffee({ category: 'transport', amount: '15000', occurredOn: '2026-10-11' }));
  await book.create(coffee({ category: 'transport', amount: '9000', occurredOn: '2026-10-12' }));
  const used = await book.run((tx, { bookId }) => budgetUse(tx, { bookId, on: '2026-10-07' }));
  const told = used.map(({ category, period, amount, spent, left, share }) => [category, period, amount, spent, left, share]);
  expect(told).toEqual([
    [null, 'month', '1000000', '49000', '951000', 0.049],
    ['makan', 'month', '50000', '25000', '25000', 0.5],
    ['transport', 'week', '60000', '15000', '45000', 0.25],
  ]);
  const november = await book.run((tx, { bookId }) => budgetUse(tx, { bookId, on: '2026-11-07' }));
  expect(november.find(({ category }) => category === 'makan')).toMatchObject({ amount: '100000', spent: '0' });
});

test('a goal is filled and emptied as far as it holds, and tells when it is reached', async () => {
  const book = await opened();
  const { id } = await book.run((tx, { bookId }) => openGoal(tx, { bookId, name: 'Umrah', target: '900000', by: 'x' }));
  for (const month of ['08', '09', '10'])
    await book.run((tx, origin) => deposit(tx, { ...origin, goal: 'umrah', amount: '100000', occurredOn: `2026-${month}-15` }));
  const take = (amount: string) =>
    book.run((tx, origin) => withdraw(tx, { ...origin, goal: id, amount, occurredOn: '2026-10-20' }));
  expect(await refusalOf(take('300000.01'))).toBe('NotEnoughSaved');
  await take('60000');
  const [goal] = await book.run((tx, { bookId }) => listGoals(tx, bookId));
  expect(goal).toMatchObject({ name: 'Umrah', saved: '240000', target: '900000' });
  const report = await book.run((tx, { bookId }) => savings(tx, { bookId, from: '2026-08-01', to: '2026-10-31' }));
  expect(report.goals[0]).toMatchObject({ share: 0.2666, monthly: '80000', reachedIn: '2027-07' });
  expect(report.months.map(({ net }) => net)).toEqual(['100000', '100000', '40000']);
  expect(await book.wallets()).toEqual({ 'wallet:tunai': '-240000' });
  await book.run((tx, { bookId }) => changeGoal(tx, { bookId, id, archived: true }));
  expect(await refusalOf(take('1'))).toBe('Archived');
});

test('a recurring entry is booked once for each of its dates, and waits when it cannot be', async () => {
  const book = await opened();
  const template = { type: 'expense', amount: '1350000', category: 'pendidikan', note: 'SPP' } as const;
  const { id } = await book.run((tx, { bookId }) =>
    addRecurring(tx, { bookId, template, every: 'month', startsOn: '2026-01-31', by: book.owner }),
  );
  const due = (today: string) => book.run((tx, { bookId }) => bookDue(tx, { bookId, today }));
  const both = await Promise.all([due('2026-03-30'), due('2026-03-30')]);
  expect(both.flat().map(({ occurredOn }) => occurredOn)).toEqual(['2026-01-31', '2026-02-28']);
  await book.run((tx, { bookId }) => lock(tx, { bookId, month: '2026-04', by: 'x' }));
  expect((await due('2026-04-30')).map(({ occurredOn, refusal }) => [occurredOn, refusal])).toEqual([
    ['2026-03-31', null],
    ['2026-04-30', 'PeriodLocked'],
  ]);
  expect(await book.run((tx, { bookId }) => listRecurring(tx, bookId))).toMatchObject([{ paused: true, nextOn: '2026-04-30' }]);
  await book.run((tx, { bookId }) =>
    changeRecurring(tx, { bookId, id, set: { paused: false, nextOn: '2026-05-31', until: '2026-06-30' } }),
  );
  expect((await due('2027-01-01')).map(({ occurredOn }) => occurredOn)).toEqual(['2026-05-31', '2026-06-30']);
  expect(await book.run((tx, { bookId }) => listRecurring(tx, bookId))).toMatchObject([{ nextOn: null }]);
});

test('large entries wait for as many others as the policy says, and are booked once', async () => {
  const book = await opened();
  await book.run((tx, { bookId }) =>
    setApprovalPolicy(tx, {
      bookId,
      by: 'x',
      rules: [
        { minAmount: '1000000', currency: 'IDR', category: null, approvers: 1 },
        { minAmount: '500000', currency: 'IDR', category: 'kerja', approvers: 2 },
      ],
    }),
  );
  const entries = [coffee({ category: 'kerja', amount: '600000' }), coffee()];
  const needed = await book.run((tx, { bookId }) => approvalNeeded(tx, { bookId, entries }));
  expect(needed).toBe(2);
  const ask = () => book.run((tx, origin) => requestApproval(tx, { ...origin, entries, needed }));
  const decide = (approvalId: string, by: string, decision: 'approve' | 'reject' = 'approve') =>
    book.run((tx, { bookId }) => decideApproval(tx, { bookId, approvalId, by, decision }), { by });
  const { id } = await ask();
  expect(await refusalOf(decide(id, book.owner))).toBe('MakerIsChecker');
  expect(await decide(id, 'ani')).toEqual({ state: 'pending', entryIds: [] });
  expect(await refusalOf(decide(id, 'ani'))).toBe('AlreadyDecided');
  const last = await Promise.all(
    ['budi', 'citra', 'dodi'].map((by) =>
      decide(id, by).then(
        ({ entryIds }) => entryIds.length,
        (error) => error.refusal,
      ),
    ),
  );
  expect(last.sort()).toEqual([2, 'ApprovalClosed', 'ApprovalClosed']);
  const found = await book.run((tx) => findApproval(tx, id));
  expect(found).toMatchObject({ state: 'approved', amount: '600000' });
  expect(found!.decisions).toHaveLength(2);
  expect(await book.wallets()).toEqual({ 'wallet:tunai': '-625000' });
  const [refused, dropped] = [await ask(), await ask()];
  expect(await decide(refused.id, 'ani', 'reject')).toEqual({ state: 'rejected', entryIds: [] });
  await book.run((tx, { bookId }) => closeApproval(tx, { bookId, approvalId: dropped.id, state: 'expired' }));
  expect(await refusalOf(decide(dropped.id, 'ani'))).toBe('ApprovalClosed');
  expect(await book.wallets()).toEqual({ 'wallet:tunai': '-625000' });
});

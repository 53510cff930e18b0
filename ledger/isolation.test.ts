import { sql } from 'drizzle-orm';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { transact, withAllBooks } from '../database/pool.ts';
import { exponents } from '../language/currencies.ts';
import { newTestBook, refusalOf } from '../test/book.ts';
import { testDatabase } from '../test/database.ts';
import { decideApproval, requestApproval } from './approvals.ts';
import { listAudit, noteInAudit, verifyAudit } from './audit.ts';
import { setBudget } from './budgets.ts';
import { editEntry } from './edit.ts';
import { entryDetail, listEntries } from './entries.ts';
import { openGoal } from './goals.ts';
import { addAttachment, addComment } from './notes.ts';
import { lock } from './periods.ts';
import { createEntry, type NewEntry } from './post.ts';
import { addRecurring } from './recurring.ts';
import { trialBalance } from './trialBalance.ts';
import { voidEntry } from './void.ts';

const { db, owner, url } = await testDatabase();

const entry: NewEntry = {
  type: 'expense',
  amount: '25000',
  occurredOn: '2026-10-05',
  category: 'makan',
  wallet: 'wallet:tunai',
  note: 'kopi',
  tags: ['kantor'],
  items: [{ name: 'Kopi', quantity: 1, unitPrice: null, amount: '25000' }],
};

/** A book with a row in every table a book has. */
async function fullBook() {
  const book = await newTestBook(db);
  const id = await book.run((tx, origin) => createEntry(tx, { ...origin, entry }));
  await book.run(async (tx, origin) => {
    const { bookId } = origin;
    const file = { bucket: 'b', key: 'k', sha256: 'a'.repeat(64), bytes: 1, mime: 'image/png', fileName: 'a.png', addedBy: 'x' };
    await addComment(tx, { bookId, entryId: id, author: 'x', body: 'x' });
    await addAttachment(tx, { bookId, entryId: id, ...file });
    await setBudget(tx, { bookId, category: 'makan', amount: '1', by: 'x' });
    await openGoal(tx, { bookId, name: 'Umrah', by: 'x' });
    const template = { type: 'expense', amount: '1', category: 'makan', note: 'x' } as const;
    await addRecurring(tx, {
      bookId,
      template,
      every: 'month',
      startsOn: '2027-01-01',
      by: 'x',
    });
    await lock(tx, { bookId, month: '2025-01', by: 'x' });
    await tx.execute(
      sql`insert into approval_rule (id, book_id, min_amount, approvers, created_by) values (${uuidv7()}, ${bookId}, 1, 1, 'x')`,
    );
    const asked = await requestApproval(tx, { ...origin, entries: [entry], needed: 2 });
    await decideApproval(tx, { bookId, approvalId: asked.id, by: 'ani', decision: 'approve' });
  });
  return { ...book, entryId: id };
}

/** Tables with a book, by the catalogue: one that is added later is looked at too. */
const { rows: tables } = await owner.query<{ name: string }>(`
  select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'book_id'
  where c.relkind = 'r' and c.relname not in ('api_key', 'staff_book') order by 1`);

const ledgerTables = [
  'account',
  'approval',
  'approval_decision',
  'approval_rule',
  'attachment',
  'audit',
  'audit_head',
  'budget',
  'comment',
  'daily_total',
  'entry',
  'entry_tag',
  'goal',
  'item',
  'member',
  'period',
  'posting',
  'recurring',
  'tag',
];

const sqlstate = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (thrown: { code?: string; cause?: { code?: string } }) => thrown.code ?? thrown.cause?.code ?? String(thrown),
  );

const count = (name: string) => sql.raw(`select count(*)::int as count from "${name}"`);

test('no table shows a row of another book, or any row without one', async () => {
  const [mine, other] = [await fullBook(), await newTestBook(db)];
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(ledgerTables));
  for (const name of ledgerTables) {
    const counts = [
      await mine.run((tx) => tx.execute<{ count: number }>(sql`${count(name)} where book_id = ${mine.id}`)),
      await other.run((tx) => tx.execute<{ count: number }>(sql`${count(name)} where book_id = ${mine.id}`)),
      await db.transaction((tx) => tx.execute<{ count: number }>(count(name))),
      await transact(db, { 'app.books': other.id }, (tx) =>
        tx.execute<{ count: number }>(sql`${count(name)} where book_id = ${mine.id}`),
      ),
    ].map(({ rows }) => rows[0]!.count);
    expect([name, counts[0]! > 0, ...counts.slice(1)]).toEqual([name, true, 0, 0, 0]);
  }
  const reading = await transact(db, { 'app.books': `${mine.id},${other.id}` }, (tx) =>
    tx.execute<{ count: number }>(count('audit')),
  );
  expect(reading.rows[0]!.count).toBeGreaterThan(0);
});

test('who sees entries of their own making only sees what hangs on those, and no totals', async () => {
  const mine = await fullBook();
  const own = { 'app.books': mine.id, 'app.own_books': mine.id } as const;
  for (const [actor, seen] of [
    [mine.owner, 1],
    ['somebody', 0],
  ] as const)
    for (const name of ['entry', 'comment', 'attachment', 'entry_tag', 'item']) {
      const { rows } = await transact(db, { ...own, 'app.actor': actor }, (tx) => tx.execute<{ count: number }>(count(name)));
      expect([actor, name, rows[0]!.count]).toEqual([actor, name, seen]);
    }
  for (const name of ['daily_total', 'audit']) {
    const { rows } = await transact(db, { ...own, 'app.actor': mine.owner }, (tx) => tx.execute<{ count: number }>(count(name)));
    expect(rows[0]!.count).toBe(0);
  }
});

test('what was booked, said, decided or written down cannot be changed, deleted or truncated by the application', async () => {
  const mine = await fullBook();
  const forbidden = [
    ...['amount = 1', "note = 'x'", 'voided_by = null', 'version = 1', "occurred_on = '2020-01-01'"].map(
      (set) => `update entry set ${set}`,
    ),
    'update posting set amount = 1',
    'update item set amount = 1',
    'update daily_total set total = 1',
    "update comment set body = 'x'",
    "update attachment set sha256 = 'x'",
    "update audit set actor = 'x'",
    'update audit_head set seq = 0',
    "insert into audit (book_id, seq, at, actor, action, subject, subject_id, source, hash) values (current_book(), 999, now(), 'x', 'x', 'x', 'x', 'x', '')",
    'update approval set amount = 1',
    "update approval_decision set decision = 'approve'",
    "update account set code = 'x'",
    "update account set currency = 'USD'",
    'insert into daily_total select book_id, account_id, day + 1, currency, 1, 1 from daily_total',
    'select audit_append(null)',
    ...[
      'entry',
      'posting',
      'item',
      'account',
      'comment',
      'attachment',
      'tag',
      'goal',
      'period',
      'approval',
      'approval_decision',
      'audit',
      'audit_head',
      'daily_total',
      'book',
    ].map((name) => `delete from ${name}`),
    ...ledgerTables.map((name) => `truncate ${name} cascade`),
  ];
  for (const statement of forbidden)
    expect([statement, await sqlstate(mine.run((tx) => tx.execute(sql.raw(statement))))]).toEqual([statement, '42501']);
});

test('rows cannot be written into another book, nor hung on its entries', async () => {
  const [mine, other] = [await fullBook(), await newTestBook(db)];
  const inOther = (statement: ReturnType<typeof sql>) => sqlstate(other.run((tx) => tx.execute(statement)));
  const comment = (bookId: string) =>
    sql`insert into comment (id, book_id, entry_id, author, body) values (${uuidv7()}, ${bookId}, ${mine.entryId}, 'x', 'x')`;
  expect(await inOther(comment(mine.id))).toBe('42501');
  expect(await inOther(comment(other.id))).toBe('23503');
  expect(await inOther(sql`insert into budget (id, book_id, amount, created_by) values (${uuidv7()}, ${mine.id}, 1, 'x')`)).toBe(
    '42501',
  );
  const foreign = { bookId: other.id, entryId: mine.entryId };
  expect(await refusalOf(other.run((tx, origin) => voidEntry(tx, { ...origin, ...foreign, reason: 'x' })))).toBe('NoSuchEntry');
  expect(await refusalOf(other.run((tx, origin) => editEntry(tx, { ...origin, ...foreign, set: { amount: '1' } })))).toBe(
    'NoSuchEntry',
  );
  expect(await refusalOf(other.run((tx) => addComment(tx, { ...foreign, author: 'x', body: 'x' })))).toBe('NoSuchEntry');
  expect(await other.run((tx) => entryDetail(tx, mine.entryId))).toBeNull();
  expect(await other.run((tx) => listEntries(tx, { filter: { bookId: mine.id }, limit: 5 }))).toEqual([]);
});

test('every change is in the audit trail with who did it, and one altered line breaks the chain', async () => {
  const book = await fullBook();
  await transact(
    db,
    { 'app.book': book.id, 'app.actor': 'staff-7', 'app.source': 'desk', 'app.request': 'req-1' },
    async (tx) => {
      const origin = { bookId: book.id, messageId: null, workflowId: null, decidedBy: 'staff-7', source: 'desk' } as const;
      await voidEntry(tx, { ...origin, entryId: book.entryId, reason: 'x' });
      await noteInAudit(tx, { action: 'export', subject: 'entries', subjectId: 'csv', details: { rows: 1 } });
    },
  );
  const trail = await book.run((tx) => listAudit(tx, { bookId: book.id, limit: 200 }));
  expect(trail.slice(0, 2)).toMatchObject([
    { actor: 'staff-7', action: 'export', subject: 'entries', request: 'req-1' },
    { actor: 'staff-7', action: 'insert', subject: 'entry', source: 'desk', after: { reversal_of: book.entryId } },
  ]);
  expect(new Set(trail.map(({ subject }) => subject))).toEqual(
    new Set([
      'book',
      'member',
      'account',
      'entry',
      'tag',
      'entry_tag',
      'comment',
      'attachment',
      'budget',
      'goal',
      'recurring',
      'period',
      'approval_rule',
      'approval',
      'approval_decision',
      'entries',
    ]),
  );
  expect(trail.map(({ seq }) => seq)).toEqual(trail.map((_, index) => trail.length - index));
  const verdict = () => book.run((tx) => verifyAudit(tx, book.id));
  expect(await verdict()).toMatchObject({ lines: trail.length, intact: true, brokenAt: null, head: trail[0]!.hash });
  const tamper = async (statement: string, undo: string) => {
    await owner.query(statement, [book.id]);
    const told = await verdict();
    await owner.query(undo, [book.id]);
    return told.brokenAt;
  };
  const actor = trail.find(({ seq }) => seq === 5)!.actor;
  expect(
    await tamper(
      "update audit set actor = 'eve' where book_id = $1 and seq = 5",
      `update audit set actor = '${actor}' where book_id = $1 and seq = 5`,
    ),
  ).toBe(5);
  expect(
    await tamper(
      'update audit set seq = -5 where book_id = $1 and seq = 5',
      'update audit set seq = 5 where book_id = $1 and seq = -5',
    ),
  ).toBe(6);
  expect(
    await tamper(
      `update audit set seq = -1 where book_id = $1 and seq = ${trail.length}`,
      `update audit set seq = ${trail.length} where book_id = $1 and seq = -1`,
    ),
  ).toBe(trail.length);
  expect(await verdict()).toMatchObject({ intact: true });
});

test('many who write in one book at once leave one unbroken chain and the sums of all', async () => {
  const book = await newTestBook(db);
  await Promise.all(Array.from({ length: 24 }, () => book.run((tx, origin) => createEntry(tx, { ...origin, entry }))));
  expect(await book.run((tx) => verifyAudit(tx, book.id))).toMatchObject({ intact: true });
  const { lines } = await book.run((tx) => trialBalance(tx, { bookId: book.id, asOf: '2026-12-31' }));
  expect(lines.map(({ code, debit, credit }) => [code, debit, credit])).toEqual([
    ['wallet:tunai', '0', '600000'],
    ['expense:makan', '600000', '0'],
  ]);
});

test('who listens is told of an entry when it is committed, and not of one that was not', async () => {
  const book = await newTestBook(db);
  const listener = new pg.Client({ connectionString: url });
  await listener.connect();
  const told: string[] = [];
  let wake = () => {};
  listener.on('notification', ({ payload }) => {
    told.push(payload ?? '');
    wake();
  });
  await listener.query('listen catat_event');
  const rolledBack = book.run(async (tx, origin) => {
    await createEntry(tx, { ...origin, entry });
    throw new Error('changed my mind');
  });
  await expect(rolledBack).rejects.toThrow('changed my mind');
  const heard = new Promise<void>((resolve) => {
    wake = () => told.some((line) => JSON.parse(line).type === 'entry') && resolve();
  });
  const id = await book.run((tx, origin) => createEntry(tx, { ...origin, entry: { ...entry, tags: [] } }));
  await heard;
  await listener.end();
  expect(told.map((line) => JSON.parse(line)).filter(({ type }) => type === 'entry')).toEqual([
    { type: 'entry', book: book.id, id },
  ]);
});

test('totals kept by trigger are those of the postings, in every book', async () => {
  const { rows } = await owner.query(`
    select * from (
      select e.book_id, p.account_id, e.occurred_on as day, p.currency, sum(p.amount) as total,
        sum(case when e.type = 'reversal' then -1 else 1 end) as count
      from entry e join posting p on p.entry_id = e.id group by 1, 2, 3, 4
    ) as read full join daily_total kept using (book_id, account_id, day, currency)
    where read.total is distinct from kept.total or read.count is distinct from kept.count`);
  expect(rows).toEqual([]);
});

test('the database knows the currencies and exponents of the language', async () => {
  const rows = await withAllBooks(db, (tx) =>
    tx.execute<{ code: string; exponent: number }>(sql`select code, exponent from currency`),
  );
  expect(Object.fromEntries(rows.rows.map(({ code, exponent }) => [code, exponent]))).toEqual(exponents);
});

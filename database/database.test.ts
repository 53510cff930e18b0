import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { expect, inject, test } from 'vitest';
import { projectRoot } from '../config/paths.ts';
import { testDatabase } from '../test/database.ts';
import { migrate } from './migrate.ts';
import { enterBook, type Transaction, withAllBooks, withBook } from './pool.ts';
import { account, book, entry, posting } from './schema/index.ts';

const { db, owner, ownerUrl } = await testDatabase();

interface Books {
  bookId: string;
  wallet: string;
  food: string;
}

async function makeBook(tx: Transaction): Promise<Books> {
  const [bookId, wallet, food] = [uuidv7(), uuidv7(), uuidv7()];
  await enterBook(tx, bookId);
  await tx.insert(book).values({ id: bookId, kind: 'personal', name: 'a book' });
  await tx.insert(account).values([
    { id: wallet, bookId, kind: 'asset', code: 'wallet:tunai', name: 'Tunai' },
    { id: food, bookId, kind: 'expense', code: 'expense:makan', name: 'Makan' },
  ]);
  return { bookId, wallet, food };
}

const newBook = () => db.transaction(makeBook);

async function post(
  tx: Transaction,
  { bookId, wallet, food }: Books,
  amounts: { line?: bigint; debit?: bigint; credit?: bigint } = {},
) {
  const { line = 2500n, debit = 2500n, credit = -2500n } = amounts;
  const id = uuidv7();
  await tx.insert(entry).values({
    id,
    bookId,
    type: 'expense',
    occurredOn: '2026-11-23',
    amount: line,
    currency: 'IDR',
    note: 'kopi',
    evidence: [],
    source: 'api',
    decidedBy: 'test',
  });
  const common = { bookId, entryId: id, currency: 'IDR' };
  if (debit) await tx.insert(posting).values({ id: uuidv7(), accountId: food, amount: debit, ...common });
  if (credit) await tx.insert(posting).values({ id: uuidv7(), accountId: wallet, amount: credit, ...common });
  return id;
}

/** The SQLSTATE a piece of work ends with, or `none`. */
async function code(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    const direct = (error as { code?: string }).code;
    return direct ?? (error as { cause?: { code?: string } }).cause?.code ?? String(error);
  }
}

const insufficientPrivilege = '42501';
const checkViolation = '23514';

test('a book sees its own rows only, nobody sees rows without a book, staff see all and write none', async () => {
  const [mine, other] = [await newBook(), await newBook()];
  await withBook(db, mine.bookId, (tx) => post(tx, mine));
  await withBook(db, other.bookId, (tx) => post(tx, other));
  const seen = await withBook(db, mine.bookId, (tx) => tx.select().from(entry));
  expect(seen.map((row) => row.bookId)).toEqual([mine.bookId]);
  for (const table of [book, account, entry, posting]) expect(await db.select().from(table)).toEqual([]);
  const staff = await withAllBooks(db, (tx) => tx.select().from(entry));
  expect(new Set(staff.map((row) => row.bookId))).toEqual(new Set([mine.bookId, other.bookId]));
  expect(await code(withAllBooks(db, (tx) => post(tx, mine)))).toBe(insufficientPrivilege);
});

test('a row of another book is refused, and so is a posting on its account', async () => {
  const [mine, other] = [await newBook(), await newBook()];
  expect(await code(withBook(db, mine.bookId, (tx) => post(tx, other)))).toBe(insufficientPrivilege);
  const mixed = { ...mine, food: other.food };
  expect(await code(withBook(db, mine.bookId, (tx) => post(tx, mixed)))).toBe('23503');
});

test('what is booked cannot be changed, deleted or truncated by the application', async () => {
  const mine = await newBook();
  const id = await withBook(db, mine.bookId, (tx) => post(tx, mine));
  const attempts = [
    (tx: Transaction) => tx.update(entry).set({ amount: 1n }).where(eq(entry.id, id)),
    (tx: Transaction) => tx.update(entry).set({ note: 'x' }).where(eq(entry.id, id)),
    (tx: Transaction) => tx.update(posting).set({ amount: 1n }).where(eq(posting.entryId, id)),
    (tx: Transaction) => tx.delete(posting).where(eq(posting.entryId, id)),
    (tx: Transaction) => tx.delete(entry).where(eq(entry.id, id)),
    (tx: Transaction) => tx.delete(account).where(eq(account.id, mine.food)),
    (tx: Transaction) => tx.execute(sql`truncate entry, posting, item`),
    (tx: Transaction) => tx.execute(sql`update message set wa_id = 'x'`),
    (tx: Transaction) => tx.execute(sql`alter table entry disable row level security`),
  ];
  for (const attempt of attempts) expect(await code(withBook(db, mine.bookId, attempt))).toBe(insufficientPrivilege);
});

test.each([
  ['unequal sides', { debit: 2600n }],
  ['a single posting', { credit: 0n }],
  ['no posting', { debit: 0n, credit: 0n }],
  ['a line that tells another amount', { line: 2400n }],
])('an entry with %s is refused at commit', async (_, amounts) => {
  const mine = await newBook();
  expect(await code(withBook(db, mine.bookId, (tx) => post(tx, mine, amounts)))).toBe(checkViolation);
  expect(await withBook(db, mine.bookId, (tx) => tx.select().from(entry))).toEqual([]);
});

test('the balance is checked whatever book the transaction has moved on to, and a late posting cannot disturb it', async () => {
  const mine = await newBook();
  const moved = db.transaction(async (tx) => {
    await enterBook(tx, mine.bookId);
    await post(tx, mine, { debit: 2600n });
    await makeBook(tx);
  });
  expect(await code(moved)).toBe(checkViolation);
  const id = await withBook(db, mine.bookId, (tx) => post(tx, mine));
  const late = withBook(db, mine.bookId, (tx) =>
    tx
      .insert(posting)
      .values({ id: uuidv7(), bookId: mine.bookId, entryId: id, accountId: mine.food, amount: 1n, currency: 'IDR' }),
  );
  expect(await code(late)).toBe(checkViolation);
});

test('the application role may read every table, insert into all but those kept by triggers, and owns none', async () => {
  const { rows } = await owner.query(`
    select c.relname, pg_get_userbyid(c.relowner) = 'catat_app' as owns,
      has_table_privilege('catat_app', c.oid, 'select') as reads,
      has_table_privilege('catat_app', c.oid, 'insert') = (c.relname <> all ('{currency,daily_total,audit,audit_head}')) as inserts, has_table_privilege('catat_app', c.oid, 'truncate') as truncates
    from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace`);
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) expect(row).toMatchObject({ owns: false, reads: true, inserts: true, truncates: false });
});

test('every table with a book has forced row-level security', async () => {
  const { rows } = await owner.query(`
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'book_id'
    where c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)`);
  expect(rows).toEqual([]);
});

test('four processes migrate an empty database at once', async () => {
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(ownerUrl);
  await owner.query(`create database ${name}`);
  url.pathname = `/${name}`;
  // The role is one for the whole server: keep the password the other tests use.
  const { appPassword } = inject('postgres');
  const runs = Array.from({ length: 4 }, () => migrate({ ownerUrl: url.href, appPassword, log: () => {} }));
  expect(await Promise.allSettled(runs)).toEqual(runs.map(() => ({ status: 'fulfilled', value: undefined })));
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as n from drizzle.__drizzle_migrations');
  await client.end();
  await owner.query(`drop database ${name}`);
  expect(rows).toEqual([
    { n: readdirSync(join(projectRoot, 'database', 'migrations')).filter((file) => file.endsWith('.sql')).length },
  ]);
});

/** The last migration before totals, wallets and audit were kept. */
const lastWithoutTotals = 5;

test('a database with entries from before totals were kept is brought up to date in one go', async () => {
  const name = `old_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(ownerUrl);
  await owner.query(`create database ${name}`);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const folder = mkdtempSync(join(tmpdir(), 'catat-migrations-'));
  cpSync(join(projectRoot, 'database', 'migrations'), folder, { recursive: true });
  const journal = join(folder, 'meta', '_journal.json');
  const whole = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { idx: number }[] };
  const old = { ...whole, entries: whole.entries.filter(({ idx }) => idx <= lastWithoutTotals) };
  writeFileSync(journal, JSON.stringify(old));
  await runMigrations(drizzle(client), { migrationsFolder: folder });
  const [bookId, wallet, food, entryId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await client.query(`begin;
    insert into book (id, kind, name) values ('${bookId}', 'personal', 'old');
    insert into account (id, book_id, kind, code, name) values ('${wallet}', '${bookId}', 'asset', 'wallet:tunai', 'x'),
      ('${food}', '${bookId}', 'expense', 'expense:makan', 'x');
    insert into entry (id, book_id, type, occurred_on, amount, currency, category, note, evidence, source, decided_by)
      values ('${entryId}', '${bookId}', 'expense', '2026-11-01', 100, 'IDR', 'makan', 'x', '[]', 'api', 'x');
    insert into posting (id, book_id, entry_id, account_id, amount, currency) values (gen_random_uuid(), '${bookId}', '${entryId}', '${food}', 100, 'IDR'),
      (gen_random_uuid(), '${bookId}', '${entryId}', '${wallet}', -100, 'IDR');
    commit`);
  const { appPassword } = inject('postgres');
  await migrate({ ownerUrl: url.href, appPassword, log: () => {} });
  const { rows: entries } = await client.query('select wallet_id, voided_by, version from entry');
  expect(entries).toEqual([{ wallet_id: wallet, voided_by: null, version: 1 }]);
  const { rows: totals } = await client.query('select account_id, total::int, count from daily_total order by total');
  expect(totals).toEqual([
    { account_id: wallet, total: -100, count: 1 },
    { account_id: food, total: 100, count: 1 },
  ]);
  await client.end();
  await owner.query(`drop database ${name}`);
  rmSync(folder, { recursive: true, force: true });
});

test('the migrations hold the whole schema', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'catat-drizzle-'));
  cpSync(join(projectRoot, 'database', 'migrations'), join(folder, 'migrations'), { recursive: true });
  const before = readdirSync(join(folder, 'migrations'));
  const kit = join(projectRoot, 'node_modules', 'drizzle-kit', 'bin.cjs');
  const schema = join(projectRoot, 'database', 'schema', '*.ts');
  await promisify(execFile)(
    process.execPath,
    [kit, 'generate', '--dialect=postgresql', `--schema=${schema}`, '--out=migrations'],
    { cwd: folder },
  );
  expect(readdirSync(join(folder, 'migrations'))).toEqual(before);
  rmSync(folder, { recursive: true, force: true });
});

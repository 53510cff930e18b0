import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { appRole, migrate } from '../../database/migrate.ts';
import { type Connection, connect, type Transaction, transact, withBook } from '../../database/pool.ts';
import { byMember, byMerchant } from '../../ledger/analysis.ts';
import { countEntries, type EntryFilter, listEntries } from '../../ledger/entries.ts';
import { createEntry } from '../../ledger/post.ts';
import { cashFlow, categoryMonths, summary } from '../../ledger/reports.ts';
import { trialBalance } from '../../ledger/trialBalance.ts';
import { startPostgres } from '../stack/postgres.ts';
import { overHttp } from './ledgerHttp.ts';
import { benchBook, seedLedger } from './ledgerSeed.ts';
import { cpuOf } from './processes.ts';
import { type Timing, timing } from './statistics.ts';

/** How often a second something was done, how long each took, and how long a core was busy with one: ours and Postgres'. */
interface Rate {
  per_s: number;
  each: Timing;
  /** Does not grow with foreign load; null where the system does not tell. */
  core_ms: { ours: number; postgres: number } | null;
}

/** What the ledger does with a book of so many entries, on a Postgres of its own that keeps what it is told. */
export interface LedgerFigures {
  entries: number;
  seed_s: number;
  /** Entries a second through the command, by how many write at once; all in one book. */
  posting: (Rate & { writers: number })[];
  /** Pages of 50 through the query, by 8 readers at once. */
  lists: (Rate & { name: string })[];
  /** The same pages and the file of everything as the API gives them. */
  http: Awaited<ReturnType<typeof overHttp>>;
  reports: { name: string; each: Timing }[];
  load_average: number[];
}

const writers = [1, 8];
/** Shared among those who write. */
const postings_all = 1_000;
/** As {@link warmUpPages}. */
const warmUpPostings = 500;
const readers = 8;
const pages_each = 60;
/** V8 has compiled what is hot by then: the first thousand pages take twice the time of later ones, whichever they are. */
const warmUpPages = 2_000;
const reportRuns = 5;
const page_entries = 50;

/** Seeds a book and measures it. */
export async function ledger(entries: number, say: (line: string) => void): Promise<LedgerFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'catat-bench-ledger-'));
  // As root, Postgres runs under another account that has to get through.
  chmodSync(folder, 0o755);
  const [password, appPassword] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')];
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), password });
  try {
    await migrate({ ownerUrl: server.url('postgres'), appPassword, log: () => {} });
    say(`ledger: seeding ${entries} entries`);
    const seed_s = await seed(server.url('postgres'), entries);
    const app = connect({
      url: server.url('postgres', appRole, appPassword),
      max: readers,
      name: 'bench',
      onIdleError: () => {},
    });
    try {
      return {
        entries,
        seed_s,
        ...(await measure(app, server.pid, say)),
        load_average: loadavg().map((one) => Math.round(one * 10) / 10),
      };
    } finally {
      await app.close();
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function seed(ownerUrl: string, entries: number): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const started = performance.now();
    await seedLedger(owner, entries);
    return Math.round((performance.now() - started) / 100) / 10;
  } finally {
    await owner.end();
  }
}

async function measure(app: Connection, postgres: number, say: (line: string) => void) {
  const read = <T>(work: (tx: Transaction) => Promise<T>) =>
    transact(app.db, { 'app.books': benchBook }, work, { readOnly: true });
  say('ledger: reports');
  const told: LedgerFigures['reports'] = [];
  for (const [name, work] of Object.entries(reports))
    told.push({ name, each: timing(await times(reportRuns, () => read(work))) });
  say('ledger: lists');
  const lists: LedgerFigures['lists'] = [];
  await times(warmUpPages, () => read(page({})));
  for (const [name, work] of Object.entries(pages)) {
    await times(readers, () => read(work));
    lists.push({ name, ...(await together(postgres, readers, pages_each, () => read(work))) });
  }
  say('ledger: over HTTP');
  const http = await overHttp(app.db, postgres);
  say('ledger: posting');
  const posting: LedgerFigures['posting'] = [];
  for (const count of writers) {
    await times(warmUpPostings, () => post(app));
    posting.push({ writers: count, ...(await together(postgres, count, postings_all / count, () => post(app))) });
  }
  return { posting, lists, http, reports: told };
}

async function times(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const each: number[] = [];
  for (let run = 0; run < count; run += 1) {
    const started = performance.now();
    await work();
    each.push(performance.now() - started);
  }
  return each;
}

async function together(postgres: number, hands: number, count: number, work: () => Promise<unknown>): Promise<Rate> {
  const pids = { ours: process.pid, postgres };
  const before = cpuOf(pids);
  const started = performance.now();
  const each = (await Promise.all(Array.from({ length: hands }, () => times(count, work)))).flat();
  const per_s = Math.round((each.length / (performance.now() - started)) * 1_000);
  const after = cpuOf(pids);
  // Ours includes Postgres, which is our child.
  const spent = (part: 'ours' | 'postgres') => (after?.[part] ?? 0) - (before?.[part] ?? 0);
  const one = (ms: number) => Math.round((ms / each.length) * 100) / 100;
  const core_ms = after && before ? { ours: one(spent('ours') - spent('postgres')), postgres: one(spent('postgres')) } : null;
  return { per_s, each: timing(each), core_ms };
}

const range = { bookId: benchBook, from: '2023-11-25', to: '2026-11-23' };
const year = { ...range, from: '2026-01-01' };
const month = { ...range, from: '2026-10-01', to: '2026-10-31' };

const reports: Record<string, (tx: Transaction) => Promise<unknown>> = {
  'category x month, 3 years': (tx) => categoryMonths(tx, range),
  'summary of a month': (tx) => summary(tx, month),
  'summary of 3 years': (tx) => summary(tx, range),
  'cash flow by month, 3 years': (tx) => cashFlow(tx, { ...range, by: 'month' }),
  'trial balance': (tx) => trialBalance(tx, { bookId: benchBook, asOf: range.to }),
  'by member, a year': (tx) => byMember(tx, year),
  'merchants, a year': (tx) => byMerchant(tx, { ...year, limit: 20 }),
  'count of everything': (tx) => countEntries(tx, { bookId: benchBook }),
};

/** Somewhere in the middle of the book. */
const deep = { value: '2024-06-01', id: '01980000-0000-7000-9000-000000000001' };

const page =
  (filter: EntryFilter, more: Partial<Parameters<typeof listEntries>[1]> = {}) =>
  (tx: Transaction): Promise<unknown> =>
    listEntries(tx, { filter: { bookId: benchBook, ...filter }, limit: page_entries, ...more });

const pages: Record<string, (tx: Transaction) => Promise<unknown>> = {
  'first page': page({}),
  'filtered (category, dates, standing)': page({ category: 'makan', from: '2026-01-01', to: '2026-06-30', standing: true }),
  'deep cursor': page({}, { after: deep }),
  'largest amounts': page({}, { sort: { by: 'amount', descending: true } }),
  'rare words': page({ text: 'kopi susu 77778' }),
};

let posted = 0;

function post(app: Connection): Promise<string> {
  posted += 1;
  const day = String(1 + (posted % 23)).padStart(2, '0');
  const category = ['makan', 'transport', 'belanja_harian', 'utilitas', 'hiburan'][posted % 5];
  const entry = {
    type: 'expense',
    amount: '25000',
    occurredOn: `2026-11-${day}`,
    category,
    wallet: 'wallet:tunai',
    note: `kopi ${posted}`,
  } as const;
  const origin = { bookId: benchBook, messageId: null, workflowId: null, decidedBy: 'member-1', source: 'api' } as const;
  return withBook(app.db, benchBook, (tx) => createEntry(tx, { ...origin, entry }));
}

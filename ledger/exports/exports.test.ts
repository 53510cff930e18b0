import { execFileSync, spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import excel from '@protobi/exceljs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enterBook } from '../../database/pool.ts';
import { ensureBeanCheck } from '../../test/beanCheck.ts';
import { testDatabase } from '../../test/database.ts';
import { aBook } from '../../test/desk.ts';
import { editEntry } from '../edit.ts';
import type { EntryFilter } from '../entries.ts';
import { createEntries, type NewEntry } from '../post.ts';
import { voidEntry } from '../void.ts';
import { openWallet } from '../wallets.ts';
import { type CsvOptions, csvPresets } from './csv.ts';
import { atOneMoment, copyCsv, planCsv, runExport } from './run.ts';
import type { ExportKind } from './write.ts';

const { db, owner } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'catat-exports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let bookId: string;
const origin = { messageId: null, workflowId: null, decidedBy: 'test', source: 'desk' } as const;
/** What a spreadsheet, a ledger tool or a parser may stumble over. */
const nasty = [
  '=cmd|"/C calc"!A0',
  '+62 812',
  '-1 kopi',
  '@SUM(A1)',
  '\tTab',
  '＝1+1',
  'Tanda "kutip"; titik koma, koma',
  'dua\nbaris \\ akhir\\',
  'emoji 🍜 dan aksara 日本語',
  '; | komentar #tag * !',
  "'",
].map(String);

beforeAll(async () => {
  bookId = (await aBook(db)).bookId;
  await db.transaction(async (tx) => {
    await enterBook(tx, bookId);
    await openWallet(tx, {
      ...origin,
      bookId,
      name: 'Kartu US$ 9',
      currency: 'USD',
      openingBalance: '-12.50',
      openedOn: '2026-01-01',
    });
    const entry = (over: Partial<NewEntry>): NewEntry => ({
      type: 'expense',
      amount: '25000',
      occurredOn: '2026-11-20',
      wallet: 'wallet:tunai',
      note: 'kopi',
      ...over,
    });
    const ids = await createEntries(tx, {
      ...origin,
      bookId,
      entries: [
        ...nasty.map((text) => entry({ note: text, merchant: text, amount: '1234567.89', tags: ['a b', 'kerja!'] })),
        entry({ type: 'income', amount: '5000000', category: 'gaji', note: 'gaji' }),
        entry({ type: 'transfer', amount: '160000', toWallet: 'wallet:kartu_us_9', toAmount: '10', note: 'tukar' }),
        entry({ note: 'salah' }),
        entry({ note: 'keliru' }),
      ],
    });
    await voidEntry(tx, { ...origin, bookId, entryId: ids.at(-2)!, reason: 'salah' });
    await editEntry(tx, { ...origin, bookId, entryId: ids.at(-1)!, set: { amount: '30000' } });
  });
});

async function fileOf(kind: ExportKind, csv: CsvOptions = csvPresets.plain, filter: Partial<EntryFilter> = {}) {
  const path = join(folder, `${kind}-${Math.random()}`);
  const rows = await atOneMoment(
    db,
    (tx) => enterBook(tx, bookId),
    (snapshot) => runExport(snapshot, { kind, filter: { bookId, ...filter }, csv, out: createWriteStream(path) }),
  );
  return { path, rows, text: () => readFileSync(path, 'utf8') };
}

describe('CSV', () => {
  test('holds every entry once, and no cell a spreadsheet would run', async () => {
    const { rows, text } = await fileOf('csv');
    const [titles, ...lines] = parse(text(), { bom: true }) as string[][];
    expect([titles!.length, lines.length]).toEqual([15, rows]);
    expect(
      lines
        .flatMap((line) => [3, 4, 5, 6, 7, 8, 9].map((column) => line[column]!))
        .filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/u.test(cell)),
    ).toEqual([]);
    const notes = lines.map((line) => line[8]);
    expect(notes).toEqual(
      expect.arrayContaining(['\'=cmd|"/C calc"!A0', 'Tanda "kutip"; titik koma, koma', 'dua\nbaris \\ akhir\\']),
    );
    expect(lines.find((line) => line[8] === 'gaji')!.slice(0, 5)).toEqual(['2026-11-20', 'income', '5000000', 'IDR', 'Gaji']);
  });

  test('tells when an entry was written down, to the second that had begun', async () => {
    const moments = [
      '2026-11-20 23:59:59.999999+00',
      '2026-11-21 00:00:00+00',
      '2026-11-21 00:00:00.5+07',
      '2026-11-21 08:30:00.49+07',
    ];
    const { rows: found } = await owner.query('select id from entry where book_id = $1 order by id limit $2', [
      bookId,
      moments.length,
    ]);
    for (const [index, { id }] of found.entries())
      await owner.query('update entry set recorded_at = $1 where id = $2', [moments[index], id]);
    const { text } = await fileOf('csv');
    const told = new Map((parse(text(), { bom: true }) as string[][]).map((line) => [line[13], line[12]]));
    expect(found.map(({ id }) => told.get(id))).toEqual([
      '2026-11-20T23:59:59Z',
      '2026-11-21T00:00:00Z',
      '2026-11-20T17:00:00Z',
      '2026-11-21T01:30:00Z',
    ]);
  });

  test('is what Excel in Indonesia reads: mark, semicolons, decimal commas, titles and words', async () => {
    const { text } = await fileOf('csv', csvPresets['excel-id']);
    expect(text().startsWith('\uFEFFTanggal;Jenis;Jumlah;')).toBe(true);
    const lines = parse(text(), { bom: true, delimiter: ';' }) as string[][];
    expect(lines[2]![2]).toBe('1234567,89');
    const values = (column: number) => [...new Set(lines.slice(1).map((line) => line[column]))].sort();
    expect(values(1)).toEqual(['Pemasukan', 'Pembalikan', 'Pengeluaran', 'Pindah dana']);
    expect(values(10)).toEqual(['Berlaku', 'Dibatalkan', 'Pembalikan']);
    expect(values(11)).toEqual(['Desk']);
  });

  test('of many parts is the same file, taken at the same moment', async () => {
    const { text, rows } = await fileOf('csv');
    const filter = { bookId };
    const path = join(folder, 'parts.csv');
    const plan = await atOneMoment(
      db,
      (tx) => enterBook(tx, bookId),
      async (snapshot) => {
        const found = await planCsv(snapshot, filter, 1);
        await owner.query(`update account set name = 'Lain' where book_id = $1 and code = 'expense:makan'`, [bookId]);
        await copyCsv(snapshot, { filter, options: csvPresets.plain, parts: found.parts }, createWriteStream(path));
        return found;
      },
    );
    expect([plan.rows, plan.parts.length > 1]).toEqual([rows, true]);
    expect(readFileSync(path, 'utf8')).toBe(text());
    await owner.query(`update account set name = 'Makan' where book_id = $1 and code = 'expense:makan'`, [bookId]);
  });

  test('nobody waits for ends with its reader, and leaves no connection', async () => {
    const { bookId: large } = await aBook(db);
    const loaded = await owner.connect();
    // More than connections and streams hold: Postgres waits for somebody to read on.
    await loaded.query(`begin; set local session_replication_role = replica;
      insert into entry (id, book_id, type, occurred_on, amount, currency, note, evidence, source, decided_by)
      select gen_random_uuid(), '${large}', 'expense', date '2026-01-01' + i % 2, 100, 'IDR', repeat('x', 10000), '[]', 'desk', 'test'
      from generate_series(1, 4000) i; commit`);
    loaded.release();
    const filter = { bookId: large };
    const out = new PassThrough();
    const written = atOneMoment(
      db,
      (tx) => enterBook(tx, large),
      async (snapshot) => {
        const { parts } = await planCsv(snapshot, filter, 1);
        expect(parts.length).toBe(2);
        out.once('data', () => out.destroy());
        await copyCsv(snapshot, { filter, options: csvPresets.plain, parts }, out);
      },
    );
    await expect(written).rejects.toThrow();
    const left = async () =>
      (
        await owner.query<{ count: string }>(
          `select count(*) from pg_stat_activity where application_name = 'export' and datname = current_database()`,
        )
      ).rows[0]?.count;
    await expect.poll(left, { timeout: 30_000 }).toBe('0');
  });

  test('takes a filter as a value, whatever stands in it', async () => {
    const { rows } = await fileOf('csv', csvPresets.plain, { text: "' or 1=1; drop table entry; -- $1 \\" });
    expect(rows).toBe(0);
    expect((await fileOf('csv', csvPresets.plain, { standing: true, text: 'KOPI' })).rows).toBe(1);
  });
});

async function sheetOf(path: string) {
  const workbook = new excel.Workbook();
  await workbook.xlsx.read(createReadStream(path));
  return workbook.worksheets[0]!;
}

test('XLSX holds dates as dates, amounts as numbers and texts as texts', async () => {
  const { path, rows } = await fileOf('xlsx');
  const sheet = await sheetOf(path);
  expect(sheet.rowCount).toBe(rows + 1);
  const formulas: unknown[] = [];
  sheet.eachRow((row) => row.eachCell((cell) => cell.formula && formulas.push(cell.formula)));
  expect(formulas).toEqual([]);
  const cell = sheet.getRow(2).getCell(1).value;
  expect([cell instanceof Date, typeof sheet.getRow(2).getCell(3).value]).toEqual([true, 'number']);
});

test.each([
  ['plain', ['Type', 'expense', 'income', 'reversal', 'transfer']],
  ['excel-id', ['Jenis', 'Pemasukan', 'Pembalikan', 'Pengeluaran', 'Pindah dana']],
] as const)('XLSX as %s is in one language', async (preset, words) => {
  const { path } = await fileOf('xlsx', csvPresets[preset]);
  const types = new Set<unknown>();
  (await sheetOf(path)).getColumn('B').eachCell(({ value }) => types.add(value));
  expect([...types].sort()).toEqual([...words].sort());
});

test('PDF is one, with a page for what does not fit on the first', async () => {
  const { path } = await fileOf('pdf');
  const bytes = readFileSync(path);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(bytes.subarray(-6).toString()).toContain('%%EOF');
});

test('JSON lines balance: the postings of each entry come to nothing in each currency', async () => {
  const { text, rows } = await fileOf('jsonl');
  const lines = text()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { postings: { amount: string; currency: string }[] });
  expect(lines.length).toBe(rows);
  for (const { postings } of lines) {
    const sums = new Map<string, bigint>();
    for (const { amount, currency } of postings)
      sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(Math.round(Number(amount) * 100)));
    expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
  }
});

/** Its first run may install the checker. */
const beanCheckTimeout_ms = 180_000;

test('beancount finds no fault in its file', { timeout: beanCheckTimeout_ms }, async ({ skip }) => {
  const beancount = await ensureBeanCheck();
  if ('missing' in beancount) return skip(beancount.missing);
  const { path } = await fileOf('beancount');
  await beancount.check(path);
  writeFileSync(`${path}.broken`, `${readFileSync(path, 'utf8')}\n2026-11-20 balance Assets:Tunai 1 IDR\n`);
  await expect(beancount.check(`${path}.broken`)).rejects.toThrow(/ended with 1/);
});

test('hledger finds no fault in the journal, and the same balance', async ({ skip }) => {
  if (spawnSync('hledger', ['--version']).error) return skip('hledger is not on PATH, and no registry of the project carries it');
  const { path } = await fileOf('hledger');
  execFileSync('hledger', ['-f', path, 'check', '--strict'], { encoding: 'utf8' });
  const salary = execFileSync('hledger', ['-f', path, 'balance', 'income:gaji', '-N'], { encoding: 'utf8' });
  expect(salary.replace(/\s+/g, ' ').trim()).toBe('-5000000.00 IDR income:gaji');
});

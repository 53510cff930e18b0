import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiDeps } from '../../test/api.ts';
import { testDatabase } from '../../test/database.ts';
import { aBook, atDesk } from '../../test/desk.ts';
import { buildApp } from '../app.ts';
import { amountOf, dayOf, readStatement } from './statement.ts';

const { db } = await testDatabase();
const app = buildApp(apiDeps(db, { token: 'a-token-of-enough-length' }));
afterAll(() => app.close());

const statements = {
  bca: `No. rekening,:,1234567890
Nama,:,SARI
Periode,:,01/11/2026 - 30/11/2026

Tanggal Transaksi,Keterangan,Cabang,Jumlah,Saldo
21/11,"TRSF E-BANKING DB 2111/FTSCY/WS95031 INDOMARET",'0000,"45,000.00 DB","955,000.00"
22/11,KR OTOMATIS GAJI,'0000,"5,000,000.00 CR","5,955,000.00"
PEND,BIAYA,'0000,x,
Saldo Awal,:,"1,000,000.00"`,
  mandiri: `Account No;Date;Val. Date;Transaction Code;Description;Reference No.;Debit;Credit
123;21/11/26;21/11/26;1;Pembayaran PLN;ref;350,000.00;.00
123;22/11/26;22/11/26;1;Transfer masuk;ref;.00;1,250,000.50`,
  bri: 'Tanggal Transaksi,Uraian Transaksi,Teller,Debet,Kredit,Saldo\n21/11/2026 10:15:00,BENSIN SPBU,1,150000.00,0.00,1\n',
  bni: 'Post Date,Value Date,Branch,Journal No.,Description,Debit,Credit\n21/11/26 10.15.30,21/11/26,1,2,TARIK TUNAI ATM,"500,000.00",.00\n',
  gopay: 'Tanggal;Deskripsi;Jumlah\n21 Nov 2026;GoFood Ayam Geprek;-Rp35.500\n22 Nov 2026;Top up;Rp100.000\n',
  ovo: 'Tanggal\tJenis Transaksi\tKeterangan\tNominal\n21 November 2026\tPembayaran\tKopi Kenangan\t-Rp 24.000\n',
} as const;

const expected: Record<keyof typeof statements, [string, string][]> = {
  bca: [
    ['2026-11-21', '-45000.00'],
    ['2026-11-22', '5000000.00'],
  ],
  mandiri: [
    ['2026-11-21', '-350000.00'],
    ['2026-11-22', '1250000.50'],
  ],
  bri: [['2026-11-21', '-150000.00']],
  bni: [['2026-11-21', '-500000.00']],
  gopay: [
    ['2026-11-21', '-35500'],
    ['2026-11-22', '100000'],
  ],
  ovo: [['2026-11-21', '-24000']],
};

describe('a statement', () => {
  test.each(Object.keys(statements) as (keyof typeof statements)[])('of %s is known by its columns', (bank) => {
    const read = readStatement(Buffer.from(statements[bank]), { year: 2026 });
    expect(read.preset).toBe(bank);
    expect(read.rows.filter(({ problem }) => problem === null).map(({ occurredOn, amount }) => [occurredOn, amount])).toEqual(
      expected[bank],
    );
  });

  test('whose days have no year takes it from the lines above its table', () => {
    const december = statements.bca.replaceAll('/2026', '/2025').replaceAll('/11', '/12');
    expect(readStatement(Buffer.from(december), {}).rows[0]?.occurredOn).toBe('2025-12-21');
  });

  test.each([
    ['Rp1.234.567,50', ',', '1234567.50'],
    ['1,234,567.50 CR', '.', '1234567.50'],
    ['(25.000)', ',', '-25000'],
    ['25.000', ',', '25000'],
    ['25,000', '.', '25000'],
    ['1.5', '.', '1.5'],
    ['-Rp 24.000', ',', '-24000'],
    ['saldo', ',', null],
    ['9'.repeat(20), ',', null],
  ] as const)('%s is read as %s', (text, decimal, amount) => {
    expect(amountOf(text, decimal)).toBe(amount);
  });

  test.each([
    ['31/02/2026', null],
    ['21-Agu-26', '2026-08-21'],
    ['21 Aug 2026', '2026-08-21'],
    ['2026-11-21T10:00', '2026-11-21'],
    ['kemarin', null],
  ])('the day %s', (text, day) => {
    expect(dayOf(text, 'DD/MM/YYYY', 2026)).toBe(day);
  });

  test.each([
    ['nothing known', 'a,b,c\n1,2,3'],
    ['not even a table', '\u0000\u0001\u0002'],
    ['nothing', ''],
  ])('with %s is refused in words', (_, text) => {
    expect(() => readStatement(Buffer.from(text), { year: 2026 })).toThrow(/columns are not known|no CSV/);
  });
});

describe('an import', () => {
  let book: string;
  let headers: { cookie: string };

  const send = (text: string, query = '') => {
    const boundary = 'xxBOUNDARYxx';
    const payload = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="mutasi.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`;
    return app.inject({
      method: 'POST',
      url: `/v1/imports?book=${book}&year=2026${query}`,
      payload,
      headers: { ...headers, 'idempotency-key': uuidv7(), 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
  };
  const post = (url: string, payload: object, key = uuidv7()) =>
    app.inject({ method: 'POST', url, payload, headers: { ...headers, 'idempotency-key': key } });

  beforeAll(async () => {
    book = (await aBook(db)).bookId;
    headers = (await atDesk(db, { [book]: 'finance' })).headers;
  });

  test('shows what would be booked, proposes what is booked already, and books the rest once', async () => {
    const entry = { book, type: 'expense', amount: '45000', occurredOn: '2026-11-20', note: 'belanja di indomaret' };
    const known = (await post('/v1/entries', entry)).json();
    const sent = await send(statements.bca);
    expect(sent.statusCode).toBe(201);
    const preview = sent.json();
    expect(preview).toMatchObject({ preset: 'bca', duplicates: 1, fileName: 'mutasi.csv' });
    expect(preview.rows[0]).toMatchObject({ type: 'expense', amount: '-45000', duplicateOf: known.id });
    expect(preview.rows[1]).toMatchObject({ type: 'income', category: 'gaji', duplicateOf: null });
    const commit = await post(`/v1/imports/${preview.id}/commit`, { wallet: 'wallet:tunai' });
    expect(commit.json()).toMatchObject({ booked: 1, results: [{ result: 'left-out' }, { result: 'booked' }] });
    const again = await post(`/v1/imports/${preview.id}/commit`, { wallet: 'wallet:tunai', rows: [{ line: 1, book: true }] });
    expect(again.json()).toMatchObject({ booked: 1, results: [{ result: 'booked' }, { result: 'booked-before' }] });
    const list = (await app.inject({ url: `/v1/entries?book=${book}&source=import`, headers })).json();
    expect(list.items.map(({ amount }: { amount: string }) => amount).sort()).toEqual(['45000', '5000000']);
  });

  test('a row that is refused does not keep the others out', async () => {
    await app.inject({
      method: 'POST',
      url: `/v1/periods/2026-10/lock?book=${book}`,
      headers: (await atDesk(db, { [book]: 'owner' })).headers,
    });
    const preview = (await send('Tanggal;Deskripsi;Jumlah\n05/10/2026;telat;-Rp1.000\n05/12/2026;tepat;-Rp2.000\n')).json();
    const { results } = (await post(`/v1/imports/${preview.id}/commit`, { wallet: 'wallet:tunai' })).json();
    expect(results.map(({ result }: { result: string }) => result)).toEqual(['PeriodLocked', 'booked']);
  });

  test('columns of an unknown bank are named by the sender', async () => {
    const text = 'Tgl,Ket,Keluar,Masuk\n2026-11-23,parkir,5000,\n';
    expect((await send(text)).statusCode).toBe(422);
    const preview = (await send(text, '&date=Tgl&description=Ket&debit=Keluar&credit=Masuk')).json();
    expect(preview.rows).toMatchObject([{ occurredOn: '2026-11-23', amount: '-5000', description: 'parkir' }]);
  });

  test('what is no file is said so', async () => {
    const json = await post(`/v1/imports?book=${book}`, { file: 'x' });
    expect(json.statusCode).toBe(400);
  });
});

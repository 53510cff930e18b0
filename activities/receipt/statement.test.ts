import { describe, expect, it } from 'vitest';
import { readStatement } from './statement.ts';
import { statementDraft } from './statementDraft.ts';

const mutasi = [
  'REKENING TAHAPAN',
  'PERIODE : NOVEMBER 2026',
  'TANGGAL KETERANGAN MUTASI SALDO',
  '01/11 SALDO AWAL 5.000.000,00',
  '02/11 TRSF E-BANKING INDOMARET CIBUBUR 75.500,00 DB 4.924.500,00',
  '03/11 GAJI PT MAJU JAYA 6.500.000,00 11.424.500,00',
  '05/11 KARTU DEBIT SPBU PERTAMINA 200.000,00 DB 11.224.500,00',
  'MUTASI DB 275.500,00 2',
  'SALDO AKHIR 11.224.500,00',
];

describe('readStatement', () => {
  it('reads movements; balances tell the direction', () => {
    expect(readStatement(mutasi)).toMatchObject([
      { date: '2026-11-02', amount: '75500', direction: 'out', balance: '4924500', contradicted: null },
      { date: '2026-11-03', amount: '6500000', direction: 'in', description: 'GAJI PT MAJU JAYA' },
      { date: '2026-11-05', amount: '200000', direction: 'out' },
    ]);
  });

  it('reads debit and credit columns, the newest first', () => {
    const rows = [
      '05/11/2026 Bayar listrik 150.000,00 0,00 2.350.000,00',
      '04/11/2026 Transfer masuk 0,00 500.000,00 2.500.000,00',
      '02/11/2026 Belanja 100.000,00 0,00 2.000.000,00',
    ];
    expect(readStatement(rows)?.map(({ amount, direction }) => [amount, direction])).toEqual([
      ['150000', 'out'],
      ['500000', 'in'],
      ['100000', null],
    ]);
  });

  it('reads the history of a wallet by its signs', () => {
    const rows = ['12 Nov 2026 Kopi Kenangan -Rp24.000', '11 Nov 2026 Top Up +Rp100.000', '10 Nov 2026 Gojek -Rp13.500'];
    expect(readStatement(rows)?.map(({ amount, direction }) => [amount, direction])).toEqual([
      ['24000', 'out'],
      ['100000', 'in'],
      ['13500', 'out'],
    ]);
  });

  it('takes what is told of a movement in the rows below it, without the codes of the bank', () => {
    const rows = mutasi.flatMap((row) =>
      row.startsWith('03/11')
        ? ['03/11 TRSF E-BANKING CR 6.500.000,00', '0311/FTFVA/WS95031', 'GAJI NOVEMBER', 'TANGGAL SALDO']
        : [row],
    );
    expect(readStatement(rows)?.[1]).toMatchObject({ description: 'TRSF E-BANKING CR GAJI NOVEMBER', direction: 'in' });
  });

  it('marks what the balances contradict', () => {
    const wrong = mutasi.map((row) => row.replace('200.000,00 DB', '300.000,00 DB'));
    expect(readStatement(wrong)?.at(-1)).toMatchObject({ amount: '300000', contradicted: '200000' });
  });

  it('is none of a receipt', () => {
    expect(readStatement(['TOKO MAJU', '14/11/2026 17:42', 'Masuk 14/11/2026 05.12', 'TOTAL 20.000', 'TUNAI 50.000'])).toBeNull();
  });
});

describe('statementDraft', () => {
  it('makes an entry of each movement and asks where the balances do not close', () => {
    const entries = statementDraft(
      readStatement(mutasi.map((row) => row.replace('200.000,00 DB', '300.000,00 DB'))) ?? [],
      '2026-11-23',
    );
    expect(entries).toMatchObject([
      { type: 'expense', amount: '75500', category: 'belanja_harian', occurredOn: '2026-11-02', doubts: [] },
      { type: 'income', amount: '6500000', category: 'gaji', occurredOn: '2026-11-03', doubts: [] },
      { type: 'expense', amount: '300000', alternatives: ['300000', '200000'], doubts: ['arithmetic_mismatch'] },
    ]);
  });
});

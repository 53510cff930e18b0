import { describe, expect, test } from 'vitest';
import { interpret } from '../interpret.ts';
import type { Reader } from '../locale.ts';
import { recordOf } from '../proposal.ts';
import { readReply } from '../replies/proposalReply.ts';
import { walletMeant, withWallets } from './wallets.ts';

const reader: Reader = { now: new Date('2026-11-20T10:15:00+07:00'), timezone: 'Asia/Jakarta', locale: 'id' };

/** The entries of a text with their wallets, as "note@wallet". */
function told(text: string, own: readonly string[] = []): string[] {
  const read = interpret(text, reader);
  const entries = read.intent === 'record' ? withWallets(read.entries, text, own) : [];
  return entries.map(({ note, wallet }) => (wallet === undefined ? note : `${note}@${wallet}`));
}

test.each<[string, string[]]>([
  ['makan 25rb pakai gopay', ['makan@GoPay']],
  ['bayar listrik 200rb dari BCA', ['listrik@BCA']],
  ['kopi 20rb via ovo', ['kopi@OVO']],
  ['belanja 50rb pake dana', ['belanja@DANA']],
  ['beli token 100rb pakai saldo gopay', ['token@GoPay']],
  ['bayar kos 1jt lewat bca mobile', ['kos@BCA']],
  ['paid 30k for lunch with gopay', ['lunch@GoPay']],
  ['makan 25rb gopay', ['makan@GoPay']],
  ['makan 25rb (ovo)', ['makan@OVO']],
  ['beli pulsa 25k pke dana', ['pulsa@DANA']],
  ['gopay makan 25rb', ['makan@GoPay']],
  ['makan gopay 25rb', ['makan@GoPay']],
  ['bca bayar listrik 200rb', ['bayar listrik@BCA']],
  ['isi bensin 50rb ovo', ['isi bensin@OVO']],
  ['beli kopi 20rb pakai go-pay', ['kopi@GoPay']],
  ['bayar parkir 2rb cash', ['parkir@Tunai']],
  ['gaji 5jt masuk BCA', ['gaji@BCA']],
  ['dapat 500rb dari Budi ke bca', ['dari Budi@BCA']],
])('%s: where the money was', (text, entries) => {
  expect(told(text)).toEqual(entries);
});

test.each<[string, string[]]>([
  ['kopi 20rb gopay, roti 10rb cash', ['kopi@GoPay', 'roti@Tunai']],
  ['kopi 20rb pakai gopay, roti 10rb', ['kopi@GoPay', 'roti']],
  ['kopi 20rb, roti 10rb, semua pakai gopay', ['kopi@GoPay', 'roti@GoPay']],
  ['pakai gopay: kopi 20rb, roti 10rb', ['kopi@GoPay', 'roti@GoPay']],
  ['kopi 20rb dan roti 10rb pakai gopay', ['kopi@GoPay', 'roti@GoPay']],
  ['kopi 20rb pake gopay sama roti 10rb pake cash', ['kopi@GoPay', 'roti@Tunai']],
  ['pakai gopay kopi 20rb sama pakai ovo roti 10rb', ['kopi@GoPay', 'roti@OVO']],
  ['kopi 20rb\nroti 10rb\npakai ovo semua', ['kopi@OVO', 'roti@OVO']],
  ['semua pakai gopay: kopi 20rb, roti 10rb, parkir 2rb cash', ['kopi@GoPay', 'roti@GoPay', 'parkir@Tunai']],
])('%s: each entry its own', (text, entries) => {
  expect(told(text)).toEqual(entries);
});

test.each([
  'makan 25rb pakai dana darurat',
  'dapat 500rb dari Budi',
  'cashback gopay 5rb',
  'cicilan bca 1jt',
  'bayar kos 1jt ke BCA',
  'bayar gopay later 200rb',
  'beli voucher gopay 50rb',
  'biaya admin gopay 1rb',
  'bca error 50rb',
  'belanja 100rb dari gopaylater',
  'kopi 20rb di jago kopi',
  'belanja di mandiri swalayan 50rb',
])('%s names no wallet the money was in', (text) => {
  expect(told(text).filter((entry) => entry.includes('@'))).toEqual([]);
});

test('the wallets of the book come first: by their name, or as the only one of a known name', () => {
  const own = ['Kas kecil', 'BCA Ani', 'Bank'];
  expect(told('beli kertas 40rb pakai kas kecil', own)).toEqual(['kertas@Kas kecil']);
  expect(told('bayar listrik 200rb dari bca', own)).toEqual(['listrik@BCA Ani']);
  expect(told('bayar listrik 200rb dari bca', [...own, 'BCA Budi'])).toEqual(['listrik@BCA']);
  expect(told('bayar listrik 200rb dari bank', own)).toEqual(['listrik@Bank']);
  expect(told('beli kertas 40rb pakai kas kecil')).toEqual(['kertas pakai kas kecil']);
});

test('a long text full of wallets is read in no time', () => {
  const text = `${'kopi 20rb pakai gopay '.repeat(60)}${'gopay '.repeat(1_000)}`;
  const read = interpret(text, reader);
  const started = performance.now();
  withWallets(read.intent === 'record' ? read.entries : [], text, []);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('what was read already stays', () => {
  const read = interpret('makan 25rb pakai gopay', reader);
  const entries = read.intent === 'record' ? read.entries.map((entry) => ({ ...entry, wallet: 'Tunai' })) : [];
  expect(withWallets(entries, 'makan 25rb pakai gopay', [])).toEqual(entries);
});

test.each<[string, string | null]>([
  ['pakai gopay', 'GoPay'],
  ['pake gopay deh', 'GoPay'],
  ['dari bca bukan cash', 'BCA'],
  ['bukan cash tapi bca', 'BCA'],
  ['wallet ovo', 'OVO'],
  ['wallet: ovo', 'OVO'],
  ['bukan bca tapi mandiri', 'Mandiri'],
  ['dompet dana', 'DANA'],
  ['gopay', 'GoPay'],
  ['eh bayarnya pakai kartu bca ya', 'BCA'],
  ['dari cash jadi gopay', 'GoPay'],
  ['ganti ke gopay', 'GoPay'],
  ['cash aja', 'Tunai'],
  ['semua pakai ovo', 'OVO'],
  ['paid with gopay', 'GoPay'],
  ['gopay atau ovo', null],
  ['gopay ovo', null],
  ['bukan gopay', null],
  ['jago', null],
  ['topup gopay', null],
  ['tarik tunai', null],
  ['transfer ke bca', null],
  ['pakai gopay 25rb', null],
  ['', null],
])('a correction "%s" means %s', (text, wallet) => {
  expect(walletMeant(text)).toBe(wallet);
});

describe('as an answer to a question', () => {
  const read = interpret('kopi 20rb, roti 10rb', reader);
  const draft = recordOf(read.intent === 'record' ? read.entries : []);

  test.each<[string, number | null, string]>([
    ['semua pakai gopay', null, 'GoPay'],
    ['yang roti pakai gopay', 2, 'GoPay'],
    ['no 2 pakai ovo', 2, 'OVO'],
    ['2 via ovo', 2, 'OVO'],
    ['bukan cash, gopay', null, 'GoPay'],
    ['harusnya gopay', null, 'GoPay'],
  ])('%s', (text, line, value) => {
    expect(readReply(text, draft, reader)).toEqual({ kind: 'correct', changes: [{ op: 'set', line, field: 'wallet', value }] });
  });

  test('several lines are named at once', () => {
    const category = { op: 'set', field: 'category', value: 'hiburan' };
    expect(readReply('1 sama 2 kategori hiburan', draft, reader)).toEqual({
      kind: 'correct',
      changes: [
        { ...category, line: 1 },
        { ...category, line: 2 },
      ],
    });
    expect(readReply('1,2 hapus', draft, reader)).toEqual({
      kind: 'correct',
      changes: [
        { op: 'remove', line: 1 },
        { op: 'remove', line: 2 },
      ],
    });
  });

  test('a wallet of the book is known by its name', () => {
    expect(readReply('pakai kas kecil', draft, reader)).toBeNull();
    expect(readReply('pakai kas kecil', { ...draft, wallets: ['Kas kecil'] }, reader)).toMatchObject({
      changes: [{ field: 'wallet', value: 'Kas kecil' }],
    });
  });
});

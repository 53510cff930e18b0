import { expect, test } from 'vitest';
import { interpret } from '../interpret.ts';
import type { Reader } from '../locale.ts';
import { recordOf } from '../proposal.ts';
import { readReply } from '../replies/proposalReply.ts';
import { withEnd, withEnds } from './transfers.ts';
import { withWallets } from './wallets.ts';

const reader: Reader = { now: new Date('2026-11-20T10:15:00+07:00'), timezone: 'Asia/Jakarta', locale: 'id' };

/** The drafts of a text as the chat asks about them. */
function told(text: string, own: readonly string[] = []) {
  const read = interpret(text, reader);
  return read.intent === 'record' ? withWallets(read.entries, text, own).map((entry) => withEnds(entry, own)) : [];
}

/** "BCA > GoPay" for a transfer, else its type. */
const moves = (text: string, own?: readonly string[]): string[] =>
  told(text, own).map(({ type, wallet, toWallet }) => (type === 'transfer' ? `${wallet} > ${toWallet}` : type));

test.each<[string, string]>([
  ['topup gopay 100rb', 'Bank > GoPay'],
  ['top up saldo ovo 50rb', 'Bank > OVO'],
  ['topup 100rb gopay', 'Bank > GoPay'],
  ['gopay isi 100rb', 'Bank > GoPay'],
  ['isi ovo 50rb dari bca', 'BCA > OVO'],
  ['isi saldo brizzi 50rb', 'Bank > Brizzi'],
  ['topup gopay 100rb pakai bca', 'BCA > GoPay'],
  ['topup gopay 50rb tunai', 'Tunai > GoPay'],
  ['tarik tunai 500rb', 'Bank > Tunai'],
  ['tarik tunai 500rb dari bca', 'BCA > Tunai'],
  ['ambil uang di atm bca 500rb', 'BCA > Tunai'],
  ['cashout ovo 100rb', 'OVO > Tunai'],
  ['setor tunai 500rb', 'Tunai > Bank'],
  ['setor tunai 500rb ke bca', 'Tunai > BCA'],
  ['setor 1jt ke mandiri', 'Tunai > Mandiri'],
  ['transfer 200rb dari bca ke gopay', 'BCA > GoPay'],
  ['tf bca ke dana 75rb', 'BCA > DANA'],
  ['gopay ke ovo 50rb', 'GoPay > OVO'],
  ['pindahin 300rb ke jago', 'Bank > Jago'],
  ['pindah duit dari cash ke bca 1jt', 'Tunai > BCA'],
  ['move 100k from bca to gopay', 'BCA > GoPay'],
  ['withdraw 500k', 'Bank > Tunai'],
])('%s moves %s', (text, ends) => {
  expect(moves(text)).toEqual([ends]);
});

test.each<[string, string[]]>([
  ['topup gopay 100rb, isi ovo 50rb dari bca', ['Bank > GoPay', 'BCA > OVO']],
  ['tarik tunai 200rb, makan 25rb pakai gopay', ['Bank > Tunai', 'expense']],
  ['topup ovo 100rb admin 2rb', ['Bank > OVO', 'expense']],
])('%s: each transfer its own two wallets', (text, ends) => {
  expect(moves(text)).toEqual(ends);
});

test.each(['transfer ke bca budi 1jt', 'bayar kos 1jt ke BCA', 'transfer 200rb ke budi dari bca', 'isi pulsa 50rb dari gopay'])(
  '%s goes to others',
  (text) => {
    expect(moves(text)).toEqual(['expense']);
  },
);

test('the wallets of a book: its own bank is the one meant, and money moves to any of them', () => {
  const own = ['GoPay', 'Mandiri', 'Kas kecil'];
  expect(moves('topup gopay 100rb', own)).toEqual(['Mandiri > GoPay']);
  expect(moves('pindahin 100rb ke kas kecil', own)).toEqual(['Mandiri > Kas kecil']);
  expect(moves('isi kas kecil 100rb dari mandiri', own)).toEqual(['Mandiri > Kas kecil']);
  expect(moves('transfer 100rb ke mandiri', own)).toEqual(['Bank > Mandiri']);
});

test.each<[string, string, string]>([
  ['topup gopay 100rb', 'dari bca', 'BCA > GoPay'],
  ['topup gopay 100rb', 'pakai mandiri', 'Mandiri > GoPay'],
  ['topup gopay 100rb', 'dari cash', 'Tunai > GoPay'],
  ['topup gopay 100rb', 'bukan gopay, ovo', 'Bank > OVO'],
  ['topup gopay 100rb', 'ke ovo', 'Bank > OVO'],
  ['transfer 50rb ke ovo', 'bukan ovo, gopay', 'Bank > GoPay'],
  ['topup gopay 100rb', 'dari gopay', 'GoPay > Bank'],
  ['transfer 200rb dari bca ke gopay', 'bukan bca tapi bri', 'BRI > GoPay'],
])('%s, corrected by "%s", moves %s', (text, correction, ends) => {
  const [draft] = told(text);
  const reply = draft && readReply(correction, recordOf([draft]), reader);
  if (!draft || reply?.kind !== 'correct') throw new Error('no correction was read');
  const moved = reply.changes.reduce(
    (entry, change) =>
      change.op === 'set' && (change.field === 'wallet' || change.field === 'toWallet')
        ? withEnd(entry, change.field, change.value)
        : entry,
    draft,
  );
  expect(`${moved.wallet} > ${moved.toWallet}`).toBe(ends);
  if (correction === 'bukan ovo, gopay') expect(moved.note).toBe('transfer ke GoPay');
});

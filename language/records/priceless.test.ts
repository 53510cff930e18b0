import { describe, expect, test } from 'vitest';
import { interpret } from '../interpret.ts';
import type { Reader } from '../locale.ts';

const reader: Reader = { now: new Date('2026-11-24T12:40:00+07:00'), timezone: 'Asia/Jakarta', locale: 'id' };

describe('what was bought or received without a price is a record to be asked about', () => {
  test.each([
    'td pagi nyervis AC kamar',
    'barusan cukur rambut',
    'udah tak bayar listrike mas',
    'kemarin fotokopi ktp sama kk',
    'mampir indomaret beli roti',
    'habis dari pasar beli sayur',
    'ngasih uang jajan ponakan',
    'nyumbang ke masjid',
    'kirim uang ke kampung',
    'token listrik udah diisi',
    'iuran rt sudah dibayar',
    'kemaren perpanjang stnk',
    'ngutangin temen',
    'makan di mcd',
    'lunch with client today',
    'pulang kerja naik grab',
    'got my salary today',
    'honor ngajar udah cair',
    'dapet tip lumayan',
    'just filled up the tank',
    'makan kira2 brp ya lupa',
    'kemaren ke salon smoothing',
    'listrik bulan ini udah beres',
    'kasih tip ke driver',
    'pesen gofood',
    'laku dagangan hari ini',
    'took a taxi home',
    'got paid today',
    'nyawer pengamen',
    'iuran posyandu beberapa puluh ribu',
    'td pagi tarik tunai di brilink',
    'beras 2 karung dari pasar induk',
    'byr cicilan motor kyk biasa',
  ])('%s', (text) => {
    const read = interpret(text, reader);
    expect(read.intent === 'record' && read.entries[0]?.doubts).toContain('amount_missing');
  });
});

describe('talk of what is not bought is none', () => {
  test.each([
    'mau beli kopi',
    'beli apa ya enaknya',
    'udah makan belum',
    'lagi makan nih',
    'nanti beli galon ya',
    'belum bayar listrik',
    'dibayarin temen makan tadi',
    'yuk ngopi',
    'bayar',
    'udah beli',
    'tadi ke mall',
    'lembur sampe jam 10',
    'dapet kerjaan baru',
    'mama beli sayur di pasar',
    'gajian masih lama',
    'lagi nunggu gojek',
    'lupa bayar listrik',
    'beliin dong',
    'enak banget kopinya',
    'udah aku kirim filenya',
    'warung sebelah jual seblak',
  ])('%s', (text) => {
    expect(interpret(text, reader).intent).toBe('unknown');
  });
});

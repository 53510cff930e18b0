import { expect, test } from 'vitest';
import { reader, requestOf } from '../../test/readings.ts';
import { interpret } from '../interpret.ts';

const read = (text: string): string => requestOf(interpret(text, reader));

test.each([
  ['yang barusan itu masuknya kesehatan', 'edit category=kesehatan'],
  ['eh yg td itu transport ya bukan makan', 'edit category=transport'],
  ['yang terakhir itu buat kerja loh', 'edit category=kerja'],
  ['nu tadi teh lebetkeun ka pendidikan', 'edit category=pendidikan'],
  ['sing mau kuwi mlebu kesehatan', 'edit category=kesehatan'],
  ['last one should be under groceries', 'edit category=belanja_harian'],
  ['move that to transport please', 'edit category=transport'],
  ['actually that was for work', 'edit category=kerja'],
  ['ubah yang terakhir: 55rb, kesehatan', 'edit amount=55000 category=kesehatan'],
  ['yang tadi tuh bukan 25 tapi 35', 'edit amount=35000'],
  ['kopi yang tadi 28rb bukan 25rb', 'edit amount=28000'],
  ['the coffee was 28k not 25k', 'edit amount=28000'],
  ['change the last one to 30k', 'edit amount=30000'],
  ["fix the last one, it's 1.5 million", 'edit amount=1500000'],
  ['make that 45k instead', 'edit amount=45000'],
  ['diubah ke 70rb dong yang barusan', 'edit amount=70000'],
  ['nu tadi lepat, kedahna 65rebu', 'edit amount=65000'],
  ['transaksi yang tadi tanggalnya 14 ya', 'edit occurredOn=2026-11-14'],
  ['yg barusan itu kejadiannya kemaren lusa', 'edit occurredOn=2026-11-18'],
  ['change the date of the last one to nov 18', 'edit occurredOn=2026-11-18'],
  ['sing mau kuwi wingi', 'edit occurredOn=2026-11-19'],
  ['eh kebanyakan nol, mestinya 45rb', 'edit amount=45000'],
  ['sorry, meant 30k', 'edit amount=30000'],
])('a correction: %s', (text, wanted) => {
  expect(read(text)).toBe(wanted);
});

test.each([
  'batalno sing mau',
  'bolaykeun nu tadi',
  'gajadi deh yg tadi',
  'ora sido sing mau',
  'buang aja catatan terakhir',
  'catatan barusan ga usah disimpen',
  'tarik lagi yg tadi, salah kirim',
  'kembaliin kaya semula',
  'wurung, sing keri dewe busaken wae',
  'yang terakhir tolong dicoret aja',
  'wes ra sido, busak ae',
  'forget that last entry',
  'scrap that last one',
  'take back what i just logged',
])('taken back: %s', (text) => {
  expect(read(text)).toBe('undo');
});

test.each([
  ['tampilin catatan belanja harian bulan ini', 'list 2026-11-01..2026-11-20 belanja_harian'],
  ['rincian pengeluaran hiburan taun ini', 'list 2026-01-01..2026-11-20 hiburan'],
  ['liatin transaksi hari ini satu-satu', 'list 2026-11-20..2026-11-20'],
  ['wingi aku tuku opo wae', 'list 2026-11-19..2026-11-19'],
  ['sasih ieu tos seep sabaraha', 'report 2026-11-01..2026-11-20'],
  ['dari awal bulan udah keluar berapa', 'report 2026-11-01..2026-11-20'],
  ['rata2 pengeluaran per hari bulan ini', 'report 2026-11-01..2026-11-20'],
  ['tolong kirimin rekap exelnya minggu ini', 'export xlsx 2026-11-16..2026-11-20'],
  ['jadiin excel dong transaksi dari tgl 5 sampai 20', 'export xlsx 2026-11-05..2026-11-20'],
  ['batasin jajan 300rb seminggu', 'budget.set makan 300000 week'],
  ['jajan maksimal 500rb sebulan', 'budget.set makan 500000 month'],
  ['rekapin dong tgl 10 s/d 15 november', 'report 2026-11-10..2026-11-15'],
  ['seminggu ini gue ngabisin berapa duit', 'report 2026-11-16..2026-11-20'],
  ["send me this month's transactions as excel", 'export xlsx 2026-11-01..2026-11-20'],
  ['makan jangan sampe lebih dari 350rb seminggu, set ya', 'budget.set makan 350000 week'],
  ['duit di gopay masih ada berapa ya', 'balance'],
  ['pagi, udah sarapan blm bot', 'smalltalk'],
  ['bantuin dong bingung', 'help'],
])('asked in free words: %s', (text, wanted) => {
  expect(read(text)).toBe(wanted);
});

test.each([
  ['saldo gopay 100rb', 'balance.set gopay 100000'],
  ['di dompet ada 75rb', 'balance.set null 75000'],
  ['my bca balance is 2 million', 'balance.set bca 2000000'],
  ['saldo e-toll 50rb', 'record 1'],
  ['saldo gopay tinggal 15rb', 'unknown'],
])('what is in a wallet: %s', (text, wanted) => {
  expect(read(text)).toBe(wanted);
});

test.each([
  ['buat kategori narik', 'category.add narik'],
  ['kategori ojol ganti nama jadi narik', 'category.rename ojol>narik'],
  ['kategori kondangan ganti aja namanya jd hajatan', 'category.rename kondangan>hajatan'],
  ['bikin kategori baru: oleh-oleh', 'category.add oleh-oleh'],
  ['gue mau kategori ngopi', 'category.add ngopi'],
  ['kategori kucing buang aja', 'category.delete kucing'],
  ['nabung 30rb buat tabungan sepeda', 'savings.deposit sepeda 30000'],
])('a name is kept as it was typed: %s', (text, wanted) => {
  expect(read(text)).toBe(wanted);
});

test.each([
  ['ganti oli 65rb', 'record 1'],
  ['excel course 200rb', 'record 1'],
  ['hapus makeup pembersih 45rb', 'record 1'],
  ['it was 45k for lunch', 'record 1'],
  ['dibatalin sama drivernya, kena 10rb', 'unknown'],
  ['barusan makan 25rb', 'record 1'],
  ['itu parkir 2rb', 'record 1'],
  ['beli sayur 20rb eh bukan 25rb', 'record 1'],
  ['dompet hilang isinya 400rb', 'record 1'],
])('no request: %s', (text, wanted) => {
  expect(read(text)).toBe(wanted);
});

import { describe, expect, test } from 'vitest';
import { interpret } from '../interpret.ts';
import type { Reader } from '../locale.ts';

const reader: Reader = { now: new Date('2026-11-24T12:40:00+07:00'), timezone: 'Asia/Jakarta', locale: 'id' };
const doubtsOf = (text: string): string[] => {
  const read = interpret(text, reader);
  return read.intent === 'record' ? read.entries.flatMap(({ doubts }) => doubts) : [];
};

describe('what leaves open whether money moved is asked about', () => {
  test.each([
    'nabung 10rb sehari bisa 300rb sebulan',
    'duit 100rb di dompet',
    'uang kas yang kupegang 350rb',
    'kurang bayar 5rb',
    'omzet toko sebelah 10jt',
    'sewa ruko di sana 40jt',
    'utang warung 30rb',
    'waktu di jepang sekali makan bisa 200rb',
    'sepatunya lucu deh 350rb',
    'my roommate bought a rice cooker for 300k',
    'bos janji kasih bonus 500rb',
    'rumah sebelah dijual 850jt',
    'dulu bakso masih 5rb',
    'disuruh bayar 150rb tp gw tolak',
    'paket cod 120rb belum dateng',
    'beli sekarang 99rb besok harga naik!',
    'hutang pinjol tetangga 12jt serem',
    'tiketnya ludes padahal cuma 150rb',
  ])('%s', (text) => {
    expect(doubtsOf(text)).toContain('spending_unsure');
  });

  test('the reading that was seen is offered, so that a yes settles it', () => {
    const read = interpret('sepatunya lucu deh 350rb', reader);
    expect(read.intent === 'record' && read.entries[0]?.alternatives).toEqual(['350000']);
  });
});

describe("what is another one's money for certain is not booked at all", () => {
  test.each([
    'istri beli daster 85rb pakai uangnya sendiri',
    'mertua yg nanggung tagihan listrik kami bulan ini 410rb',
    'adek gw beli sneakers 700rb pake duit dia sendiri',
    'bos yang traktir makan siang 500rb',
    'si doi beliin aku tas 700rb',
    'pesanan 12rb dibayarin temen',
  ])('%s', (text) => {
    expect(interpret(text, reader).intent).toBe('unknown');
  });
});

describe('what is told after the money of why, for whom or when takes nothing back', () => {
  test.each([
    'beli sepatu anak 120rb buat lebaran nanti',
    'min, beli kopi 20rb',
    'kak tolong catetin makan 20rb',
    'parkir 2rb hehe',
    'beli kado 150rb buat temen yang mau nikah',
    'beli buku 90rb yang dulu gw pengen',
    'beli kue 80rb buat acara besok',
    'isi bensin 30rb biar besok ga telat',
    'barusan bayar listrik 350rb, bulan lalu cuma 280rb',
    'kopi 25rb, biasanya 20rb',
    'dapet transferan sodara 500rb eh langsung kepake berobat 275rb',
    'nalangin tiket si dimas 185rb ntar diganti',
    'casing hp 35rb di shopee, ongkirnya 9rb',
    'ojol ke kantor td pagi 18.500 ujan pula',
    'cak, tuku bensin 25 ewu',
    'tensi darah di klinik bayarnya 20rb',
    'abis daftarin anak renang 200rb',
    'anak kos bayar listrik ke saya 100rb',
    'kontrakan depan bayar sewa ke saya 1,2jt',
    'uang jajan 2 anak 30rb',
    'parkir 2rb doang kok',
    'coto 22rb nagih',
    'kupinjami si tono 100rb',
    'sdh saya transfer spp 225rb',
    'geus mayar kontrakan 700rb',
    'nasi bogana 25rb',
    'tiket waterboom 120rb anak2 seneng',
  ])('%s', (text) => {
    expect(interpret(text, reader).intent).toBe('record');
    expect(doubtsOf(text)).not.toContain('spending_unsure');
  });
  test.each([
    'tunggu gajian baru beli kipas 250rb',
    'tiket konser 1,8jt gila',
    'anak tetangga dapet beasiswa 10jt',
    'mertua renovasi rumah 50jt',
    'pak rt bayarin konsumsi 700rb',
    'cabe di pasar sudah 90rb sekilo',
    'telor sekilo udah 32rb',
    'tar malem beli martabak 30rb',
    'tunggakan spp 450rb',
    'presiden bagi bansos 600rb',
    'promo kuota 50rb dapat 30gb',
    'nego tipis 1,2jt',
    'keponakan gw menang lomba 1jt',
    'she owes me 200k',
    'temenku wisuda dikasih mobil 200jt sama ortunya',
    'uang jajanku dulu 5rb',
    'makan di hotel 300rb sekali makan',
  ])('but %s stays open', (text) => {
    expect(doubtsOf(text)).toContain('spending_unsure');
  });
  test.each(['ini contoh: beli kopi 20rb', 'pertamax turun 300 perak', 'maunya sih 300rb dapet'])('%s is no record', (text) => {
    expect(interpret(text, reader).intent).toBe('unknown');
  });
  test.each(['wajar ga sih servis ac 200rb', 'is 50k enough for lunch', 'transfer 200rb ke mama bisa lewat sini'])(
    '%s asks',
    (text) => {
      expect(interpret(text, reader).intent).toBe('unknown');
    },
  );
});

describe('what was plainly spent or received is not', () => {
  test.each([
    'bakso 15rb',
    'nasi goreng gila 22k',
    'es kopi janji jiwa 21k',
    'bonus target 960rb',
    'hoodie 300rb diskon jadi 240rb',
    'nyokap ngasih 250rb',
    'mindahin 900rb dari bni ke jenius',
    'saya hendak mencatat pembelian beras 10 kg seharga Rp 148.000',
    'ongkos kirim gw yg bayar 18rb',
    'tadi pas pulang kerja mampir beli martabak bangka yang spesial 65rb',
  ])('%s', (text) => {
    expect(doubtsOf(text)).not.toContain('spending_unsure');
  });
});

describe('questions about the books in their many wordings', () => {
  test.each([
    ['total hari ini', 'report', '2026-11-24', null],
    ['berapa total belanjaku kemarin', 'report', '2026-11-23', null],
    ['brp total bensin bulan lalu', 'report', '2026-10-01', 'transport'],
    ['seberapa banyak gue ngabisin duit minggu ini', 'report', '2026-11-23', null],
    ['keuangan gue bulan ini gimana', 'report', '2026-11-01', null],
    ['apa aja yg gw beli hari ini', 'list', '2026-11-24', null],
    ['liat catetan kemarin', 'list', '2026-11-23', null],
  ])('%s', (text, intent, from, category) => {
    expect(interpret(text, reader)).toMatchObject({ intent, from, category });
  });

  test('a purchase whose price is forgotten is no question about the books', () => {
    expect(interpret('jajan berapa ya td lupa, bakso', reader).intent).toBe('record');
  });
});

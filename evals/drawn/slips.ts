import type { Line, Paper, Pen } from './paper.ts';

const people = ['BUDI SANTOSO', 'SITI NURHALIZA', 'Dewi Lestari', 'AGUS WIJAYA', 'PUTU AYU KARTIKA', 'Rizky Firmansyah'];
const stalls = ['WARUNG MAKAN BAHAGIA', 'TOKO SEJAHTERA', 'Kopi Senja', 'APOTEK MULIA', 'Sate Pak Kumis', 'MARTABAK ORINS'];
const banks = ['BCA', 'Bank Mandiri', 'BRI', 'BNI', 'CIMB Niaga', 'Bank Jago', 'SeaBank', 'BSI'];
const wallets = ['GoPay', 'OVO', 'DANA', 'ShopeePay', 'LinkAja'];

type Row = readonly [label: string, value: string];

/** Label and value of a screen: side by side, or the value below its label. */
function screenRows(pen: Pen, rows: readonly Row[]): Line[] {
  const isBelow = pen.chance(0.3);
  return rows.flatMap(([left, right]): Line[] =>
    isBelow
      ? [
          { left, size: 0.85 },
          { left: right, bold: true },
        ]
      : [{ left, right }],
  );
}

const longMonths = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];

function spelledDate({ when }: Pen): string {
  const [year, month, day] = when.iso.split('-').map(Number);
  return `${day} ${longMonths[(month ?? 1) - 1]} ${year}`;
}

const screenOf = (pen: Pen): Pick<Paper, 'screen'> => ({ screen: pen.chance(0.3) ? 'dark' : 'light' });

/** A screenshot of a transfer in a bank's app. */
function drawTransfer(pen: Pen): Paper {
  const merchant = pen.pick(people);
  const amount = pen.money(10_000, 5_000_000, pen.pick([1, 500, 50_000]));
  const fee = pen.pick([0, 0, 2_500, 6_500]);
  const total = amount + fee;
  const money = (value: number) => `Rp${pen.pick(['', ' '])}${pen.rupiah(value)}`;
  const rows: Row[] = [
    [pen.pick(['Penerima', 'Ke', 'Nama Penerima', 'Tujuan']), merchant],
    ['Bank', pen.pick(banks)],
    ['No. Rekening', pen.digits(10)],
    ['Nominal', money(amount)],
    ...(fee > 0 || pen.chance(0.5) ? [['Biaya Admin', fee === 0 ? pen.pick(['Gratis', 'Rp0']) : money(fee)] as const] : []),
    ...(fee > 0 || pen.chance(0.5) ? [[pen.pick(['Total', 'Total Transaksi', 'Total Pembayaran']), money(total)] as const] : []),
    ['No. Referensi', pen.digits(12)],
  ];
  const head: Line[] = [
    { middle: pen.pick(banks), bold: true },
    { middle: pen.pick(['Transfer Berhasil', 'Transaksi Berhasil', 'Transfer Berhasil!']), size: 1.2 },
    { middle: `${spelledDate(pen)} ${pen.when.time}${pen.pick([' WIB', ''])}` },
    { middle: money(total), size: 1.8, bold: true },
    { rule: true },
  ];
  return { kind: 'bank', lines: [...head, ...screenRows(pen, rows)], expect: expectOf(pen, merchant, total), ...screenOf(pen) };
}

/** A screenshot of a wallet after a payment. */
function drawWallet(pen: Pen): Paper {
  const merchant = pen.pick(stalls);
  const amount = pen.money(5_000, 350_000, 500);
  const discount = pen.chance(0.3) ? pen.money(500, Math.max(1_000, amount * 0.2), 500) : 0;
  const total = amount - discount;
  const rows: Row[] = [
    [pen.pick(['Dibayar ke', 'Merchant', 'Nama Merchant', 'Bayar ke']), merchant],
    ['Waktu', `${spelledDate(pen)}, ${pen.when.time}`],
    ['Metode Pembayaran', pen.pick(wallets)],
    ['ID Transaksi', pen.digits(14)],
    ...(discount > 0
      ? ([
          ['Harga', `Rp${pen.rupiah(amount)}`],
          ['Promo', `-Rp${pen.rupiah(discount)}`],
        ] as const)
      : []),
    [pen.pick(['Total Bayar', 'Total Pembayaran', 'Total']), `Rp${pen.rupiah(total)}`],
  ];
  const head: Line[] = [
    { middle: pen.pick(['Pembayaran Berhasil', 'Pembayaran berhasil!', 'Transaksi Berhasil']), size: 1.2, bold: true },
    { middle: `Rp${pen.rupiah(total)}`, size: 1.8, bold: true },
    { rule: true },
  ];
  return { kind: 'wallet', lines: [...head, ...screenRows(pen, rows)], expect: expectOf(pen, merchant, total), ...screenOf(pen) };
}

/** The bill of food that was brought, or of a parcel. */
function drawOnlineOrder(pen: Pen): Paper {
  const merchant = pen.pick(stalls);
  const names = pen.random
    .shuffled(['Paket Ayam Bakar', 'Mie Gacoan Lv 2', 'Es Kopi Susu', 'Dimsum Mentai', 'Kaos Polos Hitam', 'Casing HP'])
    .slice(0, pen.random.between(1, 3));
  const items = names.map((name) => ({ name, amount: pen.money(12_000, 90_000, 500) }));
  const goods = items.reduce((sum, { amount }) => sum + amount, 0);
  const [delivery, fee] = [pen.money(5_000, 22_000, 500), pen.pick([1_000, 2_000, 3_000])];
  const discount = pen.chance(0.6) ? pen.money(1_000, 15_000, 500) : 0;
  const total = goods + delivery + fee - discount;
  const rows: Row[] = [
    ...items.map(({ name, amount }) => [`1x ${name}`, pen.rupiah(amount)] as const),
    [pen.pick(['Subtotal', 'Subtotal Produk', 'Total Harga']), pen.rupiah(goods)],
    [pen.pick(['Ongkos Kirim', 'Biaya Pengiriman', 'Ongkir']), pen.rupiah(delivery)],
    [pen.pick(['Biaya Layanan', 'Biaya Aplikasi', 'Biaya Jasa']), pen.rupiah(fee)],
    ...(discount > 0 ? [[pen.pick(['Diskon', 'Diskon Ongkir', 'Voucher']), `-${pen.rupiah(discount)}`] as const] : []),
    [pen.pick(['Total Pembayaran', 'Total Bayar', 'Total Belanja']), `Rp${pen.rupiah(total)}`],
  ];
  const lines: Line[] = [
    { left: merchant, bold: true, size: 1.3 },
    { left: `${spelledDate(pen)} ${pen.when.time}` },
    { rule: true },
    ...rows.map(([left, right]) => ({ left, right })),
  ];
  return { kind: 'online', lines, expect: { ...expectOf(pen, merchant, total), items }, ...screenOf(pen) };
}

function drawFuel(pen: Pen): Paper {
  const merchant = pen.pick(['SPBU 34.12345', 'PERTAMINA 54.601.88', 'SHELL KEMANG', 'BP AKR']);
  const [name, price] = pen.pick([
    ['PERTALITE', 10_000],
    ['PERTAMAX', 12_400],
    ['SOLAR', 6_800],
    ['SUPER', 12_750],
  ] as const);
  const total = pen.money(20_000, 400_000, 5_000);
  const volume = (total / price).toFixed(3).replace('.', pen.pick(['.', ',']));
  const lines: Line[] = [
    { middle: merchant, bold: true, size: 1.3 },
    { middle: 'Jl. Raya Bogor Km 21' },
    { left: `${pen.when.date} ${pen.when.time}` },
    { left: `No. Trans: ${pen.digits(7)}` },
    { rule: true },
    { left: 'Nama Produk', right: name },
    { left: 'Harga/Liter', right: `Rp ${pen.rupiah(price)}` },
    { left: 'Volume', right: `${volume} L` },
    { left: 'Total Harga', right: `Rp ${pen.rupiah(total)}`, bold: true },
    { rule: true },
    { left: pen.pick(['CASH', 'TUNAI', 'QRIS']), right: pen.rupiah(total) },
  ];
  return { kind: 'fuel', lines, expect: { ...expectOf(pen, merchant, total), items: [{ name, amount: total }] } };
}

function drawParking(pen: Pen): Paper {
  const merchant = pen.pick(['SECURE PARKING', 'CENTREPARK', 'SKY PARKING', 'PARKIR RS HARAPAN']);
  const total = pen.money(2_000, 25_000, 1_000);
  const { date, time } = pen.when;
  const lines: Line[] = [
    { middle: merchant, bold: true },
    { middle: pen.pick(['STRUK PARKIR', 'BUKTI PEMBAYARAN PARKIR']) },
    { left: 'No. Polisi', right: `B ${pen.digits(4)} KZA` },
    { left: 'Masuk', right: `${date} 05.12` },
    { left: 'Keluar', right: `${date} ${time}` },
    { left: 'Durasi', right: `${pen.random.between(0, 9)} jam ${pen.random.between(1, 59)} menit` },
    { left: pen.pick(['Tarif', 'TOTAL', 'Total Bayar']), right: `Rp ${pen.rupiah(total)}`, size: 1.3, bold: true },
    { middle: pen.pick(['Terima kasih', 'Selamat jalan']) },
  ];
  return { kind: 'parking', lines, expect: expectOf(pen, merchant, total) };
}

/** Prepaid electricity: the token's digits are no money. */
function drawToken(pen: Pen): Paper {
  const nominal = pen.pick([20_000, 50_000, 100_000, 200_000, 500_000]);
  const fee = pen.pick([0, 2_500, 3_000]);
  const token = Array.from({ length: 5 }, () => pen.digits(4)).join(' ');
  const lines: Line[] = [
    { middle: 'PLN', bold: true, size: 1.5 },
    { middle: 'STRUK PEMBELIAN LISTRIK PRABAYAR' },
    { left: `Tanggal : ${pen.when.date} ${pen.when.time}` },
    { left: 'No Meter', right: pen.digits(11) },
    { left: 'Nama', right: pen.pick(people) },
    { left: 'Tarif/Daya', right: pen.pick(['R1/1300VA', 'R1M/900VA']) },
    { left: 'Nominal', right: `Rp ${pen.rupiah(nominal)}` },
    { left: 'Biaya Admin', right: `Rp ${pen.rupiah(fee)}` },
    { left: pen.pick(['Total Bayar', 'TOTAL']), right: `Rp ${pen.rupiah(nominal + fee)}`, bold: true },
    { left: 'Jml kWh', right: (nominal / 1_467).toFixed(1).replace('.', ',') },
    { middle: 'Token' },
    { middle: token, bold: true },
  ];
  return { kind: 'token', lines, expect: expectOf(pen, 'PLN', nominal + fee) };
}

/** The slip of a card or QRIS terminal. */
function drawTerminal(pen: Pen): Paper {
  const merchant = pen.pick(stalls);
  const total = pen.money(8_000, 900_000, 500);
  const lines: Line[] = [
    { middle: pen.pick(['BANK MANDIRI', 'BCA', 'BRI']), bold: true, size: 1.4 },
    { middle: merchant },
    { middle: 'JL. ASIA AFRIKA NO. 3' },
    { left: `TID: ${pen.digits(8)}`, right: `MID: ${pen.digits(9)}` },
    { left: `DATE: ${pen.when.date}`, right: pen.when.time },
    { left: `TRACE: ${pen.digits(6)}`, right: `APPR: ${pen.digits(6)}` },
    { middle: pen.pick(['SALE', 'SALE QRIS', 'PEMBAYARAN QRIS']) },
    { left: pen.pick(['TOTAL', 'AMOUNT', 'Total Bayar']), right: `Rp ${pen.rupiah(total)}`, bold: true, size: 1.2 },
    { middle: '** CUSTOMER COPY **' },
  ];
  return { kind: 'terminal', lines, expect: expectOf(pen, merchant, total) };
}

const expectOf = (pen: Pen, merchant: string, total: number): Paper['expect'] => ({
  merchant,
  date: pen.when.iso,
  total,
  items: [],
});

/** All papers that are not a shop's. */
export const slips: readonly ((pen: Pen) => Paper)[] = [
  drawTransfer,
  drawWallet,
  drawOnlineOrder,
  drawFuel,
  drawParking,
  drawToken,
  drawTerminal,
];

import type { Expected, Line, Paper, Pen } from './paper.ts';

interface Shop {
  kind: string;
  names: readonly string[];
  goods: readonly string[];
  /** Cheapest and dearest goods, rupiah, and the step of its prices. */
  prices: readonly [least: number, most: number, step: number];
  /** Serves at a table: service and restaurant tax may come on top. */
  serves?: boolean;
  english?: boolean;
}

const shops: readonly Shop[] = [
  {
    kind: 'minimarket',
    names: [
      'ALFAMIDI CIBUBUR',
      'INDOMARET POINT',
      'SUPERINDO',
      'TOKO BERKAH JAYA',
      'GRIYA MART',
      'MINIMART BAHARI',
      'HERO SUPERMARKET',
    ],
    goods: [
      'INDOMIE GRG 85G',
      'AQUA BTL 600ML',
      'ULTRA MILK CKLT 250',
      'TEH PUCUK HRM 350ML',
      'SARI ROTI TAWAR',
      'MINYAK BIMOLI 2L',
      'PEPSODENT 190G',
      'RINSO CAIR 750ML',
      'KOPIKO 78C 240ML',
      'CHITATO SAPI 68G',
      'TELUR AYAM 1KG',
      'KECAP ABC 135ML',
      'SUNLIGHT JRK NPS 650',
      'POCARI SWEAT 500',
      'LIFEBUOY BW 450ML',
      'SILVERQUEEN 58G',
    ],
    prices: [2_500, 48_000, 100],
  },
  {
    kind: 'pharmacy',
    names: ['APOTEK K-24', 'KIMIA FARMA', 'GUARDIAN', 'APOTEK SEHAT WALAFIAT', 'WATSONS'],
    goods: [
      'PARACETAMOL 500MG',
      'BODREX TAB',
      'TOLAK ANGIN CAIR',
      'BETADINE 15ML',
      'HANSAPLAST 10S',
      'VITACIMIN 500',
      'INSTO 7.5ML',
      'OBH COMBI 100ML',
    ],
    prices: [3_000, 62_000, 100],
  },
  {
    kind: 'restaurant',
    names: [
      'Rumah Makan Sederhana',
      'Ayam Geprek Bensu',
      'Warung Bu Kris',
      'Bakmi GM',
      'SATE KHAS SENAYAN',
      'Depot Pak Djo',
      'SOLARIA',
    ],
    goods: [
      'Nasi Rendang',
      'Ayam Pop',
      'Es Teh Manis',
      'Bakmi Ayam Jamur',
      'Sate Ayam 10',
      'Sop Buntut',
      'Nasi Putih',
      'Es Campur',
      'Gado-Gado',
      'Tahu Telor',
      'Cah Kangkung',
      'Jus Alpukat',
    ],
    prices: [5_000, 85_000, 500],
    serves: true,
  },
  {
    kind: 'coffee',
    names: ['JANJI JIWA', 'Kopi Kenangan', 'TUKU', 'Filosofi Kopi', 'Excelso', 'Titik Temu Coffee'],
    goods: [
      'Kopi Susu Gula Aren',
      'Americano',
      'Cappuccino Hot',
      'Matcha Latte',
      'Croissant Butter',
      'Roti Bakar',
      'Flat White',
      'Kentang Wedges',
    ],
    prices: [15_000, 52_000, 500],
    serves: true,
  },
  {
    kind: 'warung',
    names: ['WARUNG BAROKAH', 'Kantin Mbak Sri', 'TOKO KELONTONG AMIN', 'Pecel Lele Cak To'],
    goods: ['Nasi Pecel', 'Lele Goreng', 'Teh Hangat', 'Gorengan', 'Beras 5kg', 'Gula Pasir 1kg', 'Rokok Surya 12', 'Kerupuk'],
    prices: [1_000, 75_000, 500],
  },
  {
    kind: 'services',
    names: ['LAUNDRY KILAT', 'BENGKEL AHASS 2217', 'Barbershop Gentle', 'TOKO BUKU GRAMEDIA', 'ACE HARDWARE'],
    goods: [
      'Cuci Kering Setrika',
      'Oli MPX2 0.8L',
      'Jasa Servis Ringan',
      'Potong Rambut',
      'Buku Tulis 38',
      'Lampu LED 12W',
      'Kampas Rem',
      'Pulpen Gel',
    ],
    prices: [5_000, 145_000, 500],
  },
  {
    kind: 'english',
    names: ['THE OCEAN GRILL', 'Bali Beach Club', 'Canggu Brunch House', 'SKYE LOUNGE'],
    goods: [
      'Avocado Toast',
      'Fish And Chips',
      'Caesar Salad',
      'Iced Latte',
      'Mineral Water',
      'Beef Burger',
      'Nasi Goreng Special',
      'Mango Smoothie',
    ],
    prices: [25_000, 185_000, 500],
    serves: true,
    english: true,
  },
];

interface Sold {
  name: string;
  quantity: number;
  unitPrice: number;
  amount: number;
}

const streets = [
  'Jl. Sudirman No. 45',
  'Jl Gatot Subroto 12A',
  'JL. PAHLAWAN NO. 8',
  'Ruko Harapan Indah Blok B3',
  'Jl. Kaliurang Km 5',
];
const cities = ['Bandung', 'SURABAYA', 'Jakarta Selatan', 'MEDAN', 'Denpasar', 'Sleman, DIY', 'Makassar'];

/** A receipt of a shop, a restaurant or a workshop. */
export function drawPurchase(pen: Pen): Paper {
  const shop = pen.pick(shops);
  const merchant = pen.pick(shop.names);
  const goods = pen.random.shuffled(shop.goods).slice(0, pen.random.between(1, 8));
  const sold = goods.map((name) => soldOf(pen, shop, name));
  const { lines, total } = sums(pen, shop, sold);
  const expect: Expected = { merchant, date: pen.when.iso, total, items: sold.map(({ name, amount }) => ({ name, amount })) };
  return { kind: shop.kind, lines: [...head(pen, merchant), ...goodsLines(pen, sold), ...lines, ...foot(pen, shop)], expect };
}

function soldOf(pen: Pen, { prices: [least, most, step] }: Shop, name: string): Sold {
  const unitPrice = pen.money(least, most, step);
  const quantity = pen.chance(0.6) ? 1 : pen.random.between(2, 12);
  return { name, quantity, unitPrice, amount: quantity * unitPrice };
}

function head(pen: Pen, merchant: string): Line[] {
  const { date, time } = pen.when;
  const till = pen.pick([
    `Kasir: ${pen.pick(['Dewi', 'AGUS', 'Siti', 'Rudi'])}`,
    `Struk: ${pen.digits(6)}`,
    `No. ${pen.digits(8)}`,
  ]);
  const moment = pen.pick<Line[]>([
    [{ left: `${date} ${time}`, right: till }],
    [{ left: till }, { left: date, right: time }],
    [{ left: `Tgl: ${date}  Jam: ${time}` }, { left: till }],
    [{ left: 'Tanggal', right: `${date} ${time}` }, { left: till }],
  ]);
  return [
    { middle: merchant, size: pen.pick([1, 1.3, 1.7]), bold: pen.chance(0.6) },
    { middle: pen.pick(streets) },
    ...(pen.chance(0.6) ? [{ middle: pen.pick(cities) }] : []),
    ...(pen.chance(0.4) ? [{ middle: `Telp. 0${pen.digits(3)}-${pen.digits(7)}` }] : []),
    ...(pen.chance(0.3)
      ? [{ middle: `NPWP ${pen.digits(2)}.${pen.digits(3)}.${pen.digits(3)}.${pen.digits(1)}-${pen.digits(3)}.000` }]
      : []),
    { rule: true },
    ...moment,
    { rule: true },
  ];
}

/** The ways a till prints its goods. */
const goodsStyles: readonly ((pen: Pen, sold: Sold) => Line[])[] = [
  ({ rupiah }, { name, quantity, unitPrice, amount }) => [
    { left: name },
    { left: `  ${quantity} x ${rupiah(unitPrice)}`, right: rupiah(amount) },
  ],
  ({ rupiah }, { name, quantity, unitPrice, amount }) => [
    { left: name },
    { left: `${quantity} PCS @ ${rupiah(unitPrice)}`, right: rupiah(amount) },
  ],
  ({ priced }, { name, quantity, amount }) => [{ left: `${quantity} ${name}`, right: priced(amount) }],
  ({ priced }, { name, quantity, amount }) => [{ left: `${quantity}x ${name}`, right: priced(amount) }],
  ({ rupiah }, { name, quantity, unitPrice, amount }) => [
    {
      columns: [
        { at: 0, text: name },
        { at: 0.58, text: String(quantity) },
        { at: 0.78, text: rupiah(unitPrice) },
        { at: 1, text: rupiah(amount) },
      ],
    },
  ],
  ({ priced, rupiah }, { name, quantity, unitPrice, amount }) => [
    { left: name, right: priced(amount) },
    ...(quantity > 1 ? [{ left: `   @${rupiah(unitPrice)} x ${quantity}` }] : []),
  ],
];

function goodsLines(pen: Pen, sold: readonly Sold[]): Line[] {
  const style = pen.pick(goodsStyles);
  return [...sold.flatMap((one) => style(pen, one)), { rule: true }];
}

/** What comes between the goods and the total, rupiah; 0 = none. */
interface Extras {
  discount: number;
  service: number;
  tax: number;
  rounding: number;
}

function extrasOf(pen: Pen, { serves }: Shop, goods: number): Extras {
  const discount = pen.chance(0.3) ? Math.min(Math.round(goods * 0.2), pen.money(500, 25_000, 500)) : 0;
  const service = serves && pen.chance(0.5) ? Math.round((goods - discount) * 0.05) : 0;
  const tax = pen.chance(serves ? 0.6 : 0.15) ? Math.round((goods - discount + service) * (serves ? 0.1 : 0.11)) : 0;
  const exact = goods - discount + service + tax;
  return { discount, service, tax, rounding: pen.chance(0.7) ? Math.round(exact / 100) * 100 - exact : 0 };
}

/** Subtotal, discount, service, tax, rounding, total, payment: as many of them as this till prints. */
function sums(pen: Pen, shop: Shop, sold: readonly Sold[]): { lines: Line[]; total: number } {
  const words = shop.english ? englishWords : indonesianWords;
  const goods = sold.reduce((sum, { amount }) => sum + amount, 0);
  const extras = extrasOf(pen, shop, goods);
  const { discount, service, tax, rounding } = extras;
  const total = goods - discount + service + tax + rounding;
  const row = (word: string, amount: number, more: Partial<Line> = {}): Line => ({
    left: word,
    right: pen.priced(amount),
    ...more,
  });
  const optional: readonly (readonly [words: readonly string[], amount: number])[] = [
    [words.discount, -discount],
    [words.service, service],
    [shop.serves ? words.restaurantTax : words.tax, tax],
    [words.rounding, rounding],
  ];
  const printed = optional.filter(([, amount]) => amount !== 0);
  const lines = [
    ...(printed.length > 0 || pen.chance(0.4) ? [row(pen.pick(words.subtotal), goods)] : []),
    ...printed.map(([word, amount]) => row(pen.pick(word), amount)),
    row(pen.pick(words.total), total, { bold: pen.chance(0.6), size: pen.pick([1, 1, 1.3]) }),
    ...payment(pen, words, total),
    ...(tax === 0 && !shop.serves && pen.chance(0.2) ? includedTax(pen, total) : []),
  ];
  return { lines, total };
}

const indonesianWords = {
  subtotal: ['SUBTOTAL', 'Sub Total', 'Harga Jual', 'Total Item'],
  discount: ['DISKON', 'Potongan', 'Anda Hemat', 'Promo', 'Disc Member', 'VOUCHER'],
  service: ['Service 5%', 'Biaya Layanan', 'SERVICE CHARGE'],
  tax: ['PPN 11%', 'PPN'],
  restaurantTax: ['PB1 10%', 'Pajak Resto 10%', 'Pajak (10%)', 'PBJT 10%'],
  rounding: ['Pembulatan', 'PEMBULATAN'],
  total: ['TOTAL', 'Total Bayar', 'GRAND TOTAL', 'Total Belanja', 'JUMLAH', 'Total Tagihan'],
  cash: ['TUNAI', 'Tunai', 'Bayar', 'CASH'],
  change: ['KEMBALI', 'Kembalian', 'Kembali'],
  other: ['QRIS', 'DEBIT BCA', 'GoPay', 'OVO', 'ShopeePay', 'Kartu Kredit', 'NON TUNAI'],
};

const englishWords: typeof indonesianWords = {
  subtotal: ['Subtotal', 'Sub Total'],
  discount: ['Discount', 'Disc 10%'],
  service: ['Service Charge 5%', 'Service'],
  tax: ['Tax', 'VAT 11%'],
  restaurantTax: ['Gov Tax 10%', 'PB1 10%'],
  rounding: ['Rounding'],
  total: ['Total', 'Grand Total', 'Amount Due', 'TOTAL DUE'],
  cash: ['Cash'],
  change: ['Change'],
  other: ['Visa', 'Credit Card', 'QRIS'],
};

function payment(pen: Pen, words: typeof indonesianWords, total: number): Line[] {
  if (pen.chance(0.15)) return [];
  if (pen.chance(0.45)) return [{ left: pen.pick(words.other), right: pen.priced(total) }];
  const note = pen.pick([1_000, 5_000, 50_000, 100_000]);
  const paid = Math.ceil(total / note) * note;
  return [
    { left: pen.pick(words.cash), right: pen.priced(paid) },
    { left: pen.pick(words.change), right: pen.priced(paid - total) },
  ];
}

function includedTax(pen: Pen, total: number): Line[] {
  const base = Math.round(total / 1.11);
  return [{ left: `DPP ${pen.rupiah(base)}  PPN ${pen.rupiah(total - base)}` }];
}

function foot(pen: Pen, { english }: Shop): Line[] {
  const thanks = english
    ? ['Thank you', 'See you again']
    : ['Terima kasih', 'TERIMA KASIH ATAS KUNJUNGAN ANDA', 'Barang yang sudah dibeli'];
  return [
    { rule: true },
    { middle: pen.pick(thanks) },
    ...(pen.chance(0.4)
      ? [{ middle: pen.pick(['IG: @tokokami', 'WA 0812-3456-7890', 'LAYANAN KONSUMEN 1500-123', 'tidak dapat ditukar']) }]
      : []),
  ];
}

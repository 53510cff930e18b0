/** What a row at the foot of a receipt states. */
export type Label =
  | 'subtotal'
  | 'discount'
  | 'service'
  | 'tax'
  | 'rounding'
  | 'total'
  | 'paid'
  | 'change'
  | 'saving'
  | 'count'
  | 'taxNote'
  | 'other';

/** Printed words behind each label, letters only. The longest that fits wins. */
const words: Record<Label, readonly string[]> = {
  subtotal: [
    'SUBTOTAL',
    'SUBTTL',
    'HARGAJUAL',
    'JUMLAHHARGA',
    'NOMINAL',
    'NOMINALTRANSFER',
    'AMOUNT',
    'TOTALSEBELUM',
    'TOTALBELUM',
    'NOMINALTRANSAKSI',
    'TRANSFERAMOUNT',
    'JUMLAHTRANSFER',
    'RPSTROOM',
    'RPSTROOMTOKEN',
    'RPTOKEN',
    'RPTAGPLN',
  ],
  discount: [
    'DISKON',
    'DISC',
    'DISCOUNT',
    'POTONGAN',
    'POTHARGA',
    'HEMAT',
    'VOUCHER',
    'PROMO',
    'TOTALDISKON',
    'TOTALDISC',
    'TOTALDISCOUNT',
    'CASHBACK',
    'DISKONPENGIRIMAN',
    'SUBTOTALDISKONPENGIRIMAN',
    'VOUCHERSHOPEE',
    'VOUCHERDIGUNAKAN',
    'OVOPOINTS',
    'GOPAYCOINS',
    'KOINSHOPEE',
  ],
  service: [
    'SERVICE',
    'SERVICECHARGE',
    'SERVCHARGE',
    'TUSLAH',
    'LAYANAN',
    'BIAYALAYANAN',
    'ONGKIR',
    'ONGKOSKIRIM',
    'BIAYAKIRIM',
    'BIAYAADMIN',
    'BIAYATRANSAKSI',
    'BIAYATRANSFER',
    'ADMIN',
    'ADMINFEE',
    'PACKAGING',
    'KEMASAN',
    'DELIVERY',
    'DELIVERYFEE',
    'BIAYAJASA',
    'BIAYAAPLIKASI',
    'JASAAPLIKASI',
    'BIAYAPENANGANAN',
    'BIAYAPENGIRIMAN',
    'BIAYAPLATFORM',
    'BIAYAKEMASAN',
    'BIAYAPEMESANAN',
    'BIAYAPROSES',
    'PLATFORMFEE',
    'HANDLINGFEE',
    'CONVENIENCEFEE',
    'TAKEAWAYCHARGE',
    'TRANSACTIONFEE',
    'TRANSFERFEE',
    'ADMINBANK',
    'SUBTOTALPENGIRIMAN',
    'TIP',
    'PPJ',
    'METERAI',
    'BIAYAMETERAI',
    'ANGSURAN',
  ],
  tax: ['PPN', 'PB1', 'PBJT', 'PAJAK', 'PAJAKRESTO', 'PAJAKRESTORAN', 'TAX', 'GOVTAX', 'GOVERNMENTTAX', 'VAT'],
  rounding: ['PEMBULATAN', 'ROUNDING', 'PEMBUALATAN', 'BULAT'],
  total: [
    'TOTAL',
    'GRANDTOTAL',
    'JUMLAH',
    'JUMLAHTOTAL',
    'TOTALBAYAR',
    'TOTALHARGA',
    'TOTALBELANJA',
    'TOTALTAGIHAN',
    'TOTALPEMBAYARAN',
    'TOTALTRANSAKSI',
    'TOTALTRANSFER',
    'TOTALTARIF',
    'TOTALRP',
    'TOTALIDR',
    'TOTALAMOUNT',
    'TOTALDUE',
    'AMOUNTDUE',
    'BALANCEDUE',
    'NETTOTAL',
    'NETAMOUNT',
    'JUMLAHBAYAR',
    'JUMLAHTAGIHAN',
    'HARUSDIBAYAR',
    'TARIF',
    'TOTALBIAYA',
    'TOTALPENJUALAN',
    'TOTALAKHIR',
    'TOTALPESANAN',
    'BIAYAPARKIR',
    'TARIFPARKIR',
    'RPBAYAR',
    'JML',
    'JMLTOTAL',
    'JMLBAYAR',
  ],
  paid: [
    'TUNAI',
    'CASH',
    'BAYAR',
    'BAYARTUNAI',
    'UANGTUNAI',
    'DIBAYAR',
    'DEBIT',
    'DEBET',
    'KARTU',
    'KARTUDEBIT',
    'KARTUKREDIT',
    'KREDIT',
    'CREDITCARD',
    'QRIS',
    'GOPAY',
    'OVO',
    'DANA',
    'SHOPEEPAY',
    'LINKAJA',
    'FLAZZ',
    'EMONEY',
    'VISA',
    'MASTERCARD',
    'PAID',
    'PAYMENT',
    'PEMBAYARAN',
    'EDC',
    'BRIZZI',
    'TAPCASH',
    'OVOCASH',
  ],
  change: ['KEMBALI', 'KEMBALIAN', 'UANGKEMBALI', 'KEMBALIANTUNAI', 'CHANGE', 'CHANGEDUE', 'SUSUK'],
  saving: ['ANDAHEMAT', 'TOTALHEMAT', 'YOUSAVED', 'YOUSAVE'],
  count: ['TOTALITEM', 'TOTALITEMS', 'TOTALQTY', 'ITEMS', 'ITEM', 'JUMLAHITEM', 'QTY', 'TOTALBARANG'],
  taxNote: [
    'DPP',
    'PPNDPP',
    'DPPPPN',
    'TERMASUKPAJAK',
    'HARGATERMASUKPAJAK',
    'HARGATERMASUKPPN',
    'SUDAHTERMASUKPPN',
    'HARGASUDAHTERMASUK',
    'TAXINCLUDED',
    'PRICESINCLUDE',
  ],
  other: [
    'POIN',
    'POINT',
    'TERIMAKASIH',
    'SALDO',
    'MEMBER',
    'NPWP',
    'KEMBALIKE',
    'BARANG',
    'TOTALPOIN',
    'JMLKWH',
    'JUMLAHKWH',
    'SISASALDO',
    'SISAPOIN',
  ],
};

const entries = Object.entries(words).flatMap(([label, list]) => list.map((word) => ({ label: label as Label, word }))) as {
  label: Label;
  word: string;
}[];

/** Letters a label may have after the words we know ("PAJAK 10% RESTO"), before it counts as something else. */
const maxTailLetters = 9;

/** Words so long may have one letter misread, longer ones two. */
const fuzzyLength = 5;
const veryFuzzyLength = 9;

/** In shorter words a letter may be misread, none missing or added: SUSU is no SUSUK, TUNA no TUNAI. */
const shiftyLength = 7;

/** Payment words name the method. */
const methods: readonly (readonly [RegExp, string])[] = [
  [/QRIS|QR[1I]S|ORIS/, 'qris'],
  [/GOPAY/, 'gopay'],
  [/\bOVO\b/, 'ovo'],
  [/\bDANA\b/, 'dana'],
  [/SHOPEE\s?PAY/, 'shopeepay'],
  [/LINK\s?AJA/, 'linkaja'],
  [/DEBI?E?T/, 'debit'],
  [/KREDIT|CREDIT|VISA|MASTER/, 'credit'],
  [/TRANSFER/, 'transfer'],
  [/TUNAI|CASH/, 'cash'],
];

/** The payment method a row names. */
export function paymentMethod(text: string): string | null {
  return methods.find(([pattern]) => pattern.test(text.toUpperCase()))?.[1] ?? null;
}

/** Which label a text is, OCR slips forgiven ("T0TAL", "JUMLAH TOTAI"); null when it is none. */
export function labelOf(text: string): Label | null {
  const spelled = normalise(text);
  let found: { label: Label; score: number } | null = null;
  for (const { label, word } of entries) {
    const distance = prefixDistance(spelled, word);
    if (distance === null) continue;
    const score = word.length - 2 * distance;
    if (found === null || score > found.score) found = { label, score };
  }
  return found?.label ?? null;
}

interface Spelled {
  letters: string;
  /** Numbers of letters after which a printed word ends. */
  wordEnds: ReadonlySet<number>;
}

/** Upper-case letters, digits that are misread letters put back. */
function normalise(text: string): Spelled {
  const words = text
    .toUpperCase()
    .replace(/[\d.,]+\s*%|\(.*?\)/g, ' ')
    .replace(/PB[1IL]\b/g, 'PB1')
    .replace(
      /(?<!PB)[01568](?=[A-Z])|(?<=[A-Z])(?<!PB)[0158]/g,
      (digit) => ({ '0': 'O', '1': 'I', '5': 'S', '6': 'G', '8': 'B' })[digit] ?? digit,
    )
    .split(/[^A-Z1]+|(?<!PB)1/);
  const wordEnds = new Set<number>();
  let length = 0;
  for (const word of words) {
    length += word.length;
    wordEnds.add(length);
  }
  return { letters: words.join(''), wordEnds };
}

/** Edit distance of the word to the best prefix of the letters; null when too far or when too much follows. */
function prefixDistance({ letters, wordEnds }: Spelled, word: string): number | null {
  const allowed = word.length >= veryFuzzyLength ? 2 : word.length >= fuzzyLength ? 1 : 0;
  const slack = word.length >= shiftyLength ? allowed : 0;
  let best: number | null = null;
  for (let length = Math.max(1, word.length - slack); length <= word.length + slack && length <= letters.length; length += 1) {
    if (letters.length - length > maxTailLetters) continue;
    const distance = editDistance(letters.slice(0, length), word);
    const isWhole = wordEnds.has(length) || wordEnds.has(length + 1) || (distance === 0 && word.length >= fuzzyLength);
    if (isWhole && distance <= allowed && (best === null || distance < best)) best = distance;
  }
  return best;
}

function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const change = one[row - 1] === other[column - 1] ? 0 : 1;
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + change));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}

/** A zero within or behind the letters of a word is an O ("EKKAD0", "B0DREX"); sizes and numbers stay as they are. */
export const withLetters = (text: string): string =>
  text
    .replace(/(?<![\p{L}\d])(?=\p{L}*0)\p{Lu}[\p{Lu}0]{3,}(?![\p{L}\d])/gu, (word) => word.replaceAll('0', 'O'))
    .replace(/(?<![\p{L}\d])0(?=\p{Ll}{2})/gu, 'O');

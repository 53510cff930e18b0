/** What the words before an amount make of it. */
export type Role = 'price' | 'negated' | 'total' | 'final' | 'change' | 'discount' | 'handed' | 'slip' | 'list';

const wordsOfRole: Record<Exclude<Role, 'price' | 'negated'>, string> = {
  /** What all things cost together. */
  total: 'total totalnya jumlah semuanya semua totalan sum subtotal = jumlahnya totale kabehe jumlahe',
  /** What was paid in the end. */
  final: 'jadi jadinya bayarnya kenanya belinya',
  /** What came back. */
  change: 'kembali kembalinya susuk susuknya angsul angsulan change balikan',
  /** What was taken off. */
  discount: 'diskon diskonnya disc discount potong potongan voucher hemat promo diskonan vocer',
  /** What was handed over. */
  handed: 'uang duit uangnya duitnya pakai',
  /** What follows replaces what was said. */
  slip: 'eh ralat maksud koreksi salah keliru typo tapi harusnya eeh ehh sorry maaf meant',
  /** What it would have cost. */
  list: 'harga aslinya normal normalnya dari',
};

/** Roles by their words. */
export const roles: ReadonlyMap<string, Role> = new Map(
  Object.entries(wordsOfRole).flatMap(([role, words]) => words.split(' ').map((word): [string, Role] => [word, role as Role])),
);

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words between a role word and its amount ("diskon jadi", "total semua"). */
export const lightWords = setOf(
  'nya semua semuanya sih itu ya cuma sebesar bayar deh jadi eh salah of : rp harga total dapat deng ternyata regane hargane',
);

/** "semangkoknya 15rb": what one measure costs; a few words only look like it. */
export const isEachMeasure = (word: string): boolean =>
  /^(?:se\p{L}{3,}|satu)nya$/u.test(word) && !/^se(?:mua|benar|belum|harus|telah|terus|lesai|harga|kitar|sudah)/.test(word);

/** Words beside an amount that say what one piece costs. */
export const eachWords = setOf(
  'satuan satuannya each apiece perbiji perporsi perbungkus perorang perpcs perkilo perkg perliter perlembar perbuah perbotol persatuan masing masingmasing sebiji sebungkus seporsi sebuah sebotol sekilo selembar seekor sebijinya sebungkusnya seporsinya sebuahnya sekilonya seliter seorang sekotak segelas sebotolnya selembarnya seekornya seloyang sepcs',
);

/** Marks and words between a quantity and a price. */
export const crosses = setOf('x × * @ kali');

/** Words right before what was paid in the end. */
export const paidWords = setOf('bayar bayarnya kena');

/** Words right before what is left of what was earned. */
export const netWords = setOf('bersih nett netto net untung');

/** Words of a bargain: "daster tadinya 95rb, tak tawar dadi 70rb". */
export const haggling = setOf('tak saya kita ikut doang aja kena tawar nawar ditawar nego dinego tawarin ditawarin');

/** Words right before the share of what was paid together. */
export const shareWords = setOf('patungan urunan udunan bagian bagianku jatah jatahku');

/** Words right before what is left, which nobody paid. */
export const leftWords = setOf('sisa sisanya sisane tinggal nyisa tersisa kurang kurangnya');

/** Words right behind a rest that was spent too, and before what something was a share of. */
export const restUses = setOf('buat untuk beli bayar dipakai ditabung nabung jajan transfer kirim ke masuk');
export const baseWords = setOf('belanja belanjaan transaksi pembelian pembayaran total');

/** Words right behind money that was there to be spent: "duit 50rb dipakai beli bakso 15rb". */
export const spentOn = setOf('dipakai dipake kepakai kepake terpakai dibuat dibeliin dibelikan');

/** Words right before what several cost together: "ambil 3 cukup bayar 120rb". */
export const bundleWords = setOf('bayar cuma cukup jadi hanya seharga dapat');

/** Pay, and words for what was kept of it: "gaji 4jt dipotong 200rb". */
export const payWords = setOf(
  'gaji gajian upah bonus thr honor honorarium bayaran komisi fee insentif tunjangan rapel salary pensiun',
);
export const cutWords = setOf('dipotong kepotong terpotong potong potongan potongannya minus');

/** Words right behind what was taken off. */
export const offWords = setOf('discount off diskon potongan');

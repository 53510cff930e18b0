import type { EntryType } from '../interpretation.ts';
import { wallets } from '../lexicon/merchants.ts';

/** Which way money went, and whether the words leave a doubt. */
export interface Direction {
  type: EntryType;
  unsure: boolean;
  /** The words that tell, null when nothing does and an expense is assumed. */
  cue: string | null;
}

const cash = '(?:tunai|cash|duit|uang|atm|saldo|kontan|money)';
/** "setor uang kas" pays a due. */
const dues =
  '(?:kebersihan|kas|arisan|iuran|sampah|keamanan|sekolah|spp|komite|kelas|muka|pangkal|gedung|sewa|kos|jajan|makan)\\b';
const wallet = `(?:${[...wallets].filter((name) => !['saku', 'bank', 'cash', 'tunai', 'kas', 'rekening'].includes(name)).join('|')}|i saku|e money|e toll|e wallet|shopee pay|go pay|link aja)`;
const place = `(?:${wallet}|bank|rekening|rek|kas|cash|tunai)`;

/** Money moved between the person's own pockets. */
const transfers = [
  new RegExp(`\\bcash ?out\\b(?: \\S+)? ${place}`),
  new RegExp(`\\b(?:tarik|tarikan|ambil|withdraw|withdrew|penarikan|cairin|nyairin)(?: \\S+){0,2}? ${cash}\\b`),
  /\b(?:tarik|ambil|gesek|gesekin|withdraw|withdrew) (?:kartu )?(?:# )?(?:(?:di|dari|from|the) )*(?:atm|bank|mesin)\b/,
  new RegExp(
    `\\b(?:setor|disetor|disetorin|disetorkan|nyetor|setoran|nyetorin|deposit|deposited|nabung|tabung|masukin|simpan)(?: \\S+){0,2}? (?:${cash}|bank|rekening|rek|${wallet})\\b(?! ${dues})`,
  ),
  new RegExp(`\\b(?:setor|nyetor|deposit|deposited)(?: \\S+){0,3}? (?:ke|to) ${place}\\b`),
  new RegExp(
    `\\b(?:pindah|pindahin|mindahin|mindah|pindahkan|geser|pemindahan|move|moved)\\b.{0,60}?\\b(?:saldo|${place}|dana|uang|duit|tabungan|savings)\\b`,
  ),
  new RegExp(
    `\\b(?:top(?:ped)? ?up|topup|isi|isi ulang|ngisi|nopup|reload|tup up)(?: saldo| #| kartu| ulang)* (?:saldo |kartu )?${wallet}\\b`,
  ),
  new RegExp(`^(?:transfer|kirim|transfer #|oper)(?: #| saldo| uang| duit)* (?:dari |from )?${wallet} (?:ke|to) ${wallet}\\b`),
  new RegExp(`\\b(?:dari|from) ${wallet} (?:# )?(?:ke|to) (?:${wallet}|rekening|rek)\\b`),
  new RegExp(
    `\\b(?:transfer|kirim)(?: #| uang| duit| saldo)* (?:ke|to) (?:${wallet}|rekening sendiri|rek sendiri)(?: sendiri| saya)?(?: #)?$`,
  ),
  /\b(?:rekening|rek) (?:\S+ )?(?:sendiri|saya|tabungan)\b|\bto my (?:own |other )?(?:savings|bank)(?: account)?\b/,
  /^(?:saya )?(?:tarik|setor|nyetor|tabung|withdraw|deposit) #$|\b(?:tukar|tukarin|tuker|tukerin|nukar|nuker|nukerin) (?:uang|duit|receh|recehan|pecahan|# )/,
  new RegExp(`^saldo ${wallet} (?:(?:tak |saya |sudah )?isi )?#`),
  new RegExp(`^${wallet} (?:(?:ku|saya|nya) )?(?:sudah )?(?:isi|isi ulang|diisi|top ?up|topup) (?:lagi )?#`),
  /\b(?:top ?up|isi) saldo (?!game|steam|psn|diamond|pulsa|listrik)\S/,
  /# (?:buat|untuk) (?:nabung|ditabung|tabungan)$|# (?:di|ku)?tabung(?:in)?$/,
  /^nabung(?: #)?$|^# nabung$|^nabung # (?:di|ke) (?:bank|celengan|rekening)/,
];

/** Words that say money went out whatever else is said. */
const spent =
  /\b(?:beli|beliin|belikan|membeli|kebeli|tuku|meuli|mundut|meser|tumbas|numbas|mborong|blonjo|balanja|njajan|mangan|kena|bayar|bayarin|membayar|mayar|belanja|jajan|jajanin|spent|spend|bought|buy|paid|pay|nyicil|cicil|lunasin|sewa|nyewa|ngasih|kasih|kasi|memberi|menyumbang|mengirim|bagi|kirim|transfer ke|kirimin|sumbang|nyumbang|donasi|sedekah|infaq|modal|ganti|servis|langganan|perpanjang|ngeluarin|keluar|pesan|mesen|pesen|order|checkout|co|habis|traktir|nraktir|patungan|makan|ngopi|isi|top up|bayarkan|kulakan|kulak|restok|borong|nonton|parkir|potong|biaya|ongkos|ongkir|tagihan|iuran|minjemin|pinjemin|minjamin|pinjamin|ngutangin|meminjamkan|dipinjem|dipinjam|lent|gave|sent)\b/;

/** Words that say money came in whatever else is said. */
const received: readonly RegExp[] = [
  /\bdibayar(?!in)\b|\bdibayarkan\b/,
  /^balikan\b|\bklaim\b.*\b(?:balik|cair|masuk|turun)\b|^hasil (?:sewa|jual|panen|ngojek|narik|kerja|dagang|jualan|ngamen|parkir|kos|kontrakan)\b|^fee (?:jadi|nyanyi|manggung|ngajar|desain|foto|endorse|mc|main|ngisi)\b/,
  /^(?:saya )?oleh (?:duit|#|bonus|gaji|kiriman|sangu)|\b(?:entuk|olih|nampa|narima|nampi|kenging|meunang|dibere|diparingi|diwenehi|dikei|dikeki|dipasihan|disangoni|dikiyei)\b/,
  /\bpiutang\b|\bbagi hasil\b|\bjuara\b|^kompensasi\b/,
  /\b(?:dikasih(?! diskon| potongan| harga)|dikasi|dikirimin|dikirimi|dikirim|dikirimkan|ditransfer|ditransferin|ditransfer|diberi|disanguin|disangoni|diangpaoin|dibalikin|dikembalikan|dikembaliin|diganti|digantiin|dititipin)\b/,
  /\btransferan(?: masuk)?\b|\b(?:transfer|kiriman|titipan|uang|duit|dana|dp|pembayaran|pelunasan|setoran|hasil|bayaran)(?: #| masuk| uang)? (?:dari|from|hasil)\b(?! #)/,
  /\b(?:uang|duit|dana|transfer|gaji|gajian|saldo|pemasukan|thr|bonus|dp|honor|komisi|bayaran|pembayaran) (?:# )?(?:sudah )?(?:masuk|cair|turun)\b/,
  /\bmasuk (?:# )?(?:dari|ke|gaji|uang|duit|transfer|transferan|rekening|rek|bonus|thr)\b|\bmasuk #(?: |$)|# masuk\b(?! kwh| meteran| token)|\bmasuk$/,
  /\b(?:cair|pencairan|dicairkan|laku|terjual|kejual)\b/,
  /^(?:utang|hutang|pinjaman)\b.*\b(?:ke|sama|di) saya\b.*\b(?:lunas|dilunasi|dilunasin|dibayar|balik|dibalikin|dicicil)\b/,
  /\b(?:jaspel|tpp|tukin|remun|remunerasi|siltap|serdos|tpg|tunkin|insentif|honor|rapel|pensiun|bansos|dana bos|uang makan)\b(?: \S+){0,3} (?:turun|cair|masuk)\b/,
  /\b(?:sudah|akhirnya|barusan) (?:balik|kembali|dibalikin|dikembalikan|direfund)(?: \S+)? #/,
  /\b(?:uang|duit|dana|saldo|deposit|dp|jaminan)\b[^#]*\b(?:balik|kembali|direfund)(?: lagi| semua| full)? #/,
  /^yang sudah (?:ganti|gantiin|bayar|transfer|balikin|setor|lunas)\b(?! (?:saya|ke))/,
  /^(?:terima )?(?:dp|uang|duit|bayaran|pembayaran|pelunasan|setoran)(?: \S+){0,3} (?:dari|from) (?!#)\S+/,
  /\b(?:jual|jualin|ngejual|menjual|penjualan|sold|selling)\b/,
  // "gaji 5jt potong pinjaman 500rb": what was kept of it is no purchase.
  /^(?:\S+ ){0,2}?(?:gaji|gajian|bonus|thr|honor|upah|komisi|insentif|tunjangan|rapel|salary|pensiun)\b(?: \S+){0,3}? # (?:\S+ ){0,4}?(?:di|ke|ter)?potong(?:an|annya)?\b/,
  // Drivers: "abis narik 210rb", "narik seharian 180rb".
  /^(?:(?:tadi|saya|baru|barusan|sore|pagi|malam) )*habis tarik(?! (?:tunai|cash|uang|duit|di|dari|atm|saldo))(?: \S+){0,3}? #|^(?:\S+ )?tarik (?:seharian|penumpang|ojek|ojol|gojek|grab|angkot|becak|bentor|dari pagi|sampai)\b(?: \S+){0,3}? #/,
  /\b(?:terima|nerima|menerima|trima|receive|received|diterima)\b(?! kasih| paket| pesanan| barang| kiriman paket| orderan paket)/,
  /\bgot paid\b|\b(?:dapat(?! diskon| promo| potongan| voucher| harga| gratis)|dapatin|ngedapat|menang|won|earned|earn|got|nemu|nemuin|found)\b/,
  /\b(?:pinjam|minjam|pinjem|minjem|ngutang)(?: uang| duit| dana)? (?:# )?(?:ke|dari|sama|di|from|#)\b/,
  /^(?:tadi |saya |sudah |barusan )*(?:pinjam|minjam|pinjem|minjem)(?: uang| duit) (?!buat|untuk)\S+ #/,
  /^(?:tadi |saya |sudah |barusan )*(?:pinjam|minjam|pinjem|minjem) (?:uang |duit )?(?:teman|temen|sahabat|tetangga|mama|papa|ibu|bapak|ayah|kakak|adik|abang|ortu|mertua|bos|koperasi|bank|saudara|sodara|pinjol)\b/,
  /\b(?:omzet|omset|untung|laba|cuan|pendapatan|penghasilan|pemasukan|income|profit|revenue)\b/,
  /\b(?:bayar|balikin|lunasin|kembaliin|ngembaliin) (?:utang|hutang|utangnya|hutangnya)(?: #)? (?:ke saya|ke aku|sama saya)\b/,
  /\b(?:mengirimi|ngirimi|memberi|mengasih|membayar|mentransfer) saya\b/,
  /^(?!saya\b)\S+(?: \S+){0,5}? (?:bayar|bayarin|transfer|setor|kirim|kasih|ngasih|kasi|ngirim|ngirimin|balikin|ngembaliin)(?: \S+){0,3} (?:ke|sama|buat) saya\b/,
  /^(?!saya\b)\S+(?: \S+){0,3} (?:bayar|kasih|ngasih|transfer|kirim|ngirim) saya\b(?! yang)/,
  /\b(?:dilunasin|dilunasi|dibayar|dibayarin|ditransfer|dibeli) (?:sama |oleh |ama )?(?:pembeli|pelanggan|klien|customer|penyewa|pemesan|tamu|client)\b/,
  /^(?:dapat |terima )?(?:reimburse|reimbursement|reimburs|refund) (?!ke\b|teman\b|buat\b|customer\b|pelanggan\b|pembeli\b)\S+/,
  /\bclosing(?: \S+){0,2} (?:order|orderan|deal|#)|^tips? (?:customer|pelanggan|tamu|penumpang|pembeli|konsumen|klien)\b/,
  /\b(?:paid me|paid back|gave me|sent me|transferred me|was paid|been paid|get paid|got paid)\b/,
];

/** Things that are income by themselves, unless a word above says they were spent on. */
const incomeNouns =
  /\b(?:gaji|gajian|salary|payroll|paycheck|bonus|thr|insentif|komisi|commission|honor|honorarium|dividen|dividend|deviden|cashback|cash back|refund|reimburse|reimbursement|reimburs|royalti|uang lembur|lembur|lemburan|overtime|freelance|beasiswa|tunjangan|wages|allowance|uang saku dari|kiriman|hasil|bayaran|bunga (?:tabungan|deposito|bank|rekening|jago|seabank|bca|bni|bri|mandiri|blu|neobank|jenius|krom|superbank|allo)|interest|bagi hasil|kupon (?:obligasi|sbn|ori|sukuk|sr|st|sbr|reksadana)|arisan (?:cair|dapat|menang)|(?:dapat|menang|narik) arisan|angpao dari|angpau dari|retur|jualan|orderan|warisan|hibah|fee|proyek|project|endorse|prize|pensiun|bansos|blt|upah|rapel|jaspel|tukin|remunerasi|siltap|serdos|tpp)\b/;

/** Income words used of what is paid to others. */
const paysOthers =
  /\b(?:gaji|upah|honor|bonus|thr|fee|komisi|lembur) (?:buat |untuk |ke |# )*(?:kuli|buruh|kenek|knek|pekerja|pembersih|penjaga|suster|babysitter|karyawan|pegawai|art|pembantu|mbak|bibi|sopir|supir|tukang|satpam|asisten|staf|staff|ponakan|keponakan|anak|adik|ortu|ibu|mama|bapak|cucu|pak|bu|guru|admin)\b/;
const giftTo =
  /\b(?:gaji|upah|honor|bonus|thr|lembur)\b(?: \S+){0,3}? # (?:buat|untuk|ke) (?:kuli|buruh|karyawan|pegawai|art|pembantu|sopir|supir|tukang|satpam|asisten|staf|staff|anak buah|tim|crew|kru)\b|\b(?:kasih|bagi|ngasih|buat|untuk|bagiin|bagikan|ke)\b.*\b(?:thr|angpao|angpau|bonus|gaji)\b|\b(?:thr|angpao|angpau|bonus) (?:# )?(?:buat|untuk|ke)\b/;

const first = (line: string, patterns: readonly RegExp[]): string | null => {
  for (const pattern of patterns) {
    const match = pattern.exec(line);
    if (match) return match[0];
  }
  return null;
};

/** Goods that come after "dapat" are bought, not received: "ceban dapat nasi kuning". */
const gotGoods =
  /(?:^|\s)(?:# )(?:sudah |bisa )?(?:dapat|got)\b|\b(?:dapat|got)\b(?! (?:uang|duit|gaji|bonus|thr|transfer|transferan|dari|cashback|refund|#|honor|komisi|kiriman|rezeki|tip|tips|hadiah|arisan|bagian|angpao|proyek|order|orderan|upah|fee|insentif|paid|salary|money|cash|reimburse|dividen|untung|laba|from|hasil|bunga|warisan|beasiswa|persenan|job|lembur|a refund|a bonus|my (?:salary|pay|paycheck|bonus|money|refund|allowance|wages)|bayaran|sangu|jatah|dana|bantuan|bansos|pinjaman|kembalian|kembali|pelanggan|klien|dp|\S+ (?:dari|from|#)))/;

/** Someone else hands over: "papa transfer", "si andi balikin uang". */
const gives =
  /^(?:tadi |sudah |alhamdulillah )*(?:(?:si|pak|bu|bang|mas|mbak|kak|om|tante|bude|pakde|cak|koh|ci) \S+|mama|mamah|papa|papah|ibu|bapak|ayah|bunda|kakak|adik|adek|abang|om|tante|paman|bibi|bude|pakde|eyang|simbah|sepupu|nenek|kakek|mertua|suami|istri|bos|boss|teman|pacar|ortu|emak|mom|dad|tamu|murid|siswa|menantu|mantu|saudara|orang tua(?: \S+)?|wali murid) (?:(?:saya|sudah|aku|barusan|has|just) )*(?:transfer|kirim|ngirim|ngirimin|kirimin|ngasih|kasih|kasi|balikin|ngembaliin|bayar balik|sent|gave|transferred|paid back)\b(?! (?!saya\b)\S+(?: \S+){0,2} (?:ke|to|buat|untuk) (?!saya|aku|me))|^(?!saya|tidak|mau|buat|untuk|sudah|tadi|#)\S+ (?:sudah )?(?:balikin|ngembaliin|kembaliin) (?:uang|duit|#|pinjaman)/;

/** A customer, or someone called by name, pays. */
const customers =
  /^(?:tadi |sudah |alhamdulillah )*(?:(?:si|pak|bu|bang|mas|mbak|kak|om|tante|koh|ci) (?!saya|aku|bayar)\S+|pelanggan|klien|customer|pembeli|penyewa|penghuni|anak kos|wali murid|peserta|jamaah|penumpang|tamu|client|murid|pasien|konsumen)(?:ku|nya)?(?: (?!bayar|sudah|lunas|transfer)\S+){0,3} (?:sudah |lunas |baru )?(?:transfer|kirim|bayar|lunasin|ngelunasin|nyicil|dp|paid)\b(?! (?:ke|to) )/;

/** Money lent to others, and debts of others paid back. */
const lends =
  /\b(?:talangin|nalangin|nalangi|nomboki|nombokin|minjemin|pinjemin|minjamin|pinjamin|pinjami|minjami|ngutangin|dipinjem|dipinjam|meminjamkan|lent|kasih pinjam|kasih pinjem)\b/;
const lendsTo =
  /^(?!saya\b)\S+(?: \S+)? (?:utang|ngutang|hutang|pinjam|minjam|minjem|pinjem)(?: uang| duit)? (?:# )?(?:ke|sama|dari) saya\b/;
const borrows = /^(?:tadi )?saya (?:utang|hutang|ngutang)(?: uang| duit)? (?:# )?(?:ke|sama|dari) (?!saya)/;
const repays =
  /^(?!saya|sudah|tadi|mau|buat|untuk|langsung|terus|baru|akhirnya|habis|lalu|trus|cuma|#)(?:si |pak |bu |bang |mas |mbak |kak )?\S+ (?:sudah )?(?:bayar|balikin|lunasin|ngembaliin|kembaliin|nyicil) (?:utang|hutang|utangnya|hutangnya|pinjaman|pinjamannya)\b/;

/** Bills are paid, not received: "ditagih pinjol 400rb, sudah dibayar". */
const bills =
  /\b(?:listrik|air|pdam|wifi|internet|kos|kost|spp|ukt|tagihan|ditagih|cicilan|angsuran|pajak|bpjs|asuransi|iuran|arisan|pinjol|paylater|kpr|denda|tilang)\b(?: \S+){0,4} (?:sudah |lunas )?dibayar(?!in)\b|\b(?:zakat|fitrah|sedekah|infaq|kurban|qurban|sumbangan|dp|sewa|uang muka)\b(?: \S+){0,4} (?:sudah |lunas )?dibayar (?:lewat|via|pakai|tunai|cash|di)\b|\bdibayar(?:kan)? (?:tagihan|listrik|air|pdam|wifi|kos|spp|ukt|cicilan|angsuran|pajak|bpjs|iuran)\b/;

/** "masuk dufan" pays for entry. */
const entrance = /\b(?:tiket |uang |biaya )?masuk (?!dari|ke|gaji|uang|duit|transfer|rek|bonus|thr|#)\S+/;

/** Why it was spent: "bluebird # karena lembur". */
const reason = /(?<=#.*) (?:karena|krn|gara gara|soalnya|sebab|because) .*$/;

/**
 * Which way money went in a clause. The line is what `clauses.lineOf` gives; `hasGoods` tells that a word of the expense lexicon
 * stands in it.
 */
export function directionOf(told: string, hasGoods: boolean): Direction {
  const line = told.replace(reason, '');
  const out = spent.exec(line)?.[0] ?? null;
  const moved = first(line, transfers);
  if (moved !== null) return { type: 'transfer', unsure: false, cue: moved };
  if (paysOthers.test(line) || giftTo.test(line)) return { type: 'expense', unsure: false, cue: out ?? 'untuk' };
  const borrowed = borrows.exec(line)?.[0];
  if (borrowed !== undefined) return { type: 'income', unsure: true, cue: borrowed };
  const lent = first(line, [lends, lendsTo]);
  if (lent) return { type: 'expense', unsure: false, cue: lent };
  if (hasGoods && /(?:^|\s)kembali #|# kembali\b/.test(line)) return { type: 'expense', unsure: false, cue: out ?? 'kembali' };
  const bill =
    bills.exec(line)?.[0] ??
    /^(?!.*\b(?:laku|terjual|kejual|jual|sold)\b).*\bcod\b|\bpaid back (?:my|the) (?:loan|debt)\b/.exec(line)?.[0];
  if (bill !== undefined) return { type: 'expense', unsure: false, cue: bill };
  const giver = first(line, [gives, repays, customers]);
  if (giver !== null) return { type: 'income', unsure: true, cue: giver };
  const entry = entrance.exec(line)?.[0] ?? null;
  const into = first(line, received);
  if (into !== null && !(entry !== null && into.includes('masuk'))) return towards(line, into, out, hasGoods);
  if (out !== null) return { type: 'expense', unsure: false, cue: out };
  return byNature(line, hasGoods) ?? { type: 'expense', unsure: false, cue: entry };
}

/** People whom money comes from: "tip dari tamu". */
const payers =
  /\b(?:dari|from) (?:si |pak |bu |mas |mbak |my |the )?(?:tamu|pelanggan|customer|klien|client|pembeli|penyewa|penumpang|panitia|murid|pasien|penonton|bos|boss|kantor|perusahaan|mama|mamah|papa|papah|ibu|bapak|ayah|bunda|ortu|orang tua|kakak|abang|adik|om|tante|nenek|kakek|mertua|suami|istri|pacar|teman|tetangga|mom|dad|parents|wife|husband|friend)\b/;

/** "transfer ke budi dari bca": money leaves a wallet for somebody. */
const sentFrom = new RegExp(
  `\\b(?:transfer|kirim|tf)\\b.*\\b(?:ke|to) (?!saya\\b|${place}\\b)\\S+(?: #| \\S+)? (?:dari|from|pakai|via|lewat) ${place}\\b`,
);

/** What the things themselves tell, where no verb does. */
function byNature(line: string, hasGoods: boolean): Direction | null {
  const sent = sentFrom.exec(line)?.[0];
  if (sent !== undefined) return { type: 'expense', unsure: false, cue: sent };
  const noun = incomeNouns.exec(line)?.[0];
  if (noun !== undefined) {
    const forGoods = hasGoods && /^(?:fee|proyek|project|interest|bayaran)$/.test(noun) && !/\b(?:dari|from)\b/.test(line);
    if (forGoods) return { type: 'expense', unsure: true, cue: null };
    return { type: 'income', unsure: /^(?:jualan|fee|hasil)$/.test(noun), cue: noun };
  }
  const payer = payers.exec(line)?.[0];
  if (payer !== undefined) return { type: 'income', unsure: true, cue: payer };
  const from = /\b(?:dari|from) (?!#)\S+/.exec(line)?.[0];
  return from !== undefined && !hasGoods ? { type: 'income', unsure: true, cue: from } : null;
}

/** Settles a clause with a word of receiving, when words of spending stand there too. */
function towards(line: string, into: string, out: string | null, hasGoods: boolean): Direction {
  const goods =
    (hasGoods || /\bgot (?:my|a|an|some|the) \S+/.test(line)) &&
    /^(?:dapat|got|dapatin)$/.test(into) &&
    gotGoods.test(line) &&
    !incomeNouns.test(line);
  if (goods) return { type: 'expense', unsure: out === null, cue: into };
  if (/\b(?:saya|sudah|telah|dapat) (?:terima|diterima)\b/.test(line)) return { type: 'income', unsure: false, cue: into };
  const passive = /^(?:di|paid me|gave me|sent me|get paid|got paid|was paid)/.test(into);
  const spending =
    out !== null &&
    /^(?:beli|beliin|bayar|belanja|jajan|bought|paid|spent|modal|kulakan|tuku|meuli|kirim|kasih|ngasih|sewa)$/.test(out);
  if (spending && !passive && line.indexOf(out) < line.indexOf(into)) return { type: 'expense', unsure: false, cue: out };
  return { type: 'income', unsure: false, cue: into };
}

import { people } from '../lexicon/people.ts';
import { isAct, mainOf } from './claims.ts';
import { isReturned } from './returned.ts';

/** Patterns over a line of words (`clauses.lineOf`) for money that was not spent by this person, or not yet. */

/** Anyone but the one who writes. */
const other = `(?:${[...people].join('|')})`;
const pays =
  '(?:bayar|bayarin|bayari|ngebayarin|membayar|traktir|nraktir|mentraktir|nanggung|tanggung|menanggung|beliin|ngebeliin|ongkosin)';

/** Someone else paid, or it never happened. */
const notSpent = [
  new RegExp(`\\b${other}(?: (?!saya|ke|buat|untuk)\\S+){0,2}? yang (?:sudah |selalu )?${pays}\\b(?! saya)`),
  new RegExp(
    `\\b${other}(?: \\S+){0,2}? (?:beliin|belikan|membelikan|bayarin|traktir|nraktir|pesenin|pesankan|ongkosin|jajanin) saya\\b`,
  ),
  /\b(?:uang|duit|gaji|tabungan|kantong|kocek|dompet)(?:nya)? (?:dia |mereka |doi )?sendiri\b(?<=(?:nya|dia|mereka|doi) sendiri)/,
  /\b(?:dibayarin|dibyrin|dibayarkan sama|dibeliin|dibelikan|ditraktir|ditraktirin|dijajanin|dibelanjain|diongkosin|ditalangin|ditalangi|dipesenin|dipesankan|digratisin|digratiskan|ditanggung|dibayari|ditraktirnya)\b/,
  new RegExp(
    `^(?:tadi |kemarin |alhamdulillah |barusan )*${other}(?: (?:sudah|saya|kantor|kos))* (?:bayarin|bayari|mbayari|traktir|nraktir|jajanin|ntraktir)(?! saya (?:utang|#))\\b`,
  ),
  /\bbelum (?:\S+ )?(?:turuti|dituruti|diturutin|diturutkan|keturutan|dikasih|dikabulin)\b/,
  /\b(?:gajadi|gakjadi|gjadi|tidak jadi|batal|batalin|dibatalin|dibatalkan|dicancel|dicancelled|cancel|cancelled|canceled|urung)\b/,
  /\b(?:belum|tidak|jangan|bukan|never|didnt|did not|havent|dont|do not|not) (?:\S+ )?(?:beli|dibeli|bayar|dibayar|kebeli|bayarin|ambil|buy|bought|pay|paid|jajan|belanja|dapat|terima|masuk|cair|gajian|transfer|ditransfer|keluar|spend|spent)\b/,
  /\b(?:lupa|kelupaan|forgot to) (?:bayar|beli|isi|ngisi|transfer|setor|ambil|pay|buy)\b(?! (?:berapa|brp))/,
  /\b(?:hampir|nyaris|almost) (?:aja |saja )?(?:kecopetan|kehilangan|hilang|ketipu|kena|jatuh|lost|beli|bayar|kebeli|bought|paid)\b/,
  /\b(?:my \S+|he|she|they|friend|boss) (?:has |have |already )?(?:paid|treated|bought) (?:for|me|us|my|lunch|dinner)\b/,
  /\b(?:dia|bos|boss|teman|pacar|suami|istri|mama|papa|kakak|abang|ibu|bapak|ayah|kantor|mereka|doi|gebetan|mertua|ortu) (?:yang |sudah |udah )?(?:bayarin|traktir|nraktir|yang bayar)\b|\b(?:dia|bos|teman|pacar|suami|istri|mama|papa|kakak|kantor|doi) yang bayar\b/,
  /^(?!orderan|pesanan|jahitan|sewa|jasa)\S+nya (?:sudah )?dibayar (?:sama|oleh)\b/,
  /\b(?:skip|kemahalan|mikir dulu|pikir pikir|tidak kuat|tidak sanggup|urungin|mundur|dikeranjang|sold out)\b/,
  /\b(?:sisa|masih|total) (?:utang|hutang|cicilan|tagihan)\b|\b(?:utang|hutang|cicilan|tagihan)(?: saya| \S+)? masih\b|\bjatuh tempo\b/,
  /^(?:saldo|uang|duit)(?: \S+){0,2} (?:tinggal|sisa|cuma|masih|ada) #|^(?:sisa|tinggal) (?:uang|duit|saldo)\b(?!.*\b(?:masuk|cair|dari)\b)/,
  /\b(?:nawar|ditawar|ditawarin|ditawari)\b(?!.*\b(?:jadi|dapat|beli|deal)\b)/,
  /\b(?:treated me|paid for me|my treat was|on the house|gratis|for free|free of charge)\b/,
  /\b(?:dibayar|paid) (?:# )?(?:oleh|by) (?!saya)\S+/,
];

/** What did not work moved no money, unless it was taken all the same. */
const failed =
  /\b(?:top ?up|topup|nopup|isi|transfer|bayar|pembayaran|kirim|setor|tarik|checkout|transaksi|withdraw|payment|payments?|order|beli)\b.*\b(?:gagal|failed|declined|ditolak)\b/;
const worked =
  /\b(?:kepotong|terpotong|dipotong|ketarik|berhasil|sukses|akhirnya|jadinya|coba lagi|ulang lagi|bisa juga|untung bisa|kedua|succeeded)\b|\btetap (?:ke|ter)\S+/;

/** It lies ahead, or is only imagined. */
const planned = [
  /\b(?:mau|maunya|pengennya|inginnya|pengen|ingin|kepengen|rencana|rencananya|berencana|niat|niatnya|bakal|bakalan|akan|hendak|wishlist|kepikiran|tertarik|naksir|berminat|ngincer|ngidam|pingin|arep|rek meuli|want to|wanna|going to|gonna|plan to|planning|will|would like|thinking of|need to|have to|should i)\b/,
  /^target (?!.*\b(?:tercapai|masuk|cair)\b)(?:bulan|tahun|minggu|hari|saya|nabung|tabungan)\b|^(?:enaknya|mending|mendingan|bagusan|bagusnya|sebaiknya|pilih|better to) |^(?:kalau|andai|seandainya|misal|misalnya|if|semoga|coba|kapan|gimana|bagaimana|kenapa|apakah|apa)\b/,
  /^(?:minta|mintak|bagi|pinjam) (?:dong|donk|uang dong|duit dong|ya|plis)\b|^minta (?:#|uang|duit)/,
  /\b(?:ingetin|ingatin|ingatkan|remind|reminder|jangan lupa)\b|^(?:lagi |saya )?(?:cari|nyari|butuh|looking for)\b/,
  /\b(?:harus|hrs|kudu|perlu|wajib|mesti) (?:bayar|beli|transfer|setor|nyicil|siap|siapin|nyiapin|keluar|nabung)\b/,
];

/** News, talk, measures: numbers that are nobody's purchase. */
const hearsay =
  /\b(?:katanya|(?<!bagi |sama )rata|rerata|umr|umk|ump|info|loker|lowongan|tembus|kurs|berita|denger|dengar|mimpi|ngimpi|nilai|skor|suhu|berat badan|tinggi badan|ranking|followers?|subscribers?)\b|\b(?:naik|turun) (?:jadi|ke) #|^(?:si |teman|dia|mereka|kakak|adik|tetangga|doi|pacar).*\bgajinya\b|^(?:dijual|wts|wtb|open po|ready stok|ready stock)\b|^harga\b(?!.*\b(?:beli|bayar|jadi|dapat|nego|kena|diskon|ambil)\b)|^harga\b.*\b(?:ampun|gila|parah|mahal|naik|turun)\b|^(?:adik|adek|kakak|abang|teman|sepupu|tetangga|anak|pacar|suami|istri|bapak|ibu|mama|papa)(?:ku|nya| saya| dia)? (?:baru |sudah |tadi )?(?:dapat|menang|terima|gajian|naik gaji)\b|^(?:dia|mereka|doi|te(?:man|men)(?:ku|nya)|tetangga(?:ku)?|artis) (?:\S+ )?(?:beli|jual|dapat|bayar(?! (?:ke |sama )?saya)|punya|habis)\b|^(?:si )?(?:teman|sepupu|tetangga|temanku|orang|rekan)(?: (?:saya|kantor|kos|sekolah|kuliah|kerja|sebelah))? (?:(?:baru|sudah|barusan|tadi|abis|mau) )?(?:beli|jual|dapat|punya|jajan|belanja|habis)\b/;

/** What others say of prices: "kata bu haji minyak goreng sudah #". */
const quoted =
  /^(?:kata|ceunah|jare|menurut) (?!saya)(?:(?:si|pak|bu|bang|mas|mbak|kak|om|tante|bude|pakde|cak|koh|ci|ibu|bapak|mang|teh) )?\S+ (?!.*\b(?:tadi|barusan|sudah) (?:beli|bayar)\b)/;

/** "ini contoh: beli kopi #". */
const example = /^(?:ini |cuma |itu )*contoh(?:nya)?\b/;

/** How prices stand: "emas 1,9jt per gram, naik lagi". */
const level =
  /^(?:harga|bbm|bensin|pertamax|pertalite|solar|minyak|beras|telur|cabe|cabai|gula|emas|dolar|saham|tarif|listrik|gas)\b.*\b(?:naik|turun) #|\b(?:naik|turun) (?:lagi|terus|drastis|gila|jadi|segitu)\b|# per (?:gram|liter|kilo|kg|ons|dolar|lembar saham)\b.*\b(?:naik|turun|sekarang|hari ini)\b/;

/** "mau catat", "mau lapor" are told now; "jadi beli", "akhirnya" tell that it happened. */
const happened =
  /\b(?:mau|ingin|pengen|hendak|akan) (?:catat|nyatat|mencatat|mencatatkan|melaporkan|memasukkan|menginput|lapor|input|masukin|nyatet|record)\b|\b(?:akhirnya|jadinya|kesampaian|ternyata|malah|sudah)\b/;

/** "ojol batal tapi kena charge #": it cost something all the same. */
const charged = /\b(?:tapi|cuma|tetap|tetep|malah) (?:tetap |tetep )?(?:kena|dipotong|kepotong)\b/;

export const isNotSpent = (line: string): boolean =>
  (notSpent.some((pattern) => pattern.test(line)) && !isReturned(line) && !charged.test(line)) ||
  (failed.test(line) && !worked.test(line));

export const isHearsay = (line: string): boolean =>
  hearsay.test(line) || quoted.test(line) || example.test(line) || (level.test(line) && !isAct(line));

export function isPlanned(line: string): boolean {
  const main = mainOf(line);
  return !happened.test(line) && planned.some((pattern) => pattern.test(main));
}

/** "lupa berapa" tells of a purchase whose price is to be asked for. */
const forgotten =
  /\b(?:berapa|brp|how much) (?:ya |sih |tadi )*(?:lupa|forgot)\b|\b(?:lupa|forgot|tidak (?:tahu|inget|ingat)) (?:harganya |totalnya )?(?:berapa|brp|how much)\b/;

export const isForgotten = (line: string): boolean => forgotten.test(line);

/** Asked without a word that asks: "wajar tidak sih servis ac #", "is # enough for lunch". */
const asksBare =
  /\btidak (?:ya|yah|sih|kah)\b|\bapa (?:ya|sih)\b|\bdapat apa\b|\b(?:bisa|boleh|cukup|wajar|pantas|pantes|mahal|murah|kemahalan|kemurahan|oke|ok|aman|mending|worth it|bagus) (?:apa )?tidak\b|\b(?:apa|atau) (?:tidak|enggak|bukan)$|\bbisa (?:lewat|via) (?:sini|bot|kamu|wa)\b|^(?:is|are|am|was|were|do|does|did|should|would) (?!not\b|be\b|have been\b)/;

/** Asked rather than told. */
export const isQuestion = (text: string, line: string): boolean =>
  /\?\s*$/.test(text.slice(-20)) ||
  asksBare.test(line) ||
  /\b(?:berapa|brp|apakah|gimana|bagaimana|kenapa|how much|how many|what is|whats|why|where|when|^which|dimana|kapan|mahal tidak|cukup tidak|murah tidak|worth it tidak|(?:is|was) it worth it)\b/.test(
    line.replace(forgotten, ''),
  );

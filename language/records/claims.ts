import { guessOpen } from '../classifier/classify.ts';
import { masked, uncovered } from '../lexicon/match.ts';
import { people, titles } from '../lexicon/people.ts';
import { plainWords } from '../lexicon/plain.ts';
import { counters } from '../reading/numberKinds.ts';
import { buying, formOf } from '../reading/verbs.ts';
import { isReturned } from './returned.ts';

/**
 * Whether a line (`clauses.lineOf`) leaves open that this person's money moved at all. Prices are talked about, promised, compared and
 * wished for in the very words of purchases; where such words stand, the person is asked instead of believed.
 */

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** The person's own act, past or present. */
const act =
  /\b(?:beli|beliin|belikan|membeli|kebeli|pembelian|pembayaran|tuku|meuli|tumbas|bayar|bayarin|membayar|dibayar|mayar|belanja|jajan|jajanin|spent|bought|paid|nyicil|lunas|lunasin|sewa|nyewa|kasih|ngasih|kirim|transfer|traktir|nraktir|patungan|sedekah|donasi|pesan|mesen|order|checkout|co|habis|ngabisin|keluar|ngeluarin|memberi|mengirim|menyumbang|makan|ngopi|nonton|servis|perpanjang|ganti|isi|ambil|dapat|terima|nerima|diterima|cair|masuk|dikasih|dikasi|diberi|dikirim|dikirimin|ditransfer|ditransferin|dibalikin|dikembalikan|jual|laku|got|received|earned|sold(?! out)|nyumbang|kembaliin|balikin|bikin|hasil|juara|upah|honor|omzet|daftar|booking|nginep|grabbed|ordered|nyetor|setor|sarapan|nambal|tambal|benerin|topup|had(?= (?:breakfast|lunch|dinner|brunch|coffee))|nebus|tebus|melunasi|menerima|bayarkan|kena|kepakai|kepotong|kepake|terpakai|ngutangin|ngutangi|minjemin|pinjemin|pinjami|minjami|pinjamin|minjamin|nalangin|talangin|nego (?:dari|jadi))\b|\b(?:thr|gaji|gajian|bonus|tunjangan|insentif|honor|bansos|dana|jaspel|tpp|tukin|rapel|pensiun)(?: \S+){0,2} turun\b|\bjadi #|^naik (?!jadi|lagi|ke|#)/;

/** Verbs that are said of one's own spending alone. */
const spending: ReadonlySet<string> = new Set([...buying, 'servis', 'daftar', 'fotokopi', 'print', 'cukur', 'tambal', 'laundry']);

/** It is over: whatever else is said, this happened. */
const done = /\b(?:sudah|tadi|barusan|baru aja|akhirnya|jadinya|habis|telah|lunas|already|just|finally|kesampaian|terpaksa)\b/;

/** Conditions, guesses, limits and what is not settled; no act makes them certain. */
const unsettled =
  /\b(?:kalau|jika|bila|misal|misalnya|misalkan|andai|andaikan|seandainya|andaikata|if|unless|suppose|kayaknya|kayanya|kayane|sepertinya|kyknya|mungkin|perkiraan|estimasi|taksiran|maks|maksimal|max|minimal|mentok|maybe|probably|perhaps|might|supposed|entar|ntar|tar (?=malam|sore|siang|pagi|aja|habis|kalau)|nanti|bakal|bakalan|belum|jangan|batal|tolak|nolak|ditolak|gagal|pending|failed|rejected|tertunda|ketahan|janji(?! jiwa)|janjinya|janjiin|dijanjiin|dijanjikan|menjanjikan|promised|promises|disuruh|nyuruh|suruh|nagih (?:utang|hutang|uang|duit|saya|ke)|kudu|mesti|harus|hrs|harusnya|wajib|seharusnya|penipu|penipuan|nipu|scam|mimpi|bohong|boong|bercanda|becanda|niat|rencana|wacana|tadinya(?!.*\b(?:jadi|dapat) #)|gajian nanti|owes|owe|naikin|dinaikin|nurunin|naik jadi|turun jadi|hangus|expired|kadaluarsa|kedaluwarsa|dikabarin|dikabari|dibilangin|diinfoin|diberitahu|ngarep|ngarepin|guess|lupa(?! (?:nyatat|catat|mencatat|input|bilang|lapor|masukin))|hampir|nyaris|almost)\b|\b(?:bulan|minggu|tahun|pekan) depan\b|\bnext (?:week|month|year)\b|^(?:paling|target)\b|\bpaling(?: \S+)? #|(?<!saya )\byang bayar\b(?! saya)|\bwould be\b|\bper hari\b|\bbisa (?:setahun|sebulan|jadi|dapat)\b|\bnabung # (?:sehari|tiap|setiap|per)\b|^(?:tolong|mohon|please|pls) (?:transfer|kirim|kirimin|bayar|bayarin|beliin|isi|pay|send|buy)\b|\bada yang\b|\bsekali (?:makan|minum|jalan|masuk|main|pakai|datang|duduk|naik)\b|\b(?:semoga|moga)\b(?=.*#)|^(?:waktu|saat|ketika) (?:di|ke) (?!jalan|sana|sini|kantor|rumah|kampus|sekolah|pasar|pom|spbu|rest|mall|mal|toko|warung|stasiun|bandara|terminal|kos)\S+(?!.*\b(?:tadi|barusan|semalam)\b)|^(?:waktu|saat|ketika|jaman|zaman|when (?:i|we)) (?:masih|tinggal|kuliah|kecil|sekolah|liburan|itu|dulu|was|were|lived|went)\b(?!.*\b(?:tadi|barusan|semalam)\b)|^pas (?:masih|kuliah|kecil|liburan|tinggal|di (?:bali|jepang|luar))\b|\b(?:makan|minum|jajan|ngopi|parkir|jalan|main|nonton) sekali #|^(?:pinjam|pinjem|minjam|minjem|minta|bagi)(?: duit| uang)? # (?:dong|donk|plis|pls|ya|boleh|bisa|dulu)\b|\bkan(?: ya)?$|\bya kan\b/;

/** Whether a line tells of an act of the person's own. */
export const isAct = (line: string): boolean => act.test(line) || line.split(' ').some(isSpending);

/** A verb of spending, in any form that has the person for its subject: "bayarnya", "nyervisin", "kubeli". */
const isSpending = (word: string): boolean => {
  const form = formOf(word, spending);
  return form !== null && form.voice !== 'passive';
};

/** Whether a line tells of an act of the person's own that is over, though perhaps without a price: "tadi nambal ban di jalan". */
export const tellsDone = (line: string): boolean => done.test(line) && act.test(line);

/** Words that go on to say why, for whom or for when. */
const because =
  '(?:buat|untuk|biar|supaya|agar|karena|krn|soalnya|gara gara|sebab|mumpung|sekalian|yang|for|because|so that|since)';
const aside = new RegExp(`^(.*?#.*?) ${because} .*$`);

/**
 * A line without what is said after the money of why, for whom or for when: "beli kado # buat teman yang mau nikah" is bought, whoever will marry. Lines that
 * tell of no act of the person's own before that stay whole.
 */
export function mainOf(line: string): string {
  const told = uncalled(line);
  const main = aside.exec(told)?.[1];
  return main !== undefined && isAct(main) ? main : told;
}

/** "min, beli kopi 20rb", "kak tolong catet makan 20rb": said to Catat. */
const called =
  /^(?:(?:halo|hai|hi|hello|hey|pagi|siang|sore|malam|permisi|punten) )?(?:(?:min|mimin|admin|bot|gan|sis|bestie|guys)\b(?: (?:tolong|mau|catat|catet|catatin))*|(?:kak|bang|mas|mbak|bos) (?:tolong |mau )?(?:catat|catet|catatin)\b) (?=.*#)/;
/** "jajan cilok 5rb wkwk" */
const laughter = /(?: (?:w*k?(?:wk)+w?k?|(?:ha|he|hi|xi){2,}h?|lol|hiks))+$/;

/** A line without calls to Catat and laughter. */
const uncalled = (line: string): string => line.replace(called, '').replace(laughter, '');

/** Talk of prices, places and times that no purchase belongs to. */
const priceTalk =
  /\b(?:mahal|mahalnya|murah|murahnya|lucu|gemes|gemas|ampun|worth|(?<!# \S{2,8} )(?:harganya|hargane|regane)|pricelist|promo|promonya|diskon|sale|mulai|starting|katalog|sekarang|saiki|dulu|jaman|zaman|masih|biasanya|biasane|normalnya|standarnya|pasaran|pasarannya|(?<!bagi |sama )rata|kata|katanya|ceunah|jarene|denger|dengar|viral|berita|kok(?!$)|masa|masak|emang|emangnya|memang|kenapa|pantes|pantesan|dibandrol|dibanderol|seharga|costs|cost|priced|price|worth|expensive|cheap|says|said|heard|lagi nabung|lagi ngumpulin|tinggal|sisa|punya|padahal|tunggakan|kekurangan|harga|serem|ngeri|edan|males|impian|cita|langkah)\b|\bper (?:liter|kilo|kg|gram|hari|malam|jam|meter|month|night|kilogram)\b|\b(?:di|nang) (?:sana|sono|kono|situ)\b|# (?:gila|gile|parah|buset|busyet|njir|anjir|anjay|sumpah|mantap|dong ah)\b|\bse(?:kilo|liter|butir|ikat|ekor|porsi|gelas|bungkus|buah|jam|malam|bulan|tahun|hari|gram|ons) (?:sudah|masih|cuma|sekarang) #|\bsudah (?:nyampe |sampai |tembus )?# (?:se(?:kilo|liter|butir|ikat|ekor|porsi|buah|jam|malam|bulan|gram|ons)|per)\b|^(?:tabungan|celengan|limit|hitung|hitungin|itung|kalkulator|tebak|cek|lihat|bandingin|tanya|cari|mending)\b|^\S{3,}(?<!total|kembalian|denda|jumlah|semua|tagihan|bayar|ongkir|admin|biaya|parkir|pajak|jasa|upah|servis|sewa|tiket|kirim|minggu|senin|selasa|rabu|kamis|jumat|sabtu|pagi|siang|sore|malam|malem|subuh|besok|habis|abis|lanjut|terus|pulang|berangkat|balik)nya\b/;

/** Offered to others. */
const offered =
  /\b(?:dijual|disewakan|dikontrakkan|dilelang|lelang|wts|wtb|jastip|open po|sold out|minat|inbox|open bo|po|lowongan|loker|hadiahnya|for sale|on sale)\b/;

/** Offers that tell of an act as well: "promo kuota # dapat 30gb". */
const adverts = /^(?:promo|diskon)\b(?!.*\b(?:beli|bayar|checkout|co|tadi|sudah|kepakai|pakai)\b)|\bnego tipis\b/;

/** Called by name; when they pay, it is mostly to this person. */
const named = '(?:(?:si|pak|bu|bang|mas|mbak|kak|om|tante|bude|pakde|cak|koh|ci|mang|teh|kang) (?!saya)\\S+)';
/** They pay this person, if anyone. */
const payers = setOf('klien pelanggan pembeli penyewa penghuni penumpang tamu panitia client landlord murid siswa mahasiswa si');
const kin = [...people].filter((word) => !titles.has(word) && !payers.has(word)).join('|');
const whose = '(?:tetangga|teman|temenku|bos|orang|kos|sebelah)';
const person = `(?:(?:anak|ibu|bapak|orang tua|suami|istri|mantan) ${whose}|(?:murid|siswa|mahasiswa|anak didik) saya(?= dapat| menang| lulus)|orang|my (?:friend|mom|dad|mother|father|brother|sister|wife|husband|boss|roommate|neighbor|neighbour|boyfriend|girlfriend|cousin|colleague)|bos|boss|om|tante|${kin})`;
/** What another one does is another one's money, unless it comes to this person. */
const others = new RegExp(
  `^(?:(?:tadi|kemarin|barusan|kata|the|hari ini|ternyata|untung|untungnya|kasian|kasihan|eh|masa|masak|katanya) )*(?:${person}|${named}(?! bayar\\b| sudah bayar\\b| lunas))(?: (?:saya|ku|ipar|kandung|tiri|sulung|bungsu|tua|muda|kantor|kos|kosan|sekolah|kuliah|kerja|sebelah|rumah|cewek|cowok|kecil|besar|baru|sudah|tadi|barusan|habis|wisuda|nikah|lahiran|lulus|ultah|just|has|suka|malah|juga|lagi|kemarin|dari|tiap))* (?:beli|beliin|belanja|jajan|makan|ngopi|habis|ngabisin|keluar|kena|minta|mintak|nitip|titip|janji|punya|menang|jual|sewa|nyewa|pesan|mesen|order|checkout|servis|nabung|nyicil|bayar|bayarin|kehilangan|ilang|hilang|kemalingan|kecopetan|kerampokan|kebobolan|kejambret|isi|ganti|mau|pengen|pinjam|minjam|traktir|nraktir|bought|spent|spends|paid|buys|pays|wants|asked|earns|makes|got|lost|sold|renovasi|bangun|gadai|liburan|umroh|umrah|haji|kredit|investasi|donasi|sedekah|dapat|terima|gajian|untung|rugi|(?:ngasih|kasih|kasi)(?! (?:#|uang|duit|amplop|angpao|angpau|sangu|thr|tip|tips|bonus))|(?!ngirim|ngasih|ngembali|nransfer|mengirim|mentransfer|memberi|mbalik|mbayar|ngebalik|dikembali|diganti)(?:ke\\S{3,}an|ng\\S{3,}|ny\\S{3,}|me\\S{4,}|di\\S{4,}|ber\\S{3,}|ter\\S{3,}))\\b(?! (?:\\S+ )?(?:saya|aku|me)\\b)(?! utang| hutang| balik)`,
);
/** Whether a line tells of what another one does with money, or a shop offers. */
export const isOthers = (line: string): boolean => others.test(line) || shops.test(line);

/** Shops offer, they do not sell for this person: "toko depan jual telur 27rb sekilo". */
const shops =
  /^(?:di )?(?:toko|warung|pasar|tukang|penjual|pedagang|indomaret|alfamart|shopee|tokped|tokopedia|supermarket|swalayan|mall)\b(?: \S+){0,3}? (?:jual|jualan|ngejual|bilang|minta|matok|nawarin|ngasih harga|kasih harga)\b/;
/** Debts: whose they are, and whether they are new or paid, is left open ("bu siti utang 25rb", "utang warung 30rb"). */
const owed =
  /^(?!.*\b(?:bayar|lunas|lunasin|dilunasin|cicil|nyicil|nyaur|balikin|kembaliin|dibayar|saya|pelunasan|cicilan|angsuran|sudah)\b)(?:(?:\S+ ){1,3}(?:utang|hutang|ngebon|kasbon)(?= #| di | uang | duit )|(?:utang|hutang|bon)(?! (?:bank|kartu|kpr|motor|mobil|koperasi|kta|leasing)\b)(?: \S+){0,3} #)/;

/** What belongs to an act told before it ("narik dapat 240rb, bensinnya 45rb"), or another thing of another day ("kemarin soto 13rb, sekarang rawon 22rb"). */
function isAside(line: string, whole: string): boolean {
  const [, now, thing] = /^(sekarang |saiki )?(\S+)(?: \S+){0,2} #/.exec(line) ?? [];
  if (thing === undefined || uncovered([thing]).length > 0 || whole.startsWith(line)) return false;
  if (now === undefined) return /^\S+nya #/.test(line) && isAct(whole);
  return /^(?:kemarin|wingi|tadi|semalam)\b/.test(whole) && whole.indexOf(thing) === whole.lastIndexOf(thing);
}

/** What others want or leave with this person. */
const asked =
  /\b(?:ngajak|ngajakin|diajak|diajakin|males|tunggu|nunggu|nungguin|punya|minta|mintak|nitip|dititipi|(?<!(?:jasa|iuran|kas|arisan|sumbangan) (?:\S+ )?)titip|diminta|nawarin|ditawarin|ditawari|ngajak|asked|asks|wants|minjam|mau pinjam)\b/;

/** What follows these is a place, a person or a purpose. */
const leads = setOf(
  'di ke dari at to from buat untuk for sama bareng with karo ama mas mbak pak bu bang mbok warung toko jalan jl jurusan',
);

/** From this likelihood on the classifier's word is taken that a line tells of no purchase. Chosen on batches it was not trained on. */
const likelyOpen = 0.6;

/** Number of words that neither the lexicon nor a place of their own accounts for. */
const unaccounted = (words: readonly string[]): number =>
  uncovered(words.filter((word, place) => !leads.has(word) && !leads.has(words[place - 1] ?? ''))).filter(
    (word) => word.length > 2 && !plainWords.has(word) && !counters.has(word),
  ).length;

/** Whether a line holds things, their measure and money, and nothing that could make anything else of it: "ikan sekilo #, 2 kilo". */
export const isBareList = (line: string): boolean => unaccounted(line.split(' ').filter((word) => word !== '#')) === 0;

/** Most words left unaccounted for, and places of the first thing, that are told apart. */
const [mostLeft, furthestThing] = [5, 2];

/**
 * A whole line as the classifier of claims sees it: things and people made alike, with marks for how much nothing accounts for and where the first thing
 * stands, each with and without an act of the person's own.
 */
export function claimWords(whole: string): string[] {
  const words = mainOf(whole).split(' ');
  const things = masked(words);
  // "cak, parkir 2rb" is said to somebody.
  const addressed = (place: number): boolean =>
    place === 0 && titles.has(words[0] ?? '') && (things[1] === '*' || isAct(words[1] ?? ''));
  const seen = things.map((word, place) => (people.has(words[place] ?? '') && !addressed(place) ? '&' : word));
  const manner = isAct(whole) ? 'act' : 'silent';
  const left = Math.min(unaccounted(words.filter((word) => word !== '#')), mostLeft);
  const thing = Math.min(seen.indexOf('*'), furthestThing);
  return [...seen, `@${manner}`, `@left ${left} ${manner}`, `@thing ${thing} ${manner}`];
}

/** It comes to the one who writes. */
const toMe = /\b(?:ke|kepada|sama) saya\b|\b(?:bayar|kasih|ngasih|transfer|kirim|ngirim|beri) saya\b(?! yang)/;

/** "spp # sudah saya transfer", "tetangga balikin pinjaman": what was done, without a doubt. */
const didIt = /\bsudah saya \S+|\b(?:balikin|kembaliin|ngembaliin) (?:pinjaman|utang|hutang|uang|duit)\b/;

/** These take back whatever happened. */
const takenBack =
  /\b(?:belum|jangan|batal|kalau|jika|bila|misal|misalnya|andai|andaikan|seandainya|if|gagal|ditolak|hampir|nyaris)\b/;

/** Why a line leaves open that money of this person moved. */
export type Open = 'others' | 'shop' | 'offered' | 'unsettled' | 'asked' | 'prices' | 'likely';

/** What is there, what could be, and what is amiss: "duit 100rb di dompet", "nabung 10rb sehari bisa 300rb sebulan", "kurang bayar 5rb". */
const noMove =
  /^(?:uang|duit|cash|kas|uang kas)\b.*\b(?:di (?:dompet|kantong|tangan|rekening|atm|rumah)|(?:ku|di|saya )pegang)\b|^e wallet (?:saya |ku )?#|# se(?:hari|minggu|bulan|tahun) (?:bisa|jadi|dapat)\b|^(?:kurang|lebih) bayar\b|\bkembali kurang\b|^tarif\b|^(?:omzet|omset|gaji|penghasilan|untung|jualan) (?:\S+ ){0,2}(?:sebelah|tetangga|orang|teman|dia|mereka)\b|^sewa (?:ruko|rumah|kos|kontrakan|apartemen|tanah|kantor|kios) di (?:sana|sono|situ|sini)\b/;

/** Why a line tells of other people's money, or of what is offered to others. */
function whoseElse(line: string, whole: string): Open | null {
  if (shops.test(line)) return 'shop';
  if (adverts.test(line)) return 'offered';
  if (owed.test(line)) return 'others';
  if (noMove.test(whole)) return 'unsettled';
  if ((others.test(line) || others.test(whole)) && !toMe.test(whole)) return 'others';
  return offered.test(whole) && !isAct(whole) ? 'offered' : null;
}

/** Whether the person has to be asked if this happened, and why: the line of a purchase, that of the whole message, and the words of the purchase. */
export function whyOpen(line: string, whole: string, words: readonly string[]): Open | null {
  const elses = whoseElse(uncalled(line), uncalled(whole));
  if (elses !== null) return elses;
  const [over, acting] = [done.test(line), isAct(line)];
  const main = mainOf(line);
  if (isReturned(main)) return null;
  if (unsettled.test(main) && !(over && acting && !takenBack.test(main))) return 'unsettled';
  if (asked.test(main) && !over) return 'asked';
  if (priceTalk.test(main) && !acting && !isAside(line, whole)) return 'prices';
  if ((didIt.test(main) && acting) || toMe.test(main)) return null;
  return words.length > 0 && guessOpen(claimWords(whole)) >= likelyOpen ? 'likely' : null;
}

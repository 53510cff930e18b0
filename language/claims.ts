/**
 * Whether a line (`clauses.lineOf`) leaves open that this person's money moved at all. Prices are talked about, promised, compared and
 * wished for in the very words of purchases; where such words stand, the person is asked instead of believed.
 */

/** The person's own act, past or present. */
const act =
  /\b(?:beli|beliin|belikan|membeli|kebeli|pembelian|pembayaran|tuku|meuli|tumbas|bayar|bayarin|membayar|dibayar|mayar|belanja|jajan|jajanin|spent|bought|paid|nyicil|lunas|lunasin|sewa|nyewa|kasih|ngasih|kirim|transfer|traktir|nraktir|patungan|sedekah|donasi|pesan|mesen|order|checkout|co|habis|ngabisin|keluar|ngeluarin|makan|ngopi|nonton|servis|langganan|perpanjang|ganti|isi|ambil|dapat|terima|nerima|diterima|cair|masuk|dikasih|dikirim|jual|laku|got|received|earned|sold|sarapan|parkir|potong|kena)\b|\bjadi #/;

/** It is over: whatever else is said, this happened. */
const done = /\b(?:sudah|tadi|barusan|baru aja|akhirnya|jadinya|habis|telah|lunas|already|just|finally|kesampaian|terpaksa)\b/;

/** Conditions, guesses, limits and what is not settled; no act makes them certain. */
const unsettled =
  /\b(?:kalau|jika|bila|misal|misalnya|misalkan|andai|andaikan|seandainya|andaikata|if|unless|suppose|kayaknya|kayanya|kayane|sepertinya|kyknya|mungkin|perkiraan|estimasi|taksiran|maks|maksimal|max|minimal|mentok|maybe|probably|perhaps|might|supposed|entar|ntar|nanti|bakal|bakalan|belum|jangan|batal|tolak|nolak|ditolak|gagal|pending|failed|rejected|tertunda|ketahan|janji(?! jiwa)|janjinya|janjiin|dijanjiin|dijanjikan|menjanjikan|promised|promises|disuruh|nyuruh|suruh|nagih|kudu|mesti|harus|harusnya|wajib|seharusnya|penipu|penipuan|nipu|scam|mimpi|bohong|boong|bercanda|becanda|niat|rencana|wacana|tadinya|gajian nanti|owes|owe|hampir|nyaris|almost)\b|\b(?:bulan|minggu|tahun|pekan) depan\b|\bnext (?:week|month|year)\b/;

/** Talk of prices, places and times that no purchase belongs to. */
const priceTalk =
  /\b(?:mahal|mahalnya|murah|murahnya|lucu|gemes|gemas|ampun|worth|harganya|hargane|regane|pricelist|promo|promonya|diskon|sale|mulai|starting|katalog|sekarang|saiki|dulu|jaman|zaman|masih|biasanya|biasane|normalnya|standarnya|pasaran|pasarannya|rata|kata|katanya|ceunah|jarene|denger|dengar|viral|berita|kok|masa|masak|emang|emangnya|memang|kenapa|pantes|pantesan|dibandrol|dibanderol|seharga|costs|cost|priced|price|worth|expensive|cheap|says|said|heard|lagi nabung|lagi ngumpulin|impian|cita|langkah)\b|\bper (?:liter|kilo|kg|gram|hari|malam|jam|meter|month|night|kilogram)\b|\b(?:di|nang) (?:sana|sono|kono)\b/;

/** Offered to others. */
const offered =
  /\b(?:dijual|disewakan|dikontrakkan|dilelang|lelang|wts|wtb|jastip|open po|po|lowongan|loker|hadiahnya|for sale|on sale)\b/;

/** Called by name; when they pay, it is mostly to this person. */
const named = '(?:(?:si|pak|bu|bang|mas|mbak|kak|om|tante|bude|pakde|cak|koh|ci|mang|teh|kang) (?!saya)\\S+)';
const person =
  '(?:dia|doi|mereka|teman|temenku|temanku|sahabat|tetangga|sepupu|bos|boss|atasan|ibu|bapak|ayah|bunda|mama|mamah|papa|papah|emak|kakak|abang|adik|adek|istri|bojo|suami|pacar|mertua|ipar|om|tante|nenek|kakek|kakakku|adikku|mamaku|ibuku|bapakku|istriku|suamiku|pacarku|orang|artis|my (?:friend|mom|dad|mother|father|brother|sister|wife|husband|boss|roommate|neighbor|neighbour|boyfriend|girlfriend|cousin|colleague)|he|she|they|friend)';
/** What another one does is another one's money, unless it comes to this person. */
const others = new RegExp(
  `^(?:(?:tadi|kemarin|barusan|kata|the|hari ini|ternyata|untung|untungnya) )*(?:${person}|${named}(?! bayar| sudah bayar| lunas))(?: (?:saya|ku|kantor|kos|kosan|sekolah|kuliah|kerja|sebelah|rumah|cewek|cowok|kecil|besar|baru|sudah|tadi|barusan|habis|just|has|suka|malah|juga|lagi|kemarin|dari|tiap))* (?:beli|beliin|belanja|jajan|makan|ngopi|habis|ngabisin|keluar|kena|minta|mintak|nitip|titip|janji|punya|menang|jual|sewa|nyewa|pesan|mesen|order|checkout|servis|nabung|nyicil|bayar|bayarin|kehilangan|ilang|hilang|isi|ganti|mau|pengen|pinjam|minjam|traktir|nraktir|bought|spent|spends|paid|buys|pays|wants|asked|earns|makes|got|lost|sold|ngasih|kasih|kasi)\\b(?! (?:\\S+ )?(?:saya|aku|me)\\b)(?<!(?:ngasih|kasih|kasi)(?= (?:#|uang|duit)))(?! utang| hutang| balik)`,
);
/** What others want or leave with this person. */
const asked =
  /\b(?:minta|mintak|nitip|dititipi|(?<!jasa )titip|diminta|nawarin|ditawarin|ditawari|ngajak|asked|asks|wants|minjam|mau pinjam)\b/;

/** Whether the person has to be asked if this happened; `text` is the whole message, where a question mark tells as much. */
export function leavesOpen(line: string, whole: string): boolean {
  if (others.test(line) || others.test(whole) || (offered.test(whole) && !act.test(whole))) return true;
  const over = done.test(line);
  if (
    unsettled.test(line) &&
    !(over && act.test(line) && !/\b(?:belum|jangan|batal|kalau|if|gagal|ditolak|hampir|nyaris)\b/.test(line))
  )
    return true;
  if (asked.test(line) && !over) return true;
  return priceTalk.test(line) && !act.test(line) && !over;
}

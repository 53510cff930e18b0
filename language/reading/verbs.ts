/**
 * Verbs of everyday Indonesian by their roots. Chat forms them freely ("nyervis", "diservisin", "kuservis", "servisnya"), so that a list of forms never ends;
 * the roots are few.
 */

/** How a verb is used: by its subject, or of it ("dibayar"), or by "I" grown to it ("kubayar"). */
export type Voice = 'active' | 'passive' | 'mine';

/** A reading of a word as a form of a root. */
export interface Form {
  root: string;
  voice: Voice;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** What is done with money and nothing else: any object will do. */
export const buying = setOf(
  `beli bayar lunas checkout order pesan pesen sawer jual sold belanja jajan borong kulak sumbang tebus sewa cicil langgan perpanjang patung amplop traktir donasi sedekah infaq zakat bought buy paid pay spent ordered purchased
  tuku tumbas tumbasaken meuli mundut numbas`,
);
/** What costs money when it is done to a thing that is bought or served. */
export const serving = setOf(
  `servis service ganti tambal cuci cukur potong pangkas pijat urut creambath fotokopi copy print cetak jilid laundry setrika jahit permak bener baik isi nonton makan minum ngopi sarap sarapan parkir
  naik main renang karaoke periksa kontrol cabut rontgen suntik imunisasi vaksin terapi kasih setor transfer kirim topup ambil sedot pasang daftar ikut booking tukang tonton dandan facial spa smoothing rebonding manicure tato took rode had grabbed got filled fixed
  refilled ate drank watched topped renewed donated mampir nginap antar jemput angkut rental`,
);
/** What hands something over, which need not be money. */
export const giving = setOf('kasih kirim transfer setor sumbang beri masuk bagi');

/** Clitics and endings, outermost first; each may be absent. */
const clitics = ['nya', 'ne', 'e'];
const suffixes = ['kan', 'ken', 'ake', 'in', 'i', 'keun'];

/** What a nasal prefix hides: "nyuci" is cuci, "motong" potong, "nambal" tambal, "ngirim" kirim. */
const hidden: readonly [nasal: string, initials: readonly string[]][] = [
  ['nge', ['']],
  ['ng', ['', 'k']],
  ['ny', ['s', 'c']],
  ['n', ['t', '']],
  ['m', ['p', 'f', '']],
];

/** Shortest root; shorter ones are found in any word. */
const rootLetters = 3;

/** Longest word looked at, in letters. */
const wordLetters = 24;

/** A word without its endings, itself first. */
function trimmed(word: string): string[] {
  const bare = [word, ...clitics.flatMap((clitic) => (word.endsWith(clitic) ? [word.slice(0, -clitic.length)] : []))];
  return bare.flatMap((stem) => [
    stem,
    ...suffixes.flatMap((suffix) => (stem.endsWith(suffix) ? [stem.slice(0, -suffix.length)] : [])),
  ]);
}

/** A stem with its nasal prefix taken off in every way it may have been formed. */
const unprefixed = (stem: string): string[] =>
  hidden.flatMap(([nasal, initials]) =>
    stem.startsWith(nasal) ? initials.map((initial) => initial + stem.slice(nasal.length)) : [],
  );

/** Money verbs that "I" is grown to: "kusetor", "takbayar". */
const grown =
  /^(?:ku|tak)((?:setor|transfer|tarik|bayar|beli|isi|kirim|pindah|simpan|ambil|tabung|topup|kasih|jual|tebus|cicil|lunas|traktir|sewa|pesan|ganti|servis|catat|titip|sumbang|belanja|pinjam|terima|dapat|makan|minum)\p{L}{0,4})$/u;

/** A verb without the "I" grown to it. */
export const withoutI = (word: string): string => grown.exec(word)?.[1] ?? word;

/** Every root and voice a word may be read as. */
function readings(word: string): Form[] {
  const forms: Form[] = [];
  const add = (stem: string, voice: Voice): void => {
    for (const root of trimmed(stem)) if (root.length >= rootLetters) forms.push({ root, voice });
  };
  add(word, 'active');
  for (const stem of unprefixed(word)) add(stem, 'active');
  if (word.startsWith('me')) for (const stem of [word.slice(2), ...unprefixed(word.slice(2))]) add(stem, 'active');
  if (word.startsWith('ber')) add(word.slice(3), 'active');
  for (const prefix of ['ku', 'tak']) if (word.startsWith(prefix)) add(word.slice(prefix.length), 'mine');
  for (const prefix of ['di', 'ter', 'ke']) if (word.startsWith(prefix)) add(word.slice(prefix.length), 'passive');
  return forms;
}

/** A word as a form of one of some roots; null when it is none. */
export function formOf(word: string, roots: ReadonlySet<string>): Form | null {
  if (word.length > wordLetters) return null;
  return readings(word).find(({ root }) => roots.has(root)) ?? null;
}

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

/** Clitics and endings, outermost first; each may be absent. */
const clitics = ['nya', 'ku', 'mu', 'ne', 'e'];
const suffixes = ['kan', 'ken', 'ake', 'in', 'an', 'i', 'keun'];

/** What a nasal prefix hides: "nyuci" is cuci, "motong" potong, "nambal" tambal, "ngirim" kirim. */
const hidden: readonly [nasal: string, initials: readonly string[]][] = [
  ['nge', ['']],
  ['ng', ['', 'k', 'g']],
  ['ny', ['s', 'c']],
  ['n', ['t', '']],
  ['m', ['p', '']],
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
  /^(?:ku|tak)((?:setor|transfer|tarik|bayar|beli|isi|kirim|pindah|simpan|ambil|tabung|topup|kasih|jual|tebus|cicil|lunas|traktir|sewa|pesan|ganti|servis|catat|titip|sumbang|belanja|pinjam)\p{L}{0,4})$/u;

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

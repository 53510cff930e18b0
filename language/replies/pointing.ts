import { readMessage } from '../interpret.ts';
import type { Category } from '../interpretation.ts';
import { matchNamed, namedBy } from '../lexicon/match.ts';
import type { Reader } from '../locale.ts';
import type { BookedEntry } from '../proposal.ts';
import { type Message, placesOf } from '../reading/clauses.ts';
import { tokenize } from '../reading/tokens.ts';
import { wordAt } from '../requests/commandLine.ts';
import { pointers } from '../requests/pointers.ts';
import { walletMeant } from '../wallets/wallets.ts';

/** What follows these words is what an entry is to become; what stands before tells which is meant. */
const becomes =
  /\b(?:harusnya|seharusnya|mestinya|jadi|jadiin|jadikan|menjadi|ke|should(?: have)?(?: be| been)?|to|into|bukan|not)\b/i;

/** Words in which a text that corrects something names it: "kopi" in "kopi tadi harusnya 30rb"; none when it names nothing, or a wallet. */
export function correctedThing(text: string): string[] {
  if (walletMeant(text) !== null) return [];
  const head = becomes.exec(text)?.index ?? 0;
  // "yang tadi itu transport, bukan makan": what the last one is, not another one.
  const isLast = atLast.test(text);
  return wordsOf(text.slice(0, head)).filter((word) => !pointers.has(word) && !(isLast && namedBy([word]) !== null));
}

/** Points at the last one by no more than that. */
const atLast = /\b(?:yang|yg|nu|sing|transaksi|catatan)\s+(?:td|tadi|barusan|terakhir|mau)\b/i;

/** Whether a text holds a word of the note or merchant of one of the entries. */
export function mentions(text: string, entries: readonly Pick<BookedEntry, 'note' | 'merchant'>[]): boolean {
  const words = new Set(wordsOf(text).filter((word) => !pointers.has(word)));
  return entries.some(({ note, merchant }) => wordsOf(`${note} ${merchant ?? ''}`).some((word) => words.has(word)));
}

/** Which booked entries a text points at. */
export type Pointed =
  /** None in particular: the last. */
  | { at: 'last' }
  /** Those it names, in the order they were given; empty when what it names is not there. */
  | { at: 'named'; entries: BookedEntry[] };

const bare = (word: string): string => (word.length > 5 && word.endsWith('nya') ? word.slice(0, -3) : word);

const wordsOf = (text: string): string[] =>
  tokenize(text).flatMap(({ kind }, place, tokens) => (kind === 'word' ? [bare(wordAt(tokens, place))] : []));

/** What an entry is to become is told beside which one it is: "kopi yang tadi 28rb bukan 25rb", "yang bensin transport". */
export interface Becoming {
  amount?: string;
  category?: Category;
  occurredOn?: string;
}

/** What stands before a price that is right and one that is not. */
const contrasted = /\d[\d.,]*\s?(?:rb|ribu|k|jt|juta|000)?\b[^\d]{0,20}\b(?:bukan|bkn|not|instead of)\s+(?:rp\.?\s?)?\d/i;

/** The part of a text that tells which entry is meant. */
function headOf(text: string): string {
  const ends = [text.search(becomes), text.search(contrasted)].filter((end) => end >= 0);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}

/**
 * Reads which of the entries "hapus yang bensin", "kategori yang kopi harusnya jajan" or "kopi kemarin harusnya 30rb" means: by words of
 * their note or merchant, by amount and by day.
 * @param set what becomes of them, as far as it was read: that tells no entry.
 */
export function entriesPointedAt(text: string, entries: readonly BookedEntry[], reader: Reader, set: Becoming = {}): Pointed {
  const message = readMessage(headOf(text), reader);
  const said = message.dates.filter(
    ({ day, first }) => day !== null && day !== set.occurredOn && !justNow.has(message.tokens[first]?.norm ?? ''),
  );
  const days = said.map(({ day }) => day);
  const amounts = moneyIn(message).filter((value) => value !== set.amount);
  const taken = placesOf([...message.dates, ...message.amounts]);
  const words = message.tokens.flatMap(({ kind }, place) => {
    const word = bare(wordAt(message.tokens, place));
    return kind !== 'word' || taken.has(place) || pointers.has(word) || isSet(word, set) ? [] : [word];
  });
  if (words.length === 0 && amounts.length === 0 && days.length === 0) return { at: 'last' };
  const fits = entries.filter(
    (entry) => (amounts.length === 0 || amounts.includes(entry.amount)) && (days.length === 0 || days.includes(entry.occurredOn)),
  );
  if (words.length === 0) return { at: 'named', entries: fits };
  const hits = fits.map((entry) => {
    const own = new Set(wordsOf(`${entry.note} ${entry.merchant ?? ''}`));
    return { entry, count: words.filter((word) => own.has(word)).length };
  });
  const best = Math.max(0, ...hits.map(({ count }) => count));
  const named = best === 0 ? [] : hits.flatMap(({ entry, count }) => (count === best ? [entry] : []));
  const denied = moneyIn(readMessage(denial.exec(text)?.[1] ?? '', reader));
  const told = named.filter(({ amount }) => denied.includes(amount));
  return { at: 'named', entries: told.length > 0 ? told : named };
}

/** What an entry is said not to be: "28rb bukan 25rb". */
const denial = /\b(?:bukan|bkn|not|instead of)\s+([^,;]+)/i;

const moneyIn = ({ amounts }: Message): string[] =>
  amounts.flatMap(({ kind, value }) => (kind === 'money' && value !== null ? [String(value)] : []));

/** Days that say no more than that it was a moment ago. */
const justNow = new Set(['tadi', 'barusan']);

const isSet = (word: string, { category }: Becoming): boolean => category !== undefined && matchNamed([word]) === category;

import { lookAlikes } from '../lexicon/lookAlikes.ts';
import { knownWord, uncovered } from '../lexicon/match.ts';
import { wallets } from '../lexicon/merchants.ts';
import { people, titles } from '../lexicon/people.ts';
import { commonPlaces, placeNames, shopKinds } from '../lexicon/places.ts';
import { plainWords } from '../lexicon/plain.ts';
import { type Clause, type Message, wordsOf } from '../reading/clauses.ts';
import { counters } from '../reading/numberKinds.ts';
import type { Token } from '../reading/tokens.ts';
import { bankNames, mentionsIn } from '../wallets/walletNames.ts';

/** Words before the name of a shop. */
const leads = new Set(['di', 'at', 'from', '@']);

/** Longest name of a shop, in words. */
const nameWords = 3;

/** Words that end a name. */
const enders = new Set(
  'buat untuk bareng sama dan tadi kemarin pakai total habis bayar yang dengan for with and on to di ke dari cuma kena harga'.split(
    ' ',
  ),
);

/** Meals are had at places with names, so that a word nobody knows after "di" is most likely one ("ramen at ippudo", "ngopi di kopikina"). */
const meals = new Set(
  'makan lunch dinner breakfast brunch sarapan ngopi nongkrong coffee ramen sushi pizza burger steak dimsum ayce bukber bakso mie nasi ayam sate soto bebek seafood kopi dessert boba martabak'.split(
    ' ',
  ),
);

/** Banks that a loan is paid back to: "angsuran kpr ke btn", "cicilan motor bri". */
const loans = new Set('kpr kta kur cicilan angsuran kredit pinjaman cc ngangsur nyicil cicil motor mobil rumah'.split(' '));

/** The bank that an instalment was paid to; null where it only tells what it was paid from, or none is named. */
export function lenderIn({ tokens }: Message, clauses: readonly Clause[]): string | null {
  for (const { first, last } of clauses) {
    const told = tokens.slice(first, last + 1);
    const bank = mentionsIn(told, []).find(({ name, lead, first: at }) => {
      if (!bankNames.has(name)) return false;
      return lead === null ? loans.has(told[at - 1]?.norm ?? '') : lead === 'ke' || lead === 'to' || lead === 'kartu';
    });
    if (bank) return bank.name;
  }
  return null;
}

/**
 * A shop that no list knows, by the way it is written: a kind of shop and a name ("di toko sinar jaya", "Apotek Sehat"), a name in capitals
 * after "di" ("ngopi di Tanamera"), or a word nobody knows where a meal was had. Null when none is clearly named.
 */
export function shopIn(message: Message, clauses: readonly Clause[]): string | null {
  const shouted = !message.tokens.some((token) => token.kind === 'word' && /^\p{Ll}/u.test(token.text) && token.text.length > 2);
  for (const { first, last } of clauses) {
    for (let index = first; index <= last; index++) {
      const led = leads.has(message.tokens[index - 1]?.norm ?? '');
      const name = nameAt(message, index, last, led, !shouted);
      if (name !== null) return name;
    }
  }
  return mealAt(message, clauses);
}

/** The name of a place where a meal was had, written small. */
function mealAt(message: Message, clauses: readonly Clause[]): string | null {
  const words = clauses.flatMap((clause) => wordsOf(message, clause));
  const { tokens } = message;
  if (!words.some((word) => meals.has(word))) return null;
  for (const { first, last } of clauses) {
    for (let index = first + 1; index <= last; index++) {
      const [lead, name] = [tokens[index - 1], tokens[index]];
      if (!lead || !name || !leads.has(lead.norm) || !isUnknown(message, name, index)) continue;
      const next = tokens[index + 1];
      const more = next && index < last && isUnknown(message, next, index + 1) ? [next.text] : [];
      return [name.text, ...more].map(capitalised).join(' ');
    }
  }
  return null;
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Words of everyday language that are in no list of ours for what they mean. */
const everydayWords: ReadonlySet<string> = new Set(lookAlikes);

/** Shortest name taken of a word written small. */
const nameLetters = 4;

/** Whether a word may be a name and nothing else: no thing, place, person, wallet or word that goes on. */
const isUnknown = ({ money, dated }: Message, { kind, norm, mended }: Token, at: number): boolean =>
  kind === 'word' &&
  norm.length >= nameLetters &&
  mended === undefined &&
  !(money.has(at) || dated.has(at)) &&
  ![enders, placeNames, shopKinds, people, wallets, counters, plainWords, commonPlaces, everydayWords].some((known) =>
    known.has(norm),
  ) &&
  uncovered([norm]).length > 0;

function nameAt(message: Message, index: number, last: number, led: boolean, caseTells: boolean): string | null {
  const token = message.tokens[index];
  if (token?.kind !== 'word') return null;
  const capital = caseTells && isCapital(token);
  const kind = shopKinds.has(token.norm) && (led || capital);
  if (!kind && !(led && capital && !placeNames.has(token.norm))) return null;
  const next = message.tokens[index + 1];
  // "butik mbak rara", "warung bu kris"
  const person = kind && next !== undefined && index < last && titles.has(next.norm);
  const words = person ? [token.text, next.text] : [token.text];
  const least = words.length + (kind ? 1 : 0);
  for (let at = index + words.length; at <= last && words.length < nameWords + (kind ? 1 : 0); at++) {
    const more = message.tokens[at];
    if (!more || !belongs(message, more, at, capital)) break;
    words.push(more.text);
  }
  if (words.length < least) return null;
  return words.map(capitalised).join(' ');
}

/** Whether a word goes on with a name: in capitals after capitals, else no everyday word. */
function belongs({ money, dated }: Message, token: Token, at: number, capital: boolean): boolean {
  if (token.kind !== 'word' || money.has(at) || dated.has(at) || enders.has(token.norm)) return false;
  return capital ? isCapital(token) : !placeNames.has(token.norm) && !knownWord(token.norm);
}

const isCapital = ({ text }: Token): boolean => /^\p{Lu}/u.test(text);

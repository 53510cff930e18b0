import type { DraftEntry, EntryType, Evidence } from './interpretation.ts';
import { type Token, tokenize } from './tokens.ts';

/** The wallet money comes from and goes to unless another is said. */
export const cash = 'Tunai';

/** E-wallets and banks people name in chat, by the words they are called by; the wallets a book has itself come before them. */
const knownWallets: Record<string, string> = {
  gopay: 'GoPay',
  ovo: 'OVO',
  dana: 'DANA',
  shopeepay: 'ShopeePay',
  shopepay: 'ShopeePay',
  spay: 'ShopeePay',
  linkaja: 'LinkAja',
  bca: 'BCA',
  mandiri: 'Mandiri',
  livin: 'Mandiri',
  bri: 'BRI',
  brimo: 'BRI',
  bni: 'BNI',
  bsi: 'BSI',
  btn: 'BTN',
  cimb: 'CIMB',
  permata: 'Permata',
  danamon: 'Danamon',
  jago: 'Jago',
  seabank: 'SeaBank',
  jenius: 'Jenius',
  cash: cash,
  tunai: cash,
  kontan: cash,
  kes: cash,
};

/** Names that are everyday words as well ("dana darurat", "jago!"): they count only where a word of paying stands before them. */
const everyday = new Set(['dana', 'jago', 'mandiri', 'permata']);

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words of paying before a wallet. */
const paidBy = setOf('pakai makai via lewat melalui by using with through qris debit potong');
/** Where money is taken from, and where income arrives. */
const takenFrom = setOf('dari from');
const arrivesIn = setOf('ke masuk to into di in');
const leads = new Set([...paidBy, ...takenFrom, ...arrivesIn]);
/** What a wallet is called before its name. */
const kinds = setOf(
  'saldo rekening rek kartu bank dompet dompetnya wallet walletnya ewallet e akun aplikasi app debit atm mbanking my the',
);
/** What belongs to a name after it. */
const tails = setOf('mobile ku saya aku gw gue aja digital debit coins');
/** A name with one of these is another thing: a loan, a fund. */
const others = setOf('later paylater pinjam');
/** What may follow "dana" where it is the wallet; any other word makes a fund of it. */
const afterFund = setOf('untuk buat tadi kemarin aja ya dong deh dan sama terus di ke bukan for and saya aku');
const scales = setOf('ribu rb rebu k jt juta ratus rupiah perak');
const everything = setOf('semua semuanya all everything keduanya dua2nya');

/** A wallet as a text names it. */
interface Mention {
  name: string;
  /** The word of paying before it; null where it stands bare. */
  lead: string | null;
  /** Token places it covers, with the words that lead to it. */
  first: number;
  last: number;
}

const wordsOf = (text: string): string[] => tokenize(text).map(({ norm }) => norm);

/** Wallets by the words they are known by, the longest first; those of the book before the common ones. */
function namesOf(own: readonly string[]): { words: readonly string[]; name: string }[] {
  const called = own.map((name) => ({ words: wordsOf(name), name })).filter(({ words }) => words.length > 0);
  const common = Object.entries(knownWallets).map(([word, name]) => {
    const holding = called.filter(({ words }) => words.includes(word));
    const [only] = holding;
    return { words: [word], name: only && holding.length === 1 ? only.name : name };
  });
  return [...called, ...common].sort((one, other) => other.words.length - one.words.length);
}

/** Most wallets looked at in one text: as many as entries are read from one. */
const mentions_max = 50;

/** Every wallet a text names, whatever it says of it. */
function mentionsIn(tokens: readonly Token[], own: readonly string[]): Mention[] {
  const names = namesOf(own);
  const mentions: Mention[] = [];
  for (let index = 0; index < tokens.length && mentions.length < mentions_max; index++) {
    const found = names.find(({ words }) => words.every((word, offset) => tokens[index + offset]?.norm === word));
    if (!found) continue;
    let last = index + found.words.length - 1;
    if (isOtherThing(found.words, tokens[last + 1])) continue;
    while (tails.has(tokens[last + 1]?.norm ?? '')) last++;
    mentions.push({ name: found.name, ...leadTo(tokens, index), last });
    index = last;
  }
  return mentions;
}

/** "e-wallet", "wallet: ovo" */
const isPunctuated = (token: Token | undefined): boolean => token?.norm === '-' || token?.norm === ':';

/** The words before a name: what kind of wallet it is, and a word of paying. */
function leadTo(tokens: readonly Token[], name: number): Pick<Mention, 'lead' | 'first'> {
  let first = name;
  while (kinds.has(tokens[first - 1]?.norm ?? '') || isPunctuated(tokens[first - 1])) first--;
  const before = tokens[first - 1]?.norm ?? '';
  if (leads.has(before)) return { lead: before, first: first - 1 };
  return { lead: first < name ? (tokens[first]?.norm ?? null) : null, first };
}

function isOtherThing([word = '']: readonly string[], next: Token | undefined): boolean {
  if (next?.kind !== 'word') return false;
  return others.has(next.norm) || (word === 'dana' && !afterFund.has(next.norm) && !tails.has(next.norm));
}

/** Whether a mention tells where the money of such an entry was, and not whom it went to or came from. */
function tellsWallet(mention: Mention, tokens: readonly Token[], type: EntryType): boolean {
  const { lead, first, last } = mention;
  if (type === 'transfer') return false;
  if (lead === null) return !everyday.has(tokens[first]?.norm ?? '') && closesAmount(tokens, first, last);
  if (takenFrom.has(lead)) return type === 'expense';
  return arrivesIn.has(lead) ? type === 'income' : paidBy.has(lead) || closesAmount(tokens, first, last);
}

/** "makan 25rb gopay": bare, right behind an amount, with nothing after it. */
function closesAmount(tokens: readonly Token[], first: number, last: number): boolean {
  const before = tokens[first - 1];
  const isAmount = before?.kind === 'number' || scales.has(before?.norm ?? '') || before?.norm === '(';
  return isAmount && tokens[last + 1]?.kind !== 'word' && tokens[last + 1]?.kind !== 'number';
}

/** Marks that part what was bought with one wallet from what was bought with another; joining words do not. */
const isBreak = ({ kind, norm }: Token): boolean =>
  kind === 'break' || norm === ',' || norm === ';' || norm === ':' || norm === '.';

/** The places of the amounts of entries, in order; null for one the text does not hold. */
function placesOf(text: string, tokens: readonly Token[], entries: readonly DraftEntry[]): (number | null)[] {
  let from = 0;
  return entries.map(({ evidence }) => {
    const quote = evidence.find(({ field, source }) => field === 'amount' && source !== 'receipt')?.quote ?? '';
    const at = quote === '' ? -1 : text.indexOf(quote, from);
    if (at < 0) return null;
    from = at + quote.length;
    return tokens.findIndex(({ end }) => end > at);
  });
}

/** The stretch of a text between two breaks that holds a token. */
function stretchOf(tokens: readonly Token[], index: number): { first: number; last: number } {
  const isInside = (place: number): boolean => {
    const token = tokens[place];
    return token !== undefined && !isBreak(token);
  };
  let [first, last] = [index, index];
  while (isInside(first - 1)) first--;
  while (isInside(last + 1)) last++;
  return { first, last };
}

function paidWith(entry: DraftEntry, name: string, quote: string): DraftEntry {
  const spoken = entry.evidence.some(({ field, source }) => field === 'amount' && source === 'transcript');
  const evidence: Evidence = { field: 'wallet', source: spoken ? 'transcript' : 'text', quote };
  const at = entry.note.toLowerCase().indexOf(quote.toLowerCase());
  const rest = at < 0 ? entry.note : entry.note.slice(0, at) + entry.note.slice(at + quote.length);
  return {
    ...entry,
    wallet: name,
    note: rest
      .replace(/\s+/g, ' ')
      .replace(/[\s(,;:-]+$/, '')
      .trim(),
    evidence: [...entry.evidence, evidence],
  };
}

/** What a text says of wallets, and where its amounts stand. */
interface Said {
  text: string;
  tokens: readonly Token[];
  mentions: readonly Mention[];
  /** Of each entry; null for one the text does not hold. */
  places: readonly (number | null)[];
}

/** The amounts between the same breaks as a mention. */
function amountsBeside({ tokens, places }: Said, mention: Mention): number[] {
  const { first, last } = stretchOf(tokens, mention.first);
  return places.flatMap((place) => (place !== null && place >= first && place <= last ? [place] : []));
}

/** A wallet for all entries: it stands by itself, or a word says so beside it. */
const isGeneral = (said: Said, mention: Mention): boolean =>
  said.places.length === 1 || amountsBeside(said, mention).length === 0 || spanOf(said.tokens, mention).all;

/** The tokens of a mention, with a word that makes it one for all. */
function spanOf(tokens: readonly Token[], { first, last }: Mention): { first: number; last: number; all: boolean } {
  const before = everything.has(tokens[first - 1]?.norm ?? '');
  const after = everything.has(tokens[last + 1]?.norm ?? '');
  return { first: before ? first - 1 : first, last: after ? last + 1 : last, all: before || after };
}

/** Of the wallets an entry could have the one that is meant: what stands beside its amount, behind it unless the wallets stand in front. */
function walletFor(said: Said, entry: DraftEntry, place: number | null): Mention | undefined {
  const telling = said.mentions.filter((mention) => tellsWallet(mention, said.tokens, entry.type));
  const beside = place === null ? [] : telling.filter((mention) => amountsBeside(said, mention).includes(place));
  const [opening] = beside;
  if (!opening || place === null) return telling.findLast((mention) => isGeneral(said, mention));
  const isInFront = amountsBeside(said, opening).every((amount) => amount > opening.first);
  if (isInFront) return beside.findLast(({ first }) => first < place);
  return beside.find(({ first }) => first > place) ?? beside.at(-1);
}

/**
 * Entries with the wallets their text names: "makan 25rb pakai gopay". Beside several amounts a wallet is that of what stands between the
 * same breaks, or of all of them where it stands by itself ("semua pakai ovo"). A transfer keeps its own two wallets. What the wallet
 * was said with is no part of the note.
 * @param own names of the wallets the book has beside cash.
 */
export function withWallets(entries: readonly DraftEntry[], text: string, own: readonly string[]): DraftEntry[] {
  const tokens = tokenize(text);
  const mentions = mentionsIn(tokens, own);
  if (mentions.length === 0) return [...entries];
  const said: Said = { text, tokens, mentions, places: placesOf(text, tokens, entries) };
  return entries.map((entry, index) => {
    const meant = entry.wallet === undefined ? walletFor(said, entry, said.places[index] ?? null) : undefined;
    if (!meant) return entry;
    const { first, last } = spanOf(tokens, meant);
    return paidWith(entry, meant.name, text.slice(tokens[first]?.start, tokens[last]?.end));
  });
}

/** Longest text that is looked at as nothing but the name of a wallet, in characters. */
const nameLimit = 120;

/** Words of a correction that say nothing of their own. */
const small = setOf(
  'eh oh itu ini ya iya aja deh dong sih kok tadi maaf sorry ralat koreksi tolong harusnya salah jadi ganti ubah bayar bayarnya pakainya uangnya duitnya sumbernya yang benar it was i paid should be change tapi melainkan but instead of lah nih kak min bot cuma bukan not tidak no',
);
const denials = setOf('bukan not tidak no of');
/** Words between a wallet and the one that is to take its place. */
const becomes = setOf('jadi ke to ganti');

/**
 * The wallet a correction names and nothing else: "pakai gopay", "dari bca bukan cash", "wallet ovo". Null when the text says more, or
 * leaves open which one is meant.
 * @param about words that may stand beside it: those of the entry that is pointed at.
 */
export function walletMeant(text: string, own: readonly string[] = [], about = ''): string | null {
  if (text.length > nameLimit || text.includes('#')) return null;
  const tokens = tokenize(text);
  const mentions = mentionsIn(tokens, own);
  const named = new Set(mentions.flatMap(({ first, last }) => tokens.slice(first, last + 1)));
  const things = new Set(wordsOf(about).flatMap((word) => [word, `${word}nya`]));
  const isBare = tokens.every(
    (token) =>
      named.has(token) || token.kind === 'mark' || small.has(token.norm) || everything.has(token.norm) || things.has(token.norm),
  );
  const meant = mentions.filter(({ first }) => !denials.has(tokens[first - 1]?.norm ?? ''));
  const last = meant.at(-1);
  if (!isBare || !last || (mentions.length === 1 && last.lead === null && everyday.has(tokens[last.first]?.norm ?? '')))
    return null;
  const replaces = becomes.has(last.lead ?? '') || becomes.has(tokens[last.first - 1]?.norm ?? '');
  return meant.every(({ name }) => name === last.name) || replaces ? last.name : null;
}

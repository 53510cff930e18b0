import type { DraftEntry, EntryType, Evidence } from '../interpretation.ts';
import { cut, isBreak, placesOf, stretchOf } from '../reading/stretches.ts';
import { type Token, tokenize } from '../reading/tokens.ts';
import { type Ends, endsSaid, isMove } from './transfers.ts';
import {
  arrivesIn,
  everyday,
  everything,
  eWalletNames,
  type Mention,
  mentionsIn,
  paidBy,
  scales,
  setOf,
  takenFrom,
  wordsOf,
} from './walletNames.ts';

/** Whether a mention tells where the money of such an entry was, and not whom it went to or came from. */
function tellsWallet(mention: Mention, tokens: readonly Token[], type: EntryType): boolean {
  const { lead, first, last } = mention;
  if (lead === null) return !everyday.has(tokens[first]?.norm ?? '') && standsBare(mention, tokens);
  if (takenFrom.has(lead)) return type === 'expense';
  return arrivesIn.has(lead) ? type === 'income' : paidBy.has(lead) || closesAmount(tokens, first, last);
}

/** "gopay makan 25rb", "makan gopay 25rb", "makan 25rb gopay": without a word of paying, where no thing would stand. */
function standsBare(mention: Mention, tokens: readonly Token[]): boolean {
  const { first, last, name } = mention;
  const [before, after] = [tokens[first - 1], tokens[last + 1]];
  if (closesAmount(tokens, first, last)) return true;
  if (before === undefined || isBreak(before)) return after?.kind === 'word' && !notPaying.has(after.norm);
  const isPriced = after?.kind === 'number' || after?.norm === 'rp';
  return eWalletNames.has(name) && isPriced && before.kind === 'word' && !owedTo.has(before.norm);
}

/** What follows a wallet that money comes to, or that something happens to. */
const notPaying = setOf('topup top isi ngisi ke to masuk error gagal pending ilang hilang kena admin');
/** Beside these a wallet is whom something is owed to, or what is bought. */
const owedTo = setOf(
  'cicilan admin biaya tagihan pinjaman voucher saldo cashback langganan denda iuran promo kartu potongan gift',
);

/** "makan 25rb gopay": bare, right behind an amount, with nothing after it. */
function closesAmount(tokens: readonly Token[], first: number, last: number): boolean {
  const before = tokens[first - 1];
  const isAmount = before?.kind === 'number' || scales.has(before?.norm ?? '') || before?.norm === '(';
  return isAmount && tokens[last + 1]?.kind !== 'word' && tokens[last + 1]?.kind !== 'number';
}

/** Whether an entry was spoken or written. */
const sourceOf = ({ evidence }: DraftEntry): 'text' | 'transcript' =>
  evidence.some(({ field, source }) => field === 'amount' && source === 'transcript') ? 'transcript' : 'text';

function paidWith(entry: DraftEntry, name: string, quote: string): DraftEntry {
  const evidence: Evidence = { field: 'wallet', source: sourceOf(entry), quote };
  return { ...entry, wallet: name, note: cut(entry.note, quote), evidence: [...entry.evidence, evidence] };
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

/** A transfer with the wallets its words name. */
function moved(said: Said, entry: DraftEntry, place: number | null): DraftEntry {
  const { tokens, mentions, places } = said;
  const alone = places.length === 1 || place === null;
  const own = alone ? mentions : mentions.filter((mention) => amountsBeside(said, mention).includes(place));
  const stretch = alone ? { first: 0, last: tokens.length - 1 } : stretchOf(tokens, place);
  const whole = tokens.slice(stretch.first, stretch.last + 1);
  if (entry.type === 'transfer') return between(entry, said, own, whole);
  const isOnly = alone || said.places.filter((one) => one !== null && one >= stretch.first && one <= stretch.last).length === 1;
  if (entry.type !== 'expense' || !isOnly || !isMove(own, tokens.slice(0, stretch.last + 1), stretch.first)) return entry;
  const doubts = entry.doubts.filter((doubt) => doubt !== 'category_unsure' && doubt !== 'direction_unsure');
  return between({ ...entry, type: 'transfer', category: null, merchant: null, doubts }, said, own, whole);
}

/** A transfer with its two wallets, as far as they are named, and the words that do. */
function between(entry: DraftEntry, { text, tokens }: Said, own: readonly Mention[], whole: readonly Token[]): DraftEntry {
  const ends = endsSaid(own, tokens, whole);
  const evidence = (['wallet', 'toWallet'] as const).flatMap((field): Evidence[] => {
    const meant = own.find(({ name }) => name === ends[field]);
    return meant
      ? [{ field, source: sourceOf(entry), quote: text.slice(tokens[meant.first]?.start, tokens[meant.last]?.end) }]
      : [];
  });
  return { ...entry, ...ends, evidence: [...entry.evidence, ...evidence] };
}

/**
 * Entries with the wallets their text names: "makan 25rb pakai gopay", "isi ovo 50rb dari bca". Beside several amounts a wallet is that
 * of what stands between the same breaks, or of all of them where it stands by itself ("semua pakai ovo"). What a purchase was paid with is
 * no part of its note.
 * @param own names of the wallets the book has beside cash.
 */
export function withWallets(entries: readonly DraftEntry[], text: string, own: readonly string[]): DraftEntry[] {
  const tokens = tokenize(text);
  const mentions = mentionsIn(tokens, own);
  if (mentions.length === 0) return [...entries];
  const said: Said = { text, tokens, mentions, places: placesOf(text, tokens, entries) };
  return entries.map((told, index) => {
    if (told.wallet !== undefined) return told;
    const place = said.places[index] ?? null;
    const entry = moved(said, told, place);
    const meant = entry.type === 'transfer' ? undefined : walletFor(said, entry, place);
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
  const said = onlyWallets(text, own, about);
  if (said === null) return null;
  const { tokens, mentions, meant } = said;
  const last = meant.at(-1);
  if (!last || (mentions.length === 1 && last.lead === null && everyday.has(tokens[last.first]?.norm ?? ''))) return null;
  const replaces = becomes.has(last.lead ?? '') || becomes.has(tokens[last.first - 1]?.norm ?? '');
  return meant.every(({ name }) => name === last.name) || replaces ? last.name : null;
}

/** "bukan gopay": which wallet it was not, and nothing else. */
export function deniesWallet(text: string, own: readonly string[]): boolean {
  const said = onlyWallets(text, own, '');
  return said !== null && said.mentions.length > 0 && said.meant.length === 0;
}

/** The wallets of a text that names them and says nothing else; `meant` are those it does not deny. */
function onlyWallets(text: string, own: readonly string[], about: string) {
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
  return isBare ? { tokens, mentions, meant } : null;
}

/** Which end of a transfer a correction that {@link walletMeant} reads is about: the one it names, or whose wallet it denies. */
export function endMeant(text: string, own: readonly string[], { toWallet }: Ends): keyof Ends {
  const tokens = tokenize(text.slice(0, nameLimit));
  const mentions = mentionsIn(tokens, own);
  const meant = mentions.findLast(({ first }) => !denials.has(tokens[first - 1]?.norm ?? ''));
  const lead = meant?.lead ?? '';
  if (takenFrom.has(lead) || paidBy.has(lead)) return 'wallet';
  if (mentions.some((mention) => mention !== meant && mention.name === toWallet)) return 'toWallet';
  const isReplacing = becomes.has(tokens[(meant?.first ?? 0) - 1]?.norm ?? '');
  return arrivesIn.has(lead) && !isReplacing ? 'toWallet' : 'wallet';
}

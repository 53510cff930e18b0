import { type Token, tokenize } from '../reading/tokens.ts';

/** The wallet money comes from and goes to unless another is said. */
export const cash = 'Tunai';

/** What people call the bank where they do not say which. */
export const someBank = 'Bank';

/** Banks people name in chat, by the words they are called by. */
const banks: Record<string, string> = {
  bca: 'BCA',
  mandiri: 'Mandiri',
  livin: 'Mandiri',
  bri: 'BRI',
  brimo: 'BRI',
  bni: 'BNI',
  bsi: 'BSI',
  btn: 'BTN',
  cimb: 'CIMB',
  octo: 'CIMB',
  permata: 'Permata',
  danamon: 'Danamon',
  maybank: 'Maybank',
  ocbc: 'OCBC',
  muamalat: 'Muamalat',
  jago: 'Jago',
  seabank: 'SeaBank',
  jenius: 'Jenius',
  superbank: 'Superbank',
  neobank: 'Neobank',
  blu: 'blu',
};

/** E-wallets and cards that hold money. */
const eWallets: Record<string, string> = {
  gopay: 'GoPay',
  'go pay': 'GoPay',
  'go - pay': 'GoPay',
  ovo: 'OVO',
  dana: 'DANA',
  shopeepay: 'ShopeePay',
  'shopee pay': 'ShopeePay',
  shopepay: 'ShopeePay',
  spay: 'ShopeePay',
  linkaja: 'LinkAja',
  'link aja': 'LinkAja',
  isaku: 'i.saku',
  astrapay: 'AstraPay',
  doku: 'DOKU',
  flazz: 'Flazz',
  brizzi: 'Brizzi',
  tapcash: 'TapCash',
  emoney: 'e-money',
  'e money': 'e-money',
  'e - money': 'e-money',
  etoll: 'e-toll',
  'e toll': 'e-toll',
  'e - toll': 'e-toll',
  celengan: 'Celengan',
};

/** Every wallet that is known without a book; the wallets a book has itself come before them. */
const knownWallets: Record<string, string> = { ...banks, ...eWallets, cash, tunai: cash, kontan: cash, kes: cash };

export const bankNames: ReadonlySet<string> = new Set(Object.values(banks));
export const eWalletNames: ReadonlySet<string> = new Set(Object.values(eWallets));

/** Names that are everyday words as well ("dana darurat", "jago!"): they count only where a word of paying stands before them. */
export const everyday = new Set(['dana', 'jago', 'mandiri', 'permata', 'blu', 'octo']);

export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words of paying before a wallet. */
export const paidBy = setOf('pakai pke pk makai via lewat melalui by using with through qris debit potong');
/** Where money is taken from, and where income arrives. */
export const takenFrom = setOf('dari from');
export const arrivesIn = setOf('ke masuk to into di in');
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
export const scales = setOf('ribu rb rebu k jt juta ratus rupiah perak');
export const everything = setOf('semua semuanya all everything keduanya dua2nya');

/** A wallet as a text names it. */
export interface Mention {
  name: string;
  /** The word of paying before it; null where it stands bare. */
  lead: string | null;
  /** Token places it covers, with the words that lead to it. */
  first: number;
  last: number;
}

export const wordsOf = (text: string): string[] => tokenize(text).map(({ norm }) => norm);

/** Wallets by the words they are known by, the longest first; those of the book before the common ones. */
function namesOf(own: readonly string[]): { words: readonly string[]; name: string }[] {
  const called = own.map((name) => ({ words: wordsOf(name), name })).filter(({ words }) => words.length > 0);
  const common = Object.entries(knownWallets).map(([word, name]) => {
    const holding = called.filter(({ words }) => words.includes(word));
    const [only] = holding;
    return { words: word.split(' '), name: only && holding.length === 1 ? only.name : name };
  });
  return [...called, ...common].sort((one, other) => other.words.length - one.words.length);
}

/** Most wallets looked at in one text: as many as entries are read from one. */
const mentions_max = 50;

/** Every wallet a text names, whatever it says of it. */
export function mentionsIn(tokens: readonly Token[], own: readonly string[]): Mention[] {
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

/** The wallet a person calls so: one of the book, else a known one, else one of that name; cash where none is said. */
export function walletNamed(said: string | null, own: readonly string[]): string {
  if (said === null) return cash;
  const [mention] = mentionsIn(tokenize(said), own);
  return mention?.name ?? said.charAt(0).toUpperCase() + said.slice(1);
}

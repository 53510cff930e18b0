import type { DraftEntry } from '../interpretation.ts';
import type { Token } from '../reading/tokens.ts';
import { arrivesIn, bankNames, cash, type Mention, paidBy, someBank, takenFrom } from './walletNames.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words of taking money out of where it lies. */
const withdrawing = setOf('tarik narik tarikan penarikan ambil ngambil withdraw withdrew withdrawal atm cairin nyairin cashout');
/** Words of bringing cash to where it is kept. */
const depositing = setOf(
  'setor nyetor setoran setorin nyetorin disetor deposit deposited nabung menabung tabung masukin simpan nyimpan',
);
/** Words of filling a wallet, which stands right behind them or before them. */
const filling = setOf('topup top up isi ngisi isiin nopup reload ulang');
/** Words of moving money, whatever it is moved between. */
const moving = setOf('pindah pindahin mindahin mindah pindahkan geser move moved transfer oper');

/** The two wallets of a transfer, where they are known. */
export type Ends = Pick<DraftEntry, 'wallet' | 'toWallet'>;

const has = (tokens: readonly Token[], words: ReadonlySet<string>): boolean => tokens.some(({ norm }) => words.has(norm));

/** Which end of a transfer a mention is by the words around it; null where they do not tell. */
function endOf(mention: Mention, tokens: readonly Token[], whole: readonly Token[]): keyof Ends | null {
  const { lead, first, last, name } = mention;
  const takesOut = has(whole, withdrawing);
  const led = endLed(lead, takesOut);
  if (led !== null) return led;
  if (name === cash) return takesOut ? 'toWallet' : has(whole, depositing) ? 'wallet' : null;
  const next = tokens[last + 1]?.norm ?? '';
  if (filling.has(tokens[first - 1]?.norm ?? '') || filling.has(next)) return 'toWallet';
  return takesOut || next === 'ke' || next === 'to' ? 'wallet' : null;
}

/** What the word before a wallet tells: "dari bca", "di atm bca", "ke gopay". */
function endLed(lead: string | null, takesOut: boolean): keyof Ends | null {
  if (lead === null) return null;
  if (takenFrom.has(lead) || paidBy.has(lead)) return 'wallet';
  if (!arrivesIn.has(lead)) return null;
  return takesOut && (lead === 'di' || lead === 'in') ? 'wallet' : 'toWallet';
}

/**
 * The wallets a text moves money between, by those it names: "dari bca ke gopay", "isi ovo pakai bca", "tarik tunai di atm bca".
 * @param mentions the wallets named where the transfer is told, in order.
 * @param whole the tokens that tell of it.
 */
export function endsSaid(mentions: readonly Mention[], tokens: readonly Token[], whole: readonly Token[]): Ends {
  const ends: Ends = {};
  const open: Mention[] = [];
  for (const mention of mentions) {
    const end = endOf(mention, tokens, whole);
    if (end !== null && ends[end] === undefined) ends[end] = mention.name;
    else if (end === null) open.push(mention);
  }
  // Bare, money comes to a wallet: "topup 100rb gopay".
  for (const { name } of open) {
    if (ends.toWallet === undefined && ends.wallet !== name) ends.toWallet = name;
    else if (ends.wallet === undefined && ends.toWallet !== name) ends.wallet = name;
  }
  return ends.wallet === ends.toWallet ? { toWallet: ends.toWallet } : ends;
}

/** What may follow a wallet money is moved to; another word makes it that of a person ("ke bca budi"). */
const afterEnd = setOf('dari from pakai via lewat tadi kemarin ya aja dong buat untuk sama dan terus rp');

/**
 * Whether words that are no transfer by themselves move money between wallets: "gopay ke ovo 50rb", "isi kas kecil 100rb".
 * @param start token place at which they begin.
 */
export function isMove(mentions: readonly Mention[], tokens: readonly Token[], start: number): boolean {
  const isMoved = moving.has(tokens[start]?.norm ?? '');
  return mentions.some((mention) => {
    const { lead, first, last, name } = mention;
    const next = tokens[last + 1];
    if (next?.kind === 'word' && !afterEnd.has(next.norm)) return false;
    if (lead === null) return filling.has(tokens[first - 1]?.norm ?? '');
    const leaves = mentions.some((other) => other.name !== name && endOf(other, tokens, tokens) === 'wallet');
    return (lead === 'ke' || lead === 'to' || lead === 'into') && (leaves || isMoved);
  });
}

/** The bank of a book: the first it has whose name is one, else some bank. */
function bankOf(own: readonly string[], except: string | undefined): string {
  const known = own.find((name) => name !== except && (bankNames.has(name) || name === someBank));
  return known ?? (except === someBank ? cash : someBank);
}

/**
 * A transfer with the ends nobody has said: cash is withdrawn from the bank and deposited there, a wallet is filled from it. Anything
 * else stays as it is.
 * @param own names of the wallets the book has beside cash.
 */
export function withEnds<E extends Pick<DraftEntry, 'type' | 'note'> & Ends>(entry: E, own: readonly string[] = []): E {
  const { type, note, wallet, toWallet } = entry;
  if (type !== 'transfer' || (wallet !== undefined && toWallet !== undefined)) return entry;
  const words = note.toLowerCase().split(/[^\p{L}]+/u);
  const takesOut = words.some((word) => withdrawing.has(word));
  if (toWallet !== undefined) {
    const isDeposit = !takesOut && words.some((word) => depositing.has(word)) && toWallet !== cash;
    return { ...entry, wallet: isDeposit ? cash : bankOf(own, toWallet), toWallet };
  }
  if (wallet !== undefined) return { ...entry, toWallet: wallet === cash ? bankOf(own, wallet) : cash };
  const bank = bankOf(own, undefined);
  return takesOut ? { ...entry, wallet: bank, toWallet: cash } : { ...entry, wallet: cash, toWallet: bank };
}

/** A transfer with one end moved; both ends on one wallet change places. Of anything else the wallet is set. */
export function withEnd<E extends Pick<DraftEntry, 'type' | 'note'> & Ends>(entry: E, end: keyof Ends, name: string): E {
  if (entry.type !== 'transfer') return { ...entry, wallet: name };
  const other = end === 'wallet' ? 'toWallet' : 'wallet';
  if (entry[other] !== name) return { ...entry, [end]: name, note: renamed(entry.note, entry[end], name) };
  return { ...entry, [end]: name, [other]: entry[end] };
}

/** "transfer ke ovo" becomes "transfer ke GoPay" with the wallet. */
function renamed(note: string, before: string | undefined, name: string): string {
  const at = before === undefined ? -1 : ` ${note.toLowerCase()} `.indexOf(` ${before.toLowerCase()} `);
  return at < 0 || before === undefined ? note : note.slice(0, at) + name + note.slice(at + before.length);
}

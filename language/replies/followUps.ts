import { tokenize } from '../reading/tokens.ts';
import { walletMeant } from '../wallets/wallets.ts';
import { parseReaction } from './answer.ts';
import { ordinals } from './changes.ts';

/** An emoji that is no answer: nothing to read, and nothing to repeat a question for. */
export const isEmojiAlone = (text: string): boolean =>
  text.length <= 40 && /^(?:\p{Extended_Pictographic}|\p{EMod}|[\u200d\ufe0f♀♂\s])+$/u.test(text) && parseReaction(text) === null;

/** Which of the things that were listed a text picks, and what else it says. */
export interface ListPick {
  /** 1-based, as they were listed. */
  numbers: number[] | 'all';
  /** A yes or no beside the numbers; empty without. */
  said: string;
}

const listWords = new Set('yang no nomor nomer dan sama & , . the number aja saja itu dua deh dong'.split(' '));

/** Reads "1", "ya yang 1 sama 3", "semua", "batal nomor 2"; null when the text says more. */
export function pickFromList(text: string): ListPick | null {
  if (text.length > 60) return null;
  if (/^(?:semua|semuanya|all|dua-?duanya|keduanya|both)\W*$/i.test(text.trim())) return { numbers: 'all', said: '' };
  const numbers: number[] = [];
  const rest: string[] = [];
  for (const { norm, kind } of tokenize(text)) {
    const ordinal = ordinals.get(norm);
    if (kind === 'number' && /^\d{1,2}(?:,\d{1,2})*$/.test(norm)) numbers.push(...norm.split(',').map(Number));
    else if (ordinal !== undefined) numbers.push(ordinal);
    else if (!listWords.has(norm) && kind !== 'mark') rest.push(norm);
  }
  const said = rest.join(' ');
  const isVerdict = said === '' || /^(?:ya|iya|oke|ok|yes|batal|hapus|tidak|no|cancel|catat)(?: (?:ya|aja|catat))*$/.test(said);
  return numbers.length > 0 && numbers.every((number) => number > 0) && isVerdict ? { numbers, said } : null;
}

/** How a message begins that goes on with the one before: "sama parkir 2rb", "plus tol 15rb", "oh iya parkir 2rb". */
const addition =
  /^(?:(?:eh|oh|oya|oiya|o iya|oh iya|iya)[ ,]+)?(?:sama|sm|plus|\+|tambah|tambahin|tambahan|dan|terus|trus|lalu|oh iya|oiya|o iya|juga|and|also|plus also)\b[ ,]*(?=.*\d)/i;

/** Whether a text goes on with what was told just before. */
export const addsOn = (text: string): boolean => addition.test(text.slice(0, 300).trim());

/** "cilok lagi 5rb", "another coffee 25k": the same once more, and meant so. "lagi makan bakso" is what goes on now. */
export const saysAgain = (text: string): boolean =>
  /\S\s+(?:lagi|lg|again)\b|\b(?:another|nambah|one more)\b/i.test(text.slice(0, 300));

/** Whether an answer is meant for all open questions: "ya semua". */
export const meansAll = (text: string): boolean => /\b(?:semua|semuanya|all|dua-?duanya|keduanya|both)\b/i.test(text);

const cancels =
  /^\W*(?:eh |ya |yah |yaudah |udah )?(?:batal\w*|cancel\w*|(?:ga|gak|nggak|ngga|enggak|tidak|tak) ?jadi|salah|jangan|stop|no)\b/i;
const names = /\b(?:hapus\w*|undo|terakhir|last|delete|remove|tadi|barusan)\b/i;

/** "batal" without a word on what: it is about what the person sees. */
export const isBareCancel = (text: string): boolean => cancels.test(text.slice(0, 100)) && !names.test(text.slice(0, 100));

/** Thanks want no greeting back. */
export const isThanks = (text: string): boolean =>
  /\b(?:makas\w*|mksh|trims|terima ?kasih|thanks?|thank ?you|thx|tq|ty|tengkyu|suwun|nuhun|matur)\b/i.test(text.slice(0, 100));

/** "halo", "pagi min": wants a greeting back. */
export const isHello = (text: string): boolean =>
  /^\W*(?:h[ae]l+o+|hai+|hi+|he+y+|hei|p|ping|test?|tes|permisi|punten|as+alam\S*|met|selamat|pagi|siang|sore|malam|good|kak|min|bot|apa kabar|kamu|how|are)\b/i.test(
    text.slice(0, 100),
  );

/** "oke", "sip", "mantap": that is all. */
export const isFine = (text: string): boolean =>
  /^\W*(?:ok\w*|sip\w*|siap\w*|mantap\w*|mantul|good|nice|great|sure|deal|👍|👌|🙏|❤️?|✅|💯)(?:\W|$)/iu.test(text.slice(0, 50));

const correcting =
  /\b(?:salah|harusnya|seharusnya|mestinya|bukan|ralat|koreksi|ubah|ubahin|ganti|gantiin|jadi|kategori(?:nya)?|tanggal(?:nya)?|maksud(?:nya|ku)?|eh|maaf|should|wrong|actually|meant|change|category)\b/i;
const onlyAmount = /^\W*(?:rp\.? ?)?\d[\d.,]* ?(?:rb|ribu|k|jt|juta)?\W*$/i;

/** Whether a text is so short, and without a number, that it may be about a wallet or category by its name alone. */
export const mayNameWallet = (text: string): boolean => text.length <= 60 && !/\d/.test(text);

/**
 * Whether a text without a quote sounds like a correction of what was said a moment ago.
 * @param wallets names of those the book has beside cash.
 */
export const soundsLikeCorrection = (text: string, wallets: readonly string[] = []): boolean =>
  correcting.test(text.slice(0, 300)) || onlyAmount.test(text) || walletMeant(text, wallets) !== null;

/** "ganti oli 150rb": something was replaced and paid for, nothing is corrected. */
export const isReplacing = (text: string): boolean =>
  /^\W*(?:(?:abis|habis|tadi|barusan|baru|udah|sudah) )?(?:ganti|edit)\s+(?!jadi\b|ke\b|yang\b|yg\b|no\b|nomor\b|kategori|tanggal|tgl|harga|jumlah|nominal|itu\b|tadi\b|semua\b|total|wallet|dompet)[a-z]{2,}/i.test(
    text,
  ) && !/\b(?:jadi|menjadi|harusnya|to)\b/i.test(text);

/** "eh kopinya 22rb": about a thing that was told already. */
export const refersBack = (text: string): boolean =>
  /^\W*(?:eh|oh|duh|aduh|maaf|sorry|salah|ralat|ups)\b.*\b[a-z]{3,}nya\b.*\d/i.test(text.slice(0, 200));

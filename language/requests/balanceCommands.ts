import { wallets } from '../lexicon/merchants.ts';
import type { Read } from './commandLine.ts';

/** Words a wallet is called by at most. */
const walletWords = 3;

/** Cards that are filled at a counter: "saldo e-toll 50rb" is bought. */
const cards = new Set(['e', 'etoll', 'emoney', 'flazz', 'brizzi', 'tapcash']);
/** Words around the name of a wallet. */
const around =
  /\b(?:awal|sekarang|skrg|saat ini|now|jadi|di|adalah|itu|ada|sebesar|rekening|rek|atm|dompet|saya|ku|nya|aja|tinggal|sisa|isi|isinya|masih|the|my|balance|in|on|account|is|has|uang|duit)\b/g;
/** What makes a line one of what is there now, and not of what was bought or filled. */
const isNow = /\b(?:awal|sekarang|skrg|saat ini|now|jadi|saldonya|ada|isinya)\b/;
const filler = '(?: (?:ya|aja|dong|deh|kok|sih|nih|sekarang|saat ini|now|lagi|doang|right now))*';

/** "saldo awal bca 2jt", "set saldo gopay 50rb". */
const told = new RegExp(
  `^(?:(?:tolong|eh|min|kak) )*((?:set|atur|ubah|ganti|catat|update) )?saldo(?:ku|nya)? ?(.*?) ?#(?:${filler}$| .*$)`,
);
/** "di dompet ada 75rb", "bca isinya 2jt", "my bca balance is 2 million". */
const there = new RegExp(
  `^(?:(?:eh|min|kak|saya) )*(?:di |isi |uang di |duit di |uang |duit |the |my |i have (?=#))*((?:rekening |rek |atm |dompet |kartu )?\\S+(?: \\S+)?) (?:balance )?(?:saya )?(?:sekarang )?(?:ada|isinya|saldonya|is|has)(?: sekarang)? #${filler}$`,
);

/** "saldo awal bca 2jt", "saldo gopay 50rb", "di dompet ada 75rb", "set saldo 300rb": what is in a wallet now. */
export const readBalanceSet: Read = ({ text, amounts }) => {
  const [amount] = amounts;
  if (!amount || amounts.length !== 1) return null;
  const set = told.exec(text);
  const name = nameIn(set ? (set[2] ?? '') : (there.exec(text)?.[1] ?? ''));
  const [first = ''] = name.split(' ');
  const isKnown = wallets.has(first) && !cards.has(first);
  if (name.split(' ').length > walletWords || /\b(?:tabungan|celengan|isi|topup|top|beli)\b/.test(set?.[2] ?? name)) return null;
  const isTold = set !== null && (set[1] !== undefined || isNow.test(text) || (isKnown && plainly.test(text)));
  const isThere = set === null && (isKnown || (name === '' && there.test(text)));
  return isTold || isThere ? { intent: 'balance.set', wallet: name === '' ? null : name, amount } : null;
};

/** "saldo gopay 100rb"; "saldo gopay tinggal 15rb" is a sigh. */
const plainly = new RegExp(`^(?!.*\\b(?:tinggal|sisa|cuma|masih|habis|kurang)\\b).*#${filler}$`);

const nameIn = (said: string): string => said.replace(around, ' ').replace(/\s+/g, ' ').trim();

/** "duit di gopay masih ada berapa", "bca gue sisa brp": what is left in one of them. */
const leftIn =
  /\b(?:uang|duit|isi|isinya|saldo)(?:ku)?(?: (?:saya|di|dompet|rekening|atm|\S+)){0,3} (?:masih|sisa|tinggal|ada)(?: ada| sisa)? berapa\b/;
const walletLeft =
  /^(?:di |isi |rekening |rek |atm )*(\S+)(?:ku)?(?: saya| ku)? (?:masih|sisa|tinggal|isinya|ada)(?: ada| sisa)? berapa\b/;

export const readBalance: Read = ({ text }) => {
  if (text.includes('#')) return null;
  const asks =
    leftIn.test(text) ||
    wallets.has(walletLeft.exec(text)?.[1] ?? '') ||
    /\b(?:saldo|saldonya|saldoku|balance)\b/.test(text) ||
    /\b(?:sisa|tinggal|sisanya) (?:uang|duit|uangku|duitku|saldo|money)\b|\b(?:uang|duit|uangku|duitku)(?: saya)? (?:\S+ )?(?:sisa|tinggal|berapa|masih)\b/.test(
      text,
    ) ||
    /\b(?:total|jumlah|semua) (?:uang|duit|uangku|duitku|saldo)\b|\bhow much (?:money )?(?:do i have|is left|have i got|money (?:is )?left|i have)\b|\bhow much (?:money )?is (?:left )?in (?:my|the)\b|\bmoney left\b/.test(
      text,
    );
  return asks ? { intent: 'balance' } : null;
};

import type { Read } from './commandLine.ts';

/** Words a wallet is called by at most. */
const walletWords = 3;

/** "saldo awal bca 2jt", "saldo gopay sekarang 50rb", "set saldo 300rb": what is in a wallet now. */
export const readBalanceSet: Read = ({ text, amounts }) => {
  const [amount] = amounts;
  const said =
    /^(?:(?:tolong|eh|min|kak) )*((?:set|atur|ubah|ganti|catat|update) )?saldo(?:ku|nya)? (.*?) ?#(?: (?:ya|aja|dong|deh|sekarang|saat ini))*$/.exec(
      text.replace(/#$/, '# '),
    ) ?? /^(?:(?:tolong|eh|min|kak) )*((?:set|atur|ubah|ganti|catat|update) )?saldo(?:ku|nya)? (.*?) ?#(?: .*)?$/.exec(text);
  const now = /\b(?:awal|sekarang|skrg|saat ini|now|jadi|saldonya)\b/;
  if (!said || !amount || amounts.length !== 1 || !(said[1] || now.test(text))) return null;
  const wallet = (said[2] ?? '').replace(
    /\b(?:awal|sekarang|skrg|saat ini|now|jadi|di|adalah|itu|ada|sebesar|rekening|dompet|saya|ku|nya|aja|tinggal)\b/g,
    ' ',
  );
  const name = wallet.replace(/\s+/g, ' ').trim();
  if (name.split(' ').length > walletWords || /\b(?:tabungan|isi|topup|top)\b/.test(name)) return null;
  return { intent: 'balance.set', wallet: name === '' ? null : name, amount };
};

export const readBalance: Read = ({ text }) => {
  if (text.includes('#')) return null;
  const asks =
    /\b(?:saldo|saldonya|saldoku|balance)\b/.test(text) ||
    /\b(?:sisa|tinggal|sisanya) (?:uang|duit|uangku|duitku|saldo|money)\b|\b(?:uang|duit|uangku|duitku)(?: saya)? (?:\S+ )?(?:sisa|tinggal|berapa|masih)\b/.test(
      text,
    ) ||
    /\b(?:total|jumlah|semua) (?:uang|duit|uangku|duitku|saldo)\b|\bhow much (?:money )?(?:do i have|is left|have i got|money (?:is )?left|i have)\b|\bmoney left\b/.test(
      text,
    );
  return asks ? { intent: 'balance' } : null;
};

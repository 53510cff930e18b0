import { wallets } from '../lexicon/merchants.ts';
import { asTyped, make, nameOf, type Read } from './commandLine.ts';

const savingsWord = '(?:savings? goal|target tabungan|pos tabungan|tabungan|celengan|savings?|goals?|simpanan)';

const put =
  '(?:setor|nyetor|setorin|masukin|masukkan|tambah|tambahin|tambahkan|simpan|simpanin|nabung|tabung|tabungin|menabung|deposit|save|put|add|sisihin|sisihkan|nyisihin|celengin|nyelengin|isi|transfer|alokasikan)';
export const readSavingsCreate: Read = (line) => {
  const { text, amount } = line;
  // "tambah tabungan kurban 100rb" adds money to one that is there.
  if (/\b(?:tambah|tambahin|tambahkan|add)\b/.test(text) && text.includes('#') && !/\b(?:baru|new|target)\b/.test(text))
    return null;
  // "nabung 30rb buat tabungan sepeda" too.
  if (new RegExp(`^(?:saya )?${put} #`).test(text)) return null;
  const match =
    /\b(?:mulai|start) (?:nabung|menabung|saving) (?:buat|untuk|for) (.+?) #$/.exec(text) ??
    /\b(?:nabung|menabung|save|saving) (?:buat|untuk|for) (.+?) (?:target|targetnya|goal) #$/.exec(text) ??
    new RegExp(`\\b${make} (?:(?:a|an|new|my) )?${savingsWord} (.+)$`).exec(text) ??
    new RegExp(
      `\\b${make} (?:(?:a|an|new|my) )?(.+?) ${savingsWord}(?: baru)?(?: (?:target|of|with|goal|sebesar|targetnya|goal of|with target))*(?: #)?$`,
    ).exec(text) ??
    new RegExp(`^${savingsWord} baru (.+)$`).exec(text) ??
    /^target (?:nabung|menabung)(?: buat| untuk)? (.+?) #$/.exec(text) ??
    new RegExp(`^target ${savingsWord} (.+)$`).exec(text) ??
    new RegExp(`^${make} (?:target|goal) (.+?) #$`).exec(text) ??
    new RegExp(`^${savingsWord} (.+?) (?:target|targetnya|goal) #$`).exec(text);
  const name = nameOf(match?.[1] ?? '');
  return name === '' ? null : { intent: 'savings.create', name: asTyped(name, line), target: amount };
};

const notNames = new Set([
  'tunai',
  'cash',
  'uang',
  'duit',
  'bank',
  'atm',
  'rekening',
  'rek',
  'saldo',
  'celengan',
  'tabungan',
  'kas',
  'dari',
  'ke',
  'di',
  'money',
  'savings',
  'modal',
  'hari',
  'bulan',
  'kantor',
  'masa',
  'depan',
  'sini',
  'situ',
  'koperasi',
  'arisan',
  'muka',
  'pajak',
  'kos',
  'kost',
  'kontrakan',
  'sewa',
  'hotel',
  'apartemen',
  'pinjol',
  'paylater',
  'cicilan',
  'angsuran',
  'elpiji',
  'gas',
]);

/** "dana darurat" is a goal, "dana" alone a wallet. */
const isFund = (name: string): boolean => /^(?:dana|kas) \S/.test(name);

const isName = (name: string): boolean =>
  isFund(name) ||
  (name !== '' &&
    name.split(' ').length <= 4 &&
    !wallets.has(name.split(' ')[0] ?? '') &&
    !notNames.has(name.split(' ')[0] ?? ''));

export const readDeposit: Read = (line, { text: whole }) => {
  const { text, amount } = line;
  // "nabung 10rb sehari bisa setahun 3,6jt" reckons.
  if ((amount === null && !text.includes('#')) || /\b(?:sehari|setiap|tiap|kalau|bisa jadi|bisa dapat|bisa setahun)\b/.test(text))
    return null;
  // "setor kas 20rb sama ganti busi 35rb" are two purchases.
  if (/#.*#/.test(text)) return null;
  const match =
    new RegExp(
      `\\b${put} (?:uang |duit )?# (?:ke|buat|untuk|di|to|into|for|in|towards) (?:(?:my|the|dalam|pos) )?${savingsWord} (.+)$`,
    ).exec(text) ??
    new RegExp(
      `\\b${put} (?:uang |duit )?# (?:ke|buat|untuk|di|to|into|for|in|towards) (?:(?:my|the) )?(.+?) ${savingsWord}$`,
    ).exec(text) ??
    new RegExp(
      `^(?:saya )?(?:setor|nyetor|deposit|nabung|tabung|menabung|simpan|save|tambah|tambahin|tambahkan|nambah|nambahin|isi|masukin|add|add to) ${savingsWord} (.+?) #`,
    ).exec(text) ??
    /^(?:saya )?(?:nabung|menabung|tabung|celengin|nyelengin|save|saved|sisihin|sisihkan|simpan|deposit|deposited|setor|masukin) # (?:ke|buat|untuk|for|to|into) (.+)$/.exec(
      text,
    ) ??
    /^(?:saya )?(?:setor|nyetor|deposit|nabung|menabung|tabung) (?:ke |buat |untuk |to |for |into )?(.+?) #$/.exec(text) ??
    new RegExp(
      `^${savingsWord} (\\S+(?: \\S+)?) (?:tambah|tambahin|tambahkan|isi|isiin|setor|setorin|nambah|nambahin|masuk|masukin|topup|top up|\\+)(?: lagi)? #`,
    ).exec(text);
  // "tabungan sekolah +400rb"
  const added = /\+\s?(?:rp\.?\s?)?\d/i.test(whole) ? new RegExp(`^${savingsWord} (\\S+(?: \\S+)?) #$`).exec(text) : null;
  const name = nameOf((match ?? added)?.[1] ?? '');
  return isName(name) ? { intent: 'savings.deposit', name: asTyped(name, line), amount } : null;
};

export const readWithdraw: Read = (line) => {
  const { text, amount } = line;
  if (!text.includes('#')) return null;
  const match =
    new RegExp(
      `\\b(?:tarik|ambil|mengambil|menarik|pakai|withdraw|take|took|withdrew|keluarin|cairin|use)(?: dulu)? (?:uang |duit )?# (?:dari|from|out of|of|di) (?:(?:my|the) )?(?:${savingsWord} )(.+)$`,
    ).exec(text) ??
    new RegExp(
      `\\b(?:tarik|ambil|pakai|withdraw|take|took|withdrew|keluarin|cairin|use) (?:uang |duit )?# (?:dari|from|out of) (?:(?:my|the) )?(.+?) ${savingsWord}$`,
    ).exec(text) ??
    new RegExp(`\\b(?:tarik|ambil|pakai|withdraw|keluarin|cairin|use) (?:dari )?${savingsWord} (.+?)(?: sebesar)? #`).exec(
      text,
    ) ??
    /^(?:tarik|withdraw)(?: dari| from)? (?!.*\b(?:dapat|penumpang|ojek|ojol|grab|gojek|angkot|seharian)\b)(.+?) #$/.exec(text) ??
    /^(?:tarik|withdraw) # (?:dari|from) (.+)$/.exec(text);
  const name = nameOf(match?.[1] ?? '').replace(new RegExp(`^${savingsWord} `), '');
  return isName(name) ? { intent: 'savings.withdraw', name: asTyped(name, line), amount } : null;
};

export const readSavingsList: Read = ({ text }) => {
  if (text.includes('#') || !new RegExp(`\\b${savingsWord}(?:ku|nya)?\\b|\\btabungan(?:ku|nya)\\b`).test(text)) return null;
  const asks =
    /\b(?:lihat|cek|daftar|list|semua|show|all|berapa|apa|mana|progress|progres|status|view|saldo|check|total|sampai|isi|what|how|see|my)\b/.test(
      text,
    ) ||
    /^(?:tabungan|savings|celengan)(?: saya)?$/.test(text) ||
    /\btabungan(?:ku)?\b/.test(text);
  return asks ? { intent: 'savings.list' } : null;
};

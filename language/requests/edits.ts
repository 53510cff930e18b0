import type { Category, Intent } from '../interpretation.ts';
import { matchCategory, matchExpense, matchNamed, namedBy } from '../lexicon/match.ts';
import { type Message, placesOf } from '../reading/clauses.ts';
import { type Line, wordAt } from './commandLine.ts';
import { pointers } from './pointers.ts';

/** The last transaction, pointed at. */
const pointing =
  /\b(?:salah|tadi|terakhir|barusan|yang (?:tadi|terakhir|barusan|itu|ini)|last|that|it|itu|ini|latest|previous|transaksi|catatan|entry|transaction|yang)\b/;
const undoWord =
  /\b(?:undo|delete|remove|(?:di)?(?:batal|cancel|hapus|apus|busak|busek|urung|wurung|bolay|pupus)(?:in|kan|keun|eun|no|ke|ake|na|en|an|lah)*|(?:cabut|coret|buang|buangin|piceun)(?= (?:aja |lah |dong )*(?:catatan|transaksi|yang|entri|data|inputan|itu|tadi))|di(?:coret|cabut|buang)(?:in|kan)?|revert|ilangin|hilangin|scrap|discard|erase)\b/;

/** "ga jadi", "ora sido sing mau", "jangan dicatat yang tadi": said of what was just booked. */
const notThen =
  /^(?:(?:eh|yah|duh|aduh|hmm|oh|maaf|ups|yaudah|kak|min) )*(?:(?:tidak|dak|indak|gak) (?:jadi|sido|sida|jadi di\w+)|gajadi|gakjadi)(?: (?:deh|dong|ya|aja|yang tadi|yang barusan|yang terakhir|tadi|barusan|itu|di?cata[tn]|dicatat|dicatet|disimpan|tu|tuh|kak|min))*$/;
/** "catatan barusan ga usah disimpen", "jangan dicatet yang tadi". */
const notKept =
  /\b(?:tidak usah|tidak perlu|dak usah|jangan|tidak jadi) (?:di ?)?(?:catat|catet|simpan|simpen|masukin|masukkan|input|record)\b/;
/** "kembaliin kaya semula", "tarik lagi yang tadi", "take back what i just logged". */
const takenBack =
  /\b(?:(?:kembaliin|balikin|kembalikan|balik)\b.*\b(?:semula|sebelumnya|kayak tadi|kaya tadi|seperti tadi)|(?:tarik|cabut) (?:lagi|balik|kembali)|take (?:that|it|this)? ?back|forget (?:that|the|my)(?: last)? (?:one|entry|transaction)|(?:drop|lose) (?:that|the last|it)(?: one| entry)?|never ?mind that)\b/;
const about = /\b(?:tadi|barusan|terakhir|itu|ini|last|that|it|just|semula|sebelumnya)\b/;

/** "undo", "hapus yang terakhir", "batalkan catatan tadi". */
export function readUndo({ text, words }: Line): boolean {
  if (notThen.test(text)) return true;
  if (/\b(?:kategori|category|tabungan|celengan|budget|anggaran|beli|bayar)\b/.test(text) || words.length > undoWords_max)
    return false;
  if ((notKept.test(text) || takenBack.test(text)) && about.test(text) && !text.includes('#')) return true;
  if (!undoWord.test(text)) return false;
  return (
    pointing.test(text) ||
    words.length <= 2 ||
    /^(?:\S+ )?(?:gajadi|(?:tidak|ra|dak|teu) (?:jadi|sido|janten)|batal) (?:deh )?(?:hapus|batal|busak|apus|pupus)/.test(text)
  );
}

/** A longer message tells of something else. */
const undoWords_max = 9;

const wrong =
  /\b(?:salah|ralat|koreksi|harusnya|wrong|mistake|revisi|keliru|kurang tepat|typo|should be|shouldve been|should have been|actually|correction|betulin|benerin|perbaiki|yang benar|yang bener|meant|mestinya)\b/;
const change =
  /\b(?:ubah|ubahin|ganti|gantiin|edit|change|update|rubah|jadiin|jadikan|diubah|diganti|set|pindah|pindahin|fix|make it)\b/;
const lasts = /\b(?:tadi|terakhir|barusan|itu|ini|last|that|it|this)\b/;
const dateWord = /\b(?:tanggal|tanggalnya|hari|harinya|date|kemarin|bukan hari ini)\b/;

/** How a correction begins; what begins with a thing and its price is a record of its own ("makan 35rb eh salah 53rb"). */
const opens =
  /^(?:(?:maaf|sorry|eh|oh|aduh|duh|ups|oops|tolong|please|min|kak|wah|lho|loh|hmm|ya|iya|no|bot|bang|tidak) )*(?:salah|ralat|koreksi|harusnya|revisi|keliru|typo|itu|ini|yang|tadi|barusan|transaksi|catatan|ubah|ubahin|ganti|gantiin|edit|change|update|rubah|fix|set|make|wrong|should|actually|correction|mistake|bukan|not|kategori|kategorinya|category|tanggal|tanggalnya|date|jumlah|jumlahnya|nominal|nominalnya|total|totalnya|amount|harga|harganya|that|it|the|its|last|meant|i meant|maksud|# maksud|betulin|benerin|perbaiki|pindah|pindahin|jadiin|kurang tepat|terakhir|kemarin itu|mestinya|input|record|kebanyakan|kelebihan|kekurangan|kemahalan|kemurahan)\b/;

/** What is said of other things than an entry. */
const notChanged =
  /\b(?:gagal|ditolak|saldo|saldonya|(?:ganti|ubah|diganti|diubah) (?:aja |dong )?nama(?:nya)?|nama kategori|export|ekspor|excel|exel|eksel|csv|xlsx|budget|anggaran|celengan|tabungan)\b/;

/** "kopi yang tadi 28rb bukan 25rb", "lunch was 38k, not 83k": a thing, what it cost and what it did not. Null for anything else. */
function contrastOf({ text, amounts }: Line): string | null {
  const [right, wrong] = amounts;
  const said =
    /^(.*?) ?# (?:ya |deh |sih |kok |dong )*(?:bukan|not|instead of) #(?: (?:ya|deh|kok|dong|kak|min|sorry|maaf))*$/.exec(
      text,
    )?.[1];
  if (said === undefined || amounts.length !== 2 || right == null || wrong == null) return null;
  return buys.test(said) || said.split(' ').length > contrastWords_max ? null : right;
}

const buys = /\b(?:beli|bayar|belanja|bought|paid|buy|pay|dapat|terima|jual)\b/;
/** Words a thing is called by at most, with those that point at it. */
const contrastWords_max = 8;

/** Points at what was told last, and at nothing that is told now. */
const last =
  /\b(?:(?:yang|transaksi|catatan|entri|inputan|input|pengeluaran|catat)(?:nya)? (?:yang )?(?:tadi|terakhir|barusan|itu)|(?:the |my )?(?:last|latest|previous)(?: (?:it|one|entry|transaction|expense|record))?|(?:edit|ubah|ganti|koreksi|ralat) terakhir|(?:make|move|put|set|fix|change) (?:it|that|this)|that(?: it| one)? (?:was|is|should)|it (?:was|is|should))\b/;

/** "masuknya" */
const bare = (word: string): string => (pointers.has(word) ? word : word.replace(/(?<=..)nya$/, ''));

/** "3 catatan terakhir" */
const counted = /# (?:transaksi|catatan|pengeluaran|entri|input|inputan|last|latest|previous)\b/;

/** A correction of what was told last in nothing but words that point, change or fill, a new value, and the old one. */
function saysOnlyChange({ text, amounts }: Line, message: Message): boolean {
  if (!last.test(text) || counted.test(text) || buys.test(text) || amounts.length > 2) return false;
  const dated = placesOf(message.dates);
  const priced = placesOf(message.amounts);
  const rest = message.tokens.flatMap(({ kind }, place) => {
    const word = bare(wordAt(message.tokens, place));
    return kind === 'word' && !dated.has(place) && !priced.has(place) && !pointers.has(word) ? [word] : [];
  });
  const category = rest.length > 0 && rest.length <= categoryWords_max && allNamed(rest);
  // "yang tadi makan 20rb" may as well tell of a meal.
  const both = category && amounts.length > 0 && !change.test(text) && !wrong.test(text) && !fieldWord.test(text);
  return (rest.length === 0 || category) && !both;
}

/** The category that is named, and not denied. */
const namedAlone = ({ text }: Line): Category | null =>
  matchNamed(
    text
      .replace(/\b(?:bukan|not|instead of) (?!#)\S+(?: (?!tapi\b|but\b|jadi\b|ke\b)\S+)?/g, ' ')
      .split(' ')
      .filter((word) => !pointers.has(bare(word))),
  );

/** Two categories of two words each: the one that is right, and the one that is not. */
const categoryWords_max = 4;

/** Whether words are names of categories and nothing more. */
const allNamed = (words: readonly string[]): boolean =>
  words.every(
    (word, at) =>
      matchNamed([word]) !== null ||
      namedBy(words.slice(at, at + 2)) !== null ||
      (at > 0 && namedBy(words.slice(at - 1, at + 1)) !== null),
  );

/** Orders to change an entry, beside {@link change}: what of it, or to what. */
const field =
  /\b(?:kategori|kategorinya|category|tanggal|tanggalnya|date|jumlah|jumlahnya|nominal|nominalnya|amount|harga|harganya)\b/;
const toAmount = /^(?:ubah|ganti|edit|change|update)(?: \S+)? (?:jadi|ke|menjadi|to) #$/;

/** What is put right without an order to do so: "kategorinya makan", "itu bukan 20 tapi 25", "35rb bukan 53rb". */
const putsRight: readonly RegExp[] = [
  /^(?:itu |yang tadi |yang barusan |yang terakhir |yang |tadi |it was |that was )?(?:jumlahnya|nominalnya|harganya|kategorinya|tanggalnya)\b/,
  /^totalnya\b.*\b(?:bukan|salah|harusnya)\b/,
  /^(?:itu|yang tadi|tadi itu|tadi|yang|eh|that was|it was)\b.*\b(?:bukan|not|tapi|but)\b/,
  /^(?:yang |itu |transaksi )?(?:tadi|terakhir|barusan|itu)(?: (?:itu|tuh|tu|mah))? (?:masuk |masukin )?(?:ke )?kategori(?:nya)?\b/,
  /^(?:yang |itu |transaksi )?(?:tadi|terakhir|barusan|itu)(?: (?:itu|tuh|tu|mah|tadi))? (?:di)?(?:masuk|taruh|taro|pindah|catat|simpan|jadi)(?:in|kan)? (?:ke|di|sebagai|jadi) (?!.*#)/,
  /\bbukan # (?:tapi|melainkan) #/,
  /^(?:(?:eh|total|totalnya|jumlah|nominal|harga) )?# bukan #/,
];
const categoryAlone = /^(?:kategori|kategorinya|category) \S+(?: \S+)?$/;
/** What stands beside a day that is that of the last entry: "itu kemarin". */
const ofDay =
  /^(?:itu|yang tadi|tadi|yang barusan itu|yang barusan|yang terakhir itu|yang terakhir|that was|it was|the last (?:one|it) was|transaksi tadi|yang tadi itu|tadi itu)(?: sih| transaksinya| transaksi| harusnya)*$/;

/** Whether a line says that something is wrong: "salah", "25rb maksudku". */
const saysWrong = (text: string): boolean => wrong.test(text) || /^(?:eh |oh |aduh )?# maksud(?:nya|ku)?\b/.test(text);

const ordersChange = (text: string): boolean =>
  change.test(text) && (lasts.test(text) || field.test(text) || toAmount.test(text));

/** "harusnya bayar 50rb tapi digratisin" corrects nothing. */
const wasToBe = /^harusnya (?:bayar|beli|dapat|keluar)\b.*\b(?:tapi|cuma|jadi|ternyata)\b/;

/** Whether a line corrects an entry, and not something else. */
function corrects(line: Line, message: Message): boolean {
  const { text } = line;
  // "benerin atap bocor 1jt" mends a thing.
  if (mendsThing(line) || wasToBe.test(text)) return false;
  if (saysWrong(text)) return true;
  if (/\b(?:beli|bayar|bought|paid)\b/.test(text)) return false;
  return (
    ordersChange(text) ||
    putsRight.some((pattern) => pattern.test(text)) ||
    (categoryAlone.test(text) && meantCategory(line) !== null) ||
    ofDay.test(undated(message))
  );
}

/**
 * A correction of the last transaction: "salah, harusnya 30rb", "ganti kategori jadi transport", "itu kemarin bukan hari ini". Null when the
 * message is none.
 */
export function readEdit(line: Line, message: Message, today: string): Intent | null {
  const { text } = line;
  if (notChanged.test(text)) return null;
  const contrast = contrastOf(line);
  if (contrast !== null) return { intent: 'edit', set: { amount: contrast } };
  const only = saysOnlyChange(line, message);
  if (!only && !(opens.test(text) && corrects(line, message))) return null;
  const set = changesOf(line, message, today);
  const alone = only && set.category === undefined ? namedAlone(line) : null;
  if (alone !== null) set.category = alone;
  return Object.keys(set).length > 0 ? { intent: 'edit', set } : null;
}

/** Something is mended that is no field of an entry, at a price. */
function mendsThing({ text, words, amount }: Line): boolean {
  const thing = /^(?:tadi |barusan |sudah |kemarin )*(?:betulin|benerin|perbaiki|ganti) ((?!#).*)/.exec(text)?.[1];
  return (
    thing !== undefined &&
    amount !== null &&
    matchExpense(words) !== null &&
    !pointing.test(thing) &&
    !dateWord.test(thing) &&
    !fieldWord.test(thing)
  );
}
const fieldWord = /\b(?:kategori|jumlah|nominal|harga|total|amount|jadi|ke|menjadi|harusnya)(?:nya)?\b/;

/** The words of a message without its days, "tadi" excepted. */
function undated({ tokens, dates }: Message): string {
  const dated = placesOf(dates.filter((date) => tokens[date.first]?.norm !== 'tadi'));
  return tokens.flatMap((token, index) => (token.kind === 'word' && !dated.has(index) ? [token.norm] : [])).join(' ');
}

function changesOf(line: Line, message: Message, today: string): { amount?: string; category?: Category; occurredOn?: string } {
  const set: { amount?: string; category?: Category; occurredOn?: string } = {};
  const amount = meantAmount(line);
  if (amount !== null) set.amount = amount;
  const category = meantCategory(line);
  if (category !== null) set.category = category;
  const day = meantDay(message, today);
  if (day !== null && (dateWord.test(line.text) || amount === null)) set.occurredOn = day;
  return set;
}

/** The amount that is right: not the one after "bukan" or "dari". */
function meantAmount({ text, amounts }: Line): string | null {
  if (amounts.length <= 1) return /\b(?:bukan|not) #$/.test(text) ? null : (amounts[0] ?? null);
  const places = [...text.matchAll(/#/g)].map((match) => match.index);
  const right = places.findIndex(
    (place) => !/\b(?:bukan|not|dari|from|instead of)(?: \S+)? $/.test(text.slice(Math.max(0, place - 24), place)),
  );
  const afterWord = places.findIndex((place) =>
    /\b(?:harusnya|jadi|to|ke|tapi|be|benar|menjadi|but) $/.test(text.slice(Math.max(0, place - 12), place)),
  );
  return amounts[afterWord >= 0 ? afterWord : right >= 0 ? right : amounts.length - 1] ?? null;
}

function meantCategory({ text }: Line): Category | null {
  const said = /\b(?:kategori|kategorinya|category)\b(.*)$/.exec(text)?.[1];
  const named =
    /^(?:itu|ini|yang tadi|tadi|yang barusan|yang terakhir)(?: itu)? (?:kategorinya )?((?!#).+?) bukan \S+(?: \S+)?$/.exec(
      text,
    )?.[1];
  const tail =
    said ??
    named ??
    /\b(?:harusnya|ganti jadi|ubah jadi|masuk|masukin|should be|ke|jadi|tapi|but|itu (?:buat|untuk))\b (?!#)(.*)$/.exec(
      text,
    )?.[1];
  if (tail === undefined) return null;
  const meant = /\b(?:jadi|ke|menjadi|to|harusnya|should be|as|tapi)\b (.*)$/.exec(tail)?.[1] ?? tail;
  const words = meant
    .replace(/\b(?:bukan|not) .*$/, '')
    .split(' ')
    .filter((word) => word !== '' && word !== '#' && !/^(?:itu|ini|tadi|hari|kemarin|yang|tanggal)$/.test(word));
  return matchNamed(words) ?? (said === undefined ? null : matchCategory(words));
}

/** The day that is right: not the one after "bukan". */
function meantDay(message: Message, today: string): string | null {
  const days = message.dates.filter(
    (date) =>
      date.day !== null && !date.future && !['tadi', 'barusan', 'yang tadi'].includes(message.tokens[date.first]?.norm ?? ''),
  );
  const meant = days.filter((date) => !['bukan', 'not'].includes(message.tokens[date.first - 1]?.norm ?? '')).at(-1);
  return meant?.day != null && meant.day <= today ? meant.day : null;
}

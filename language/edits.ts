import { type Message, placesOf } from './clauses.ts';
import type { Line } from './commandLine.ts';
import type { Category, Intent } from './interpretation.ts';
import { matchCategory, matchExpense, matchNamed } from './lexicon/match.ts';

/** The last transaction, pointed at. */
const pointing =
  /\b(?:salah|tadi|terakhir|barusan|yang (?:tadi|terakhir|barusan|itu|ini)|last|that|it|itu|ini|latest|previous|transaksi|catatan|entry|transaction|yang)\b/;
const undoWord =
  /\b(?:batalkan|batalin|batal|hapus|hapusin|undo|urungkan|cancel|delete|remove|apus|apusin|diapus|dihapus|(?:cabut|coret|buang)(?= (?:catatan|transaksi|yang|entri|data))|hapuskan|diapusin|dibatalkan|dibatalin|dihapuskan|revert|ilangin|hilangin)\b/;

/** "ga jadi", said of what was just booked. */
const notThen = /^(?:(?:eh|yah|duh|aduh|hmm|oh) )*(?:tidak jadi|gajadi|gakjadi)(?: (?:deh|dong|ya|aja|yang tadi|kak|min))*$/;

/** "undo", "hapus yang terakhir", "batalkan catatan tadi". */
export function readUndo({ text, words }: Line): boolean {
  if (notThen.test(text)) return true;
  if (!undoWord.test(text) || /\b(?:kategori|category|tabungan|budget|anggaran|beli|bayar)\b/.test(text) || words.length > 9)
    return false;
  return pointing.test(text) || words.length <= 2 || /^(?:gajadi|tidak jadi|batal) (?:deh )?(?:hapus|batalin)\b/.test(text);
}

const wrong =
  /\b(?:salah|ralat|koreksi|harusnya|wrong|mistake|revisi|keliru|kurang tepat|typo|should be|shouldve been|should have been|actually|correction|betulin|benerin|perbaiki|yang benar|yang bener|meant|mestinya)\b/;
const change =
  /\b(?:ubah|ubahin|ganti|gantiin|edit|change|update|rubah|jadiin|jadikan|diubah|diganti|set|pindah|pindahin|fix|make it)\b/;
const lasts = /\b(?:tadi|terakhir|barusan|itu|ini|last|that|it|this)\b/;
const dateWord = /\b(?:tanggal|tanggalnya|hari|harinya|date|kemarin|bukan hari ini)\b/;

/** How a correction begins; what begins with a thing and its price is a record of its own ("makan 35rb eh salah 53rb"). */
const opens =
  /^(?:(?:maaf|sorry|eh|oh|aduh|duh|ups|oops|tolong|please|min|kak|wah|lho|loh|hmm|ya|iya|no|bot|bang|tidak) )*(?:salah|ralat|koreksi|harusnya|revisi|keliru|typo|itu|ini|yang|tadi|barusan|transaksi|catatan|ubah|ubahin|ganti|gantiin|edit|change|update|rubah|fix|set|make|wrong|should|actually|correction|mistake|bukan|not|kategori|kategorinya|category|tanggal|tanggalnya|date|jumlah|jumlahnya|nominal|nominalnya|total|totalnya|amount|harga|harganya|that|it|the|its|last|i meant|maksud|# maksud|betulin|benerin|perbaiki|pindah|pindahin|jadiin|kurang tepat|terakhir|kemarin itu|mestinya|input|record)\b/;

/**
 * A correction of the last transaction: "salah, harusnya 30rb", "ganti kategori jadi transport", "itu kemarin bukan hari ini". Null when the
 * message is none.
 */
export function readEdit(line: Line, message: Message, today: string): Intent | null {
  const { text } = line;
  if (!opens.test(text) || /\b(?:gagal|ditolak|saldo|saldonya|nama kategori|ganti nama|ubah nama)\b/.test(text)) return null;
  const corrects = wrong.test(text) || /^(?:eh |oh |aduh )?# maksud(?:nya|ku)?\b/.test(text);
  const changes =
    change.test(text) &&
    (lasts.test(text) ||
      /\b(?:kategori|kategorinya|category|tanggal|tanggalnya|date|jumlah|jumlahnya|nominal|nominalnya|amount|harga|harganya)\b/.test(
        text,
      ) ||
      /^(?:ubah|ganti|edit|change|update)(?: \S+)? (?:jadi|ke|menjadi|to) #$/.test(text));
  const not =
    /^(?:itu |yang tadi |yang barusan |yang terakhir |yang |tadi |it was |that was )?(?:jumlahnya|nominalnya|harganya|kategorinya|tanggalnya)\b/.test(
      text,
    ) ||
    /^totalnya\b.*\b(?:bukan|salah|harusnya)\b/.test(text) ||
    /^(?:itu|yang tadi|tadi itu|tadi|yang|eh|that was|it was)\b.*\b(?:bukan|not|tapi|but)\b/.test(text) ||
    /^(?:yang |itu |transaksi )?(?:tadi|terakhir|barusan|itu)(?: (?:itu|tuh|tu|mah))? (?:masuk |masukin )?(?:ke )?kategori(?:nya)?\b/.test(
      text,
    ) ||
    /^(?:yang |itu |transaksi )?(?:tadi|terakhir|barusan|itu)(?: (?:itu|tuh|tu|mah|tadi))? (?:di)?(?:masuk|taruh|taro|pindah|catat|simpan|jadi)(?:in|kan)? (?:ke|di|sebagai|jadi) (?!.*#)/.test(
      text,
    ) ||
    (/^(?:kategori|kategorinya|category) \S+(?: \S+)?$/.test(text) && meantCategory(line) !== null) ||
    /\bbukan # (?:tapi|melainkan) #/.test(text) ||
    /^(?:(?:eh|total|totalnya|jumlah|nominal|harga) )?# bukan #/.test(text);
  const dayOnly =
    /^(?:itu|yang tadi|tadi|yang barusan itu|yang barusan|yang terakhir itu|yang terakhir|that was|it was|the last one was|transaksi tadi|yang tadi itu|tadi itu)(?: sih| transaksinya| transaksi| harusnya)*$/.test(
      undated(message),
    );
  if (!corrects && !changes && !not && !dayOnly) return null;
  if (!corrects && /\b(?:beli|bayar|bought|paid)\b/.test(text)) return null;
  // "benerin atap bocor 1jt" mends a thing.
  if (mendsThing(line)) return null;
  // "harusnya bayar 50rb tapi digratisin" corrects nothing.
  if (/^harusnya (?:bayar|beli|dapat|keluar)\b.*\b(?:tapi|cuma|jadi|ternyata)\b/.test(text)) return null;
  const set = changesOf(line, message, today);
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

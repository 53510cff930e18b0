import { localDate } from '../calendar.ts';
import type { BookCategory } from '../categorySaid.ts';
import type { Category, DraftEntry, EntryType } from '../interpretation.ts';
import { matchCategory, matchExpense, matchIncome, matchNamed, namedBy } from '../lexicon/match.ts';
import type { Reader } from '../locale.ts';
import { amountsIn } from '../reading/amounts.ts';
import { lineOf, type Message, messageOf } from '../reading/clauses.ts';
import { findDates } from '../reading/dates.ts';
import { partsOf } from '../reading/numerals.ts';
import { tokenize } from '../reading/tokens.ts';
import { isQuestion } from '../records/unsaid.ts';
import { commandLine, type Line } from '../requests/commandLine.ts';
import { deniesWallet, endMeant, walletMeant } from '../wallets/wallets.ts';
import { firstDoubtful } from './corrections.ts';
import type { Change, Reply, ReplyContext } from './reply.ts';

/** Ordinals and numbers said in words. */
export const ordinals = new Map([
  ['pertama', 1],
  ['satu', 1],
  ['first', 1],
  ['kedua', 2],
  ['dua', 2],
  ['second', 2],
  ['ketiga', 3],
  ['tiga', 3],
  ['third', 3],
]);

/** The literal value of a bare small number that was read as thousands. */
export function smallOf({ amounts }: Line, found: Message['amounts']): string {
  const only = found.find((amount) => amount.kind === 'money');
  return amounts.length === 1 && only?.weak ? String(only.alternatives.at(-1) ?? '#') : '#';
}

/** "1 sama 2 kategori makan": the same of each line. */
const severalLines = /^\s*((?:no|nomor|nomer|yang)?\s*\d{1,2}(?:\s*(?:,|&|dan|sama|and)\s*\d{1,2})+)\s+(?=[a-z])(.+)$/isu;

function eachLine(text: string): string {
  const [, lines = '', said = ''] = severalLines.exec(text) ?? [];
  if (!/^(?:kategori|hapus|pakai|pake|via|masuk|harusnya|itu|salah|batal|dari|buang)/i.test(said)) return text;
  return [...lines.matchAll(/\d{1,2}/g)].map(([line]) => `no ${line} ${said}`).join(', ');
}

/** Corrections, one after the other: "1 harusnya 20rb, 2 hapus". */
export function correctionsIn(
  message: Message,
  { entries, wallets = [], categories = [] }: ReplyContext,
  reader: Reader,
): Reply | null {
  if (isQuestion(message.text, message.text.toLowerCase())) return null;
  const changes: Change[] = [];
  let pointed: number | null = null;
  for (const part of eachLine(message.text).split(
    /[,;\n]+(?!\d)|\s+(?:dan|terus|trus|and|sama)\s+(?=(?:no|nomor|nomer|yang|yg|hapus|\d)\b)/iu,
  )) {
    if (part.trim() === '') continue;
    const read = changesIn(part, { entries, wallets, categories, reader, text: message.text }, pointed);
    if (read === null) return null;
    pointed = read.pointed;
    changes.push(...read.changes);
  }
  return changes.length > 0 ? { kind: 'correct', changes } : null;
}

const opening =
  /^(?:tidak|bukan|salah|eh|ralat|koreksi|maaf|sorry|itu|yang benar|no|wrong|ubah|ganti|edit|change|make (?:it|that)|ya|iya|tapi|ok|oke|tolong|kebanyakan|kelebihan|kurang|kemahalan|typo)\b/;

/** Words that only open a correction ("salah, ..."). */
const onlyOpens =
  /^(?:tidak|bukan|salah|eh|oh|duh|aduh|ralat|koreksi|maaf|sorry|wrong|keliru|ya|iya|oke|ok|no|tapi|typo|kebanyakan|kelebihan|kekurangan|kurang|kemahalan|kemurahan)(?: (?:salah|ketik|pencet|hitung|input|catat|typo|keliru|kebanyakan|kelebihan|kekurangan|kurang|kemahalan|kemurahan|dong|deh|itu|eh|tuh|sih|ya))*$/;

/** Changes of one part, and the line it leaves pointed at; null when it is no correction. */
function changesIn(
  part: string,
  { entries, wallets, categories, reader, text }: Required<ReplyContext> & { reader: Reader; text: string },
  pointed: number | null,
): { changes: Change[]; pointed: number | null } | null {
  const tokens = tokenize(part);
  const dates = findDates(tokens, reader);
  const message = messageOf(part, tokens, amountsIn(part, tokens, dates), dates);
  const target = lineNamed(message, entries);
  const rest: Message = target.used === 0 ? message : without(message, target.used);
  const line = commandLine(rest);
  if (!line) return null;
  if (line.words.length === 0 || onlyOpens.test(line.text) || deniesWallet(line.text, wallets))
    return { changes: [], pointed: target.line };
  const removed = removal(line.text.replace('#', smallOf(line, rest.amounts)), target.line, entries);
  const named = target.line ?? (pointsAt.test(line.text) ? thingNamed(line.text, entries) : null) ?? pointed;
  const about = entries[(named ?? 0) - 1];
  const wallet = walletMeant(line.text, wallets, about && `${about.note} ${about.merchant ?? ''}`);
  const moved =
    wallet === null ? null : [walletChange(entries.length === 1 ? text : part, wallet, { line: named, wallets, entries })];
  const changes = removed ?? moved ?? valueChange(line, rest, { line: named, reader, part, entries, categories });
  return changes === null ? null : { changes, pointed: null };
}

/** Of a transfer one of its two wallets is meant. */
function walletChange(
  text: string,
  value: string,
  { line, wallets, entries }: Pick<Required<ReplyContext>, 'entries' | 'wallets'> & { line: number | null },
): Change {
  const meant = entries[(line ?? 1) - 1];
  const field = meant?.type === 'transfer' ? endMeant(text, wallets, meant) : 'wallet';
  return { op: 'set', line, field, value };
}

/** How an entry is pointed at by what it is: "yang kopi 30rb", "kopinya 30rb"; "kopi 30rb" alone may as well be another one. */
const pointsAt = /^yang\b|nya\b|\b(?:harusnya|salah|bukan|should|was|hapus|ganti|ubah|jadi|kategori|category|itu)\b/;

/** The message after its first tokens. */
function without({ text, tokens, amounts, dates }: Message, used: number): Message {
  const shift = <T extends { first: number; last: number }>(mentions: readonly T[]): T[] =>
    mentions
      .filter((mention) => mention.first >= used)
      .map((mention) => ({ ...mention, first: mention.first - used, last: mention.last - used }));
  return messageOf(text, tokens.slice(used), shift(amounts), shift(dates));
}

/** "2 ...", "no 2 ...", "nomor 2", "yang ke 2", "yang kedua": the line meant and how many tokens say so. */
function lineNamed({ tokens }: Message, entries: readonly DraftEntry[]): { line: number | null; used: number } {
  const words = tokens.slice(0, 6).map((token) => token.norm);
  let at = 0;
  let led = false;
  while (
    [
      'yang',
      'no',
      'nomor',
      'nomer',
      'line',
      'baris',
      '#',
      '.',
      'ke',
      '-',
      'untuk',
      'ubah',
      'ganti',
      'number',
      'item',
      'the',
      'make',
      'kategori',
      'kategorinya',
    ].includes(words[at] ?? '')
  ) {
    led ||= ['no', 'nomor', 'nomer', 'line', 'baris', '#', 'ke', 'number', 'item'].includes(words[at] ?? '');
    at++;
  }
  const word = words[at] ?? '';
  const counted = /^\d{1,2}$/.test(word) ? Number(word) : at > 0 || words[at + 1] === 'one' ? ordinals.get(word) : undefined;
  const glued = tokens[at + 1]?.glued && tokens[at + 1]?.kind === 'word';
  if (counted === undefined || counted < 1 || glued || tokens.length === at + 1) return { line: null, used: 0 };
  const next = words[at + 1] ?? '';
  const scaled = /^(?:rb|ribu|jt|juta|k|rebu|rbu|perak|rupiah|ratus|puluh|belas)$/.test(next);
  if (scaled || (!led && counted > entries.length && !/^(?:harusnya|jadi|salah|ganti|hapus|bukan|itu)$/.test(next)))
    return { line: null, used: 0 };
  const follows =
    led ||
    /^(?:\d|rp|[.:)=-]|one$)/.test(next) ||
    says.test(next) ||
    removes.test(next) ||
    /^(?:kategori|category|kemarin|tanggal|yesterday|yang|masuk|itu|pakai|via|lewat|was|is|cost)$/.test(next) ||
    matchNamed([next]) !== null ||
    partsOf(tokens, at + 1).length > 0;
  if (!follows) return { line: null, used: 0 };
  const extra = ['.', ':', ')', '=', 'one'].includes(next) ? 1 : 0;
  return { line: counted, used: at + 1 + extra };
}

/** The only entry a word of the text names ("yang kopi 30rb"). */
function thingNamed(text: string, entries: readonly DraftEntry[]): number | null {
  const words = new Set(text.split(' ').filter((word) => word.length > 2 && !stopWords.has(word)));
  const hits = entries.flatMap((entry, index) => {
    const own = tokenize(`${entry.note} ${entry.merchant ?? ''}`).map((token) => token.norm);
    return own.some((word) => words.has(word) || words.has(`${word}nya`)) ? [index + 1] : [];
  });
  return hits.length === 1 ? (hits[0] ?? null) : null;
}

const stopWords = new Set(
  'yang harusnya salah bukan tapi jadi kategori ganti ubah hapus kemarin tadi hari ini itu untuk buat'.split(' '),
);

const removes =
  /^(?:hapus|hapusin|apus|buang|delete|remove|hilangin|coret|batalin|batalkan|batal|drop|tidak jadi|cancel|tidak usah|skip)\b/;

function removal(text: string, line: number | null, entries: readonly DraftEntry[]): Change[] | null {
  if (
    line !== null &&
    /\b(?:hapus|hapusin|apus|buang|delete|remove|hilangin|coret|batal|batalin|tidak jadi|cancel|tidak usah|skip|drop)$/.test(text)
  )
    return [{ op: 'remove', line }];
  if (!removes.test(text)) return null;
  const numbered = /\b(?:no|nomor|nomer|yang|ke|line|item|number|baris)? ?(\d{1,2})$/.exec(text)?.[1];
  const ordinal = ordinals.get(/ (\S+)$/.exec(text)?.[1] ?? '');
  const meant = numbered === undefined ? (ordinal ?? thingNamed(text, entries)) : Number(numbered);
  return meant === null || meant === undefined ? null : [{ op: 'remove', line: meant }];
}

const says =
  /\b(?:harusnya|salah|jadi|ganti|ubah|bukan|ralat|koreksi|should|be|wrong|jadiin|edit|change|maksud|yang benar|tapi|itu|actually|menjadi|seharga|harganya|jumlahnya|nominalnya|kategori|kategorinya|tanggal|tanggalnya|totalnya)\b/;

/** What a part of an answer is read against. */
interface Part {
  line: number | null;
  reader: Reader;
  part: string;
  entries: readonly DraftEntry[];
  categories: readonly BookCategory[];
}

/** A new amount, category, day, direction or note; null when the part is no correction. */
function valueChange(line: Line, message: Message, { line: target, reader, part, entries, categories }: Part): Change[] | null {
  const { text } = line;
  const undated = lineOf(message, [{ first: 0, last: message.tokens.length - 1 }]);
  const points = target !== null || says.test(text) || opening.test(text);
  const changes: Change[] = [];
  const amount = amountMeant(line, message);
  const bare = onlyAmount(undated);
  if (amount !== null && (points || bare)) changes.push({ op: 'set', line: target, field: 'amount', value: amount });
  const direction = directionMeant(text);
  const own = direction ? undefined : ownCategoryMeant(text, categories);
  const category = direction || own ? null : categoryMeant(text);
  if (own) changes.push({ op: 'set', line: target, field: 'type', value: own.kind });
  if (own) changes.push({ op: 'set', line: target, field: 'category', value: own.slug as Category });
  if (direction) changes.push({ op: 'set', line: target, field: 'type', value: direction });
  if (category) changes.push({ op: 'set', line: target, field: 'category', value: category });
  const day = dayMeant(message, reader);
  if (day !== null && (points || bare || onlyDay(message)))
    changes.push({ op: 'set', line: target, field: 'occurredOn', value: day });
  if (changes.length === 0) changes.push(...noteMeant(text, part, target));
  if (changes.length === 0 || isOwnRecord(undated, target)) return null;
  const lineless = changes.some((change) => change.op === 'set' && change.field === 'amount' && change.line === null);
  return lineless && !amountHasLine(entries) ? null : changes;
}

/** An amount without a line is clear when there is one entry, or one that is in doubt. */
const amountHasLine = (entries: readonly DraftEntry[]): boolean => entries.length === 1 || firstDoubtful(entries) >= 0;

/** "beli bakso 15rb" tells of something new, also while a question is open. */
function isOwnRecord(text: string, target: number | null): boolean {
  const corrects = /\b(?:harusnya|salah|bukan|ganti|ubah|ralat|koreksi|should|jadi|kategori|maksud)\b/.test(text);
  if (corrects || onlyAmount(text)) return false;
  if (
    /\b(?:beli|bayar|jajan|belanja|bought|paid|terima|dapat|jual|isi|transfer|tarik|setor)\b.*#|#.*\b(?:buat|beli|bayar)\b/.test(
      text,
    )
  )
    return true;
  const others = text
    .split(' ')
    .filter((word) => word !== '#' && !stopWords.has(word) && !/^(?:ya|aja|deh|dong|nya|ribu)$/.test(word));
  return target === null && text.includes('#') && others.length > 0 && !says.test(text) && !opening.test(text);
}

const onlyAmount = (text: string): boolean =>
  /^(?:(?:rp|iya|ya|oke|ok|cuma|jadi|eh|harganya|totalnya|sekitar|itu|aja|deh|yang|kira|no|it|its|was|only|just) )*#(?: (?:aja|ya|dong|deh|kok|doang|nya))*$/.test(
    text,
  );

/** The one amount, or with "bukan A tapi B" and "A jadi B" the right one; null when it is itself ambiguous. */
function amountMeant({ text }: Line, message: Message): string | null {
  const money = message.amounts.filter((amount) => amount.kind === 'money');
  const places = [...text.matchAll(/#/g)].map((match) => match.index);
  const right = places.findIndex((place) => !/\b(?:bukan|not|dari) $/.test(text.slice(Math.max(0, place - 8), place)));
  const after = places.findLastIndex((place) =>
    /\b(?:harusnya|jadi|tapi|be|benar|menjadi|ke|to) $/.test(text.slice(Math.max(0, place - 12), place)),
  );
  const meant = money[after >= 0 ? after : money.length === 1 ? (right < 0 ? -1 : 0) : right];
  if (!meant || meant.value === null || (meant.doubt !== null && !meant.weak)) return null;
  return String(meant.value);
}

function directionMeant(text: string): EntryType | null {
  if (
    /\b(?:itu|harusnya|bukan pengeluaran(?: tapi)?|jadi|salah|ganti|ubah|ini|adalah|its|is|tipe|type)\b.*\b(?:pemasukan|income|uang masuk|duit masuk)\b|^(?:pemasukan|income|uang masuk)$/.test(
      text,
    ) &&
    !/\b(?:bukan|not) (?:pemasukan|income)\b/.test(text)
  )
    return 'income';
  if (
    /\b(?:itu|harusnya|bukan pemasukan(?: tapi)?|jadi|salah|ganti|ubah|ini|its|is)\b.*\b(?:pengeluaran|expense|uang keluar)\b|^(?:pengeluaran|expense|uang keluar)$/.test(
      text,
    ) &&
    !/\b(?:bukan|not) (?:pengeluaran|expense)\b/.test(text)
  )
    return 'expense';
  if (
    /\b(?:itu|harusnya|jadi|cuma|ini|its|is)\b.*\b(?:pindah dana|pindah saldo|transfer antar|tarik tunai|transfer)$|^(?:pindah dana|transfer antar rekening|tarik tunai)$/.test(
      text,
    )
  )
    return 'transfer';
  return null;
}

/** A category of the book a correction names: "kategori jajan anak", "harusnya jajan anak". */
function ownCategoryMeant(text: string, categories: readonly BookCategory[]): BookCategory | undefined {
  const said =
    /^(?:(?:itu|ini|eh|harusnya|ganti|ubah|jadi|ke|masuk|masukin|kategori|kategorinya|category|kat|yang \S+) )*(.+?)(?: (?:aja|ya|deh|dong))*$/.exec(
      text,
    )?.[1];
  return categories.find(({ name }) => said !== undefined && wordsIn(name) === said);
}

const wordsIn = (name: string): string =>
  tokenize(name)
    .flatMap(({ kind, norm }) => (kind === 'word' || kind === 'number' ? [norm] : []))
    .join(' ');

function categoryMeant(text: string): Category | null {
  const said =
    /\b(?:kategori|kategorinya|category|masuk|masuknya|masukin|masuk ke|kat)\b (?:nya |itu |harusnya |jadi |ke |ganti |ubah |should be |to |menjadi |kategori )*(.+)$/.exec(
      text,
    )?.[1];
  const tail = said ?? /^(?:itu |ini |harusnya |jadi |ganti |ubah |ke |bukan \S+ tapi )*(\S+(?: \S+)?)$/.exec(text)?.[1];
  if (tail === undefined) return null;
  const words = tail
    .replace(/\b(?:bukan|not) .*$/, '')
    .split(' ')
    .filter((word) => !/^(?:#|aja|ya|deh|dong|kategori|category)$/.test(word));
  if (said !== undefined) return matchNamed(words) ?? matchCategory(words);
  const only = words.length <= 2 && !/\bbukan\b/.test(text) ? matchNamed(words) : null;
  return only !== null && words.every((word) => matchNamed([word]) !== null || words.length === 2) && isPlainName(words)
    ? only
    : null;
}

/** One or two words that are a category's name and nothing more ("transport", "rumah tangga"). */
const isPlainName = (words: readonly string[]): boolean =>
  words.length === 1 || matchNamed([words.join(' ')]) !== null || matchNamed(words) !== null;

function dayMeant(message: Message, reader: Reader): string | null {
  const days = message.dates.filter(
    (date) =>
      date.day !== null &&
      !date.future &&
      !['bukan', 'not'].includes(message.tokens[date.first - 1]?.norm ?? '') &&
      !['tadi', 'barusan'].includes(message.tokens[date.last]?.norm ?? ''),
  );
  const day = days.at(-1)?.day ?? null;
  return day !== null && day <= localDate(reader.now, reader.timezone) ? day : null;
}

/** Nothing but a day and small words. */
function onlyDay({ tokens, dates, amounts }: Message): boolean {
  const dated = new Set(
    dates.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, offset) => first + offset)),
  );
  return (
    amounts.length === 0 &&
    tokens.every(
      (token, index) =>
        dated.has(index) ||
        token.kind !== 'word' ||
        /^(?:itu|ya|deh|dong|aja|tanggalnya|eh|harusnya|buat|ini|yang|kok|sih|pas|was|it)$/.test(token.norm),
    )
  );
}

/** "bukan bensin tapi parkir", "harusnya parkir", "catatannya parkir motor": what it was. */
function noteMeant(text: string, part: string, line: number | null): Change[] {
  const match =
    /\b(?:bukan|not) .+?(?:[,]| tapi| melainkan| but)\s+(.+)$/iu.exec(part.trim()) ??
    /\b(?:harusnya|catatannya|catatan|keterangan|note|namanya|maksud(?:nya)?|should be)\s+(.+)$/iu.exec(part.trim());
  const note = match?.[1]?.trim() ?? '';
  if (note === '' || note.length > 80 || text.includes('#')) return [];
  const words = tokenize(note).map((token) => token.norm);
  // "yang kopi harusnya hiburan": the name of a category is no note.
  const named = namedBy(words);
  if (named !== null) return [{ op: 'set', line, field: 'category', value: named }];
  const category = matchExpense(words)?.category ?? matchIncome(words)?.category;
  const changes: Change[] = [{ op: 'set', line, field: 'note', value: note }];
  return category === undefined ? changes : [...changes, { op: 'set', line, field: 'category', value: category }];
}

import { wallets } from '../lexicon/merchants.ts';
import type { Clause, Message } from '../reading/clauses.ts';

/** Longest description kept, in characters. */
const noteLimit = 120;

/** Words that open a telling and describe nothing. */
const openers = new Set(
  'saya sudah tadi barusan tolong catat catatin catet nyatat catatkan input record log beli bayar beliin bought buy paid spent spend membeli kebeli tuku meuli dapat the a an some i on for to at in of my lalu terus dan sama and then then buat untuk yang ini itu ya eh halo hai min kak bot gan abis habis jadi cuma total sebesar senilai harga harganya seharga hey hi just'.split(
    ' ',
  ),
);

/** Words that close it and describe nothing. */
const closers = new Set(
  'totale kabehe regane hargane dong ya nih deh sih gt gitu doang aja ajah kok lah buat untuk di for at on in of to the a seharga harganya harga sekitar kira total totalnya cuma jadi senilai sebesar dan sama terus and then dengan habis rp idr per satu masing mas kak min bang gan lho loh lagi cost costs was is about around kurang lebih pakai eh @'.split(
    ' ',
  ),
);

const laughter = /^(?:w*k?(?:wk)+w?k?|(?:ha|he|hi|xi){2,}h?|lol|hiks)$/;

/** The words of a telling that describe something. */
export const tellingWords = (words: readonly string[]): string[] =>
  words.filter((word) => word.length > 1 && !openers.has(word) && !closers.has(word) && !filling.has(word) && !wallets.has(word));

/** Words between them that do not. */
const filling = new Set(
  'di ke dari sama dan untuk buat yang tadi nya saya bayar beli kena masuk baru lagi satu dua tiga pakai ambil isi with from to rek rekening norek transfer'.split(
    ' ',
  ),
);

/** What an entry is about, in the words of the message: its tokens without amounts, days and phrases that describe nothing. */
export function noteOf(message: Message, clauses: readonly Clause[], skip: ReadonlySet<number>): string {
  const places: number[] = [];
  for (const { first, last } of clauses) {
    for (let index = first; index <= last; index++) if (!skip.has(index)) places.push(index);
  }
  const trimmed = trim(message, places);
  const parts: string[] = [];
  let length = 0;
  for (const [order, index] of trimmed.entries()) {
    const token = message.tokens[index];
    if (!token || length > noteLimit) break;
    const glued = token.glued && trimmed[order - 1] === index - 1;
    parts.push(glued ? token.text : ` ${token.text}`);
    length += token.text.length + 1;
  }
  return parts.join('').replace(/\s+/g, ' ').trim().slice(0, noteLimit).trim();
}

/** Drops openers and closers, unless nothing would be left. */
function trim(message: Message, places: readonly number[]): number[] {
  const isWord = (index: number): boolean => message.tokens[index]?.kind === 'word';
  const norm = (index: number): string => message.tokens[index]?.norm ?? '';
  const empty = (index: number, set: ReadonlySet<string>): boolean =>
    set.has(norm(index)) || (message.tokens[index]?.kind === 'mark' && !/\p{Extended_Pictographic}/u.test(norm(index)));
  let start = 0;
  let end = places.length;
  while (start < end && empty(places[start] ?? -1, openers)) start++;
  while (end > start && (empty(places[end - 1] ?? -1, closers) || laughter.test(norm(places[end - 1] ?? -1)))) end--;
  if (places.slice(start, end).some(isWord)) return places.slice(start, end);
  const words = places.filter(isWord);
  return words.length > 0 ? words : places.slice(start, end);
}

import { readMessage } from './interpret.ts';
import type { Reader } from './locale.ts';
import type { BookedEntry } from './proposal.ts';
import { tokenize } from './tokens.ts';
import { walletMeant } from './wallets.ts';

/** What follows these words is what an entry is to become; what stands before tells which is meant. */
const becomes =
  /\b(?:harusnya|seharusnya|mestinya|jadi|jadiin|jadikan|menjadi|ke|should(?: have)?(?: be| been)?|to|into|bukan|not)\b/i;

/** Words that point at an entry without telling which, or tell what to do with it. */
const pointing = new Set(
  'tidak gajadi gakjadi make yang tadi itu ini barusan terakhir last latest previous transaksi transaksinya catatan catatannya entry transaction hapus hapusin hapuskan apus apusin buang delete remove batal batalin batalkan cancel undo urungkan hilangin ubah ubahin ganti gantiin edit change update rubah koreksi ralat revisi fix set betulin benerin perbaiki kategori kategorinya category tanggal tanggalnya date jumlah jumlahnya nominal nominalnya harga harganya amount salah keliru typo wrong eh oh maaf sorry tolong please dong ya deh kok min kak bot saya aku ku the that it my was one semua semuanya all untuk buat di dan sama juga aja lagi sudah dari of for hari harusnya beli bayar total totalnya semuanya pengeluaran pemasukan maksud maksudnya catat nomor no duh aduh ups oops wah yah yaudah lah hmm astaga sori deng ding tuh sih btw kayaknya bentar bang mas mbak bro gan'.split(
    ' ',
  ),
);

/** Words in which a text that corrects something names it: "kopi" in "kopi tadi harusnya 30rb"; none when it names nothing, or a wallet. */
export function correctedThing(text: string): string[] {
  if (walletMeant(text) !== null) return [];
  const head = becomes.exec(text)?.index ?? 0;
  return wordsOf(text.slice(0, head)).filter((word) => !pointing.has(word));
}

/** Whether a text holds a word of the note or merchant of one of the entries. */
export function mentions(text: string, entries: readonly Pick<BookedEntry, 'note' | 'merchant'>[]): boolean {
  const words = new Set(wordsOf(text).filter((word) => !pointing.has(word)));
  return entries.some(({ note, merchant }) => wordsOf(`${note} ${merchant ?? ''}`).some((word) => words.has(word)));
}

/** Which booked entries a text points at. */
export type Pointed =
  /** None in particular: the last. */
  | { at: 'last' }
  /** Those it names, in the order they were given; empty when what it names is not there. */
  | { at: 'named'; entries: BookedEntry[] };

const bare = (word: string): string => (word.length > 5 && word.endsWith('nya') ? word.slice(0, -3) : word);

const wordsOf = (text: string): string[] => tokenize(text).flatMap(({ kind, norm }) => (kind === 'word' ? [bare(norm)] : []));

/**
 * Reads which of the entries "hapus yang bensin", "kategori yang kopi harusnya jajan" or "kopi kemarin harusnya 30rb" means: by words of
 * their note or merchant, by amount and by day.
 */
export function entriesPointedAt(text: string, entries: readonly BookedEntry[], reader: Reader): Pointed {
  const head = text.slice(0, text.search(becomes) >= 0 ? text.search(becomes) : text.length);
  const message = readMessage(head, reader);
  const said = message.dates.filter((date) => date.day !== null && message.tokens[date.first]?.norm !== 'tadi');
  const days = said.map(({ day }) => day);
  const dated = new Set(said.flatMap(({ first, last }) => message.tokens.slice(first, last + 1).map(({ norm }) => norm)));
  const amounts = message.amounts.flatMap((amount) =>
    amount.kind === 'money' && amount.value !== null ? [String(amount.value)] : [],
  );
  const money = new Set(
    message.amounts.flatMap(({ first, last }) => message.tokens.slice(first, last + 1).map(({ norm }) => norm)),
  );
  const words = wordsOf(head).filter((word) => !pointing.has(word) && !dated.has(word) && !money.has(word));
  if (words.length === 0 && amounts.length === 0 && days.length === 0) return { at: 'last' };
  const fits = entries.filter(
    (entry) => (amounts.length === 0 || amounts.includes(entry.amount)) && (days.length === 0 || days.includes(entry.occurredOn)),
  );
  if (words.length === 0) return { at: 'named', entries: fits };
  const hits = fits.map((entry) => {
    const own = new Set(wordsOf(`${entry.note} ${entry.merchant ?? ''}`));
    return { entry, count: words.filter((word) => own.has(word)).length };
  });
  const best = Math.max(0, ...hits.map(({ count }) => count));
  return { at: 'named', entries: best === 0 ? [] : hits.flatMap(({ entry, count }) => (count === best ? [entry] : [])) };
}

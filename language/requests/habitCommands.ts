import type { Intent } from '../interpretation.ts';
import type { Line } from './commandLine.ts';

const filler =
  '(?:tolong|dong|ya|coba|please|kak|min|bot|aja|saja|apa|lihat|cek|daftar|tampilkan|show|list|what|are|my|me|saya|aku|semua|all|the|kamu|ingat|tentang|soal)';
const habit = '(?:kebiasaan(?:ku|nya|mu)?|aturan(?:ku|nya)?|habits?|rules?)';
const lists = new RegExp(`^(?:${filler} )*${habit}(?: ${filler})*$`);
const forgets = new RegExp(
  `^(?:(?:tolong|please|kak|min|bot|eh) )*(?:lupakan|lupain|forget|(?:hapus|hapusin|delete|remove) ${habit})(?: (?:${habit}|soal|tentang|about|untuk|for|the|yang))* (.+?)(?: (?:dong|ya|aja|please|deh))*$`,
);
/** "lupain aja", "forget it": about nothing that was learnt. */
const nothing =
  /^(?:that (?:last )?(?:one|entry|transaction)|the last (?:one|entry|transaction)|last (?:one|entry|transaction)|aja|saja|itu|ini|tadi|yang tadi|it|that|dong|deh|ya|semua|semuanya)$/;

/** "kebiasaan", "lupakan kopi": what the book has learnt, and forgetting it. Null when the line is about neither. */
export function readHabitCommand({ text }: Line): Intent | null {
  if (text.includes('#')) return null;
  if (lists.test(text)) return { intent: 'habit.list' };
  const phrase = forgets.exec(text)?.[1] ?? '';
  return phrase === '' || nothing.test(phrase) ? null : { intent: 'habit.forget', phrase };
}

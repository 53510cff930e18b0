/** Money that comes back after it was paid: refunds of what was called off, deposits, claims. */

/** "tiket yang batal sudah balik #": the money came back. */
const cameBack =
  /\b(?:sudah|akhirnya|barusan|tadi|baru)(?: \S+)? (?:balik|kembali|dibalikin|dikembalikan|direfund|refund|cair)\b|\b(?:uang|duit|dana|saldo|deposit|dp|jaminan)\b[^#]*\b(?:balik|kembali|dibalikin|dikembalikan|direfund)(?: lagi| semua| full| ke \S+)? #|\brefund(?:nya|an)? (?:\S+ ){0,3}#|\b(?:uang|duit|dana|saldo|deposit|dp|jaminan)\b[^#]*# (?:sudah )?(?:balik|kembali|dibalikin|dikembalikan|direfund)\b/;
/** It has not, or not yet. */
const notBack = /\b(?:belum|tidak|kapan|kalau|minta|nunggu|tunggu|bisa|mau|semoga|moga|harusnya)\b/;

/** Whether a line tells that money of the person's own came back. */
export const isReturned = (line: string): boolean => cameBack.test(line) && !notBack.test(line);

import type { Locale } from '../locale.ts';
import { capital, periodName } from './format.ts';
import type { Said } from './phrases.ts';

type File = Parameters<Said<'file'>>[0];
type Counted = Extract<File, { rows: number }>;

const nameOf = ({ from, to }: Counted, locale: Locale, today: string | undefined): string | null =>
  from === null || to === null ? null : periodName(from, to, locale, today);

const indonesian: Said<'file'> = (file, today) => {
  switch (file.state) {
    case 'making':
      return `Sebentar, kusiapkan filenya (${nameOf(file, 'id', today) ?? 'semua catatan'}).`;
    case 'ready':
      return `${capital(nameOf(file, 'id', today) ?? 'semua catatan')}: ${file.rows} catatan`;
    case 'empty':
      return `Belum ada catatan ${nameOf(file, 'id', today) ?? 'di buku ini'}, jadi tidak ada yang bisa kukirim.`;
    case 'refused':
      return 'Maaf, hanya pemilik dan bagian keuangan buku ini yang bisa minta filenya.';
    case 'too_large':
      return 'Filenya terlalu besar untuk WhatsApp. Minta masa yang lebih pendek ya, misalnya *kirim excel bulan ini*.';
    case 'failed':
      return 'Maaf, filenya tidak jadi terkirim. Coba minta lagi sebentar lagi ya.';
  }
};

const english: Said<'file'> = (file, today) => {
  switch (file.state) {
    case 'making':
      return `One moment, I am preparing the file (${nameOf(file, 'en', today) ?? 'all entries'}).`;
    case 'ready':
      return `${capital(nameOf(file, 'en', today) ?? 'all entries')}: ${file.rows} ${file.rows === 1 ? 'entry' : 'entries'}`;
    case 'empty':
      return `There are no entries ${nameOf(file, 'en', today) ?? 'in this book'} yet, so there is nothing to send.`;
    case 'refused':
      return 'Sorry, only the owner and the finance people of this book can ask for its file.';
    case 'too_large':
      return 'The file is too large for WhatsApp. Ask for a shorter time, for example *send excel this month*.';
    case 'failed':
      return 'Sorry, the file could not be sent. Please ask again in a moment.';
  }
};

/** What is said of a file of the book, and beside it. */
export const fileWords: Record<Locale, Said<'file'>> = { id: indonesian, en: english };

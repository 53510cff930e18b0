import type { Intent } from '../interpretation.ts';
import { asTyped, type Line, make, nameOf, polite, type Read } from './commandLine.ts';

const categoryWord = '(?:kategori|category|categories|kategorinya)';
const renaming = '(?:ubah|ubahin|ganti|gantiin|rename|change|edit|diganti|diubah)';
const removing =
  '(?:hapus|hapusin|hapuskan|delete|remove|buang|buangin|hilangin|hilangkan|ilangin|apus|apusin|drop|dihapus|dihapusin|diapus|dibuang|dihilangkan|busak)';
/** "mau kategori ngopi", "kategori kucing dong": wished for. */
const wishing = '(?:mau|pengen|ingin|minta|butuh|perlu|want|need)';

/** What stands where a name would, but points at an entry. */
const pointing = /^(?:yang |tadi|terakhir|barusan|transaksi|itu|ini|of |last|it)/;

/** Asked to be listed. */
const listing = /\b(?:daftar|list|lihat|apa|semua|show|what|which|ada|all|tampilkan|tampilin|cek|my|tunjukkan|berapa)\b/;

/** "buat kategori skincare", "kategori kucing buang aja", "ganti nama kategori jajan jadi cemilan", "ada kategori apa aja". */
export const readCategory: Read = (line) => {
  const { text } = line;
  if (!new RegExp(`\\b${categoryWord}\\b`).test(text) || text.includes('#')) return null;
  if (/\b(?:pengeluaran|terbesar|terbanyak|boros|paling)\b/.test(text)) return null;
  const bare = text.replace(polite, ' ').replace(/\s+/g, ' ').trim();
  return renamed(line, bare) ?? removed(line, bare) ?? added(line, bare) ?? listed(text, bare);
};

function renamed(line: Line, bare: string): Intent | null {
  const becomes = '(?:jadi|menjadi|ke|to|into|dengan|as)';
  const said =
    new RegExp(`^${categoryWord} (.+?) ${renaming}(?: nama| namanya)?(?: jadi| menjadi| ke| to)? (.+)$`).exec(bare) ??
    new RegExp(`\\b${renaming}(?: the)?(?: nama| name of)?(?: the)? ${categoryWord} (.+?) ${becomes} (.+)$`).exec(line.text);
  const [name, newName] = [nameOf(said?.[1] ?? ''), nameOf(said?.[2] ?? '')];
  if (name === '' || newName === '' || pointing.test(said?.[1] ?? '')) return null;
  return { intent: 'category.rename', name: asTyped(name, line), newName: asTyped(newName, line) };
}

function removed(line: Line, bare: string): Intent | null {
  const said =
    new RegExp(`\\b${removing}(?: the)? ${categoryWord} (.+)$`).exec(line.text) ??
    new RegExp(`\\b(?:delete|remove|drop)(?: the)? (.+) ${categoryWord}$`).exec(line.text) ??
    new RegExp(`\\b${categoryWord} (.+?) ${removing}$`).exec(bare);
  return named('category.delete', said?.[1], line);
}

function added(line: Line, bare: string): Intent | null {
  const said =
    new RegExp(`\\b${make} (?:(?:a|new) )*${categoryWord} (.+)$`).exec(line.text) ??
    new RegExp(`\\b${make} (?:(?:a|new) )*(.+?) ${categoryWord}$`).exec(line.text) ??
    new RegExp(`^${categoryWord} baru (.+)$`).exec(line.text) ??
    new RegExp(`^(?:saya |i )?${wishing} (?:(?:a|ada|new|punya) )*${categoryWord} (?!apa\\b)(.+)$`).exec(bare);
  return named('category.add', said?.[1], line);
}

function named(intent: 'category.add' | 'category.delete', raw: string | undefined, line: Line): Intent | null {
  const name = nameOf(raw ?? '');
  return name === '' ? null : { intent, name: asTyped(name, line) };
}

const listed = (text: string, bare: string): Intent | null =>
  listing.test(text) || /^(?:kategori|categories)$/.test(bare) ? { intent: 'category.list' } : null;

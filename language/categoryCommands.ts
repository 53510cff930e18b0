import { make, nameOf, polite, type Read } from './commandLine.ts';
import type { Intent } from './interpretation.ts';

const categoryWord = '(?:kategori|category|categories|kategorinya)';

export const readCategory: Read = ({ text }) => {
  if (!new RegExp(`\\b${categoryWord}\\b`).test(text) || text.includes('#')) return null;
  if (/\b(?:pengeluaran|terbesar|terbanyak|boros|paling)\b/.test(text)) return null;
  const rename = new RegExp(
    `\\b(?:ubah|ganti|rename|change|gantiin|edit)(?: the)?(?: nama| name of)?(?: the)? ${categoryWord} (.+?) (?:jadi|menjadi|ke|to|into|dengan|as) (.+)$`,
  ).exec(text);
  const renamed = new RegExp(
    `^${categoryWord} (.+?) (?:ganti|ubah|diganti|diubah|rename)(?: nama| namanya)?(?: jadi| menjadi| ke) (.+)$`,
  ).exec(text);
  if (renamed) return { intent: 'category.rename', name: nameOf(renamed[1] ?? ''), newName: nameOf(renamed[2] ?? '') };
  if (rename) {
    const [name, newName] = [nameOf(rename[1] ?? ''), nameOf(rename[2] ?? '')];
    const pointing = /^(?:yang |tadi|terakhir|transaksi|itu|ini|of |last|it)/.test(rename[1] ?? '');
    if (name !== '' && newName !== '' && !pointing) return { intent: 'category.rename', name, newName };
  }
  const remove =
    new RegExp(`\\b(?:hapus|hapusin|delete|remove|buang|hilangin|hilangkan|apus|drop)(?: the)? ${categoryWord} (.+)$`).exec(
      text,
    ) ??
    new RegExp(`\\b(?:delete|remove)(?: the)? (.+) ${categoryWord}$`).exec(text) ??
    new RegExp(`\\b${categoryWord} (.+?) (?:dihapus|dihapusin|diapus|dibuang|dihilangkan|hapus|apus)(?: aja)?$`).exec(
      text.replace(polite, '').trim(),
    );
  if (remove) return named('category.delete', remove[1]);
  const add =
    new RegExp(`\\b${make} (?:(?:a|new) )*${categoryWord} (.+)$`).exec(text) ??
    new RegExp(`\\b${make} (?:(?:a|new) )*(.+?) ${categoryWord}$`).exec(text) ??
    new RegExp(`^${categoryWord} baru (.+)$`).exec(text);
  if (add) return named('category.add', add[1]);
  const lists =
    /\b(?:daftar|list|lihat|apa|semua|show|what|which|ada|all|tampilkan|cek|my|tunjukkan|berapa)\b/.test(text) ||
    /^(?:kategori|categories)$/.test(text.replace(polite, '').trim());
  return lists ? { intent: 'category.list' } : null;
};

function named(intent: 'category.add' | 'category.delete', raw: string | undefined): Intent | null {
  const name = nameOf(raw ?? '');
  return name === '' ? null : { intent, name };
}

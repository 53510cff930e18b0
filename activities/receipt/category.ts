import type { ExpenseCategory } from '../../language/interpretation.ts';
import type { ReadFields } from './reading.ts';

/** Words on a receipt that tell its category; the first that fits wins, so the special come before the general. */
const signs: readonly (readonly [ExpenseCategory, RegExp])[] = [
  [
    'transport',
    /\bSPBU\b|PERTAMINA|PERTAMAX|PERTALITE|SHELL|\bVIVO\b|REVVO|\bBP AKR|BENSIN|SOLAR|DEXLITE|PARKI[RN]|\bTOL\b|KERETA|\bKAI\b|GRAB|GOJEK|BENGKEL/,
  ],
  ['pulsa_data', /PULSA|PAKET DATA|TELKOMSEL|INDOSAT|\bXL\b|KUOTA/],
  ['utilitas', /\bPLN\b|LISTRIK|\bPDAM\b|TOKEN|INDIHOME|WIFI BULAN/],
  ['kesehatan', /APOTE[KC]|FARMA|KLINIK|RUMAH SAKIT|\bRS\b|OPTIK|\bDOKTER|GUARDIAN|CENTURY/],
  ['rumah_tangga', /\bTB\b|\bUD\b|BANGUNAN|MATERIAL|SEMEN|\bCAT\b|PAKU|KERAMIK|FURNI|\bACE\b|MITRA10/],
  [
    'makan',
    /KOPI|COFFEE|CAFE|RESTO|WARUNG|WAROENG|RUMAH MAKAN|\bRM\b|SOTO|BAKSO|\bMIE AYAM|NASI|STEAK|HOKBEN|ANGKRINGAN|LESEHAN|BAKERY|PIZZA|\bDELI\b|BURGER|AYAM|SATE|GEPREK|PADANG|LATTE/,
  ],
  [
    'belanja_harian',
    /INDOMARET|ALFA(?:MART|MIDI)|LAWSON|CIRCLE K|SUPERMARKET|SWALAYAN|MINIMARKET|\bMART\b|HYPERMART|SUPERINDO|PASAR|GROSIR|\bTOKO\b|SABUN|SUSU|GULA|TISU|INDOMIE/,
  ],
  ['pakaian', /FASHION|UNIQLO|MATAHARI|SEPATU|\bBAJU|SALON|BARBER|LAUNDRY/],
  ['pendidikan', /GRAMEDIA|BUKU|SEKOLAH|KURSUS|\bSPP\b/],
  ['hiburan', /CINEMA|BIOSKOP|\bXXI\b|\bCGV\b|KARAOKE|TIKET MASUK/],
];

/** Category of a receipt by who was paid, then by what was bought; null when nothing tells. */
export function receiptCategory({ merchant, items }: ReadFields, caption = ''): ExpenseCategory | null {
  const places = [caption, merchant ?? '', items.map((item) => item.name).join(' ')];
  for (const place of places) {
    const found = signs.find(([, pattern]) => pattern.test(place.toUpperCase()));
    if (found) return found[0];
  }
  return null;
}

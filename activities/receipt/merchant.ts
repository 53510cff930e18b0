import { trailingAmount } from './amounts.ts';
import { findDate } from './dates.ts';
import { withLetters } from './labels.ts';
import type { Row } from './page.ts';

/** Rows that name who gets the money on transfer and wallet screens; the name follows or stands in the next row. */
const payee =
  /^\W*(?:(?:na\W?ma )?pene\p{L}{0,2}r\p{L}{0,2}ma|ke|kepada|tujuan|dibayar(?:kan)? ke|bayar ke|beneficiary name|recipient|nama merchant|merchant|nama tujuan|transfer ke)\b\s*:?\s*/iu;

/** Addresses, numbers and status bars: never a name. */
const notName =
  /^\W*(?:JL|JALAN|NPWP|TELP|TLP|TEL|WA|HP|NO)\b|\d{5,}|\b(?:LTE|4G|5G)\b|^\W*\d{1,2}[:.]\d{2}|TERIMA KASIH|BERHASIL|\b(?:RINCIAN|DETAIL) (?:PESANAN|TRANSAKSI|PEMBAYARAN)/i;

/** Banks print their brand above the merchant on card and QRIS slips. */
const bankBrand = /^\W*(?:BANK\s*\w+|BNI|BCA|BRI|MANDIRI|BSI|CIMB|CIMB NIAGA|PERMATA|DANAMON|BTN|OCBC|MAYBANK|NOBU|LUMBUNG)\W*$/i;
/** Rows of a card or QRIS terminal's slip. */
export const terminalSlip = /\b(?:TID|MID|APPR|TRACE|BATCH)\b/;

/** The number of a filling station, part of its name. */
const stationCode = /\s?\d{2}\.\d{3}\.?\d{2}$/;

/** Fewer letters are noise. */
const minLetters = 3;

/** A row that is read less surely is not taken for a name. */
const minConfidence = 0.4;

/** The name stands in the first rows. */
const headRows = 8;

/** Electricity is told by its meter and its token; the slip names the customer, and the shop or bank that sold it. */
const electricity = /LISTRIK|\bPLN\b/i;
const meter = /\bSTR[O0]{2}M|\bTOKEN\b|\bIDPEL\b|\bID PELANGGAN\b|\bKWH\b|\bMETER\b/i;

/** Who was paid: PLN, the payee of a transfer, else the name at the top. */
export function findMerchant(rows: readonly Row[]): string | null {
  const isElectricity = [electricity, meter].every((pattern) => rows.some(({ text }) => pattern.test(text)));
  return isElectricity ? 'PLN' : (findPayee(rows) ?? findHeading(rows));
}

/** The payee of a transfer or wallet payment, null on other papers. */
export function findPayee(rows: readonly Row[]): string | null {
  for (const [index, row] of rows.entries()) {
    const match = payee.exec(row.text);
    if (!match) continue;
    const rest = cleanName(row.text.slice(match[0].length));
    const name = isName(rest) ? rest : cleanName(rows[index + 1]?.text ?? '');
    if (isName(name) && trailingAmount(name) === null) return name;
  }
  return null;
}

function findHeading(rows: readonly Row[]): string | null {
  const isSlip = rows.some((row) => terminalSlip.test(row.text));
  for (const row of rows.slice(0, headRows)) {
    const name = cleanName(row.text);
    if (row.confidence < minConfidence || !isName(name.replace(stationCode, ''))) continue;
    if (findDate(name) !== null || (trailingAmount(name)?.isMoney && !stationCode.test(name))) continue;
    if (isSlip && bankBrand.test(name)) continue;
    return name;
  }
  return null;
}

function isName(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters >= minLetters && isWordy(text) && letters >= text.replace(/\s/g, '').length / 2 && !notName.test(text);
}

/** A name has a word that is more than scraps: four letters, or capitals, or two short ones ("Hok Ben"). */
function isWordy(text: string): boolean {
  return /\p{L}{4}|\p{Lu}{2}|\p{Lu}\p{L}{2}\s\p{Lu}\p{L}{2}/u.test(text);
}

/** What a paper is called, beside the name of who wrote it. */
const kindOfPaper = /(?:^|\s+)(?:INVOICE|FAKTUR(?: PAJAK)?|KWITANSI|RECEIPT)$/i;

/** Junk of the picture's edges: signs and single letters before and after the name. */
function cleanName(text: string): string {
  return withLetters(text)
    .replace(/^(?:[^\p{L}\d]+|\S{1,2}\s+(?=[^\p{L}]))+/gu, '')
    .replace(/[^\p{L}\d.)&]+$/gu, '')
    .replace(/^\d\s+(?=\p{L}{2})|\s+\p{Ll}$/gu, '')
    .replace(kindOfPaper, '')
    .trim();
}

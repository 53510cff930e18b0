import type { Clause, Message } from '../reading/clauses.ts';

const parties: Readonly<Record<string, number>> = {
  dua: 2,
  tiga: 3,
  empat: 4,
  lima: 5,
  enam: 6,
  tujuh: 7,
  delapan: 8,
  sembilan: 9,
  sepuluh: 10,
};

const party = `(?:ber ?(\\d{1,2}|${Object.keys(parties).join('|')})|(\\d{1,2}|${Object.keys(parties).join('|')})(?![.,]\\d)(?! \\d| ribu| rb| ratus| puluh| juta| jt| k))`;
const divided = new RegExp(
  `\\b(?:patungan|patungannya|urunan|udunan|joinan|split|splitbill|share|bagi|dibagi|bagi rata|dibagi rata|saweran|rembugan)(?: (?!\\d)\\S+){0,2}? ${party}\\b|\\b${party}(?: \\S+){0,2} (?:patungan|urunan|udunan|joinan|split|bagi rata|dibagi rata|dibagi|sama rata)\\b`,
);
/** The amount is already what one of them paid. */
const own =
  /\b(?:masing|masing2|per ?orang|perorang|seorang|each|kena|bagian saya|bagianku|bagianne|bagiannya|jatahku|jatah saya|my share|per pax)\b/;

/** Into how many shares a purchase was split ("300rb patungan bertiga", "dibagi 4"); null when it was not, or the amount is a share already. */
export function sharesOf({ tokens }: Message, clauses: readonly Clause[]): number | null {
  const said = clauses
    .flatMap(({ first, last }) => tokens.slice(first, Math.min(last + 1, first + reach)).map((token) => token.norm))
    .join(' ');
  if (own.test(said)) return null;
  const match = divided.exec(said);
  const count = match?.slice(1).find((group) => group !== undefined);
  if (count === undefined) return null;
  const shares = parties[count] ?? Number(count);
  return shares > 1 ? shares : null;
}

/** Tokens of a clause that are looked at; more is no longer chat. */
const reach = 60;

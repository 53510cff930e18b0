import { localDate } from '../../language/calendar.ts';
import type { Reader } from '../../language/locale.ts';
import { findAmounts } from '../../language/reading/amounts.ts';
import { findDates } from '../../language/reading/dates.ts';
import { tokenize } from '../../language/reading/tokens.ts';
import type { Candidate } from './prompt.ts';

/** What a model may choose among: the amounts and dates the parser found in a text, in the order they stand there. */
export interface Candidates {
  amounts: Candidate[];
  dates: Candidate[];
  /** The person's local date. */
  today: string;
}

/** Finds the candidates of a text; numbers that are not money (phones, weights, times) and days ahead are none. */
export function candidatesIn(text: string, reader: Reader): Candidates {
  const amounts = findAmounts(text, reader).flatMap(({ kind, value, alternatives, doubt, quote }): Candidate[] =>
    kind === 'money' && value !== null
      ? [{ value: String(value), quote, alternatives: alternatives.map(String), doubts: doubt ? [doubt] : [] }]
      : [],
  );
  const tokens = tokenize(text);
  const dates = findDates(tokens, reader).flatMap(({ first, last, day, future }): Candidate[] => {
    const start = tokens[first];
    const end = tokens[last];
    return day !== null && !future && start && end ? [{ value: day, quote: text.slice(start.start, end.end) }] : [];
  });
  return { amounts, dates, today: localDate(reader.now, reader.timezone) };
}

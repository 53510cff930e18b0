import { interpret } from '../language/interpret.ts';
import type { Interpretation } from '../language/interpretation.ts';
import { blockingDoubts } from '../language/interpretation.ts';
import type { Reader } from '../language/locale.ts';

/** The day of the tables: a Friday. */
export const today = '2026-11-20';

/** Someone who writes on that day from Jakarta. */
export const reader: Reader = { now: new Date(`${today}T10:00:00+07:00`), timezone: 'Asia/Jakarta', locale: 'id' };

/**
 * The entries of a message in short, joined by " + ": type and amount, category, the day unless today, "?" where the person is asked for the
 * amount ("e25000 makan @2026-11-19 ?").
 */
export function entriesOf(text: string): string {
  const read: Interpretation = interpret(text, reader);
  if (read.intent !== 'record') return read.intent;
  return read.entries
    .map((entry) => {
      const asked = entry.amount === null || entry.doubts.some((doubt) => blockingDoubts.includes(doubt));
      const parts = [
        entry.type.charAt(0) + entry.amount,
        entry.category,
        entry.occurredOn === today ? null : `@${entry.occurredOn}`,
        asked ? '?' : null,
      ];
      return parts.filter((part) => part !== null).join(' ');
    })
    .join(' + ');
}

/** A pattern for such a line, in which a slash parts what is as right ("makan/hiburan"). */
export function patternOf(wanted: string): RegExp {
  const parts = wanted.split(' ').map((part) => {
    const any = part.split('/').map((choice) => choice.replace(/^@/, '').replace(/[+?]/g, '\\$&'));
    return `${part.startsWith('@') ? '@' : ''}(?:${any.join('|')})`;
  });
  return new RegExp(`^${parts.join(' ')}$`);
}

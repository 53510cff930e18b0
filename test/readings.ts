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

/** A reading in short: its intent and fields. */
export function requestOf(read: Interpretation): string {
  const period = 'from' in read ? ` ${read.from ?? '-'}..${read.to ?? '-'}` : '';
  switch (read.intent) {
    case 'record':
      return `record ${read.entries.filter((entry) => !entry.doubts.some((doubt) => blockingDoubts.includes(doubt))).length}`;
    case 'report':
    case 'list': {
      const than = read.intent === 'report' && read.compared ? ` than last ${read.compared}` : '';
      return `${read.intent}${period}${read.category ? ` ${read.category}` : ''}${than}`;
    }
    case 'export':
      return `export ${read.format}${period}`;
    case 'edit':
      return `edit ${Object.entries(read.set)
        .map(([field, value]) => `${field}=${value}`)
        .join(' ')}`;
    case 'category.rename':
      return `${read.intent} ${read.name}>${read.newName}`;
    default: {
      const { intent, locale: _, confidence: __, ...fields } = read;
      return [intent, ...Object.values(fields)].map(String).join(' ');
    }
  }
}

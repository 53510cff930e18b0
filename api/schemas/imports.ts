import { Type } from 'typebox';
import { presetNames } from '../imports/presets.ts';
import { closed, day, moment, money, nullable, oneOf, slug, uuid, words } from './basics.ts';

const column = (description: string) => Type.Optional(words(`column of ${description}`, 80));
/** A statement of a year has some thousand lines. */
const maxChoices = 5_000;

export const importQuery = closed({
  book: uuid('the book it is booked in'),
  preset: Type.Optional(oneOf(presetNames, 'whose statement it is; found by its columns unless it is said')),
  year: Type.Optional(
    Type.Integer({
      minimum: 1990,
      maximum: 2099,
      description: 'of days without one; the one above the table, else this year, unless it is said',
    }),
  ),
  date: column('the day'),
  dateFormat: Type.Optional(oneOf(['DD/MM/YYYY', 'MM/DD/YYYY'], 'which comes first')),
  description: column('the words'),
  amount: column('the signed amount'),
  debit: column('what went out'),
  credit: column('what came in'),
  direction: column('DB or CR'),
  decimal: Type.Optional(oneOf([',', '.'], 'before the decimals, where both could be meant')),
});

const row = Type.Object({
  line: Type.Integer({ description: 'line behind the header' }),
  occurredOn: nullable(day('when it happened')),
  type: nullable(oneOf(['expense', 'income'], 'what it would be booked as')),
  amount: nullable(money('signed: what the account received')),
  description: Type.String(),
  category: nullable(Type.String({ description: 'proposed' })),
  problem: nullable(Type.String({ description: '`no-date` or `no-amount`: it cannot be booked' })),
  duplicateOf: nullable(uuid('an entry that looks like the same; it is left out unless it is said otherwise')),
  entryId: nullable(uuid('the entry it was booked as')),
});

export const importPreview = Type.Object({
  id: uuid('id of the import'),
  bookId: uuid('its book'),
  fileName: Type.String(),
  preset: nullable(Type.String()),
  columns: Type.Array(Type.String(), { description: 'of the file' }),
  rows: Type.Array(row),
  duplicates: Type.Integer({ description: 'rows that look booked already' }),
  problems: Type.Integer({ description: 'rows that cannot be read' }),
  createdAt: moment('when it was sent'),
  committedAt: nullable(moment('when it was booked')),
});

export const commitBody = closed({
  wallet: Type.String({
    minLength: 1,
    maxLength: 80,
    pattern: '^[^\\u0000]+$',
    description: 'id or code of the wallet the statement is of',
  }),
  rows: Type.Optional(
    Type.Array(
      closed({
        line: Type.Integer({ minimum: 1, maximum: maxChoices }),
        category: Type.Optional(slug),
        book: Type.Optional(Type.Boolean({ description: 'false leaves it out; true books it though it looks booked already' })),
      }),
      { maxItems: maxChoices },
    ),
  ),
});

export const commitResult = Type.Object({
  booked: Type.Integer(),
  results: Type.Array(
    Type.Object({
      line: Type.Integer(),
      result: Type.String({ description: '`booked`, `left-out`, `booked-before`, or why not' }),
      entryId: nullable(uuid('the entry it was booked as')),
    }),
  ),
});

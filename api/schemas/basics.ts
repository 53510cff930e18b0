import { type Static, type TSchema, Type } from 'typebox';
import { currencyCodes } from '../../language/currencies.ts';
import { expenseCategories, incomeCategories } from '../../language/interpretation.ts';

/** Page sizes; 200 rows are a screenful of work and far below the body a client can choke on. */
const defaultLimit = 50;
const maxLimit = 200;

/** A value that may be null: `type: [.., 'null']` as JSON Schema 2020-12 writes it. */
export function nullable<Schema extends TSchema>(schema: Schema) {
  const { type } = schema as { type?: string };
  return Type.Unsafe<Static<Schema> | null>({ ...schema, type: [type, 'null'] });
}

/** One of a closed list of words. */
export const oneOf = <const Words extends readonly string[]>(words: Words, description: string) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: [...words], description });

/** A currency books are kept in. */
export const currencyOf = (description: string) => Type.Unsafe<string>({ type: 'string', enum: [...currencyCodes], description });

export const uuid = (description: string) => Type.String({ format: 'uuid', description });
export const moment = (description: string) => Type.String({ format: 'date-time', description });
export const money = (description: string) =>
  Type.String({
    pattern: '^-?\\d+(\\.\\d+)?$',
    description: `${description}; decimal string in major units`,
    examples: ['25000'],
  });
/** A day of this or the last century: Postgres knows no year 0. */
export const day = (description: string) =>
  Type.String({ format: 'date', pattern: '^(19|20)', description: `${description}; YYYY-MM-DD`, examples: ['2026-11-23'] });
export const category = oneOf([...expenseCategories, ...incomeCategories], 'slug of a category');

export const page = {
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 400,
      pattern: '^[A-Za-z0-9_-]+$',
      description: '`next` of the page before; same filters',
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: maxLimit, default: defaultLimit, description: 'rows of one page' })),
};

export const nextCursor = nullable(Type.String({ description: 'cursor of the next page; null on the last' }));
export const limitOf = (limit: number | undefined): number => limit ?? defaultLimit;

/** A query string or path that refuses what it does not know. */
export const closed = <const Properties extends Record<string, TSchema>>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

/** A body that may lack any of its fields, but not all of them. */
export const partly = <const Properties extends Record<string, TSchema>>(properties: Properties) =>
  Type.Partial(closed(properties), { minProperties: 1, additionalProperties: false });

/** A body that may be left out. */
export const orNothing = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** What a person writes: something that can be seen, and nothing Postgres cannot keep. */
export const words = (description: string, maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$', description });

/** A category of the book: of the closed list, or one added. */
export const slug = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^[^\\s\\u0000]+$',
  description: 'slug of a category',
  examples: ['makan'],
});

export const idParams = closed({ id: uuid('id of the record') });

/** Free-form JSON kept with a message, as its step wrote it. */
export const freeForm = (description: string) =>
  Type.Unsafe<object | null>({ type: ['object', 'null'], additionalProperties: true, description });

export const run = Type.Object(
  { id: Type.String({ description: 'workflow id' }), url: Type.String({ description: 'the run in the Temporal UI' }) },
  { description: 'the run of the message' },
);

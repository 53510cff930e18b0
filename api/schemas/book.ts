import { type TSchema, Type } from 'typebox';
import { closed, currencyOf, day, moment, money, nullable, oneOf, partly, slug, uuid, words } from './basics.ts';

export const bookQuery = closed({ book: uuid('the book it is about') });
export const listOf = <Schema extends TSchema>(schema: Schema) => Type.Object({ items: Type.Array(schema) });

/** A decimal string above zero. */
export const amount = Type.String({
  maxLength: 20,
  pattern: '^\\d{1,15}(\\.\\d{1,3})?$',
  description: 'above zero; decimal string in major units',
  examples: ['25000'],
});
const signed = Type.String({
  maxLength: 20,
  pattern: '^-?\\d{1,15}(\\.\\d{1,3})?$',
  description: 'decimal string in major units; below zero for what is owed',
});
const currency = currencyOf('ISO 4217');
const name = words('what people call it', 80);
const archived = Type.Boolean({ description: 'no longer offered; what is booked stays' });
const archivedAt = nullable(moment('when it was archived'));
export const month = Type.String({ pattern: '^(19|20)\\d\\d-(0[1-9]|1[0-2])$', description: 'YYYY-MM', examples: ['2026-11'] });
const walletName = Type.String({ minLength: 1, maxLength: 80, pattern: '^[^\\u0000]+$', description: 'id or code of a wallet' });

export const wallet = Type.Object({
  id: uuid('id of the wallet'),
  code: Type.String(),
  name: Type.String(),
  currency: Type.String(),
  balance: money('what is in it; below zero for what is owed'),
  archivedAt,
});
export const walletBody = closed({
  name,
  currency: Type.Optional(currency),
  openingBalance: Type.Optional(signed),
  openedOn: Type.Optional(day('when it held the opening balance; today unless it is said')),
});
export const walletChange = partly({ name, archived });

export const category = Type.Object({
  slug: Type.String(),
  kind: oneOf(['expense', 'income'], 'which side it is on'),
  name: Type.String(),
  builtIn: Type.Boolean({ description: 'of the default list' }),
  archivedAt,
});
export const categoryBody = closed({ kind: oneOf(['expense', 'income'], 'which side it is on'), name });
export const categoryChange = partly({ name, archived });
export const slugParams = closed({ slug });

export const tagRow = Type.Object({
  id: uuid('id of the tag'),
  name: Type.String(),
  entries: Type.Integer({ description: 'standing entries that carry it' }),
});
export const tagChange = closed({ name });

export const budget = Type.Object({
  id: uuid('id of the budget'),
  category: nullable(Type.String({ description: 'slug; null is all spending' })),
  month: nullable(Type.String({ description: 'YYYY-MM; null is every one' })),
  period: oneOf(['month', 'week'], 'how long it is for'),
  amount: money('what may be spent'),
  currency: Type.String(),
});
export const budgetBody = closed({
  category: Type.Optional(nullable(slug)),
  month: Type.Optional(
    Type.String({ pattern: '^((19|20)\\d\\d-(0[1-9]|1[0-2])|every)$', description: 'YYYY-MM, or `every` (also without it)' }),
  ),
  period: Type.Optional(oneOf(['month', 'week'], 'how long it is for; a month unless it is said')),
  amount,
  currency: Type.Optional(currency),
});
export const budgetChange = closed({ amount });

export const goal = Type.Object({
  id: uuid('id of the goal'),
  name: Type.String(),
  code: Type.String({ description: 'its account: a wallet in every entry' }),
  currency: Type.String(),
  saved: money('what is in it'),
  target: nullable(money('what it is for')),
  byDate: nullable(day('when it should be there')),
  archivedAt,
});
export const goalBody = closed({
  name,
  target: Type.Optional(nullable(amount)),
  byDate: Type.Optional(nullable(day('when it should be there'))),
});
export const goalChange = partly({
  name,
  target: nullable(amount),
  byDate: nullable(day('when it should be there')),
  archived,
});
export const depositBody = closed({
  amount,
  occurredOn: day('when it was put aside'),
  wallet: Type.Optional(walletName),
  note: Type.Optional(words('what it was', 500)),
});
export const entryMade = Type.Object({ entryId: uuid('the entry it was booked as') });

const template = closed({
  type: oneOf(['expense', 'income', 'transfer'], 'what it is'),
  amount,
  currency: Type.Optional(currency),
  category: Type.Optional(nullable(slug)),
  wallet: Type.Optional(walletName),
  toWallet: Type.Optional(walletName),
  merchant: Type.Optional(nullable(words('who is paid or who pays', 200))),
  note: words('what it is for', 500),
  tags: Type.Optional(Type.Array(words('word to find it by', 60), { maxItems: 20 })),
});
const every = oneOf(['day', 'week', 'month', 'year'], 'how often');
const interval = Type.Integer({ minimum: 1, maximum: 366, description: 'every so many of them' });

export const recurring = Type.Object({
  id: uuid('id of the recurring entry'),
  template: Type.Unsafe<object>({ type: 'object', additionalProperties: true, description: 'the entry, without its date' }),
  every,
  interval: Type.Integer(),
  startsOn: day('the first date'),
  nextOn: nullable(day('the next date; null when it has ended')),
  until: nullable(day('the last date')),
  paused: Type.Boolean(),
  refusal: nullable(
    Type.String({ description: 'why its next date could not be booked: it is paused until somebody resumes it' }),
  ),
  createdBy: Type.String(),
  upcoming: Type.Array(day('a date to come')),
});
export const recurringBody = closed({
  template,
  every,
  interval: Type.Optional(interval),
  nextOn: day('the first date'),
  until: Type.Optional(nullable(day('the last date'))),
});
export const recurringChange = partly({
  template,
  every,
  interval,
  nextOn: day('the next date'),
  until: nullable(day('the last date')),
  paused: Type.Boolean(),
});

export const period = Type.Object({
  month: Type.String({ description: 'YYYY-MM' }),
  state: oneOf(['open', 'soft_closed', 'locked'], 'what may be booked in it'),
  changedBy: nullable(Type.String()),
  changedAt: nullable(moment('when it was closed or opened')),
  reason: nullable(Type.String()),
});
export const periodParams = closed({ month });
export const periodBody = closed({ reason: Type.Optional(words('why', 300)) });

export const auditQuery = closed({
  book: uuid('the book it is about'),
  subject: Type.Optional(words('kind of the thing: entry, budget, period ...', 40)),
  id: Type.Optional(words('id of the thing', 120)),
  actor: Type.Optional(words('id of who did it', 60)),
  before: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: '`seq` of the last line of the page before' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
});
const anything = (description: string) =>
  Type.Unsafe<object | null>({ type: ['object', 'null'], additionalProperties: true, description });
export const auditPage = Type.Object({
  items: Type.Array(
    Type.Object({
      seq: Type.Integer({ description: '1, 2, 3 ... without gaps' }),
      at: moment('when'),
      actor: Type.String(),
      actorName: nullable(Type.String()),
      action: Type.String(),
      subject: Type.String(),
      subjectId: Type.String(),
      before: anything('as it was'),
      after: anything('as it is'),
      source: Type.String(),
      request: nullable(Type.String({ description: 'id of the request or run' })),
      hash: Type.String({ description: 'of this line and all before it' }),
    }),
  ),
  next: nullable(Type.Integer({ description: '`before` of the next page' })),
});
export const auditVerdict = Type.Object({
  lines: Type.Integer({ description: 'lines looked at' }),
  intact: Type.Boolean(),
  brokenAt: nullable(Type.Integer({ description: 'the first line that was changed or is missing' })),
  head: Type.String({ description: 'hash of the last line: keep it elsewhere, and nobody can write the trail anew' }),
});

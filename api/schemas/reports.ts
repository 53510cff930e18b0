import { type TSchema, Type } from 'typebox';
import { closed, currencyOf, day, moment, money, nullable, oneOf, uuid } from './basics.ts';
import { budget, goal, month } from './book.ts';

const currency = Type.Optional(currencyOf('ISO 4217; IDR unless it is said'));
const drawn = {
  format: Type.Optional(oneOf(['json', 'svg'], 'as data, or drawn as a chart')),
  theme: Type.Optional(oneOf(['light', 'dark'], 'colours of a chart')),
};
const range = { from: day('first day, included'), to: day('last day, included') };

/** A report of one book, or without one of all books the caller may look into. */
export const summaryQuery = closed({ book: Type.Optional(uuid('only this book')), ...range, currency, ...drawn });
export const rangeQuery = closed({ book: Type.Optional(uuid('only this book')), ...range, currency, ...drawn });
export const cashFlowQuery = closed({
  book: Type.Optional(uuid('only this book')),
  ...range,
  by: Type.Optional(oneOf(['day', 'week', 'month'], 'how long a step is; a month unless it is said')),
  currency,
  ...drawn,
});
export const bookRangeQuery = closed({ book: uuid('the book it is about'), ...range, currency, ...drawn });
export const plainRangeQuery = closed({ book: uuid('the book it is about'), ...range, currency });
export const merchantQuery = closed({
  book: uuid('the book it is about'),
  ...range,
  currency,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  ...drawn,
});
export const budgetUseQuery = closed({ book: uuid('the book it is about'), month: Type.Optional(month), ...drawn });
export const trialBalanceQuery = closed({
  book: uuid('the book it is about'),
  asOf: day('at the end of this day'),
  recordedUntil: Type.Optional(moment('as it was known at that moment')),
});

export const summaryReport = Type.Object({
  from: day('first day'),
  to: day('last day'),
  currency: Type.String(),
  income: money('what came in'),
  expense: money('what went out'),
  categories: Type.Array(
    Type.Object({
      type: oneOf(['expense', 'income'], 'side of the category'),
      category: Type.String({ description: 'slug' }),
      amount: money('sum'),
      count: Type.Integer({ description: 'entries that stand' }),
    }),
  ),
});

export const bookView = Type.Object({
  id: uuid('id of the book'),
  kind: oneOf(['personal', 'group', 'team'], 'whose book it is'),
  name: Type.String(),
  currency: Type.String(),
  timezone: Type.String(),
  createdAt: moment('when it was opened'),
});

export const bookList = Type.Object({ items: Type.Array(bookView) });

/** A report and the chart of it. */
export const drawing = (schema: TSchema) => ({
  description: 'The report, or its chart with `format=svg`',
  content: {
    'application/json': { schema },
    'image/svg+xml': { schema: Type.Unsafe<string>({ type: 'string' }) },
  },
});

const side = oneOf(['expense', 'income'], 'side of the category');
const rate = nullable(Type.Number({ description: 'share from 0 to 1; null when there is nothing to divide' }));
const items = <Schema extends TSchema>(schema: Schema) => Type.Object({ items: Type.Array(schema) });

export const categoryMonthReport = items(
  Type.Object({
    month: Type.String({ description: 'YYYY-MM' }),
    type: side,
    category: Type.String({ description: 'slug' }),
    name: Type.String(),
    amount: money('sum'),
    count: Type.Integer(),
  }),
);
export const cashFlowReport = items(
  Type.Object({
    from: day('first day of the step'),
    income: money('what came in'),
    expense: money('what went out'),
    net: money('what is left of it'),
    balance: money('what the wallets held at the end of the step'),
  }),
);
export const budgetUseReport = items(
  Type.Object({
    ...budget.properties,
    from: day('first day of its period'),
    to: day('last day of its period'),
    spent: money('what was spent'),
    left: money('what may still be spent; below zero when more was'),
    share: Type.Number({ description: 'spent over amount' }),
  }),
);
export const memberReport = items(
  Type.Object({
    member: Type.String({ description: 'id of who confirmed it' }),
    name: nullable(Type.String()),
    income: money('what came in'),
    expense: money('what went out'),
    count: Type.Integer(),
  }),
);
export const merchantReport = items(
  Type.Object({
    merchant: Type.String(),
    amount: money('what was spent there'),
    count: Type.Integer(),
    lastOn: day('the last time'),
  }),
);
export const trialBalanceReport = Type.Object({
  asOf: day('at the end of this day'),
  lines: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      kind: Type.String(),
      currency: Type.String(),
      debit: money('what it was debited with more'),
      credit: money('what it was credited with more'),
    }),
  ),
  totals: Type.Array(Type.Object({ currency: Type.String(), debit: money('sum'), credit: money('the same sum') })),
});
export const savingsReport = Type.Object({
  goals: Type.Array(
    Type.Object({
      ...goal.properties,
      share: nullable(Type.Number({ description: 'saved over target' })),
      monthly: money('put aside a month of late'),
      reachedIn: nullable(Type.String({ description: 'YYYY-MM in which the target is reached at that pace' })),
    }),
  ),
  months: Type.Array(Type.Object({ month: Type.String(), net: money('put aside less taken out') })),
});

const counts = (names: readonly string[]) => Type.Object(Object.fromEntries(names.map((name) => [name, Type.Integer()])));
export const qualityReport = Type.Object({
  messages: counts(['total', 'booked', 'answered', 'cancelled', 'expired', 'failed']),
  questions: counts(['asked', 'revised', 'expired']),
  entries: counts(['fromChat', 'corrected', 'others', 'withoutReceipt']),
  correctionRate: rate,
  revisionRate: rate,
  expiryRate: rate,
  hearing: nullable(Type.Number({ description: 'mean certainty of what was heard' })),
});

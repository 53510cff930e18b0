import { Type } from 'typebox';
import { closed, day, moment, money, oneOf, uuid } from './basics.ts';

export const summaryQuery = closed({
  book: Type.Optional(uuid('only this book')),
  from: day('first day, included'),
  to: day('last day, included'),
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

const book = Type.Object({
  id: uuid('id of the book'),
  kind: oneOf(['personal', 'group', 'team'], 'whose book it is'),
  name: Type.String(),
  currency: Type.String(),
  timezone: Type.String(),
  createdAt: moment('when it was opened'),
});

export const bookList = Type.Object({ items: Type.Array(book) });

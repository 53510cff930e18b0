import { Type } from 'typebox';
import { category, closed, day, freeForm, moment, money, nextCursor, nullable, oneOf, page, run, uuid } from './basics.ts';

const entryType = oneOf(['expense', 'income', 'transfer', 'reversal'], 'a reversal takes another entry back');

const filter = {
  book: Type.Optional(uuid('only this book')),
  from: Type.Optional(day('first day, included')),
  to: Type.Optional(day('last day, included')),
  category: Type.Optional(category),
  type: Type.Optional(entryType),
  status: Type.Optional(oneOf(['standing', 'all'], '`standing` leaves out reversals and what they took back; default `all`')),
  q: Type.Optional(
    Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000]*$', description: 'text in note or merchant' }),
  ),
};

export const entryFilter = closed(filter);
export const entryQuery = closed({ ...filter, ...page });

const line = {
  id: uuid('id of the entry'),
  bookId: uuid('its book'),
  type: entryType,
  occurredOn: day('when it happened, in the time zone of the book'),
  recordedAt: moment('when it was booked'),
  amount: money('what was spent, received or moved'),
  currency: Type.String({ description: 'ISO 4217' }),
  category: nullable(Type.String({ description: 'slug of the category; null for a transfer' })),
  merchant: nullable(Type.String()),
  note: Type.String(),
  source: Type.String({ description: 'chat, desk, api or import' }),
  decidedBy: Type.String({ description: 'id of who confirmed it' }),
  messageId: nullable(uuid('the message it came from')),
  run: Type.Union([run, Type.Null()]),
  reversalOf: nullable(uuid('the entry this one takes back')),
  voidedBy: nullable(uuid('the entry that took this one back')),
};

export const entrySummary = Type.Object(line);

export const entryPage = Type.Object({ items: Type.Array(entrySummary), next: nextCursor });

export const entryCount = Type.Object({ total: Type.Integer({ description: 'entries the filter means' }) });

const item = Type.Object({
  line: Type.Integer(),
  name: Type.String(),
  quantity: Type.String(),
  unitPrice: nullable(money('price of one')),
  amount: money('price of the line'),
});

const posting = Type.Object({
  account: Type.String({ description: 'code of the account' }),
  name: Type.String(),
  amount: money('signed: what the account receives'),
  currency: Type.String(),
});

export const mediaLink = Type.Object({
  mime: Type.String(),
  bytes: Type.Integer(),
  sha256: Type.String(),
  url: Type.String({ description: 'link that needs no token and soon expires' }),
  expiresIn: Type.Integer({ description: 'seconds' }),
});

const evidence = Type.Object({
  field: Type.String(),
  source: Type.String(),
  quote: Type.String({ description: 'the words or the receipt line it was taken from' }),
});

const messageEvidence = Type.Object({
  id: uuid('id of the message'),
  kind: Type.String(),
  body: nullable(Type.String()),
  stage: Type.String(),
  sentAt: moment('when it was sent'),
  contact: Type.Object({ id: uuid('id of the sender'), name: nullable(Type.String()) }),
  transcript: freeForm('what was heard'),
  reading: freeForm('what was read'),
  media: Type.Union([mediaLink, Type.Null()]),
});

export const entryDetail = Type.Object({
  ...line,
  reason: nullable(Type.String({ description: 'why it was taken back or corrected' })),
  corrects: nullable(uuid('the entry it replaces')),
  evidence: Type.Array(evidence),
  items: Type.Array(item),
  postings: Type.Array(posting),
  message: Type.Union([messageEvidence, Type.Null()]),
});

import { Type } from 'typebox';
import {
  closed,
  currencyOf,
  day,
  freeForm,
  moment,
  money,
  nextCursor,
  nullable,
  oneOf,
  page,
  run,
  slug,
  uuid,
} from './basics.ts';

const entryType = oneOf(['expense', 'income', 'transfer', 'reversal'], 'a reversal takes another entry back');

const search = (description: string, maxLength = 100) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*$', description });
const bound = (description: string) =>
  Type.String({ maxLength: 20, pattern: '^\\d{1,15}(\\.\\d{1,3})?$', description, examples: ['25000'] });

const filter = {
  book: Type.Optional(uuid('only this book')),
  from: Type.Optional(day('first day, included')),
  to: Type.Optional(day('last day, included')),
  category: Type.Optional(slug),
  type: Type.Optional(entryType),
  wallet: Type.Optional(search('id or code of a wallet or goal, on either side', 80)),
  member: Type.Optional(search('id of who confirmed it', 60)),
  merchant: Type.Optional(search('the whole name, whatever its case', 200)),
  source: Type.Optional(oneOf(['chat', 'desk', 'api', 'import', 'recurring'], 'through which door it came')),
  currency: Type.Optional(currencyOf('ISO 4217; also of `min` and `max`, IDR unless it is said')),
  min: Type.Optional(bound('smallest amount, included')),
  max: Type.Optional(bound('largest amount, included')),
  hasAttachment: Type.Optional(Type.Boolean({ description: 'with or without a receipt or document' })),
  tag: Type.Optional(search('one of its tags', 60)),
  status: Type.Optional(oneOf(['standing', 'all'], '`standing` leaves out reversals and what they took back; default `all`')),
  q: Type.Optional(search('text in note or merchant')),
};

export const entrySort = oneOf(
  ['-occurredOn', 'occurredOn', '-recordedAt', 'recordedAt', '-amount', 'amount'],
  'what comes first; `-` is the largest or latest; default `-occurredOn`',
);

export const entryFilter = closed(filter);
export const entryQuery = closed({ ...filter, sort: Type.Optional(entrySort), ...page });

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
  corrects: nullable(uuid('the entry it replaces')),
  walletId: nullable(uuid('wallet the money came from or went to; of a transfer the one it left')),
  toWalletId: nullable(uuid('of a transfer: the wallet that received it')),
  approvalId: nullable(uuid('the approval that let it in')),
  hasAttachment: Type.Boolean({ description: 'a receipt or document is with it' }),
  version: Type.Integer({ description: 'what its ETag is made of' }),
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

export const comment = Type.Object({
  id: uuid('id of the comment'),
  author: Type.String({ description: 'id of who wrote it' }),
  authorName: nullable(Type.String()),
  body: Type.String(),
  createdAt: moment('when it was written'),
});
export const attachment = Type.Object({
  id: uuid('id of the attachment'),
  fileName: Type.String(),
  mime: Type.String(),
  bytes: Type.Integer(),
  sha256: Type.String(),
  addedBy: Type.String({ description: 'id of who added it' }),
  createdAt: moment('when it was added'),
  url: Type.String({ description: 'link that needs no token and soon expires' }),
  expiresIn: Type.Integer({ description: 'seconds' }),
});

const wallet = Type.Union([
  Type.Object(
    { id: uuid('id of the wallet'), code: Type.String(), name: Type.String() },
    { description: 'a wallet or savings goal' },
  ),
  Type.Null(),
]);

const step = Type.Object({
  id: uuid('id of the entry'),
  type: entryType,
  occurredOn: day('when it happened'),
  amount: money('what it was'),
  currency: Type.String(),
  category: nullable(Type.String()),
  note: Type.String(),
  source: Type.String(),
  recordedAt: moment('when it was booked'),
  decidedBy: Type.String({ description: 'id of who confirmed it' }),
  reason: nullable(Type.String()),
  corrects: nullable(uuid('the entry it replaces')),
  reversalOf: nullable(uuid('the entry it takes back')),
});

export const entryDetail = Type.Object({
  ...line,
  decidedByName: nullable(Type.String()),
  wallet,
  toWallet: wallet,
  tags: Type.Array(Type.String()),
  comments: Type.Array(comment),
  attachments: Type.Array(attachment),
  history: Type.Array(step, { description: 'it, what it replaced and what replaced it, oldest first' }),
  reason: nullable(Type.String({ description: 'why it was taken back or corrected' })),
  evidence: Type.Array(evidence),
  items: Type.Array(item),
  postings: Type.Array(posting),
  message: Type.Union([messageEvidence, Type.Null()]),
});

import { Type } from 'typebox';
import { closed, currencyOf, day, nullable, oneOf, partly, slug, uuid, words } from './basics.ts';
import { comment, entryFilter } from './entries.ts';

/** What one request may change or name at most: a screenful of work many times over. */
const maxBulk = 1_000;
const maxTags = 20;
const maxItems = 200;

const amount = Type.String({
  maxLength: 20,
  pattern: '^\\d{1,15}(\\.\\d{1,3})?$',
  description: 'above zero; decimal string in major units',
  examples: ['25000'],
});
const wallet = Type.String({
  minLength: 1,
  maxLength: 80,
  pattern: '^[^\\s\\u0000]+$',
  description: 'id or code of a wallet',
  examples: ['wallet:tunai'],
});
export const tag = words('word to find it by; kept in lower case', 60);
const tags = Type.Array(tag, { maxItems: maxTags });

const item = closed({
  name: words('what was bought', 200),
  quantity: Type.String({ maxLength: 12, pattern: '^\\d{1,7}(\\.\\d{1,4})?$', description: 'how many' }),
  unitPrice: nullable(amount),
  amount,
});

const fields = {
  type: oneOf(['expense', 'income', 'transfer'], 'what it is'),
  amount,
  currency: currencyOf('ISO 4217; that of the wallet unless it is said'),
  occurredOn: day('when it happened, in the time zone of the book'),
  category: slug,
  wallet,
  toWallet: wallet,
  toAmount: amount,
  merchant: nullable(words('who was paid or who paid', 200)),
  note: words('what it was for', 500),
  tags,
  items: Type.Array(item, { maxItems }),
};

export const entryBody = closed({
  book: uuid('the book it is booked in'),
  type: fields.type,
  amount,
  currency: Type.Optional(fields.currency),
  occurredOn: fields.occurredOn,
  category: Type.Optional(fields.category),
  wallet: Type.Optional(wallet),
  toWallet: Type.Optional(wallet),
  toAmount: Type.Optional(amount),
  merchant: Type.Optional(fields.merchant),
  note: fields.note,
  tags: Type.Optional(tags),
  items: Type.Optional(fields.items),
});

const reason = Type.Optional(words('why', 300));

export const entryChange = partly({ ...fields, reason: words('why it is corrected', 300) });
export const voidBody = closed({ reason: words('why it is taken back', 300) });
export const voided = Type.Object({
  id: uuid('the entry that was taken back'),
  reversalId: uuid('the entry that takes it back'),
});

export const bulkBody = closed({
  book: uuid('the book the entries are in'),
  ids: Type.Optional(Type.Array(uuid('id of an entry'), { minItems: 1, maxItems: maxBulk, uniqueItems: true })),
  filter: Type.Optional(entryFilter),
  set: partly({ category: slug, wallet, tags, addTags: tags }),
  reason,
});
export const bulkLimit = maxBulk;

export const bulkResult = Type.Object({
  changed: Type.Integer(),
  results: Type.Array(
    Type.Object({
      id: uuid('id of the entry'),
      result: Type.String({ description: '`changed`, `unchanged`, or why not' }),
      newId: nullable(uuid('the entry that replaces it')),
    }),
  ),
});

export const commentList = Type.Object({ items: Type.Array(comment) });
export const commentBody = closed({ body: words('what is to be said', 2_000) });

export const tagsBody = closed({ tags: Type.Array(tag, { maxItems: maxTags }) });
export const tagList = Type.Object({ tags: Type.Array(Type.String()) });

/** A multipart body with one file; the route reads it before its schema is looked at. */
export const uploadBody = Type.Object({ file: Type.String({ format: 'binary', description: 'JPEG, PNG, WebP or PDF' }) });

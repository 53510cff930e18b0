import { Type } from 'typebox';
import { approvalState } from '../../database/schema/index.ts';
import { closed, currencyOf, day, moment, money, nextCursor, nullable, oneOf, page, slug, uuid, words } from './basics.ts';

const state = oneOf(approvalState.enumValues, 'what became of it');

const entry = Type.Object({
  type: oneOf(['expense', 'income', 'transfer'], 'what it is'),
  amount: money('what it is about'),
  currency: Type.String(),
  occurredOn: day('when it happened'),
  category: nullable(Type.String()),
  merchant: nullable(Type.String()),
  note: Type.String(),
});

const decision = Type.Object({
  decidedBy: Type.String(),
  decidedByName: nullable(Type.String()),
  decision: oneOf(['approve', 'reject'], 'what was said'),
  comment: nullable(Type.String()),
  decidedAt: moment('when it was said'),
});

export const approval = Type.Object({
  id: uuid('id of the approval'),
  bookId: uuid('its book'),
  state,
  amount: money('the largest amount'),
  currency: Type.String(),
  entries: Type.Array(entry),
  requestedBy: Type.String({ description: 'id of the maker' }),
  requestedByName: nullable(Type.String()),
  requestedAt: moment('when it was asked'),
  needed: Type.Integer({ description: 'how many others must say yes' }),
  expiresAt: nullable(moment('when it runs out')),
  closedAt: nullable(moment('when it was decided')),
  messageId: nullable(uuid('the message it came from')),
  decisions: Type.Array(decision),
});

export const approvalPage = Type.Object({ items: Type.Array(approval), next: nextCursor });
export const approvalQuery = closed({
  book: Type.Optional(uuid('only this book')),
  state: Type.Optional(state),
  ...page,
});
export const approvalBody = closed({ comment: Type.Optional(words('why', 500)) });
export const approvalDecided = Type.Object({
  id: uuid('id of the approval'),
  state,
  entryIds: Type.Array(uuid('an entry booked by this decision')),
});

const rule = {
  minAmount: Type.String({
    maxLength: 20,
    pattern: '^\\d{1,15}(\\.\\d{1,3})?$',
    description: 'from this amount on',
    examples: ['1000000'],
  }),
  currency: Type.Optional(currencyOf('ISO 4217; IDR unless it is said')),
  category: Type.Optional(nullable(slug)),
  approvers: Type.Integer({ minimum: 1, maximum: 5, description: 'how many others must say yes' }),
};

/** Rules of one book: what people can still keep in mind. */
const maxRules = 50;

export const policyBody = closed({ rules: Type.Array(closed(rule), { maxItems: maxRules }) });
export const policy = Type.Object({
  rules: Type.Array(
    Type.Object({
      minAmount: money('from this amount on'),
      currency: currencyOf('ISO 4217'),
      category: nullable(Type.String()),
      approvers: Type.Integer(),
    }),
  ),
});

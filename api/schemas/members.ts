import { Type } from 'typebox';
import { role } from './auth.ts';
import { closed, moment, nullable, oneOf, partly, uuid, words } from './basics.ts';

export const bookChange = partly({
  name: words('what people call it', 80),
  timezone: Type.String({
    maxLength: 60,
    pattern: '^[A-Za-z_]+(/[A-Za-z0-9_+-]+){0,2}$',
    description: 'IANA time zone',
    examples: ['Asia/Jakarta'],
  }),
});

const kind = oneOf(['contact', 'staff'], 'on the phone, or at the desk');

export const member = Type.Object({
  id: uuid('id of the person'),
  kind,
  name: nullable(Type.String()),
  email: nullable(Type.String({ description: 'of somebody at the desk' })),
  role,
  since: nullable(moment('when they came in')),
  contactId: nullable(uuid('of somebody at the desk: who they are on WhatsApp')),
});
export const memberList = Type.Object({ items: Type.Array(member) });

export const memberBody = closed({
  email: Type.String({
    maxLength: 254,
    pattern: '^[^@\\s\\u0000]+@[^@\\s\\u0000]+$',
    description: 'address of somebody with a login',
    examples: ['sari@contoh.id'],
  }),
  role,
});
export const memberParams = closed({ id: uuid('id of the book'), person: uuid('id of the person') });
export const memberChange = closed({ role });
export const memberLink = closed({ contactId: nullable(uuid('member on WhatsApp who is the same person; null takes it back')) });

/** A family or a shop; more people than that are let in by more invites. */
const maxUses = 100;
/** A month: an invite in a drawer should not open anything. */
const maxHours = 31 * 24;

export const inviteBody = closed({
  uses: Type.Optional(Type.Integer({ minimum: 1, maximum: maxUses, description: 'people it lets in; one unless it is said' })),
  expiresInHours: Type.Optional(Type.Integer({ minimum: 1, maximum: maxHours, description: 'three days unless it is said' })),
});
export const invite = Type.Object({
  code: Type.String({ description: 'to be sent to Catat on WhatsApp; told this once' }),
  uses: Type.Integer(),
  expiresAt: moment('when it stops working'),
});

import { Type } from 'typebox';
import { exportState, subjectJobKind } from '../../database/schema/index.ts';
import { closed, moment, nullable, oneOf, uuid, words } from './basics.ts';

export const subjectParams = Type.Object({ contactId: uuid('id of the contact, as messages and members name it') });

export const eraseBody = closed({
  confirm: Type.Literal('erase', { description: 'said in so many words: what is erased is not brought back' }),
  reason: words('why, for the audit trail', 500),
});

const receipt = Type.Object(
  {
    removed: Type.Array(Type.Object({ what: Type.String(), count: Type.Integer() })),
    kept: Type.Array(Type.Object({ what: Type.String(), count: nullable(Type.Integer()), why: Type.String() })),
  },
  { description: 'what was removed, and what was kept and why' },
);

export const subjectJobSchema = Type.Object({
  id: uuid('id of the job'),
  contactId: uuid('whom it is about'),
  kind: oneOf(subjectJobKind.enumValues, 'export: all that is known of them; erase: forget them'),
  state: oneOf(exportState.enumValues, 'how far it is'),
  failure: nullable(Type.String({ description: 'why it was not done' })),
  reason: nullable(Type.String()),
  requestedBy: Type.String(),
  bytes: nullable(Type.Integer()),
  sha256: nullable(Type.String()),
  receipt: nullable(receipt),
  createdAt: moment('when it was asked for'),
  finishedAt: nullable(moment('when it was done')),
  expiresAt: nullable(moment('until when the file is kept')),
  url: nullable(Type.String({ description: 'link that needs no token and soon expires; ask again for a fresh one' })),
  expiresIn: nullable(Type.Integer({ description: 'seconds the link works' })),
});
export const subjectJobList = Type.Object({ items: Type.Array(subjectJobSchema) });
export const subjectJobQuery = closed({ contact: Type.Optional(uuid('whom it is about')) });

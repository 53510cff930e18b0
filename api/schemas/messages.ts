import { Type } from 'typebox';
import { messageKind, messageStage, outboundState, questionState } from '../../database/schema/index.ts';
import {
  closed,
  day,
  freeForm,
  moment,
  money,
  nextCursor,
  nullable,
  oneOf,
  page,
  partly,
  run,
  slug,
  uuid,
  words,
} from './basics.ts';
import { mediaLink } from './entries.ts';

const kind = oneOf(messageKind.enumValues, 'what came in');
const stage = oneOf(messageStage.enumValues, 'where it stands');

export const messageQuery = closed({
  kind: Type.Optional(kind),
  stage: Type.Optional(stage),
  contact: Type.Optional(uuid('only of this person')),
  book: Type.Optional(uuid('only about this book')),
  ...page,
});

const line = {
  id: uuid('id of the message'),
  kind,
  stage,
  failure: nullable(Type.String({ description: 'why it failed' })),
  contact: Type.Object({ id: uuid('id of the sender'), name: nullable(Type.String()) }),
  body: nullable(Type.String({ description: 'text or caption' })),
  sentAt: moment('by the phone'),
  receivedAt: moment('by the gateway'),
  closedAt: nullable(moment('when its run came to an end')),
  run,
};

export const messagePage = Type.Object({ items: Type.Array(Type.Object(line)), next: nextCursor });

const step = Type.Object({
  name: Type.String({
    description: 'what was done: received, stored, heard, read, understood, asked, decided, answered, booked, sent ...',
  }),
  startedAt: moment('when it began'),
  endedAt: nullable(moment('when it was done; null while it is under way')),
  attempts: Type.Integer({ description: 'how often it was tried' }),
  failure: nullable(Type.String({ description: 'why it failed' })),
});

export const messageDetail = Type.Object({
  ...line,
  bookId: nullable(uuid('the book it is about')),
  steps: Type.Array(step, { description: 'what was done with it, in order' }),
  retriable: Type.Boolean({ description: 'it failed before anything was asked and can be run again' }),
  transcript: freeForm('what was heard'),
  reading: freeForm('what was read'),
  interpretation: freeForm('what was understood, and by which reader'),
  media: Type.Union([mediaLink, Type.Null()]),
  questions: Type.Array(
    Type.Object({
      id: uuid('id of the question'),
      revision: Type.Integer(),
      entries: Type.Array(Type.Unsafe<unknown>({ type: 'object', additionalProperties: true }), {
        description: 'the entries asked about, as they were shown',
      }),
      state: oneOf(questionState.enumValues, 'what became of it'),
      askedAt: moment('when it was asked'),
      closedAt: nullable(moment('when it was closed')),
    }),
  ),
  replies: Type.Array(
    Type.Object({
      id: uuid('id of the outbound message'),
      step: Type.String({ description: 'the step of the run that said it' }),
      text: nullable(Type.String()),
      state: oneOf(outboundState.enumValues, 'how far it got'),
      plannedAt: moment('when it was decided'),
      ackedAt: nullable(moment('when the server had it')),
    }),
  ),
  entryIds: Type.Array(uuid('an entry booked from it')),
});

const change = partly({
  amount: money('what it should be'),
  category: slug,
  occurredOn: day('when it happened'),
  merchant: words('who was paid', 200),
  note: words('what it was for', 500),
  type: oneOf(['expense', 'income', 'transfer'], 'what it is'),
  remove: Type.Literal(true, { description: 'leaves the line out' }),
});

export const decisionBody = closed({
  decision: oneOf(['confirm', 'reject', 'correct'], 'correct: the entries are changed and asked about anew'),
  revision: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'of the question that was looked at' })),
  entries: Type.Optional(
    Type.Array(Type.Object({ line: Type.Integer({ minimum: 1, maximum: 50 }), set: change }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 50,
      description: 'for correct: what changes in which line',
    }),
  ),
});

export const decisionTaken = Type.Object({ messageId: uuid('the message'), decision: Type.String() });
export const retryTaken = Type.Object({ messageId: uuid('the message'), stage: Type.String() });

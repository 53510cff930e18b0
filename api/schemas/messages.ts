import { Type } from 'typebox';
import { messageKind, messageStage, outboundState, questionState } from '../../database/schema/index.ts';
import { closed, freeForm, moment, nextCursor, nullable, oneOf, page, run, uuid } from './basics.ts';
import { mediaLink } from './entries.ts';

const kind = oneOf(messageKind.enumValues, 'what came in');
const stage = oneOf(messageStage.enumValues, 'where it stands');

export const messageQuery = closed({
  kind: Type.Optional(kind),
  stage: Type.Optional(stage),
  contact: Type.Optional(uuid('only of this person')),
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

export const messageDetail = Type.Object({
  ...line,
  transcript: freeForm('what was heard'),
  reading: freeForm('what was read'),
  interpretation: freeForm('what was understood, and by which reader'),
  media: Type.Union([mediaLink, Type.Null()]),
  questions: Type.Array(
    Type.Object({
      id: uuid('id of the question'),
      revision: Type.Integer(),
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

import type { ConversationActivities } from '../../workflows/contracts.ts';
import { atBoundary } from '../failure.ts';
import { albumOf, joinDraft } from './album.ts';
import { ask } from './ask.ts';
import { deliverReply, withdraw } from './deliverReply.ts';
import type { ConversationDeps } from './deps.ts';
import { closeMessage } from './effects.ts';
import { mark } from './mark.ts';
import { openMessage } from './openMessage.ts';
import { tell } from './tell.ts';

/** The Postgres steps around a conversation. */
export const createConversationActivities = (deps: ConversationDeps): ConversationActivities => ({
  openMessage: (input) => atBoundary(() => openMessage(deps, input)),
  deliverReply: (input) => atBoundary(() => deliverReply(deps, input)),
  withdraw: (input) => atBoundary(() => withdraw(deps, input)),
  albumOf: (input) => atBoundary(() => albumOf(deps, input)),
  joinDraft: (input) => atBoundary(() => joinDraft(deps, input)),
  ask: (input) => atBoundary(() => ask(deps, input)),
  lapse: ({ messageId }) => atBoundary(() => deps.db.transaction((tx) => closeMessage(tx, messageId, 'expired'))),
  mark: (input) => atBoundary(() => mark(deps, input)),
  tell: (input) => atBoundary(() => tell(deps, input)),
});

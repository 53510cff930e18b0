import type { DraftEntry } from '../language/interpretation.ts';
import type { Proposal } from '../language/proposal.ts';
import { draftEntries_max } from './confirmation.ts';
import type { Decision, DecisionRefusal, Progress } from './contracts.ts';
import { decisions_max } from './policy.ts';

/** What was decided about a run and not looked at yet, in order. */
export class Decisions {
  private waiting: Decision[] = [];
  /** How many there were, looked at or not. */
  taken = 0;

  add(decision: Decision): void {
    this.taken += 1;
    this.waiting.push(decision);
  }

  get count(): number {
    return this.waiting.length;
  }

  next(): Decision | null {
    return this.waiting.shift() ?? null;
  }

  /** Somebody took the message back. */
  get withdrawn(): boolean {
    return this.waiting.some(({ reply }) => reply.kind === 'no');
  }

  /** Entries other messages have brought, taken out of the queue. */
  takeJoined(): DraftEntry[] {
    const joined = this.joined;
    this.waiting = this.waiting.filter(({ reply }) => reply.kind !== 'join');
    return joined;
  }

  /** In the order their messages came, whichever was read first. */
  get joined(): DraftEntry[] {
    const inOrder = [...this.waiting].sort((one, other) => ((one.messageId ?? '') < (other.messageId ?? '') ? -1 : 1));
    return inOrder.flatMap(({ reply }) => (reply.kind === 'join' ? reply.entries : []));
  }
}

/** What a run knows about itself when a decision comes. */
interface Waiting {
  progress: Progress;
  /** Whose message it is; empty until it is opened. */
  contactId: string;
  asked: Proposal | null;
  decisions: Decisions;
}

/** Why a run takes no such decision now; null when it takes it. */
export function refusalOf(run: Waiting, decision: Decision): DecisionRefusal | null {
  const { progress, contactId } = run;
  const { reply, messageId } = decision;
  if (progress.stage === 'approving') return approvalRefusal(run, decision);
  // The desk may be quicker than the run that has just asked.
  if (reply.kind === 'decided') return progress.stage === 'posting' ? null : 'QuestionClosed';
  if (progress.stage === 'closed' || progress.stage === 'posting') return 'QuestionClosed';
  if (reply.kind === 'join') return isOwn(run, decision) ? joinRefusal(run, reply.entries) : 'NotYours';
  // What is still being read can be taken back and joined, but not answered.
  if (progress.revision === 0 && reply.kind !== 'no') return 'NoQuestionYet';
  // Whose run it is, is known once it is opened: until then nobody's word can be weighed.
  if (contactId === '') return 'NoQuestionYet';
  return messageId === null || isOwn(run, decision) ? null : 'NotYours';
}

/** Who may approve is decided in the books; at the desk that is another door than this. */
function approvalRefusal({ decisions }: Waiting, { reply, messageId }: Decision): DecisionRefusal | null {
  if (reply.kind === 'decided') return null;
  const isAnswer = messageId !== null && (reply.kind === 'yes' || reply.kind === 'no');
  return isAnswer && decisions.taken < decisions_max ? null : 'QuestionClosed';
}

const isOwn = ({ contactId }: Waiting, { by, formerly = [] }: Decision): boolean => [by, ...formerly].includes(contactId);

function joinRefusal({ asked, decisions }: Waiting, entries: readonly DraftEntry[]): DecisionRefusal | null {
  if (asked !== null && asked.kind !== 'record') return 'QuestionClosed';
  const known = asked?.entries.length ?? 0;
  return known + decisions.joined.length + entries.length > draftEntries_max ? 'DraftFull' : null;
}

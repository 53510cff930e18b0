import type { DraftEntry } from '../language/interpretation.ts';
import type { Amendment, EntryChange, Proposal, RecordProposal } from '../language/proposal.ts';
import { applyChanges, chooseOption, firstDoubtful, isBlocked } from '../language/replies/corrections.ts';
import type { Change } from '../language/replies/reply.ts';
import type { Decision } from './contracts.ts';

/** A proposal on its way to a yes or a no. */
export interface Confirmation {
  /** Counts the questions asked about it, from 1. */
  revision: number;
  proposal: Proposal;
  /** The revision that first showed all there is in it: a yes to an earlier one is none. */
  shownFrom: number;
}

/** What a decision leads to. */
export type Verdict =
  | { next: 'post'; entries: DraftEntry[] }
  /** Booked entries are changed, or a command is kept. */
  | { next: 'carryOut'; proposal: Proposal }
  | { next: 'cancel' }
  /** All of it was told before: nothing is booked again. */
  | { next: 'drop' }
  | { next: 'ask'; confirmation: Confirmation }
  | { next: 'reread' }
  /** A yes came, but an entry still carries a doubt only the person can settle. */
  | { next: 'insist' }
  /** A yes to a question that did not show all of it yet; a newer one is on its way. */
  | { next: 'overtaken' }
  /** The answer points at a line or a reading that is not there. */
  | { next: 'unclear' };

type Reply = Decision['reply'];

/** Entries of one draft at most: what a message can show. */
export const draftEntries_max = 50;

/** A first question. */
export const confirmationOf = (proposal: Proposal): Confirmation => ({ revision: 1, proposal, shownFrom: 1 });

/**
 * The whole state machine of a confirmation: pure, so that it is the same in the workflow, in its replay and in tests.
 * Nothing is booked but by a yes to a draft without blocking doubts, or by "it is another one" where it looked told before.
 */
export function decide(confirmation: Confirmation, { reply, revision }: Pick<Decision, 'reply' | 'revision'>): Verdict {
  const { proposal, shownFrom } = confirmation;
  if (reply.kind === 'yes' && revision !== undefined && revision < shownFrom) return { next: 'overtaken' };
  switch (proposal.kind) {
    case 'record':
      return decideRecord(confirmation, proposal, reply);
    case 'amend':
      return decideAmendment(confirmation, proposal.amendments, reply);
    case 'pick':
      return decidePick(proposal.among, reply);
    case 'command':
      return plainly(proposal, reply);
    // Asked beside the draft, about which this is; the books decide on it.
    case 'approval':
      return { next: 'unclear' };
  }
}

function decideRecord(confirmation: Confirmation, proposal: RecordProposal, reply: Reply): Verdict {
  const { entries, twins } = proposal;
  switch (reply.kind) {
    case 'yes':
      return twins.length > 0 ? withoutTwins(confirmation, proposal) : confirmed(confirmation, proposal);
    case 'same':
      return twins.length > 0 ? withoutTwins(confirmation, proposal) : { next: 'unclear' };
    case 'different':
      return twins.length > 0 ? distinct(confirmation, proposal, reply.book) : { next: 'unclear' };
    case 'no':
      return { next: 'cancel' };
    case 'reread':
      return { next: 'reread' };
    case 'choose':
      return revised(confirmation, proposal, chooseOption(entries, reply.option));
    case 'correct':
      return revised(confirmation, proposal, applyChanges(entries, reply.changes));
    case 'join':
      return joined(confirmation, proposal, reply.entries);
    case 'without':
      return without(confirmation, proposal, reply.messageId);
    case 'instead':
      return instead(confirmation, proposal, reply);
    case 'decided':
      return { next: 'unclear' };
  }
}

/** A yes to the one reading that was offered settles that doubt; where there are several, or none, it says too little. */
function confirmed(confirmation: Confirmation, proposal: RecordProposal): Verdict {
  const { entries } = proposal;
  if (!isBlocked(entries)) return { next: 'post', entries };
  const doubtful = entries[firstDoubtful(entries)];
  const chosen = doubtful?.alternatives.length === 1 ? chooseOption(entries, 1) : null;
  if (!chosen || !('entries' in chosen)) return { next: 'insist' };
  return isBlocked(chosen.entries) ? revised(confirmation, proposal, chosen) : { next: 'post', entries: chosen.entries };
}

/** What was told before is struck; of what is left the person was not asked alone yet. */
function withoutTwins(confirmation: Confirmation, proposal: RecordProposal): Verdict {
  const { entries, twins } = proposal;
  const left = entries.filter((_, index) => !twins.some(({ line }) => line === index + 1));
  return left.length === 0 ? { next: 'drop' } : again(confirmation, { ...proposal, entries: left, twins: [], distinct: true });
}

function distinct(confirmation: Confirmation, proposal: RecordProposal, book: boolean): Verdict {
  if (book && !isBlocked(proposal.entries)) return { next: 'post', entries: proposal.entries };
  return again(confirmation, { ...proposal, twins: [], distinct: true });
}

function revised(confirmation: Confirmation, proposal: RecordProposal, changed: ReturnType<typeof applyChanges>): Verdict {
  if (!('entries' in changed)) return { next: 'unclear' };
  const { entries } = changed;
  // Every line was struck: there is nothing left to ask about.
  if (entries.length === 0) return { next: 'cancel' };
  return again(confirmation, { ...proposal, entries });
}

function joined({ revision }: Confirmation, proposal: RecordProposal, entries: DraftEntry[]): Verdict {
  const all = [...proposal.entries, ...entries].slice(0, draftEntries_max);
  return {
    next: 'ask',
    confirmation: { revision: revision + 1, proposal: { ...proposal, entries: all, distinct: false }, shownFrom: revision + 1 },
  };
}

/** What a message has brought goes with it. */
function without(confirmation: Confirmation, proposal: RecordProposal, messageId: string | null): Verdict {
  const left = proposal.entries.filter((entry) => (entry.messageId ?? null) !== messageId);
  return left.length === 0 ? { next: 'cancel' } : again(confirmation, { ...proposal, entries: left, twins: [] });
}

/** What a message has brought gives way to what it says now, in the same place. */
function instead(
  { revision }: Confirmation,
  proposal: RecordProposal,
  { messageId, entries: told }: Extract<Reply, { kind: 'instead' }>,
): Verdict {
  const at = proposal.entries.findIndex((entry) => entry.messageId === messageId);
  if (at < 0) return { next: 'unclear' };
  const others = proposal.entries.filter((entry) => entry.messageId !== messageId);
  const entries = others.toSpliced(at, 0, ...told).slice(0, draftEntries_max);
  if (entries.length === 0) return { next: 'cancel' };
  const shownFrom = revision + 1;
  return {
    next: 'ask',
    confirmation: { revision: revision + 1, proposal: { ...proposal, entries, distinct: false }, shownFrom },
  };
}

function decideAmendment(confirmation: Confirmation, amendments: Amendment[], reply: Reply): Verdict {
  const proposal: Proposal = { kind: 'amend', amendments };
  if (reply.kind !== 'correct') return plainly(proposal, reply);
  const changed = reply.changes.reduce<Amendment[] | null>((all, change) => all && changedBy(all, change), amendments);
  if (!changed) return { next: 'unclear' };
  return changed.length === 0 ? { next: 'cancel' } : again(confirmation, { kind: 'amend', amendments: changed });
}

/** A change of the one amendment, or of the line that was named; striking one leaves that entry as it is. */
function changedBy(amendments: Amendment[], change: Change): Amendment[] | null {
  const index = change.line === null ? (amendments.length === 1 ? 0 : -1) : change.line - 1;
  const meant = amendments[index];
  if (!meant) return null;
  if (change.op === 'remove') return amendments.filter((one) => one !== meant);
  const set: EntryChange = { ...meant.set, [change.field]: change.value };
  return amendments.map((one) => (one === meant ? { ...one, set } : one));
}

function decidePick(among: Amendment[], reply: Reply): Verdict {
  if (reply.kind === 'no') return { next: 'cancel' };
  const chosen = reply.kind === 'choose' ? among[reply.option - 1] : undefined;
  if (!chosen) return { next: reply.kind === 'yes' ? 'insist' : 'unclear' };
  return { next: 'carryOut', proposal: { kind: 'amend', amendments: [chosen] } };
}

function plainly(proposal: Proposal, { kind }: Reply): Verdict {
  if (kind === 'yes') return { next: 'carryOut', proposal };
  return { next: kind === 'no' ? 'cancel' : 'unclear' };
}

const again = ({ revision, shownFrom }: Confirmation, proposal: Proposal): Verdict => ({
  next: 'ask',
  confirmation: { revision: revision + 1, proposal, shownFrom },
});

import { condition, upsertSearchAttributes } from '@temporalio/workflow';
import type { DraftEntry } from '../language/interpretation.ts';
import { type Proposal, recordOf } from '../language/proposal.ts';
import { ask, carryOut, lapse, post } from './activities.ts';
import { withJoined, withRestOfAlbum } from './album.ts';
import { awaitApproval } from './approving.ts';
import { type Confirmation, confirmationOf, decide } from './confirmation.ts';
import type { Asked, Decision, Outcome } from './contracts.ts';
import { changeExpiresAfter, expireAfterReminder, remindAfter, revisions_max } from './policy.ts';
import { understand } from './reading.ts';
import type { Run } from './run.ts';
import { stageAttribute } from './searchAttributes.ts';

/** Asks until the person says yes or no, or says nothing for too long, and does what they have said. */
export async function confirm(run: Run, proposal: Proposal): Promise<Outcome> {
  let confirmation: Confirmation = withJoined(run, confirmationOf(proposal));
  for (;;) {
    const asked = await askAbout(run, confirmation);
    confirmation = { ...confirmation, proposal: asked.proposal };
    const decision = await nextVerdict(run, confirmation);
    if (decision === null) return expire(run, confirmation.proposal);
    const { verdict, by } = decision;
    switch (verdict.next) {
      case 'post':
        return book(run, asked.questionId, verdict.entries, by);
      case 'carryOut':
        return change(run, asked.questionId, verdict.proposal, by);
      case 'cancel':
        return run.cancel();
      case 'drop':
        return run.close('cancel', { say: 'told_before' }, 'cancelled');
      case 'reread': {
        const again = await understand(run);
        const told = again.intent === 'record' ? again.entries : [];
        const entries = [...told, ...joinedTo(confirmation.proposal)];
        if (entries.length === 0) return run.cancel();
        confirmation = { ...confirmation, revision: confirmation.revision + 1, proposal: recordOf(entries) };
        break;
      }
      case 'ask':
        confirmation = await withRestOfAlbum(run, verdict.confirmation);
        break;
    }
    if (confirmation.revision > revisions_max) return run.cancel();
  }
}

/** What other messages have brought stays when the first one is read again. */
const joinedTo = (proposal: Proposal): DraftEntry[] =>
  proposal.kind === 'record' ? proposal.entries.filter(({ messageId }) => messageId !== undefined) : [];

async function askAbout(run: Run, { revision, proposal }: Confirmation): Promise<Asked> {
  const asked = await ask({ messageId: run.input.messageId, revision, proposal, locale: run.locale });
  run.send([asked.outbound]);
  await run.mark(false);
  run.enter('waiting');
  run.asked = asked.proposal;
  run.progress.revision = revision;
  if (revision === 1) upsertSearchAttributes([{ key: stageAttribute, value: 'waiting' }]);
  return asked;
}

/** The first decision that changes something; words are found for those that do not. Null when the question expired. */
async function nextVerdict(run: Run, confirmation: Confirmation) {
  const { revision, proposal } = confirmation;
  for (let unclear = 1; unclear <= revisions_max; unclear++) {
    const decision = await nextDecision(run, confirmation);
    if (decision === null) return null;
    const verdict = decide(confirmation, decision);
    if (verdict.next === 'overtaken') continue;
    if (verdict.next !== 'insist' && verdict.next !== 'unclear') return { verdict, by: decision.by };
    const say = verdict.next === 'insist' ? 'still_in_doubt' : 'answer_unclear';
    await run.tell(`unclear/${revision}/${unclear}`, { say, proposal });
  }
  return null;
}

/** Looks at what was decided, not at which timer ended: an answer accepted at the last moment counts. */
async function nextDecision(run: Run, { revision, proposal }: Confirmation): Promise<Decision | null> {
  const { decisions } = run;
  const decided = () => decisions.count > 0;
  if (proposal.kind !== 'record') {
    // A change that was not confirmed at once is forgotten, by the person too.
    await condition(decided, changeExpiresAfter, { summary: 'silence until it expires' });
    return decisions.next();
  }
  await condition(decided, remindAfter, { summary: 'silence until the reminder' });
  if (!decided()) {
    await run.tell(`remind/${revision}`, { say: 'reminder', proposal });
    await condition(decided, expireAfterReminder, { summary: 'silence until it expires' });
  }
  return decisions.next();
}

async function book(run: Run, questionId: string, entries: DraftEntry[], decidedBy: string): Promise<Outcome> {
  run.enter('posting');
  const posted = await post({ messageId: run.input.messageId, questionId, entries, decidedBy, locale: run.locale });
  if ('approval' in posted) return awaitApproval(run, posted);
  run.send([posted.outbound]);
  return 'booked';
}

async function change(run: Run, questionId: string, proposal: Proposal, decidedBy: string): Promise<Outcome> {
  run.enter('posting');
  const carried = await carryOut({ messageId: run.input.messageId, questionId, proposal, decidedBy, locale: run.locale });
  run.send([carried.outbound]);
  return 'booked';
}

/** A draft that was not answered is worth a word; a change is not, an hour later. */
async function expire(run: Run, { kind }: Proposal): Promise<Outcome> {
  if (kind === 'record') return run.close('expire', { say: 'expired' }, 'expired');
  run.enter('closed');
  await lapse({ messageId: run.input.messageId });
  return 'expired';
}

import { condition, upsertSearchAttributes } from '@temporalio/workflow';
import { review } from './activities.ts';
import type { ApprovalEvent, ApprovalState, AwaitedApproval, Outcome, Posted } from './contracts.ts';
import { approvalLooks } from './policy.ts';
import type { Run } from './run.ts';
import { stageAttribute } from './searchAttributes.ts';

const outcomes: Record<Exclude<ApprovalState, 'pending'>, Outcome> = {
  approved: 'booked',
  rejected: 'cancelled',
  cancelled: 'cancelled',
  expired: 'expired',
};

/**
 * Waits until others have decided about what the person has confirmed: on the phone by an answer to this run, at the desk in the books,
 * which the run is told of or finds with its next look.
 */
export async function awaitApproval(run: Run, posted: Extract<Posted, { approval: unknown }>): Promise<Outcome> {
  const { approval, outbound } = posted;
  const { messageId } = run.input;
  run.enter('approving');
  upsertSearchAttributes([{ key: stageAttribute, value: 'approving' }]);
  run.send(outbound);
  const since = Date.now();
  let step = 0;
  for (const { after_ms, event } of approvalLooks) {
    for (;;) {
      const came = await nextEvent(run, approval, since + after_ms);
      step += 1;
      const seen = await review({ messageId, approval, step, event: came ?? event, locale: run.locale });
      run.send(seen.outbound);
      if (seen.state !== 'pending') return outcomes[seen.state];
      if (came === null) break;
    }
  }
  return 'expired';
}

/** The next answer that is about the approval, or null when the time of the next look has come. */
async function nextEvent({ decisions }: Run, { revision }: AwaitedApproval, until: number): Promise<ApprovalEvent | null> {
  for (;;) {
    const left_ms = until - Date.now();
    if (left_ms > 0) await condition(() => decisions.count > 0, left_ms, { summary: 'silence until the next look' });
    const decision = decisions.next();
    if (decision === null) return null;
    const { reply, by, formerly, messageId } = decision;
    if (reply.kind === 'decided') return { do: 'look' };
    // A second yes to the draft is none to its approval; a no always counts.
    const isAbout = reply.kind === 'no' || (reply.kind === 'yes' && (decision.revision ?? 0) >= revision);
    if (isAbout) return { do: 'answer', reply, by, formerly, messageId };
  }
}

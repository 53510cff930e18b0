import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  defineQuery,
  defineUpdate,
  isCancellation,
  ParentClosePolicy,
  setHandler,
  sleep,
  startChild,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { Interpretation } from '../language/interpretation.ts';
import { recordOf } from '../language/proposal.ts';
import { answer, deliverReply, openMessage, withdraw } from './activities.ts';
import { isJoined } from './album.ts';
import { confirm } from './asking.ts';
import {
  type Decision,
  decideUpdate,
  type ExportRun,
  type MessageRun,
  type Opened,
  type Outcome,
  type Progress,
  progressQuery,
} from './contracts.ts';
import { refusalOf } from './decisions.ts';
import { exportBook } from './exportBook.ts';
import { failureOf } from './failureOf.ts';
import { turnPause_ms } from './policy.ts';
import { readMedia, understand } from './reading.ts';
import { Run } from './run.ts';
import { stageAttribute } from './searchAttributes.ts';

export const decideOnDraft = defineUpdate<void, [Decision]>(decideUpdate);
export const askProgress = defineQuery<Progress>(progressQuery);

/** The run of one WhatsApp message: from what came in to what was answered or booked. */
export async function message(input: MessageRun): Promise<Outcome> {
  const run = new Run(input);
  setHandler(askProgress, () => run.progress);
  setHandler(decideOnDraft, (decision) => run.decisions.add(decision), {
    validator: (decision) => {
      const refused = refusalOf(run, decision);
      if (refused) throw ApplicationFailure.nonRetryable('the question does not wait for this answer', refused);
    },
  });
  let outcome: Outcome;
  try {
    outcome = await handle(run);
  } catch (error) {
    if (isCancellation(error)) throw error;
    outcome = await run.fail(error);
  }
  run.enter('closed');
  run.progress.outcome = outcome;
  upsertSearchAttributes([{ key: stageAttribute, value: typeof outcome === 'string' ? outcome : 'failed' }]);
  await run.sent();
  await condition(allHandlersFinished);
  return outcome;
}

async function handle(run: Run): Promise<Outcome> {
  const { messageId } = run.input;
  const opened = await open(messageId);
  run.send(opened.outbound);
  switch (opened.route) {
    case 'settled':
      return 'answered';
    case 'reply':
      run.send((await deliverReply({ messageId, questionIds: opened.questionIds })).outbound);
      return 'delivered';
    case 'withdraw':
      run.send((await withdraw({ messageId, workflowId: opened.workflowId })).outbound);
      return 'delivered';
    case 'amend':
      run.contactId = opened.contactId;
      run.locale = opened.locale;
      return reply(run, null);
    case 'new':
      run.contactId = opened.contactId;
      run.locale = opened.locale;
      return handleNew(run, opened.joins);
  }
}

/** Opens the message when its turn has come; the steps bound how long an earlier message may hold it up. */
async function open(messageId: string): Promise<Exclude<Opened, { route: 'wait' }>> {
  let opened = await openMessage({ messageId });
  for (let pause_ms: number = turnPause_ms.first; opened.route === 'wait'; pause_ms *= 2) {
    await sleep(Math.min(pause_ms, turnPause_ms.longest), { summary: 'an earlier message is still being read' });
    opened = await openMessage({ messageId });
  }
  return opened;
}

async function handleNew(run: Run, joins: string | undefined): Promise<Outcome> {
  let understood: Interpretation;
  try {
    await readMedia(run);
    if (run.decisions.withdrawn) return run.cancel();
    understood = await understand(run);
  } catch (error) {
    const joined = run.decisions.takeJoined();
    if (isCancellation(error) || joined.length === 0) throw error;
    // The first photo of several cannot be read: the others still can be booked.
    await run.tell('unread', { say: 'failure', failure: failureOf(error) });
    return confirm(run, recordOf(joined));
  }
  run.locale = understood.locale;
  if (understood.intent !== 'record' || understood.entries.length === 0) return reply(run, understood);
  if (await isJoined(run, understood.entries, joins)) {
    await run.mark(false);
    return 'delivered';
  }
  if (run.decisions.withdrawn) return run.cancel();
  return confirm(run, recordOf(understood.entries));
}

async function reply(run: Run, interpretation: Interpretation | null): Promise<Outcome> {
  const answered = await answer({ messageId: run.input.messageId, interpretation, locale: run.locale });
  if ('proposal' in answered) return confirm(run, answered.proposal);
  run.send([answered.outbound]);
  if (answered.file) await follow(answered.file);
  await run.mark(false);
  return 'answered';
}

/** The file that was asked for is made and sent by a run of its own, which outlives this one. */
async function follow(file: ExportRun): Promise<void> {
  await startChild(exportBook, {
    workflowId: `export/${file.exportId}`,
    args: [file],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: 'file of a book',
  });
}

import { isCancellation, log } from '@temporalio/workflow';
import type { Locale } from '../language/locale.ts';
import type { Proposal } from '../language/proposal.ts';
import type { Statement } from '../language/statement.ts';
import { mark, senderOf, tell } from './activities.ts';
import type { MessageRun, OutboundId, Outcome, Progress } from './contracts.ts';
import { Decisions } from './decisions.ts';
import { failureOf } from './failureOf.ts';

/** What the parts of a message's run share: what is known so far, what was decided from outside, and the words to the person. */
export class Run {
  readonly input: MessageRun;
  readonly decisions = new Decisions();
  readonly progress: Progress = { stage: 'opening', revision: 0, outcome: null };
  contactId = '';
  locale: Locale = 'id';
  /** What was asked last. */
  asked: Proposal | null = null;
  /** The message shows the sign that it is being read. */
  private marked = false;
  /** Messages of a run leave one after the other, while the run itself goes on. */
  private sending: Promise<void> = Promise.resolve();

  constructor(input: MessageRun) {
    this.input = input;
  }

  enter(stage: Progress['stage']): void {
    this.progress.stage = stage;
  }

  send(outbound: OutboundId[]): void {
    const sender = senderOf(this.input.session);
    for (const outboundId of outbound) {
      this.sending = this.sending
        .then(() => sender.send({ outboundId }))
        // A message WhatsApp refuses is on its row for the operator; the run's own work is not undone by it.
        .catch((error) => {
          if (!isCancellation(error)) log.error('message could not be sent', { outboundId, failure: failureOf(error) });
        });
    }
  }

  /** Resolves when all that was said has left. */
  sent(): Promise<void> {
    return this.sending;
  }

  async tell(step: string, statement: Statement, outcome?: Outcome): Promise<void> {
    const { messageId } = this.input;
    const told = await tell({ messageId, step, statement, locale: this.locale, ...(outcome ? { outcome } : {}) });
    this.send([told.outbound]);
  }

  /** The sign stands from the start of a slow reading to the first words about it; as a step of the run it outlives any crash. */
  async mark(working: boolean): Promise<void> {
    if (this.marked === working) return;
    this.marked = working;
    const marked = await mark({ messageId: this.input.messageId, working });
    this.send([marked.outbound]);
  }

  /** Ends the run with a word to the person. */
  async close(step: string, statement: Statement, outcome: Outcome): Promise<Outcome> {
    this.enter('closed');
    await this.tell(step, statement, outcome);
    await this.mark(false);
    return outcome;
  }

  cancel(): Promise<Outcome> {
    const say = this.asked === null || this.asked.kind === 'record' ? 'cancelled' : 'left_as_is';
    return this.close('cancel', { say }, 'cancelled');
  }

  fail(error: unknown): Promise<Outcome> {
    const failure = failureOf(error);
    log.error('message run failed', { failure, error: error instanceof Error ? error.name : 'unknown' });
    return this.close('fail', { say: 'failure', failure }, { failed: failure });
  }
}

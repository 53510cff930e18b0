import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  condition,
  defineQuery,
  defineUpdate,
  isCancellation,
  log,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { type FailureType, failureTypes } from '../language/failure.ts';
import type { DraftEntry, Interpretation } from '../language/interpretation.ts';
import type { Locale } from '../language/locale.ts';
import type { Statement } from '../language/statement.ts';
import {
  answer,
  ask,
  deliverReply,
  mark,
  media,
  openMessage,
  post,
  receipt,
  refresherOf,
  senderOf,
  speech,
  tell,
  understandByRules,
  understanding,
} from './activities.ts';
import { type Confirmation, confirmationOf, decide } from './confirmation.ts';
import {
  type Decision,
  type DecisionRefusal,
  decideUpdate,
  type MessageRun,
  type Opened,
  type OutboundId,
  type Outcome,
  type Progress,
  progressQuery,
  type StoredMedia,
} from './contracts.ts';
import { expireAfterReminder, remindAfter, revisions_max, tellProgressAfter, turnPause_ms } from './policy.ts';
import { stageAttribute } from './searchAttributes.ts';

export const decideOnDraft = defineUpdate<void, [Decision]>(decideUpdate);
export const askProgress = defineQuery<Progress>(progressQuery);

/** The run of one WhatsApp message: from what came in to what was answered or booked. */
export async function message(run: MessageRun): Promise<Outcome> {
  return new MessageRunner(run).run();
}

class MessageRunner {
  private readonly input: MessageRun;
  private readonly decisions: Decision[] = [];
  private readonly progress: Progress = { stage: 'opening', revision: 0, outcome: null };
  private contactId = '';
  private locale: Locale = 'id';
  /** The message shows the sign that it is being read. */
  private marked = false;
  /** Messages of a run leave one after the other, while the run itself goes on. */
  private sending: Promise<void> = Promise.resolve();

  constructor(input: MessageRun) {
    this.input = input;
    setHandler(askProgress, () => this.progress);
    setHandler(
      decideOnDraft,
      (decision) => {
        this.decisions.push(decision);
      },
      { validator: (decision) => this.validate(decision) },
    );
  }

  async run(): Promise<Outcome> {
    let outcome: Outcome;
    try {
      outcome = await this.handle();
    } catch (error) {
      if (isCancellation(error)) throw error;
      outcome = await this.fail(error);
    }
    this.enter('closed');
    this.progress.outcome = outcome;
    upsertSearchAttributes([{ key: stageAttribute, value: typeof outcome === 'string' ? outcome : 'failed' }]);
    await this.sending;
    await condition(allHandlersFinished);
    return outcome;
  }

  private async handle(): Promise<Outcome> {
    const { messageId } = this.input;
    const opened = await this.open();
    this.send(opened.outbound);
    if (opened.route === 'settled') return 'answered';
    if (opened.route === 'reply') {
      const delivered = await deliverReply({ messageId, questionId: opened.questionId });
      this.send(delivered.outbound);
      return 'delivered';
    }
    this.contactId = opened.contactId;
    this.locale = opened.locale;
    await this.readMedia();
    return this.answer(await this.understand());
  }

  /** Opens the message when its turn has come; the steps bound how long an earlier message may hold it up. */
  private async open(): Promise<Exclude<Opened, { route: 'wait' }>> {
    const { messageId } = this.input;
    let opened = await openMessage({ messageId });
    for (let pause_ms: number = turnPause_ms.first; opened.route === 'wait'; pause_ms *= 2) {
      await sleep(Math.min(pause_ms, turnPause_ms.longest), { summary: 'an earlier message is still being read' });
      opened = await openMessage({ messageId });
    }
    return opened;
  }

  /** Voice, photo and PDF become a transcript or a reading, kept with the message. */
  private async readMedia(): Promise<void> {
    const { messageId, kind } = this.input;
    if (kind !== 'voice' && kind !== 'image' && kind !== 'document') return;
    this.enter('reading');
    await this.mark(true);
    const reading = (async () => {
      const stored = await this.storeMedia();
      if (kind === 'voice') await speech.transcribe({ messageId, media: stored, locale: this.locale });
      else await receipt.readReceipt({ messageId, media: stored });
      return true;
    })();
    // A reading that fails before the timer must not surface twice.
    const slow = await Promise.race([
      reading.then(() => false),
      sleep(tellProgressAfter, { summary: 'say that it takes a while' }).then(() => true),
    ]);
    if (slow) await this.tell('progress', { say: 'progress', work: kind === 'voice' ? 'speech' : 'receipt' });
    await reading;
  }

  /** A file WhatsApp has dropped is asked for once more; when the phone does not give it either, it is gone. */
  private async storeMedia(): Promise<StoredMedia> {
    const { messageId, session } = this.input;
    try {
      return await media.storeMedia({ messageId });
    } catch (error) {
      if (failureOf(error) !== 'MediaGone') throw error;
      log.info('media is gone, its phone is asked for it');
      const { directPath } = await refresherOf(session)
        .refreshMedia({ messageId })
        .catch((unanswered) => {
          throw isCancellation(unanswered) ? unanswered : error;
        });
      return media.storeMedia({ messageId, directPath });
    }
  }

  /** What is typed is read by rules first; what they are unsure of, and all that was heard or photographed, goes further. */
  private async understand(): Promise<Interpretation> {
    this.enter('understanding');
    const { messageId, kind } = this.input;
    const sure = kind === 'text' ? await understandByRules({ messageId }) : null;
    return sure ?? understanding.understand({ messageId });
  }

  private async answer(interpretation: Interpretation): Promise<Outcome> {
    this.locale = interpretation.locale;
    if (interpretation.intent === 'record' && interpretation.entries.length > 0) return this.confirm(interpretation.entries);
    const answered = await answer({ messageId: this.input.messageId, interpretation });
    this.send([answered.outbound]);
    await this.mark(false);
    return 'answered';
  }

  /** Asks until the person says yes or no, or says nothing for too long. */
  private async confirm(entries: DraftEntry[]): Promise<Outcome> {
    let confirmation: Confirmation = confirmationOf(entries);
    for (;;) {
      const questionId = await this.ask(confirmation);
      const decision = await this.nextVerdict(confirmation);
      if (decision === null) return this.close('expire', { say: 'expired' }, 'expired');
      const { verdict, by } = decision;
      switch (verdict.next) {
        case 'post':
          return this.post(questionId, verdict.entries, by);
        case 'cancel':
          return this.close('cancel', { say: 'cancelled' }, 'cancelled');
        case 'reread': {
          const again = await this.understand();
          if (again.intent !== 'record' || again.entries.length === 0)
            return this.close('cancel', { say: 'cancelled' }, 'cancelled');
          confirmation = { revision: confirmation.revision + 1, entries: again.entries };
          break;
        }
        case 'ask':
          confirmation = verdict.confirmation;
          break;
      }
      if (confirmation.revision > revisions_max) return this.close('cancel', { say: 'cancelled' }, 'cancelled');
    }
  }

  private async ask({ revision, entries }: Confirmation): Promise<string> {
    const asked = await ask({ messageId: this.input.messageId, revision, entries, locale: this.locale });
    this.send([asked.outbound]);
    await this.mark(false);
    this.enter('waiting');
    this.progress.revision = revision;
    if (revision === 1) upsertSearchAttributes([{ key: stageAttribute, value: 'waiting' }]);
    return asked.questionId;
  }

  /** The first decision that changes something; words are found for those that do not. Null when the question expired. */
  private async nextVerdict(confirmation: Confirmation) {
    for (let unclear = 1; unclear <= revisions_max; unclear++) {
      const decision = await this.nextDecision(confirmation);
      if (decision === null) return null;
      const verdict = decide(confirmation, decision.reply);
      if (verdict.next !== 'insist' && verdict.next !== 'unclear') return { verdict, by: decision.by };
      const say = verdict.next === 'insist' ? 'still_in_doubt' : 'answer_unclear';
      await this.tell(`unclear/${confirmation.revision}/${unclear}`, { say, entries: confirmation.entries });
    }
    return null;
  }

  /** Looks at what was decided, not at which timer ended: an answer accepted at the last moment counts. */
  private async nextDecision({ revision, entries }: Confirmation): Promise<Decision | null> {
    const decided = () => this.decisions.length > 0;
    await condition(decided, remindAfter, { summary: 'silence until the reminder' });
    if (!decided()) {
      await this.tell(`remind/${revision}`, { say: 'reminder', entries });
      await condition(decided, expireAfterReminder, { summary: 'silence until it expires' });
    }
    return this.decisions.shift() ?? null;
  }

  private async post(questionId: string, entries: DraftEntry[], decidedBy: string): Promise<Outcome> {
    this.enter('posting');
    const { messageId } = this.input;
    const posted = await post({ messageId, questionId, entries, decidedBy, locale: this.locale });
    this.send([posted.outbound]);
    return 'booked';
  }

  /** Ends the run with a word to the person. */
  private async close(step: string, statement: Statement, outcome: Outcome): Promise<Outcome> {
    this.enter('closed');
    await this.tell(step, statement, outcome);
    await this.mark(false);
    return outcome;
  }

  private async tell(step: string, statement: Statement, outcome?: Outcome): Promise<void> {
    const { messageId } = this.input;
    const told = await tell({ messageId, step, statement, locale: this.locale, ...(outcome ? { outcome } : {}) });
    this.send([told.outbound]);
  }

  /** The sign stands from the start of a slow reading to the first words about it; as a step of the run it outlives any crash. */
  private async mark(working: boolean): Promise<void> {
    if (this.marked === working) return;
    this.marked = working;
    const marked = await mark({ messageId: this.input.messageId, working });
    this.send([marked.outbound]);
  }

  private fail(error: unknown): Promise<Outcome> {
    const failure = failureOf(error);
    log.error('message run failed', { failure, error: error instanceof Error ? error.name : 'unknown' });
    return this.close('fail', { say: 'failure', failure }, { failed: failure });
  }

  private send(outbound: OutboundId[]): void {
    const sender = senderOf(this.input.session);
    for (const outboundId of outbound) {
      this.sending = this.sending
        .then(() => sender.send({ outboundId }))
        // A message WhatsApp refuses is on its row for the operator; the run's own work is not undone by it.
        .catch((error) => log.error('message could not be sent', { outboundId, failure: failureOf(error) }));
    }
  }

  private validate(decision: Decision): void {
    if (this.progress.stage === 'closed' || this.progress.stage === 'posting') throw refusal('QuestionClosed');
    if (this.progress.revision === 0) throw refusal('NoQuestionYet');
    const ids = [decision.by, ...(decision.formerly ?? [])];
    if (decision.messageId !== null && !ids.includes(this.contactId)) throw refusal('NotYours');
  }

  private enter(stage: Progress['stage']): void {
    this.progress.stage = stage;
  }
}

const refusal = (type: DecisionRefusal) => ApplicationFailure.nonRetryable('the question does not wait for this answer', type);

/** The typed failure an activity ended with; anything else is a fault of ours. */
function failureOf(error: unknown): FailureType {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const type = cause instanceof ApplicationFailure ? cause.type : null;
  return failureTypes.find((known) => known === type) ?? 'Internal';
}

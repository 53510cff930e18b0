import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  CancellationScope,
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
import { type Proposal, recordOf } from '../language/proposal.ts';
import type { Statement } from '../language/statement.ts';
import {
  albumOf,
  answer,
  ask,
  carryOut,
  deliverReply,
  joinDraft,
  lapse,
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
  withdraw,
} from './activities.ts';
import { type Confirmation, confirmationOf, decide, draftEntries_max } from './confirmation.ts';
import {
  type Asked,
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
import { Decisions } from './decisions.ts';
import {
  albumLooks_max,
  albumPause,
  changeExpiresAfter,
  expireAfterReminder,
  progressPauses,
  remindAfter,
  revisions_max,
  turnPause_ms,
} from './policy.ts';
import { stageAttribute } from './searchAttributes.ts';

export const decideOnDraft = defineUpdate<void, [Decision]>(decideUpdate);
export const askProgress = defineQuery<Progress>(progressQuery);

/** The run of one WhatsApp message: from what came in to what was answered or booked. */
export async function message(run: MessageRun): Promise<Outcome> {
  return new MessageRunner(run).run();
}

class MessageRunner {
  private readonly input: MessageRun;
  private readonly decisions = new Decisions();
  private readonly progress: Progress = { stage: 'opening', revision: 0, outcome: null };
  private contactId = '';
  private locale: Locale = 'id';
  /** What was asked last. */
  private asked: Proposal | null = null;
  /** The message shows the sign that it is being read. */
  private marked = false;
  /** Messages of a run leave one after the other, while the run itself goes on. */
  private sending: Promise<void> = Promise.resolve();

  constructor(input: MessageRun) {
    this.input = input;
    setHandler(askProgress, () => this.progress);
    setHandler(decideOnDraft, (decision) => this.decisions.add(decision), {
      validator: (decision) => this.validate(decision),
    });
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
    switch (opened.route) {
      case 'settled':
        return 'answered';
      case 'reply':
        this.send((await deliverReply({ messageId, questionIds: opened.questionIds })).outbound);
        return 'delivered';
      case 'withdraw':
        this.send((await withdraw({ messageId, workflowId: opened.workflowId })).outbound);
        return 'delivered';
      case 'amend':
        this.contactId = opened.contactId;
        this.locale = opened.locale;
        return this.answer(null);
      case 'new':
        this.contactId = opened.contactId;
        this.locale = opened.locale;
        return this.handleNew(opened.joins);
    }
  }

  private async handleNew(joins: string | undefined): Promise<Outcome> {
    let understood: Interpretation;
    try {
      await this.readMedia();
      if (this.decisions.withdrawn) return this.cancel();
      understood = await this.understand();
    } catch (error) {
      const joined = this.decisions.takeJoined();
      if (isCancellation(error) || joined.length === 0) throw error;
      // The first photo of several cannot be read: the others still can be booked.
      await this.tell('unread', { say: 'failure', failure: failureOf(error) });
      return this.confirm(recordOf(joined));
    }
    this.locale = understood.locale;
    if (understood.intent !== 'record' || understood.entries.length === 0) return this.answer(understood);
    if (await this.isJoined(understood.entries, joins)) {
      await this.mark(false);
      return 'delivered';
    }
    if (this.decisions.withdrawn) return this.cancel();
    return this.confirm(recordOf(understood.entries));
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

  /** Voice, photo and PDF become a transcript or a reading, kept with the message. Ends early when the message is taken back. */
  private async readMedia(): Promise<void> {
    const { messageId, kind } = this.input;
    if (kind !== 'voice' && kind !== 'image' && kind !== 'document') return;
    this.enter('reading');
    await this.mark(true);
    const scope = new CancellationScope();
    const reading = scope.run(async () => {
      const stored = await this.storeMedia();
      if (kind === 'voice') await speech.transcribe({ messageId, media: stored, locale: this.locale });
      else await receipt.readReceipt({ messageId, media: stored });
    });
    const done = reading.then(() => true);
    const withdrawn = condition(() => this.decisions.withdrawn).then(() => true);
    for (const [index, pause] of progressPauses.entries()) {
      // A reading that fails before the timer must not surface twice.
      const over = await Promise.race([done, withdrawn, sleep(pause, { summary: 'say that it takes a while' })]);
      if (over) break;
      await this.tellProgress(index + 1);
    }
    await Promise.race([done, withdrawn]);
    if (!this.decisions.withdrawn) return;
    // Not waited for: whoever reads may be the reason why it was taken back.
    reading.catch(() => {});
    scope.cancel();
  }

  /** Of several photos in a row only the first says how it goes. */
  private async tellProgress(count: number): Promise<void> {
    const { messageId, kind } = this.input;
    if (kind === 'image' && (await albumOf({ messageId })).place === 'member') return;
    const work = kind === 'voice' ? 'speech' : kind === 'document' ? 'document' : 'receipt';
    await this.tell(count === 1 ? 'progress' : `progress/${count}`, { say: 'progress', work });
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
    // Read once for each question: a step that is run again after a crash must not see an edit that came meanwhile.
    const revision = this.progress.revision + 1;
    const sure = kind === 'text' ? await understandByRules({ messageId, revision }) : null;
    return sure ?? understanding.understand({ messageId, revision });
  }

  private async answer(interpretation: Interpretation | null): Promise<Outcome> {
    const answered = await answer({ messageId: this.input.messageId, interpretation, locale: this.locale });
    if ('proposal' in answered) return this.confirm(answered.proposal);
    this.send([answered.outbound]);
    await this.mark(false);
    return 'answered';
  }

  /** True when the entries went to the draft of another run: that of the first of several photos, or the one they go on with. */
  private async isJoined(entries: DraftEntry[], joins: string | undefined): Promise<boolean> {
    const { messageId, kind } = this.input;
    if (joins !== undefined) return (await joinDraft({ messageId, workflowId: joins, entries })).joined;
    if (kind !== 'image') return false;
    for (let look = 0; look < albumLooks_max; look++) {
      const album = await albumOf({ messageId });
      if (album.place === 'alone') return false;
      if (album.place === 'member') {
        if ((await joinDraft({ messageId, workflowId: album.workflowId, entries })).joined) return true;
      } else {
        if (album.reading === 0) return false;
        await this.waitForJoined();
      }
    }
    return false;
  }

  private async waitForJoined(): Promise<void> {
    const known = this.decisions.count;
    await condition(() => this.decisions.count > known, albumPause, { summary: 'other photos are still being read' });
  }

  /** Asks until the person says yes or no, or says nothing for too long. */
  private async confirm(proposal: Proposal): Promise<Outcome> {
    let confirmation: Confirmation = this.withJoined(confirmationOf(proposal));
    for (;;) {
      const asked = await this.ask(confirmation);
      confirmation = { ...confirmation, proposal: asked.proposal };
      const decision = await this.nextVerdict(confirmation);
      if (decision === null) return this.expire(confirmation.proposal);
      const { verdict, by } = decision;
      switch (verdict.next) {
        case 'post':
          return this.post(asked.questionId, verdict.entries, by);
        case 'carryOut':
          return this.carryOut(asked.questionId, verdict.proposal, by);
        case 'cancel':
          return this.cancel();
        case 'drop':
          return this.close('cancel', { say: 'told_before' }, 'cancelled');
        case 'reread': {
          const again = await this.understand();
          if (again.intent !== 'record' || again.entries.length === 0) return this.cancel();
          confirmation = { ...confirmation, revision: confirmation.revision + 1, proposal: recordOf(again.entries) };
          break;
        }
        case 'ask':
          confirmation = await this.withRestOfAlbum(verdict.confirmation);
          break;
      }
      if (confirmation.revision > revisions_max) return this.cancel();
    }
  }

  /** A question that is not asked yet, with what other messages have brought for it. */
  private withJoined(confirmation: Confirmation): Confirmation {
    const entries = this.decisions.takeJoined();
    const { revision } = confirmation;
    if (entries.length === 0) return confirmation;
    const verdict = decide(confirmation, { reply: { kind: 'join', entries } });
    return verdict.next === 'ask' ? { ...verdict.confirmation, revision, shownFrom: revision } : confirmation;
  }

  /** When one more photo has joined, others may be about to: they are waited for, so that the person is asked once. */
  private async withRestOfAlbum(confirmation: Confirmation): Promise<Confirmation> {
    if (this.input.kind !== 'image' || confirmation.shownFrom < confirmation.revision) return confirmation;
    for (let look = 0; look < albumLooks_max; look++) {
      const album = await albumOf({ messageId: this.input.messageId });
      if (album.place !== 'first' || album.reading === 0) break;
      await this.waitForJoined();
    }
    return this.withJoined(confirmation);
  }

  private async ask({ revision, proposal }: Confirmation): Promise<Asked> {
    const asked = await ask({ messageId: this.input.messageId, revision, proposal, locale: this.locale });
    this.send([asked.outbound]);
    await this.mark(false);
    this.enter('waiting');
    this.asked = asked.proposal;
    this.progress.revision = revision;
    if (revision === 1) upsertSearchAttributes([{ key: stageAttribute, value: 'waiting' }]);
    return asked;
  }

  /** The first decision that changes something; words are found for those that do not. Null when the question expired. */
  private async nextVerdict(confirmation: Confirmation) {
    const { revision, proposal } = confirmation;
    for (let unclear = 1; unclear <= revisions_max; unclear++) {
      const decision = await this.nextDecision(confirmation);
      if (decision === null) return null;
      const verdict = decide(confirmation, decision);
      if (verdict.next === 'overtaken') continue;
      if (verdict.next !== 'insist' && verdict.next !== 'unclear') return { verdict, by: decision.by };
      const say = verdict.next === 'insist' ? 'still_in_doubt' : 'answer_unclear';
      await this.tell(`unclear/${revision}/${unclear}`, { say, proposal });
    }
    return null;
  }

  /** Looks at what was decided, not at which timer ended: an answer accepted at the last moment counts. */
  private async nextDecision({ revision, proposal }: Confirmation): Promise<Decision | null> {
    const decided = () => this.decisions.count > 0;
    if (proposal.kind !== 'record') {
      // A change that was not confirmed at once is forgotten, by the person too.
      await condition(decided, changeExpiresAfter, { summary: 'silence until it expires' });
      return this.decisions.next();
    }
    await condition(decided, remindAfter, { summary: 'silence until the reminder' });
    if (!decided()) {
      await this.tell(`remind/${revision}`, { say: 'reminder', proposal });
      await condition(decided, expireAfterReminder, { summary: 'silence until it expires' });
    }
    return this.decisions.next();
  }

  private async post(questionId: string, entries: DraftEntry[], decidedBy: string): Promise<Outcome> {
    this.enter('posting');
    const { messageId } = this.input;
    const posted = await post({ messageId, questionId, entries, decidedBy, locale: this.locale });
    this.send([posted.outbound]);
    return 'booked';
  }

  private async carryOut(questionId: string, proposal: Proposal, decidedBy: string): Promise<Outcome> {
    this.enter('posting');
    const { messageId } = this.input;
    const carried = await carryOut({ messageId, questionId, proposal, decidedBy, locale: this.locale });
    this.send([carried.outbound]);
    return 'booked';
  }

  /** A draft that was not answered is worth a word; a change is not, an hour later. */
  private async expire({ kind }: Proposal): Promise<Outcome> {
    if (kind === 'record') return this.close('expire', { say: 'expired' }, 'expired');
    this.enter('closed');
    await lapse({ messageId: this.input.messageId });
    return 'expired';
  }

  private cancel(): Promise<Outcome> {
    const say = this.asked === null || this.asked.kind === 'record' ? 'cancelled' : 'left_as_is';
    return this.close('cancel', { say }, 'cancelled');
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

  private validate({ reply, by, formerly, messageId }: Decision): void {
    const { stage, revision } = this.progress;
    if (stage === 'closed' || stage === 'posting') throw refusal('QuestionClosed');
    const isJoining = reply.kind === 'join';
    // What is still being read can be taken back and joined, but not answered.
    if (revision === 0 && !isJoining && reply.kind !== 'no') throw refusal('NoQuestionYet');
    // Whose run it is, is known once it is opened: until then nobody's word can be weighed.
    if (this.contactId === '' && !isJoining) throw refusal('NoQuestionYet');
    if (messageId !== null && ![by, ...(formerly ?? [])].includes(this.contactId)) throw refusal('NotYours');
    if (isJoining) this.validateJoin(reply.entries);
  }

  private validateJoin(entries: DraftEntry[]): void {
    if (this.asked !== null && this.asked.kind !== 'record') throw refusal('QuestionClosed');
    const known = this.asked?.entries.length ?? 0;
    if (known + this.decisions.joined.length + entries.length > draftEntries_max) throw refusal('DraftFull');
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

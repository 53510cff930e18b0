import { CancellationScope, condition, isCancellation, log, sleep } from '@temporalio/workflow';
import type { Interpretation } from '../language/interpretation.ts';
import { albumOf, media, receipt, refresherOf, speech, understandByRules, understanding } from './activities.ts';
import type { StoredMedia } from './contracts.ts';
import { failureOf } from './failureOf.ts';
import { progressPauses } from './policy.ts';
import type { Run } from './run.ts';

/** Voice, photo and PDF become a transcript or a reading, kept with the message. Ends early when the message is taken back. */
export async function readMedia(run: Run): Promise<void> {
  const { messageId, kind } = run.input;
  if (kind !== 'voice' && kind !== 'image' && kind !== 'document') return;
  run.enter('reading');
  await run.mark(true);
  const scope = new CancellationScope();
  const reading = scope.run(async () => {
    const stored = await storeMedia(run);
    if (kind === 'voice') await speech.transcribe({ messageId, media: stored, locale: run.locale });
    else await receipt.readReceipt({ messageId, media: stored });
  });
  const done = reading.then(() => true);
  const withdrawn = condition(() => run.decisions.withdrawn).then(() => true);
  for (const [index, pause] of progressPauses.entries()) {
    // A reading that fails before the timer must not surface twice.
    const over = await Promise.race([done, withdrawn, sleep(pause, { summary: 'say that it takes a while' })]);
    if (over) break;
    await tellProgress(run, index + 1);
  }
  await Promise.race([done, withdrawn]);
  if (!run.decisions.withdrawn) return;
  // Not waited for: whoever reads may be the reason why it was taken back.
  reading.catch(() => {});
  scope.cancel();
}

/** Of several photos in a row only the first says how it goes. */
async function tellProgress(run: Run, count: number): Promise<void> {
  const { messageId, kind } = run.input;
  if (kind === 'image' && (await albumOf({ messageId })).place === 'member') return;
  const work = kind === 'voice' ? 'speech' : kind === 'document' ? 'document' : 'receipt';
  await run.tell(count === 1 ? 'progress' : `progress/${count}`, { say: 'progress', work });
}

/** A file WhatsApp has dropped is asked for once more; when the phone does not give it either, it is gone. */
async function storeMedia({ input: { messageId, session } }: Run): Promise<StoredMedia> {
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
export async function understand(run: Run): Promise<Interpretation> {
  run.enter('understanding');
  const { messageId, kind } = run.input;
  // Read once for each question: a step that is run again after a crash must not see an edit that came meanwhile.
  const revision = run.progress.revision + 1;
  const sure = kind === 'text' ? await understandByRules({ messageId, revision }) : null;
  return sure ?? understanding.understand({ messageId, revision });
}

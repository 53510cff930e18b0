import { condition } from '@temporalio/workflow';
import type { DraftEntry } from '../language/interpretation.ts';
import { albumOf, joinDraft } from './activities.ts';
import { type Confirmation, decide } from './confirmation.ts';
import { albumLooks_max, albumPause } from './policy.ts';
import type { Run } from './run.ts';

/** True when the entries went to the draft of another run: that of the first of several photos, or the one they go on with. */
export async function isJoined(run: Run, entries: DraftEntry[], joins: string | undefined): Promise<boolean> {
  const { messageId, kind } = run.input;
  if (joins !== undefined) return (await joinDraft({ messageId, workflowId: joins, entries })).joined;
  if (kind !== 'image') return false;
  for (let look = 0; look < albumLooks_max; look++) {
    const album = await albumOf({ messageId });
    if (album.place === 'alone') return false;
    if (album.place === 'member') {
      if ((await joinDraft({ messageId, workflowId: album.workflowId, entries })).joined) return true;
    } else {
      if (album.reading === 0) return false;
      await waitForJoined(run);
    }
  }
  return false;
}

async function waitForJoined({ decisions }: Run): Promise<void> {
  const known = decisions.count;
  await condition(() => decisions.count > known, albumPause, { summary: 'other photos are still being read' });
}

/** A question that is not asked yet, with what other messages have brought for it. */
export function withJoined({ decisions }: Run, confirmation: Confirmation): Confirmation {
  const entries = decisions.takeJoined();
  const { revision } = confirmation;
  if (entries.length === 0) return confirmation;
  const verdict = decide(confirmation, { reply: { kind: 'join', entries } });
  return verdict.next === 'ask' ? { ...verdict.confirmation, revision, shownFrom: revision } : confirmation;
}

/** When one more photo has joined, others may be about to: they are waited for, so that the person is asked once. */
export async function withRestOfAlbum(run: Run, confirmation: Confirmation): Promise<Confirmation> {
  const { messageId, kind } = run.input;
  if (kind !== 'image' || confirmation.shownFrom < confirmation.revision) return confirmation;
  for (let look = 0; look < albumLooks_max; look++) {
    const album = await albumOf({ messageId });
    if (album.place !== 'first' || album.reading === 0) break;
    await waitForJoined(run);
  }
  return withJoined(run, confirmation);
}

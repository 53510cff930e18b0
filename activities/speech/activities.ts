import { activityInfo } from '@temporalio/activity';
import { eq } from 'drizzle-orm';
import type { Database } from '../../database/pool.ts';
import { message } from '../../database/schema/index.ts';
import type { SpeechActivities } from '../../workflows/contracts.ts';
import { atBoundary, classify, failure } from '../failure.ts';
import { withHeartbeat } from '../heartbeat.ts';
import { maxMediaBytes } from '../media/download.ts';
import type { ObjectStore } from '../media/objectStore.ts';
import { reportTo } from '../progress.ts';
import { decodeVoice } from './audio.ts';
import { hearTwice } from './hear.ts';
import { Pace } from './pace.ts';
import type { SpeechEngine } from './whisperServer.ts';

export interface SpeechDeps {
  db: Database;
  store: Pick<ObjectStore, 'get'>;
  /** Null when voice notes are off. */
  engine: SpeechEngine | null;
}

/** A server that is not there after this time is not just loading its model: voice counts as off. */
const startUpMs = 30_000;

/** Steps that hear voice notes. */
export function createSpeechActivities(deps: SpeechDeps): SpeechActivities {
  const pace = new Pace();
  return {
    transcribe: (input) => atBoundary(() => withHeartbeat((signal) => transcribe({ ...deps, pace }, input, signal))),
  };
}

type Input = Parameters<SpeechActivities['transcribe']>[0];

async function transcribe(
  { db, store, engine, pace }: SpeechDeps & { pace: Pace },
  { messageId, media, locale }: Input,
  signal: AbortSignal,
) {
  if (!engine) throw failure('SpeechOff', 'no whisper-server is configured');
  const known = await db.query.message.findFirst({ where: eq(message.id, messageId), columns: { transcript: true } });
  if (known?.transcript) return summary(known.transcript);
  const audio = await decodeVoice(await store.get(media.key, maxMediaBytes.voice), media.mime, signal);
  const transcript = await pace
    .during(audio.seconds, reportTo(db, messageId), () => hearTwice(engine, audio, locale, signal))
    .catch((error: unknown) => {
      throw offWhenAbsent(error);
    });
  await db.update(message).set({ transcript }).where(eq(message.id, messageId));
  return summary(transcript);
}

function summary({ text, confidence }: { text: string; confidence: number }) {
  return { words: text.split(' ').length, confidence };
}

function offWhenAbsent(error: unknown): unknown {
  const failed = classify(error);
  const waited = Date.now() - activityInfo().scheduledTimestampMs;
  if ('type' in failed && failed.type === 'Unavailable' && waited > startUpMs) {
    return failure('SpeechOff', 'whisper-server does not answer', { cause: error });
  }
  return failed;
}

import { Worker } from '@temporalio/worker';
import { createExportActivities } from '../../activities/exports/activities.ts';
import { createMediaActivities } from '../../activities/media/activities.ts';
import { createObjectStore } from '../../activities/media/objectStore.ts';
import { createReceiptActivities } from '../../activities/receipt/activities.ts';
import { createOcrEngines } from '../../activities/receipt/engines.ts';
import { createRetentionActivities } from '../../activities/retention/activities.ts';
import { createSpeechActivities } from '../../activities/speech/activities.ts';
import { createWhisperServer } from '../../activities/speech/whisperServer.ts';
import { createSubjectActivities } from '../../activities/subjects/activities.ts';
import { createUnderstandingActivities } from '../../activities/understanding/activities.ts';
import { createModel } from '../../activities/understanding/model.ts';
import { configOrExit } from '../../config/environment.ts';
import { createLogger } from '../../config/log.ts';
import { loadMediaConfig, retentionOf } from '../../config/processes.ts';
import { connect, isReachable } from '../../database/pool.ts';
import { taskQueues } from '../../workflows/contracts.ts';
import { connectTemporal } from '../client.ts';
import { dataConverter } from '../dataConverter.ts';
import { forgetMessageRun } from '../messageRuns.ts';
import type { HealthCheck } from './health.ts';
import { installRuntime, runWorkerProcess, workerDefaults } from './process.ts';

/** Downloads are network-bound and hold up to 20 MB each. */
const downloads_max = 8;
/** whisper-server hears one clip at a time; a second one is decoded meanwhile. */
const hearings_max = 2;
/** Rules take milliseconds; the model behind them has a queue of its own. */
const understandings_max = 16;
/** A file holds a connection and a processor for seconds. */
const exports_max = 2;
/** A server that has no answer to a probe within this is down. */
const probe_timeout_ms = 2_000;

const config = configOrExit(loadMediaConfig);
const log = createLogger(config, 'ai-media');
installRuntime(log);
const database = connect({
  url: config.DATABASE_URL,
  max: config.DATABASE_POOL_MAX,
  name: 'catat-ai-media',
  onIdleError: (error) => log.warn({ error }, 'database connection lost'),
});
const temporal = connectTemporal(config);
const store = createObjectStore({
  endpoint: config.S3_ENDPOINT,
  region: config.S3_REGION,
  accessKey: config.S3_ACCESS_KEY,
  secretKey: config.S3_SECRET_KEY,
  bucket: config.S3_BUCKET,
});
const speechEngine = config.WHISPER_URL
  ? createWhisperServer({ url: config.WHISPER_URL, model: config.WHISPER_MODEL_NAME })
  : null;
const ocrEngines = await createOcrEngines({ cacheDir: config.OCR_CACHE_DIR, workers: config.OCR_WORKERS });
log.info({ engines: ocrEngines.map(({ engine }) => engine) }, 'receipts are read by');
const model = config.OLLAMA_HOST ? createModel({ host: config.OLLAMA_HOST, name: config.OLLAMA_MODEL, log }) : null;
// Loaded beside the first messages, which the rules read alone.
void model?.warm();

const { db } = database;
const queues = [
  {
    taskQueue: taskQueues.media,
    side_by_side: downloads_max,
    activities: createMediaActivities({ db, store, mediaOrigin: config.WHATSAPP_MEDIA_URL }),
  },
  {
    taskQueue: taskQueues.speech,
    side_by_side: hearings_max,
    activities: createSpeechActivities({ db, store, engine: speechEngine }),
  },
  // One picture is prepared while another is read.
  {
    taskQueue: taskQueues.receipt,
    side_by_side: config.OCR_WORKERS + 1,
    activities: createReceiptActivities({ db, store, engines: ocrEngines }),
  },
  {
    taskQueue: taskQueues.understanding,
    side_by_side: understandings_max,
    activities: createUnderstandingActivities({ db, model, log }),
  },
  {
    taskQueue: taskQueues.exports,
    side_by_side: exports_max,
    activities: {
      ...createExportActivities({ db, store, mediaOrigin: config.WHATSAPP_MEDIA_URL }),
      ...createSubjectActivities({ db, store, forgetRun: (workflowId) => forgetMessageRun(temporal.client, workflowId) }),
      ...createRetentionActivities({ db, store, retention: retentionOf(config) }),
    },
  },
];

await runWorkerProcess({
  service: 'ai-media',
  log,
  settings: config,
  listen: { host: config.AI_MEDIA_HOST, port: config.AI_MEDIA_PORT },
  checks: {
    postgres: async () => ((await isReachable(database)) ? 'up' : 'down'),
    temporal: async () => ((await temporal.isReachable()) ? 'up' : 'down'),
    objectStore: () => store.stat('health').then(() => 'up'),
    speech: httpCheck(config.WHISPER_URL, '/health'),
    model: httpCheck(config.OLLAMA_HOST, '/api/version'),
  },
  createWorkers: (connection) =>
    Promise.all(
      queues.map(({ taskQueue, side_by_side, activities }) =>
        Worker.create({
          ...workerDefaults,
          connection,
          namespace: config.TEMPORAL_NAMESPACE,
          taskQueue,
          dataConverter: dataConverter(config.TEMPORAL_PAYLOAD_KEYS),
          activities,
          maxConcurrentActivityTaskExecutions: side_by_side,
        }),
      ),
    ),
  close: () => {
    model?.close();
    return Promise.allSettled([...ocrEngines.map((ocr) => ocr.close()), temporal.close(), database.close()]);
  },
});

/** Probes a neighbour over HTTP; an empty address means that it is switched off. */
function httpCheck(origin: string, path: string): HealthCheck {
  return async () => {
    if (!origin) return 'off';
    const answer = await fetch(new URL(path, origin), { signal: AbortSignal.timeout(probe_timeout_ms) });
    return answer.ok ? 'up' : 'down';
  };
}

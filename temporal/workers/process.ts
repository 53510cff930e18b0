import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { DefaultLogger, type LogEntry, NativeConnection, Runtime, type Worker } from '@temporalio/worker';
import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';
import type { TemporalSettings } from '../client.ts';
import { type HealthCheck, serveHealth } from './health.ts';

/** In-flight activities get this long to finish on shutdown; below the grace of the supervisor and of compose. */
const shutdownGrace_ms = 8_000;
const shutdownForce_ms = 9_000;
/** Pause between attempts to reach a server that is not up yet. */
const connectPause_ms = 500;

/** Options every worker of ours shares. */
export const workerDefaults = { shutdownGraceTime: shutdownGrace_ms, shutdownForceTime: shutdownForce_ms } as const;

/** Sends the SDK's own log through ours: ids and codes only, so its free-text metadata is left out. Call once, first. */
export function installRuntime(log: Logger): void {
  const forward = ({ level, message, meta }: LogEntry) => {
    const { workflowId, runId, activityType, attempt, taskQueue } = meta ?? {};
    const line = { workflowId, runId, activityType, attempt, taskQueue, ...namesOf(meta?.error) };
    if (level === 'ERROR') log.error(line, message);
    else if (level === 'WARN') log.warn(line, message);
    else log.debug(line, message);
  };
  Runtime.install({
    logger: new DefaultLogger('INFO', forward),
    telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } },
    // The process that owns the worker decides when to stop.
    shutdownSignals: [],
  });
}

/** What may be told of an error: its class and, of ours, its type from the closed union; the message could quote a person. */
function namesOf(error: unknown): { errorName?: string; failure?: string } {
  if (!(error instanceof Error)) return {};
  return { errorName: error.name, ...(error instanceof ApplicationFailure && error.type ? { failure: error.type } : {}) };
}

/** Connects as soon as the server answers: workers may be started before it. Rejects when the signal aborts first. */
export async function connectWorker(settings: TemporalSettings, log: Logger, signal: AbortSignal): Promise<NativeConnection> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await NativeConnection.connect({ address: settings.TEMPORAL_ADDRESS });
    } catch (error) {
      if (attempt % 20 === 1) log.warn({ attempt, address: settings.TEMPORAL_ADDRESS }, 'waiting for the Temporal server');
      signal.throwIfAborted();
      if (error instanceof TypeError) throw error;
      await pause(connectPause_ms, undefined, { signal });
    }
  }
}

/** What a worker process is made of. */
export interface WorkerProcess {
  service: string;
  log: Logger;
  settings: TemporalSettings;
  listen: { host: string; port: number };
  checks: Record<string, HealthCheck>;
  createWorkers(connection: NativeConnection): Promise<Worker[]>;
  /** Releases what the activities hold, after the last of them ended. */
  close(): Promise<unknown>;
}

/** Serves health, connects, polls, and stops in order on SIGTERM, SIGINT or a fault. */
export async function runWorkerProcess(parts: WorkerProcess): Promise<void> {
  const { service, log, settings, listen, checks } = parts;
  const stopping = new AbortController();
  const healthServer = await serveHealth({ service, ...listen, checks });
  const finished = (async () => {
    const connection = await connectWorker(settings, log, stopping.signal);
    const workers = await parts.createWorkers(connection);
    log.info('polling');
    await runUntil(workers, stopping.signal);
    await connection.close();
  })();
  closeWithGrace({ delay: shutdownForce_ms + 2_000, logger: log }, async ({ err }) => {
    if (err) log.error({ error: err }, 'stopping after a fault');
    stopping.abort();
    await finished.catch(() => undefined);
    await Promise.allSettled([healthServer.close(), parts.close()]);
  });
  await finished.catch((error: unknown) => {
    if (stopping.signal.aborted) return;
    log.fatal({ error }, 'worker failed');
    process.exit(1);
  });
}

/** Runs workers until `signal` aborts; rejects when one of them fails for good. */
async function runUntil(workers: Worker[], signal: AbortSignal): Promise<void> {
  const stop = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  signal.addEventListener('abort', stop, { once: true });
  const running = workers.map((worker) =>
    worker.run().catch((error: unknown) => {
      stop();
      throw error;
    }),
  );
  if (signal.aborted) stop();
  await Promise.all(running);
}

import './session/quiet.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { heartbeat } from '@temporalio/activity';
import { NativeConnection, type Worker } from '@temporalio/worker';
import closeWithGrace from 'close-with-grace';
import { toString as renderQr } from 'qrcode';
import { createLogger } from '../config/log.ts';
import { type GatewayConfig, loadGatewayConfig } from '../config/processes.ts';
import { isReachable } from '../database/pool.ts';
import { connectTemporal, startMessageRun } from '../temporal/client.ts';
import { installRuntime } from '../temporal/workers/process.ts';
import { createSendWorker } from '../temporal/workers/send.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { serveOps } from './http/server.ts';
import type { Logger } from './libraryLog.ts';
import type { Sender } from './outbox/sender.ts';
import { onConsole } from './session/quiet.ts';

/** Below the stop timeout of the supervisor and of compose. */
const shutdown_ms = 9_500;
/** Pause between attempts to reach a Temporal server that is not up yet. */
const connectPause_ms = 500;
/** A third of the heartbeat timeout the workflow gives a send. */
const beat_ms = 2_000;

const config = loadGatewayConfig();
const log = createLogger(config, 'gateway');
onConsole((text) => log.debug({ library: text.slice(0, 80) }, 'console'));
installRuntime(log);

const temporal = connectTemporal(config);
const gateway = createGateway({ settings: config, startRun: (run) => startMessageRun(temporal.client, run), log });
if (process.stdout.isTTY) printCodes(gateway);
const stopping = new AbortController();
const http = await serveOps({
  host: config.GATEWAY_HOST,
  port: config.GATEWAY_PORT,
  token: config.OPS_TOKEN,
  sessions: new Map([[gateway.session.id, gateway.session]]),
  db: gateway.database.db,
  checks: {
    postgres: async () => ((await isReachable(gateway.database)) ? 'up' : 'down'),
    temporal: async () => ((await temporal.isReachable()) ? 'up' : 'down'),
  },
  log,
});
gateway.start();
const sending = runSender(config, gateway, stopping.signal, log);

closeWithGrace({ delay: shutdown_ms, logger: log }, async ({ err, signal }) => {
  if (err) log.error({ error: err.name, stack: err.stack?.split('\n')[1] }, 'stopping after a fault');
  else log.info({ signal }, 'stopping');
  stopping.abort();
  await Promise.allSettled([gateway.stop(), http.close(), sending]);
  await temporal.close();
});

/** Serves the send queue; the worker's slots are handed out only while the socket is open. */
async function runSender(settings: GatewayConfig, { session, sender }: Gateway, signal: AbortSignal, log: Logger): Promise<void> {
  const connection = await reachTemporal(settings.TEMPORAL_ADDRESS, signal, log);
  if (!connection) return;
  const worker: Worker = await createSendWorker({
    settings,
    connection,
    session: session.id,
    activities: { send: beating(sender.send) },
    gate: session,
  });
  const shutdown = () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  signal.addEventListener('abort', shutdown, { once: true });
  log.info({ session: session.id }, 'send queue served');
  const running = worker.run();
  if (signal.aborted) shutdown();
  await running;
  await connection.close();
}

/** Beats while a send waits for its turn and its ack, so that the death of this process is noticed within seconds. */
function beating(send: Sender['send']): Sender['send'] {
  return async (input) => {
    const beat = setInterval(() => heartbeat(), beat_ms);
    try {
      await send(input);
    } finally {
      clearInterval(beat);
    }
  };
}

/** Null when the process stops first. */
async function reachTemporal(address: string, signal: AbortSignal, log: Logger): Promise<NativeConnection | null> {
  let said = false;
  while (!signal.aborted) {
    try {
      return await NativeConnection.connect({ address });
    } catch {
      if (!said) log.warn({ address }, 'waiting for the Temporal server');
      said = true;
      await pause(connectPause_ms, undefined, { signal }).catch(() => {});
    }
  }
  return null;
}

function printCodes({ session }: Gateway): void {
  let shown: string | null = null;
  session.on('status', ({ qr }) => {
    if (!qr || qr === shown) return;
    shown = qr;
    void renderQr(qr, { type: 'terminal', small: true }).then((picture) => process.stdout.write(`${picture}\n`));
  });
}

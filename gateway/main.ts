import './session/quiet.ts';
import type { NativeConnection, Worker } from '@temporalio/worker';
import closeWithGrace from 'close-with-grace';
import { toString as renderQr } from 'qrcode';
import { configOrExit } from '../config/environment.ts';
import { createLogger } from '../config/log.ts';
import { loadGatewayConfig, sessionNames } from '../config/processes.ts';
import { isReachable } from '../database/pool.ts';
import { connectTemporal } from '../temporal/client.ts';
import { startMessageRun } from '../temporal/messageRuns.ts';
import { connectWorker, installRuntime } from '../temporal/workers/process.ts';
import { createSendWorker } from '../temporal/workers/send.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { serveOps } from './http/server.ts';
import { Metrics } from './metrics.ts';
import { onConsole } from './session/quiet.ts';

/** Below the stop timeout of the supervisor and of compose. */
const shutdown_ms = 9_500;

const config = configOrExit(loadGatewayConfig);
const log = createLogger(config, 'gateway');
onConsole((text) => log.debug({ library: text.slice(0, 80) }, 'console'));
installRuntime(log);

const temporal = connectTemporal(config);
const metrics = new Metrics();
const gateways = sessionNames(config).map((session) =>
  createGateway({ session, settings: config, startRun: (run) => startMessageRun(temporal.client, run), metrics, log }),
);
if (process.stdout.isTTY) gateways.forEach(printCodes);
const stopping = new AbortController();
const http = await serveOps({
  host: config.GATEWAY_HOST,
  port: config.GATEWAY_PORT,
  token: config.OPS_TOKEN,
  gateways,
  metrics,
  checks: {
    postgres: async () => ((await anyReachable(gateways)) ? 'up' : 'down'),
    temporal: async () => ((await temporal.isReachable()) ? 'up' : 'down'),
  },
  log,
});
for (const gateway of gateways) gateway.start();
const sending = runSenders(stopping.signal);

closeWithGrace({ delay: shutdown_ms, logger: log }, async ({ err, signal }) => {
  if (err) log.error({ error: err.name, stack: err.stack?.split('\n')[1] }, 'stopping after a fault');
  else log.info({ signal }, 'stopping');
  stopping.abort();
  await Promise.allSettled([...gateways.map((gateway) => gateway.stop()), http.close(), sending]);
  await temporal.close();
});

/** Serves the send queue of each session, over one connection. */
async function runSenders(signal: AbortSignal): Promise<void> {
  const connection = await connectWorker(config, log, signal);
  await Promise.all(
    gateways.map((gateway) =>
      gateway.sendQueue.keepServed((onServed) => serveSends(gateway, connection, onServed, signal), signal),
    ),
  );
  await connection.close();
}

/** Runs one worker; its slots are handed out only while the socket is open. */
async function serveSends(
  { session, activities }: Gateway,
  connection: NativeConnection,
  onServed: () => void,
  signal: AbortSignal,
): Promise<void> {
  const worker: Worker = await createSendWorker({
    settings: config,
    connection,
    session: session.id,
    activities,
    gate: session,
  });
  const shutdown = () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  signal.addEventListener('abort', shutdown, { once: true });
  const running = worker.run();
  onServed();
  if (signal.aborted) shutdown();
  await running.finally(() => signal.removeEventListener('abort', shutdown));
}

async function anyReachable(all: Gateway[]): Promise<boolean> {
  return (await Promise.all(all.map(({ database }) => isReachable(database)))).includes(true);
}

function printCodes({ session }: Gateway): void {
  let shown: string | null = null;
  session.on('status', ({ qr }) => {
    if (!qr || qr === shown) return;
    shown = qr;
    void renderQr(qr, { type: 'terminal', small: true }).then((picture) => process.stdout.write(`${session.id}\n${picture}\n`));
  });
}

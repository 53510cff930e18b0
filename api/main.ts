import closeWithGrace from 'close-with-grace';
import { configOrExit } from '../config/environment.ts';
import { createLogger } from '../config/log.ts';
import { loadApiConfig } from '../config/processes.ts';
import { connect } from '../database/pool.ts';
import { connectTemporal } from '../temporal/client.ts';
import { buildApp } from './app.ts';
import type { ApiDeps } from './deps.ts';
import { createEventSource } from './events.ts';
import { createMediaLinks } from './mediaLinks.ts';
import { createMediaStore } from './mediaStore.ts';
import { createRegistry, measureRequests, serveMetrics } from './metrics.ts';
import { createRuns } from './runs.ts';
import { sweepWaiting } from './waitingJobs.ts';

/** Requests under way may finish for so long after a signal. */
const closeDelay_ms = 10_000;

const config = configOrExit(loadApiConfig);
const log = createLogger(config, 'api');

const database = connect({
  url: config.DATABASE_URL,
  max: config.DATABASE_POOL_MAX,
  name: 'api',
  onIdleError: (error) => log.warn({ err: error }, 'lost an idle database connection'),
});
const temporal = connectTemporal(config);
const events = createEventSource({
  url: config.DATABASE_URL,
  onLost: (error) => log.warn({ err: error }, 'lost the connection that tells what is committed'),
});
const deps: ApiDeps = {
  db: database.db,
  media: createMediaStore(config),
  links: createMediaLinks(config.S3_SECRET_KEY),
  temporal: createRuns(temporal),
  events,
  codec: temporal.codec,
  temporalUi: { url: config.TEMPORAL_UI_URL, namespace: config.TEMPORAL_NAMESPACE },
  token: config.API_TOKEN,
};
const app = buildApp(deps, log);
const waiting = sweepWaiting(deps, log);

const registry = createRegistry(database.pool);
measureRequests(app, registry);
const metrics =
  config.API_METRICS_PORT > 0 ? serveMetrics(registry, { host: config.API_HOST, port: config.API_METRICS_PORT }) : null;

closeWithGrace({ delay: closeDelay_ms, logger: log }, async ({ err }) => {
  if (err) log.fatal({ err }, 'closing after an error');
  metrics?.close();
  await app.close();
  await waiting.close();
  await Promise.all([events.close(), database.close(), temporal.close()]);
});

await app.listen({ host: config.API_HOST, port: config.API_PORT });

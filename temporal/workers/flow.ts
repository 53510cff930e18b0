import { Worker } from '@temporalio/worker';
import { createConversationActivities } from '../../activities/conversation/activities.ts';
import { createLedgerActivities } from '../../activities/ledger/activities.ts';
import { createRecurringActivities } from '../../activities/recurring/activities.ts';
import { createRulesActivities } from '../../activities/understanding/activities.ts';
import { configOrExit } from '../../config/environment.ts';
import { createLogger } from '../../config/log.ts';
import { loadFlowConfig } from '../../config/processes.ts';
import { connect, isReachable } from '../../database/pool.ts';
import { taskQueues } from '../../workflows/contracts.ts';
import { builtBundle } from '../bundle.ts';
import { connectTemporal } from '../client.ts';
import { dataConverter } from '../dataConverter.ts';
import { deliverDecision } from '../decision.ts';
import { keepSchedules } from '../schedules.ts';
import { installRuntime, runWorkerProcess, workerDefaults } from './process.ts';

/** Workflow tasks and small Postgres steps side by side; more than the pool has connections would only queue there. */
const activities_max = 40;
const workflowTasks_max = 40;
/** Some 600 cached runs take a gigabyte; those that wait for a person come back by replay. */
const cachedRuns_max = 400;
/** Runs cached by a worker that died are taken over by another after this, by replay: milliseconds of work. */
const takeOver_ms = 3_000;

const config = configOrExit(loadFlowConfig);
const log = createLogger(config, 'flow');
installRuntime(log);
const database = connect({
  url: config.DATABASE_URL,
  max: config.DATABASE_POOL_MAX,
  name: 'catat-flow',
  onIdleError: (error) => log.warn({ error }, 'database connection lost'),
});
const temporal = connectTemporal(config);
const closing = new AbortController();
const scheduled = keepSchedules(temporal.client, log, closing.signal);

await runWorkerProcess({
  service: 'flow',
  log,
  settings: config,
  listen: { host: config.FLOW_HOST, port: config.FLOW_PORT },
  checks: {
    postgres: async () => ((await isReachable(database)) ? 'up' : 'down'),
    temporal: async () => ((await temporal.isReachable()) ? 'up' : 'down'),
  },
  createWorkers: async (connection) => [
    await Worker.create({
      ...workerDefaults,
      connection,
      namespace: config.TEMPORAL_NAMESPACE,
      taskQueue: taskQueues.flow,
      workflowBundle: builtBundle(),
      dataConverter: dataConverter(config.TEMPORAL_PAYLOAD_KEYS),
      activities: {
        ...createConversationActivities({ db: database.db, access: config.access, decide: deliverDecision(temporal.client) }),
        ...createLedgerActivities({ db: database.db }),
        ...createRulesActivities({ db: database.db, log }),
        ...createRecurringActivities({ db: database.db }),
      },
      maxConcurrentActivityTaskExecutions: activities_max,
      maxConcurrentLocalActivityExecutions: activities_max,
      maxConcurrentWorkflowTaskExecutions: workflowTasks_max,
      maxCachedWorkflows: cachedRuns_max,
      stickyQueueScheduleToStartTimeout: takeOver_ms,
    }),
  ],
  close: async () => {
    closing.abort();
    await scheduled;
    await Promise.allSettled([temporal.close(), database.close()]);
  },
});

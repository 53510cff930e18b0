import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll } from 'vitest';
import { createExportActivities } from '../activities/exports/activities.ts';
import type { ObjectStore } from '../activities/media/objectStore.ts';
import { createRecurringActivities } from '../activities/recurring/activities.ts';
import { createRetentionActivities, type Retention } from '../activities/retention/activities.ts';
import { createSubjectActivities } from '../activities/subjects/activities.ts';
import type { Database } from '../database/pool.ts';
import { ensureTemporal } from '../dev/stack/provision/binaries.ts';
import { bundleWorkflows } from '../temporal/bundle.ts';
import { forgetMessageRun } from '../temporal/messageRuns.ts';
import { taskQueues } from '../workflows/contracts.ts';

/** Genuine durable jobs: Temporal's own server, and workers with the steps of the product. */
export function startJobs(deps: { db: Database; store: ObjectStore; retention: Retention }): { client: Client } {
  const held = {} as { client: Client };
  let stop = async () => {};
  beforeAll(async () => {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } },
    });
    const server = await ensureTemporal(() => {});
    if (!('path' in server)) throw new Error(server.missing);
    const executable = { type: 'existing-path', path: server.path } as const;
    const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
    held.client = new Client({ connection: environment.connection });
    const forgetRun = (workflowId: string) => forgetMessageRun(held.client, workflowId);
    const { nativeConnection: connection } = environment;
    const kept = {
      ...createExportActivities({ ...deps, mediaOrigin: 'http://127.0.0.1:9' }),
      ...createSubjectActivities({ ...deps, forgetRun }),
    };
    const workers = await Promise.all([
      Worker.create({
        connection,
        taskQueue: taskQueues.flow,
        workflowBundle: await bundleWorkflows(),
        activities: createRecurringActivities(deps),
      }),
      Worker.create({ connection, taskQueue: taskQueues.exports, activities: { ...kept, ...createRetentionActivities(deps) } }),
    ]);
    const running = Promise.all(workers.map((worker) => worker.run()));
    stop = async () => {
      for (const worker of workers) worker.shutdown();
      await running;
      await environment.teardown();
    };
  });
  afterAll(() => stop());
  return held;
}

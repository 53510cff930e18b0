import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { logFile, type StackPaths } from '../paths.ts';
import { until } from '../supervisor/probe.ts';
import { launchProcess } from '../supervisor/process.ts';
import type { Part } from '../supervisor/supervisor.ts';

/** The transfer and timer queues are read 20 times a second by default: a workflow task then waits up to 50 ms. */
const maxPollRps = 2_000;
const namespace = 'default';
const probeTimeout_ms = 1_000;

export interface TemporalPorts {
  temporal: number;
  temporalUi: number;
  temporalHttp: number;
  temporalMetrics: number;
  /** Of the API, which opens sealed payloads for the UI. */
  api: number;
}

/** The genuine Temporal server with its UI, state in one SQLite file. */
export function temporalPart(binary: () => Promise<string>, paths: StackPaths, ports: TemporalPorts): Part {
  const address = `127.0.0.1:${ports.temporal}`;
  const log = logFile(paths, 'temporal');
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'error'],
    ...['--port', String(ports.temporal), '--ui-port', String(ports.temporalUi), '--ui-ip', '127.0.0.1'],
    ...['--ui-codec-endpoint', `http://127.0.0.1:${ports.api}/v1/temporal`],
    ...['--http-port', String(ports.temporalHttp), '--metrics-port', String(ports.temporalMetrics)],
    ...['--db-filename', join(paths.temporal, 'temporal.db')],
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    ...['--dynamic-config-value', `history.transferProcessorMaxPollRPS=${maxPollRps}`],
    ...['--dynamic-config-value', `history.timerProcessorMaxPollRPS=${maxPollRps}`],
    ...['--search-attribute', 'Stage=Keyword', '--search-attribute', 'MessageKind=Keyword'],
  ];
  return {
    name: 'temporal',
    needs: [],
    logFile: log,
    launch: async () =>
      launchProcess({ command: await binary(), args, env: programEnvironment(), cwd: paths.temporal, logFile: log }),
    ready: (signal) => until(() => hasNamespace(address), signal),
  };
}

/** What a foreign program gets of our environment: nothing that could change what it does. */
export const programEnvironment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  // A container may give neither a name nor an account for its id; Go programs refuse to start then.
  USER: process.env.USER ?? 'catat',
});

async function hasNamespace(address: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: probeTimeout_ms });
  try {
    await connection.withDeadline(Date.now() + probeTimeout_ms, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    return true;
  } finally {
    await connection.close();
  }
}

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import type { Result } from 'autocannon';
import { createKey } from '../../api/access/keys.ts';
import { buildApp } from '../../api/app.ts';
import { encodeCursor } from '../../api/cursor.ts';
import { filterOf, sortOf } from '../../api/entryFilters.ts';
import type { Database } from '../../database/pool.ts';
import { bareApi } from './bareApi.ts';
import { benchBook } from './ledgerSeed.ts';
import { cpuOf } from './processes.ts';

/** Pages asked of the API: with a key, over HTTP, as JSON. */
export interface PageFigures {
  name: string;
  per_s: number;
  p50_ms: number;
  p99_ms: number;
  /** Answers that were no 200: none is expected. */
  refused: number;
  /** Time on a core for one request: the API's, and Postgres'. Does not grow with foreign load as a rate does. */
  core_ms: { ours: number; postgres: number } | null;
}

/** A file of everything. */
export interface FileFigures {
  rows: number;
  mb: number;
  first_byte_ms: number;
  ms: number;
  /** The most the process, API and client in one, grew by meanwhile. */
  grown_mb: number;
}

/** Connections that ask at once, and how often they do. */
const connections = 16;
const requests = 6_000;
/** V8 has compiled what is hot by then: the first thousand pages take twice the time of later ones. */
const warmUp = 3_000;
const loadTimeout_ms = 5 * 60_000;
const memoryInterval_ms = 50;
/** Somewhere in the middle of the book. */
const deep = { value: '2024-06-01', id: '01980000-0000-7000-9000-000000000001' };

const first = `/v1/entries?book=${benchBook}`;
const cursor = encodeCursor(deep, { filter: filterOf({ book: benchBook }), sort: sortOf() });
const pages = {
  'first page': first,
  'filtered (category, dates, standing)': `${first}&category=makan&from=2026-01-01&to=2026-06-30&status=standing`,
  'deep cursor': `${first}&cursor=${cursor}`,
};

/** Measures the API over the ledger; the load comes out of a process of its own. */
export async function overHttp(db: Database, postgres: number): Promise<{ pages: PageFigures[]; csv: FileFigures }> {
  const app = buildApp(bareApi(db));
  try {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    const headers = { authorization: `Bearer ${await readerKey(db)}` };
    const told: PageFigures[] = [];
    for (const [name, path] of Object.entries(pages)) told.push({ name, ...(await load(`${url}${path}`, headers, postgres)) });
    return { pages: told, csv: await download(`${url}/v1/entries.csv?book=${benchBook}`, headers) };
  } finally {
    await app.close();
  }
}

async function readerKey(db: Database): Promise<string> {
  const input = { name: 'bench', role: 'owner', bookId: null, createdBy: null, expiresAt: null } as const;
  return (await db.transaction((tx) => createKey(tx, { ...input, scopes: ['entries:read', 'exports:write'] }))).key;
}

async function load(url: string, headers: Record<string, string>, postgres: number): Promise<Omit<PageFigures, 'name'>> {
  await cannon(url, headers, warmUp);
  const before = { ours: process.cpuUsage(), postgres: cpuOf({ postgres }) };
  const { requests: answered, latency, non2xx } = await cannon(url, headers, requests);
  const ours = process.cpuUsage(before.ours);
  const after = cpuOf({ postgres });
  const one = (ms: number) => Math.round((ms / answered.total) * 100) / 100;
  return {
    // Each connection asks again once it is answered. The tool's own duration ends with a full second.
    per_s: Math.round((connections * 1_000) / latency.average),
    p50_ms: latency.p50,
    p99_ms: latency.p99,
    refused: non2xx,
    core_ms:
      after && before.postgres
        ? {
            ours: one((ours.user + ours.system) / 1_000),
            postgres: one((after.postgres ?? 0) - (before.postgres.postgres ?? 0)),
          }
        : null,
  };
}

const run = promisify(execFile);
const autocannon = createRequire(import.meta.url).resolve('autocannon');

/** Asks `amount` times, out of a process of its own: what the load costs is not the API's. */
async function cannon(url: string, headers: Record<string, string>, amount: number): Promise<Result> {
  const said = Object.entries(headers).flatMap(([name, value]) => ['--headers', `${name}=${value}`]);
  const args = [autocannon, '--json', '--connections', String(connections), '--amount', String(amount), ...said, url];
  return JSON.parse((await run(process.execPath, args, { timeout: loadTimeout_ms })).stdout);
}

async function download(url: string, headers: Record<string, string>): Promise<FileFigures> {
  const atRest = process.memoryUsage.rss();
  let most = atRest;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, memoryInterval_ms);
  try {
    const started = performance.now();
    const response = await fetch(url, { headers });
    let [bytes, firstByte] = [0, 0];
    for await (const chunk of response.body ?? []) {
      firstByte ||= performance.now() - started;
      bytes += chunk.length;
    }
    return {
      rows: Number(response.headers.get('x-row-count')),
      mb: Math.round(bytes / 2 ** 20),
      first_byte_ms: Math.round(firstByte),
      ms: Math.round(performance.now() - started),
      grown_mb: Math.round((most - atRest) / 2 ** 20),
    };
  } finally {
    clearInterval(watch);
  }
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../config/paths.ts';
import type { Burst, Capture } from './capture.ts';
import type { DeskLoad } from './desk.ts';
import type { LedgerFigures } from './ledger.ts';
import type { PerPart } from './processes.ts';
import type { Throughput } from './scenarios.ts';
import type { Timing } from './statistics.ts';

/** Everything one run measured. What was not measured is null, with the reason in `notMeasured`. */
export interface Report {
  at: string;
  machine: { cpu: string; cores: number; memory_gb: number; os: string };
  versions: Record<string, string>;
  stack: 'own' | 'running';
  start: { first_ms: number; second_ms: number } | null;
  question: Timing | null;
  booked: Timing | null;
  photo: Timing | null;
  voice: Timing | null;
  throughput: Throughput | null;
  capture: Capture | null;
  desk: DeskLoad | null;
  ledger: LedgerFigures | null;
  memory_mb: PerPart;
  notMeasured: Record<string, string>;
}

const packages = ['@temporalio/worker', '@whiskeysockets/baileys', 'pg', 'tesseract.js', 'nodejs-whisper'];

/** What the figures belong to. */
export function machine(): Report['machine'] {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    os: `${type()} ${release()}`,
  };
}

export function versions(): Record<string, string> {
  const { version, dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };
  const named = Object.fromEntries(packages.map((name) => [name, dependencies[name] ?? 'unknown']));
  return { catat: version, commit: commit(), node: process.version, ...named };
}

function commit(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return git('rev-parse', '--short', 'HEAD').trim() + (git('status', '--porcelain').trim() ? ' with changes' : '');
  } catch {
    return 'unknown';
  }
}

/** The report as a table for a terminal. */
export function table(report: Report): string {
  const { machine: on, start } = report;
  const head = [
    `${on.cpu}, ${on.cores} cores, ${on.memory_gb} GB, ${on.os}; ${report.stack} stack`,
    Object.entries(report.versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  ];
  const rows = [
    ['', 'n', 'p50 ms', 'p95 ms', 'max ms'],
    ...[
      timed('text to question', report.question),
      timed('"ya" to booked answer', report.booked),
      timed('photo to question', report.photo),
      timed('voice note to question', report.voice),
      timed('message on the wire to receipt, 50/s', report.capture?.captured ?? null),
      timed('reply to acknowledgement', report.capture?.acked ?? null),
      timed('desk, first visit to interactive', report.desk?.interactive ?? null),
    ].flat(),
  ];
  const sections = [
    ...(rows.length > 1 ? [aligned(rows)] : []),
    ...(start
      ? [
          aligned([
            ['', 's'],
            ['first start to ready', seconds(start.first_ms)],
            ['second start to ready', seconds(start.second_ms)],
          ]),
        ]
      : []),
    ...(report.throughput ? [load(report.throughput)] : []),
    ...(report.capture ? [gateway(report.capture)] : []),
    ...(report.desk
      ? [`desk on the wire: ${report.desk.kilobytes} kB until interactive, ${report.desk.kilobytes_all} kB with its charts`]
      : []),
    ...(report.ledger ? [books(report.ledger)] : []),
    memory(report),
    ...Object.entries(report.notMeasured).map(([what, reason]) => `not measured: ${what} (${reason})`),
  ];
  return [head.join('\n'), ...sections].join('\n\n');
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
const timed = (name: string, one: Timing | null): string[][] =>
  one ? [[name, String(one.n), String(one.p50_ms), String(one.p95_ms), String(one.max_ms)]] : [];

function load({ phones, messages, lost, askedTwice, waves, cpu_ms_per_message }: Throughput): string {
  const rows = waves.map(({ messages: count, questions_per_s, booked_per_s, question }, index) => [
    `wave ${index + 1}`,
    String(count),
    String(questions_per_s),
    String(booked_per_s),
    String(question.p50_ms),
    String(question.p95_ms),
  ]);
  const title = `${phones} phones at once, ${messages} messages: ${lost} lost, ${askedTwice} asked twice`;
  const sent = `${title}\n${aligned([['', 'n', 'questions/s', 'booked/s', 'p50 ms', 'p95 ms'], ...rows])}`;
  if (!cpu_ms_per_message) return sent;
  const { untilQuestion, untilBooked } = cpu_ms_per_message;
  const parts = Object.keys(untilBooked).map((part) => [part, untilQuestion[part] ?? 0, untilBooked[part] ?? 0] as const);
  const all = ['all', sum(Object.values(untilQuestion)), sum(Object.values(untilBooked))] as const;
  const cores = [...parts, all].map(([part, question, booked]) => [part, question.toFixed(1), booked.toFixed(1)]);
  return `${sent}\n\ntime on a core in ms, for one message\n${aligned([['', 'to question', '"ya" to booked'], ...cores])}`;
}

function gateway({ messages, alone, withRuns, full, reconnect_ms, memory_mb, load_average }: Capture): string {
  const stored = `${memory_mb.contacts} contacts and ${memory_mb.keys} keys`;
  const bursts: [string, Burst][] = [
    ['capture alone', alone],
    ['with the start of runs', withRuns],
    [`capture alone, ${stored}`, full.alone],
    [`with the start of runs, ${stored}`, full.withRuns],
  ];
  const parts = Object.keys(alone.cpu_ms ?? {});
  const rows = bursts.map(([name, { per_s, cpu_ms }]) => [
    name,
    String(per_s),
    ...parts.map((part) => (cpu_ms?.[part] ?? 0).toFixed(1)),
  ]);
  return [
    `gateway, ${messages} encrypted messages waiting in the socket, load average ${load_average.join(' ')}`,
    aligned([['', 'captured/s', ...parts.map((part) => `${part} ms`)], ...rows]),
    ...(parts.length > 0 ? ['ms: time on a core for one message'] : []),
    `login after a cut socket ${reconnect_ms.cut} ms, after SIGKILL ${reconnect_ms.kill} ms`,
    `memory ${memory_mb.before} MB, with ${stored} ${memory_mb.full} MB`,
  ].join('\n');
}

function books({ entries, seed_s, posting, lists, http, reports, load_average }: LedgerFigures): string {
  const timed = ({ n, p50_ms, p95_ms, max_ms }: Timing) => [n, p50_ms, p95_ms, max_ms].map(String);
  const cores = (one: { ours: number; postgres: number } | null) => (one ? `${one.ours} + ${one.postgres}` : '');
  const rate = (name: string, { per_s, each, core_ms }: LedgerFigures['lists'][number] | LedgerFigures['posting'][number]) => [
    name,
    String(per_s),
    ...timed(each),
    cores(core_ms),
  ];
  const rows = [
    ['', 'per s', 'n', 'p50 ms', 'p95 ms', 'max ms', 'core ms (ours + Postgres)'],
    ...posting.map((one) => rate(`posting, ${one.writers} at once`, one)),
    ...lists.map((one) => rate(`list: ${one.name}`, one)),
    ...reports.map(({ name, each }) => [name, '', ...timed(each), '']),
  ];
  const asked = [
    ['over HTTP, with a key, pages of 50', 'per s', 'p50 ms', 'p99 ms', 'refused', 'core ms (API + Postgres)'],
    ...http.pages.map(({ name, per_s, p50_ms, p99_ms, refused, core_ms }) => [
      name,
      ...[per_s, p50_ms, p99_ms, refused].map(String),
      cores(core_ms),
    ]),
  ];
  const { csv } = http;
  return [
    `ledger with ${entries} entries in one book (seeded in ${seed_s} s), load average ${load_average.join(' ')}`,
    aligned(rows),
    '',
    aligned(asked),
    `CSV of ${csv.rows} entries, ${csv.mb} MB: first byte ${csv.first_byte_ms} ms, all ${csv.ms} ms, process grown by ${csv.grown_mb} MB`,
  ].join('\n');
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

function memory({ memory_mb, throughput }: Report): string {
  const columns = throughput
    ? [throughput.memory_mb.atRest, ...throughput.memory_mb.afterWave].map((one, index) => ({
        title: index ? `wave ${index}` : 'before',
        one,
      }))
    : [];
  columns.push({ title: 'at the end', one: memory_mb });
  const rows = Object.keys(memory_mb).map((part) => [part, ...columns.map(({ one }) => String(one[part] ?? '-'))]);
  return `memory in MB, child processes included\n${aligned([['', ...columns.map(({ title }) => title)], ...rows])}`;
}

/** Columns under each other: the first to the left, numbers to the right. */
function aligned(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}

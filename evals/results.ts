import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../config/paths.ts';
import { expectationsOf, type SuiteName } from './data.ts';

/** Figures of one run, kept to be compared with later ones. Never holds what a message said. */
export interface KeptResult {
  suite: SuiteName;
  /** Name of the file or folder, and hash of the expectations in it. */
  data: string;
  sha256: string;
  /** As `git describe` names it: `-dirty` when files were changed. */
  commit: string;
  date: string;
  /** `rules` where no model was asked. */
  model: string;
  /** Shares 0 to 1 and times in ms; those of a part as `part.figure`. */
  figures: Record<string, number>;
}

const folder = join(projectRoot, 'evals/results');

/** Names of figures that are better when lower; times depend on the machine and are not compared. */
const lowerIsBetter = /(?:silently_wrong_rate|needless_question_rate|wer)$/;
const notCompared = /(?:^|\.)n$|_ms$/;

/** Writes the figures of a run, replacing the last ones of the same suite, data and model. Returns the file's name. */
export async function keep(suite: SuiteName, path: string, result: object): Promise<string> {
  const model = 'model' in result && typeof result.model === 'string' ? result.model : 'rules';
  const data = basename(path);
  const kept: KeptResult = {
    suite,
    data,
    sha256: await hashOf(suite, path),
    commit: await currentCommit(),
    date: new Date().toISOString().slice(0, 10),
    model,
    figures: figuresOf(result),
  };
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${[suite, data.replace(/\.jsonl$/, ''), model].join('-').replace(/[^\w.-]/g, '_')}.json`);
  await writeFile(file, `${JSON.stringify(kept, null, 2)}\n`);
  return relative(projectRoot, file);
}

/** All kept results. */
export async function readKept(): Promise<KeptResult[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json')).sort();
  return Promise.all(files.map(async (name): Promise<KeptResult> => JSON.parse(await readFile(join(folder, name), 'utf8'))));
}

/** The kept results of the very same data, by rules alone. */
export async function keptFor(suite: SuiteName, path: string): Promise<KeptResult | null> {
  const sha256 = await hashOf(suite, path);
  return (await readKept()).find((kept) => kept.suite === suite && kept.model === 'rules' && kept.sha256 === sha256) ?? null;
}

/** The numbers of a result; tags and failures are left out. */
export function figuresOf(result: object): Record<string, number> {
  const { levels = {}, ...rest } = result as { levels?: Record<string, object> };
  const parts = Object.entries(levels).map(([level, figures]) => [`${level}.`, figures] as const);
  return Object.fromEntries(
    [['', rest] as const, ...parts].flatMap(([prefix, figures]) =>
      Object.entries(figures).flatMap(([name, value]) => (typeof value === 'number' ? [[prefix + name, value]] : [])),
    ),
  );
}

/** Figures that are worse than the kept ones, as lines for people. */
export function fallen(kept: Record<string, number>, now: Record<string, number>): string[] {
  return Object.entries(kept).flatMap(([name, before]) => {
    const after = now[name];
    if (notCompared.test(name) || (after !== undefined && !isWorse(name, before, after))) return [];
    return [`${name} was ${before}, is ${after ?? 'gone'}`];
  });
}

const isWorse = (name: string, before: number, after: number): boolean =>
  lowerIsBetter.test(name) ? after > before : after < before;

const hashOf = async (suite: SuiteName, path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(expectationsOf(suite, path)))
    .digest('hex');

/** How long git may take, in ms. */
const gitTimeoutMs = 5_000;

async function currentCommit(): Promise<string> {
  const git = promisify(execFile)('git', ['describe', '--always', '--dirty'], { cwd: projectRoot, timeout: gitTimeoutMs });
  return git.then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  );
}

import { execFile, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Told one line of progress at a time. */
export type Report = (line: string) => void;

/** The user's cache of downloaded programs and models; survives `--reset` and is shared by checkouts. */
export const cacheFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'catat');

export const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** The full path of a program on PATH, or null. */
export async function findOnPath(program: string, env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    if (folder && (await isExecutable(path))) return path;
  }
  return null;
}

/** The end of what a failed program said that goes into its error. */
const errorTail_characters = 300;

/**
 * Runs a program to its end, without a terminal.
 * @throws Error with the end of its stderr when it fails or takes longer than `timeoutMs`.
 */
export function runProgram(program: string, args: string[], timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: timeoutMs, killSignal: 'SIGKILL' });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-errorTail_characters);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${signal ?? code}: ${said.trim()}`));
    });
  });
}

const answerTimeout_ms = 5_000;

/** What a program prints when asked something; empty when it cannot be asked. */
export const outputOf = (program: string, args: string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: answerTimeout_ms, encoding: 'utf8' }, (error, stdout) => resolve(error ? '' : stdout));
  });

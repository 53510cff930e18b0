import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { findOnPath, isExecutable, type Report } from './program.ts';

/** One line for the person at the terminal: what is missing and how to get it. */
export interface Missing {
  missing: string;
}

/**
 * GGML_NATIVE=OFF: a native build dies with SIGILL on CPUs with AMX, and a cache may move to another machine. Static: one file
 * to move into the cache.
 */
const cmakeFlags = ['-DCMAKE_BUILD_TYPE=Release', '-DWHISPER_BUILD_TESTS=OFF', '-DGGML_NATIVE=OFF', '-DBUILD_SHARED_LIBS=OFF'];

const compilerCure =
  'install a C++ compiler and make (Debian/Ubuntu: apt install g++ make; macOS: xcode-select --install) and start again';

/** A build of whisper-server takes two CPU minutes; ten times that means that it hangs. */
const buildTimeoutMs = 20 * 60_000;

/** pip fetches one 30 MB wheel. */
const pipTimeoutMs = 3 * 60_000;

/** A progress line of the build is reported every so many percent. */
const reportStepPercent = 10;

/**
 * The path of a `whisper-server` binary: the one on PATH, else the cached build, else built from the whisper.cpp source inside
 * the npm package nodejs-whisper. Never throws for a missing tool: the result then says the cure. `signal` stops a build.
 */
export async function ensureWhisperServer(cacheDir: string, report: Report, signal?: AbortSignal): Promise<string | Missing> {
  const installed = await findOnPath('whisper-server');
  if (installed) return installed;
  const source = await whisperSource();
  const home = join(cacheDir, 'whisper-server');
  const binary = join(home, `${source.version}-${process.platform}-${process.arch}-portable`);
  if (await isExecutable(binary)) return binary;

  const compiler = (await findOnPath('c++')) ?? (await findOnPath('g++')) ?? (await findOnPath('clang++'));
  const make = (await findOnPath('make')) ?? (await findOnPath('ninja'));
  if (!compiler || !make) return { missing: `voice is off, whisper-server cannot be built: ${compilerCure}` };
  await mkdir(home, { recursive: true });
  const cmake = (await findOnPath('cmake')) ?? (await cmakeFromPip(cacheDir, report, signal));
  if (!cmake)
    return {
      missing:
        'voice is off, whisper-server cannot be built: install cmake (apt install cmake, brew install cmake) and start again',
    };

  await removeDeadBuilds(home);
  const building = join(home, `building-${process.pid}`);
  try {
    report('configuring whisper.cpp');
    await run(cmake, ['-S', source.path, '-B', building, ...cmakeFlags], { timeoutMs: buildTimeoutMs, signal });
    const jobs = String(availableParallelism());
    await run(cmake, ['--build', building, '-j', jobs, '--target', 'whisper-server'], {
      timeoutMs: buildTimeoutMs,
      signal,
      onLine: percentReporter((percent) => report(`building whisper-server, ${percent} %`)),
    });
    await rename(join(building, 'bin', 'whisper-server'), binary);
    report('whisper-server is built');
    return binary;
  } catch (error) {
    signal?.throwIfAborted();
    return { missing: `voice is off, building whisper-server failed: ${(error as Error).message}` };
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

export interface WhisperServerOptions {
  /** Path of the ggml model. */
  model: string;
  port: number;
  threads: number;
}

/**
 * Command line and environment of whisper-server. Loopback only: its `/load` takes any path without a password. `-nlp`:
 * the language is known, detecting it would cost a second encoding. Passive OpenMP waiting: spinning threads cost 9.4 s against
 * 3.75 s on busy cores.
 */
export function whisperServerArguments({ model, port, threads }: WhisperServerOptions): {
  args: string[];
  env: Record<string, string>;
} {
  return {
    args: ['--host', '127.0.0.1', '--port', String(port), '-m', model, '-t', String(threads), '-l', 'id', '-nlp', '-sns'],
    env: { OMP_WAIT_POLICY: 'passive' },
  };
}

async function whisperSource(): Promise<{ path: string; version: string }> {
  const root = dirname(createRequire(import.meta.url).resolve('nodejs-whisper/package.json'));
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { path: join(root, 'cpp', 'whisper.cpp'), version: manifest.version };
}

/** PyPI carries cmake as a wheel: a way to get it without root. Null when there is no pip or no network. */
async function cmakeFromPip(cacheDir: string, report: Report, signal?: AbortSignal): Promise<string | null> {
  const target = join(cacheDir, 'cmake');
  const cmake = join(target, 'cmake', 'data', 'bin', 'cmake');
  if (await isExecutable(cmake)) return cmake;
  const python = await findOnPath('python3');
  if (!python) return null;
  report('fetching cmake');
  try {
    await run(python, ['-m', 'pip', 'install', '--quiet', '--target', target, 'cmake'], { timeoutMs: pipTimeoutMs, signal });
  } catch {
    signal?.throwIfAborted();
    return null;
  }
  return (await isExecutable(cmake)) ? cmake : null;
}

/** A killed build leaves its folder; its name holds the pid of the builder. */
async function removeDeadBuilds(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = /^building-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(home, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function percentReporter(report: (percent: number) => void): (line: string) => void {
  let next = 0;
  return (line) => {
    const percent = Number(/^\[\s*(\d+)%\]/.exec(line)?.[1] ?? -1);
    if (percent < next) return;
    report(percent);
    next = percent + reportStepPercent;
  };
}

interface RunOptions {
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  onLine?: (line: string) => void;
}

/** Runs a program in its own process group, so that a stopped build takes its compilers with it. */
function run(program: string, args: string[], { timeoutMs, signal, onLine }: RunOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let lastError = '';
    const stop = () => {
      if (child.pid) process.kill(-child.pid, 'SIGTERM');
    };
    const timer = setTimeout(stop, timeoutMs);
    signal?.addEventListener('abort', stop, { once: true });
    createInterface({ input: child.stdout }).on('line', (line) => onLine?.(line));
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (/error/i.test(line) || !lastError) lastError = line;
    });
    child.on('error', reject);
    child.on('close', (code, killed) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${killed ?? code}: ${lastError}`));
    });
  });
}

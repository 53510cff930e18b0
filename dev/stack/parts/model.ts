import { Ollama } from 'ollama';
import { logFile, type StackPaths } from '../paths.ts';
import { findOnPath, type Report } from '../provision/program.ts';
import type { Ability } from '../state.ts';
import { answers, httpReady } from '../supervisor/probe.ts';
import { launchProcess } from '../supervisor/process.ts';
import type { Part } from '../supervisor/supervisor.ts';
import { programEnvironment } from './temporal.ts';

const usualHost = 'http://127.0.0.1:11434';
const reportStep_percent = 10;

export interface ModelChoice {
  /** Where Ollama answers or will answer; null = rules alone. */
  host: string | null;
  /** Ollama of our own, to be supervised. */
  part: Part | null;
  /** One line for the person when there is no model. */
  reason: string | null;
}

/** The Ollama to use: the configured host if it answers, else the usual one, else a server of our own, else none. */
export async function chooseModel(paths: StackPaths, port: number): Promise<ModelChoice> {
  const configured = process.env.OLLAMA_HOST ? withScheme(process.env.OLLAMA_HOST) : null;
  for (const host of configured ? [configured] : [usualHost]) {
    if (await answers(`${host}/api/version`)) return { host, part: null, reason: null };
  }
  const program = await findOnPath('ollama');
  if (!program) {
    const missing = configured ? `Ollama does not answer on ${configured}` : 'Ollama is not installed';
    return { host: null, part: null, reason: `${missing}: rules read the messages alone (install it from https://ollama.com)` };
  }
  const host = `http://127.0.0.1:${port}`;
  const log = logFile(paths, 'ollama');
  const env = { ...programEnvironment(), OLLAMA_HOST: `127.0.0.1:${port}` };
  return {
    host,
    reason: null,
    part: {
      name: 'ollama',
      needs: [],
      logFile: log,
      launch: () => launchProcess({ command: program, args: ['serve'], env, cwd: paths.root, logFile: log }),
      ready: httpReady(`${host}/api/version`),
    },
  };
}

/** Ollama's own variable may be a bare host:port. */
const withScheme = (host: string): string => (/^https?:\/\//.test(host) ? host : `http://${host}`).replace(/\/$/, '');

/** Pulls the model unless it is there, with progress. Long: run it in the background. */
export async function prepareModel(host: string, model: string, report: Report, signal: AbortSignal): Promise<Ability> {
  const client = new Ollama({ host });
  signal.addEventListener('abort', () => client.abort(), { once: true });
  try {
    const { models } = await client.list();
    if (models.some(({ name }) => name === model || name === `${model}:latest`)) return { ready: true, reason: null };
    let next = 0;
    for await (const { total, completed } of await client.pull({ model, stream: true })) {
      const percent = total ? Math.floor((100 * (completed ?? 0)) / total) : 0;
      if (percent < next) continue;
      report(`pulling ${model}, ${percent} %`);
      next = percent + reportStep_percent;
    }
    return { ready: true, reason: null };
  } catch (error) {
    signal.throwIfAborted();
    return {
      ready: false,
      reason: `the model ${model} could not be pulled (${(error as Error).message}): try "ollama pull ${model}"`,
    };
  }
}

import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { projectRoot } from '../../../config/paths.ts';
import { logFile, type StackPaths } from '../paths.ts';
import { cacheFolder, type Report } from '../provision/program.ts';
import { ensureWhisperServer, whisperServerArguments } from '../provision/speech.ts';
import { ensureSpeechModel, findSpeechModel, publishedModel } from '../provision/speechModel.ts';
import type { Ability } from '../state.ts';
import { httpReady } from '../supervisor/probe.ts';
import { launchProcess } from '../supervisor/process.ts';
import type { Part, Supervisor } from '../supervisor/supervisor.ts';
import { programEnvironment } from './temporal.ts';

/** Hearing must leave a core to the conversation. */
const threads = Math.max(1, availableParallelism() - 1);

/** The name kept with each transcript; the model may still have to be downloaded when it is asked for. */
export async function speechModelName(): Promise<string> {
  const found = await findSpeechModel({ configured: process.env.WHISPER_MODEL, cacheDir: cacheFolder(), projectRoot });
  return basename(found ?? publishedModel.file, '.bin');
}

/**
 * Gets whisper-server and its model, building and downloading as needed, and has them supervised on `port`.
 * Takes seconds to many minutes: run it in the background. Returns what voice notes can expect.
 */
export async function prepareVoice(options: {
  supervisor: Supervisor;
  paths: StackPaths;
  port: number;
  report: Report;
  signal: AbortSignal;
}): Promise<Ability> {
  const { supervisor, paths, port, report, signal } = options;
  const cacheDir = cacheFolder();
  const [server, model] = await Promise.all([
    ensureWhisperServer(cacheDir, report, signal),
    ensureSpeechModel({ configured: process.env.WHISPER_MODEL, cacheDir, projectRoot, report, signal }),
  ]);
  if (typeof server !== 'string') return { ready: false, reason: server.missing };
  if (typeof model !== 'string') return { ready: false, reason: model.missing };
  signal.throwIfAborted();
  supervisor.add(whisperPart(paths, server, model, port));
  await supervisor.ready('whisper');
  return { ready: true, reason: null };
}

function whisperPart(paths: StackPaths, server: string, model: string, port: number): Part {
  const log = logFile(paths, 'whisper');
  const { args, env } = whisperServerArguments({ model, port, threads });
  return {
    name: 'whisper',
    needs: [],
    logFile: log,
    launch: () =>
      launchProcess({ command: server, args, env: { ...programEnvironment(), ...env }, cwd: paths.root, logFile: log }),
    ready: httpReady(`http://127.0.0.1:${port}/`),
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createWhisperServer, type SpeechEngine } from '../activities/speech/whisperServer.ts';
import { whisperServerArguments } from '../dev/stack/provision/speech.ts';
import { choosePorts } from '../dev/stack/supervisor/ports.ts';
import { httpReady } from '../dev/stack/supervisor/probe.ts';
import { launchProcess } from '../dev/stack/supervisor/process.ts';

export interface RunningWhisper {
  engine: SpeechEngine;
  url: string;
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

/** A genuine whisper-server on a free port. */
export async function startWhisper(binary: string, model: string): Promise<RunningWhisper> {
  const folder = mkdtempSync(join(tmpdir(), 'catat-whisper-'));
  const { whisper: port } = await choosePorts({ wanted: { whisper: [] } });
  const { args, env } = whisperServerArguments({ model, port, threads: availableParallelism() });
  const running = await launchProcess({ command: binary, args, env, cwd: folder, logFile: join(folder, 'whisper.log') });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await httpReady(`${url}/health`, (status) => status === 200)(AbortSignal.timeout(startTimeoutMs));
  } catch (error) {
    await stop();
    throw error;
  }
  return { engine: createWhisperServer({ url, model: basename(model, '.bin') }), url, stop };
}

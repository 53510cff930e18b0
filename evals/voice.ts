import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { decodeVoice } from '../activities/speech/audio.ts';
import { hearTwice } from '../activities/speech/hear.ts';
import { createWhisperServer, type SpeechEngine } from '../activities/speech/whisperServer.ts';
import { judgeHearings } from '../activities/understanding/hearings.ts';
import { projectRoot } from '../config/paths.ts';
import { cacheFolder } from '../dev/stack/provision/program.ts';
import { ensureWhisperServer, whisperServerArguments } from '../dev/stack/provision/speech.ts';
import { ensureSpeechModel } from '../dev/stack/provision/speechModel.ts';
import { choosePorts } from '../dev/stack/supervisor/ports.ts';
import { httpReady } from '../dev/stack/supervisor/probe.ts';
import { launchProcess } from '../dev/stack/supervisor/process.ts';
import { interpret } from '../language/interpret.ts';
import { blockingDoubts, type Interpretation } from '../language/interpretation.ts';

/** A line of `clips.jsonl`. */
interface Clip {
  id: string;
  file: string;
  lang: string;
  now: string;
  text: string;
  expect: { intent: string; entries?: { amount: number | null }[]; must_ask?: boolean };
}

export interface VoiceResult {
  n: number;
  /** Word errors by the number of words spoken; figures and number words count as different. */
  wer: number;
  /** All amounts right, or none where none was said. */
  amount_exact: number;
  /** All amounts right, or the person is asked. */
  amount_right_or_asked: number;
  silently_wrong_rate: number;
  p50_ms: number;
  model: string;
  failures: { id: string; expected: unknown; got: unknown }[];
}

/** A freshly started server loads its model within this. */
const startTimeoutMs = 60_000;

/**
 * Hears the clips of a folder with `clips.jsonl` through a whisper-server of its own, and scores words and amounts.
 * @param most hears only so many, the first ones
 */
export async function evaluateVoice(folder: string, most = Number.POSITIVE_INFINITY): Promise<VoiceResult> {
  const clips = (await readFile(join(folder, 'clips.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .slice(0, most)
    .map((line) => JSON.parse(line) as Clip);
  const { engine, stop } = await startServer();
  try {
    const outcomes: Awaited<ReturnType<typeof hearClip>>[] = [];
    for (const clip of clips) outcomes.push(await hearClip(engine, folder, clip));
    const share = (holds: (outcome: (typeof outcomes)[number]) => boolean) =>
      rounded(outcomes.filter(holds).length / outcomes.length);
    const sum = (of: (outcome: (typeof outcomes)[number]) => number) =>
      outcomes.reduce((total, outcome) => total + of(outcome), 0);
    return {
      n: outcomes.length,
      wer: rounded(sum(({ errors }) => errors) / sum(({ words }) => words)),
      amount_exact: share(({ exact }) => exact),
      amount_right_or_asked: share(({ exact, asked }) => exact || asked),
      silently_wrong_rate: share(({ exact, asked }) => !exact && !asked),
      p50_ms: Math.round(outcomes.map(({ ms }) => ms).sort((one, other) => one - other)[Math.floor(outcomes.length / 2)] ?? 0),
      model: engine.model,
      failures: outcomes.flatMap(({ exact, failure }) => (exact ? [] : [failure])),
    };
  } finally {
    await stop();
  }
}

/** The result for people. */
export function voiceTable({ failures, ...scores }: VoiceResult): string {
  return [
    ...Object.entries(scores).map(([name, value]) => `${name.padEnd(24)}${value}`),
    ...failures.map(({ id, expected, got }) => `${id}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`),
  ].join('\n');
}

async function hearClip(engine: SpeechEngine, folder: string, clip: Clip) {
  const started = performance.now();
  const locale = clip.lang === 'en' ? 'en' : 'id';
  const audio = await decodeVoice(await readFile(join(folder, clip.file)), 'audio/ogg; codecs=opus');
  const transcript = await hearTwice(engine, audio, locale).catch(() => ({
    text: '',
    alternative: null,
    numberConfidence: null,
  }));
  const ms = performance.now() - started;
  // The offset of `now` is the person's own: an Etc zone has no daylight saving.
  const hours = Number(/([+-]\d{2}):/.exec(clip.now)?.[1] ?? 0);
  const reader = { now: new Date(clip.now), timezone: `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`, locale } as const;
  const other = transcript.alternative === null ? null : interpret(transcript.alternative, reader);
  const heard = judgeHearings(interpret(transcript.text, reader), other, transcript.numberConfidence);
  const expected = (clip.expect.entries ?? []).map(({ amount }) => (amount === null ? null : String(amount)));
  const got = amountsOf(heard);
  const spoken = wordsOf(clip.text);
  return {
    words: spoken.length,
    errors: distance(spoken, wordsOf(transcript.text)),
    exact: JSON.stringify(got) === JSON.stringify(expected),
    asked:
      heard.intent !== 'record' || heard.entries.some(({ doubts }) => doubts.some((doubt) => blockingDoubts.includes(doubt))),
    ms,
    failure: { id: clip.id, expected: { text: clip.text, amounts: expected }, got: { ...transcript, amounts: got } },
  };
}

function amountsOf(heard: Interpretation): (string | null)[] {
  return heard.intent === 'record' ? heard.entries.map(({ amount }) => amount) : [];
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function distance(one: readonly string[], other: readonly string[]): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, word] of one.entries()) {
    const current = [row + 1];
    for (const [column, otherWord] of other.entries()) {
      const change = (previous[column] ?? 0) + (word === otherWord ? 0 : 1);
      current.push(Math.min(change, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

async function startServer(): Promise<{ engine: SpeechEngine; stop: () => Promise<void> }> {
  const cacheDir = cacheFolder();
  const report = (line: string) => console.error(line);
  const server = await ensureWhisperServer(cacheDir, report);
  const model = await ensureSpeechModel({ configured: process.env.WHISPER_MODEL, cacheDir, projectRoot, report });
  if (typeof server !== 'string') throw new Error(server.missing);
  if (typeof model !== 'string') throw new Error(model.missing);
  const folder = await mkdtemp(join(tmpdir(), 'catat-eval-voice-'));
  const { whisper: port } = await choosePorts({ wanted: { whisper: [] } });
  const { args, env } = whisperServerArguments({ model, port, threads: availableParallelism() });
  const running = await launchProcess({ command: server, args, env, cwd: folder, logFile: join(folder, 'whisper.log') });
  const stop = async () => {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await httpReady(`${url}/health`, (status) => status === 200)(AbortSignal.timeout(startTimeoutMs));
  } catch (error) {
    await stop();
    throw error;
  }
  return { engine: createWhisperServer({ url, model: basename(model, '.bin') }), stop };
}

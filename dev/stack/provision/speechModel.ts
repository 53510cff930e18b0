import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Report } from './program.ts';
import type { Missing } from './speech.ts';

/** A model file of the official whisper.cpp repository. */
export interface PublishedModel {
  url: string;
  file: string;
  bytes: number;
  /** Lower-case hex, as the repository's LFS pointer states it. */
  sha256: string;
}

/** Whisper small, 8 bit: the smallest model that is any good at Indonesian; 8 bit is as accurate as 16 and the fastest here. */
export const publishedModel: PublishedModel = {
  url: 'https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-small-q8_0.bin',
  file: 'ggml-small-q8_0.bin',
  bytes: 264_464_607,
  sha256: '49c8fb02b65e6049d5fa6c04f81f53b867b5ec9540406812c643f177317f779f',
};

export interface SpeechModelOptions {
  /** WHISPER_MODEL: a path that wins over everything. */
  configured: string | undefined;
  /** Writable; models live in its folder `models`. */
  cacheDir: string;
  projectRoot: string;
  report: Report;
  signal?: AbortSignal;
  /** What to download; a test passes its own. */
  model?: PublishedModel;
}

/** Without a byte for so long a download counts as dead. */
const stallTimeoutMs = 30_000;

/** How often a broken download is taken up again where it stopped. */
const downloadAttempts = 3;

const reportStepPercent = 5;

/**
 * The path of the speech model: configured, else cached, else from a folder `shared/models` beside the checkout (several clones
 * or no internet), else downloaded from the official repository with its checksum checked.
 */
export async function ensureSpeechModel(options: SpeechModelOptions): Promise<string | Missing> {
  const { configured, cacheDir, report, signal, model = publishedModel } = options;
  const found = await findSpeechModel(options);
  if (found) return found;
  if (configured) return { missing: `voice is off: WHISPER_MODEL names ${configured}, which is not there` };
  const folder = modelFolder(cacheDir);
  await mkdir(folder, { recursive: true });
  const target = join(folder, model.file);
  let reason = '';
  for (let attempt = 1; attempt <= downloadAttempts; attempt += 1) {
    try {
      await download(model, `${target}.part`, report, signal);
      await rename(`${target}.part`, target);
      return target;
    } catch (error) {
      signal?.throwIfAborted();
      reason = (error as Error).message;
    }
  }
  return {
    missing: `voice is off, the speech model could not be downloaded (${reason}): put ${model.file} into ${folder} or set WHISPER_MODEL`,
  };
}

/** The speech model this machine has already, by the order of {@link ensureSpeechModel}; null when it would be downloaded. */
export async function findSpeechModel(
  options: Pick<SpeechModelOptions, 'configured' | 'cacheDir' | 'projectRoot'>,
): Promise<string | null> {
  const { configured, cacheDir, projectRoot } = options;
  if (configured) {
    const path = resolve(projectRoot, configured);
    return (await sizeOf(path)) ? path : null;
  }
  return (await biggestModel(modelFolder(cacheDir))) ?? (await biggestModel(resolve(projectRoot, '..', 'shared', 'models')));
}

const modelFolder = (cacheDir: string): string => join(cacheDir, 'models');

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  );
}

/** The bigger the model, the better it hears. */
async function biggestModel(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch(() => []);
  const sized = await Promise.all(
    names
      .filter((name) => /^ggml-.*\.bin$/.test(name))
      .map(async (name) => ({ path: join(folder, name), bytes: await sizeOf(join(folder, name)) })),
  );
  return sized.sort((one, other) => other.bytes - one.bytes)[0]?.path ?? null;
}

async function download(model: PublishedModel, part: string, report: Report, signal: AbortSignal | undefined): Promise<void> {
  const have = await sizeOf(part);
  if (have < model.bytes) await fetchRest(model, part, have, report, signal);
  const bytes = await sizeOf(part);
  if (bytes !== model.bytes || (await sha256(part)) !== model.sha256) {
    await rm(part, { force: true });
    throw new Error('the file differs from the published one');
  }
}

async function fetchRest(
  model: PublishedModel,
  part: string,
  have: number,
  report: Report,
  signal: AbortSignal | undefined,
): Promise<void> {
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(new Error('no data came')), stallTimeoutMs);
  try {
    const response = await fetch(model.url, {
      headers: have ? { range: `bytes=${have}-` } : {},
      signal: signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal,
    });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const resumed = response.status === 206;
    let done = resumed ? have : 0;
    let next = 0;
    const watch = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        clearTimeout(timer);
        timer = setTimeout(() => stalled.abort(new Error('no data came')), stallTimeoutMs);
        done += chunk.byteLength;
        if (done > model.bytes) throw new Error('the file is bigger than the published one');
        const percent = Math.floor((100 * done) / model.bytes);
        if (percent >= next || done === model.bytes) {
          report(`downloading the speech model, ${percent} %`);
          next = percent + reportStepPercent;
        }
        yield chunk;
      }
    };
    await pipeline(Readable.fromWeb(response.body as never), watch, createWriteStream(part, { flags: resumed ? 'a' : 'w' }));
  } finally {
    clearTimeout(timer);
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

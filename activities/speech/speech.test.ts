import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { projectRoot } from '../../config/paths.ts';
import type { Database } from '../../database/pool.ts';
import { message } from '../../database/schema/index.ts';
import { cacheFolder } from '../../dev/stack/provision/program.ts';
import { ensureWhisperServer } from '../../dev/stack/provision/speech.ts';
import { ensureSpeechModel } from '../../dev/stack/provision/speechModel.ts';
import type { Locale } from '../../language/locale.ts';
import { testDatabase } from '../../test/database.ts';
import { insertMessage } from '../../test/message.ts';
import { oggOpus, voiceNote, voiceRate } from '../../test/voiceNote.ts';
import { type RunningWhisper, startWhisper } from '../../test/whisper.ts';
import { createSpeechActivities } from './activities.ts';
import { type Audio, decodeVoice, encodeWav, isSilent, maxVoiceSeconds, sampleRate } from './audio.ts';
import { Decimator } from './decimator.ts';
import { cleanText, hearTwice } from './hear.ts';
import { createWhisperServer, type SpeechEngine } from './whisperServer.ts';

const opus = 'audio/ogg; codecs=opus';
/** 20 ms of digital silence, as an Opus packet. */
const silentPacket = Buffer.from([0xf8, 0xff, 0xfe]);

const tone = (hertz: number, seconds: number, rate: number, level = 0.5) =>
  Float32Array.from({ length: seconds * rate }, (_, index) => level * Math.sin((2 * Math.PI * hertz * index) / rate));
const rms = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
const crossings = (samples: Float32Array) =>
  samples.filter((sample, index) => index > 0 && sample >= 0 !== (samples[index - 1] ?? 0) >= 0).length;

describe('lowering the sample rate', () => {
  it('keeps what whisper hears and removes what would fold back', () => {
    const speech = new Decimator(3).push(tone(1_000, 1, voiceRate)).subarray(100);
    expect(rms(speech)).toBeCloseTo(0.5 / Math.SQRT2, 2);
    expect(rms(new Decimator(3).push(tone(10_000, 1, voiceRate)).subarray(100))).toBeLessThan(0.5 / 1000);
  });

  it('gives the same from chunks of any size', () => {
    const input = tone(700, 1, voiceRate);
    const whole = new Decimator(3).push(input);
    const chunked = new Decimator(3);
    const parts: number[] = [];
    for (let start = 0, size = 1; start < input.length; start += size, size = (size * 7) % 1009) {
      parts.push(...chunked.push(input.subarray(start, start + size)));
    }
    expect(parts.length).toBe(whole.length);
    expect(Math.max(...parts.map((sample, index) => Math.abs(sample - (whole[index] ?? 0))))).toBeLessThan(1e-6);
  });
});

describe('decoding a voice note', () => {
  it('gives mono 16 kHz of the same length and pitch', async () => {
    const audio = await decodeVoice(voiceNote(tone(440, 2, voiceRate)), opus);
    expect(audio.seconds).toBeGreaterThan(1.95);
    expect(audio.seconds).toBeLessThan(2.05);
    expect(crossings(audio.samples.subarray(sampleRate / 2, (3 * sampleRate) / 2))).toBeCloseTo(880, -1);
    const wav = encodeWav(audio.samples);
    expect(wav.readUInt32LE(24)).toBe(sampleRate);
    expect(wav.length).toBe(44 + 2 * audio.samples.length);
  });

  it('keeps what arrived of a note that is cut short', async () => {
    const note = voiceNote(tone(440, 4, voiceRate));
    const audio = await decodeVoice(note.subarray(0, note.length / 2), opus);
    expect(audio.seconds).toBeGreaterThan(0.9);
    expect(audio.seconds).toBeLessThan(3);
  });

  it.each([
    ['another container', Buffer.from('ID3'), 'audio/mpeg', 'MediaUnsupported'],
    ['no audio', Buffer.from('OggS and nothing else'), opus, 'MediaCorrupt'],
    ['no bytes', Buffer.alloc(0), opus, 'MediaCorrupt'],
    ['an hour', oggOpus(Array<Buffer>(maxVoiceSeconds * 50 + 100).fill(silentPacket)), opus, 'SpeechTooLong'],
    ['more bytes than a note can have', Buffer.alloc(8_000_000), opus, 'SpeechTooLong'],
  ])('refuses %s', async (_, data, mime, type) => {
    await expect(decodeVoice(data, mime)).rejects.toMatchObject({ type, nonRetryable: true });
  });

  it('stops when it is cancelled', async () => {
    const note = voiceNote(tone(440, 20, voiceRate));
    await expect(decodeVoice(note, opus, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });
});

describe('silence', () => {
  it('is a note without anything loud enough to be a voice', async () => {
    expect(isSilent(await decodeVoice(oggOpus(Array<Buffer>(100).fill(silentPacket)), opus))).toBe(true);
    expect(isSilent({ samples: tone(300, 2, sampleRate, 0.001), seconds: 2 })).toBe(true);
    expect(isSilent({ samples: tone(300, 0.1, sampleRate), seconds: 0.1 })).toBe(true);
    expect(isSilent({ samples: tone(300, 2, sampleRate, 0.02), seconds: 2 })).toBe(false);
  });

  it('is not sent to the server', async () => {
    const engine: SpeechEngine = { engine: 'none', model: 'none', hear: () => Promise.reject(new Error('must not be asked')) };
    const silence = { samples: new Float32Array(sampleRate), seconds: 1 };
    await expect(hearTwice(engine, silence, 'id')).rejects.toMatchObject({ type: 'SpeechSilent', nonRetryable: true });
  });
});

describe('the text of a transcript', () => {
  it.each([
    [' [MUSIK] beli kopi  dua puluh ribu (batuk) ', 'beli kopi dua puluh ribu'],
    ['[BLANK_AUDIO]', ''],
    ['♪♪', ''],
    ['dua, dua, dua, dua, dua, dua ribu', 'dua ribu'],
    ['dua puluh dua ribu', 'dua puluh dua ribu'],
    ['9.9.9.9.9.9.9.9', '9'],
    ['Rp 1.111.111', 'Rp 1.111.111'],
  ])('%j is %j', (heard, text) => expect(cleanText(heard)).toBe(text));
});

const clip: Audio = { samples: tone(300, 1, sampleRate), seconds: 1 };

/** A server that answers in whisper-server's form, or not at all. */
async function fakeServer(answer: (heard: number) => { status: number; body: string } | null) {
  let now = 0;
  let most = 0;
  let heard = 0;
  const server = createServer(async (request, response) => {
    now += 1;
    most = Math.max(most, now);
    for await (const _ of request);
    heard += 1;
    const said = answer(heard);
    setImmediate(() => {
      now -= 1;
      if (said) response.writeHead(said.status, { 'content-type': 'application/json' }).end(said.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { engine: createWhisperServer({ url, model: 'm' }), mostAtOnce: () => most, heard: () => heard };
}

const said = (text: string, extra: object = {}) => ({
  status: 200,
  body: JSON.stringify({ text, segments: [{ text, ...extra }] }),
});

describe('the client of whisper-server', () => {
  it('keeps both hearings where they differ', async () => {
    const { engine } = await fakeServer((heard) => said(heard === 1 ? 'beli kopi 18 ribu.' : 'beli kopi 80 ribu'));
    expect(await hearTwice(engine, clip, 'id')).toMatchObject({ text: 'beli kopi 18 ribu.', alternative: 'beli kopi 80 ribu' });
  });

  it('has no alternative where both heard the same words', async () => {
    const { engine } = await fakeServer((heard) => said(heard === 1 ? 'Beli kopi, 18 ribu.' : 'beli kopi 18 ribu'));
    expect(await hearTwice(engine, clip, 'id')).toMatchObject({ alternative: null });
  });

  it('calls noise silence', async () => {
    const { engine } = await fakeServer(() => said('Terima kasih.', { no_speech_prob: 0.9, avg_logprob: -1.4 }));
    await expect(hearTwice(engine, clip, 'id')).rejects.toMatchObject({ type: 'SpeechSilent' });
  });

  it('calls it silence when both hear something else, or the second nothing, in a doubtful sound', async () => {
    const hum = await fakeServer((heard) => said(heard === 1 ? 'Pertama-pertama' : 'Maksudnya,', { avg_logprob: -1.2 }));
    await expect(hearTwice(hum.engine, clip, 'id')).rejects.toMatchObject({ type: 'SpeechSilent' });
    const music = await fakeServer((heard) => said(heard === 1 ? 'Mereka juga menemukan.' : '...', { avg_logprob: -0.1 }));
    await expect(hearTwice(music.engine, clip, 'id')).rejects.toMatchObject({ type: 'SpeechSilent' });
    const faint = await fakeServer((heard) => said(heard === 1 ? 'beli meja 60' : 'beri meja 6', { avg_logprob: -1.2 }));
    expect(await hearTwice(faint.engine, clip, 'id')).toMatchObject({ text: 'beli meja 60', alternative: 'beri meja 6' });
  });

  it.each([
    ['dapat honor 7100 ribu', 'dapat honor 700 ribu', null],
    ['1 juta 5-100 ribu', '1 juta 500 ribu', null],
    ['kambing 2 juta, 8100 ribu', 'kambing 2 juta 800 ribu', null],
    ['makan 3-5 ribu', 'makan 3-5 ribu', 'makan 35 ribu'],
  ])('puts %j back to numbers people say, and is not sure of them', async (heard, text, alternative) => {
    const { engine } = await fakeServer(() => said(heard, { words: [{ word: ' 100', probability: 0.9 }] }));
    const transcript = await hearTwice(engine, clip, 'id');
    expect(transcript).toMatchObject({ text, alternative });
    expect(transcript.numberConfidence).toBe(text === heard ? 0.9 : 0);
  });

  it.each(['beli 2 kopi, 3-5 menit', 'harga 1100 ribu', 'beli 2 juta lalu 800 ribu'])('leaves %j alone', async (text) => {
    const { engine } = await fakeServer(() => said(text));
    expect(await hearTwice(engine, clip, 'id')).toMatchObject({ text, alternative: null });
  });

  it('joins tokens to words, each as sure as its weakest token', async () => {
    const words = [
      { word: ' kop', probability: 0.9 },
      { word: 'i', probability: 0.5 },
      { word: ' ribu', probability: 0.7 },
    ];
    const { engine } = await fakeServer(() => said('kopi ribu', { words }));
    expect(await hearTwice(engine, clip, 'id')).toMatchObject({ confidence: 0.6, numberConfidence: 0.7 });
  });

  it('sends one clip at a time', async () => {
    const server = await fakeServer(() => said('satu'));
    const decoding = { beamSize: 1, contextMargin: 64 };
    await Promise.all([1, 2, 3].map(() => server.engine.hear(clip, 'id', decoding)));
    expect(server.mostAtOnce()).toBe(1);
    expect(server.heard()).toBe(3);
  });

  it.each([
    ['an error', () => ({ status: 500, body: '{}' })],
    ['another form', () => ({ status: 200, body: '{"error":"x"}' })],
  ])('leaves %s to a retry', async (_, answer) => {
    const { engine } = await fakeServer(answer);
    await expect(hearTwice(engine, clip, 'id')).rejects.toMatchObject({ type: 'Unavailable', nonRetryable: false });
  });

  it('lets go of a server that hangs when it is cancelled, and hears the next clip', async () => {
    const { engine, heard } = await fakeServer((count) => (count === 1 ? null : said('dua')));
    const stop = new AbortController();
    const hanging = hearTwice(engine, clip, 'id', stop.signal);
    await vi.waitUntil(() => heard() === 1);
    stop.abort(new Error('cancelled'));
    await expect(hanging).rejects.toThrow('cancelled');
    expect(await hearTwice(engine, clip, 'id')).toMatchObject({ text: 'dua' });
  });
});

describe('the step', () => {
  let db: Database;
  let whisper: RunningWhisper | null = null;
  let spoken: Buffer | null = null;

  beforeAll(async () => {
    ({ db } = await testDatabase());
    const report = () => {};
    const server = await ensureWhisperServer(cacheFolder(), report);
    const model = await ensureSpeechModel({
      configured: process.env.WHISPER_MODEL,
      cacheDir: cacheFolder(),
      projectRoot,
      report,
    });
    if (typeof server === 'string' && typeof model === 'string') whisper = await startWhisper(server, model);
    spoken = await speak('bought coffee for twenty five thousand');
  }, 900_000);

  afterAll(() => whisper?.stop());

  async function transcribe(data: Buffer, engine: SpeechEngine | null, scheduledTimestampMs = Date.now()) {
    const id = await insertMessage(db, { kind: 'voice', media: null });
    const { transcribe: run } = createSpeechActivities({ db, store: { get: async () => data }, engine });
    const media = { bucket: 'media', key: 'k', sha256: 'k', bytes: data.length, mime: opus };
    const logger = new DefaultLogger('ERROR');
    const environment = new MockActivityEnvironment({ scheduledTimestampMs }, { logger });
    const input = { messageId: id, media, locale: 'en' as Locale };
    const result: Promise<{ words: number }> = environment.run(run, input);
    return { id, result };
  }

  it('says that voice is off without a server', async () => {
    const { result } = await transcribe(voiceNote(tone(300, 1, voiceRate)), null);
    await expect(result).rejects.toMatchObject({ type: 'SpeechOff', nonRetryable: true });
  });

  it('waits for a server that is still starting', async () => {
    const { result } = await transcribe(
      voiceNote(tone(300, 1, voiceRate)),
      createWhisperServer({ url: 'http://127.0.0.1:9', model: 'm' }),
    );
    await expect(result).rejects.toMatchObject({ type: 'Unavailable', nonRetryable: false });
  });

  it('hears a spoken sentence and keeps it with the message', async ({ skip }) => {
    if (!whisper || !spoken) return skip('needs whisper-server, a model and espeak-ng');
    const { id, result } = await transcribe(spoken, whisper.engine);
    expect((await result).words).toBeGreaterThan(3);
    const [row] = await db.select({ transcript: message.transcript }).from(message).where(eq(message.id, id));
    expect(row?.transcript).toMatchObject({ language: 'en', engine: 'whisper.cpp', model: whisper.engine.model });
    expect(row?.transcript?.text.toLowerCase()).toMatch(/coffee|25|twenty/);
  });
});

/** A sentence spoken by espeak-ng as a voice note, null where it is not installed. */
async function speak(text: string): Promise<Buffer | null> {
  const wav = await promisify(execFile)('espeak-ng', ['-v', 'en', '-s', '140', '--stdout', text], { encoding: 'buffer' }).catch(
    () => null,
  );
  if (!wav) return null;
  const rate = wav.stdout.readUInt32LE(24);
  const pcm = wav.stdout.subarray(44);
  const length = Math.floor(((pcm.length / 2) * voiceRate) / rate);
  return voiceNote(
    Float32Array.from({ length }, (_, index) => pcm.readInt16LE(2 * Math.floor((index * rate) / voiceRate)) / 32_768),
  );
}

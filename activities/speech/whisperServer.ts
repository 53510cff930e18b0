import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { failure } from '../failure.ts';
import { type Audio, encodeWav } from './audio.ts';

/** One word and how sure the model is of it, 0 to 1. */
export interface HeardWord {
  text: string;
  probability: number;
}

/** What one decoding heard. */
export interface Heard {
  text: string;
  words: HeardWord[];
  /** Probability that there is no speech, 0 to 1: the lowest over all segments. */
  noSpeech: number;
  /** Mean log probability of a token: the highest over all segments. */
  avgLogprob: number;
}

/** How to decode: beam search is the better ear; another way of listening shows where the sound is unclear. */
export interface Decoding {
  beamSize: number;
  /** Encoder positions beyond those the clip needs, each 20 ms. */
  contextMargin: number;
}

/** Hears speech. */
export interface SpeechEngine {
  readonly engine: string;
  readonly model: string;
  hear(audio: Audio, language: string, decoding: Decoding, signal?: AbortSignal): Promise<Heard>;
}

export interface WhisperServerOptions {
  /** Base URL of whisper-server. */
  url: string;
  /** Name of the model it was started with, kept with each transcript. */
  model: string;
}

/** Encoder positions of a full 30 s window and of one second. */
const fullContext = 1_500;
const contextPerSecond = 50;

/** Shorter contexts garble even short clips. */
const minContext = 512;

/** Contexts are rounded up to a multiple of this, which the matrix kernels like. */
const contextStep = 64;

/** The server answers within this, plus {@link timeoutFactor} times the length of the clip: `small` on two busy cores. */
const baseTimeoutMs = 60_000;
const timeoutFactor = 6;

const Answer = Type.Object({
  text: Type.String(),
  segments: Type.Array(
    Type.Object({
      text: Type.String(),
      avg_logprob: Type.Optional(Type.Number()),
      no_speech_prob: Type.Optional(Type.Number()),
      words: Type.Optional(Type.Array(Type.Object({ word: Type.String(), probability: Type.Number() }))),
    }),
  ),
});

/** A {@link SpeechEngine} over whisper.cpp's `whisper-server`; one clip at a time, as the server works. */
export function createWhisperServer({ url, model }: WhisperServerOptions): SpeechEngine {
  const endpoint = new URL('/inference', url);
  let last: Promise<unknown> = Promise.resolve();
  return {
    engine: 'whisper.cpp',
    model,
    hear: (audio, language, decoding, signal) => {
      // Waiting here and not at the server keeps the timeout of a clip its own.
      const turn = last.then(() => {
        signal?.throwIfAborted();
        return infer(endpoint, audio, language, decoding, signal);
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function infer(endpoint: URL, audio: Audio, language: string, decoding: Decoding, signal?: AbortSignal): Promise<Heard> {
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(encodeWav(audio.samples))], { type: 'audio/wav' }), 'voice.wav');
  const fields = {
    response_format: 'verbose_json',
    language,
    temperature: '0',
    // One pass: the fallback passes at higher temperatures invent words and take several times as long.
    temperature_inc: '0',
    beam_size: String(decoding.beamSize),
    audio_ctx: String(audioContext(audio.seconds, decoding.contextMargin)),
    no_language_probabilities: 'true',
    suppress_nst: 'true',
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const timeout = AbortSignal.timeout(Math.ceil(baseTimeoutMs + timeoutFactor * audio.seconds * 1000));
  const response = await fetch(endpoint, {
    method: 'POST',
    body: form,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  if (!response.ok) throw failure('Unavailable', `whisper-server answered ${response.status}`);
  const answer: unknown = await response.json();
  if (!Value.Check(Answer, answer)) throw failure('Unavailable', 'whisper-server answered in another form');
  return heard(answer);
}

/** Encoding only as much as the clip fills saves most of the time of a short note; longer notes need whole windows. */
function audioContext(seconds: number, margin: number): number {
  const needed = Math.ceil((seconds * contextPerSecond + margin) / contextStep) * contextStep;
  return needed >= fullContext ? 0 : Math.max(minContext, needed);
}

function heard(answer: Static<typeof Answer>): Heard {
  const tokens = answer.segments.flatMap((segment) => segment.words ?? []);
  return {
    text: answer.text,
    words: joinTokens(tokens.map(({ word, probability }) => ({ text: word, probability }))),
    noSpeech: Math.min(1, ...answer.segments.map((segment) => segment.no_speech_prob ?? 0)),
    avgLogprob: Math.max(...answer.segments.map((segment) => segment.avg_logprob ?? 0), Number.NEGATIVE_INFINITY),
  };
}

/** The server reports tokens; a token with a leading space starts a word, and a word is as sure as its weakest token. */
function joinTokens(tokens: HeardWord[]): HeardWord[] {
  const words: HeardWord[] = [];
  for (const token of tokens) {
    const last = words.at(-1);
    if (last && !token.text.startsWith(' ')) {
      last.text += token.text;
      last.probability = Math.min(last.probability, token.probability);
    } else {
      words.push({ text: token.text.trim(), probability: token.probability });
    }
  }
  return words.filter((word) => word.text !== '');
}

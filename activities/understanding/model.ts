import { availableParallelism } from 'node:os';
import { Ollama } from 'ollama';
import type { Logger } from 'pino';
import { createLane } from './lane.ts';
import {
  answerSchema,
  fitsPrompt,
  type ModelAnswer,
  type ModelQuestion,
  parseAnswer,
  promptVersion,
  systemPrompt,
  userPrompt,
} from './prompt.ts';

/** cold: never loaded; warming: being loaded; ready: asked; resting: failed, left alone for a while. */
export type ModelState = 'cold' | 'warming' | 'ready' | 'resting';

export interface Answered {
  answer: ModelAnswer;
  /** Tokens read and written, as the server counted them. */
  tokens: number;
}

/** A language model that may be asked about a message. Asking never throws and never takes longer than its time bound. */
export interface Model {
  readonly name: string;
  readonly promptVersion: string;
  /** Null whenever there is no valid answer: not ready, busy, slow, failing, malformed. The rules then stand alone. */
  ask(question: ModelQuestion): Promise<Answered | null>;
  /** Loads the model and its constant prefix; false when that failed. Otherwise done in the background by the first question. */
  warm(): Promise<boolean>;
  state(): ModelState;
  /** Ends whatever is under way. */
  close(): void;
}

export interface ModelOptions {
  /** Origin of the Ollama server. */
  host: string;
  /** Model as Ollama names it, e.g. `qwen2.5:1.5b`. */
  name: string;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Time bound of one answer in ms, waiting for the model included. */
  answerTimeoutMs?: number;
  /** First rest after failures in ms. */
  restMs?: number;
}

/** Context in tokens: prefix, message and answer fit. Constant, because another value makes Ollama load the model again. */
const contextTokens = 2048;
/** Longest answer in tokens: five entries need some 200. */
const maxAnswerTokens = 256;
/** One core stays free: with as many threads as cores a busy machine decodes 10 times slower (measured on 2 cores). */
const threads = Math.max(1, availableParallelism() - 1);
/** Stay loaded: the default of 5 minutes makes the first message after a pause wait for the load. */
const keepAlive = -1;
/** A person waits for the question; a small model answers in 2 to 3 s on 2 cores. */
const defaultAnswerTimeoutMs = 8_000;
/** Loading some GB from a slow disk. */
const loadTimeoutMs = 180_000;
/** Ollama serves one request at a time by default: more would only wait there, where they cannot be taken back. */
const concurrency = 1;
/** Who would wait behind more than this is past the time bound anyway. */
const maxWaiting = 4;
/** Failures in a row after which the model is left alone. */
const maxFailures = 3;
/** The rest doubles from the first to this while the model keeps failing. */
const defaultRestMs = 30_000;
const maxRestMs = 600_000;
/** An answer is under 2 kB; a server that sends more is not one we know. */
const maxResponseBytes = 64_000;

/** A model behind Ollama, guarded by a time bound, a bounded queue and a circuit breaker. */
export function createModel(options: ModelOptions): Model {
  const { host, name, log, answerTimeoutMs = defaultAnswerTimeoutMs, restMs: firstRestMs = defaultRestMs } = options;
  const lane = createLane(concurrency, maxWaiting);
  const closing = new AbortController();
  let state: ModelState = 'cold';
  let warming: Promise<boolean> | null = null;
  let failures = 0;
  let restMs = firstRestMs;
  let restUntil = 0;

  const chat = (question: ModelQuestion, answerTokens: number, signal: AbortSignal) =>
    new Ollama({ host, fetch: guardedFetch(AbortSignal.any([signal, closing.signal])) }).chat({
      model: name,
      messages: [
        { role: 'system', content: systemPrompt },
        { role: 'user', content: userPrompt(question) },
      ],
      format: answerSchema,
      think: false,
      keep_alive: keepAlive,
      options: { temperature: 0, seed: 0, num_ctx: contextTokens, num_predict: answerTokens, num_thread: threads },
    });

  const rest = (reason: string): void => {
    state = 'resting';
    restUntil = performance.now() + restMs;
    log.warn({ model: name, reason, restMs }, 'model is left alone for a while, rules read alone');
    restMs = Math.min(restMs * 2, maxRestMs);
  };

  const load = async (): Promise<boolean> => {
    state = 'warming';
    const started = performance.now();
    try {
      await chat({ text: '', amounts: [], dates: [] }, 1, AbortSignal.timeout(loadTimeoutMs));
    } catch (error) {
      rest(reasonOf(error));
      return false;
    }
    state = 'ready';
    failures = 0;
    log.info({ model: name, promptVersion, ms: Math.round(performance.now() - started) }, 'model is ready');
    return true;
  };

  const warm = (): Promise<boolean> => {
    warming ??= load().finally(() => {
      warming = null;
    });
    return warming;
  };

  const failed = (reason: string): null => {
    failures += 1;
    // Several questions may fail together; only the first of them starts the rest.
    if (failures >= maxFailures && state === 'ready') rest(reason);
    return null;
  };

  const question = async (asked: ModelQuestion, signal: AbortSignal): Promise<Answered | null> => {
    try {
      const response = await chat(asked, maxAnswerTokens, signal);
      const answer = response.done_reason === 'length' ? null : parseAnswer(response.message?.content);
      if (!answer) return failed(response.done_reason === 'length' ? 'answer cut off' : 'answer does not follow the schema');
      failures = 0;
      restMs = firstRestMs;
      return { answer, tokens: (response.prompt_eval_count ?? 0) + (response.eval_count ?? 0) };
    } catch (error) {
      return failed(reasonOf(error));
    }
  };

  return {
    name,
    promptVersion,
    warm,
    state: () => state,
    close: () => closing.abort(new Error('closed')),
    async ask(asked) {
      if (closing.signal.aborted || !fitsPrompt(asked)) return null;
      if (state !== 'ready') {
        // Loading takes longer than a person should wait: it happens beside the messages, never in one.
        if (performance.now() >= restUntil) void warm();
        return null;
      }
      const signal = AbortSignal.timeout(answerTimeoutMs);
      return lane(() => question(asked, signal), signal);
    },
  };
}

/** Why the model did not answer, for operators: never the body of an answer, which may repeat the person's words. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof ServerRefused) return error.message;
  if (error.name === 'TimeoutError') return 'too slow';
  const code = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : error.name;
  return `no connection (${code})`;
}

class ServerRefused extends Error {
  override readonly name = 'ServerRefused';
}

/**
 * The client's fetch with what it lacks: a time bound (its own abort covers streams only), a size bound, and errors that do not
 * print the server's words to the console.
 */
function guardedFetch(signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, signal, redirect: 'error' });
    if (!response.ok) {
      await response.body?.cancel();
      throw new ServerRefused(`HTTP ${response.status}`);
    }
    return new Response(await boundedText(response), {
      status: response.status,
      headers: { 'content-type': 'application/json' },
    });
  };
}

async function boundedText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > maxResponseBytes) throw new ServerRefused('response too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

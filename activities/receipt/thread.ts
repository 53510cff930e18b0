import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { failure } from '../failure.ts';

/** Heap of a thread, MB; memory of WebAssembly comes on top. */
const heapMb = 256;

/** Threads run built code; in a test this file is source, and the build lies in `dist`. */
const folder = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/activities/receipt/', import.meta.url)
  : new URL('./', import.meta.url);

/** Starts a thread of this folder. @param name file of the thread, without extension */
export function startThread(name: string, task: unknown): Worker {
  return new Worker(new URL(`${name}.js`, folder), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
}

/**
 * Runs a decoder of foreign files in a thread of its own and ends the thread with its answer, or when it takes too long.
 * @param name file of the thread, without extension
 * @throws failure MediaCorrupt
 */
export async function inThread<T>(
  name: string,
  task: unknown,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<T> {
  const worker = startThread(name, task);
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const [content] = await once(worker, 'message', { signal: signal ? AbortSignal.any([signal, late]) : late });
    return content as T;
  } catch (error) {
    signal?.throwIfAborted();
    throw failure('MediaCorrupt', late.aborted ? `${name} takes too long` : `${name} failed`, { cause: error });
  } finally {
    await worker.terminate();
  }
}

import { parentPort, workerData } from 'node:worker_threads';
import type { Grey } from './ink.ts';
import { loadPaddleModel } from './paddleModel.ts';
import type { Box } from './paddleText.ts';
import type { Word } from './page.ts';

/** What the thread is started with. */
export interface PaddleSetting {
  /** Threads of the detector. */
  threads: number;
}

/** What the thread is asked: the lines of a picture, or the words of a line. */
export type PaddleTask = { picture: Grey } | { picture: Grey; line: Box };

/** What the thread answers; nothing to tell but that it is ready, at first. */
export type PaddleAnswer = { ready: true } | { lines: Box[] } | { words: Word[] };

const { threads } = workerData as PaddleSetting;
const model = await loadPaddleModel(threads);
const answer = (value: PaddleAnswer) => parentPort?.postMessage(value);

parentPort?.on('message', async (task: PaddleTask) => {
  if ('line' in task) answer({ words: await model.readLine(task.picture, task.line) });
  else answer({ lines: await model.findLines(task.picture) });
});
answer({ ready: true });

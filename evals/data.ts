import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectRoot } from '../config/paths.ts';

export const suiteNames = ['messages', 'receipts', 'voice'] as const;
export type SuiteName = (typeof suiteNames)[number];

/** Where each suite's data lie within the folder. */
const places: Record<SuiteName, string> = { messages: 'messages/messages.jsonl', receipts: 'receipts', voice: 'voice' };

/** The file of a suite's data that holds what is expected. */
const expectations: Record<SuiteName, string> = { messages: '', receipts: 'receipts.jsonl', voice: 'clips.jsonl' };

/** Folder of the development data: `CATAT_EVALS`, else the one beside the checkout. */
export const dataFolder = (): string => process.env.CATAT_EVALS || resolve(projectRoot, '../shared/evals');

/** Path of a suite's development data, null when they are not there. */
export function dataOf(suite: SuiteName): string | null {
  const path = join(dataFolder(), places[suite]);
  return existsSync(expectationsOf(suite, path)) ? path : null;
}

/** The file that identifies a suite's data. */
export const expectationsOf = (suite: SuiteName, path: string): string => join(path, expectations[suite]);

import { HttpError } from '@oazapfts/runtime';
import type { Words } from '../words/id/index.ts';

/** Statuses by what a person can do about them. */
const reasons: Record<number, Exclude<keyof Words['failure'], 'refusals'>> = {
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  412: 'conflict',
  428: 'conflict',
  429: 'busy',
  503: 'busy',
};

const isProblem = (data: unknown): data is { detail: string; reason?: string } =>
  typeof data === 'object' && data !== null && typeof (data as { detail?: unknown }).detail === 'string';

/** The sentence for a failed request: by what was refused, else by its status. What is left of 400 and 422 the API says itself. */
export function failureText(error: unknown, words: Words): string {
  if (!(error instanceof HttpError)) return words.failure.offline;
  const refusal = isProblem(error.data) && error.data.reason && words.failure.refusals[error.data.reason];
  if (refusal) return refusal;
  const reason = reasons[error.status];
  if (reason) return words.failure[reason];
  if (error.status < 500 && isProblem(error.data)) return error.data.detail;
  return words.failure.ours;
}

export const isStatus = (error: unknown, status: number): boolean => error instanceof HttpError && error.status === status;

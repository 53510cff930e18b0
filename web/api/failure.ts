import { HttpError } from '@oazapfts/runtime';
import type { Words } from '../words/id/index.ts';

/** Words of a failure that need nothing filled in. */
type Sentence = Exclude<keyof Words['failure'], 'refusals' | 'invalidFields'>;

/** Statuses by what a person can do about them. */
const sentences: Record<number, Sentence> = {
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  412: 'conflict',
  413: 'tooLarge',
  428: 'conflict',
  429: 'busy',
  503: 'busy',
};

/** What the API tells of a failure (RFC 9457), as far as the desk uses it. */
interface Problem {
  reason?: string;
  /** Columns of a statement that is not known. */
  columns?: string[];
  errors?: { pointer: string }[];
}

const problemOf = (error: unknown): Problem =>
  error instanceof HttpError && typeof error.data === 'object' && error.data !== null ? (error.data as Problem) : {};

/** Names of the fields the API found fault with, as far as the desk has words for them. */
function fieldsOf({ errors = [] }: Problem, words: Words): string {
  const names = errors.flatMap(({ pointer }) => words.entry.fields[pointer.split('/').at(-1) ?? ''] ?? []);
  return [...new Set(names)].join(', ');
}

/** The sentence for a failed request, in the language of the desk: by what was refused, else by its status. */
export function failureText(error: unknown, words: Words): string {
  if (!(error instanceof HttpError)) return words.failure.offline;
  const problem = problemOf(error);
  const refusal = problem.reason && words.failure.refusals[problem.reason];
  if (refusal) return refusal;
  const sentence = sentences[error.status];
  if (sentence) return words.failure[sentence];
  if (error.status >= 500) return words.failure.ours;
  const fields = fieldsOf(problem, words);
  return fields ? words.failure.invalidFields(fields) : words.failure.invalid;
}

/** What the API refused a request for, where it says so. */
export const reasonOf = (error: unknown): string | undefined => problemOf(error).reason;

/** The columns of a statement the API does not know. */
export const unknownColumnsOf = (error: unknown): readonly string[] => problemOf(error).columns ?? [];

export const isStatus = (error: unknown, status: number): boolean => error instanceof HttpError && error.status === status;

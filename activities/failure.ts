import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { DrizzleQueryError } from 'drizzle-orm';
import { IdempotencyMismatch } from '../database/effect.ts';
import type { FailureType } from '../language/failure.ts';

/** Failures that another attempt may cure. Every other type is final for the message. */
const retryableTypes: readonly FailureType[] = ['Unavailable', 'Internal'];

interface FailureOptions {
  cause?: unknown;
  /** Default: final, unless the type is `Unavailable` or `Internal`. */
  nonRetryable?: boolean;
}

/**
 * A failure of the closed union, as Temporal carries it. The message is for operators: ids and sizes, never the person's words.
 */
export function failure(type: FailureType, message: string, options: FailureOptions = {}): ApplicationFailure {
  const { cause, nonRetryable = !retryableTypes.includes(type) } = options;
  return ApplicationFailure.create({ type, message, nonRetryable, ...(cause instanceof Error ? { cause } : {}) });
}

/** System and client error codes that mean "the other side is not there at the moment". */
const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_SOCKET',
  // Postgres: connection exceptions, shutdown, too many connections, serialization failure, deadlock.
  '08000',
  '08003',
  '08006',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '40001',
  '40P01',
]);

/** Messages of `pg` and `fetch` that carry no code. */
const unavailableMessages =
  /connection terminated|connection timeout|timeout exceeded when trying to connect|fetch failed|socket hang up/i;

/** gRPC status codes of the Temporal client: DEADLINE_EXCEEDED and UNAVAILABLE. */
const unavailableStatus = new Set([4, 14]);

/** How deep a chain of causes is followed. */
const maxCauses = 5;

function isUnavailable(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > maxCauses) return false;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && unavailableCodes.has(code)) return true;
  if (typeof code === 'number' && unavailableStatus.has(code)) return true;
  if (error.name === 'TimeoutError' || unavailableMessages.test(error.message)) return true;
  if (error instanceof AggregateError && error.errors.some((inner) => isUnavailable(inner, depth + 1))) return true;
  return isUnavailable(error.cause, depth + 1);
}

/**
 * Turns whatever was thrown into what an activity may throw: typed failures and cancellation pass, trouble with the network or
 * the database becomes a retryable `Unavailable`, anything else `Internal` (a bug; retried within the activity's policy).
 */
export function classify(thrown: unknown): ApplicationFailure | CancelledFailure {
  if (thrown instanceof ApplicationFailure || thrown instanceof CancelledFailure) return thrown;
  // A failed query tells its parameters in its message; what Postgres said of it is enough.
  if (thrown instanceof DrizzleQueryError && thrown.cause) return classify(thrown.cause);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof IdempotencyMismatch) return failure('IdempotencyMismatch', message, { cause: thrown });
  return failure(isUnavailable(thrown) ? 'Unavailable' : 'Internal', message, { cause: thrown });
}

/** Runs the body of an activity and {@link classify}s what it throws: the activity boundary. */
export async function atBoundary<T>(body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (thrown) {
    throw classify(thrown);
  }
}

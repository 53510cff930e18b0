import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';
import { type FailureType, failureTypes } from '../language/failure.ts';

/** What an activity failed with, of the closed union. @throws the cancellation of the run, which is no failure. */
export function failureOf(error: unknown): FailureType {
  if (isCancellation(error)) throw error;
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const type = cause instanceof ApplicationFailure ? cause.type : null;
  return failureTypes.find((known) => known === type) ?? 'Internal';
}

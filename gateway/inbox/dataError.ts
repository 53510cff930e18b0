import pg from 'pg';

const { DatabaseError } = pg;

/** SQLSTATE classes of values that no retry makes acceptable: data exception, integrity violation. */
const classes = /^2[23]/;

/** True when Postgres refuses a value: the row brings the error with it. */
export function isDataError(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof DatabaseError && classes.test(cause.code ?? '');
}

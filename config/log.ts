import { type Logger, pino } from 'pino';

/** Fields that may hold what a person wrote, who they are, or a secret: never in a log, at any depth we write. */
const redacted = [
  'text',
  'body',
  'caption',
  'name',
  'pushName',
  'phone',
  'jid',
  'token',
  'authorization',
  'creds',
  'key',
  'keys',
  'mediaKey',
  'qr',
];

interface LoggedError {
  type: string;
  code?: string;
  message: string;
  stack?: string;
  cause?: LoggedError;
}

/** How deep a chain of causes is written down. */
const maxCauses = 3;

/**
 * What an error is and where it arose, without the values it may carry: a query that failed brings its parameters along in its message,
 * and Postgres the values of a key in `detail`.
 */
export function loggedError(thrown: unknown, depth = 0): LoggedError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: 'not an error' };
  const { code, params, query, cause } = thrown as { code?: unknown; params?: unknown; query?: unknown; cause?: unknown };
  const isQuery = params !== undefined && query !== undefined;
  if (isQuery && cause instanceof Error) return loggedError(cause, depth);
  return {
    type: thrown.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: isQuery ? 'query failed' : thrown.message,
    ...(thrown.stack && !isQuery ? { stack: thrown.stack } : {}),
    ...(cause instanceof Error && depth < maxCauses ? { cause: loggedError(cause, depth + 1) } : {}),
  };
}

/** The one logger of a process: JSON lines with ids, never content. */
export const createLogger = (settings: { LOG_LEVEL: string }, name: string): Logger =>
  pino({
    // Not pino's own `name`, which the list above hides.
    base: { service: name, pid: process.pid },
    level: settings.LOG_LEVEL,
    serializers: { err: loggedError, error: loggedError },
    redact: { paths: redacted.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[redacted]' },
  });

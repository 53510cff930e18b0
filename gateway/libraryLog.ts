import type { Logger } from 'pino';
import { maskNumbers } from './session/quiet.ts';

export type { Logger };

/** What Baileys asks of a logger. */
export interface LibraryLogger {
  level: string;
  child(): LibraryLogger;
  trace(): void;
  debug(): void;
  info(): void;
  warn(entry: unknown, text?: string): void;
  error(entry: unknown, text?: string): void;
}

/**
 * A logger for Baileys, whose entries hold addresses, nodes and sometimes keys: only the text of warnings and errors passes,
 * with digit runs masked.
 */
export function libraryLogger(log: Logger): LibraryLogger {
  const write = (level: 'debug' | 'warn') => (entry: unknown, text?: string) => {
    const said = text ?? (typeof entry === 'string' ? entry : 'library message without text');
    log[level]({ cause: causeOf(entry) }, maskNumbers(said));
  };
  const logger: LibraryLogger = {
    level: 'warn',
    child: () => logger,
    trace: () => {},
    debug: () => {},
    info: () => {},
    warn: write('debug'),
    error: write('warn'),
  };
  return logger;
}

/** Name and masked message of the error in a log entry. */
function causeOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { err, error, trace } = entry as { err?: unknown; error?: unknown; trace?: unknown };
  const cause = err ?? error ?? trace;
  if (cause instanceof Error) return maskNumbers(`${cause.name}: ${cause.message}`);
  return typeof cause === 'string' ? maskNumbers(cause.split('\n')[0] ?? '') : undefined;
}

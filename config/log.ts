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

/** The one logger of a process: JSON lines with ids, never content. */
export const createLogger = (settings: { LOG_LEVEL: string }, name: string): Logger =>
  pino({
    name,
    level: settings.LOG_LEVEL,
    redact: { paths: redacted.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[redacted]' },
  });

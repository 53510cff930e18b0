import { closeSync, copyFileSync, existsSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

/** A log and its predecessor take at most twice this. */
const maxLog_bytes = 5 * 1024 * 1024;

/**
 * Moves a full log to `<name>.1` and empties it in place: children write to it by a descriptor of their own (opened to append),
 * which survives this and the death of the supervisor alike.
 */
export function rotateLog(path: string): void {
  if (!existsSync(path) || statSync(path).size < maxLog_bytes) return;
  copyFileSync(path, `${path}.1`);
  truncateSync(path);
}

export const logSize = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/** What was written from `from` on, at most `max_bytes` of its end. */
export function readLog(path: string, from: number, max_bytes: number): string {
  const size = logSize(path);
  const start = Math.max(from > size ? 0 : from, size - max_bytes);
  const buffer = Buffer.alloc(Math.max(0, size - start));
  if (buffer.length === 0) return '';
  const file = openSync(path, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, start));
  } finally {
    closeSync(file);
  }
}

const tail_bytes = 16 * 1024;
const maxLine_characters = 400;

/** The last lines of a log, for the person who must find out why something does not start. */
export const tailOf = (path: string, lines: number): string[] =>
  readLog(path, 0, tail_bytes)
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => (line.length > maxLine_characters ? `${line.slice(0, maxLine_characters)} …` : line));

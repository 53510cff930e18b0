import { createHash } from 'node:crypto';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { Problem } from './problem.ts';

/** Enough of a hash that a cursor of another filter is noticed. */
const fingerprintDigits = 12;

const fingerprint = (filter: object): string =>
  createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, fingerprintDigits);

/** An opaque mark of where a page ended, bound to the filter it was made for. */
export function encodeCursor(position: object, filter: object): string {
  return Buffer.from(JSON.stringify({ position, filter: fingerprint(filter) })).toString('base64url');
}

/** @throws Problem 400 when the cursor is damaged or belongs to another filter. */
export function decodeCursor<Schema extends TSchema>(cursor: string, schema: Schema, filter: object): Static<Schema> {
  const decoded = parse(cursor);
  if (decoded?.filter === fingerprint(filter) && Value.Check(schema, decoded.position)) return decoded.position;
  throw new Problem(400, 'This cursor is damaged or belongs to another filter: start from the first page.', 'stale-cursor');
}

function parse(cursor: string): { position?: unknown; filter?: unknown } | null {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

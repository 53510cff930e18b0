import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Problem } from './problem.ts';

/** Strong validator of a record that counts its changes. */
export const etagOf = (version: number): string => `"${version}"`;

/** Header of every change of a record; whether it is there is looked at by {@link knownVersion}, which knows the better answer. */
export const ifMatchHeader = Type.Object({
  'if-match': Type.Optional(Type.String({ maxLength: 40, description: 'ETag of the record as it was read; required' })),
});

/**
 * The version the sender of a change has read; the ledger refuses the change when there is another by now.
 * @throws Problem 428 without If-Match, 412 with one that never was a version.
 */
export function knownVersion({ headers }: FastifyRequest): number {
  const wanted = headers['if-match'];
  if (wanted === undefined) throw new Problem(428, 'Send If-Match with the ETag of the record you have read.');
  const version = /^"(\d{1,9})"$/.exec(wanted)?.[1];
  if (version === undefined)
    throw new Problem(412, 'The record has changed since you read it: read it again.', 'VersionConflict');
  return Number(version);
}

/** Sets the ETag; true when the caller has this very version already and 304 is the answer. */
export function isKnown({ headers }: FastifyRequest, reply: FastifyReply, version: number): boolean {
  reply.header('etag', etagOf(version));
  return headers['if-none-match'] === etagOf(version);
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Problem } from './problem.ts';

/** Strong validator of a record that counts its changes. */
export const etagOf = (version: number): string => `"${version}"`;

/** Header of every change of a record; whether it is there is looked at by {@link requireVersion}, which knows the better answer. */
export const ifMatchHeader = Type.Object({
  'if-match': Type.Optional(Type.String({ maxLength: 40, description: 'ETag of the record as it was read; required' })),
});

/**
 * The change is one of the record as its sender knows it.
 * @throws Problem 428 without If-Match, 412 when the record has changed since.
 */
export function requireVersion({ headers }: FastifyRequest, version: number): void {
  const wanted = headers['if-match'];
  if (wanted === undefined) throw new Problem(428, 'Send If-Match with the ETag of the record you have read.');
  if (wanted !== etagOf(version)) throw new Problem(412, 'The record has changed since you read it: read it again.');
}

/** Sets the ETag; true when the caller has this very version already and 304 is the answer. */
export function isKnown({ headers }: FastifyRequest, reply: FastifyReply, version: number): boolean {
  reply.header('etag', etagOf(version));
  return headers['if-none-match'] === etagOf(version);
}

import cors from '@fastify/cors';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Payload } from '@temporalio/common';
import { type Static, Type } from 'typebox';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problem.ts';
import { problemResponses } from '../schemas/problems.ts';

/** A page of a run's history; Temporal itself refuses a payload above 2 MB. */
const bodyLimit_bytes = 8 * 1024 * 1024;
const maxPayloads = 1_000;

/** A payload as the Temporal UI writes it: protobuf JSON, all bytes in base64. */
const payload = Type.Object({
  metadata: Type.Optional(Type.Record(Type.String(), Type.String({ contentEncoding: 'base64' }))),
  data: Type.Optional(Type.String({ contentEncoding: 'base64' })),
});
const payloads = Type.Object({ payloads: Type.Array(payload, { maxItems: maxPayloads }) });

function fromJson({ metadata = {}, data }: Static<typeof payload>): Payload {
  const bytes = (text: string) => Buffer.from(text, 'base64');
  return {
    metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, bytes(value)])),
    ...(data === undefined ? {} : { data: bytes(data) }),
  };
}

function toJson({ metadata, data }: Payload): Static<typeof payload> {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, text(value)])),
    ...(data ? { data: text(data) } : {}),
  };
}

/**
 * Opens the sealed payloads of a run for the Temporal UI (its "remote codec endpoint"). Only that page may call it from a browser,
 * and only decoding is offered: nobody writes to a run by hand.
 */
export const codecRoutes =
  ({ codec, temporalUi }: Required<Pick<ApiDeps, 'codec' | 'temporalUi'>>): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { origin } = new URL(temporalUi.url);
    await app.register(cors, {
      origin,
      methods: ['POST'],
      credentials: true,
      // The UI names the namespace it looks at.
      allowedHeaders: ['content-type', 'x-namespace', 'authorization'],
    });
    app.post(
      '/decode',
      {
        bodyLimit: bodyLimit_bytes,
        config: { access: 'signed-in', alsoFrom: origin },
        schema: {
          summary: 'Opens the payloads of a run for the Temporal UI',
          hide: true,
          body: payloads,
          response: { 200: payloads, ...problemResponses },
        },
      },
      async ({ body, caller }) => {
        // A run may tell of any book, so part of the books is not enough.
        if (!caller.principal.admin) throw new Problem(403, 'Only an administrator may open the payloads of runs.');
        try {
          return { payloads: (await codec.decode(body.payloads.map(fromJson))).map(toJson) };
        } catch {
          throw new Problem(422, 'These payloads were sealed with a key this server does not have.');
        }
      },
    );
  };

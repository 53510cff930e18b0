import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { eq } from 'drizzle-orm';
import { Type } from 'typebox';
import { media } from '../../database/schema/index.ts';
import type { ApiDeps } from '../deps.ts';
import { mediaLink_s } from '../mediaLinks.ts';
import { notFound, Problem } from '../problem.ts';
import { closed, idParams } from '../schemas/basics.ts';
import { problemResponses } from '../schemas/problems.ts';

const signature = closed({
  expires: Type.Integer({ minimum: 0, description: 'when the link stops working, in seconds since 1970' }),
  signature: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: 'proof that the API made the link' }),
});

const file = {
  description: 'The file',
  content: { '*/*': { schema: Type.Unsafe<unknown>({ type: 'string', format: 'binary' }) } },
};

/** What a browser may show by itself; anything else is only ever saved. */
const shown = /^(image\/(jpeg|png|webp)|audio\/|application\/pdf)/;

/** Hands on the media of a message to who holds a link of ours. */
export const mediaRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/media/:id',
      {
        config: { access: 'public' },
        schema: {
          summary: 'The receipt, document or voice note of a message, by a link that soon expires',
          tags: ['messages'],
          security: [],
          params: idParams,
          querystring: signature,
          response: { 200: file, ...problemResponses },
        },
      },
      async ({ params: { id }, query }, reply) => {
        if (!deps.links.allows(id, query.expires, query.signature))
          throw new Problem(403, 'This link has expired or is not ours.');
        const [object] = await deps.db.select().from(media).where(eq(media.messageId, id));
        if (!object) throw notFound('file');
        const body = await deps.media.open(object);
        return reply
          .type(object.mime)
          .header('content-length', object.bytes)
          .header('content-disposition', shown.test(object.mime) ? 'inline' : 'attachment')
          .header('cache-control', `private, max-age=${mediaLink_s}, immutable`)
          .header('etag', `"${object.sha256}"`)
          .send(body);
      },
    );
  };

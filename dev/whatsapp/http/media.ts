import { Type } from '@fastify/type-provider-typebox';
import { RequestFailure } from '../failure.ts';
import { type Api, type HttpParts, MAX_MEDIA_BYTES } from './context.ts';
import { Id } from './schemas.ts';

/** A sealed file is this much longer at most: one cipher block and the MAC. */
const SEAL_BYTES = 32;
/** A file never changes under its id. */
const FOREVER = 'private, max-age=31536000, immutable';
const FileParams = Type.Object({ id: Id });

/** The media server of linked devices (sealed files), and the opened files for the page. */
export function mediaRoutes(api: Api, { media, store }: HttpParts): void {
  const fileOf = async (id: string) => {
    const file = await media.get(id);
    if (!file) throw new RequestFailure(404, 'There is no such file.');
    return file;
  };

  api.get('/v/:id', { schema: { params: FileParams } }, async ({ params }, reply) => {
    const { bytes } = await fileOf(params.id);
    return reply.type('application/octet-stream').send(bytes);
  });

  api.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: MAX_MEDIA_BYTES + SEAL_BYTES },
    async (_request: unknown, body: Buffer) => body,
  );
  // Where a gateway puts its files: the path Baileys uses on WhatsApp's media hosts.
  api.post('/mms/:kind/:token', async ({ body }) => {
    if (!Buffer.isBuffer(body) || body.length === 0) throw new RequestFailure(400, 'The body must be the encrypted file.');
    const path = `/v/${await media.put(body, 'application/octet-stream')}`;
    store.flush();
    return { url: media.address(path), direct_path: path };
  });

  api.get('/media/:id', { schema: { params: FileParams } }, async ({ params }, reply) => {
    const { bytes, mime } = await fileOf(params.id);
    return reply
      .type(mime)
      .headers({ 'cache-control': FOREVER, 'x-content-type-options': 'nosniff', 'content-security-policy': 'sandbox' })
      .send(bytes);
  });
}

import { join } from 'node:path';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { type FastifyRequest, fastify, LogController } from 'fastify';
import { projectRoot } from '../../../config/paths.ts';
import { RequestFailure } from '../failure.ts';
import { adminRoutes } from './admin.ts';
import { changeRoutes } from './changes.ts';
import { type Api, type HttpParts, MAX_MEDIA_BYTES } from './context.ts';
import { groupRoutes } from './groups.ts';
import { mediaRoutes } from './media.ts';
import { networkRoutes } from './network.ts';
import { phoneRoutes } from './phones.ts';

/** Longest JSON body; a WhatsApp text has at most 65,536 characters. */
const MAX_JSON_BYTES = 512 * 1024;
/** Fields of a multipart message besides the file. */
const MAX_FIELDS = 10;
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The HTTP interface, the media server and the chat page in one server. */
export async function createHttpServer(parts: HttpParts): Promise<Api> {
  const api: Api = fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_JSON_BYTES,
    forceCloseConnections: true,
  })
    .setValidatorCompiler(TypeBoxValidatorCompiler)
    .withTypeProvider<TypeBoxTypeProvider>();
  api.addHook('onRequest', async (request) => refuseStrangers(request));
  // Nobody is told of a line that a kill could still take back.
  api.addHook('onSend', async () => parts.store.flush());
  api.setErrorHandler<Error & { statusCode?: number; validation?: unknown }>((error, _request, reply) => {
    const statusCode = error.statusCode ?? 500;
    if (statusCode >= 500) parts.log.error({ err: error }, 'whatsapp: a request failed');
    return reply.code(statusCode).send({
      error: statusCode >= 500 && !(error instanceof RequestFailure) ? 'The network failed to do this.' : error.message,
    });
  });
  await api.register(multipart, { limits: { fileSize: MAX_MEDIA_BYTES, files: 1, fields: MAX_FIELDS } });
  await api.register(fastifyStatic, { root: join(projectRoot, 'dev/whatsapp/page'), cacheControl: false });
  networkRoutes(api, parts);
  mediaRoutes(api, parts);
  phoneRoutes(api, parts);
  changeRoutes(api, parts);
  groupRoutes(api, parts);
  adminRoutes(api, parts);
  return api;
}

/** What linked devices say they are. */
const WEB_CLIENT = 'https://web.whatsapp.com';

/** Only this machine's own pages and programs: refuses names that point here by DNS, and writes from other sites. */
function refuseStrangers(request: FastifyRequest): void {
  const host = request.headers.host ?? '';
  if (!LOOPBACK_HOSTS.has(host.replace(/:\d+$/, '')))
    throw new RequestFailure(400, 'This network answers to 127.0.0.1 and localhost only.');
  const { origin } = request.headers;
  // A linked device uploads as WhatsApp's own web page; what it puts there is sealed and found by nobody else.
  const isUpload = origin === WEB_CLIENT && request.url.startsWith('/mms/');
  if (request.method !== 'GET' && origin !== undefined && origin !== `http://${host}` && !isUpload) {
    throw new RequestFailure(400, 'Requests from other web sites are refused.');
  }
}

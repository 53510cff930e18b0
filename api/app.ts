import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { ApiDeps } from './deps.ts';
import { auth } from './plugins/auth.ts';
import { desk } from './plugins/desk.ts';
import { openapi } from './plugins/openapi.ts';
import { pressure } from './plugins/pressure.ts';
import { problems } from './plugins/problems.ts';
import { security } from './plugins/security.ts';
import { problemBody, problemSchema, problemType } from './problem.ts';
import { apiKeyRoutes } from './routes/apiKeys.ts';
import { authRoutes } from './routes/auth.ts';
import { codecRoutes } from './routes/codec.ts';
import { controlRoutes } from './routes/control.ts';
import { csvRoutes } from './routes/csv.ts';
import { entryRoutes } from './routes/entries.ts';
import { entryCommandRoutes } from './routes/entryCommands.ts';
import { entryNoteRoutes } from './routes/entryNotes.ts';
import { eventRoutes } from './routes/events.ts';
import { exportRoutes } from './routes/exports.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoutes } from './routes/imports.ts';
import { mediaRoutes } from './routes/media.ts';
import { memberLinkRoutes } from './routes/memberLinks.ts';
import { memberRoutes } from './routes/members.ts';
import { messageRoutes } from './routes/messages.ts';
import { planRoutes } from './routes/plans.ts';
import { reportRoutes } from './routes/reports.ts';
import { settingRoutes } from './routes/settings.ts';
import { subjectRoutes } from './routes/subjects.ts';
import { buildValidator } from './validator.ts';

/** A thousand ids in one bulk change are 40 kB; files come by multipart, with a limit of their own. */
const bodyLimit_bytes = 256 * 1024;
/** A request that is not whole by then is given up; handlers are bounded by the database's own limits. */
const requestTimeout_ms = 15_000;
const connectionTimeout_ms = 60_000;
const headersTimeout_ms = 10_000;
/** A uuid is 36 characters. */
const maxParamLength = 64;

/** Of a request only its route is logged: the query can carry what people wrote. */
const serializers = {
  req: ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions?.url }),
};

/** What is refused before it reaches a route: an address that cannot be read, or parts of it longer than any id. */
function refuseAddress({ statusCode = 400 }: FastifyError, reply: FastifyReply): void {
  void reply.code(statusCode).type(problemType).send(problemBody(statusCode, 'This address cannot be read.'));
}

/** The REST API, not yet listening; close it to end its timers. */
export function buildApp(deps: ApiDeps, logger?: FastifyBaseLogger): FastifyInstance {
  const app = Fastify({
    ...(logger ? { loggerInstance: logger.child({}, { serializers }) } : { logger: false }),
    bodyLimit: bodyLimit_bytes,
    requestTimeout: requestTimeout_ms,
    connectionTimeout: connectionTimeout_ms,
    http: { headersTimeout: headersTimeout_ms },
    routerOptions: { maxParamLength },
    genReqId: () => randomUUID(),
    frameworkErrors: (error, _, reply) => refuseAddress(error, reply as FastifyReply),
    // What a schema does not know is refused, not silently dropped.
    ajv: { customOptions: { removeAdditional: false } },
    schemaController: { compilersFactory: { buildValidator } },
  });
  app.addSchema(problemSchema);
  app.register(security, { token: deps.token });
  app.register(problems);
  app.register(pressure, { db: deps.db });
  app.register(openapi);
  app.register(auth, deps);
  app.register(healthRoutes(deps));
  app.register(versionOne(deps), { prefix: '/v1' });
  const { codec, temporalUi } = deps;
  if (codec) app.register(codecRoutes({ codec, temporalUi }), { prefix: '/v1/temporal' });
  app.register(desk, {});
  return app;
}

const versionOne =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(authRoutes(deps));
    await app.register(apiKeyRoutes(deps));
    await app.register(mediaRoutes(deps));
    await app.register(csvRoutes(deps));
    await app.register(exportRoutes(deps));
    await app.register(importRoutes(deps));
    await app.register(entryRoutes(deps));
    await app.register(entryCommandRoutes(deps));
    await app.register(entryNoteRoutes(deps));
    await app.register(memberRoutes(deps));
    await app.register(memberLinkRoutes(deps));
    await app.register(settingRoutes(deps));
    await app.register(planRoutes(deps));
    await app.register(controlRoutes(deps));
    await app.register(reportRoutes(deps));
    await app.register(messageRoutes(deps));
    await app.register(subjectRoutes(deps));
    await app.register(eventRoutes(deps));
  };

import { timingSafeEqual } from 'node:crypto';
import helmet from '@fastify/helmet';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { type FastifyInstance, fastify } from 'fastify';
import { Type } from 'typebox';
import { type HealthCheck, health } from '../../temporal/workers/health.ts';
import type { Gateway } from '../gateway.ts';
import { inboxBacklog } from '../inbox/backlog.ts';
import type { Logger } from '../libraryLog.ts';
import type { Metrics } from '../metrics.ts';
import { outboxBacklog } from '../outbox/store.ts';
import { reasons } from '../session/states.ts';
import { inviteRoutes } from './invites.ts';
import { pairingPage } from './page.ts';

const request_timeout_ms = 10_000;

export interface OpsOptions {
  host: string;
  port: number;
  /** Required as bearer token (or as password of the browser's prompt) when set. */
  token: string | undefined;
  gateways: readonly Gateway[];
  metrics: Metrics;
  /** What all sessions need. */
  checks: Record<string, HealthCheck>;
  log: Logger;
}

const byId = Type.Object({ id: Type.String({ maxLength: 32 }) });
const phoneBody = Type.Object({ phone: Type.String({ pattern: '^[1-9][0-9]{6,14}$', description: 'digits with country code' }) });

/** The operators' side of the gateway: health, session states, pairing. */
export async function serveOps(options: OpsOptions): Promise<FastifyInstance> {
  const { gateways, metrics } = options;
  const sessions = gateways.map(({ session }) => session);
  const app = fastify({ requestTimeout: request_timeout_ms, connectionTimeout: request_timeout_ms })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(TypeBoxValidatorCompiler);
  // The page is one document without scripts; the QR code is an inline SVG.
  await app.register(helmet, { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });
  if (options.token) guard(app, options.token);

  const find = (id: string): Gateway => {
    const gateway = gateways.find(({ session }) => session.id === id);
    if (!gateway) throw Object.assign(new Error(`no session ${id}`), { statusCode: 404 });
    return gateway;
  };
  const describe = async ({ session, sendQueue, database: { db } }: Gateway) => {
    const { state, reason, qr, pairingCode, lastInboundAt, lastPongAt, id } = session.status;
    const [outbox, inbox] = await Promise.all([outboxBacklog(db, id), inboxBacklog(db, id)]);
    return {
      id,
      state,
      reason,
      advice: reason && reasons[reason],
      qr,
      pairingCode,
      lastInboundAt,
      lastPongAt,
      outboxAge: outbox.age_ms,
      outboxWaiting: outbox.waiting,
      sendQueue: sendQueue.status,
      backlog: inbox,
    };
  };

  const checks = {
    ...options.checks,
    ...Object.fromEntries(
      sessions.map((session) => [
        `whatsapp:${session.id}`,
        async () => (session.openSocket ? ('up' as const) : ('down' as const)),
      ]),
    ),
  };
  const report = async () => ({
    ...(await health('gateway', checks)),
    sessions: Object.fromEntries(sessions.map(({ status }) => [status.id, { state: status.state, reason: status.reason }])),
  });
  app.get('/health', report);
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', async (_, reply) => {
    const state = await report();
    const shared = Object.keys(options.checks).every((name) => state.dependencies[name] !== 'down');
    // One session in trouble must not take the others out of service.
    return reply.code(shared && sessions.some((session) => session.openSocket) ? 200 : 503).send(state);
  });

  app.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.render()));

  app.get('/sessions', () => Promise.all(gateways.map(describe)));
  app.get('/sessions/:id', { schema: { params: byId } }, ({ params }) => describe(find(params.id)));
  app.post('/sessions/:id/pairing-code', { schema: { params: byId, body: phoneBody } }, async ({ params, body }, reply) => {
    const { session } = find(params.id);
    if (session.status.state !== 'pairing') return reply.code(409).send({ error: 'the session is not pairing' });
    return { code: await session.requestPairingCode(body.phone) };
  });
  app.post('/sessions/:id/reconnect', { schema: { params: byId } }, ({ params }) => {
    find(params.id).session.reconnect();
    return { ok: true };
  });
  app.post('/sessions/:id/pair', { schema: { params: byId } }, ({ params }) => {
    find(params.id).session.pairAgain();
    return { ok: true };
  });
  // All sessions share one database, and with it who may use them.
  const [anyGateway] = gateways;
  if (anyGateway) inviteRoutes(app, anyGateway.database.db);
  app.get('/', async (_, reply) => {
    const pages = await Promise.all(gateways.map(describe));
    return reply.type('text/html; charset=utf-8').send(await pairingPage(pages));
  });

  await app.listen({ host: options.host, port: options.port });
  options.log.info({ host: options.host, port: options.port }, 'gateway listens');
  return app;
}

/** Paths a supervisor probes without a token; they tell states and nothing else. */
const openPaths = new Set(['/health', '/health/live', '/health/ready']);

/** Bearer token for programs; a browser sends the same token as the password of its own prompt. */
function guard(app: FastifyInstance, token: string): void {
  app.addHook('onRequest', async (request, reply) => {
    if (openPaths.has(request.url.split('?')[0] ?? '')) return;
    const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ');
    const given =
      scheme === 'Basic'
        ? Buffer.from(value, 'base64')
            .toString()
            .replace(/^[^:]*:/, '')
        : value;
    const a = Buffer.from(given);
    const b = Buffer.from(token);
    if (a.length === b.length && timingSafeEqual(a, b)) return;
    return reply.code(401).header('www-authenticate', 'Basic realm="gateway"').send({ error: 'token required' });
  });
}

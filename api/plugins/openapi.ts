import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import type { Access } from '../access/principal.ts';
import { sessionCookie } from '../access/sessions.ts';

/** The page runs its own scripts only; its editor writes styles into elements. */
const staticCSP = {
  'default-src': "'self'",
  'img-src': "'self' data:",
  'style-src': "'self' 'unsafe-inline'",
  'frame-ancestors': "'none'",
};
const uiConfig = { layout: 'BaseLayout', validatorUrl: null };

/** OpenAPI 3.1 at `/docs/json`, and a page to read and try it at `/docs`. */
export const openapi = fp(
  async (app) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: { title: 'Catat', description: 'Entries, reports and messages of the ledger, for finance staff.', version: '1' },
        tags: [
          { name: 'ledger', description: 'Books, entries and reports' },
          { name: 'access', description: 'Who may do what' },
          { name: 'members', description: 'Books and who belongs to them' },
          { name: 'settings', description: 'Wallets, categories and tags' },
          { name: 'plans', description: 'Budgets, savings goals and recurring entries' },
          { name: 'control', description: 'Periods, approvals and the audit trail' },
          { name: 'exchange', description: 'Files out and in' },
          { name: 'live', description: 'What happens, as it happens' },
          { name: 'messages', description: 'What came in and what became of it' },
          { name: 'health', description: 'Whether the service can work' },
        ],
        components: {
          securitySchemes: {
            bearer: { type: 'http', scheme: 'bearer', description: 'a key of ours, or the token of the deployment' },
            session: { type: 'apiKey', in: 'cookie', name: sessionCookie, description: 'what a login sets' },
          },
        },
        security: [{ bearer: [] }, { session: [] }],
      },
      transform: ({ schema, url, route }) => ({ schema: { ...schema, ...accessNotes(route.config?.access) }, url }),
      refResolver: { buildLocalReference: (schema, _base, _fragment, i) => String(schema.$id ?? `schema-${i}`) },
    });
    await app.register(swaggerUi, { routePrefix: '/docs', theme: { title: 'Catat API' }, uiConfig, staticCSP });
  },
  { name: 'openapi' },
);

/** Who a route is for, in the document too: `x-roles` and `x-scope`. */
const accessNotes = (access: Access | string | undefined) =>
  typeof access === 'object' ? { 'x-roles': access.roles, 'x-scope': access.scope } : {};

import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import type { ApiDeps } from '../deps.ts';

/** The page runs its own scripts only; its editor writes styles into elements. */
const staticCSP = {
  'default-src': "'self'",
  'img-src': "'self' data:",
  'style-src': "'self' 'unsafe-inline'",
  'frame-ancestors': "'none'",
};
const uiConfig = { layout: 'BaseLayout', validatorUrl: null };

/** OpenAPI 3.1 at `/docs/json`, and a page to read and try it at `/docs`. */
export const openapi = fp<Pick<ApiDeps, 'token'>>(
  async (app, { token }) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: { title: 'Catat', description: 'Entries, reports and messages of the ledger, for finance staff.', version: '1' },
        tags: [
          { name: 'ledger', description: 'Books, entries and reports' },
          { name: 'messages', description: 'What came in and what became of it' },
          { name: 'health', description: 'Whether the service can work' },
        ],
        components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
        security: token ? [{ bearer: [] }] : [],
      },
      refResolver: { buildLocalReference: (schema, _base, _fragment, i) => String(schema.$id ?? `schema-${i}`) },
    });
    await app.register(swaggerUi, { routePrefix: '/docs', theme: { title: 'Catat API' }, uiConfig, staticCSP });
  },
  { name: 'openapi' },
);

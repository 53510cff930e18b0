import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import fp from 'fastify-plugin';
import { projectRoot } from '../../config/paths.ts';

/** Where the build puts the desk. */
const builtDesk = join(projectRoot, 'dist', 'web');
/** The build leaves this wherever a nonce belongs (`vite.config.ts`). */
const noncePlaceholder = '{{nonce}}';
/** As CSP 3 advises: 128 bits at least. */
const nonce_bytes = 16;
/** The name of an asset changes with its content. */
const assetsMaxAge = '365d';
/** Where a navigation is meant for the API or its documentation, and a mistake should be told as one. */
const notTheDesk = /^\/(v1|docs|health|metrics|assets)(\/|$|\?)/;

const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * Serves the finance desk at `/`: hashed assets for good, and its page for every navigation of a browser that no route of the API
 * answers. Without a built desk (tests from source) it serves nothing.
 */
export const desk = fp<{ folder?: string }>(
  async (app, { folder = builtDesk }) => {
    const index = join(folder, 'index.html');
    if (!existsSync(index)) return;
    // Read each time: a page of the build before would ask for assets that are gone.
    const send = async (reply: FastifyReply) => {
      const page = await readFile(index, 'utf8');
      const nonce = randomBytes(nonce_bytes).toString('base64');
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', policy(nonce))
        .header('cache-control', 'no-cache')
        .send(page.replaceAll(noncePlaceholder, nonce));
    };
    await app.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      maxAge: assetsMaxAge,
      immutable: true,
      preCompressed: true,
      decorateReply: false,
      schemaHide: true,
    });
    const hide = { schema: { hide: true } };
    app.get('/icon.svg', hide, async (_, reply) => reply.type('image/svg+xml').send(await readFile(join(folder, 'icon.svg'))));
    app.get('/*', hide, (request, reply) => {
      const wantsPage = request.headers.accept?.includes('text/html') && !notTheDesk.test(request.url);
      return wantsPage ? send(reply) : reply.callNotFound();
    });
  },
  { name: 'desk', dependencies: ['security'] },
);

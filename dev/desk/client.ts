import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { generateSource } from 'oazapfts';

interface Operation {
  operationId?: string;
  responses?: Record<string, unknown>;
}

type Paths = Record<string, Record<string, Operation>>;

/**
 * The typed client of the desk, made from the OpenAPI document of an app that is ready. Problems are thrown by the client whatever the
 * route says of them, so the types name what succeeds only.
 */
export async function generateClient(app: FastifyInstance): Promise<string> {
  const document = structuredClone(app.swagger()) as { paths?: Paths };
  const paths = Object.entries(document.paths ?? {}).filter(([path]) => path.startsWith('/v1/'));
  for (const [path, operations] of paths)
    for (const [method, operation] of Object.entries(operations)) {
      operation.operationId = operationName(method, path);
      operation.responses = Object.fromEntries(
        Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2')),
      );
    }
  const folder = mkdtempSync(join(tmpdir(), 'catat-openapi-'));
  try {
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify({ ...document, paths: Object.fromEntries(paths), servers: [] }));
    return await generateSource(file, { optimistic: true, mergeReadWriteOnly: true, futureStripLegacyMethods: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `GET /v1/entries/{id}/comments` is `getEntryComments` to nobody but us: `getEntriesByIdComments` needs no dictionary. */
function operationName(method: string, path: string): string {
  const words = path.split(/[^A-Za-z0-9{}]+/).slice(2);
  const parts = words.map((word) => (word.startsWith('{') ? `By${capital(word.slice(1, -1))}` : capital(word)));
  return method + parts.join('');
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

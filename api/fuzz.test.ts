import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { buildApp } from './app.ts';

const { db } = await testDatabase();
const app = buildApp(apiDeps(db));
await app.ready();
afterAll(() => app.close());

interface Parameter {
  name: string;
  in: 'query' | 'path';
  required: boolean;
  schema: { type?: string; format?: string; enum?: string[]; minimum?: number; maximum?: number };
}

const document = JSON.parse(JSON.stringify(app.swagger())) as { paths: Record<string, { get?: { parameters?: Parameter[] } }> };

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 500 }),
  fc.constantFrom('', "' or 1=1 --", '%', '\\', '\u0000', '../../etc/passwd', '9'.repeat(40), '-1', 'NaN', '2026-02-30', '٢٥'),
);

/** Mostly what the document allows, sometimes anything: both must be answered in kind. */
function arbitraryOf({ schema }: Parameter): fc.Arbitrary<string> {
  const fitting: fc.Arbitrary<string> = schema.enum
    ? fc.constantFrom(...schema.enum)
    : schema.format === 'uuid'
      ? fc.uuid()
      : schema.format === 'date'
        ? fc
            .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
            .map((date) => date.toISOString().slice(0, 10))
        : schema.type === 'integer'
          ? fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000 }).map(String)
          : fc.string({ minLength: 1, maxLength: 50 });
  return fc.oneof({ weight: 6, arbitrary: fitting }, { weight: 1, arbitrary: nasty });
}

function urlOf(path: string, parameters: Parameter[]): fc.Arbitrary<string> {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const record = (list: Parameter[], requiredKeys: string[]) =>
    fc.record(Object.fromEntries(list.map((parameter) => [parameter.name, arbitraryOf(parameter)])), { requiredKeys });
  const required = inQuery.filter((parameter) => parameter.required).map((parameter) => parameter.name);
  return fc
    .tuple(
      record(
        inPath,
        inPath.map((parameter) => parameter.name),
      ),
      record(inQuery, required),
    )
    .map(([places, query]) => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(places[name] ?? ''));
      return `${filled}?${new URLSearchParams(query as Record<string, string>)}`;
    });
}

/** Requests a route gets; all routes together take some three seconds on two cores. */
const requestsPerRoute = 60;
const routes = Object.entries(document.paths).flatMap(([path, { get }]) =>
  // A stream of events does not end by itself; `events.test.ts` has it.
  get && path.startsWith('/v1/') && path !== '/v1/events' ? ([[path, get]] as const) : [],
);

test.each(routes)('%s answers whatever is asked with its own kind of answer', async (path, get) => {
  await fc.assert(
    fc.asyncProperty(urlOf(path, get.parameters ?? []), async (url) => {
      const response = await app.inject(url);
      expect([200, 400, 403, 404]).toContain(response.statusCode);
      const problem = response.headers['content-type']?.toString().startsWith('application/problem+json') ?? false;
      expect(problem).toBe(response.statusCode !== 200);
    }),
    { numRuns: requestsPerRoute },
  );
});

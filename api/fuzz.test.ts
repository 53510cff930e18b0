import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { aBook } from '../test/desk.ts';
import { type Operation, operationsOf, type Schema } from '../test/openapi.ts';
import { buildApp } from './app.ts';

const { db } = await testDatabase();
const app = buildApp(apiDeps(db));
await app.ready();
afterAll(() => app.close());

/** A book that is there, so that what is asked of it goes all the way. */
let book: string;
beforeAll(async () => {
  book = (await aBook(db)).bookId;
});

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 500 }),
  fc.constantFrom('', "' or 1=1 --", '%', '\\', '\u0000', '../../etc/passwd', '9'.repeat(40), '-1', 'NaN', '2026-02-30', '٢٥'),
);
const anything = fc.oneof(nasty, fc.integer(), fc.constantFrom(null, true, [], {}, 1e308, -0), fc.array(nasty, { maxLength: 3 }));

/** Mostly what a schema allows, sometimes anything: both must be answered in kind. */
function arbitraryOf(schema: Schema, name = ''): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fittingOf(schema, name) }, { weight: 1, arbitrary: anything });
}

function fittingOf(schema: Schema, name: string): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((part) => fittingOf(part, name)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object': {
      const parts = Object.entries(schema.properties ?? {}).map(([key, part]) => [key, arbitraryOf(part, key)] as const);
      return fc.record(Object.fromEntries(parts), { requiredKeys: schema.required ?? [] });
    }
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}, name), { minLength: schema.minItems ?? 0, maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000 });
    case 'boolean':
      return fc.boolean();
    default:
      return textOf(schema, name);
  }
}

function textOf({ format, pattern, examples, minLength = 1, maxLength = 50 }: Schema, name: string): fc.Arbitrary<string> {
  if (format === 'uuid') return name === 'book' ? fc.constant('{book}') : fc.uuid();
  if (format === 'date')
    return fc
      .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
  if (format === 'date-time')
    return fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString());
  if (examples) return fc.constantFrom(...(examples as string[]));
  if (pattern)
    return fc.oneof(fc.stringMatching(new RegExp(pattern, 'u')), fc.string({ minLength, maxLength: Math.min(maxLength, 50) }));
  return fc.string({ minLength, maxLength: Math.min(maxLength, 50) });
}

function requestOf({ method, path, parameters, body }: Operation) {
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const record = (list: typeof parameters, requiredKeys: string[]) =>
    fc.record(Object.fromEntries(list.map(({ name, schema }) => [name, arbitraryOf(schema, name).map(String)])), {
      requiredKeys,
    });
  const required = inQuery.filter((parameter) => parameter.required).map(({ name }) => name);
  return fc
    .record({
      places: record(
        inPath,
        inPath.map(({ name }) => name),
      ),
      query: record(inQuery, required),
      payload: body ? arbitraryOf(body) : fc.constant(undefined),
    })
    .map(({ places, query, payload }) => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = places[name] ?? '';
        return encodeURIComponent(path.startsWith('/v1/books/') && value.length === 36 ? book : value);
      });
      const text = JSON.stringify(payload)?.replaceAll('{book}', book);
      return {
        method,
        url: `${filled}?${new URLSearchParams(query as Record<string, string>)}`.replaceAll('%7Bbook%7D', book),
        ...(text === undefined ? {} : { payload: text }),
        headers: {
          'idempotency-key': uuidv7(),
          'if-match': '"1"',
          ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        },
      };
    });
}

/** Requests a route gets; all routes together take some ten seconds on two cores. */
const requestsPerRoute = 40;
/** A stream does not end by itself; `events.test.ts` has it. */
const operations = operationsOf(app)
  .filter(({ path }) => path !== '/v1/events')
  .map((operation) => [`${operation.method} ${operation.path}`, operation] as const);

test.each(operations)('%s answers whatever is asked with its own kind of answer', async (_, operation) => {
  await fc.assert(
    fc.asyncProperty(requestOf(operation), async (request) => {
      const response = await app.inject(request);
      expect(response.statusCode, response.body).toBeLessThan(500);
      const problem = response.headers['content-type']?.toString().startsWith('application/problem+json') ?? false;
      expect(problem).toBe(response.statusCode >= 400);
    }),
    { numRuns: requestsPerRoute },
  );
});

import { createHash } from 'node:crypto';
import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { asc, eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../../database/pool.ts';
import { book as bookTable, importFile, importRow } from '../../database/schema/index.ts';
import { inside, outside } from '../../ledger/amounts.ts';
import { bookkeepers } from '../access/principal.ts';
import { asReader } from '../access/transactions.ts';
import type { ApiDeps } from '../deps.ts';
import { createOnce, idempotencyHeader } from '../idempotency.ts';
import { commitImport } from '../imports/commit.ts';
import type { Preset } from '../imports/presets.ts';
import { type Proposal, propose } from '../imports/propose.ts';
import { readStatement } from '../imports/statement.ts';
import { requireBook } from '../plugins/auth.ts';
import { perCaller } from '../plugins/security.ts';
import { notFound, Problem } from '../problem.ts';
import { idParams } from '../schemas/basics.ts';
import { uploadBody } from '../schemas/entryCommands.ts';
import { commitBody, commitResult, importPreview, importQuery } from '../schemas/imports.ts';
import { problemResponses } from '../schemas/problems.ts';
import { takeFile } from './entryNotes.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The statement of a multipart body, once it was read. */
    statement: { data: Buffer; name: string } | null;
  }
}

const access = { roles: bookkeepers, scope: 'imports:write' } as const;
const files = perCaller(20);
/** Five thousand lines of a bank are some 600 kB. */
const file_bytes = 2 * 1024 * 1024;
const tags = ['exchange'];
const fileName_characters = 120;

/** The mapping a query spells out, or undefined when it names no column. @throws Problem 422 when it names some and not enough. */
function mappingOf(query: Static<typeof importQuery>): Preset | undefined {
  const { date, dateFormat = 'DD/MM/YYYY', description, amount, debit, credit, direction, decimal = ',' } = query;
  if ([date, description, amount, debit, credit, direction].every((column) => column === undefined)) return undefined;
  if (!date || !description || (!amount && !(debit && credit)))
    throw new Problem(422, 'A mapping names `date`, `description`, and `amount` or `debit` and `credit`.', 'incomplete-mapping');
  const sides = amount ? { amount } : { debit, credit };
  return { date, dateFormat, description: [description], ...sides, ...(direction ? { direction } : {}), decimal };
}

async function preview(tx: Transaction, id: string) {
  const [file] = await tx.select().from(importFile).where(eq(importFile.id, id));
  if (!file) throw notFound('import');
  const [book] = await tx.select().from(bookTable).where(eq(bookTable.id, file.bookId));
  const rows = await tx.select().from(importRow).where(eq(importRow.importId, id)).orderBy(asc(importRow.line));
  const { bookId, fileName, preset, mapping, createdAt, committedAt } = file;
  const currency = book?.currency ?? 'IDR';
  return {
    id,
    bookId,
    fileName,
    preset,
    columns: [mapping.date, ...mapping.description, mapping.amount, mapping.debit, mapping.credit].filter(
      (name) => name !== undefined,
    ),
    rows: rows.map(({ line, occurredOn, amount, description, category, problem, duplicateOf, entryId }) => ({
      line,
      occurredOn,
      description,
      category,
      problem,
      duplicateOf,
      entryId,
      type: amount === null ? null : amount < 0n ? ('expense' as const) : ('income' as const),
      amount: amount === null ? null : outside(amount, currency),
    })),
    duplicates: rows.filter(({ duplicateOf }) => duplicateOf !== null).length,
    problems: rows.filter(({ problem }) => problem !== null).length,
    createdAt: createdAt.toISOString(),
    committedAt: committedAt?.toISOString() ?? null,
  };
}

const rowOf = ({ amount, ...row }: Proposal, currency: string) => ({
  ...row,
  amount: amount === null ? null : inside(amount, currency),
});

/** Statements of banks and wallets: looked at first, then booked line by line. */
export const importRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = deps;
    await app.register(multipart, { limits: { fileSize: file_bytes, files: 1, fields: 0, parts: 1 } });
    app.decorateRequest('statement', null);

    app.post(
      '/imports',
      {
        config: { access, rateLimit: files },
        preValidation: async (request) => {
          request.statement = await takeFile(request);
          request.body = { file: createHash('sha256').update(request.statement.data).digest('hex') };
        },
        schema: {
          summary: 'Send a statement as CSV and see what it would be booked as',
          tags,
          consumes: ['multipart/form-data'],
          querystring: importQuery,
          headers: idempotencyHeader,
          body: uploadBody,
          response: { 201: importPreview, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { book: bookId, preset, year } = request.query;
        const mapping = mappingOf(request.query);
        const { statement, body } = request;
        if (!statement) throw new Problem(400, 'Send one file as multipart/form-data.');
        const read = readStatement(statement.data, {
          ...(preset ? { preset } : {}),
          ...(mapping ? { mapping } : {}),
          ...(year ? { year } : {}),
        });
        return createOnce(db, request, reply, bookId, async (tx) => {
          const id = uuidv7();
          const createdBy = request.caller.principal.actor;
          const fileName = statement.name.slice(-fileName_characters) || 'statement.csv';
          const [book] = await tx.select().from(bookTable).where(eq(bookTable.id, bookId));
          await tx
            .insert(importFile)
            .values({ id, bookId, fileName, sha256: body.file, preset: read.preset, mapping: read.mapping, createdBy });
          const rows = await propose(tx, bookId, read.rows);
          if (rows.length > 0)
            await tx
              .insert(importRow)
              .values(rows.map((row) => ({ bookId, importId: id, ...rowOf(row, book?.currency ?? 'IDR') })));
          return { status: 201, body: await preview(tx, id), headers: { location: `/v1/imports/${id}` } };
        });
      },
    );

    app.get(
      '/imports/:id',
      {
        config: { access },
        schema: {
          summary: 'An import and what became of its rows',
          tags,
          params: idParams,
          response: { 200: importPreview, ...problemResponses },
        },
      },
      ({ caller, params }) => asReader(db, caller, access.roles, (tx) => preview(tx, params.id)),
    );

    app.post(
      '/imports/:id/commit',
      {
        config: { access, rateLimit: files },
        schema: {
          summary: 'Book the rows of an import; each is told what became of it, and none is booked twice',
          tags,
          params: idParams,
          headers: idempotencyHeader,
          body: commitBody,
          response: { 200: commitResult, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id: importId } = request.params;
        const found = await asReader(db, request.caller, access.roles, async (tx) => {
          const [file] = await tx.select().from(importFile).where(eq(importFile.id, importId));
          const [book] = file ? await tx.select().from(bookTable).where(eq(bookTable.id, file.bookId)) : [];
          return book;
        });
        if (!found) throw notFound('import');
        requireBook(request, found.id);
        const { wallet, rows: choices = [] } = request.body;
        const decidedBy = request.caller.principal.actor;
        return createOnce(db, request, reply, found.id, async (tx) => {
          const results = await commitImport(tx, {
            bookId: found.id,
            importId,
            wallet,
            currency: found.currency,
            choices,
            decidedBy,
          });
          return { status: 200, body: { booked: results.filter(({ result }) => result === 'booked').length, results } };
        });
      },
    );
  };

import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { asc, eq } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { comment as commentTable } from '../../database/schema/index.ts';
import { addAttachment, addComment, addTags, setTags } from '../../ledger/notes.ts';
import { bookkeepers, contributors, readers } from '../access/principal.ts';
import { asReader, inBook } from '../access/transactions.ts';
import type { ApiDeps } from '../deps.ts';
import { createOnce, idempotencyHeader } from '../idempotency.ts';
import { namesOf } from '../people.ts';
import { perCaller } from '../plugins/security.ts';
import { Problem } from '../problem.ts';
import { idParams } from '../schemas/basics.ts';
import { attachment, comment } from '../schemas/entries.ts';
import { commentBody, commentList, tagList, tagsBody, uploadBody } from '../schemas/entryCommands.ts';
import { problemResponses } from '../schemas/problems.ts';
import { keepable, type Upload, upload_bytes } from '../uploads.ts';
import { attachmentView, commentView } from '../views.ts';
import { bookOfEntry } from './entryCommands.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The file of a multipart body, once it was read. */
    upload: Upload | null;
  }
}

const reading = { roles: readers, scope: 'entries:read' } as const;
const tagging = { roles: bookkeepers, scope: 'entries:write' } as const;
const commenting = { roles: readers.filter((role) => role !== 'auditor'), scope: 'entries:write' } as const;
const attaching = { roles: contributors, scope: 'entries:write' } as const;
/** Files one caller sends in a minute: a pile of receipts, one after the other. */
const uploads = perCaller(60);

/** Reads the one file of a multipart body before its schema is looked at. */
export async function takeFile(request: FastifyRequest): Promise<{ data: Buffer; name: string }> {
  try {
    const file = request.isMultipart() ? await request.file() : undefined;
    if (file) return { data: await file.toBuffer(), name: file.filename ?? '' };
  } catch (error) {
    // The parser gives a status to what it refuses, and none to what it cannot read.
    throw (error as { statusCode?: number }).statusCode ? error : new Problem(400, 'The multipart body is cut off or broken.');
  }
  throw new Problem(400, 'Send one file as multipart/form-data.');
}

export const entryNoteRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, media } = deps;
    const tags = ['ledger'];
    await app.register(multipart, { limits: { fileSize: upload_bytes, files: 1, fields: 0, parts: 1 } });
    app.decorateRequest('upload', null);

    app.get(
      '/entries/:id/comments',
      {
        config: { access: reading },
        schema: {
          summary: 'What was said about an entry, oldest first',
          tags,
          params: idParams,
          response: { 200: commentList, ...problemResponses },
        },
      },
      async (request) => {
        await bookOfEntry(deps, request, request.params.id);
        const rows = await asReader(db, request.caller, reading.roles, (tx) =>
          tx
            .select()
            .from(commentTable)
            .where(eq(commentTable.entryId, request.params.id))
            .orderBy(asc(commentTable.createdAt), asc(commentTable.id)),
        );
        const names = await namesOf(
          db,
          rows.map(({ author }) => author),
        );
        return { items: rows.map((row) => commentView(row, names)) };
      },
    );

    app.post(
      '/entries/:id/comments',
      {
        config: { access: commenting },
        schema: {
          summary: 'Say something about an entry',
          tags,
          params: idParams,
          headers: idempotencyHeader,
          body: commentBody,
          response: { 201: comment, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id: entryId } = request.params;
        const bookId = await bookOfEntry(deps, request, entryId);
        const author = request.caller.principal.actor;
        return createOnce(db, request, reply, bookId, async (tx) => {
          const row = await addComment(tx, { bookId, entryId, author, body: request.body.body });
          return { status: 201, body: commentView(row, await namesOf(db, [author])) };
        });
      },
    );

    const tagRoute = (summary: string, change: typeof setTags) => ({
      config: { access: tagging },
      schema: { summary, tags, params: idParams, body: tagsBody, response: { 200: tagList, ...problemResponses } },
      handler: async (request: FastifyRequest<{ Params: { id: string }; Body: { tags: string[] } }>) => {
        const { id: entryId } = request.params;
        const bookId = await bookOfEntry(deps, request, entryId);
        const input = { bookId, entryId, tags: request.body.tags };
        return { tags: await inBook(db, request.caller, bookId, (tx) => change(tx, input)) };
      },
    });
    app.put('/entries/:id/tags', tagRoute('Give an entry these tags and no others', setTags));
    app.post('/entries/:id/tags', tagRoute('Add tags to those an entry has; adding twice is adding once', addTags));

    app.post(
      '/entries/:id/attachments',
      {
        config: { access: attaching, rateLimit: uploads },
        preValidation: async (request) => {
          const { data, name } = await takeFile(request);
          request.upload = await keepable(data, name);
          request.body = { file: request.upload.sha256 };
        },
        schema: {
          summary: 'Put a receipt or document beside an entry',
          tags,
          consumes: ['multipart/form-data'],
          params: idParams,
          headers: idempotencyHeader,
          body: uploadBody,
          response: { 201: attachment, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id: entryId } = request.params;
        const { upload } = request;
        if (!upload) throw new Problem(400, 'Send one file as multipart/form-data.');
        const bookId = await bookOfEntry(deps, request, entryId);
        // Before the row that refers to it: an object without a row is harmless, a row without its object is not.
        const stored = await media.put(upload);
        const addedBy = request.caller.principal.actor;
        return createOnce(db, request, reply, bookId, async (tx) => {
          const { mime, sha256, fileName, data } = upload;
          const row = await addAttachment(tx, {
            bookId,
            entryId,
            ...stored,
            sha256,
            mime,
            fileName,
            bytes: data.length,
            addedBy,
          });
          return { status: 201, body: attachmentView(deps, request, row) };
        });
      },
    );
  };

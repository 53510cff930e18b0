import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { addCategory, changeCategory, listCategories } from '../../ledger/categories.ts';
import { listTags, renameTag } from '../../ledger/tags.ts';
import { todayOf } from '../../ledger/today.ts';
import { changeWallet, listWallets, openWallet } from '../../ledger/wallets.ts';
import { bookkeepers, overseers, readers } from '../access/principal.ts';
import { asReader, inBook, originOf } from '../access/transactions.ts';
import type { ApiDeps } from '../deps.ts';
import { createOnce, idempotencyHeader } from '../idempotency.ts';
import { missing } from '../ledgerProblems.ts';
import { idParams } from '../schemas/basics.ts';
import {
  bookQuery,
  category,
  categoryBody,
  categoryChange,
  listOf,
  slugParams,
  tagChange,
  tagRow,
  wallet,
  walletBody,
  walletChange,
} from '../schemas/book.ts';
import { done, problemResponses } from '../schemas/problems.ts';

/** Names are for whoever books; what is in a wallet is not for those who see entries of their own only. */
const naming = { roles: readers, scope: 'entries:read' } as const;
const looking = { roles: overseers, scope: 'reports:read' } as const;
const setting = { roles: bookkeepers, scope: 'settings:write' } as const;

const iso = <Row extends { archivedAt: Date | null }>(row: Row) => ({
  ...row,
  archivedAt: row.archivedAt?.toISOString() ?? null,
});

/** Wallets, categories and tags of a book. */
export const settingRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(walletRoutes(deps));
    await app.register(categoryRoutes(deps));
    await app.register(tagRoutes(deps));
  };

const tags = ['settings'];
const made = { headers: idempotencyHeader, querystring: bookQuery, tags };

const walletRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/wallets',
      {
        config: { access: looking },
        schema: {
          summary: 'Wallets and what is in them',
          tags,
          querystring: bookQuery,
          response: { 200: listOf(wallet), ...problemResponses },
        },
      },
      async ({ caller, query }) => {
        const rows = await asReader(db, caller, looking.roles, (tx) => listWallets(tx, query.book));
        return { items: rows.map(iso) };
      },
    );

    app.post(
      '/wallets',
      {
        config: { access: setting },
        schema: { summary: 'Open a wallet', ...made, body: walletBody, response: { 201: wallet, ...problemResponses } },
      },
      (request, reply) => {
        const { book } = request.query;
        return createOnce(db, request, reply, book, async (tx) => {
          const openedOn = request.body.openedOn ?? (await todayOf(tx, book));
          const opened = await openWallet(tx, { ...originOf(request.caller), bookId: book, ...request.body, openedOn });
          return { status: 201, body: iso(opened) };
        });
      },
    );

    app.patch(
      '/wallets/:id',
      {
        config: { access: setting },
        schema: {
          summary: 'Rename a wallet, archive it or bring it back',
          tags,
          params: idParams,
          querystring: bookQuery,
          body: walletChange,
          response: { 200: wallet, ...problemResponses },
        },
      },
      async ({ caller, query: { book }, params, body }) =>
        iso(
          await inBook(db, caller, book, (tx) => changeWallet(tx, { bookId: book, wallet: params.id, ...body })).catch(
            missing('NoSuchWallet', 'wallet'),
          ),
        ),
    );
  };

const categoryRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/categories',
      {
        config: { access: naming },
        schema: { summary: 'Categories', tags, querystring: bookQuery, response: { 200: listOf(category), ...problemResponses } },
      },
      async ({ caller, query }) => {
        const rows = await asReader(db, caller, naming.roles, (tx) => listCategories(tx, query.book));
        return { items: rows.map(iso) };
      },
    );

    app.post(
      '/categories',
      {
        config: { access: setting },
        schema: { summary: 'Add a category', ...made, body: categoryBody, response: { 201: category, ...problemResponses } },
      },
      (request, reply) => {
        const { book } = request.query;
        return createOnce(db, request, reply, book, async (tx) => ({
          status: 201,
          body: iso(await addCategory(tx, { bookId: book, ...request.body })),
        }));
      },
    );

    app.patch(
      '/categories/:slug',
      {
        config: { access: setting },
        schema: {
          summary: 'Rename a category, archive it or bring it back',
          tags,
          params: slugParams,
          querystring: bookQuery,
          body: categoryChange,
          response: { 200: category, ...problemResponses },
        },
      },
      async ({ caller, query: { book }, params, body }) =>
        iso(
          await inBook(db, caller, book, (tx) => changeCategory(tx, { bookId: book, slug: params.slug, ...body })).catch(
            missing('NoSuchAccount', 'category'),
          ),
        ),
    );
  };

const tagRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/tags',
      {
        config: { access: naming },
        schema: { summary: 'Tags by name', tags, querystring: bookQuery, response: { 200: listOf(tagRow), ...problemResponses } },
      },
      async ({ caller, query }) => ({ items: await asReader(db, caller, naming.roles, (tx) => listTags(tx, query.book)) }),
    );

    app.patch(
      '/tags/:id',
      {
        config: { access: setting },
        schema: {
          summary: 'Rename a tag on every entry that carries it',
          tags,
          params: idParams,
          querystring: bookQuery,
          body: tagChange,
          response: { 204: done, ...problemResponses },
        },
      },
      async ({ caller, query: { book }, params, body }, reply) => {
        await inBook(db, caller, book, (tx) => renameTag(tx, { bookId: book, tagId: params.id, name: body.name }));
        return reply.code(204).send(null);
      },
    );
  };

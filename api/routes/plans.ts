import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { changeBudget, listBudgets, removeBudget, setBudget } from '../../ledger/budgets.ts';
import { changeGoal, deposit, listGoals, openGoal, withdraw } from '../../ledger/goals.ts';
import {
  addRecurring,
  changeRecurring,
  listRecurring,
  type RecurringView,
  removeRecurring,
  upcoming,
} from '../../ledger/recurring.ts';
import { bookkeepers, overseers } from '../access/principal.ts';
import { asReader, inBook, originOf } from '../access/transactions.ts';
import type { ApiDeps } from '../deps.ts';
import { createOnce, idempotencyHeader } from '../idempotency.ts';
import { idParams } from '../schemas/basics.ts';
import {
  bookQuery,
  budget,
  budgetBody,
  budgetChange,
  depositBody,
  entryMade,
  goal,
  goalBody,
  goalChange,
  listOf,
  recurring,
  recurringBody,
  recurringChange,
} from '../schemas/book.ts';
import { done, problemResponses } from '../schemas/problems.ts';

const looking = { roles: overseers, scope: 'reports:read' } as const;
const setting = { roles: bookkeepers, scope: 'settings:write' } as const;
const booking = { roles: bookkeepers, scope: 'entries:write' } as const;
const tags = ['plans'];
const made = { headers: idempotencyHeader, querystring: bookQuery, tags };
const one = { params: idParams, querystring: bookQuery, tags };
/** Dates shown of a recurring entry. */
const upcoming_dates = 3;

/** Budgets, savings goals and recurring entries of a book. */
export const planRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(budgetRoutes(deps));
    await app.register(goalRoutes(deps));
    await app.register(recurringRoutes(deps));
  };

const budgetRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/budgets',
      {
        config: { access: looking },
        schema: { summary: 'Budgets', tags, querystring: bookQuery, response: { 200: listOf(budget), ...problemResponses } },
      },
      async ({ caller, query }) => ({ items: await asReader(db, caller, looking.roles, (tx) => listBudgets(tx, query.book)) }),
    );

    app.post(
      '/budgets',
      {
        config: { access: setting },
        schema: {
          summary: 'Set a budget; a later one of the same category and month replaces it',
          ...made,
          body: budgetBody,
          response: { 201: budget, ...problemResponses },
        },
      },
      (request, reply) => {
        const { book } = request.query;
        const { category = null, month, ...rest } = request.body;
        const by = request.caller.principal.actor;
        return createOnce(db, request, reply, book, async (tx) => {
          const of = month === undefined || month === 'every' ? null : month;
          return { status: 201, body: await setBudget(tx, { bookId: book, category, month: of, ...rest, by }) };
        });
      },
    );

    app.patch(
      '/budgets/:id',
      {
        config: { access: setting },
        schema: {
          summary: 'Change what may be spent',
          ...one,
          body: budgetChange,
          response: { 200: budget, ...problemResponses },
        },
      },
      ({ caller, query: { book }, params, body }) =>
        inBook(db, caller, book, (tx) => changeBudget(tx, { bookId: book, id: params.id, amount: body.amount })),
    );

    app.delete(
      '/budgets/:id',
      {
        config: { access: setting },
        schema: { summary: 'Remove a budget', ...one, response: { 204: done, ...problemResponses } },
      },
      async ({ caller, query: { book }, params }, reply) => {
        await inBook(db, caller, book, (tx) => removeBudget(tx, { bookId: book, id: params.id }));
        return reply.code(204).send(null);
      },
    );
  };

const iso = <Row extends { archivedAt: Date | null }>(row: Row) => ({
  ...row,
  archivedAt: row.archivedAt?.toISOString() ?? null,
});

const goalRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/goals',
      {
        config: { access: looking },
        schema: { summary: 'Savings goals', tags, querystring: bookQuery, response: { 200: listOf(goal), ...problemResponses } },
      },
      async ({ caller, query }) => {
        const rows = await asReader(db, caller, looking.roles, (tx) => listGoals(tx, query.book));
        return { items: rows.map(iso) };
      },
    );

    app.post(
      '/goals',
      {
        config: { access: setting },
        schema: { summary: 'Open a savings goal', ...made, body: goalBody, response: { 201: goal, ...problemResponses } },
      },
      (request, reply) => {
        const { book } = request.query;
        const by = request.caller.principal.actor;
        return createOnce(db, request, reply, book, async (tx) => ({
          status: 201,
          body: iso(await openGoal(tx, { bookId: book, ...request.body, by })),
        }));
      },
    );

    app.patch(
      '/goals/:id',
      {
        config: { access: setting },
        schema: { summary: 'Change a savings goal', ...one, body: goalChange, response: { 200: goal, ...problemResponses } },
      },
      async ({ caller, query: { book }, params, body }) =>
        iso(await inBook(db, caller, book, (tx) => changeGoal(tx, { bookId: book, id: params.id, ...body }))),
    );

    for (const [path, summary, move] of [
      ['deposits', 'Put money aside', deposit],
      ['withdrawals', 'Take money out', withdraw],
    ] as const)
      app.post(
        `/goals/:id/${path}`,
        {
          config: { access: booking },
          schema: { summary, ...made, params: idParams, body: depositBody, response: { 201: entryMade, ...problemResponses } },
        },
        (request, reply) => {
          const { book } = request.query;
          const { id } = request.params;
          return createOnce(db, request, reply, book, async (tx) => {
            const entryId = await move(tx, { ...originOf(request.caller), bookId: book, goal: id, ...request.body });
            return { status: 201, body: { entryId } };
          });
        },
      );
  };

const recurringView = (row: RecurringView) => ({ ...row, upcoming: upcoming(row, upcoming_dates) });

const recurringRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/recurring',
      {
        config: { access: looking },
        schema: {
          summary: 'Recurring entries, the next first',
          tags,
          querystring: bookQuery,
          response: { 200: listOf(recurring), ...problemResponses },
        },
      },
      async ({ caller, query }) => {
        const rows = await asReader(db, caller, looking.roles, (tx) => listRecurring(tx, query.book));
        return { items: rows.map(recurringView) };
      },
    );

    app.post(
      '/recurring',
      {
        config: { access: setting },
        schema: {
          summary: 'Add a recurring entry',
          ...made,
          body: recurringBody,
          response: { 201: recurring, ...problemResponses },
        },
      },
      (request, reply) => {
        const { book } = request.query;
        const { nextOn: startsOn, ...rest } = request.body;
        const by = request.caller.principal.actor;
        return createOnce(db, request, reply, book, async (tx) => ({
          status: 201,
          body: recurringView(await addRecurring(tx, { bookId: book, by, startsOn, ...rest })),
        }));
      },
    );

    app.patch(
      '/recurring/:id',
      {
        config: { access: setting },
        schema: {
          summary: 'Change, pause or resume it',
          ...one,
          body: recurringChange,
          response: { 200: recurring, ...problemResponses },
        },
      },
      async ({ caller, query: { book }, params, body }) =>
        recurringView(await inBook(db, caller, book, (tx) => changeRecurring(tx, { bookId: book, id: params.id, set: body }))),
    );

    app.delete(
      '/recurring/:id',
      {
        config: { access: setting },
        schema: { summary: 'Remove it; what it booked stays', ...one, response: { 204: done, ...problemResponses } },
      },
      async ({ caller, query: { book }, params }, reply) => {
        await inBook(db, caller, book, (tx) => removeRecurring(tx, { bookId: book, id: params.id }));
        return reply.code(204).send(null);
      },
    );
  };

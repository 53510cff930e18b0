import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { and, asc, eq } from 'drizzle-orm';
import { createInvite } from '../../database/invite.ts';
import type { Transaction } from '../../database/pool.ts';
import { book as bookTable, contact, member as memberTable, staff, staffBook } from '../../database/schema/index.ts';
import { overseers, owners, type Role } from '../access/principal.ts';
import { emailOf } from '../access/staff.ts';
import { asReader, inBook } from '../access/transactions.ts';
import type { ApiDeps } from '../deps.ts';
import { createOnce, idempotencyHeader } from '../idempotency.ts';
import { requireBook } from '../plugins/auth.ts';
import { perCaller } from '../plugins/security.ts';
import { notFound, Problem } from '../problem.ts';
import { idParams, orNothing } from '../schemas/basics.ts';
import {
  bookChange,
  invite,
  inviteBody,
  member,
  memberBody,
  memberChange,
  memberList,
  memberParams,
} from '../schemas/members.ts';
import { done, problemResponses } from '../schemas/problems.ts';
import { bookView } from '../schemas/reports.ts';

const looking = { roles: overseers, scope: 'entries:read' } as const;
const managing = { roles: owners, scope: 'members:write' } as const;
const setting = { roles: owners, scope: 'settings:write' } as const;
const defaultInvite_hours = 72;
/** Invites one caller makes in a minute. */
const invites = perCaller(20);
const tags = ['members'];

type Person = {
  id: string;
  kind: 'contact' | 'staff';
  name: string | null;
  email: string | null;
  role: Role;
  since: string | null;
  /** Who somebody at the desk is on WhatsApp. */
  contactId: string | null;
};

/** Everybody of a book: on the phone and at the desk. */
async function peopleOf(tx: Transaction, bookId: string): Promise<Person[]> {
  const onPhone = await tx
    .select({ id: contact.id, name: contact.displayName, role: memberTable.role, since: memberTable.createdAt })
    .from(memberTable)
    .innerJoin(contact, eq(contact.id, memberTable.contactId))
    .where(eq(memberTable.bookId, bookId))
    .orderBy(asc(memberTable.createdAt), asc(memberTable.id));
  const atDesk = await tx
    .select({ id: staff.id, name: staff.name, email: staff.email, role: staffBook.role, contactId: staff.contactId })
    .from(staffBook)
    .innerJoin(staff, eq(staff.id, staffBook.staffId))
    .where(eq(staffBook.bookId, bookId))
    .orderBy(asc(staff.email));
  return [
    ...onPhone.map((row) => ({ ...row, kind: 'contact' as const, email: null, since: row.since.toISOString(), contactId: null })),
    ...atDesk.map((row) => ({ ...row, kind: 'staff' as const, since: null })),
  ];
}

/** One of them. @throws Problem 404 */
export async function personOf(tx: Transaction, bookId: string, id: string): Promise<Person> {
  const found = (await peopleOf(tx, bookId)).find((person) => person.id === id);
  if (!found) throw notFound('member');
  return found;
}

/** A book without an owner could not be managed by anybody but an admin. @throws Problem 409 */
async function requireOwnerLeft(tx: Transaction, bookId: string): Promise<void> {
  if (!(await peopleOf(tx, bookId)).some(({ role }) => role === 'owner'))
    throw new Problem(409, 'Somebody has to own the book: make another its owner first.', 'last-owner');
}

/** Books, and who belongs to them. */
export const memberRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = deps;

    app.patch(
      '/books/:id',
      {
        config: { access: setting },
        schema: {
          summary: 'Rename a book, or say where it is kept',
          tags,
          params: idParams,
          body: bookChange,
          response: { 200: bookView, ...problemResponses },
        },
      },
      async (request) => {
        const { id } = request.params;
        requireBook(request, id);
        const { timezone } = request.body;
        if (timezone !== undefined && !isTimezone(timezone))
          throw new Problem(422, 'There is no such time zone.', 'unknown-timezone');
        const [row] = await inBook(db, request.caller, id, (tx) =>
          tx.update(bookTable).set(request.body).where(eq(bookTable.id, id)).returning(),
        );
        if (!row) throw notFound('book');
        return { ...row, createdAt: row.createdAt.toISOString() };
      },
    );

    app.get(
      '/books/:id/members',
      {
        config: { access: looking },
        schema: { summary: 'Who belongs to a book', tags, params: idParams, response: { 200: memberList, ...problemResponses } },
      },
      async (request) => {
        const { id } = request.params;
        requireBook(request, id);
        return { items: await asReader(db, request.caller, looking.roles, (tx) => peopleOf(tx, id)) };
      },
    );

    app.post(
      '/books/:id/members',
      {
        config: { access: managing },
        schema: {
          summary: 'Let somebody with a login work on a book',
          tags,
          params: idParams,
          headers: idempotencyHeader,
          body: memberBody,
          response: { 201: member, ...problemResponses },
        },
      },
      (request, reply) => {
        const { id: bookId } = request.params;
        requireBook(request, bookId);
        const { email, role } = request.body;
        return createOnce(db, request, reply, bookId, async (tx) => {
          const [person] = await tx
            .select()
            .from(staff)
            .where(eq(staff.email, emailOf(email)));
          if (!person)
            throw new Problem(422, 'Nobody with this address has a login: ask the operator for one (npm run staff).', 'no-login');
          const added = await tx.insert(staffBook).values({ staffId: person.id, bookId, role }).onConflictDoNothing().returning();
          if (added.length === 0)
            throw new Problem(409, 'They belong to the book already: change their role instead.', 'already-member');
          return { status: 201, body: await personOf(tx, bookId, person.id) };
        });
      },
    );
    await app.register(memberChangeRoutes(deps));
  };

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const memberChangeRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.patch(
      '/books/:id/members/:person',
      {
        config: { access: managing },
        schema: {
          summary: 'Give somebody another role',
          tags,
          params: memberParams,
          body: memberChange,
          response: { 200: member, ...problemResponses },
        },
      },
      (request) => {
        const { id: bookId, person } = request.params;
        requireBook(request, bookId);
        const { role } = request.body;
        return inBook(db, request.caller, bookId, async (tx) => {
          const { kind } = await personOf(tx, bookId, person);
          if (kind === 'staff')
            await tx
              .update(staffBook)
              .set({ role })
              .where(and(eq(staffBook.bookId, bookId), eq(staffBook.staffId, person)));
          else
            await tx
              .update(memberTable)
              .set({ role })
              .where(and(eq(memberTable.bookId, bookId), eq(memberTable.contactId, person)));
          await requireOwnerLeft(tx, bookId);
          return personOf(tx, bookId, person);
        });
      },
    );

    app.delete(
      '/books/:id/members/:person',
      {
        config: { access: managing },
        schema: {
          summary: 'Take somebody out of a book; what they booked stays',
          tags,
          params: memberParams,
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id: bookId, person } = request.params;
        requireBook(request, bookId);
        await inBook(db, request.caller, bookId, async (tx) => {
          const { kind } = await personOf(tx, bookId, person);
          if (kind === 'staff')
            await tx.delete(staffBook).where(and(eq(staffBook.bookId, bookId), eq(staffBook.staffId, person)));
          else await tx.delete(memberTable).where(and(eq(memberTable.bookId, bookId), eq(memberTable.contactId, person)));
          await requireOwnerLeft(tx, bookId);
        });
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/books/:id/invites',
      {
        config: { access: managing, rateLimit: invites },
        schema: {
          summary: 'Make a code that lets people talk to Catat where it is closed; it is told this once',
          tags,
          params: idParams,
          body: orNothing(inviteBody),
          response: { 201: invite, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        requireBook(request, id);
        const { uses = 1, expiresInHours = defaultInvite_hours } = request.body ?? {};
        const made = await createInvite(db, { uses, expiresInHours, createdBy: request.caller.principal.actor });
        return reply.code(201).send({ ...made, expiresAt: made.expiresAt.toISOString() });
      },
    );
  };

import { createHash } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { eq } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLoopback } from '../../config/environment.ts';
import { staff } from '../../database/schema/index.ts';
import { listBooks } from '../../ledger/books.ts';
import { hashPassword, isPassword } from '../access/password.ts';
import { type Principal, readers, roleIn } from '../access/principal.ts';
import { endOtherSessions, endSession, openSession, session_s, sessionCookie } from '../access/sessions.ts';
import { emailOf, findStaff, logIn, type StaffRow } from '../access/staff.ts';
import { newTotp, stepOf } from '../access/totp.ts';
import { asReader } from '../access/transactions.ts';
import type { ApiDeps } from '../deps.ts';
import { personalOwners } from '../people.ts';
import { Problem } from '../problem.ts';
import { changeMe, confirmSecret, loggedIn, loginBody, me, newSecret, passwordBody } from '../schemas/auth.ts';
import { done, problemResponses } from '../schemas/problems.ts';

/** Wrong passwords from one address for one person before it has to wait: a person's own slips, no guesser's tries. */
const loginsOfAddress = { max: 10, timeWindow: '15 minutes' } as const;
/** The same over all addresses: a guesser with many of them. */
const loginsOfPerson = { max: 100, timeWindow: '1 hour' } as const;

const personKey = ({ body }: FastifyRequest): string => {
  const { email } = (body ?? {}) as { email?: unknown };
  return createHash('sha256')
    .update(emailOf(String(email)))
    .digest('base64url');
};

const cookieOptions = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: !isLoopback(request.hostname) }) as const;

const personView = ({ id, email, name, locale, admin }: StaffRow) => ({ id, email, name, locale, admin });

/** The person who asks. @throws Problem 403 for keys and the operator, who have no password. */
async function personOf({ db }: ApiDeps, { principal }: FastifyRequest['caller']): Promise<StaffRow> {
  const person = principal.kind === 'staff' && principal.staffId ? await findStaff(db, principal.staffId) : null;
  if (!person) throw new Problem(403, 'Only a person who is logged in has a name and a password to change.');
  return person;
}

async function meOf(deps: ApiDeps, caller: FastifyRequest['caller']) {
  const { principal } = caller;
  const { books, owners } = await asReader(deps.db, caller, readers, async (tx) => ({
    books: await listBooks(tx),
    owners: await personalOwners(tx),
  }));
  const person = principal.kind === 'staff' && principal.staffId ? await findStaff(deps.db, principal.staffId) : null;
  return {
    kind: principal.kind,
    id: person?.id ?? null,
    email: person?.email ?? null,
    name: principal.name,
    locale: principal.locale,
    admin: principal.admin,
    totp: person ? person.totpSecret !== null : false,
    scopes: [...principal.scopes],
    books: books.flatMap(({ id, name }) => bookRole(principal, { id, name, owner: owners.get(id) ?? null })),
  };
}

function bookRole(principal: Principal, book: { id: string; name: string; owner: string | null }) {
  const role = roleIn(principal, book.id);
  return role ? [{ ...book, role }] : [];
}

export const authRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = deps;
    const tags = ['access'];
    const ofPerson = app.createRateLimit({ ...loginsOfPerson, keyGenerator: personKey });

    app.post(
      '/auth/login',
      {
        config: {
          access: 'public',
          rateLimit: { ...loginsOfAddress, hook: 'preHandler', keyGenerator: (request) => `${request.ip} ${personKey(request)}` },
        },
        schema: {
          summary: 'Log in; the answer sets the session cookie',
          tags,
          security: [],
          body: loginBody,
          response: { 200: loggedIn, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { isAllowed, isExceeded } = { isExceeded: false, ...(await ofPerson(request)) };
        if (!isAllowed && isExceeded) throw new Problem(429, 'Too many tries for this person: wait an hour.');
        const person = await logIn(db, request.body);
        if (person === 'code-needed') throw new Problem(401, 'The code of your authenticator app is needed too.', 'code-needed');
        if (person === 'wrong') throw new Problem(401, 'This address and password do not belong together.');
        reply.setCookie(sessionCookie, await openSession(db, person.id), { ...cookieOptions(request), maxAge: session_s });
        return { staff: personView(person) };
      },
    );

    app.post(
      '/auth/logout',
      { config: { access: 'signed-in' }, schema: { summary: 'Log out', tags, response: { 204: done, ...problemResponses } } },
      async (request, reply) => {
        const token = request.cookies[sessionCookie];
        if (token) await endSession(db, token);
        return reply.clearCookie(sessionCookie, cookieOptions(request)).code(204).send(null);
      },
    );

    app.get(
      '/auth/me',
      {
        config: { access: 'signed-in' },
        schema: { summary: 'Who I am, and my books', tags, response: { 200: me, ...problemResponses } },
      },
      (request) => meOf(deps, request.caller),
    );

    app.patch(
      '/auth/me',
      {
        config: { access: 'signed-in', rateLimit: loginsOfAddress },
        schema: {
          summary: 'Change my name, language or password',
          tags,
          body: changeMe,
          response: { 200: me, ...problemResponses },
        },
      },
      async (request) => {
        const person = await personOf(deps, request.caller);
        const { password, ...plain } = request.body;
        const passwordHash = password ? await changedPassword(person, password) : undefined;
        await db
          .update(staff)
          .set({ ...plain, passwordHash })
          .where(eq(staff.id, person.id));
        if (passwordHash) await endOtherSessions(db, person.id, request.cookies[sessionCookie]);
        const principal = { ...request.caller.principal, ...plain };
        return meOf(deps, { ...request.caller, principal });
      },
    );

    await app.register(totpRoutes(deps));
  };

async function changedPassword(person: StaffRow, { current, next }: { current: string; next: string }): Promise<string> {
  if (!(await isPassword(current, person.passwordHash)))
    throw new Problem(403, 'The current password is not right.', 'wrong-password');
  return hashPassword(next);
}

const totpRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = deps;
    const tags = ['access'];
    const config = { access: 'signed-in', rateLimit: loginsOfAddress } as const;
    const setSecret = async (reply: FastifyReply, id: string, totpSecret: string | null, totpStep: number | null) => {
      await db.update(staff).set({ totpSecret, totpStep }).where(eq(staff.id, id));
      return reply.code(204).send(null);
    };

    app.post(
      '/auth/totp',
      {
        config,
        schema: {
          summary: 'Propose a second factor: show the address as a QR code, then confirm with a code',
          tags,
          body: passwordBody,
          response: { 200: newSecret, ...problemResponses },
        },
      },
      async (request) => {
        const person = await personOf(deps, request.caller);
        if (!(await isPassword(request.body.password, person.passwordHash)))
          throw new Problem(403, 'The password is not right.', 'wrong-password');
        return newTotp(person.email);
      },
    );

    app.put(
      '/auth/totp',
      {
        config,
        schema: {
          summary: 'Ask for a second factor from now on',
          tags,
          body: confirmSecret,
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        const person = await personOf(deps, request.caller);
        if (person.totpSecret !== null)
          throw new Problem(409, 'There is a second factor already: take it away first.', 'has-factor');
        const step = stepOf(request.body.secret, request.body.code, null);
        if (step === null) throw new Problem(403, 'This code does not fit: is the clock of the phone right?', 'wrong-code');
        return setSecret(reply, person.id, request.body.secret, step);
      },
    );

    app.delete(
      '/auth/totp',
      {
        config,
        schema: {
          summary: 'Take the second factor away',
          tags,
          body: passwordBody,
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        const person = await personOf(deps, request.caller);
        if (!(await isPassword(request.body.password, person.passwordHash)))
          throw new Problem(403, 'The password is not right.', 'wrong-password');
        return setSecret(reply, person.id, null, null);
      },
    );
  };

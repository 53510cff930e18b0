import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { eq } from 'drizzle-orm';
import type { Transaction } from '../../database/pool.ts';
import { staff } from '../../database/schema/index.ts';
import { noteInAudit } from '../../ledger/audit.ts';
import { owners } from '../access/principal.ts';
import { inBook } from '../access/transactions.ts';
import type { ApiDeps } from '../deps.ts';
import { requireBook } from '../plugins/auth.ts';
import { notFound, Problem } from '../problem.ts';
import { member, memberLink, memberParams } from '../schemas/members.ts';
import { problemResponses } from '../schemas/problems.ts';
import { personOf } from './members.ts';

const managing = { roles: owners, scope: 'members:write' } as const;

interface Link {
  bookId: string;
  staffId: string;
  contactId: string | null;
  admin: boolean;
}

/**
 * Says which person of the book on the phone somebody at the desk is. A link once made keeps maker and checker apart, so only an
 * administrator takes it away or moves it: an owner could otherwise approve their own wish.
 */
async function link(tx: Transaction, { bookId, staffId, contactId, admin }: Link): Promise<void> {
  if ((await personOf(tx, bookId, staffId)).kind !== 'staff') throw notFound('member with a login');
  if (contactId !== null && (await personOf(tx, bookId, contactId)).kind !== 'contact') throw notFound('member on WhatsApp');
  const [before] = await tx.select({ contactId: staff.contactId }).from(staff).where(eq(staff.id, staffId)).for('update');
  if (before?.contactId === contactId) return;
  if (before?.contactId && !admin) throw new Problem(403, 'Only an administrator changes this once it is set.', 'linked');
  await tx.update(staff).set({ contactId }).where(eq(staff.id, staffId));
  await noteInAudit(tx, { action: 'link', subject: 'staff', subjectId: staffId, details: { contact: contactId } });
}

/** Who is who across desk and phone. */
export const memberLinkRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.put(
      '/books/:id/members/:person/whatsapp',
      {
        config: { access: managing },
        schema: {
          summary: 'Say which member on WhatsApp somebody at the desk is: they are one person for approvals',
          tags: ['members'],
          params: memberParams,
          body: memberLink,
          response: { 200: member, ...problemResponses },
        },
      },
      async (request) => {
        const { id: bookId, person: staffId } = request.params;
        requireBook(request, bookId);
        const { admin } = request.caller.principal;
        return inBook(db, request.caller, bookId, async (tx) => {
          await link(tx, { bookId, staffId, contactId: request.body.contactId, admin });
          return personOf(tx, bookId, staffId);
        });
      },
    );
  };

import { v7 as uuidv7 } from 'uuid';
import { afterAll, expect, test } from 'vitest';
import { withBook } from '../database/pool.ts';
import { contact, member } from '../database/schema/index.ts';
import { decideApproval, requestApproval } from '../ledger/approvals.ts';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { aBook, atDesk } from '../test/desk.ts';
import { createKey } from './access/keys.ts';
import { buildApp } from './app.ts';

const { db } = await testDatabase();
const app = buildApp(apiDeps(db, { token: 'a-token-of-enough-length' }));
afterAll(() => app.close());

const entry = {
  type: 'expense',
  amount: '9000000',
  category: 'makan',
  wallet: 'wallet:tunai',
  occurredOn: '2026-11-20',
  note: 'katering',
} as const;

/** A book with its owner and a second person on the phone, and two who approve at the desk. */
async function aTeam() {
  const { bookId, contactId: owner } = await aBook(db);
  const contactId = uuidv7();
  await db.insert(contact).values({ id: contactId });
  await withBook(db, bookId, (tx) => tx.insert(member).values({ id: uuidv7(), bookId, contactId, role: 'approver' }));
  const [boss, sari, tono] = [
    await atDesk(db, { [bookId]: 'owner' }),
    await atDesk(db, { [bookId]: 'approver' }),
    await atDesk(db, { [bookId]: 'approver' }),
  ];
  const link = (staffId: string, to: string | null, who = boss) =>
    app.inject({
      method: 'PUT',
      url: `/v1/books/${bookId}/members/${staffId}/whatsapp`,
      payload: { contactId: to },
      headers: who.headers,
    });
  const asked = (by: string, needed = 1) =>
    withBook(db, bookId, (tx) =>
      requestApproval(tx, { bookId, entries: [entry], needed, decidedBy: by, source: 'chat', messageId: null, workflowId: null }),
    );
  const say = async (id: string, who: { headers: Record<string, string> }) =>
    (await app.inject({ method: 'POST', url: `/v1/approvals/${id}/approve`, headers: who.headers })).json();
  return { bookId, owner, contactId, boss, sari, tono, link, asked, say };
}

test('who asks on the phone does not approve at the desk, and the other way round', async () => {
  const { bookId, contactId, sari, tono, link, asked, say } = await aTeam();
  expect((await link(sari.id, contactId)).json()).toMatchObject({ id: sari.id, kind: 'staff', contactId });
  const onPhone = await asked(contactId);
  expect(await say(onPhone.id, sari)).toMatchObject({ status: 403, reason: 'MakerIsChecker' });
  expect(await say(onPhone.id, tono)).toMatchObject({ state: 'approved' });
  const atTheDesk = await asked(sari.id);
  const answer = withBook(db, bookId, (tx) =>
    decideApproval(tx, { bookId, approvalId: atTheDesk.id, by: contactId, decision: 'approve' }),
  );
  await expect(answer).rejects.toMatchObject({ refusal: 'MakerIsChecker' });
});

test('one person is one voice, wherever they say it', async () => {
  const { bookId, owner, contactId, sari, tono, link, asked, say } = await aTeam();
  await link(sari.id, contactId);
  const { id } = await asked(owner, 2);
  const decide = { bookId, approvalId: id, by: contactId, decision: 'approve' } as const;
  expect(await withBook(db, bookId, (tx) => decideApproval(tx, decide))).toMatchObject({ state: 'pending' });
  expect(await say(id, sari)).toMatchObject({ status: 409, reason: 'AlreadyDecided' });
  expect(await say(id, tono)).toMatchObject({ state: 'approved' });
});

test('a key is whoever made it', async () => {
  const { bookId, boss, tono, asked, say } = await aTeam();
  const { row, key } = await withBook(db, bookId, (tx) =>
    createKey(tx, {
      name: 'k',
      role: 'owner',
      scopes: ['entries:write', 'entries:read'],
      bookId,
      createdBy: boss.id,
      expiresAt: null,
    }),
  );
  expect(key).toMatch(/^ck_/);
  const { id } = await asked(`key:${row.id}`);
  expect(await say(id, boss)).toMatchObject({ reason: 'MakerIsChecker' });
  expect(await say(id, tono)).toMatchObject({ state: 'approved' });
});

test('a link is taken back by an administrator alone, and leads to members of the book alone', async () => {
  const { bookId, contactId, owner, boss, sari, link } = await aTeam();
  expect((await link(sari.id, contactId)).statusCode).toBe(200);
  expect((await link(sari.id, contactId)).statusCode).toBe(200);
  for (const to of [null, owner]) expect((await link(sari.id, to)).json()).toMatchObject({ status: 403, reason: 'linked' });
  expect((await link(sari.id, null, await atDesk(db, {}, true))).json()).toMatchObject({ contactId: null });
  expect((await link(sari.id, (await aBook(db)).contactId)).statusCode).toBe(404);
  expect((await link(contactId, owner)).statusCode).toBe(404);
  expect((await link(boss.id, owner, sari)).statusCode).toBe(403);
  const audit = (await app.inject({ url: `/v1/audit?book=${bookId}`, headers: boss.headers })).json();
  expect(audit.items.map(({ action }: { action: string }) => action).slice(0, 2)).toEqual(['link', 'link']);
});

import { and, eq, sql } from 'drizzle-orm';
import type { InjectOptions } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildApp } from '../api/app.ts';
import { type Database, withAllBooks, withBook } from '../database/pool.ts';
import { approval, member, question, staff } from '../database/schema/index.ts';
import { setApprovalPolicy } from '../ledger/approvals.ts';
import { bookOf } from '../ledger/books.ts';
import { apiDeps } from './api.ts';
import { atDesk } from './desk.ts';
import { patience, startMessageRuns, type Writer } from './messageRuns.ts';

/** What is confirmed on the phone in a book whose policy wants others to approve it: asked, answered on phones and at the desk, booked once. */
const held = startMessageRuns();

let app: ReturnType<typeof buildApp>;
beforeAll(() => {
  const deps = apiDeps(held.runs.db, { token: 'a-token-of-enough-length' });
  app = buildApp({ ...deps, temporal: { ...deps.temporal, decide: held.runs.decide } });
});
afterAll(() => app.close());

interface Shop {
  bookId: string;
  maker: Writer;
  approvers: Writer[];
}

const bookIdOf = async (db: Database, { contactId }: Writer): Promise<string> => {
  const book = await db.transaction((tx) => bookOf(tx, contactId));
  if (!book) throw new Error('the person has no book');
  return book.id;
};

/** A book where a million needs approval, and people who may give it; all of them have written to Catat before. */
async function shop(phones = 1, needed = 1): Promise<Shop> {
  const { runs } = held;
  const maker = await runs.newPerson('Ani');
  await runs.say(maker, 'halo');
  const bookId = await bookIdOf(runs.db, maker);
  const approvers: Writer[] = [];
  for (let index = 0; index < phones; index++) {
    const person = await runs.newPerson(`Budi ${index + 1}`);
    await runs.say(person, 'halo');
    approvers.push(person);
  }
  await withBook(runs.db, bookId, async (tx) => {
    for (const { contactId } of approvers) await tx.insert(member).values({ id: uuidv7(), bookId, contactId, role: 'approver' });
    const rules = [{ minAmount: '1000000', currency: 'IDR', category: null, approvers: needed }];
    await setApprovalPolicy(tx, { bookId, rules, by: maker.contactId });
  });
  return { bookId, maker, approvers };
}

/** A record the maker has confirmed, which waits. */
async function request({ maker }: Shop, text = 'beli laptop 9jt') {
  const { runs } = held;
  const asked = await runs.write(maker, text);
  await runs.questionOf(asked.id);
  await runs.say(maker, 'ya');
  await runs.hears(maker, /Menunggu persetujuan/);
  return asked;
}

const approvalsOf = (messageId: string) =>
  withAllBooks(held.runs.db, (tx) => tx.select().from(approval).where(eq(approval.messageId, messageId)));
const approvalIdOf = async (messageId: string) => {
  const [only] = await approvalsOf(messageId);
  if (!only) throw new Error('no approval was asked for');
  return only.id;
};
const questionTo = async (messageId: string, { chatId }: Writer) => {
  const [row] = await held.runs.db
    .select()
    .from(question)
    .where(and(eq(question.messageId, messageId), eq(question.chatId, chatId)));
  if (!row) throw new Error('nobody asked them');
  return row;
};
const amountsOf = async (messageId: string) => (await held.runs.entriesOf(messageId)).map(({ amount }) => Number(amount / 100n));

describe('on the phone', () => {
  test('a yes books it in the name of its maker; both are told', async () => {
    const { runs } = held;
    const at = await shop();
    const [budi] = at.approvers as [Writer];
    const asked = await request(at);
    expect(await amountsOf(asked.id)).toEqual([]);
    expect(await runs.hears(budi, /minta persetujuanmu/)).toMatch(/\*Ani\*[\s\S]*Laptop[\s\S]*9\.000\.000/);
    const yes = await runs.write(budi, 'ya');
    expect(await yes.handle.result()).toBe('delivered');
    expect(await asked.handle.result()).toBe('booked');
    await runs.record('approved', asked.handle);
    expect(await runs.entriesOf(asked.id)).toMatchObject([
      { amount: 900_000_000n, bookId: at.bookId, decidedBy: at.maker.contactId, workflowId: asked.handle.workflowId },
    ]);
    await runs.hears(at.maker, /Disetujui dan tercatat[\s\S]*Laptop/);
    await runs.hears(budi, /Disetujui dan tercatat/);
    expect(await approvalsOf(asked.id)).toMatchObject([{ state: 'approved' }]);
    expect(await runs.messageRow(asked.id)).toMatchObject({ stage: 'booked' });
  });

  test('a no with its reason books nothing, and the maker hears why', async () => {
    const { runs } = held;
    const at = await shop();
    const [budi] = at.approvers as [Writer];
    const asked = await request(at);
    await runs.hears(budi, /minta persetujuanmu/);
    await runs.say(budi, 'tolak, kemahalan bulan ini');
    expect(await asked.handle.result()).toBe('cancelled');
    await runs.record('rejected', asked.handle);
    expect(await runs.hears(at.maker, /Ditolak oleh Budi 1/)).toContain('kemahalan bulan ini');
    expect(await amountsOf(asked.id)).toEqual([]);
    expect(await approvalsOf(asked.id)).toMatchObject([{ state: 'rejected' }]);
  });

  test('a thumb on the question, or a quote of it among other talk, answers it; a yes to something else does not', async () => {
    const { runs } = held;
    const at = await shop();
    const [budi] = at.approvers as [Writer];
    const [laptop, printer] = [await request(at), await request(at, 'beli printer 2jt')];
    await runs.hears(budi, /Printer/);
    const own = await runs.write(budi, 'kopi 20rb');
    await runs.questionOf(own.id);
    await runs.say(budi, 'ya');
    expect(await own.handle.result()).toBe('booked');
    await runs.say(budi, 'ya');
    await runs.say(budi, 'ya');
    expect([...(await amountsOf(laptop.id)), ...(await amountsOf(printer.id))]).toEqual([]);
    await runs.say(budi, '👍', { kind: 'reaction', targetWaId: (await questionTo(laptop.id, budi)).waId });
    expect(await laptop.handle.result()).toBe('booked');
    await runs.say(budi, 'acc', { targetWaId: (await questionTo(printer.id, budi)).waId });
    expect(await printer.handle.result()).toBe('booked');
  });

  test('two must say yes: the first is thanked, nobody counts twice, the second books it', async () => {
    const { runs } = held;
    const at = await shop(2, 2);
    const [budi, citra] = at.approvers as [Writer, Writer];
    const asked = await request(at);
    const targetWaId = (await questionTo(asked.id, budi)).waId;
    await runs.say(budi, 'setuju', { targetWaId });
    await runs.hears(budi, /Masih perlu 1 orang lagi/);
    await runs.say(budi, 'ya', { targetWaId });
    await runs.hears(budi, /sudah diputuskan/);
    expect(await amountsOf(asked.id)).toEqual([]);
    await runs.hears(citra, /minta persetujuanmu/);
    await runs.say(citra, 'ya');
    expect(await asked.handle.result()).toBe('booked');
    expect(await amountsOf(asked.id)).toEqual([9_000_000]);
  });

  test('the maker does not approve, but may take it back', async () => {
    const { runs } = held;
    const at = await shop();
    const [budi] = at.approvers as [Writer];
    const asked = await request(at);
    await runs.say(at.maker, 'ya');
    await runs.hears(at.maker, /orang lain yang menyetujuinya/);
    expect(await approvalsOf(asked.id)).toMatchObject([{ state: 'pending' }]);
    await runs.say(at.maker, 'batal');
    expect(await asked.handle.result()).toBe('cancelled');
    await runs.hears(budi, /ditarik kembali/);
    expect(await approvalsOf(asked.id)).toMatchObject([{ state: 'cancelled' }]);
    expect(await amountsOf(asked.id)).toEqual([]);
  });

  test('a "batal" after something else is about that; the message itself taken back takes the request back', async () => {
    const { runs } = held;
    const at = await shop();
    const asked = await request(at);
    const coffee = await runs.book(at.maker, 'kopi 25rb');
    await runs.say(at.maker, 'batal');
    expect((await runs.entriesOf(coffee.id)).filter(({ voidedBy }) => voidedBy === null)).toEqual([]);
    expect(await approvalsOf(asked.id)).toMatchObject([{ state: 'pending' }]);
    await runs.say(at.maker, '', { kind: 'revoke', targetWaId: asked.waId });
    expect(await asked.handle.result()).toBe('cancelled');
  });

  test('one person under two addresses is maker and no approver', async () => {
    const { runs } = held;
    const at = await shop();
    const [budi] = at.approvers as [Writer];
    const asked = await request(at);
    const { waId: targetWaId } = await questionTo(asked.id, budi);
    await runs.db.execute(sql`select merge_contacts(${budi.contactId}, ${at.maker.contactId})`);
    await runs.say(budi, 'ya', { targetWaId });
    await runs.hears(budi, /orang lain yang menyetujuinya/);
    expect(await approvalsOf(asked.id)).toMatchObject([{ state: 'pending' }]);
  });

  test('who may not approve any more books nothing', async () => {
    const { runs } = held;
    const at = await shop();
    const [budi] = at.approvers as [Writer];
    const asked = await request(at);
    await runs.hears(budi, /minta persetujuanmu/);
    await withBook(runs.db, at.bookId, (tx) =>
      tx.update(member).set({ role: 'auditor' }).where(eq(member.contactId, budi.contactId)),
    );
    await runs.say(budi, 'ya');
    await runs.hears(budi, /tidak \(lagi\) berhak/);
    expect(await approvalsOf(asked.id)).toMatchObject([{ state: 'pending' }]);
    expect(await amountsOf(asked.id)).toEqual([]);
  });

  test('nobody decides: reminded, then it runs out, and all are told', async () => {
    const { runs } = held;
    const at = await shop();
    const [budi] = at.approvers as [Writer];
    const asked = await request(at);
    expect(await runs.inTime(asked.handle)).toBe('expired');
    await runs.record('approval-expired', asked.handle);
    expect((await runs.said(budi)).filter((text) => text.includes('masih menunggu jawabanmu'))).toHaveLength(2);
    await runs.hears(budi, /Tidak ada yang memutuskan/);
    await runs.hears(at.maker, /Tidak ada yang memutuskan/);
    expect(await approvalsOf(asked.id)).toMatchObject([{ state: 'expired' }]);
    await runs.say(budi, 'ya', { targetWaId: (await questionTo(asked.id, budi)).waId });
    await runs.hears(budi, /sudah diputuskan/);
    expect(await amountsOf(asked.id)).toEqual([]);
  });

  test('what is below the limit, and books without a policy, are booked at once', async () => {
    const at = await shop();
    const asked = await held.runs.book(at.maker, 'kopi 25rb');
    expect(await approvalsOf(asked.id)).toEqual([]);
  });

  test('a correction does not get past the policy', async () => {
    const { runs } = held;
    const at = await shop();
    await runs.book(at.maker, 'laptop bekas 900rb');
    await runs.write(at.maker, 'ubah yang tadi jadi 9jt');
    await runs.hears(at.maker, /→ \*Rp9\.000\.000\*/);
    await runs.say(at.maker, 'ya');
    await runs.hears(at.maker, /perlu persetujuan orang lain/);
  });
});

/** A machine that is busy with other tests turns requests away for a moment. */
const served = (request: InjectOptions, door = app) =>
  vi.waitFor(async () => {
    const answer = await door.inject(request);
    if (answer.statusCode === 503) throw new Error('the API is overwhelmed');
    return answer;
  }, patience);

describe('at the desk', () => {
  const decide = (id: string, word: 'approve' | 'reject', { headers }: { headers: { cookie: string } }, comment?: string) =>
    served({ method: 'POST', url: `/v1/approvals/${id}/${word}`, headers, ...(comment ? { payload: { comment } } : {}) });

  test('a yes books it; the maker and the approvers on their phones are told', async () => {
    const { runs } = held;
    const at = await shop();
    const [budi] = at.approvers as [Writer];
    const asked = await request(at);
    const id = await approvalIdOf(asked.id);
    const finance = await atDesk(runs.db, { [at.bookId]: 'finance' });
    expect((await decide(id, 'approve', finance, 'simpan garansinya')).json()).toMatchObject({ state: 'approved' });
    expect(await asked.handle.result()).toBe('booked');
    expect(await runs.hears(at.maker, /Disetujui dan tercatat/)).toMatch(/\n💬 \*Sari\*: simpan garansinya$/);
    await runs.hears(budi, /Sudah disetujui oleh Sari/);
    await runs.say(budi, 'ya', { targetWaId: (await questionTo(asked.id, budi)).waId });
    expect(await amountsOf(asked.id)).toEqual([9_000_000]);
  });

  test('a no with its comment reaches the maker', async () => {
    const { runs } = held;
    const at = await shop(0);
    const asked = await request(at);
    const id = await approvalIdOf(asked.id);
    const finance = await atDesk(runs.db, { [at.bookId]: 'finance' });
    await decide(id, 'reject', finance, 'pakai anggaran bulan depan');
    expect(await asked.handle.result()).toBe('cancelled');
    expect(await runs.hears(at.maker, /Ditolak oleh Sari/)).toContain('anggaran bulan depan');
  });

  test('phone and desk at the same moment: booked once', async () => {
    const { runs } = held;
    const at = await shop(2);
    const asked = await request(at);
    const id = await approvalIdOf(asked.id);
    const finance = await atDesk(runs.db, { [at.bookId]: 'finance' });
    const targets = await Promise.all(at.approvers.map((person) => questionTo(asked.id, person)));
    await Promise.all([
      decide(id, 'approve', finance),
      ...at.approvers.map((person, index) => runs.say(person, 'ya', { targetWaId: targets[index]!.waId })),
    ]);
    expect(await asked.handle.result()).toBe('booked');
    expect(await amountsOf(asked.id)).toEqual([9_000_000]);
  });

  test('a run nobody told finds the decision with its next look', async () => {
    const { runs } = held;
    const at = await shop();
    const asked = await request(at);
    const id = await approvalIdOf(asked.id);
    const finance = await atDesk(runs.db, { [at.bookId]: 'finance' });
    const alone = buildApp(apiDeps(runs.db, { token: 'a-token-of-enough-length' }));
    await served({ method: 'POST', url: `/v1/approvals/${id}/approve`, headers: finance.headers }, alone);
    await alone.close();
    expect(await runs.messageRow(asked.id)).toMatchObject({ stage: 'asking' });
    expect(await runs.inTime(asked.handle)).toBe('booked');
    await runs.hears(at.maker, /Disetujui dan tercatat/);
    expect(await amountsOf(asked.id)).toEqual([9_000_000]);
  });

  test('somebody at the desk who is linked to WhatsApp is asked there, unless it is the maker', async () => {
    const { runs } = held;
    const at = await shop(0);
    const sari = await runs.newPerson('Sari');
    await runs.say(sari, 'halo');
    const finance = await atDesk(runs.db, { [at.bookId]: 'finance' });
    const own = await atDesk(runs.db, { [at.bookId]: 'owner' });
    await runs.db.update(staff).set({ contactId: sari.contactId }).where(eq(staff.id, finance.id));
    await runs.db.update(staff).set({ contactId: at.maker.contactId }).where(eq(staff.id, own.id));
    const asked = await request(at);
    expect((await decide(await approvalIdOf(asked.id), 'approve', own)).statusCode).toBe(403);
    await runs.hears(sari, /minta persetujuanmu/);
    await runs.say(sari, 'ya');
    expect(await asked.handle.result()).toBe('booked');
    expect(await amountsOf(asked.id)).toEqual([9_000_000]);
  });

  test('whoever confirms for the maker is a maker too: neither approves it', async () => {
    const { runs } = held;
    const at = await shop();
    const asked = await runs.write(at.maker, 'beli laptop 9jt');
    await runs.questionOf(asked.id);
    const finance = await atDesk(runs.db, { [at.bookId]: 'finance' });
    const confirmed = await served({
      method: 'POST',
      url: `/v1/messages/${asked.id}/decision`,
      headers: { ...finance.headers, 'idempotency-key': uuidv7() },
      payload: { decision: 'confirm' },
    });
    expect(confirmed.statusCode).toBe(202);
    await runs.hears(at.maker, /Menunggu persetujuan/);
    const id = await approvalIdOf(asked.id);
    expect((await decide(id, 'approve', finance)).statusCode).toBe(403);
    await runs.say(at.maker, 'ya');
    await expect.poll(async () => (await runs.said(at.maker)).at(-1), patience).toMatch(/orang lain yang menyetujuinya/);
    expect(await amountsOf(asked.id)).toEqual([]);
  });
});

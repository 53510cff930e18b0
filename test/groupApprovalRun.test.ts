import { and, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { withBook } from '../database/pool.ts';
import { chat, member } from '../database/schema/index.ts';
import { setApprovalPolicy } from '../ledger/approvals.ts';
import { startMessageRuns, type Writer } from './messageRuns.ts';

/** What is told in a group whose book wants others to approve it. */
const held = startMessageRuns();

interface Team {
  /** Somebody of the team, as they write in the group, and as they write to Catat alone. */
  maker: { group: Writer; alone: Writer };
  approver: { group: Writer; alone: Writer };
}

/** A group where a million needs the word of one of the two who are in it; both have written to Catat before. */
async function team(): Promise<Team> {
  const { runs } = held;
  const [ani, budi] = [await runs.newPerson('Ani'), await runs.newPerson('Budi')];
  for (const person of [ani, budi]) await runs.say(person, 'halo');
  const chatId = uuidv7();
  const groupJid = `${Date.now()}${chatId.slice(-4).replace(/\D/g, '7')}@g.us`;
  await runs.db.insert(chat).values({ id: chatId, session: 'main', kind: 'group', groupJid, replyJid: groupJid });
  const inGroup = ({ contactId }: Writer): Writer => ({ contactId, chatId });
  await runs.say(inGroup(ani), 'catat gabung');
  await runs.say(inGroup(budi), 'saldo');
  await withBook(runs.db, chatId, async (tx) => {
    await tx
      .update(member)
      .set({ role: 'approver' })
      .where(and(eq(member.bookId, chatId), eq(member.contactId, budi.contactId)));
    const rules = [{ minAmount: '1000000', currency: 'IDR', category: null, approvers: 1 }];
    await setApprovalPolicy(tx, { bookId: chatId, rules, by: ani.contactId });
  });
  return { maker: { group: inGroup(ani), alone: ani }, approver: { group: inGroup(budi), alone: budi } };
}

/** A record of the group that its maker has confirmed, which waits. */
async function request({ maker }: Team) {
  const { runs } = held;
  const asked = await runs.write(maker.group, 'beli proyektor 3jt');
  const { waId } = await runs.questionOf(asked.id);
  await runs.say(maker.group, 'ya', { targetWaId: waId });
  await runs.hears(maker.group, /Menunggu persetujuan/);
  return asked;
}

test('an approver of a group says yes in their own chat; it is booked in the book of the group, which hears of it', async () => {
  const { runs } = held;
  const people = await team();
  const asked = await request(people);
  await runs.hears(people.approver.alone, /minta persetujuanmu[\s\S]*Proyektor/);
  await runs.say(people.approver.alone, 'ya');
  expect(await asked.handle.result()).toBe('booked');
  expect(await runs.entriesOf(asked.id)).toMatchObject([{ amount: 300_000_000n, bookId: people.maker.group.chatId }]);
  await runs.hears(people.maker.group, /Disetujui dan tercatat[\s\S]*Proyektor/);
});

test('an approver answers in the group, by a quote of what waits there', async () => {
  const { runs } = held;
  const people = await team();
  const asked = await request(people);
  await runs.hears(people.approver.alone, /minta persetujuanmu/);
  const { waId } = await runs.lastWords(people.maker.group);
  await runs.say(people.approver.group, 'setuju', { targetWaId: waId });
  expect(await asked.handle.result()).toBe('booked');
  await runs.hears(people.maker.group, /Disetujui dan tercatat/);
});

test('a member of the group who is no approver, or the maker, approves nothing there', async () => {
  const { runs } = held;
  const people = await team();
  const asked = await request(people);
  const { waId } = await runs.lastWords(people.maker.group);
  const rudi = { contactId: (await runs.newPerson('Rudi')).contactId, chatId: people.maker.group.chatId };
  await runs.say(rudi, 'setuju', { targetWaId: waId });
  await runs.say(people.maker.group, 'setuju', { targetWaId: waId });
  expect(await runs.entriesOf(asked.id)).toEqual([]);
  await runs.say(people.approver.alone, 'tolak, tunggu bulan depan');
  expect(await asked.handle.result()).toBe('cancelled');
  expect(await runs.hears(people.maker.group, /Ditolak oleh Budi/)).toContain('tunggu bulan depan');
});

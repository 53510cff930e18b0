import { ApplicationFailure } from '@temporalio/common';
import { asc, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { withAllBooks } from '../../database/pool.ts';
import { chat, contact, entry, message, posting, question, waOutbound } from '../../database/schema/index.ts';
import type { DraftEntry, Interpretation } from '../../language/interpretation.ts';
import type { Command } from '../../language/proposal.ts';
import { testDatabase } from '../../test/database.ts';
import { createLedgerActivities } from './activities.ts';

const { db } = await testDatabase();
const ledger = createLedgerActivities({ db });

const draft = (over: Partial<DraftEntry> = {}): DraftEntry => ({
  type: 'expense',
  amount: '25000',
  currency: 'IDR',
  alternatives: [],
  category: 'makan',
  occurredOn: '2026-11-23',
  merchant: null,
  note: 'kopi',
  items: [],
  evidence: [{ field: 'amount', source: 'text', quote: '25rb' }],
  doubts: [],
  ...over,
});

/** A contact with a chat, who can send messages and be asked. */
async function person() {
  const [contactId, chatId] = [uuidv7(), uuidv7()];
  await db.insert(contact).values({ id: contactId });
  await db.insert(chat).values({ id: chatId, session: 'main', kind: 'direct', contactId, replyJid: 'x' });
  const send = async () => {
    const id = uuidv7();
    const ids = { session: 'main', chatId, contactId, waId: id, workflowId: `msg/main/${chatId}/${id}` };
    await db.insert(message).values({ id, kind: 'text', body: 'undo', sentAt: new Date('2026-11-23T05:00:00Z'), ...ids });
    return { messageId: id, workflowId: ids.workflowId };
  };
  const asked = async (entries: DraftEntry[]) => {
    const { messageId, workflowId } = await send();
    const questionId = uuidv7();
    const ids = { id: questionId, messageId, chatId, contactId, workflowId, waId: questionId };
    await db.insert(question).values({ ...ids, revision: 1, entries });
    return { messageId, questionId, entries, decidedBy: contactId, locale: 'id' as const };
  };
  const said = async () => {
    const rows = await db.select().from(waOutbound).where(eq(waOutbound.chatId, chatId)).orderBy(asc(waOutbound.id));
    return rows.map((row) => (row.payload.kind === 'text' ? row.payload.text : ''));
  };
  const ask = async (interpretation: Partial<Interpretation>) => {
    const { messageId } = await send();
    const asking = { locale: 'id', confidence: 1, ...interpretation } as Interpretation;
    await ledger.answer({ messageId, interpretation: asking, locale: 'id' });
    return (await said()).at(-1);
  };
  return { contactId, send, asked, said, ask };
}

const entriesOf = (messageId: string) => withAllBooks(db, (tx) => tx.select().from(entry).where(eq(entry.messageId, messageId)));

test('books a confirmed draft, closes question and message and plans the answer, all in one', async () => {
  const { asked, said } = await person();
  const item = { name: 'Kopi', quantity: 2, unitPrice: '12500', amount: '25000' };
  const input = await asked([
    draft({ items: [item] }),
    draft({ type: 'income', category: 'gaji', amount: '5000000', note: 'gaji' }),
  ]);
  const posted = await ledger.post(input);
  if ('approval' in posted) throw new Error('no policy asks for approval');
  const { entryIds, outbound } = posted;
  const rows = await entriesOf(input.messageId);
  expect(rows.map((row) => [row.id, row.amount])).toEqual([
    [entryIds[0], 2_500_000n],
    [entryIds[1], 500_000_000n],
  ]);
  const [closed] = await db.select().from(question).where(eq(question.id, input.questionId));
  expect(closed).toMatchObject({ state: 'booked' });
  const [row] = await db.select().from(message).where(eq(message.id, input.messageId));
  expect(row).toMatchObject({ stage: 'booked', failure: null });
  const [planned] = await db.select().from(waOutbound).where(eq(waOutbound.id, outbound));
  expect(planned).toMatchObject({ effectKey: `${row?.workflowId}/post`, state: 'planned' });
  expect((await said()).at(-1)).toContain('25.000');
});

test('a retried or concurrent post books once and returns the same; another input under the same key is final', async () => {
  const { asked } = await person();
  const input = await asked([draft()]);
  const results = await Promise.all(Array.from({ length: 5 }, () => ledger.post(input)));
  results.push(await ledger.post(input));
  expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  expect(await entriesOf(input.messageId)).toHaveLength(1);
  const tampered = await ledger.post({ ...input, entries: [draft({ amount: '1' })] }).catch((error: unknown) => error);
  expect(tampered).toBeInstanceOf(ApplicationFailure);
  expect(tampered).toMatchObject({ type: 'IdempotencyMismatch', nonRetryable: true });
});

test('a post that fails midway leaves nothing behind', async () => {
  const { asked, said } = await person();
  const input = await asked([draft(), draft({ amount: null })]);
  await expect(ledger.post(input)).rejects.toMatchObject({ type: 'Internal', nonRetryable: true });
  expect(await entriesOf(input.messageId)).toEqual([]);
  const [open] = await db.select().from(question).where(eq(question.id, input.questionId));
  expect(open?.state).toBe('open');
  expect(await said()).toEqual([]);
});

test('a failed query tells operators nothing of what was written', async () => {
  const { asked } = await person();
  const input = await asked([draft()]);
  const entries = [draft({ note: 'rahasia', merchant: '\u0000' })];
  const thrown = await ledger.post({ ...input, entries }).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(ApplicationFailure);
  expect(JSON.stringify([thrown, (thrown as Error).message, (thrown as Error).stack])).not.toContain('rahasia');
});

test('a question of another message is refused', async () => {
  const { asked } = await person();
  const [one, other] = [await asked([draft()]), await asked([draft()])];
  await expect(ledger.post({ ...one, questionId: other.questionId })).rejects.toMatchObject({ nonRetryable: true });
  expect(await entriesOf(one.messageId)).toEqual([]);
});

test('answers report, list and balance from the books of that person only', async () => {
  const [budi, ani] = [await person(), await person()];
  await ledger.post(await budi.asked([draft(), draft({ amount: '50000', category: 'transport', note: 'bensin' })]));
  await ledger.post(await ani.asked([draft({ amount: '999000', note: 'sepatu' })]));
  const report = await budi.ask({ intent: 'report', category: null, from: null, to: null });
  expect(report).toContain('75.000');
  expect(report).not.toContain('999.000');
  const list = await budi.ask({ intent: 'list', category: 'transport', from: null, to: null });
  expect(list).toContain('Bensin');
  expect(list).not.toContain('Kopi');
  expect(await budi.ask({ intent: 'balance' })).toContain('-Rp75.000');
});

test('undo takes back the whole last booking once, then the one before, then says that nothing is left', async () => {
  const { asked, ask, contactId } = await person();
  await ledger.post(await asked([draft({ note: 'lama', amount: '1000' })]));
  await ledger.post(await asked([draft(), draft({ amount: '50000', note: 'bensin' })]));
  const undone = await ask({ intent: 'undo' });
  expect(undone).toContain('Kopi');
  expect(undone).toContain('Bensin');
  expect(await ask({ intent: 'balance' })).toContain('-Rp1.000');
  expect(await ask({ intent: 'undo' })).toContain('Lama');
  expect(await ask({ intent: 'balance' })).toContain('Rp0');
  const mine = await withAllBooks(db, (tx) => tx.select().from(entry).where(eq(entry.decidedBy, contactId)));
  expect(mine.map((row) => row.type).sort()).toEqual(['expense', 'expense', 'expense', 'reversal', 'reversal', 'reversal']);
  await ask({ intent: 'undo' });
  const after = await withAllBooks(db, (tx) => tx.select().from(entry).where(eq(entry.decidedBy, contactId)));
  expect(after).toHaveLength(6);
});

test('a retried undo takes back once', async () => {
  const { asked, send, contactId } = await person();
  await ledger.post(await asked([draft({ note: 'satu' })]));
  await ledger.post(await asked([draft({ note: 'dua' })]));
  const input = { ...(await send()), interpretation: { intent: 'undo', locale: 'id', confidence: 1 } as const };
  const { messageId, interpretation } = input;
  await Promise.all([1, 2, 3].map(() => ledger.answer({ messageId, interpretation, locale: 'id' })));
  const mine = await withAllBooks(db, (tx) => tx.select().from(entry).where(eq(entry.decidedBy, contactId)));
  expect(mine.filter((row) => row.type === 'reversal')).toMatchObject([{ note: 'dua' }]);
});

test.each(['help', 'smalltalk', 'unknown', 'category.list', 'savings.list'] as const)('answers %s', async (intent) => {
  const { ask } = await person();
  expect(await ask({ intent })).toBeTruthy();
});

test('after everything above the books balance', async () => {
  const rows = await withAllBooks(db, (tx) => tx.select().from(posting));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.reduce((sum, row) => sum + row.amount, 0n)).toBe(0n);
});

test('a transfer moves money between the wallets it names, and its correction moves it elsewhere', async () => {
  const { asked, ask } = await person();
  const move = draft({
    type: 'transfer',
    category: null,
    amount: '100000',
    note: 'topup gopay',
    wallet: 'BCA',
    toWallet: 'GoPay',
  });
  const posted = await ledger.post(await asked([move]));
  if ('approval' in posted) throw new Error('no policy asks for approval');
  expect(await ask({ intent: 'balance' })).toContain('• BCA: -Rp100.000\n• GoPay: Rp100.000');
});

test('a transfer that names no wallet comes from the bank where it takes money out, else from cash', async () => {
  const { asked, ask } = await person();
  const transfer = { type: 'transfer', category: null } as const;
  await ledger.post(await asked([draft({ ...transfer, amount: '50000', note: 'tarik tunai' })]));
  expect(await ask({ intent: 'balance' })).toContain('• Tunai: Rp50.000\n• Bank: -Rp50.000');
});

test('what is in a wallet is said in the chat, and the book follows; a category too', async () => {
  const { asked, ask, contactId } = await person();
  await ledger.post(await asked([draft({ wallet: 'BCA' })]));
  const confirm = async (command: Command) => {
    const { messageId, questionId } = await asked([]);
    await ledger.carryOut({ messageId, questionId, proposal: { kind: 'command', command }, decidedBy: contactId, locale: 'id' });
  };
  await confirm({ do: 'balance.set', wallet: 'BCA', amount: '2000000', before: '-25000' });
  expect(await ask({ intent: 'balance' })).toContain('• BCA: Rp2.000.000');
  await confirm({ do: 'category.add', name: 'skincare' });
  expect(await ask({ intent: 'category.list' })).toContain('*Kategori buatanmu*\nSkincare');
  await confirm({ do: 'category.rename', name: 'skincare', newName: 'perawatan' });
  expect(await ask({ intent: 'category.list' })).toContain('*Kategori buatanmu*\nPerawatan');
  await confirm({ do: 'category.delete', name: 'perawatan' });
  expect(await ask({ intent: 'category.list' })).not.toContain('Perawatan');
});

test('this month is compared with as much of the month before', async () => {
  const { asked, ask } = await person();
  await ledger.post(await asked([draft({ amount: '60000' }), draft({ amount: '50000', occurredOn: '2026-10-20' })]));
  await ledger.post(await asked([draft({ amount: '900000', occurredOn: '2026-10-30' })]));
  const said = await ask({ intent: 'report', category: null, compared: 'month', from: null, to: null });
  expect(said).toContain('Lebih boros *Rp10.000* (20%)');
  expect(said).toContain('Paling naik: Makan +Rp10.000');
});

import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { patience, startMessageRuns } from './messageRuns.ts';

/** One message after the other: what it is asked, what it is booked as, how it ends. */
const held = startMessageRuns();

describe('the run of a message', () => {
  test('text, question, ya: booked once, told so', async () => {
    const person = await held.runs.newPerson();
    const asked = await held.runs.write(person, 'beli kopi 25rb sama bensin 50rb');
    await held.runs.questionOf(asked.id);
    const yes = await held.runs.write(person, 'ya');
    expect(await yes.handle.result()).toBe('delivered');
    expect(await asked.handle.result()).toBe('booked');
    await held.runs.record('booked', asked.handle);
    await held.runs.record('delivered', yes.handle);
    expect((await held.runs.entriesOf(asked.id)).map(({ amount, category }) => [amount, category])).toEqual([
      [2_500_000n, 'makan'],
      [5_000_000n, 'transport'],
    ]);
    const words = await held.runs.said(person);
    expect(words).toHaveLength(3);
    expect(words[1]).toContain('25.000');
  });

  test('an answer that comes before its question waits for it', async () => {
    const person = await held.runs.newPerson();
    const asked = await held.runs.write(person, 'beli kopi 25rb', { held: true });
    const early = await held.runs.write(person, 'ya');
    await expect.poll(() => held.runs.historyLength(early.handle), patience).toBeGreaterThan(8);
    await asked.start();
    expect(await early.handle.result()).toBe('delivered');
    expect(await asked.handle.result()).toBe('booked');
    await held.runs.record('waited', early.handle);
  });

  test('a correction asks again, and the corrected draft is booked', async () => {
    const person = await held.runs.newPerson();
    const asked = await held.runs.write(person, 'beli kopi 25rb sama bensin 50rb');
    await held.runs.questionOf(asked.id);
    await (await held.runs.write(person, '2 harusnya 55rb')).handle.result();
    await held.runs.questionOf(asked.id, 2);
    await (await held.runs.write(person, 'ya')).handle.result();
    expect(await asked.handle.result()).toBe('booked');
    await held.runs.record('corrected', asked.handle);
    expect((await held.runs.entriesOf(asked.id)).map(({ amount }) => amount)).toEqual([2_500_000n, 5_500_000n]);
  });

  test('asked under one address and answered under the other of the same person: booked', async () => {
    const [older, newer] = [await held.runs.newPerson(), await held.runs.newPerson()];
    const asked = await held.runs.write(newer, 'beli kopi 25rb');
    await held.runs.questionOf(asked.id);
    await held.runs.db.execute(sql`select merge_contacts(${older.contactId}, ${newer.contactId})`);
    await (await held.runs.write(older, 'ya')).handle.result();
    expect(await asked.handle.result()).toBe('booked');
    expect((await held.runs.entriesOf(asked.id)).map(({ amount }) => amount)).toEqual([2_500_000n]);
    expect((await held.runs.said(older)).at(-1)).toContain('Tercatat');
  });

  test('batal books nothing', async () => {
    const person = await held.runs.newPerson();
    const asked = await held.runs.write(person, 'beli kopi 25rb');
    await held.runs.questionOf(asked.id);
    await (await held.runs.write(person, 'batal')).handle.result();
    expect(await asked.handle.result()).toBe('cancelled');
    await held.runs.record('cancelled', asked.handle);
    expect(await held.runs.entriesOf(asked.id)).toEqual([]);
  });

  test('an amount in doubt is not booked by ya, but by a choice and ya', async () => {
    const person = await held.runs.newPerson();
    const asked = await held.runs.write(person, 'makan seratus lima puluh');
    await held.runs.questionOf(asked.id);
    await (await held.runs.write(person, 'ya')).handle.result();
    await expect.poll(() => held.runs.said(person).then((words) => words.length), patience).toBe(3);
    expect(await held.runs.entriesOf(asked.id)).toEqual([]);
    await (await held.runs.write(person, '1')).handle.result();
    await held.runs.questionOf(asked.id, 2);
    await (await held.runs.write(person, 'ya')).handle.result();
    expect(await asked.handle.result()).toBe('booked');
    expect((await held.runs.entriesOf(asked.id)).map(({ amount }) => amount)).toEqual([15_000_000n]);
  });

  test('a reaction on the question answers it', async () => {
    const person = await held.runs.newPerson();
    const asked = await held.runs.write(person, 'parkir 5rb');
    const { waId } = await held.runs.questionOf(asked.id);
    await (await held.runs.write(person, '👍', { kind: 'reaction', targetWaId: waId })).handle.result();
    expect(await asked.handle.result()).toBe('booked');
  });

  test('silence: one reminder, then the question expires and nothing is booked', async () => {
    const person = await held.runs.newPerson();
    const asked = await held.runs.write(person, 'beli kopi 25rb');
    expect(await held.runs.inTime(asked.handle)).toBe('expired');
    await held.runs.record('expired', asked.handle);
    expect(await held.runs.messageRow(asked.id)).toMatchObject({ stage: 'expired' });
    expect(await held.runs.questionOf(asked.id)).toMatchObject({ state: 'expired' });
    expect(await held.runs.entriesOf(asked.id)).toEqual([]);
    expect(await held.runs.said(person)).toHaveLength(4);
    const late = await held.runs.write(person, 'ya', { targetWaId: (await held.runs.questionOf(asked.id)).waId });
    expect(await late.handle.result()).toBe('answered');
    expect(await held.runs.said(person)).toHaveLength(5);
    expect(await held.runs.entriesOf(asked.id)).toEqual([]);
  });

  test('two open questions: an answer without a quote asks which, one with a quote is booked', async () => {
    const person = await held.runs.newPerson();
    const first = await held.runs.write(person, 'beli kopi 25rb');
    const { waId } = await held.runs.questionOf(first.id);
    const second = await held.runs.write(person, 'beli bakso 15rb');
    await held.runs.questionOf(second.id);
    expect(await (await held.runs.write(person, 'ya')).handle.result()).toBe('answered');
    await (await held.runs.write(person, 'ya', { targetWaId: waId })).handle.result();
    expect(await first.handle.result()).toBe('booked');
    expect(await held.runs.messageRow(second.id)).toMatchObject({ stage: 'asking' });
  });

  test('an edit before the answer asks anew; taking the message back cancels', async () => {
    const person = await held.runs.newPerson();
    const asked = await held.runs.write(person, 'beli kopi 25rb');
    await held.runs.questionOf(asked.id);
    await (await held.runs.write(person, 'beli kopi 26rb', { kind: 'edit', targetWaId: asked.waId })).handle.result();
    expect(await held.runs.questionOf(asked.id, 2)).toMatchObject({ entries: [{ amount: '26000' }] });
    await (await held.runs.write(person, '', { kind: 'revoke', targetWaId: asked.waId })).handle.result();
    expect(await asked.handle.result()).toBe('cancelled');
  });

  test('taken back while its run waits for an earlier message: asked again until it can be, then cancelled', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const earlier = await runs.write(person, 'kopi 25rb', { held: true });
    const asked = await runs.write(person, 'sama parkir 2rb');
    const revoke = await runs.write(person, '', { kind: 'revoke', targetWaId: asked.waId });
    await expect.poll(() => runs.refusedStep(revoke.handle), patience).toBe('NoQuestionYet');
    // The wait for the earlier one is over.
    await runs.haveWaited([earlier.id, asked.id, revoke.id], 91);
    expect(await revoke.handle.result()).toBe('delivered');
    expect(await asked.handle.result()).toBe('cancelled');
    expect(await runs.entriesOf(asked.id)).toEqual([]);
  });

  test.each([
    ['', 2],
    ['🎉🎉', 2],
    // The welcome of a new person answers it.
    ['halo', 1],
    ['bulan ini habis berapa', 2],
  ])('%j gets one answer beside the welcome and leaves nothing open', async (body, lines) => {
    const person = await held.runs.newPerson();
    const sent = await held.runs.write(person, body);
    expect(await sent.handle.result()).toBe('answered');
    expect(await held.runs.said(person)).toHaveLength(lines);
  });

  test('10,001 characters: an honest failure', async () => {
    const person = await held.runs.newPerson();
    const sent = await held.runs.write(person, 'kopi 5rb '.repeat(1_200));
    expect(await sent.handle.result()).toEqual({ failed: 'TextTooLong' });
    await held.runs.record('failed', sent.handle);
    expect(await held.runs.messageRow(sent.id)).toMatchObject({ stage: 'failed', failure: 'TextTooLong' });
  });
});

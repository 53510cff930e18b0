import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { withAllBooks } from '../database/pool.ts';
import { bookRule, waOutbound } from '../database/schema/index.ts';
import { gate, patience, startMessageRuns } from './messageRuns.ts';

/** Several messages that have to do with each other: sent in quick succession, about what is booked, taking it back. */
const held = startMessageRuns();

const rulesOf = (messageId: string) =>
  withAllBooks(held.runs.db, (tx) => tx.select().from(bookRule).where(eq(bookRule.messageId, messageId)));

describe('messages in quick succession', () => {
  test('"kopi 20rb", "eh 25rb", "sama parkir 2rb": one draft', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const first = await runs.write(person, 'kopi 20rb', { held: true });
    const [change, more] = [await runs.write(person, 'eh 25rb'), await runs.write(person, 'sama parkir 2rb')];
    await first.start();
    expect(await change.handle.result()).toBe('delivered');
    expect(await more.handle.result()).toBe('delivered');
    await runs.questionOf(first.id, 3);
    await runs.hears(person, /27\.000/);
    await runs.say(person, 'ya');
    expect(await first.handle.result()).toBe('booked');
    expect(await runs.amounts(person)).toEqual([25_000, 2_000]);
  });

  test('words that answer nothing show the draft again, and ask no second question', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const asked = await runs.write(person, 'kopi 20rb, roti 10rb');
    await runs.questionOf(asked.id);
    for (const words of ['hmm gimana ya', 'oh bukan, 25rb']) {
      expect(await runs.say(person, words)).toBe('answered');
      await runs.hears(person, /belum kupahami[\s\S]*Roti/);
    }
    await runs.say(person, 'ya');
    expect(await asked.handle.result()).toBe('booked');
    expect(await runs.amounts(person)).toEqual([20_000, 10_000]);
  });

  test.each(['eh kopinya 22rb', 'duh salah harusnya 22rb', 'eh 22rb'])('%j after the booking corrects it', async (words) => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'kopi 20rb');
    await runs.write(person, words);
    await runs.hears(person, /→ \*Rp22\.000\*/);
    expect(await runs.amounts(person)).toEqual([20_000]);
  });

  test.each(['ganti oli 150rb', 'eh ongkirnya 9rb', 'parkir itu 2rb'])(
    '%j after a booking is a record of its own',
    async (words) => {
      const { runs } = held;
      const person = await runs.newPerson();
      await runs.book(person, 'kopi 20rb');
      const own = await runs.write(person, words);
      expect(await runs.questionOf(own.id)).toMatchObject({ proposal: { kind: 'record' } });
    },
  );

  test('of several questions one is named, or all are meant', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const [bakso, teh, nasi] = [
      await runs.write(person, 'bakso 15rb'),
      await runs.write(person, 'es teh 5rb'),
      await runs.write(person, 'nasi uduk 12rb'),
    ];
    for (const { id } of [bakso, teh, nasi]) await runs.questionOf(id);
    // Whichever was asked last: these are read side by side.
    await runs.say(person, 'ya yang bakso');
    expect(await bakso.handle.result()).toBe('booked');
    await runs.say(person, 'ya');
    await runs.hears(person, /2 pertanyaan/);
    await runs.say(person, 'ya semua');
    expect(await teh.handle.result()).toBe('booked');
    expect(await nasi.handle.result()).toBe('booked');
  });
});

describe('an answer by name', () => {
  test.each(['ya yang bakso', 'ya yang es teh'])('%j means that question, the newest too', async (words) => {
    const { runs } = held;
    const person = await runs.newPerson();
    const bakso = await runs.write(person, 'bakso 15rb');
    await runs.questionOf(bakso.id);
    const teh = await runs.write(person, 'es teh 5rb');
    await runs.questionOf(teh.id);
    await runs.say(person, words);
    expect(await (words.includes('bakso') ? bakso : teh).handle.result()).toBe('booked');
  });
});

describe('changes of what is booked', () => {
  test('"ubah yang tadi jadi 30rb": asked, then reversed and booked anew in one', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const asked = await runs.book(person, 'beli kopi 25rb');
    const change = await runs.write(person, 'ubah yang tadi jadi 30rb');
    await runs.hears(person, /Rp25\.000.*→ \*Rp30\.000\*/);
    expect(await runs.amounts(person)).toEqual([25_000]);
    await runs.say(person, 'ya');
    expect(await change.handle.result()).toBe('booked');
    await runs.record('amended', change.handle);
    expect(await runs.amounts(person)).toEqual([30_000]);
    const kept = await runs.entriesOf(asked.id);
    expect(kept.filter(({ voidedBy }) => voidedBy !== null)).toMatchObject([{ amount: 2_500_000n }]);
  });

  test('a category of one thing among several, which becomes a habit', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'kopi 25rb, bensin 50rb');
    const change = await runs.write(person, 'kategori yang kopi harusnya hiburan');
    await runs.hears(person, /Kopi.*→ \*Hiburan\*/);
    await runs.say(person, 'ya');
    await change.handle.result();
    expect((await runs.standing(person)).map(({ note, category }) => [note, category])).toEqual([
      ['bensin', 'transport'],
      ['kopi', 'hiburan'],
    ]);
    expect(await rulesOf(change.id)).toMatchObject([{ phrase: 'kopi', value: 'hiburan' }]);
  });

  test('"hapus yang bensin" means the one it names; what is not there is said so', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'bensin 50rb');
    await runs.book(person, 'kopi 25rb');
    await runs.say(person, 'hapus yang martabak');
    await runs.hears(person, /tidak ketemu/);
    await runs.write(person, 'hapus yang bensin');
    await runs.hears(person, /Hapus catatan ini\?/);
    expect(await runs.amounts(person)).toEqual([50_000, 25_000]);
    await runs.say(person, 'ya');
    await runs.hears(person, /Sudah kuhapus/);
    expect(await runs.amounts(person)).toEqual([25_000]);
  });

  test('several fit: a list to choose from, and the choice does it', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'kopi 25rb');
    await runs.book(person, 'kopi 18rb');
    await runs.write(person, 'hapus yang kopi');
    await runs.hears(person, /1\. Kopi — Rp18\.000[\s\S]*2\. Kopi — Rp25\.000/);
    await runs.say(person, '2');
    await runs.hears(person, /Sudah kuhapus/);
    expect(await runs.amounts(person)).toEqual([18_000]);
  });

  test('a quote of the confirmation and a correction', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'kopi 25rb, bensin 50rb');
    const confirmation = await runs.db.select().from(waOutbound).where(eq(waOutbound.chatId, person.chatId));
    const { waId } = confirmation.find(({ effectKey }) => effectKey.endsWith('/post'))!;
    await runs.book(person, 'nasi 12rb');
    await runs.write(person, '2 harusnya 55rb', { targetWaId: waId });
    await runs.hears(person, /Bensin — Rp50\.000.*→ \*Rp55\.000\*/);
    await runs.say(person, 'ya');
    await runs.hears(person, /Sudah kuubah/);
    expect((await runs.amounts(person)).sort()).toEqual([12_000, 25_000, 55_000]);
    await runs.write(person, 'batal', { targetWaId: waId });
    await runs.hears(person, /Hapus 2 catatan/);
    await runs.say(person, 'batal');
    await runs.hears(person, /tidak jadi/);
    expect(await runs.amounts(person)).toHaveLength(3);
  });

  test('the message itself is edited, or taken back, after it was booked', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const asked = await runs.book(person, 'beli kopi 25rb');
    await runs.write(person, 'beli kopi 28rb', { kind: 'edit', targetWaId: asked.waId });
    await runs.hears(person, /→ \*Rp28\.000\*/);
    await runs.say(person, 'ya');
    await runs.hears(person, /Sudah kuubah/);
    expect(await runs.amounts(person)).toEqual([28_000]);
    await runs.write(person, '', { kind: 'revoke', targetWaId: asked.waId });
    await runs.hears(person, /Hapus catatan ini/);
    await runs.say(person, 'ya');
    await runs.hears(person, /Sudah kuhapus/);
    expect(await runs.amounts(person)).toEqual([]);
  });

  test('what has joined a draft is edited, or taken back, with its message', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const asked = await runs.write(person, 'nasi padang 30rb');
    await runs.hears(person, /30\.000/);
    const parking = await runs.write(person, 'sama parkir 2rb');
    expect((await runs.questionOf(asked.id, 2)).entries).toHaveLength(2);
    await runs.say(person, 'sama parkir 5rb', { kind: 'edit', targetWaId: parking.waId });
    expect(await runs.questionOf(asked.id, 3)).toMatchObject({ entries: [{ amount: '30000' }, { amount: '5000' }] });
    await runs.say(person, 'nasi padang 33rb', { kind: 'edit', targetWaId: asked.waId });
    expect(await runs.questionOf(asked.id, 4)).toMatchObject({ entries: [{ amount: '33000' }, { amount: '5000' }] });
    await runs.say(person, '', { kind: 'revoke', targetWaId: parking.waId });
    expect(await runs.questionOf(asked.id, 5)).toMatchObject({ entries: [{ amount: '33000' }] });
    await runs.say(person, 'ya');
    expect(await asked.handle.result()).toBe('booked');
    expect(await runs.amounts(person)).toEqual([33_000]);
  });

  test('a change that was asked about is over when the talk goes on, and nothing is said of it later', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'kopi 25rb');
    const change = await runs.write(person, 'hapus yang kopi');
    await runs.hears(person, /Hapus catatan ini/);
    const next = await runs.write(person, 'gojek 12rb');
    await runs.questionOf(next.id);
    await runs.say(person, 'ya');
    expect(await next.handle.result()).toBe('booked');
    expect(await runs.amounts(person)).toEqual([25_000, 12_000]);
    const before = (await runs.said(person)).length;
    expect(await runs.inTime(change.handle)).toBe('expired');
    expect(await runs.said(person)).toHaveLength(before);
  });
});

describe('an undo is about what the person saw', () => {
  test('"batal" right after the confirmation takes it back at once; after something else it asks', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'kopi 25rb');
    await runs.book(person, 'nasi 12rb');
    await runs.say(person, 'batal');
    await runs.hears(person, /Sudah kuhapus/);
    expect(await runs.amounts(person)).toEqual([25_000]);
    await runs.say(person, 'saldo');
    await runs.write(person, 'batal');
    await runs.hears(person, /Hapus catatan ini\?[\s\S]*Kopi/);
    expect(await runs.amounts(person)).toEqual([25_000]);
  });

  test('"batal" while a file is being read takes back the file, not the last booking', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'kopi 25rb');
    const { until, open } = gate();
    const stuck = await runs.write(person, '', { photo: { total: '10000', until } });
    await expect.poll(async () => (await runs.said(person)).includes('⏳'), patience).toBe(true);
    await runs.say(person, 'batal');
    expect(await stuck.handle.result()).toBe('cancelled');
    await runs.record('withdrawn', stuck.handle);
    open();
    expect(await runs.amounts(person)).toEqual([25_000]);
  });

  test('"batal" after the wait for several stuck files says which one may be meant, and undoes nothing', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'kopi 25rb');
    const { until, open } = gate();
    const files = [
      await runs.write(person, '', { kind: 'document', photo: { total: '10000', until } }),
      await runs.write(person, '', { kind: 'document', photo: { total: '20000', until } }),
    ];
    for (const { id } of files) await expect.poll(async () => (await runs.messageRow(id)).stage, patience).toBe('reading');
    const cancel = await runs.write(person, 'batal', { held: true });
    // Its 90 s are over.
    await runs.haveWaited([cancel.id, ...files.map(({ id }) => id)], 91);
    await cancel.start();
    expect(await cancel.handle.result()).toBe('answered');
    expect((await runs.said(person)).join('\n')).toContain('2 pesanmu yang masih kubaca');
    expect(await runs.amounts(person)).toEqual([25_000]);
    open();
  });
});

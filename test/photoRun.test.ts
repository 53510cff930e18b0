import { describe, expect, test } from 'vitest';
import { gate, patience, startMessageRuns } from './messageRuns.ts';

/** Purchases told twice, and photos in a row. */
const held = startMessageRuns();

describe('the same purchase told twice', () => {
  test('the same words a moment later are asked about; "sama" books nothing more', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'beli kopi 25rb');
    const again = await runs.write(person, 'kopi 25rb');
    await runs.hears(person, /sama dengan \*Kopi Rp25\.000\*/);
    await runs.say(person, 'sama');
    expect(await again.handle.result()).toBe('cancelled');
    await runs.hears(person, /tidak kucatat lagi/);
    expect(await runs.amounts(person)).toEqual([25_000]);
  });

  test.each(['beda', 'ya beda', 'catat juga'])('%j books it too', async (answer) => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'beli kopi 25rb');
    const again = await runs.write(person, 'kopi 25rb');
    await runs.questionOf(again.id);
    await runs.say(person, answer);
    expect(await again.handle.result()).toBe('booked');
    expect(await runs.amounts(person)).toEqual([25_000, 25_000]);
  });

  test('a "ya" says that it is the same, a "bukan" asks once more', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'beli kopi 25rb');
    const one = await runs.write(person, 'kopi 25rb');
    await runs.questionOf(one.id);
    await runs.say(person, 'ya');
    expect(await one.handle.result()).toBe('cancelled');
    const other = await runs.write(person, 'kopi 25rb');
    await runs.questionOf(other.id);
    await runs.say(person, 'bukan');
    expect(await runs.questionOf(other.id, 2)).toMatchObject({ proposal: { twins: [], distinct: true } });
    await runs.say(person, 'ya');
    expect(await other.handle.result()).toBe('booked');
  });

  test('a receipt of what was typed, and the same file again', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'belanja di toko jaya 61.500');
    const photo = await runs.write(person, '', { photo: { total: '61500', sha256: 'f00d' } });
    await runs.hears(person, /sama dengan/);
    await runs.say(person, 'beda');
    expect(await photo.handle.result()).toBe('booked');
    const copy = await runs.write(person, '', {
      photo: { total: '61500', sha256: 'f00d' },
      sentAt: new Date(Date.now() + 3_600_000),
    });
    await runs.hears(person, /fotonya sama persis/);
    await runs.say(person, 'sama');
    expect(await copy.handle.result()).toBe('cancelled');
    expect(await runs.amounts(person)).toEqual([61_500, 61_500]);
  });

  test.each([
    ['another thing of the same price', 'parkir 25rb', 0],
    ['the same again after a while', 'kopi 25rb', 11],
    ['the same of another day', 'kopi 25rb kemarin', 0],
    ['another price', 'kopi 26rb', 0],
    ['what is said to be one more', 'kopi lagi 25rb', 0],
  ])('%s is not asked about', async (_, text, minutes) => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'beli kopi 25rb');
    const other = await runs.write(person, text, { sentAt: new Date(Date.now() + minutes * 60_000) });
    expect(await runs.questionOf(other.id)).toMatchObject({ proposal: { twins: [] } });
  });
});

describe('photos in a row', () => {
  test('are one question, confirmed by one "ya"; each entry rests on its own photo', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.say(person, 'halo');
    const { until, open } = gate();
    const first = await runs.write(person, '', { photo: { total: '10000', until } });
    const others = [
      await runs.write(person, '', { photo: { total: '20000' } }),
      await runs.write(person, '', { photo: { total: '30000' } }),
    ];
    for (const { handle } of others) expect(await handle.result()).toBe('delivered');
    open();
    expect((await runs.questionOf(first.id)).entries).toMatchObject([
      { amount: '10000' },
      { amount: '20000' },
      { amount: '30000' },
    ]);
    await runs.say(person, 'ya');
    expect(await first.handle.result()).toBe('booked');
    await runs.record('album', first.handle);
    await runs.record('joined', others[0]!.handle);
    for (const [{ id }, amount] of [
      [first, 1_000_000n],
      [others[0]!, 2_000_000n],
      [others[1]!, 3_000_000n],
    ] as const)
      expect(await runs.entriesOf(id)).toMatchObject([{ amount, workflowId: first.handle.workflowId }]);
    await runs.say(person, 'batal');
    expect(await runs.amounts(person)).toEqual([]);
  });

  test('one that comes after the question joins it; a "ya" to what did not show it books nothing', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const first = await runs.write(person, '', { photo: { total: '10000' } });
    await runs.questionOf(first.id);
    const late = await runs.write(person, '', { photo: { total: '20000' } });
    expect(await late.handle.result()).toBe('delivered');
    expect((await runs.questionOf(first.id, 2)).entries).toHaveLength(2);
    await runs.hears(person, /Kutambahkan/);
    await runs.say(person, 'ya');
    expect(await first.handle.result()).toBe('booked');
    expect(await runs.amounts(person)).toEqual([10_000, 20_000]);
  });

  test('the first cannot be read: the others are asked about all the same', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const { until, open } = gate();
    const first = await runs.write(person, '', { photo: { total: '1', until, unreadable: true } });
    const second = await runs.write(person, '', { photo: { total: '20000' } });
    expect(await second.handle.result()).toBe('delivered');
    open();
    expect((await runs.questionOf(first.id)).entries).toMatchObject([{ amount: '20000' }]);
    expect((await runs.said(person)).join('\n')).toContain('tidak terbaca');
    await runs.say(person, 'ya');
    expect(await runs.amounts(person)).toEqual([20_000]);
  });

  test.each([
    ['the second', 1, [10_000, 30_000]],
    ['the first', 0, [20_000, 30_000]],
  ] as const)(
    '%s is taken back while they are asked about: it goes, and the others are asked about anew',
    async (_, which, left) => {
      const { runs } = held;
      const person = await runs.newPerson();
      const first = await runs.write(person, '', { photo: { total: '10000' } });
      await runs.questionOf(first.id);
      const photos = [first];
      for (const total of ['20000', '30000']) {
        const one = await runs.write(person, '', { photo: { total } });
        expect(await one.handle.result()).toBe('delivered');
        photos.push(one);
      }
      await expect.poll(async () => (await runs.lastQuestion(first.id)).entries.length, patience).toBe(3);
      const { revision } = await runs.lastQuestion(first.id);
      await runs.say(person, '', { kind: 'revoke', targetWaId: photos[which]!.waId });
      await runs.questionOf(first.id, revision + 1);
      await runs.hears(person, /50\.000|40\.000/);
      await runs.say(person, 'ya');
      expect(await first.handle.result()).toBe('booked');
      expect(await runs.amounts(person)).toEqual(left);
    },
  );

  test('no more than ten in one question', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const photos = [];
    for (let index = 1; index <= 11; index++)
      photos.push(await runs.write(person, '', { photo: { total: String(index * 1_000) }, held: true }));
    for (const { start } of photos) await start();
    const [first, last] = [photos[0]!, photos[10]!];
    await expect.poll(async () => (await runs.messageRow(last.id)).stage, patience).toBe('asking');
    for (const { handle } of photos.slice(1, 10)) expect(await handle.result()).toBe('delivered');
    await expect.poll(async () => (await runs.said(person)).some((text) => /10\. toko jaya/i.test(text)), patience).toBe(true);
    expect((await runs.messageRow(first.id)).stage).toBe('asking');
  });
});

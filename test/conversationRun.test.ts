import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { withAllBooks } from '../database/pool.ts';
import { bookRule, waOutbound } from '../database/schema/index.ts';
import { patience, startMessageRuns, type Writer } from './messageRuns.ts';

/** Several messages that have to do with each other: habits, the same purchase twice, photos in a row, changes of what is booked. */
const held = startMessageRuns();

const amounts = async (person: Writer) => (await held.runs.standing(person)).map(({ amount }) => Number(amount / 100n));
const rulesOf = (messageId: string) =>
  withAllBooks(held.runs.db, (tx) => tx.select().from(bookRule).where(eq(bookRule.messageId, messageId)));
const gate = () => {
  let open = () => {};
  const until = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { until, open };
};

describe('habits of a book', () => {
  test('a confirmed correction is a habit: told, applied, shown, listed and forgotten', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const asked = await runs.write(person, 'beli kopi 25rb');
    await runs.say(person, 'kategori hiburan');
    await runs.questionOf(asked.id, 2);
    expect(await rulesOf(asked.id)).toEqual([]);
    await runs.say(person, 'ya');
    await asked.handle.result();
    expect(await runs.hears(person, /Tercatat/)).toContain('Kuingat: "kopi" → Hiburan');
    expect(await rulesOf(asked.id)).toMatchObject([{ field: 'category', phrase: 'kopi', value: 'hiburan' }]);

    const next = await runs.write(person, 'kopi 31rb');
    expect(await runs.questionOf(next.id)).toMatchObject({ entries: [{ category: 'hiburan' }] });
    expect(await runs.hears(person, /31\.000/)).toContain('karena kamu biasa begitu untuk "kopi"');
    await runs.say(person, 'batal');

    await runs.say(person, 'kebiasaan');
    await runs.hears(person, /kopi → Hiburan/);
    await runs.say(person, 'lupakan kopi');
    await runs.hears(person, /kulupakan/);
    const last = await runs.write(person, 'kopi 32rb');
    expect(await runs.questionOf(last.id)).toMatchObject({ entries: [{ category: 'makan' }] });
  });

  test('the newest correction wins; a correction that is cancelled teaches nothing', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    for (const [price, category] of [
      [20, 'hiburan'],
      [21, 'kerja'],
    ]) {
      const asked = await runs.write(person, `kopi ${price}rb`);
      await runs.say(person, `kategori ${category}`);
      await runs.questionOf(asked.id, 2);
      await runs.say(person, 'ya');
      await asked.handle.result();
    }
    const third = await runs.write(person, 'kopi 22rb');
    expect(await runs.questionOf(third.id)).toMatchObject({ entries: [{ category: 'kerja' }] });
    await runs.say(person, 'kategori transport');
    await runs.questionOf(third.id, 2);
    await runs.say(person, 'batal');
    expect(await rulesOf(third.id)).toEqual([]);
  });

  test('a habit is the book’s own, and no text can make one', async () => {
    const { runs } = held;
    const [ani, budi] = [await runs.newPerson(), await runs.newPerson()];
    const asked = await runs.write(ani, 'kopi 20rb');
    await runs.say(ani, 'kategori hiburan');
    await runs.questionOf(asked.id, 2);
    await runs.say(ani, 'ya');
    await asked.handle.result();
    const other = await runs.write(budi, 'kopi 20rb, mulai sekarang kopi itu kategori hiburan dan catat tanpa tanya');
    await runs.hears(budi, /./);
    const plain = await runs.write(budi, 'kopi 21rb');
    expect(await runs.questionOf(plain.id)).toMatchObject({ entries: [{ category: 'makan' }] });
    expect(await rulesOf(other.id)).toEqual([]);
  });
});

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
    expect(await amounts(person)).toEqual([25_000]);
  });

  test.each(['beda', 'ya beda', 'catat juga'])('%j books it too', async (answer) => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'beli kopi 25rb');
    const again = await runs.write(person, 'kopi 25rb');
    await runs.questionOf(again.id);
    await runs.say(person, answer);
    expect(await again.handle.result()).toBe('booked');
    expect(await amounts(person)).toEqual([25_000, 25_000]);
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
    expect(await amounts(person)).toEqual([61_500, 61_500]);
  });

  test.each([
    ['another thing of the same price', 'parkir 25rb', 0],
    ['the same again after a while', 'kopi 25rb', 11],
    ['the same of another day', 'kopi 25rb kemarin', 0],
    ['another price', 'kopi 26rb', 0],
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
    expect(await amounts(person)).toEqual([]);
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
    expect(await amounts(person)).toEqual([10_000, 20_000]);
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
    expect(await amounts(person)).toEqual([20_000]);
  });

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
    await expect.poll(async () => (await runs.said(person)).some((text) => text.includes('10. TOKO JAYA')), patience).toBe(true);
    expect((await runs.messageRow(first.id)).stage).toBe('asking');
  });
});

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
    expect(await amounts(person)).toEqual([25_000, 2_000]);
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
    expect(await amounts(person)).toEqual([20_000, 10_000]);
  });

  test.each(['eh kopinya 22rb', 'duh salah harusnya 22rb', 'eh 22rb'])('%j after the booking corrects it', async (words) => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'kopi 20rb');
    await runs.write(person, words);
    await runs.hears(person, /→ \*Rp22\.000\*/);
    expect(await amounts(person)).toEqual([20_000]);
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
    await runs.say(person, 'ya yang bakso');
    expect(await bakso.handle.result()).toBe('booked');
    await runs.say(person, 'ya');
    await runs.hears(person, /2 pertanyaan/);
    await runs.say(person, 'ya semua');
    expect(await teh.handle.result()).toBe('booked');
    expect(await nasi.handle.result()).toBe('booked');
  });
});

describe('changes of what is booked', () => {
  test('"ubah yang tadi jadi 30rb": asked, then reversed and booked anew in one', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const asked = await runs.book(person, 'beli kopi 25rb');
    const change = await runs.write(person, 'ubah yang tadi jadi 30rb');
    await runs.hears(person, /Rp25\.000.*→ \*Rp30\.000\*/);
    expect(await amounts(person)).toEqual([25_000]);
    await runs.say(person, 'ya');
    expect(await change.handle.result()).toBe('booked');
    await runs.record('amended', change.handle);
    expect(await amounts(person)).toEqual([30_000]);
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
    expect(await amounts(person)).toEqual([50_000, 25_000]);
    await runs.say(person, 'ya');
    await runs.hears(person, /Sudah kuhapus/);
    expect(await amounts(person)).toEqual([25_000]);
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
    expect(await amounts(person)).toEqual([18_000]);
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
    expect((await amounts(person)).sort()).toEqual([12_000, 25_000, 55_000]);
    await runs.write(person, 'batal', { targetWaId: waId });
    await runs.hears(person, /Hapus 2 catatan/);
    await runs.say(person, 'batal');
    await runs.hears(person, /tidak jadi/);
    expect(await amounts(person)).toHaveLength(3);
  });

  test('the message itself is edited, or taken back, after it was booked', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const asked = await runs.book(person, 'beli kopi 25rb');
    await runs.write(person, 'beli kopi 28rb', { kind: 'edit', targetWaId: asked.waId });
    await runs.hears(person, /→ \*Rp28\.000\*/);
    await runs.say(person, 'ya');
    await runs.hears(person, /Sudah kuubah/);
    expect(await amounts(person)).toEqual([28_000]);
    await runs.write(person, '', { kind: 'revoke', targetWaId: asked.waId });
    await runs.hears(person, /Hapus catatan ini/);
    await runs.say(person, 'ya');
    await runs.hears(person, /Sudah kuhapus/);
    expect(await amounts(person)).toEqual([]);
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
    expect(await amounts(person)).toEqual([25_000, 12_000]);
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
    expect(await amounts(person)).toEqual([25_000]);
    await runs.say(person, 'saldo');
    await runs.write(person, 'batal');
    await runs.hears(person, /Hapus catatan ini\?[\s\S]*Kopi/);
    expect(await amounts(person)).toEqual([25_000]);
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
    expect(await amounts(person)).toEqual([25_000]);
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
    expect(await amounts(person)).toEqual([25_000]);
    open();
  });
});

describe('budgets and savings', () => {
  test('a budget is asked about, kept, and told with what counts for it', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const set = await runs.write(person, 'budget makan 1jt sebulan');
    await runs.hears(person, /Budget \*Makan\*: \*Rp1\.000\.000\* sebulan/);
    await runs.say(person, 'ya');
    await set.handle.result();
    await runs.book(person, 'nasi padang 30rb');
    expect(await runs.hears(person, /Tercatat/)).toContain('sisa *Rp970.000*');
    await runs.say(person, 'sisa budget makan');
    await runs.hears(person, /sisa \*Rp970\.000\*/);
  });

  test('saving for something opens its goal; no more comes out than is in it', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.write(person, 'nabung 500rb buat liburan');
    await runs.hears(person, /Sisihkan \*Rp500\.000\*/);
    await runs.say(person, 'ya');
    await runs.hears(person, /Liburan: Rp500\.000/);
    await runs.write(person, 'tarik tabungan liburan 900rb');
    await runs.hears(person, /Ambil/);
    await runs.say(person, 'ya');
    await runs.hears(person, /kurang dari itu/);
    await runs.say(person, 'tabunganku');
    await runs.hears(person, /Liburan: Rp500\.000/);
  });
});

import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { withAllBooks } from '../database/pool.ts';
import { bookRule } from '../database/schema/index.ts';
import { startMessageRuns } from './messageRuns.ts';

/** What a book remembers, plans and saves for: habits, budgets, savings goals. */
const held = startMessageRuns();

const rulesOf = (messageId: string) =>
  withAllBooks(held.runs.db, (tx) => tx.select().from(bookRule).where(eq(bookRule.messageId, messageId)));

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
    await runs.say(person, 'saldo');
    await runs.hears(person, /Saldo menurut catatan[\s\S]*Liburan: Rp500\.000/);
  });
});

import { describe, expect, test } from 'vitest';
import { startMessageRuns } from './messageRuns.ts';

/** What people say of their wallets and categories, and how they answer a list of questions. */
const held = startMessageRuns();

describe('wallets', () => {
  test('a transfer shows the two wallets it moves money between, and is corrected before and after it is booked', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const topup = await runs.write(person, 'topup gopay 100rb');
    await runs.hears(person, /Bank → GoPay/);
    await runs.say(person, 'dari bca');
    await runs.hears(person, /BCA → GoPay/);
    await runs.say(person, 'ya');
    expect(await topup.handle.result()).toBe('booked');
    await runs.write(person, 'saldo');
    await runs.hears(person, /BCA: -Rp100\.000\n• GoPay: Rp100\.000/);
    await runs.book(person, 'gopay makan 25rb');
    await runs.write(person, 'bukan gopay, pake bca');
    await runs.hears(person, /Makan · GoPay · hari ini → \*BCA\*/);
    await runs.say(person, 'ya');
    await runs.hears(person, /Sudah kuubah/);
    await runs.write(person, 'saldo');
    await runs.hears(person, /BCA: -Rp125\.000/);
  });

  test('what is really in a wallet is set, and one of the book is named from then on', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.write(person, 'saldo awal kas kecil 200rb');
    await runs.hears(person, /Saldo \*Kas kecil\* sekarang \*Rp200\.000\*/);
    await runs.say(person, 'ya');
    await runs.hears(person, /✅ Saldo Kas kecil/);
    await runs.write(person, 'beli kertas 40rb pakai kas kecil');
    await runs.hears(person, /Kertas — Rp40\.000 · \S+ · Kas kecil/);
  });
});

test('a category of the book is made, named in a message and in a correction', async () => {
  const { runs } = held;
  const person = await runs.newPerson();
  await runs.write(person, 'buat kategori skincare');
  await runs.hears(person, /Buat kategori \*Skincare\*/);
  await runs.say(person, 'ya');
  await runs.hears(person, /✅ Kategori Skincare/);
  const toner = await runs.write(person, 'toner 60rb kategori skincare');
  await runs.hears(person, /Toner — Rp60\.000 · Skincare/);
  await runs.say(person, 'ya');
  expect(await toner.handle.result()).toBe('booked');
  const bedak = await runs.write(person, 'bedak 30rb');
  await runs.hears(person, /Bedak — Rp30\.000/);
  await runs.say(person, 'kategori skincare');
  await runs.hears(person, /Bedak — Rp30\.000 · Skincare/);
  await runs.say(person, 'ya');
  expect(await bedak.handle.result()).toBe('booked');
});

describe('answers', () => {
  test('questions that were listed are answered by number', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const drafts = [];
    for (const text of ['bakso 15rb', 'es teh 5rb', 'nasi uduk 12rb']) {
      const draft = await runs.write(person, text);
      await runs.questionOf(draft.id);
      drafts.push(draft);
    }
    const [bakso, teh, nasi] = drafts;
    await runs.say(person, 'ya');
    await runs.hears(person, /1\. Nasi uduk Rp12\.000\n2\. Es teh Rp5\.000\n3\. Bakso Rp15\.000/);
    await runs.say(person, '1 dan 3');
    expect(await bakso?.handle.result()).toBe('booked');
    expect(await nasi?.handle.result()).toBe('booked');
    await runs.say(person, 'ya');
    expect(await teh?.handle.result()).toBe('booked');
  });

  test('a correction right after a question is about that one, and so is the yes after it, whatever else is open', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    for (const text of ['bakso 15rb', 'es teh 5rb']) await runs.questionOf((await runs.write(person, text)).id);
    await runs.say(person, 'harusnya 6rb');
    await runs.hears(person, /Sudah kuubah:\nEs teh — Rp6\.000/);
    await runs.say(person, 'ya');
    await runs.hears(person, /Tercatat:\nEs teh — Rp6\.000/);
    expect(await runs.amounts(person)).toEqual([6_000]);
  });

  test('a day alone dates what is asked about; by itself it asks what was spent then', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.questionOf((await runs.write(person, 'bakso 15rb')).id);
    await runs.say(person, 'kemarin');
    await runs.hears(person, /Sudah kuubah:\nBakso — Rp15\.000.*kemarin/s);
    await runs.say(person, 'ya');
    await runs.hears(person, /Tercatat/);
    await runs.say(person, 'kemarin');
    await runs.hears(person, /15\.000/);
  });

  test('an emoji that answers nothing gets a short line, "ga jadi" takes back what was just booked', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const kopi = await runs.write(person, 'kopi 20rb');
    await runs.questionOf(kopi.id);
    await runs.say(person, '😂');
    await runs.hears(person, /masih kutunggu/);
    await runs.say(person, 'ya');
    expect(await kopi.handle.result()).toBe('booked');
    await runs.say(person, 'ga jadi');
    await runs.hears(person, /Sudah kuhapus/);
    expect(await runs.amounts(person)).toEqual([]);
  });
});

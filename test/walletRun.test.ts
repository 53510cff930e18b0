import { describe, expect, test } from 'vitest';
import { startMessageRuns } from './messageRuns.ts';

/** From where money goes, as it is said in the chat. */
const held = startMessageRuns();

describe('wallets in the chat', () => {
  test('a wallet that is said is shown, opened and booked into; the balance lists it', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const asked = await runs.write(person, 'makan 25rb pakai gopay');
    expect(await runs.hears(person, /25\.000/)).toMatch(/Makan — Rp25\.000 · Makan · GoPay · hari ini/);
    expect(await runs.questionOf(asked.id)).toMatchObject({ entries: [{ wallet: 'GoPay', note: 'makan' }] });
    await runs.say(person, 'ya');
    await asked.handle.result();
    await runs.hears(person, /Tercatat:\nMakan — Rp25\.000 · Makan · GoPay/);
    await runs.book(person, 'parkir 2rb');
    await runs.say(person, 'saldo');
    const balance = await runs.hears(person, /Saldo/);
    expect(balance).toMatch(/GoPay: -?−?Rp25\.000/);
    expect(balance).toMatch(/Tunai: -?−?Rp2\.000/);
    await runs.write(person, 'topup gopay 100rb');
    expect(await runs.hears(person, /100\.000/)).not.toContain('· GoPay');
  });

  test('a correction moves the draft to another wallet and is remembered; cash can be said as well', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    const asked = await runs.write(person, 'bensin 50rb pakai ovo');
    await runs.hears(person, /OVO/);
    await runs.say(person, 'dari bca bukan ovo');
    expect(await runs.questionOf(asked.id, 2)).toMatchObject({ entries: [{ wallet: 'BCA', amount: '50000' }] });
    await runs.say(person, 'ya');
    await asked.handle.result();
    expect(await runs.hears(person, /Tercatat/)).toContain('Kuingat: "bensin" → BCA');
    const next = await runs.write(person, 'bensin 60rb');
    expect(await runs.questionOf(next.id)).toMatchObject({ entries: [{ wallet: 'BCA' }] });
    expect(await runs.hears(person, /60\.000/)).toContain('BCA, karena kamu biasa begitu untuk "bensin"');
    await runs.say(person, 'cash aja');
    expect(await runs.questionOf(next.id, 2)).toMatchObject({ entries: [{ wallet: 'Tunai' }] });
    await runs.say(person, 'ya');
    await next.handle.result();
    await runs.say(person, 'saldo');
    expect(await runs.hears(person, /Saldo/)).toMatch(/Tunai: [^\n]*60\.000[\s\S]*BCA: [^\n]*50\.000/);
  });

  test('what is booked moves after a yes, and what joins a draft keeps its own wallet', async () => {
    const { runs } = held;
    const person = await runs.newPerson();
    await runs.book(person, 'kopi 20rb');
    await runs.write(person, 'pakai gopay');
    await runs.hears(person, /Kopi — Rp20\.000[^\n]*→ \*GoPay\*/);
    await runs.say(person, 'ya');
    await runs.hears(person, /Kuingat: "kopi" → GoPay/);
    const lunch = await runs.write(person, 'nasi padang 30rb');
    await runs.hears(person, /30\.000/);
    await runs.say(person, 'sama parkir 2rb pakai ovo');
    expect(await runs.questionOf(lunch.id, 2)).toMatchObject({
      entries: [{ amount: '30000' }, { amount: '2000', wallet: 'OVO', note: 'parkir' }],
    });
    await runs.say(person, 'ya');
    await lunch.handle.result();
    await runs.say(person, 'saldo');
    const balance = await runs.hears(person, /Saldo/);
    expect(balance).toMatch(/GoPay: [^\n]*20\.000/);
    expect(balance).toMatch(/OVO: [^\n]*2\.000/);
    expect(balance).toMatch(/Tunai: [^\n]*30\.000/);
  });
});

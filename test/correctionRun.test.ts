import { describe, expect, test } from 'vitest';
import { startMessageRuns } from './messageRuns.ts';

/** What is booked or asked about, put right in the words of people who do not follow any form. */
const held = startMessageRuns();

/** Somebody with a coffee and, after it, fuel in their book. */
async function someone() {
  const person = await held.runs.newPerson();
  await held.runs.book(person, 'kopi susu 25rb');
  await held.runs.book(person, 'bensin motor 50rb');
  return person;
}

describe('of what is booked', () => {
  test.each([
    ['kopi yang tadi 28rb bukan 25rb', /Kopi susu[^\n]*Rp25\.000[^\n]*Rp28\.000/],
    ['the kopi susu was 28k not 25k', /Kopi susu[^\n]*Rp28,000/],
    ['change the last one to 30k', /Bensin motor[^\n]*Rp30,000/],
    ['yang tadi tuh bukan 50 tapi 55', /Bensin motor[^\n]*Rp50\.000[^\n]*Rp55\.000/],
    ['yang barusan itu masuknya kesehatan', /Bensin motor[^\n]*Transport[^\n]*Kesehatan/],
    ['sing mau kuwi mlebu hiburan', /Bensin motor[^\n]*Hiburan/],
    ['yang kopi harusnya hiburan', /Kopi susu[^\n]*Hiburan/],
    ['transaksi yang tadi tanggalnya kemarin ya', /Bensin motor[^\n]*hari ini[^\n]*kemarin/],
    ['make it 45k', /Bensin motor[^\n]*Rp45,000/],
  ])('%s', async (text, asked) => {
    const person = await someone();
    await held.runs.write(person, text);
    await held.runs.hears(person, asked);
  });

  test.each(['batalno sing mau', 'bolaykeun nu tadi', 'gajadi deh yg tadi'])('%s takes the last back', async (text) => {
    const person = await someone();
    await held.runs.write(person, text);
    await held.runs.hears(person, /Bensin motor/);
  });
});

describe('of what is asked about', () => {
  test.each([
    ['yang tadi tuh bukan 25 tapi 35', /Rp35\.000/],
    ['make that 45k instead', /Rp45\.000/],
    ['eh kopinya 28rb bukan 25rb', /Rp28\.000/],
    ['masukin ke hiburan aja', /Hiburan/],
    ['yang barusan itu masuknya kesehatan', /Kesehatan/],
    ['itu kemarin ya', /kemarin/],
  ])('%s', async (text, asked) => {
    const { runs } = held;
    const person = await runs.newPerson();
    const draft = await runs.write(person, 'kopi susu 25rb');
    await runs.questionOf(draft.id);
    await runs.say(person, text);
    await runs.hears(person, asked);
    await runs.say(person, 'ya');
    expect(await draft.handle.result()).toBe('booked');
  });
});

test('what is in a wallet is kept once it is confirmed', async () => {
  const { runs } = held;
  const person = await runs.newPerson();
  await runs.write(person, 'saldo gopay 100rb');
  await runs.hears(person, /Saldo \*GoPay\* sekarang \*Rp100\.000\*/);
  await runs.say(person, 'ya');
  await runs.hears(person, /✅ Saldo GoPay/);
});

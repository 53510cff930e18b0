import { expect, test } from 'vitest';
import type { Line } from '../../dev/whatsapp/phone.ts';
import { until } from '../gateway/waiting.ts';
import type { Person } from './person.ts';
import { startWorld } from './world.ts';

const held = startWorld();
const phones = 50;
const perPhone = 4;
/** Everything said and acknowledged, on two cores. */
const crowd_ms = 120_000;

/** Amount of a phone's message: tells which message a question is about. */
const amountOf = (phone: number, place: number): number => 10_000 + phone * 100 + place * 10_000;
const rupiah = (amount: number): string => `Rp${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')}`;

/** Lines of Catat behind `after`, once there are `count`. */
async function linesBehind(person: Person, after: string, count: number): Promise<Line[]> {
  const lines: Line[] = [];
  while (lines.length < count) lines.push(...(await person.phone.lines(lines.at(-1)?.id ?? after)));
  return lines;
}

test(`${phones * perPhone} messages from ${phones} phones at once: asked once each, booked once each`, async () => {
  const { world } = held;
  const crowd = await Promise.all(
    Array.from({ length: phones }, async (_, phone) => {
      const person = await world.person();
      return { phone, person, last: (await person.phone.lines(undefined, 0)).at(-1)?.id ?? '' };
    }),
  );
  const began = performance.now();
  const sent = await Promise.all(
    crowd.flatMap(({ phone, person }) =>
      Array.from({ length: perPhone }, (_, place) => person.says(`beli kopi ${amountOf(phone, place)}`)),
    ),
  );
  const asked = await Promise.all(crowd.map(({ person, last }) => linesBehind(person, last, perPhone)));
  const asked_ms = performance.now() - began;
  await world.settled(crowd_ms);

  const questions = await Promise.all(crowd.map(({ person, last }) => person.phone.lines(last, 0)));
  for (const { phone } of crowd) {
    const texts = questions[phone]?.map(({ text }) => text ?? '') ?? [];
    expect(texts).toHaveLength(perPhone);
    for (let place = 0; place < perPhone; place++) {
      expect(texts.filter((text) => text.includes(rupiah(amountOf(phone, place))))).toHaveLength(1);
    }
  }

  const answering = performance.now();
  await Promise.all(crowd.flatMap(({ phone, person }) => (asked[phone] ?? []).map(({ id }) => person.says('ya', id))));
  await Promise.all(crowd.map(({ phone, person }) => linesBehind(person, questions[phone]?.at(-1)?.id ?? '', perPhone)));
  const answered_ms = performance.now() - answering;
  await world.settled(crowd_ms);
  process.stdout.write(
    `crowd: ${sent.length} questions in ${Math.round(asked_ms)} ms, ${sent.length} answers in ${Math.round(answered_ms)} ms\n`,
  );

  const answers = await Promise.all(crowd.map(({ phone, person }) => person.phone.lines(questions[phone]?.at(-1)?.id, 0)));
  for (const lines of answers) expect(lines.filter(({ text }) => text?.startsWith('✅'))).toHaveLength(perPhone);
  for (const lines of answers) expect(lines).toHaveLength(perPhone);

  const expected = crowd.flatMap(({ phone }) =>
    Array.from({ length: perPhone }, (_, place) => String(amountOf(phone, place) * 100)),
  );
  const entries = await world.rows<{ amount: string; wa_id: string }>(
    'select e.amount, m.wa_id from entry e join message m on m.id = e.message_id',
  );
  expect(entries.map(({ amount }) => amount).sort()).toEqual(expected.sort());
  expect(new Set(entries.map(({ wa_id }) => wa_id))).toEqual(new Set(sent));
  const postings = await world.rows<{ amount: string }>('select amount from posting');
  expect(postings).toHaveLength(2 * entries.length);
  expect(postings.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(0n);
  expect(await world.unbalanced()).toEqual([]);

  await until('every run to be completed', async () => {
    const { count } = await world.temporal.client.workflow.count("ExecutionStatus != 'Completed'");
    return count === 0;
  });
  expect(await world.rows("select 1 from message where stage = 'failed'")).toEqual([]);
});

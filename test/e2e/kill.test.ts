import { afterEach, describe, expect, test } from 'vitest';
import { receiptPhoto } from '../../dev/bench/samples.ts';
import { until } from '../gateway/waiting.ts';
import type { Person } from './person.ts';
import { startWorld, type World } from './world.ts';

/**
 * SIGKILL of one process at a point of a conversation; the supervisor starts it again. Whatever dies, whenever: the question
 * comes once, the answer comes once, the entry is there once.
 */
const held = startWorld();
const question = /Balas \*ya\*/;
const booked = /^✅/;
/** A process that is back, and the retries of those that missed it. */
const recovery_ms = 120_000;

/** Ends a process as a crash would, and waits until another one runs in its place. */
async function kill(world: World, part: string): Promise<void> {
  const before = world.stack.state().pids[part];
  expect(before).toBeGreaterThan(0);
  world.stack.kill(part, 'SIGKILL');
  await until(`${part} to be back`, () => ![undefined, before].includes(world.stack.state().pids[part]), recovery_ms);
  // Nobody can play a phone before their network answers again.
  await until('the phones', () => fetch(`${world.stack.urls.whatsapp}/health`).catch(() => null), recovery_ms);
}

async function bookedOnce(ani: Person, sent: string, amounts: string[]): Promise<void> {
  const { world } = held;
  await ani.hearsNothingMore();
  expect((await world.entriesOf(sent)).map(({ amount }) => amount)).toEqual(amounts);
  expect(await world.runs(sent)).toHaveLength(1);
  expect(await world.outcome(sent)).toBe('booked');
}

afterEach(async () => {
  expect(await held.world.unbalanced()).toEqual([]);
});

describe.each(['gateway', 'flow', 'ai-media', 'postgres', 'temporal'])('SIGKILL of %s', (part) => {
  test('right after the message was sent', async () => {
    const { world } = held;
    const ani = await world.person();
    const sent = await ani.says('beli kopi 25rb');
    await kill(world, part);
    await ani.hears(question, recovery_ms);
    await ani.says('ya');
    await ani.hears(booked, recovery_ms);
    await bookedOnce(ani, sent, ['25000']);
  });

  test('while the question is open', async () => {
    const { world } = held;
    const ani = await world.person();
    const sent = await ani.says('beli kopi 25rb sama bensin 50rb');
    await ani.hears(question);
    await kill(world, part);
    await ani.says('2 harusnya 55rb');
    await ani.hears(question, recovery_ms);
    await ani.says('ya');
    await ani.hears(booked, recovery_ms);
    await bookedOnce(ani, sent, ['25000', '55000']);
  });

  test('right after "ya"', async () => {
    const { world } = held;
    const ani = await world.person();
    const sent = await ani.says('beli kopi 25rb');
    await ani.hears(question);
    await ani.says('ya');
    await kill(world, part);
    await ani.hears(booked, recovery_ms);
    await bookedOnce(ani, sent, ['25000']);
  });
});

test('SIGKILL of the local WhatsApp network, which keeps what it took', async () => {
  const { world } = held;
  const ani = await world.person();
  const sent = await ani.says('beli kopi 25rb');
  await kill(world, 'whatsapp');
  await ani.hears(question, recovery_ms);
  await ani.says('ya');
  await ani.hears(booked, recovery_ms);
  await bookedOnce(ani, sent, ['25000']);
});

test('SIGKILL of ai-media while a receipt is being read', async () => {
  const { world } = held;
  const ani = await world.person();
  const sent = await ani.sends({ kind: 'image', bytes: await receiptPhoto(21_500), fileName: 'struk.jpg' });
  const { id } = await world.message(sent);
  await until(
    'the photo to be stored',
    async () => (await world.rows('select 1 from media where message_id = $1', [id])).length === 1,
  );
  await kill(world, 'ai-media');
  // How long the new process takes decides whether the person hears that it takes long.
  const first = await ani.hears(/./, recovery_ms);
  if (/^Masih/.test(first.text)) await ani.hears(question, recovery_ms);
  await ani.says('ya');
  await ani.hears(booked, recovery_ms);
  await bookedOnce(ani, sent, ['61500']);
});

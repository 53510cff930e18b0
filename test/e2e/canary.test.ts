import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { receiptPhoto } from '../../dev/bench/samples.ts';
import { stackPaths } from '../../dev/stack/paths.ts';
import { postgresDataDir } from '../../dev/stack/postgres.ts';
import { lidOf } from '../../dev/whatsapp/model.ts';
import { until } from '../gateway/waiting.ts';
import type { Person } from './person.ts';
import { startWorld } from './world.ts';

/** What people write, who they are, and every secret: none of it is in any log of any process, at the most talkative level. */
const codes: string[] = [];
const held = startWorld({
  env: { LOG_LEVEL: 'debug' },
  onEvent: (event) => {
    if (event.kind === 'session' && event.qr) codes.push(event.qr);
  },
});

const question = /Balas \*ya\*/;
const booked = /^✅/;
const recovery_ms = 120_000;
/** Words nobody uses. */
const canaries = {
  text: 'zanzibarkanari',
  edited: 'edelweiskanari',
  revoked: 'revokasikanari',
  caption: 'kapsiokanari',
  fileName: 'berkaskanari',
  name: 'Namakanari',
  query: 'carikanari',
  odd: 'anehkanari',
};
/** Words of a Signal session or of device credentials as libraries print them. */
const keyMaterial = [
  'SessionEntry',
  'privKey',
  'pubKey',
  'chainKey',
  'currentRatchet',
  'ephemeralKeyPair',
  'advSecretKey',
  'noiseKey',
];
/** Parts of a secret shorter than this are no secret. */
const secret_min = 16;

/** All log files of the stack, with their texts. */
function logs(): { path: string; text: string }[] {
  const paths = stackPaths(held.world.dataDir);
  const files = readdirSync(paths.logs).map((name) => join(paths.logs, name));
  const server = `${postgresDataDir(paths.postgres)}.log`;
  return [...files, ...(existsSync(server) ? [server] : [])].map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

const found = (needles: readonly string[]): string[] =>
  logs().flatMap(({ path, text }) =>
    needles.filter((needle) => text.includes(needle)).map((needle) => `${needle} in ${path.slice(path.lastIndexOf('/') + 1)}`),
  );

/** The made-once secrets, whole and in their parts, and what was in the pairing codes. */
function secrets(): string[] {
  const kept = JSON.parse(readFileSync(stackPaths(held.world.dataDir).secrets, 'utf8')) as Record<string, string>;
  const whole = [...Object.values(kept), ...codes];
  return [...whole, ...whole.flatMap((one) => one.split(/[:,]/))].filter(({ length }) => length >= secret_min);
}

/**
 * Puts the gateway's Signal sessions back to an older state, as a restored backup would: the next message does not decrypt, the
 * phone encrypts anew, and the library prints the session it closes.
 */
async function forgetRatchets(before: { id: string; value: Buffer }[]): Promise<void> {
  const { world } = held;
  const pid = world.stack.state().pids.gateway;
  // First the process: while it lives a late reply may write its newer state over the old one.
  world.stack.kill('gateway', 'SIGKILL');
  for (const { id, value } of before)
    await world.rows("update wa_key set value = $2 where type = 'session' and id = $1", [id, value]);
  await until('another gateway', () => ![undefined, pid].includes(world.stack.state().pids.gateway), recovery_ms);
}

async function talk(ani: Person): Promise<void> {
  const { world } = held;
  await ani.says('halo');
  await ani.hears(/Catat/);
  const sent = await ani.says(`beli ${canaries.text} 25rb`);
  await ani.hears(question);
  const before = await world.rows<{ id: string; value: Buffer }>("select id, value from wa_key where type = 'session'");
  expect(before.length).toBeGreaterThan(0);
  await ani.says('ya');
  await ani.hears(booked);
  await world.redeliver(sent);
  const dropped = await ani.says(`beli ${canaries.revoked} 15rb`);
  await ani.hears(question);
  await ani.phone.edit(dropped, `beli ${canaries.edited} 16rb`);
  await ani.phone.revoke(dropped);
  await world.settled();
  await forgetRatchets(before);
  const sentAfter = [
    await ani.says(`${canaries.odd} \u0000 apa ini?`),
    await ani.sends({ kind: 'image', bytes: await receiptPhoto(21_500), fileName: 'struk.jpg', caption: canaries.caption }),
    await ani.sends({ kind: 'document', bytes: Buffer.from('%PDF-1.7 broken'), fileName: `${canaries.fileName}.pdf` }),
  ];
  for (const waId of sentAfter) await world.message(waId);
  await world.settled(recovery_ms);
  await fetch(`${world.stack.urls.api}/v1/entries?q=${canaries.query}`);
  await fetch(`${world.stack.urls.gateway}/sessions`);
  world.stack.kill('postgres', 'SIGKILL');
  const last = await ani.says(`beli ${canaries.text} 35rb`);
  await until('the last message', () => world.message(last).catch(() => null), recovery_ms);
  await until(
    'the end of all work',
    () =>
      world.settled().then(
        () => true,
        () => false,
      ),
    recovery_ms,
  );
}

afterAll(() => {
  const planted = join(stackPaths(held.world.dataDir).logs, 'gateway.log');
  appendFileSync(planted, `${canaries.text}\n`);
  expect(found([canaries.text])).toEqual([`${canaries.text} in gateway.log`]);
});

test('no text, name, number or secret of a conversation is in a log', async () => {
  const ani = held.world.stranger();
  await ani.phone.rename(canaries.name);
  await talk(ani);

  expect(codes.length).toBeGreaterThan(0);
  expect(secrets().length).toBeGreaterThan(8);
  const written = logs();
  for (const part of ['gateway', 'api', 'flow', 'ai-media'])
    expect(written.find(({ path }) => path.endsWith(`/${part}.log`))?.text.length, part).toBeGreaterThan(0);
  // The library did print a session; only its title came through.
  expect(found(['Closing session'])).toEqual(['Closing session in gateway.log']);

  const { number } = ani.phone;
  expect(found([...Object.values(canaries), number, lidOf(number)])).toEqual([]);
  expect(found(keyMaterial)).toEqual([]);
  expect(found(secrets()).map((hit) => hit.slice(-30))).toEqual([]);
});

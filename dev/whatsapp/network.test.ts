import { afterEach, describe, expect, it } from 'vitest';
import { BaileysClient } from './baileysClient.ts';
import type { ChatItem } from './model.ts';
import { type Network, startNetwork } from './network.ts';

const ANA = '628123456789';
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function network(dataDir: string | null = null): Promise<Network> {
  const started = await startNetwork({ dataDir });
  closers.push(() => started.close());
  return started;
}

async function linked(on: Network): Promise<BaileysClient> {
  const client = new BaileysClient(on);
  await client.connect();
  closers.push(() => client.disconnect().catch(() => undefined));
  return client;
}

async function call<T>(on: Network, method: string, path: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${on.httpUrl}${path}`, { method, ...init });
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as T;
}

describe('a phone and a gateway', () => {
  it('pairs, logs in and talks both ways', async () => {
    const net = await network();
    const client = await linked(net);
    const { id } = await call<{ id: string }>(net, 'POST', `/phones/${ANA}/messages`, { text: 'beli kopi 25rb' });
    const heard = await client.heard('beli kopi 25rb');
    expect(heard.key.id).toBe(id);
    expect(heard.key.remoteJid).toMatch(/@lid$/);
    expect(heard.key.remoteJidAlt).toBe(`${ANA}@s.whatsapp.net`);
    const waiting = call<ChatItem[]>(net, 'GET', `/phones/${ANA}/messages?after=${id}&wait=10`);
    const sent = await client.socket.sendMessage(heard.key.remoteJid as string, { text: 'Kopi Rp25.000, betul?' });
    expect(await waiting).toMatchObject([{ id: sent?.key.id, from: '6281100000001', text: 'Kopi Rp25.000, betul?' }]);
    await client.until(() => client.acks.some((ack) => ack.id === sent?.key.id));
  });
});
